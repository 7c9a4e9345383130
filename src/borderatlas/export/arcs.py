"""Lines and rings cut into arcs that neighbours share, as TopoJSON has them.

A vertex is a junction where lines that pass it part from each other; the ends of lines and the beginnings of rings are
junctions too, so that every line comes back with its vertices in their order. Vertices are the same if their whole
coordinates are.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

Vertex: TypeAlias = tuple[int, int]
"""A place on a grid."""
Course: TypeAlias = tuple[Vertex, ...]
"""The vertices of a line; those of a ring begin and end with the same."""


class Arcs:
    """Arcs, each once, however many lines run along it."""

    def __init__(self, courses: Iterable[Course]) -> None:
        every = list(courses)
        self._junctions = _junctions(every)
        self._places: dict[Course, int] = {}
        self._of = {course: self._cut(course) for course in every}

    def of(self, course: Course) -> list[int]:
        """The arcs that make up a line, in its direction: the number of an arc, or ~number where it runs backward."""
        return list(self._of[course])

    def __iter__(self) -> Iterator[NDArray[np.int64]]:
        """The arcs by number: first a place, then the steps from one vertex to the next; shape (n, 2)."""
        for course in self._places:
            places = np.array(course, dtype=np.int64)
            places[1:] -= places[:-1].copy()
            yield places

    def _cut(self, course: Course) -> list[int]:
        cuts = [place for place in range(1, len(course) - 1) if course[place] in self._junctions]
        ends = [0, *cuts, len(course) - 1]
        return [self._number(course[start : end + 1]) for start, end in pairwise(ends)]

    def _number(self, piece: Course) -> int:
        if piece in self._places:
            return self._places[piece]
        backward = piece[::-1]
        if backward in self._places:
            return ~self._places[backward]
        self._places[piece] = len(self._places)
        return self._places[piece]


def _junctions(courses: Sequence[Course]) -> set[Vertex]:
    found: set[Vertex] = set()
    neighbours: dict[Vertex, frozenset[Vertex]] = {}
    for course in courses:
        found |= {course[0], course[-1]}
        for before, vertex, after in zip(course, course[1:], course[2:], strict=False):
            beside = frozenset((before, after))
            if neighbours.setdefault(vertex, beside) != beside:
                found.add(vertex)
    return found
