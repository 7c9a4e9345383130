"""What a check found: data first, of which the text, the JSON and the exit code are views."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

import orjson

if TYPE_CHECKING:
    from collections.abc import Iterable

    from borderatlas.layers.codes import Level

_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of one file.

    Attributes:
        code: What is wrong, such as `date-invalid`; codes never change their meaning.
        level: `error` stops what depends on the file, `warning` does not.
        layer: Name of the layer.
        file: Path of the file as it was opened.
        feature: Id of the feature, or `#12` (counted from 1) where it has none; empty for the file as a whole.
        field: Name of the field, with dots and numbers below it, such as `timeline.0.date`; empty for the whole.
        value: The value found, shortened, as JSON; empty where there is none.
        expected: What should stand there.
        hint: What to do.
        line: Line of the file, from 1, where the text itself is broken; None for all else.
        column: Column of that line, from 1.
    """

    code: str
    level: Level
    layer: str
    file: str
    feature: str = ""
    field: str = ""
    value: str = ""
    expected: str = ""
    hint: str = ""
    line: int | None = None
    column: int | None = None

    def text(self) -> str:
        """Return one line for a person, without the name of the file; what does not print is escaped."""
        where = (
            f"line {self.line}, column {self.column}: " if self.line else f"{self.feature}: " if self.feature else ""
        )
        return escape(where + self.what())

    def what(self) -> str:
        """Return what is wrong and what to do, without where; what does not print stands as it is."""
        what = f"{self.field} is {self.value}" if self.field and self.value else self.field or self.value
        if self.expected:
            what += f"; expected {self.expected}" if what else f"expected {self.expected}"
        return f"{what}. {self.hint}" if self.hint else f"{what}."

    def as_dict(self) -> dict[str, str | int | None]:
        """Return the finding by the names of its fields, ready for JSON."""
        return asdict(self)


def escape(text: str) -> str:
    """Return `text` on one line, with what does not print escaped."""
    return "".join(mark if mark.isprintable() else ascii(mark)[1:-1] for mark in text)


def shorten(value: object) -> str:
    """Return `value` as JSON on one line, cut to about 60 characters."""
    if isinstance(value, str):
        value = value[:_SHOWN]  # a text of 100 MB is not written out to be cut
    try:
        text = orjson.dumps(value, default=str).decode()
    except TypeError:  # nested too deep, or no JSON
        text = f"a {type(value).__name__}" if isinstance(value, dict | list) else repr(value)
    return clip(text)


def clip(text: str) -> str:
    """Return `text` cut to about 60 characters."""
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def report(findings: Iterable[Finding]) -> str:
    """Return the findings as text for a person: one heading per file, one line per finding, in the order given."""
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        by_file.setdefault(finding.file, []).append(finding)
    blocks = []
    for file, found in by_file.items():
        count = "1 fault" if len(found) == 1 else f"{len(found)} faults"
        blocks.append("\n".join([f"{file}: {count}", *(f"  {finding.text()}" for finding in found)]))
    return "\n".join(blocks)
