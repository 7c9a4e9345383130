"""Clashes: dated armed incidents on the border or about it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

from borderatlas.layers.kinds.base import Count, Feature, Flag, Slug, Text, fact, facts
from borderatlas.layers.kinds.rules import Broken, disordered

if TYPE_CHECKING:
    from collections.abc import Iterator

DEATHS: Final = ("fatalities_low", "fatalities_best", "fatalities_high")
"""The counts of deaths, the lowest first."""


class Clash(Feature):
    """What all armed incidents have in common; `start` and `end` are the days between which it happened.

    An unknown number of deaths is left out, or null within `fatalities_by_side`: it is never zero.
    """

    date_note: Text | None = fact(
        "Date in words", description="when it happened in words, where the dates do not say it all"
    )
    place: Text | None = fact("Place", description="name of the place")
    country: Text | None = fact("Country", description="country of the place")
    province: Text | None = fact("Province", description="province of the place")
    district: Text | None = fact("District", description="district of the place")
    actors: tuple[Text, ...] = facts("Actors", description="who took part, as the sources call them")
    fatalities_low: Count | None = fact(
        "Deaths, lowest count", description="lowest count of deaths; left out where unknown, never 0"
    )
    fatalities_best: Count | None = fact(
        "Deaths, best estimate", description="count of deaths held likeliest; left out where unknown"
    )
    fatalities_high: Count | None = fact(
        "Deaths, highest count", description="highest count of deaths; left out where unknown"
    )
    fatalities_by_side: dict[Text, Count | None] | None = fact(
        "Deaths by side", description="deaths by party; null where its number is not known"
    )
    injured: Count | None = fact("Injured", description="count of the injured")
    scope: Literal["border", "near_border", "context"] | None = fact(
        "Scope",
        description="border: on the line; near_border: some way off it; context: off it, told for what it explains",
    )
    disputed: Flag | None = fact("Disputed", description="whether the parties or the sources contradict each other")
    possible_duplicate_of: Slug | None = fact(
        "May be the same as", description="id of the incident that this may be another report of"
    )
    possible_duplicate_note: Text | None = fact(
        "On the possible duplicate", description="why the two may or may not be one"
    )

    def broken_rules(self) -> Iterator[Broken]:
        """Yield every rule between fields that the incident breaks."""
        yield from super().broken_rules()
        counts = {name: getattr(self, name) for name in DEATHS if getattr(self, name) is not None}
        for (lower, low), (upper, high) in pairwise(counts.items()):
            yield from disordered(low, high, (lower, upper), "deaths-disordered")


class ExchangeOfFire(Clash):
    """Shots from both sides."""

    kind: Literal["exchange_of_fire"]


class Attack(Clash):
    """An attack on a post, a camp, a settlement or people."""

    kind: Literal["attack"]


class Infiltration(Clash):
    """A crossing of the border by an armed group, or an attempt."""

    kind: Literal["infiltration"]


class Killing(Clash):
    """People killed without a reported exchange of fire."""

    kind: Literal["killing"]


class AirStrike(Clash):
    """A strike by aircraft, with or without artillery."""

    kind: Literal["air_strike"]


class BorderClosure(Clash):
    """A crossing or the border shut because of an incident."""

    kind: Literal["border_closure"]


class RocketFire(Clash):
    """Rockets or shells fired over the border."""

    kind: Literal["rocket_fire"]


class DroneAttack(Clash):
    """An attack with a drone."""

    kind: Literal["drone_attack"]


class SeizureOfCrossing(Clash):
    """A crossing, post or border district taken by an armed group."""

    kind: Literal["seizure_of_crossing"]


class OtherIncident(Clash):
    """An incident of another sort, such as an abduction or a raid."""

    kind: Literal["other"]
