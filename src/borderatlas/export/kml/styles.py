"""Styles of KML after the pages: a colour per family, an icon per family and status, discs about what is not sure."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal
from xml.etree.ElementTree import Element, SubElement  # only writes

from borderatlas.export.symbols import COLOURS, HUES, ink, shape, symbol_svg

if TYPE_CHECKING:
    from borderatlas.export.accounts import Account
    from borderatlas.layers import Family
    from borderatlas.layers.vocabulary import Fill

_ICON_PX: Final = 64
"""Twice the size at which they are shown, for fine screens."""
_BALLOON: Final = "$[description]"
"""What opens on a click: the description alone, not a table of all columns."""

_BORDER_WIDTH: Final = 2.8
_LINE_WIDTH: Final = 7
_LINE_ALPHA: Final = {"filled": 0.45, "slash": 0.3, "dashed": 0.3, "hollow": 0.3}
"""A course is schematic: KML has no dots, so it is a pale band, never a sharp line."""
_AREA_ALPHA: Final = 0.15
_RING_ALPHA: Final = (0.44, 0.04)
"""Edge and inside of the ring about a place that has a symbol."""
_DISC_ALPHA: Final = (0.12, 0.06, 0.36)
"""Opacity that discs about one point have together: of one, for each doubling of their number, and at most."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a placemark looks.

    Attributes:
        family: What gives symbol and colour; None for the border line.
        fill: How the symbol shows the status.
        drawn: `thing` with its symbol, as line or as area; `point` of a thing without a symbol; `ring` about a place
            that has a symbol; or `disc` in place of one.
        together: How many discs lie about the same point: many do not hide what is below them.
    """

    family: Family | None
    fill: Fill
    drawn: Literal["thing", "point", "ring", "disc"] = "thing"
    together: int = 1

    @property
    def name(self) -> str:
        """Id of its style."""
        if self.family is None:
            return "style.line"
        crowd = f"-{self.together}" if self.together > 1 else ""
        return f"style.{self.family.name}-{self.fill if self.drawn == 'thing' else self.drawn}{crowd}"

    @property
    def icon(self) -> str:
        """Name of its icon within a KMZ."""
        return f"icons/{self.name.removeprefix('style.')}.png"


def look_of(account: Account) -> Look:
    """How the placemark of a feature looks: a symbol only where the place is known well enough for one."""
    unsure = account.mark in {"soft", "none"}
    return Look(account.family, "filled" if unsure else account.fill, "point" if unsure else "thing")


def look_of_area(account: Account, together: int = 1) -> Look | None:
    """How the area within which a place lies looks; None where none is drawn.

    Args:
        account: What is told of the feature.
        together: How many features have a disc about the same point.
    """
    if account.mark == "circle":
        return Look(account.family, "filled", "ring")
    return Look(account.family, "filled", "disc", together) if account.mark == "soft" else None


def style(look: Look, *, with_icons: bool) -> Element:
    """The style of a look.

    Args:
        look: The look.
        with_icons: Whether icons stand beside the document; else programs draw their own in the colour of the family.
    """
    made = Element("Style", {"id": look.name})
    hue = HUES[look.family.hue] if look.family else COLOURS["border"]
    line = ink(look.family.hue) if look.family else hue
    if look.drawn in {"thing", "point"} and look.family:
        _icon(made, look, hue, with_icons=with_icons)
    width = 1.0
    if look.drawn == "ring":
        edge, inside = _RING_ALPHA
    elif look.drawn == "disc":
        edge, inside = 0.0, _disc_alpha(look.together)
    else:
        edge, inside = (_LINE_ALPHA[look.fill], _AREA_ALPHA) if look.family else (1.0, 0.0)
        width = _LINE_WIDTH if look.family else _BORDER_WIDTH
    drawn = SubElement(made, "LineStyle")
    SubElement(drawn, "color").text = _colour(line, edge)
    SubElement(drawn, "width").text = f"{width:g}"
    area = SubElement(made, "PolyStyle")
    SubElement(area, "color").text = _colour(hue, inside)
    SubElement(area, "outline").text = "1" if edge else "0"
    SubElement(SubElement(made, "BalloonStyle"), "text").text = _BALLOON
    made[:] = sorted(made, key=lambda part: _ORDER.index(part.tag))
    return made


def _disc_alpha(together: int) -> float:
    """The opacity of one of several discs that lie on each other."""
    one, doubled, most = _DISC_ALPHA
    every = min(most, one + doubled * math.log2(together))
    return float(1 - (1 - every) ** (1 / together))


_ORDER: Final = ("IconStyle", "LabelStyle", "LineStyle", "PolyStyle", "BalloonStyle")


def _icon(made: Element, look: Look, hue: str, *, with_icons: bool) -> None:
    icon = SubElement(made, "IconStyle")
    label = SubElement(made, "LabelStyle")
    SubElement(label, "scale").text = "0.7"
    if look.drawn == "point" or look.family is None:
        SubElement(icon, "scale").text = "0"
        return
    scale = shape(look.family.symbol).scale
    if not with_icons:
        SubElement(icon, "color").text = _colour(hue, 1 if look.fill == "filled" else 0.6)
        SubElement(icon, "scale").text = f"{scale:g}"
        return
    SubElement(icon, "scale").text = f"{scale:g}"
    SubElement(SubElement(icon, "Icon"), "href").text = look.icon
    middle = {"x": "0.5", "y": "0.5", "xunits": "fraction", "yunits": "fraction"}
    SubElement(icon, "hotSpot", middle)


def icon(look: Look) -> bytes | None:
    """The icon of a look as PNG; None where it has none."""
    if look.family is None or look.drawn != "thing":
        return None
    import resvg_py  # noqa: PLC0415  # only KMZ needs it

    return bytes(resvg_py.svg_to_bytes(symbol_svg(look.family, look.fill), width=_ICON_PX, skip_system_fonts=True))


def _colour(hexadecimal: str, alpha: float) -> str:
    """As KML writes colours: alpha, blue, green, red."""
    red, green, blue = (hexadecimal[place : place + 2].lower() for place in (1, 3, 5))
    return f"{round(255 * alpha):02x}{blue}{green}{red}"
