"""`borderatlas check`: every fault of every layer at once."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003  # Typer reads it at run time
from pathlib import Path
from typing import Annotated

import orjson
import typer

from borderatlas.atlas import Atlas
from borderatlas.cli.options import AsJson, AtlasFolder  # noqa: TC001  # Typer reads them at run time
from borderatlas.errors import UsageError, suggestion
from borderatlas.layers.codes import CODES, explain


def check(  # noqa: PLR0913  # one for each option
    layers: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[LAYER…]", help="Layers by name, or a file with --as.", show_default="all layers of the atlas"
        ),
    ] = None,
    atlas: AtlasFolder = Path(),
    as_layer: Annotated[
        str | None, typer.Option("--as", metavar="LAYER", help="Check a file as this layer.", show_default=False)
    ] = None,
    explain_code: Annotated[
        str | None, typer.Option("--explain", metavar="CODE", help="Say what a code means.", show_default=False)
    ] = None,
    today: Annotated[
        datetime | None,
        typer.Option("--today", formats=["%Y-%m-%d"], help="Count ages from this day.", show_default="today"),
    ] = None,
    *,
    strict: Annotated[bool, typer.Option("--strict", help="End with code 1 on warnings too.")] = False,
    every: Annotated[bool, typer.Option("--all", help="Show each finding, however many of one code.")] = False,
    json: AsJson = False,
) -> None:
    """Find every fault of the layers: broken files, wrong fields, and what makes no sense.

    Ends with code 1 where there are errors.
    """
    if explain_code is not None:
        typer.echo(_explained(explain_code))
        return
    report = Atlas.open(atlas).check(layers or (), as_layer=as_layer, today=today.date() if today else None)
    if json:
        typer.echo(orjson.dumps(report.as_dict(), option=orjson.OPT_INDENT_2))
    else:
        from borderatlas.cli.check_text import print_report  # noqa: PLC0415  # loads Rich: only people need it

        print_report(report, every=every)
    if report.failed(strict=strict):
        raise typer.Exit(1)


def _explained(code: str) -> str:
    if code in CODES:
        return explain(code)
    raise UsageError(f"There is no code {code!r}{suggestion(code, CODES)}. geodata/FINDINGS.md lists all of them.")
