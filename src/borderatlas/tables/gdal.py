"""What GDAL reads: GeoPackage, Shapefile, GPX, FlatGeobuf and others."""

from __future__ import annotations

import sqlite3
import warnings
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from borderatlas.errors import LayerError
from borderatlas.tables.layers import choose_layer
from borderatlas.tables.records import GDAL_FAULTS, read_piecewise
from borderatlas.tables.table import ROWS_AT_ONCE, Content, Geometries, LayerInfo, Report, Source, Table, distinct

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    from numpy.typing import NDArray

_DRIVERS: Final = {
    *("GPKG", "ESRI Shapefile", "FlatGeobuf", "GPX", "SQLite", "GML", "MapInfo File", "OpenFileGDB", "DXF", "DGN"),
    *("ESRIJSON", "GeoRSS", "OSM", "S57", "MapML", "JML"),
}
"""Formats that hold their rows themselves; others may name files and servers to be opened in their place."""

_OPTIONS: Final = {"GML_DOWNLOAD_SCHEMA": "NO", "GML_SKIP_RESOLVE_ELEMS": "ALL", "OGR_SQLITE_LOAD_EXTENSIONS": "NO"}
_OPEN_OPTIONS: Final[dict[str, dict[str, str]]] = {"GML": {"WRITE_GFS": "NO"}}
"""Nothing is fetched, and nothing written beside the file."""


def open_gdal(source: Source, layer: str | None, encoding: str | None = None, notes: tuple[str, ...] = ()) -> Content:
    """Opens a layer of a file that GDAL reads.

    Args:
        source: The file.
        layer: Name of the layer; needed where several hold records.
        encoding: How its text is encoded, where that is known better than GDAL does.
        notes: What the user should know.

    Raises:
        LayerError: The file cannot be read.
        UsageError: It holds several layers and none is named, or not the one that is asked for.
    """
    every = _layers(source)
    filled = [name for name in every if len(every) == 1 or _info(source, name)["features"]]
    chosen = choose_layer(source, layer, filled, others=every)
    info = _info(source, chosen)
    kind = info["geometry_type"]
    geometries: Geometries = "none" if kind is None else "points" if kind == "Point" else "any"
    return Content(
        columns=distinct([str(name) for name in info["fields"]]),
        geometries=geometries,
        batches=lambda report: _tables(source, info, encoding, report),
        layer=chosen,
        crs=info["crs"],
        encoding=encoding,
        word="record",
        notes=notes,
    )


def gdal_layers(source: Source) -> list[LayerInfo]:
    """The layers of a file that GDAL reads; of GPX, those that hold something."""
    every = [(name, _info(source, name)) for name in _layers(source)]
    filled = [(name, info) for name, info in every if info["features"]] or every
    if not every or every[0][1]["driver"] != "GPX":
        filled = every
    return [
        LayerInfo(
            name,
            int(info["features"]),
            None if info["geometry_type"] is None else str(info["geometry_type"]),
            info["crs"],
        )
        for name, info in filled
    ]


@contextmanager
def _careful(source: Source) -> Iterator[None]:
    """Turns what GDAL says into messages for people, and keeps it from fetching or writing anything."""
    import pyogrio  # noqa: PLC0415  takes long to import

    former = {name: pyogrio.get_gdal_config_option(name) for name in _OPTIONS}
    pyogrio.set_gdal_config_options(_OPTIONS)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except GDAL_FAULTS() as error:
        raise LayerError(f"{source.name}: cannot be read ({_short(error)}). {_ADVICE}") from error
    finally:
        pyogrio.set_gdal_config_options(former)


_ADVICE: Final = (
    "The file may be damaged or not whole: fetch or save it again, or save it as GeoPackage, GeoJSON or CSV."
)


def _short(error: Exception) -> str:
    return str(error).split("; It might help")[0][:300] or type(error).__name__


def _layers(source: Source) -> list[str]:
    import pyogrio  # noqa: PLC0415  takes long to import

    with _careful(source):
        return [str(name) for name, _ in pyogrio.list_layers(source.file)]


def _info(source: Source, layer: str) -> dict[str, Any]:
    import pyogrio  # noqa: PLC0415  takes long to import

    with _careful(source):
        info: dict[str, Any] = pyogrio.read_info(source.file, layer=layer, force_feature_count=True)
    if info["driver"] not in _DRIVERS:
        raise LayerError(
            f"{source.name}: holds {info['driver']}, which is not read. Save it as GeoPackage, GeoJSON or CSV."
        )
    return info


def _tables(source: Source, info: dict[str, Any], encoding: str | None, report: Report) -> Iterator[Table]:
    layer = info["layer_name"]
    options: dict[str, Any] = {"layer": layer, "encoding": encoding, **_OPEN_OPTIONS.get(info["driver"], {})}
    with _careful(source):
        frame, rows = read_piecewise(source, info, options, report)
    from geopandas import GeoDataFrame  # noqa: PLC0415  takes long to import

    geometry: NDArray[np.object_] | None = None
    if isinstance(frame, GeoDataFrame):
        geometry = np.array([*frame.geometry, None], dtype=object)[:-1]
        frame = frame.drop(columns=frame.geometry.name)
    elif info["geometry_type"] is not None:
        geometry = np.full(len(frame), None, dtype=object)
    frame = _typed(frame, info)
    frame.columns = frame.columns.__class__(distinct([str(name) for name in frame.columns]), dtype=object)
    table = Table(frame.reset_index(drop=True), rows, geometry=geometry)
    if info["driver"] == "GPKG" and geometry is not None:
        table = _without_lost(source, info, table, report)
    count = np.arange(len(table.rows))
    for start in range(0, max(len(count), 1), ROWS_AT_ONCE):
        yield table.where((count >= start) & (count < start + ROWS_AT_ONCE))


def _typed(frame: pd.DataFrame, info: dict[str, Any]) -> pd.DataFrame:
    """Whole numbers stay whole where one is missing, and days are days, not midnights."""
    for name, kind, ogr in zip(info["fields"], info["dtypes"], info["ogr_types"], strict=True):
        if str(kind).startswith("int") and frame[name].dtype.kind == "f":
            frame[name] = frame[name].astype("Int64")
        elif ogr == "OFTDate" and frame[name].dtype.kind == "M":
            days = [None if day != day else day.date() for day in frame[name].tolist()]  # noqa: PLR0124  # not a time
            frame[name] = np.array([*days, None], dtype=object)[:-1]
    return frame


def _without_lost(source: Source, info: dict[str, Any], table: Table, report: Report) -> Table:
    """GDAL makes nothing of a geometry that is none of GeoPackage, and says nothing; such rows are reported.

    Only counted where the numbers of geometries differ.
    """
    import shapely  # noqa: PLC0415

    assert table.geometry is not None
    lost = shapely.is_missing(table.geometry)
    if not lost.any() or not info["fid_column"]:
        return table
    layer, fid, geom = (str(info[name]).replace('"', '""') for name in ("layer_name", "fid_column", "geometry_name"))
    try:
        with closing(sqlite3.connect(f"{source.file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as base:
            query = f'SELECT "{geom}" IS NOT NULL FROM "{layer}" ORDER BY "{fid}"'  # noqa: S608  # names, quoted
            given = np.array([bool(row[0]) for row in base.execute(query)], dtype=bool)
    except sqlite3.Error:
        return table
    if len(given) != info["features"]:
        return table
    lost &= given[table.rows - 1]
    for row in table.rows[lost]:
        report(int(row), "its geometry is none that GeoPackage has. Mend or remove it.")
    return table.where(~lost)
