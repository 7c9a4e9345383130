"""Missions: embassies and consulates that one of the two states keeps in the other."""

from __future__ import annotations

from typing import Literal

from borderatlas.layers.dates import PartialDate  # noqa: TC001
from borderatlas.layers.kinds.base import Feature, Text, fact


class Mission(Feature):
    """What embassies and consulates have in common."""

    sending_state: Text | None = fact("Sent by", description="state whose mission it is")
    host_state: Text | None = fact("Host state", description="state in which it stands")
    host_authority: Text | None = fact("Authority at the place", description="who governs the place where it stands")
    controlled_by: Text | None = fact("Controlled by", description="who holds it")
    opened: PartialDate | None = fact("Opened", description="when it opened")
    opened_note: Text | None = fact(
        "Opened, in words", description="the opening in words, where no date can be given or more is to be said"
    )
    closed: PartialDate | None = fact("Closed", description="when it closed")
    closed_note: Text | None = fact(
        "Closed, in words", description="the closure in words, where no date can be given or more is to be said"
    )
    reopened: PartialDate | None = fact("Reopened", description="when it opened again")
    reopened_note: Text | None = fact(
        "Reopened, in words", description="the reopening in words, where no date can be given or more is to be said"
    )
    address: Text | None = fact("Address", description="address as published")
    hours: Text | None = fact("Hours", description="opening hours, with the date for which they hold")


class Embassy(Mission):
    """An embassy."""

    kind: Literal["embassy"]


class ConsulateGeneral(Mission):
    """A consulate general."""

    kind: Literal["consulate_general"]


class Consulate(Mission):
    """A consulate."""

    kind: Literal["consulate"]
