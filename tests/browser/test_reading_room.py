"""Small things that a reader relies on: the table's order in the link, what the map lacks, a phone's free line."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from tests.browser.conftest import SMALL, WIDE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import Reader, Visit

PHONES = pytest.mark.parametrize("size", [SMALL, (390, 844), (412, 915)], ids=["360", "390", "412"])
BORDER = (0x14, 0x17, 0x1C)


def dates(visit: Visit) -> list[str]:
    return visit.page.locator("tbody .c-date").all_inner_texts()[:3]


def test_the_address_keeps_the_order_of_the_table(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "clashes.html", fragment="#v=table")
    by_date = visit.page.get_by_role("columnheader", name="Date or status").get_by_role("button")
    by_date.press("Enter")
    visit.page.wait_for_function("() => location.hash.includes('o=date')")
    oldest = dates(visit)
    by_date.press("Enter")
    visit.page.wait_for_function("() => location.hash.includes('o=-date')")
    newest = dates(visit)
    assert oldest != newest

    visit.page.locator("tbody tr").first.press("Enter")
    visit.page.get_by_role("columnheader", name="Name").get_by_role("button").press("Enter")
    assert "o=name" in visit.page.url
    visit.page.go_back()
    visit.page.wait_for_function("() => document.querySelector('[aria-sort]').classList.contains('c-date')")
    assert dates(visit) == newest

    again = reader.open(maps / "clashes.html", fragment="#" + visit.page.url.split("#")[1])
    assert dates(again) == newest
    assert again.page.locator("th.c-date").get_attribute("aria-sort") == "descending"
    assert "newest first" in again.text()


def test_four_counts_say_what_the_map_lacks_and_open_their_lists(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "atlas.html")
    rows = visit.page.locator(".missing .count-row")
    titles = [text.rsplit(maxsplit=1) for text in rows.all_inner_texts()]
    assert [title for title, _ in titles] == [
        "Events without a known place",
        "Other entries without a place",
        "Known only to more than 50 km",
        "Beyond the drawn land",
    ]
    for row, (title, number) in zip(rows.all(), titles, strict=True):
        row.press("Enter")
        visit.page.wait_for_selector(".drawer-body .rows")
        assert visit.page.locator(".drawer-body .rows li").count() == int(number), title
    assert "Kabul" in visit.page.inner_text(".drawer-body")  # the last list: beyond the drawn land


@PHONES
def test_on_a_phone_nothing_stands_on_the_line(reader: Reader, maps: Path, size: tuple[int, int]) -> None:
    visit = reader.open(maps / "atlas.html", size)
    visit.page.wait_for_function("() => BorderAtlas.drawn().length > 0")
    covering = visit.page.locator(".zoom, .readings, .bar, .leaflet-control-scale")
    boxes = [box for box in (one.bounding_box() for one in covering.all()) if box is not None]
    assert len(boxes) == 4
    visit.page.evaluate(
        "() => document.querySelectorAll('.zoom, .readings, .bar, .leaflet-control-scale')"
        ".forEach(one => one.style.visibility = 'hidden')"
    )
    picture = Image.open(io.BytesIO(visit.page.screenshot())).convert("RGB")
    line = (0, 66, size[0], visit.page.locator(".sheet").bounding_box()["y"])
    assert ink(picture.crop(line)) > 200
    for box in boxes:
        x, y = box["x"], box["y"]
        assert ink(picture.crop((x, y, x + box["width"], y + box["height"]))) == 0, box
    right = [mark["x"] for mark in visit.marks() if "tripoint-af-cn-tj" in mark["ids"]]
    assert all(0 < x < size[0] for x in right)


def ink(picture: Image.Image) -> int:
    """Pixels in the colour of the border."""
    return {colour: count for count, colour in picture.getcolors(1 << 24)}.get(BORDER, 0)


def test_a_phone_has_three_tabs_and_reaches_the_sources_from_the_map(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "missions.html", SMALL)
    tabs = visit.page.locator(".sheet-tabs button")
    assert tabs.all_inner_texts() == ["Layers", "Strip", "Table"]
    visit.page.get_by_role("button", name="Sources and licences of this map").press("Enter")
    assert "Where this comes from" in visit.page.locator(".sheet-body").inner_text()
    assert tabs.evaluate_all("tabs => tabs.map(tab => tab.getAttribute('aria-pressed'))") == ["false"] * 3
    tabs.first.press("Enter")
    assert "Embassies, consulates" in visit.page.locator(".sheet-body").inner_text()
    assert visit.troubles == []


def test_a_place_within_ten_kilometres_has_no_tenths(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "missions.html", WIDE, fragment="#s=tj-consulate-mazar-i-sharif&v=table")
    assert visit.page.locator(".address b").inner_text() == "km 12"
    assert visit.page.locator("tr[data-id=tj-consulate-mazar-i-sharif] .c-km").inner_text().split()[-1] == "12"


def test_the_index_says_how_to_take_the_atlas_along(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "index.html", SMALL)
    assert "Take it with you" in visit.text()
    assert "Download what I see" in visit.text()
    assert visit.page.evaluate("() => document.documentElement.scrollWidth") <= SMALL[0]
