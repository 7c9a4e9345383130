"""What stands along the line at a kilometre: provinces on both banks, the reach, the nearest crossing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import ArrayLike, NDArray

    from borderatlas.border.geodesy import Floats

    Names = NDArray[np.object_]

PARTED: Final = " / "
"""Stands between the names of stretches that follow each other."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A named stretch of the line.

    Attributes:
        name: Its name.
        km_from: Where it begins.
        km_to: Where it ends.
    """

    name: str
    km_from: float
    km_to: float


@dataclass(frozen=True, slots=True)
class Crossing:
    """A crossing on the line.

    Attributes:
        id: Id of the feature.
        name: Its name.
        km: Where it stands.
    """

    id: str
    name: str
    km: float


class Stretches:
    """Named stretches.

    Where several overlap, the shortest gives its name; of equally long ones, that with the shorter name.

    Args:
        stretches: In any order; there may be gaps.
        precision_km: How far their ends may be off. Within it, the names of both sides are given.
    """

    def __init__(self, stretches: Iterable[Stretch] = (), precision_km: float = 0.0) -> None:
        stretches = sorted(stretches, key=lambda stretch: (stretch.km_to - stretch.km_from, len(stretch.name)))
        self.precision_km = precision_km
        self._ends = np.unique([end for stretch in stretches for end in (stretch.km_from, stretch.km_to)])
        middles = (self._ends[:-1] + self._ends[1:]) / 2
        covering = (
            next((stretch.name for stretch in stretches if stretch.km_from < km < stretch.km_to), None)
            for km in middles
        )
        self._names = [None, *covering, None]

    def over(self, km_from: ArrayLike, km_to: ArrayLike) -> Names:
        """The names from kilometre to kilometre, in the order of the line, parted by ` / `; None where there is none.

        Args:
            km_from: Shape (n,); not a number gives None.
            km_to: Shape (n,), not less.
        """
        low, high = (np.asarray(km, dtype=np.float64) for km in (km_from, km_to))
        first = np.searchsorted(self._ends, low - self.precision_km, side="right")
        last = np.searchsorted(self._ends, high + self.precision_km, side="left")
        first, last = np.minimum(first, last), np.maximum(first, last)  # on a joint, both sides
        spans, which = np.unique(np.column_stack([first, last]), axis=0, return_inverse=True)
        names = np.array([self._joined(*span) for span in spans.tolist()] + [None], dtype=object)[:-1]
        names = names[which.ravel()] if len(names) else np.empty(0, dtype=object)
        names[np.isnan(low) | np.isnan(high)] = None
        return names

    def _joined(self, first: int, last: int) -> str | None:
        names = dict.fromkeys(name for name in self._names[first : last + 1] if name is not None)
        return PARTED.join(names) or None


@dataclass(frozen=True)
class Surroundings:
    """What stands along a line.

    Attributes:
        banks: The provinces of each bank, by ISO 3166-1 alpha-3 code of the country.
        reaches: The rivers, lakes and land stretches along which the line runs.
        crossings: The crossings with a place.
        lacking: Names of layers at fault, from which nothing is taken.
    """

    banks: Mapping[str, Stretches]
    reaches: Stretches
    crossings: Sequence[Crossing]
    lacking: tuple[str, ...] = ()

    def nearest(self, km_from: ArrayLike, km_to: ArrayLike) -> tuple[Names, Floats]:
        """The crossing that is nearest along the line to stretches, the western one of two that are equally near.

        Args:
            km_from: Where each stretch begins, shape (n,); not a number gives None.
            km_to: Where it ends; the same for a place.

        Returns:
            Its name, and how far it is from the stretch in kilometres, 0 within it; None and not-a-number where there
            is none.
        """
        low, high = (np.asarray(km, dtype=np.float64) for km in (km_from, km_to))
        if not self.crossings:
            return np.full(len(low), None, dtype=object), np.full(len(low), np.nan)
        crossings = sorted(self.crossings, key=lambda crossing: crossing.km)
        names = np.array([crossing.name for crossing in crossings], dtype=object)
        posts = np.array([crossing.km for crossing in crossings])
        after = np.searchsorted(posts, low)
        before = low - np.append(-np.inf, posts)[after]
        behind = np.maximum(np.append(posts, np.inf)[after] - high, 0.0)
        nearest = np.where(before <= behind, after - 1, after)
        found = names[np.clip(nearest, 0, len(posts) - 1)]
        found[np.isnan(low)] = None
        return found, np.minimum(before, behind)
