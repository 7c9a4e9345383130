"""Tables of one type of geometry: what GIS programs open whole, while they show a table of several only in part."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import numpy as np
import shapely
from shapely import GeometryType

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from borderatlas.export.content import Part
    from borderatlas.export.losses import LossReport
    from borderatlas.layers.flat import FlatTable

GeometryFamily: TypeAlias = Literal["Point", "LineString", "Polygon"]

_FAMILIES: Final[dict[GeometryFamily, tuple[str, str]]] = {
    "Point": ("", "points"),
    "LineString": ("_lines", "lines"),
    "Polygon": ("_areas", "areas"),
}
"""What the table of a family is called after the layer, where the layer mixes them, and the word for its geometries."""

_FAMILY_OF: Final[dict[int, GeometryFamily]] = {
    GeometryType.POINT: "Point",
    GeometryType.MULTIPOINT: "Point",
    GeometryType.LINESTRING: "LineString",
    GeometryType.MULTILINESTRING: "LineString",
    GeometryType.POLYGON: "Polygon",
    GeometryType.MULTIPOLYGON: "Polygon",
}
_MULTIPLE: Final[dict[int, Callable[..., NDArray[np.object_]]]] = {
    GeometryType.POINT.value: shapely.multipoints,
    GeometryType.LINESTRING.value: shapely.multilinestrings,
    GeometryType.POLYGON.value: shapely.multipolygons,
}
"""What makes a geometry of several parts of each row of an array."""


@dataclass(frozen=True, eq=False)
class LayerTable:
    """A layer, or what it holds of one family of geometries.

    Attributes:
        name: Of the table.
        title: For a reader.
        part: The layer.
        family: Points, lines or areas.
        geometry_type: GDAL's name of the type that all its geometries have.
        rows: Its features.
    """

    name: str
    title: str
    part: Part
    family: GeometryFamily
    geometry_type: str
    rows: FlatTable


def layer_tables(part: Part, losses: LossReport) -> list[LayerTable]:
    """The tables that a layer comes in, its points first; features without a place stand in the first table."""
    types = shapely.get_type_id(part.table.geometry)
    found: list[GeometryFamily] = [family for family in _FAMILIES if np.isin(types, _types_of(family)).any()] or [
        "Point"
    ]
    if len(found) == 1:
        return [_table(part, found[0], part.name, part.title, part.table, losses)]
    tables = []
    for number, family in enumerate(found):
        ending, words = _FAMILIES[family]
        mine = np.isin(types, [*_types_of(family), -1] if number == 0 else _types_of(family))
        rows = part.table.take(mine)
        name, title = (f"{part.name}{ending}", f"{part.title}: {words}") if number else (part.name, part.title)
        tables.append(_table(part, family, name, title, rows, losses))
        if number:
            losses.add(
                "changed",
                f"GIS programs show one type of geometry a table: {words} stand in a table of their own.",
                layer=part.name,
                field="geometry",
                instead=name,
                count=len(rows),
                examples=part.ids[mine].tolist(),
            )
    return tables


def _types_of(family: GeometryFamily) -> list[int]:
    return [kind for kind, name in _FAMILY_OF.items() if name == family]


def _table(  # noqa: PLR0913, PLR0917
    part: Part, family: GeometryFamily, name: str, title: str, rows: FlatTable, losses: LossReport
) -> LayerTable:
    """A table whose geometries are all single, or all multiple."""
    single = np.isin(shapely.get_type_id(rows.geometry), list(_MULTIPLE))
    height = " Z" if shapely.has_z(rows.geometry).any() else ""
    placed = ~shapely.is_missing(rows.geometry)
    if single[placed].all():
        return LayerTable(name, title, part, family, f"{family}{height}", rows)
    if single.any():
        losses.add(
            "changed",
            f"A table has one type of geometry: those of a single part are written as Multi{family} with one part.",
            layer=part.name,
            field="geometry",
            count=int(single.sum()),
            examples=rows.frame["id"].to_numpy(dtype=object)[single].tolist(),
        )
    geometry = _multiple(rows.geometry)
    return LayerTable(name, title, part, family, f"Multi{family}{height}", replace(rows, geometry=geometry))


def _multiple(geometry: NDArray[np.object_]) -> NDArray[np.object_]:
    """The geometries, those of a single part as multiple ones."""
    made = geometry.copy()
    types = shapely.get_type_id(geometry)
    for kind, gather in _MULTIPLE.items():
        if (single := types == kind).any():
            made[single] = gather(geometry[single][:, None])
    return made
