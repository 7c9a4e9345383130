"""How a page draws a place of a given precision: never sharper than it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from borderatlas.layers.kinds.base import Feature

Mark: TypeAlias = Literal["crisp", "circle", "soft", "line", "none"]

CRISP_M = 500
"""Up to this radius the symbol alone says enough."""
SOFT_M = 15_000
"""From this radius a place without a stated level counts as known to the district only."""
WIDEST_M = 50_000
"""Beyond this radius a place is listed and counted, not drawn."""


def mark(feature: Feature) -> Mark:
    """How the feature is drawn: as its place is, or as a line where it is a stretch of the border."""
    if feature.placed_by_line():
        return "line"
    return mark_of_place(feature.geometry, feature.precision_m, feature.place_level)


def mark_of_place(geometry: BaseGeometry | None, precision_m: float | None, level: str | None) -> Mark:
    """How a place is drawn.

    Args:
        geometry: The place; None where it is known without one.
        precision_m: Radius in metres within which the true place lies; None where that is not known.
        level: What the sources name, a `place_level`; None where that is not said.

    Returns:
        `crisp`: a symbol. `circle`: a symbol within a circle of the true radius. `soft`: a disc that fades out at the
        true radius, without a pin. `line`: a schematic course or a stretch of the border. `none`: listed, not drawn.
    """
    if geometry is None or precision_m is None:
        return "none"
    if "Point" not in geometry.geom_type:
        return "line"
    if precision_m > WIDEST_M:
        return "none"
    if level in {"district", "province"} or (level is None and precision_m >= SOFT_M):
        return "soft"
    return "crisp" if precision_m <= CRISP_M else "circle"
