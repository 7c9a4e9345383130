"""The region that the backdrop shows, and a plane for measuring short distances in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import Transformer

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from edges import Line

BOUNDS = (66.5, 35.5, 75.5, 41.2)
"""West, south, east, north in degrees."""
FRAME = shapely.box(*BOUNDS)
WIDER = (65.9, 34.9, 76.1, 41.8)
"""A little larger: geometry is built here and cut to `BOUNDS` last, so that nothing is simplified towards the frame."""

_PLANE = Transformer.from_crs("EPSG:4326", "+proj=laea +lat_0=37.6 +lon_0=71.3 +ellps=WGS84 +units=m", always_xy=True)


def to_metres(lonlat: Line) -> Line:
    """Lon, lat in degrees to metres in an equal-area plane; lengths are right to 0.2 %. Shape (n, 2)."""
    return np.column_stack(_PLANE.transform(lonlat[:, 0], lonlat[:, 1]))


def touches(geometry: BaseGeometry, bounds: tuple[float, float, float, float] = BOUNDS) -> bool:
    """Whether the bounding box of a geometry meets `bounds`."""
    west, south, east, north = geometry.bounds
    return bool(west <= bounds[2] and east >= bounds[0] and south <= bounds[3] and north >= bounds[1])
