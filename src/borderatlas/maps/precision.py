"""How a page draws a place of a given precision: never sharper than it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from borderatlas.layers.kinds.base import Feature

Mark: TypeAlias = Literal["crisp", "circle", "soft", "line", "none"]

CRISP_M = 500
"""Up to this radius the symbol alone says enough."""
SOFT_M = 15_000
"""From this radius a place without a stated level counts as known to the district only."""
WIDEST_M = 50_000
"""Beyond this radius a place is listed and counted, not drawn."""


def mark(feature: Feature) -> Mark:
    """How the feature is drawn.

    Returns:
        `crisp`: a symbol. `circle`: a symbol within a circle of the true radius. `soft`: a disc that fades out at the
        true radius, without a pin. `line`: a schematic course or a stretch of the border. `none`: listed, not drawn.
    """
    if feature.placed_by_line():
        return "line"
    if feature.geometry is None or feature.precision_m is None:
        return "none"
    if "Point" not in feature.geometry.geom_type:
        return "line"
    if feature.precision_m > WIDEST_M:
        return "none"
    if feature.place_level in {"district", "province"} or (
        feature.place_level is None and feature.precision_m >= SOFT_M
    ):
        return "soft"
    return "crisp" if feature.precision_m <= CRISP_M else "circle"
