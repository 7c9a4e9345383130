"""Makes the folder of a new atlas: everything that `borderatlas build` needs, whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import orjson

from borderatlas.errors import OutputError, UsageError
from borderatlas.files import staged
from borderatlas.layers import LAYERS, dump_layer, dump_sources
from borderatlas.layers.geometry import geometry_to_geojson
from borderatlas.project import DATA_FOLDER, SETTINGS_FILE
from borderatlas.starting.backdrop import backdrop_files
from borderatlas.starting.files import from_collection, from_pair
from borderatlas.starting.line import line_between
from borderatlas.starting.packages import from_packages
from borderatlas.starting.readme import readme, remarks
from borderatlas.starting.rows import boundary_rows, sources
from borderatlas.starting.settings import settings_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from borderatlas.border import SharedBorder
    from borderatlas.starting.outlines import Outlines

TOLERANCE_M = 10.0
"""How far apart two outlines may lie and still be one line, in metres."""


@dataclass(frozen=True, slots=True)
class Started:
    """A new atlas.

    Attributes:
        folder: Where it stands.
        title: Its title.
        border: The line, and how it was found.
        names: Names of the two countries by code.
        remarks: What a person should know of the line, a sentence each.
    """

    folder: Path
    title: str
    border: SharedBorder
    names: dict[str, str]
    remarks: list[str]


def choose(  # noqa: PLR0913  # one for each way to say which countries
    words: Sequence[str] = (),
    *,
    collection: Path | None = None,
    left: Path | None = None,
    right: Path | None = None,
    layer: str | None = None,
    precision_m: float | None = None,
) -> Outlines:
    """The outlines of two countries, from files or from an installed package.

    Args:
        words: Codes or names of the two.
        collection: A file that holds both.
        left: A file that holds one of them.
        right: A file that holds the other one.
        layer: Layer of these files, where they hold several.
        precision_m: How far outlines of files may be off, in metres; None where that is not known.

    Raises:
        UsageError: It is not said which countries, or they are not there.
        LayerError: A file cannot be read.
        GeometryError: A country has no polygon in degrees.
    """
    if len(words) not in (0, 2):
        raise UsageError(
            f"A border has two countries, found {len(words)}: {', '.join(words)}. Name two, such as BOL PRY."
        )
    if (left is None) != (right is None):
        raise UsageError("--left and --right go together: a file for each country.")
    if collection is not None and left is not None:
        raise UsageError("Give one file of countries (--countries), or one for each (--left and --right), not both.")
    if collection is not None:
        return from_collection(collection, words, layer, precision_m)
    if left is not None and right is not None:
        return from_pair(left, right, words, layer, precision_m)
    if not words:
        raise UsageError(
            "Say which border: two codes or names, such as BOL PRY; or --countries FILE, or --left FILE --right FILE."
        )
    if layer is not None or precision_m is not None:
        raise UsageError("--source-layer and --precision are for files of countries: give one with --countries.")
    return from_packages(words)


def start(folder: Path, outlines: Outlines, tolerance_m: float = TOLERANCE_M) -> Started:
    """Makes a new atlas.

    Args:
        folder: The folder, which may not exist yet or must be empty.
        outlines: The two countries.
        tolerance_m: How far apart their outlines may lie and still be one line, in metres.

    Raises:
        UsageError: The folder holds something, or both countries are one.
        GeometryError: The two have no border.
        OutputError: The folder cannot be written.
    """
    check_empty(folder)
    found = line_between(outlines, tolerance_m)
    border = found.border
    base = backdrop_files(outlines, border)
    rows = boundary_rows(border, outlines)
    has_sea = "sea.geojson" in base
    layers = {f"{name}.geojson": dump_layer(rows if name == "boundary" else ()) for name in LAYERS}
    settings = settings_text(outlines, str(border.left), str(border.right), has_sea=has_sea)
    with staged(folder) as staging:
        check_empty(folder)
        staging.write("README.md", readme(outlines, found, len(rows), has_sea=has_sea).encode())
        data = staging.path(DATA_FOLDER)
        (data / "base").mkdir(parents=True)
        for name, content in base.items():
            (data / "base" / name).write_bytes(content)
        for name, content in layers.items():
            (data / name).write_bytes(content)
        (data / "sources.json").write_bytes(dump_sources(sources(outlines)))
        (data / "border.geojson").write_bytes(_line(outlines, found))
        (data / SETTINGS_FILE).write_text(settings, "utf-8")
    names = {outline.code: outline.name for outline in (outlines.first, outlines.second)}
    title = f"{outlines.first.name}–{outlines.second.name} border"
    return Started(folder, title, found, names, remarks(outlines, found))


def check_empty(folder: Path) -> None:
    """Refuses a folder that holds something; what stagings leave is nothing.

    Raises:
        UsageError: It does, or it is no folder.
        OutputError: It cannot be read.
    """
    try:
        held = sorted(path.name for path in folder.iterdir() if not path.name.startswith(".borderatlas"))
    except FileNotFoundError:
        return
    except NotADirectoryError as error:
        raise UsageError(f"{folder}: is a file. Name a folder that does not exist yet.") from error
    except OSError as error:
        raise OutputError(f"{folder}: cannot be read ({error.strerror}). Name another folder.") from error
    if held:
        more = ", …" if len(held) > 3 else ""
        raise UsageError(
            f"{folder}: is not empty, it holds {', '.join(held[:3])}{more}. Name a folder that does not exist yet."
        )


def _line(outlines: Outlines, found: SharedBorder) -> bytes:
    origin, border = outlines.origin, found.border
    properties = {
        "name": f"{outlines.first.name}–{outlines.second.name} border",
        "version": origin.version,
        "length_km": round(border.length_km, 3),
        "method": {
            "exact": "Edges that stand, vertex for vertex, in the outlines of both countries",
            "tolerance": f"Edges of {outlines.first.name} within {found.tolerance_m:g} m of {outlines.second.name}",
            "exact and tolerance": "Edges that stand in the outlines of both countries, and between them edges of "
            f"{outlines.first.name} within {found.tolerance_m:g} m of {outlines.second.name}",
        }[found.method],
        "source": origin.version,
        "licence": origin.licence,
        "attribution": origin.credit,
    }
    feature = {
        "type": "Feature",
        "id": "border",
        "properties": properties,
        "geometry": geometry_to_geojson(border.geometry),
    }
    return orjson.dumps({"type": "FeatureCollection", "features": [feature]}, option=orjson.OPT_APPEND_NEWLINE)
