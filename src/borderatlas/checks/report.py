"""The outcome of a check: findings, of which the text, the JSON and the exit code are views."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from borderatlas.layers.codes import Level
    from borderatlas.layers.findings import Finding


@dataclass(frozen=True, slots=True)
class CheckedLayer:
    """A layer that was looked at.

    Attributes:
        name: Its name.
        file: Its file.
        features: How many entries its collection has, sound or not; None where it could not be read.
    """

    name: str
    file: str
    features: int | None


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found.

    Attributes:
        layers: What was looked at, in the order of the settings.
        findings: Errors and warnings, by file in that order, then by feature as in the file.
    """

    layers: tuple[CheckedLayer, ...]
    findings: tuple[Finding, ...]

    def count(self, level: Level) -> int:
        """How many findings are of a level."""
        return sum(finding.level == level for finding in self.findings)

    def failed(self, *, strict: bool = False) -> bool:
        """Tell whether there are errors; with `strict`, whether there are findings at all."""
        return bool(self.findings) if strict else self.count("error") > 0

    def as_dict(self) -> dict[str, object]:
        """The report as plain values, ready for JSON."""
        return {
            "errors": self.count("error"),
            "warnings": self.count("warning"),
            "layers": [asdict(layer) for layer in self.layers],
            "findings": [finding.as_dict() for finding in self.findings],
        }
