"""Movements of people over the border."""

from __future__ import annotations

from typing import Literal

from borderatlas.layers.kinds.base import Count, Feature, Text, fact, facts


class RefugeeFlow(Feature):
    """People who fled over the border or to it."""

    kind: Literal["refugee_flow"]
    people: Count | None = fact("People", description="number of people")
    people_alternatives: tuple[Count, ...] = facts(
        "People, by other counts", description="numbers that other sources give"
    )
    origin: tuple[Text, ...] = facts("From", description="where they came from")
    hosts: tuple[Text, ...] = facts("Received in", description="where they were received")
