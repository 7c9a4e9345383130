"""An independent answer to "where along the line": nothing but `pyproj.Geod`, no vectors, no index, no derivatives.

The distance to a place that moves along the line changes by no more than the place moves. So a piece of the line whose
middle is further away than the nearest middle known by more than half its length cannot hold the foot; the others are
cut in ten, until they are 5 cm long.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod

Floats = NDArray[np.float64]

GEOD = Geod(ellps="WGS84")
COARSE_M = 5_000.0
FINE_M = 0.05


@dataclass(frozen=True)
class Reference:
    """The foot of each point by brute force: metres along the line and geodesic distance, both of shape (n,)."""

    metres: Floats
    offset: Floats


@dataclass(frozen=True)
class Pieces:
    """Pieces of the edges of a line: edge, metres from its start to the middle of the piece, length of the piece."""

    edge: NDArray[np.intp]
    middle: Floats
    length: Floats

    def cut(self, parts: NDArray[np.intp]) -> Pieces:
        which = np.repeat(np.arange(len(parts)), parts)
        number = np.arange(len(which)) - np.repeat(np.cumsum(parts) - parts, parts)
        length = self.length[which] / parts[which]
        start = self.middle[which] - self.length[which] / 2
        return Pieces(self.edge[which], start + (number + 0.5) * length, length)


def brute_force(line: Floats, points: Floats) -> Reference:
    """Finds the feet of points, shape (n, 2), on a line of vertices, shape (m, 2), one point after the other."""
    azimuth, _, length = GEOD.inv(*line[:-1].T, *line[1:].T)
    begin = np.append(0.0, np.cumsum(length))[:-1]
    whole = Pieces(np.arange(len(length)), length / 2, length)
    coarse = whole.cut(np.maximum(np.ceil(length / COARSE_M), 1).astype(np.intp))

    def foot(lon: float, lat: float) -> tuple[float, float]:
        pieces = coarse
        while True:
            x, y, _ = GEOD.fwd(*line[pieces.edge].T, azimuth[pieces.edge], pieces.middle)
            away = np.asarray(GEOD.inv(x, y, np.full(len(x), lon), np.full(len(x), lat))[2])
            nearest = int(np.argmin(away))
            if pieces.length.max() <= FINE_M:
                return begin[pieces.edge[nearest]] + pieces.middle[nearest], away[nearest]
            possible = away - pieces.length / 2 <= away[nearest]
            pieces = Pieces(pieces.edge[possible], pieces.middle[possible], pieces.length[possible])
            pieces = pieces.cut(np.where(pieces.length > FINE_M, 10, 1))

    return Reference(*np.array([foot(*point) for point in points]).T)


def around(line: Floats, count: int, nearest_m: float, furthest_m: float, seed: int) -> Floats:
    """Random places some distance from random vertices of a line, shape (count, 2); as many per power of ten."""
    rng = np.random.default_rng(seed)
    vertex = line[rng.integers(0, len(line), count)]
    away = np.exp(rng.uniform(np.log(nearest_m), np.log(furthest_m), count))
    return np.column_stack(GEOD.fwd(*vertex.T, rng.uniform(0, 360, count), away)[:2])
