"""Reads lengths such as `5 km`, and border kilometres such as `541+200`, as people type them."""

from __future__ import annotations

import re
from typing import Final

from borderatlas.border.characters import plain_text
from borderatlas.errors import UsageError

_METRES: Final = {"m": 1.0, "": 1.0, "km": 1000.0}
_LENGTH: Final = re.compile(r"(?:\+/?- ?|± ?)?(?P<number>\d[\d.,]*|\.\d+) ?(?P<unit>k?m)?", re.IGNORECASE)
_KM: Final = r"(?:km ?)?(?P<{0}>\d[\d,]*(?:\.\d+)?)(?: ?\+ ?(?P<{0}_metres>\d{{3}}(?:\.\d+)?))?(?: ?km)?"
_KM_OR_RANGE: Final = re.compile(_KM.format("a") + r"(?: ?(?:-|to|\.\.|…) ?" + _KM.format("b") + ")?", re.IGNORECASE)
_THOUSANDS: Final = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")


def read_length_m(text: str) -> float:
    """Metres of a length such as `300m`, `5 km`, `±1.5km` or `300`.

    Raises:
        UsageError: It is no length.
    """
    match = _LENGTH.fullmatch(plain_text(text))
    metres = _number(match["number"]) if match else None
    if match is None or metres is None:
        raise UsageError(f"{text.strip()!r} is no length. Expected metres or kilometres, such as 300m or 5km.")
    return metres * _METRES[(match["unit"] or "").lower()]


def read_km(text: str) -> tuple[float, ...]:
    """One border kilometre or two: `541`, `km 541.2`, `541+200` (kilometres and metres), `380-820`, `1,125 to 1,140`.

    A comma before three digits parts thousands, as this atlas writes them; another comma is a decimal comma.

    Raises:
        UsageError: It is neither.
    """
    match = _KM_OR_RANGE.fullmatch(plain_text(text))
    numbers = []
    for name in ("a", "b") if match and match["b"] else ("a",):
        km = _number(match[name]) if match else None
        if match is None or km is None or (match[f"{name}_metres"] and km != int(km)):
            raise UsageError(
                f"{text.strip()!r} is no border kilometre. "
                "Expected one such as 541, 541.2 or 541+200, or two such as 380-820."
            )
        numbers.append(km + float(match[f"{name}_metres"] or 0) / 1000)
    return tuple(numbers)


def _number(text: str) -> float | None:
    plain = text.replace(",", "") if _THOUSANDS.fullmatch(text) else text.replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        return None
