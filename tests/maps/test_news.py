"""When a layer last changed, as the page of a map tells it."""

from __future__ import annotations

import datetime as dt

from borderatlas.changes.recording import ChangeLog
from borderatlas.changes.releases import LayerChanges, Release
from borderatlas.maps.news import NAMED, LastChange, last_change
from borderatlas.maps.payload import change_record

FIRST, SECOND = dt.date(2026, 1, 5), dt.date(2026, 3, 9)
GROWN = LayerChanges(total=3, added=("b", "c"), removed={"z": "Gone"}, changed={"b": ("name",)})


def log(since: LayerChanges | None = None) -> ChangeLog:
    """Two releases: the second changed the layer `grown` and left `still` alone."""
    same = LayerChanges(total=1)
    first = Release(version="0.1", date=FIRST, layers={"grown": same, "still": same})
    second = Release(version="0.2", date=SECOND, layers={"grown": GROWN, "still": same})
    return ChangeLog({"grown": since or LayerChanges(total=3), "still": same, "fresh": same}, (second, first))


def test_the_release_that_changed_a_layer_is_told_with_what_it_changed() -> None:
    found = last_change("grown", log())
    assert found == LastChange(
        "0.2", SECOND, since=False, counts={"added": 2, "removed": 1, "changed": 1}, ids=("b", "c")
    )


def test_a_layer_that_no_release_changed_came_with_the_first() -> None:
    found = last_change("still", log())
    assert found == LastChange("0.1", FIRST, since=False, counts={}, ids=())
    assert found is not None
    assert change_record(found) == {"version": "0.1", "date": "2026-01-05"}


def test_what_changed_since_the_last_release_is_newer_than_it() -> None:
    found = last_change("grown", log(since=LayerChanges(total=3, moved=("b",))))
    assert found == LastChange("0.2", SECOND, since=True, counts={"moved": 1}, ids=("b",))
    assert last_change("still", log(since=LayerChanges(total=3, moved=("b",)))) == last_change("still", log())


def test_a_layer_of_no_release_has_no_last_change() -> None:
    assert last_change("fresh", log()) is None


def test_a_page_carries_the_first_of_many() -> None:
    many = LayerChanges(total=100, added=tuple(f"id-{number:03}" for number in range(100)))
    found = last_change("grown", log(since=many))
    assert found is not None
    assert found.counts == {"added": 100}
    assert len(found.ids) == NAMED
