"""What a file of rows is, whatever its format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path  # noqa: TC003  # part of the public signature
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd
    from numpy.typing import NDArray

ROWS_AT_ONCE: Final = 25_000
"""So many rows are worked on together, and of a CSV or GeoJSON file no more are held as a table."""

Geometries: TypeAlias = Literal["none", "points", "any"]
GeoJson: TypeAlias = dict[str, Any]
"""A parsed GeoJSON object: what JSON can hold."""

Report: TypeAlias = Callable[[int, str], None]
"""Takes the number of a record that cannot be taken, and the reason."""

_T = TypeVar("_T")


@dataclass(frozen=True)
class Source:
    """Where a format reads.

    Attributes:
        file: The file; for a packed one, what was unpacked.
        name: What messages call it: the path that the user gave, and the member of an archive.
        encoding: The encoding that the user says the text is in.
        option: The option that names a layer, for messages.
    """

    file: Path
    name: str
    encoding: str | None = None
    option: str = "--source-layer"

    @property
    def suffix(self) -> str:
        """The ending of the file's name in small letters, with its dot."""
        return self.file.suffix.lower()


@dataclass(frozen=True, slots=True)
class Problem:
    """A record that could not be taken.

    Attributes:
        row: Its number as in `Table.rows`.
        reason: What is wrong with it and what to do.
        word: What the number counts: `line`, `row`, `feature`, `record` or `placemark`.
    """

    row: int
    reason: str
    word: str = "row"

    def __str__(self) -> str:
        return f"{self.word} {self.row}: {self.reason}"


@dataclass(frozen=True, slots=True)
class LayerInfo:
    """A layer, sheet or file of which a file holds several.

    Attributes:
        name: What `layer` of `open_table` calls it.
        rows: How many records it has; None where only reading all of it would tell.
        geometry: `Point`, `LineString` and the like, `Unknown` where they differ; None where it has none.
        crs: Name of its CRS, such as `EPSG:4326`; None where it declares none.
    """

    name: str
    rows: int | None = None
    geometry: str | None = None
    crs: str | None = None


@dataclass(frozen=True)
class Table:
    """Rows of a file.

    Attributes:
        own: The columns of the file without the geometry.
        rows: Number of each record: the line of a text file, the row of a sheet, else counted from 1, shape (n,).
        text: Whether the file is a delimited text file, and all cells are text.
        geometry: Shapely geometries in degrees of WGS 84, None where a row has none, shape (n,); None where the file
            has no geometries.
        features: The same rows as GeoJSON features in degrees of WGS 84, where the file is a GeoJSON file.
    """

    own: pd.DataFrame
    rows: NDArray[np.int64]
    text: bool = False
    geometry: NDArray[np.object_] | None = None
    features: list[GeoJson] | None = None

    def where(self, taken: NDArray[np.bool_]) -> Table:
        """The rows of which `taken`, shape (n,), is true."""
        if taken.all():
            return self
        return Table(
            self.own[taken].reset_index(drop=True),
            self.rows[taken],
            self.text,
            None if self.geometry is None else self.geometry[taken],
            None
            if self.features is None
            else [feature for feature, take in zip(self.features, taken, strict=True) if take],
        )


@dataclass(frozen=True)
class Content:
    """What a format found in a file; geometries are still in the CRS of the file.

    Attributes:
        layer: Name of the layer that is read, where the format has layers.
        columns: Names of the columns, the geometry not among them.
        geometries: Whether there are geometries: `none`, `points` only, or `any`.
        batches: Yields the rows, many at a time, and reports those that it cannot take.
        crs: The CRS that the file declares, as pyproj takes it; None where it declares none.
        encoding: How the text is encoded; None for formats that leave no choice.
        word: What row numbers count.
        delimiter: What parts cells, in a delimited text file.
        mark: Whether the file begins with a byte order mark, as Excel writes and wants it.
        notes: What the user should know of the file as a whole.
    """

    columns: list[str]
    geometries: Geometries
    batches: Callable[[Report], Iterator[Table]]
    layer: str | None = None
    crs: str | None = None
    encoding: str | None = None
    word: str = "row"
    delimiter: str | None = None
    mark: bool = False
    notes: tuple[str, ...] = ()


@dataclass
class TableFile:
    """A file with rows that can be read, any number of times.

    Attributes:
        path: The file.
        layer: Name of the layer that is read; None where the format has no layers.
        columns: Names of its columns, the geometry not among them.
        geometries: Whether rows have geometries: `none`, `points` only, or `any`.
        crs: Name of the CRS in which the file holds its geometries, declared or given; None where neither is.
        encoding: How the text is encoded, as Python names it; None for formats that leave no choice.
        placed_by: Columns from which geometries are read, where the file has none of its own.
        word: What row numbers count: `line`, `row`, `feature`, `record` or `placemark`.
        delimiter: What parts its cells, where it is a delimited text file.
        mark: Whether it begins with a byte order mark.
        notes: What the user should know of the file as a whole, in sentences.
        problems: Records of the last reading that could not be taken; whole only when `read` has ended.
    """

    path: Path
    layer: str | None
    columns: list[str]
    geometries: Geometries
    crs: str | None
    encoding: str | None
    word: str
    batches: Callable[[Report], Iterator[Table]] = field(repr=False)
    placed_by: tuple[str, ...] = ()
    delimiter: str | None = None
    mark: bool = False
    notes: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)

    def read(self) -> Iterator[Table]:
        """Yields the rows, many at a time; at least one table, even if it is empty.

        Raises:
            LayerError: The file cannot be read further.
        """
        self.problems.clear()
        yield from self.batches(lambda row, reason: self.problems.append(Problem(row, reason, self.word)))


def batched(items: Iterable[_T]) -> Iterator[list[_T]]:
    """Lists of at most `ROWS_AT_ONCE`; one empty list where there are no items: also a file without rows is a table."""
    items = iter(items)
    some = list(islice(items, ROWS_AT_ONCE))
    while True:
        yield some
        some = list(islice(items, ROWS_AT_ONCE))
        if not some:
            return


def frame_of(rows: list[list[Any]], columns: list[str]) -> pd.DataFrame:
    """Rows of cells as a frame whose cells stay the objects that they are."""
    import pandas as pd  # noqa: PLC0415  takes long to import

    cells = np.empty((len(rows), len(columns)), dtype=object)
    for number, row in enumerate(rows):
        cells[number] = row
    return pd.DataFrame(cells, columns=pd.Index(columns, dtype=object))


def distinct(names: list[str]) -> list[str]:
    """Names of columns: nameless ones by their number, repeated ones with a number behind."""
    found: list[str] = []
    seen: set[str] = set()
    for position, given in enumerate(names, start=1):
        name = other = given.strip() or f"column_{position}"
        number = 2
        while other in seen:
            other, number = f"{name}_{number}", number + 1
        seen.add(other)
        found.append(other)
    return found


def renamed_note(given: list[str], columns: list[str]) -> tuple[str, ...]:
    """A sentence about columns that `distinct` had to rename."""
    others = [
        f"{name.strip() or 'a nameless one'} as {new}"
        for name, new in zip(given, columns, strict=True)
        if new != name.strip()
    ]
    return (f"Columns with the same name, or none, are told apart: {', '.join(others)}.",) if others else ()
