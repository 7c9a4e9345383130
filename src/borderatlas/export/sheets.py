"""A layer as spreadsheets take it: all columns of the flat twin and the place beside them, formulas defused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from borderatlas.export.content import cells
from borderatlas.export.places import with_places
from borderatlas.layers.flat import defuse

if TYPE_CHECKING:
    from borderatlas.export.content import Part
    from borderatlas.export.losses import LossReport
    from borderatlas.layers.flat import Column

Cells: TypeAlias = list[Any]
"""One column: text, int, float, bool or date; None where it is empty."""


def sheet(part: Part, losses: LossReport) -> list[tuple[Column, Cells]]:
    """The columns of a layer with their cells, in order.

    Text that a spreadsheet would take for a formula is written as a JSON string, in quotes, and reads back as it was.

    Args:
        part: The layer.
        losses: Takes what was defused.
    """
    table = with_places(part.table)
    columns = [(column, cells(table, column.name)) for column in table.columns]
    for column, values in columns:
        if column.type != "text" or column.name == "wkt":
            continue
        rows = [row for row, cell in enumerate(values) if cell is not None and _defuse(column, cell) != cell]
        for row in rows:
            values[row] = _defuse(column, values[row])
        reason = "Text that a spreadsheet would run as a formula stands in quotes; `borderatlas import` knows it."
        losses.add_cells("changed", reason, part, column.name, rows)
    return columns


def _defuse(column: Column, cell: str) -> str:
    return defuse(cell, is_list=column.form == "list")
