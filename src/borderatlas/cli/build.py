"""`borderatlas build`: writes the maps."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import orjson
import typer

from borderatlas.atlas import Atlas
from borderatlas.cli.options import AsJson, AtlasFolder  # noqa: TC001  # Typer reads them at run time
from borderatlas.cli.progress import progress


def build(
    atlas: AtlasFolder = Path(),
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The folder to write to.", show_default="as atlas.toml says")
    ] = None,
    *,
    json: AsJson = False,
) -> None:
    """Write every map and the index that leads to them.

    Standard output carries the files written, the index last.
    """
    with progress() as tell:
        pages = Atlas.open(atlas).build(output, progress=tell)
    if json:
        rows = [
            {"name": page.name, "file": str(page.path), "bytes": page.size, "sha256": page.sha256} for page in pages
        ]
        typer.echo(orjson.dumps(rows, option=orjson.OPT_INDENT_2))
    else:
        for page in pages:
            typer.echo(_shown(page.path))


def _shown(path: Path) -> str:
    """The path as a person here would type it."""
    try:
        return os.path.relpath(path)
    except ValueError:  # another drive
        return str(path)
