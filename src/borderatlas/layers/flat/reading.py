"""A row as the members of a feature, still to be validated."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from borderatlas.layers.dates import PartialDate
from borderatlas.layers.faults import Spot
from borderatlas.layers.findings import Finding, shorten
from borderatlas.layers.flat.cells import fold, read_boolean, read_items, read_json, read_plain_text, read_word
from borderatlas.layers.flat.columns import (
    DATE_ENDS,
    DERIVED_PREFIX,
    PLACE_COLUMNS,
    Column,
    flat_columns,
    language_of,
    name_column,
)
from borderatlas.layers.flat.days import read_date
from borderatlas.layers.flat.numbers import read_integer, read_number
from borderatlas.layers.flat.plain import CellError
from borderatlas.layers.vocabulary import KINDS, STATUSES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pydantic import JsonValue

    from borderatlas.layers.schemas import LayerSchema

_CUT: Final = 10
"""Letters that a Shapefile leaves of a column's name."""

_ALL_NAMES: Final = Column("names", "names", "text", "Names", form="object")
"""Names of all languages in one cell, as programs that flatten GeoJSON give them."""

_USUAL: Final = {
    "category": "kind",
    "date": "start",
    "dead": "fatalities_best",
    "deaths": "fatalities_best",
    "description": "summary",
    "fatalities": "fatalities_best",
    "killed": "fatalities_best",
    "precision": "precision_m",
    "source": "sources",
    "title": "name",
    "type": "kind",
    "wounded": "injured",
}
"""What columns of other tables usually mean: asked about, never taken for granted."""


@dataclass(frozen=True, slots=True)
class RowReading:
    """What one row says.

    Attributes:
        properties: The raw members of the feature by field, not yet validated; what is not known is left out. No
            geometry is among them.
        findings: The cells that could not be read, and those that were read with a warning.
        unknown: Names of columns that no field has.
    """

    properties: dict[str, JsonValue]
    findings: list[Finding] = field(default_factory=list)
    unknown: tuple[str, ...] = ()


class RowReader:
    """Reads the rows of one table; which column holds which field is settled once.

    A column is known by its name, in any case and with blanks for `_`; by its old name, where `renamed` has it; or by
    the ten letters that a Shapefile leaves of it, where these belong to one column only.

    Attributes:
        columns: The columns that are read, by their name in the table.
        unknown: Names in the table that no field has.
        repeated: Names in the table whose field an earlier column holds already; they are not read.
    """

    def __init__(
        self, schema: LayerSchema, columns: Iterable[str], *, renamed: Mapping[str, str] | None = None
    ) -> None:
        """Args: the schema of the layer, the names in the table, and what a format had to rename (new name: old)."""
        self._schema = schema
        known = {column.name: column for column in flat_columns(schema)}
        self.columns: dict[str, Column] = {}
        self._derived: dict[str, str] = {}
        unknown, repeated, taken = [], [], set()
        names = list(columns)
        whole = {_fold(name) for name in names}
        for name in names:
            column = _match((renamed or {}).get(name, name), known, whole)
            if column is None:
                if not _is_beside((renamed or {}).get(name, name)):
                    unknown.append(name)
            elif column.derived:
                self._derived[column.name] = name
            elif column.name in taken:
                repeated.append(name)
            else:
                taken.add(column.name)
                self.columns[name] = column
        self.unknown, self.repeated = tuple(unknown), tuple(repeated)
        self._readers = [(name, column, _reader(column)) for name, column in self.columns.items()]

    def findings(self, spot: Spot) -> list[Finding]:
        """Return a warning for each column that is not read, with the nearest name that would be."""
        known = [column.name for column in flat_columns(self._schema) if not column.derived]
        found = []
        for name in self.unknown:
            usual = _USUAL.get(_fold(name))
            meant = [usual] if usual else get_close_matches(_fold(name), known, n=1)
            told = f"Did you mean {meant[0]}? Then say --field {meant[0]}={name}. " if {*meant} & {*known} else ""
            hint = f"{told}It is not read."
            found.append(spot.finding("column-unknown", field=name, expected="a column of the layer", hint=hint))
        return found + [
            spot.finding(
                "column-repeated", field=name, expected="each field in one column", hint="Only the first one is read."
            )
            for name in self.repeated
        ]

    def read(self, row: Mapping[str, object], spot: Spot) -> RowReading:
        """Return what a row says.

        Args:
            row: Cells by name of the column, as any reader gives them.
            spot: Layer, file and what the row is called in messages, such as its number.
        """
        properties: dict[str, JsonValue] = {}
        findings: list[Finding] = []
        names: dict[str, JsonValue] = {}
        for name, column, reader in self._readers:
            cell = row.get(name)
            if cell is None:
                continue
            try:
                value = reader(cell)
            except CellError as error:
                code = "date-invalid" if column.form == "partial date" else "cell-unreadable"
                findings.append(
                    spot.finding(code, field=name, value=shorten(cell), expected=error.expected, hint=error.hint)
                )
                continue
            if isinstance(value, PartialDate):
                value = str(self._widened(value, name, row, spot, findings))
            if value is None:
                continue
            if column is _ALL_NAMES:
                names = value | names
            elif column.key:
                names[column.key] = value
            else:
                properties[column.field] = value
        if names:
            properties["names"] = names
        return RowReading(properties, findings, self.unknown)

    def _widened(
        self, value: PartialDate, name: str, row: Mapping[str, object], spot: Spot, findings: list[Finding]
    ) -> PartialDate:
        """The month or year that a spreadsheet made a day of, where the derived columns beside it still tell."""
        if value.day is None:
            return value
        ends = [self._derived.get(f"{self.columns[name].name}_{end}") for end in DATE_ENDS]
        try:
            first, last = (read_date(row.get(end)) if end else None for end in ends)
        except CellError:
            return value
        for wider in (PartialDate(value.year, value.month), PartialDate(value.year)):
            if first and last and (wider.first, wider.last) == (first.first, last.last) and value.first == wider.first:
                findings.append(
                    spot.finding(
                        "date-widened",
                        field=name,
                        expected=f"{wider}, as {ends[0]} and {ends[1]} say",
                        hint=f"It is read as {wider}. If the day is meant, empty those two cells.",
                        value=shorten(row[name]),
                    )
                )
                return wider
        return value


