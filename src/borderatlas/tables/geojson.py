"""Tables of JSON files: GeoJSON, newline-delimited GeoJSON, lists of objects, and answers of Overpass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
import shapely.geometry

from borderatlas.tables.json_entries import JsonEntries
from borderatlas.tables.overpass import element_geometry
from borderatlas.tables.table import Content, GeoJson, Report, Source, Table, batched

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    from numpy.typing import NDArray


def open_json(source: Source) -> Content:
    """Opens a JSON file.

    Raises:
        LayerError: It cannot be read, or is not JSON with rows.
        UsageError: There is no such encoding.
    """
    entries = JsonEntries(source)
    if entries.kind == "features":
        return Content(
            columns=entries.names,
            geometries="points" if entries.only_points else "any",
            batches=lambda report: _feature_tables(entries, report),
            crs=None if entries.crs is None else str(entries.crs),
            encoding=entries.encoding,
            word="feature",
            notes=entries.notes,
        )
    return Content(
        columns=entries.names,
        geometries="any" if entries.kind == "overpass" else "none",
        batches=lambda report: _record_tables(entries, report),
        encoding=entries.encoding,
        word="record",
        notes=entries.notes,
    )


def shape_of(geometry: Any) -> shapely.Geometry | str | None:
    """A GeoJSON geometry as a Shapely one; a text where it is none: why."""
    if geometry is None:
        return None
    try:
        return shapely.geometry.shape(geometry)
    except (AttributeError, KeyError, TypeError, ValueError, IndexError, shapely.errors.ShapelyError) as error:
        return f"not a GeoJSON geometry ({str(error)[:200]}). Mend or remove it."


def _feature_tables(entries: JsonEntries, report: Report) -> Iterator[Table]:
    for some in batched(_taken(entries, report)):
        features = [feature for _, feature in some]
        rows = np.array([row for row, _ in some], dtype=np.int64)
        geometry, faults = _geometries(features)
        columns = {
            name: _column([feature["properties"].get(name) for feature in features])
            for name in entries.names
            if name != "id"
        }
        if "id" in entries.names:
            identifiers = [feature.get("id", feature["properties"].get("id")) for feature in features]
            columns["id"] = _column(identifiers)
        table = Table(_frame(columns, entries.names, len(some)), rows, geometry=geometry, features=features)
        for index, reason in faults.items():
            report(int(rows[index]), reason)
        yield table.where(~np.isin(np.arange(len(some)), list(faults)))


def _record_tables(entries: JsonEntries, report: Report) -> Iterator[Table]:
    for some in batched(_taken(entries, report)):
        records = [record for _, record in some]
        rows = np.array([row for row, _ in some], dtype=np.int64)
        columns = {name: _column([record.get(name) for record in records]) for name in entries.names}
        geometry = None
        if entries.kind == "overpass":
            geometry = _column([element_geometry(record) for record in records])
        yield Table(_frame(columns, entries.names, len(some)), rows, geometry=geometry)


def _taken(entries: JsonEntries, report: Report) -> Iterator[tuple[int, GeoJson]]:
    for number, entry in enumerate(entries, start=1):
        if isinstance(entry, str):
            report(number, entry)
        else:
            yield number, entry


def _frame(columns: dict[str, NDArray[np.object_]], names: list[str], rows: int) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415  takes long to import

    return pd.DataFrame({name: columns[name] for name in names}, index=range(rows))


def _column(values: list[object]) -> NDArray[np.object_]:
    """Values as an array of one dimension, also where they are lists."""
    return np.array([*values, None], dtype=object)[:-1]


def _geometries(features: list[GeoJson]) -> tuple[NDArray[np.object_], dict[int, str]]:
    """Shapely geometries, and faults by the position of the feature."""
    geometry = np.full(len(features), None, dtype=object)
    faults: dict[int, str] = {}
    lonlat = np.full((len(features), 2), np.nan)
    for row, feature in enumerate(features):
        match feature.get("geometry"):
            case None:
                continue
            case {"type": "Point", "coordinates": [float() | int() as lon, float() | int() as lat, *_]}:
                try:
                    lonlat[row] = lon, lat
                except OverflowError:
                    faults[row] = "a coordinate has over three hundred digits. Mend or remove it."
            case other:
                found = shape_of(other)
                if isinstance(found, str):
                    faults[row] = found
                else:
                    geometry[row] = found
    points = ~np.isnan(lonlat).any(axis=1)
    geometry[points] = shapely.points(lonlat[points])
    return geometry, faults
