"""The place of a feature in plain columns, for formats without geometries: longitude, latitude, and WKT."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from borderatlas.layers.flat.columns import Column
from borderatlas.layers.geometry import DECIMALS

if TYPE_CHECKING:
    from borderatlas.layers.flat import FlatTable

COLUMNS: Final = (
    Column("lon", "", "number", "Longitude", "°", "of a point, WGS 84", derived=True),
    Column("lat", "", "number", "Latitude", "°", "of a point, WGS 84", derived=True),
    Column("wkt", "", "text", "Geometry", "", "well-known text, longitude first, WGS 84", derived=True),
)


def with_places(table: FlatTable) -> FlatTable:
    """A table with the columns `lon`, `lat` and `wkt` at its end; the first two are for single points only."""
    geometry = table.geometry
    points = shapely.get_type_id(geometry) == shapely.GeometryType.POINT
    lonlat = np.full((len(geometry), 2), np.nan)
    lonlat[points] = shapely.get_coordinates(geometry[points]).round(DECIMALS)
    wkt = shapely.to_wkt(geometry, rounding_precision=DECIMALS)
    return table.with_columns(COLUMNS, {"lon": lonlat[:, 0], "lat": lonlat[:, 1], "wkt": wkt})
