"""What a person filled in survives; what a data set gives comes in; the same import twice is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from borderatlas.changes import ABSENT
from borderatlas.importing.candidates import Candidate
from borderatlas.importing.leaves import feature_of, get, leaves_of, mark_of, put, together
from borderatlas.importing.merging import is_edited, merge
from borderatlas.layers.faults import Spot

if TYPE_CHECKING:
    from borderatlas.changes.fields import Value

SPOT = Spot("clashes", "made.csv", "line 2")
LEAVES = ("name", "status", "start", "end", "precision_m", "geometry", "fatalities_low", "details.a", "names.tg")
values = st.sampled_from(["a", "b", 1, 2.5, ["a", "b"], {"type": "Point", "coordinates": [1, 2]}])
said = st.dictionaries(st.sampled_from(LEAVES), values, max_size=6)


def row(told: dict[str, Value]) -> Candidate:
    return Candidate(SPOT, "made-1", dict(told))


@given(said)
def test_a_new_feature_has_what_the_row_says(told: dict[str, Any]) -> None:
    merged = merge("made-1", row(told), {}, {})
    assert merged.leaves == told
    assert merged.conflicts == ()


@given(said, said)
def test_without_edits_the_source_is_followed_and_its_silence_clears_nothing(
    first: dict[str, Any], second: dict[str, Any]
) -> None:
    before = merge("made-1", row(first), {}, {})
    after = merge("made-1", row(second), before.leaves, before.marks)
    assert after.leaves == first | second
    assert after.conflicts == ()


@given(said, said, said)
def test_what_a_person_filled_in_stays(first: dict[str, Any], edits: dict[str, Any], second: dict[str, Any]) -> None:
    before = merge("made-1", row(first), {}, {})
    edited = before.leaves | edits
    after = merge("made-1", row(second), edited, before.marks)
    for leaf, value in edits.items():
        if leaf not in first or first[leaf] != value:
            if second.get(leaf) != value and leaf in second:
                assert after.leaves[leaf] == value
            assert get(after.leaves, leaf) == value


@given(said, st.sets(st.sampled_from(LEAVES)), said)
def test_what_a_person_cleared_stays_empty(first: dict[str, Any], cleared: set[str], second: dict[str, Any]) -> None:
    before = merge("made-1", row(first), {}, {})
    left = {leaf: value for leaf, value in before.leaves.items() if leaf not in cleared}
    after = merge("made-1", row(second), left, before.marks)
    assert [leaf for leaf in cleared & first.keys() if leaf in after.leaves] == []


@given(said, said, said)
def test_the_same_import_twice_is_one(first: dict[str, Any], edits: dict[str, Any], second: dict[str, Any]) -> None:
    before = merge("made-1", row(first), {}, {})
    once = merge("made-1", row(second), before.leaves | edits, before.marks)
    twice = merge("made-1", row(second), once.leaves, once.marks)
    assert (twice.leaves, twice.marks) == (once.leaves, once.marks)
    assert twice.conflicts == ()


def test_a_conflict_is_told_when_both_changed() -> None:
    before = merge("made-1", row({"status": "open"}), {}, {})
    after = merge("made-1", row({"status": "closed"}), {"status": "planned"}, before.marks)
    (conflict,) = after.conflicts
    assert (conflict.field, conflict.kept, conflict.offered) == ("status", "planned", "closed")
    assert conflict.to_json() == {"id": "made-1", "field": "status", "kept": "planned", "offered": "closed"}
    assert after.leaves == {"status": "planned"}
    same = merge("made-1", row({"status": "open"}), {"status": "planned"}, before.marks)
    assert same.conflicts == ()


def test_a_place_and_its_precision_are_edited_together() -> None:
    point, other = ({"type": "Point", "coordinates": [lon, 38]} for lon in (70, 71))
    before = merge("made-1", row({"geometry": point, "precision_m": 5000}), {}, {})
    edited = before.leaves | {"geometry": other}
    after = merge("made-1", row({"geometry": point, "precision_m": 25000}), edited, before.marks)
    assert after.leaves == {"geometry": other, "precision_m": 5000}
    assert [conflict.field for conflict in after.conflicts] == ["precision_m"]


def test_what_the_source_no_longer_says_goes_unless_a_person_edited_it() -> None:
    before = merge("made-1", row({"start": "2020-05-01", "end": "2020-05-03"}), {}, {})
    told = row({"start": "2020-05-09", "end": ABSENT})
    assert merge("made-1", told, before.leaves, before.marks).leaves == {"start": "2020-05-09"}
    edited = before.leaves | {"end": "2020-05-04"}
    assert merge("made-1", told, edited, before.marks).leaves == edited


def test_an_edited_feature_is_known() -> None:
    before = merge("made-1", row({"name": "A", "status": "open"}), {}, {})
    assert not is_edited(before.leaves, before.marks)
    assert is_edited(before.leaves | {"status": "closed"}, before.marks)
    assert is_edited(before.leaves | {"notes": "N"}, before.marks)
    assert is_edited({"name": "A"}, before.marks)


@given(said)
def test_leaves_make_the_feature_that_they_came_from(told: dict[str, Any]) -> None:
    leaves = {leaf: value for leaf, value in told.items() if leaf != "geometry" or isinstance(value, dict)}
    feature = feature_of("made-1", leaves)
    record = {"id": "made-1", "properties": feature["properties"], "geometry": feature["geometry"]}
    assert leaves_of(record) == leaves


def test_a_field_with_parts_is_put_whole() -> None:
    leaves = {"names.tg": "A", "names.ru": "B", "name": "C"}
    put(leaves, "names", {"fa": "D"})
    assert leaves == {"name": "C", "names.fa": "D"}
    put(leaves, "names", ABSENT)
    assert get(leaves, "names") is ABSENT
    assert mark_of(1) == mark_of(1) != mark_of("1")
    assert together("geometry") >= {"precision_m"}
