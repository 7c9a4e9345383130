"""How QGIS draws a table: shape and hue say what a thing is, fill its status, circle and disc how sure the place is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from borderatlas.export.qgis import expressions as say
from borderatlas.export.qgis import strokes
from borderatlas.export.qgis.elements import element, group, key
from borderatlas.export.symbols import COLOURS, HALF_BOX, HUES, ink, is_ring, shape, symbol_svg
from borderatlas.layers.vocabulary import FAMILIES, KINDS, STATUSES, Family

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from borderatlas.export.layer_tables import LayerTable
    from borderatlas.layers.vocabulary import Fill, Hue

_PAINTED: Final = (
    *("note", "reach", "base", "guard", "dispute", "movement", "energy", "clash", "tripoint"),
    *("mission", "zone", "market", "ferry", "crossing", "bridge"),
)
"""Families from the bottom up."""
_FINE: Final = {"guard", "base", "energy"}
"""Families that are left out at the smallest scales."""
_DISCS, _CIRCLES, _SYMBOLS = 0, 1, 2
"""Levels: all discs lie under all circles, and those under all symbols."""
_CONTEXT_WEIGHT: Final = 0.6
"""Families that are context to the events weigh less."""
COUNTED: Final = 2000
"""Up to so many features entries at one place are counted; the time grows with their square."""

_FILLS: Final[tuple[Fill, ...]] = ("filled", "slash", "dashed")
_NOT_DOCUMENTED: Final = "Not documented"


@dataclass
class Rules:
    """The rules of a renderer and the symbols that they refer to.

    Attributes:
        name: Of the table, from which keys are made.
        symbols: The symbols, in the order of their numbers.
    """

    name: str
    symbols: list[Element] = field(default_factory=list)

    def rule(
        self,
        label: str,
        condition: str = "",
        *children: Element,
        kind: str = "",
        layers: Sequence[Element] = (),
        far: int = 0,
    ) -> Element:
        """A rule, with the symbol that it draws or with further rules.

        Args:
            label: For the legend.
            condition: Which features it concerns; `ELSE` for those that no other rule beside it takes.
            children: Further rules.
            kind: Of the symbol: `marker`, `line` or `fill`.
            layers: What the symbol is drawn of.
            far: The denominator of the smallest scale at which it draws; 0 for all scales.
        """
        attributes = {"label": label, "key": key(self.name, label, condition)}
        if condition:
            attributes["filter"] = condition
        if far:
            attributes["scalemaxdenom"] = str(far)
        if layers:
            attributes["symbol"] = str(len(self.symbols))
            self.symbols.append(strokes.symbol(kind, str(len(self.symbols)), layers))
        return element("rule", attributes, *children)

    def renderer(self, rules: Sequence[Element]) -> Element:
        """The renderer, whose symbols are drawn level by level."""
        attributes = {"type": "RuleRenderer", "forceraster": "0", "enableorderby": "0", "symbollevels": "1"}
        root = element("rules", {"key": key(self.name)}, *rules)
        return element("renderer-v2", attributes, root, group("symbols", self.symbols))


def renderer(table: LayerTable) -> Element:
    """The renderer of a table."""
    rules = Rules(table.name)
    families = families_of(table)
    if not families:
        return rules.renderer([_border(rules)])
    draw = {"Point": _points, "LineString": _lines, "Polygon": _areas}[table.family]
    return rules.renderer(draw(table, families, rules))


def families_of(table: LayerTable) -> list[Family]:
    """The families that features of the layer may belong to, in their order; none for the line."""
    names = {KINDS[kind].family for kind in kinds_of(table)}
    return [family for family in FAMILIES.values() if family.name in names]


def kinds_of(table: LayerTable, family: Family | None = None) -> list[str]:
    """The kinds that features of the layer, or those of a family, may be of."""
    vocabulary = next((column.vocabulary for column in table.rows.columns if column.name == "kind"), ())
    return [kind for kind in vocabulary if family is None or KINDS[kind].family == family.name]


def _points(table: LayerTable, families: Sequence[Family], rules: Rules) -> list[Element]:
    made = [_symbols(table, family, rules) for family in families]
    made += [_discs(table, hue, rules) for hue in dict.fromkeys(family.hue for family in families)]
    unfinished = f'"kind" IS NULL OR "precision_m" IS NULL OR NOT {say.among("kind", kinds_of(table))}'
    cross = strokes.cross(COLOURS["ink3"], 9, level=_SYMBOLS)
    return [*made, rules.rule("Kind or precision not given", unfinished, kind="marker", layers=[cross])]


def _discs(table: LayerTable, hue: Hue, rules: Rules) -> Element:
    """Places known to the district only; the widest disc at a place stands for all, if they can be counted."""
    families = [family for family in families_of(table) if family.hue == hue]
    weight = 1 if any(family.name == "clash" for family in families) else _CONTEXT_WEIGHT
    counted = len(table.rows) <= COUNTED
    radius = say.WIDEST_HERE if counted else '"precision_m"'
    disc = strokes.worked_out(
        say.true_circle(several=_has_several(table), radius=radius),
        strokes.fading(HUES[hue]),
        shown=say.FIRST_HERE if counted else "",
        opacity=say.disc_opacity(weight, counted=counted),
        level=_DISCS,
    )
    kinds = [kind for family in families for kind in kinds_of(table, family)]
    condition = f"{say.among('kind', kinds)} AND {say.SOFT}"
    return rules.rule("Known to the district only", condition, kind="marker", layers=[disc])


def _has_several(table: LayerTable) -> bool:
    """Whether its places are of several points."""
    return table.geometry_type.startswith("Multi")


def _symbols(table: LayerTable, family: Family, rules: Rules) -> Element:
    condition = f"{say.among('kind', kinds_of(table, family))} AND {say.PINNED}"
    if family.name == "reach":  # a reach with both kilometres is a stretch of the line
        condition += ' AND ("km_from" IS NULL OR "km_to" IS NULL)'
    far = say.FAR if family.name in _FINE else 0
    circles = say.true_circle(several=_has_several(table))

    def marker(fill: Fill, *, follow_status: bool = False) -> list[Element]:
        scaled = shape(family.symbol).scale
        size = HALF_BOX / 10 * 2 * scaled * say.PIXEL_MM
        radius = say.clash_radius(1) if family.name == "clash" else f"({say.RADIUS})"
        follows = {"size": f"{size:.4f} * {radius}"}
        if follow_status:
            follows["name"] = _picture_by_status(family)
        circle = strokes.area(HUES[family.hue], fill=0.04, outline=0.44, width_px=1)
        return [
            strokes.worked_out(circles, circle, shown=say.CIRCLED, level=_CIRCLES),
            strokes.picture(
                symbol_svg(family, fill), size * 8, follows=follows, level=_SYMBOLS + _PAINTED.index(family.name)
            ),
        ]

    if is_ring(family.symbol):
        return rules.rule(family.title, condition, kind="marker", layers=marker("hollow"))
    if family.name == "clash":
        stated = rules.rule(
            "Deaths stated, by number", f"{say.DEATHS} IS NOT NULL", kind="marker", layers=marker("filled")
        )
        silent = rules.rule("Deaths not stated", "ELSE", kind="marker", layers=marker("hollow"))
        return rules.rule(family.title, condition, stated, silent)
    children = [
        rules.rule(words, say.has_fill(fill), kind="marker", layers=marker(fill))
        for fill in _FILLS
        if (words := _statuses_told(table, family, fill))
    ]
    words = _statuses_told(table, family, "hollow") or _NOT_DOCUMENTED
    children.append(rules.rule(words, "ELSE", kind="marker", layers=marker("hollow", follow_status=True)))
    return rules.rule(family.title, condition, *children, far=far)


def _picture_by_status(family: Family) -> str:
    """The picture for a status that no rule knows: one that nobody had when the style was made."""
    cases = " ".join(
        f"WHEN {say.has_fill(fill)} THEN '{strokes.embedded(symbol_svg(family, fill))}'" for fill in _FILLS
    )
    return f"CASE {cases} ELSE '{strokes.embedded(symbol_svg(family, 'hollow'))}' END"


def _statuses_told(table: LayerTable, family: Family, fill: Fill) -> str:
    """The statuses that features of the family have, of those that a fill shows; empty where there is none."""
    frame = table.rows.frame
    found = frame["status"][frame["kind"].isin(kinds_of(table, family))]
    told = [status.label for status in STATUSES.values() if status.fill == fill and (found == status.name).any()]
    if not told and fill == "filled" and found.isna().any():
        return "No status"
    return ", ".join([*told[:1], *(label.lower() for label in told[1:])])


def _lines(table: LayerTable, families: Sequence[Family], rules: Rules) -> list[Element]:
    """Courses are schematic: a soft band and a broken core, never solid."""
    made = []
    band = say.by_zoom([(6.5, 7), (9, 12), (12, 18)])
    planned = say.has_fill("dashed")
    present = set(table.rows.frame["kind"].dropna())
    for family in families:
        for kind in kinds_of(table, family):
            if kind not in present:
                continue
            rails = kind.startswith("rail")
            hue: Hue = "slate" if rails else family.hue
            width = 2.4 if kind.startswith("hvdc") else 1.8
            soft = strokes.line(HUES[hue], 9, alpha=0.15, width=band)

            def course(
                dashes: Sequence[float], hue: Hue = hue, width: float = width, soft: Element = soft
            ) -> list[Element]:
                return [soft, strokes.line(ink(hue), width, dashes=dashes, level=1)]

            condition, label = say.among("kind", [kind]), KINDS[kind].plural
            if rails:
                made.append(rules.rule(label, condition, kind="line", layers=course([8, 4])))
                continue
            later = rules.rule("Planned or under construction", planned, kind="line", layers=course([1, 5]))
            others = rules.rule("Course schematic", "ELSE", kind="line", layers=course([0.1, 4.6]))
            made.append(rules.rule(label, condition, others, later))
    plain = [
        strokes.line(HUES["slate"], 9, alpha=0.15, width=band),
        strokes.line(HUES["slate"], 1.8, dashes=[0.1, 4.6]),
    ]
    return [*made, rules.rule("Other courses", "ELSE", kind="line", layers=plain)]


def _areas(table: LayerTable, families: Sequence[Family], rules: Rules) -> list[Element]:
    return [
        rules.rule(
            family.title,
            say.among("kind", kinds_of(table, family)),
            kind="fill",
            layers=[strokes.area(HUES[family.hue], fill=0.12, outline=0.8, width_px=1.2, style="dash")],
        )
        for family in families
    ]


def _border(rules: Rules) -> Element:
    """The line: a ribbon, a casing, and ink on it."""
    return rules.rule(
        "Border line",
        kind="line",
        layers=[
            strokes.line(
                COLOURS["border"], 13, alpha=0.13, width=say.by_zoom([(6.5, 11), (8, 15), (10, 22), (13, 30)])
            ),
            strokes.line(COLOURS["casing"], 6, width=say.by_zoom([(6.5, 5), (8, 6.4), (10, 8), (13, 10)]), level=1),
            strokes.line(
                COLOURS["border"], 2.6, width=say.by_zoom([(6.5, 2), (8, 2.8), (10, 3.6), (13, 4.5)]), level=2
            ),
        ],
    )
