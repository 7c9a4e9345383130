from __future__ import annotations

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from borderatlas.layers.geometry import Geometry, geometry_to_geojson, parse_geometry

LON = st.floats(-180, 180)
LAT = st.floats(-90, 90)


@given(LON, LAT)
def test_a_point_survives_to_seven_decimals(lon: float, lat: float):
    written = geometry_to_geojson(parse_geometry({"type": "Point", "coordinates": [lon, lat]}))
    assert written == {"type": "Point", "coordinates": [round(lon, 7), round(lat, 7)]}
    assert geometry_to_geojson(parse_geometry(written)) == written


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "MultiPoint", "coordinates": [[1.5, 2.5], [3.5, 4.5]]},
        {"type": "LineString", "coordinates": [[1.5, 2.5], [3.5, 4.5]]},
        {"type": "MultiLineString", "coordinates": [[[1.5, 2.5], [3.5, 4.5]]]},
        {"type": "Polygon", "coordinates": [[[0.5, 0.5], [1.5, 0.5], [1.5, 1.5], [0.5, 0.5]]]},
        {"type": "MultiPolygon", "coordinates": [[[[0.5, 0.5], [1.5, 0.5], [1.5, 1.5], [0.5, 0.5]]]]},
    ],
)
def test_every_type_comes_out_as_it_went_in(geometry: dict[str, object]):
    assert geometry_to_geojson(parse_geometry(geometry)) == geometry


@pytest.mark.parametrize(
    ("geometry", "words"),
    [
        ("POINT (1 2)", "Point, MultiPoint"),
        ({"type": "Circle", "coordinates": [1, 2]}, "Point, MultiPoint"),
        ({"type": "Point"}, "longitude, latitude"),
        ({"type": "Point", "coordinates": []}, "longitude, latitude"),
        ({"type": "Point", "coordinates": [1]}, "longitude, latitude"),
        ({"type": "Point", "coordinates": ["71", "37"]}, "finite numbers"),
        ({"type": "Point", "coordinates": [True, 1]}, "finite numbers"),
        ({"type": "Point", "coordinates": [float("nan"), 1]}, "finite numbers"),
        ({"type": "Point", "coordinates": [float("inf"), 1]}, "finite numbers"),
        ({"type": "Point", "coordinates": [181, 1]}, "longitude from -180"),
        ({"type": "LineString", "coordinates": [[1, 2]]}, "at least two positions"),
        ({"type": "LineString", "coordinates": []}, "not empty"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]}, "rings of at least four"),
        ({"type": "LineString", "coordinates": [1, 2]}, "longitude, latitude"),
    ],
)
def test_a_broken_geometry_says_what_it_should_be(geometry: object, words: str):
    with pytest.raises(ValidationError, match=words):
        TypeAdapter(Geometry).validate_python(geometry)


@pytest.mark.parametrize(("coordinates", "hint"), [([37.5, 171.5], "swapped"), ([500000.0, 4150000.0], "EPSG:4326")])
def test_a_likely_cause_is_named(coordinates: list[float], hint: str):
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Geometry).validate_python({"type": "Point", "coordinates": coordinates})
    assert hint in caught.value.errors()[0]["ctx"]["hint"]


def test_a_shapely_geometry_is_taken_too():
    assert parse_geometry(shapely.Point(71.5, 37.5)) == shapely.Point(71.5, 37.5)


def test_a_height_is_kept():
    geometry = {"type": "Point", "coordinates": [71.5, 37.5, 2100.0]}
    assert geometry_to_geojson(parse_geometry(geometry)) == geometry


def test_the_json_schema_names_the_types():
    assert "MultiPolygon" in TypeAdapter(Geometry).json_schema()["properties"]["type"]["enum"]
