"""Layers that are made up, with everything that formats stumble over; no claim about any border is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from borderatlas.export.addressing import address_members
from borderatlas.export.content import Content, Part
from borderatlas.layers.flat import FlatTable, flat_table
from borderatlas.layers.schemas import LAYERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from borderatlas.layers import Feature

TEXTS = {
    "tajik": "Ҷумҳурии Тоҷикистон, ноҳияи Шӯробод",
    "persian": "پل دوستی تاجیک–افغان، شیرخان‌بندر",
    "pashto": "د شېرخان بندر پوله، کندز",
    "russian": "Мост дружбы, Ё и ё",
    "emoji": "🌉🇹🇯 мост 👨‍👩‍👧",
    "marks": "\u200fAB\u202bגד\u202c\u200e",
    "quotes": "a \"b\" 'c'; d, e\ttab & <b>f</b>",
    "lines": "first\nsecond",
    "formula": "=1+1",
    "template": "{{ 7*7 }} ${x} %s",
    "blank ends": " x ",
    "long": "Ӣ" * 5000,
}
"""Text that has been lost somewhere before, by what it is."""

GEOMETRIES = {
    "point": shapely.Point(70.5, 38.25),
    "multipoint": shapely.MultiPoint([(70, 38), (71, 37)]),
    "line": shapely.LineString([(70, 38), (71, 37), (71.1234567, 37.7654321)]),
    "multiline": shapely.MultiLineString([[(70, 38), (71, 37)], [(72, 38), (73, 37)]]),
    "polygon": shapely.Polygon(
        [(70, 37), (72, 37), (72, 39), (70, 39)], holes=[[(70.5, 37.5), (70.5, 38), (71, 38), (71, 37.5)]]
    ),
    "multipolygon": shapely.MultiPolygon([shapely.box(70, 37, 71, 38), shapely.box(72, 37, 73, 38)]),
    "none": None,
}
"""One geometry of each type, and none."""

CREDIT = "Made up for a test"
DISCLAIMER = "No statement about sovereignty."


def member(number: int, **properties: Any) -> dict[str, Any]:
    """The members of a clash that passes the schema."""
    return {
        "id": f"made-{number}",
        "kind": "attack",
        "name": f"Place {number}",
        "precision_m": 5000,
        "sources": ["made-up"],
        "geometry": {"type": "Point", "coordinates": [70 + number % 4, 37]},
    } | properties


def clashes(*properties: Mapping[str, Any]) -> list[Feature]:
    """Clashes with the given properties, checked by the schema."""
    adapter = LAYERS["clashes"].adapter
    return [adapter.validate_python(member(number, **each)) for number, each in enumerate(properties)]


def part(features: Sequence[Feature], name: str = "clashes", licence: str = "CC-BY-4.0") -> Part:
    """Features as a layer on its way out."""
    return Part(name, f"Made {name}", licence, (CREDIT,), flat_table(features, LAYERS[name]), nested(features))


def nested(features: Sequence[Feature]) -> list[dict[str, Any]]:
    """Features as nested exports take them."""
    address = address_members(None, "")
    return [{"id": each.id, "properties": {**each.properties(), **address}} for each in features]


def shaped(geometries: Sequence[Any], name: str = "clashes", **columns: Sequence[Any]) -> Part:
    """A layer of bare columns with the given geometries, which no schema has looked at."""
    size = len(geometries)
    shapes = np.empty(size, dtype=object)
    shapes[:] = list(geometries)
    values = {"id": [f"made-{row}" for row in range(size)], "name": [f"Place {row}" for row in range(size)], **columns}
    table = FlatTable.of_columns(LAYERS[name], values, shapes)
    rows = [{"id": key, "properties": {"name": title}} for key, title in zip(values["id"], values["name"], strict=True)]
    return Part(name, f"Made {name}", "CC-BY-4.0", (CREDIT,), table, rows)


def content(*parts: Part) -> Content:
    """What an export of these layers carries."""
    return Content(
        name="made-border",
        title="Made–Up border",
        summary="A border that is not.",
        disclaimer=DISCLAIMER,
        contact="Nobody.",
        line_version="made 1",
        facts_to="2024-05",
        parts=parts,
        sources={},
    )
