"""Reads partial dates as people and programs write them, without moving a day; what could be two days is none."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from borderatlas.layers.dates import EXPECTED, PartialDate
from borderatlas.layers.flat.plain import NOTHING, CellError, bare, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLOCK: Final = r"(?:[T ](?P<clock>[\d:.]+) ?(?P<zone>Z|UTC|[+-]\d\d(?::?\d\d)?)?)?"
_ISO_LIKE: Final = re.compile(rf"(\d{{4}})([-/])(\d{{1,2}})(?:\2(\d{{1,2}}){_CLOCK})?", re.ASCII)
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_DOTTED: Final = re.compile(rf"(\d{{1,2}})\.(\d{{1,2}})\.(\d{{4}}){_CLOCK}", re.ASCII)
_SLASHED: Final = re.compile(rf"(\d{{1,2}})([/-])(\d{{1,2}})\2(\d{{4}}){_CLOCK}", re.ASCII)

_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_WORDED: Final = re.compile(r"(?:(\d{1,2}) )?([a-z]{3,9})\.?,? (\d{4})|([a-z]{3,9})\.? (\d{1,2}), (\d{4})", re.ASCII)
_MONTH_YEAR: Final = re.compile(r"(\d{1,2})[./](\d{4})", re.ASCII)

_HINT: Final = "Write it as text: 2018, 2018-08 or 2018-08-29. Keep other words in the note column beside it."


def read_date(cell: object) -> PartialDate | None:
    """Read a partial date: ISO 8601, a date of a spreadsheet, or a day written in another way that is unmistakable."""
    cell = plain(cell)
    if cell is None:
        return None
    if isinstance(cell, datetime):
        _check_zone(cell.time().isoformat(), zoned=cell.tzinfo is not None)
    if isinstance(cell, date):
        return PartialDate(cell.year, cell.month, cell.day)
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, bool) or not isinstance(cell, str | int):
        raise CellError(EXPECTED, _HINT)
    return _read(str(cell))


@lru_cache(maxsize=20_000)
def _read(cell: str) -> PartialDate | None:
    """Read a date that is text; a table has few different ones."""
    text = bare(cell)
    if text.casefold() in NOTHING:
        return None
    readings = sorted(set(_dates(text.removesuffix(".0"))))
    if len(readings) == 1:
        return readings[0]
    if len(readings) > 1:
        raise CellError(EXPECTED, f"This may be {readings[0]} or {readings[1]}: write the one that is meant.")
    if re.fullmatch(r"[1-9]\d{4}(\.\d+)?", text, re.ASCII):
        raise CellError(
            EXPECTED, "This looks like the day number of a spreadsheet: format the column as text or as a date."
        )
    raise CellError(EXPECTED, _HINT)


def _dates(text: str) -> Iterator[PartialDate]:
    """Every date that the text may be."""
    for year, month, day in _parts(text):
        try:
            yield PartialDate(int(year), month and int(month), day and int(day))
        except ValueError:
            continue


def _parts(text: str) -> Iterator[tuple[Any, Any, Any]]:
    """Year, month and day as they may be read, whether or not a calendar holds them."""
    if re.fullmatch(r"\d{4}", text, re.ASCII):
        yield text, None, None
    elif found := _COMPACT.fullmatch(text):
        yield found[1], found[2], found[3]
    elif found := _ISO_LIKE.fullmatch(text):
        _check_clock(found)
        yield found[1], found[3], found[4]
    elif found := _DOTTED.fullmatch(text):
        _check_clock(found)
        yield found[3], found[2], found[1]
    elif found := _SLASHED.fullmatch(text):
        _check_clock(found)
        yield found[4], found[3], found[1]
        yield found[4], found[1], found[3]
    elif found := _MONTH_YEAR.fullmatch(text):
        yield found[2], found[1], None
    elif found := _WORDED.fullmatch(text.casefold()):
        day, word, year = (found[1], found[2], found[3]) if found[2] else (found[5], found[4], found[6])
        months = [number for number, name in enumerate(_MONTHS, 1) if word in (name, name[:3])]
        yield from ((year, month, day) for month in months)


def _check_clock(found: re.Match[str]) -> None:
    parts = found.groupdict()
    if parts.get("clock"):
        _check_zone(parts["clock"], zoned=parts["zone"] is not None)


def _check_zone(clock: str, *, zoned: bool) -> None:
    """Raise where a time with a zone may belong to another day elsewhere; midnight is a day that became a time."""
    if zoned and clock.strip("0:."):
        raise CellError(
            f"{EXPECTED}, without a time", "By its time zone this may be another day: write the day that is meant."
        )
