"""Reads cells of text, words, lists and JSON, whatever a spreadsheet or a GIS program made of them.

Every reader, of numbers and days too, returns the value, or None where the cell says nothing, and raises `CellError`
where it cannot be read.
"""

from __future__ import annotations

import json
import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from borderatlas.layers.findings import shorten
from borderatlas.layers.flat.notation import read_list, read_text
from borderatlas.layers.flat.numbers import read_integer
from borderatlas.layers.flat.plain import NOTHING, CellError, bare, plain
from borderatlas.layers.kinds.base import EXACT

if TYPE_CHECKING:
    from collections.abc import Mapping

_TRUE: Final = {"true", "t", "yes", "y", "1", "1.0", "wahr", "ja", "vrai", "oui", "да", "истина", "ҳа", "بله", "بلی"}
_FALSE: Final = {"false", "f", "no", "n", "0", "0.0", "falsch", "nein", "faux", "non", "нет", "ложь", "не", "نه", "نی"}

_JSON_HINT: Final = "Copy the form from another row; names and texts stand in double quotes."


def read_plain_text(cell: object) -> str | None:
    """Read free text; a number or a date that a spreadsheet made of it becomes text again."""
    if isinstance(cell, str):
        return read_text(cell) or None
    cell = plain(cell)
    if cell is None:
        return None
    if isinstance(cell, float) and cell.is_integer() and abs(cell) <= EXACT:
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, bool | int | float | date):
        return str(cell).lower()
    raise CellError("text", "Give one text, not a list or an object.")


def read_word(cell: object, words: Mapping[str, str]) -> str | None:
    """Read a word of a vocabulary, in any case; another word comes back as it is.

    Args:
        cell: What stands in it.
        words: The words of the vocabulary by how they may be written, folded by `fold`.
    """
    if isinstance(cell, str) and cell in words:
        return words[cell]
    text = read_plain_text(cell)
    if text is None:
        return None
    word = words.get(fold(text))
    return None if word is None and text.casefold() in NOTHING else word or text


def fold(text: str) -> str:
    """Return a word as `read_word` compares it: small letters, `_` for blanks and hyphens."""
    return re.sub(r"[\s_-]+", "_", text.strip()).casefold()


def read_boolean(cell: object) -> bool | None:
    """Read true or false, in the words of several languages, or as 1 and 0."""
    cell = plain(cell)
    if cell is None or isinstance(cell, bool):
        return cell
    if isinstance(cell, str | int | float):
        word = bare(str(cell)).casefold()
        if word in NOTHING:
            return None
        if word in _TRUE or word in _FALSE:
            return word in _TRUE
    raise CellError("true or false", "Write true or false, yes or no, 1 or 0; leave it empty where it is not known.")


def read_items(cell: object, items: str, words: Mapping[str, str]) -> list[str | int] | None:
    """Read a list: one cell with items between `;`, or a list that a format keeps as one.

    Args:
        cell: What stands in it.
        items: Type of its items, `text` or `integer`.
        words: The vocabulary of the items, as for `read_word`; may be empty.
    """
    cell = plain(cell)
    parts: list[object] = list(cell) if isinstance(cell, list | tuple) else [cell]
    if isinstance(cell, str):
        listed = _json_list(cell.strip())
        if listed is None:
            return [_item(text, items, words) for text in read_list(cell)] or None
        parts = listed
    texts = [text for text in map(read_plain_text, parts) if text is not None]
    return [_item(text, items, words) for text in texts] or None


def read_json(cell: object, kind: type[dict[Any, Any] | list[Any]]) -> Any:
    """Read one object, or a list of them: JSON text, or what a format has nested already."""
    expected = "an object as JSON, such as {…}" if kind is dict else "a list of objects as JSON, such as [{…}]"
    cell = plain(cell)
    if isinstance(cell, str):
        if bare(cell).casefold() in NOTHING:
            return None
        try:
            cell = _json(cell.strip().lstrip("\ufeff"))
        except (ValueError, RecursionError) as err:
            where = f"; {err}" if isinstance(err, ValueError) else "; it is nested too deeply"
            raise CellError(expected + where, _JSON_HINT) from err
    if cell is None:
        return None
    if not isinstance(cell, kind):
        raise CellError(expected, _JSON_HINT)
    return cell


def _item(text: str, items: str, words: Mapping[str, str]) -> str | int:
    if items == "integer":
        number = read_integer(text)
        if number is None:
            raise CellError("whole numbers with ; between them", "Leave out what is not known.")
        return number
    return words.get(fold(text), text) if words else text


def _json_list(text: str) -> list[object] | None:
    """The list that a program wrote as JSON; None where it is none."""
    if not text.startswith("["):
        return None
    try:
        listed = _json(text)
    except (ValueError, RecursionError):
        return None
    return listed if isinstance(listed, list) else None


def _json(text: str) -> Any:
    return json.loads(text, parse_constant=_no_number, object_pairs_hook=_object)


def _no_number(text: str) -> None:
    raise ValueError(f"{text} is no number of JSON")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _ in pairs]
        repeated = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{shorten(repeated)} stands in it twice")
    return members
