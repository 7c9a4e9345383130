"""GeoPackage 1.3: all layers in one file, a table each, with dates as dates and every column of the flat twin.

A table holds one family of geometries, since GIS programs show a table of several only in part: where a layer mixes
them, lines and areas stand in tables of their own beside that of its points. The same content gives the same bytes.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from borderatlas.export import gdal
from borderatlas.export.format import Format
from borderatlas.export.reading_back import Expected, bounds_of, with_fiona

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from borderatlas.export.content import Content, Part
    from borderatlas.export.losses import LossReport
    from borderatlas.export.reading_back import Seen
    from borderatlas.layers.flat import FlatTable

_DRIVER: Final = "GPKG"
_VERSION: Final = "1.3"
"""QGIS 3.22 and ArcGIS of its time know it; nothing here needs a later one."""
_EPOCH: Final = "1980-01-01T00:00:00.000Z"
"""When every file says it was last changed: a time of our own would change its bytes."""

_FAMILIES: Final = {"Point": ("", "points"), "LineString": ("_lines", "lines"), "Polygon": ("_areas", "areas")}
"""Families of geometries: what the table of a layer that mixes them is called after, and the word for them."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """One table of the file: a layer, or the geometries of one family of it.

    Attributes:
        name: Name of the table.
        title: For a reader.
        part: The layer.
        family: `Point`, `LineString` or `Polygon`.
        geometry_type: GDAL's name of the type that all its geometries have.
        table: Its rows.
    """

    name: str
    title: str
    part: Part
    family: str
    geometry_type: str
    table: FlatTable


def sheets_of(part: Part, losses: LossReport) -> list[Sheet]:
    """The tables that a layer comes in, those of points first; what has no place stands in the first."""
    families = _families(part.table.geometry)
    found = [family for family in _FAMILIES if (families == family).any()] or ["Point"]
    if len(found) == 1:
        return [_sheet(part, found[0], part.name, part.title, part.table, losses)]
    sheets = []
    for number, family in enumerate(found):
        ending, words = _FAMILIES[family]
        rows = (families == family) | ((families == "") & (number == 0))
        name = part.name if number == 0 else f"{part.name}{ending}"
        table = part.table.take(rows)
        sheets.append(
            _sheet(part, family, name, part.title if number == 0 else f"{part.title}: {words}", table, losses)
        )
        if number:
            losses.add(
                "changed",
                f"GIS programs show one family of geometries a table: the {words} stand in a table of their own.",
                layer=part.name,
                field="geometry",
                instead=name,
                count=len(table),
                examples=table.frame["id"].head(3).tolist(),
            )
    return sheets


def _families(geometry: NDArray[np.object_]) -> NDArray[np.object_]:
    """The family of each geometry; empty where there is none."""
    names = {
        shapely.GeometryType.POINT: "Point",
        shapely.GeometryType.MULTIPOINT: "Point",
        shapely.GeometryType.LINESTRING: "LineString",
        shapely.GeometryType.MULTILINESTRING: "LineString",
        shapely.GeometryType.POLYGON: "Polygon",
        shapely.GeometryType.MULTIPOLYGON: "Polygon",
    }
    families = np.full(len(geometry), "", dtype=object)
    types = shapely.get_type_id(geometry)
    for kind, name in names.items():
        families[types == kind] = name
    return families


def _sheet(part: Part, family: str, name: str, title: str, table: FlatTable, losses: LossReport) -> Sheet:
    """A table whose geometries are all single, or all of several parts."""
    types = shapely.get_type_id(table.geometry)
    multi = np.isin(types, [kind.value for kind in shapely.GeometryType if kind.name.startswith("MULTI")])
    if not multi.any():
        return Sheet(name, title, part, family, family, table)
    single = ~multi & (types >= 0)
    if single.any():
        losses.add(
            "changed",
            f"A table has one type of geometry: those of one part are written as Multi{family} of one.",
            layer=part.name,
            field="geometry",
            count=int(single.sum()),
            examples=table.frame["id"][single].head(3).tolist(),
        )
    return Sheet(name, title, part, family, f"Multi{family}", table)


@contextmanager
def _at_a_fixed_time() -> Iterator[None]:
    """GDAL writes `_EPOCH` for the time of the last change."""
    import pyogrio  # noqa: PLC0415  # loads GDAL

    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _EPOCH})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def write(
    path: Path,
    parts: Sequence[Part],
    content: Content,
    losses: LossReport,
    *,
    flat: bool,  # noqa: ARG001  # it is flat
) -> Sequence[Expected]:
    """Writes the file; see `Write`."""
    sheets = [sheet for part in parts for sheet in sheets_of(part, losses)]
    with _at_a_fixed_time():
        for number, sheet in enumerate(sheets):
            gdal.write(
                gdal.arrow_table(sheet.table),
                path,
                driver=_DRIVER,
                layer=sheet.name,
                geometry_type=sheet.geometry_type,
                dataset_options={} if number else {"VERSION": _VERSION},
                layer_options={
                    "IDENTIFIER": sheet.title,
                    "DESCRIPTION": f"Licence: {sheet.part.licence}. {sheet.part.attribution}. {content.disclaimer}",
                },
                append=number > 0,
            )
    return [
        Expected(sheet.name, len(sheet.table), tuple(sheet.table.frame.columns), bounds_of(sheet.table.geometry))
        for sheet in sheets
    ]


def _read_back(path: Path) -> Iterator[Seen]:
    return with_fiona(path, driver=_DRIVER)


GEOPACKAGE = Format("gpkg", "GeoPackage", ".gpkg", write, _read_back, holds="all")
