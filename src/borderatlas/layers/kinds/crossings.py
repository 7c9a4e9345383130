"""Crossings: places where people or goods may pass the border."""

from __future__ import annotations

from typing import Literal

from borderatlas.layers.dates import PartialDate  # noqa: TC001
from borderatlas.layers.kinds.base import CountryCode, Feature, Number, Place, Text, fact, facts

Carries = Literal["road", "foot", "rail", "ferry"]


class CrossingSite(Feature):
    """What bridges, crossing points and ferries have in common."""

    places: dict[CountryCode, Place] = fact(
        "Ends", description="the places on either side, by ISO 3166-1 alpha-3 code of the country"
    )
    carries: tuple[Carries, ...] = facts("Carries", description="what goes over it")
    opened: PartialDate | None = fact("Opened", description="when it opened")
    opened_note: Text | None = fact(
        "Opened, in words", description="the opening in words, where no date can be given or more is to be said"
    )
    length_m: Number | None = fact("Length", "m", description="length as published")
    width_m: Number | None = fact("Width", "m", description="width as published")
    capacity_t: Number | None = fact("Load limit", "t", description="greatest load")
    cost_usd: Number | None = fact("Cost", "USD", description="cost as published")
    funder: Text | None = fact("Paid for by", description="who paid for it")
    operator: Text | None = fact("Run by", description="who runs it")


class Bridge(CrossingSite):
    """A bridge over the border river, built or planned."""

    kind: Literal["bridge"]


class Crossing(CrossingSite):
    """A border crossing point: the posts through which one passes."""

    kind: Literal["crossing"]


class Ferry(CrossingSite):
    """A ferry or barge over the border river."""

    kind: Literal["ferry"]
