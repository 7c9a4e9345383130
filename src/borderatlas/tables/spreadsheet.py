"""Workbooks: XLSX, XLS and ODS. Sheets are layers; the first row that is not empty names the columns."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from borderatlas.errors import LayerError
from borderatlas.tables.layers import choose_layer
from borderatlas.tables.table import (
    Content,
    LayerInfo,
    Report,
    Source,
    Table,
    batched,
    distinct,
    frame_of,
    renamed_note,
)
from borderatlas.tables.workbooks import check_workbook, error_cells

if TYPE_CHECKING:
    from collections.abc import Iterator

    from python_calamine import CalamineWorkbook

_EXACT: Final = 2**53
"""Numbers of a sheet are floating; beyond this they have lost digits."""
_EXAMPLES: Final = 5


def open_spreadsheet(source: Source, layer: str | None) -> Content:
    """Opens a sheet of a workbook.

    Raises:
        LayerError: It is damaged, protected by a password, too large, or has no names of columns.
        UsageError: It holds several sheets with rows and none is named, or not the one that is asked for.
    """
    book = _opened(source)
    try:
        filled = {name: rows for name in _sheets(book) if (rows := _rows(book, source, name))}
        chosen = choose_layer(source, layer, list(filled), others=_sheets(book), word="sheet")
        rows = filled.get(chosen, [])
    finally:
        book.close()
    if not rows:
        raise LayerError(
            f"{source.name}: the sheet {chosen!r} is empty. Expected the names of columns in its first row."
        )
    header, names = rows[0][0], ["" if cell is None else str(_tidy(cell)) for cell in rows[0][1]]
    width = max((number for number, name in enumerate(names, start=1) if name.strip()), default=0)
    width = max(width, *(_width(cells) for _, cells in rows)) if len(rows) > 1 else width
    names = [*names, *[""] * width][:width]
    if width > 2 and sum(bool(name.strip()) for name in names) == 1:
        raise LayerError(
            f"{source.name}: row {header} of the sheet {chosen!r} has one cell, "
            f"{next(filter(str.strip, names))[:60]!r}. Expected the names of columns: remove what stands above them."
        )
    columns = distinct(names)
    errors = error_cells(source, chosen)
    return Content(
        columns=columns,
        geometries="none",
        batches=lambda report: _tables(rows[1:], columns, errors, report),
        layer=chosen,
        word="row",
        notes=renamed_note(names, columns),
    )


def sheets_of(source: Source) -> list[LayerInfo]:
    """The sheets of a workbook; `rows` counts those below the names of columns."""
    book = _opened(source)
    try:
        return [LayerInfo(name, max(len(_rows(book, source, name)) - 1, 0)) for name in _sheets(book)]
    finally:
        book.close()


def _opened(source: Source) -> CalamineWorkbook:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415  few files need it

    check_workbook(source)
    with _careful(source):
        return CalamineWorkbook.from_path(source.file)


@contextmanager
def _careful(source: Source) -> Iterator[None]:
    """Turns what the reader of workbooks says into messages for people."""
    from python_calamine import CalamineError, PasswordError  # noqa: PLC0415  few files need it

    try:
        yield
    except PasswordError as error:
        raise LayerError(
            f"{source.name}: the workbook is protected by a password. Save it without one (File, Info, Protect)."
        ) from error
    except (CalamineError, OSError, ValueError) as error:
        raise _damaged(source, error) from error
    except BaseException as error:  # where it panics, it raises what is no Exception and has no name to import
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged(source, error) from error


def _damaged(source: Source, error: BaseException) -> LayerError:
    return LayerError(
        f"{source.name}: the workbook is damaged or not whole ({str(error)[:200]}). Save it again, or as CSV UTF-8."
    )


def _sheets(book: CalamineWorkbook) -> list[str]:
    from python_calamine import SheetTypeEnum  # noqa: PLC0415  few files need it

    return [sheet.name for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]


def _rows(book: CalamineWorkbook, source: Source, name: str) -> list[tuple[int, list[Any]]]:
    """The rows of a sheet that are not empty, with their numbers; empty cells are None."""
    with _careful(source):
        cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    rows = []
    for number, row in enumerate(cells, start=1):
        if any(cell != "" for cell in row):
            rows.append((number, [None if isinstance(cell, str) and not cell else cell for cell in row]))
    return rows


def _width(cells: list[Any]) -> int:
    return max((number for number, cell in enumerate(cells, start=1) if cell is not None), default=0)


def _tables(
    rows: list[tuple[int, list[Any]]], columns: list[str], errors: dict[int, list[tuple[int, str]]], report: Report
) -> Iterator[Table]:
    width = len(columns)
    whole = [_whole([cells[column] if column < len(cells) else None for _, cells in rows]) for column in range(width)]
    for some in batched(_taken(rows, columns, errors, report)):
        numbers = np.array([number for number, _ in some], dtype=np.int64)
        cells = [
            [_cell(row[column] if column < len(row) else None, whole=whole[column]) for column in range(width)]
            for _, row in some
        ]
        yield Table(frame_of(cells, columns), numbers)


def _taken(
    rows: list[tuple[int, list[Any]]], columns: list[str], errors: dict[int, list[tuple[int, str]]], report: Report
) -> Iterator[tuple[int, list[Any]]]:
    for number, cells in rows:
        faults = [
            f"{columns[column] if column < len(columns) else f'column {column + 1}'} holds the error {text}"
            for column, text in errors.get(number, [])
        ]
        if faults:
            report(number, "; ".join(faults[:_EXAMPLES]) + ". Mend the formula, or clear the cell.")
        else:
            yield number, cells


def _whole(cells: list[Any]) -> bool:
    """Whether all numbers of a column are whole, so that they are integers: sheets know floating numbers only."""
    return all(not isinstance(cell, float) or (cell.is_integer() and abs(cell) <= _EXACT) for cell in cells)


def _cell(cell: Any, *, whole: bool) -> Any:
    return int(cell) if whole and isinstance(cell, float) else cell


def _tidy(cell: Any) -> Any:
    """A name of a column as it is shown: years and dates are names too."""
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell.isoformat() if isinstance(cell, dt.date) else cell
