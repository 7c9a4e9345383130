"""How text and lists stand in one cell, so that spreadsheets and GIS programs hand back what they were given."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_FRAGILE: Final = re.compile(r"^\s|\s\Z|[\x00-\x08\x0b-\x1f\ufffe\uffff]")
"""What programs change or refuse in text: blanks at its ends, carriage returns, control characters."""

_LINE_END: Final = re.compile(r"\r\n?")
_FORMULA: Final = ("=", "+", "-", "@")
_JSON_LIST: Final = "["
_SEPARATOR: Final = "; "
_ITEM: Final = re.compile(r"((?:\\.|[^;\\])*)(?:;|\Z)", re.DOTALL)
_ESCAPED: Final = re.compile(r"\\([;\\])")


def write_text(text: str) -> str:
    """Return the cell for `text`: itself, or a JSON string where a program might change it on the way."""
    return _quoted(text) if _is_fragile(text) else text


def read_text(cell: str) -> str:
    """Return the text of a cell, without blanks at its ends and carriage returns; empty where it is blank."""
    text = cell.strip()
    if "\r" in text:
        text = _LINE_END.sub("\n", text)
    quoted = _unquoted(text)
    return text if quoted is None else quoted


def write_list(items: Iterable[str]) -> str:
    """Return the cell for the items of a list, none of them empty."""
    cell = _SEPARATOR.join(_escaped(write_text(item)) for item in items)
    return _with_first_quoted(cell) if cell.startswith(_JSON_LIST) else cell


def read_list(cell: str) -> list[str]:
    """Return the items of a list in one cell; empty ones are left out."""
    if "\\" in cell:
        parts = [_ESCAPED.sub(r"\1", match[1]) for match in _ITEM.finditer(_complete(cell))]
    else:
        parts = cell.split(";")
    return [item for item in map(read_text, parts) if item]


def defuse(cell: str, *, is_list: bool = False) -> str:
    """Return a cell of text that no spreadsheet takes for a formula, and that reads back as the same.

    Args:
        cell: What `to_row` gave.
        is_list: Whether the cell holds a list.
    """
    if not cell.startswith(_FORMULA):
        return cell
    if not is_list:
        return _quoted(cell)
    return _with_first_quoted(cell)


def _with_first_quoted(cell: str) -> str:
    first, *others = read_list(cell)
    return _SEPARATOR.join([_escaped(_quoted(first)), *(_escaped(write_text(item)) for item in others)])


def _is_fragile(text: str) -> bool:
    return _FRAGILE.search(text) is not None or _unquoted(text) is not None


def _quoted(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return quoted.replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")


def _unquoted(text: str) -> str | None:
    """The text within a JSON string that `write_text` or `defuse` wrote; None where it is text with quotes about it."""
    if len(text) < 2 or not text.startswith('"') or not text.endswith('"'):
        return None
    try:
        inner = json.loads(text)
    except ValueError:
        return None
    special = isinstance(inner, str) and (inner.startswith((*_FORMULA, _JSON_LIST)) or _is_fragile(inner))
    return inner if special else None


def _escaped(item: str) -> str:
    return item.replace("\\", "\\\\").replace(";", "\\;")


def _complete(cell: str) -> str:
    """The cell with a lone backslash at its end doubled, so that it is taken for what it is."""
    tail = len(cell) - len(cell.rstrip("\\"))
    return cell + "\\" if tail % 2 else cell
