"""Whatever the features are: changes applied to the old give the new, and order never matters."""

from __future__ import annotations

import random

import orjson
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from borderatlas.changes import LayerDiff, apply, collection_of, compare_collections
from borderatlas.changes.fields import apply_fields, field_changes
from borderatlas.changes.releases import changes_since, contents
from borderatlas.changes.words import word_changes

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
numbers = st.one_of(st.integers(-(2**40), 2**40), st.floats(allow_nan=False, allow_infinity=False, width=32))
values = st.recursive(
    st.one_of(st.none(), st.booleans(), numbers, texts),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from("abc"), inner, max_size=3)),
    max_leaves=8,
)
positions = st.tuples(st.floats(-180, 180), st.floats(-90, 90)).map(list)
geometries = st.one_of(
    st.none(),
    st.builds(lambda at: {"type": "Point", "coordinates": at}, positions),
    st.builds(lambda at: {"type": "LineString", "coordinates": at}, st.lists(positions, min_size=2, max_size=4)),
    values,
)
features = st.lists(
    st.fixed_dictionaries(
        {"type": st.just("Feature"), "geometry": geometries},
        optional={
            "id": st.sampled_from(["a", "b", "c", "a (2)", 1, 1.5]),
            "properties": st.one_of(
                st.none(), st.dictionaries(st.sampled_from(["id", "name", "kind", "x", "details"]), values, max_size=4)
            ),
        },
    ),
    max_size=5,
)


def same(one: object, other: object) -> bool:
    """Whether two values are the same in JSON: to Python, false is 0."""
    return orjson.dumps(one, option=orjson.OPT_SORT_KEYS) == orjson.dumps(other, option=orjson.OPT_SORT_KEYS)


many = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@many
@given(features, features, st.integers(0, 99))
def test_changes_applied_to_the_old_give_the_new(old: list, new: list, seed: int) -> None:
    before, after = collection_of(old), collection_of(new)
    shuffled = random.Random(seed).sample(new, len(new))
    assert same(collection_of(shuffled), after)
    diff = compare_collections(before, after, name="layer")
    travelled = LayerDiff.from_json("layer", orjson.loads(orjson.dumps(diff.to_json())))
    assert same(apply(before, travelled), after)
    assert bool(diff) != same(before, after)
    back = compare_collections(after, before, name="layer")
    assert same(apply(after, back), before)


@many
@given(features, features)
def test_a_log_of_fingerprints_sees_what_a_comparison_sees(old: list, new: list) -> None:
    before, after = collection_of(old), collection_of(new)
    changes = changes_since(contents({"layer": before}), {"layer": after})["layer"]
    assert bool(changes) != same(before, after)
    assert changes.total == len(after)


@many
@given(st.dictionaries(texts, values, max_size=4), st.dictionaries(texts, values, max_size=4))
def test_field_changes_apply(old: dict, new: dict) -> None:
    assert same(apply_fields(old, field_changes(old, new)), new)


@many
@given(st.text("ab .\n", max_size=30), st.text("ab .\n", max_size=30))
def test_words_hold_both_texts(old: str, new: str) -> None:
    runs = word_changes(old, new)
    assert "".join(run.text for run in runs if run.kind != "new") == old
    assert "".join(run.text for run in runs if run.kind != "old") == new
