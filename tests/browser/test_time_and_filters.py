"""Years, kilometres and filters as a reader narrows the view with them, by pointer, by touch and by keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.browser.conftest import PHONE, WIDE

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator
    from tests.browser.conftest import Reader, Visit

ALL_EVENTS = 108
UNDATED = 11


def plot(visit: Visit) -> Locator:
    """The histogram that shows."""
    return visit.page.locator(".years-plot:visible")


def told(visit: Visit) -> list[str]:
    """The words beside the histogram."""
    return visit.page.locator(".time-words:visible").inner_text().split("\n")


def spoken(visit: Visit, words: str) -> None:
    """Waits until a screen reader is told."""
    visit.page.wait_for_function(
        "words => document.querySelector('.spoken[aria-live]').textContent.includes(words)", arg=words
    )


def drawn(visit: Visit) -> set[str]:
    """Ids of all that the map shows."""
    return {one for mark in visit.marks() for one in mark["ids"]}


def settled(visit: Visit, fragment: str) -> None:
    """Waits until the address says so: what is dragged is written at a pause."""
    visit.page.wait_for_function("end => location.hash.endsWith(end)", arg=fragment)


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_years_are_chosen_by_keys_and_the_address_brings_them_back(
    reader: Reader, maps: Path, size: tuple[int, int]
) -> None:
    visit = reader.open(maps / "clashes.html", size)
    first, last = plot(visit).get_by_role("slider").all()
    assert [first.get_attribute("aria-valuenow"), last.get_attribute("aria-valuenow")] == ["1993", "2026"]
    everything = drawn(visit)
    first.focus()
    for key in ["Shift+ArrowRight"] * 5 + ["ArrowLeft", "ArrowLeft", "ArrowLeft"]:
        visit.page.keyboard.press(key)
    last.focus()
    visit.page.keyboard.press("Home")
    for _ in range(2):
        visit.page.keyboard.press("ArrowRight")
    assert [first.get_attribute("aria-valuenow"), last.get_attribute("aria-valuenow")] == ["2015", "2017"]
    settled(visit, "t=2015-2017")
    assert told(visit)[1] == "2015–2017"
    spoken(visit, "2015–2017")
    assert "2018-08-26-farkhor-foresters-killed" in everything - drawn(visit)
    again = reader.open(maps / "clashes.html", size, fragment="#t=2015-2017")
    assert drawn(again) == drawn(visit)
    assert told(again) == told(visit)
    assert visit.troubles == again.troubles == []


def test_a_drag_over_the_bars_draws_a_window_and_two_clicks_lift_it(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "clashes.html")
    box = plot(visit).bounding_box()
    assert box is not None
    year, y = box["width"] / 34, box["y"] + 20
    mouse = visit.page.mouse
    mouse.move(box["x"] + 8.5 * year, y)
    mouse.down()
    mouse.move(box["x"] + 11.5 * year, y, steps=4)
    mouse.up()
    settled(visit, "t=2001-2004")
    mouse.move(box["x"] + 9.5 * year, y)
    mouse.down()
    mouse.move(box["x"] + 14.5 * year, y, steps=4)
    mouse.up()
    settled(visit, "t=2006-2009")  # the window as a whole
    mouse.click(box["x"] + 0.5 * year, y)
    assert told(visit)[1] == "1993"
    mouse.click(box["x"] + 0.5 * year, y)
    mouse.move(600, 300)
    assert told(visit) == [f"{ALL_EVENTS} events", "1993–2026", f"{UNDATED} undated stay"]


def test_play_moves_on_by_years_until_the_reader_touches_anything(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "clashes.html", fragment="#t=2001-2003")
    play = visit.page.locator(".play:visible")
    play.click()
    assert told(visit)[1] == "2002–2004"
    assert play.inner_text() == "Stop"
    visit.page.wait_for_function("() => location.hash.includes('t=2003-2005')")
    visit.page.keyboard.press("Shift")
    assert play.inner_text() == "Play years"


def test_a_filter_says_what_it_would_leave_and_leaves_it(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "clashes.html", fragment="#t=2010-2022")
    visit.page.locator(".filters summary").click()
    option = visit.page.locator(".option", has_text="Exchange of fire")
    promised = option.locator(".count").inner_text()
    option.click()
    assert visit.page.locator(".in-view h2 .count").inner_text() == f"{promised} of 119 shown"
    spoken(visit, f"{promised} features shown, Exchange of fire, 2010–2022")
    visit.page.get_by_role("button", name="Two sources or more").click()
    settled(visit, "t=2010-2022&k=exchange_of_fire&src=2")
    left = int(visit.page.locator(".in-view h2 .count").inner_text().split()[0])
    assert 0 < left < int(promised)
    visit.page.get_by_role("button", name="Exchange of fire: lift").click()
    settled(visit, "t=2010-2022&src=2")
    visit.page.get_by_role("button", name="Clear all").click()
    assert "#" not in visit.page.url or visit.page.url.endswith("#")
    assert visit.troubles == []


def test_an_actor_is_found_in_a_long_list(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "clashes.html")
    visit.page.locator(".filters summary").click()
    visit.page.get_by_label("Find an actor").fill("taliban")
    visit.page.get_by_role("checkbox", name="Taliban", exact=False).first.press("Space")
    settled(visit, "by=Taliban")


def test_layers_count_what_is_left_and_what_has_no_kilometre_is_told(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "atlas.html", fragment="#km=380-820")
    rows = visit.page.locator(".layer")
    assert "4 of 9" in rows.filter(has_text="Bridges").inner_text()
    assert "0 of 2" in rows.filter(has_text="Ferries").inner_text()
    hidden = visit.page.get_by_role("button", name="No kilometre: hidden by the window")
    assert "casa-1000-hvdc-line" not in drawn(visit)
    hidden.click()
    assert "CASA-1000" in visit.page.inner_text(".drawer")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_an_empty_view_says_why_and_what_would_help(reader: Reader, maps: Path, size: tuple[int, int]) -> None:
    visit = reader.open(maps / "clashes.html", size, fragment="#km=900-1000&t=2001-2004")
    assert "No feature between km 900 and 1,000 in 2001–2004" in visit.text()
    assert not drawn(visit)
    visit.page.get_by_role("button", name="Lift: km 900–1,000").click()
    assert "No feature" not in visit.page.locator(".main").inner_text()
    assert drawn(visit)


def test_a_kilometre_in_the_address_is_gone_to_and_marked(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "crossings.html", fragment="#km=772")
    mark = visit.page.locator(".atlas-km-cursor").bounding_box()
    main = visit.page.locator(".folium-map").bounding_box()
    assert mark is not None
    assert main is not None
    assert abs(mark["x"] + 7.5 - main["x"] - main["width"] / 2) < 3
    assert abs(mark["y"] + 7.5 - main["y"] - main["height"] / 2) < 3
    assert "bridge-tem-demogan" in drawn(visit)


def test_what_a_link_cannot_filter_by_is_told(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "clashes.html", fragment="#k=volcano&t=soon&km=380-820")
    assert "The link names something this map does not hold: t=soon, volcano" in visit.text()
    assert "km 380–820" in visit.text()
