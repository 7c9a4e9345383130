"""`--where`: an expression of SQL over the flat columns, answered by SQLite in memory."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np

from borderatlas.errors import UsageError, suggestion
from borderatlas.export.content import cells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from borderatlas.layers.flat import FlatTable

_MAY: Final = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION}
_TYPES: Final = {"text": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER", "date": "TEXT"}


def rows_where(table: FlatTable, condition: str, columns: Sequence[str]) -> NDArray[np.intp]:
    """The rows of a table for which a condition holds, in their order.

    Args:
        table: The table.
        condition: What may stand after WHERE in SQLite, such as `kind = 'bridge' AND start >= '2015'`. Dates are text.
        columns: Names of columns that other tables have: here they are NULL.

    Raises:
        UsageError: The condition is no such expression, or names a column that no table has.
    """
    own = [column.name for column in table.columns]
    types = {column.name: _TYPES[column.type] for column in table.columns}
    every = own + [name for name in columns if name not in types]
    declared = ", ".join(f"{_quoted(name)} {types.get(name, 'TEXT')}" for name in every)
    marks = ", ".join("?" * (len(own) + 1))
    names = ", ".join(["row", *map(_quoted, own)])
    database = sqlite3.connect(":memory:")
    try:
        database.execute(f"CREATE TABLE rows (row INTEGER, {declared})")
        rows = zip(range(len(table)), *(_plain(table, name) for name in own), strict=True)
        database.executemany(f"INSERT INTO rows ({names}) VALUES ({marks})", rows)  # noqa: S608  # names are quoted
        database.set_authorizer(lambda action, *_: sqlite3.SQLITE_OK if action in _MAY else sqlite3.SQLITE_DENY)
        query = f"SELECT row FROM rows WHERE ({condition}\n) ORDER BY row"  # noqa: S608  # it may only read
        found = database.execute(query).fetchall()
    except (sqlite3.Error, sqlite3.Warning) as error:
        raise UsageError(
            f"--where {condition!r}: {error}{_nearest(str(error), every)}. Expected a condition of SQL over the flat "
            "columns, such as kind = 'bridge'; `borderatlas fields` lists them."
        ) from error
    finally:
        database.close()
    return np.array([row for (row,) in found], dtype=np.intp)


def _nearest(fault: str, columns: Sequence[str]) -> str:
    """What may have been meant where a column is not known."""
    _, found, name = fault.partition("no such column: ")
    return suggestion(name, columns) if found else ""


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _plain(table: FlatTable, name: str) -> list[object]:
    """A column as SQLite takes it: dates are ISO 8601 text."""
    return [str(value) if isinstance(value, date) else value for value in cells(table, name)]
