"""Cross-border markets and economic zones."""

from __future__ import annotations

from typing import Literal

from borderatlas.layers.dates import PartialDate  # noqa: TC001
from borderatlas.layers.kinds.base import CountryCode, Feature, Number, Place, Text, fact, facts


class TradeSite(Feature):
    """What markets and zones have in common."""

    places: dict[CountryCode, Place] = fact(
        "Places", description="the places on either side, by ISO 3166-1 alpha-3 code of the country"
    )
    opened: PartialDate | None = fact("Opened", description="when it opened")
    opened_note: Text | None = fact(
        "Opened, in words", description="the opening in words, where no date can be given or more is to be said"
    )
    cost_usd: Number | None = fact("Cost", "USD", description="cost as published")
    funder: Text | None = fact("Paid for by", description="who paid for it")
    operator: Text | None = fact("Run by", description="who runs it")


class Market(TradeSite):
    """A market at the border where people of both sides trade."""

    kind: Literal["market"]
    market_days: Text | None = fact(
        "Market days", description="days on which the market is held, with hours where known"
    )
    carries: tuple[Literal["road", "foot", "rail", "ferry"], ...] = facts(
        "Reached by", description="ways that lead to it"
    )


class FreeZone(TradeSite):
    """A free economic zone near the border."""

    kind: Literal["free_zone"]


class LogisticsZone(TradeSite):
    """A place for freight at the border, such as a dry port."""

    kind: Literal["logistics_zone"]
