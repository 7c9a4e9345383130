"""`--where`: SQL over the flat columns, which may only read."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest

from borderatlas.errors import UsageError
from borderatlas.export.selection import rows_where
from borderatlas.layers.flat import flat_table

if TYPE_CHECKING:
    from borderatlas import Atlas
    from borderatlas.layers.flat import FlatTable


@pytest.fixture(scope="module")
def clashes(shipped: Atlas) -> FlatTable:
    return flat_table(shipped.layers["clashes"])


def ids(table: FlatTable, condition: str, columns: tuple[str, ...] = ()) -> set[str]:
    return set(table.frame["id"].iloc[rows_where(table, condition, columns)])


def test_the_rows_are_those_that_meet_the_condition(clashes: FlatTable, shipped: Atlas) -> None:
    wanted = {
        feature.id
        for feature in shipped.layers["clashes"]
        if feature.kind == "attack" and feature.start and feature.start.first >= dt.date(2015, 1, 1)
    }
    assert wanted
    assert ids(clashes, "kind = 'attack' AND start_first >= '2015-01-01'") == wanted


def test_numbers_text_booleans_and_what_is_not_known(clashes: FlatTable) -> None:
    deadly = ids(clashes, "fatalities_high > 50")
    assert "1993-07-13-outpost-12-sarigor" in deadly
    assert ids(clashes, "disputed") < ids(clashes, "1")
    assert ids(clashes, "injured IS NULL") | ids(clashes, "injured >= 0") == ids(clashes, "1")
    assert ids(clashes, "actors LIKE '%Taliban%'")


def test_the_order_of_the_table_is_kept(clashes: FlatTable) -> None:
    rows = rows_where(clashes, "1", ())
    assert rows.tolist() == list(range(len(clashes)))


def test_a_column_of_another_table_is_null_here(clashes: FlatTable) -> None:
    assert ids(clashes, "length_m IS NULL", ("length_m",)) == ids(clashes, "1")


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("fatalities_hgh > 3", "did you mean fatalities_high?"),
        ("kind = ", "syntax error"),
        ("1); DROP TABLE rows; --", "one statement at a time"),
        ("load_extension('x')", "not authorized"),
        ("row IN (SELECT 1 FROM sqlite_master) AND writefile('x', 'y')", "no such function"),
        ("", "syntax error"),
    ],
)
def test_what_is_no_condition_is_refused_with_a_reason(clashes: FlatTable, condition: str, said: str) -> None:
    with pytest.raises(UsageError, match=re.escape(said)):
        rows_where(clashes, condition, ())
