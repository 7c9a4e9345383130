"""What a build did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Built:
    """A page that stands as it should.

    Attributes:
        name: Name of the map, or `index`.
        path: The file.
        size: Bytes.
        sha256: Hash of the file, in hexadecimal.
        why: Why it was written, in words; empty where it was up to date.
    """

    name: str
    path: Path
    size: int
    sha256: str
    why: tuple[str, ...] = ()


@dataclass(frozen=True)
class Build(Sequence[Built]):
    """What a build did: the pages that stand as they should, in the order of the settings, the index last.

    Attributes:
        pages: These pages.
        foreign: Files that stand where a page should and are not as a build wrote them; they were left as they are.
        kept: Files under which such files were kept when pages took their place.
        removed: Pages of maps that the settings name no more.
        undone: Names of the pages that layers at fault stopped.
        withheld: How many rows were left out, by the dataset that may not be passed on.
        downloads: The files for readers that stand as they should; `name` is their path beside the index.
    """

    pages: tuple[Built, ...]
    foreign: tuple[Path, ...] = ()
    kept: tuple[Path, ...] = ()
    removed: tuple[Path, ...] = ()
    undone: tuple[str, ...] = ()
    withheld: Mapping[str, int] = field(default_factory=dict)
    downloads: tuple[Built, ...] = ()

    @property
    def written(self) -> tuple[Built, ...]:
        """The pages that were written."""
        return tuple(page for page in self.pages if page.why)

    @property
    def written_downloads(self) -> tuple[Built, ...]:
        """The files for readers that were written."""
        return tuple(file for file in self.downloads if file.why)

    def __len__(self) -> int:
        return len(self.pages)

    def __iter__(self) -> Iterator[Built]:
        return iter(self.pages)

    @overload
    def __getitem__(self, index: int) -> Built: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Built]: ...
    def __getitem__(self, index: int | slice) -> Built | Sequence[Built]:
        return self.pages[index]
