"""Which nodes of the line may be nearest to points, or to any place around them.

Points are taken together in cubes. What cannot be nearest to any place of a cube is left out for all points in it, then
the cube is cut in eight; large cubes look at runs of nodes, small ones at nodes. Neighbouring points so share most of
the work, and nothing is left out that could be nearest.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

import numpy as np

from borderatlas.border.chords import RUN
from borderatlas.border.geodesy import chord_slack, dots, lengths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from borderatlas.border.chords import Chords
    from borderatlas.border.geodesy import Flags, Floats, Indices

TIE_M = 0.1
"""Feet whose distances differ by less are equally near: it is five times what the distances in space may err."""

_LEVELS = 16
_CUBE_M = 2.0**24
"""Width of the cube around the earth; the smallest cubes are 256 m wide."""
_RUN_LEVELS = 12
"""Down to cubes of 4 km runs of nodes are looked at, then nodes."""
_FEW_POINTS = 8
_FEW_NODES = 4
_MOST_PAIRS = 250_000


@dataclass(frozen=True)
class Pairs:
    """Points and nodes that may be nearest to them: rows of the points (ascending), indices of the nodes."""

    point: Indices
    node: Indices

    def rows(self, kept: Flags | Indices) -> Pairs:
        """Some of the pairs."""
        return Pairs(self.point[kept], self.node[kept])


@dataclass(frozen=True, slots=True)
class _Targets:
    """Places on the line, each of which stands for what lies around it.

    Attributes:
        place: Earth-centred metres, shape (t, 3).
        half: Places along straight chords through it, up to this many metres away, shape (t,).
        spread: Or any places up to this many metres away, shape (t,).
    """

    place: Floats
    half: Floats
    spread: Floats


@dataclass(frozen=True, slots=True)
class _Balls:
    """Balls around points: centres (n, 3) and radii (n,) in metres, and the codes by which points are sorted (n,)."""

    centre: Floats
    radius: Floats
    code: NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class _Cubes:
    """Cubes, the points in them, and the targets that may be nearest to a place in them.

    Attributes:
        start: First point of each cube.
        end: The point after its last one.
        centre: Earth-centred metres, shape (c, 3).
        radius: Of the ball that holds the cube and the balls around its points.
        count: How many targets each cube has.
        target: The targets, cube after cube.
    """

    start: Indices
    end: Indices
    centre: Floats
    radius: Floats
    count: Indices
    target: Indices

    def pick(self, cubes: Indices) -> tuple[Indices, Indices]:
        """The targets of some cubes, in the order asked for: row in `cubes`, and target."""
        count = self.count[cubes]
        row = np.repeat(np.arange(len(cubes)), count)
        first = np.cumsum(self.count) - self.count
        shift = first[cubes] - (np.cumsum(count) - count)
        return row, self.target[np.arange(len(row)) + np.repeat(shift, count)]

    def rows(self, cubes: Indices) -> _Cubes:
        """Some of the cubes, in the order asked for."""
        return _Cubes(
            self.start[cubes],
            self.end[cubes],
            self.centre[cubes],
            self.radius[cubes],
            self.count[cubes],
            self.pick(cubes)[1],
        )


def spatial_codes(points: Floats) -> NDArray[np.uint64]:
    """Codes that sort points so that neighbours in space come together: Morton's order in three dimensions.

    Args:
        points: Earth-centred metres, shape (n, 3).
    """
    cells = ((points + _CUBE_M / 2) * (2**_LEVELS / _CUBE_M)).astype(np.uint64)
    for shift, mask in ((16, 0xFF0000FF), (8, 0xF00F00F00F), (4, 0xC30C30C30C3), (2, 0x249249249249)):
        cells = (cells | (cells << np.uint64(shift))) & np.uint64(mask)
    return np.asarray(cells[:, 0] | (cells[:, 1] << np.uint64(1)) | (cells[:, 2] << np.uint64(2)))


def candidates(chords: Chords, points: Floats, radius: Floats) -> Iterator[Pairs]:
    """Finds, for balls around points, every node next to which the foot of any place in the ball may lie.

    Args:
        chords: The line.
        points: Earth-centred metres, in the order of their `spatial_codes`, shape (n, 3).
        radius: Of the balls in metres, shape (n,).

    Yields:
        The pairs of some consecutive points, at least one pair for each; no more than fit into little memory.
    """
    if not len(points):
        return
    nodes = _Targets(chords.nodes, chords.half, np.zeros(len(chords.nodes)))
    cubes = _descended(chords, nodes, _Balls(points, radius, spatial_codes(points)))
    cube = np.repeat(np.arange(len(cubes.start)), cubes.end - cubes.start)
    pairs_before = np.cumsum(cubes.count[cube])
    start = 0
    while start < len(points):
        most = _MOST_PAIRS + (pairs_before[start - 1] if start else 0)
        end = max(start + 1, int(np.searchsorted(pairs_before, most, side="right")))
        row, node = cubes.pick(cube[start:end])
        kept = _possible(nodes, points[start:end], radius[start:end], row, node)
        yield Pairs(row[kept] + start, node[kept])
        start = end


def _descended(chords: Chords, nodes: _Targets, balls: _Balls) -> _Cubes:
    """Cuts cubes until there are few points or few nodes in each."""
    runs = _Targets(chords.nodes[chords.middles], np.zeros(len(chords.middles)), chords.spread)
    cubes = _Cubes(
        start=np.array([0]),
        end=np.array([len(balls.centre)]),
        centre=np.zeros((1, 3)),
        radius=np.array([_CUBE_M]),
        count=np.array([len(chords.middles)]),
        target=np.arange(len(chords.middles)),
    )
    for level in range(1, _RUN_LEVELS + 1):
        cubes = _cut(cubes, runs, balls, level)
    row, run = cubes.pick(np.arange(len(cubes.start)))
    row, node = np.repeat(row, RUN), (run[:, None] * RUN + np.arange(RUN)).ravel()
    row, node = row[node < len(chords.nodes)], node[node < len(chords.nodes)]
    cubes = _only_possible(cubes, nodes, row, node)

    finished = []
    for level in range(_RUN_LEVELS + 1, _LEVELS + 1):
        open_ = (cubes.end - cubes.start > _FEW_POINTS) & (cubes.count > _FEW_NODES)
        finished.append(cubes.rows(np.flatnonzero(~open_)))
        cubes = cubes.rows(np.flatnonzero(open_))
        if not len(cubes.start):
            break
        cubes = _cut(cubes, nodes, balls, level)
    finished.append(cubes)
    every = _Cubes(*(np.concatenate([getattr(part, field.name) for part in finished]) for field in fields(_Cubes)))
    return every.rows(np.argsort(every.start))


def _cut(cubes: _Cubes, targets: _Targets, balls: _Balls, level: int) -> _Cubes:
    """The cubes of the next level that hold points, with those targets of the larger cubes that remain possible."""
    prefix = balls.code >> np.uint64(3 * (_LEVELS - level))
    start = np.append(0, np.flatnonzero(prefix[1:] != prefix[:-1]) + 1)
    end = np.append(start[1:], len(prefix))
    parent = np.searchsorted(cubes.start, start, side="right") - 1
    inside = (parent >= 0) & (start < cubes.end[parent])
    width = _CUBE_M / 2**level
    small = _Cubes(
        start=start[inside],
        end=end[inside],
        centre=(np.floor(balls.centre[start[inside]] / width) + 0.5) * width,
        radius=(np.maximum.reduceat(balls.radius, start) + width * np.sqrt(0.75))[inside],
        count=cubes.count[parent[inside]],
        target=cubes.target,
    )
    return _only_possible(small, targets, *cubes.pick(parent[inside]))


def _only_possible(cubes: _Cubes, targets: _Targets, row: Indices, target: Indices) -> _Cubes:
    """The cubes with those targets that may be nearest to a place in them."""
    kept = _possible(targets, cubes.centre, cubes.radius, row, target)
    return replace(cubes, count=np.bincount(row[kept], minlength=len(cubes.start)), target=target[kept])


def _possible(targets: _Targets, centre: Floats, radius: Floats, row: Indices, target: Indices) -> Flags:
    """Which targets may stand for the foot of a place in the ball.

    Let q be in the ball of radius r around p, x any place on the line and f the foot of q. If f lies on a chord at the
    target v, at most h away, then |qv|² - h² ≤ |qf|² ≤ (|qx| + slack)²; if it lies anywhere within s of v, then
    |qv| - s ≤ |qf|, as if the slack were wider by s. And |qv|² - |qx|² ≥ |pv|² - |px|² - 2 r |vx|. A target that breaks
    the inequality between the outer terms is left out; x is the target nearest to p.

    Args:
        targets: Places on the line.
        centre: Of the balls, shape (b, 3).
        radius: Of the balls, shape (b,).
        row: Ball of each pair, ascending, shape (p,).
        target: Target of each pair, shape (p,).
    """
    places = targets.place[target]
    away = places - centre[row]
    square = dots(away, away)
    first = np.flatnonzero(np.append(True, row[1:] != row[:-1]))
    least = np.minimum.reduceat(square, first)
    nearest = np.flatnonzero(square == least[row])
    nearest = nearest[np.append(True, np.diff(row[nearest]) > 0)]
    furthest = np.sqrt(least) + radius
    slack = (chord_slack(furthest) + TIE_M)[row] + targets.spread[target]
    spare = targets.half[target] ** 2 + (2 * furthest[row] + slack) * slack
    if radius.any():
        apart = lengths(places - places[nearest][row])
        spare += 2 * radius[row] * apart
    return np.asarray(square - least[row] <= spare)
