"""The interface of a format: a name, an ending, a writer, and a reader that is not the writer's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from borderatlas.export.content import Content, Part
    from borderatlas.export.losses import LossReport
    from borderatlas.export.reading_back import Expected, Seen

Holds: TypeAlias = Literal["one", "licence", "all"]


class Write(Protocol):
    """Writes parts of an atlas into one file."""

    def __call__(
        self, path: Path, parts: Sequence[Part], content: Content, losses: LossReport, *, flat: bool
    ) -> Sequence[Expected]:
        """Writes the file and says what a reader has to see in it.

        Args:
            path: The file, with its final name, in a folder that nobody else sees yet.
            parts: What to write: one part where the format holds one layer a file.
            content: The whole, for titles, credits and sources.
            losses: Takes what cannot be carried.
            flat: Whether features come as flat rows where the format could nest them.

        Raises:
            OutputError: The file cannot be written.
        """


class ReadBack(Protocol):
    """Reads a file that was just written, with another library than its writer's."""

    def __call__(self, path: Path) -> Iterable[Seen]:
        """Says what stands in the file, layer by layer.

        Raises:
            OutputError: It cannot be read.
        """


@dataclass(frozen=True, slots=True)
class Format:
    """A format that layers are handed out in.

    Attributes:
        name: What a person types: `gpkg`.
        title: What a person reads: `GeoPackage`.
        suffix: Ending of its files: `.gpkg`.
        write: Writes a file.
        read_back: Reads it again.
        holds: `one` layer a file; `licence`, all layers of one licence; or `all`, each in a table of its own.
        tells_terms: Whether its files have room for licence, credits and disclaimer; else a text beside them tells.
        beside: Endings of the further files that a file comes with, of the same name and in the same folder.
        unpacks: Whether its file is a zip archive that may also come as a folder with the same files.
    """

    name: str
    title: str
    suffix: str
    write: Write
    read_back: ReadBack
    holds: Holds = "one"
    tells_terms: bool = True
    beside: tuple[str, ...] = ()
    unpacks: bool = False

    @property
    def endings(self) -> tuple[str, ...]:
        """What the names of its files may end in: `.shp.zip` and `.zip`, `.geojson` and `.json`."""
        last = f".{self.suffix.rpartition('.')[2]}"
        return (self.suffix, last, ".json") if last.endswith("json") else (self.suffix, last)
