"""JSON Schema of a layer file, made of the models, for editors and programs that check GeoJSON without this package."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from borderatlas.layers.vocabulary import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from borderatlas.layers.kinds.base import Feature
    from borderatlas.layers.schemas import LayerSchema

JsonSchema = dict[str, Any]
"""A JSON Schema, or a part of one."""

_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"

_POSITION: Final[JsonSchema] = {
    "description": "Longitude and latitude in degrees of WGS 84, and perhaps a height in metres.",
    "type": "array",
    "prefixItems": [
        {"type": "number", "minimum": -180, "maximum": 180},
        {"type": "number", "minimum": -90, "maximum": 90},
        {"type": "number"},
    ],
    "minItems": 2,
    "maxItems": 3,
}


def _list_of(items: JsonSchema, least: int = 1) -> JsonSchema:
    return {"type": "array", "items": items, "minItems": least}


_AT: Final = {"$ref": "#/$defs/Position"}
_LINE: Final = _list_of(_AT, 2)
_RINGS: Final = _list_of(_list_of(_AT, 4))

_COORDINATES: Final[Mapping[str, JsonSchema]] = {
    "Point": _AT,
    "MultiPoint": _list_of(_AT),
    "LineString": _LINE,
    "MultiLineString": _list_of(_LINE),
    "Polygon": _RINGS,
    "MultiPolygon": _list_of(_RINGS),
}

_GEOMETRY: Final[JsonSchema] = {
    "title": "Geometry",
    "description": "A geometry of GeoJSON (RFC 7946).",
    "type": "object",
    "required": ["type", "coordinates"],
    "properties": {"type": {"enum": list(_COORDINATES)}},
    "allOf": [
        {
            "if": {"properties": {"type": {"const": name}}},
            "then": {"properties": {"coordinates": coordinates}},
        }
        for name, coordinates in _COORDINATES.items()
    ],
}


def json_schema(schema: LayerSchema) -> JsonSchema:
    """Return the JSON Schema (draft 2020-12) of a layer file: a FeatureCollection, its features told apart by `kind`.

    It says what single fields may be, and which of them a place or its lack asks for. `borderatlas check` knows more:
    dates of the calendar, unique ids, sources, the border.
    """
    parts: JsonSchema = {"Position": _POSITION, "Geometry": _GEOMETRY}
    for model in schema.models.values():
        parts |= _feature(model)
    choice = [
        {
            "if": {"properties": {"properties": {"properties": {"kind": {"const": kind}}}}},
            "then": {"$ref": f"#/$defs/{model.__name__}"},
        }
        for kind, model in schema.models.items()
    ]
    kinds = {"type": "object", "required": ["kind"], "properties": {"kind": {"enum": list(schema.models)}}}
    feature = {"type": "object", "required": ["properties"], "properties": {"properties": kinds}, "allOf": choice}
    return {
        "$schema": _DRAFT,
        "title": schema.title,
        "description": f"The layer {schema.name} of a border atlas: GeoJSON (RFC 7946) in degrees of WGS 84.",
        "type": "object",
        "required": ["type", "features"],
        "properties": {"type": {"const": "FeatureCollection"}, "features": {"type": "array", "items": feature}},
        "$defs": parts,
    }


def _feature(model: type[Feature]) -> JsonSchema:
    """The definition of a feature of one kind, and those of its nested parts, by name."""
    made = _tidy(model.model_json_schema())
    parts: JsonSchema = made.pop("$defs", {})
    facts: JsonSchema = made["properties"]
    kind = facts["kind"]["const"]
    feature_id = facts.pop("id")
    del facts["geometry"]
    if model.least_precision_m:
        for choice in facts["precision_m"]["anyOf"]:
            if choice["type"] == "number":
                choice["minimum"] = model.least_precision_m
    properties = {
        "type": "object",
        "required": [name for name in made["required"] if name in facts],
        "additionalProperties": False,
        "properties": facts,
    }
    parts[model.__name__] = {
        "title": KINDS[kind].label,
        "description": made["description"],
        "type": "object",
        "required": ["type", "id", "properties", "geometry"],
        "additionalProperties": False,
        "properties": {
            "type": {"const": "Feature"},
            "id": feature_id,
            "bbox": {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 6},
            "properties": properties,
            "geometry": {"anyOf": [{"$ref": "#/$defs/Geometry"}, {"type": "null"}]},
        },
        "if": {"properties": {"geometry": {"type": "object"}}},
        "then": _asks_for("precision_m"),
        "else": {"anyOf": [_asks_for("unplaced_reason"), *_placed_otherwise(facts)]},
    }
    return parts


def _asks_for(*names: str) -> JsonSchema:
    given = {name: {"not": {"type": "null"}} for name in names}
    return {"properties": {"properties": {"required": list(names), "properties": given}}}


def _placed_otherwise(facts: JsonSchema) -> list[JsonSchema]:
    """What stands for a geometry: both kilometres of a stretch of the line."""
    return [_asks_for("km_from", "km_to")] if "km_from" in facts else []


def _tidy(schema: Any) -> Any:
    """The schema without defaults that say nothing, and with objects closed whose keys have a pattern."""
    if isinstance(schema, list):
        return [_tidy(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    tidy = {name: _tidy(part) for name, part in schema.items() if not (name == "default" and part is None)}
    if "patternProperties" in tidy:
        tidy["additionalProperties"] = False
    return tidy
