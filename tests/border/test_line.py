"""The border as a line: what it takes and refuses, parts and gaps, places and stretches, posts, files and CRS."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from tests.border.reference import GEOD

from borderatlas.border import Border
from borderatlas.errors import GeometryError, UsageError

ROOT = Path(__file__).parents[2]
STRAIGHT = shapely.LineString([(10, 0), (11, 0), (12, 0)])
DEGREE_KM = 111.3194908


def with_vertex(lat: float) -> shapely.LineString:
    with np.errstate(invalid="ignore"):
        return shapely.LineString([(10, 50), (11, lat)])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (shapely.LineString(), "is empty"),
        (shapely.MultiLineString(), "is empty"),
        (shapely.LineString([(10, 50), (10, 50)]), "no length, at longitude 10.000000, latitude 50.000000"),
        (shapely.MultiLineString([[(1, 1), (2, 2)], [(3, 3), (3, 3)]]), "no length, at longitude 3.000000"),
        (with_vertex(np.nan), r"vertex 2 of part 1 of the border line is \(11, nan\)"),
        (with_vertex(np.inf), "finite"),
        (shapely.LineString([(37, 168), (38, 169)]), "swap"),
        (shapely.LineString([(500_000, 4_000_000), (500_000, 4_100_000)]), "projected"),
        (shapely.Point(1, 1), "found a Point"),
        (None, "found a NoneType"),
    ],
)
def test_a_line_that_cannot_serve_is_refused_with_its_fault(line: object, message: str) -> None:
    with pytest.raises(GeometryError, match=message):
        Border(line)


def test_heights_are_dropped() -> None:
    assert Border(shapely.LineString([(10, 0, 3000), (11, 0, 10)])).geometry == shapely.LineString([(10, 0), (11, 0)])


def test_parts_follow_each_other_on_one_axis_and_gaps_are_told() -> None:
    border = Border(shapely.MultiLineString([[(10, 0), (11, 0)], [(11.5, 0), (12, 0)]]))
    assert border.length_km == pytest.approx(1.5 * DEGREE_KM)
    (gap,) = border.gaps
    assert gap.km == pytest.approx(DEGREE_KM)
    assert gap.length_m == pytest.approx(500 * DEGREE_KM)
    found = border.locate([(10.25, 0.1), (11.75, 0.1)])
    assert found.border_km.to_numpy() == pytest.approx([0.25 * DEGREE_KM, 1.25 * DEGREE_KM])
    assert border.kilometres == pytest.approx([0, DEGREE_KM, DEGREE_KM, 1.5 * DEGREE_KM])


def test_a_place_in_the_gap_belongs_to_its_nearer_end() -> None:
    border = Border(shapely.MultiLineString([[(10, 0), (11, 0)], [(12, 0), (13, 0)]]))
    found = border.locate([(11.4, 0), (11.6, 0)])
    assert found.border_km.to_numpy() == pytest.approx([DEGREE_KM, DEGREE_KM])
    assert found.foot_lon.to_numpy() == pytest.approx([11, 12])


def test_parts_that_touch_are_joined() -> None:
    border = Border(shapely.MultiLineString([[(10, 0), (11, 0)], [(11, 0), (12, 0)]]))
    assert border.gaps == ()
    assert border.geometry == STRAIGHT
    assert border.locate((11, 0.1)).side.tolist() == ["left"]


def test_the_place_at_a_kilometre_lies_that_far_along(border: Border) -> None:
    km = np.array([0, 111, 541.5, 1343.956])
    points = border.point_at(km)
    assert Border(border.between(0, 541.5)).length_km == pytest.approx(541.5, abs=1e-6)
    assert points[0].equals(shapely.Point(border.geometry.coords[0]))
    assert points[-1].distance(shapely.Point(border.geometry.coords[-1])) < 1e-6
    assert border.point_at(111).equals(points[1])
    assert border.point_at([[111.0], [541.5]]).shape == (2, 1)


def test_the_place_at_a_gap_is_its_beginning() -> None:
    border = Border(shapely.MultiLineString([[(10, 0), (11, 0)], [(12, 0), (13, 0)]]))
    assert border.point_at(border.gaps[0].km).x == pytest.approx(11)
    assert border.point_at(border.gaps[0].km + 1e-6).x == pytest.approx(12)


def test_a_stretch_keeps_the_vertices_between_and_the_direction_of_the_line() -> None:
    border = Border(STRAIGHT)
    stretch = border.between(1.5 * DEGREE_KM, 0.5 * DEGREE_KM)
    assert shapely.get_coordinates(stretch) == pytest.approx(np.array([(10.5, 0), (11, 0), (11.5, 0)]))


def test_a_stretch_over_a_gap_has_parts() -> None:
    border = Border(shapely.MultiLineString([[(10, 0), (11, 0)], [(12, 0), (13, 0)], [(14, 0), (15, 0)]]))
    stretch = border.between(0.5 * DEGREE_KM, 1.5 * DEGREE_KM)
    assert [part.length for part in stretch.geoms] == pytest.approx([0.5, 0.5])
    assert border.between(0.2 * DEGREE_KM, 0.3 * DEGREE_KM).geom_type == "LineString"


@pytest.mark.parametrize("km", [-1, 1345, np.nan])
def test_kilometres_off_the_line_are_refused(border: Border, km: float) -> None:
    with pytest.raises(UsageError, match=r"km 0 to km 1343\.956"):
        border.point_at(km)
    with pytest.raises(UsageError, match="not on the line"):
        border.between(5, km)


def test_a_stretch_without_length_is_refused(border: Border) -> None:
    with pytest.raises(UsageError, match="no length"):
        border.between(5, 5)


def test_posts_stand_every_so_many_kilometres(border: Border) -> None:
    posts = border.posts(100)
    assert posts.km.tolist() == list(range(0, 1400, 100))
    assert np.abs(border.locate(posts[["lon", "lat"]]).border_km - posts.km).max() < 0.001
    assert border.posts(5_000).km.tolist() == [0]
    for nothing in (0, -1, np.nan):
        with pytest.raises(UsageError, match="more than 0 km"):
            border.posts(nothing)


def test_a_line_may_come_in_any_crs(border: Border) -> None:
    projected = gpd.GeoSeries([border.geometry], crs="EPSG:4326").to_crs("EPSG:32642").iloc[0]
    back = Border.from_geometry(projected, "EPSG:32642", left="TJK", version="x")
    assert back.length_km == pytest.approx(border.length_km, abs=1e-6)
    assert (back.left, back.right, back.version) == ("TJK", None, "x")
    with pytest.raises(GeometryError, match="no CRS 'EPSG:1'"):
        Border.from_geometry(projected, "EPSG:1")


def test_geojson_and_gdal_read_the_same_line(border: Border, tmp_path: Path) -> None:
    file = tmp_path / "line.gpkg"
    frame = gpd.GeoDataFrame({"version": ["2026c"]}, geometry=[border.geometry], crs="EPSG:4326")
    frame.to_crs("EPSG:3857").to_file(file, driver="GPKG")
    read = Border.from_file(file)
    assert read.version == border.version == "2026c"
    assert read.length_km == pytest.approx(border.length_km, abs=1e-6)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "cannot be read: No such file"),
        ("{", "not valid JSON"),
        ('{"type": "FeatureCollection", "features": []}', "holds no line"),
        ('{"type": "Point", "coordinates": [1, 2]}', "found a Point"),
        ('{"type": "Feature", "geometry": {"type": "LineString", "coordinates": 7}}', "feature 1: not a GeoJSON"),
        ("[1, 2]", "holds no line"),
        ('{"type": "LineString", "coordinates": [[37, 168], [38, 169]]}', "border.geojson: Latitude beyond 90"),
    ],
)
def test_a_file_that_cannot_serve_is_refused_by_name(tmp_path: Path, text: str | None, message: str) -> None:
    file = tmp_path / "border.geojson"
    if text is not None:
        file.write_text(text, "utf-8")
    with pytest.raises(GeometryError, match=message) as caught:
        Border.from_file(file)
    assert str(file) in str(caught.value)


def test_a_broken_file_of_another_format_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "border.gpkg"
    file.write_text("no database", "utf-8")
    with pytest.raises(GeometryError, match="cannot be read"):
        Border.from_file(file)


def test_lines_of_a_file_follow_each_other(tmp_path: Path) -> None:
    file = tmp_path / "border.json"
    parts = [{"type": "LineString", "coordinates": [[x, 0], [x + 1, 0]]} for x in (10, 12)]
    features = [{"type": "Feature", "properties": None, "geometry": part} for part in parts]
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    border = Border.from_file(file, version="mine")
    assert len(border.gaps) == 1
    assert border.version == "mine"


def test_it_shows_what_it_is(border: Border) -> None:
    assert repr(border) == "<Border TJK | AFG, 1,343.956 km, version 2026c>"


def test_kilometres_of_vertices_are_geodesic(border: Border) -> None:
    lon, lat = shapely.get_coordinates(border.geometry).T
    assert border.kilometres[1:] == pytest.approx(np.cumsum(GEOD.line_lengths(lon, lat)) / 1000, abs=1e-9)
