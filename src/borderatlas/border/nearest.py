"""The foot of points: the place of the line that is nearest on the ellipsoid."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from borderatlas.border.candidates import TIE_M, Pairs, candidates
from borderatlas.border.geodesy import (
    MEAN_RADIUS_M,
    arc_of_chord,
    chord_slack,
    courses,
    dots,
    headings,
    lengths,
    to_lonlat,
)

if TYPE_CHECKING:
    from borderatlas.border.chords import Chords
    from borderatlas.border.geodesy import Flags, Floats, Indices

_NEAR_M = 100_000.0
"""Up to here the nearest place in space is the nearest on the ellipsoid, within 2 cm; beyond, geodesics decide."""
_CONVEX_M = 9_000_000.0
"""Up to here, a little less than a quarter of the way round, distances to a point are convex along a straight line."""
_SQUARE_M = 8_000_000.0
"""Up to here, straight through the earth, feet in space and on the ellipsoid lie close; beyond, all nodes are tried."""
_SAME_FOOT_M = 1.0
_SETTLED_M = 0.01
_STEPS = 20
_PAST_ANY_END = 1e12


@dataclass(frozen=True, slots=True)
class Feet:
    """Where points meet the line; all arrays have one row per point.

    Attributes:
        metres: Along the line, shape (n,); where several feet are equally near, of the first.
        last_metres: Of the last foot that is equally near and more than 1 m away, shape (n,).
        offset: Geodesic distance in metres, shape (n,).
        place: The foot in earth-centred metres, shape (n, 3).
        along: Direction of the line there, shape (n, 3); at a node the sum of both directions.
    """

    metres: Floats
    last_metres: Floats
    offset: Floats
    place: Floats
    along: Floats


@dataclass(slots=True)
class _Trials:
    """Places on single chords that may be feet; one row per point and chord, all of a point together.

    Attributes:
        point: Row of the point.
        chord: Index of the chord.
        along: Metres from the start of the chord, held within it.
        free: Where the foot would be if the chord went on.
        distance: From the point.
    """

    point: Indices
    chord: Indices
    along: Floats
    free: Floats
    distance: Floats

    def rows(self, kept: Flags | Indices) -> _Trials:
        """Some of the rows."""
        return _Trials(self.point[kept], self.chord[kept], self.along[kept], self.free[kept], self.distance[kept])

    def places(self, chords: Chords) -> Floats:
        """The places in earth-centred metres, shape (n, 3)."""
        return np.asarray(chords.nodes[chords.start[self.chord]] + self.along[:, None] * chords.unit[self.chord])

    def metres(self, chords: Chords) -> Floats:
        """The metres of the places along the line."""
        start = chords.start[self.chord]
        at_end = self.along >= chords.length[self.chord]
        return np.where(at_end, chords.metres[start + 1], chords.metres[start] + self.along)

    def node(self, chords: Chords) -> Indices:
        """The end of the chord at which the place lies; the second one for places between both."""
        return np.asarray(chords.start[self.chord] + (self.along > 0))


def feet(chords: Chords, points: Floats, lonlat: Floats) -> Feet:
    """Finds the foot of every point, to centimetres anywhere on earth.

    Args:
        chords: The line.
        points: Earth-centred metres, in the order of their `spatial_codes`, shape (n, 3).
        lonlat: The same places in degrees, shape (n, 2).
    """
    found = Feet(*np.empty((3, len(points))), *np.empty((2, len(points), 3)))
    for pairs in candidates(chords, points, np.zeros(len(points))):
        trials = _tried(chords, points, pairs)
        nearest = np.minimum.reduceat(trials.distance, _first_rows(trials.point))
        far = (nearest > _NEAR_M)[trials.point - pairs.point[0]]
        for some, settle in ((~far, _settled_near), (far, _settled_far)):
            if some.any():
                part = trials.rows(some)
                settled, pull = settle(chords, points, lonlat, part)
                _put(found, part.point[_first_rows(part.point)], _chosen(chords, settled, pull))
    return found


def _put(whole: Feet, rows: Indices, part: Feet) -> None:
    for field in fields(Feet):
        getattr(whole, field.name)[rows] = getattr(part, field.name)


def _first_rows(point: Indices) -> Indices:
    """Where the rows of each point begin."""
    return np.flatnonzero(np.append(True, point[1:] != point[:-1]))


def _least(values: Floats, point: Indices) -> Floats:
    """The least value of its point for each row."""
    first = _first_rows(point)
    return np.repeat(np.minimum.reduceat(values, first), np.diff(first, append=len(point)))


def _tried(chords: Chords, points: Floats, pairs: Pairs) -> _Trials:
    """The nearest places in space on both chords of each node."""
    chord = np.stack([chords.before[pairs.node], chords.behind[pairs.node]], axis=1).ravel()
    point = np.repeat(pairs.point, 2)[chord >= 0]
    chord = chord[chord >= 0]
    unit = chords.unit[chord]
    away = points[point] - chords.nodes[chords.start[chord]]
    free = dots(away, unit)
    along = np.clip(free, 0.0, chords.length[chord])
    return _Trials(point, chord, along, free, lengths(away - along[:, None] * unit))


def _settled_near(chords: Chords, points: Floats, _: Floats, trials: _Trials) -> tuple[_Trials, Floats]:
    """The trials that may be the nearest, with geodesic distances, and the vectors from their places to the points."""
    trials = trials.rows(trials.distance <= _least(trials.distance, trials.point) + TIE_M)
    trials.distance = arc_of_chord(trials.distance)
    return trials, points[trials.point] - trials.places(chords)


def _settled_far(chords: Chords, points: Floats, lonlat: Floats, trials: _Trials) -> tuple[_Trials, Floats]:
    """The same for far points: places slide along chords until geodesics meet the line square (Newton's method)."""
    nearest = _least(trials.distance, trials.point)
    pull = points[trials.point] - trials.places(chords)
    # A foot on the ellipsoid lies within the slack of a foot in space.
    trials = trials.rows(_is_foot(chords, trials, pull, chord_slack(nearest)) | (nearest > _SQUARE_M))
    pull = np.empty((len(trials.point), 3))
    moving = np.arange(len(trials.point))
    for _ in range(_STEPS):
        part = trials.rows(moving)
        places = part.places(chords)
        azimuth, distance = courses(to_lonlat(places), lonlat[part.point])
        pull[moving] = headings(places, azimuth)
        trials.distance[moving] = distance
        # Going on by a metre brings the point nearer by `gain`, which itself falls by cot(distance / R) / R; where that
        # is negative, the nearest place is an end of the chord.
        gain = dots(pull[moving], chords.unit[part.chord])
        curve = MEAN_RADIUS_M * np.tan(np.minimum(distance, _CONVEX_M) / MEAN_RADIUS_M)
        free = part.along + gain * np.where(distance < _CONVEX_M, curve, _PAST_ANY_END)
        trials.free[moving] = free
        along = np.clip(free, 0.0, chords.length[part.chord])
        moves = np.abs(along - part.along) > _SETTLED_M
        moving = moving[moves]
        if not len(moving):
            break
        trials.along[moving] = along[moves]
    return trials, pull


def _is_foot(chords: Chords, trials: _Trials, pull: Floats, slack: Floats | float) -> Flags:
    """Whether the distance grows both ways along the line, allowing the foot to lie off by some metres."""
    inside = (trials.free > -slack) & (trials.free < chords.length[trials.chord] + slack)
    node = trials.node(chords)
    onward, back = dots(pull, chords.leaving[node]), dots(pull, chords.arriving[node])
    return np.asarray(inside | ((onward <= slack) & (back >= -slack)))


def _chosen(chords: Chords, trials: _Trials, pull: Floats) -> Feet:
    """The first foot of each point among those that are equally near."""
    metres = trials.metres(chords)
    begins = _first_rows(trials.point)
    nearest = np.flatnonzero(trials.distance == _least(trials.distance, trials.point))
    nearest = np.repeat(nearest[_first_rows(trials.point[nearest])], np.diff(begins, append=len(metres)))
    equal = trials.distance <= trials.distance[nearest] + TIE_M
    elsewhere = np.abs(metres - metres[nearest]) > _SAME_FOOT_M
    tied = equal & elsewhere & _is_foot(chords, trials, pull, slack=1e-6)
    feet = np.flatnonzero(tied | (np.arange(len(metres)) == nearest))
    trials, metres = trials.rows(feet), metres[feet]

    last = np.maximum.reduceat(metres, _first_rows(trials.point))
    first = np.flatnonzero(metres == _least(metres, trials.point))
    first = first[_first_rows(trials.point[first])]
    trials = trials.rows(first)
    at_node = (trials.along <= 0) | (trials.along >= chords.length[trials.chord])
    node = trials.node(chords)
    along = np.where(at_node[:, None], chords.arriving[node] + chords.leaving[node], chords.unit[trials.chord])
    return Feet(metres[first], last, trials.distance, trials.places(chords), along)
