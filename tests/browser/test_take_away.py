"""What a reader takes away from a page: distances, paper, a picture, a link, a frame in another page."""

from __future__ import annotations

import base64
import io
import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from tests.browser.conftest import PHONE, WIDE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import Reader, Visit

BRIDGE = "bridge-tem-demogan"
A4_LANDSCAPE = (841.92, 594.96)  # points
MEASURED = (0x0B, 0x57, 0xD0)


def measured(visit: Visit) -> str:
    return visit.page.locator(".measured").inner_text()


def test_distances_are_measured_by_click_along_the_line_and_on_it(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "crossings.html")
    west, east = visit.mark(BRIDGE), visit.mark("bridge-ishkashim")
    visit.page.get_by_role("button", name="Measure distances").click()
    visit.click(west)
    visit.click(east)
    assert re.fullmatch(r"8\d\.\d km straight · 1\d\d\.\d km along the border", measured(visit))
    assert visit.page.locator(".drawer").is_hidden()  # a click measures and does not select
    visit.page.keyboard.press("Backspace")
    assert measured(visit) == "Add a second point."
    visit.page.keyboard.press("Escape")
    assert visit.page.locator(".measuring").is_hidden()
    assert visit.troubles == []


def test_what_was_measured_goes_to_paper_and_into_the_picture(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "crossings.html")
    west, east = visit.mark(BRIDGE), visit.mark("bridge-ishkashim")
    visit.page.get_by_role("button", name="Measure distances").click()
    visit.click(west)
    visit.click(east)
    visit.page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    sheets = visit.page.locator(".print")
    assert f"Measured: {measured(visit)}." in sheets.evaluate("sheet => sheet.textContent")
    paper = sheets.locator("canvas").first.evaluate("canvas => canvas.toDataURL().split(',')[1]")
    visit.page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="Save picture").click()
    for data in (base64.b64decode(paper), download.value.path().read_bytes()):
        colours = Image.open(io.BytesIO(data)).convert("RGB").getcolors(1 << 24)
        assert {colour: count for count, colour in colours}.get(MEASURED, 0) > 300
    assert visit.troubles == []


def test_distances_are_measured_with_keys_alone(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "crossings.html", fragment="#m=9/37.5/71.5")
    visit.page.locator(".folium-map").focus()
    visit.page.keyboard.press("r")
    assert visit.page.locator(".measuring").is_visible()
    visit.page.keyboard.press("Enter")
    assert visit.page.locator(".measuring-cross").is_visible()
    visit.page.keyboard.press("ArrowRight")
    visit.page.wait_for_timeout(300)
    visit.page.keyboard.press("Enter")
    assert "km straight" in measured(visit)


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_dark_page_prints_as_light_sheets_and_is_itself_again(
    reader: Reader, maps: Path, size: tuple[int, int]
) -> None:
    visit = reader.open(maps / "atlas.html", size, "dark", "#l=bridge,crossing,mission,clash&km=500-1344")
    before = visit.marks()
    visit.page.evaluate(
        """() => {
          dispatchEvent(new Event('beforeprint'));
          dispatchEvent(new Event('beforeprint'));
        }"""
    )
    sheets = visit.page.locator(".print")
    assert sheets.count() == 1  # browsers may tell twice
    text = sheets.evaluate("sheet => sheet.textContent")
    assert "Shown: without" in text
    assert "km 500 to 1,344" in text
    assert "OpenStreetMap" in text
    names = sheets.locator("ol li").evaluate_all("rows => rows.map(row => row.textContent)")
    assert [int(number) for name in names for number in re.findall(r"^\d+", name)] == list(range(1, len(names) + 1))
    assert any("Tem – Demogan bridge (Khorog)" in name and "km 771.9" in name for name in names)
    corner = sheets.locator("canvas").evaluate(
        "canvas => [...canvas.getContext('2d').getImageData(canvas.width - 3, 3, 1, 1).data]"
    )
    assert min(corner) > 220  # light land, nothing shines through
    visit.page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert sheets.count() == 0
    assert visit.page.evaluate("() => document.documentElement.dataset.scheme") == "dark"
    assert visit.marks() == before
    assert visit.troubles == []


