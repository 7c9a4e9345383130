"""`borderatlas locate`: where places, files of places and kilometres stand along the border."""

from __future__ import annotations

import re
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import orjson
import typer
from typer.core import TyperCommand

from borderatlas.atlas import Atlas
from borderatlas.border.columns import Columns
from borderatlas.border.distances import read_km, read_length_m
from borderatlas.border.locating import check_output
from borderatlas.border.writing import write_csv, write_json
from borderatlas.cli.addresses import metres, print_kilometre, print_place, print_stretch, rows
from borderatlas.cli.options import AsJson, AtlasFolder, Overwrite  # noqa: TC001  # Typer reads them at run time
from borderatlas.errors import UsageError
from borderatlas.files import staged
from borderatlas.layers.geometry import geometry_to_geojson

if TYPE_CHECKING:
    from collections.abc import Iterator

    from borderatlas.border.locating import FileLocator
    from borderatlas.border.placing import Gazetteer
    from borderatlas.cli.addresses import Row

_NEGATIVE = re.compile(r"-\.?\d")
_FILE_NAME = re.compile(r".*\.[A-Za-z][A-Za-z0-9]{1,8}")
_MINUS = "\N{MINUS SIGN}"


class NegativeNumbers(TyperCommand):
    """A command whose arguments may be negative numbers, which would be taken for options."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]  # its class is private
        """Shields negative numbers by a minus sign that is no hyphen; whatever reads numbers here knows it."""
        return super().parse_args(ctx, [_MINUS + arg[1:] if _NEGATIVE.match(arg) else arg for arg in args])


app = typer.Typer(add_completion=False)


@app.command(cls=NegativeNumbers)
def locate(  # noqa: PLR0913  # one for each option
    place: Annotated[
        list[str] | None,
        typer.Argument(help="A place, such as 37.19 N 68.6 E, or a file with places.", show_default=False),
    ] = None,
    atlas: AtlasFolder = Path(),
    *,
    km: Annotated[
        str | None,
        typer.Option(
            "--km", help="The other way: a border kilometre (541, 541+200) or two (380-820).", show_default=False
        ),
    ] = None,
    precision: Annotated[
        str | None,
        typer.Option(
            help="How far off the places may be: 300m, 5km; 0 takes them as exact.",
            metavar="LENGTH",
            show_default="as written; numbers in files: exact",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="The file to write to: .csv, .tsv, .json, .geojson, .gpkg or .fgb.",
            show_default="standard output",
        ),
    ] = None,
    lat: Annotated[
        str | None, typer.Option(help="Column of a file: latitudes.", show_default="lat, latitude, y …")
    ] = None,
    lon: Annotated[
        str | None, typer.Option(help="Column of a file: longitudes.", show_default="lon, longitude, x …")
    ] = None,
    place_column: Annotated[
        str | None,
        typer.Option(help="Column of a file: whole places, as typed.", show_default="coordinates, mgrs, plus_code …"),
    ] = None,
    precision_column: Annotated[
        str | None,
        typer.Option(help="Column of a file: precisions, in metres or as 5km.", show_default="precision_m …"),
    ] = None,
    layer: Annotated[str | None, typer.Option(help="Layer of a file that holds several.", show_default=False)] = None,
    overwrite: Overwrite = False,
    json: AsJson = False,
) -> None:
    """Say where a place stands along the border: kilometre, distance, side, provinces, nearest crossing.

    Coordinates in any usual form: 37.19 68.6, N37°11'24" E68°36', 371124N 0683600E, MGRS, full plus codes, geo: links.

    A place counts as precise as it is written. A file comes out row by row, all its columns and then the address.
    """
    words = place or []
    if bool(words) == (km is not None):
        raise UsageError("Give a place, such as 37.19 N 68.6 E, or a file, or a border kilometre, such as --km 541.")
    file = _file(words)
    columns = Columns(lat, lon, place_column, precision_column)
    if file is None and (columns != Columns() or layer is not None):
        raise UsageError("--lat, --lon, --place-column, --precision-column and --layer are for files of places.")
    precision_m = None if precision is None else read_length_m(precision)
    opened = Atlas.open(atlas)
    if file is not None:
        locator = opened.locate_file(file, columns=columns, precision_m=precision_m, layer=layer)
        _locate_file(locator, output, overwrite=overwrite, json=json)
    elif km is not None:
        if precision_m is not None:
            raise UsageError("--precision is for places. A border kilometre is exact.")
        _locate_kilometres(opened.gazetteer, read_km(km), output, overwrite=overwrite, json=json)
    else:
        if output is not None:
            raise UsageError("--output is for files of places and for --km.")
        (row,) = rows(opened.locate(" ".join(words), precision_m))
        if json:
            typer.echo(orjson.dumps(row, option=orjson.OPT_INDENT_2))
        else:
            print_place(row, opened.border, as_written=precision_m is None)
    for name in opened.gazetteer.surroundings.lacking:
        typer.echo(f"The layer {name} is at fault and left out; borderatlas build lists its faults.", err=True)


def _file(words: list[str]) -> Path | None:
    """The file that is asked for; None where the words are coordinates."""
    if len(words) != 1:
        return None
    path = Path(words[0])
    if path.exists():
        return path
    if _FILE_NAME.fullmatch(words[0]):
        raise UsageError(f"{path}: there is no such file.")
    return None


def _locate_kilometres(
    gazetteer: Gazetteer, kilometres: tuple[float, ...], output: Path | None, *, overwrite: bool, json: bool
) -> None:
    single = len(kilometres) == 1
    ends = rows(gazetteer.at_km(sorted(kilometres)))
    row = ends[0] if single else rows(gazetteer.between(*kilometres))[0]
    if not single:
        ends_by_name = zip(("from", "to"), ends, strict=True)
        row |= {f"{axis}_{name}": end[axis] for name, end in ends_by_name for axis in ("lat", "lon")}
    if output is not None:
        line = gazetteer.border
        shape = line.point_at(kilometres[0]) if single else line.between(*kilometres)
        feature = {"type": "Feature", "properties": row, "geometry": geometry_to_geojson(shape)}
        _write_feature(output, feature, overwrite=overwrite)
    elif json:
        typer.echo(orjson.dumps(row, option=orjson.OPT_INDENT_2))
    elif single:
        print_kilometre(row, gazetteer.border)
    else:
        print_stretch(row, gazetteer.border)


def _write_feature(output: Path, feature: Row, *, overwrite: bool) -> None:
    if output.suffix.lower() != ".geojson":
        raise UsageError(f"{output}: kilometres and stretches are written as .geojson.")
    check_output(output, overwrite=overwrite)
    with staged(output.absolute().parent) as staging:
        staging.write(output.name, orjson.dumps({"type": "FeatureCollection", "features": [feature]}) + b"\n")
    typer.echo(output)


def _locate_file(locator: FileLocator, output: Path | None, *, overwrite: bool, json: bool) -> None:
    if output is not None:
        with _working(f"Placing the rows of {locator.path}"):
            locator.write(output, overwrite=overwrite)
        typer.echo(output)
    elif json:
        write_json(locator.answers(), sys.stdout.buffer)
    else:
        write_csv(locator.answers(), sys.stdout.buffer)
    for line in _report(locator):
        typer.echo(line, err=True)


@contextmanager
def _working(text: str) -> Iterator[None]:
    """Shows on a terminal what is being done."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console  # noqa: PLC0415  # takes a tenth of a second that a pipe need not wait for

    with Console(stderr=True).status(text):
        yield


