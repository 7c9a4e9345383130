"""Reads a column of a foreign file by its distinct cells: most columns of a data set repeat a few values.

What a cell says is settled once, by the very rules that read single rows. Where a cell is odd in any way, the row is
left to these.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from borderatlas.importing.ruling import RowLeftOut, cell_by, columns_of
from borderatlas.layers.flat.plain import CellError

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from borderatlas.changes.fields import Value
    from borderatlas.project import FieldRules

_REMEMBERED: Final = 20_000
"""Readings kept per field; a column with more different cells is one of ids or texts, of which few come twice."""

Leaves: TypeAlias = "dict[str, Value]"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a cell says for which the mapping leaves its row out."""

    reason: str


class _Odd:
    """What a cell says that only reading its row by itself can tell."""


ODD: Final = _Odd()

Reading: TypeAlias = "Leaves | LeftOut | _Odd"


class FieldByValue:
    """Reads one field of many rows.

    Args:
        rules: Where the field stands.
        read: Turns the cell that the rules give into leaves; raises where it is odd.
    """

    def __init__(self, rules: FieldRules, read: Callable[[object], Leaves | None]) -> None:
        self._rules = rules
        self._names = list(dict.fromkeys(columns_of(rules)))
        self._read = read
        self._known: dict[Hashable, Reading] = {}

    def read(self, columns: dict[str, Sequence[Any]], count: int) -> list[Reading]:
        """Return what each row says of the field: leaves, `ODD`, or why it is left out.

        Args:
            columns: The cells by name of the column.
            count: How many rows there are.
        """
        present = [name for name in self._names if name in columns]
        if not present:
            return [self._reading({})] * count
        chosen = [columns[name] for name in present]
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        known = self._known
        if all(set(map(type, cells)) == {str} for cells in chosen):
            if len(chosen) == 1:
                (name,) = present
                (cells,) = chosen
                for cell in set(cells) - known.keys():
                    known[cell] = self._reading({name: cell})
                return list(map(known.__getitem__, cells))
            return self._by_keys(present, list(zip(*chosen, strict=True)), lambda key: key)
        keys = [tuple((type(cell), cell) for cell in row) for row in zip(*chosen, strict=True)]
        try:
            return self._by_keys(present, keys, lambda key: map(itemgetter(1), key))
        except TypeError:  # lists or objects in cells
            rows = zip(*chosen, strict=True)
            return [self._reading(dict(zip(present, row, strict=True))) for row in rows]

    def _by_keys(self, names: list[str], keys: list[Any], cells: Callable[[Any], Any]) -> list[Reading]:
        known = self._known
        for key in set(keys) - known.keys():
            known[key] = self._reading(dict(zip(names, cells(key), strict=True)))
        return list(map(known.__getitem__, keys))

    def _reading(self, row: dict[str, object]) -> Reading:
        try:
            cell = cell_by(self._rules, row)
            found = {} if cell is None else self._read(cell)
        except RowLeftOut as reason:
            return LeftOut(str(reason))
        except CellError:
            return ODD
        return ODD if found is None else found
