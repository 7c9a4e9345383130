"""Writes a table through GDAL, as Arrow columns: types stay what they are, and a million rows take seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely

from borderatlas.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from borderatlas.layers.flat import FlatTable

GEOMETRY = "geometry"
"""Name of the column with the geometry."""


def arrow_table(table: FlatTable, geometry: NDArray[np.object_] | None = None) -> pa.Table:
    """The columns of a table and its geometry as WKB.

    Args:
        table: The table.
        geometry: Other geometries to write in their place, shape (n,).
    """
    import pyarrow as pa  # noqa: PLC0415  # only tables need it

    shapes = table.geometry if geometry is None else geometry
    columns = {column.name: pa.array(table.frame[column.name], from_pandas=True) for column in table.columns}
    return pa.table({**columns, GEOMETRY: pa.array(shapely.to_wkb(shapes, flavor="iso"), pa.binary())})


def write(  # noqa: PLR0913  # one for each thing that GDAL asks for
    table: pa.Table,
    path: Path,
    *,
    driver: str,
    layer: str,
    geometry_type: str | None = "Unknown",
    dataset_options: Mapping[str, str] | None = None,
    layer_options: Mapping[str, str] | None = None,
    append: bool = False,
) -> None:
    """Writes a layer in EPSG:4326.

    Args:
        table: Columns, with `geometry` as WKB.
        path: The file.
        driver: GDAL's name of the format.
        layer: Name of the layer.
        geometry_type: GDAL's name of the type that all geometries have; `Unknown` for several, None for no geometries.
        dataset_options: GDAL's creation options of the file.
        layer_options: GDAL's creation options of the layer.
        append: Whether the file stands already and gets a further layer.

    Raises:
        OutputError: GDAL cannot write it.
    """
    import pyogrio  # noqa: PLC0415  # loads GDAL
    from pyogrio.errors import DataLayerError, DataSourceError, FieldError  # noqa: PLC0415

    options: dict[str, Any] = {}
    if geometry_type is None:
        table = table.drop_columns(GEOMETRY)
    else:
        options |= {"geometry_name": GEOMETRY, "geometry_type": geometry_type, "crs": "EPSG:4326"}
    if dataset_options:
        options["dataset_options"] = dict(dataset_options)
    if layer_options:
        options["layer_options"] = dict(layer_options)
    try:
        pyogrio.write_arrow(
            table,
            path,
            layer=layer,
            driver=driver,
            append=append,
            **options,
        )
    except (DataSourceError, DataLayerError, FieldError) as error:
        raise OutputError(f"{path.name}: cannot be written ({error}).") from error
