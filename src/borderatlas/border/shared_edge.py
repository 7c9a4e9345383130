"""The line that two countries share: edges that stand in both outlines, then edges that lie within a tolerance."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise, permutations
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np
import shapely
from shapely.geometry.polygon import orient

from borderatlas.border.addresses import addresses
from borderatlas.border.axis import Axis, check_coordinates
from borderatlas.border.chords import Chords
from borderatlas.border.edges import Edges
from borderatlas.border.geodesy import courses
from borderatlas.errors import GeometryError

if TYPE_CHECKING:
    from borderatlas.border.axis import Gap
    from borderatlas.border.geodesy import Flags, Floats, Indices
    from borderatlas.border.line import Border

Country: TypeAlias = shapely.Polygon | shapely.MultiPolygon
Method: TypeAlias = Literal["exact", "tolerance", "exact and tolerance"]
_Edge: TypeAlias = tuple[float, float, float, float]

_MOST_ORDERS = 6
"""Of more rings not every order is tried: they go from west to east."""
_STUB = 10
"""Outlines that part at a tripoint stay near each other for a while: stretches of fewer tolerances are left out."""


@dataclass(frozen=True, slots=True)
class SharedBorder:
    """The border of two countries, and how it was found.

    Attributes:
        border: Its pieces on one axis of kilometres, from west to east as a whole; enclaves follow.
        pieces: How many pieces it has that do not touch: a gap makes two of one, an enclave is one.
        method: `exact`: every edge stands in both outlines. `tolerance`: every edge stands in the first outline and
            lies within the tolerance of the second. `exact and tolerance`: some are of this kind, some of that.
        tolerance_m: The tolerance in metres; 0 where the method is `exact`.
        deviation_m: How far apart the outlines are at most along the border, in metres; 0 where the method is `exact`.
        inexact_km: Length of the edges that do not stand in both outlines.
        gaps: Between the pieces, with their lengths.
    """

    border: Border
    pieces: int
    method: Method
    tolerance_m: float
    deviation_m: float
    inexact_km: float
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class SharedLine:
    """Edges that two outlines share, joined.

    Attributes:
        pieces: Vertices of each piece in degrees, shape (n, 2), in order.
        first_on_left: Whether the first country lies on the left of the pieces.
        exact_m: Length of the edges that stand in both outlines.
        inexact_m: Length of the other ones.
        deviation_m: Greatest distance of the other ones from the second outline.
    """

    pieces: list[Floats]
    first_on_left: bool
    exact_m: float
    inexact_m: float
    deviation_m: float

    @property
    def method(self) -> Method:
        """How the edges were found."""
        if not self.inexact_m:
            return "exact"
        return "exact and tolerance" if self.exact_m else "tolerance"


@dataclass(frozen=True, slots=True)
class _Ring:
    """A ring of the first country, which lies on its left.

    Attributes:
        lonlat: Vertices, the first one again at the end, shape (e + 1, 2).
        lengths: Of the edges in metres, shape (e,).
        exact: Edges that stand in the second outline too, shape (e,).
        shared: Edges that are taken for the border, shape (e,).
        away: How far from the second outline each edge runs at most, in metres, shape (e,); infinite beyond the
            tolerance.
    """

    lonlat: Floats
    lengths: Floats
    exact: Flags
    shared: Flags
    away: Floats

    @property
    def west(self) -> float:
        """The westernmost longitude of the shared edges, in degrees."""
        return float(np.minimum(self.lonlat[:-1, 0], self.lonlat[1:, 0])[self.shared].min())

    @property
    def is_enclave(self) -> bool:
        """Whether all of the ring is shared."""
        return bool(self.shared.all())


def shared_line(first: Country, second: Country, tolerance_m: float) -> SharedLine:
    """Finds the line that two countries share.

    Raises:
        GeometryError: One of them is no polygon, or they share no edge within the tolerance.
    """
    outline, other = _rings(first, "first"), _rings(second, "second")
    their_edges = {edge for ring in other for edge in _edges(ring)}
    rings = [_compared(ring, their_edges) for ring in outline]
    if tolerance_m > 0:
        second_outline = Chords.of_axis(Axis.of_parts(other))
        rings = [_closed_up(ring, second_outline, tolerance_m) for ring in rings]
    rings = sorted((ring for ring in rings if ring.shared.any()), key=lambda ring: (ring.is_enclave, ring.west))
    if not rings:
        raise GeometryError(
            f"The two countries share no edge, nor do their outlines run within {tolerance_m:g} m of each other. "
            "Expected neighbours, best from one data set; else name a tolerance as wide as their outlines lie apart."
        )
    pieces = [_pieces(ring) for ring in rings]
    eastward = sum(_degrees_east(piece) for of_ring in pieces for piece in of_ring) >= 0
    if not eastward:
        pieces = [[piece[::-1] for piece in reversed(of_ring)] for of_ring in pieces]
    pieces = _chained(pieces, sum(not ring.is_enclave for ring in rings))
    inexact = [ring.shared & ~ring.exact for ring in rings]
    return SharedLine(
        pieces=[piece for of_ring in pieces for piece in of_ring],
        first_on_left=eastward,
        exact_m=float(sum(ring.lengths[ring.exact].sum() for ring in rings)),
        inexact_m=float(sum(ring.lengths[edges].sum() for ring, edges in zip(rings, inexact, strict=True))),
        deviation_m=float(max(ring.away[edges].max(initial=0.0) for ring, edges in zip(rings, inexact, strict=True))),
    )


def _rings(country: Country, which: str) -> list[Floats]:
    """The rings of a country, which lies on their left; without repeated vertices."""
    if not isinstance(country, shapely.Polygon | shapely.MultiPolygon) or country.is_empty:
        found = "an empty one" if getattr(country, "is_empty", False) else f"a {type(country).__name__}"
        raise GeometryError(f"The {which} country must be a Polygon or a MultiPolygon; found {found}.")
    rings = []
    for polygon in map(orient, shapely.get_parts(country)):
        for ring in (polygon.exterior, *polygon.interiors):
            lonlat = shapely.get_coordinates(ring)
            check_coordinates(lonlat, f"an outline of the {which} country")
            rings.append(lonlat[np.append(True, (np.diff(lonlat, axis=0) != 0).any(axis=1))])
    return rings


def _edges(ring: Floats) -> list[_Edge]:
    """Edges without direction."""
    ends = [tuple(vertex) for vertex in ring.tolist()]
    return [(*a, *b) if a <= b else (*b, *a) for a, b in pairwise(ends)]


def _compared(ring: Floats, their_edges: set[_Edge]) -> _Ring:
    exact = np.array([edge in their_edges for edge in _edges(ring)])
    return _Ring(ring, courses(ring[:-1], ring[1:])[1], exact, exact, np.where(exact, 0.0, np.inf))


def _closed_up(ring: _Ring, outline: Chords, tolerance_m: float) -> _Ring:
    """Adds edges within the tolerance of an outline: between exact ones, and in stretches of many tolerances."""
    away = _distances(ring, outline, tolerance_m)
    near = np.isfinite(away) & ~ring.exact
    begin = int(np.argmin(near))
    ring, near = _turned(replace(ring, away=away), begin), np.roll(near, -begin)
    shared = ring.exact.copy()
    for run in _runs(near):
        between = ring.exact[run[0] - 1] and ring.exact[(run[-1] + 1) % len(near)]
        if between or ring.lengths[run].sum() > _STUB * tolerance_m:
            shared[run] = True
    return replace(ring, shared=shared)


def _distances(ring: _Ring, outline: Chords, tolerance_m: float) -> Floats:
    """How far from an outline the edges of a ring run at most, looked at every tolerance; infinite beyond it."""
    vertices = addresses(outline, ring.lonlat[:-1], np.zeros(len(ring.lengths))).offset
    away = np.where(ring.exact, 0.0, np.maximum(vertices, np.roll(vertices, -1)))
    within = np.flatnonzero((away <= tolerance_m) & ~ring.exact)
    edges = Edges.between(ring.lonlat[within], ring.lonlat[within + 1], within)
    edges = edges.cut(np.ceil(edges.length / max(tolerance_m, 1.0)).astype(np.intp) + 1)
    np.maximum.at(away, edges.owner, addresses(outline, edges.middles(), np.zeros(len(edges.owner))).offset)
    return np.where(away <= tolerance_m, away, np.inf)


def _turned(ring: _Ring, edge: int) -> _Ring:
    """The ring from another edge on."""
    return _Ring(
        lonlat=np.vstack([ring.lonlat[edge:-1], ring.lonlat[: edge + 1]]),
        lengths=np.roll(ring.lengths, -edge),
        exact=np.roll(ring.exact, -edge),
        shared=np.roll(ring.shared, -edge),
        away=np.roll(ring.away, -edge),
    )


def _runs(chosen: Flags) -> list[Indices]:
    """Runs of neighbouring rows."""
    rows = np.flatnonzero(chosen)
    return np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1) if len(rows) else []


def _pieces(ring: _Ring) -> list[Floats]:
    """The shared edges of a ring, joined; the first piece follows on the longest stretch that is not shared."""
    if not ring.is_enclave:
        ring = _turned(ring, int(np.flatnonzero(ring.shared & ~np.roll(ring.shared, 1))[0]))
        longest = max(_runs(~ring.shared), key=lambda run: float(ring.lengths[run].sum()))
        ring = _turned(ring, int(longest[-1]) + 1)
    return [ring.lonlat[run[0] : run[-1] + 2] for run in _runs(ring.shared)]


def _chained(pieces: list[list[Floats]], count: int) -> list[list[Floats]]:
    """The pieces of the first `count` rings in the order that leaves the least gaps between rings; then the others."""
    if not 1 < count <= _MOST_ORDERS:
        return pieces
    starts, ends = (np.array([of_ring[at][at] for of_ring in pieces[:count]]) for at in (0, -1))
    first, then = (rows.ravel() for rows in np.indices((count, count)))
    gaps = courses(ends[first], starts[then])[1].reshape(count, count)
    order = min(permutations(range(count)), key=lambda rings: sum(gaps[pair] for pair in pairwise(rings)))
    return [*(pieces[ring] for ring in order), *pieces[count:]]


def _degrees_east(piece: Floats) -> float:
    return float(((np.diff(piece[:, 0]) + 180) % 360 - 180).sum())
