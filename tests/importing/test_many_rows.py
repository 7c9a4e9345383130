"""Reading columns by their distinct cells, and judging many features at once, say what one row after the other says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.importing.made import ACLED, UCDP, acled, features, layer_file, plan, ucdp, write_csv
from tests.layers.generated import features as features_of_kind

from borderatlas import Atlas
from borderatlas.changes.fields import ABSENT
from borderatlas.importing.candidates import Candidate
from borderatlas.importing.drafting import AddedRecords
from borderatlas.importing.drafts import Additions, Drafts, feature_of_piece, feature_piece, marks_piece, write_whole
from borderatlas.importing.mapped import MappedReader
from borderatlas.importing.marks import Marks
from borderatlas.importing.merging import fresh, is_as_recorded, merge
from borderatlas.importing.sound import Sound
from borderatlas.layers import LAYERS, dump_layer
from borderatlas.layers.faults import Spot

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

SPOT = Spot("clashes", "file", "line 2")
DAYS = ("2020-05-01 00:00:00.000", "2020-05-03", "05/03/2020", "", "no day")
CELLS = st.fixed_dictionaries(
    {},
    optional={
        "type_of_violence": st.sampled_from(["1", "2", "3", "9", ""]),
        "where_prec": st.sampled_from(["1", "4", "5", "7", "x", ""]),
        "date_prec": st.sampled_from(["1", "4", "5", ""]),
        "date_start": st.sampled_from(DAYS),
        "date_end": st.sampled_from(DAYS),
        "low": st.sampled_from(["0", "3", "3.0", "many", ""]),
        "best": st.sampled_from(["3", "-1", "99999999999999999999", ""]),
        "side_a": st.sampled_from(["A", " ", "A\nB"]),
        "side_b": st.sampled_from(["B", "A", ""]),
        "conflict_name": st.sampled_from(["007", "7", "C", ""]),
        "longitude": st.sampled_from(["70.82", "70.123456789", "71", "", "east"]),
        "where_description": st.text(max_size=5),
    },
)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=st.lists(CELLS, min_size=1, max_size=12))
def test_columns_say_what_single_rows_say(
    rows: list[dict[str, Any]], copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_csv(copy / "GEDEvent_v25_1.csv", UCDP, [ucdp(n, **cells) for n, cells in enumerate(rows, start=1)])
    by_column = plan(copy, path, skip_faulty=True)
    with monkeypatch.context() as patched:
        patched.setattr(MappedReader, "_fields_by_cell", lambda _: None)
        patched.setattr(Sound, "features", lambda _, entries: [None] * len(entries))
        by_row = plan(copy, path, skip_faulty=True)
    assert by_column.as_dict() == by_row.as_dict()
    assert {name: file.read_bytes() for name, file in by_column.files.items()} == {
        name: file.read_bytes() for name, file in by_row.files.items()
    }


def test_rows_that_a_mapping_leaves_out_are_counted_by_the_first_reason(copy: Path) -> None:
    rows = [acled(1), acled(2, sub_event_type="Peaceful protest"), acled(3, sub_event_type="")]
    made = plan(copy, write_csv(copy / "acled.csv", ACLED, rows))
    assert made.left_out == {"nothing that counts in sub_event_type": 1, "sub_event_type is Peaceful protest": 1}
    assert made.rows["added"] == 1


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_is_called_sound_stands_in_the_file_as_its_model_has_it(data: st.DataObject) -> None:
    schema = data.draw(st.sampled_from(list(LAYERS.values())))
    drawn = data.draw(st.lists(features_of_kind(schema), min_size=1, max_size=4))
    entries = [feature.to_geojson() for feature in drawn]
    keys = {key for feature in drawn for key in (*feature.sources, feature.dataset) if key}
    for entry, found in zip(entries, Sound(schema, keys).features(entries), strict=True):
        if found is not None:
            assert json.dumps(found) == json.dumps(entry), "also the order of members"


def test_numbers_that_no_file_can_hold_are_told(copy: Path) -> None:
    huge = 10**30
    made = plan(copy, write_csv(copy / "GEDEvent_v25_1.csv", UCDP, [ucdp(1, best=huge)]))
    assert [(error.code, error.field) for error in made.errors] == [("value-out-of-range", "fatalities_best")]
    row = {"name": "x", "kind": "attack", "start": "2020", "n": huge, "lon": 70.82, "lat": 38.46}
    (copy / "rows.json").write_text(json.dumps([row]))
    given = {"name": "name", "kind": "kind", "start": "start", "details.n": "n", "lon": "lon", "lat": "lat"}
    fields = given | {"precision_m": "=5000"}
    made = plan(copy, copy / "rows.json", fields=fields, source_key=next(iter(Atlas.open(copy).sources)))
    assert [error.code for error in made.errors] == ["value-out-of-range"]


def test_a_source_that_is_not_there_is_not_sound(copy: Path) -> None:
    entries = list(features(copy).values())
    keys = {key for entry in entries for key in entry["properties"]["sources"]}
    sound = [
        entry
        for entry, found in zip(entries, Sound(LAYERS["clashes"], keys).features(entries), strict=True)
        if found is not None
    ]
    assert sound
    assert Sound(LAYERS["clashes"], set()).features(sound) == [None] * len(sound)


VALUES = st.one_of(
    st.just(ABSENT),
    st.text(max_size=3),
    st.integers(0, 3),
    st.floats(0.1, 0.9),
    st.lists(st.text(max_size=2), max_size=2),
)
LEAVES = st.dictionaries(st.sampled_from(["name", "start", "end", "details.a", "names.tg", "actors"]), VALUES)


@given(LEAVES, LEAVES)
def test_new_rows_and_repeated_ones_merge_as_any_other(now: dict[str, Any], then: dict[str, Any]) -> None:
    candidate = Candidate(SPOT, "x", now)
    marks = Marks()
    assert fresh(candidate, marks.of) == merge("x", candidate, {}, {})
    recorded = fresh(Candidate(SPOT, "x", then)).marks
    if is_as_recorded(candidate, recorded, marks.of):
        former = fresh(Candidate(SPOT, "x", then)).leaves
        merged = merge("x", candidate, former, recorded)
        assert (merged.leaves, merged.marks, merged.conflicts) == (former, recorded, ())


def test_marks_keep_one_and_true_and_text_apart() -> None:
    marks = Marks()
    values: list[Any] = [1, True, "1", 1.5, ["1"], [1], {"a": 1}, "", 0, False]
    assert len({marks.of(value) for value in values}) == len(values)
    assert [marks.of(value) for value in values] == [Marks().of(value) for value in values]


def test_pieces_make_the_file_that_the_layer_makes(copy: Path, tmp_path: Path) -> None:
    from borderatlas.layers import read_layer

    layer = read_layer(layer_file(copy), "clashes")
    added = Additions(Drafts())
    for feature in reversed(list(layer)):
        added.put(feature.id, feature_piece(feature.to_geojson()), marks_piece(feature.id, {"b": "2", "a": "1"}))
        assert feature_of_piece(added[feature.id]) == feature.to_geojson(), "it can be read between two"
    assert list(added) == sorted(feature.id for feature in layer)
    path = tmp_path / "whole.json"
    write_whole(path, {"type": "FeatureCollection", "features": []}, (added[name] for name in added))
    assert path.read_bytes() == dump_layer(layer)
    write_whole(path, {"type": "FeatureCollection", "features": []}, iter(()))
    assert path.read_bytes() == dump_layer([])
    write_whole(path, {"format": 1, "rows": {}}, (added.marks(name) for name in added))
    text = path.read_text("utf-8")
    rows = {feature.id: {"a": "1", "b": "2"} for feature in layer}
    assert text == json.dumps({"format": 1, "rows": dict(sorted(rows.items()))}, indent=2, ensure_ascii=False) + "\n"
    assert len(AddedRecords(added)) == len(layer)
