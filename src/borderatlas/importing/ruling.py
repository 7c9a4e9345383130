"""Applies the rules of a mapping to the row of a foreign file."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from borderatlas.layers.dates import PartialDate
from borderatlas.layers.flat.cells import read_plain_text
from borderatlas.layers.flat.days import read_date
from borderatlas.layers.flat.plain import CellError, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic import JsonValue

    from borderatlas.project import FieldRule


class RowLeftOut(Exception):  # noqa: N818  # no error: the mapping wants it so
    """A row that the mapping does not take, for the reason that it carries."""


def cell_by(rules: tuple[FieldRule, ...], row: Mapping[str, object]) -> object | None:
    """Return what a field's rules give for a row, as a cell still to be read; None where they give nothing.

    Raises:
        CellError: A date has another form than the rule says.
        RowLeftOut: A word is not among the values of a rule that leaves such rows out.
    """
    for rule in rules:
        found = _by_rule(rule, row)
        if found is not None:
            return found
    if any(rule.otherwise == "leave out" for rule in rules):
        raise RowLeftOut(f"nothing that counts in {', '.join(dict.fromkeys(columns_of(rules)))}")
    return None


def columns_of(rules: tuple[FieldRule, ...]) -> Iterator[str]:
    """Yield the names of the columns that rules read."""
    for rule in rules:
        yield from rule.column
        if rule.widen_by is not None:
            yield rule.widen_by


def _by_rule(rule: FieldRule, row: Mapping[str, object]) -> object | None:
    cells = [cell for name in rule.column if (cell := _filled(row.get(name), rule)) is not None]
    if rule.every or rule.separator is not None:
        items = [item for cell in cells for item in _items(cell, rule)]
        return list(dict.fromkeys(items)) or rule.constant
    if not cells:
        return rule.constant
    cell = _translated(cells[0], rule)
    if cell is None:
        return None
    if rule.date is not None or rule.widen_by is not None:
        return _date(cell, rule, row)
    return _with_point(cell, rule.decimal) if rule.decimal is not None and isinstance(cell, str) else cell


def _filled(cell: object, rule: FieldRule) -> object | None:
    cell = plain(cell)
    if cell is None or not rule.unknown:
        return cell
    return None if _word(cell) in rule.unknown else cell


def _word(cell: object) -> str:
    """A cell as a word: `4.0` of a spreadsheet is 4."""
    if isinstance(cell, list | dict):
        return ""
    return read_plain_text(cell) or ""


def _items(cell: object, rule: FieldRule) -> Iterator[str]:
    parts = cell if isinstance(cell, list) else _word(cell).split(rule.separator or ";")
    for part in parts:
        text = _word(part).strip()
        translated = _translated(text, rule) if text else None
        if translated is not None:
            yield str(translated)


def _translated(cell: object, rule: FieldRule) -> JsonValue | object | None:
    if not rule.values:
        return cell
    word = _word(cell)
    if word in rule.values:
        return rule.values[word]
    folded = {key.casefold(): value for key, value in rule.values.items()}
    if word.casefold() in folded:
        return folded[word.casefold()]
    if rule.otherwise == "leave out":
        raise RowLeftOut(f"{rule.column[0]} is {word or 'something else'}")
    return cell if rule.otherwise == "keep" else None


def _with_point(text: str, decimal: str) -> str:
    other = "," if decimal == "." else "."
    return text.replace(other, "").replace(" ", "").replace("\u00a0", "").replace(decimal, ".")


def _date(cell: object, rule: FieldRule, row: Mapping[str, object]) -> str | None:
    date = read_date(cell) if rule.date is None or not isinstance(cell, str) else _in_form(cell, rule.date)
    if date is None or rule.widen_by is None:
        return None if date is None else str(date)
    width = rule.widths.get(_word(plain(row.get(rule.widen_by)) or ""), "day")
    if isinstance(width, int):
        return None if date.day is None else str(_shifted(date.first, width))
    widths = {
        "day": date,
        "month": PartialDate(date.year, date.month),
        "year": PartialDate(date.year),
        "nothing": None,
    }
    found = widths[width]
    return None if found is None else str(found)


def _shifted(day: dt.date, days: int) -> dt.date:
    return day + dt.timedelta(days)


def _in_form(text: str, form: str) -> PartialDate:
    try:
        found = dt.datetime.strptime(text.strip(), form)  # noqa: DTZ007  # a day, which has no zone
    except ValueError as error:
        raise CellError(f"a date of the form {form}", "Correct the cell, or the form in the mapping.") from error
    month = any(mark in form for mark in ("%m", "%b", "%B", "%j", "%x", "%c"))
    day = month and any(mark in form for mark in ("%d", "%j", "%x", "%c"))
    return PartialDate(found.year, found.month if month else None, found.day if day else None)
