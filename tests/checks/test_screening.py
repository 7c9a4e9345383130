"""The fast way through a large file finds a fault if and only if the slow way does, and the same."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.checks.made import KNOWN, SAMPLES, feature, point
from tests.checks.test_grid import ROWS

from borderatlas.checks.scanning import Scanner
from borderatlas.checks.screening import Screen
from borderatlas.layers import LAYERS
from borderatlas.layers.faults import Spot
from borderatlas.layers.json_text import entries_within, may_repeat_keys

if TYPE_CHECKING:
    from borderatlas.layers import Finding

VALUES = [
    None, True, False, 0, 1, -1, 1.0, 2.5, 1e20, "", "x", "past", "2018", "2018-02-30", "2019-05", "AFG", "exact",
    "a-source", [], ["a-source"], ["a-source", "a-source"], ["x", 1], {}, {"tg": "x"}, {"a": [1]}, {"a-source": "x"},
    {"a": "x" * 20_001}, [{"date": "1", "event": "x"}], [{"lon": 1, "lat": 2, "source": "x"}], "x" * 20_001,
]  # fmt: skip
GEOMETRIES = [
    None, point(), point(180, 90), point(181, 1), point(1, 91), {"type": "Point"}, {"coordinates": [1, 2]}, [], 7, "x",
    {"type": "Point", "coordinates": [True, 1]}, {"type": "Point", "coordinates": [1, 2, 3]},
    {"coordinates": [70, 37], "type": "Point"}, {"type": "Point", "coordinates": [70, 37], "crs": {"a": 1}},
    {"type": ["Point"], "coordinates": [70, 37]}, {"type": "LineString", "coordinates": [[1, 2], [3, 4]]},
]  # fmt: skip


def scan(layer: str, entries: list[Any], *, fast: bool) -> tuple[list[Finding], list[str]]:
    schema, file = LAYERS[layer], Spot(layer, "a file", "")
    scanner = Scanner(schema, file, KNOWN, Screen(schema) if fast else None)
    found = scanner.scan(copy.deepcopy(entries))
    return sorted(found.findings, key=repr), found.sheet.ids


def same_both_ways(layer: str, entries: list[Any]) -> None:
    assert scan(layer, entries, fast=True) == scan(layer, entries, fast=False)


@pytest.mark.parametrize("layer", ["clashes", "crossings", "missions", "boundary", "energy"])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_both_ways_find_the_same(layer: str, data: st.DataObject) -> None:
    kinds = sorted(LAYERS[layer].models)
    fields = sorted({name for model in LAYERS[layer].models.values() for name in model.model_fields} | {"unknown"})
    entries = []
    for number in range(data.draw(st.integers(1, 6))):
        entry = feature(layer, id=f"number-{number}")
        entry["properties"]["kind"] = data.draw(st.sampled_from([SAMPLES[layer]["kind"], *kinds]))
        for name in data.draw(st.lists(st.sampled_from(fields), max_size=3)):
            if name == "geometry":
                entry["geometry"] = data.draw(st.sampled_from(GEOMETRIES))
            elif name == "id":
                entry["id"] = data.draw(st.sampled_from(VALUES))
            else:
                entry["properties"][name] = data.draw(st.sampled_from(VALUES))
        for name in data.draw(st.lists(st.sampled_from(sorted(entry["properties"])), max_size=1)):
            del entry["properties"][name]
        entries.append(entry)
    same_both_ways(layer, entries)


@pytest.mark.parametrize("field", sorted({*LAYERS["clashes"].models["attack"].model_fields, "unknown"}))
def test_every_field_with_every_value(field: str) -> None:
    values = GEOMETRIES if field == "geometry" else VALUES
    entries = []
    for number, value in enumerate(values):
        entry = feature("clashes", id=f"number-{number}", end="2018-09")
        if field in ("id", "geometry"):
            entry[field] = value
        else:
            entry["properties"][field] = value
        entries.append(entry)
    same_both_ways("clashes", entries)
    for entry in entries:
        same_both_ways("clashes", [entry])


def test_the_grid_both_ways() -> None:
    for row in ROWS:
        try:
            entries = orjson.loads(row.data)["features"]
        except (ValueError, TypeError, KeyError):
            continue
        if isinstance(entries, list) and len(row.data) < 1_000_000:
            same_both_ways(row.layer, entries)


def test_sound_events_are_spared_the_slow_way() -> None:
    entries = [feature("clashes", id=f"number-{number}", start=f"20{number:02d}") for number in range(100)]
    assert Screen(LAYERS["clashes"]).screen(entries).doubtful == []
    entries[40]["properties"]["start"] = "2018-02-30"
    assert Screen(LAYERS["clashes"]).screen(entries).doubtful == [40]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(alphabet='ab":\\ ', max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(alphabet='ab":\\ ', max_size=3), inner),
    max_leaves=12,
)


@given(JSON, st.sampled_from([None, orjson.OPT_INDENT_2]))
def test_a_repeated_key_is_never_missed(value: object, option: int | None) -> None:
    text = orjson.dumps({"a": value, "b": value}, option=option)
    repeated = text.replace(b'"b":', b'"a":', 1) if text.count(b'"b":') == 1 else text + b""
    if repeated != text:
        assert may_repeat_keys(repeated, entries_within(orjson.loads(repeated)))


def test_plain_text_has_no_repeated_key() -> None:
    text = orjson.dumps(feature("clashes"))
    assert not may_repeat_keys(text, entries_within(orjson.loads(text)))
