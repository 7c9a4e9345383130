"""Geometries of OpenStreetMap elements as Overpass answers them in JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import shapely

if TYPE_CHECKING:
    from borderatlas.tables.table import GeoJson

_LINES: Final = ("highway", "railway", "barrier", "route")
"""A closed way with one of these tags is a ring, not an area, unless it is tagged as an area."""


def element_geometry(element: GeoJson) -> shapely.Geometry | None:
    """Where an element lies, in degrees of WGS 84; None where the answer does not tell.

    A node is a point. A way asked for with `out geom` is a line, or a polygon where it is closed and no road or the
    like. Where only its `center` is known, as for relations with `out center`, it is a point.
    """
    try:
        if "lat" in element and "lon" in element:
            return shapely.Point(element["lon"], element["lat"])
        vertices = _vertices(element.get("geometry"))
        if len(vertices) > 1:
            return _way(vertices, element.get("tags") or {})
        center = element.get("center")
        return shapely.Point(center["lon"], center["lat"]) if center else None
    except (AttributeError, KeyError, TypeError, ValueError, shapely.errors.ShapelyError):
        return None


def _vertices(geometry: Any) -> list[tuple[float, float]]:
    if not isinstance(geometry, list):
        return []
    return [(vertex["lon"], vertex["lat"]) for vertex in geometry if vertex]


def _way(vertices: list[tuple[float, float]], tags: dict[str, str]) -> shapely.Geometry:
    closed = len(vertices) > 3 and vertices[0] == vertices[-1]
    if closed and (tags.get("area") == "yes" or not any(tag in tags for tag in _LINES)):
        return shapely.Polygon(vertices)
    return shapely.LineString(vertices)
