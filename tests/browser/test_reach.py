"""Every feature that a page draws can be opened: by pointer, by touch, and by keys alone."""

from __future__ import annotations

import base64
import json
import re
import zlib
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.browser.conftest import SMALL, WIDE

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from tests.browser.conftest import Reader, Visit

HAND = Path(__file__).with_name("reach.js").read_text("utf-8")
ZOOMS = [8.5, 10.5, 13]
"""How near a reader goes to what the opening view does not give."""
STEP_KM = 20
PAGES = pytest.mark.parametrize("name", ["atlas", "clashes"])

Place = tuple[float, float]


def payload(file: Path) -> dict[str, Any]:
    """What a page holds."""
    found = re.search(r'<script[^>]*id="atlas-data"[^>]*>(.*?)</script>', file.read_text("utf-8"), re.DOTALL)
    assert found is not None
    block = json.loads(found[1])
    data = block["data"]
    return json.loads(zlib.decompress(base64.b64decode(data))) if block["encoding"] == "deflate" else data


def unpacked(packed: list[int]) -> list[Place]:
    """Vertices of a line: each is told by its distance from the one before, in 1e-5 degrees."""
    return [
        (lon * 1e-5, lat * 1e-5) for lon, lat in zip(accumulate(packed[::2]), accumulate(packed[1::2]), strict=True)
    ]


def along(line: list[Place]) -> list[Place]:
    """Vertices and the middles between them."""
    middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in pairwise(line)]
    return [*line, *middles]


def stretch(border: dict[str, Any], from_km: float, to_km: float) -> list[Place]:
    """Vertices of the border every few kilometres of a stretch, clear of its ends."""
    found: dict[int, Place] = {}
    for place, metres in zip(unpacked(border["line"]), accumulate(border["metres"]), strict=True):
        if from_km + 1 < metres / 1000 < to_km - 1:
            found.setdefault(round(metres / 1000 / STEP_KM), place)
    return list(found.values())


class Drawn:
    """The features that a page draws, and where each of them lies."""

    def __init__(self, file: Path) -> None:
        data = payload(file)
        drawn = [feature for feature in data["features"] if feature["mark"] != "none"]
        self.lines = [feature["id"] for feature in drawn if feature["mark"] == "line"]
        self.places = {feature["id"]: self._places(feature, data["border"]) for feature in drawn}
        self.all = [feature["id"] for feature in data["features"]]

    @staticmethod
    def _places(feature: dict[str, Any], border: dict[str, Any]) -> list[Place]:
        if "stretch" in feature:
            return stretch(border, *feature["stretch"])
        return feature.get("points") or [place for line in feature["lines"] for place in along(unpacked(line))]


def opened(reader: Reader, file: Path, size: tuple[int, int], **options: Any) -> Visit:
    """A page with a hand on it."""
    visit = reader.open(file, size, **options)
    visit.page.wait_for_function("() => BorderAtlas.drawn().length > 0")
    visit.page.evaluate(HAND)
    return visit


@PAGES
@pytest.mark.parametrize(("device", "size"), [("mouse", WIDE), ("touch", SMALL)], ids=["mouse", "touch"])
def test_every_feature_opens_where_it_is_drawn(
    reader: Reader, maps: Path, name: str, device: str, size: tuple[int, int]
) -> None:
    drawn = Drawn(maps / f"{name}.html")
    assert len(drawn.places) > 80
    visit = opened(reader, maps / f"{name}.html", size, has_touch=device == "touch")
    told = visit.page.evaluate(
        "([device, places, lines, zooms]) => hand.pointAtAll(device, places, lines, zooms)",
        [device, drawn.places, drawn.lines, ZOOMS],
    )
    assert told["left"] == []
    assert told["missed"] == [], "of what lies under a pointer nothing is kept back"
    assert told["zoomed"] == [], "to open something moves the map at most aside"
    assert visit.troubles == []


