"""A feature as one row."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from pydantic_core import to_jsonable_python

from borderatlas.layers.flat.columns import DATE_ENDS, Column, flat_columns
from borderatlas.layers.flat.notation import write_list, write_text
from borderatlas.layers.kinds.base import EXACT, whole_numbers

if TYPE_CHECKING:
    from borderatlas.layers.dates import PartialDate
    from borderatlas.layers.kinds.base import Feature

Cell = str | int | float | bool | date | None
"""What may stand in a cell; None is an empty one: not known."""


def to_row(feature: Feature) -> dict[str, Cell]:
    """Return the cells of a feature by column, those of `flat_columns([feature])`; what is not known is None."""
    return {column.name: write_cell(feature, column) for column in flat_columns([feature])}


def write_cell(feature: Feature, column: Column) -> Cell:
    """Return the cell of one feature in one column; None where it is not known or its kind has no such field."""
    value = getattr(feature, column.field, None)
    if value is None:
        return None
    if column.key:
        text = value.get(column.key)
        return None if text is None else write_text(text)
    if column.derived:
        return date_end(value, column)
    return write_value(value, column, feature)


def date_end(value: PartialDate, column: Column) -> date:
    """Return the day that a derived column holds: the first or the last that a partial date may be."""
    end = column.name.removeprefix(f"{column.field}_")
    return value.first if end == next(iter(DATE_ENDS)) else value.last


def write_value(value: Any, column: Column, feature: Feature) -> Cell:
    """Return the cell for a value that is known.

    Args:
        value: Of the column's field.
        column: Any but a derived one or one of `names`.
        feature: The feature that the value belongs to.
    """
    if column.form == "partial date":
        return str(value)
    if column.form == "list":
        return write_list(map(str, value)) if value else None
    if column.form in ("object", "objects"):
        said_nothing = value == type(feature).model_fields[column.field].default
        return None if said_nothing else _write_json(_in_order(value, column.field, feature))
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) <= EXACT else value
    return write_text(value) if isinstance(value, str) else value


def _in_order(value: Any, name: str, feature: Feature) -> Any:
    """The value with its members in the order in which a layer file holds them."""
    if name == "details":
        return dict(sorted(value.items()))
    if name == "supports":
        return {key: value[key] for key in feature.sources if key in value}
    return value


def _write_json(value: Any) -> str:
    plain = whole_numbers(to_jsonable_python(value, exclude_none=True))
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
