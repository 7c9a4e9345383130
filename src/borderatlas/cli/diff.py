"""`borderatlas diff`: what changed between two versions of a layer, or of an atlas."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import orjson
import typer

from borderatlas.atlas import Atlas
from borderatlas.cli.options import AsJson, AtlasFolder, Overwrite  # noqa: TC001  # Typer reads them at run time
from borderatlas.errors import UsageError
from borderatlas.files import staged

_STATE = "a layer file, the folder of an atlas, or a git revision such as HEAD~3 or v0.1"


def diff(  # noqa: PLR0913  # one for each option
    old: Annotated[str, typer.Argument(help=f"The older version: {_STATE}.")],
    new: Annotated[
        str | None, typer.Argument(help="The newer version, named as the older one.", show_default="the working files")
    ] = None,
    atlas: AtlasFolder = Path(),
    *,
    map_page: Annotated[
        Path | None,
        typer.Option("--map", metavar="PATH.html", help="Write a map of what changed.", show_default=False),
    ] = None,
    overwrite: Overwrite = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="End with code 1 where anything changed.")] = False,
    json: AsJson = False,
) -> None:
    """Say what changed between two versions: added, removed, moved, changed field by field, renamed.

    The order of features, decimals beyond the seventh of a degree and empty fields never matter, and the older version
    need not keep today's rules. The JSON holds everything that applying the changes needs.
    """
    if map_page is not None:
        _check(map_page, overwrite=overwrite)
    opened = Atlas.open(atlas)
    found = opened.diff(old, new)
    if map_page is not None:
        page = opened.changes_map(found).get_root().render()
        with staged(map_page.absolute().parent) as staging:
            staging.write(map_page.name, page.encode())
    if json:
        typer.echo(orjson.dumps(found.to_json(), option=orjson.OPT_INDENT_2))
    else:
        from borderatlas.cli.changes_text import print_diff  # noqa: PLC0415  # loads Rich: only people need it

        print_diff(found)
    if map_page is not None:
        typer.echo(map_page, err=json)
    if exit_code and found:
        raise typer.Exit(1)


def _check(path: Path, *, overwrite: bool) -> None:
    if path.suffix.lower() not in {".html", ".htm"}:
        raise UsageError(f"{path}: the map is a page. Give it a name that ends in .html.")
    if path.exists() and not overwrite:
        raise UsageError(f"{path}: stands already. Give another name, or --overwrite to replace it.")
