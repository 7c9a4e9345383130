"""What a cell is before it is read: the same nothing, the same digits, whatever program it comes from."""

from __future__ import annotations

import math
import unicodedata
from decimal import Decimal
from typing import Final

import numpy as np

NOTHING: Final = {"", "nan", "none", "null", "n/a", "na", "#n/a", "<na>", "nat", "-", "–", "—", "?"}
"""Words for what is not known, in cells that hold no free text."""

_LIKE_ASCII: Final = str.maketrans("\u00a0\u2007\u2009\u202f\u2212\u066b\u066c", "    -. ")
"""Blanks of other widths, the minus sign, and the decimal and group marks of Arabic script."""

_MARKS: Final = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff"))
"""Marks of direction and width, which do not print; none of them belongs to a number or a date."""


class CellError(ValueError):
    """A cell that cannot be read.

    Attributes:
        expected: What should stand there.
        hint: What to do.
    """

    def __init__(self, expected: str, hint: str) -> None:
        super().__init__(f"expected {expected}. {hint}")
        self.expected = expected
        self.hint = hint


def plain(cell: object) -> object:
    """Return a cell as a plain Python value, an array as a list; None where it says nothing, in whatever way."""
    if isinstance(cell, str):
        return None if not cell or cell.isspace() else cell
    if isinstance(cell, np.datetime64):
        cell = cell.astype("datetime64[us]").item()
    elif isinstance(cell, np.generic):
        cell = cell.item()
    elif isinstance(cell, np.ndarray):
        cell = cell.tolist()
    elif isinstance(cell, Decimal):
        cell = int(cell) if cell.is_finite() and cell == cell.to_integral_value() else float(cell)
    missing = type(cell).__name__ in {"NAType", "NaTType"} or (isinstance(cell, float) and math.isnan(cell))
    return None if missing else cell


def bare(text: str) -> str:
    """Return a text in ASCII digits and plain blanks, without blanks at its ends and without what does not print."""
    if text.isascii():
        return text.strip()
    text = text.translate(_LIKE_ASCII).translate(_MARKS).strip()
    return "".join(str(unicodedata.decimal(mark)) if mark.isdecimal() else mark for mark in text)
