"""Parquet files: GeoParquet, and tables with places in columns."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from borderatlas.errors import LayerError
from borderatlas.tables.table import ROWS_AT_ONCE, Content, Report, Source, Table, distinct

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    import pyarrow as pa
    import pyarrow.parquet as pq
    from numpy.typing import NDArray


def open_parquet(source: Source) -> Content:
    """Opens a Parquet file, with the geometries that its metadata of GeoParquet name.

    Raises:
        LayerError: It cannot be read.
    """
    from pyarrow import ArrowException  # noqa: PLC0415  takes long to import

    try:
        file = _opened(source)
        geo = _geo(file.schema_arrow.metadata or {})
        names = list(file.schema_arrow.names)
    except (ArrowException, OSError, ValueError) as error:
        raise _damaged(source, error) from error
    columns = geo.get("columns", {})
    primary = geo.get("primary_column")
    column = columns.get(primary) if primary in names else None
    own = [name for name in names if column is None or name != primary]
    if column is None:
        return Content(distinct(own), "none", lambda report: _tables(source, None, columns, own, report), word="record")
    kinds = set(column.get("geometry_types") or [])
    return Content(
        columns=distinct(own),
        geometries="points" if kinds and kinds <= {"Point", "Point Z"} else "any",
        batches=lambda report: _tables(source, primary, columns, own, report),
        crs=_crs(column),
        word="record",
    )


def _opened(source: Source) -> pq.ParquetFile:
    import pyarrow.parquet as pq  # noqa: PLC0415  takes long to import

    return pq.ParquetFile(source.file)


def _damaged(source: Source, error: Exception) -> LayerError:
    return LayerError(
        f"{source.name}: the Parquet file is damaged or not whole ({str(error)[:200]}). Fetch or save it again."
    )


def _geo(metadata: dict[bytes, bytes]) -> dict[str, Any]:
    geo = json.loads(metadata.get(b"geo", b"{}"))
    return geo if isinstance(geo, dict) else {}


def _crs(column: dict[str, Any]) -> str | None:
    """Longitude and latitude on WGS 84 where nothing is said; not known where null is."""
    if "crs" not in column:
        return "OGC:CRS84"
    crs = column["crs"]
    return None if crs is None else crs if isinstance(crs, str) else json.dumps(crs)


def _tables(
    source: Source, primary: str | None, columns: dict[str, Any], own: list[str], report: Report
) -> Iterator[Table]:
    import pyarrow as pa  # noqa: PLC0415  takes long to import

    first = 1
    try:
        for batch in _batches(source):
            rows = np.arange(first, first + len(batch), dtype=np.int64)
            first += len(batch)
            table = Table(_frame(batch, own, columns), rows)
            if primary is not None:
                shapes = _shapes(batch.column(primary), columns[primary].get("encoding", "WKB"))
                given = batch.column(primary).is_valid().to_numpy(zero_copy_only=False)
                lost = given & shapely.is_missing(shapes)
                for row in rows[lost]:
                    report(int(row), "its geometry is no WKB. Mend or remove it.")
                table = Table(table.own, rows, geometry=shapes).where(~lost)
            yield table
    except (pa.ArrowException, OSError, ValueError, NotImplementedError) as error:
        raise _damaged(source, error) from error


def _batches(source: Source) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa  # noqa: PLC0415  takes long to import

    file = _opened(source)
    found = False
    for batch in file.iter_batches(batch_size=ROWS_AT_ONCE):
        found = True
        yield batch
    if not found:
        yield pa.RecordBatch.from_pylist([], schema=file.schema_arrow)


def _frame(batch: pa.RecordBatch, own: list[str], columns: dict[str, Any]) -> pd.DataFrame:
    """The columns as Python values; geometries beside the primary one as WKT."""
    import pandas as pd  # noqa: PLC0415  takes long to import

    cells: list[NDArray[np.object_]] = []
    for name in own:
        values = batch.column(name).to_pylist()
        if name in columns:
            values = shapely.to_wkt(_shapes(batch.column(name), columns[name].get("encoding", "WKB"))).tolist()
        cells.append(np.array([*values, None], dtype=object)[:-1])
    names = distinct(own)
    return pd.DataFrame(
        dict(zip(names, cells, strict=True)), index=range(len(batch)), columns=pd.Index(names, dtype=object)
    )


def _shapes(column: pa.Array, encoding: str) -> NDArray[np.object_]:
    if encoding.upper() == "WKB":
        return np.asarray(
            shapely.from_wkb(np.array([*column.to_pylist(), None], dtype=object)[:-1], on_invalid="ignore")
        )
    import geopandas as gpd  # noqa: PLC0415  takes long to import
    import pyarrow as pa  # noqa: PLC0415

    metadata = {"ARROW:extension:name": f"geoarrow.{encoding}"}
    field = pa.field("geometry", column.type, metadata=metadata)
    table = pa.Table.from_arrays([column], schema=pa.schema([field]))
    return np.array([*gpd.GeoDataFrame.from_arrow(table).geometry, None], dtype=object)[:-1]
