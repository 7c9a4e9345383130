"""Layers of symbols as QGIS draws them: pictures, lines, fills, and shapes worked out from the place."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Final

from borderatlas.export.qgis.elements import colour, element, properties
from borderatlas.export.qgis.expressions import PIXEL_MM

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from xml.etree.ElementTree import Element

_SOLID: Final = {"joinstyle": "round", "capstyle": "round", "line_width_unit": "MM", "customdash_unit": "MM"}


def symbol(
    kind: str, name: str, layers: Iterable[Element], *, follows: Mapping[str, str] | None = None, alpha: float = 1
) -> Element:
    """A symbol.

    Args:
        kind: `marker`, `line` or `fill`.
        name: By which rules refer to it.
        layers: What it is drawn of, bottom up.
        follows: Expressions that its properties follow.
        alpha: Its opacity.
    """
    attributes = {"type": kind, "name": name, "alpha": f"{alpha:g}", "clip_to_extent": "1", "force_rhr": "0"}
    return element("symbol", attributes, properties(follows or {}), *layers)


def layer(
    kind: str,
    values: Mapping[str, str],
    *children: Element,
    follows: Mapping[str, str] | None = None,
    level: int = 0,
) -> Element:
    """A layer of a symbol; `level` is drawn for all features of a table before the next."""
    attributes = {"class": kind, "enabled": "1", "locked": "0", "pass": str(level)}
    values_of = [element("prop", {"k": name, "v": value}) for name, value in sorted(values.items())]
    return element("layer", attributes, *values_of, properties(follows or {}), *children)


def embedded(svg: str) -> str:
    """A picture within the style itself."""
    return "base64:" + base64.b64encode(svg.encode()).decode()


def picture(svg: str, size_mm: float, *, follows: Mapping[str, str], level: int) -> Element:
    """A marker that shows an SVG picture."""
    values = {"name": embedded(svg), "size": f"{size_mm:.3g}", "size_unit": "MM", "scale_method": "diameter"}
    return layer("SvgMarker", values, follows=follows, level=level)


def line(  # noqa: PLR0913  # one for each thing that a stroke has
    hexadecimal: str,
    width_px: float,
    *,
    alpha: float = 1,
    dashes: Sequence[float] = (),
    width: str = "",
    level: int = 0,
) -> Element:
    """A stroke along a line.

    Args:
        hexadecimal: Its colour.
        width_px: Its width in pixels of the pages.
        alpha: Its opacity.
        dashes: Lengths in pixels of strokes and gaps, in turn.
        width: An expression that its width in pixels follows.
        level: Its level.
    """
    values = {**_SOLID, "line_color": colour(hexadecimal, alpha), "line_width": f"{width_px * PIXEL_MM:.3g}"}
    if dashes:
        values |= {"use_custom_dash": "1", "customdash": ";".join(f"{part * PIXEL_MM:.3g}" for part in dashes)}
    follows = {"outlineWidth": f"{PIXEL_MM:.4f} * ({width})"} if width else {}
    return layer("SimpleLine", values, follows=follows, level=level)


def area(hexadecimal: str, *, fill: float, outline: float, width_px: float, style: str = "solid") -> Element:
    """A flat fill with an outline; `fill` and `outline` are opacities."""
    values = {
        "color": colour(hexadecimal, fill),
        "style": "solid",
        "outline_color": colour(hexadecimal, outline),
        "outline_style": style,
        "outline_width": f"{width_px * PIXEL_MM:.3g}",
        "outline_width_unit": "MM",
        "joinstyle": "round",
    }
    return layer("SimpleFill", values)


def fading(hexadecimal: str) -> Element:
    """A fill that fades from the middle to nothing at the edge."""
    values = {
        "color_type": "1",
        "color1": colour(hexadecimal),
        "color2": colour(hexadecimal, 0),
        "rampType": "gradient",
        "stops": f"0.55;{colour(hexadecimal, 0.55)}",
        "discrete": "0",
        "type": "1",
        "coordinate_mode": "0",
        "reference_point1": "0.5,0.5",
        "reference_point2": "1,0.5",
        "spread": "0",
    }
    return layer("GradientFill", values)


def worked_out(expression: str, fill: Element, *, shown: str = "", opacity: str = "", level: int = 0) -> Element:
    """Areas that an expression makes of the place.

    Args:
        expression: What makes them.
        fill: How they are filled.
        shown: Expression that says whether they are drawn.
        opacity: Expression that their opacity follows, in per cent; `$geometry` in it is the area.
        level: Its level.
    """
    values = {"SymbolType": "Fill", "geometryModifier": expression, "units": "MapUnit"}
    inner = symbol("fill", "@0@0", [fill], follows={"alpha": opacity} if opacity else {})
    return layer("GeometryGenerator", values, inner, follows={"enabled": shown} if shown else {}, level=level)


def cross(hexadecimal: str, size_px: float, *, level: int) -> Element:
    """A thin cross."""
    values = {
        "name": "cross2",
        "outline_color": colour(hexadecimal),
        "outline_width": f"{PIXEL_MM:.3g}",
        "outline_width_unit": "MM",
        "size": f"{size_px * PIXEL_MM:.3g}",
        "size_unit": "MM",
    }
    return layer("SimpleMarker", values, level=level)
