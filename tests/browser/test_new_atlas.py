"""Pages of atlases that `new` made: other continents, long and short lines, empty layers, several parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pytest
from shapely import box, union_all
from tests.browser.conftest import PHONE, WIDE

from borderatlas import Atlas

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import Reader


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages of a border from two codes, of one that runs north–south, and of a short one with an enclave."""
    folder = tmp_path_factory.mktemp("new")
    west, east, inner = box(-66.2, -20.2, -66, -20), box(-66, -20.2, -65.8, -20), box(-66.15, -20.15, -66.1, -20.1)
    file = folder / "countries.gpkg"
    shapes = [west - inner, union_all([east, inner])]
    gpd.GeoDataFrame({"ISO_A3": ["BOL", "PRY"]}, geometry=shapes, crs="EPSG:4326").to_file(file, driver="GPKG")
    Atlas.new(folder / "codes", ["KEN", "SOM"])
    Atlas.new(folder / "long", ["CHL", "ARG"])
    Atlas.new(folder / "short", collection=file, precision_m=100)
    for name in ("codes", "long", "short"):
        Atlas.open(folder / name).build()
    return {name: folder / name / "maps" for name in ("codes", "long", "short")}


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("page", ["atlas", "clashes"])
@pytest.mark.parametrize("name", ["codes", "long", "short"])
def test_a_page_opens_with_the_whole_line_in_view(
    reader: Reader, made: dict[str, Path], name: str, page: str, size: tuple[int, int]
) -> None:
    visit = reader.open(made[name] / f"{page}.html", size)
    visit.page.wait_for_timeout(300)
    assert visit.colours().get((0x14, 0x17, 0x1C), 0) > 200  # the line, in its own colour
    assert "border" in visit.text()
    assert visit.page.evaluate("() => document.documentElement.scrollWidth") <= size[0]
    if page == "clashes":
        assert "This map holds no entry yet." in visit.text()
    assert visit.requests == []
    assert visit.troubles == []


@pytest.mark.parametrize("name", ["codes", "long", "short"])
def test_an_index_says_what_is_not_there_yet(reader: Reader, made: dict[str, Path], name: str) -> None:
    visit = reader.open(made[name] / "index.html")
    text = visit.text()
    assert "No entry yet" in text
    assert "OpenStreetMap" not in text
    assert "Tajik" not in text
    assert visit.troubles == []


def test_a_tripoint_opens_with_its_kilometre(reader: Reader, made: dict[str, Path]) -> None:
    visit = reader.open(made["codes"] / "atlas.html", fragment="#s=tripoint-eastern")
    visit.page.wait_for_selector(".drawer h2")
    text = visit.text()
    assert "Ethiopia, Kenya, Somalia" in text
    assert "about km 675" in text
    assert "Derived from the line" in text
    assert visit.troubles == []


def test_parts_of_a_border_are_downloaded_as_parts(made: dict[str, Path], reader: Reader) -> None:
    visit = reader.open(made["short"] / "boundary.html", fragment="#v=table")
    visit.page.get_by_role("button", name="Download what I see").click()
    with visit.page.expect_download() as saved:
        visit.page.locator("[data-file*='-line-'], button:has-text('GeoJSON')").last.click()
    assert '"MultiLineString"' in saved.value.path().read_text("utf-8")
