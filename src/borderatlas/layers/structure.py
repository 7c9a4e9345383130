"""The frame of a layer file: a FeatureCollection of RFC 7946 in WGS 84, and its features as flat mappings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from borderatlas.layers.findings import Finding, shorten
from borderatlas.layers.json_text import (
    DEPTH,
    BrokenFileError,
    depth_of,
    describe,
    entries_within,
    may_repeat_keys,
    repeated_keys,
)
from borderatlas.layers.shapes import odd_bbox

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from borderatlas.layers.faults import Spot

MEMBERS: Final = ("type", "id", "properties", "geometry", "bbox")
"""What stands at the top of a Feature."""

_WGS84: Final = ("CRS84", "EPSG::4326", "EPSG:4326")


def collection_entries(value: object, spot: Spot) -> tuple[list[Any], list[Finding]]:
    """Return the members of `features` of a FeatureCollection in WGS 84, and what is odd about its frame.

    Raises:
        BrokenFileError: The value is no such collection.
    """
    hint = "Save the layer as GeoJSON."
    if not isinstance(value, dict) or value.get("type") != "FeatureCollection":
        found = shorten(value.get("type")) if isinstance(value, dict) else describe(value)
        expected = f"a GeoJSON FeatureCollection, found {found}"
        raise BrokenFileError(spot.finding("not-a-collection", expected=expected, hint=hint))
    entries = value.get("features")
    if not isinstance(entries, list):
        expected = f"a list under features, found {describe(entries)}"
        raise BrokenFileError(spot.finding("not-a-collection", field="features", expected=expected, hint=hint))
    odd: list[Finding] = []
    crs = value.get("crs")
    if crs is not None:
        name = _crs_name(crs)
        if not str(name).endswith(_WGS84):
            expected = f"degrees of WGS 84, found {shorten(name)}"
            raise BrokenFileError(
                spot.finding("crs-unexpected", field="crs", expected=expected, hint="Save it in EPSG:4326.")
            )
        hint = "Delete the member, or save the layer as RFC 7946."
        odd.append(spot.finding("crs-member", field="crs", expected="no crs: WGS 84 goes without saying", hint=hint))
    if "bbox" in value:
        odd += odd_bbox(value["bbox"], spot)
    return entries, odd


def _crs_name(crs: object) -> object:
    properties = crs.get("properties") if isinstance(crs, dict) else None
    return properties.get("name") if isinstance(properties, dict) else crs


def repeated(text: bytes, value: Any, file: Spot) -> list[Finding]:
    """Return an error for each key that stands twice in an object of a file.

    Args:
        text: The text of the file.
        value: Its JSON value, as read from the text.
        file: The file.
    """
    if not may_repeat_keys(text, entries_within(value)):
        return []
    entries = value.get("features") if isinstance(value, dict) else value
    return [repeated_in(path, entries, file) for path, _ in sorted(repeated_keys(text), key=str)]


def repeated_in(path: Sequence[str | int], entries: object, file: Spot, first: int = 1) -> Finding:
    """Return the finding for a repeated key.

    Args:
        path: Where it stands in the file, or in a list of features.
        entries: The features.
        file: The file.
        first: Number of the first of them.
    """
    parts = list(path[1:] if path[0] == "features" and len(path) > 1 else path)
    spot = file
    if parts and isinstance(parts[0], int) and isinstance(entries, list):
        spot = spot_of(entries[parts[0]], first + parts[0], file)
        parts = parts[1:]
    if len(parts) > 1 and parts[0] == "properties":
        parts = parts[1:]
    field = ".".join(map(str, parts))
    expected = "each key once in an object"
    return spot.finding("key-duplicate", field=field, expected=expected, hint="Keep one of the two, delete the other.")


def id_of(entry: object) -> str | None:
    """Return the id of a feature, beside its properties or among them; None where it has none that is text."""
    if not isinstance(entry, dict):
        return None
    properties = entry.get("properties")
    found = entry.get("id", properties.get("id") if isinstance(properties, dict) else None)
    return found if isinstance(found, str) else None


def spot_of(entry: object, number: int, file: Spot) -> Spot:
    """Return the spot of a feature: named by its id, else by its number."""
    return file.at(id_of(entry) or f"#{number}")


def flatten(entry: object, spot: Spot) -> tuple[dict[str, Any], list[Finding]]:
    """Return the members of a GeoJSON Feature as one flat mapping, and what is wrong with its frame.

    The id may stand beside the properties (as RFC 7946 has it) or among them (as some programs write it).
    A mapping is empty where nothing of the entry can be used.
    """
    if not isinstance(entry, Mapping) or entry.get("type") != "Feature":
        return {}, [spot.finding("not-a-feature", expected="a GeoJSON Feature", hint="Its type must be Feature.")]
    properties = entry.get("properties")
    if not isinstance(properties, dict):
        hint = "Facts of a feature go there."
        return {}, [spot.finding("not-a-feature", field="properties", expected="an object", hint=hint)]
    if depth_of(entry) > DEPTH:
        expected = f"at most {DEPTH} levels of lists and objects"
        return {}, [spot.finding("nesting-too-deep", expected=expected, hint="Flatten the value, or delete it.")]
    members = dict(properties)
    faults = list(_misplaced(entry, properties, spot))
    if "id" in entry:
        inner = members.setdefault("id", entry["id"])
        if inner != entry["id"]:
            expected = f"the same id as among the properties ({shorten(inner)})"
            value = shorten(entry["id"])
            faults.append(
                spot.finding("id-conflict", field="id", value=value, expected=expected, hint="Keep one of the two.")
            )
    if "bbox" in entry:
        faults += odd_bbox(entry["bbox"], spot)
    members["geometry"] = entry.get("geometry")
    return members, faults


def _misplaced(entry: Mapping[str, Any], properties: Mapping[str, Any], spot: Spot) -> Iterator[Finding]:
    for name in entry:
        if name not in MEMBERS:
            yield spot.finding(
                "field-misplaced",
                field=str(name),
                value=shorten(entry[name]),
                expected="id, type, properties, geometry or bbox beside the properties",
                hint=f"Move {name} into properties, or delete it.",
            )
    if "geometry" in properties:
        expected = "the geometry beside the properties"
        yield spot.finding(
            "field-misplaced", field="properties.geometry", expected=expected, hint="Rename or delete it."
        )
