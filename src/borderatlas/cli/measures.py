"""`borderatlas measures`: tables of what stands and happens along the border."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import orjson
import typer

from borderatlas.atlas import Atlas
from borderatlas.cli.options import AsCsv, AsJson, AtlasFolder, Overwrite  # noqa: TC001  # Typer reads them at run time
from borderatlas.errors import UsageError
from borderatlas.files import staged
from borderatlas.measures import SECTION_KM

if TYPE_CHECKING:
    import pandas as pd

Form = Literal["csv", "json", "table"]

_ENDINGS: dict[str, Form] = {".csv": "csv", ".json": "json"}


class Rows(StrEnum):
    """What the rows of a table can be."""

    SECTION = "section"
    PROVINCE = "province"
    YEAR = "year"
    QUARTER = "quarter"
    CROSSING = "crossing"
    KIND = "kind"
    STATUS = "status"
    EVENT = "event"


def measures(  # noqa: PLR0913  # one for each option
    by: Annotated[list[Rows], typer.Option("--by", help="What a row is; several give a row for each combination.")],
    atlas: AtlasFolder = Path(),
    section_km: Annotated[float, typer.Option("--section-km", help="Length of a section in km.")] = SECTION_KM,
    layer: Annotated[
        list[str] | None,
        typer.Option("--layer", help="Layer whose features are counted; may be repeated.", show_default="clashes"),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The .csv or .json file to write to.", show_default="standard output"),
    ] = None,
    *,
    overwrite: Overwrite = False,
    csv: AsCsv = False,
    json: AsJson = False,
) -> None:
    """Count what stands and happens along the border, by section, year and so on.

    1–5 means one for certain, up to five possibly. CSV and JSON have more columns than the table.
    """
    form = _form(output, csv=csv, json=json)
    if output is not None and output.exists() and not overwrite:
        raise UsageError(f"{output}: stands already. Give another name, or --overwrite to replace it.")
    table = Atlas.open(atlas).measures([row.value for row in by], section_km=section_km, layers=layer)
    if output is not None:
        with staged(output.absolute().parent) as staging:
            staging.write(output.name, _encoded(table, form))
        typer.echo(output)
    elif form == "table":
        _print(table)
    else:
        typer.echo(_encoded(table, form), nl=False)


def _form(output: Path | None, *, csv: bool, json: bool) -> Form:
    """How results are written: as the ending of the file and the options say, which may not contradict each other."""
    asked: set[Form] = set()
    if output is not None:
        ending = output.suffix.lower()
        if ending not in _ENDINGS:
            raise UsageError(
                f"{output}: tables are written as CSV or JSON. Expected a file that ends in .csv or .json."
            )
        asked.add(_ENDINGS[ending])
    if csv:
        asked.add("csv")
    if json:
        asked.add("json")
    if len(asked) > 1:
        raise UsageError("The results are written either as CSV or as JSON. Leave one of the two out.")
    return asked.pop() if asked else "table"


def _encoded(table: pd.DataFrame, form: Form) -> bytes:
    if form == "csv":
        return table.to_csv(index=False, lineterminator="\n").encode()
    from borderatlas.measures.columns import records  # noqa: PLC0415  # loads pandas

    return orjson.dumps(records(table), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _print(table: pd.DataFrame) -> None:
    from rich.console import Console  # noqa: PLC0415  # only people need tables
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    from borderatlas.measures.display import TEXT_WIDTH, WIDTH, display  # noqa: PLC0415  # loads pandas

    console = Console(highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = WIDTH
    shown = display(table, console.width)
    grid = Table(box=None, pad_edge=False, header_style="dim")
    for column in shown.columns:
        justify: Literal["left", "right"] = "right" if column.sort == "number" else "left"
        unbroken = column.sort != "text"
        grid.add_column(
            Text(column.title),
            justify=justify,
            no_wrap=unbroken,
            overflow="fold",
            min_width=None if unbroken else TEXT_WIDTH,
        )
    for cells in zip(*(column.cells for column in shown.columns), strict=True):
        grid.add_row(*(Text(cell) for cell in cells))
    console.print(grid)
    for note in shown.notes:
        console.print(Text(note, style="dim"))
