"""The atlas's symbols and colours for programs that take pictures: each symbol as an SVG file of its own.

The drawings are those of the pages (`shapes.json`), the colours those of their light scheme (`style/tokens.css`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from borderatlas.maps.bundle import asset

if TYPE_CHECKING:
    from borderatlas.layers.vocabulary import Family, Fill, Hue

HUES: Final[dict[Hue, str]] = {
    "blue": "#0067A3",
    "green": "#00745A",
    "purple": "#9E3F7D",
    "vermilion": "#C04A00",
    "amber": "#E69F00",
    "slate": "#333A43",
}
"""Colours of things."""

COLOURS: Final = {
    "ink": "#1A1E24",
    "ink3": "#626B76",
    "panel2": "#F4F1EA",
    "border": "#14171C",
    "casing": "#FFFFFF",
    "halo": "#FCFBF8",
    "paper": "#FFFFFF",
    "glyph": "#FFFFFF",
    "glyph-on-amber": "#1A1E24",
    "edge-amber": "#6B4A00",
    "line-amber": "#9A6700",
}
"""The other colours, by the names of the pages' tokens."""

HALF_BOX: Final = 13
"""Half the width of a symbol's picture, in the units in which its own radius is 10: the casing needs room."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A drawn symbol, in a box of ±10 units.

    Attributes:
        outline: SVG path data of what tells what a thing is.
        glyph: Path data of the sign within.
        drawn: Whether the glyph is stroked, filled, or `both`.
        scale: Its radius as part of the radius of symbols.
    """

    outline: str
    glyph: str
    drawn: str
    scale: float


@cache
def _drawings() -> dict[str, Any]:
    drawings: dict[str, Any] = json.loads(asset("shapes.json"))
    return drawings


def shape(symbol: str) -> Shape:
    """The shape of that name; one for all that have none where there is no such shape."""
    drawings = _drawings()
    return Shape(**drawings["shapes"].get(symbol, drawings["fallback"]))


def is_ring(symbol: str) -> bool:
    """Whether the symbol is part of the line: a ring in the line's colour, whatever the status."""
    return symbol == "tripoint"


def ink(hue: Hue) -> str:
    """The colour in which lines and numbers of a hue can be read on paper."""
    return COLOURS["line-amber"] if hue == "amber" else HUES[hue]


@cache
def symbol_svg(family: Family, fill: Fill) -> str:
    """The symbol of a family as an SVG file; its fill says the status."""
    drawn, strokes = shape(family.symbol), _drawings()["stroke"]
    ring = is_ring(family.symbol)
    hollow = ring or fill != "filled"
    amber = family.hue == "amber" and not ring
    colour = COLOURS["border"] if ring else HUES[family.hue]
    edge = COLOURS["edge-amber"] if amber else colour
    on_amber, on_others = COLOURS["ink" if hollow else "glyph-on-amber"], colour if hollow else COLOURS["glyph"]
    glyph = on_amber if amber else on_others

    paths = [_path(drawn.outline, stroke=COLOURS["casing"], width=strokes["casing"])]
    paths.append(_path(drawn.outline, fill=COLOURS["paper"] if hollow else colour))
    if hollow:
        dashes = _drawings()["plannedDash"] if fill == "dashed" else ()
        paths.append(_path(drawn.outline, stroke=edge, width=strokes["outline"], dashes=dashes))
    elif amber:
        paths.append(_path(drawn.outline, stroke=edge, width=strokes["edge"]))
    paths.append(
        _path(
            drawn.glyph,
            fill="none" if drawn.drawn == "stroke" else glyph,
            stroke="" if drawn.drawn == "fill" else glyph,
            width=strokes["tripoint" if ring else "glyph"],
        )
    )
    if fill == "slash":
        slash = _drawings()["slash"]
        paths.append(_path(slash, stroke=COLOURS["casing"], width=strokes["slashCasing"]))
        paths.append(_path(slash, stroke=edge, width=strokes["slash"]))
    box = f"{-HALF_BOX} {-HALF_BOX} {2 * HALF_BOX} {2 * HALF_BOX}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{2 * HALF_BOX}" height="{2 * HALF_BOX}" viewBox="{box}">'
        f'<g stroke-linejoin="round" stroke-linecap="round">{"".join(paths)}</g></svg>'
    )


def _path(data: str, *, fill: str = "none", stroke: str = "", width: float = 0, dashes: Any = ()) -> str:
    attributes = {"d": data, "fill": fill}
    if stroke:
        attributes |= {"stroke": stroke, "stroke-width": f"{width:g}"}
    if dashes:
        attributes["stroke-dasharray"] = ",".join(f"{part:g}" for part in dashes)
    return "<path {}/>".format(" ".join(f'{name}="{value}"' for name, value in attributes.items()))
