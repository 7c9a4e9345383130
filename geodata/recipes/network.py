"""The shortest way along a heap of unconnected lines."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

import numpy as np
import shapely

import border_line
import region

if TYPE_CHECKING:
    from collections.abc import Iterable

    from edges import Line

GAP_M = 400.0
"""Ends of lines closer than this may be joined by a straight gap,"""
GAP_COST = 20.0
"""which counts as this many times its length, so that it is the last resort."""


class Network:
    """Lines that may be walked from end to end."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = [line for line in lines if len(line) > 1]
        ends = np.concatenate([line[[0, -1]] for line in self._lines])
        self._nodes, node_of = np.unique(ends, axis=0, return_inverse=True)
        self._ways: list[list[tuple[float, int, Line]]] = [[] for _ in self._nodes]
        for line, (a, b) in zip(self._lines, node_of.reshape(-1, 2).tolist(), strict=True):
            metres = float(border_line.distances(line)[-1])
            self._ways[a].append((metres, b, line))
            self._ways[b].append((metres, a, line[::-1]))
        self._metres = region.to_metres(self._nodes)
        points = np.asarray(shapely.points(self._metres))
        for a, b in shapely.STRtree(points).query(points, predicate="dwithin", distance=GAP_M).T.tolist():
            if a != b:
                gap = float(np.hypot(*(self._metres[a] - self._metres[b])))
                self._ways[a].append((gap * GAP_COST, b, self._nodes[[a, b]]))

    def path(self, start: tuple[float, float], end: tuple[float, float]) -> Line:
        """Vertices of the shortest way between the line ends nearest to two points (lon, lat), by Dijkstra's method.

        Raises:
            ValueError: the lines do not connect the two.
        """
        first, last = self._nearest(start), self._nearest(end)
        cost = {first: 0.0}
        came: dict[int, tuple[int, Line]] = {}
        queue = [(0.0, first)]
        while queue:
            so_far, node = heapq.heappop(queue)
            if node == last:
                break
            if so_far > cost[node]:
                continue
            for metres, other, line in self._ways[node]:
                if so_far + metres < cost.get(other, np.inf):
                    cost[other] = so_far + metres
                    came[other] = (node, line)
                    heapq.heappush(queue, (cost[other], other))
        if last not in came:
            raise ValueError(f"No line leads from {start} to {end}.")
        pieces = []
        while last != first:
            last, line = came[last]
            pieces.append(line)
        vertices = np.concatenate(pieces[::-1])
        moves = np.concatenate([[True], np.any(np.diff(vertices, axis=0) != 0, axis=1)])
        return np.compress(moves, vertices, axis=0)

    def _nearest(self, lonlat: tuple[float, float]) -> int:
        away = self._metres - region.to_metres(np.array([lonlat]))
        return int(np.argmin(np.hypot(away[:, 0], away[:, 1])))
