"""The data dictionary: every field and every column of the flat twin, read off the models."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Final, get_args, get_origin

from pydantic import BaseModel

from borderatlas.errors import UsageError
from borderatlas.layers.flat.columns import Column, bare_type, flat_columns
from borderatlas.layers.flat.writing import write_cell
from borderatlas.layers.kinds.base import Feature
from borderatlas.layers.schemas import LAYERS
from borderatlas.layers.vocabulary import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from borderatlas.layers.reading import Layer
    from borderatlas.layers.schemas import LayerSchema

_TAG: Final = "<tag>"
"""Stands for the language in the name of a column of names."""

_FORMS: Final = {
    "partial date": "date, may be partial",
    "object": "object",
    "objects": "list of objects",
}
_TYPES: Final = {
    "text": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "date": "date",
}

_INTRODUCTION: Final = """\
# Fields

What a feature of each layer may say. This file is made by `borderatlas fields --markdown` from the models that check
the layers; `borderatlas fields LAYER --json-schema` gives the JSON Schema of a layer file.

A field that is not listed for its kind is a fault; a rare fact goes under `details`. What is not known is left out: it
is never 0. A date is of the calendar, ISO 8601, and may be partial: `2018`, `2018-08`, `2018-08-29`. A value that is no
plain date or number stands in words in the `_note` field beside it.
"""

FLAT_ROWS: Final = """\
## Flat rows

CSV, spreadsheets and most GIS formats hold a feature as one row. Columns have the names of the fields, and an empty
cell is what is not known. Three things are written differently:

- `names` becomes one column per language, `name_tg`, `name_ru`, `name_tg_Latn` (the `-` of the tag written `_`).
- A list is one cell with `; ` between its items. A `;` or a backslash within an item has a backslash before it.
- An object, or a list of objects, is JSON in one cell.

Beside each date that may be partial, say `start`, stand its first and last day as true dates, `start_first` and
`start_last`, for programs that sort and filter. They are worked out, as are the columns that begin with `border_`, and
are not read back. Text that programs change on its way (blanks at its ends, a carriage return, a control character) is
written as a JSON string, in quotes.
"""
"""How the flat twin differs from the nested form, as Markdown."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One field, one column of the flat twin, or one member of a nested part.

    Attributes:
        layer: The layer whose features have it; empty for what all features have.
        field: Name of the field in GeoJSON; a member of a nested part stands behind a dot (`timeline.date`).
        column: Name of the column in flat formats; empty where it has none of its own.
        title: For a reader.
        type: Of the value, in words.
        unit: Symbol of the unit, or empty.
        description: What it says.
        vocabulary: The words that may stand in it, with `; ` between them; empty where any may.
        kinds: The kinds that have it, with `; ` between them; empty where all of the layer have.
        required: Whether no feature may be without it.
        derived: Whether it is worked out and not read back.
        example: A value of the atlas, as it stands in a cell; empty where none was asked for or none is known.
    """

    layer: str
    field: str
    column: str
    title: str
    type: str
    unit: str
    description: str
    vocabulary: str
    kinds: str
    required: bool
    derived: bool
    example: str = ""


def dictionary(layer: str | None = None, *, examples: Mapping[str, Layer] | None = None) -> list[Entry]:
    """Return the data dictionary.

    Args:
        layer: Name of a layer; without it, what all features have, and then what each layer adds.
        examples: Layers from which an example of each value is taken, by name.

    Raises:
        UsageError: There is no such layer.
    """
    if layer is not None:
        if layer not in LAYERS:
            raise UsageError.no_layer(layer, LAYERS)
        found = list(_entries(LAYERS[layer]))
    else:
        by_layer = {name: list(_entries(schema)) for name, schema in LAYERS.items()}
        first = next(iter(by_layer.values()))
        common = [replace(entry, layer="") for entry in first if _is_common(entry)]
        common = [replace(entry, vocabulary="; ".join(KINDS)) if entry.field == "kind" else entry for entry in common]
        found = common + [entry for entries in by_layer.values() for entry in entries if not _is_common(entry)]
    return found if examples is None else [replace(entry, example=_example(entry, examples)) for entry in found]


def entries_of(columns: Iterable[Column]) -> list[Entry]:
    """Return entries for columns that stand in no model, such as those of the border address."""
    return [
        Entry(
            layer="",
            field=column.name,
            column=column.name,
            title=column.title,
            type=_type(column),
            unit=column.unit,
            description=column.description,
            vocabulary="; ".join(column.vocabulary),
            kinds="",
            required=False,
            derived=column.derived,
        )
        for column in columns
    ]


def as_csv(entries: Iterable[Entry]) -> str:
    """Return a dictionary as CSV, one row per entry."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, [field.name for field in fields(Entry)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(
        {**asdict(entry), "required": _yes(entry.required), "derived": _yes(entry.derived)} for entry in entries
    )
    return file.getvalue()


