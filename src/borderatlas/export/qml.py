"""Styles of QGIS (QML): how a table is drawn, labelled and edited, without anybody asking for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from borderatlas.export.qgis.elements import element, written
from borderatlas.export.qgis.forms import form
from borderatlas.export.qgis.labelling import labelling
from borderatlas.export.qgis.rendering import families_of, renderer

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from borderatlas.export.layer_tables import LayerTable

QGIS: Final = "3.22.16-Białowieża"
"""The version whose way of writing is followed; later ones read it."""

_GEOMETRY: Final = {"Point": "0", "LineString": "1", "Polygon": "2"}


def qml(table: LayerTable) -> str:
    """The style of a table as a document."""
    attributes = {
        "version": QGIS,
        "styleCategories": "AllStyleCategories",
        "labelsEnabled": "1" if families_of(table) else "0",
        "simplifyDrawingHints": "1",
        "simplifyMaxScale": "1",
        "hasScaleBasedVisibilityFlag": "0",
    }
    kind = element("layerGeometryType", text=_GEOMETRY[table.family])
    return written(element("qgis", attributes, *style(table), kind))


def style(table: LayerTable) -> list[Element]:
    """The parts of a style, which projects hold as well."""
    parts = [renderer(table)]
    if families_of(table):
        parts.append(labelling(table))
    if {"start_first", "end_last"} <= set(table.rows.frame.columns):
        parts.insert(0, _times())
    return [*parts, *form(table)]


def _times() -> Element:
    """When features are shown while the time slider of QGIS runs: from the first day that they may have had."""
    return element(
        "temporal",
        {
            "enabled": "1",
            "mode": "4",  # start and end by expressions
            "startExpression": '"start_first"',
            "endExpression": 'coalesce("end_last", "start_last")',
            "limitMode": "1",
            "accumulate": "0",
        },
    )
