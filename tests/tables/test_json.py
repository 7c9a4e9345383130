"""JSON in all its shapes: GeoJSON, lines, lists of objects, answers of web services."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import shapely

if TYPE_CHECKING:
    from collections.abc import Callable

FEATURE = {"type": "Feature", "properties": {"name": "x"}, "geometry": {"type": "Point", "coordinates": [68.6, 37.19]}}
OVERPASS = {
    "version": 0.6,
    "generator": "Overpass API",
    "osm3s": {"copyright": "ODbL"},
    "elements": [
        {"type": "node", "id": 1, "lat": 37.19, "lon": 68.6, "tags": {"name": "Панҷ"}},
        {
            "type": "way",
            "id": 2,
            "geometry": [{"lat": 37, "lon": 68}, {"lat": 38, "lon": 69}],
            "tags": {"highway": "road"},
        },
        {
            "type": "way",
            "id": 3,
            "geometry": [{"lat": a, "lon": o} for a, o in ((0, 0), (0, 1), (1, 1), (0, 0))],
            "tags": {},
        },
        {"type": "relation", "id": 4, "center": {"lat": 1, "lon": 2}},
        {"type": "relation", "id": 5},
    ],
}


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (json.dumps(FEATURE), "in.json"),
        (json.dumps([FEATURE]), "in.geojson"),
        (json.dumps(FEATURE) + "\n", "in.geojsonl"),
        ("\ufeff" + json.dumps({"type": "FeatureCollection", "features": [FEATURE]}), "in.json"),
        ("\x1e" + json.dumps(FEATURE, indent=2) + "\n", "in.json"),
        (json.dumps({"features": [FEATURE], "crs": None, "type": "FeatureCollection"}, indent=3), "in.json"),
    ],
)
def test_features_in_all_their_shapes(read: Callable[..., Any], content: str, name: str) -> None:
    found = read(content, name)
    assert [row["name"] for row in found.rows] == ["x"]
    assert found.rows[0]["geometry"].equals(shapely.Point(68.6, 37.19))
    assert found.file.word == "feature"


def test_lines_are_told_from_one_document_by_what_follows(read: Callable[..., Any]) -> None:
    found = read(json.dumps(FEATURE) + "\n" + json.dumps(FEATURE) + "\n\n", "in.json")
    assert len(found.rows) == 2


def test_features_keep_all_that_they_had(read: Callable[..., Any]) -> None:
    own = {
        "names": {"tg": "Панҷ"},
        "list": [1, [2]],
        "yes": True,
        "big": 2**70,
        "text": "5",
        "none": None,
        "id": "inner",
    }
    feature = FEATURE | {"id": "outer", "properties": own}
    (table,) = read(json.dumps({"type": "FeatureCollection", "features": [feature]}), "in.geojson").file.read()
    assert table.features == [feature]
    assert table.own.to_dict("records") == [own | {"id": "outer"}]
    assert next(iter(table.own.columns)) == "id"


def test_lists_of_objects_are_tables(read: Callable[..., Any]) -> None:
    found = read('[{"a": 1, "lat": 37.19, "lon": 68.6}, {"b": [2], "lat": null, "lon": null}]', "in.json")
    assert found.file.columns == ["a", "lat", "lon", "b"]
    assert [row["a"] for row in found.rows] == [1, None]
    assert [row["b"] for row in found.rows] == [None, [2]]
    assert found.rows[0]["geometry"].x == 68.6
    assert found.rows[1]["geometry"] is None


@pytest.mark.parametrize("name", ["data", "Result", "rows"])
def test_answers_of_web_services_are_tables(read: Callable[..., Any], name: str) -> None:
    content = {"status": 200, "count": 1, "messages": [], name: [{"id": "7", "latitude": "37.19", "longitude": "68.6"}]}
    found = read(json.dumps(content), "in.json")
    assert [row["id"] for row in found.rows] == ["7"]
    assert found.rows[0]["geometry"].y == 37.19


def test_elements_of_openstreetmap(read: Callable[..., Any]) -> None:
    found = read(json.dumps(OVERPASS), "in.json")
    assert [row["id"] for row in found.rows] == [1, 2, 3, 4, 5]
    assert found.rows[0]["tags"] == {"name": "Панҷ"}
    kinds = [row["geometry"] and row["geometry"].geom_type for row in found.rows]
    assert kinds == ["Point", "LineString", "Polygon", "Point", None]
    assert found.rows[0]["geometry"].equals(shapely.Point(68.6, 37.19))


def test_features_of_esri(read: Callable[..., Any]) -> None:
    content = {
        "geometryType": "esriGeometryPoint",
        "spatialReference": {"wkid": 4326},
        "fields": [{"name": "name", "type": "esriFieldTypeString"}],
        "features": [{"attributes": {"name": "x"}, "geometry": {"x": 68.6, "y": 37.19}}],
    }
    found = read(json.dumps(content), "in.json")
    assert [(row["name"], row["geometry"].x) for row in found.rows] == [("x", 68.6)]
