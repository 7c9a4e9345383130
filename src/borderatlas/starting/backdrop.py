"""The backdrop of a new atlas: countries, sea and the line, simplified and cut to a frame around it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import orjson
import shapely
from shapely.geometry.polygon import orient

from borderatlas.starting.outlines import valid_parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from borderatlas.border import Border
    from borderatlas.starting.outlines import Outline, Outlines

Json = dict[str, Any]
"""A GeoJSON object: what JSON can hold."""
Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

_DIGITS = 6
_TOLERANCES = (0.0, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05)
"""Degrees by which outlines may be simplified."""
_MOST_VERTICES = 20_000
"""Vertices of all outlines together, and of the drawn line: a page stays below a megabyte."""
_AROUND = 1.5
"""The frame reaches so many times the longer side of the line's box beyond its middle, as opening views may."""
_NOWHERE = shapely.MultiPolygon()
_LEAST = 0.3
"""Degrees that it reaches at least."""
_POLE = 84.0
"""Pages are drawn in Mercator, which has no poles."""


def frame_of(border: Border) -> Box:
    """The frame of the backdrop: as much land as opening views of any shape show."""
    west, south, east, north = border.geometry.bounds
    wide = math.cos(math.radians((south + north) / 2))
    reach = max(_LEAST, _AROUND * max((east - west) * wide, north - south))
    middle, level = (west + east) / 2, (south + north) / 2
    return (
        round(max(-180.0, middle - reach / wide), 3),
        round(max(-_POLE, level - reach), 3),
        round(min(180.0, middle + reach / wide), 3),
        round(min(_POLE, level + reach), 3),
    )


def backdrop_files(outlines: Outlines, border: Border) -> dict[str, bytes]:
    """The files of the backdrop by name: `countries.geojson`, `border_drawn.geojson`, and `sea.geojson` where known."""
    frame = frame_of(border)
    inside = {
        outline.code: (outline, shape)
        for outline in (outlines.first, outlines.second, *outlines.others)
        if not (shape := _cut(outline.shape, frame)).is_empty
    }
    shapes = _simplified([shape for _, shape in inside.values()])
    home = _padded(border.geometry.bounds, 0.1)
    areas = [
        _area(outline, shape, home if outline in (outlines.first, outlines.second) else None)
        for (outline, _), shape in zip(inside.values(), shapes, strict=True)
        if not shape.is_empty
    ]
    files = {"countries.geojson": _collection(areas, frame)}
    files["border_drawn.geojson"] = _collection([_drawn(border, outlines)], border.geometry.bounds)
    if outlines.has_coasts and (sea := _sea(shapes, frame)):
        files["sea.geojson"] = _collection([sea], frame)
    return files


def _cut(shape: shapely.MultiPolygon, frame: Box) -> shapely.MultiPolygon:
    near = shapely.clip_by_rect(list(shape.geoms), *frame)
    cut = [part for part in near if not part.is_empty]
    return _areas(shapely.union_all(valid_parts(_areas(shapely.GeometryCollection(cut))))) if cut else _NOWHERE


def _areas(geometry: BaseGeometry) -> shapely.MultiPolygon:
    """The polygons of a geometry."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    return shapely.MultiPolygon([part for part in parts if isinstance(part, shapely.Polygon) and not part.is_empty])


def _simplified(shapes: Sequence[shapely.MultiPolygon]) -> list[shapely.MultiPolygon]:
    """Outlines with few enough vertices; edges that neighbours share stay shared where they were."""
    shared = bool(shapely.coverage_is_valid(list(shapes)))
    found = list(shapes)
    for tolerance in _TOLERANCES:
        if tolerance:
            found = [
                _areas(shape)
                for shape in (
                    shapely.coverage_simplify(list(shapes), tolerance)
                    if shared
                    else shapely.simplify(list(shapes), tolerance)
                )
            ]
        if int(shapely.get_num_coordinates(found).sum()) <= _MOST_VERTICES:
            break
    return found


def _drawn(border: Border, outlines: Outlines) -> Json:
    line = border.geometry
    tolerance = next(
        (step for step in _TOLERANCES if shapely.get_num_coordinates(line.simplify(step)) <= _MOST_VERTICES / 4),
        _TOLERANCES[-1],
    )
    names = f"{outlines.first.name}–{outlines.second.name}"
    properties = {"name": f"{names} border, simplified for drawing", "version": border.version}
    return _feature("border-drawn", properties | _provenance(outlines), line.simplify(tolerance) if tolerance else line)


def _area(outline: Outline, shape: shapely.MultiPolygon, home: Box | None) -> Json:
    """A country; names of the two banks may stand in the opening view, and further off when that has no room."""
    views = [shape] if home is None else [_cut(shape, home), _cut(shape, _padded(home, 0.5)), shape]
    labels = [_middle(view) for view in views if not view.is_empty]
    properties = {"code": outline.code, "names": {"en": outline.name}, "labels": labels}
    return _feature(outline.code, properties, shape)


def _middle(shape: shapely.MultiPolygon) -> list[float]:
    """The centre of the largest circle within the largest part."""
    largest = max(shape.geoms, key=lambda part: part.area)
    centre = shapely.maximum_inscribed_circle(largest, tolerance=max(1e-4, math.sqrt(largest.area) / 100)).coords[0]
    return [round(centre[0], 4), round(centre[1], 4)]


def _sea(shapes: Sequence[shapely.MultiPolygon], frame: Box) -> Json | None:
    sea = _areas(shapely.difference(shapely.box(*frame), shapely.union_all(shapes)))
    if sea.is_empty or sea.area < 1e-6:
        return None
    return _feature("sea", {"code": "sea", "names": {}, "labels": [], "area_km2": round(sea.area * 111**2)}, sea)


def _padded(box: Sequence[float], share: float) -> Box:
    """A box with a margin of a share of its longer side."""
    west, south, east, north = box
    margin = share * max(east - west, north - south)
    return west - margin, south - margin, east + margin, north + margin


def _provenance(outlines: Outlines) -> Json:
    origin = outlines.origin
    return {"source": origin.version, "licence": origin.licence, "attribution": origin.credit}


def _feature(key: str, properties: Json, geometry: BaseGeometry) -> Json:
    if isinstance(geometry, shapely.MultiPolygon):
        geometry = shapely.MultiPolygon([orient(part) for part in geometry.geoms])
    rounded = shapely.transform(geometry, lambda lonlat: np.round(lonlat, _DIGITS))
    return {"type": "Feature", "id": key, "properties": properties, "geometry": shapely.geometry.mapping(rounded)}


def _collection(features: Sequence[Json], box: Sequence[float]) -> bytes:
    head = {"type": "FeatureCollection", "bbox": [round(edge, _DIGITS) for edge in box]}
    rows = b",\n".join(orjson.dumps(feature) for feature in features)
    return orjson.dumps(head)[:-1] + b',"features":[\n' + rows + b"\n]}\n"
