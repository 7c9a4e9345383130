"""Find the edges that polygons share, vertex for vertex.

A vertex is one 64-bit integer (longitude and latitude in units of 1e-7 degrees, about a centimetre), an edge
is a pair of them with the smaller one first. Whether an edge stands in another polygon is then a question of
set membership; nothing is snapped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

Line: TypeAlias = "NDArray[np.float64]"
"""Vertices, lon and lat in degrees: float64 (n, 2)."""

UNITS = 10_000_000
_ORIGIN = np.array([180.0, 90.0])
_LAT_BITS = np.uint64(31)
_EDGE = np.dtype([("a", np.uint64), ("b", np.uint64)])


def vertex_keys(line: Line) -> NDArray[np.uint64]:
    """One integer per vertex: uint64 (n,)."""
    units = np.rint((line + _ORIGIN) * UNITS).astype(np.uint64)
    keys: NDArray[np.uint64] = np.bitwise_or(np.left_shift(units[:, 0], _LAT_BITS), units[:, 1])
    return keys


def vertices(keys: NDArray[np.uint64]) -> Line:
    """Inverse of `vertex_keys`: lon, lat to seven decimals."""
    lon = (keys >> _LAT_BITS).astype(np.int64) - 180 * UNITS
    lat = (keys & np.uint64((1 << 31) - 1)).astype(np.int64) - 90 * UNITS
    return np.stack([lon, lat], axis=-1) / UNITS


def edge_keys(line: Line) -> NDArray[np.void]:
    """The edges between consecutive vertices of a line or closed ring, without direction; structured (n - 1,)."""
    keys = vertex_keys(line)
    pairs = np.sort(np.stack([keys[:-1], keys[1:]], axis=1), axis=1)
    return np.ascontiguousarray(pairs).view(_EDGE).ravel()


def edge_set(rings: Iterable[Line]) -> NDArray[np.void]:
    """All edges of some closed rings, each once, sorted; edges of no length are left out."""
    edges = np.unique(np.concatenate([edge_keys(ring) for ring in rings]))
    return np.compress(edges["a"] != edges["b"], edges)


def shared_runs(rings_a: Iterable[Line], rings_b: Iterable[Line]) -> list[Line]:
    """The edges that stand in rings of both polygons, joined end to end into the longest possible lines.

    Returns:
        Lines without branches, each from its western end to its eastern one, sorted by their western ends.
    """
    shared = np.intersect1d(edge_set(rings_a), edge_set(rings_b), assume_unique=True)
    if not len(shared):
        return []
    pieces = vertices(np.stack([shared["a"], shared["b"]], axis=1))
    merged = shapely.line_merge(shapely.MultiLineString(list(pieces)))
    runs = [shapely.get_coordinates(part) for part in shapely.get_parts(merged)]
    runs = [run if run[0, 0] <= run[-1, 0] else run[::-1] for run in runs]
    return sorted(runs, key=lambda run: tuple(run[0]))
