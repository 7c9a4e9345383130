"""Compares two versions: of a layer, or of a whole atlas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from borderatlas.changes.collections import Collection, canonical_bytes, name_of
from borderatlas.changes.fields import FieldChange, field_changes
from borderatlas.changes.model import FeatureChange, LayerDiff
from borderatlas.changes.moves import Places, geometry_changes
from borderatlas.changes.renames import renamed
from borderatlas.errors import UsageError

if TYPE_CHECKING:
    from pydantic import JsonValue

    from borderatlas.border import Border
    from borderatlas.changes.collections import Record
    from borderatlas.changes.states import State

SOURCES: Final = "sources"
"""Name under which the list of sources is compared."""


@dataclass(frozen=True, slots=True)
class Diff:
    """What changed between two states of an atlas, or two versions of one layer.

    Attributes:
        old: The state before.
        new: The state after.
        layers: The layers that changed, in the order of the settings.
        sources: What changed in the list of sources.
        settings: What changed in `atlas.toml`.
        line_changed: Whether the file of the border line is another one; `borderatlas border compare` says where.
    """

    old: State
    new: State
    layers: tuple[LayerDiff, ...]
    sources: LayerDiff
    settings: tuple[FieldChange, ...]
    line_changed: bool

    def __bool__(self) -> bool:
        return bool(self.layers or self.sources or self.settings or self.line_changed)

    def to_json(self) -> dict[str, JsonValue]:
        """Return everything that applying it needs."""
        return {
            "format": 1,
            "old": self.old.label,
            "new": self.new.label,
            "different": bool(self),
            "layers": {layer.name: layer.to_json() for layer in self.layers},
            SOURCES: self.sources.to_json(),
            "settings": [change.to_json() for change in self.settings],
            "line_changed": self.line_changed,
        }


def compare(old: State, new: State, border: Border | None = None) -> Diff:
    """Return what changed from one state to another.

    Where one of them is a layer file, only that layer is compared.

    Args:
        old: The state before.
        new: The state after.
        border: The line along which moves are measured; None measures none.

    Raises:
        UsageError: It cannot be told which layer of the atlas a layer file is.
    """
    old, new = _matched(old, new)
    names = dict.fromkeys((*new.layers, *old.layers))
    layers = (
        compare_collections(old.layers.get(name, {}), new.layers.get(name, {}), name=name, border=border)
        for name in names
    )
    whole = old.whole and new.whole
    return Diff(
        old,
        new,
        tuple(layer for layer in layers if layer),
        compare_collections(*((old.sources, new.sources) if whole else ({}, {})), name=SOURCES),
        tuple(field_changes(old.settings, new.settings)) if whole else (),
        whole and old.line != new.line,
    )


def compare_collections(old: Collection, new: Collection, *, name: str = "", border: Border | None = None) -> LayerDiff:
    """Return what changed from one version of a layer to another.

    Args:
        old: The version before, from `collection_of`.
        new: The version after.
        name: Name of the layer.
        border: The line along which moves are measured; None measures none.
    """
    gone, come = old.keys() - new.keys(), new.keys() - old.keys()
    former = renamed({key: _likeness(old[key], key) for key in gone}, {key: _likeness(new[key], key) for key in come})
    pairs = {key: key for key in old.keys() & new.keys()} | former
    differing = [
        (old_key, key)
        for key, old_key in sorted(pairs.items())
        if canonical_bytes(old[old_key]) != canonical_bytes(new[key])
    ]
    moved = [pair for pair in differing if not _same_place(old[pair[0]]["geometry"], new[pair[1]]["geometry"])]
    moves = geometry_changes([_places(old[before], new[after]) for before, after in moved], border)
    place = dict(zip(moved, moves, strict=True))
    return LayerDiff(
        name,
        added={key: new[key] for key in sorted(come - pairs.keys())},
        removed={key: old[key] for key in sorted(gone - set(pairs.values()))},
        changed=tuple(
            FeatureChange(
                key,
                old_key,
                name_of(new[key], key),
                tuple(field_changes(dict(old[old_key]["properties"]), dict(new[key]["properties"]))),
                place.get((old_key, key)),
            )
            for old_key, key in differing
        ),
    )


def _likeness(record: Record, key: str) -> bytes | None:
    """What tells a feature of that id: geometry, name and kind."""
    name = record["properties"].get("name")
    if record["id"] != key or not isinstance(name, str):
        return None
    return canonical_bytes([record["geometry"], name, record["properties"].get("kind")])


def _same_place(old: JsonValue, new: JsonValue) -> bool:
    return canonical_bytes(old) == canonical_bytes(new)


def _places(old: Record, new: Record) -> Places:
    precisions = old["properties"].get("precision_m"), new["properties"].get("precision_m")
    return Places(old["geometry"], new["geometry"], precisions)


def _matched(old: State, new: State) -> tuple[State, State]:
    """Both states with the same layers, where one of them is a single file."""
    if old.whole == new.whole:
        return (old, new) if old.whole else (old, new.called(*old.layers))
    if new.whole:
        single, whole = old, new
    else:
        single, whole = new, old
    [(name, features)] = single.layers.items()
    if name not in whole.layers:
        shared = {other: len(features.keys() & layer.keys()) for other, layer in whole.layers.items()}
        best = max(shared, key=lambda other: shared[other], default="")
        if not shared.get(best):
            raise UsageError(
                f"{single.label}: it cannot be told which layer this is. Name it as the layer's file is named; the "
                f"layers are: {', '.join(whole.layers)}."
            )
        name = best
    single, whole = single.called(name), whole.only(name)
    return (single, whole) if new.whole else (whole, single)
