"""What the rows of a source say of features, before anything is done with it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

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


@dataclass(slots=True)
class Rows:
    """All that a source says. What is told besides the candidates is whole when these have been taken.

    Attributes:
        candidates: Its rows, but for those that were left out; they can be taken once.
        findings: What is wrong with the source as a whole, and the records that no reader can take.
        left_out: How many rows were left out, by the reason.
        notes: What the user should know, in sentences.
        total: How many rows the source has.
    """

    candidates: Iterable[Candidate] = ()
    findings: list[Finding] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    total: int = 0
