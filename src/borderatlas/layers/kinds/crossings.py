"""Crossings: places where people or goods may pass the border."""

from __future__ import annotations

from typing import Literal

from borderatlas.layers.dates import PartialDate  # noqa: TC001
from borderatlas.layers.kinds.base import CountryCode, Feature, Number, Place, Text, fact, facts

Carries = Literal["road", "foot", "rail", "ferry"]


class CrossingSite(Feature):
    """What bridges, crossing points and ferries have in common."""

    places: dict[CountryCode, Place] = fact("Ends")
    carries: tuple[Carries, ...] = facts("Carries")
    opened: PartialDate | None = fact("Opened")
    opened_note: Text | None = fact("Opened, in words")
    length_m: Number | None = fact("Length", "m")
    width_m: Number | None = fact("Width", "m")
    capacity_t: Number | None = fact("Load limit", "t")
    cost_usd: Number | None = fact("Cost", "USD")
    funder: Text | None = fact("Paid for by")
    operator: Text | None = fact("Run by")


class Bridge(CrossingSite):
    """A bridge over the border river, built or planned."""

    kind: Literal["bridge"]


class Crossing(CrossingSite):
    """A border crossing point: the posts through which one passes."""

    kind: Literal["crossing"]


class Ferry(CrossingSite):
    """A ferry or barge over the border river."""

    kind: Literal["ferry"]
