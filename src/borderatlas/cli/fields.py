"""`borderatlas fields`: what a feature of each layer may say."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import orjson
import typer

from borderatlas.cli.options import AsCsv, AsJson, AtlasFolder  # noqa: TC001  # Typer reads them at run time
from borderatlas.errors import UsageError
from borderatlas.layers import LAYERS
from borderatlas.layers.dictionary import as_csv, as_markdown, dictionary
from borderatlas.layers.findings import clip
from borderatlas.layers.json_schema import json_schema

if TYPE_CHECKING:
    from borderatlas.layers.dictionary import Entry

_JSON = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE


def fields(  # noqa: PLR0913  # one for each option
    layer: Annotated[str | None, typer.Argument(help="Name of a layer.", show_default="all of them")] = None,
    atlas: AtlasFolder = Path(),
    *,
    examples: Annotated[bool, typer.Option("--examples", help="Show a value of the atlas for each field.")] = False,
    csv: AsCsv = False,
    json: AsJson = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print the results as Markdown.")] = False,
    schema: Annotated[bool, typer.Option("--json-schema", help="Print the JSON Schema of the layer's file.")] = False,
) -> None:
    """Say what a feature of each layer may say: its fields, and the columns that hold them in flat formats.

    It needs no atlas, unless examples are asked for.
    """
    if csv + json + markdown + schema > 1:
        raise UsageError("Give one of --csv, --json, --markdown and --json-schema.")
    if schema and layer is None:
        raise UsageError(f"Name the layer whose JSON Schema is wanted: one of {', '.join(LAYERS)}.")
    entries = _with_examples(layer, atlas) if examples else dictionary(layer)
    if schema and layer is not None:
        typer.echo(orjson.dumps(json_schema(LAYERS[layer]), option=_JSON), nl=False)
    elif json:
        typer.echo(orjson.dumps([asdict(entry) for entry in entries], option=_JSON), nl=False)
    elif csv:
        typer.echo(as_csv(entries), nl=False)
    elif markdown:
        typer.echo(as_markdown(entries), nl=False)
    else:
        _print(entries, examples=examples)


def _with_examples(layer: str | None, folder: Path) -> list[Entry]:
    from borderatlas.atlas import Atlas  # noqa: PLC0415  # loads all that an atlas can do, for the examples alone

    return Atlas.open(folder).fields(layer)


def _print(entries: list[Entry], *, examples: bool) -> None:
    from rich.console import Console  # noqa: PLC0415  # only people need tables
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console(highlight=False)
    shown = [entry for entry in entries if not entry.derived]
    for name in dict.fromkeys(entry.layer for entry in shown):
        table = Table(box=None, pad_edge=False, header_style="dim")
        for title in ("Field", "Type", "What", *(["Example"] if examples else [])):
            table.add_column(title, overflow="fold", no_wrap=title == "Field")
        for entry in shown:
            if entry.layer == name:
                kind = f"{entry.type}, {entry.unit}" if entry.unit else entry.type
                what = f"{entry.description} ({entry.vocabulary})" if entry.vocabulary else entry.description
                cells = [entry.field, kind, what, *([clip(entry.example)] if examples else [])]
                table.add_row(*(Text(cell) for cell in cells))
        console.print(Text(LAYERS[name].title if name else "Every feature", style="bold"))
        console.print(table)
        console.print()
