"""The columns of the flat twin, read off the models."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, Union, get_args, get_origin

from borderatlas.layers.dates import PartialDate
from borderatlas.layers.kinds.base import LANGUAGE_TAG, Feature, field_order
from borderatlas.layers.schemas import LayerSchema

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

Type = Literal["text", "integer", "number", "boolean", "date"]
Form = Literal["plain", "partial date", "list", "object", "objects"]

NAME_PREFIX: Final = "name_"
"""What the columns of `names` begin with."""

DATE_ENDS: Final = {"first": "first day", "last": "last day"}
"""The columns derived from a partial date, by ending, and what they hold."""

DERIVED_PREFIX: Final = "border_"
"""What the columns of the border address begin with, which exports add."""

PLACE_COLUMNS: Final = ("lon", "lat", "wkt", "geometry")
"""Columns that hold the geometry, in formats that have no other place for it."""

_SCALARS: Final[dict[type, Type]] = {str: "text", int: "integer", float: "number", bool: "boolean"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the flat twin.

    Attributes:
        name: Such as `start` or `name_tg_Latn`.
        field: The field of the feature that it holds, such as `names`.
        type: Of its cells.
        title: For a reader.
        unit: Symbol of the unit, or empty.
        description: What it says, a phrase without a full stop; may be empty.
        derived: Whether it is worked out from other columns and never read back.
        form: How the value stands in the cell: as it is, as ISO 8601 text that may be partial, as a list joined by
            `; `, or as JSON (one object, or a list of them).
        items: Type of the items of a list.
        vocabulary: The words that may stand in it, in order; empty where any may.
        key: Language tag of a column of `names`; else empty.
    """

    name: str
    field: str
    type: Type
    title: str
    unit: str = ""
    description: str = ""
    derived: bool = False
    form: Form = "plain"
    items: Type = "text"
    vocabulary: tuple[str, ...] = ()
    key: str = ""


def flat_columns(
    features: LayerSchema | Iterable[Feature] | Iterable[type[Feature]], languages: Iterable[str] = ()
) -> tuple[Column, ...]:
    """Return the columns that hold the given features or kinds, in order, whether or not they are filled.

    Args:
        features: The features of a layer, or models, or a schema for all its kinds.
        languages: BCP 47 tags of languages that get a column for names, besides those of the features.
    """
    if isinstance(features, LayerSchema):
        return _columns(tuple(features.models.values()), tuple(sorted(set(languages))))
    models: dict[type[Feature], None] = {}
    tags = set(languages)
    for feature in features:
        if isinstance(feature, type):
            models[feature] = None
        else:
            models[type(feature)] = None
            if feature.names:
                tags |= feature.names.keys()
    return _columns(tuple(models), tuple(sorted(tags)))


@cache
def _columns(models: tuple[type[Feature], ...], languages: tuple[str, ...]) -> tuple[Column, ...]:
    models = models or (Feature,)
    columns = []
    for name in ("id", *field_order(models)):
        alike = [_column(name, model.model_fields[name]) for model in models if name in model.model_fields]
        words = dict.fromkeys(word for column in alike for word in column.vocabulary)
        column = replace(alike[0], vocabulary=tuple(words))
        if name == "names":
            columns += [name_column(tag) for tag in languages]
        elif column.form == "partial date":
            columns += [column, *date_columns(column)]
        else:
            columns.append(column)
    return tuple(columns)


def name_column(tag: str) -> Column:
    """Return the column of the names in one language."""
    name = NAME_PREFIX + tag.replace("-", "_")
    return Column(name, "names", "text", f"Name ({tag})", description=f"name in the language {tag} (BCP 47)", key=tag)


def language_of(name: str) -> str:
    """Return the BCP 47 tag of the language whose names a column holds, whatever became of its case; else nothing."""
    if not name.casefold().startswith(NAME_PREFIX):
        return ""
    first, *rest = name[len(NAME_PREFIX) :].replace("-", "_").split("_")
    tag = "-".join([first.lower(), *(part.upper() if len(part) == 2 else part.title() for part in rest)])
    return tag if re.match(LANGUAGE_TAG, tag, re.ASCII) and not tag.endswith("\n") else ""


def date_columns(column: Column) -> tuple[Column, ...]:
    """Return the derived columns of a partial date: its first and its last day."""
    return tuple(
        Column(
            f"{column.name}_{end}",
            column.field,
            "date",
            f"{column.title}, {words}",
            description=f"{words} that {column.name} may be",
            derived=True,
        )
        for end, words in DATE_ENDS.items()
    )


def _column(name: str, field: FieldInfo) -> Column:
    kind, form, items, words = _shape(field.annotation)
    base = Feature.model_fields.get(name, field)  # a kind narrows some fields of all features, and says no more of them
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    return Column(
        name,
        name,
        kind,
        field.title or base.title or name,
        unit=str(extra.get("unit", "")),
        description=field.description or base.description or "",
        form=form,
        items=items,
        vocabulary=words,
    )


def _shape(annotation: Any) -> tuple[Type, Form, Type, tuple[str, ...]]:
    """The type and form of a cell, the type of a list's items, and the vocabulary."""
    bare = bare_type(annotation)
    if bare is PartialDate:
        return "text", "partial date", "text", ()
    if get_origin(bare) is Literal:
        return "text", "plain", "text", get_args(bare)
    if get_origin(bare) is tuple:
        kind, form, _, words = _shape(get_args(bare)[0])
        return ("text", "list", kind, words) if form == "plain" else ("text", "objects", "text", ())
    if bare in _SCALARS:
        return _SCALARS[bare], "plain", "text", ()
    if get_origin(bare) in (dict, Mapping) or isinstance(bare, type):
        return "text", "object", "text", ()
    raise TypeError(f"the flat twin has no column for {annotation}")


def bare_type(annotation: Any) -> Any:
    """Return a type without what is `Annotated` about it and without `None`."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return bare_type(get_args(annotation)[0])
    if origin in (Union, UnionType):
        (inner,) = (part for part in get_args(annotation) if part is not NoneType)
        return bare_type(inner)
    return annotation
