"""Writes a file and reads it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from borderatlas.tables import open_table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from borderatlas.tables import TableFile


class Read:
    """A file that was read whole: `file`, `rows` as dictionaries with `geometry`, and `problems`."""

    def __init__(self, file: TableFile) -> None:
        self.file = file
        self.rows: list[dict[str, Any]] = []
        self.numbers: list[int] = []
        for table in file.read():
            records = [{name: _value(cell) for name, cell in row.items()} for row in table.own.to_dict("records")]
            shapes = [None] * len(records) if table.geometry is None else list(table.geometry)
            assert list(table.own.columns) == file.columns
            assert len(records) == len(shapes) == len(table.rows)
            self.rows += [record | {"geometry": shape} for record, shape in zip(records, shapes, strict=True)]
            self.numbers += table.rows.tolist()
        self.problems = [str(problem) for problem in file.problems]


def _value(cell: Any) -> Any:
    return None if not isinstance(cell, list | dict) and pd.isna(cell) else cell


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Read]:
    """Writes content to a file, unless it stands there, and reads it."""

    def run(content: str | bytes | None, name: str = "in.csv", *arguments: Any, **options: Any) -> Read:
        path = tmp_path / name
        if content is not None:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return Read(open_table(path, *arguments, **options))

    return run
