"""Reads points in the forms in which users hold them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, TypeGuard

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from borderatlas.border.geodesy import WGS84_CRS
from borderatlas.errors import GeometryError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd
    from geopandas import GeoSeries
    from numpy.typing import ArrayLike, NDArray

    from borderatlas.border.geodesy import Flags, Floats

    Points: TypeAlias = "ArrayLike | GeoSeries | shapely.Point | Iterable[shapely.Point | None]"
    Geometries: TypeAlias = "GeoSeries | BaseGeometry | Iterable[BaseGeometry | None]"
    Precision: TypeAlias = "float | ArrayLike | None"


@dataclass(frozen=True, slots=True)
class Places:
    """Points in degrees of WGS 84.

    Attributes:
        lonlat: Of the rows that have a place, shape (m, 2).
        placed: Which rows have one, shape (n,).
        index: Row labels of a GeoSeries; None where points came without labels.
    """

    lonlat: Floats
    placed: Flags
    index: pd.Index | None


@dataclass(frozen=True, slots=True)
class Shapes:
    """Geometries in degrees of WGS 84.

    Attributes:
        geometries: Those that are neither missing nor empty, shape (m,).
        placed: Which rows have one, shape (n,).
        index: Row labels of a GeoSeries; None where geometries came without labels.
    """

    geometries: NDArray[np.object_]
    placed: Flags
    index: pd.Index | None


def read_points(points: Points) -> Places:
    """Reads points.

    Raises:
        GeometryError: A coordinate is no place on earth, or a geometry is no point.
    """
    if not (_is_series(points) or isinstance(points, BaseGeometry) or hasattr(points, "__array__")):
        points = list(points)  # type: ignore[arg-type]
    lonlat = _numbers(points)
    if lonlat is not None:
        _check(lonlat, range(len(lonlat)))
        return Places(lonlat, np.ones(len(lonlat), dtype=bool), None)
    shapes = read_geometries(points)
    rows = np.flatnonzero(shapes.placed)
    labels = rows.tolist() if shapes.index is None else shapes.index[rows].tolist()
    other = shapely.get_type_id(shapes.geometries) != shapely.GeometryType.POINT
    if other.any():
        row = int(np.argmax(other))
        raise GeometryError(
            f"Geometry {labels[row]} is a {shapes.geometries[row].geom_type}, not a point: "
            "locate_geometry places lines and polygons."
        )
    lonlat = shapely.get_coordinates(shapes.geometries)
    _check(lonlat, labels)
    return Places(lonlat, shapes.placed, shapes.index)


def read_geometries(geometries: Geometries) -> Shapes:
    """Reads geometries of any kind."""
    index = None
    if _is_series(geometries):
        series = geometries.geometry
        if series.crs is not None:
            series = series.to_crs(WGS84_CRS)
        rows, index = series.to_numpy(), series.index
    else:
        rows = _objects([geometries] if isinstance(geometries, BaseGeometry) else list(geometries))
    placed = ~(shapely.is_missing(rows) | shapely.is_empty(rows))
    return Shapes(rows[placed], placed, index)


def read_precision(precision_m: Precision, rows: int) -> Floats:
    """Radii in metres, shape (rows,); 0 for None, which takes the points as exact.

    Raises:
        GeometryError: There are neither one nor as many radii as points, or one is negative or infinite.
    """
    radii = np.asarray(0.0 if precision_m is None else precision_m, dtype=np.float64)
    if radii.ndim > 1 or (radii.ndim == 1 and len(radii) != rows):
        raise GeometryError(f"precision_m has {radii.size} radii for {rows} rows. Expected one, or one for each.")
    faulty = (radii < 0) | np.isinf(radii)
    if faulty.any():
        raise GeometryError(
            f"precision_m holds {radii[faulty].flat[0]:g}. Expected a radius in metres, 0 or more; "
            "not-a-number where it is unknown."
        )
    return np.broadcast_to(radii, (rows,))


def _numbers(points: Points) -> Floats | None:
    """Rows of longitude and latitude, shape (n, 2); None where the points are geometries."""
    if _is_series(points) or isinstance(points, BaseGeometry):
        return None
    try:
        rows = np.asarray(points)
        if rows.dtype == object and all(row is None or isinstance(row, BaseGeometry) for row in rows.flat):
            return None
        lonlat = rows.astype(np.float64)
    except (TypeError, ValueError) as error:
        raise GeometryError("Points come as rows of longitude and latitude in degrees, or as geometries.") from error
    if lonlat.shape == (2,) or lonlat.size == 0:
        lonlat = lonlat.reshape(-1, 2)
    if lonlat.ndim != 2 or lonlat.shape[1] != 2:
        raise GeometryError(f"Points are rows of longitude and latitude, shape (n, 2); found shape {lonlat.shape}.")
    return lonlat


def _is_series(geometries: object) -> TypeGuard[GeoSeries]:
    """Whether these are a GeoSeries or a GeoDataFrame, told without importing GeoPandas."""
    return hasattr(geometries, "to_crs")


def _objects(rows: list[object]) -> NDArray[np.object_]:
    array = np.empty(len(rows), dtype=object)
    array[:] = rows
    return array


def _check(lonlat: Floats, labels: Sequence[object]) -> None:
    finite = np.logical_and(*np.isfinite(lonlat).T)
    faulty = np.flatnonzero(~(finite & (np.abs(lonlat[:, 1]) <= 90)))
    if not len(faulty):
        return
    row = int(faulty[0])
    lon, lat = lonlat[row]
    if not finite[row]:
        raise GeometryError(f"Point {labels[row]} is ({lon:g}, {lat:g}). Expected finite degrees; mend or drop it.")
    raise GeometryError(
        f"Point {labels[row]} has latitude {lat:g}, beyond 90 degrees. Expected longitude first, then latitude; "
        "if they are swapped, swap them; if they are projected, pass a GeoSeries that names its CRS."
    )