def from_row(
    row: Mapping[str, object],
    schema: LayerSchema,
    *,
    spot: Spot | None = None,
    renamed: Mapping[str, str] | None = None,
) -> RowReading:
    """Return what one row says; for the rows of a table make one `RowReader`.

    Args:
        row: Cells by name of the column, as any reader gives them.
        schema: The schema of the layer.
        spot: Layer, file and what the row is called in messages; the layer alone where not given.
        renamed: Names of columns that a format had to change, with the names that they had.
    """
    return RowReader(schema, row, renamed=renamed).read(row, spot or Spot(schema.name, "", ""))


def _match(name: str, known: Mapping[str, Column], whole: set[str]) -> Column | None:
    folded = _fold(name)
    if folded in known:
        return known[folded]
    if folded == _ALL_NAMES.name:
        return _ALL_NAMES
    if tag := language_of(folded):
        return name_column(tag)
    if len(name) == _CUT:
        cut = [column for column in known.values() if column.name[:_CUT] == folded and column.name not in whole]
        if len(cut) == 1:
            return cut[0]
    return None


def _fold(name: str) -> str:
    return fold(name.replace("\ufeff", ""))


def _is_beside(name: str) -> bool:
    """Tell whether a column is one that exports put beside the row: the place, or the border address."""
    return _fold(name) in PLACE_COLUMNS or _fold(name).startswith(DERIVED_PREFIX)


def _reader(column: Column) -> Callable[[object], Any]:
    """What reads the cells of a column."""
    words = _words(column)
    readers: dict[str, Callable[[object], Any]] = {
        "partial date": read_date,
        "list": partial(read_items, items=column.items, words=words),
        "object": partial(read_json, kind=dict),
        "objects": partial(read_json, kind=list),
        "integer": partial(read_integer, unit=column.unit),
        "number": partial(read_number, unit=column.unit),
        "boolean": read_boolean,
        "text": partial(read_word, words=words) if words else read_plain_text,
    }
    return readers[column.type if column.form == "plain" else column.form]


def _words(column: Column) -> dict[str, str]:
    """The vocabulary by how its words may be written: as they are, or as readers see them."""
    words = {fold(word): word for word in column.vocabulary}
    if column.field == "kind":
        words |= {fold(KINDS[word].label): word for word in column.vocabulary if word in KINDS}
    elif column.field == "status":
        words |= {fold(STATUSES[word].label): word for word in column.vocabulary if word in STATUSES}
    return words
