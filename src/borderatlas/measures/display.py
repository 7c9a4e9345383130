"""A table of measures for people: fewer columns, certain and possible in one, and sentences on what that means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from borderatlas.layers import KINDS, STATUSES
from borderatlas.measures.columns import records

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from borderatlas.measures.columns import Record

    Cell = Callable[[Record], str]

CAPTION: Final = "Counts follow reporting and are no trend."
RANGES: Final = "1–5: one for certain, up to five possibly."
DEATHS: Final = (
    "Deaths, of what is certain: best count (lowest–highest) of those that are stated; not stated: events without any."
)
GAPS: Final = "Gap: along the line from crossing point to crossing point; to the next, or the longest of a stretch."
WAYS: Final = "Ways in km, least–most within the precision of both places; ?: within it another may be nearer."

WIDTH: Final = 100
"""Letters of a line where nobody says how many it can hold."""
TEXT_WIDTH: Final = 11
"""Least letters of a column of text."""
BETWEEN: Final = 2
"""Letters between two columns."""

_SHARP_KM: Final = 1.0
"""Kilometres known better than this are shown as one number."""

Sort = Literal["number", "word", "text"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column for people.

    Attributes:
        title: Its title.
        cells: Text of each row; empty where nothing is known.
        sort: How it is set: a `number` to the right, a `word` without a break, a `text` on as many lines as it needs.
        spare: What may be left out for want of width: the greatest number first, 0 never.
    """

    title: str
    cells: list[str]
    sort: Sort
    spare: int

    @property
    def name(self) -> str:
        """The title on one line."""
        return self.title.replace("\n", " ")

    @property
    def width(self) -> int:
        """Letters that it needs at least."""
        if self.sort == "text":
            return max(TEXT_WIDTH, *map(len, self.title.split()))
        return max(map(len, [*self.title.split("\n"), *self.cells]))


@dataclass(frozen=True, slots=True)
class Display:
    """A table for people.

    Attributes:
        columns: Its columns, which all have one cell per row.
        notes: Sentences to stand under it.
    """

    columns: list[Column]
    notes: list[str]


@dataclass(frozen=True, slots=True)
class _Rule:
    """How a column is written, where the table has the column `of`."""

    of: str
    title: str
    cell: Cell
    sort: Sort = "number"
    spare: int = 0


def display(table: pd.DataFrame, width: int = WIDTH) -> Display:
    """What people want to see of a table of `measure`.

    Args:
        table: The table.
        width: Letters that a line can hold. Columns for which there is no room are left out, and a note says which.
    """
    rows = records(table)
    if "nearest_crossing" in table:
        rules, notes = [*_EVENT_RULES], [CAPTION, WAYS]
    else:
        rules = [*_LABEL_RULES, *_bank_rules(table), *_COUNT_RULES]
        notes = [CAPTION, RANGES, *([DEATHS] if "deaths_best" in table else []), *([GAPS] if _has_gaps(table) else [])]
    if "line_version" in table and len(table):
        notes.append(f"Kilometres: {table['line_version'].iloc[0]}.")
    columns = [
        Column(rule.title, [rule.cell(row) for row in rows], rule.sort, rule.spare)
        for rule in rules
        if rule.of in table
    ]
    room = _room(columns, width)
    if missing := [column.name for column in columns if column.spare > room]:
        notes.append(f"Left out for want of width: {'; '.join(missing)}.")
    return Display([column for column in columns if column.spare <= room], notes)


def _room(columns: list[Column], width: int) -> int:
    """The greatest `spare` for which there is room; 0 where there is room for no more than has to be."""
    for room in sorted({column.spare for column in columns}, reverse=True):
        if sum(column.width + BETWEEN for column in columns if column.spare <= room) - BETWEEN <= width:
            return room
    return 0


def _has_gaps(table: pd.DataFrame) -> bool:
    return "longest_gap_km" in table or "gap_after_km" in table


def _bank_rules(table: pd.DataFrame) -> list[_Rule]:
    """The provinces of each bank; where rows are many by what their codes add to the country's."""
    banks = [match[1] for name in table if (match := re.fullmatch(r"(province_\w+)_code", str(name)))]
    short = "section" in table
    return [
        _Rule(
            bank,
            bank.removeprefix("province_").upper(),
            _short_codes(f"{bank}_code") if short else _text(bank),
            "word" if short else "text",
            spare=2,
        )
        for bank in banks
    ]


def _told(row: Record, name: str) -> str:
    value = row.get(name)
    return "" if value is None else str(value)


def _number(row: Record, name: str) -> float | None:
    value = row[name]
    return float(value) if isinstance(value, int | float) else None


def _short_codes(name: str) -> Cell:
    return lambda row: re.sub(r"\b[A-Z]{2}-", "", _told(row, name))


def _text(name: str) -> Cell:
    return lambda row: _told(row, name)


def _whole(name: str) -> Cell:
    return lambda row: _span(_number(row, name), _number(row, name))


