"""The line cut into stretches: by length, by province, by the nearest of some places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from borderatlas.errors import UsageError

if TYPE_CHECKING:
    from borderatlas.border.geodesy import Floats, Indices
    from borderatlas.measures.banks import Banks
    from borderatlas.measures.places import Places

MOST_SECTIONS = 100_000
"""More sections than this are taken for a slip of the hand."""


@dataclass(frozen=True, slots=True, eq=False)
class Stretches:
    """Stretches that follow each other from the beginning of the line to its end.

    A kilometre between two stretches belongs to the second of them.

    Attributes:
        bounds: Border km at which they begin, and at which the last ends, shape (n + 1,).
        low: Least km at which each bound between two stretches may lie, shape (n - 1,), ascending.
        high: Greatest km, likewise.
    """

    bounds: Floats
    low: Floats
    high: Floats

    @classmethod
    def between(cls, bounds: Floats, low: Floats | None = None, high: Floats | None = None) -> Stretches:
        """Stretches between bounds, which are exact unless `low` and `high` say otherwise.

        Where the ranges of two bounds overlap they are widened until both ends ascend.
        """
        inner = bounds[1:-1]
        low = inner if low is None else np.minimum(inner, low)
        high = inner if high is None else np.maximum(inner, high)
        return cls(bounds, np.minimum.accumulate(low[::-1])[::-1], np.maximum.accumulate(high))

    def __len__(self) -> int:
        return len(self.bounds) - 1

    @property
    def lengths(self) -> Floats:
        """Lengths in km, shape (n,)."""
        return np.diff(self.bounds)

    def holding(self, km_from: Floats, km_to: Floats) -> tuple[Indices, Indices]:
        """The first and the last stretch in which a place from km to km may lie.

        They are the same where the place lies in one stretch for certain, wherever the bounds truly lie.

        Returns:
            Two arrays of shape (n,); -1 in both where a kilometre is not a number.
        """
        unknown = np.isnan(km_from) | np.isnan(km_to)
        first = np.searchsorted(self.high, km_from, side="right")
        last = np.searchsorted(self.low, km_to, side="right")
        return np.where(unknown, -1, first), np.where(unknown, -1, last)


def by_length(length_km: float, section_km: float) -> Stretches:
    """Sections of equal length from the beginning of the line; the last one ends with the line.

    Raises:
        UsageError: `section_km` is no length, or so short that there would be more than 100,000 sections.
    """
    if not (np.isfinite(section_km) and section_km > 0):
        raise UsageError(f"A section has a length of more than 0 km; found {section_km:g}.")
    count = max(np.ceil(length_km / section_km - 1e-9), 1)
    if count > MOST_SECTIONS:
        raise UsageError(
            f"Sections of {section_km:g} km would be {count:,.0f}. Expected at most {MOST_SECTIONS:,}: "
            f"{length_km / MOST_SECTIONS:.3g} km or longer."
        )
    bounds = np.arange(int(count) + 1, dtype=np.float64) * section_km
    bounds[-1] = length_km
    return Stretches.between(bounds)


def by_province(length_km: float, banks: Banks) -> Stretches:
    """Stretches along which the province changes on neither bank, with the precision of the banks' kilometres."""
    ends = {km for bank in banks.banks.values() for province in bank for km in (province.from_km, province.to_km)}
    inner = np.array(sorted(km for km in ends if 0 < km < length_km - 0.001), dtype=np.float64)
    bounds = np.r_[0.0, inner, length_km]
    return Stretches.between(bounds, inner - banks.precision_km, inner + banks.precision_km)


def by_nearest(length_km: float, places: Places) -> Stretches:
    """The stretches that are nearest, along the line, to each of some places.

    They meet halfway between neighbours, and that bound is as uncertain as the places are. Where it is not even certain
    which of two places comes first, either may be the nearest from the bound before them to the bound behind them.

    Args:
        length_km: Length of the line.
        places: At least one; all have a place along the line and they ascend by km.
    """
    middles = (places.km[:-1] + places.km[1:]) / 2
    low = (_greatest_before(places.km_from) + _least_behind(places.km_from)) / 2
    high = (_greatest_before(places.km_to) + _least_behind(places.km_to)) / 2
    settled = _greatest_before(places.km_to) <= _least_behind(places.km_from)
    number = np.arange(len(middles))
    before = np.maximum.accumulate(np.where(settled, number, -1))
    behind = np.minimum.accumulate(np.where(settled, number, len(number))[::-1])[::-1]
    return Stretches.between(
        np.r_[0.0, middles, length_km], np.r_[-np.inf, low][before + 1], np.r_[high, np.inf][behind]
    )


def _greatest_before(km: Floats) -> Floats:
    """The greatest value on the near side of each bound, shape (n - 1,)."""
    return np.maximum.accumulate(km)[:-1]


def _least_behind(km: Floats) -> Floats:
    """The least value on the far side of each bound, shape (n - 1,)."""
    return np.minimum.accumulate(km[::-1])[::-1][1:]
