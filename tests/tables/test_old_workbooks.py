"""Workbooks of Excel 97 to 2003 (.xls, BIFF8), as they still come from offices."""

from __future__ import annotations

import datetime as dt
import struct
from typing import TYPE_CHECKING, Any

import pytest
import xlwt
from xlwt.CompoundDoc import XlsDoc

from borderatlas.errors import AtlasError, LayerError, UsageError
from borderatlas.tables import layers_of, open_table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

MOMENT = dt.datetime(2024, 2, 29, 23, 59, 59)  # noqa: DTZ001  # sheets know no zones
BOF_BYTES = 20
"""The record that opens a workbook, with its head."""


def book(sheets: Mapping[str, list[list[Any]]], *, from_1904: bool = False) -> xlwt.Workbook:
    made = xlwt.Workbook(encoding="utf-8")
    made.dates_1904 = from_1904
    styles = {
        dt.date: xlwt.easyxf(num_format_str="DD.MM.YYYY"),
        dt.datetime: xlwt.easyxf(num_format_str="D.M.YY HH:MM:SS"),
    }
    for name, rows in sheets.items():
        sheet = made.add_sheet(name)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell is not None:
                    sheet.write(number, column, cell, styles.get(type(cell), xlwt.Style.default_style))
    return made


def many(path: Path) -> bytes:
    """A workbook of many sectors."""
    book({"rows": [["id", "text"], *([number, f"text {number}"] for number in range(3000))]}).save(str(path))
    return path.read_bytes()


def with_record(path: Path, record: bytes) -> None:
    """A workbook with a record behind the one that opens it."""
    data = book({"rows": [["id"], [1]]}).get_biff_data()
    XlsDoc().save(str(path), data[:BOF_BYTES] + record + data[BOF_BYTES:])


def test_days_texts_and_numbers_stay_what_they_are(read: Callable[..., Any], tmp_path: Path) -> None:
    rows = [
        ["id", "day", "when", "номи ҷой", "نام", "deaths", "share", "sure", "code"],
        [1001, dt.date(1999, 12, 31), MOMENT, "Панҷи Поён", "پل دوستی", 3, 0.5, True, "007"],
        [1002, dt.date(2024, 2, 29), None, "Ҳамадонӣ", "شیرخان‌بندر", None, 0.25, False, "5"],
        [None] * 9,
        [1003, dt.date(2100, 1, 1), None, "", None, 0, None, None, None],
    ]
    book({"rows": rows}).save(str(tmp_path / "in.xls"))
    found = read(None, "in.xls")
    assert found.file.columns == rows[0]
    names = found.file.columns
    assert [[row[name] for name in names] for row in found.rows] == [
        rows[1],
        rows[2],
        [1003, dt.date(2100, 1, 1), None, None, None, 0, None, None, None],
    ]
    assert found.numbers == [2, 3, 5], "rows are counted as the sheet does"
    assert {type(row["id"]) for row in found.rows} == {int}
    assert {type(row["share"]) for row in found.rows[:2]} == {float}
    assert {type(row["day"]) for row in found.rows} == {dt.date}


def test_no_day_moves_in_the_calendar_of_1904(read: Callable[..., Any], tmp_path: Path) -> None:
    days = [dt.date(1999, 12, 31), dt.date(2024, 2, 29)]
    book({"rows": [["day"], *([day] for day in days)]}, from_1904=True).save(str(tmp_path / "in.xls"))
    assert [row["day"] for row in read(None, "in.xls").rows] == days


def test_sheets_are_listed_and_one_is_asked_for(read: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "in.xls"
    book({"events": [["id"], [1]], "Лист 2": [["id"], [2], [3]], "empty": []}).save(str(path))
    assert [(info.name, info.rows) for info in layers_of(path)] == [("events", 1), ("Лист 2", 2), ("empty", 0)]
    with pytest.raises(UsageError, match=r"in\.xls: holds 2 sheets\. Name one with --source-layer: events, Лист 2"):
        open_table(path)
    assert [row["id"] for row in read(None, "in.xls", "Лист 2").rows] == [2, 3]
    with pytest.raises(LayerError, match="the sheet 'empty' is empty"):
        open_table(path, "empty")


@pytest.mark.parametrize("kept", [0.02, 0.5, 0.98, 0.9999])
def test_a_workbook_that_is_not_whole_is_refused(
    tmp_path: Path, kept: float, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "in.xls"
    data = many(path)
    assert sum(len(table.rows) for table in open_table(path).read()) == 3000
    path.write_bytes(data[: int(len(data) * kept)])
    with pytest.raises(LayerError, match=r"in\.xls: the workbook is damaged or not whole: its end is missing"):
        open_table(path)
    assert capfd.readouterr().err == "", "the reader of workbooks was not left to stumble over it"


def test_any_cut_is_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "in.xls"
    book({"rows": [["id", "text"], [1, "a"]]}).save(str(path))
    data = path.read_bytes()
    for end in range(0, len(data), 97):
        path.write_bytes(data[:end])
        with pytest.raises(AtlasError, match=r"in\.xls: (the workbook is damaged|cannot be read as a workbook|line 1)"):
            open_table(path)


@pytest.mark.parametrize("kind", [b"\x01\x00\x01\x00\x01\x00" + bytes(range(48)), b"\x00\x00\x34\x12\x21\x43"])
def test_a_password_is_named(tmp_path: Path, kind: bytes) -> None:
    """Both ways in which such workbooks are encrypted: RC4, and the older XOR."""
    with_record(tmp_path / "in.xls", struct.pack("<HH", 0x2F, len(kind)) + kind)
    with pytest.raises(LayerError, match="the workbook is protected by a password"):
        open_table(tmp_path / "in.xls")


def test_another_record_in_its_place_is_no_password(read: Callable[..., Any], tmp_path: Path) -> None:
    with_record(tmp_path / "in.xls", b"")
    assert read(None, "in.xls").rows[0]["id"] == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x99" * 5000, "damaged or not whole"),
        (b"\xd0\xcf\x11\xe0", "its end is missing"),
        (b"\x99\x01" * 2000, "cannot be read as a workbook, for it does not begin like one"),
        (b"<html><body><table>", "this is a web page"),
    ],
)
def test_garbage_is_named(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "in.xls").write_bytes(content)
    with pytest.raises(LayerError, match=words):
        open_table(tmp_path / "in.xls")
