"""`borderatlas serve`: shows the maps on this machine while the layers are edited."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from borderatlas.cli.options import AtlasFolder  # noqa: TC001  # Typer reads it at run time


def serve(
    atlas: AtlasFolder = Path(),
    port: Annotated[int, typer.Option("--port", "-p", min=0, max=65535, help="The port; a free one if taken.")] = 8000,
    *,
    host: Annotated[str, typer.Option(hidden=True)] = "127.0.0.1",
    show: Annotated[bool, typer.Option("--open", help="Open the maps in the browser.")] = False,
) -> None:
    """Show the maps on this machine; they reload when a layer, the settings or the sources are saved.

    What is at fault stands over the map. Nothing is written; `build` or `watch` do that. Ctrl-C ends it.
    """
    from borderatlas.atlas import Atlas  # noqa: PLC0415  # takes long to import

    def ready(address: str) -> None:
        typer.echo(address)
        typer.echo("Only this machine can see it. Ctrl-C ends it.", err=True)
        if show:
            webbrowser.open(address)

    Atlas.open(atlas).serve(port, host=host, ready=ready)
