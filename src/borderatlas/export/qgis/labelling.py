"""What QGIS writes beside features: names of sites at once, others closer in, and how many entries a district holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from borderatlas.export.qgis import expressions as say
from borderatlas.export.qgis.elements import colour, element, group, key, properties
from borderatlas.export.qgis.rendering import COUNTED, families_of, kinds_of
from borderatlas.export.symbols import COLOURS, ink

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from borderatlas.export.layer_tables import LayerTable

_FONTS: Final = ("Noto Sans", "Segoe UI", "Helvetica Neue", "Liberation Sans", "DejaVu Sans", "Arial")
"""The first that the machine has is taken."""
_POINTS_OF_PIXEL: Final = 0.75
_HALO_MM: Final = 1.8 * say.PIXEL_MM

_NAMED_FROM: Final = {"bridge": 6, "crossing": 6, "ferry": 6, "mission": 6}
"""The zoom of the pages from which a family is named; all others from `_OTHERS_NAMED_FROM`."""
_OTHERS_NAMED_FROM: Final = 8.75
_EVENTS_NAMED_FROM: Final = 9.75

_BESIDE, _OVER = "6", "1"
"""Placements of QGIS: at the first free of eight positions around the symbol; on the point itself."""


def labelling(table: LayerTable) -> Element:
    """The labels of a table; none for the line."""
    families = families_of(table)
    rules = []
    small = len(table.rows) <= COUNTED
    point = table.family == "Point"
    for zoom, kinds in _kinds_by_zoom(table).items():
        condition = f"{say.among('kind', kinds)} AND {say.PINNED}" if point else say.among("kind", kinds)
        if small and zoom < 7:  # features of one site share its label: it stands once
            condition += ' AND ("label" IS NULL OR "id" = minimum("id", group_by:="label"))'
        bold = zoom < 7
        rules.append(
            _rule(
                f"Names from zoom {zoom:g}",
                condition,
                _settings(
                    'coalesce("label", "name")',
                    12 if bold else 11,
                    COLOURS["ink"],
                    bold=bold,
                    priority=9 if bold else 5,
                ),
                table.name,
                far=0 if zoom <= 6 else say.scale(zoom),
            )
        )
    if point and small:
        for hue in dict.fromkeys(family.hue for family in families):
            kinds = [kind for family in families if family.hue == hue for kind in kinds_of(table, family)]
            condition = f"{say.among('kind', kinds)} AND {say.SOFT}"
            number = f"with_variable('n', {say.ENTRIES_HERE}, if(@n > 1 OR @map_scale < {say.scale(8.5)}, @n, NULL))"
            settings = _settings(number, 12.5, ink(hue), bold=True, priority=10, placement=_OVER)
            rules.append(
                _rule("Entries known to the district only", f"{condition} AND {say.FIRST_HERE}", settings, table.name)
            )
    root = element("rules", {"key": key(table.name, "labels")}, *rules)
    return element("labeling", {"type": "rule-based"}, root)


def _kinds_by_zoom(table: LayerTable) -> dict[float, list[str]]:
    """The kinds that are named from the same zoom on."""
    found: dict[float, list[str]] = {}
    for family in families_of(table):
        zoom = _EVENTS_NAMED_FROM if family.name == "clash" else _NAMED_FROM.get(family.name, _OTHERS_NAMED_FROM)
        found.setdefault(zoom, []).extend(kinds_of(table, family))
    return found


def _rule(label: str, condition: str, settings: Element, table: str, far: int = 0) -> Element:
    attributes = {"description": label, "key": key(table, "labels", label, condition), "filter": condition}
    return element("rule", attributes | ({"scalemaxdenom": str(far)} if far else {}), settings)


def _settings(  # noqa: PLR0913
    expression: str, size_px: float, hexadecimal: str, *, bold: bool, priority: int, placement: str = _BESIDE
) -> Element:
    style = element(
        "text-style",
        {
            "fieldName": expression,
            "isExpression": "1",
            "fontFamily": _FONTS[0],
            "fontWeight": "75" if bold else "50",
            "fontSize": f"{size_px * _POINTS_OF_PIXEL:g}",
            "fontSizeUnit": "Point",
            "textColor": colour(hexadecimal),
            "textOpacity": "1",
            "allowHtml": "0",
        },
        group("families", [element("family", {"name": name}) for name in _FONTS]),
        element(
            "text-buffer",
            {
                "bufferDraw": "1",
                "bufferSize": f"{_HALO_MM:.3g}",
                "bufferSizeUnits": "MM",
                "bufferColor": colour(COLOURS["halo"]),
                "bufferOpacity": "0.92",
                "bufferJoinStyle": "128",
            },
        ),
    )
    placed = {
        "placement": placement,
        "predefinedPositionOrder": "R,L,T,B,TR,BR,TL,BL",
        "offsetType": "1",
        "dist": "0.5",
        "distUnits": "MM",
        "quadOffset": "4",
        "priority": str(priority),
    }
    wrapping = {"wrapChar": "", "autoWrapLength": "28", "useMaxLineLengthForAutoWrap": "1", "multilineAlign": "3"}
    rendering = {"drawLabels": "1", "displayAll": "0", "obstacle": "1", "scaleVisibility": "0"}
    return element(
        "settings",
        {"calloutType": "simple"},
        style,
        element("text-format", wrapping),
        element("placement", placed),
        element("rendering", rendering),
        properties({}, "dd_properties"),
    )
