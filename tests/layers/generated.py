"""Hypothesis strategies that make any feature of any kind, read off the models: what the schema allows may come."""

from __future__ import annotations

import types
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

import shapely
from annotated_types import Ge, Gt, Le
from hypothesis import strategies as st
from pydantic import BaseModel, JsonValue, StringConstraints
from pydantic.fields import FieldInfo
from tests.hostile import HOSTILE

from borderatlas.layers import LAYERS, Feature, LayerSchema, PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

NASTY = [
    *HOSTILE.values(), " ", "\u00a0x\u00a0", " ends ", "line\nbreak", "\x00\x01", "tab\there", "\ufeffmark",
    ";", "a; b", "a;", "\\", "\\;", "a\\", "a\\\\;b", '"', '"quoted"', '" quoted "', '"=1+1"', '"[1]"', "=1+1", "-3 °C",
    "+992 37", "@cell", "[1]", '["a"]', "{}", "None", "nan", "NaN", "NULL", "n/a", "TRUE", "1", "1.0", "1,234", "2018",
    "2018-08", "007", "1e5", "Мост дӯстӣ", "پل دوستی", "د دوستۍ پل", "👩‍👩‍👧 🏔️",
]  # fmt: skip
"""Texts that spreadsheets, GIS programs and formats like to change."""

texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12),
    st.sampled_from(NASTY),
    st.integers(255, 400).map(lambda length: "x" * length),
)
partial_dates = st.one_of(
    st.builds(PartialDate, st.integers(1, 9999)),
    st.dates().map(lambda day: PartialDate(day.year, day.month)),
    st.dates().map(lambda day: PartialDate(day.year, day.month, day.day)),
    st.sampled_from([PartialDate(1873, 1, 31), PartialDate(2018, 8, 1), PartialDate(987), PartialDate(9999, 12, 31)]),
)
json_values: st.SearchStrategy[JsonValue] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)
"""Anything that may stand in `details`; whole numbers may exceed what JSON readers other than Python's hold."""


def _positions(count: int) -> st.SearchStrategy[list[tuple[float, float]]]:
    degrees = st.tuples(st.integers(-179_0000000, 179_0000000), st.integers(-89_0000000, 89_0000000))
    position = degrees.map(lambda pair: (pair[0] / 1e7, pair[1] / 1e7))
    return st.lists(position, min_size=count, max_size=count, unique=True)


def _box(corner: tuple[float, float]) -> shapely.Polygon:
    lon, lat = corner
    return shapely.box(lon, lat, round(lon + 0.5, 7), round(lat + 0.5, 7))


geometries: st.SearchStrategy[BaseGeometry] = st.one_of(
    _positions(1).map(lambda found: shapely.Point(found[0])),
    _positions(1).map(lambda found: shapely.Point(*found[0], 1234.5)),
    _positions(2).map(shapely.MultiPoint),
    _positions(3).map(shapely.LineString),
    _positions(4).map(lambda found: shapely.MultiLineString([found[:2], found[2:]])),
    _positions(1).map(lambda found: _box(found[0])),
    _positions(1).map(lambda found: shapely.MultiPolygon([_box(found[0])])),
)
"""Every type of geometry that a layer may hold, in degrees of WGS 84 with at most seven decimals."""


def values(annotation: Any, metadata: Iterable[Any] = ()) -> st.SearchStrategy[Any]:
    """Return what makes the values of a type of the models.

    Args:
        annotation: The type, such as `tuple[Text, ...]`.
        metadata: What is `Annotated` about it.
    """
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return values(arguments[0], [*metadata, *arguments[1:]])
    if origin in (Union, types.UnionType):
        return st.one_of(*(values(part, metadata) for part in arguments))
    made = {
        Literal: lambda: st.sampled_from(arguments),
        tuple: lambda: st.lists(values(arguments[0]), max_size=3).map(tuple),
        dict: lambda: st.dictionaries(values(arguments[0]), values(arguments[1]), max_size=3),
        str: lambda: _texts_of(metadata),
        int: lambda: _numbers_of(metadata, whole=True),
        float: lambda: _numbers_of(metadata, whole=False),
    }.get(origin or annotation, lambda: _OTHER[annotation] if annotation in _OTHER else parts(annotation))
    return made()


