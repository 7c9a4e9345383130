"""Events that are probably in the layer twice, and those that may be the same as one which is not there."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final

import numpy as np

from borderatlas.border.geodesy import to_vectors
from borderatlas.checks.dates import first_days, last_days
from borderatlas.layers.faults import Spot
from borderatlas.layers.findings import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from borderatlas.checks.sheet import Sheet
    from borderatlas.layers.findings import Finding

    Indices = NDArray[np.int64]
    Floats = NDArray[np.float64]

NEAR_M: Final = 5_000.0
"""Two events with the same actors on the same day within this of each other are probably one."""
_CELL_M: Final = 2 * NEAR_M
_COMPARED: Final = 4
"""Neighbours in one cell of the grid, on one day and with the same actors, with which an event is compared."""
_KEYS: Final = np.array([1 << 24, 1 << 12, 1])
"""What turns the three numbers of a cell into one; there are fewer than 2,000 each way."""


def duplicates(sheet: Sheet) -> Iterator[Finding]:
    """Yield a warning for each event that is probably another one under its own id.

    Compared are events of which day, place and actors are known, and neither of which says that it may be another.
    """
    start, actors, same = sheet.words["start"], sheet.words["actors"], sheet.words["possible_duplicate_of"]
    first, last = first_days(start), last_days(start)
    told = same.map(value is not None for value in same.values) > 0
    named = actors.map(bool(value) for value in actors.values) > 0
    rows = np.flatnonzero((first == last) & named & ~told & np.isfinite(sheet.lonlat[:, 0]))
    if len(rows) < 2:
        return
    pointed = {value for value in same.values if value is not None}
    for one, other, metres in _pairs(rows, first, _same_actors(sheet), sheet.lonlat):
        if sheet.ids[one] in pointed and sheet.ids[other] in pointed:
            continue
        yield Spot(sheet.layer, sheet.file, sheet.ids[other]).finding(
            "duplicate-likely",
            value=shorten(sheet.ids[one]),
            expected=f"one report of an event: both of {start[one]}, {metres / 1000:.1f} km apart, the same actors",
            hint="Merge the two, or say so with possible_duplicate_of.",
        )


def of_nothing(sheet: Sheet) -> Iterator[Finding]:
    """Yield a warning for each event that may be the same as one which is not there."""
    same = sheet.words["possible_duplicate_of"]
    strangers = {value for value in same.values if value is not None} - set(sheet.ids)
    if not strangers:
        return
    for row in np.flatnonzero(same.where(*strangers)).tolist():
        yield Spot(sheet.layer, sheet.file, sheet.ids[row]).finding(
            "duplicate-of-nothing",
            field="possible_duplicate_of",
            value=shorten(same[row]),
            expected="the id of another feature of the layer",
            hint="Correct the id, or delete the field.",
        )


def _same_actors(sheet: Sheet) -> Indices:
    """A number per event, the same for the same actors in any order and case."""
    actors = sheet.words["actors"]
    sets: dict[frozenset[str], int] = {}
    numbers = [sets.setdefault(frozenset(name.casefold() for name in names), len(sets)) for names in actors.values]
    return np.array(numbers, dtype=np.int64)[actors.codes]


def _pairs(rows: Indices, day: Floats, actors: Indices, lonlat: Floats) -> Iterator[tuple[int, int, float]]:
    """Yield events on one day with the same actors, near each other, and how far apart; each later one once.

    Events within half a cell of each other share a cell in at least one of eight grids, shifted by half a cell.
    """
    when = day[rows].astype(np.int64) * (int(actors.max()) + 1) + actors[rows]
    crowded = _crowded(when)
    rows, when = rows[crowded], when[crowded]
    places = to_vectors(lonlat[rows])
    found: dict[int, tuple[int, float]] = {}
    for shift in product((0.0, 0.5), repeat=3):
        cell = np.floor(places / _CELL_M + shift).astype(np.int64) @ _KEYS
        order = np.lexsort((rows, cell, when))
        for step in range(1, _COMPARED + 1):
            a, b = order[:-step], order[step:]
            together = np.flatnonzero((when[a] == when[b]) & (cell[a] == cell[b]))
            a, b = a[together], b[together]
            apart = np.linalg.norm(places[a] - places[b], axis=1)
            for place in np.flatnonzero(apart <= NEAR_M).tolist():
                found.setdefault(int(rows[b[place]]), (int(rows[a[place]]), float(apart[place])))
    for other, (one, metres) in sorted(found.items()):
        yield one, other, metres


def _crowded(keys: Indices) -> NDArray[np.bool_]:
    """Which keys occur more than once."""
    _, place, count = np.unique(keys, return_inverse=True, return_counts=True)
    return np.asarray(count[place] > 1)
