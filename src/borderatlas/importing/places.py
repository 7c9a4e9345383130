"""Places of rows: which columns hold them, whether they are still where they were, and how sharp they may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import shapely
import shapely.geometry

from borderatlas.layers.geometry import DECIMALS, geometry_to_geojson
from borderatlas.layers.kinds.base import whole_numbers

if TYPE_CHECKING:
    from pydantic import JsonValue
    from shapely.geometry.base import BaseGeometry

    from borderatlas.changes.fields import Value
    from borderatlas.layers import LayerSchema

_SAME: Final = 0.51 * 10**-DECIMALS
"""Degrees by which a coordinate may differ and still be the same when it is rounded."""
_TOWN_DECIMALS: Final = 2
"""Decimals of a degree for military places: a kilometre."""


def to_json(shape: BaseGeometry | None) -> JsonValue:
    """Return a geometry as a layer file holds it; None where there is none.

    Raises:
        ValueError: A layer cannot hold geometries of its type.
    """
    if shape is None or shape.is_empty:
        return None
    if shape.geom_type == "GeometryCollection":
        raise ValueError(shape.geom_type)
    return whole_numbers(geometry_to_geojson(shape))


def is_same(one: BaseGeometry | None, other: BaseGeometry | None) -> bool:
    """Tell whether two geometries are the same place, however a format turned, nested or rounded them."""
    if one is None or other is None:
        return one is other
    one, other = _bare(one), _bare(other)
    if one.geom_type != other.geom_type:
        return False
    return bool(shapely.equals_exact(one, other, _SAME)) or bool(
        shapely.equals_exact(shapely.normalize(one), shapely.normalize(other), _SAME)
    )


def as_it_was(shape: BaseGeometry, former: BaseGeometry | None) -> BaseGeometry:
    """Return a geometry of the type that it had: formats with one type for all nest single ones in several."""
    if former is not None and former.geom_type.startswith("Multi"):
        return shape
    return _bare(shape)


def _bare(shape: BaseGeometry) -> BaseGeometry:
    """The one part of a geometry of several."""
    parts = shapely.get_parts(shape)
    if shape.geom_type.startswith("Multi") and len(parts) == 1:
        only: BaseGeometry = parts[0]
        return only
    return shape


def to_point(shape: BaseGeometry) -> BaseGeometry:
    """Return a point that stands for a geometry: the middle of a line, a place within an area."""
    if isinstance(shape, shapely.LineString):
        return shapely.line_interpolate_point(shape, 0.5, normalized=True)
    return shape.representative_point() if "Polygon" in shape.geom_type else shape.centroid


def blunt(given: dict[str, Value], schema: LayerSchema) -> bool:
    """Make the place of a military post no sharper than a town, and tell whether it was sharper."""
    model = schema.models.get(str(given.get("kind")))
    geometry = given.get("geometry")
    if model is None or not model.least_precision_m or not isinstance(geometry, dict):
        return False
    before = dict(given)
    precision = given.get("precision_m")
    if not isinstance(precision, int | float) or precision < model.least_precision_m:
        given["precision_m"] = model.least_precision_m
    if given.get("place_level") == "exact":
        given["place_level"] = "near"
    if geometry.get("type") == "Point":
        given["geometry"] = whole_numbers({"type": "Point", "coordinates": _rounded(geometry["coordinates"])})
    return given != before


def _rounded(coordinates: JsonValue) -> JsonValue:
    assert isinstance(coordinates, list)
    return [round(part, _TOWN_DECIMALS) if isinstance(part, float) else part for part in coordinates[:2]]
