"""`borderatlas new`: an empty atlas for another border."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import orjson
import typer

from borderatlas.atlas import Atlas
from borderatlas.border.distances import read_length_m
from borderatlas.cli.options import AsJson  # noqa: TC001  # Typer reads it at run time
from borderatlas.starting import TOLERANCE_M, Started

_File = Path | None


def new(  # noqa: PLR0913  # one for each option
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make; it must not hold anything yet.")],
    countries: Annotated[
        list[str] | None,
        typer.Argument(metavar="[COUNTRY COUNTRY]", help="The two countries: codes or names, such as BOL PRY."),
    ] = None,
    *,
    collection: Annotated[
        _File, typer.Option("--countries", metavar="FILE", help="A file of polygons that holds both countries.")
    ] = None,
    left: Annotated[_File, typer.Option(metavar="FILE", help="A file with one of the countries.")] = None,
    right: Annotated[_File, typer.Option(metavar="FILE", help="A file with the other one.")] = None,
    source_layer: Annotated[str | None, typer.Option(help="Layer of a file that holds several.")] = None,
    precision: Annotated[
        str | None, typer.Option(metavar="LENGTH", help="How far the outlines of a file may be off: 100m, 1km.")
    ] = None,
    tolerance: Annotated[
        str, typer.Option(metavar="LENGTH", help="How far apart two outlines may lie and still be one line.")
    ] = f"{TOLERANCE_M:g}m",
    json: AsJson = False,
) -> None:
    """Make an empty atlas for another border: line, sides, backdrop, settings, first rows.

    The best line comes from a file of your own: --countries FILE, or --left FILE --right FILE, in any format and CRS
    that GDAL reads. Without one, two codes or names take it from an installed package: timezonefinder (OpenStreetMap)
    where it is there, else Natural Earth 1:110m, which is for a sketch only.

    km 0 is the western end of the line, whichever country is named first; the program tells which bank is the left one.
    """
    made = Atlas.new(
        folder,
        countries or (),
        collection=collection,
        left=left,
        right=right,
        layer=source_layer,
        precision_m=None if precision is None else read_length_m(precision),
        tolerance_m=read_length_m(tolerance),
    )
    if json:
        typer.echo(orjson.dumps(_record(made), option=orjson.OPT_INDENT_2))
        return
    line = made.border.border
    pieces = "one piece" if made.border.pieces == 1 else f"{made.border.pieces} pieces"
    typer.echo(f"{made.title}: {line.length_km:,.3f} km in {pieces}")
    typer.echo(f"Left bank from west to east: {made.names[str(line.left)]}; right bank: {made.names[str(line.right)]}")
    typer.echo(f"Line: {line.version}")
    for remark in made.remarks:
        typer.echo(f"Note: {remark}")
    typer.echo(f"Made in {made.folder}; README.md there says what to do next. Write its maps with")
    typer.echo(f"    borderatlas build --atlas {made.folder}")


def _record(made: Started) -> dict[str, object]:
    line = made.border.border
    return {
        "folder": str(made.folder),
        "title": made.title,
        "length_km": round(line.length_km, 3),
        "pieces": made.border.pieces,
        "gaps": [{"km": round(gap.km, 3), "length_m": round(gap.length_m, 1)} for gap in made.border.gaps],
        "left": line.left,
        "right": line.right,
        "version": line.version,
        "remarks": made.remarks,
    }
