"""Expressions of QGIS for what the pages work out: how sharp a place may be drawn, how large, what fill it gets."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from borderatlas.layers.vocabulary import STATUSES
from borderatlas.maps.precision import CRISP_M, SOFT_M, WIDEST_M

if TYPE_CHECKING:
    from collections.abc import Iterable

    from borderatlas.layers.vocabulary import Fill

PIXEL_MM: Final = 25.4 / 96
"""Millimetres of a CSS pixel, in which the pages measure."""

_WEB_SCALE: Final = 591_657_551
"""Scale denominator of zoom 0 at the equator, 96 pixels to the inch."""
_LATITUDE: Final = 38.0
"""Where zooms are turned into scales: within the range that the pages were drawn for the difference is not seen."""

_AT_DISTRICT: Final = (
    f"(coalesce(\"place_level\", '') IN ('district', 'province')"
    f' OR ("place_level" IS NULL AND "precision_m" >= {SOFT_M}))'
)
SOFT: Final = f'{_AT_DISTRICT} AND "precision_m" <= {WIDEST_M}'
"""Known to the district only: a disc, no pin."""
PINNED: Final = f'NOT {_AT_DISTRICT} AND "precision_m" <= {WIDEST_M}'
"""Known well enough for a symbol."""


def scale(zoom: float) -> int:
    """The denominator of the map's scale at a zoom of the pages."""
    return round(_WEB_SCALE * math.cos(math.radians(_LATITUDE)) / 2**zoom)


FAR: Final = scale(6.75)
"""At smaller scales than this only what carries the story is drawn."""

CIRCLED: Final = f'"precision_m" > {CRISP_M} AND "precision_m" * 1000 / @map_scale >= {9 * PIXEL_MM:.3f}'
"""Whether the circle of the true radius says something: it is no smaller than 9 px."""


def text(value: str) -> str:
    """A text within an expression."""
    return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'"


def among(column: str, values: Iterable[str]) -> str:
    """Whether a column holds one of some words."""
    return f'"{column}" IN ({", ".join(text(value) for value in values)})'


def by_zoom(steps: Iterable[tuple[float, float]]) -> str:
    """A size that follows the scale: linear between steps of zoom and size, constant beyond their ends."""
    points = list(steps)
    pieces = [
        (
            scale(near),
            f"scale_linear(ln(@map_scale), {math.log(scale(near)):.4f}, {math.log(scale(far)):.4f}, {b:g}, {a:g})",
        )
        for (far, a), (near, b) in pairwise(points)
    ]
    *first, (_, last) = pieces
    for least, piece in reversed(first):
        last = f"if(@map_scale > {least}, {piece}, {last})"
    return last


RADIUS: Final = by_zoom([(6, 6), (7.5, 8.5), (11, 12)])
"""Radius of a symbol in pixels."""

DEATHS: Final = 'coalesce("fatalities_best", "fatalities_low", "fatalities_high")'
"""Deaths that a source states, the best figure before the bounds; NULL where none is stated."""


def clash_radius(scaled: float) -> str:
    """Radius of the symbol of an armed incident in pixels: its area grows with the deaths."""
    grown = f"{0.72 * scaled:g} * ({RADIUS}) + 0.9 * sqrt(coalesce({DEATHS}, 0))"
    return f"if(@map_scale IS NULL, 8, min(if(@map_scale > {FAR}, 9, 14), {grown}))"


def has_fill(fill: Fill) -> str:
    """Whether the status is shown by a fill; what has no status is a fact in itself and filled."""
    among_them = among("status", (name for name, status in STATUSES.items() if status.fill == fill))
    return f'"status" IS NULL OR {among_them}' if fill == "filled" else among_them


PLACE: Final = "geom_to_wkt(centroid($geometry), 8)"
"""What entries at one place have in common, and the discs around them."""


def of_place(function: str, column: str) -> str:
    """An aggregate over the entries at one place that are known to the district only."""
    return f'{function}("{column}", group_by:={PLACE}, filter:={SOFT})'


ENTRIES_HERE: Final = of_place("count", "id")
FIRST_HERE: Final = f'"id" = {of_place("minimum", "id")}'
"""Whether the entry stands for all at its place."""
WIDEST_HERE: Final = of_place("maximum", "precision_m")


def true_circle(*, several: bool, radius: str = '"precision_m"') -> str:
    """The circle of the true radius around the place, in degrees, whatever the projection of the map.

    The radius is turned into degrees of latitude and longitude by the series for WGS 84 (Snyder 1987, Map Projections,
    p. 25); it is right to a thousandth up to 50 km.

    Args:
        several: Whether the geometry has several points, each of which gets a circle.
        radius: Expression for the radius in metres.
    """
    circle = (
        "with_variable('phi', radians(y(@place)), make_ellipse(@place,"
        " @metres / (111412.84 * cos(@phi) - 93.5 * cos(3 * @phi)),"
        " @metres / (111132.92 - 559.82 * cos(2 * @phi)), 90, 72))"
    )
    if several:
        each = f"with_variable('place', geometry_n($geometry, @element), {circle})"
        circles = f"collect_geometries(array_foreach(generate_series(1, num_geometries($geometry)), {each}))"
    else:
        circles = f"with_variable('place', $geometry, {circle})"
    return f"with_variable('metres', {radius}, {circles})"


def disc_opacity(weight: float, *, counted: bool) -> str:
    """Per cent of the colour at the centre of a disc.

    Args:
        weight: Of its family: what is context to events weighs less.
        counted: Whether one disc stands for all entries at a place, and is the stronger the more they are.
    """
    if not counted:
        return f"{4 * weight:g}"
    return f"{100 * weight:g} * min(0.36, 0.12 + 0.06 * log(2, max(1, coalesce({ENTRIES_HERE}, 1))))"
