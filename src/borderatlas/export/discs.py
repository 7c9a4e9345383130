"""Discs of uncertainty: rings of the true radius about a point, on the ellipsoid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import shapely
from pyproj import Geod

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_GEOD: Final = Geod(ellps="WGS84")
_VERTICES: Final = 72
"""With so many vertices the edges lie within the true circle by a thousandth of its radius."""


def disc(points: BaseGeometry, radius_m: float) -> shapely.Polygon | shapely.MultiPolygon:
    """The area within which the true place lies.

    Args:
        points: A point or several, degrees of WGS 84.
        radius_m: Geodesic radius in metres.

    Returns:
        One polygon per point, exterior rings counter-clockwise; longitudes go on beyond ±180° where the area does.
    """
    rings = [_ring(lon, lat, radius_m) for lon, lat in shapely.get_coordinates(points).tolist()]
    return rings[0] if len(rings) == 1 else shapely.MultiPolygon(rings)


def _ring(lon: float, lat: float, radius_m: float) -> shapely.Polygon:
    azimuths = np.linspace(0, -360, _VERTICES, endpoint=False)
    same = np.ones(_VERTICES)
    lons, lats, _ = _GEOD.fwd(lon * same, lat * same, azimuths, radius_m * same)
    lons = lon + (lons - lon + 180) % 360 - 180
    return shapely.Polygon(np.column_stack([lons, lats]))
