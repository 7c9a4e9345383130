"""The line of a new atlas: the edge that two outlines share, and why there may be none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from borderatlas.border import Border
from borderatlas.errors import GeometryError, UsageError
from borderatlas.starting.outlines import valid_parts

if TYPE_CHECKING:
    from borderatlas.border import SharedBorder
    from borderatlas.starting.outlines import Outline, Outlines

_NEAR_M = 5_000.0
"""Outlines no farther apart are likely to be those of neighbours, drawn apart."""
_OVERLAP = 0.01
"""Share of the smaller country that two outlines may both claim before they are no neighbours."""
_ENOUGH = 20_000
"""Vertices on which a nearest distance is looked for; more are thinned out."""


def line_between(outlines: Outlines, tolerance_m: float) -> SharedBorder:
    """The border of two countries, from west to east.

    Args:
        outlines: The two countries.
        tolerance_m: How far apart their outlines may lie and still be one line, in metres.

    Raises:
        UsageError: The two are one country.
        GeometryError: They do not touch, overlap, or touch only in points; or the line crosses the 180th meridian.
    """
    first, second = outlines.first, outlines.second
    if first.code == second.code:
        raise UsageError(f"Both countries are {first.name} ({first.code}). Name two different ones.")
    if first.shape.equals(second.shape):
        raise GeometryError(f"{first.name} and {second.name} have the same outline. Give each country its own polygon.")
    _check_overlap(first, second)
    try:
        found = Border.between_countries(
            first.shape,
            second.shape,
            tolerance_m=tolerance_m,
            codes=(first.code, second.code),
            version=outlines.origin.version,
        )
    except GeometryError as error:
        raise GeometryError(_why_not(first, second, tolerance_m)) from error
    west, _, east, _ = found.border.geometry.bounds
    if east - west > 180:
        raise GeometryError(
            f"The border of {first.name} and {second.name} lies on both sides of the 180th meridian, where maps are "
            "cut: its pages would be torn in two. No atlas is made."
        )
    return found


def _check_overlap(first: Outline, second: Outline) -> None:
    ours, theirs = (np.array(valid_parts(outline.shape)) for outline in (first, second))
    mine, other = shapely.STRtree(theirs).query(ours, predicate="intersects")
    common = shapely.area(shapely.intersection(ours[mine], theirs[other])).sum()
    both = common / min(shapely.area(ours).sum(), shapely.area(theirs).sum())
    if both > _OVERLAP:
        raise GeometryError(
            f"{first.name} and {second.name} overlap: {both:.0%} of the smaller one lies in the other one. Expected "
            "neighbours whose outlines meet; take both from one data set, or cut one by the other."
        )


def _why_not(first: Outline, second: Outline, tolerance_m: float) -> str:
    """Why two outlines share no edge, and what to do."""
    apart_m, place = _nearest(first.shape, second.shape)
    where = f"near {abs(place[1]):.2f}° {'NS'[place[1] < 0]}, {abs(place[0]):.2f}° {'EW'[place[0] < 0]}"
    if apart_m < 1:
        return (
            f"{first.name} and {second.name} touch in points only, {where}: they share no edge of any length. "
            "There is no line to make an atlas of."
        )
    if apart_m <= _NEAR_M:
        return (
            f"The outlines of {first.name} and {second.name} run {apart_m:,.0f} m apart at their nearest, {where}, "
            f"more than the tolerance of {tolerance_m:g} m. Take both from one data set, or give --tolerance as wide "
            "as they lie apart."
        )
    return (
        f"{first.name} and {second.name} do not touch: they are {apart_m / 1000:,.0f} km apart at their nearest, "
        f"{where}. An atlas needs a land border."
    )


def _nearest(first: shapely.MultiPolygon, second: shapely.MultiPolygon) -> tuple[float, tuple[float, float]]:
    """The least distance of two outlines in metres, and a place there: one end of it is always a vertex."""
    best = (np.inf, (0.0, 0.0))
    for one, other in ((first, second), (second, first)):
        rings = [ring for polygon in other.geoms for ring in (polygon.exterior, *polygon.interiors)]
        outline = Border(shapely.MultiLineString(rings))
        vertices = shapely.get_coordinates(one)
        vertices = vertices[:: -(-len(vertices) // _ENOUGH)]
        offset = outline.locate(vertices).offset_m.to_numpy()
        row = int(offset.argmin())
        best = min(best, (float(offset[row]), (float(vertices[row, 0]), float(vertices[row, 1]))))
    return best
