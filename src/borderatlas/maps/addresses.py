"""Where the features of an atlas stand along its border."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NotRequired, Protocol, TypedDict

import numpy as np

from borderatlas.layers.kinds.boundary import Reach

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely import Point

    from borderatlas.border import Border
    from borderatlas.layers import Feature
UNDETERMINED = "undetermined"
"""The side where none can be claimed."""
CROSSING = "crossing"
"""The kind to which the way along the line is told."""


class _Row(Protocol):
    """A row of what `Border.locate` returns."""

    border_km: float
    km_from: float
    km_to: float
    offset_m: float
    side: str


class Nearest(TypedDict):
    """The crossing that is nearest along the line, and how far that is in kilometres."""

    id: str
    name: str
    km: float


class Address(TypedDict):
    """Where a feature stands along the border: `Address` of `web/src/data/types.ts`.

    `km_from` to `km_to` is where it may be, `km` where its point is; kilometres have three decimals, `offset_m` none.
    """

    km_from: float
    km_to: float
    km: float
    offset_m: int
    side: str
    side_by: Literal["source", "computed", "none"]
    nearest: NotRequired[Nearest]


def addresses(border: Border, features: Sequence[Feature]) -> dict[str, Address]:
    """The address of every feature that has one: those at points, and stretches of the line.

    A place that names several points gets the kilometres from the westernmost to the easternmost. Schematic
    courses have no address: their vertices are not surveyed.

    Args:
        border: The reference line.
        features: Features with points in degrees of WGS 84 and their precision in metres.

    Returns:
        The addresses by id.
    """
    placed = [(feature, part) for feature in features for part in _points(feature)]
    found: dict[str, Address] = {}
    if placed:
        table = border.locate(
            np.array([(point.x, point.y) for _, point in placed]),
            np.array([feature.precision_m for feature, _ in placed], dtype=float),
        )
        for (feature, _), row in zip(placed, table.itertuples(), strict=True):
            address = _address(feature, row)
            found[feature.id] = _joined(found[feature.id], address) if feature.id in found else address
    for feature in features:
        if isinstance(feature, Reach) and feature.km_from is not None and feature.km_to is not None:
            found[feature.id] = _stretch(feature.km_from, feature.km_to)
    _add_nearest(found, features)
    return found


def _points(feature: Feature) -> list[Point]:
    geometry = feature.geometry
    if geometry is None or "Point" not in geometry.geom_type:
        return []
    return list(getattr(geometry, "geoms", [geometry]))


def _address(feature: Feature, row: _Row) -> Address:
    """The address of a point; the side is the source's where it names one, else the computed one."""
    computed: Literal["computed", "none"] = "none" if row.side == UNDETERMINED else "computed"
    return {
        "km_from": round(float(row.km_from), 3),
        "km_to": round(float(row.km_to), 3),
        "km": round(float(row.border_km), 3),
        "offset_m": round(float(row.offset_m)),
        "side": feature.side or row.side,
        "side_by": "source" if feature.side else computed,
    }


def _stretch(km_from: float, km_to: float) -> Address:
    """The address of a stretch of the line: all of it, and on neither side."""
    return {
        "km_from": km_from,
        "km_to": km_to,
        "km": round((km_from + km_to) / 2, 3),
        "offset_m": 0,
        "side": UNDETERMINED,
        "side_by": "none",
    }


def _joined(first: Address, second: Address) -> Address:
    """One address for two points of a feature: the nearer foot, all kilometres, a side only where both share it."""
    nearer = min(first, second, key=lambda address: address["offset_m"])
    one_side = first["side"] == second["side"]
    return {
        **nearer,
        "km_from": min(first["km_from"], second["km_from"]),
        "km_to": max(first["km_to"], second["km_to"]),
        "side": first["side"] if one_side else UNDETERMINED,
        "side_by": first["side_by"] if one_side else "none",
    }


def _add_nearest(found: dict[str, Address], features: Sequence[Feature]) -> None:
    crossings = [feature for feature in features if feature.kind == CROSSING and feature.id in found]
    for feature in features:
        address = found.get(feature.id)
        others = [crossing for crossing in crossings if crossing.id != feature.id]
        if address is None or feature.placed_by_line() or not others:
            continue
        ways = [abs(found[crossing.id]["km"] - address["km"]) for crossing in others]
        way, nearest = min(zip(ways, others, strict=True), key=lambda pair: pair[0])
        address["nearest"] = {"id": nearest.id, "name": nearest.name, "km": round(way, 3)}
