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

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from borderatlas.border.axis import Axis
    from borderatlas.border.chords import Chords
    from borderatlas.border.geodesy import Floats

_COARSE_M = 2_000.0
"""Edges are cut into pieces of this length to begin with."""
_FINE_M = 20.0
"""Pieces of this length are not cut again,"""
_FINE_PART = 0.05
"""nor pieces of this part of the precision."""


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

    Every piece of an edge is taken as a disc that holds it all; pieces on which the answer depends are cut in two until
    they are 20 m long, or short beside the precision. What lies inside a polygon needs no look of its own: the way from
    a place inside to its foot either meets the outline, at a place with the same foot, or ends on a part of the line
    inside the polygon; that part lies between two places where the line crosses the outline, unless the line ends
    inside.

    Args:
        axis: The line.
        chords: The same, cut into chords.
        geometries: In degrees of WGS 84, neither missing nor empty.
        precision: Radii in metres, not a number where unknown, shape (n,).

    Raises:
        GeometryError: A coordinate is no place on earth.
    """
    edges = _edges(geometries)
    whole = _stretches(edges, chords, np.nan_to_num(precision))
    whole.offset[:] = _offsets(edges, chords, len(precision))
    _add_ends_within(whole, axis, geometries)
    unknown = np.isnan(precision)
    whole.low[unknown] = whole.high[unknown] = np.nan
    whole.bank[unknown] = 0
    return whole


def _offsets(edges: Edges, chords: Chords, count: int) -> Floats:
    """The least offset of each geometry, to half a fine piece."""
    least = np.full(count, np.inf)
    while len(edges.owner):
        offset = addresses(chords, edges.middles(), np.zeros(len(edges.owner))).offset
        np.minimum.at(least, edges.owner, offset)
        nearer = offset - edges.length / 2 < least[edges.owner] - _FINE_M / 2
        edges = edges.rows(nearer & (edges.length > _FINE_M)).halves()
    return least


def _stretches(edges: Edges, chords: Chords, precision: Floats) -> Extents:
    """Stretch and bank of each geometry; the stretch to half a fine piece, and never too narrow."""
    count = len(precision)
    fine = np.maximum(_FINE_M, precision * _FINE_PART)
    low, high = np.full(count, np.inf), np.full(count, -np.inf)
    least, greatest = low.copy(), high.copy()
    on_left, on_right, on_none = np.zeros((3, count), dtype=bool)
    while len(edges.owner):
        owner, middles = edges.owner, edges.middles()
        middle = addresses(chords, middles, precision[owner])
        piece = addresses(chords, middles, precision[owner] + edges.length / 2)
        np.minimum.at(least, owner, middle.low)
        np.maximum.at(greatest, owner, middle.high)
        on_left[owner[middle.bank > 0]] = on_right[owner[middle.bank < 0]] = True
        on_none |= on_left & on_right
        on_none[owner[middle.bank == 0]] = True

        spare = fine[owner] / 2
        wider = (piece.low < least[owner] - spare) | (piece.high > greatest[owner] + spare)
        undecided = (piece.bank == 0) & ~on_none[owner]
        cut = (wider | undecided) & (edges.length > fine[owner])
        np.minimum.at(low, owner[~cut], piece.low[~cut])
        np.maximum.at(high, owner[~cut], piece.high[~cut])
        on_none[owner[~cut & undecided]] = True
        edges = edges.rows(cut).halves()
    bank = np.where(on_none, 0, on_left.astype(np.int8) - on_right)
    return Extents(low, high, np.empty(count), bank)


def _edges(geometries: Sequence[BaseGeometry]) -> Edges:
    """The edges of all lines and outlines in pieces; a point is an edge without length."""
    starts, ends, owners = [np.empty((0, 2))], [np.empty((0, 2))], [np.empty(0, dtype=np.intp)]
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
