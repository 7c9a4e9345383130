"""A feature as leaves: one value per field, and one per name, rare fact or support, so that each merges on its own."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final, TypeAlias

import orjson

from borderatlas.changes.collections import canonical_bytes
from borderatlas.changes.fields import ABSENT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import JsonValue

    from borderatlas.changes import Record
    from borderatlas.changes.fields import Value

Leaves: TypeAlias = "dict[str, JsonValue]"
"""Values by leaf: `status`, `names.tg`, `details.length_km`, `geometry`."""

GEOMETRY: Final = "geometry"

PARTED: Final = ("names", "details", "supports")
"""Fields whose members are leaves of their own."""

_TOGETHER: Final = (
    {GEOMETRY, "precision_m", "place_level", "position_source", "unplaced_reason"},
    {"start", "end"},
    {"fatalities_low", "fatalities_best", "fatalities_high"},
)
"""Fields that make one statement: who edits one of them by hand has edited all of them."""


def leaves_of(record: Record) -> Leaves:
    """Return the leaves of a record; the geometry is one of them, if there is one."""
    leaves: Leaves = {}
    for name, value in record["properties"].items():
        if name in PARTED and isinstance(value, dict):
            leaves |= {f"{name}.{key}": member for key, member in value.items()}
        else:
            leaves[name] = value
    if record["geometry"] is not None:
        leaves[GEOMETRY] = record["geometry"]
    return leaves


def feature_of(feature_id: str, leaves: Leaves) -> dict[str, JsonValue]:
    """Return a GeoJSON Feature with those leaves."""
    properties: dict[str, JsonValue] = {}
    for leaf, value in leaves.items():
        if "." not in leaf:
            properties[leaf] = value
            continue
        name, _, key = leaf.partition(".")
        members = properties.setdefault(name, {}) if key else None
        if isinstance(members, dict):
            members[key] = value
        else:
            properties[leaf] = value
    properties.pop(GEOMETRY, None)
    return {"type": "Feature", "id": feature_id, "properties": properties, "geometry": leaves.get(GEOMETRY)}


def put(leaves: Leaves, leaf: str, value: Value) -> None:
    """Set a leaf, or clear it where the value is `ABSENT`; a field that has parts takes all of them at once."""
    if leaf in PARTED:
        for name in [name for name in leaves if name.startswith(f"{leaf}.")]:
            del leaves[name]
        if isinstance(value, dict):
            leaves.update({f"{leaf}.{key}": member for key, member in value.items() if member is not None})
    elif value is ABSENT or value is None:
        leaves.pop(leaf, None)
    else:
        leaves[leaf] = value


def get(leaves: Mapping[str, JsonValue], leaf: str) -> Value:
    """Return the value of a leaf, or of a field that has parts; `ABSENT` where there is none."""
    if leaf in PARTED:
        parts: dict[str, JsonValue] = {
            name.partition(".")[2]: value for name, value in leaves.items() if name.startswith(f"{leaf}.")
        }
        return parts or ABSENT
    return leaves.get(leaf, ABSENT)


def together(leaf: str) -> frozenset[str]:
    """Return the leaves that make one statement with a leaf, itself among them."""
    return frozenset(next((group for group in _TOGETHER if leaf in group), {leaf}))


def same(one: Value, other: Value) -> bool:
    """Tell whether two values mean the same."""
    if one is ABSENT or other is ABSENT:
        return one is other
    return _bytes(one) == _bytes(other)


def mark_of(value: JsonValue) -> str:
    """Return eight hexadecimal digits by which a value is known again without being kept."""
    return hashlib.sha256(_bytes(value)).hexdigest()[:8]


def fits_json(value: object) -> bool:
    """Tell whether a value can stand in a file: whole numbers have 64 bits at most."""
    try:
        orjson.dumps(value)
    except TypeError:
        return False
    return True


def _bytes(value: JsonValue) -> bytes:
    """What tells a value from others, also one that no file can hold: the schema has yet to say so."""
    try:
        return canonical_bytes(value)
    except TypeError:
        return repr(value).encode("utf-8", "backslashreplace")
