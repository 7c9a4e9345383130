"""Files tagged after the Humanitarian Exchange Language: a row of hashtags below the names of columns.

Hashtags and attributes after the HXL hashtag dictionary 1.1 (https://hxlstandard.org/standard/1-1final/dictionary/).
The order of attributes does not matter, and those that are not known, such as languages, are passed over. The row of
tags stands among the first 25 rows, or in the place of the names of columns.

HXL says what a column holds, not who says so: name the source of the file with --source, and how sure its places are
with --field precision_m:=5000.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from borderatlas.importing.datasets.dataset import Dataset, column, constant
from borderatlas.layers.schemas import LAYERS
from borderatlas.project import ImportSettings
from borderatlas.tables.table import distinct

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from borderatlas.project import FieldRules
    from borderatlas.tables.table import Table

_TAG: Final = re.compile(r"\s*(#[a-z][a-z0-9_]*)((?:\s*\+\s*[a-z][a-z0-9_]*)*)\s*", re.IGNORECASE)
_WITHIN: Final = 25
"""The row of tags stands within so many rows."""

_MEANINGS: Final = (
    ("#event+id", "id"),
    ("#event+code", "id"),
    ("#meta+id", "id"),
    ("#loc+code", "id"),
    ("#geo+lat", "lat"),
    ("#geo+lon", "lon"),
    ("#date+start", "start"),
    ("#date+occurred", "start"),
    ("#date+end", "end"),
    ("#date+reported", "as_of"),
    ("#date", "start"),
    ("#event+type", "kind"),
    ("#loc+type", "kind"),
    ("#event+name", "name"),
    ("#event+description", "summary"),
    ("#description", "summary"),
    ("#loc+name", "place"),
    ("#loc", "place"),
    ("#adm1+name", "province"),
    ("#adm1", "province"),
    ("#adm2+name", "district"),
    ("#adm2", "district"),
    ("#country+name", "country"),
    ("#country", "country"),
    ("#affected+killed", "fatalities_best"),
    ("#affected+injured", "injured"),
    ("#group", "actors"),
    ("#status", "status"),
    ("#meta+source", "details.reported_by"),
    ("#meta+url", "details.reported_at"),
)
"""Tags with the attributes that they need, and the field; the first that fits counts."""


def tag_of(cell: object) -> tuple[str, frozenset[str]] | None:
    """Return a hashtag and its attributes; None where a cell is none."""
    found = _TAG.fullmatch(cell) if isinstance(cell, str) else None
    return (found[1].lower(), frozenset(re.findall(r"[a-z][a-z0-9_]*", found[2].lower()))) if found else None


def tag_row(columns: Sequence[str], table: Table) -> tuple[int, list[str]] | None:
    """Return the row of tags, -1 for the names of columns, and its cells; None where there is none."""
    rows = [list(columns), *table.own.head(_WITHIN).to_numpy(dtype=object).tolist()]
    for number, row in enumerate(rows, start=-1):
        filled = [cell for cell in row if isinstance(cell, str) and cell.strip()]
        if filled and sum(tag_of(cell) is not None for cell in filled) * 2 >= len(filled):
            return number, [cell if isinstance(cell, str) else "" for cell in row]
    return None


def prepare(table: Table) -> Table:
    """The rows below the tags, columns called by the field that their tag means."""
    found = tag_row(list(table.own.columns), table)
    if found is None:
        return table
    number, tags = found
    names: list[str] = []
    for name, tag in zip(table.own.columns, tags, strict=True):
        meaning = _meaning(tag)
        names.append(meaning if meaning and meaning not in names else str(name))
    kept = table.where(table.rows > table.rows[number]) if number >= 0 else table
    return replace(kept, own=kept.own.set_axis(distinct(names), axis="columns"))


def _meaning(cell: str) -> str:
    tag = tag_of(cell)
    if tag is None:
        return ""
    for words, field in _MEANINGS:
        name, *attributes = words.split("+")
        if tag[0] == name and set(attributes) <= tag[1]:
            return field
    return ""


def _mapping(layer: str) -> ImportSettings:
    fields: dict[str, FieldRules] = {field: column(field) for _, field in _MEANINGS}
    fields["name"] = column("name", "place", "district", "province")
    known = {name for model in LAYERS[layer].models.values() for name in model.model_fields} | {"lon", "lat"}
    kept = {field: rules for field, rules in fields.items() if field.partition(".")[0] in known}
    extra: Mapping[str, FieldRules] = {"status": constant("past")} if layer == "clashes" else {}
    return ImportSettings(layer=layer, fields={**kept, **extra}, id_prefix="hxl")


HXL: Final = Dataset(
    name="hxl",
    title="A file tagged after the Humanitarian Exchange Language",
    publisher="",
    url="https://hxlstandard.org/",
    terms="",
    mappings={name: _mapping(name) for name in LAYERS},
    many=True,
    prepare=prepare,
)
