"""XLSX: one workbook, a sheet a layer, and a first sheet with licences, credits and the disclaimer."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from borderatlas.errors import OutputError
from borderatlas.export.format import Format
from borderatlas.export.reading_back import Expected, Seen
from borderatlas.export.sheets import Cells, sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format as CellFormat

    from borderatlas.export.content import Content, Part
    from borderatlas.export.losses import LossReport, What
    from borderatlas.layers.flat import Column

ABOUT: Final = "About"
"""Name of the first sheet."""

LONGEST: Final = 32_767
"""Characters that a cell may hold."""
ROWS: Final = 1_048_576
"""Rows that a sheet may hold, the names of the columns among them."""
_FIRST_DATE: Final = dt.date(1900, 3, 1)
"""Spreadsheets count days from 1900 and take that year for a leap year: what is older stands as text."""
_MADE: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001  # a constant: the same content gives the same bytes
_WIDTHS: Final = {"text": 24, "integer": 12, "number": 12, "boolean": 10, "date": 12}


def _write(
    path: Path,
    parts: Sequence[Part],
    content: Content,
    losses: LossReport,
    *,
    flat: bool,  # noqa: ARG001  # it is flat
) -> Sequence[Expected]:
    import xlsxwriter  # noqa: PLC0415  # only workbooks need it
    from xlsxwriter.exceptions import XlsxWriterException  # noqa: PLC0415

    for part in parts:
        if len(part) >= ROWS:
            raise OutputError(
                f"{path.name}: {part.name} has {len(part):,} features, and a sheet holds {ROWS - 1:,}. "
                "Choose some with --where, or another format."
            )
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    book = xlsxwriter.Workbook(str(path), options)
    book.set_properties({"title": content.title, "comments": content.disclaimer, "created": _MADE})
    _write_about(book, parts, content)
    date = book.add_format({"num_format": "yyyy-mm-dd"})
    text = book.add_format({"num_format": "@"})
    head = book.add_format({"bold": True, "bottom": 1})
    expected = []
    for part in parts:
        columns = [(column, _fitting(column, cells, part, losses)) for column, cells in sheet(part, losses)]
        page = book.add_worksheet(part.name)
        page.freeze_panes(1, 1)
        for number, (column, cells) in enumerate(columns):
            look = date if column.type == "date" else text if column.type == "text" else None
            page.set_column(number, number, _WIDTHS[column.type], look)
            page.write_string(0, number, column.name, head)
            for row, cell in enumerate(cells, start=1):
                _write_cell(page, row, number, cell, look)
        if len(part):
            page.autofilter(0, 0, len(part), len(columns) - 1)
        expected.append(Expected(part.name, len(part), tuple(column.name for column, _ in columns), None))
    try:
        book.close()
    except XlsxWriterException as error:
        raise OutputError(f"{path.name}: cannot be written ({error}).") from error
    return expected


def _write_cell(page: Any, row: int, number: int, cell: Any, look: CellFormat | None) -> None:
    if cell is None:
        return
    if isinstance(cell, bool):
        page.write_boolean(row, number, cell)
    elif isinstance(cell, dt.date):
        page.write_datetime(row, number, cell, look)
    elif isinstance(cell, str):
        page.write_string(row, number, cell, look)
    else:
        page.write_number(row, number, cell)


def _fitting(column: Column, cells: Cells, part: Part, losses: LossReport) -> Cells:
    """The cells as a sheet can hold them; what cannot is noted."""
    long = [row for row, cell in enumerate(cells) if isinstance(cell, str) and len(cell) > LONGEST]
    old = [row for row, cell in enumerate(cells) if isinstance(cell, dt.date) and cell < _FIRST_DATE]
    if not long and not old:
        return cells
    cells = list(cells)
    for row in long:
        cells[row] = None if column.name == "wkt" else cells[row][:LONGEST]
    for row in old:
        cells[row] = cells[row].isoformat()
    what: What = "left out" if column.name == "wkt" else "cut"
    losses.add_cells(what, f"A cell holds {LONGEST:,} characters.", part, column.name, long)
    reason = "Days before March 1900 stand as text: spreadsheets have no such dates."
    losses.add_cells("changed", reason, part, column.name, old)
    return cells


def _write_about(book: Workbook, parts: Sequence[Part], content: Content) -> None:
    """The sheet that says what the others are and whom to name."""
    page = book.add_worksheet(ABOUT)
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    page.set_column(0, 0, 24, wrapped)
    page.set_column(1, 1, 100, wrapped)
    rows = [
        ("Title", content.title),
        ("Summary", content.summary),
        ("Newest date", content.facts_to),
        ("Border line", content.line_version),
        ("Disclaimer", content.disclaimer),
        ("Corrections", content.contact),
        *((part.name, f"{part.title}. Licence: {part.licence}. {part.attribution}") for part in parts),
    ]
    for row, (name, said) in enumerate(rows):
        page.write_string(row, 0, name, bold)
        page.write_string(row, 1, said, wrapped)


def _read_back(path: Path) -> Iterator[Seen]:
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415  # only what is written is read back

    try:
        book = CalamineWorkbook.from_path(str(path))
        for name in book.sheet_names:
            if name != ABOUT:
                first, *rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                yield Seen(name, len(rows), tuple(map(str, first)))
    except CalamineError as error:
        raise OutputError(f"{path.name}: what was written cannot be read back ({error}).") from error


XLSX = Format("xlsx", "Excel workbook", ".xlsx", _write, _read_back, holds="all")
