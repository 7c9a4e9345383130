"""`borderatlas`: the command and what all its parts share."""

from __future__ import annotations

import sys
import traceback
from typing import Annotated

import typer

from borderatlas import __version__
from borderatlas.cli.border import app as border
from borderatlas.cli.build import build
from borderatlas.cli.info import info
from borderatlas.cli.locate import NegativeNumbers, locate
from borderatlas.cli.measures import measures
from borderatlas.errors import AtlasError

BUG = 70
"""Exit code when the fault is ours."""

app = typer.Typer(
    name="borderatlas",
    help="Maps a border and what happens along it: GeoJSON layers in, offline interactive maps out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(build)
app.command()(info)
app.command(cls=NegativeNumbers)(locate)
app.add_typer(border, name="border")
app.command()(measures)


def _version(asked: bool) -> None:  # noqa: FBT001  # Typer's way
    if asked:
        typer.echo(f"borderatlas {__version__}")
        raise typer.Exit


@app.callback()
def main(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print it and end.")
    ] = False,
) -> None:
    """What stands before a command."""


def run() -> None:
    """Runs the command line. Exit codes: 0 done, 1 findings, 2 wrong usage or settings, 70 our bug (with trace)."""
    try:
        app()
    except AtlasError as error:
        typer.echo(str(error), err=True)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        typer.echo("Stopped. What was being written did not appear.", err=True)
        sys.exit(130)
    except Exception:  # noqa: BLE001  # the last resort: whatever comes here is our bug, and is shown as one
        traceback.print_exc()
        typer.echo(f"\nThis is a bug in borderatlas {__version__}. Please report it with the lines above.", err=True)
        sys.exit(BUG)
