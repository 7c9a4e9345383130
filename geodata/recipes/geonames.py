"""Populated places of GeoNames within the region."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import orjson

import region

if TYPE_CHECKING:
    from inputs import Inputs

ALPHA_3 = {
    "AF": "AFG",
    "CN": "CHN",
    "KG": "KGZ",
    "KZ": "KAZ",
    "PK": "PAK",
    "TJ": "TJK",
    "TM": "TKM",
    "UZ": "UZB",
}

PROVINCES = {
    "AFG": {
        "01": "AF-BDS",
        "03": "AF-BGL",
        "24": "AF-KDZ",
        "26": "AF-TAK",
        "30": "AF-BAL",
        "31": "AF-JOW",
        "32": "AF-SAM",
        "33": "AF-SAR",
        "38": "AF-NUR",
        "42": "AF-PAN",
    },
    "TJK": {"01": "TJ-GB", "02": "TJ-KT", "03": "TJ-SU", "04": "TJ-DU", "RR": "TJ-RA"},
}
"""ISO 3166-2 codes of the first-level codes of GeoNames, for the provinces that the region shows."""


@dataclass(frozen=True)
class Place:
    """A populated place: degrees, `country` by ISO 3166-1 alpha-3, `province` by ISO 3166-2 where it has one."""

    geonameid: int
    name: str
    alternate_names: tuple[str, ...]
    lon: float
    lat: float
    country: str
    province: str | None
    population: int

    def shown(self) -> bool:
        """Whether the place lies in the region that is drawn."""
        west, south, east, north = region.BOUNDS
        return west <= self.lon <= east and south <= self.lat <= north


@cache
def places(inputs: Inputs) -> tuple[Place, ...]:
    """Places with at least 500 people (or a seat of administration) in the wider region, by GeoNames id."""
    west, south, east, north = region.WIDER
    found = []
    for row in orjson.loads(inputs.installed("geonames")).values():
        lon, lat = row["longitude"], row["latitude"]
        if not (west <= lon <= east and south <= lat <= north):
            continue
        country = ALPHA_3.get(row["countrycode"], row["countrycode"])
        found.append(
            Place(
                geonameid=int(row["geonameid"]),
                name=row["name"],
                alternate_names=tuple(row["alternatenames"]),
                lon=lon,
                lat=lat,
                country=country,
                province=PROVINCES.get(country, {}).get(row["admin1code"]),
                population=row["population"],
            )
        )
    return tuple(sorted(found, key=lambda place: place.geonameid))
