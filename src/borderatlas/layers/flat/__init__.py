"""The flat twin: one rule that turns a feature into one row of plain columns and back, without loss.

One row per feature, one column per field:

- `id` first, then the fields in the order of a layer file; an empty cell is what is not known.
- `names` stands as `name_<tag>` with `-` written `_`: `name_tg`, `name_tg_Latn`.
- A list is one cell: `Norway; Japan`. A `;` or a backslash within an item has a backslash before it.
- What is nested deeper (`details`, `timeline`, `places` …) is compact JSON text.
- A partial date is ISO text (`2018-08`). `start_first` and `start_last` beside it hold its first and last day as true
  dates, for programs that sort and filter. Columns so derived are not read back.
- Text that a program would change on its way (blanks at its ends, a carriage return, a control character) is written
  as a JSON string, in quotes; nothing else is.
- The geometry is no column: it travels beside the row.
"""

from borderatlas.layers.flat.columns import Column, flat_columns
from borderatlas.layers.flat.notation import defuse
from borderatlas.layers.flat.reading import RowReader, RowReading, from_row
from borderatlas.layers.flat.table import FlatTable, flat_table
from borderatlas.layers.flat.writing import Cell, to_row

__all__ = [
    "Cell",
    "Column",
    "FlatTable",
    "RowReader",
    "RowReading",
    "defuse",
    "flat_columns",
    "flat_table",
    "from_row",
    "to_row",
]
