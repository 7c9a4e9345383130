"""How QGIS lets people read and edit the fields of a table: words for codes, titles, hints, tabs, rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from borderatlas.export.qgis import expressions as say
from borderatlas.export.qgis.elements import Value, element, group, option, properties
from borderatlas.layers.kinds.base import Feature
from borderatlas.layers.schemas import LAYERS
from borderatlas.layers.vocabulary import KINDS, STATUSES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from borderatlas.export.layer_tables import LayerTable
    from borderatlas.layers.flat.columns import Column

_NOTHING: Final = "{2839923C-8B7D-419E-B84B-CA2FE9B80EC7}"
"""What QGIS writes for NULL in a list of values."""
_SOFT: Final = "2"
"""A broken constraint is shown, and does not keep anybody from saving."""

_ID_RULE: Final = "regexp_match(\"id\", '^[a-z0-9]+(-[a-z0-9]+)*$') > 0"
_DATE_RULE: Final = (
    '"{0}" IS NULL OR regexp_match("{0}", \'^[0-9]{{4}}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$\') > 0'
)
_LONG: Final = {"summary", "notes", "history", "russian_period", "position_source", "unplaced_reason", "confidence"}

_TABS: Final = {
    "Feature": ("id", "kind", "name", "label", "names", "summary"),
    "Status and dates": ("status", "status_note", "as_of", "as_of_note", "start", "end"),
    "Place": (
        "precision_m",
        "place_level",
        "side",
        "relation",
        "position_source",
        "position_alternatives",
        "unplaced_reason",
    ),
    "Notes and sources": ("notes", "conflicts", "timeline", "confidence", "dataset", "sources", "supports"),
}
"""Fields of every feature by the tab of the form that they stand in; those of kinds stand under `_FACTS`."""
_FACTS: Final = "Facts"
_ADDRESS: Final = "Border address (derived)"


def form(table: LayerTable) -> list[Element]:
    """What a style says of the fields of a table."""
    columns = table.rows.columns
    return [
        group("fieldConfiguration", map(_widget, columns)),
        group("aliases", [element("alias", {"field": each.name, "name": _title(each)}) for each in columns]),
        group("constraints", [rule for each in columns if (rule := _strength(each)) is not None]),
        group("constraintExpressions", [rule for each in columns if (rule := _rule(each, table)) is not None]),
        _columns(columns),
        element("editorlayout", text="tablayout"),
        _tabs(columns),
        group(
            "editable",
            [
                element("field", {"name": each.name, "editable": "0" if _is_read_only(each, table) else "1"})
                for each in columns
            ],
        ),
        _locked_ids(table),
        element("previewExpression", text='"name"'),
    ]


def _title(column: Column) -> str:
    if column.name == "id":
        return f"{column.title} (never changes)"
    return f"{column.title} ({column.unit})" if column.unit else column.title


def _is_day(column: Column) -> bool:
    """Whether it is the first or last day of a partial date that stands beside it."""
    return column.derived and column.type == "date"


def _is_read_only(column: Column, table: LayerTable) -> bool:
    """Whether it is worked out of others, or belongs to the line, which is not edited as a layer."""
    return column.derived or table.part.name not in LAYERS


def _widget(column: Column) -> Element:
    kind, values = _input(column)
    widget = element("editWidget", {"type": kind}, element("config", None, option(values)))
    return element("field", {"name": column.name, "configurationFlags": "None"}, widget)


def _input(column: Column) -> tuple[str, Value]:
    """The name of QGIS's input for a column, and its settings."""
    if column.vocabulary and column.form == "plain":
        words: list[Value] = [{_word(column, value): value} for value in column.vocabulary]
        return "ValueMap", {"map": words if column.name == "kind" else [{"(not known)": _NOTHING}, *words]}
    if column.type == "date":
        return "DateTime", {
            "allow_null": True,
            "calendar_popup": True,
            "display_format": "yyyy-MM-dd",
            "field_format": "yyyy-MM-dd",
            "field_iso_format": False,
        }
    if column.type == "boolean":
        return "CheckBox", {"AllowNullState": True, "CheckedState": "", "TextDisplayMethod": 0, "UncheckedState": ""}
    lines = column.form in {"list", "object", "objects"} or column.name in _LONG or column.name.endswith("_note")
    return "TextEdit", {"IsMultiline": lines and column.type == "text", "UseHtml": False}


