"""GeoJSON geometries as Shapely ones, checked on the way in and written with at most seven decimals."""

from __future__ import annotations

import math
from typing import Annotated, Any, Final, Literal

import shapely
import shapely.geometry
from pydantic import PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError
from shapely.geometry.base import BaseGeometry

DECIMALS: Final = 7
"""Decimals of a degree that are written: about a centimetre."""

_DEPTH: Final = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
_EXPECTED: Final = "a GeoJSON geometry: " + ", ".join(_DEPTH)


_REDRAW: Final = "Draw the geometry again, or correct its coordinates."


def _fault(
    expected: str,
    hint: str = _REDRAW,
    code: Literal[
        "geometry-invalid", "coordinates-swapped", "coordinates-projected", "ring-open", "geometry-crosses-itself"
    ] = "geometry-invalid",
) -> PydanticCustomError:
    return PydanticCustomError(code, "expected {expected}", {"expected": expected, "hint": hint})


def _check_position(position: object) -> None:
    """Raise unless `position` is longitude, latitude and perhaps a height, in degrees and metres."""
    if not isinstance(position, list | tuple) or len(position) not in (2, 3):
        raise _fault("positions of two or three numbers: [longitude, latitude]")
    for number in position:
        if isinstance(number, bool) or not isinstance(number, int | float) or not math.isfinite(number):
            raise _fault("positions of finite numbers: [longitude, latitude]")
    lon, lat = position[0], position[1]
    if -180 <= lon <= 180 and -90 <= lat <= 90:
        return
    expected = f"longitude from -180 to 180 and latitude from -90 to 90 degrees, found [{lon:g}, {lat:g}]"
    if -90 <= lon <= 90 and -180 <= lat <= 180:
        raise _fault(expected, "Longitude stands first: the two may be swapped.", "coordinates-swapped")
    hint = "These look like metres of a projection: save the layer in EPSG:4326 (WGS 84)."
    raise _fault(expected, hint, "coordinates-projected")


def _check_coordinates(coordinates: object, depth: int) -> None:
    if depth == 0:
        _check_position(coordinates)
        return
    if not isinstance(coordinates, list | tuple) or not coordinates:
        raise _fault("coordinates nested as RFC 7946 says for this type, and not empty")
    for part in coordinates:
        _check_coordinates(part, depth - 1)


def _check_rings(rings: list[Any]) -> None:
    """Raise unless every ring of a polygon has at least four positions and closes."""
    for ring in rings:
        if len(ring) < 4 or list(ring[0]) != list(ring[-1]):
            expected = "a line of at least two positions, and rings of at least four that close"
            raise _fault(expected, "Repeat the first position of the ring at its end.", "ring-open")


def parse_geometry(value: object) -> BaseGeometry:
    """Turn a GeoJSON geometry (degrees, WGS 84) into a Shapely one.

    Raises:
        PydanticCustomError: The type is unknown or empty, a coordinate is no finite degree on earth, a ring is open or
            a polygon crosses itself. Its type is the code of the finding.
    """
    if isinstance(value, BaseGeometry):
        value = geometry_to_geojson(value)
    if not isinstance(value, dict):
        raise _fault(_EXPECTED)
    kind = value.get("type")
    depth = _DEPTH.get(kind) if isinstance(kind, str) else None
    if depth is None:
        raise _fault(_EXPECTED, "Split a GeometryCollection into features of their own.")
    coordinates: Any = value.get("coordinates")
    _check_coordinates(coordinates, depth)
    for rings in [coordinates] if kind == "Polygon" else coordinates if kind == "MultiPolygon" else []:
        _check_rings(rings)
    try:
        geometry = shapely.geometry.shape(value)
    except (ValueError, shapely.errors.ShapelyError) as err:
        raise _fault("a line of at least two positions, and rings of at least four that close") from err
    if depth > 0 and not geometry.is_valid:
        raise _not_valid(geometry)
    return geometry


def _not_valid(geometry: BaseGeometry) -> PydanticCustomError:
    """Return why Shapely calls a line or polygon not valid, with the place that it names."""
    reason = shapely.is_valid_reason(geometry)
    if "Polygon" not in geometry.geom_type:
        return _fault(f"a line of at least two different positions ({reason})")
    expected = f"a polygon that does not cross itself ({reason[:60]})"
    return _fault(expected, "Mend it in a GIS program (in QGIS: Fix geometries).", "geometry-crosses-itself")


def _rounded(coordinates: Any) -> Any:
    if isinstance(coordinates, list | tuple):
        return [_rounded(part) for part in coordinates]
    return round(float(coordinates), DECIMALS)


def geometry_to_geojson(geometry: BaseGeometry) -> dict[str, Any]:
    """Return the GeoJSON geometry of `geometry`, degrees rounded to seven decimals."""
    mapping = shapely.geometry.mapping(geometry)
    return {"type": mapping["type"], "coordinates": _rounded(mapping["coordinates"])}


_JSON_SCHEMA: Final = {
    "type": "object",
    "description": "GeoJSON geometry (RFC 7946) in degrees of WGS 84, longitude first.",
    "required": ["type", "coordinates"],
    "additionalProperties": False,
    "properties": {"type": {"enum": list(_DEPTH)}, "coordinates": {"type": "array", "minItems": 1}},
}

Geometry = Annotated[
    BaseGeometry,
    PlainValidator(parse_geometry),
    PlainSerializer(geometry_to_geojson),
    WithJsonSchema(_JSON_SCHEMA),
]
"""A Shapely geometry that Pydantic reads from GeoJSON and writes as GeoJSON."""
