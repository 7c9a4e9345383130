"""Puts changes into effect: the old version and the changes give the new version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from borderatlas.changes.collections import Collection, Record, canonical_bytes
from borderatlas.changes.fields import apply_fields
from borderatlas.errors import UsageError

if TYPE_CHECKING:
    from borderatlas.changes.model import FeatureChange, LayerDiff


def apply(old: Collection, diff: LayerDiff) -> Collection:
    """Return the new version of a layer; the old one stays as it is.

    Args:
        old: The version that the changes were compared with.
        diff: What changed, as compared or as read from JSON.

    Raises:
        UsageError: The old version is another one.
    """
    new = dict(old)
    for key, record in diff.removed.items():
        if key not in new or canonical_bytes(new[key]) != canonical_bytes(record):
            raise UsageError(f"{diff.name}: {key} is not what the changes removed. {_ADVICE}")
        del new[key]
    changed = {change.key: _changed(new.pop(change.old_key, None), change, diff.name) for change in diff.changed}
    for key, record in (*changed.items(), *diff.added.items()):
        if key in new:
            raise UsageError(f"{diff.name}: {key} stands already. {_ADVICE}")
        new[key] = record
    return new


_ADVICE = "Apply the changes to the version that they were compared with."


def _changed(record: Record | None, change: FeatureChange, layer: str) -> Record:
    moved = change.geometry
    if record is None or (moved is not None and canonical_bytes(record["geometry"]) != canonical_bytes(moved.old)):
        raise UsageError(f"{layer}: {change.old_key} is not what the changes were made from. {_ADVICE}")
    return {
        "id": record["id"] if change.key == change.old_key else change.key,
        "properties": apply_fields(record["properties"], change.fields),
        "geometry": record["geometry"] if moved is None else moved.new,
    }
