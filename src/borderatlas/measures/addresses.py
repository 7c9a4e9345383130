"""The address of a feature along the border, as the pages carry it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NotRequired, TypedDict

from borderatlas.measures.places import UNDETERMINED, place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from borderatlas.border import Border
    from borderatlas.layers import Feature
    from borderatlas.measures.places import Places

CROSSING = "crossing"
"""The kind to which the way along the line is told."""


class Nearest(TypedDict):
    """The crossing that is nearest along the line, and how far that is in kilometres."""

    id: str
    name: str
    km: float


class Address(TypedDict):
    """Where a feature stands along the border: `Address` of `maps/web/src/data/types.ts`.

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

    Args:
        border: The reference line.
        features: Features with points in degrees of WGS 84 and their precision in metres.

    Returns:
        The addresses by id; `measures.places.place` says which features have one.
    """
    places = place(border, features)
    found = {
        feature.id: _address(feature, places, row)
        for row, (feature, known) in enumerate(zip(features, places.known, strict=True))
        if known
    }
    _add_nearest(found, features)
    return found


def _address(feature: Feature, places: Places, row: int) -> Address:
    """The address of a feature; the side is the source's where it names one, else the computed one."""
    named = None if feature.placed_by_line() else feature.side
    computed: Literal["computed", "none"] = "none" if places.side[row] == UNDETERMINED else "computed"
    return {
        "km_from": round(float(places.km_from[row]), 3),
        "km_to": round(float(places.km_to[row]), 3),
        "km": round(float(places.km[row]), 3),
        "offset_m": round(float(places.offset_m[row])),
        "side": named or str(places.side[row]),
        "side_by": "source" if named else computed,
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