def _noted(name: str, write: Cell) -> Cell:
    """The label of a row, or the words for what it stands for in place of one; both where there are both."""

    def cell(row: Record) -> str:
        note, label = _told(row, f"{name}_note"), write(row)
        return f"{label} ({note})" if label and note else label or note

    return cell


def _span(low: float | None, high: float | None) -> str:
    """`380–820`; one number where both read the same."""
    if low is None or high is None:
        return ""
    first, last = f"{low:,.0f}", f"{high:,.0f}"
    return first if first == last else f"{first}–{last}"


def _stretch(row: Record) -> str:
    return _span(_number(row, "km_from"), _number(row, "km_to"))


def _place(name: str, low: str, high: str) -> Cell:
    """One kilometre where it is known sharply, else from km to km."""

    def cell(row: Record) -> str:
        km, km_from, km_to = (_number(row, column) for column in (name, low, high))
        if km is None or km_from is None or km_to is None or km_to - km_from >= _SHARP_KM:
            return _span(km_from, km_to)
        return f"{km:,.1f}"

    return cell


def _way(name: str) -> Cell:
    return lambda row: _span(_number(row, f"{name}_km_least"), _number(row, f"{name}_km_most"))


def _nearest(name: str) -> Cell:
    return lambda row: _told(row, name) + (" ?" if row[f"{name}_certain"] is False else "")


def _count(*names: str) -> Cell:
    """`1–5`: so many for certain, so many possibly."""

    def total(row: Record, word: str) -> float | None:
        counts = [_number(row, f"{name}_{word}") for name in names]
        return None if None in counts else sum(count for count in counts if count is not None)

    return lambda row: _span(total(row, "certain"), total(row, "possible"))


def _deaths(row: Record) -> str:
    """`95 (57–295)`; one number where all are the same."""
    low, best, high = (_number(row, f"deaths_{name}") for name in ("low", "best", "high"))
    span = _span(low, high)
    return span if low == high else f"{_span(best, best)} ({span})"


def _first_date(name: str) -> Cell:
    """The date on which it began."""
    return lambda row: _told(row, name).split("/")[0]


def _label(name: str, labels: dict[str, str]) -> Cell:
    return lambda row: labels.get(_told(row, name), "not given")


_LABEL_RULES: Final = (
    _Rule("crossing", "Crossing point", _noted("crossing", _text("crossing")), sort="text"),
    _Rule("border_km", "At km", _place("border_km", "border_km_from", "border_km_to")),
    _Rule("crossing", "Nearest\nfrom km", _stretch),
    _Rule("gap_after_km", "Gap,\nkm", _whole("gap_after_km"), spare=3),
    _Rule("section", "km", _noted("section", _stretch), sort="text"),
    _Rule("province", "km", _noted("province", _stretch), sort="text"),
    _Rule("year", "Year", _noted("year", _text("year")), sort="text"),
    _Rule("quarter", "Quarter", _noted("quarter", _text("quarter")), sort="text"),
    _Rule("kind", "Kind", _label("kind", {name: kind.label for name, kind in KINDS.items()}), sort="text"),
    _Rule("status", "Status", _label("status", {name: status.label for name, status in STATUSES.items()}), sort="text"),
)
_COUNT_RULES: Final = (
    _Rule("bridges_certain", "Crossings", _count("bridges", "crossing_points", "ferries")),
    _Rule("markets_certain", "Markets", _count("markets")),
    _Rule("longest_gap_km", "Gap,\nkm", _whole("longest_gap_km"), spare=3),
    _Rule("events_certain", "Events", _count("events")),
    _Rule("features_certain", "Features", _count("features")),
    _Rule("events_placed", "Placed", _whole("events_placed")),
    _Rule("features_placed", "Placed", _whole("features_placed")),
    _Rule("events_dated", "Dated", _whole("events_dated")),
    _Rule("features_dated", "Dated", _whole("features_dated")),
    _Rule("deaths_best", "Deaths", _deaths),
    _Rule("deaths_not_stated", "Not\nstated", _whole("deaths_not_stated")),
    _Rule("last_event", "Last\nevent", _first_date("last_event"), sort="word"),
    _Rule("last_feature", "Newest", _first_date("last_feature"), sort="word"),
)
_EVENT_RULES: Final = (
    _Rule("date", "Date", _first_date("date"), sort="word"),
    _Rule("name", "Name", _text("name"), sort="text"),
    _Rule("border_km", "km", _place("border_km", "km_from", "km_to")),
    _Rule("nearest_crossing", "Nearest crossing point", _nearest("nearest_crossing"), sort="text"),
    _Rule("nearest_crossing_km", "Along", _way("nearest_crossing")),
    _Rule("nearest_crossing_straight_km", "Straight", _way("nearest_crossing_straight")),
    _Rule("nearest_market", "Nearest market", _nearest("nearest_market"), sort="text", spare=1),
    _Rule("nearest_market_km", "Along", _way("nearest_market"), spare=1),
    _Rule("nearest_market_straight_km", "Straight", _way("nearest_market_straight"), spare=1),
)
