"""Rows of foreign files, read by a mapping. What a row leaves empty says nothing: it never clears a field.

Tables are read column by column, each distinct cell once; rows with anything odd are then read one by one.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from borderatlas.changes.fields import ABSENT
from borderatlas.importing.by_value import ODD, FieldByValue, LeftOut
from borderatlas.importing.candidates import Candidate
from borderatlas.importing.ids import slug
from borderatlas.importing.leaves import GEOMETRY, PARTED
from borderatlas.importing.mappings import PLACE_FIELDS, flat_name
from borderatlas.importing.places import blunt, to_json, to_point
from borderatlas.importing.ruling import RowLeftOut, cell_by, columns_of
from borderatlas.layers.faults import Spot
from borderatlas.layers.findings import shorten
from borderatlas.layers.flat import RowReader
from borderatlas.layers.flat.cells import read_plain_text
from borderatlas.layers.flat.columns import NAME_PREFIX, language_of
from borderatlas.layers.flat.plain import CellError, plain
from borderatlas.layers.geometry import DECIMALS
from borderatlas.layers.kinds.base import Feature, whole_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray
    from pydantic import JsonValue
    from shapely.geometry.base import BaseGeometry

    from borderatlas.changes.fields import Value
    from borderatlas.importing.by_value import Leaves, Reading
    from borderatlas.layers import Finding, LayerSchema
    from borderatlas.project import FieldRules, ImportSettings
    from borderatlas.tables.table import Table

_PLACE_WORDS = (GEOMETRY, "precision_m", "place_level", "position_source")


class MappedReader:
    """Reads the rows of one file by one mapping.

    Attributes:
        left_out: How many rows the mapping did not take, by the reason.
        blunted: How many military places came sharper than a town.
    """

    def __init__(self, schema: LayerSchema, settings: ImportSettings, columns: Sequence[str], file: str) -> None:
        """Args: the layer's schema, the mapping, the file's columns, the path."""
        self._schema = schema
        self._settings = settings
        self._file = file
        self._rules = {
            flat_name(field): rules
            for field, rules in (self._names(columns) | dict(settings.fields)).items()
            if field not in (*PLACE_FIELDS, "id")
        }
        self._reader = RowReader(schema, [field for field in self._rules if "." not in field])
        self._by_cell = self._fields_by_cell()
        self._read = {
            name for rules in (*settings.fields.values(), *self._rules.values()) for name in columns_of(rules)
        }
        self._ids = FieldByValue(rules, _id_leaf) if (rules := settings.fields.get("id")) else None
        self.left_out: Counter[str] = Counter()
        self.blunted = 0

    def _names(self, columns: Sequence[str]) -> dict[str, FieldRules]:
        """Rules for columns that hold names by language."""
        from borderatlas.project import FieldRule  # noqa: PLC0415

        start = self._settings.names_from
        if start is None:
            return {}
        found: dict[str, FieldRules] = {}
        for name in columns:
            tag = language_of(f"{NAME_PREFIX}{name[len(start) :]}") if name.startswith(start) else ""
            if tag:
                found[f"names.{tag}"] = (FieldRule(column=(name,)),)
        return found

    def _fields_by_cell(self) -> dict[str, FieldByValue] | None:
        """What reads each field by its distinct cells; None where fields hang on each other."""
        columns: dict[str, FieldByValue] = {}
        for field, rules in self._rules.items():
            if "." in field:
                columns[field] = FieldByValue(rules, partial(_fact_leaf, field))
                continue
            alone = RowReader(self._schema, [field])
            if alone.columns != {field: self._reader.columns.get(field)} or alone.columns[field].field == "names":
                return None
            columns[field] = FieldByValue(rules, partial(_leaves, alone, field))
        return columns

    def ids_of(self, table: Table) -> list[str]:
        """Return the ids of the features of rows; empty where a row has none."""
        if self._ids is None:
            return [""] * len(table.rows)
        found = self._ids.read(self._cells_of(table), len(table.rows))
        return [self._id(reading.get("id")) if isinstance(reading, dict) else "" for reading in found]

    def id_of(self, row: Mapping[str, Any]) -> str:
        """Return the id of a row's feature; empty where the row has none."""
        rules = self._settings.fields.get("id")
        if rules is None:
            return ""
        try:
            cell = cell_by(rules, row)
            text = read_plain_text(cell) if cell is not None else None
        except (CellError, RowLeftOut):
            return ""
        return self._id(text)

    def _id(self, text: Value) -> str:
        if not isinstance(text, str) or not text:
            return ""
        return slug(f"{self._settings.id_prefix}-{text}") if self._settings.id_prefix else text

    def candidates(self, table: Table, word: str) -> Iterator[Candidate]:
        """Yield what the rows of a table say, without those that the mapping leaves out.

        Args:
            table: The rows.
            word: What row numbers count.
        """
        placed = table.geometry is not None
        count = len(table.rows)
        cells = self._cells_of(table)
        positions, odd = ([None] * count, set()) if table.geometry is None else _positions(table.geometry)
        readings: dict[str, list[Reading]] = {}
        if self._by_cell is None:
            odd = set(range(count))
        else:
            readings = {field: column.read(cells, count) for field, column in self._by_cell.items()}
        for reading in readings.values():
            odd.update(row for row, found in enumerate(reading) if found is ODD)
        parts = [readings[field] for field in sorted(readings, key=_turn)]
        ends = self._fills(cells, "end", count)
        ids = self.ids_of(table)
        for row, (number, feature_id) in enumerate(zip(table.rows.tolist(), ids, strict=True)):
            label = f"{word} {number}"
            if row in odd:
                shape = None if table.geometry is None else table.geometry[row]
                one = {name: column[row] for name, column in cells.items()}
                if (slow := self.candidate(label, one, shape, placed=placed)) is not None:
                    yield slow
                continue
            found = [reading[row] for reading in parts]
            if any(isinstance(each, LeftOut) for each in found):
                self.left_out[_first_reason([reading[row] for reading in readings.values()])] += 1
                continue
            given = _together(found)
            self._close_span(given, fills_end=ends[row])
            if placed:
                _put_point(given, positions[row])
            if self._finish(given):
                _make_whole(given)
            spot = Spot(self._schema.name, self._file, f"{label} ({feature_id})" if feature_id else label)
            yield Candidate(spot, feature_id, given)

    def _cells_of(self, table: Table) -> dict[str, Sequence[Any]]:
        """The cells of the columns that the mapping reads."""
        names = [(place, str(name)) for place, name in enumerate(table.own.columns)]
        return {name: table.own.iloc[:, place].tolist() for place, name in names if name in self._read}

    def _fills(self, cells: dict[str, Sequence[Any]], field: str, count: int) -> list[bool]:
        """Whether rows fill a column from which a field is read."""
        names = {name for rule in self._rules.get(field, ()) for name in rule.column if name in cells}
        found = [False] * count
        for name in names:
            found = [known or plain(cell) is not None for known, cell in zip(found, cells[name], strict=True)]
        return found

    def candidate(
        self, label: str, row: Mapping[str, Any], shape: BaseGeometry | None, *, placed: bool
    ) -> Candidate | None:
        """Return what a row says; None where the mapping leaves it out.

        Args:
            label: What messages call the row.
            row: Its cells.
            shape: Its place.
            placed: Whether rows of this file have places.
        """
        feature_id = self.id_of(row)
        spot = Spot(self._schema.name, self._file, f"{label} ({feature_id})" if feature_id else label)
        try:
            cells, given, findings = self._cells(row, spot)
        except RowLeftOut as reason:
            self.left_out[str(reason)] += 1
            return None
        reading = self._reader.read(cells, spot)
        given |= _parted(reading.properties)
        self._close_span(given, fills_end=self._says("end", row))
        findings += reading.findings
        if placed:
            findings += self._put_place(given, shape, spot)
        self._finish(given)
        _make_whole(given)
        return Candidate(spot, feature_id, given, tuple(findings))

    def _close_span(self, given: Leaves, *, fills_end: bool) -> None:
        """An event that began and ended on one day has no end; the row says so where it fills both."""
        if fills_end and "start" in given and given.get("end", given["start"]) == given["start"]:
            given["end"] = ABSENT

    def _finish(self, given: Leaves) -> bool:
        """Say what every row says; tell whether its place was made blunter."""
        if self._settings.source is not None:
            given.setdefault("dataset", self._settings.source)
            given.setdefault("sources", [self._settings.source])
        blunted = blunt(given, self._schema)
        self.blunted += blunted
        if given.get("relation") == Feature.model_fields["relation"].default:  # which a layer file need not say
            given["relation"] = ABSENT
        return blunted

    def _cells(self, row: Mapping[str, Any], spot: Spot) -> tuple[dict[str, object], dict[str, Value], list[Finding]]:
        """What the rules give for a row: cells by flat column, rare facts by leaf, and what cannot be read."""
        cells: dict[str, object] = {}
        facts: dict[str, Value] = {}
        findings: list[Finding] = []
        for field, rules in self._rules.items():
            try:
                cell = cell_by(rules, row)
            except CellError as error:
                findings.append(_unreadable(spot, field, rules, row, error))
                continue
            if cell is not None and "." in field:
                facts[field] = _fact(cell)
            elif cell is not None:
                cells[field] = cell
        return cells, facts, findings

    def _put_place(self, given: dict[str, Value], shape: BaseGeometry | None, spot: Spot) -> list[Finding]:
        if shape is not None and not shape.is_empty and given.get("unplaced_reason") is None:
            try:
                given[GEOMETRY] = to_json(to_point(shape) if self._settings.as_points else shape)
            except ValueError:
                expected = "a point, line or area, or several of one sort"
                return [spot.finding("geometry-invalid", field=GEOMETRY, expected=expected, hint="Split it.")]
            given["unplaced_reason"] = ABSENT
            return []
        _clear_place(given)
        return []

    def _says(self, field: str, row: Mapping[str, Any]) -> bool:
        """Whether a row fills a column from which a field is read."""
        rules = self._rules.get(field, ())
        return any(plain(row.get(name)) is not None for rule in rules for name in rule.column)


