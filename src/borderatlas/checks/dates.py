"""Columns of partial dates as days, which can be compared at once."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from borderatlas.layers.dates import PartialDate

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from borderatlas.checks.sheet import Words


def first_days(column: Words) -> NDArray[np.float64]:
    """The first day that each date may be, as its ordinal; not a number where there is none, shape (n,)."""
    return column.map(days_of(value)[0] for value in column.values)


def last_days(column: Words) -> NDArray[np.float64]:
    """The last day that each date may be, likewise."""
    return column.map(days_of(value)[1] for value in column.values)


@lru_cache(1 << 17)
def days_of(text: str | None) -> tuple[float, float]:
    """The ordinals of the first and the last day that a date may be; not numbers where there is none."""
    if text is None:
        return np.nan, np.nan
    date = PartialDate.parse(text)
    return date.first.toordinal(), date.last.toordinal()
