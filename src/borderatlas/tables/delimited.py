"""Delimited text: CSV, TSV and the like."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from borderatlas.errors import LayerError
from borderatlas.tables.encodings import encoding_note, find_encoding, not_text
from borderatlas.tables.table import Content, Report, Source, Table, batched, distinct, frame_of, renamed_note

if TYPE_CHECKING:
    from collections.abc import Iterator

_DELIMITERS: Final = ",;\t|"
_RARE: Final = "^~\x1f"
WIDEST_CELL: Final = 2**26
"""In characters; room for the outline of a country, and for no forgotten quote."""
_LONGEST_HEADER: Final = 2**20
_MOST_COLUMNS: Final = 10_000


@dataclass(frozen=True, slots=True)
class _Dialect:
    """How the text of a file is to be taken; `skipped` lines stand before the names of the columns."""

    encoding: str
    delimiter: str
    skipped: int


def open_delimited(source: Source) -> Content:
    """Opens a delimited text file whose first line names the columns.

    The delimiter is the one of comma, semicolon, tab and bar that stands most often outside quotes in that line.

    Raises:
        LayerError: It cannot be read as text, or has no names of columns.
        UsageError: There is no such encoding.
    """
    encoding = find_encoding(source.file, source.name, source.encoding)
    with source.file.open(encoding=encoding, newline="") as file:
        try:
            first = file.readline(_LONGEST_HEADER)
            skipped = 0
            delimiter = None
            if first.casefold().startswith("sep=") and len(first.rstrip("\r\n")) == 5:  # a line for Excel alone
                delimiter, skipped = first[4], 1
                first = file.readline(_LONGEST_HEADER)
        except UnicodeError as error:
            raise not_text(source.name, encoding, error) from error
    if len(first) >= _LONGEST_HEADER:
        raise LayerError(f"{source.name}: line 1 is longer than a million characters. Expected the names of columns.")
    if "\0" in first:
        raise LayerError(f"{source.name}: this is no text. Expected a CSV file, or the ending that tells what it is.")
    delimiter = delimiter or _delimiter(first, source.suffix)
    names = next(csv.reader([first], delimiter=delimiter), [])
    if not any(name.strip() for name in names):
        raise LayerError(f"{source.name}: line {skipped + 1} is empty. Expected the names of the columns.")
    if len(names) > _MOST_COLUMNS:
        raise LayerError(f"{source.name}: line 1 names {len(names):,} columns. Expected at most {_MOST_COLUMNS:,}.")
    columns = distinct(names)
    with source.file.open("rb") as raw:
        mark = raw.read(3) == b"\xef\xbb\xbf"
    return Content(
        columns=columns,
        geometries="none",
        batches=lambda report: _tables(source, _Dialect(encoding, delimiter, skipped), columns, report),
        encoding=encoding,
        word="line",
        delimiter=delimiter,
        mark=mark,
        notes=renamed_note(names, columns) + (() if source.encoding else encoding_note(encoding)),
    )


def _delimiter(line: str, suffix: str) -> str:
    if suffix == ".tsv":
        return "\t"
    outside = "".join(line.split('"')[::2])
    best = max(_DELIMITERS, key=outside.count)
    return best if outside.count(best) else max(_DELIMITERS[0] + _RARE, key=outside.count)


def _tables(source: Source, dialect: _Dialect, columns: list[str], report: Report) -> Iterator[Table]:
    limit = csv.field_size_limit(WIDEST_CELL)
    try:
        with source.file.open(encoding=dialect.encoding, newline="") as file:
            for _ in range(dialect.skipped):
                file.readline()
            reader = csv.reader(file, delimiter=dialect.delimiter)
            next(reader)
            for some in batched(_rows(reader, len(columns), dialect.skipped, report)):
                lines = np.array([line for line, _ in some], dtype=np.int64)
                yield Table(frame_of([row for _, row in some], columns), lines, text=True)
    except UnicodeError as error:
        raise not_text(source.name, dialect.encoding, error) from error
    except csv.Error as error:
        reason = (
            f"a cell is longer than {WIDEST_CELL:,} characters. Close the double quote at its end"
            if "limit" in str(error)
            else f"{error}. Mend that line"
        )
        raise LayerError(f"{source.name}, line {reader.line_num + dialect.skipped}: {reason}.") from error
    finally:
        csv.field_size_limit(limit)


def _rows(reader: Any, width: int, skipped: int, report: Report) -> Iterator[tuple[int, list[str]]]:
    """The rows of a file with their lines, empty lines left out, short ones filled up."""
    for row in reader:
        if not row:
            continue
        line = reader.line_num + skipped
        if len(row) > width:
            if any(row[width:]):
                report(
                    line,
                    f"{len(row)} cells where the first line names {width} columns. "
                    "Put a cell that holds the delimiter between double quotes.",
                )
                continue
            row = row[:width]  # noqa: PLW2901  # delimiters at the end of a line mean nothing
        yield line, row if len(row) == width else row + [""] * (width - len(row))