def _texts_of(metadata: Iterable[Any]) -> st.SearchStrategy[str]:
    patterns = [item.pattern for item in metadata if isinstance(item, StringConstraints) and item.pattern]
    return st.from_regex(patterns[0].replace("$", r"\Z"), fullmatch=True) if patterns else texts


def _numbers_of(metadata: Iterable[Any], *, whole: bool) -> st.SearchStrategy[float]:
    rules = [rule for item in metadata for rule in (item.metadata if isinstance(item, FieldInfo) else [item])]
    least = max([rule.ge for rule in rules if isinstance(rule, Ge)], default=0)
    most = min([rule.le for rule in rules if isinstance(rule, Le)], default=None)
    if whole:
        return st.integers(least, most)
    above = any(isinstance(rule, Gt) for rule in rules)
    return st.floats(least, most, exclude_min=above, allow_nan=False, allow_infinity=False)


_OTHER: dict[Any, st.SearchStrategy[Any]] = {
    type(None): st.none(),
    bool: st.booleans(),
    PartialDate: partial_dates,
    JsonValue: json_values,
}


@cache
def parts(model: type[BaseModel]) -> st.SearchStrategy[BaseModel]:
    """Return what makes a nested part of a feature, such as one of its other positions."""
    required, optional = _fields(model)
    return st.fixed_dictionaries(required, optional=optional).map(model.model_validate)


def _fields(model: type[BaseModel]) -> tuple[dict[str, Any], dict[str, Any]]:
    found = {
        name: values(field.annotation, field.metadata)
        for name, field in model.model_fields.items()
        if name not in ("geometry", "kind")
    }
    required = {name: made for name, made in found.items() if model.model_fields[name].is_required()}
    return required, {name: made for name, made in found.items() if name not in required}


def _order(members: dict[str, Any], *names: str) -> None:
    """Sort what stands under `names`, so that the first is the least."""
    known = [name for name in names if members.get(name) is not None]
    members |= dict(zip(known, sorted(members[name] for name in known), strict=True))


@cache
def _members_of(model: type[Feature]) -> st.SearchStrategy[dict[str, Any]]:
    required, optional = _fields(model)
    return st.fixed_dictionaries(required, optional=optional)


@st.composite
def features_of(draw: st.DrawFn, model: type[Feature]) -> Feature:
    """Make sound features of one kind."""
    members, geometry, reason = draw(_members_of(model)), draw(st.none() | geometries), draw(texts)
    members["kind"] = get_args(model.model_fields["kind"].annotation)[0]
    members["geometry"] = geometry
    members["sources"] = tuple(dict.fromkeys(members["sources"])) or ("a-source",)
    if members.get("supports"):
        members["supports"] = dict(zip(members["sources"], members["supports"].values(), strict=False))
    _order(members, "start", "end")
    _order(members, "fatalities_low", "fatalities_best", "fatalities_high")
    _order(members, "km_from", "km_to")
    if geometry is None:
        members["unplaced_reason"] = members.get("unplaced_reason") or reason
    elif members.get("precision_m") is None:
        members["precision_m"] = 5000.0
    if model.least_precision_m:
        if members.get("precision_m") is not None:
            members["precision_m"] = max(members["precision_m"], model.least_precision_m)
        if members.get("place_level") == "exact":
            members["place_level"] = "near"
    return model.model_validate(members)


def features(schema: LayerSchema | None = None) -> st.SearchStrategy[Feature]:
    """Return what makes sound features of any kind of a layer, or of any layer."""
    schemas = [schema] if schema else list(LAYERS.values())
    return st.one_of(*(features_of(model) for each in schemas for model in each.models.values()))


def layers_of(schema: LayerSchema, most: int = 8) -> st.SearchStrategy[list[Feature]]:
    """Return what makes the features of one layer, each id once."""
    return st.lists(features(schema), max_size=most, unique_by=lambda feature: feature.id)
