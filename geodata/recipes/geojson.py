"""Write features as RFC 7946 GeoJSON, always in the same bytes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import orjson
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

Value: TypeAlias = "str | int | float | bool | Sequence[Value] | Mapping[str, Value]"


@dataclass(frozen=True)
class Provenance:
    """Where a feature comes from and under which terms. `licence` is an SPDX identifier or "public domain"."""

    source: str
    licence: str
    attribution: str

    def members(self) -> dict[str, Value]:
        """The three as properties of a feature."""
        return {"source": self.source, "licence": self.licence, "attribution": self.attribution}


@dataclass(frozen=True)
class Feature:
    """One feature to be written: `key` is its id, unique in the file; the geometry is in lon, lat degrees."""

    key: str
    geometry: BaseGeometry
    provenance: Provenance
    properties: Mapping[str, Value] = field(default_factory=dict)


def tidy(geometry: BaseGeometry, digits: int) -> BaseGeometry:
    """The geometry as it will be written: rounded, polygons in canonical order with right-hand rings.

    Lines keep their direction. Rounding moves a vertex the same way wherever it occurs, so shared edges stay
    shared.
    """
    rounded = shapely.transform(geometry, lambda xy: np.round(xy, digits))
    if rounded.geom_type in ("Polygon", "MultiPolygon"):
        rounded = shapely.orient_polygons(shapely.normalize(rounded))
        parts = shapely.get_parts(rounded)
        return parts[0] if len(parts) == 1 else rounded
    return rounded


def write(path: Path, features: Iterable[Feature], digits: int) -> None:
    """Write a feature collection with its bounding box, one feature a line.

    Args:
        path: File to write.
        features: In the order in which they shall stand.
        digits: Decimals of a degree: 7 is a centimetre, 6 a decimetre, 5 a metre.
    """
    tidied = [(feature, tidy(feature.geometry, digits)) for feature in features]
    bounds = shapely.total_bounds([geometry for _, geometry in tidied]).tolist()
    lines = [_line(feature, geometry) for feature, geometry in tidied]
    head = b'{"type":"FeatureCollection","bbox":' + orjson.dumps(bounds) + b',"features":[\n'
    path.write_bytes(head + b",\n".join(lines) + b"\n]}\n")


def _line(feature: Feature, geometry: BaseGeometry) -> bytes:
    return orjson.dumps(
        {
            "type": "Feature",
            "id": feature.key,
            "properties": {**feature.properties, **feature.provenance.members()},
            "geometry": orjson.loads(shapely.to_geojson(geometry)),
        }
    )


def write_table(path: Path, content: Mapping[str, Value]) -> None:
    """Write a small JSON table, indented."""
    path.write_bytes(orjson.dumps(content, option=orjson.OPT_INDENT_2) + b"\n")
