"""The stretch that lines and polygons face."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely.geometry import shape

from borderatlas.border import Border
from borderatlas.errors import GeometryError

ROOT = Path(__file__).parents[2]
DEGREE_KM = 111.3194908


@pytest.fixture
def straight() -> Border:
    """Along the equator from 10 to 20 degrees east."""
    return Border(shapely.LineString([(10, 0), (20, 0)]), left="NNN", right="SSS")


@pytest.mark.parametrize(
    ("geometry", "stretch", "offset_km", "side"),
    [
        (shapely.LineString([(12, 0.5), (13, 0.2)]), (2, 3), 22.115, "NNN"),
        (shapely.LineString([(12, 0.5), (13, -0.2)]), (2, 3), 0, "undetermined"),
        (shapely.LineString([(12, 0), (13, 0)]), (2, 3), 0, "undetermined"),
        (shapely.box(14, -1, 15, -0.5), (4, 5), 55.287, "SSS"),
        (shapely.box(14, -1, 15, 1), (4, 5), 0, "undetermined"),
        (shapely.box(9, -1, 11, 1), (0, 1), 0, "undetermined"),
        (shapely.box(9, -1, 21, 1), (0, 10), 0, "undetermined"),
        (shapely.box(369, -1, 381, 1), (0, 10), 0, "undetermined"),
        (shapely.MultiPoint([(12, 0.5), (16, 0.1)]), (2, 6), 11.057, "NNN"),
        (shapely.MultiPoint([(12, 0.5), (16, -0.5)]), (2, 6), 55.287, "undetermined"),
        (shapely.LineString([(8, 0.5), (11, 0.5)]), (0, 1), 55.287, "undetermined"),
        (shapely.GeometryCollection([shapely.Point(12, 1), shapely.box(17, 1, 18, 2)]), (2, 8), 110.574, "NNN"),
        (
            shapely.Polygon(shapely.box(9, -9, 21, 9).exterior, [shapely.box(12, -1, 13, 1).exterior]),
            (0, 10),
            0,
            "undetermined",
        ),
    ],
)
def test_geometries_face_the_stretch_below_them(
    straight: Border, geometry: shapely.Geometry, stretch: tuple[int, int], offset_km: float, side: str
) -> None:
    """On a border along the equator; stretches are given in degrees."""
    found = straight.locate_geometry([geometry]).iloc[0]
    assert (found.km_from, found.km_to) == pytest.approx([degree * DEGREE_KM for degree in stretch], abs=0.05)
    assert found.offset_m == pytest.approx(offset_km * 1000, abs=11)
    assert found.side == side


def test_a_precision_widens_the_stretch(straight: Border) -> None:
    box = shapely.box(14, -1, 15, -0.5)
    found = straight.locate_geometry([box, box, box], [0, 20_000, 60_000])
    assert found.km_from.to_numpy() == pytest.approx([445.28, 425.28, 385.28], abs=3)
    assert (found.km_from <= [445.28, 425.28, 385.28]).all()
    assert found.side.tolist() == ["SSS", "SSS", "undetermined"]


def test_no_place_on_a_geometry_has_its_foot_outside_the_stretch(border: Border) -> None:
    rng = np.random.default_rng(9)
    centres = shapely.get_coordinates(border.point_at(rng.uniform(0, border.length_km, 8)))
    for centre in centres:
        vertices = centre + rng.normal(0, 0.3, (5, 2))
        line = shapely.LineString(vertices)
        polygon = shapely.convex_hull(line)
        on_line = shapely.get_coordinates(shapely.line_interpolate_point(line, np.linspace(0, line.length, 3_000)))
        inside = centre + rng.uniform(-1, 1, (6_000, 2))
        inside = inside[shapely.contains_xy(polygon, inside)]
        for geometry, places in ((line, on_line), (polygon, inside)):
            found = border.locate_geometry(geometry).iloc[0]
            of_places = border.locate(places)
            assert found.km_from <= of_places.km_from.min() + 0.001
            assert found.km_to >= of_places.km_to.max() - 0.001
            assert found.offset_m <= of_places.offset_m.min() + 11
            if found.side != "undetermined":
                assert set(of_places.side) == {found.side}


def test_a_country_faces_the_whole_of_its_border(drawn: Border) -> None:
    features = json.loads((ROOT / "geodata/base/countries.geojson").read_text("utf-8"))["features"]
    countries = {feature["properties"]["code"]: shape(feature["geometry"]) for feature in features}
    found = drawn.locate_geometry([countries["TJK"], countries["KAZ"]])
    assert found.km_from[0] == 0
    assert found.km_to[0] == pytest.approx(drawn.length_km, abs=0.001)
    assert found.offset_m[0] < 1
    assert found.offset_m[1] > 290_000


def test_a_stretch_of_the_line_faces_itself(border: Border) -> None:
    found = border.locate_geometry(border.between(100, 120)).iloc[0]
    assert (found.km_from, found.km_to) == pytest.approx((100, 120), abs=0.03)
    assert found.offset_m < 0.1
    assert found.side == "undetermined"


def test_series_keep_their_index_and_missing_geometries_their_row(border: Border) -> None:
    shapes = [shapely.box(71, 37, 71.1, 37.1), None, shapely.Polygon()]
    series = gpd.GeoSeries(shapes, index=["a", "b", "c"], crs="EPSG:4326")
    found = border.locate_geometry(series.to_crs("EPSG:32642"))
    assert found.index.tolist() == ["a", "b", "c"]
    assert found.km_from.isna().tolist() == [False, True, True]
    assert found.side.tolist()[1:] == ["undetermined"] * 2
    assert found.km_from["a"] == pytest.approx(border.locate_geometry(shapes).km_from[0], abs=0.001)
    assert len(border.locate_geometry([])) == 0


def test_an_unknown_precision_leaves_the_stretch_and_the_bank_open(straight: Border) -> None:
    found = straight.locate_geometry([shapely.box(14, -1, 15, -0.5)], np.nan).iloc[0]
    assert np.isnan([found.km_from, found.km_to]).all()
    assert found.side == "undetermined"
    assert found.offset_m == pytest.approx(55_287, abs=11)


def test_a_geometry_that_is_nowhere_is_refused(border: Border) -> None:
    with pytest.raises(GeometryError, match=r"vertex 1 of geometry 1 is \(37, 171\)"):
        border.locate_geometry([shapely.Point(71, 37), shapely.LineString([(37, 171), (38, 171)])])
