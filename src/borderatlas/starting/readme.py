"""`README.md` of a new atlas: what was made, how far to trust it, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from borderatlas.starting.rows import DERIVED, line_precision_m

if TYPE_CHECKING:
    from borderatlas.border import SharedBorder
    from borderatlas.starting.outlines import Outlines

_TEXT = """\
# {title}

An atlas of one border: the line, what stands and happens along it, and the maps that show it. Write the maps with

```sh
borderatlas build
```

in this folder; `maps/index.html` leads to them. Each is one file that opens without a network.

## The line

- {length_km:,.3f} km on the WGS 84 ellipsoid, in {pieces}. Kilometres count from its western end, {start}, to {end}.
- Left bank, looking along the line: {left}. Right bank: {right}.
- Version: {version}. Licence: {licence}.
- Precision: {precision}.
{remarks}
A finer line makes every kilometre better. Make the atlas anew from better polygons (`borderatlas new` with
`--countries FILE`), or replace `geodata/border.geojson` and `geodata/base/border_drawn.geojson` and correct
`version` and `licence` in `geodata/atlas.toml`; `borderatlas border compare OLD NEW` says which kilometre became which.

## What to do next

1. Look through `geodata/atlas.toml`: titles, the contact for corrections, the licence of each layer, languages.
2. Fill the layers in `geodata/`, in QGIS, a spreadsheet or an editor. Only `boundary.geojson` has rows: both halves of
   the line{tripoints}. They follow from the line, and their source says so
   (`{derived}`). Replace the two that are called samples, such as by the rivers and land stretches along
   which the line runs. Nothing else is known yet, and nothing is invented.
3. Write down each source in `geodata/sources.json` (CSL-JSON), and name it in the row.
4. `borderatlas build` again.

A row of a layer looks like this; `geometry` may be null where no source gives a place, with `unplaced_reason` instead:

```json
{{
  "type": "Feature",
  "id": "the-crossing",
  "properties": {{
    "kind": "crossing",
    "name": "Name of the crossing",
    "status": "open",
    "as_of": "2026-05",
    "precision_m": 300,
    "position_source": "Who gives the position",
    "sources": ["key-of-sources-json"]
  }},
  "geometry": {{"type": "Point", "coordinates": [longitude, latitude]}}
}}
```

## Files

| file | what |
|---|---|
| `geodata/atlas.toml` | titles, layers, maps, credits |
| `geodata/border.geojson` | the line; kilometres are measured on it |
| `geodata/*.geojson` | the layers |
| `geodata/sources.json` | who says so |
| `geodata/base/` | the backdrop: countries{sea} and the line simplified for small scales |
| `maps/` | the pages that `borderatlas build` writes |
"""


def readme(outlines: Outlines, found: SharedBorder, rows: int, *, has_sea: bool) -> str:
    """The text of the file.

    Args:
        outlines: The two countries.
        found: Their border.
        rows: How many rows the layer `boundary` has.
        has_sea: Whether the backdrop has a sea.
    """
    border, origin = found.border, outlines.origin
    names = {outline.code: outline.name for outline in (outlines.first, outlines.second)}
    ends = [border.point_at(km) for km in (0.0, border.length_km)]
    start, end = (f"{abs(at.y):.3f}° {'NS'[at.y < 0]} {abs(at.x):.3f}° {'EW'[at.x < 0]}" for at in ends)
    metres = line_precision_m(border, outlines)
    precision = f"within about {length(metres)}"
    if origin.precision_m is None:
        precision = f"not stated by its source; its vertices stand {length(metres)} apart, so trust it no further"
    return _TEXT.format(
        title=f"{outlines.first.name}–{outlines.second.name} border",
        length_km=border.length_km,
        pieces=pieces_in_words(found),
        start=start,
        end=end,
        left=names[str(border.left)],
        right=names[str(border.right)],
        version=origin.version,
        licence=origin.licence,
        precision=precision,
        remarks="".join(f"- {remark}\n" for remark in remarks(outlines, found)),
        tripoints=" and the places where a third country meets it" if rows > 2 else "",
        derived=DERIVED,
        sea=", the sea" if has_sea else "",
    )


def remarks(outlines: Outlines, found: SharedBorder) -> list[str]:
    """What a person should know of the line, a sentence each."""
    told = [outlines.origin.caution] if outlines.origin.caution else []
    if found.inexact_km:
        told.append(
            f"{found.inexact_km:,.1f} km of it stand in the outline of {outlines.first.name} only: that of "
            f"{outlines.second.name} runs up to {found.deviation_m:,.0f} m beside it."
        )
    told += [
        f"At km {gap.km:,.1f} it leaves {length(gap.length_m)} open: there its pieces do not touch."
        for gap in found.gaps
    ]
    return told


def pieces_in_words(found: SharedBorder) -> str:
    """`one piece`, or how many."""
    return "one piece" if found.pieces == 1 else f"{found.pieces} pieces"


def length(metres: float) -> str:
    """Metres up to a kilometre, then kilometres."""
    return f"{metres:,.0f} m" if metres < 1000 else f"{metres / 1000:,.0f} km"
