"""JSON made of columns is, byte for byte, what orjson writes for one cell after the other."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import orjson
import pyarrow as pa
import pytest
from tests.export.made import TEXTS

from borderatlas.export.json_columns import joined, json_texts, json_vertices, text_of

RNG = np.random.default_rng(11)
NUMBERS = [
    *(0.0, -0.0, 1.0, 5000.0, -0.1, 0.1 + 0.2, 1e15, 1e16, 2.0**53, 1e-5, 1e-7, 5e-324, 1.7e308),
    *(float("inf"), float("-inf")),
    *RNG.uniform(-180, 180, 200).round(7).tolist(),
    *(10.0 ** RNG.uniform(-20, 25, 200)).tolist(),
]
CONTROLS = [chr(code) for code in range(0x20)]


def cell_by_cell(array: pa.Array) -> list[str]:
    return [orjson.dumps(cell).decode() for cell in array.to_pylist()]


@pytest.mark.parametrize(
    "array",
    [
        pa.array(list(TEXTS.values())),
        pa.array([*TEXTS.values(), None]),
        pa.array([*CONTROLS, "\x7f\u2028\ufffe", 'a"b\\c', "", None, 'a"b\\c']),
        pa.array(["plain", "", "ӣ"]),
        pa.array(["plain", None], pa.large_string()),
        pa.array(["plain", None]).dictionary_encode(),
        pa.array(NUMBERS),
        pa.array([1.5, None, 2.0]),
        pa.array([0, -1, 2**53 - 1, 2**63 - 1, -(2**63), None]),
        pa.array([True, False, None]),
        pa.array([dt.date(1, 1, 1), dt.date(1893, 11, 1), dt.date(9999, 12, 31), None]),
        pa.array([None, None], pa.float64()),
        pa.nulls(3),
    ],
    ids=lambda array: f"{array.type} with null" if array.null_count else str(array.type),
)
def test_every_kind_of_cell(array: Any) -> None:
    for cells in (array, array[1:-1]):  # the latter begins within the bytes of the former
        empty = pa.array([""] * len(cells), pa.large_string())
        assert joined([empty, *json_texts(cells)]).to_pylist() == cell_by_cell(cells)


def test_vertices() -> None:
    vertices = np.column_stack([RNG.uniform(-180, 180, 50).round(7), np.arange(50) - 25.0])
    assert [f"[{text}]" for text in json_vertices(vertices).to_pylist()] == [
        orjson.dumps(vertex).decode() for vertex in vertices.tolist()
    ]


def test_what_stands_in_every_row_and_what_is_not_there() -> None:
    rows = joined(["<", "a:", pa.array(["x", None, ""], pa.large_string()), ",", "b", ">"])
    assert rows.to_pylist() == ["<a:x,b>", "<a:null,b>", "<a:,b>"]
    assert bytes(text_of(rows)) == b"<a:x,b><a:null,b><a:,b>"
    assert bytes(text_of(rows[1:2])) == b"<a:null,b>"
