"""CSV: one file a layer, UTF-8 with the mark by which spreadsheets know it, the place as lon, lat and WKT."""

from __future__ import annotations

import csv
from typing import IO, TYPE_CHECKING, Any, Final

from borderatlas.errors import OutputError
from borderatlas.export.format import Format
from borderatlas.export.reading_back import Expected, Seen
from borderatlas.export.sheets import sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from borderatlas.export.content import Content, Part
    from borderatlas.export.losses import LossReport
    from borderatlas.export.sheets import Cells
    from borderatlas.layers.flat import Column

_AT_ONCE: Final = 2**27
"""Bytes that the reader looks at together: no row may be longer."""


def _write(
    path: Path,
    parts: Sequence[Part],
    content: Content,  # noqa: ARG001  # a text beside the file tells it
    losses: LossReport,
    *,
    flat: bool,  # noqa: ARG001  # it is flat
) -> Sequence[Expected]:
    (part,) = parts
    columns = sheet(part, losses)
    write_columns(path, columns, encoding="utf-8-sig")
    return [Expected(part.name, len(part), tuple(column.name for column, _ in columns), None)]


def write_columns(path: Path, columns: Sequence[tuple[Column, Cells]], *, encoding: str) -> None:
    """Writes columns as CSV; an empty cell is what is not known."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(column.name for column, _ in columns)
        writer.writerows(zip(*(map(_text, cells) for _, cells in columns), strict=True))


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return str(int(cell) if isinstance(cell, float) and cell.is_integer() else cell)


def _read_back(path: Path) -> Iterator[Seen]:
    yield seen_by_arrow(path, path.name)


def seen_by_arrow(source: Path | IO[bytes], name: str, layer: str = "") -> Seen:
    """What Arrow sees in a CSV file.

    Raises:
        OutputError: It cannot be read.
    """
    import pyarrow as pa  # noqa: PLC0415  # only what is written is read back
    from pyarrow import csv as arrow  # noqa: PLC0415

    options = arrow.ReadOptions(block_size=_AT_ONCE)
    try:
        table = arrow.read_csv(source, options, arrow.ParseOptions(newlines_in_values=True))
    except pa.ArrowInvalid as error:
        raise OutputError(f"{name}: what was written cannot be read back ({error}).") from error
    return Seen(layer, table.num_rows, tuple(table.column_names))


CSV = Format("csv", "CSV", ".csv", _write, _read_back, tells_terms=False)
