"""Merges what rows say into a layer, so that no field that a person filled in is lost.

A person's own file (an edited export, or one read by `--field`) is taken at its word. For a data set three things are
compared, leaf by leaf: what the last import gave, what the layer has, and what the file says now.

- What the layer has is what was given: the file's value is taken.
- It is something else: a person edited it. It stays; where the file's value changed too, that is a conflict, and told.
- Nothing was ever given, and the layer has a value: a person filled it in. It stays, and another value is told once.
- The file says nothing: nothing changes.

Leaves that make one statement (the place and its precision, both dates, the counts of deaths) go together. A feature
that a person deleted does not come back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from borderatlas.changes.fields import ABSENT
from borderatlas.importing.leaves import PARTED, Leaves, get, mark_of, put, same, together

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pydantic import JsonValue

    from borderatlas.changes.fields import Value
    from borderatlas.importing.candidates import Candidate


_PARTED: Final = frozenset(PARTED)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that a person edited and the source changed too; the person's value stays.

    Attributes:
        feature: Id of the feature.
        field: The leaf.
        kept: What the layer has; `ABSENT` where a person cleared it.
        offered: What the source says.
    """

    feature: str
    field: str
    kept: Value
    offered: Value

    def to_json(self) -> dict[str, JsonValue]:
        """Return it as JSON; a side that is absent has no member."""
        sides = {name: value for name, value in (("kept", self.kept), ("offered", self.offered)) if value is not ABSENT}
        return {"id": self.feature, "field": self.field, **sides}


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of one feature.

    Attributes:
        leaves: The feature's leaves now.
        marks: What the record keeps of it; empty where no record is kept.
        conflicts: Fields in which person and source disagree.
    """

    leaves: Leaves
    marks: dict[str, str] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()


def overwrite(candidate: Candidate, former: Leaves) -> Merged:
    """Return a feature with all that a row says; a field that the row empties is cleared."""
    leaves = dict(former)
    for leaf, value in candidate.given.items():
        put(leaves, leaf, value)
    return Merged(leaves)


def fresh(candidate: Candidate, mark: Callable[[JsonValue], str] = mark_of) -> Merged:
    """Return a new feature with what a row says: what `merge` gives of nothing.

    Args:
        candidate: The row.
        mark: Marks values.
    """
    given = {leaf: value for leaf, value in candidate.given.items() if value is not ABSENT}
    if not _PARTED.isdisjoint(given) or any(value is None for value in given.values()):
        return merge(candidate.id, candidate, {}, {})
    return Merged(dict(given), {leaf: mark(value) for leaf, value in given.items()})


def is_as_recorded(candidate: Candidate, marks: Mapping[str, str], mark: Callable[[JsonValue], str] = mark_of) -> bool:
    """Tell whether a row says just what the last import of it said, so that merging it changes nothing.

    Args:
        candidate: The row.
        marks: What the last import gave.
        mark: Marks values.
    """
    return all(
        leaf not in marks if value is ABSENT else leaf in marks and marks[leaf] == mark(value)
        for leaf, value in candidate.given.items()
    )


def merge(feature_id: str, candidate: Candidate, former: Leaves, marks: Mapping[str, str]) -> Merged:
    """Return a feature with what a data set says now, and what a person edited kept.

    Args:
        feature_id: Id of the feature.
        candidate: The row. A leaf that is `ABSENT` is one that the source no longer says, as it says another thing.
        former: The feature's leaves as they stand; none where it is new.
        marks: What the last import gave it.
    """
    edited = _edited(former, marks, candidate.given)
    leaves, recorded = dict(former), dict(marks)
    conflicts = []
    for leaf, value in candidate.given.items():
        if value is ABSENT:
            if leaf not in edited and marks.get(leaf) == _mark(former, leaf):
                put(leaves, leaf, ABSENT)
            recorded.pop(leaf, None)
            continue
        recorded[leaf] = mark_of(value)
        if leaf not in edited:
            put(leaves, leaf, value)
        elif _in_conflict(leaf, value, former, marks):
            conflicts.append(Conflict(feature_id, leaf, get(former, leaf), value))
    return Merged(leaves, recorded, tuple(conflicts))


def is_edited(former: Leaves, marks: Mapping[str, str]) -> bool:
    """Tell whether a feature is anything but what its last import gave."""
    return any(marks.get(leaf) != _mark(former, leaf) for leaf in {*former, *marks})


def _mark(leaves: Leaves, leaf: str) -> str | None:
    value = get(leaves, leaf)
    return None if value is ABSENT else mark_of(value)


def _edited(former: Leaves, marks: Mapping[str, str], given: Mapping[str, Value]) -> set[str]:
    """The leaves that a person edited, with all that makes one statement with them."""
    found: set[str] = set()
    for leaf in {*given, *marks, *former}:
        if leaf in marks:
            touched = _mark(former, leaf) != marks[leaf]
        else:
            touched = leaf in former and not (leaf in given and same(former[leaf], given[leaf]))
        if touched:
            found |= together(leaf)
    return found


def _in_conflict(leaf: str, value: JsonValue, former: Leaves, marks: Mapping[str, str]) -> bool:
    """Whether the source says something new of a leaf that a person edited, and something else."""
    if same(get(former, leaf), value) or marks.get(leaf) == mark_of(value):
        return False
    return leaf in marks or leaf in former
