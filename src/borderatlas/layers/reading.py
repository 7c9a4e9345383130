"""Reads a layer file: everything that is wrong with it is found at once and said once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from borderatlas.errors import LayerError
from borderatlas.layers.faults import Spot, findings_of
from borderatlas.layers.findings import Finding, report, shorten
from borderatlas.layers.json_text import BrokenFileError, parse_json, read_bytes
from borderatlas.layers.schemas import LAYERS, LayerSchema
from borderatlas.layers.shapes import odd_shape
from borderatlas.layers.structure import collection_entries, flatten, id_of, repeated, spot_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import geopandas

    from borderatlas.layers.kinds.base import Feature


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
            every error; `findings` holds them one by one. Warnings are those of `borderatlas check`.
    """
    schema = schema or schema_of(name)
    file = Spot(name, str(path), "")
    entries, findings = read_entries(path, file)
    features: list[Feature] = []
    seen: dict[str, int] = {}
    for number, entry in enumerate(entries, start=1):
        feature_id = id_of(entry)
        if feature_id is not None and (first := seen.setdefault(feature_id, number)) != number:
            findings.append(taken_id(feature_id, number, first, file))
        feature, faults = examine(entry, number, schema, file)
        if feature is not None:
            features.append(feature)
        findings += faults
    if errors := [finding for finding in findings if finding.level == "error"]:
        raise LayerError(report(errors), errors)
    return Layer(name, path, tuple(features))


def schema_of(name: str) -> LayerSchema:
    """Return the schema that the atlas has for layers of that name.

    Raises:
        LayerError: It has none; the message names those that there are.
    """
    schema = LAYERS.get(name)
    if schema is None:
        raise LayerError(f"There is no layer {name!r}; known are {', '.join(LAYERS)}.")
    return schema


def read_json(path: Path, layer: str) -> tuple[Any, list[Finding]]:
    """Return the JSON value in a file, and what is wrong or odd about its text.

    Raises:
        LayerError: There is no such file, it cannot be read, or it is not JSON; then with line and column.
    """
    spot = Spot(layer, str(path), "")
    data = read_bytes(path, spot)
    value, findings = parse_json(data, spot)
    return value, [*findings, *repeated(data, value, spot)]


def read_entries(path: Path, file: Spot) -> tuple[list[Any], list[Finding]]:
    """Return what stands under `features` of a layer file, and what is wrong or odd about its frame.

    Raises:
        LayerError: The file is no FeatureCollection in WGS 84.
    """
    value, findings = read_json(path, file.layer)
    try:
        entries, odd = collection_entries(value, file)
    except BrokenFileError as err:
        findings += err.findings
        raise LayerError(report(findings), findings) from err
    return entries, [*findings, *odd]


def examine(entry: object, number: int, schema: LayerSchema, file: Spot) -> tuple[Feature | None, list[Finding]]:
    """Return the feature that an entry of a collection holds, None if it is at fault, and all that is found.

    Args:
        entry: A member of `features`.
        number: Its number, from 1.
        schema: What it may be.
        file: Its file.
    """
    members, findings = flatten(entry, file.at(f"#{number}"))
    if not members:
        return None, findings
    spot = spot_of(entry, number, file)
    try:
        feature = schema.adapter.validate_python(members)
    except ValidationError as err:
        return None, [*findings, *findings_of(err, members, schema, spot)]
    if feature.geometry is not None:
        findings += odd_shape(feature.geometry, spot)
    return feature, findings


def taken_id(feature_id: str, number: int, first: int, file: Spot) -> Finding:
    """Return the error that an id stands twice in a file.

    Args:
        feature_id: The id.
        number: Number of the feature that repeats it.
        first: Number of the one that had it first.
        file: Their file.
    """
    return file.at(f"#{number}").finding(
        "id-duplicate",
        field="id",
        value=shorten(feature_id),
        expected=f"each id once; number {first} has it already",
        hint="Give one of them another id, or delete the copy.",
    )