def _report(locator: FileLocator) -> list[str]:
    """What to say of a file beside its rows."""
    tally, columns = locator.tally, locator.columns
    placed = tally.rows - tally.unplaced
    lines = [f"{locator.path}: {tally.rows:,} row{'s' * (tally.rows != 1)}, {placed:,} placed along the line."]
    if tally.noted:
        examples = "; ".join(f"row {row}: {note}" for row, note in tally.examples.items())
        more = "; …" if tally.noted > len(tally.examples) else ""
        lines.append(f"{tally.noted:,} have a note in locate_note: {examples}{more}")
    if tally.swapped:
        lines.append(
            "Rows lie over 300 km from the line, but near it if latitude and longitude change places. "
            "If they are swapped, name the columns with --lat and --lon."
        )
    if columns.lat:
        source = f"columns {columns.lat} and {columns.lon}"
    else:
        source = f"column {columns.place}" if columns.place else "the geometries"
    lines.append(f"Places are from {source}, {_precision(locator)}.")
    if locator.renamed:
        renamed = ", ".join(f"{name} as {other}" for name, other in locator.renamed.items())
        lines.append(f"The file has columns of these names already, so they were added under others: {renamed}.")
    return lines


def _precision(locator: FileLocator) -> str:
    if locator.precision_m is not None:
        default = f"within {metres(locator.precision_m)}"
    elif locator.columns.place:
        default = "as precise as they are written"
    else:
        default = "taken as exact (--precision says otherwise)"
    if locator.columns.precision:
        return f"their precision from column {locator.columns.precision}; where that is empty, {default}"
    return default
