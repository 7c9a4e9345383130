"""Cross-border markets and economic zones."""

from __future__ import annotations

from typing import Literal

from borderatlas.layers.dates import PartialDate  # noqa: TC001
from borderatlas.layers.kinds.base import CountryCode, Feature, Number, Place, Text, fact, facts


class TradeSite(Feature):
    """What markets and zones have in common."""

    places: dict[CountryCode, Place] = fact("Places")
    opened: PartialDate | None = fact("Opened")
    opened_note: Text | None = fact("Opened, in words")
    cost_usd: Number | None = fact("Cost", "USD")
    funder: Text | None = fact("Paid for by")
    operator: Text | None = fact("Run by")


class Market(TradeSite):
    """A market at the border where people of both sides trade."""

    kind: Literal["market"]
    market_days: Text | None = fact("Market days")
    carries: tuple[Literal["road", "foot", "rail", "ferry"], ...] = facts("Reached by")


class FreeZone(TradeSite):
    """A free economic zone near the border."""

    kind: Literal["free_zone"]


class LogisticsZone(TradeSite):
    """A place for freight at the border, such as a dry port."""

    kind: Literal["logistics_zone"]
