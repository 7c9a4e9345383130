"""Polygons of countries, from the time zones of OpenStreetMap.

timezone-boundary-builder cuts OpenStreetMap's land by time zone, and where a zone ends at a state border it
keeps every vertex of it. The zones named here fill their countries within the region of the atlas.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import shapely
from timezonefinder import TimezoneFinder

from geojson import Provenance

if TYPE_CHECKING:
    from edges import Line

VERSION = "2026c"
OSM = Provenance(
    source="timezonefinder-data 3.2026.3.post1 (OpenStreetMap 2026, via timezone-boundary-builder 2026c)",
    licence="ODbL-1.0",
    attribution="© OpenStreetMap contributors (ODbL), via timezone-boundary-builder",
)
ZONES = {
    "AFG": ("Asia/Kabul",),
    "CHN": ("Asia/Shanghai", "Asia/Urumqi"),
    "KAZ": ("Asia/Almaty",),
    "KGZ": ("Asia/Bishkek",),
    "PAK": ("Asia/Karachi",),
    "TJK": ("Asia/Dushanbe",),
    "TKM": ("Asia/Ashgabat",),
    "UZB": ("Asia/Samarkand", "Asia/Tashkent"),
}


@cache
def _finder() -> TimezoneFinder:
    return TimezoneFinder()


@cache
def polygons(country: str) -> tuple[shapely.Polygon, ...]:
    """All polygons of the zones of a country (ISO 3166-1 alpha-3), at full detail."""
    found = []
    for zone in ZONES[country]:
        for outer, *holes in _finder().get_geometry(tz_name=zone):
            found.append(shapely.Polygon(np.column_stack(outer), [np.column_stack(hole) for hole in holes]))
    return tuple(found)


def rings(country: str) -> list[Line]:
    """All rings of a country, closed: outer ones and holes."""
    return [shapely.get_coordinates(ring) for ring in shapely.get_rings(polygons(country))]
