"""Every page as a reader opens it: from a file, without a network, large and small, light and dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.browser.conftest import PHONE, WIDE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import Reader

MAPS = ["atlas", "crossings", "missions", "clashes", "energy", "boundary"]
BRIDGE = "bridge-tem-demogan"
BORDER = {"light": (0x14, 0x17, 0x1C), "dark": (0xF6, 0xEB, 0xCF)}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("name", MAPS)
def test_a_map_opens_without_a_request_or_a_complaint(
    reader: Reader, maps: Path, name: str, size: tuple[int, int], scheme: str
) -> None:
    visit = reader.open(maps / f"{name}.html", size, scheme)
    visit.page.wait_for_function("() => BorderAtlas.drawn().length > 0")
    assert visit.colours().get(BORDER[scheme], 0) > (500 if size == WIDE else 200)  # the line, in its own colour
    assert "Afghanistan–Tajikistan border" in visit.text()
    assert visit.page.evaluate("() => document.documentElement.scrollWidth") <= size[0]
    assert visit.requests == []
    assert visit.troubles == []


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_index_opens_and_leads_to_every_map(reader: Reader, maps: Path, size: tuple[int, int]) -> None:
    visit = reader.open(maps / "index.html", size)
    assert "1,344.0 km" in visit.text()
    links = visit.page.eval_on_selector_all("a.card", "cards => cards.map(card => card.getAttribute('href'))")
    assert links == [f"{name}.html" for name in MAPS]
    assert visit.page.evaluate("() => document.documentElement.scrollWidth") <= size[0]
    visit.page.click("a.card >> nth=1")
    visit.page.wait_for_function("() => BorderAtlas.drawn().length > 0")
    assert visit.requests == []
    assert visit.troubles == []


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_bridge_is_drawn_and_its_drawer_tells_what_is_known(
    reader: Reader, maps: Path, size: tuple[int, int]
) -> None:
    visit = reader.open(maps / "crossings.html", size, fragment=f"#s={BRIDGE}&m=11/37.52/71.50")
    assert visit.mark(BRIDGE)["kind"] == "symbol"
    text = visit.text()
    for words in (
        "Tem – Demogan",
        "Open at times",
        "last documented Sep 2023",
        "پل افغانستان-تاجیکستان در تم-دموگان",
        "km 771.9",
        "less than its own ±150 m: no side claimed",
        "within 150 m",
        "Sources disagree",
        "2002",
    ):
        assert words in text
    persian = visit.page.locator("[lang=fa]", has_text="پل افغانستان").first
    assert persian.evaluate("element => getComputedStyle(element).direction") == "rtl"
    links = visit.page.locator("a[href^=http]")
    assert links.count() >= 3
    assert set(links.evaluate_all("all => all.map(one => one.rel)")) == {"noopener noreferrer"}


def test_a_click_selects_and_escape_gives_back(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "missions.html")
    visit.click(visit.mark("tj-consulate-kunduz"))
    visit.page.wait_for_selector(".drawer h2:has-text('Consulate of Tajikistan in Kunduz')")
    assert "s=tj-consulate-kunduz" in visit.page.url
    visit.page.keyboard.press("Escape")
    assert "s=" not in visit.page.url


@pytest.mark.parametrize("touch", [False, True])
def test_a_symbol_that_another_covers_is_listed_with_it(reader: Reader, maps: Path, touch: bool) -> None:
    visit = reader.open(maps / "atlas.html", PHONE if touch else WIDE, fragment="#m=12/37.44/71.5534")
    mark = visit.mark("bg-khorog-detachment")
    if touch:
        box = visit.page.locator(".folium-map").bounding_box()
        assert box is not None
        visit.page.touchscreen.tap(box["x"] + mark["x"], box["y"] + mark["y"])
    else:
        visit.click(mark)
    rows = visit.page.locator(".drawer-body > .rows > li")
    rows.first.wait_for()
    assert "Consulate General of Afghanistan" in rows.first.inner_text(), "what lies on top comes first"
    rows.filter(has_text="Khorog border detachment").get_by_role("button").click()
    visit.page.wait_for_selector(".drawer-body h2:has-text('Khorog border detachment')")
    assert "s=bg-khorog-detachment" in visit.page.url


def test_a_district_has_a_disc_and_no_pin(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "clashes.html")
    discs = visit.marks(kind="disc")
    assert discs
    pinned = {one for mark in visit.marks(kind="symbol") for one in mark["ids"]}
    assert not pinned & {one for mark in discs for one in mark["ids"]}


def test_a_layer_switched_off_is_gone_and_the_address_keeps_it(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "atlas.html")
    switch = visit.page.get_by_role("switch", name="Embassies")
    assert any("tj-consulate-kunduz" in mark["ids"] for mark in visit.marks())
    switch.click()
    assert switch.get_attribute("aria-checked") == "false"
    visit.page.wait_for_function("() => !BorderAtlas.drawn().some(mark => mark.ids.includes('tj-consulate-kunduz'))")
    again = reader.open(maps / "atlas.html", fragment="#" + visit.page.url.split("#")[1])
    assert not any("tj-consulate-kunduz" in mark["ids"] for mark in again.marks())


def test_an_unknown_feature_in_the_address_is_told(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "missions.html", fragment="#s=nobody")
    assert "The link names something this map does not hold: nobody" in visit.text()


def test_a_long_notice_stands_clear_of_its_edges(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "missions.html", fragment=f"#s={'nobody' * 12}&l=nothing,never,nowhere")
    notice, words = (visit.page.locator(which).bounding_box() for which in (".notice", ".notice > :first-child"))
    assert notice is not None
    assert words is not None
    assert words["height"] > 30, "two lines"
    assert words["y"] - notice["y"] >= 4
    assert notice["y"] + notice["height"] - words["y"] - words["height"] >= 4


def test_features_without_a_place_are_listed(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "clashes.html", fragment="#s=1997-06-09-junaidullo-crossing")
    assert "No place" in visit.text() or "no place" in visit.text()


def test_an_online_base_map_asks_only_its_host_and_only_when_switched_on(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "missions.html")
    assert visit.requests == []
    visit.page.get_by_text("OpenTopoMap").first.click()
    visit.page.wait_for_timeout(300)
    assert visit.requests
    assert {address.split("/")[2] for address in visit.requests} == {"a.tile.opentopomap.org"}


def test_without_scripts_the_features_are_a_table(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "missions.html", java_script_enabled=False)
    assert "Consulate of Tajikistan in Kunduz" in visit.page.inner_text("table")
    assert "OpenStreetMap" in visit.text()
