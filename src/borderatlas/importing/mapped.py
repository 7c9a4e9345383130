"""Rows of foreign files, read by a mapping. What a row leaves empty says nothing: it never clears a field."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from borderatlas.changes.fields import ABSENT
from borderatlas.importing.candidates import Candidate
from borderatlas.importing.ids import slug
from borderatlas.importing.leaves import GEOMETRY, PARTED
from borderatlas.importing.mappings import PLACE_FIELDS, flat_name
from borderatlas.importing.places import blunt, to_json, to_point
from borderatlas.importing.ruling import RowLeftOut, cell_by
from borderatlas.layers.faults import Spot
from borderatlas.layers.findings import shorten
from borderatlas.layers.flat import RowReader
from borderatlas.layers.flat.cells import read_plain_text
from borderatlas.layers.flat.columns import NAME_PREFIX, language_of
from borderatlas.layers.flat.plain import CellError, plain
from borderatlas.layers.kinds.base import Feature, whole_numbers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pydantic import JsonValue
    from shapely.geometry.base import BaseGeometry

    from borderatlas.changes.fields import Value
    from borderatlas.layers import Finding, LayerSchema
    from borderatlas.project import FieldRules, ImportSettings

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
        if not text:
            return ""
        return slug(f"{self._settings.id_prefix}-{text}") if self._settings.id_prefix else text

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
        for name, value in reading.properties.items():
            if name in PARTED and isinstance(value, dict):
                given |= {f"{name}.{key}": member for key, member in value.items()}
            else:
                given[name] = value
        if "start" in given and given.get("end", given["start"]) == given["start"] and self._says("end", row):
            given["end"] = ABSENT
        findings += reading.findings
        if placed:
            findings += self._put_place(given, shape, spot)
        if self._settings.source is not None:
            given.setdefault("dataset", self._settings.source)
            given.setdefault("sources", [self._settings.source])
        self.blunted += blunt(given, self._schema)
        if given.get("relation") == Feature.model_fields["relation"].default:  # which a layer file need not say
            given["relation"] = ABSENT
        given = {leaf: value if value is ABSENT else whole_numbers(value) for leaf, value in given.items()}
        return Candidate(spot, feature_id, given, tuple(findings))

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
        reason = given.get("unplaced_reason")
        if shape is not None and not shape.is_empty and reason is None:
            try:
                given[GEOMETRY] = to_json(to_point(shape) if self._settings.as_points else shape)
            except ValueError:
                expected = "a point, line or area, or several of one sort"
                return [spot.finding("geometry-invalid", field=GEOMETRY, expected=expected, hint="Split it.")]
            given["unplaced_reason"] = ABSENT
            return []
        for name in _PLACE_WORDS:
            if reason is None:
                given.pop(name, None)
            else:
                given[name] = ABSENT
        return []

    def _says(self, field: str, row: Mapping[str, Any]) -> bool:
        """Whether a row fills a column from which a field is read."""
        rules = self._rules.get(field, ())
        return any(plain(row.get(name)) is not None for rule in rules for name in rule.column)


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
