"""The stretch of the line on which the foot of a place may lie that is known to a precision only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from borderatlas.border.candidates import TIE_M, candidates
from borderatlas.border.geodesy import chord_slack, dots, lengths

if TYPE_CHECKING:
    from borderatlas.border.candidates import Pairs
    from borderatlas.border.chords import Chords
    from borderatlas.border.geodesy import Floats, Indices

_FURTHEST_M = 9_000_000.0
"""Beyond, near the other side of the globe, feet jump along the whole line."""
_FLAT_M = 0.01
"""What heights and chords can add to a radius on short distances."""


@dataclass(frozen=True, slots=True)
class _Balls:
    """Places that points may be: earth-centred metres (n, 3), and radii in metres (n,)."""

    centre: Floats
    radius: Floats


def reaches(chords: Chords, points: Floats, offset: Floats, precision: Floats) -> tuple[Floats, Floats]:
    """The least and the greatest metres that the foot of any position within the precision may have.

    Never too narrow, and never narrower for a wider precision: a place of the line is left out only where
    (a) the distance from every such position falls one way along the line there, so that it is no foot of any, or
    (b) some other place of the line is nearer to all of them.
    As (b) is asked of some other places only, the stretch may be wider than need be. Beyond 9,000 km it is all of
    the line.

    Args:
        chords: The line.
        points: Earth-centred metres, in the order of their `spatial_codes`, shape (n, 3).
        offset: Their distances from the line in metres, shape (n,).
        precision: Radii in metres, more than 0, shape (n,).
    """
    # A foot on the ellipsoid lies within the slack of a foot in space.
    balls = _Balls(points, precision + chord_slack(offset + precision) + _FLAT_M)
    low, high = np.full(len(points), np.inf), np.full(len(points), -np.inf)
    for pairs in candidates(chords, balls.centre, balls.radius):
        least, greatest = _stretches(chords, balls, pairs)
        feet = np.flatnonzero(least <= greatest)
        for bound, values, rows in ((low, least, feet), (high, greatest, feet[::-1])):
            first = rows[_first_possible(chords, balls, pairs.rows(rows))]
            bound[pairs.point[first]] = values[first]
    beyond = offset > _FURTHEST_M
    return np.where(beyond, 0.0, low), np.where(beyond, chords.metres[-1], high)


def _stretches(chords: Chords, balls: _Balls, pairs: Pairs) -> tuple[Floats, Floats]:
    """From which to which metres feet of places in the ball may lie by (a), next to each node; nowhere if reversed."""
    pull = balls.centre[pairs.point] - chords.nodes[pairs.node]
    radius, metres = balls.radius[pairs.point], chords.metres[pairs.node]
    onward, back = dots(pull, chords.leaving[pairs.node]), dots(pull, chords.arriving[pairs.node])
    half_on, half_back = (
        np.where(chord >= 0, chords.length[chord] / 2, 0.0)
        for chord in (chords.behind[pairs.node], chords.before[pairs.node])
    )
    at_node = (onward <= radius) & (back >= -radius)
    least_on, greatest_on = np.maximum(onward - radius, 0.0), np.minimum(onward + radius, half_on)
    least_back, greatest_back = np.maximum(back - radius, -half_back), np.minimum(back + radius, 0.0)
    is_on, is_back = least_on < greatest_on, least_back < greatest_back
    least = np.where(is_back, least_back, np.where(at_node, 0.0, np.where(is_on, least_on, np.inf)))
    greatest = np.where(is_on, greatest_on, np.where(at_node, 0.0, np.where(is_back, greatest_back, -np.inf)))
    return metres + least, metres + greatest


def _first_possible(chords: Chords, balls: _Balls, pairs: Pairs) -> Indices:
    """The first pair of each point that (b) does not rule out, as rows of the pairs."""
    begin = np.flatnonzero(np.append(True, pairs.point[1:] != pairs.point[:-1]))
    end = np.append(begin[1:], len(pairs.point))
    found, at_once = [], 1
    while len(begin):
        count = np.minimum(end - begin, at_once)
        rows = np.arange(count.sum()) + np.repeat(begin - (np.cumsum(count) - count), count)
        possible = rows[_possible(chords, balls, pairs.rows(rows))]
        at = np.searchsorted(possible, begin)
        hit = possible[np.minimum(at, len(possible) - 1)] if len(possible) else begin - 1
        done = (hit >= begin) & (hit < begin + count)
        found.append(hit[done])
        begin = begin + count
        left = ~done & (begin < end)
        begin, end, at_once = begin[left], end[left], 2 * at_once
    return np.concatenate(found)


def _possible(chords: Chords, balls: _Balls, pairs: Pairs) -> Indices:
    """Pairs whose node is not further from all places in the ball than the node 1, 2, 4, 8, … along the line."""
    last = len(chords.nodes) - 1
    kept = np.arange(len(pairs.point))
    step = 1
    while step <= last:
        for shift in (step, -step):
            point, node = pairs.point[kept], pairs.node[kept]
            own, other = chords.nodes[node], chords.nodes[np.clip(node + shift, 0, last)]
            centre, radius = balls.centre[point], balls.radius[point]
            away = lengths(centre - other) + radius
            slack = chord_slack(away) + TIE_M
            # |pv|² - |px|² ≤ 2 r |vx| + h² + what equal distances may differ by, as in `candidates`
            gain = dots(other - own, 2 * centre - own - other)
            spare = 2 * radius * lengths(own - other) + chords.half[node] ** 2 + (2 * away + slack) * slack
            kept = kept[gain <= spare]
        step *= 2
    return kept
