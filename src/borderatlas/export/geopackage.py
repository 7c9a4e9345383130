"""GeoPackage 1.3: all layers in one file, a table each, with dates as dates and every column of the flat twin.

QGIS finds the atlas's symbols, labels and forms in it (`layer_styles`). Titles, words of vocabularies, licences and
sources stand in the tables that the standard has for them. The same content gives the same bytes.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Final

from borderatlas.errors import OutputError
from borderatlas.export import gdal
from borderatlas.export.format import Format
from borderatlas.export.geopackage_records import add_metadata, add_schema, add_styles
from borderatlas.export.layer_tables import layer_tables
from borderatlas.export.reading_back import Expected, bounds_of, with_fiona

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from borderatlas.export.content import Content, Part
    from borderatlas.export.layer_tables import LayerTable
    from borderatlas.export.losses import LossReport
    from borderatlas.export.reading_back import Seen

_DRIVER: Final = "GPKG"
_VERSION: Final = "1.3"
"""QGIS 3.22 and ArcGIS of its time know it; nothing here needs a later one."""
_EPOCH: Final = "1980-01-01"
"""When a file that was never released says it was last changed: the time of writing would change its bytes."""
_CACHE_MB: Final = 128


def write_geopackage(path: Path, parts: Sequence[Part], content: Content, losses: LossReport) -> list[LayerTable]:
    """Writes layers into a GeoPackage and returns its tables.

    Args:
        path: The file.
        parts: The layers.
        content: The whole, for titles, credits and sources.
        losses: Takes what cannot be carried.

    Raises:
        OutputError: The file cannot be written.
    """
    tables = [table for part in parts for table in layer_tables(part, losses)]
    changed = f"{content.released or _EPOCH}T00:00:00.000Z"
    with _gdal_set(changed):
        for number, table in enumerate(tables):
            gdal.write(
                gdal.arrow_table(table.rows),
                path,
                driver=_DRIVER,
                layer=table.name,
                geometry_type=table.geometry_type,
                dataset_options={} if number else {"VERSION": _VERSION},
                layer_options={"IDENTIFIER": table.title, "DESCRIPTION": _description(table, content)},
                append=number > 0,
            )
    try:
        with closing(sqlite3.connect(path)) as database, database:
            database.execute("PRAGMA foreign_keys = ON")
            add_schema(database, tables)
            add_metadata(database, tables, content, changed)
            add_styles(database, tables, changed)
    except sqlite3.Error as error:
        raise OutputError(f"{path.name}: cannot be written ({error}).") from error
    return tables


def expected_of(tables: Sequence[LayerTable]) -> list[Expected]:
    """What a reader has to see of the tables."""
    return [
        Expected(each.name, len(each.rows), tuple(each.rows.frame.columns), bounds_of(each.rows.geometry))
        for each in tables
    ]


def read_geopackage(path: Path) -> Iterator[Seen]:
    """Says what stands in a GeoPackage; see `ReadBack`."""
    return with_fiona(path, driver=_DRIVER)


def _description(table: LayerTable, content: Content) -> str:
    return f"Licence: {table.part.licence}. {table.part.attribution}. {content.disclaimer}"


@contextmanager
def _gdal_set(time: str) -> Iterator[None]:
    """GDAL writes `time` for the time of the last change, and leaves it to us to bring the file safely to the disk."""
    import pyogrio  # noqa: PLC0415  # loads GDAL

    settings = {"OGR_CURRENT_DATE": time, "OGR_SQLITE_SYNCHRONOUS": "OFF", "OGR_SQLITE_CACHE": _CACHE_MB}
    before = {name: pyogrio.get_gdal_config_option(name) for name in settings}
    pyogrio.set_gdal_config_options(settings)
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options(before)


def _write(
    path: Path,
    parts: Sequence[Part],
    content: Content,
    losses: LossReport,
    *,
    flat: bool,  # noqa: ARG001  # it is flat
) -> Sequence[Expected]:
    return expected_of(write_geopackage(path, parts, content, losses))


GEOPACKAGE = Format("gpkg", "GeoPackage", ".gpkg", _write, read_geopackage, holds="all")