def test_every_feature_opens_by_keys_from_the_table(reader: Reader, maps: Path) -> None:
    drawn = Drawn(maps / "atlas.html")
    visit = opened(reader, maps / "atlas.html", WIDE)
    tab_to(visit.page, ".folium-map")
    visit.page.keyboard.press("t")
    tab_to(visit.page, ".table-body tbody tr")
    walked = visit.page.evaluate("steps => hand.walk('ArrowDown', steps)", len(drawn.all))
    assert sorted(walked) == sorted(drawn.all)
    assert visit.troubles == []


def test_every_feature_of_the_strip_opens_by_keys(reader: Reader, maps: Path) -> None:
    visit = opened(reader, maps / "atlas.html", WIDE)
    tab_to(visit.page, ".strip-stage")
    steps = int(visit.page.locator(".strip-stage").get_attribute("aria-valuemax") or 0)
    assert steps > 80
    visit.page.keyboard.press("ArrowRight")
    walked = visit.page.evaluate("steps => hand.walk('ArrowRight', steps)", steps)
    assert len(set(walked)) == steps, "Escape gives the walk back where it was left"
    assert set(walked) <= set(Drawn(maps / "atlas.html").places)
    assert visit.troubles == []


def tab_to(page: Page, selector: str) -> None:
    """Presses Tab until something has the focus."""
    for _ in range(120):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {selector}")


@pytest.mark.parametrize("disc", ["pamir-supply-darvaz", "pamir-line-shughnan-deshor-wiriz"])
def test_a_tap_lists_all_discs_the_widest_last_and_a_second_tap_does_nothing(
    reader: Reader, maps: Path, disc: str
) -> None:
    """Smaller discs lie on both; the taps are those of a device, as the browser counts them."""
    drawn = Drawn(maps / "atlas.html")
    lon, lat = drawn.places[disc][0]
    visit = opened(reader, maps / "atlas.html", SMALL, has_touch=True, fragment=f"#m=8.5/{lat}/{lon}")
    page, address = visit.page, visit.page.url
    aim = page.evaluate("id => hand.amidst(id, 'touch')", disc)
    assert disc in aim["ids"]
    for _ in range(2):
        page.touchscreen.tap(aim["x"], aim["y"])
    page.locator(".drawer-body > .rows").wait_for()
    page.wait_for_timeout(400)  # within which a double tap would have moved the map
    assert page.url == address
    assert [one for one in page.evaluate("hand.take()") if one not in drawn.lines] == aim["ids"]
    assert visit.troubles == []


def test_a_double_click_on_a_symbol_opens_it_and_elsewhere_it_zooms(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "missions.html")
    page, symbol = visit.page, visit.mark("tj-consulate-kunduz")
    plan = page.locator(".folium-map")
    plan.dblclick(position={"x": symbol["x"], "y": symbol["y"]})
    page.get_by_role("heading", name="Consulate of Tajikistan in Kunduz").wait_for()
    page.wait_for_timeout(400)
    assert "m=" not in page.url
    page.keyboard.press("Escape")
    plan.dblclick(position={"x": symbol["x"], "y": symbol["y"] + 60})
    page.wait_for_function("() => location.hash.includes('m=')")


def test_a_double_click_on_the_strip_opens_a_mark_or_lifts_the_window(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "clashes.html", fragment="#km=380-820")
    page, stage = visit.page, visit.page.locator(".strip-stage")
    box = stage.bounding_box()
    assert box is not None
    page.locator(".strip .dot").last.dblclick(force=True)
    page.wait_for_function("() => location.hash.includes('s=')")
    assert "km=380-820" in page.url
    page.keyboard.press("Escape")
    stage.dblclick(position={"x": box["width"] / 2, "y": box["height"] * 0.97})
    page.wait_for_function("() => !location.hash.includes('km=')")
    page.wait_for_timeout(400)  # within which a click would have moved the map
    assert page.url.partition("#")[2] == ""
    assert visit.troubles == []
