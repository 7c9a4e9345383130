"""Cells of two grids that name places by letters and digits: MGRS and plus codes."""

from __future__ import annotations

import math
import re
import warnings
from dataclasses import dataclass
from typing import Final

from borderatlas.border.notation import box_radius
from borderatlas.errors import UsageError

_MGRS: Final = re.compile(
    r"(?P<square>(?:\d{1,2}\s?[A-Z]|[ABYZ])\s?[A-HJ-NP-Z]{2})\s?(?P<digits>[\d\s]*)", re.IGNORECASE
)
_PLUS_CODE: Final = re.compile(
    r"(?P<code>[2-9CFGHJMPQRVWX0]{0,8}\+[2-9CFGHJMPQRVWX]*)(?P<near>[\s,].*)?", re.IGNORECASE
)
_SQUARE_M: Final = 100_000.0
_FULL_CODE: Final = "8J9HFGQ8+J2"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a grid.

    Attributes:
        lat: Of its middle, in degrees of WGS 84.
        lon: Of its middle.
        radius_m: From there to its furthest corner, in metres.
    """

    lat: float
    lon: float
    radius_m: float


def mgrs_cell(text: str) -> Cell | None:
    """The cell of an MGRS reference such as `42S YG 22352 52092`, down to 1 m; None where the text has another form.

    Raises:
        UsageError: It has the form of a reference, but there is no such cell.
    """
    match = _MGRS.fullmatch(text)
    if match is None:
        return None
    square, digits = re.sub(r"\s", "", match["square"]).upper(), re.sub(r"\s", "", match["digits"])
    parts = match["digits"].split()
    half = len(digits) // 2
    if len(digits) % 2 or half > 5 or (len(parts) == 2 and len(parts[0]) != half) or len(parts) > 2:
        raise UsageError(
            "an MGRS reference has as many digits for east as for north, up to five each; "
            f"found {match['digits'].strip()!r}"
        )
    # Versions of the library differ on whether a reference is the corner or the middle of its cell: little, at 1 m.
    middle = [part + "5" + "0" * (4 - half) if half < 5 else part for part in (digits[:half], digits[half:])]
    # The scale of UTM and UPS is off by less than 1 per mille.
    radius = 1.001 * _SQUARE_M / 10**half / math.sqrt(2) + 1.0
    place = _mgrs_place(square + "".join(middle)) or _mgrs_place(square + digits)
    if place is None:
        raise UsageError("there is no such MGRS square; check the zone, the band and the two letters")
    return Cell(*place, radius)


def _mgrs_place(reference: str) -> tuple[float, float] | None:
    """Latitude and longitude of a reference; None where there is no such."""
    from mgrs import MGRS  # noqa: PLC0415  few places are written like this
    from mgrs.core import MGRSError  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the middle of a cell may lie across the edge of its band
            lat, lon = MGRS().toLatLon(reference)
    except MGRSError:
        return None
    return lat, lon


def plus_code_cell(text: str) -> Cell | None:
    """The cell of a full plus code such as `8J9HFGQ8+J2`; None where the text has another form.

    Raises:
        UsageError: It is a short code, which needs a place beside it, or no valid code.
    """
    match = _PLUS_CODE.fullmatch(text)
    if match is None or match["code"] == "+":
        return None
    from openlocationcode import openlocationcode  # noqa: PLC0415  few places are written like this

    code = match["code"].upper()
    if openlocationcode.isShort(code):
        raise UsageError(
            f"{code} is a short plus code, which needs the place that it is near to; "
            f"expected the full code, with eight characters before the +, such as {_FULL_CODE}"
        )
    if not openlocationcode.isFull(code):
        raise UsageError(f"{code} is no plus code; expected one such as {_FULL_CODE}")
    area = openlocationcode.decode(code)
    half_lat, half_lon = (area.latitudeHi - area.latitudeLo) / 2, (area.longitudeHi - area.longitudeLo) / 2
    lat, lon = area.latitudeLo + half_lat, area.longitudeLo + half_lon
    return Cell(lat, lon, box_radius(lat, half_lat, half_lon))
