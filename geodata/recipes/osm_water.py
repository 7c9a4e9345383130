"""Rivers and lakes of OpenStreetMap as polygons, as of November 2017, from the geo-maps packages of npm.

They lie in the right place but are generalised to about a kilometre in spite of the "1m" of their names, full
of gaps, not named, and cut along a grid.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import orjson
import shapely

import region
from geojson import Provenance

if TYPE_CHECKING:
    from edges import Line
    from inputs import Inputs

LAKES = Provenance(
    source="@geo-maps/earth-lakes-1m 0.6.0 of npm (OpenStreetMap, November 2017, generalised)",
    licence="ODbL-1.0",
    attribution="© OpenStreetMap contributors (ODbL)",
)
STRUNG = Provenance(
    source="@geo-maps/earth-rivers-1m, earth-lakes-1m 0.6.0 of npm (OpenStreetMap, November 2017), along a guide",
    licence="ODbL-1.0",
    attribution="© OpenStreetMap contributors (ODbL)",
)
_SMALL = 2e-4
"""Square degrees (about 2 km²) up to which one point stands for a polygon."""


@cache
def polygons(inputs: Inputs, key: str) -> tuple[shapely.Polygon, ...]:
    """The polygons of "osm-rivers" or "osm-lakes" that meet the region."""
    (content,) = inputs.read(key).values()
    west, south, east, north = region.BOUNDS
    found = []
    for collection in orjson.loads(content)["geometries"]:
        for outer, *holes in collection["coordinates"]:
            lon, lat = outer[0]
            if not (west - 5 <= lon <= east + 5 and south - 5 <= lat <= north + 5):
                continue  # The rest of the world; no polygon that meets the region is wider than 1.6 degrees.
            polygon = shapely.Polygon(outer, holes)
            if region.touches(polygon):
                found.append(polygon)
    return tuple(found)


def river_points(inputs: Inputs) -> Line:
    """Points in the water: one per small polygon, every second vertex of the large ones. Lon, lat; float64 (n, 2)."""
    points = []
    for polygon in [*polygons(inputs, "osm-rivers"), *polygons(inputs, "osm-lakes")]:
        ring = shapely.get_coordinates(polygon.exterior)
        if shapely.area(shapely.Polygon(ring)) < _SMALL:
            points.append(shapely.get_coordinates(shapely.point_on_surface(shapely.Polygon(ring))))
        else:
            points.append(ring[::2])
    return np.concatenate(points)
