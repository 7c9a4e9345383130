"""Coordinate reference systems: what a file or a user names, and the way from there to degrees of WGS 84."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from borderatlas.errors import LayerError, UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from pyproj import CRS

WGS84_CRS: Final = "EPSG:4326"
_WGS84_NAMES: Final = ("CRS84", "EPSG::4326", "EPSG:4326", "WGS84", "WGS 84")
_MOST_LAT: Final = 90.0
_MOST_LON: Final = 360.0
"""Some programs count longitudes to 360."""


def is_wgs84(crs: str) -> bool:
    """Whether the name of a CRS is one of longitude and latitude on WGS 84; no other name is looked up."""
    return crs.endswith(_WGS84_NAMES)


def asked_crs(crs: str | int | CRS) -> str:
    """The CRS that a user names, as pyproj takes it.

    Raises:
        UsageError: There is no such CRS.
    """
    import pyproj  # noqa: PLC0415  # only files with another CRS need it
    import pyproj.exceptions  # noqa: PLC0415

    try:
        return str(pyproj.CRS.from_user_input(crs).to_string())
    except pyproj.exceptions.CRSError as error:
        raise UsageError(
            f"There is no CRS {str(crs)[:80]!r}. Expected an authority code such as EPSG:32642."
        ) from error


def short_name(crs: str) -> str:
    """A CRS as people name it: its authority code, else its name."""
    if len(crs) <= 20:
        return crs
    import pyproj  # noqa: PLC0415  # only files with another CRS need it
    import pyproj.exceptions  # noqa: PLC0415

    try:
        known = pyproj.CRS.from_user_input(crs)
        authority = known.to_authority()
    except pyproj.exceptions.ProjError:
        return crs[:80]
    return ":".join(authority) if authority else str(known.name)


def in_degrees(name: str, geometry: NDArray[np.object_], crs: str | None) -> NDArray[np.object_]:
    """Geometries in degrees of WGS 84; the same array where they are already. Heights stay.

    Raises:
        LayerError: The CRS is not known, or there is no way from it to WGS 84.
    """
    if crs is None or is_wgs84(crs):
        return geometry
    import geopandas as gpd  # noqa: PLC0415  takes long to import
    import pyproj.exceptions  # noqa: PLC0415

    try:
        degrees = np.asarray(gpd.GeoSeries(geometry, crs=crs).to_crs(WGS84_CRS).to_numpy())
    except pyproj.exceptions.ProjError as error:
        raise LayerError(
            f"{name}: names the CRS {short_name(crs)!r}, which is not known, or from which no way leads to WGS 84. "
            "Save it in EPSG:4326, or name the true one, such as --crs EPSG:32642."
        ) from error
    return np.array([None if shapely.is_missing(shape) else shape for shape in degrees] + [None], dtype=object)[:-1]


def off_earth(geometry: NDArray[np.object_]) -> NDArray[np.object_]:
    """What is wrong with geometries in degrees: a text for each, empty where nothing is; also where there is none."""
    faults = np.full(len(geometry), "", dtype=object)
    given = ~(shapely.is_missing(geometry) | shapely.is_empty(geometry))
    west, south, east, north = shapely.bounds(geometry).T
    with np.errstate(invalid="ignore"):
        finite = np.isfinite(west + south + east + north) & _all_finite(geometry)
        far_north = np.maximum(-south, north)
        far_east = np.maximum(-west, east)
    faults[given & finite & (far_east > _MOST_LON)] = "a longitude is beyond 360 degrees"
    faults[given & finite & (far_north > _MOST_LAT)] = "a latitude is beyond 90 degrees"
    faults[given & ~finite] = "a coordinate is not a finite number"
    return faults


def _all_finite(geometry: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Bounds leave out vertices that are not a number."""
    coordinates, owner = shapely.get_coordinates(geometry, return_index=True)
    broken = ~np.isfinite(coordinates).all(axis=1)
    finite = np.ones(len(geometry), dtype=bool)
    finite[owner[broken]] = False
    return finite


def check_projected(name: str, geometry: NDArray[np.object_], crs: str | None) -> None:
    """Raises a LayerError where no finite geometry of several lies within the degrees of the Earth."""
    west, south, east, north = shapely.bounds(geometry).T
    finite = np.isfinite(west + south + east + north)
    if not finite.any():
        return
    with np.errstate(invalid="ignore"):
        inside = (np.maximum(-south, north) <= _MOST_LAT) & (np.maximum(-west, east) <= _MOST_LON)
    if (inside & finite).any() or np.abs(np.concatenate([west[finite], south[finite]])).max() < 1000:
        return
    row = int(np.flatnonzero(finite)[0])
    said = "does not say its CRS" if crs is None else f"says that its CRS is {short_name(crs)}"
    raise LayerError(
        f"{name}: coordinates such as {west[row]:.0f}, {south[row]:.0f} are no degrees, and the file {said}. They look "
        "projected: name their CRS, such as --crs EPSG:32642 (UTM zone 42 north), or save the file in EPSG:4326."
    )
