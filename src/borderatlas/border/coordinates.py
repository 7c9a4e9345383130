"""Reads the places that people type, and writes places as people read them."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np

from borderatlas.border.characters import plain_text
from borderatlas.border.grids import mgrs_cell, plus_code_cell
from borderatlas.border.nearness import NEAR_M, near
from borderatlas.border.notation import EXAMPLE, LIMIT, beyond, box_radius, read_pair
from borderatlas.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from borderatlas.border.grids import Cell
    from borderatlas.border.line import Border
    from borderatlas.border.notation import Angle, Axis

_GEO_URI: Final = re.compile(
    r"geo:(?P<lat>[-+.\d]+),(?P<lon>[-+.\d]+)(?:,[-+.\d]+)?(?P<parameters>(?:;[^;\s]+)*)", re.IGNORECASE
)
_WKT: Final = re.compile(r"(?:SRID=4326; ?)?POINT ?Z? (?P<lon>[-+.\d]+) (?P<lat>[-+.\d]+)(?: [-+.\d]+)?", re.IGNORECASE)
"""Brackets are gone from plain text."""
_ISO_6709: Final = re.compile(
    r"([+-])(\d{2,6}(?:\.\d+)?)([+-])(\d{3,7}(?:\.\d+)?)(?:[+-]\d+(?:\.\d+)?)?(?:CRSWGS_?84)?/?", re.IGNORECASE
)
_UTM: Final = re.compile(r"\d{1,2}\s?[A-Z]\s+\d{5,6}(?:\.\d+)?\s*[mE]*[\s,;]+\d{5,8}(?:\.\d+)?\s*[mN]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Position:
    """A place that somebody wrote down.

    Attributes:
        lat: Degrees of WGS 84.
        lon: Degrees of WGS 84, within ±180.
        precision_m: Radius in metres around it that holds every place that would be written like this: half a step of
            the last digit, half a cell of a grid, or what the text says itself.
        by_nearness: Whether latitude and longitude were told apart by which order leads to the line.
    """

    lat: float
    lon: float
    precision_m: float
    by_nearness: bool = False


Readings: TypeAlias = tuple[Position, ...]
"""The places that a text may mean: one, or two where nothing tells latitude from longitude."""


def read_positions(text: str) -> Readings:
    """Reads a place in one of the usual ways of writing it.

    - Degrees, degrees and minutes, or degrees, minutes and seconds, with decimals in the last of them; marked by signs,
      letters, words or colons, or by nothing; hemispheres by sign, or by letters or words (English, Russian, Persian)
      before or after; parted by comma, semicolon, slash, space or letters; decimal points, or decimal commas where they
      can be told from commas that part; digits of any script. Also packed (`371124N 0683600E`) and as ISO 6709
      (`+37.19+068.6/`).
    - `geo:` URIs (RFC 5870) and WKT points.
    - MGRS references and full plus codes, of any length: the middle of the cell.

    Returns:
        One position, or two where latitude and longitude are not told apart by letters, nor by a value beyond 90; the
        one that has the latitude first comes first.

    Raises:
        UsageError: The text cannot be read; the message quotes it and says what is wrong.
    """
    try:
        return _read(plain_text(text))
    except UsageError as error:
        raise UsageError(f"{text.strip()[:80]!r}: {error}.") from error


def read_position(text: str, border: Border | None = None) -> Position:
    """Reads a place; where nothing else tells latitude from longitude, the order that lies near the line is taken.

    Raises:
        UsageError: The text cannot be read, or both orders are possible.
    """
    readings = read_positions(text)
    (chosen,) = choose([readings], border)
    if isinstance(chosen, UsageError):
        raise UsageError(f"{text.strip()[:80]!r}: {chosen}") from chosen
    return chosen


def choose(texts: Sequence[Readings], border: Border | None) -> list[Position | UsageError]:
    """Picks the reading of each text that is meant.

    Of two readings, the one within 300 km of the line is meant if the other one is not.

    Returns:
        The positions; an error, without the text, where both readings are possible.
    """
    doubtful = [row for row, readings in enumerate(texts) if len(readings) > 1]
    chosen: list[Position | UsageError] = [readings[0] for readings in texts]
    if not doubtful:
        return chosen
    leads = np.zeros((len(doubtful), 2), dtype=bool)
    if border is not None:
        leads = near(border, np.array([(place.lon, place.lat) for row in doubtful for place in texts[row]])).reshape(
            -1, 2
        )
    for row, (first, second) in zip(doubtful, leads, strict=True):
        if first == second:
            chosen[row] = _undecided(texts[row], both_near=bool(first))
        else:
            chosen[row] = replace(texts[row][int(second)], by_nearness=True)
    return chosen


def _undecided(readings: Readings, *, both_near: bool) -> UsageError:
    first, second = (decimal(place.lat, place.lon) for place in readings)
    where = (
        f"both places lie within {NEAR_M / 1000:g} km of the line" if both_near else "neither place lies near the line"
    )
    return UsageError(
        f"two readings are possible, {first} and {second}, and {where}. "
        f"Add the letters N or S and E or W, as in {EXAMPLE}."
    )


def _read(plain: str) -> Readings:
    if match := _GEO_URI.fullmatch(plain):
        return _of_geo_uri(match)
    if match := _WKT.fullmatch(plain):
        return tuple(_ordered(*read_pair(f"lat {match['lat']}, lon {match['lon']}")))
    if match := _ISO_6709.fullmatch(plain):
        return _of_iso_6709(match)
    if _UTM.fullmatch(plain):
        raise UsageError("these look like UTM coordinates, which are not read; write degrees or an MGRS reference")
    if cell := mgrs_cell(plain) or plus_code_cell(plain):
        return (_of_cell(cell),)
    if not any(character.isdigit() for character in plain):
        raise UsageError(f"no coordinates; expected them as in {EXAMPLE}")
    return tuple(_ordered(*read_pair(plain)))


def _ordered(first: Angle, second: Angle) -> Iterator[Position]:
    """The positions that two angles can mean: in the order in which they are written, then in the other one."""
    axes = (first.axis, second.axis)
    orders = [] if "lon" in axes[:1] or "lat" in axes[1:] else [(first, second)]
    if not orders or (axes == (None, None) and first.degrees != second.degrees):
        orders.append((second, first))
    possible = [(lat, lon) for lat, lon in orders if _exists(lat, "lat") and _exists(lon, "lon")]
    if not possible:
        raise UsageError(_impossible(*orders[0], told=axes != (None, None)))
    for lat, lon in possible:
        yield Position(lat.degrees, lon.degrees, box_radius(lat.degrees, lat.half_step, lon.half_step))


def _exists(angle: Angle, axis: Axis) -> bool:
    return abs(angle.degrees) <= LIMIT[axis]


def _impossible(lat: Angle, lon: Angle, *, told: bool) -> str:
    furthest = max(lat.degrees, lon.degrees, key=abs)
    if told:
        axis: Axis = "lat" if not _exists(lat, "lat") else "lon"
        return beyond(lat.degrees if axis == "lat" else lon.degrees, axis)
    if abs(furthest) > LIMIT["lon"]:
        return f"{furthest:.10g} is beyond {LIMIT['lon']:g} degrees, so it is neither a latitude nor a longitude"
    return (
        f"both {lat.degrees:.10g} and {lon.degrees:.10g} are beyond {LIMIT['lat']:g} degrees, so neither is a latitude"
    )


def _of_geo_uri(match: re.Match[str]) -> Readings:
    parameters = dict(part.partition("=")[::2] for part in match["parameters"].lower().split(";") if part)
    if parameters.get("crs", "wgs84") != "wgs84":
        raise UsageError(f"the reference system {parameters['crs']} is not read; expected crs=wgs84")
    (position,) = _ordered(*read_pair(f"lat {match['lat']}, lon {match['lon']}"))
    if "u" not in parameters:
        return (position,)
    try:
        radius = float(parameters["u"])
    except ValueError:
        radius = math.nan
    if not (math.isfinite(radius) and radius >= 0):
        raise UsageError(f"the uncertainty u={parameters['u']} is no number of metres")
    return (Position(position.lat, position.lon, radius),)


def _of_iso_6709(match: re.Match[str]) -> Readings:
    lat_sign, lat, lon_sign, lon = match.groups()
    letters = ("N" if lat_sign == "+" else "S", "E" if lon_sign == "+" else "W")
    widths = [len(number.partition(".")[0]) for number in (lat, lon)]
    if widths[0] % 2 or widths[1] != widths[0] + 1:
        raise UsageError("not ISO 6709: a latitude has 2, 4 or 6 digits before the point, a longitude one more")
    return tuple(_ordered(*read_pair(f"{lat}{letters[0]}, {lon}{letters[1]}")))


def _of_cell(cell: Cell) -> Position:
    return Position(cell.lat, cell.lon, cell.radius_m)


def decimal(lat: float, lon: float, digits: int = 6) -> str:
    """Decimal degrees, as in `37.19 N 68.6 E`; zeros at the end are left out."""
    return " ".join(
        f"{f'{abs(value):.{digits}f}'.rstrip('0').rstrip('.')} {_letter(value, letters)}"
        for value, letters in ((lat, "NS"), (lon, "EW"))
    )


def sexagesimal(lat: float, lon: float, digits: int = 1) -> str:
    """Degrees, minutes and seconds, as in `37°11′24.0″ N 68°36′00.0″ E`."""
    return " ".join(
        f"{_sexagesimal(abs(value), digits)} {_letter(value, letters)}" for value, letters in ((lat, "NS"), (lon, "EW"))
    )


def _letter(value: float, letters: str) -> str:
    return letters[value < 0]


def _sexagesimal(degrees: float, digits: int) -> str:
    steps = round(degrees * 3600 * 10**digits)  # rounded once, so that no 60 seconds arise
    whole, rest = divmod(steps, 3600 * 10**digits)
    minutes, seconds = divmod(rest, 60 * 10**digits)
    return f"{whole}°{minutes:02d}′{seconds / 10**digits:0{digits + 2 + (digits > 0)}.{digits}f}″"
