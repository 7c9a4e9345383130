"""`borderatlas watch`: rebuilds on save."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from borderatlas.cli.options import AtlasFolder  # noqa: TC001  # Typer reads it at run time


def watch(
    atlas: AtlasFolder = Path(),
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The folder to write to.", show_default="as atlas.toml says")
    ] = None,
) -> None:
    """Build the maps, and again whenever a layer, the settings or the sources are saved.

    One line per build. A faulty layer is said, and the next save is waited for. Ctrl-C ends it.
    """
    from borderatlas.atlas import Atlas  # noqa: PLC0415  # takes long to import

    Atlas.open(atlas).watch(output, say=typer.echo)