def test_a_print_is_landscape_and_its_first_sheet_holds_map_list_and_credits(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "crossings.html")
    sheets = visit.page.pdf(prefer_css_page_size=True, print_background=True)
    boxes = [tuple(map(float, box)) for box in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", sheets)]
    assert boxes == [pytest.approx(A4_LANDSCAPE, abs=1)]  # crossings: no events, so one sheet says it all


def test_what_is_narrowed_still_prints_its_credits_on_the_first_sheet(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "atlas.html", fragment="#t=1995-2026")
    sheets = visit.page.pdf(prefer_css_page_size=True, print_background=True)
    # The map with its list and credits, the events, and what else there is.
    assert len(re.findall(rb"/Type\s*/Page\b", sheets)) == 3


def test_the_legend_on_paper_keeps_names_of_two_lines_apart(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "atlas.html")
    visit.page.emulate_media(media="print")
    visit.page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    rows = visit.page.evaluate(
        """() => [...document.querySelectorAll('.print-legend .two li')].map((row) => {
          const words = document.createRange();
          words.selectNodeContents(row.querySelector('svg').nextSibling);
          const { left, top, bottom } = words.getBoundingClientRect();
          return { left, top, bottom };
        })"""
    )
    assert len(rows) > 10
    for row, following in pairwise(rows):
        if row["left"] == following["left"]:
            assert following["top"] - row["bottom"] >= 2


def test_a_picture_of_the_view_is_made_in_the_page(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "missions.html", fragment="#m=8/37.5/69.5")
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="Save picture").click()
    assert re.fullmatch(r"borderatlas-missions-\d{4}-\d\d-\d\d\.png", download.value.suggested_filename)
    picture = Image.open(io.BytesIO(download.value.path().read_bytes()))
    width, height = visit.page.eval_on_selector(".folium-map", "map => [map.clientWidth, map.clientHeight]")
    assert picture.width == 2 * width
    assert picture.height > 2 * height + 200  # title above, layers and credits below
    assert visit.requests == []
    assert visit.troubles == []


def test_sharing_names_the_view_and_the_keys_are_listed(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "missions.html", fragment="#m=8/37.5/69.5")
    visit.page.get_by_role("button", name="Share").click()
    assert visit.page.get_by_label("Link to this view").input_value().endswith("missions.html#m=8/37.5/69.5")
    assert 'src="missions.html?embed#m=8' in visit.page.get_by_label("Code for another page").input_value()
    visit.page.keyboard.press("Escape")
    visit.page.locator(".folium-map").focus()
    visit.page.keyboard.press("?")
    assert visit.page.get_by_role("dialog", name="Keys").is_visible()
    visit.page.keyboard.press("Escape")
    assert visit.page.locator("dialog").count() == 0
    assert visit.page.evaluate("() => document.activeElement.classList.contains('folium-map')")


@pytest.mark.parametrize("how", ["?embed", "#embed"])
def test_within_another_page_the_map_leaves_the_wheel_until_a_click(reader: Reader, maps: Path, how: str) -> None:
    visit = reader.open(maps / "missions.html", (800, 480), fragment=how)
    link = visit.page.get_by_role("link", name="Open the full page")
    assert "embed" not in (link.get_attribute("href") or "embed")
    assert visit.page.get_by_role("button", name="Share").count() == 0
    assert visit.page.locator(".dock").is_hidden()
    middle = (420, 260)
    before = visit.marks()
    visit.page.mouse.move(*middle)
    visit.page.mouse.wheel(0, -240)
    visit.page.wait_for_timeout(250)
    assert visit.marks() == before
    visit.page.mouse.click(*middle)
    visit.page.mouse.wheel(0, -240)
    visit.page.wait_for_function("() => location.hash.includes('m=')")
    assert visit.page.url.count("embed") == 1
    assert visit.troubles == []
