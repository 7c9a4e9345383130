"""Years and quarters, and which of them a partial date meets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from borderatlas.border.geodesy import Indices
    from borderatlas.measures.entries import Days
    from borderatlas.measures.vocabulary import PeriodName

_MONTHS = {"year": 12, "quarter": 3}
_EPOCH = 1970


@dataclass(frozen=True, slots=True, eq=False)
class Periods:
    """Years or quarters that follow each other without a gap.

    Attributes:
        name: `year` or `quarter`.
        begin: Number of the first, counted from 1970.
        count: How many there are.
    """

    name: PeriodName
    begin: int
    count: int

    @property
    def numbers(self) -> Indices:
        """The periods counted from 1970, shape (count,)."""
        return np.arange(self.begin, self.begin + self.count)

    @property
    def years(self) -> Indices:
        """The year of each period."""
        return np.asarray(self.numbers * _MONTHS[self.name] // 12 + _EPOCH)

    @property
    def labels(self) -> list[str]:
        """`2018` or `2018-Q3`."""
        if self.name == "year":
            return [f"{year:04d}" for year in self.years]
        return [f"{year:04d}-Q{number % 4 + 1}" for year, number in zip(self.years, self.numbers, strict=True)]

    def holding(self, first: Days, last: Days) -> tuple[Indices, Indices]:
        """The first and the last period that days from `first` to `last` meet; -1 where there is no date."""
        undated = np.isnat(first)
        return (
            np.where(undated, -1, _number(first, self.name) - self.begin),
            np.where(undated, -1, _number(last, self.name) - self.begin),
        )


def periods(name: PeriodName, first: Days, last: Days) -> Periods:
    """The periods from the earliest to the latest day; none where nothing is dated.

    Args:
        name: `year` or `quarter`.
        first: First days, shape (n,); NaT where undated.
        last: Last days.
    """
    dated = ~np.isnat(first)
    if not dated.any():
        return Periods(name, 0, 0)
    begin, end = int(_number(first[dated], name).min()), int(_number(last[dated], name).max())
    return Periods(name, begin, end - begin + 1)


def _number(days: Days, name: PeriodName) -> Indices:
    return np.asarray(days.astype("datetime64[M]").astype(np.int64) // _MONTHS[name])
