"""Rows whose columns are called as the flat twin calls them: our own exports that people edited, and files like them.

What a row says counts. A cell that was emptied clears its field, a column that the file lacks is left alone, and so is
a member that a GeoJSON feature lacks. Columns that exports add (border addresses, first and last days) are not read.
Where a format cut a long text (Shapefiles at 254 bytes, spreadsheets at 32,767 characters), its beginning stands for
all of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from borderatlas.changes.fields import ABSENT
from borderatlas.importing.candidates import Candidate
from borderatlas.importing.leaves import GEOMETRY
from borderatlas.importing.places import as_it_was, is_same, to_json
from borderatlas.layers.faults import Spot
from borderatlas.layers.flat import RowReader, to_row
from borderatlas.tables.places import Places, place_rows, plain_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from borderatlas.changes.fields import Value
    from borderatlas.layers import Feature, Finding, Layer, LayerSchema
    from borderatlas.tables.table import Table

_DBF_BYTES: Final = 254
_CELL_MARKS: Final = 32_767
_NEVER_CUT: Final = 200
"""Text as short as this was not cut by any format."""
_UNSAID: Final = object()


class TwinReader:
    """Reads the rows of one file.

    Attributes:
        reader: Which column holds which field.
    """

    def __init__(
        self, schema: LayerSchema, layer: Layer, columns: Sequence[str], renamed: Mapping[str, str], file: str
    ) -> None:
        """Args: the layer's schema, the layer as it stands, the file's columns, new names with the old, the path."""
        self.reader = RowReader(schema, columns, renamed=renamed)
        self._layer = layer
        self._schema = schema
        self._file = file
        names = {plain_name(name): name for name in reversed(columns)}
        self._wkt = names.get("wkt")
        self._lonlat = (names["lon"], names["lat"]) if {"lon", "lat"} <= names.keys() else None
        self._id = next((name for name, column in self.reader.columns.items() if column.name == "id"), None)

    @property
    def has_places(self) -> bool:
        """Whether columns hold the places as exports write them."""
        return self._wkt is not None or self._lonlat is not None

    def candidates(self, table: Table, word: str, *, of: str = "") -> Iterator[Candidate]:
        """Yield what the rows of a table say.

        Args:
            table: The rows.
            word: What row numbers count.
            of: Layer of the file, where it has layers.
        """
        among = f" of {of}" if of and of != self._schema.name else ""
        rows = _rows_of(table)
        places = self._places(table, rows)
        for number, row, place in zip(table.rows.tolist(), rows, places, strict=True):
            yield self._candidate(f"{word} {number}{among}", row, place)

    def _candidate(self, label: str, row: dict[str, Any], place: object) -> Candidate:
        feature_id = _id_text(row.get(self._id)) if self._id else ""
        spot = Spot(self._schema.name, self._file, f"{label} ({feature_id})" if feature_id else label)
        former = self._former(feature_id)
        cut = self._cut_columns(row, former)
        told = {name: cell for name, cell in row.items() if name not in cut}
        reading = self.reader.read(told, spot)
        given: dict[str, Value] = {}
        names = reading.properties.get("names")
        for name, column in self.reader.columns.items():
            if name not in told or column.field == "id":
                continue
            if column.key:
                found = names.get(column.key, ABSENT) if isinstance(names, dict) else ABSENT
                given[f"names.{column.key}"] = found
            else:
                given[column.field] = reading.properties.get(column.field, ABSENT)
        findings = list(reading.findings)
        if place is not _UNSAID:
            findings += self._put_place(given, place, former, spot)
        return Candidate(spot, feature_id, given, tuple(findings))

    def _former(self, feature_id: str) -> Feature | None:
        return self._layer[feature_id] if feature_id in self._layer else None  # noqa: SIM401  # it has no `get`

    def _put_place(self, given: dict[str, Value], place: Any, former: Feature | None, spot: Spot) -> list[Finding]:
        if isinstance(place, str):
            hint = "Change lon and lat, or wkt, and clear the other; to take a place away, clear all of them."
            return [spot.finding("place-contradicted", field=GEOMETRY, expected=place, hint=hint)]
        before = None if former is None else former.geometry
        if former is not None and is_same(place, before):
            given[GEOMETRY] = to_json(before) if before is not None else ABSENT
            return []
        try:
            shape = None if place is None else to_json(as_it_was(place, before))
        except ValueError:
            expected = "a point, line or area, or several of one sort"
            return [spot.finding("geometry-invalid", field=GEOMETRY, expected=expected, hint="Split the collection.")]
        given[GEOMETRY] = ABSENT if shape is None else shape
        return []

    def _cut_columns(self, row: Mapping[str, Any], former: Feature | None) -> set[str]:
        """The columns whose text is the beginning of what stands in the layer, cut where formats cut."""
        long = [
            name
            for name in self.reader.columns
            if isinstance(cell := row.get(name), str) and len(cell.encode()) > _NEVER_CUT
        ]
        if not long or former is None:
            return set()
        cells = to_row(former)
        return {name for name in long if _is_cut(row[name], cells.get(self.reader.columns[name].name))}

    def _places(self, table: Table, rows: list[dict[str, Any]]) -> Sequence[object]:
        """The place of each row: a geometry, None for none, a text where it contradicts itself, or `_UNSAID`."""
        if table.geometry is not None:
            return list(table.geometry)
        if not self.has_places:
            return [_UNSAID] * len(rows)
        nothing = np.full(len(rows), None, dtype=object)
        shapes, faults, _ = place_rows(table, Places(shape=self._wkt)) if self._wkt else (nothing, nothing, set())
        points, more, _ = (
            place_rows(table, Places(lon=self._lonlat[0], lat=self._lonlat[1]))
            if self._lonlat
            else (nothing, nothing, set())
        )
        found: list[object] = []
        for row, shape, point, fault, other in zip(rows, shapes, points, faults, more, strict=True):
            if fault or other:
                found.append(f"a place that can be read: {fault or other}")
            elif self._wkt is None or self._lonlat is None:
                found.append(point if self._wkt is None else shape)
            else:
                found.append(self._agreed(row, shape, point))
        return found

    def _agreed(
        self, row: Mapping[str, Any], shape: BaseGeometry | None, point: BaseGeometry | None
    ) -> BaseGeometry | str | None:
        """The place that lon, lat and wkt give together: of the two, the one that was edited."""
        feature_id = _id_text(row.get(self._id)) if self._id else ""
        former = self._former(feature_id)
        before = None if former is None else former.geometry
        former_point = before if before is not None and before.geom_type == "Point" else None
        edited = [place for place, was in ((shape, before), (point, former_point)) if not is_same(place, was)]
        if not edited or (shape is None and point is None and before is not None and len(before.wkt) > _CELL_MARKS):
            return before
        if len(edited) == 1 and edited[0] is not None:
            return edited[0]
        if shape is None and point is None:
            return None
        if shape is None or point is None:
            return point if before is None and shape is None else shape if before is None else _CONTRADICTED
        return shape if is_same(shape, point) else _CONTRADICTED


_CONTRADICTED: Final = "one place; lon, lat and wkt give two"


def _rows_of(table: Table) -> list[dict[str, Any]]:
    """Rows as mappings; a GeoJSON feature has only the members that stand in it."""
    if table.features is None:
        return [{str(name): cell for name, cell in row.items()} for row in table.own.to_dict("records")]
    rows = []
    for feature in table.features:
        outer = {"id": feature["id"]} if "id" in feature else {}
        rows.append({**feature["properties"], **outer})
    return rows


def _id_text(cell: object) -> str:
    return cell.strip() if isinstance(cell, str) else ""


def _is_cut(cell: str, whole: object) -> bool:
    if not isinstance(whole, str) or cell == whole:
        return False
    in_table = whole.encode()[:_DBF_BYTES].decode("utf-8", "ignore")
    return cell.rstrip() in (in_table.rstrip(), whole[:_CELL_MARKS].rstrip())
