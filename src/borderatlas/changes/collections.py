"""Features in one canonical form, so that only what changed their meaning counts as a change.

The form asks nothing of today's schema: a revision that breaks it still compares. What does not matter is gone: the
order of features and of members, decimals beyond the seventh of a degree, `5.0` or `5`, whether an id stands beside the
properties or among them, and fields that say nothing (null, an empty list or mapping, a default).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypedDict

import orjson

from borderatlas.errors import LayerError
from borderatlas.layers.geometry import DECIMALS
from borderatlas.layers.kinds.base import Feature

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from pydantic import JsonValue

    from borderatlas.layers import Layer

_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_WHOLE: Final = 2**53
"""Numbers up to this are whole where they look so; beyond, a double has no room for a fraction."""
_DEFAULTS: Final[dict[str, JsonValue]] = {
    name: field.default for name, field in Feature.model_fields.items() if isinstance(field.default, str)
}
"""Fields that say nothing with this value."""


class Record(TypedDict):
    """A feature, or a source, in canonical form.

    `id` is None where the file gives none; `geometry` is GeoJSON with seven decimals at most.
    """

    id: str | None
    properties: dict[str, JsonValue]
    geometry: JsonValue


_NUMBERED: Final = re.compile(r" \(\d+\)\Z")

Collection: TypeAlias = dict[str, Record]
"""Records by key: the id, and `id (2)` for a second one of the same id; without an id, a hash of the content.

An id that itself ends like `(2)` has ` (1)` behind it, so that one key never stands for two ids.
"""


def parse_json(data: bytes, label: str) -> Any:
    """Return the JSON value of a file.

    Raises:
        LayerError: It is not JSON; the message says where.
    """
    try:
        return orjson.loads(data.removeprefix(_BYTE_ORDER_MARK))
    except orjson.JSONDecodeError as err:
        raise LayerError(
            f"{label}: line {err.lineno}, column {err.colno} is not valid JSON in UTF-8: {err.msg}. Compare another "
            "version, or correct that place."
        ) from err


def parse_collection(data: bytes, label: str) -> Collection:
    """Return the features of a layer file.

    Args:
        data: A GeoJSON FeatureCollection.
        label: Name of the file, for messages.

    Raises:
        LayerError: It is no such collection.
    """
    value = parse_json(data, label)
    entries = value.get("features") if isinstance(value, dict) else None
    if not isinstance(entries, list):
        raise LayerError(f"{label}: this is not a layer. Expected a GeoJSON FeatureCollection with a list of features.")
    return collection_of(entries, label)


def parse_sources(data: bytes, label: str) -> Collection:
    """Return the entries of `sources.json` as records without geometry.

    Raises:
        LayerError: It is no list of objects.
    """
    value = parse_json(data, label)
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise LayerError(f"{label}: this is no list of sources. Expected CSL-JSON: a list of objects.")
    return collection_of(({"type": "Feature", "properties": entry} for entry in value), label)


def collection_of(features: Iterable[Any], label: str = "the features") -> Collection:
    """Return GeoJSON features as records by key.

    Args:
        features: GeoJSON Features as parsed from JSON, valid for the schema or not.
        label: Where they come from, for messages.

    Raises:
        LayerError: An entry is no Feature.
    """
    by_id: dict[str | None, list[Record]] = defaultdict(list)
    for number, entry in enumerate(features, start=1):
        record = _checked(entry, f"{label}, feature {number}")
        by_id[record["id"]].append(record)
    nameless = by_id.pop(None, [])
    collection: Collection = {}
    extra: list[tuple[str, Record]] = []
    for name in sorted(by_id, key=str):
        first, *more = sorted(by_id[name], key=canonical_bytes)
        collection[_free(str(name), collection)] = first
        extra += [(str(name), record) for record in more]
    extra += [(f"#{content_hash(record)}", record) for record in sorted(nameless, key=canonical_bytes)]
    for name, record in extra:
        collection[_free(name, collection)] = record
    return collection


def collections_of(layers: Mapping[str, Layer]) -> dict[str, Collection]:
    """Return the features of layers that were read, as records by key, by layer."""
    return {name: collection_of(feature.to_geojson() for feature in layer) for name, layer in layers.items()}


def closed_datasets(sources: Collection) -> set[str]:
    """Return the sources that forbid passing their rows on, valid for today's schema or not."""
    custom = {key: record["properties"].get("custom") for key, record in sources.items()}
    return {
        key for key, value in custom.items() if isinstance(value, dict) and value.get("redistribution") == "forbidden"
    }


