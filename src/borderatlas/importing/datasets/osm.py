"""OpenStreetMap: answers of Overpass in JSON (`out geom` or `out center`), and GeoJSON made of them.

Tags after https://wiki.openstreetmap.org/wiki/Map_features; GeoJSON as Overpass Turbo and osmtogeojson write it, with
the element in `@id` or `id` (`way/123`). The database is under the ODbL 1.0.

Lines and areas become points: of a bridge its middle, of a building a place within it. The radius is 100 m, or half the
extent of the element where that is more: nobody says how well it was surveyed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from borderatlas.importing.datasets.dataset import Dataset, column, constant
from borderatlas.project import FieldRule, ImportSettings
from borderatlas.tables.table import frame_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely.geometry.base import BaseGeometry

    from borderatlas.project import FieldRules
    from borderatlas.tables.table import Table

_PRECISION_M: Final = 100.0
_METRES: Final = 111_195.0
"""Metres of a degree of latitude."""
_ID: Final = "osm_id"
_EXTENT: Final = "osm_extent_m"


def _kinds(*tags: tuple[str, Mapping[str, str]]) -> FieldRules:
    """The kind by the first tag that says it; other elements are left out."""
    *first, (last, words) = tags
    rules = [
        FieldRule.model_validate({"column": name, "values": dict(values), "otherwise": "nothing"})
        for name, values in first
    ]
    return (*rules, FieldRule.model_validate({"column": last, "values": dict(words), "otherwise": "leave out"}))


def _mapping(layer: str, kind: FieldRules, unnamed: str, **fields: FieldRules) -> ImportSettings:
    return ImportSettings(
        layer=layer,
        source="openstreetmap",
        id_prefix="osm",
        fields={
            "id": column(_ID),
            "kind": kind,
            "name": (*column("name:en", "int_name", "name"), *constant(unnamed)),
            "precision_m": column(_EXTENT),
            "position_source": constant("OpenStreetMap; the radius is chosen here"),
            **fields,
        },
        names_from="name:",
        as_points=True,
    )


def prepare(table: Table) -> Table:
    """Tags as columns, and the element's id and extent beside them."""
    names = list(table.own.columns)
    rows = table.own.to_dict("records")
    elements = [_element(row) for row in rows]
    columns = list(dict.fromkeys(name for element in elements for name in element)) or names
    shapes = [None] * len(elements) if table.geometry is None else table.geometry
    cells = [
        [*(element.get(name) for name in columns), _extent_m(shape)]
        for element, shape in zip(elements, shapes, strict=True)
    ]
    return replace(table, own=frame_of(cells, [*columns, _EXTENT]), features=None)


def _element(row: Mapping[Any, Any]) -> dict[str, Any]:
    tags = row.get("tags")
    found = {str(name): cell for name, cell in row.items() if name != "tags"} | (tags if isinstance(tags, dict) else {})
    reference = row.get("@id") or row.get("id")
    if isinstance(row.get("type"), str) and not isinstance(reference, str):
        reference = f"{row['type']}/{reference}"
    return found | {_ID: None if reference is None else str(reference)}


def _extent_m(shape: BaseGeometry | None) -> float | None:
    if shape is None:
        return None
    west, south, east, north = shape.bounds
    return max(_PRECISION_M, float(round(_METRES * max(east - west, north - south) / 2)))


OSM: Final = Dataset(
    name="openstreetmap",
    title="OpenStreetMap",
    publisher="OpenStreetMap contributors",
    url="https://www.openstreetmap.org/copyright",
    terms="ODbL 1.0",
    mappings={
        "crossings": _mapping(
            "crossings",
            _kinds(
                ("bridge", {"yes": "bridge", "viaduct": "bridge"}),
                ("man_made", {"bridge": "bridge"}),
                ("route", {"ferry": "ferry"}),
                ("amenity", {"ferry_terminal": "ferry"}),
                ("barrier", {"border_control": "crossing"}),
            ),
            "A crossing without a name",
            operator=column("operator"),
        ),
        "markets": _mapping(
            "markets",
            _kinds(("amenity", {"marketplace": "market"})),
            "A market without a name",
            operator=column("operator"),
            market_days=column("opening_hours"),
        ),
        "missions": _mapping(
            "missions",
            _kinds(
                ("consulate", {"consulate_general": "consulate_general"}),
                (
                    "diplomatic",
                    {"embassy": "embassy", "consulate": "consulate", "consulate_general": "consulate_general"},
                ),
                ("amenity", {"embassy": "embassy"}),
            ),
            "A mission without a name",
            sending_state=column("country"),
            address=column("addr:full", "addr:street"),
            hours=column("opening_hours"),
        ),
    },
    prepare=prepare,
    note="OpenStreetMap is under the ODbL: a layer that takes many of its rows is a derived database of it.",
)


def looks_like(columns: list[str], table: Table) -> bool:
    """Tell whether a file holds elements of OpenStreetMap: of Overpass, or as GeoJSON with their ids."""
    if {"type", "id", "tags"} <= set(columns):
        return True
    name = next((name for name in ("@id", "id") if name in columns), None)
    if name is None or not len(table.own):
        return False
    first = table.own[name].iloc[0]
    return isinstance(first, str) and first.split("/")[0] in {"node", "way", "relation"}
