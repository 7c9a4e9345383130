"""Reads records that the fast reader cannot take, one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from borderatlas.errors import LayerError

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    from numpy.typing import NDArray

    from borderatlas.tables.table import Report, Source

_MOST_FAULTS: Final = 100
"""With more records than these at fault, the file itself is damaged."""


def GDAL_FAULTS() -> tuple[type[Exception], ...]:  # noqa: N802  # a constant but for its import
    """What reading through GDAL may raise."""
    from pyogrio.errors import (  # noqa: PLC0415  takes long to import
        DataLayerError,
        DataSourceError,
        FeatureError,
        FieldError,
        GeometryError,
    )
    from shapely.errors import ShapelyError  # noqa: PLC0415

    return (
        *(DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError, ShapelyError),
        *(IndexError, OverflowError, RuntimeError, ValueError),
    )


def read_piecewise(
    source: Source, info: dict[str, Any], options: dict[str, Any], report: Report
) -> tuple[pd.DataFrame, NDArray[np.int64]]:
    """All records of a layer: at once if that goes; else halves are read until the faulty records stand alone.

    Each of those is given to Fiona, whose own GDAL and slower way take some that pyogrio does not, such as rings that
    do not close. What it cannot take either is reported, and the rest goes on.

    Args:
        source: The file.
        info: What `pyogrio.read_info` says of the layer.
        options: For `pyogrio.read_dataframe`.
        report: Takes the records that cannot be read.

    Returns:
        The records, and their numbers from 1, shape (n,).

    Raises:
        LayerError: Over a hundred records cannot be read.
        Exception: One of `GDAL_FAULTS`, where there is no record that can be read.
    """
    import pandas as pd  # noqa: PLC0415  takes long to import
    import pyogrio  # noqa: PLC0415

    faults = 0
    parts: list[pd.DataFrame] = []
    rows: list[NDArray[np.int64]] = []

    def read(start: int, count: int | None) -> None:
        nonlocal faults
        try:
            part = pyogrio.read_dataframe(
                source.file, skip_features=start, max_features=count, mixed_offsets_as_utc=False, **options
            )
        except GDAL_FAULTS() as error:
            total = int(info["features"]) if count is None else count
            if total < 1:
                raise
            if total > 1:
                read(start, total // 2)
                read(start + total // 2, total - total // 2)
                return
            faults += 1
            if faults > _MOST_FAULTS:
                raise LayerError(
                    f"{source.name}: over {_MOST_FAULTS} records cannot be read, the last one for: {error}. "
                    "The file is damaged: fetch or save it again."
                ) from error
            rescued = _by_fiona(source, info, start) if _is_geometry_fault(error) else None
            if rescued is None:
                report(start + 1, _reason(error))
                return
            part = rescued
        parts.append(part)
        rows.append(np.arange(start, start + len(part), dtype=np.int64) + 1)

    read(0, None)
    if not parts:
        parts = [pyogrio.read_dataframe(source.file, max_features=0, **options)]
        rows = [np.empty(0, dtype=np.int64)]
    filled = [part for part in parts if len(part)] or parts[:1]
    return (filled[0] if len(filled) == 1 else pd.concat(filled, ignore_index=True)), np.concatenate(rows)


def _is_geometry_fault(error: Exception) -> bool:
    from shapely.errors import ShapelyError  # noqa: PLC0415

    return isinstance(error, ShapelyError)


def _reason(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "a text is not UTF-8. Save the layer again in the program that it comes from, or name its --encoding."
    if _is_geometry_fault(error):
        return f"its geometry cannot be read ({str(error)[:160]}). Mend or remove it."
    return f"it cannot be read ({str(error)[:160]}). Mend or remove it."


def _by_fiona(source: Source, info: dict[str, Any], position: int) -> gpd.GeoDataFrame | None:
    """One record as Fiona reads it; None where it cannot either. Its CRS is not asked: Fiona may lose it silently."""
    try:
        import fiona  # noqa: PLC0415  not on every platform
        from fiona.errors import FionaError  # noqa: PLC0415
    except ImportError:
        return None
    import geopandas as gpd  # noqa: PLC0415  takes long to import
    import shapely.geometry  # noqa: PLC0415

    try:
        with fiona.open(source.file, layer=info["layer_name"]) as records:
            record = next(iter(records.filter(position, position + 1)))
            cells = dict(record["properties"])
            shape = record["geometry"]
            geometry = None if shape is None else shapely.geometry.shape(shape)
        frame = gpd.GeoDataFrame(
            [{name: cells.get(name) for name in info["fields"]}], geometry=[geometry], crs=info["crs"]
        )
    except (FionaError, OSError, StopIteration, LookupError, ValueError, TypeError, shapely.errors.ShapelyError):
        return None
    return frame
