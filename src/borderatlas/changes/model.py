"""What a comparison of two versions of a layer holds, and how it travels as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from borderatlas.changes.collections import Collection, Record, collection_of, to_feature
from borderatlas.changes.fields import FieldChange
from borderatlas.changes.moves import GeometryChange

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import JsonValue

COUNTED = ("added", "removed", "moved", "changed", "renamed")
"""What can happen to a feature; it may be moved, changed and renamed at once."""


@dataclass(frozen=True, slots=True)
class FeatureChange:
    """A feature that stands in both versions and is not the same.

    Attributes:
        key: Its key now.
        old_key: Its key before; another one where it was renamed.
        name: What a reader calls it.
        fields: The fields that changed, `geometry` not among them.
        geometry: What became of its place; None where it stayed.
    """

    key: str
    old_key: str
    name: str
    fields: tuple[FieldChange, ...] = ()
    geometry: GeometryChange | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """Which of `moved`, `changed` and `renamed` it is."""
        holds = (self.geometry is not None, bool(self.fields), self.key != self.old_key)
        return tuple(kind for kind, held in zip(COUNTED[2:], holds, strict=True) if held)


@dataclass(frozen=True, slots=True)
class LayerDiff:
    """What changed in a layer, or in the list of sources.

    Attributes:
        name: Name of the layer.
        added: Records that are new, by key.
        removed: Records that are gone, by key.
        changed: Those that are not the same, by key.
    """

    name: str
    added: Mapping[str, Record]
    removed: Collection
    changed: tuple[FeatureChange, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)

    @property
    def counts(self) -> dict[str, int]:
        """How many are added, removed, moved, changed and renamed; without those that none are."""
        numbers = {"added": len(self.added), "removed": len(self.removed)} | {
            kind: sum(kind in change.kinds for change in self.changed) for kind in COUNTED[2:]
        }
        return {kind: number for kind, number in numbers.items() if number}

    def to_json(self) -> dict[str, JsonValue]:
        """Return everything that applying it needs."""
        return {
            "counts": dict(self.counts),
            "added": [_keyed(key, record) for key, record in self.added.items()],
            "removed": [_keyed(key, record) for key, record in self.removed.items()],
            "changed": [_change_to_json(change) for change in self.changed],
        }

    @classmethod
    def from_json(cls, name: str, value: Mapping[str, Any]) -> LayerDiff:
        """Return what `to_json` gave."""
        changed = tuple(_change_from_json(change) for change in value["changed"])
        return cls(name, _collection(value["added"]), _collection(value["removed"]), changed)


def _keyed(key: str, record: Record) -> JsonValue:
    feature = to_feature(record)
    return feature if record["id"] == key else {"key": key, "feature": feature}


def _collection(entries: list[Any]) -> Collection:
    found: Collection = {}
    for entry in entries:
        feature = entry.get("feature", entry)
        [(key, record)] = collection_of([feature]).items()
        found[entry.get("key", key)] = record
    return found


def _change_to_json(change: FeatureChange) -> dict[str, JsonValue]:
    told: dict[str, JsonValue] = {"id": change.key}
    if change.old_key != change.key:
        told["old_id"] = change.old_key
    told |= {"name": change.name, "kinds": list(change.kinds)}
    if change.fields:
        told["fields"] = [field.to_json() for field in change.fields]
    if change.geometry is not None:
        told["geometry"] = change.geometry.to_json()
    return told


def _change_from_json(value: Mapping[str, Any]) -> FeatureChange:
    geometry = value.get("geometry")
    return FeatureChange(
        value["id"],
        value.get("old_id", value["id"]),
        value["name"],
        tuple(FieldChange.from_json(field) for field in value.get("fields", ())),
        None if geometry is None else GeometryChange.from_json(geometry),
    )
