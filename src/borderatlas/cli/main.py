"""`borderatlas`: the command and what all its parts share."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Mapping  # noqa: TC003  # the annotation of a class variable
from typing import Annotated, ClassVar

import typer

from borderatlas import __version__
from borderatlas.cli.loading import LazyCommands
from borderatlas.errors import AtlasError

BUG = 70
"""Exit code when the fault is ours."""


class Commands(LazyCommands):
    """Every command of `borderatlas`, in the order in which the help lists them."""

    homes: ClassVar[Mapping[str, str]] = {
        "new": "borderatlas.cli.new:new",
        "build": "borderatlas.cli.build:build",
        "watch": "borderatlas.cli.watch:watch",
        "serve": "borderatlas.cli.serve:serve",
        "check": "borderatlas.cli.check:check",
        "info": "borderatlas.cli.info:info",
        "fields": "borderatlas.cli.fields:fields",
        "locate": "borderatlas.cli.locate:app",
        "border": "borderatlas.cli.border:app",
        "measures": "borderatlas.cli.measures:measures",
        "import": "borderatlas.cli.import_:import_",
        "export": "borderatlas.cli.export:export",
        "diff": "borderatlas.cli.diff:diff",
        "release": "borderatlas.cli.release:release",
    }


app = typer.Typer(
    name="borderatlas",
    cls=Commands,
    help="Maps a border and what happens along it: GeoJSON layers in, offline interactive maps out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


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
