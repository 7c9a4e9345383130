"""The columns of a layer as KML takes them: a schema with types, and the data of each row."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from xml.etree.ElementTree import Element, SubElement  # only writes

from borderatlas.export.content import cells

if TYPE_CHECKING:
    from collections.abc import Iterator

    from borderatlas.export.content import Part
    from borderatlas.export.losses import LossReport
    from borderatlas.export.xml_text import XmlText
    from borderatlas.layers.flat import Column

_TAKEN: Final = frozenset(
    (
        *("name", "description", "snippet", "timestamp", "begin", "end", "icon"),
        *("visibility", "tessellate", "extrude", "altitudemode", "draworder"),
    )
)
"""Names that readers give to what a placemark has besides its columns; GDAL would mix up the two."""
_GREATEST: Final = 2**31 - 1
"""What KML's `int` holds."""
_TYPES: Final = {"text": "string", "date": "string", "integer": "int", "number": "double", "boolean": "bool"}


@dataclass(frozen=True, eq=False)
class Columns:
    """The columns of a layer that say something, but for the name, which is that of the placemark.

    Attributes:
        schema_id: Id of its schema.
        names: Their names in the file.
        types: Their types of KML, in the same order.
        columns: What they are.
        values: Their cells.
    """

    schema_id: str
    names: list[str]
    types: list[str]
    columns: list[Column]
    values: list[list[Any]]
    ids: list[str]

    def schema(self) -> Element:
        """The element that declares the columns."""
        made = Element("Schema", {"id": self.schema_id, "name": self.schema_id})
        for name, kind, column in zip(self.names, self.types, self.columns, strict=True):
            field = SubElement(made, "SimpleField", {"name": name, "type": kind})
            SubElement(field, "displayName").text = f"{column.title}, {column.unit}" if column.unit else column.title
        return made

    def rows(self, text: XmlText) -> Iterator[Element]:
        """The data of each feature; empty cells are left out."""
        for number, key in enumerate(self.ids):
            made = Element("ExtendedData")
            data = SubElement(made, "SchemaData", {"schemaUrl": f"#{self.schema_id}"})
            for name, values in zip(self.names, self.values, strict=True):
                if (value := values[number]) is not None:
                    cell = SubElement(data, "SimpleData", {"name": name})
                    cell.text = text(value, name, key) if isinstance(value, str) else _written(value)
            yield made


def columns_of(part: Part, losses: LossReport) -> Columns:
    """The columns of a layer; what had to be renamed or declared as something else is noted."""
    found = Columns(f"schema.{part.name}", [], [], [], [], part.ids.tolist())
    for column in part.table.filled().columns:
        if column.name == "name":
            continue
        values = cells(part.table, column.name)
        name = f"{column.name}_" if column.name.lower() in _TAKEN else column.name
        if name != column.name:
            reason = "Readers of KML have a column of this name for the placemark itself."
            losses.add("renamed", reason, layer=part.name, field=column.name, instead=name)
        kind = _TYPES[column.type]
        great = [row for row, value in enumerate(values) if kind == "int" and value and abs(value) > _GREATEST]
        if great:
            kind = "double"
            reason = (
                "Whole numbers of KML end at 2,147,483,647: the column is declared as one of numbers with decimals."
            )
            losses.add_cells("changed", reason, part, column.name, great)
        if column.type == "date":
            reason = "KML has no type for dates: they stand as text, ISO 8601."
            losses.add("changed", reason, layer=part.name, field=column.name)
        found.names.append(name)
        found.types.append(kind)
        found.columns.append(column)
        found.values.append(values)
    return found


def _written(value: float | dt.date) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return value.isoformat() if isinstance(value, dt.date) else repr(value)
