"""Workbooks: days stay days, whole numbers whole, texts texts, and failed formulas are named."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter
from tests.tables.writers import open_document_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DAYS = [dt.date(1900, 3, 1), dt.date(1999, 12, 31), dt.date(2024, 2, 29), dt.date(2100, 1, 1)]


def book(path: Path, rows: list[list[Any]], start: tuple[int, int] = (0, 0), **options: Any) -> None:
    workbook = xlsxwriter.Workbook(path, {"default_date_format": "dd.mm.yyyy", "nan_inf_to_errors": True} | options)
    sheet = workbook.add_worksheet("rows")
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, str) and cell.startswith("'"):
                sheet.write_string(start[0] + number, start[1] + column, cell[1:])
            elif isinstance(cell, str) and cell.startswith("="):
                formula, _, value = cell.partition(" -> ")
                sheet.write_formula(start[0] + number, start[1] + column, formula, None, value)
            elif cell is not None:
                sheet.write(start[0] + number, start[1] + column, cell)
    workbook.close()


@pytest.mark.parametrize("from_1904", [False, True])
def test_no_day_moves_in_either_calendar(read: Callable[..., Any], tmp_path: Path, from_1904: bool) -> None:
    days = DAYS[1:] if from_1904 else DAYS
    book(tmp_path / "in.xlsx", [["day"], *([day] for day in days)], date_1904=from_1904)
    assert [row["day"] for row in read(None, "in.xlsx").rows] == days


def test_a_time_of_day_stays_one(read: Callable[..., Any], tmp_path: Path) -> None:
    moment = dt.datetime(2024, 2, 29, 23, 59, 59)  # noqa: DTZ001  # sheets know no zones
    book(tmp_path / "in.xlsx", [["when"], [moment]])
    assert read(None, "in.xlsx").rows[0]["when"] == moment


def test_numbers_and_texts_keep_their_kinds(read: Callable[..., Any], tmp_path: Path) -> None:
    rows = [["whole", "broken", "code", "yes", 2024], [5, 1.0, "'007", True, 2**53 - 1], [None, 2.5, "'5", None, -1]]
    book(tmp_path / "in.xlsx", rows)
    found = read(None, "in.xlsx")
    assert found.file.columns == ["whole", "broken", "code", "yes", "2024"]
    assert [[row[name] for name in found.file.columns] for row in found.rows] == [
        [5, 1.0, "007", True, 2**53 - 1],
        [None, 2.5, "5", None, -1],
    ]
    assert type(found.rows[0]["whole"]) is int
    assert type(found.rows[0]["broken"]) is float


def test_tables_that_begin_elsewhere_count_rows_as_the_sheet_does(read: Callable[..., Any], tmp_path: Path) -> None:
    book(tmp_path / "in.xlsx", [["name", "lat", "lon"], ["a", 37, 68], [None] * 3, ["b", 37, 69]], start=(4, 2))
    found = read(None, "in.xlsx")
    named = [row["name"] for row in found.rows]
    assert named == ["a", "b"]
    assert found.numbers == [6, 8]


@pytest.mark.parametrize("error", ["#DIV/0!", "#N/A", "#REF!", "#NAME?", "#VALUE!"])
def test_failed_formulas_are_named_with_their_row_and_column(
    read: Callable[..., Any], tmp_path: Path, error: str
) -> None:
    book(tmp_path / "in.xlsx", [["name", "deaths"], ["a", 1], ["b", f"=1/0 -> {error}"], ["c", 3]])
    found = read(None, "in.xlsx")
    assert [row["name"] for row in found.rows] == ["a", "c"]
    assert found.problems == [f"row 3: deaths holds the error {error}. Mend the formula, or clear the cell."]


def test_failed_formulas_of_open_documents(read: Callable[..., Any], tmp_path: Path) -> None:
    def row(*cells: str) -> str:
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    def text(value: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'

    bad = text("#DIV/0!").replace(" office", ' calcext:value-type="error" office')
    body = row(text("name"), text("deaths")) + row(text("a"), bad) + row(text("b"), text("5"))
    open_document_of(tmp_path / "in.ods", f'<table:table table:name="S">{body}</table:table>')
    found = read(None, "in.ods")
    assert [row["name"] for row in found.rows] == ["b"]
    assert found.problems == ["row 2: deaths holds the error #DIV/0!. Mend the formula, or clear the cell."]


def test_repeated_and_nameless_columns_are_told_apart_and_said(read: Callable[..., Any], tmp_path: Path) -> None:
    book(tmp_path / "in.xlsx", [["note", None, "note"], ["a", "b", "c"]])
    found = read(None, "in.xlsx")
    assert found.file.columns == ["note", "column_2", "note_2"]
    assert "a nameless one as column_2, note as note_2" in found.file.notes[0]
