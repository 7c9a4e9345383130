"""A layer in columns."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
import shapely

from borderatlas.errors import UsageError
from borderatlas.layers import LAYERS
from borderatlas.layers.flat import Column, FlatTable, flat_columns, flat_table

if TYPE_CHECKING:
    from borderatlas import Atlas

CLASHES = LAYERS["clashes"]
CELLS: dict[str, Any] = {
    "id": ["a", "b", "c"],
    "kind": ["attack"] * 3,
    "name_tg": ["Панҷ", None, None],
    "start": ["2018", "2018-02", None],
    "fatalities_low": [1.0, np.nan, 3.0],
    "precision_m": [5000, None, 2.5],
    "disputed": [True, None, False],
}


def test_the_shipped_layers_keep_their_rows_types_and_places(shipped: Atlas):
    for layer in shipped.layers.values():
        table = flat_table(layer)
        assert (table.layer, len(table)) == (layer.name, len(layer))
        assert list(table.frame["id"]) == [feature.id for feature in layer]
        assert [place is None for place in table.geometry] == [feature.geometry is None for feature in layer]
    clashes = flat_table(shipped.layers["clashes"])
    kinds = {name: str(clashes.frame[name].dtype) for name in ("start", "start_first", "fatalities_low", "disputed")}
    assert kinds == {
        "start": "string[pyarrow]",
        "start_first": "date32[day][pyarrow]",
        "fatalities_low": "int64[pyarrow]",
        "disputed": "bool[pyarrow]",
    }
    unknown = sum(feature.properties().get("fatalities_low") is None for feature in shipped.layers["clashes"])
    assert clashes.frame["fatalities_low"].isna().sum() == unknown > 0


def test_a_table_without_rows_has_all_columns():
    table = flat_table([], CLASHES)
    assert len(table) == 0
    assert [column.name for column in table.columns] == [column.name for column in flat_columns(CLASHES)]
    assert list(table.frame.columns) == [column.name for column in table.columns]
    assert len(table.filled().columns) == 0


def test_arrays_become_a_table_with_derived_columns():
    places = [shapely.Point(71, 37), None, None]
    table = FlatTable.of_columns(CLASHES, CELLS, places)
    assert list(table.frame["start_last"].astype(object).where(table.frame["start_last"].notna(), None)) == [
        date(2018, 12, 31),
        date(2018, 2, 28),
        None,
    ]
    assert table.frame["fatalities_low"].dtype == "int64[pyarrow]"
    assert table.frame["place"].isna().all()
    assert list(table.geometry) == places
    assert {column.name for column in table.filled().columns} == {*CELLS, "start_first", "start_last"}


def test_a_frame_is_as_good_as_lists():
    frame = pd.DataFrame(CELLS)
    frame["end"] = pd.to_datetime(["2018-01-01", None, "2019-03-04"])
    table = FlatTable.of_columns(CLASHES, dict(frame.items()))
    assert list(table.frame["end"].dropna()) == ["2018-01-01", "2019-03-04"]
    assert table.frame["disputed"].iloc[0] is True


def test_rows_are_picked_by_mask_or_position():
    table = FlatTable.of_columns(CLASHES, CELLS, [shapely.Point(number, 0) for number in range(3)])
    for rows in (np.array([True, False, True]), [0, 2]):
        picked = table.take(rows)
        assert list(picked.frame["id"]) == ["a", "c"]
        assert [place.x for place in picked.geometry] == [0, 2]
        assert list(picked.frame.index) == [0, 1]
    assert list(table.take([2, 0]).frame["id"]) == ["c", "a"]
    assert len(table.take(np.zeros(3, dtype=bool))) == len(table.take([])) == 0


def test_columns_can_be_put_beside():
    table = FlatTable.of_columns(CLASHES, CELLS)
    column = Column("border_km", "border_km", "number", "Border km", "km", derived=True)
    wider = table.with_columns([column], {"border_km": [1.5, np.nan, 3.0]})
    assert wider.columns[-1] == column
    assert list(wider.frame["border_km"].dropna()) == [1.5, 3.0]
    assert "border_km" not in table.frame


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"colour": ["red"] * 3}, "no column colour"),
        ({"start_first": [None] * 3}, "no column start_first"),
        ({"fatalities_low": ["many", None, None]}, "fatalities_low"),
        ({"fatalities_low": [1.5, None, None]}, "fatalities_low"),
        ({"start": ["31/02/2024", None, None]}, "start"),
        ({"injured": [1]}, "3 cells"),
    ],
)
def test_arrays_that_do_not_fit_are_refused(cells: dict[str, Any], words: str):
    with pytest.raises(UsageError, match=words):
        FlatTable.of_columns(CLASHES, CELLS | cells)


def test_places_are_as_many_as_rows():
    with pytest.raises(UsageError, match="expected 3 places"):
        FlatTable.of_columns(CLASHES, CELLS, [None])