def _first_reason(readings: list[Reading]) -> str:
    return next(reading.reason for reading in readings if isinstance(reading, LeftOut))


def _together(readings: list[Reading]) -> Leaves:
    given: Leaves = {}
    for reading in readings:
        given.update(reading)  # type: ignore[arg-type]  # all are leaves here
    return given


def _put_point(given: Leaves, position: JsonValue) -> None:
    if position is None or given.get("unplaced_reason") is not None:
        _clear_place(given)
    else:
        given[GEOMETRY] = {"type": "Point", "coordinates": position}
        given["unplaced_reason"] = ABSENT


def _clear_place(given: Leaves) -> None:
    """A row without a place says nothing of one; a row that says why it has none takes away what it said before."""
    has_reason = given.get("unplaced_reason") is not None
    for name in _PLACE_WORDS:
        if has_reason:
            given[name] = ABSENT
        else:
            given.pop(name, None)


def _make_whole(given: Leaves) -> None:
    for leaf, value in given.items():
        if value is not ABSENT:
            given[leaf] = whole_numbers(value)


def _positions(geometry: NDArray[np.object_]) -> tuple[list[Any], set[int]]:
    """The positions of points as a layer file holds them, None where there is no place; and rows of other shapes."""
    found: list[Any] = [None] * len(geometry)
    given = ~(shapely.is_missing(geometry) | shapely.is_empty(geometry))
    flat = given & (shapely.get_type_id(geometry) == shapely.GeometryType.POINT)
    flat &= shapely.get_coordinate_dimension(geometry) == 2
    rows = np.flatnonzero(flat)
    for row, (lon, lat) in zip(rows.tolist(), shapely.get_coordinates(geometry[rows]).tolist(), strict=True):
        found[row] = whole_numbers([round(lon, DECIMALS), round(lat, DECIMALS)])
    return found, set(np.flatnonzero(given & ~flat).tolist())


