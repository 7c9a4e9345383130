"""Reads numbers as people and programs write them; what could be two numbers is none."""

from __future__ import annotations

import math
import re
from typing import Final

from borderatlas.layers.flat.plain import NOTHING, CellError, bare, plain
from borderatlas.layers.kinds.base import EXACT

_PLAIN_NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_BLANK_GROUPS: Final = re.compile(r"([+-]?\d{1,3}(?:[ '’]\d{3})+)([.,]\d+)?", re.ASCII)
_MARKED_GROUPS: Final = re.compile(r"([+-]?\d{1,3}(?:([.,])\d{3})(?:\2\d{3})*)(?!\2)([.,])(\d+)", re.ASCII)
_MANY_GROUPS: Final = re.compile(r"[+-]?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+", re.ASCII)
_WHOLE: Final = re.compile(r"([+-]?\d+)(?:\.0{0,2}|\.0{4,})?", re.ASCII)
_EXPONENT: Final = re.compile(r"[+-]?\d+(\.\d*)?[eE][+-]?\d+", re.ASCII)
_GROUP_POINT: Final = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}", re.ASCII)
_DECIMAL_COMMA: Final = re.compile(r"([+-]?\d*),(\d+)", re.ASCII)
_GROUP_COMMA: Final = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}", re.ASCII)


def read_number(cell: object, unit: str = "") -> int | float | None:
    """Read a number; `12,5` and `1 234,5` are read, `1,234` is not: it could be either.

    Args:
        cell: What stands in it.
        unit: Symbol of the unit that the column has, for the message.
    """
    expected = f"a number ({unit})" if unit else "a number"
    cell = plain(cell)
    if isinstance(cell, str):
        text = bare(cell)
        if text.casefold() in NOTHING:
            return None
        if _GROUP_COMMA.fullmatch(text):
            raise CellError(
                expected, f"This can be read in two ways: write {text.replace(',', '')} or {text.replace(',', '.')}."
            )
        cell = _number(text, expected, unit)
    if cell is None:
        return None
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        raise CellError(expected, "Write a bare number.")
    if not math.isfinite(cell):
        raise CellError(expected, "Write a finite number, or leave it empty where it is not known.")
    return cell


def read_integer(cell: object, unit: str = "") -> int | None:
    """Read a whole number; `12.0` is one, and `1,234` too, as no other whole number is written so."""
    expected = f"a whole number ({unit})" if unit else "a whole number"
    cell = plain(cell)
    if isinstance(cell, str):
        cell = _whole(bare(cell), expected)
    number = read_number(cell, unit)
    if number is None or isinstance(number, int):
        return number
    if not number.is_integer():
        raise CellError(expected, "Round it, or leave it empty where it is not known.")
    if abs(number) > EXACT:
        raise CellError(expected, "The program cut its last digits: format the column as text and write all.")
    return int(number)


def _whole(text: str, expected: str) -> int | str:
    """The whole number in a text, or the text as it was where it has another form."""
    if found := _WHOLE.fullmatch(text):
        return _digits(found[1], expected)
    if _GROUP_COMMA.fullmatch(text):
        return _digits(text.replace(",", ""), expected)
    if _GROUP_POINT.fullmatch(text):
        grouped = text.replace(".", "")
        raise CellError(expected, f"It could be {grouped} or {float(text):g}: write it without a point.")
    if _EXPONENT.fullmatch(text):
        raise CellError(expected, "A spreadsheet may have cut its digits: format the column as text and write all.")
    return text


def _number(text: str, expected: str, unit: str) -> int | float:
    if _PLAIN_NUMBER.fullmatch(text):
        return _digits(text, expected) if text.lstrip("+-").isdigit() else float(text)
    if found := _BLANK_GROUPS.fullmatch(text):
        return float(re.sub(r"[ '’]", "", found[1]) + (found[2] or "").replace(",", "."))
    if found := _MARKED_GROUPS.fullmatch(text):
        return float(found[1].replace(found[2], "") + "." + found[4])
    if found := _MANY_GROUPS.fullmatch(text):
        return float(text.replace(found[1], ""))
    if found := _DECIMAL_COMMA.fullmatch(text):
        return float(f"{found[1]}.{found[2]}")
    hint = "Write the bare number; the unit is fixed." if unit else "Write a bare number."
    raise CellError(expected, hint)


def _digits(text: str, expected: str) -> int:
    try:
        return int(text)
    except ValueError as err:  # Python reads at most 4,300 digits
        raise CellError(expected, "This is too long for a number.") from err
