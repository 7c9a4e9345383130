"""`borderatlas import`: brings rows of other files into a layer."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import orjson
import typer

from borderatlas.atlas import Atlas
from borderatlas.cli.options import AsJson, AtlasFolder  # noqa: TC001  # Typer reads them at run time
from borderatlas.errors import UsageError

if TYPE_CHECKING:
    from borderatlas.importing import Plan


def import_(  # noqa: PLR0913  # one for each option
    layer: Annotated[str, typer.Option("--layer", "-l", help="The layer that the rows come into.")],
    source: Annotated[
        Path | None,
        typer.Argument(help="A file of rows: GeoPackage, CSV, XLSX, Shapefile, GeoJSON …", show_default=False),
    ] = None,
    atlas: AtlasFolder = Path(),
    *,
    mapping: Annotated[
        str | None,
        typer.Option(
            "--mapping",
            "-m",
            metavar="NAME",
            help="How columns become fields: ucdp-ged, acled, geonames, osm, hxl, or one of atlas.toml.",
            show_default="recognised, else by the names of columns",
        ),
    ] = None,
    field: Annotated[
        list[str] | None,
        typer.Option("--field", "-f", metavar="FIELD=COLUMN", help="Where a field stands; FIELD:=VALUE for all rows."),
    ] = None,
    key: Annotated[
        str | None,
        typer.Option("--source", metavar="KEY", help="Key of sources.json for rows that name no source."),
    ] = None,
    source_layer: Annotated[
        str | None, typer.Option(metavar="NAME", help="Layer, sheet or file within the source, where it holds several.")
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(help="How the text of the source is encoded.", show_default="recognised")
    ] = None,
    crs: Annotated[
        str | None, typer.Option(help="CRS of the source, whatever it declares.", show_default="as declared")
    ] = None,
    within_km: Annotated[
        float | None,
        typer.Option(
            min=0, help="How far from the line new features may lie.", show_default="50 for data sets, else any"
        ),
    ] = None,
    remove_missing: Annotated[
        bool, typer.Option("--remove-missing", help="Remove features that the source no longer has.")
    ] = False,
    skip_faulty: Annotated[
        bool, typer.Option("--skip-faulty", help="Take the sound rows although others are at fault.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Only show what would change.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")] = False,
    undo: Annotated[
        bool,
        typer.Option(
            "--undo",
            help="Go back to before the last import of the layer; again, to before the one before (five are kept).",
        ),
    ] = False,
    every: Annotated[bool, typer.Option("--all", help="Show each change and each finding, however many.")] = False,
    json: AsJson = False,
) -> None:
    """Bring rows into a layer: add and update, by id; leave what the source does not mention.

    Shows what would change, asks, and keeps the former version. Fields that a person filled in are never lost.
    Ends with code 1 where rows are at fault; nothing is written then, unless --skip-faulty takes the others.
    """
    opened = Atlas.open(atlas)
    if undo:
        _undo(opened, layer, json=json)
        return
    if source is None:
        raise UsageError("Name the file to import; or --undo to go back to what the last import replaced.")
    plan = opened.import_(
        source,
        layer,
        mapping=mapping,
        fields=_fields(field or []),
        source_key=key,
        source_layer=source_layer,
        encoding=encoding,
        crs=crs,
        within_km=within_km,
        skip_faulty=skip_faulty,
        remove_missing=remove_missing,
    )
    written = False
    if not json:
        from borderatlas.cli.import_text import print_plan  # noqa: PLC0415  # loads Rich: only people need it

        print_plan(plan, every=every)
    if not dry_run and not plan.refused and plan.files and _agreed(plan, yes=yes):
        plan = plan.write(anew=yes)
        written = True
    if json:
        typer.echo(orjson.dumps(_record(plan, written=written), option=orjson.OPT_INDENT_2))
    elif written:
        typer.echo(f"Written. Former versions are in {plan.former};")
        typer.echo(f"to go back: borderatlas import --undo --layer {layer}")
    if plan.errors and not (skip_faulty and written):
        raise typer.Exit(1)


def _fields(words: list[str]) -> dict[str, str]:
    fields = {}
    for word in words:
        name, sign, value = word.partition("=")
        if not sign or not name.strip(": ") or not value.strip():
            raise UsageError(f"--field {word!r}: expected FIELD=COLUMN, such as lon=Longitude, or FIELD:=VALUE.")
        constant = name.endswith(":")
        fields[name.removesuffix(":").strip()] = f"={value}" if constant else value
    return fields


def _agreed(plan: Plan, *, yes: bool) -> bool:
    if yes:
        return True
    if not sys.stdin.isatty():
        raise UsageError(
            "Nothing was written: this is no terminal, so nobody can be asked. Add --yes to write, --dry-run to look."
        )
    return typer.confirm(f"Write this to {plan.request.layer}?", err=True)


def _undo(opened: Atlas, layer: str, *, json: bool) -> None:
    restored = opened.undo_import(layer)
    if json:
        typer.echo(orjson.dumps({"restored": [str(path) for path in restored]}, option=orjson.OPT_INDENT_2))
        return
    for path in restored:
        typer.echo(f"As before the import: {path}")


def _record(plan: Plan, *, written: bool) -> dict[str, object]:
    return {**plan.as_dict(), "written": written, "former": str(plan.former)}
