"""Reads a layer file: everything that is wrong with it is found at once and said once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import orjson
from pydantic import ValidationError

from borderatlas.errors import LayerError
from borderatlas.layers.faults import Spot, findings_of
from borderatlas.layers.findings import Finding, report, shorten
from borderatlas.layers.schemas import LAYERS, LayerSchema

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas

    from borderatlas.layers.kinds.base import Feature

_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_WGS84: Final = ("CRS84", "EPSG::4326", "EPSG:4326")


@dataclass(frozen=True)
class Layer:
    """The features of one layer file, checked, in the order of the file.

    Attributes:
        name: Name of the layer.
        path: The file that was read.
        features: The features; ids are unique.
    """

    name: str
    path: Path
    features: tuple[Feature, ...]

    @cached_property
    def _by_id(self) -> dict[str, Feature]:
        return {feature.id: feature for feature in self.features}

    def __len__(self) -> int:
        return len(self.features)

    def __iter__(self) -> Iterator[Feature]:
        return iter(self.features)

    def __contains__(self, feature_id: object) -> bool:
        return feature_id in self._by_id

    def __getitem__(self, feature_id: str) -> Feature:
        """Return the feature of that id.

        Raises:
            KeyError: The layer has none.
        """
        return self._by_id[feature_id]

    def frame(self) -> geopandas.GeoDataFrame:
        """Return the features as a GeoDataFrame in EPSG:4326, indexed by id, one column per field of any kind.

        Dates are ISO 8601 text, lists and mappings stand as Python objects, what is not known is None or NaN, and a
        feature without a place has no geometry.
        """
        import geopandas  # noqa: PLC0415  # takes most of a second, and only tables need it

        columns = list(dict.fromkeys(name for feature in self.features for name in feature.field_order()))
        rows = [feature.properties() for feature in self.features]
        return geopandas.GeoDataFrame(
            {name: [row.get(name) for row in rows] for name in columns},
            geometry=[feature.geometry for feature in self.features],
            index=[feature.id for feature in self.features],
            crs="EPSG:4326",
        ).rename_axis("id")


def read_layer(path: Path, name: str, schema: LayerSchema | None = None) -> Layer:
    """Read and check a layer.

    Args:
        path: A GeoJSON FeatureCollection in degrees of WGS 84, UTF-8.
        name: Name of the layer, for messages.
        schema: What its features may be; the one that the atlas has under `name` where it is not given.

    Raises:
        LayerError: The file cannot be read, is not such a collection, or features break the schema. The message lists
            every fault; `findings` holds them one by one.
    """
    if schema is None:
        schema = LAYERS.get(name)
        if schema is None:
            raise LayerError(f"There is no layer {name!r}; known are {', '.join(LAYERS)}.")
    entries = _read_entries(path, name)
    features, findings = _check_entries(entries, schema, Spot(name, str(path), ""))
    if findings:
        raise LayerError(report(findings), findings)
    return Layer(name, path, tuple(features))


def read_json(path: Path, layer: str) -> Any:
    """Return the JSON value in `path`.

    Raises:
        LayerError: There is no such file, it cannot be read, or it is not JSON; then with line and column.
    """
    spot = Spot(layer, str(path), "")
    try:
        data = path.read_bytes()
    except FileNotFoundError as err:
        raise _fatal(spot, "file-missing", "a file; there is none", "Check the name, or restore the file.") from err
    except OSError as err:
        raise _fatal(spot, "file-unreadable", f"a readable file ({err.strerror})", "Check its permissions.") from err
    try:
        return orjson.loads(data.removeprefix(_BYTE_ORDER_MARK))
    except orjson.JSONDecodeError as err:
        expected = f"JSON in UTF-8; line {err.lineno}, column {err.colno}: {err.msg}"
        raise _fatal(spot, "json-broken", expected, "Look for a missing comma, quote or bracket there.") from err


def _fatal(spot: Spot, code: str, expected: str, hint: str) -> LayerError:
    finding = spot.finding(code, expected=expected, hint=hint)
    return LayerError(report([finding]), [finding])


def _read_entries(path: Path, name: str) -> list[Any]:
    """Return the members of `features` of a FeatureCollection in WGS 84."""
    value = read_json(path, name)
    spot = Spot(name, str(path), "")
    if not isinstance(value, dict) or value.get("type") != "FeatureCollection":
        found = shorten(value.get("type")) if isinstance(value, dict) else type(value).__name__
        raise _fatal(
            spot, "not-a-collection", f"a GeoJSON FeatureCollection, found {found}", "Save the layer as GeoJSON."
        )
    entries = value.get("features")
    if not isinstance(entries, list):
        raise _fatal(spot, "not-a-collection", "a list under features", "Save the layer as GeoJSON.")
    crs = value.get("crs")
    if crs is not None and not str(_crs_name(crs)).endswith(_WGS84):
        raise _fatal(
            spot, "crs-unexpected", f"degrees of WGS 84, found {shorten(_crs_name(crs))}", "Save it in EPSG:4326."
        )
    return entries


def _crs_name(crs: object) -> object:
    properties = crs.get("properties") if isinstance(crs, dict) else None
    return properties.get("name") if isinstance(properties, dict) else crs


def _check_entries(entries: list[Any], schema: LayerSchema, file: Spot) -> tuple[list[Feature], list[Finding]]:
    features: list[Feature] = []
    findings: list[Finding] = []
    seen: dict[str, int] = {}
    for number, entry in enumerate(entries, start=1):
        members, faults = _flatten(entry, Spot(file.layer, file.file, f"#{number}"))
        feature_id = members.get("id")
        spot = Spot(file.layer, file.file, feature_id if isinstance(feature_id, str) else f"#{number}")
        if isinstance(feature_id, str):
            if feature_id in seen:
                expected = f"each id once; number {seen[feature_id]} has it already"
                hint = "Give one of them another id, or delete the copy."
                faults.append(
                    Spot(file.layer, file.file, f"#{number}").finding(
                        "id-duplicate", field="id", value=shorten(feature_id), expected=expected, hint=hint
                    )
                )
            seen.setdefault(feature_id, number)
        if not faults or members:
            try:
                features.append(schema.adapter.validate_python(members))
            except ValidationError as err:
                faults += findings_of(err, members, schema, spot)
        findings += faults
    return features, findings


def _flatten(entry: object, spot: Spot) -> tuple[dict[str, Any], list[Finding]]:
    """Return the members of a GeoJSON Feature as one flat mapping, and what is wrong with its frame.

    The id may stand beside the properties (as RFC 7946 has it) or among them (as some programs write it).
    """
    if not isinstance(entry, Mapping) or entry.get("type") != "Feature":
        return {}, [spot.finding("not-a-feature", expected="a GeoJSON Feature", hint="Its type must be Feature.")]
    properties = entry.get("properties")
    if not isinstance(properties, dict):
        return {}, [
            spot.finding("not-a-feature", field="properties", expected="an object", hint="Facts of a feature go there.")
        ]
    faults = [
        spot.finding(
            "field-misplaced",
            field=str(name),
            value=shorten(entry[name]),
            expected="id, type, properties, geometry or bbox beside the properties",
            hint=f"Move {name} into properties, or delete it.",
        )
        for name in entry
        if name not in ("type", "id", "properties", "geometry", "bbox")
    ]
    members = dict(properties)
    if "geometry" in properties:
        faults.append(
            spot.finding(
                "field-misplaced",
                field="properties.geometry",
                expected="the geometry beside the properties",
                hint="Rename or delete it.",
            )
        )
    if "id" in entry:
        inner = members.setdefault("id", entry["id"])
        if inner != entry["id"]:
            faults.append(
                spot.finding(
                    "id-conflict",
                    field="id",
                    value=shorten(entry["id"]),
                    expected=f"the same id as among the properties ({shorten(inner)})",
                    hint="Keep one of the two.",
                )
            )
    members["geometry"] = entry.get("geometry")
    return members, faults
