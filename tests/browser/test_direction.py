"""Pages from right to left: panels mirror, the map and the axes of years and kilometres do not, and all still agree."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page
    from tests.browser.conftest import Reader

WIDE, SMALL = (1440, 900), (360, 740)
SELECTED = "#s=bridge-tem-demogan"
PARTS = (
    *(".views", ".tools", ".zoom", ".leaflet-control-scale", ".readings", ".wide-note"),
    *(".panel", ".drawer", ".dock", ".bar", ".sheet"),
)
SCROLLING = ".panel-body, .drawer-body, .sheet-body, .table-scroll, .sources-body"


class Box(NamedTuple):
    """A rectangle of the screen, px."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide > 1 and high > 1


@pytest.fixture(scope="module")
def mirrored(maps: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped pages, told to run from right to left."""
    folder = tmp_path_factory.mktemp("mirrored")
    for file in maps.glob("*.html"):
        before, tag, after = file.read_text("utf-8").partition('<html lang="en"')
        assert tag
        (folder / file.name).write_text(f'{before}{tag} dir="rtl"{after}', "utf-8")
    return folder


def boxes(page: Page, *selectors: str) -> dict[str, Box]:
    """Where the parts stand that show."""
    found = {}
    for selector in selectors:
        part = page.locator(selector).first
        box = part.bounding_box() if part.count() and part.is_visible() else None
        if box and box["width"] and box["height"]:
            found[selector] = Box(box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"])
    return found


def kilometres(page: Page) -> tuple[float, float]:
    """Where the line of the strip begins and ends."""
    ends: list[float] = page.locator(".strip .strip-line").evaluate(
        "line => { const { left, right } = line.getBoundingClientRect(); return [left, right]; }"
    )
    return ends[0], ends[1]


def overflowing(page: Page) -> list[str]:
    """What is wider than it shows."""
    found: list[str] = page.evaluate(
        """selector => [document.documentElement, ...document.querySelectorAll(selector)]
            .filter(element => element.scrollWidth > element.clientWidth + 1)
            .map(element => `${element.className}: ${element.scrollWidth} > ${element.clientWidth}`)""",
        SCROLLING,
    )
    return found


def test_years_and_kilometres_run_from_the_left_in_line(reader: Reader, mirrored: Path) -> None:
    visit = reader.open(mirrored / "atlas.html", WIDE)
    found = boxes(visit.page, ".dock .years-plot", ".main")
    years, main = found[".dock .years-plot"], found[".main"]
    west, east = kilometres(visit.page)
    assert abs(years.left - west) <= 2
    assert abs(years.right - east) <= 2
    assert years.left - main.left > main.right - years.right  # the gutter is on the left
    assert boxes(visit.page, ".panel")[".panel"].left >= main.right - 1  # the panel is not
    assert visit.troubles == []


@pytest.mark.parametrize("fragment", ["", SELECTED])
@pytest.mark.parametrize("size", [WIDE, SMALL])
def test_nothing_covers_another_or_overflows(
    reader: Reader, mirrored: Path, size: tuple[int, int], fragment: str
) -> None:
    visit = reader.open(mirrored / "atlas.html", size, fragment=fragment)
    found = boxes(visit.page, *PARTS)
    assert {".zoom", ".leaflet-control-scale", ".readings"} <= found.keys()
    meeting = [(a, b) for (a, one), (b, other) in combinations(found.items(), 2) if one.meets(other)]
    assert meeting == []
    assert overflowing(visit.page) == []
    assert visit.troubles == []


@pytest.mark.parametrize("view", ["table", "sources"])
@pytest.mark.parametrize("size", [WIDE, SMALL])
def test_table_and_sources_keep_their_width(reader: Reader, mirrored: Path, size: tuple[int, int], view: str) -> None:
    assert overflowing(reader.open(mirrored / "atlas.html", size, fragment=f"#v={view}").page) == []


@pytest.mark.parametrize("size", [WIDE, (900, 700), SMALL])
def test_the_index_keeps_its_width(reader: Reader, mirrored: Path, size: tuple[int, int]) -> None:
    assert overflowing(reader.open(mirrored / "index.html", size).page) == []


def test_brushes_take_what_they_are_drawn_over(reader: Reader, mirrored: Path) -> None:
    visit = reader.open(mirrored / "clashes.html", WIDE)
    page = visit.page
    years = boxes(page, ".dock .years-plot")[".dock .years-plot"]
    first, last = 1993, 2026
    band = (years.right - years.left) / (last - first + 1)
    middle = (years.top + years.bottom) / 2 - 8
    page.mouse.move(years.left + band * 7.5, middle)
    page.mouse.down()
    page.mouse.move(years.left + band * 10, middle)
    page.mouse.move(years.left + band * 12.5, middle)
    page.mouse.up()
    page.wait_for_function("() => location.hash.includes('t=2000-2005')")
    start, end = kilometres(page)
    stage = boxes(page, ".strip-stage")[".strip-stage"]
    kilometre = (end - start) / 1344
    page.mouse.move(start + 400 * kilometre, stage.bottom - 4)
    page.mouse.down()
    page.mouse.move(start + 500 * kilometre, stage.bottom - 4)
    page.mouse.move(start + 800 * kilometre, stage.bottom - 4)
    page.mouse.up()
    page.wait_for_function("() => location.hash.includes('km=')")
    west, east = (int(handle.get_attribute("aria-valuenow") or -1) for handle in page.locator(".km-handle").all())
    assert abs(west - 400) <= 3
    assert abs(east - 800) <= 3
    assert visit.troubles == []


@pytest.mark.parametrize("size", [WIDE, SMALL])
def test_the_strip_opens_what_is_pointed_at(reader: Reader, mirrored: Path, size: tuple[int, int]) -> None:
    visit = reader.open(mirrored / "clashes.html", size)
    page = visit.page
    if size == SMALL:
        page.get_by_role("button", name="Strip", exact=True).click()
    dot = page.locator(".strip .dot").last
    dot.scroll_into_view_if_needed()
    box = dot.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tip = page.locator(".strip .atlas-tip")
    tip.wait_for()
    named = tip.inner_text().splitlines()[0]
    page.mouse.down()
    page.mouse.up()
    title = page.locator(".drawer-body h2").first
    title.wait_for()
    assert title.inner_text() in named or "here" in named
    assert visit.troubles == []
