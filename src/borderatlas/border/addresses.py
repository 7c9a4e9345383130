"""Kilometre, offset and bank of many points: sorts them in space, shares the work out, puts the answers in order."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from borderatlas.border.candidates import spatial_codes
from borderatlas.border.geodesy import to_lonlat, to_vectors
from borderatlas.border.nearest import feet
from borderatlas.border.reach import reaches
from borderatlas.border.side import banks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from borderatlas.border.chords import Chords
    from borderatlas.border.geodesy import Flags, Floats, Indices

_AT_ONCE = 65_536
_THREADS = min(4, os.cpu_count() or 1)


@dataclass(frozen=True, slots=True)
class Addresses:
    """The place of points along the line; all arrays have one entry per point.

    Attributes:
        metres: Of the foot along the line, the first one where several are equally near.
        low: Least metres that the foot of any position within the precision may have.
        high: Greatest metres.
        offset: Geodesic distance from the line in metres.
        foot: Its longitude, within ±180, and latitude in degrees, shape (n, 2).
        bank: 1 left, -1 right, 0 undetermined.
        tie: Whether several feet are equally near.
    """

    metres: Floats
    low: Floats
    high: Floats
    offset: Floats
    foot: Floats
    bank: NDArray[np.int8]
    tie: Flags

    def rows(self, kept: Indices) -> Addresses:
        """Some of the addresses, in the order asked for."""
        return Addresses(*(getattr(self, field.name)[kept] for field in fields(Addresses)))

    def joined(self, *others: Addresses) -> Addresses:
        """These addresses and others."""
        columns = ([getattr(part, field.name) for part in (self, *others)] for field in fields(Addresses))
        return Addresses(*map(np.concatenate, columns))


def addresses(chords: Chords, lonlat: Floats, precision: Floats) -> Addresses:
    """Finds the place of points along the line.

    Args:
        chords: The line.
        lonlat: Degrees of WGS 84, shape (n, 2).
        precision: Radii in metres within which the true places lie, not a number where unknown, shape (n,).
    """
    points = to_vectors(lonlat)
    order = np.argsort(spatial_codes(points))
    runs = [order[start : start + _AT_ONCE] for start in range(0, len(order), _AT_ONCE)] or [order]

    def work(rows: Indices) -> Addresses:
        return _addresses(chords, points[rows], lonlat[rows], precision[rows])

    if len(runs) == 1:
        found = [work(order)]
    else:
        with ThreadPoolExecutor(_THREADS) as threads:  # NumPy and PROJ let other threads run while they count
            found = list(threads.map(work, runs))
    back = np.empty_like(order)
    back[order] = np.arange(len(order))
    return found[0].joined(*found[1:]).rows(back)


def _addresses(chords: Chords, points: Floats, lonlat: Floats, precision: Floats) -> Addresses:
    found = feet(chords, points, lonlat)
    low, high = found.metres.copy(), found.last_metres.copy()
    vague = np.flatnonzero(precision > 0)
    if len(vague):
        least, greatest = reaches(chords, points[vague], found.offset[vague], precision[vague])
        low[vague] = np.minimum(low[vague], least)
        high[vague] = np.maximum(high[vague], greatest)
    low[np.isnan(precision)] = high[np.isnan(precision)] = np.nan
    bank = banks(points, found, (low, high), precision, chords.ends)
    place = to_lonlat(found.place)
    return Addresses(found.metres, low, high, found.offset, place, bank, found.last_metres > found.metres)