def is_open(record: Record, closed: Container[str]) -> bool:
    """Return whether a record may be passed on."""
    return record["properties"].get("dataset") not in closed


def to_feature(record: Record) -> dict[str, JsonValue]:
    """Return a record as a GeoJSON Feature."""
    named: dict[str, JsonValue] = {} if record["id"] is None else {"id": record["id"]}
    return {"type": "Feature", **named, "properties": dict(record["properties"]), "geometry": record["geometry"]}


def canonical_bytes(value: object) -> bytes:
    """Return JSON with sorted members: equal bytes, equal meaning. Unlike Python, it keeps 1 and true apart."""
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except TypeError as error:
        if "Integer" not in str(error):  # too deep, not a whole number of more than 64 bits
            raise
        return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def content_hash(value: object) -> str:
    """Return eight hexadecimal digits that change with the value."""
    return hashlib.sha256(canonical_bytes(value)).hexdigest()[:8]


def name_of(record: Record, key: str) -> str:
    """Return what a reader calls a record: its name, for sources its title, else its key."""
    properties = record["properties"]
    found = (properties.get(member) for member in ("name", "title", "publisher"))
    return next((text for text in found if isinstance(text, str)), key)


def _free(name: str, taken: Collection) -> str:
    """The key of a further record of this name; a name that itself ends like `(2)` always gets a number of its own."""
    number, key = 1, f"{name} (1)" if _NUMBERED.search(name) else name
    while key in taken:
        number += 1
        key = f"{name} ({number})"
    return key


def _checked(entry: Any, label: str) -> Record:
    try:
        record = _record(entry, label)
        canonical_bytes(record)
    except (TypeError, RecursionError) as error:
        raise LayerError(f"{label}: this is nested too deeply, or holds what JSON does not have ({error}).") from error
    return record


def _record(entry: Any, label: str) -> Record:
    properties = entry.get("properties") if isinstance(entry, dict) else None
    if not isinstance(entry, dict) or entry.get("type") != "Feature" or not isinstance(properties or {}, dict):
        raise LayerError(f"{label}: this is not a GeoJSON Feature. Correct or remove it, then compare again.")
    strangers = {name: entry[name] for name in entry if name not in ("type", "id", "properties", "geometry", "bbox")}
    members = strangers | (properties or {})
    inner = members.get("id")
    outer = entry.get("id", inner)
    if inner == outer:
        members.pop("id", None)
    told = {str(name): _plain(value) for name, value in members.items() if value is not None}
    return {
        "id": None if outer is None else str(_plain(outer)),
        "properties": {name: value for name, value in told.items() if not _says_nothing(name, value)},
        "geometry": _geometry(entry.get("geometry")),
    }


def _says_nothing(name: str, value: JsonValue) -> bool:
    return value in ([], {}) or (isinstance(value, str) and _DEFAULTS.get(name) == value)


def _geometry(value: Any) -> JsonValue:
    if not isinstance(value, dict):
        return _plain(value)
    kept: dict[str, Any] = {name: value[name] for name in ("type", "coordinates", "geometries") if name in value}
    if "coordinates" in kept:
        kept["coordinates"] = _rounded(kept["coordinates"])
    if isinstance(kept.get("geometries"), list):
        kept["geometries"] = [_geometry(part) for part in kept["geometries"]]
    return _plain(kept)


def _rounded(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_rounded(part) for part in value]
    return round(value, DECIMALS) if isinstance(value, float) else value


def _plain(value: Any) -> JsonValue:
    """Return `value` with whole numbers as integers, and as JSON has it."""
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < _WHOLE else value
    if isinstance(value, dict):
        return {str(name): _plain(member) for name, member in value.items() if member is not None}
    if isinstance(value, list | tuple):
        return [_plain(member) for member in value]
    plain: JsonValue = value
    return plain
