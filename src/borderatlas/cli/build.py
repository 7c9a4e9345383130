"""`borderatlas build`: writes the maps."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from borderatlas.cli.options import AsJson, AtlasFolder  # noqa: TC001  # Typer reads them at run time
from borderatlas.maps.freshness import unchanged
from borderatlas.maps.telling import told

if TYPE_CHECKING:
    from borderatlas.maps.built import Build, Built


def build(
    atlas: AtlasFolder = Path(),
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The folder to write to.", show_default="as atlas.toml says")
    ] = None,
    *,
    force: Annotated[
        bool,
        typer.Option("--force", help="Make every page anew; edited ones are kept as NAME.edited.html."),
    ] = False,
    json: AsJson = False,
) -> None:
    """Write the maps whose layers, settings or program changed, and the index that leads to them.

    Standard output carries the files written, the index last; standard error says why. A page that somebody edited is
    left as it is, and the exit code is then 1.
    """
    done = None if force else unchanged(atlas, output)
    if done is None:
        done = _made(atlas, output, force=force)
    if json:
        import orjson  # noqa: PLC0415

        typer.echo(orjson.dumps([_row(page) for page in (*done.downloads, *done)], option=orjson.OPT_INDENT_2))
    else:
        for page in (*done.written_downloads, *done.written):
            typer.echo(_shown(page.path))
    for line in told(done):
        typer.echo(line, err=True)


def _made(atlas: Path, output: Path | None, *, force: bool) -> Build:
    from borderatlas.atlas import Atlas  # noqa: PLC0415  # takes a second that a build with nothing to do need not wait
    from borderatlas.cli.progress import progress  # noqa: PLC0415

    with progress() as tell:
        return Atlas.open(atlas).build(output, force=force, progress=tell)


def _row(page: Built) -> dict[str, object]:
    return {"name": page.name, "file": str(page.path), "bytes": page.size, "sha256": page.sha256, "why": page.why}


def _shown(path: Path) -> str:
    """The path as a person here would type it."""
    try:
        return os.path.relpath(path)
    except ValueError:  # another drive
        return str(path)
