"""The first rows of a new atlas: what follows from the line alone, so that nothing is invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from borderatlas.layers import LAYERS, Feature
from borderatlas.layers.sources import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from borderatlas.border import Border
    from borderatlas.starting.outlines import Outline, Outlines

DERIVED = "derived-from-the-line"
_SAMPLE = "Sample row, derived from the line: replace or delete it."
_LEAST_M = 100.0
_MEETS = 1e-6
"""Degrees within which a third outline meets an end of the line."""


def line_precision_m(border: Border, outlines: Outlines) -> float:
    """How far the line may be off, in metres: as its source says, else as far as its vertices stand apart."""
    return outlines.origin.precision_m or round(max(_LEAST_M, float(np.median(np.diff(border.kilometres))) * 1000))


def boundary_rows(border: Border, outlines: Outlines) -> list[Feature]:
    """The rows of the layer `boundary`: both halves of the line, the ends of it where a third country meets it."""
    half = round(border.length_km / 2, 3)
    length = int(border.length_km * 1000) / 1000
    rows = [
        _row(
            {"id": "sample-western-half", "kind": "reach", "name": "Sample: western half of the line"}
            | {"km_from": 0.0, "km_to": half, "summary": "From the western end of the line to its middle."}
        ),
        _row(
            {"id": "sample-eastern-half", "kind": "reach", "name": "Sample: eastern half of the line"}
            | {"km_from": half, "km_to": length, "summary": "From the middle of the line to its eastern end."}
        ),
    ]
    return rows + [_tripoint(end, point, third, border, outlines) for end, point, third in _tripoints(border, outlines)]


def sources(outlines: Outlines) -> list[Source]:
    """The sources of a new atlas: the outlines, and what follows from the line."""
    origin = outlines.origin
    url = {"URL": origin.url} if origin.url else {}
    return [
        Source.model_validate(
            {"id": origin.key, "type": "dataset", "title": origin.title, "publisher": origin.publisher}
            | {"version": origin.version, "note": f"Licence: {origin.licence}"}
            | url
        ),
        Source.model_validate(
            {"id": DERIVED, "type": "dataset", "title": "Derived from the line of this atlas"}
            | {"note": f"Line: {origin.version}"}
        ),
    ]


def _tripoints(border: Border, outlines: Outlines) -> Iterator[tuple[str, shapely.Point, Outline]]:
    parts = shapely.get_parts(border.geometry)
    ends = {"western": shapely.get_coordinates(parts[0])[0], "eastern": shapely.get_coordinates(parts[-1])[-1]}
    if np.array_equal(*ends.values()):
        return
    for name, place in ends.items():
        point = shapely.Point(place)
        third = next((other for other in outlines.others if other.shape.distance(point) <= _MEETS), None)
        if third is not None:
            yield name, point, third


def _tripoint(end: str, point: shapely.Point, third: Outline, border: Border, outlines: Outlines) -> Feature:
    names = ", ".join(sorted((outlines.first.name, outlines.second.name, third.name)))
    return _row(
        {"id": f"tripoint-{end}", "kind": "tripoint", "name": f"Tripoint of {names}", "label": "Tripoint"}
        | {"summary": f"The {end} end of the line, where {third.name} meets it.", "notes": "Derived from the line."}
        | {"precision_m": float(line_precision_m(border, outlines)), "position_source": "Derived from the line"}
        | {"geometry": {"type": "Point", "coordinates": [round(point.x, 6), round(point.y, 6)]}},
    )


def _row(values: dict[str, object]) -> Feature:
    given = {"sources": [DERIVED], "notes": _SAMPLE, "geometry": None} | values
    return LAYERS["boundary"].adapter.validate_python(given)
