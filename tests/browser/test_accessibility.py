"""Every page passes axe-core's rules of WCAG 2.1 A and AA, in each of its states, at three sizes, light and dark.

One page is opened for each size and scheme; each test brings it into a state and leaves it as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.browser.conftest import LOOKS, SIZES, Reader, Stay

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.network

AXE = """context => axe.run(context, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']}).then(found =>
  found.violations.map(rule => `${rule.id}: ${rule.nodes.slice(0, 3).map(node => node.html.slice(0, 160))}`))"""

FEATURES = {
    "a bridge": "bridge-tem-demogan",
    "a crossing without a place": "crossing-qubodiyon",
    "a crossing in a disc": "crossing-kyzylrabot-little-pamir",
    "a market": "market-ishkashim",
    "a zone": "zone-ishkashim-fez",
    "a mission": "af-consulate-khorog",
    "a clash": "2026-01-18-khirmanjo-clash",
    "a clash in a district": "1993-10-20-moskovsky-air-artillery",
    "a clash without a place": "1993-07-17-russian-strikes-afghan-side",
    "a power line": "casa-1000-datka-sughd-ac",
    "a guard post": "bg-hamadoni-detachment",
    "a base": "ayni-air-base",
    "a note": "bg-new-outposts-programme",
    "a reach": "boundary-1873-river-section",
    "a dispute": "hamadoni-shifted-land-2005",
    "a tripoint": "tripoint-af-tj-cn",
    "a movement": "tajik-refugees-1992",
}
ADDRESSES = {
    "home": "",
    "windows": "t=2010-2020&km=300-700",
    "nothing left": "t=2001-2001&l=energy&km=900-901",
    "hidden feature": "l=clash&t=1995-2000&s=bridge-tem-demogan",
    "unknown feature": "s=no-such-thing",
    "table": "v=table",
    "sources": "v=sources",
}


class Stand(Stay):
    """A page that stays open and has axe-core in it."""

    def reset(self, fragment: str = "") -> None:
        """Brings the page to a state that an address can hold, with nothing open."""
        for _ in range(3):
            self.page.keyboard.press("Escape")
        self.page.evaluate("to => { location.hash = to; }", fragment)
        self.settle()

    def violations(self, context: str = "html") -> list[str]:
        """What axe finds within an element."""
        found: list[str] = self.page.evaluate(AXE, context)
        return found


@pytest.fixture(scope="module")
def axe(web: Path) -> str:
    """The source of axe-core."""
    return (web / "node_modules/axe-core/axe.min.js").read_text("utf-8")


@pytest.fixture(scope="module", params=LOOKS, ids="-".join)
def stand(browser: Browser, maps: Path, axe: str, request: pytest.FixtureRequest) -> Iterator[Stand]:
    size, scheme = request.param
    opened = Reader(browser)
    visit = opened.open(maps / "atlas.html", SIZES[size], scheme)
    found = Stand(visit.page, visit.requests, visit.troubles)
    found.size = size
    found.page.set_default_timeout(10_000)
    found.page.wait_for_function("() => BorderAtlas.drawn().length > 0")
    found.page.evaluate(axe)
    yield found
    opened.close()


@pytest.mark.parametrize("fragment", ADDRESSES.values(), ids=ADDRESSES.keys())
def test_a_whole_page(stand: Stand, fragment: str) -> None:
    stand.reset(fragment)
    assert stand.violations() == []


@pytest.mark.parametrize("feature", FEATURES.values(), ids=FEATURES.keys())
def test_the_details_of_a_feature(stand: Stand, feature: str) -> None:
    stand.reset(f"s={feature}")
    where = ".sheet" if stand.size == "small" else ".drawer"
    stand.page.evaluate(
        "where => document.querySelectorAll(`${where} details`).forEach(one => (one.open = true))", where
    )
    assert stand.page.locator(where).get_by_role("heading").first.is_visible()
    assert stand.violations(where) == []


def opened_filters(stand: Stand) -> str:
    stand.panel().locator("details.filters").evaluate("one => (one.open = true)")
    stand.panel().locator(".option input").first.check()
    return "html"


def listed(stand: Stand) -> str:
    stand.panel().locator(".count-row").first.click()
    return "html"


def stacked(stand: Stand) -> str:
    several = next(mark for mark in stand.marks(kind="symbol") if len(mark["ids"]) > 1)
    stand.click(several)
    return "html"


def found(stand: Stand) -> str:
    stand.page.keyboard.press("/")
    stand.page.keyboard.type("panj")
    stand.page.locator(".search-hit:visible").last.hover()
    return "html"


def shared(stand: Stand) -> str:
    stand.page.get_by_role("button", name="Share").click()
    return "dialog"


def keys(stand: Stand) -> str:
    stand.page.locator(".folium-map").focus()
    stand.page.keyboard.press("?")
    return "dialog"


def measuring(stand: Stand) -> str:
    stand.page.locator(".folium-map").focus()
    for key in ("r", "Enter"):
        stand.page.keyboard.press(key)
    return "html"


def downloads(stand: Stand) -> str:
    stand.reset("v=table")
    stand.page.get_by_role("button", name="Download").click()
    return ".table-body"


def strip(stand: Stand) -> str:
    if stand.size == "small":
        stand.page.locator(".sheet-tabs").get_by_text("Strip", exact=True).click()
    elif stand.size == "middle":
        stand.page.get_by_role("button", name="Open the strip").click()
    else:
        stand.page.get_by_role("button", name="Taller").click()
    return "html"


STATES: list[Callable[[Stand], str]] = [
    opened_filters,
    listed,
    stacked,
    found,
    shared,
    keys,
    measuring,
    downloads,
    strip,
]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_what_a_reader_opens(stand: Stand, state: Callable[[Stand], str]) -> None:
    stand.reset()
    context = state(stand)
    stand.settle()
    try:
        assert stand.violations(context) == []
    finally:
        restore(stand.page, state)


def restore(page: Page, state: Callable[[Stand], str]) -> None:
    """Undoes what neither Escape nor an address does."""
    page.keyboard.press("Escape")
    if state is strip:
        for name in ("Lower", "Close the strip"):
            button = page.get_by_role("button", name=name)
            if button.is_visible():
                button.click()
        if page.locator(".sheet-tabs").is_visible():
            page.locator(".sheet-tabs").get_by_text("Layers", exact=True).click()
    if state is opened_filters:
        page.locator("details.filters").evaluate("one => (one.open = false)")


def test_the_sheets_for_paper(stand: Stand) -> None:
    stand.reset()
    stand.page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    stand.page.emulate_media(media="print")
    try:
        assert stand.violations(".print") == []
    finally:
        stand.page.emulate_media(media="screen")
        stand.page.evaluate("() => dispatchEvent(new Event('afterprint'))")


@pytest.mark.parametrize(("size", "scheme"), LOOKS, ids=["-".join(look) for look in LOOKS])
@pytest.mark.parametrize("address", ["index.html", "missions.html?embed"])
def test_other_pages(  # noqa: PLR0913, PLR0917  # two of them are the grid
    reader: Reader, maps: Path, axe: str, address: str, size: str, scheme: str
) -> None:
    name, _, query = address.partition("?")
    options: dict[str, Any] = {"fragment": f"?{query}" if query else ""}
    visit = reader.open(maps / name, SIZES[size], scheme, **options)
    visit.page.evaluate(axe)
    assert visit.page.evaluate(AXE, "html") == []
