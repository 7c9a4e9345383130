"""Missions: embassies and consulates that one of the two states keeps in the other."""

from __future__ import annotations

from typing import Literal

from borderatlas.layers.dates import PartialDate  # noqa: TC001
from borderatlas.layers.kinds.base import Feature, Text, fact


class Mission(Feature):
    """What embassies and consulates have in common."""

    sending_state: Text | None = fact("Sent by")
    host_state: Text | None = fact("Host state")
    host_authority: Text | None = fact("Authority at the place")
    controlled_by: Text | None = fact("Controlled by")
    opened: PartialDate | None = fact("Opened")
    opened_note: Text | None = fact("Opened, in words")
    closed: PartialDate | None = fact("Closed")
    closed_note: Text | None = fact("Closed, in words")
    reopened: PartialDate | None = fact("Reopened")
    reopened_note: Text | None = fact("Reopened, in words")
    address: Text | None = fact("Address")
    hours: Text | None = fact("Hours")


class Embassy(Mission):
    """An embassy."""

    kind: Literal["embassy"]


class ConsulateGeneral(Mission):
    """A consulate general."""

    kind: Literal["consulate_general"]


class Consulate(Mission):
    """A consulate."""

    kind: Literal["consulate"]
