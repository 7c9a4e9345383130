"""The kilometre axis: vertices of one or several parts, measured in metres from the first one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely

from borderatlas.border.geodesy import advance, courses
from borderatlas.errors import GeometryError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from borderatlas.border.geodesy import Flags, Floats, Indices

_SAME_PLACE_M = 1e-6
"""Vertices nearer than this are one vertex; the azimuth of a shorter edge would be noise."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch that the line leaves open between two of its parts. It has no kilometres.

    Attributes:
        km: Where on the axis it lies.
        length_m: Geodesic distance across it.
    """

    km: float
    length_m: float


@dataclass(frozen=True)
class Axis:
    """The vertices of the line and their metres.

    Attributes:
        lonlat: Degrees of WGS 84, shape (n, 2).
        part: Which part each vertex belongs to, shape (n,).
        metres: Geodesic distance along the line, gaps not counted, shape (n,).
        edges: First vertex of each edge, shape (e,).
        azimuths: At which each edge leaves its first vertex, in degrees, shape (e,).
        lengths: Of each edge, in metres, shape (e,).
    """

    lonlat: Floats
    part: Indices
    metres: Floats
    edges: Indices
    azimuths: Floats
    lengths: Floats

    @classmethod
    def of_parts(cls, parts: Sequence[Floats]) -> Axis:
        """Measures parts, each of shape (n, 2), in their order; drops repeated vertices and joins parts that touch.

        Raises:
            GeometryError: There is no part, a coordinate is not a place on earth, or a part has no length.
        """
        if not any(len(part) for part in parts):
            raise GeometryError("The border line is empty: it needs at least two different vertices.")
        for number, part in enumerate(parts, start=1):
            check_coordinates(part, f"part {number} of the border line")
        lonlat = np.concatenate(parts)
        part = np.repeat(np.arange(len(parts)), [len(vertices) for vertices in parts])
        repeated = np.append(False, courses(lonlat[:-1], lonlat[1:])[1] <= _SAME_PLACE_M)
        # A part that begins where the one before it ends continues that one.
        joined = repeated & np.append(False, np.diff(part) > 0)
        part = (part - np.cumsum(joined))[~repeated]
        lonlat = lonlat[~repeated]
        alone = np.append(True, np.diff(part) > 0) & np.append(np.diff(part) > 0, True)
        if alone.any():
            lon, lat = lonlat[np.argmax(alone)]
            raise GeometryError(
                f"A part of the border line has no length, at longitude {lon:.6f}, latitude {lat:.6f}. "
                "Expected at least two different vertices in every part; remove it, or add its other end."
            )
        azimuths, lengths = courses(lonlat[:-1], lonlat[1:])
        edges = np.flatnonzero(np.diff(part) == 0)
        metres = np.append(0.0, np.cumsum(np.where(np.diff(part) == 0, lengths, 0.0)))
        return cls(lonlat, part, metres, edges, azimuths[edges], lengths[edges])

    @property
    def length_m(self) -> float:
        """Length of all parts."""
        return float(self.metres[-1])

    @cached_property
    def bounds(self) -> Indices:
        """First vertex of each part, and the number of vertices at the end, shape (parts + 1,)."""
        return np.append(np.flatnonzero(np.append(True, np.diff(self.part) > 0)), len(self.part))

    @cached_property
    def closed(self) -> Flags:
        """Which parts are rings."""
        first, last = self.lonlat[self.bounds[:-1]], self.lonlat[self.bounds[1:] - 1]
        return courses(first, last)[1] <= _SAME_PLACE_M

    def gaps(self) -> list[Gap]:
        """The stretches between the parts, in order."""
        last, first = self.bounds[1:-1] - 1, self.bounds[1:-1]
        _, lengths = courses(self.lonlat[last], self.lonlat[first])
        return [Gap(float(km), float(m)) for km, m in zip(self.metres[last] / 1000, lengths, strict=True)]

    def geometry(self) -> shapely.LineString | shapely.MultiLineString:
        """The line as it is measured."""
        lines = [shapely.LineString(self.lonlat[a:b]) for a, b in pairwise(self.bounds)]
        return lines[0] if len(lines) == 1 else shapely.MultiLineString(lines)

    def places_at(self, metres: Floats) -> Floats:
        """Degrees at metres along the axis, shape (n, 2); where a gap lies, its beginning."""
        starts = self.metres[self.edges]
        edge = np.maximum(np.searchsorted(starts, metres, side="left") - 1, 0)
        vertex = self.edges[edge]
        return advance(self.lonlat[vertex], self.azimuths[edge], metres - starts[edge])[0]

    def stretch(self, start_m: float, end_m: float) -> shapely.LineString | shapely.MultiLineString:
        """The line between two metres, `start_m` < `end_m`; where it has gaps, in several parts."""
        lines = []
        for first, end in pairwise(self.bounds):
            metres = self.metres[first:end]
            low, high = max(start_m, metres[0]), min(end_m, metres[-1])
            if low < high:
                within = self.lonlat[first:end][(metres > low) & (metres < high)]
                ends = [self._place_in(int(first), int(end), at) for at in (low, high)]
                lines.append(shapely.LineString(np.vstack([ends[0], within, ends[1]])))
        return lines[0] if len(lines) == 1 else shapely.MultiLineString(lines)

    def _place_in(self, first: int, end: int, metres: float) -> Floats:
        """The place at some metres within the part of the vertices from `first` to before `end`, shape (1, 2)."""
        vertex = first + np.searchsorted(self.metres[first:end], metres, side="right") - 1
        if self.metres[vertex] == metres:
            return self.lonlat[[vertex]]
        edge = np.searchsorted(self.edges, vertex)
        return advance(self.lonlat[[vertex]], self.azimuths[[edge]], metres - self.metres[[vertex]])[0]


def check_coordinates(lonlat: Floats, what: str) -> None:
    """Raises a GeometryError that names the first vertex that is no place on earth."""
    finite = np.logical_and(*np.isfinite(lonlat).T)
    faulty = np.flatnonzero(~(finite & (np.abs(lonlat[:, 1]) <= 90)))
    if not len(faulty):
        return
    vertex = int(faulty[0])
    lon, lat = lonlat[vertex]
    place = f"vertex {vertex + 1} of {what} is ({lon:g}, {lat:g})"
    if not finite[vertex]:
        raise GeometryError(f"No coordinate: {place}. Expected finite degrees; mend or remove the vertex.")
    raise GeometryError(
        f"Latitude beyond 90 degrees: {place}. Expected longitude first, then latitude, in degrees; "
        "if they are swapped, swap them; if they are projected, name their CRS."
    )
