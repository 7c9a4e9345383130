"""`borderatlas info`: what an atlas holds."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import orjson
import typer

from borderatlas.atlas import Atlas
from borderatlas.cli.options import AsJson, AtlasFolder  # noqa: TC001  # Typer reads them at run time
from borderatlas.layers import KINDS

if TYPE_CHECKING:
    from borderatlas.summary import Summary


def info(atlas: AtlasFolder = Path(), *, json: AsJson = False) -> None:
    """Say what an atlas holds: the line, the layers and how many features, the sources, the maps."""
    summary = Atlas.open(atlas).info()
    if json:
        typer.echo(orjson.dumps(asdict(summary), option=orjson.OPT_INDENT_2))
    else:
        _print(summary)


def _print(summary: Summary) -> None:
    from rich.console import Console  # noqa: PLC0415  # only people need tables
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console(highlight=False)
    console.print(Text(summary.title, style="bold"))
    console.print(Text(f"Line: {summary.length_km:,.3f} km, {summary.vertices:,} vertices; {summary.line}"))
    console.print(Text(f"Sources: {summary.sources:,}"))
    table = Table(box=None, pad_edge=False, header_style="dim")
    for title, justify in (
        ("Layer", "left"),
        ("Features", "right"),
        ("Placed", "right"),
        ("Newest", "left"),
        ("Kinds", "left"),
    ):
        table.add_column(title, justify=justify, overflow="fold")  # type: ignore[arg-type]
    for layer in summary.layers:
        kinds = ", ".join(f"{count} {_words(kind, count)}" for kind, count in layer.kinds.items())
        cells = (layer.name, str(layer.features), str(layer.placed), layer.newest or "undated", kinds)
        table.add_row(*(Text(cell) for cell in cells))
    console.print(table)
    console.print(Text(f"Maps: {', '.join(summary.maps)}"))


def _words(kind: str, count: int) -> str:
    words = KINDS[kind].label if count == 1 else KINDS[kind].plural
    return words if words[:2].isupper() else words.lower()
