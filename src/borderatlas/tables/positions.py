"""Where rows lie: from geometries or columns of any CRS to degrees of WGS 84, and what lies nowhere on Earth."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import shapely
import shapely.affinity
import shapely.geometry

from borderatlas.errors import LayerError
from borderatlas.tables.crs import check_projected, in_degrees, off_earth, short_name
from borderatlas.tables.places import Places, find_places, place_rows
from borderatlas.tables.table import Content, Report, Table, TableFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def table_file(path: Path, content: Content, given: str | None, places: Places | None) -> TableFile:
    """What a format found, with geometries in degrees of WGS 84.

    Args:
        path: The file, as messages call it.
        content: What the format found.
        given: The CRS that the user names.
        places: As for `open_table`.

    Raises:
        UsageError: There is no such column.
    """
    crs = given or content.crs
    batches: Callable[[Report], Iterator[Table]] = content.batches
    geometries = content.geometries
    placed_by: tuple[str, ...] = ()
    if places is not None:
        found = None
        if geometries == "none":
            found = find_places(content.columns, places, lambda: _first(content), str(path))
        if found is not None:
            placed_by = found.names
            geometries = "points" if found.shape is None else "any"
        batches = partial(_placed, str(path), content, crs, found)
    elif geometries != "none":
        batches = partial(_projected, str(path), content, crs)
    return TableFile(
        path=path,
        layer=content.layer,
        columns=content.columns,
        geometries=geometries,
        crs=None if crs is None else short_name(crs),
        encoding=content.encoding,
        word=content.word,
        batches=batches,
        placed_by=placed_by,
        delimiter=content.delimiter,
        mark=content.mark,
        notes=content.notes,
    )


def _first(content: Content) -> Table | None:
    """The first rows; a fault further on shows when they are read."""
    return next(content.batches(lambda _row, _reason: None), None)


def _projected(name: str, content: Content, crs: str | None, report: Report) -> Iterator[Table]:
    for table in content.batches(report):
        yield table if table.geometry is None else _degrees(name, table, crs)


def _placed(name: str, content: Content, crs: str | None, places: Places | None, report: Report) -> Iterator[Table]:
    """Rows with geometries that lie on Earth; those whose place cannot be read are reported."""
    tables = content.batches(report)
    checked = False
    for table in tables:
        faults = np.full(len(table.rows), "", dtype=object)
        own_crs = crs
        if places is not None:
            geometry, faults, codes = place_rows(table, places)
            table = replace(table, geometry=geometry)  # noqa: PLW2901
            own_crs = crs or _named_by_cells(name, codes)
        if table.geometry is None:
            yield table
            continue
        table = _degrees(name, table, own_crs)  # noqa: PLW2901
        assert table.geometry is not None
        if not checked and not shapely.is_missing(table.geometry).all():
            check_projected(name, table.geometry, own_crs)
            checked = True
        faults = np.where(faults != "", faults, off_earth(table.geometry))
        for index in np.flatnonzero(faults != ""):
            report(int(table.rows[index]), f"{str(faults[index]).removesuffix('.')}. Mend or clear it.")
        yield _within(table.where(faults == ""))


def _named_by_cells(name: str, codes: set[int]) -> str | None:
    if len(codes) > 1:
        listed = ", ".join(f"EPSG:{code}" for code in sorted(codes))
        raise LayerError(f"{name}: its cells name several CRS ({listed}). Bring them into one, or name it with --crs.")
    return f"EPSG:{codes.pop()}" if codes else None


def _degrees(name: str, table: Table, crs: str | None) -> Table:
    assert table.geometry is not None
    degrees = in_degrees(name, table.geometry, crs)
    if degrees is table.geometry:
        return table
    features = table.features
    if features is not None:
        features = [
            feature | {"geometry": None if shape is None else shapely.geometry.mapping(shape)}
            for feature, shape in zip(features, degrees, strict=True)
        ]
    return replace(table, geometry=degrees, features=features)


def _within(table: Table) -> Table:
    """Points counted to 360 degrees come to within 180; empty geometries are none."""
    assert table.geometry is not None
    geometry = table.geometry.copy()
    geometry[shapely.is_empty(geometry)] = None
    points = shapely.get_type_id(geometry) == shapely.GeometryType.POINT
    east = np.full(len(geometry), np.nan)
    east[points] = shapely.get_x(geometry[points])
    for turn, beyond in ((-360, east > 180), (360, east < -180)):
        for index in np.flatnonzero(beyond):
            geometry[index] = shapely.affinity.translate(geometry[index], turn)
    return replace(table, geometry=geometry)
