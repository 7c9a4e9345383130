"""Delimited text: any delimiter, short and long rows, and rows that are read part by part."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING, Any

import pytest

from borderatlas.errors import LayerError
from borderatlas.tables import open_table
from borderatlas.tables import table as tables

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^", "~", "\x1f"])
def test_the_delimiter_is_found(read: Callable[..., Any], delimiter: str) -> None:
    found = read(f'name{delimiter}"a;b"{delimiter}c\nx{delimiter}"1{delimiter}2"{delimiter}3\n')
    assert found.file.columns == ["name", "a;b", "c"]
    assert [found.rows[0][name] for name in found.file.columns] == ["x", f"1{delimiter}2", "3"]
    assert found.file.delimiter == delimiter


def test_a_line_for_excel_alone_is_passed_over(read: Callable[..., Any]) -> None:
    found = read("sep=;\nname;note\na,b;c\n")
    assert (found.rows[0]["name"], found.rows[0]["note"]) == ("a,b", "c")
    assert found.numbers == [3]


def test_short_rows_are_filled_up_and_empty_cells_at_the_end_mean_nothing(read: Callable[..., Any]) -> None:
    found = read("a,b\n1\n\n2,3,,\n4,5,6\n")
    assert [(row["a"], row["b"]) for row in found.rows] == [("1", ""), ("2", "3")]
    assert found.numbers == [2, 4]
    assert [problem.row for problem in found.file.problems] == [5]


def test_lines_are_counted_through_cells_of_several(read: Callable[..., Any]) -> None:
    found = read('a,b\n"1\n2",3\n4,5,6\n')
    assert found.rows[0]["a"] == "1\n2"
    assert [str(problem)[:8] for problem in found.file.problems] == ["line 4: "]


def test_repeated_names_are_told_apart_and_said(read: Callable[..., Any]) -> None:
    found = read(",note,note,note_2\n1,2,3,4\n")
    assert found.file.columns == ["column_1", "note", "note_2", "note_2_2"]
    assert "note as note_2" in found.file.notes[0]


def test_a_cell_of_a_hundred_megabytes_is_refused_by_its_line(tmp_path: Path) -> None:
    with (tmp_path / "in.csv").open("wb") as file:
        file.write(b"a,b\n1,2\n3,")
        for _ in range(100):
            file.write(b"x" * 2**20)
    with pytest.raises(LayerError, match=r"line 3: a cell is longer than 67,108,864 characters"):
        list(open_table(tmp_path / "in.csv").read())


def test_a_long_file_is_held_part_by_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "ROWS_AT_ONCE", 1_000)
    (tmp_path / "in.csv").write_text("name,lat,lon\n" + "a long name,37.19,68.6\n" * 100_000, "utf-8")
    file = open_table(tmp_path / "in.csv")
    next(file.read())
    tracemalloc.start()
    rows = sum(len(table.own) for table in file.read())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert rows == 100_000
    assert peak < 4_000_000
