"""Judges the values of one field, a whole column at once: each distinct value is shown to the field's type once."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import TypeAdapter

from borderatlas.layers.json_text import entries_within
from borderatlas.layers.kinds.base import LONGEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pydantic.fields import FieldInfo

    Rows = Iterable[int]
    Column = Sequence[Any]

_REMEMBERED: Final = 50_000
"""Sound values kept per field; one with more is a field of names, in which few come twice, and is kept none of."""


class Judge:
    """Tells which values of a field its Pydantic type does not take.

    Attributes:
        longest: How long a text may be, if any text of a character and more is taken; 0 where the type asks for more.
    """

    def __init__(self, field: FieldInfo) -> None:
        annotated: Any = Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
        adapter = TypeAdapter(annotated)
        self._takes: Callable[[Any], bool] = adapter.validator.isinstance_python
        self.longest = _longest_plain_text(adapter)
        self._sound: dict[type, set[Any]] = {}
        self._varied: set[type] = set()

    def takes(self, value: Any) -> bool:
        """Tell whether a value is certainly sound."""
        return not list(self.odd(lists_of_text([value])))

    def odd(self, column: Column) -> Rows:
        """Return the rows whose value is doubtful; lists of text come as tuples."""
        types = set(map(type, column))
        if len(types) == 1:
            return self._odd_of_type(next(iter(types)), column, column)
        # 1, 1.0 and true are equal, so that each type is judged apart
        return [
            row
            for kind in types
            for row in self._odd_of_type(kind, [value for value in column if type(value) is kind], column)
        ]

    def _odd_of_type(self, kind: type, present: Column, column: Column) -> Rows:
        """Return the rows of a column whose value is of a type and doubtful; `present` are all its values of it."""
        if kind is str and self.longest and "" not in present and max(map(len, present)) <= self.longest:
            return ()
        if kind is dict:
            return [row for row, value in enumerate(column) if type(value) is dict and not self._takes_dict(value)]
        if kind is list or kind in self._varied:
            return [row for row, value in enumerate(column) if type(value) is kind and not self._takes(value)]
        unsound = self._unsound(kind, set(present))
        return [row for row, value in enumerate(column) if type(value) is kind and value in unsound] if unsound else ()

    def _unsound(self, kind: type, values: set[Any]) -> set[Any]:
        """Return those of distinct values, all of one type, that the field does not take."""
        sound = self._sound.setdefault(kind, set())
        new = values - sound
        unsound = {value for value in new if not self._takes(list(value) if kind is tuple else value)}
        sound |= new - unsound
        if len(sound) > _REMEMBERED and kind is not tuple:
            sound.clear()
            self._varied.add(kind)
        return unsound

    def _takes_dict(self, value: dict[str, Any]) -> bool:
        """Long texts are left to the rules between fields, which look for them in `details` only."""
        if any(type(member) is str and len(member) > LONGEST_TEXT for member in value.values()):
            return False
        return self._takes(value)


def lists_of_text(column: Column) -> Column:
    """Return a column of lists of text as one of tuples, which can be compared; any other as it is."""
    if set(map(type, column)) != {list}:
        return column
    tuples = list(map(tuple, column))
    try:
        distinct = set(tuples)
    except TypeError:  # lists or objects within
        return column
    return tuples if set(map(type, chain.from_iterable(distinct))) <= {str} else column


def names_within(column: Column) -> int:
    """How many names the objects in a column have, at any depth."""
    if not {dict, list} & set(map(type, column)):
        return 0
    return sum(entries_within(value) for value in column if type(value) is dict or type(value) is list)


def _longest_plain_text(adapter: TypeAdapter[Any]) -> int:
    """How long a text may be that a type takes if it is not empty; 0 where the type asks for more."""
    schema: Any = adapter.core_schema
    while schema["type"] in ("nullable", "default"):
        schema = schema["schema"]
    asked = {key: value for key, value in schema.items() if key != "metadata"}
    longest = int(asked.pop("max_length", 0))
    return longest if asked == {"type": "str", "strict": True, "min_length": 1} else 0
