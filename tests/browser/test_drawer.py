"""The drawer as a reader uses it: coordinates to copy, the same place elsewhere, neighbours, and what filters hide."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image, ImageChops
from pyproj import Geod
from tests.browser.conftest import SIZES

from borderatlas.border.coordinates import read_position

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import Reader, Visit

    from borderatlas import Atlas

BRIDGE = "bridge-tem-demogan"
WITHOUT_A_MARK = "2017-12-bridges-closed"
AT_EACH_SIZE = pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)


def notations(visit: Visit) -> dict[str, str]:
    visit.page.get_by_text("Other notations").click()
    rows = visit.page.locator(".coordinate").evaluate_all(
        "rows => rows.map(row => [row.querySelector('.term').textContent, row.querySelector('code').textContent])"
    )
    return dict(rows)


@AT_EACH_SIZE
def test_coordinates_are_offered_in_notations_that_lead_back_to_the_place(
    reader: Reader, maps: Path, shipped: Atlas, size: tuple[int, int]
) -> None:
    visit = reader.open(maps / "crossings.html", size, fragment=f"#s={BRIDGE}")
    found = notations(visit)
    assert list(found) == ["Lat, lon", "Lon, lat", "Deg, min, sec", "UTM", "MGRS", "Plus code", "geo: link"]
    assert re.fullmatch(r"37\.\d{3}, 71\.\d{3}", found["Lat, lon"])  # ±150 m: no fourth decimal
    assert found["geo: link"].endswith(";u=150")
    bridge = next(feature for feature in shipped.layers["crossings"] if feature.id == BRIDGE)
    for notation in ("Lat, lon", "Lon, lat", "Deg, min, sec", "MGRS", "Plus code", "geo: link"):
        place = read_position(found[notation], shipped.border)
        _, _, distance = Geod(ellps="WGS84").inv(place.lon, place.lat, bridge.geometry.x, bridge.geometry.y)
        assert distance <= 150 * 1.5, notation  # a cell's middle may lie half a diagonal away
    assert visit.troubles == []


def test_a_place_known_to_its_district_says_so_beside_its_coordinates(
    reader: Reader, maps: Path, shipped: Atlas
) -> None:
    district = next(feature for feature in shipped.layers["clashes"] if feature.place_level == "district")
    visit = reader.open(maps / "clashes.html", fragment=f"#s={district.id}")
    assert re.search(r"Sources name only the district: this is the middle of its disc of \d+ km", visit.text())
    assert re.fullmatch(r"\d\d\.\d, \d\d\.\d", notations(visit)["Lat, lon"])


def test_without_a_clipboard_the_text_is_selected(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "crossings.html", fragment=f"#s={BRIDGE}")
    visit.page.evaluate("() => Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    value = notations(visit)["MGRS"]
    visit.page.get_by_role("button", name="Copy: MGRS").press("Enter")
    visit.page.wait_for_function("value => getSelection().toString() === value", arg=value)
    assert "Selected: copy it" in visit.text()
    assert visit.troubles == []


def test_other_sites_are_only_linked(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "missions.html", fragment="#s=tj-consulate-kunduz")
    visit.page.get_by_text("The same place elsewhere").click()
    assert "Following a link tells that site" in visit.text()
    links = visit.page.locator(".elsewhere a")
    addresses = links.evaluate_all("links => links.map(link => link.href)")
    assert "https://www.geonames.org/1135689" in addresses
    hosts = {address.split("/")[2] for address in addresses}
    assert {"www.openstreetmap.org", "www.google.com", "earth.google.com", "browser.dataspace.copernicus.eu"} < hosts
    assert all(address.startswith("https://") for address in addresses)
    assert set(links.evaluate_all("links => links.map(link => link.rel)")) == {"noopener noreferrer"}
    assert visit.requests == []


@AT_EACH_SIZE
def test_neighbours_in_space_and_time_lead_on(reader: Reader, maps: Path, size: tuple[int, int]) -> None:
    visit = reader.open(maps / "clashes.html", size, fragment="#s=2025-12-23-kavok-infiltration")
    near = visit.page.locator(".nearby section", has_text="Nearby along the border").locator("li")
    distances = [re.search(r"([\d,]+) km (west|east)|same kilometre", text) for text in near.all_inner_texts()]
    assert all(distances)
    assert len(distances) <= 6
    soon = visit.page.locator(".nearby section", has_text="Just before and after").locator("button")
    assert re.search(r"\d+ days? (before|after)|the same day|about the same time", soon.first.inner_text())
    name = soon.first.locator("bdi").first.inner_text()
    soon.first.press("Enter")
    assert visit.page.locator(".drawer-body h2").inner_text() == name
    assert visit.page.evaluate("() => document.activeElement.tagName") == "H2"
    visit.page.go_back()
    visit.page.wait_for_selector(".drawer-body h2:has-text('Kavok')")


@AT_EACH_SIZE
def test_what_filters_hide_is_told_marked_and_brought_back(reader: Reader, maps: Path, size: tuple[int, int]) -> None:
    windows = "l=clash,bridge&t=2010-2020&km=0-300"
    shown = reader.open(maps / "atlas.html", size, fragment=f"#m=9/37.52/71.5&s={BRIDGE}")
    spot, place = shown.mark(BRIDGE), re.search(r"m=[^&]+", shown.page.url)
    assert place is not None
    visit = reader.open(maps / "atlas.html", size, fragment=f"#{place[0]}&{windows}&s={BRIDGE}")
    other = reader.open(maps / "atlas.html", size, fragment=f"#{place[0]}&{windows}&s={WITHOUT_A_MARK}")
    assert ImageChops.difference(around(visit, spot), around(other, spot)).getbbox() is not None

    note = visit.page.locator(".hidden-note")
    assert "Hidden by your filters: km 0–300" in note.inner_text()  # the years hide nothing that is undated
    assert not any(BRIDGE in mark["ids"] for mark in visit.marks())
    note.get_by_role("button", name="Show it").press("Enter")
    assert any(BRIDGE in mark["ids"] for mark in visit.marks())
    assert visit.page.locator(".hidden-note").count() == 0
    assert "t=2010-2020" in visit.page.url
    assert "km=" not in visit.page.url
    assert visit.page.evaluate("() => document.activeElement.tagName") == "H2"
    assert visit.troubles == []


def around(visit: Visit, spot: dict[str, Any]) -> Image.Image:
    """What the page shows around a place of its map."""
    box = visit.page.locator(".folium-map").bounding_box()
    assert box is not None
    x, y = box["x"] + spot["x"], box["y"] + spot["y"]
    clip = {"x": x - 16, "y": y - 16, "width": 32, "height": 32}
    return Image.open(io.BytesIO(visit.page.screenshot(clip=clip))).convert("RGB")


def test_a_layer_that_hides_the_selection_comes_back_alone(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "atlas.html", fragment=f"#l=clash&s={BRIDGE}")
    assert "layer “Bridges” is off" in visit.page.locator(".hidden-note").inner_text()
    visit.page.get_by_role("button", name="Show it").click()
    visit.page.wait_for_function("() => location.hash.includes('l=bridge,clash')")
