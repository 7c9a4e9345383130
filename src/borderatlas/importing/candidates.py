"""What the rows of a source say of features, before anything is done with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections import Counter

    from borderatlas.changes.fields import Value
    from borderatlas.layers import Finding
    from borderatlas.layers.faults import Spot


@dataclass(frozen=True, slots=True)
class Candidate:
    """One row of the source.

    Attributes:
        spot: The row, by its number in the source.
        id: Id of the feature that it speaks of; empty where the row has none.
        given: Values by leaf; `ABSENT` where the row says that the field is empty.
        findings: What is wrong or odd about its cells.
    """

    spot: Spot
    id: str
    given: dict[str, Value]
    findings: tuple[Finding, ...] = ()

    @property
    def faulty(self) -> bool:
        """Whether a cell of it cannot be read."""
        return any(finding.level == "error" for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Rows:
    """All that a source says.

    Attributes:
        candidates: Its rows, but for those that were left out.
        findings: What is wrong with the source as a whole, and the records that no reader can take.
        left_out: How many rows were left out, by the reason.
        notes: What the user should know, in sentences.
        total: How many rows the source has.
    """

    candidates: list[Candidate]
    findings: list[Finding]
    left_out: Counter[str]
    notes: list[str] = field(default_factory=list)
    total: int = 0
