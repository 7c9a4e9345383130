"""Changes field by field, of lists and of words."""

from __future__ import annotations

from typing import Any

import pytest

from borderatlas.changes.fields import ABSENT, FieldChange, apply_fields, field_changes, list_change
from borderatlas.changes.words import word_changes
from borderatlas.errors import UsageError

TIMELINE = [{"date": "2018", "event": "a"}, {"date": "2019", "event": "b"}]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1}, {"a": True}, [("a", 1, True)]),
        ({}, {"a": 1}, [("a", ABSENT, 1)]),
        ({"a": None}, {}, [("a", None, ABSENT)]),
        ({"d": {"x": 1, "y": 2}}, {"d": {"x": 1, "y": 3, "z": 4}}, [("d.y", 2, 3), ("d.z", ABSENT, 4)]),
        ({"d": {"x": 1}}, {"d": 5}, [("d", {"x": 1}, 5)]),
        ({"s": ["a", "b"]}, {"s": ["b", "c"]}, [("s", ["a", "b"], ["b", "c"])]),
        ({"t": TIMELINE}, {"t": [TIMELINE[0], {"date": "2019", "event": "c"}]}, [("t.1.event", "b", "c")]),
        ({"t": TIMELINE}, {"t": TIMELINE[::-1]}, [("t", TIMELINE, TIMELINE[::-1])]),
        ({"t": TIMELINE}, {"t": [*TIMELINE, TIMELINE[0]]}, [("t", TIMELINE, [*TIMELINE, TIMELINE[0]])]),
        ({"a.b": 1}, {"a.b": 2}, [("a.b", 1, 2)]),
    ],
)
def test_field_changes(old: dict[str, Any], new: dict[str, Any], expected: list[tuple[str, Any, Any]]) -> None:
    changes = list(field_changes(old, new))
    assert [(change.field, change.old, change.new) for change in changes] == expected
    again = [FieldChange.from_json(change.to_json()) for change in changes]
    assert again == changes
    assert apply_fields(old, again) == new


def test_changes_fit_only_what_they_were_made_from() -> None:
    [change] = field_changes({"d": {"x": 1}}, {"d": {"x": 2}})
    before = {"d": {"x": 1}}
    apply_fields(before, [change])
    assert before == {"d": {"x": 1}}
    for other in ({"d": {"x": 3}}, {"d": 1}, {}, {"d": {}}):
        with pytest.raises(UsageError, match=r"d\.x: this does not hold"):
            apply_fields(other, [change])


def test_lists_as_items_added_and_removed() -> None:
    change = list_change(["a", "a", "b"], ["b", "a", "c"])
    assert (change.removed, change.added, change.reordered) == (["a"], ["c"], False)
    assert list_change([1, 2], [2, 1]).reordered


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("carries ten tonnes", "carries thirty tonnes", "carries [-ten-]{+thirty+} tonnes"),
        ("one two three", "one three", "one [-two -]three"),
        ("a b c d", "a x y d", "a [-b c-]{+x y+} d"),
        ("wholly other", "nothing alike?", "[-wholly other-]{+nothing alike?+}"),
        ("", "new", "{+new+}"),
        ("same", "same", "same"),
        ("пост Нижний Пяндж", "пост Шерхан-Бандар", "пост [-Нижний Пяндж-]{+Шерхан-Бандар+}"),
    ],
)
def test_words(old: str, new: str, shown: str) -> None:
    forms = {"same": "{}", "old": "[-{}-]", "new": "{{+{}+}}"}
    assert "".join(forms[run.kind].format(run.text) for run in word_changes(old, new)) == shown


def test_a_very_long_text_is_exchanged_as_a_whole() -> None:
    old = "a " * 5000
    assert [run.kind for run in word_changes(old, old + "b")] == ["old", "new"]
