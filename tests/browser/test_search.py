"""Search, table and downloads as a reader uses them: with keys alone, wide and on a phone, without a network."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from tests.browser.conftest import MIDDLE, PHONE, WIDE

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page
    from tests.browser.conftest import Reader

FOCUSED = "() => document.activeElement.dataset.id ?? document.activeElement.getAttribute('role') ?? ''"


def find(page: Page, typed: str) -> list[str]:
    """Types into the search that has the focus; what is found."""
    page.keyboard.type(typed)
    return page.locator("[role=option]").all_inner_texts()


def test_a_town_is_found_in_every_script_and_the_map_moves_there(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "atlas.html")
    page = visit.page
    for typed in ("Khorog", "khorugh", "Хоруғ", "Хорог", "خاروغ"):
        page.keyboard.press("/")
        found = find(page, typed)
        assert found[0].startswith("Khorugh (Khorog)"), typed
        assert any("Khorog area" in row for row in found), typed
        page.keyboard.press("Escape")
    page.keyboard.press("/")
    find(page, "Хоруғ")
    page.keyboard.press("Enter")
    assert "m=10/37.490" in page.url
    assert page.inner_text(".atlas-pin") == "Khorugh (Khorog)"
    page.keyboard.press("Escape")
    assert page.locator(".atlas-pin").count() == 0
    assert visit.requests == []
    assert visit.troubles == []


def test_a_feature_is_found_with_keys_alone_and_escape_gives_the_focus_back(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "atlas.html")
    visit.page.keyboard.press("/")
    box = visit.page.get_by_role("combobox", name="Search")
    find(visit.page, "tem bridge")
    assert box.get_attribute("aria-expanded") == "true"
    first = box.get_attribute("aria-activedescendant")
    visit.page.keyboard.press("ArrowDown")
    second = box.get_attribute("aria-activedescendant")
    assert first != second
    assert visit.page.locator(f"#{second}").get_attribute("aria-selected") == "true"
    visit.page.keyboard.press("ArrowUp")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_selector(".drawer h2:has-text('Tem – Demogan bridge')")
    assert "s=bridge-tem-demogan" in visit.page.url
    visit.page.locator(".folium-map").focus()
    visit.page.keyboard.press("/")
    assert box.evaluate("field => field === document.activeElement")
    visit.page.keyboard.press("Escape")
    assert visit.page.evaluate("() => document.activeElement.matches('.folium-map')")


@pytest.mark.parametrize(
    ("typed", "row"),
    [
        ("541+200", "km 541.2"),
        ("37.52 71.50", "37.5200° N, 71.5000° E"),
        ("71.50E 37.52N", "37.5200° N, 71.5000° E"),
        ("37 31 12 N 71 30 00 E", "37.5200° N, 71.5000° E"),
        ("geo:37.52,71.5;u=150", "37.5200° N, 71.5000° E"),
        ("42S YG 21 55", "37.5199° N, 71.5064° E"),
    ],
)
def test_kilometres_and_coordinates_lead_to_their_place(reader: Reader, maps: Path, typed: str, row: str) -> None:
    visit = reader.open(maps / "boundary.html", MIDDLE)
    visit.page.keyboard.press("/")
    assert find(visit.page, typed)[0].startswith(row)
    visit.page.keyboard.press("Enter")
    assert visit.page.inner_text(".atlas-pin") == row
    assert visit.page.evaluate("() => document.activeElement.matches('.folium-map')")


def test_a_kilometre_searched_for_gives_way_to_what_is_searched_for_next(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "boundary.html")
    pill = visit.page.locator(".strip-pill:visible")
    visit.page.keyboard.press("/")
    find(visit.page, "km 541")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_function("() => document.querySelector('.folium-map') === document.activeElement")
    assert "km 541" in pill.inner_text()
    visit.page.keyboard.press("/")
    find(visit.page, "Khorog border detachment")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_selector(".drawer h2:has-text('Khorog border detachment')")
    assert pill.inner_text() == "km 778"


def test_the_end_of_the_line_is_found_as_the_strip_writes_it(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "boundary.html")
    last = visit.page.locator(".strip-stage .tick.length").first.text_content()
    assert last == "1,344"
    visit.page.keyboard.press("/")
    assert find(visit.page, f"km {last}")[0].startswith("km 1,343.956")


def test_a_source_leads_to_the_features_that_name_it(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "crossings.html")
    visit.page.keyboard.press("/")
    find(visit.page, "Demogan-Brücke")
    visit.page.locator("[role=option]", has_text="Tem–Demogan-Brücke").last.click()
    assert "Named by this source" in visit.page.inner_text(".drawer")


def test_the_search_of_a_phone_opens_from_its_title_bar(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "atlas.html", PHONE)
    opener = visit.page.get_by_role("button", name="Search", exact=True)
    opener.click()
    assert find(visit.page, "zorkul")
    assert visit.page.evaluate("() => document.documentElement.scrollWidth") <= PHONE[0]
    visit.page.keyboard.press("Escape")
    assert opener.evaluate("button => button === document.activeElement")


@pytest.mark.parametrize("size", [WIDE, MIDDLE, PHONE], ids=["wide", "middle", "phone"])
def test_the_table_is_walked_with_keys_and_shares_the_selection(
    reader: Reader, maps: Path, size: tuple[int, int]
) -> None:
    visit = reader.open(maps / "missions.html", size, fragment="#v=table")
    page = visit.page
    rows = page.locator(".table-scroll tbody tr")
    assert rows.count() == 6
    assert "6 of 6 features, west to east" in page.inner_text(".table-count")
    rows.first.focus()
    page.keyboard.press("ArrowDown")
    chosen = page.evaluate(FOCUSED)
    page.keyboard.press("Enter")
    assert f"s={chosen}" in page.url
    page.keyboard.press("Escape")
    assert page.evaluate(FOCUSED) == chosen
    again = reader.open(maps / "missions.html", size, fragment=f"#v=table&s={chosen}")
    if size != PHONE:
        assert again.page.get_attribute("tr[aria-selected=true]", "data-id") == chosen
    assert visit.troubles + again.troubles == []


def test_headings_sort_and_the_table_holds_what_the_layers_show(reader: Reader, maps: Path) -> None:
    page = reader.open(maps / "clashes.html", fragment="#v=table").page
    shown = page.locator(".table-scroll tbody tr").count()
    page.get_by_role("button", name="Deaths").click()
    page.get_by_role("button", name="Deaths").click()
    assert page.get_attribute("th.c-deaths", "aria-sort") == "descending"
    assert page.locator("td.c-deaths").first.inner_text() == "100"
    page.get_by_role("switch", name="Clashes").first.click()
    assert page.locator(".table-scroll tbody tr").count() < shown


def test_what_is_seen_is_downloaded_from_a_file(reader: Reader, maps: Path, tmp_path: Path) -> None:
    page = reader.open(maps / "missions.html", fragment="#v=table").page
    page.get_by_role("button", name="Download what I see").click()

    def fetched(name: str, which: int = 0) -> Path:
        with page.expect_download() as waiting:
            page.locator(".downloads").get_by_role("button", name=name, exact=True).nth(which).click()
        target = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(target)
        return target

    geojson = fetched("GeoJSON")
    assert geojson.name == "borderatlas-missions-2025-12.geojson"
    read = json.loads(geojson.read_text("utf-8"))
    assert read["licence"] == "CC-BY-4.0"
    assert len(read["features"]) == 6
    assert all(len(one["geometry"]["coordinates"]) == 2 for one in read["features"])
    with fetched("CSV").open(encoding="utf-8", newline="") as file:
        assert {row["id"] for row in csv.DictReader(file)} == {one["id"] for one in read["features"]}
    waypoints = ET.parse(fetched("GPX")).getroot().findall("{*}wpt")
    assert len(waypoints) == 6
    line = json.loads(fetched("GeoJSON", 1).read_text("utf-8"))
    assert line["licence"] == "ODbL-1.0"
    assert line["features"][0]["geometry"]["type"] == "LineString"
