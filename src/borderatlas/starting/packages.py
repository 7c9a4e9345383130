"""Outlines of countries that installed packages carry, so that two codes are enough to begin."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import zoneinfo
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import shapely

from borderatlas.border import Border
from borderatlas.errors import GeometryError, UsageError
from borderatlas.starting.countries import Country, countries, country, suggestion
from borderatlas.starting.files import from_collection
from borderatlas.starting.outlines import Origin, Outline, Outlines, as_shape

if TYPE_CHECKING:
    from collections.abc import Sequence

_PREFER = "For a better line give a file of your own with --countries, or run: pip install timezonefinder."
_NEAR = 1.5
"""Countries within so many sizes of the border's box belong to the backdrop."""


def from_packages(words: Sequence[str]) -> Outlines:
    """Two countries by code or name, from the finest package that is installed.

    `timezonefinder` carries the time zones of OpenStreetMap, which end where countries do, with their territorial
    waters. `pyogrio`, which is always there, carries Natural Earth 1:110m among its tests: for a sketch.

    Raises:
        UsageError: A word means no country, or no package has its outline.
    """
    first, second = (_meant(word) for word in words)
    if _installed("timezonefinder") and (found := _of_zones(first, second)):
        return found
    return _of_natural_earth(first, second)


def _installed(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def _meant(word: str) -> Country:
    found = country(word)
    if found is None:
        near = suggestion(word, [entry.name for entry in countries().values()])
        raise UsageError(f"{word!r} is no country that ISO 3166-1 lists{near}. Expected a code such as BOL, or a name.")
    return found


def natural_earth() -> Path | None:
    """The Shapefile of Natural Earth that pyogrio carries; None in a package built without it."""
    folder = files("pyogrio") / "tests" / "fixtures" / "naturalearth_lowres"
    path = Path(str(folder)) / "naturalearth_lowres.shp"
    return path if path.is_file() else None


def _of_natural_earth(first: Country, second: Country) -> Outlines:
    path = natural_earth()
    if path is None:
        raise UsageError(f"No installed package carries outlines of countries. {_PREFER}")
    try:
        found = from_collection(path, [first.alpha3, second.alpha3])
    except UsageError as error:
        raise UsageError(
            f"Natural Earth 1:110m, the only outlines that are installed, lacks {first.name} or {second.name}: "
            f"it leaves out small countries. {_PREFER}"
        ) from error
    version = f"Natural Earth 1:110m, as pyogrio {importlib.metadata.version('pyogrio')} carries it"
    origin = Origin(
        key="natural-earth-110m",
        title="Natural Earth 1:110m countries",
        version=f"{version}, within about 25 km",
        publisher="Natural Earth",
        licence="public domain",
        credit="Line, countries and coasts: Natural Earth 1:110m",
        short="Natural Earth",
        url="https://www.naturalearthdata.com/",
        precision_m=25_000,
        caution=(
            "The line is a sketch at 1:110 million: it may be 25 km off, and is shorter than a finely drawn one, by a "
            "quarter or more where the border winds. Its kilometres, and sides near it, serve to try the atlas only."
        ),
    )
    return Outlines(found.first, found.second, found.others, origin, has_coasts=True)


def _of_zones(first: Country, second: Country) -> Outlines | None:
    """The outlines of OpenStreetMap; None where the zones of a country are not known."""
    zones = _zones_by_country()
    if not (zones.get(first.alpha2) and zones.get(second.alpha2)):
        return None
    outlines = [_zoned(entry, zones[entry.alpha2]) for entry in (first, second)]
    others = [_zoned(entry, zones[entry.alpha2]) for entry in _neighbours(first, second) if zones.get(entry.alpha2)]
    try:
        data = f"timezonefinder-data {importlib.metadata.version('timezonefinder-data')}"
    except importlib.metadata.PackageNotFoundError:  # before version 9 the data were part of the program
        data = f"timezonefinder {importlib.metadata.version('timezonefinder')}"
    origin = Origin(
        key="openstreetmap-time-zones",
        title="Time zones of OpenStreetMap",
        version=f"OpenStreetMap, via timezone-boundary-builder ({data})",
        publisher="OpenStreetMap contributors, via timezone-boundary-builder",
        licence="ODbL-1.0",
        credit="Line and countries: © OpenStreetMap contributors, via timezone-boundary-builder",
        short="© OpenStreetMap contributors",
        url="https://www.openstreetmap.org/copyright",
        caution=(
            "Countries reach over their territorial waters: where the border meets the sea the line may go on, and no "
            "coast is drawn."
        ),
    )
    return Outlines(outlines[0], outlines[1], others, origin)


def _zoned(entry: Country, zones: Sequence[str]) -> Outline:
    finder = _finder()
    polygons = []
    for zone in zones:
        for outer, *holes in finder.get_geometry(tz_name=zone):
            polygons.append(shapely.Polygon(np.column_stack(outer), [np.column_stack(hole) for hole in holes]))
    return Outline(entry.alpha3, entry.name, as_shape(polygons, entry.name))


@cache
def _finder():  # type: ignore[no-untyped-def]  # noqa: ANN202  # its class is not typed
    from timezonefinder import TimezoneFinder  # noqa: PLC0415  # takes seconds, and need not be installed

    return TimezoneFinder()


def _zones_by_country() -> dict[str, list[str]]:
    """The zones of each country that the package has, by alpha-2 code, from the table of the tz database."""
    table = _zone_table()
    known = set(_finder().timezone_names) if table else set()
    found: dict[str, list[str]] = {}
    for line in table.splitlines():
        if line and not line.startswith("#"):
            alpha2, _, zone = line.split("\t")[:3]
            if zone in known:
                found.setdefault(alpha2, []).append(zone)
    return found


def _zone_table() -> str:
    for folder in zoneinfo.TZPATH:
        path = Path(folder) / "zone.tab"
        if path.is_file():
            return path.read_text("utf-8")
    if not _installed("tzdata"):
        return ""
    return (files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8")


def _neighbours(first: Country, second: Country) -> list[Country]:
    """Countries near both, for the backdrop, by their coarse outlines: reading all fine ones takes half a minute."""
    path = natural_earth()
    if path is None:
        return []
    try:
        coarse = from_collection(path, [first.alpha3, second.alpha3])
        line = Border.between_countries(coarse.first.shape, coarse.second.shape).border.geometry
    except (UsageError, GeometryError):
        return []
    west, south, east, north = line.bounds
    reach = max(1.0, _NEAR * max(east - west, north - south))
    near = shapely.box(west - reach, south - reach, east + reach, north + reach)
    known = countries()
    return [known[other.code] for other in coarse.others if other.code in known and other.shape.intersects(near)]
