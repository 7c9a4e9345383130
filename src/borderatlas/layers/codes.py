"""Every code that a finding may carry: its level, what it means and what to do. A code never changes its meaning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from borderatlas.layers.codes_of_files import FIELDS, FILE, GEOJSON, GEOMETRY, SOURCES
from borderatlas.layers.codes_of_sense import ATLAS, PLACES, TIME
from borderatlas.layers.codes_of_tables import TABLE

Level = Literal["error", "warning"]
Entry = tuple[str, Level, str, str, str]
"""Name, level, title, meaning and remedy of a code."""


@dataclass(frozen=True, slots=True)
class Code:
    """One sort of fault.

    Attributes:
        name: The code, such as `date-invalid`.
        level: `error` stops what depends on the file, `warning` does not.
        group: Heading under which it is documented.
        title: The fault in a few words.
        means: When it is found, and why that matters.
        remedy: What to do.
    """

    name: str
    level: Level
    group: str
    title: str
    means: str
    remedy: str


_GROUPS: Final[dict[str, tuple[Entry, ...]]] = {
    "The file": FILE,
    "GeoJSON": GEOJSON,
    "Geometry": GEOMETRY,
    "Fields": FIELDS,
    "Sources": SOURCES,
    "Places": PLACES,
    "Time and events": TIME,
    "The atlas": ATLAS,
    "Rows that come in": TABLE,
}

CODES: Final[dict[str, Code]] = {
    name: Code(name, level, group, title, means, remedy)
    for group, entries in _GROUPS.items()
    for name, level, title, means, remedy in entries
}
"""Codes by name, in the order of the documentation."""


def level_of(code: str) -> Level:
    """Return the level of a code."""
    return CODES[code].level


def explain(code: str) -> str:
    """Return what a code means and what to do, as a few lines for a terminal.

    Raises:
        KeyError: There is no such code.
    """
    entry = CODES[code]
    return f"{entry.name} ({entry.level}): {entry.title}.\n{entry.means}\nWhat to do: {entry.remedy}"


def document() -> str:
    """Return the documentation of all codes as Markdown."""
    lines = [
        "# Findings",
        "",
        "What `borderatlas check` and `import` may find, by code. A code never changes its meaning. An *error* stops",
        "what depends on the layer; a *warning* does not, and may be right: look at it once. The same says",
        "`borderatlas check --explain CODE`. Generated from the registry of codes.",
    ]
    group = ""
    for code in CODES.values():
        if code.group != group:
            group = code.group
            lines += ["", f"## {group}"]
        lines += ["", f"**`{code.name}`** ({code.level}) {code.title}. {code.means} *{code.remedy}*"]
    return "\n".join(lines) + "\n"
