"""What measures know of features, in columns: what they are, where, when, and how many died."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from borderatlas.layers import interval
from borderatlas.layers.kinds.clashes import Clash
from borderatlas.measures.places import Places, place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from borderatlas.border import Border
    from borderatlas.border.geodesy import Flags, Floats, Indices
    from borderatlas.layers import Feature

Texts: TypeAlias = NDArray[np.object_]
Days: TypeAlias = NDArray[np.datetime64]


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """Features in columns, one entry per feature.

    Attributes:
        ids: Ids.
        layers: Names of their layers.
        kinds: Kinds.
        names: Names.
        statuses: Statuses; None where none is given.
        places: Where they stand along the line.
        dates: ISO 8601, may be partial, `2017-09/2017-10` from start to end; None where undated.
        first: First day on which it may have been; NaT where undated.
        last: Last day.
        deaths: Lowest, best and highest count, shape (n, 3); not-a-number where not stated.
        deadly: Whether a feature of its kind has a number of deaths at all, stated or not.
    """

    ids: Texts
    layers: Texts
    kinds: Texts
    names: Texts
    statuses: Texts
    places: Places
    dates: Texts
    first: Days
    last: Days
    deaths: Floats
    deadly: Flags

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def dated(self) -> Flags:
        """Which features have a date, shape (n,)."""
        return np.asarray(~np.isnat(self.first))

    @property
    def order(self) -> Indices:
        """Rows of the dated features from the earliest to the newest.

        The newest begins last; of those that begin on one day the one known most sharply, then the last by id.
        """
        rows = np.flatnonzero(self.dated)
        by_id = np.empty(len(self), dtype=np.intp)
        by_id[np.argsort(self.ids.astype(str), kind="stable")] = np.arange(len(self))
        span = (self.last - self.first).astype(np.int64)
        return np.asarray(rows[np.lexsort([by_id[rows], -span[rows], self.first[rows]])])

    def rows(self, chosen: Flags | Indices) -> Entries:
        """Some of the entries."""
        return Entries(
            self.ids[chosen],
            self.layers[chosen],
            self.kinds[chosen],
            self.names[chosen],
            self.statuses[chosen],
            self.places.rows(chosen),
            self.dates[chosen],
            self.first[chosen],
            self.last[chosen],
            self.deaths[chosen],
            self.deadly[chosen],
        )


def entries(border: Border, layers: Mapping[str, Iterable[Feature]]) -> Entries:
    """The features of layers in columns.

    Args:
        border: The reference line.
        layers: Features by name of the layer.
    """
    pairs = [(name, feature) for name, features in layers.items() for feature in features]
    features = [feature for _, feature in pairs]
    spans = [interval(feature.start, feature.end) for feature in features]
    return Entries(
        ids=_texts([feature.id for feature in features]),
        layers=_texts([name for name, _ in pairs]),
        kinds=_texts([feature.kind for feature in features]),
        names=_texts([feature.name for feature in features]),
        statuses=_texts([feature.status for feature in features]),
        places=place(border, features),
        dates=_texts([_date(feature) for feature in features]),
        first=np.array([None if span is None else span[0] for span in spans], dtype="datetime64[D]"),
        last=np.array([None if span is None else span[1] for span in spans], dtype="datetime64[D]"),
        deaths=np.array([_deaths(feature) for feature in features], dtype=np.float64).reshape(-1, 3),
        deadly=np.array([isinstance(feature, Clash) for feature in features], dtype=bool),
    )


def _texts(values: Sequence[str | None]) -> Texts:
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column


def _date(feature: Feature) -> str | None:
    dates = dict.fromkeys(str(date) for date in (feature.start, feature.end) if date is not None)
    return "/".join(dates) or None


def _deaths(feature: Feature) -> tuple[float, float, float]:
    if not isinstance(feature, Clash):
        return (np.nan, np.nan, np.nan)
    low, best, high = feature.fatalities_low, feature.fatalities_best, feature.fatalities_high
    return (
        np.nan if low is None else low,
        np.nan if best is None else best,
        np.nan if high is None else high,
    )