def _turn(field: str) -> int:
    """Rare facts come first and names last, as reading a single row has them."""
    return 0 if "." in field else 2 if field.startswith(NAME_PREFIX) else 1


def _id_leaf(cell: object) -> Leaves:
    return {"id": read_plain_text(cell)}


def _fact_leaf(field: str, cell: object) -> Leaves:
    return {field: whole_numbers(_fact(cell))}


def _leaves(reader: RowReader, field: str, cell: object) -> Leaves | None:
    """What a cell says of a field; None where there is something to be told about it."""
    reading = reader.read({field: cell}, Spot("", "", ""))
    if reading.findings:
        return None
    return _parted({name: whole_numbers(value) for name, value in reading.properties.items()})


def _parted(properties: Mapping[str, JsonValue]) -> Leaves:
    """The members of a feature as leaves."""
    found: Leaves = {}
    for name, value in properties.items():
        if name in PARTED and isinstance(value, dict):
            found |= {f"{name}.{key}": member for key, member in value.items()}
        else:
            found[name] = value
    return found


def _fact(cell: object) -> JsonValue:
    """A rare fact: whole numbers as numbers, all else as the row has it."""
    cell = plain(cell)
    if isinstance(cell, str):
        text = cell.strip()
        whole = text.isascii() and text.isdecimal() and len(text) < 16 and (text == "0" or not text.startswith("0"))
        return int(text) if whole else text
    return cell if isinstance(cell, bool | int | float | list | dict) else read_plain_text(cell)


def _unreadable(spot: Spot, field: str, rules: FieldRules, row: Mapping[str, Any], error: CellError) -> Finding:
    names = [name for rule in rules for name in rule.column if row.get(name) not in (None, "")]
    return spot.finding(
        "cell-unreadable",
        field=f"{field} (column {names[0]})" if names else field,
        value=shorten(row[names[0]]) if names else "",
        expected=error.expected,
        hint=error.hint,
    )
