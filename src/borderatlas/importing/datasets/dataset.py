"""What is known of a data set: how its files look, and how its columns become fields."""

from __future__ import annotations

import re  # noqa: TC003  # field of a dataclass
from collections.abc import Callable  # noqa: TC003  # field of a dataclass
from dataclasses import dataclass, field
from pathlib import Path  # noqa: TC003  # field of a dataclass
from typing import TYPE_CHECKING

from borderatlas.layers.sources import Source
from borderatlas.project import FieldRule

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pydantic import JsonValue

    from borderatlas.project import ImportSettings
    from borderatlas.tables.table import Table


@dataclass(frozen=True)
class Dataset:
    """A data set with ready-made mappings.

    Attributes:
        name: What `--mapping` calls it; also the key of its entry in `sources.json`.
        title: Its full name.
        publisher: Who publishes it.
        url: Where it is found.
        terms: Its licence in a sentence.
        mappings: How its rows become features, by layer.
        columns: Names that all its files have; a file that has them is recognised.
        many: Whether it is a form that many publishers use, so that ids begin with the key of the source.
        closed: Whether its licence forbids passing rows on.
        version_in_name: Finds the version in the name of a file; its groups are joined by points.
        prepare: Brings the table into columns, where a file is not laid out as rows under a header.
        note: What the user should know when rows of it come in.
    """

    name: str
    title: str
    publisher: str
    url: str
    terms: str
    mappings: Mapping[str, ImportSettings]
    columns: frozenset[str] = frozenset()
    many: bool = False
    closed: bool = False
    version_in_name: re.Pattern[str] | None = None
    prepare: Callable[[Table], Table] | None = field(default=None, repr=False)
    note: str = ""

    def recognises(self, columns: Sequence[str]) -> bool:
        """Tell whether a file with these columns is one of its."""
        return bool(self.columns) and self.columns <= {name.casefold() for name in columns}

    def version(self, path: Path) -> str | None:
        """Return the version that the name of a file tells."""
        found = self.version_in_name.search(path.name) if self.version_in_name else None
        return ".".join(part for part in found.groups() if part) if found else None

    def source(self, version: str | None) -> Source:
        """Return the entry of `sources.json` for rows of a version."""
        entry = {
            "id": self.name,
            "type": "dataset",
            "title": self.title,
            "publisher": self.publisher,
            "version": version,
            "URL": self.url,
            "note": self.terms,
            "custom": {"redistribution": "forbidden"} if self.closed else None,
        }
        return Source.model_validate(entry)


def column(*names: str, **rest: object) -> tuple[FieldRule, ...]:
    """Return the rule that reads a field from the first of these columns that is filled."""
    return (FieldRule.model_validate({"column": names, **rest}),)


def coded(name: str, meanings: Mapping[str, JsonValue]) -> tuple[FieldRule, ...]:
    """Return the rule that says what the codes of a column mean; a code without a meaning says nothing."""
    return column(name, values=meanings, otherwise="nothing")


def constant(value: JsonValue) -> tuple[FieldRule, ...]:
    """Return the rule that gives every row the same."""
    return (FieldRule(constant=value),)