def as_markdown(entries: Iterable[Entry]) -> str:
    """Return a dictionary as Markdown: an introduction, then a table of what all features have and one per layer."""
    tables: dict[str, list[Entry]] = {}
    for entry in entries:
        if not entry.derived:
            tables.setdefault(entry.layer, []).append(entry)
    blocks = [_INTRODUCTION, FLAT_ROWS]
    for layer, found in tables.items():
        heading = f"`{layer}`: {LAYERS[layer].title}" if layer else "Every feature"
        blocks.append(f"## {heading}\n")
        if layer:
            blocks.append(_kinds(LAYERS[layer]))
        blocks.append(markdown_table(found))
    return "\n".join(blocks)


def _kinds(schema: LayerSchema) -> str:
    lines = [f"- `{kind}`: {(model.__doc__ or '').strip().splitlines()[0]}" for kind, model in schema.models.items()]
    return "\n".join(["Kinds:", "", *lines, ""])


def markdown_table(entries: Iterable[Entry]) -> str:
    """Return entries as one table of Markdown."""
    entries = list(entries)
    shows_examples = any(entry.example for entry in entries)
    heads = ["field", "type", "what", *(["example"] if shows_examples else [])]
    rows = [heads, ["---"] * len(heads)]
    for entry in entries:
        name = f"`{entry.field}`" + ("" if entry.column in {"", entry.field} else f", flat `{entry.column}`")
        kind = f"{entry.type}, {entry.unit}" if entry.unit else entry.type
        what = f"**{entry.title}**" + (f": {entry.description}" if entry.description else "")
        if entry.required:
            what += "; needed"
        if entry.vocabulary and entry.field != "kind":
            what += f" ({', '.join(f'`{word}`' for word in entry.vocabulary.split('; '))})"
        if entry.kinds:
            what += f". Of {', '.join(f'`{word}`' for word in entry.kinds.split('; '))}"
        rows.append([name, kind, what, *([entry.example] if shows_examples else [])])
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows) + "\n"


def _is_common(entry: Entry) -> bool:
    return entry.field.split(".")[0] in Feature.model_fields


def _entries(schema: LayerSchema) -> Iterator[Entry]:
    """The entries of one layer: its columns in order, nested members after their field, the geometry last."""
    for column in flat_columns(schema, [_TAG]):
        kinds = [kind for kind, model in schema.models.items() if column.field in model.model_fields]
        model = schema.models[kinds[0]]
        field = model.model_fields[column.field]
        entry = Entry(
            schema.name,
            column.field,
            column.name,
            field.title or column.title if column.key else column.title,
            _type(column),
            column.unit,
            (field.description or "") if column.key else column.description,
            "; ".join(column.vocabulary),
            "; ".join(kinds) if len(kinds) < len(schema.models) else "",
            required=all(schema.models[kind].model_fields[column.field].is_required() for kind in kinds),
            derived=column.derived,
        )
        yield entry
        if column.form in _FORMS and not column.derived:
            yield from _members(entry, bare_type(field.annotation))
    geometry = Feature.model_fields["geometry"]
    yield Entry(
        schema.name,
        "geometry",
        "",
        geometry.title or "",
        "geometry of GeoJSON",
        "",
        geometry.description or "",
        "",
        "",
        required=True,
        derived=False,
    )


def _members(parent: Entry, annotation: Any) -> Iterator[Entry]:
    """The members of a nested part, and of those within it."""
    if get_origin(annotation) in (tuple, dict):
        inner = [bare_type(part) for part in get_args(annotation) if part is not Ellipsis][-1]
        yield from _members(parent, inner)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, field in annotation.model_fields.items():
            bare = bare_type(field.annotation)
            extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
            entry = replace(
                parent,
                field=f"{parent.field}.{name}",
                column="",
                title=field.title or name,
                type={str: "text", float: "number"}.get(bare, "object"),
                unit=str(extra.get("unit", "")),
                description=field.description or "",
                vocabulary="",
                required=False,
            )
            yield entry
            yield from _members(entry, bare)


def _type(column: Column) -> str:
    if column.form == "list":
        return (
            "list of whole numbers"
            if column.items == "integer"
            else "list of words"
            if column.vocabulary
            else "list of text"
        )
    if column.form != "plain":
        return _FORMS[column.form]
    return "word" if column.vocabulary else _TYPES[column.type]


def _example(entry: Entry, layers: Mapping[str, Layer]) -> str:
    """The first value by id that a layer has."""
    for name in [entry.layer] if entry.layer else LAYERS:
        schema = LAYERS[name]
        for feature in sorted(layers.get(name, ()), key=lambda feature: feature.id):
            columns = {column.name: column for column in flat_columns(schema, sorted(feature.names))}
            wanted = (
                [column for column in columns.values() if column.key]
                if _TAG in entry.column
                else [columns.get(entry.column)]
            )
            for column in wanted:
                cell = None if column is None else write_cell(feature, column)
                if cell is not None:
                    return str(cell).lower() if isinstance(cell, bool) else str(cell)
    return ""


def _yes(value: bool) -> str:  # noqa: FBT001  # it is the value that is put into a word
    return "true" if value else "false"
