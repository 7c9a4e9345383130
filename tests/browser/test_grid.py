"""Each main thing that a reader does, at three sizes, light and dark, with the network cut.

One page is opened for each size and scheme and serves all tests, each of which leaves it as it was: what one thing
leaves behind for the next is found here too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.browser.conftest import LOOKS, SIZES, Reader, Stay

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

BRIDGE = "bridge-tem-demogan"


class Desk(Stay):
    """A page that stays open, and its file."""

    file: Path

    @property
    def is_small(self) -> bool:
        """Whether a sheet stands in place of panel, drawer and dock."""
        return self.size == "small"

    def reset(self) -> None:
        """Back to the page as it opens."""
        self.page.evaluate("() => { location.hash = ''; }")
        self.settle()

    def ids(self) -> set[str]:
        """Ids of all that the map shows."""
        return {one for mark in self.marks() for one in mark["ids"]}

    def fold(self) -> None:
        """Folds the panel again."""
        if self.size == "middle":
            self.page.get_by_role("button", name="Close layers and legend").click()

    def show(self, view: str) -> None:
        """Chooses a view: from the tabs of the sheet, or above the map."""
        row = ".sheet-tabs" if self.is_small else ".views"
        self.page.locator(row).get_by_text(view, exact=True).click()

    def details(self) -> Locator:
        """Where details stand."""
        return self.page.locator(".sheet" if self.is_small else ".drawer")


@pytest.fixture(scope="module", params=LOOKS, ids="-".join)
def desk(browser: Browser, maps: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    size, scheme = request.param
    opened = Reader(browser)
    visit = opened.open(maps / "atlas.html", SIZES[size], scheme, accept_downloads=True)
    found = Desk(visit.page, visit.requests, visit.troubles)
    # The listeners of the page note into the lists that both share.
    found.size, found.file = size, maps / "atlas.html"
    found.page.set_default_timeout(10_000)
    yield found
    opened.close()


@pytest.fixture(autouse=True)
def _quiet(desk: Desk) -> Iterator[None]:
    yield
    desk.reset()
    requests, troubles = [*desk.requests], [*desk.troubles]
    desk.requests.clear()
    desk.troubles.clear()
    assert requests == []
    assert troubles == []


def press(page: Page, *keys: str) -> None:
    """Presses keys one after the other."""
    for key in keys:
        page.keyboard.press(key)


def test_it_opens_with_the_whole_line(desk: Desk) -> None:
    assert BRIDGE in desk.ids()
    assert desk.page.title() == "Everything · Afghanistan–Tajikistan border"
    assert desk.page.evaluate("() => document.documentElement.scrollWidth") <= SIZES[desk.size][0]


def test_a_layer_is_switched_off_and_on(desk: Desk) -> None:
    before = desk.ids()
    switch = desk.panel().get_by_role("switch").first
    switch.click()
    assert desk.ids() < before
    switch.click()
    assert desk.ids() == before
    desk.fold()


def test_years_are_brushed_and_lifted(desk: Desk) -> None:
    if not desk.page.locator(".years-plot:visible").count():
        desk.panel()
    plot = desk.page.locator(".years-plot:visible").first
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    assert box is not None
    before, y = desk.ids(), box["y"] + 20
    desk.page.mouse.move(box["x"] + 0.7 * box["width"], y)
    desk.page.mouse.down()
    desk.page.mouse.move(box["x"] + 0.8 * box["width"], y, steps=4)
    desk.page.mouse.up()
    desk.page.wait_for_function("() => /t=20[12]\\d-20[12]\\d/.test(location.hash)")
    assert desk.ids() != before
    plot.get_by_role("slider").first.press("Home")
    plot.get_by_role("slider").last.press("End")
    assert desk.ids() == before
    desk.fold()


def test_years_play_and_stop(desk: Desk) -> None:
    if not desk.page.locator(".play:visible").count():
        desk.panel()
    button = desk.page.locator(".play:visible").first
    words = desk.page.locator(".time-words:visible").first
    before = words.inner_text()
    button.click()
    assert words.inner_text() != before
    button.click()
    assert "data-playing" not in button.evaluate("button => button.getAttributeNames()")
    desk.fold()


def test_the_strip_walks_from_feature_to_feature(desk: Desk) -> None:
    if desk.is_small:
        desk.show("Strip")
    strip = desk.page.get_by_role("slider", name="The border drawn straight")
    strip.focus()
    press(desk.page, "ArrowRight", "ArrowRight")
    words = strip.get_attribute("aria-valuetext") or ""
    assert "km" in words
    press(desk.page, "Enter")
    assert desk.details().locator("h2").first.inner_text() in words
    press(desk.page, "Escape")
    if desk.is_small:
        desk.show("Layers")


def test_kilometres_are_brushed_by_keys(desk: Desk) -> None:
    if desk.is_small:
        desk.show("Strip")
    before = desk.ids()
    handle = desk.page.get_by_role("slider", name="Western end")
    handle.focus()
    press(desk.page, *["PageUp"] * 20)
    desk.settle()
    assert handle.get_attribute("aria-valuenow") == "200"
    assert desk.ids() != before
    press(desk.page, "Delete")
    assert desk.ids() == before
    if desk.is_small:
        desk.show("Layers")


def test_a_town_is_found_in_cyrillic(desk: Desk) -> None:
    desk.page.locator(".folium-map").focus()
    press(desk.page, "/")
    desk.page.keyboard.type("Хоруғ")
    assert desk.page.locator(".search-hit:visible").first.inner_text().startswith("Khorugh")
    press(desk.page, "Enter")
    assert desk.page.locator(".atlas-pin").inner_text() == "Khorugh (Khorog)"
    press(desk.page, "Escape")
    assert desk.page.locator(".atlas-pin").count() == 0


def test_a_filter_keeps_what_it_promises(desk: Desk) -> None:
    panel = desk.panel()
    panel.locator(".filters summary").click()
    option = panel.locator(".option").first
    promised = int(option.locator(".count").inner_text().replace(",", ""))
    option.locator("input").check()
    assert int(panel.locator(".in-view h2 .count").inner_text().split()[0].replace(",", "")) == promised
    panel.get_by_role("button", name="Clear all").click()
    panel.locator(".filters summary").click()
    desk.fold()


def test_a_symbol_opens_its_details_and_escape_closes_them(desk: Desk) -> None:
    desk.page.evaluate("id => { location.hash = `s=${id}`; }", BRIDGE)
    title = desk.details().get_by_role("heading", name="Tem – Demogan")
    title.wait_for()
    assert "771.9" in desk.details().inner_text()
    press(desk.page, "Escape")
    title.wait_for(state="hidden")


def test_the_table_holds_all_and_sorts(desk: Desk) -> None:
    desk.show("Table")
    rows = desk.page.locator(".table-body tbody tr")
    first = rows.first.inner_text()
    select = desk.page.locator(".table-bar select")
    heads = desk.page.locator(".table-body thead button")
    if select.is_visible():
        select.select_option(index=2)
    else:
        heads.nth(1).click()
    assert rows.first.inner_text() != first
    rows.first.focus()
    press(desk.page, "Enter")
    desk.page.wait_for_function("() => location.hash.includes('s=')")
    press(desk.page, "Escape")


def test_what_is_shown_is_downloaded(desk: Desk) -> None:
    desk.show("Table")
    desk.page.get_by_role("button", name="Download").click()
    with desk.page.expect_download() as download:
        desk.page.get_by_role("group", name="Download").get_by_role("button").first.click()
    assert download.value.path().stat().st_size > 1000
    press(desk.page, "Escape")


def test_sources_are_listed_by_publisher(desk: Desk) -> None:
    desk.panel()
    desk.page.get_by_role("button", name="Sources and licences").first.click()
    desk.page.get_by_role("heading", name="Where this comes from").wait_for()
    assert desk.page.locator(".sources-body h3").count() >= 5
    desk.fold()
    desk.show("Layers" if desk.is_small else "Map")


def test_distances_are_measured_by_keys(desk: Desk) -> None:
    desk.page.locator(".folium-map").focus()
    press(desk.page, "r", "Enter", "ArrowRight")
    desk.page.wait_for_timeout(300)
    press(desk.page, "Enter")
    assert "km straight" in desk.page.locator(".measured").inner_text()
    press(desk.page, "Escape")
    assert desk.page.locator(".measuring").is_hidden()


def test_paper_is_light_and_the_page_is_itself_again(desk: Desk) -> None:
    before = desk.marks()
    desk.page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert desk.page.locator(".print li").count() > 10
    desk.page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert desk.page.locator(".print").count() == 0
    assert desk.marks() == before


def test_a_picture_is_saved(desk: Desk) -> None:
    if desk.is_small:
        desk.panel()
    with desk.page.expect_download() as download:
        desk.page.get_by_role("button", name="Save picture").click()
    assert re.fullmatch(r"borderatlas-atlas-[\d-]+\.png", download.value.suggested_filename)


def test_a_view_is_shared(desk: Desk) -> None:
    desk.page.get_by_role("button", name="Share").click()
    dialog = desk.page.get_by_role("dialog")
    assert "atlas.html" in dialog.get_by_label("Link to this view").input_value()
    press(desk.page, "Escape")
    desk.page.locator("dialog").wait_for(state="detached")


def test_keys_alone_lead_from_the_search_to_a_feature_and_back(desk: Desk) -> None:
    desk.page.locator(".folium-map").focus()
    press(desk.page, "/")
    desk.page.keyboard.type("tem bridge")
    press(desk.page, "Enter")
    details = desk.details()
    details.get_by_role("heading", name="Tem – Demogan").wait_for()
    desk.page.locator(".folium-map").focus()
    press(desk.page, "]")
    assert "Tem – Demogan" not in details.locator("h2").first.inner_text()
    press(desk.page, "[", "Escape")
    assert desk.page.evaluate("() => !location.hash.includes('s=')")
    assert desk.page.evaluate("() => document.activeElement !== document.body")


def test_within_another_page_it_is_a_map_with_a_link(desk: Desk) -> None:
    framed = desk.page.context.new_page()
    framed.goto(f"{desk.file.as_uri()}?embed")
    assert framed.get_by_role("link", name="Open the full page").is_visible()
    assert framed.locator(".dock").is_hidden()
    framed.close()