def _word(column: Column, value: str) -> str:
    """A word of a vocabulary as a reader sees it."""
    if column.name == "kind" and value in KINDS:
        return KINDS[value].label
    if column.name == "status" and value in STATUSES:
        return STATUSES[value].label
    return value if value.isupper() else value.replace("_", " ").capitalize()


def _strength(column: Column) -> Element | None:
    """What QGIS checks of a column: 1 stands for a value, 2 for a different one each, 4 for an expression."""
    needed = column.name in Feature.model_fields and Feature.model_fields[column.name].is_required()
    checks = (1 if needed else 0) | (2 if column.name == "id" else 0) | (4 if _has_rule(column) else 0)
    if not checks:
        return None
    return element(
        "constraint",
        {
            "field": column.name,
            "constraints": str(checks),
            "notnull_strength": _SOFT if checks & 1 else "0",
            "unique_strength": _SOFT if checks & 2 else "0",
            "exp_strength": _SOFT if checks & 4 else "0",
        },
    )


def _has_rule(column: Column) -> bool:
    return column.name in {"id", "precision_m"} or column.form == "partial date"


def _rule(column: Column, table: LayerTable) -> Element | None:
    """The expression that cells of a column have to meet."""
    if not _has_rule(column):
        return None
    if column.name == "id":
        rule, why = _ID_RULE, "small letters a to z, digits and hyphens; unique; never changed once published"
    elif column.name == "precision_m":
        rule, why = _least_precision(table)
    else:
        rule, why = _DATE_RULE.format(column.name), "a year, a month or a day: 2018, 2018-08 or 2018-08-31"
    return element("constraint", {"field": column.name, "exp": rule, "desc": why})


def _least_precision(table: LayerTable) -> tuple[str, str]:
    """The rule against harm: some kinds are never placed more sharply than a town."""
    schema = LAYERS.get(table.part.name)
    models = schema.models if schema else {}
    least = {kind: model.least_precision_m for kind, model in models.items() if model.least_precision_m}
    plain = '"precision_m" IS NULL OR "precision_m" > 0'
    if not least:
        return plain, "a radius in metres"
    metres = max(least.values())
    rule = f'({plain}) AND ("precision_m" IS NULL OR "precision_m" >= {metres:g} OR NOT {say.among("kind", least)})'
    return rule, f"a radius in metres; at least {metres:g} m for military places, which stay at town level"


def _columns(columns: Sequence[Column]) -> Element:
    """The table of attributes; days that are worked out of partial dates are hidden in it."""
    shown = [
        element("column", {"type": "field", "name": each.name, "width": "-1", "hidden": "1" if _is_day(each) else "0"})
        for each in columns
    ]
    number = element("column", {"type": "field", "name": "fid", "width": "-1", "hidden": "1"})
    return element("attributetableconfig", {"actionWidgetStyle": "dropDown"}, group("columns", [number, *shown]))


def _tabs(columns: Sequence[Column]) -> Element:
    """The tabs of the form; a field of a kind stands among the facts."""
    tab_of = {field: tab for tab, fields in _TABS.items() for field in fields}
    held: dict[str, list[Column]] = {tab: [] for tab in ("Feature", "Status and dates", "Place", _FACTS)}
    held |= {"Notes and sources": [], _ADDRESS: []}
    for column in columns:
        if not _is_day(column):
            held[_ADDRESS if column.derived else tab_of.get(column.field, tab_of.get(column.name, _FACTS))].append(
                column
            )
    order = {column.name: number for number, column in enumerate(columns, 1)}  # the number of the row stands first
    tabs = [
        element(
            "attributeEditorContainer",
            {"name": tab, "columnCount": "1", "groupBox": "0", "showLabel": "1", "visibilityExpressionEnabled": "0"},
            *(
                element("attributeEditorField", {"name": each.name, "index": str(order[each.name]), "showLabel": "1"})
                for each in inside
            ),
        )
        for tab, inside in held.items()
        if inside
    ]
    return group("attributeEditorForm", tabs)


def _locked_ids(table: LayerTable) -> Element:
    """An id can be typed for a new feature only: references to the others would break."""
    named = [each for each in table.rows.columns if each.name == "id"]
    fields = []
    for each in named:
        followed = properties({"dataDefinedEditable": "coalesce($id, -1) < 0"}, "field")
        followed.set("name", each.name)
        fields.append(followed)
    return group("dataDefinedFieldProperties", fields)
