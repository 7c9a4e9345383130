"""What changed within a record, field by field, each at its path; and putting such changes into effect."""

from __future__ import annotations

import copy
from collections import Counter
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from borderatlas.changes.collections import canonical_bytes
from borderatlas.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pydantic import JsonValue


class _Absent(Enum):
    """The type of `ABSENT`."""

    ABSENT = "absent"


ABSENT: Final = _Absent.ABSENT
"""Stands where there is no value; null is a value."""

Value: TypeAlias = "JsonValue | Literal[_Absent.ABSENT]"
Path: TypeAlias = "tuple[str | int, ...]"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that was added, removed or changed.

    Attributes:
        path: Names of members and numbers in lists, from the outside in: `("details", "length_km")`.
        old: The value before, or `ABSENT`.
        new: The value after, or `ABSENT`.
    """

    path: Path
    old: Value
    new: Value

    @property
    def field(self) -> str:
        """The path as text, such as `timeline.0.event`."""
        return ".".join(map(str, self.path))

    def to_json(self) -> dict[str, JsonValue]:
        """Return it as JSON; a side that is absent has no member."""
        sides = {name: value for name, value in (("old", self.old), ("new", self.new)) if value is not ABSENT}
        return {"path": list(self.path), **sides}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> FieldChange:
        """Return what `to_json` gave."""
        return cls(tuple(value["path"]), value.get("old", ABSENT), value.get("new", ABSENT))


@dataclass(frozen=True, slots=True)
class ListChange:
    """What became of a list.

    Attributes:
        removed: Items that are gone, as often as they are.
        added: Items that are new.
    """

    removed: list[JsonValue]
    added: list[JsonValue]

    @property
    def reordered(self) -> bool:
        """Whether the items are the same in another order."""
        return not self.removed and not self.added


def field_changes(old: Value, new: Value, path: Path = ()) -> Iterator[FieldChange]:
    """Yield the changes from one value to another, the outermost that say all.

    Mappings are compared member by member. Lists are compared as a whole, but where only some of their objects changed
    and each stands where it stood, these are compared in turn.
    """
    if isinstance(old, dict) and isinstance(new, dict):
        for name in dict.fromkeys((*old, *new)):
            yield from field_changes(old.get(name, ABSENT), new.get(name, ABSENT), (*path, name))
    elif isinstance(old, list) and isinstance(new, list) and _aligned(old, new):
        for number, (before, after) in enumerate(zip(old, new, strict=True)):
            yield from field_changes(before, after, (*path, number))
    elif not _same(old, new):
        yield FieldChange(path, old, new)


def apply_fields(properties: dict[str, JsonValue], changes: Iterable[FieldChange]) -> dict[str, JsonValue]:
    """Return the properties with the changes made; those given stay as they are.

    Raises:
        UsageError: A field does not hold what the change found there.
    """
    changed = copy.deepcopy(properties)
    for change in changes:
        *way, last = change.path
        place: Any = changed
        try:
            for step in way:
                place = place[step]
            found = place.get(last, ABSENT) if isinstance(place, dict) else place[last]
        except (KeyError, IndexError, TypeError, AttributeError):
            found = None
            place = None
        if place is None or not _same(found, change.old):
            raise UsageError(
                f"{change.field}: this does not hold what the change was made from. Apply the changes to the version "
                "that they were compared with."
            )
        if change.new is ABSENT:
            del place[last]
        else:
            place[last] = copy.deepcopy(change.new)
    return changed


def list_change(old: list[JsonValue], new: list[JsonValue]) -> ListChange:
    """Return which items of a list are gone and which are new."""
    before, after = (Counter(map(canonical_bytes, items)) for items in (old, new))
    return ListChange(_beyond(old, after), _beyond(new, before))


def _beyond(items: list[JsonValue], others: Counter[bytes]) -> list[JsonValue]:
    left = Counter(others)
    found = []
    for item in items:
        key = canonical_bytes(item)
        if left[key]:
            left[key] -= 1
        else:
            found.append(item)
    return found


def _aligned(old: list[JsonValue], new: list[JsonValue]) -> bool:
    if len(old) != len(new):
        return False
    pairs = [(before, after) for before, after in zip(old, new, strict=True) if not _same(before, after)]
    if not all(isinstance(before, dict) and isinstance(after, dict) for before, after in pairs):
        return False
    stood, stands = set(map(canonical_bytes, old)), set(map(canonical_bytes, new))
    return all(canonical_bytes(before) not in stands and canonical_bytes(after) not in stood for before, after in pairs)


def _same(old: Value, new: Value) -> bool:
    if old is ABSENT or new is ABSENT:
        return old is new
    return canonical_bytes(old) == canonical_bytes(new)
