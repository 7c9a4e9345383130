"""The stretch of the border that lines and polygons face."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry, BaseMultipartGeometry

from borderatlas.border.addresses import addresses
from borderatlas.border.axis import check_coordinates
from borderatlas.border.edges import Edges
from borderatlas.border.side import ON_THE_LINE_M

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from borderatlas.border.axis import Axis
    from borderatlas.border.chords import Chords
    from borderatlas.border.geodesy import Floats

_COARSE_M = 2_000.0
"""Edges are cut to this length to begin with."""
_FINE_M = 20.0
"""They are cut to this length where the stretch or the bank depends on it."""
_OFFSET_M = 1.0
"""They are cut until the least offset is known to this."""


@dataclass(frozen=True, slots=True)
class Extents:
    """The place of geometries along the line; one entry per geometry.

    Attributes:
        low: Least metres that the foot of any position on the geometry, or within its precision, may have.
        high: Greatest metres.
        offset: Least geodesic distance from the line in metres.
        bank: 1 left, -1 right, 0 undetermined.
    """

    low: Floats
    high: Floats
    offset: Floats
    bank: NDArray[np.int8]


def extents(axis: Axis, chords: Chords, geometries: Sequence[BaseGeometry], precision: Floats) -> Extents:
    """Finds the place of geometries along the line.

    Every edge is taken as a disc that holds it all; edges on which the answer depends are cut in two, until they are
    20 m long. What lies inside a polygon needs no look of its own: the way from a place inside to its foot either meets
    the outline, at a place with the same foot, or ends on a part of the line inside the polygon; that part lies between
    two places where the line crosses the outline, unless the line ends inside.

    Args:
        axis: The line.
        chords: The same, cut into chords.
        geometries: In degrees of WGS 84, neither missing nor empty.
        precision: Radii in metres, shape (n,).

    Raises:
        GeometryError: A coordinate is no place on earth.
    """
    edges = _edges(geometries)
    count = len(precision)
    low, high = np.full(count, np.inf), np.full(count, -np.inf)
    least, greatest, offset = low.copy(), high.copy(), low.copy()
    banks = np.zeros((2, count), dtype=bool)
    on_line = np.zeros(count, dtype=bool)
    while len(edges.owner):
        owner, half = edges.owner, edges.length / 2
        found = addresses(chords, edges.middles(), precision[owner] + half)
        np.minimum.at(least, owner, found.metres)
        np.maximum.at(greatest, owner, found.metres)
        np.minimum.at(offset, owner, found.offset)
        on_line[owner[found.offset <= precision[owner] + ON_THE_LINE_M]] = True
        banks[0, owner[found.bank > 0]] = banks[1, owner[found.bank < 0]] = True
        widens = (found.low < least[owner]) | (found.high > greatest[owner])
        undecided = (found.bank == 0) & ~(on_line | banks.all(axis=0))[owner]
        nearer = np.maximum(found.offset - half, 0.0) < offset[owner] - _OFFSET_M
        open_ = ((widens | undecided) & (edges.length > _FINE_M)) | nearer
        np.minimum.at(low, owner[~open_], found.low[~open_])
        np.maximum.at(high, owner[~open_], found.high[~open_])
        on_line[owner[~open_ & (found.bank == 0)]] = True
        edges = edges.rows(open_)
        edges = edges.cut(np.full(len(edges.owner), 2))
    bank = np.where(on_line | banks.all(axis=0), 0, banks[0].astype(np.int8) - banks[1])
    whole = Extents(low, high, offset, bank.astype(np.int8))
    _add_ends_within(whole, axis, geometries)
    return whole


def _edges(geometries: Sequence[BaseGeometry]) -> Edges:
    """The edges of all lines and outlines; a point is an edge without length."""
    starts, ends, owners = [], [], []
    for owner, geometry in enumerate(geometries):
        for lonlat in _vertices(geometry):
            check_coordinates(lonlat, f"geometry {owner}")
            starts.append(lonlat[: max(len(lonlat) - 1, 1)])
            ends.append(lonlat[min(len(lonlat) - 1, 1) :])
            owners.append(np.full(len(starts[-1]), owner))
    edges = Edges.between(np.concatenate(starts), np.concatenate(ends), np.concatenate(owners))
    return edges.cut(np.maximum(np.ceil(edges.length / _COARSE_M), 1).astype(np.intp))


def _vertices(geometry: BaseGeometry) -> Iterator[Floats]:
    """The vertices of each line, ring and point of a geometry, shape (n, 2)."""
    if isinstance(geometry, shapely.Polygon) and not geometry.is_empty:
        for ring in (geometry.exterior, *geometry.interiors):
            yield shapely.get_coordinates(ring)
    elif isinstance(geometry, BaseMultipartGeometry):
        for part in geometry.geoms:
            yield from _vertices(part)
    elif len(lonlat := shapely.get_coordinates(geometry)):
        yield lonlat


def _add_ends_within(whole: Extents, axis: Axis, geometries: Sequence[BaseGeometry]) -> None:
    """Widens the stretch of polygons in which the line, or a part of it, begins or ends."""
    ends = np.concatenate([axis.bounds[:-1], axis.bounds[1:] - 1])
    lon, lat = axis.lonlat[ends].T
    for row, geometry in enumerate(geometries):
        within = np.any([shapely.contains_xy(geometry, lon + turn, lat) for turn in (-360, 0, 360)], axis=0)
        if within.any():
            metres = axis.metres[ends[within]]
            whole.low[row] = min(whole.low[row], metres.min())
            whole.high[row] = max(whole.high[row], metres.max())
            whole.offset[row] = whole.bank[row] = 0
