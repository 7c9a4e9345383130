"""TopoJSON: the layers of one licence in one topology, an object each; what runs along the same course is kept once.

Coordinates are whole numbers of ten millionths of a degree, the seven decimals that every export keeps, so that nothing
is lost by counting them. Features are nested as in the atlas, or flat.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import orjson
import shapely

from borderatlas.export.accounts import attribution
from borderatlas.export.arcs import Arcs, Course
from borderatlas.export.conforming import bounding_box, conforming
from borderatlas.export.format import Format
from borderatlas.export.geojson import properties_of
from borderatlas.export.reading_back import Expected, bounds_of, with_fiona
from borderatlas.layers.geometry import DECIMALS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from borderatlas.export.content import Content, GeoJson, Part
    from borderatlas.export.losses import LossReport
    from borderatlas.export.reading_back import Seen

_STEPS: Final = 10**DECIMALS
"""Steps of the grid in a degree."""


def _write(
    path: Path, parts: Sequence[Part], content: Content, losses: LossReport, *, flat: bool
) -> Sequence[Expected]:
    shapes = [_shapes(part, losses) for part in parts]
    arcs = Arcs(course for each in shapes for shape in each if shape is not None for course in _courses(shape))
    with path.open("wb") as file:
        file.write(orjson.dumps(_head(parts, content, np.concatenate(shapes)))[:-1] + b',"objects":{')
        for number, (part, each) in enumerate(zip(parts, shapes, strict=True)):
            file.write(b",\n" if number else b"\n")
            file.write(orjson.dumps(part.name) + b':{"type":"GeometryCollection","geometries":[')
            for row, ((key, properties), shape) in enumerate(zip(properties_of(part, flat=flat), each, strict=True)):
                file.write(b",\n" if row else b"\n")
                file.write(orjson.dumps({**_encoded(shape, arcs), "id": key, "properties": properties}))
            file.write(b"\n]}")
        file.write(b'\n},"arcs":[')
        for number, arc in enumerate(arcs):
            file.write(b",\n" if number else b"\n")
            file.write(orjson.dumps(arc, option=orjson.OPT_SERIALIZE_NUMPY))
        file.write(b"\n]}\n")
    return [_expected(part, each, losses) for part, each in zip(parts, shapes, strict=True)]


def _expected(part: Part, shapes: NDArray[np.object_], losses: LossReport) -> Expected:
    """What GDAL sees of a layer: it passes over features without a place, which the file has."""
    missing = shapely.is_missing(shapes)
    if missing.any():
        ids = part.ids[missing].tolist()
        losses.add(
            "changed",
            "They are in the file, but GDAL and QGIS pass over features of TopoJSON without a place.",
            layer=part.name,
            count=len(ids),
            examples=ids,
        )
    placed = int((~missing).sum())
    return Expected(part.name, placed, ("id",) if placed else (), bounds_of(shapes))


def _head(parts: Sequence[Part], content: Content, shapes: NDArray[np.object_]) -> GeoJson:
    """What the document says of itself, and how its numbers become degrees."""
    members: GeoJson = {
        "type": "Topology",
        "title": content.title,
        "licence": parts[0].licence,
        "attribution": attribution(parts),
        "disclaimer": content.disclaimer,
        "contact": content.contact,
        "line_version": content.line_version,
        "layers": {part.name: part.title for part in parts},
    }
    if content.facts_to:
        members["facts_to"] = content.facts_to
    if box := bounding_box(shapes):
        members["bbox"] = box
    return members | {"transform": {"scale": [1 / _STEPS, 1 / _STEPS], "translate": [0, 0]}}


def _shapes(part: Part, losses: LossReport) -> NDArray[np.object_]:
    """The geometries of a layer as they are written; None where there is none."""
    shapes = conforming(part.table.geometry, part.name, part.ids, losses)
    high = shapely.has_z(shapes)
    if high.any():
        reason = "Coordinates of TopoJSON that are whole numbers have no heights."
        ids = part.ids[high].tolist()
        losses.add("left out", reason, layer=part.name, field="geometry", count=len(ids), examples=ids)
    found = shapes.copy()
    found[shapely.is_empty(found)] = None
    return found


def _encoded(shape: BaseGeometry | None, arcs: Arcs) -> dict[str, Any]:
    """A geometry: its points, or the arcs that its lines and rings are made of."""
    if shape is None:
        return {"type": None}
    kind = shape.geom_type
    if kind == "Point":
        return {"type": kind, "coordinates": list(_course(shape)[0])}
    if kind == "MultiPoint":
        return {"type": kind, "coordinates": [list(vertex) for vertex in _course(shape)]}
    parts = [[arcs.of(course) for course in _courses(part)] for part in shapely.get_parts(shape)]
    if kind == "LineString":
        return {"type": kind, "arcs": parts[0][0]}
    if kind == "MultiLineString":
        return {"type": kind, "arcs": [part[0] for part in parts]}
    return {"type": kind, "arcs": parts[0] if kind == "Polygon" else parts}


def _courses(shape: BaseGeometry) -> Iterator[Course]:
    """The lines and rings of a geometry."""
    for part in shapely.get_parts(shape):
        if part.geom_type == "LineString":
            yield _course(part)
        elif part.geom_type == "Polygon":
            yield _course(part.exterior)
            yield from map(_course, part.interiors)


def _course(shape: BaseGeometry) -> Course:
    """The vertices of a geometry on the grid."""
    steps = np.rint(shapely.get_coordinates(shape) * _STEPS).astype(np.int64)
    return tuple(map(tuple, steps.tolist()))


def _read_back(path: Path) -> Iterator[Seen]:
    return with_fiona(path, driver="TopoJSON")


TOPOJSON = Format("topojson", "TopoJSON", ".topojson", _write, _read_back, holds="licence")
