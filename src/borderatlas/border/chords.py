"""The line as short straight chords in space, on which the nearest place is found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from borderatlas.border.geodesy import advance, lengths, to_vectors

if TYPE_CHECKING:
    from borderatlas.border.axis import Axis
    from borderatlas.border.geodesy import Floats, Indices

_LONGEST_M = 250.0
"""Edges are cut to chords of at most this length: such a chord runs 1.2 mm below the ellipsoid."""
RUN = 16
"""Nodes that are looked at as one from afar."""


@dataclass(frozen=True)
class Chords:
    """Nodes on the line (its vertices, and more where edges are long) and the straight chords between them.

    Where the line ends, a node has no chord before it or none behind it: the index is -1 and the unit vector 0. A ring
    has a node for its first and one for its last vertex, in the same place, and both have the same two chords.

    Attributes:
        nodes: Earth-centred metres, shape (n, 3).
        metres: Of each node along the line, shape (n,).
        before: Chord that arrives at each node, shape (n,).
        behind: Chord that leaves each node, shape (n,).
        arriving: Unit vector of `before`, shape (n, 3).
        leaving: Unit vector of `behind`, shape (n, 3).
        half: Half the length of the longer of both, shape (n,).
        start: Node at which each chord starts, shape (c,); it ends at the next one.
        unit: Direction of each chord, shape (c, 3).
        length: In metres, shape (c,).
        ends: Metres at which the line ends, ascending; a ring has no ends.
        middles: The middle one of each run of 16 nodes, shape (r,).
        spread: How far from it the run and the halves of its chords reach, in metres, shape (r,).
    """

    nodes: Floats
    metres: Floats
    before: Indices
    behind: Indices
    arriving: Floats
    leaving: Floats
    half: Floats
    start: Indices
    unit: Floats
    length: Floats
    ends: Floats
    middles: Indices
    spread: Floats

    @classmethod
    def of_axis(cls, axis: Axis) -> Chords:
        """Cuts the edges of an axis."""
        pieces = np.maximum(1, np.ceil(axis.lengths / _LONGEST_M)).astype(np.intp)
        nodes_from = np.ones(len(axis.lonlat), dtype=np.intp)
        nodes_from[axis.edges] = pieces
        vertex = np.repeat(np.arange(len(axis.lonlat)), nodes_from)
        first = np.cumsum(nodes_from) - nodes_from

        lonlat, metres = axis.lonlat[vertex], axis.metres[vertex]
        step = np.arange(len(vertex)) - first[vertex]
        cut = np.flatnonzero(step)
        edge = np.searchsorted(axis.edges, vertex[cut])
        away = axis.lengths[edge] * step[cut] / pieces[edge]
        lonlat[cut], _ = advance(lonlat[cut], axis.azimuths[edge], away)
        metres[cut] += away

        part_first, part_last = first[axis.bounds[:-1]], first[axis.bounds[1:] - 1]
        return cls._of_nodes(to_vectors(lonlat), metres, part_first, part_last, np.flatnonzero(axis.closed))

    @classmethod
    def _of_nodes(cls, nodes: Floats, metres: Floats, first: Indices, last: Indices, rings: Indices) -> Chords:
        start = np.delete(np.arange(len(nodes)), last)
        along = nodes[start + 1] - nodes[start]
        length = lengths(along)
        unit = along / length[:, None]
        before, behind = np.full((2, len(nodes)), -1, dtype=np.intp)
        before[start + 1] = behind[start] = np.arange(len(start))
        before[first[rings]], behind[last[rings]] = before[last[rings]], behind[first[rings]]
        arrives, leaves = before >= 0, behind >= 0
        half = np.maximum(np.where(arrives, length[before], 0.0), np.where(leaves, length[behind], 0.0)) / 2
        runs = np.arange(0, len(nodes), RUN)
        middles = np.minimum(runs + RUN // 2, len(nodes) - 1)
        from_middle = lengths(nodes - np.repeat(nodes[middles], RUN, axis=0)[: len(nodes)]) + half
        return cls(
            nodes=nodes,
            metres=metres,
            before=before,
            behind=behind,
            arriving=np.where(arrives[:, None], unit[before], 0.0),
            leaving=np.where(leaves[:, None], unit[behind], 0.0),
            half=half,
            start=start,
            unit=unit,
            length=length,
            ends=np.sort(metres[~(arrives & leaves)]),
            middles=middles,
            spread=np.maximum.reduceat(from_middle, runs),
        )
