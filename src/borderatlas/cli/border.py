"""`borderatlas border`: questions about the line itself; `compare` tells what became of it."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import orjson
import typer

from borderatlas.border import Border
from borderatlas.border.comparison import EVERY_KM, TOLERANCE_M, Comparison, Move, compare
from borderatlas.border.distances import read_length_m
from borderatlas.cli.options import AsCsv, AsJson, AtlasFolder, Overwrite  # noqa: TC001  # Typer reads them at run time
from borderatlas.errors import SettingsError, UsageError
from borderatlas.files import staged
from borderatlas.project import open_project

if TYPE_CHECKING:
    import pandas as pd

app = typer.Typer(no_args_is_help=True, add_completion=False)

_FORMATS = (".csv", ".json")


@app.callback()
def border() -> None:
    """Questions about the line itself."""


@app.command("compare")
def compare_lines(  # noqa: PLR0913  # one for each option
    old: Annotated[Path, typer.Argument(help="The older line: GeoJSON, or what else GDAL reads.")],
    new: Annotated[Path, typer.Argument(help="The newer line.")],
    atlas: AtlasFolder = Path(),
    *,
    tolerance: Annotated[
        str, typer.Option(metavar="LENGTH", help="Differences up to this do not count: 100m, 1km.")
    ] = f"{TOLERANCE_M:g}m",
    every: Annotated[
        str, typer.Option(metavar="LENGTH", help="Spacing of the kilometres in the table: 500m, 1km.")
    ] = f"{EVERY_KM:g}km",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="Write the table from old to new kilometres: .csv or .json.", show_default=False
        ),
    ] = None,
    overwrite: Overwrite = False,
    csv: AsCsv = False,
    json: AsJson = False,
) -> None:
    """Say where a border line moved between two versions and by how much, and which kilometre became which.

    The new kilometre of a place is that of the nearest place of the new line, and never runs backwards.

    The banks are named as in the atlas, where there is one.
    """
    if output is not None:
        _check(output, overwrite=overwrite)
    if csv and json:
        raise UsageError("The results are printed either as CSV or as JSON. Leave one of the two out.")
    tolerance_m, every_m = read_length_m(tolerance), read_length_m(every)
    left, right = _banks(atlas)
    lines = [Border.from_file(path, left=left, right=right) for path in (old, new)]
    found = compare(*lines, tolerance_m=tolerance_m, every_km=every_m / 1000)
    if output is not None:
        _write(found.table, output)
    if json:
        typer.echo(orjson.dumps(_whole(found), option=orjson.OPT_INDENT_2))
    elif csv:
        typer.echo(_moves(found).to_csv(index=False), nl=False)
    else:
        _print(found, old, new)
    if output is not None:
        typer.echo(output, err=csv or json)


def _banks(atlas: Path) -> tuple[str | None, str | None]:
    """The codes of both banks; none where there is no atlas here."""
    try:
        line = open_project(atlas).settings.border
    except SettingsError:
        if atlas != Path():
            raise
        return None, None
    return line.left, line.right


def _check(output: Path, *, overwrite: bool) -> None:
    if output.suffix.lower() not in _FORMATS:
        raise UsageError(f"{output}: the table is written as one of {', '.join(_FORMATS)}.")
    if output.exists() and not overwrite:
        raise UsageError(f"{output}: stands already. Give another name, or --overwrite to replace it.")


def _write(table: pd.DataFrame, output: Path) -> None:
    if output.suffix.lower() == ".json":
        data = orjson.dumps(table.to_dict("records"), option=orjson.OPT_INDENT_2) + b"\n"
    else:
        data = table.to_csv(index=False, lineterminator="\n").encode()
    with staged(output.absolute().parent) as staging:
        staging.write(output.name, data)


def _moves(found: Comparison) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415  takes long to import

    return pd.DataFrame([_rounded(move) for move in found.moves], columns=[field.name for field in fields(Move)])


def _rounded(record: Comparison | Move) -> dict[str, object]:
    """The fields of a record: lengths in km with three decimals, distances in m with one."""
    values = {field.name: getattr(record, field.name) for field in fields(record)}
    return {
        name: round(value, 1 if name.endswith("_m") else 3) if isinstance(value, float) else value
        for name, value in values.items()
    }


def _whole(found: Comparison) -> dict[str, object]:
    lengths = {"change_km": round(found.new_length_km - found.old_length_km, 3)}
    lists = {"moves": [_rounded(move) for move in found.moves], "table": found.table.to_dict("records")}
    return _rounded(found) | lengths | lists


def _print(found: Comparison, old: Path, new: Path) -> None:
    from rich.console import Console  # noqa: PLC0415  # only people need tables
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console(highlight=False)

    def tell(name: str, text: str) -> None:
        console.print(Text(f"{name:<9}{text}"))

    for name, path, length, version in (
        ("Old", old, found.old_length_km, found.old_version),
        ("New", new, found.new_length_km, found.new_version),
    ):
        tell(name, f"{length:,.3f} km, {path}{f', version {version}' if version else ''}")
    tell("Change", f"{found.new_length_km - found.old_length_km:+,.3f} km in length")
    tell("Apart", f"{found.hausdorff_m:,.0f} m at most (Hausdorff); old from new {found.mean_m:,.0f} m on average")
    count = len(found.moves)
    moved = f"{found.moved_km:,.1f} km of the old line in {count} stretch{'es' * (count != 1)}" if count else "nowhere"
    tell("Moved", f"{moved}, by more than {found.tolerance_m:,.0f} m")
    if not count:
        return
    table = Table(box=None, pad_edge=False, header_style="dim")
    for title in ("Old km", "New km", "At most", "On average"):
        table.add_column(title, justify="right")
    table.add_column("Towards")
    for move in found.moves:
        table.add_row(
            f"{move.km_from:,.1f}–{move.km_to:,.1f}",
            f"{move.new_km_from:,.1f}–{move.new_km_to:,.1f}",
            f"{move.max_m:,.0f} m",
            f"{move.mean_m:,.0f} m",
            move.towards,
        )
    console.print(table)
