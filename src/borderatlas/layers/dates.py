"""Partial dates: `2018`, `2018-08` or `2018-08-29`, each an interval of whole days.

A date here is a day of the calendar and nothing else: it has no time and no zone, so that nothing can move it by a day.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import total_ordering
from typing import TYPE_CHECKING, Any, Literal, Self

from pydantic_core import PydanticCustomError, core_schema

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)

EXPECTED = "a date of the calendar as 2018, 2018-08 or 2018-08-29"


@total_ordering
@dataclass(frozen=True, slots=True, repr=False)
class PartialDate:
    """A year, a month or a day (ISO 8601), without time or zone.

    Attributes:
        year: 1 to 9999.
        month: 1 to 12, or None where only the year is known.
        day: 1 to 31, or None where the day is not known.

    Partial dates sort by their first day; of two that begin on the same day the wider stands first.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise ValueError("a day needs its month")
        date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2018`, `2018-08` or `2018-08-29`.

        Raises:
            ValueError: The text has another form, or no calendar holds that day.
        """
        match = _ISO.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is not {EXPECTED}")
        year, month, day = (None if part is None else int(part) for part in match.groups())
        assert year is not None
        try:
            return cls(year, month, day)
        except ValueError as err:
            raise ValueError(f"{text!r} is not {EXPECTED}: {err}") from err

    @property
    def first(self) -> date:
        """The first day that this may be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that this may be."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def precision(self) -> Literal["year", "month", "day"]:
        """How much of the date is known."""
        if self.month is None:
            return "year"
        return "month" if self.day is None else "day"

    def meets(self, first: date, last: date) -> bool:
        """Tell whether this and the days from `first` to `last`, both included, share a day."""
        return self.first <= last and first <= self.last

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    def __repr__(self) -> str:
        return f"PartialDate({str(self)!r})"

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._order() < other._order()

    def _order(self) -> tuple[int, int, int]:
        return (self.year, self.month or 0, self.day or 0)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: type[Any], _handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._validate, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _schema: core_schema.CoreSchema, _handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {
            "type": "string",
            "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$",
            "description": "ISO 8601 date of the calendar, may be partial: 2018, 2018-08, 2018-08-29.",
            "examples": ["2018", "2018-08", "2018-08-29"],
        }

    @classmethod
    def _validate(cls, value: object) -> PartialDate:
        if isinstance(value, PartialDate):
            return value
        if isinstance(value, str):
            try:
                return cls.parse(value)
            except ValueError:
                pass
        raise PydanticCustomError(
            "date-invalid",
            "expected {expected}",
            {"expected": EXPECTED, "hint": "Write it in quotes. Keep other words in the note field beside it."},
        )


def interval(start: PartialDate | None, end: PartialDate | None) -> tuple[date, date] | None:
    """Return the first and last day that `start` to `end` may cover; one of them alone stands for both.

    Returns:
        Both days included, or None where neither date is known.
    """
    if start is None:
        return None if end is None else (end.first, end.last)
    return (start.first, (end or start).last)
