"""The border that two polygons share."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from shapely.geometry import shape

from borderatlas.border import Border
from borderatlas.errors import GeometryError

if TYPE_CHECKING:
    from tests.border.reference import Floats

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def countries() -> dict[str, shapely.Geometry]:
    """The simplified countries of the backdrop."""
    features = json.loads((ROOT / "geodata/base/countries.geojson").read_text("utf-8"))["features"]
    return {feature["properties"]["code"]: shape(feature["geometry"]) for feature in features}


def vertices(border: Border) -> Floats:
    return shapely.get_coordinates(border.geometry)


@pytest.mark.parametrize("codes", [("TJK", "AFG"), ("AFG", "TJK")], ids="-".join)
def test_the_backdrop_gives_the_drawn_line(
    countries: dict[str, shapely.Geometry], drawn: Border, codes: tuple[str, str]
) -> None:
    found = Border.between_countries(*(countries[code] for code in codes), codes=codes, version="2026c")
    assert np.array_equal(vertices(found.border), vertices(drawn))
    assert (found.border.left, found.border.right, found.border.version) == ("TJK", "AFG", "2026c")
    assert (found.method, found.pieces, found.gaps) == ("exact", 1, ())
    assert (found.tolerance_m, found.deviation_m, found.inexact_km) == (0, 0, 0)


@pytest.mark.parametrize("north_first", [True, False])
def test_countries_along_the_shipped_line_give_all_of_it(border: Border, north_first: bool) -> None:
    line = vertices(border)
    north = shapely.Polygon([*line, (80, 37.2), (80, 45), (60, 45), (60, 37.1)])
    south = shapely.Polygon([*line[::-1], (60, 36.9), (60, 30), (80, 30), (80, 37)])
    pair = (north, south) if north_first else (south, north)
    found = Border.between_countries(*pair, codes=("N", "S") if north_first else ("S", "N"), tolerance_m=0)
    assert np.array_equal(vertices(found.border), line)
    assert (found.border.left, found.border.right) == ("N", "S")
    assert found.border.length_km == pytest.approx(1343.956, abs=0.001)


WEST = shapely.Polygon([(0, 0), (5, 0), (5, 1), (5, 2), (5, 3), (5, 4), (0, 4)])


def east(*inner: tuple[float, float]) -> shapely.Polygon:
    """East of x = 5, with the given vertices from (5, 4) down to (5, 0)."""
    return shapely.Polygon([(9, 0), (9, 4), (5, 4), *inner, (5, 0)])


def test_a_shared_meridian_runs_with_the_first_country_on_its_left() -> None:
    found = Border.between_countries(WEST, east((5, 3), (5, 2), (5, 1)), codes=("W", "E"))
    assert vertices(found.border).tolist() == [[5, 0], [5, 1], [5, 2], [5, 3], [5, 4]]
    assert (found.border.left, found.border.right) == ("W", "E")


def test_the_direction_in_which_polygons_are_drawn_does_not_matter() -> None:
    other = east((5, 3), (5, 2), (5, 1))
    answer = Border.between_countries(WEST, other).border
    for a, b in ((WEST.reverse(), other), (WEST, other.reverse()), (WEST.normalize(), other.normalize())):
        assert np.array_equal(vertices(Border.between_countries(a, b).border), vertices(answer))


def test_a_gap_stays_open_and_is_told() -> None:
    found = Border.between_countries(WEST, east((5, 3), (5.5, 2.5), (5, 2), (5, 1)))
    assert (found.method, found.pieces) == ("exact", 2)
    (gap,) = found.gaps
    assert gap.length_m == pytest.approx(110_600, abs=100)
    assert gap.km == pytest.approx(221.1, abs=0.1)
    assert [len(part.coords) for part in found.border.geometry.geoms] == [3, 2]


def test_a_sliver_within_the_tolerance_is_closed_and_told() -> None:
    sliver = east((5, 3), (5.00005, 2.5), (5, 2), (5, 1))  # 5.5 m off
    found = Border.between_countries(WEST, sliver, tolerance_m=10)
    assert (found.method, found.pieces, found.tolerance_m) == ("exact and tolerance", 1, 10)
    assert found.deviation_m == pytest.approx(5.5, abs=0.2)
    assert found.inexact_km == pytest.approx(110.6, abs=0.1)
    assert vertices(found.border).tolist() == [[5, 0], [5, 1], [5, 2], [5, 3], [5, 4]]
    assert Border.between_countries(WEST, sliver, tolerance_m=2).pieces == 2


def test_outlines_of_different_sources_are_matched_within_the_tolerance() -> None:
    other = shapely.Polygon([(9, 0), (9, 4), (5.0002, 4), (5.0003, 2.2), (5.0001, 0.1), (5.0002, 0)])
    found = Border.between_countries(WEST, other, tolerance_m=50)
    assert (found.method, found.pieces) == ("tolerance", 1)
    assert 25 < found.deviation_m < 50
    assert vertices(found.border).tolist() == [[5, 0], [5, 1], [5, 2], [5, 3], [5, 4]]


def test_where_outlines_part_their_first_metres_are_not_shared() -> None:
    """Both have a vertex 30 m beyond the tripoint, and those lie within the tolerance of each other."""
    west = shapely.Polygon([(0, 0), (5, 0), (5, 1), (4.9999, 1.0003), (0, 2)])
    other = shapely.Polygon([(9, 0), (9, 2), (5.0000, 1.0003), (5, 1), (5, 0)])
    found = Border.between_countries(west, other, tolerance_m=40)
    assert vertices(found.border).tolist() == [[5, 0], [5, 1]]
    assert found.method == "exact"


def test_an_enclave_is_a_piece_of_its_own_after_the_rest() -> None:
    enclave = shapely.box(2, 1, 3, 2)
    west = shapely.Polygon(WEST.exterior, [enclave.exterior])
    other = shapely.MultiPolygon([enclave, east((5, 3), (5, 2), (5, 1))])
    found = Border.between_countries(west, other, codes=("W", "E"))
    assert found.pieces == 2
    main, ring = found.border.geometry.geoms
    assert main.coords[0] == (5, 0)
    assert ring.is_ring
    assert found.border.locate([(2.5, 1.5), (4.9, 2), (2.5, 2.2)]).side.tolist() == ["E", "W", "W"]


def test_a_country_within_another_has_a_border_without_ends() -> None:
    inner = shapely.box(2, 1, 3, 2)
    found = Border.between_countries(shapely.Polygon(WEST.exterior, [inner.exterior]), inner, codes=("OUT", "IN"))
    assert found.pieces == 1
    assert found.border.locate([(2.5, 1.5), (1.9, 0.9)]).side.tolist() == ["IN", "OUT"]


@pytest.mark.parametrize(
    ("a", "b", "message"),
    [
        (WEST, shapely.box(7, 0, 9, 4), "share no edge.*within 10 m"),
        (WEST, shapely.box(5, 4, 9, 9), "share no edge"),
        (shapely.Polygon(), WEST, "first country.*empty"),
        (WEST, shapely.Point(1, 1), "second country.*found a Point"),
        (WEST, shapely.Polygon([(0, 95), (1, 95), (1, 96)]), "an outline of the second country"),
    ],
)
def test_polygons_that_share_no_line_are_refused(a: shapely.Geometry, b: shapely.Geometry, message: str) -> None:
    with pytest.raises(GeometryError, match=message):
        Border.between_countries(a, b)
