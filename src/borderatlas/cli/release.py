"""`borderatlas release`: writes a release into the log of changes."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812  # the option is called date
from pathlib import Path
from typing import Annotated

import orjson
import typer

from borderatlas.atlas import Atlas
from borderatlas.changes.wording import count_words
from borderatlas.cli.options import AsJson, AtlasFolder  # noqa: TC001  # Typer reads them at run time
from borderatlas.errors import UsageError


def release(
    version: Annotated[str, typer.Argument(help="Version of the release, such as 0.2.0.")],
    atlas: AtlasFolder = Path(),
    *,
    date: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="Day of the release.", show_default="today")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="REV",
            help="Compare with this git revision, folder or layer file.",
            show_default="the last release in the log",
        ),
    ] = None,
    json: AsJson = False,
) -> None:
    """Write a release into the log of changes: what it added, removed, moved and changed in each layer.

    The log is the file that `changes` in atlas.toml names; the index page shows what changed since its last entry.
    Layers at fault are not released.
    """
    recorded = Atlas.open(atlas).release(version, date=None if date is None else _day(date), since=since)
    if json:
        typer.echo(orjson.dumps(recorded.model_dump(mode="json", exclude_defaults=True), option=orjson.OPT_INDENT_2))
        return
    typer.echo(f"{recorded.version}, {recorded.date}")
    for name, layer in recorded.layers.items():
        typer.echo(f"{name}: {layer.total:,} features; {count_words(layer.counts) or 'no change'}")


def _day(text: str) -> Date:
    try:
        return Date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is no day of the calendar. Expected one such as 2026-11-21.") from None
