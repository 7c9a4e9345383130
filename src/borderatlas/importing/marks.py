"""Marks of values by which they are known again; a value that comes often is marked once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from borderatlas.importing.leaves import mark_of

if TYPE_CHECKING:
    from pydantic import JsonValue

_REMEMBERED: Final = 50_000
"""Marks kept of each type; more different values are ids and texts, of which few come twice."""


class Marks:
    """Marks values as `mark_of` does, and remembers."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._numbers: dict[int, str] = {}
        self._lists: dict[tuple[str, ...], str] = {}

    def of(self, value: JsonValue) -> str:
        """Return the mark of a value."""
        known: dict[Any, str]
        key: Any = value
        if type(value) is str:
            known = self._texts
        elif type(value) is int:
            known = self._numbers
        elif type(value) is list and all(type(item) is str for item in value):
            known, key = self._lists, tuple(value)
        else:
            return mark_of(value)
        mark = known.get(key)
        if mark is None:
            if len(known) > _REMEMBERED:
                known.clear()
            known[key] = mark = mark_of(value)
        return mark
