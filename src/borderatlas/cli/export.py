"""`borderatlas export`: hands layers out to other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import orjson
import typer

from borderatlas.atlas import Atlas
from borderatlas.cli.options import AsJson, AtlasFolder, Overwrite  # noqa: TC001  # Typer reads them at run time
from borderatlas.export.formats import FORMATS, POSTGIS
from borderatlas.export.postgis import SCHEMA

if TYPE_CHECKING:
    from borderatlas.export import Exported


def export(  # noqa: PLR0913  # one for each option
    format_: Annotated[str, typer.Argument(metavar="FORMAT", help=f"One of {', '.join([*FORMATS, POSTGIS])}.")],
    atlas: AtlasFolder = Path(),
    *,
    layer: Annotated[
        list[str] | None,
        typer.Option(
            "--layer", "-l", help="A layer to export; may be repeated. `border` is the line.", show_default="all"
        ),
    ] = None,
    where: Annotated[
        str | None,
        typer.Option(help="Only features that meet a condition of SQL: \"kind = 'bridge' AND start >= '2015'\"."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The file, or the folder where several are needed.", show_default="here"),
    ] = None,
    flat: Annotated[bool, typer.Option("--flat", help="Plain columns where the format could nest (GeoJSON).")] = False,
    to: Annotated[
        str | None,
        typer.Option(help=f"The database for {POSTGIS}: postgresql://user@host/name.", metavar="ADDRESS"),
    ] = None,
    schema: Annotated[str | None, typer.Option(help="The schema of its tables.", show_default=SCHEMA)] = None,
    overwrite: Overwrite = False,
    json: AsJson = False,
) -> None:
    """Write layers for other programs, each with its border address, sources, licence and credits.

    Standard output carries the files or tables written; standard error says what the format could not carry.
    """
    done = Atlas.open(atlas).export(
        format_, output, layers=layer, where=where, flat=flat, overwrite=overwrite, to=to, schema=schema
    )
    if json:
        typer.echo(orjson.dumps(_record(done), option=orjson.OPT_INDENT_2))
        return
    for place in done.files or done.tables:
        typer.echo(place)
    typer.echo(done.losses.text(), err=True)


def _record(done: Exported) -> dict[str, object]:
    places: dict[str, object] = (
        {"database": done.database, "tables": done.tables}
        if done.database
        else {"files": [str(file) for file in done.files]}
    )
    return {
        "format": done.format,
        **places,
        "features": done.features,
        "losses": done.losses.as_list(),
    }
