"""What leaves the atlas: layers in columns and as features, each with its licence, and what must stand beside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

    from borderatlas.layers import Source
    from borderatlas.layers.flat import FlatTable

GeoJson: TypeAlias = dict[str, Any]
"""A GeoJSON object: what JSON can hold."""


@dataclass(frozen=True, eq=False)
class Part:
    """One layer on its way out. It has one licence, and comes into a file or a table of its own.

    Attributes:
        name: Name of the layer, fit for a file: `clashes`.
        title: For a reader.
        licence: SPDX identifier.
        credits: Who must be named, one sentence each.
        table: Its features in all columns of the flat twin, those of the border address at the end. Formats
            that people edit keep the empty ones, the others take `table.filled()`.
        nested: The same features nested as in the atlas, `id` and `properties` each, in the order of the table.
    """

    name: str
    title: str
    licence: str
    credits: tuple[str, ...]
    table: FlatTable
    nested: Iterable[GeoJson] = field(repr=False)

    def __len__(self) -> int:
        return len(self.table)

    @property
    def ids(self) -> NDArray[np.object_]:
        """The ids of its features, shape (n,)."""
        return self.table.frame["id"].to_numpy(dtype=object)

    @property
    def attribution(self) -> str:
        """The credits in one line."""
        return "; ".join(self.credits)


@dataclass(frozen=True, eq=False)
class Content:
    """Everything that an export may carry.

    Attributes:
        name: Name of the atlas, fit for a file: `afghanistan-tajikistan-border`.
        title: Title of the atlas.
        summary: A sentence about it.
        disclaimer: What must be said wherever a border is drawn.
        contact: Where corrections go.
        line_version: The version of the line to which border kilometres belong.
        facts_to: The newest date that any feature carries, ISO 8601, may be partial; empty where none does.
        parts: The layers, in the order of the settings, the line last.
        sources: The sources that their features name, by key.
        version: Of the last release, with `+changed` where layers changed since; empty where there was none.
        released: The day of that release, ISO 8601; may be empty.
    """

    name: str
    title: str
    summary: str
    disclaimer: str
    contact: str
    line_version: str
    facts_to: str
    parts: tuple[Part, ...]
    sources: dict[str, Source]
    version: str = ""
    released: str = ""

    def by_licence(self) -> dict[str, list[Part]]:
        """The parts by their licence, for formats whose files cannot keep licences apart inside."""
        found: dict[str, list[Part]] = {}
        for part in self.parts:
            found.setdefault(part.licence, []).append(part)
        return found


def cells(table: FlatTable, name: str) -> list[Any]:
    """The cells of a column as plain Python values: text, int, float, bool, date; None where it is empty."""
    import pyarrow as pa  # noqa: PLC0415  # only tables need it

    found: list[Any] = pa.array(table.frame[name], from_pandas=True).to_pylist()
    return found
