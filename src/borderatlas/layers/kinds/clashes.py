"""Clashes: dated armed incidents on the border or about it."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from borderatlas.layers.kinds.base import Count, Feature, Flag, Slug, Text, check_order, fact, facts


class Clash(Feature):
    """What all armed incidents have in common; `start` and `end` are the days between which it happened.

    An unknown number of deaths is left out, or null within `fatalities_by_side`: it is never zero.
    """

    date_note: Text | None = fact("Date in words")
    place: Text | None = fact("Place")
    country: Text | None = fact("Country")
    province: Text | None = fact("Province")
    district: Text | None = fact("District")
    actors: tuple[Text, ...] = facts("Actors")
    fatalities_low: Count | None = fact("Deaths, lowest count")
    fatalities_best: Count | None = fact("Deaths, best estimate")
    fatalities_high: Count | None = fact("Deaths, highest count")
    fatalities_by_side: dict[Text, Count | None] | None = fact("Deaths by side")
    injured: Count | None = fact("Injured")
    scope: Literal["border", "near_border", "context"] | None = fact("Scope")
    disputed: Flag | None = fact("Disputed")
    possible_duplicate_of: Slug | None = fact("May be the same as")
    possible_duplicate_note: Text | None = fact("On the possible duplicate")

    @model_validator(mode="after")
    def _deaths(self) -> Self:
        low, best, high = self.fatalities_low, self.fatalities_best, self.fatalities_high
        check_order(low, best, "fatalities_low", "fatalities_best")
        check_order(best, high, "fatalities_best", "fatalities_high")
        check_order(low, high, "fatalities_low", "fatalities_high")
        return self


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
