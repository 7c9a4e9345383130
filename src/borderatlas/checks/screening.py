"""Tells the features that are certainly sound from those that must be looked at one by one.

Most features of a large file are sound. Here whole columns are judged: each distinct value of a field once, by the same
Pydantic type that the model has. A feature of which nothing is doubtful is sound; any other goes the slow way, which
finds and words the fault. So the screen may send sound features the slow way, and never lets a fault pass.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, combinations, permutations
from typing import TYPE_CHECKING, Annotated, Any, Final

import numpy as np
from pydantic import TypeAdapter

from borderatlas.checks.dates import days_of
from borderatlas.layers.json_text import entries_within
from borderatlas.layers.kinds.base import LONGEST_TEXT, Feature
from borderatlas.layers.kinds.clashes import DEATHS, Clash

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from pydantic.fields import FieldInfo

    from borderatlas.layers.schemas import LayerSchema

    Rows = Iterable[int]
    Column = Sequence[Any]
    Columns = dict[str, Column]

_REMEMBERED: Final = 100_000
"""Sound values kept per field; a field with more is one of names and texts, in which few come twice."""

_FRAMES: Final = {
    names
    for members in (("type", "id", "properties", "geometry"), ("type", "properties", "geometry"))
    for names in permutations(members)
}
_POINTS: Final = {("type", "coordinates"), ("coordinates", "type")}
_RULES: Final = {Feature.broken_rules, Clash.broken_rules}
"""The rules between fields that `_contradicting` covers: a kind with others of its own is not screened."""


@dataclass(frozen=True, slots=True)
class Screened:
    """What the screen says of a list of features.

    Attributes:
        doubtful: Rows that must be looked at one by one, ascending.
        entries: How many names all objects have, as `entries_within` counts them.
        columns: The properties and `id` as columns, where all features have the same and none is doubtful.
    """

    doubtful: list[int]
    entries: int
    columns: Columns | None


class Screen:
    """Judges lists of features by the schema of a layer; it remembers values that it found sound."""

    def __init__(self, schema: LayerSchema) -> None:
        self._family_of: dict[str, _Family] = {}
        families: dict[object, _Family] = {}
        for kind, model in schema.models.items():
            if _is_covered(model):
                family = families.setdefault(_family_key(model), _Family(model))
                family.kinds.add(kind)
                self._family_of[kind] = family

    def screen(self, entries: Sequence[Any]) -> Screened:
        """Judge the members of `features` of a collection."""
        odd: list[int] = []
        groups: dict[tuple[str, ...], tuple[_Family, list[int]]] = {}
        for row, entry in enumerate(entries):
            family = self._family(entry)
            if family is None:
                odd.append(row)
                continue
            layout = (family.name, *entry["properties"])
            if layout in groups:
                groups[layout][1].append(row)
            else:
                groups[layout] = (family, [row])
        count = sum(entries_within(entries[row]) for row in odd)
        columns: Columns | None = None
        for family, rows in groups.values():
            alike = [entries[row] for row in rows] if len(rows) < len(entries) else entries
            found, names, columns = family.screen(alike)
            odd += [rows[place] for place in found]
            count += names
        return Screened(sorted(odd), count, columns if len(groups) == 1 and not odd else None)

    def _family(self, entry: Any) -> _Family | None:
        """Return what can judge a feature; None where its frame is out of order or its kind is not screened."""
        if type(entry) is not dict or tuple(entry) not in _FRAMES or entry["type"] != "Feature":
            return None
        properties = entry["properties"]
        if type(properties) is not dict or "geometry" in properties or ("id" in entry) == ("id" in properties):
            return None
        kind = properties.get("kind")
        return self._family_of.get(kind) if type(kind) is str else None


class _Family:
    """Kinds that differ in nothing but their name.

    Attributes:
        name: Name of one of them.
        kinds: All of them.
    """

    def __init__(self, model: type[Feature]) -> None:
        self.name = model.__name__
        self.kinds: set[str] = set()
        self._model = model
        self._judges = {
            name: _Judge(field) for name, field in model.model_fields.items() if name not in ("kind", "geometry")
        }
        self._required = {
            name for name, field in model.model_fields.items() if field.is_required() and name not in ("id", "geometry")
        }

    def screen(self, entries: Sequence[dict[str, Any]]) -> tuple[set[int], int, Columns | None]:
        """Judge features of these kinds that have the same properties in the same order.

        Returns:
            Which of them are doubtful, how many names their objects have, and their columns.
        """
        facts = [entry["properties"] for entry in entries]
        if not self._required <= facts[0].keys():
            return set(range(len(entries))), sum(map(entries_within, entries)), None
        shapes = [entry["geometry"] for entry in entries]
        odd, count = _odd_shapes(shapes)
        count += sum(map(len, entries)) + len(facts[0]) * len(facts)
        columns: Columns = dict(zip(facts[0], zip(*map(dict.values, facts), strict=True), strict=True))
        if "id" not in columns:
            columns["id"] = tuple([entry["id"] for entry in entries])
        for name, column in columns.items():
            if name == "kind":
                continue
            types = set(map(type, column))
            if dict in types or list in types:
                count += _names_within(column)
            judge = self._judges.get(name)
            odd.update(range(len(column)) if judge is None else judge.odd(column, types))
        odd.update(_contradicting(self._model, columns, shapes, odd))
        return odd, count, columns


def _family_key(model: type[Feature]) -> object:
    fields = {name: field for name, field in model.model_fields.items() if name != "kind"}
    return repr(fields), model.broken_rules, model.least_precision_m


def _is_covered(model: type[Feature]) -> bool:
    """Tell whether the screen knows every rule between the fields of a kind."""
    return (
        model.broken_rules in _RULES
        and model.placed_by_line is Feature.placed_by_line
        and model.__pydantic_decorators__.model_validators.keys() == {"_rules"}
        and not model.__pydantic_decorators__.field_validators
    )


class _Judge:
    """Tells which values of a field its Pydantic type does not take."""

    def __init__(self, field: FieldInfo) -> None:
        annotated: Any = Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
        adapter = TypeAdapter(annotated)
        self._takes: Callable[[Any], bool] = adapter.validator.isinstance_python
        self._longest = _longest_plain_text(adapter)
        self._sound: dict[type, set[Any]] = {}

    def odd(self, column: Column, types: set[type]) -> Rows:
        """Return the rows whose value is doubtful; `types` are those of all values."""
        if len(types) == 1:
            return self._odd_of_type(next(iter(types)), column, column)
        # 1, 1.0 and true are equal, so that each type is judged apart
        return [
            row
            for kind in types
            for row in self._odd_of_type(kind, [value for value in column if type(value) is kind], column)
        ]

    def _odd_of_type(self, kind: type, present: Sequence[Any], column: Column) -> Rows:
        """Return the rows of a column whose value is of a type and doubtful; `present` are all its values of it."""
        if kind is dict:
            return [row for row, value in enumerate(column) if type(value) is dict and not self._takes_dict(value)]
        if kind is list:
            if not set(map(type, chain.from_iterable(present))) <= {str}:
                return [row for row, value in enumerate(column) if type(value) is list and not self._takes(value)]
            unsound = self._unsound(kind, set(map(tuple, present)))
            return (
                [row for row, value in enumerate(column) if type(value) is list and tuple(value) in unsound]
                if unsound
                else ()
            )
        unsound = self._unsound(kind, set(present))
        return [row for row, value in enumerate(column) if type(value) is kind and value in unsound] if unsound else ()

    def _unsound(self, kind: type, values: set[Any]) -> set[Any]:
        """Return the values, all of one type, that the field does not take; those of lists come as tuples of text."""
        if kind is str and self._longest:
            short = "" not in values and max(map(len, values)) <= self._longest
            return set() if short else {value for value in values if not self._takes(value)}
        sound = self._sound.setdefault(kind, set())
        new = values - sound
        unsound = {value for value in new if not self._takes(list(value) if kind is list else value)}
        if len(sound) < _REMEMBERED:
            sound |= new - unsound
        return unsound

    def _takes_dict(self, value: dict[str, Any]) -> bool:
        """Objects are taken whose members are plain, or whose type says how deep they go."""
        if any(type(member) is str and len(member) > LONGEST_TEXT for member in value.values()):
            return False
        return self._takes(value)


def _longest_plain_text(adapter: TypeAdapter[Any]) -> int:
    """How long a text may be that a type takes if it is not empty; 0 where the type asks for more."""
    schema: Any = adapter.core_schema
    while schema["type"] in ("nullable", "default"):
        schema = schema["schema"]
    plain = {"type": "str", "strict": True, "min_length": 1, "max_length": schema.get("max_length")}
    asked = {key: value for key, value in schema.items() if key != "metadata"}
    return int(schema["max_length"] or 0) if asked == plain and schema.get("max_length") else 0


def _names_within(column: Column) -> int:
    """How many names the objects in a column have, at any depth."""
    nested = [value for value in column if type(value) is dict or type(value) is list]
    if all(type(value) is list for value in nested) and set(map(type, chain.from_iterable(nested))) <= {str}:
        return 0
    return sum(map(entries_within, nested))


def _odd_shapes(shapes: Sequence[Any]) -> tuple[set[int], int]:
    """Which geometries are neither null nor plain points on the globe, and how many names all of them have."""
    if _all_plain_points(shapes):
        return set(), 2 * len(shapes)
    odd = {row for row, shape in enumerate(shapes) if shape is not None and not _all_plain_points([shape])}
    return odd, sum(map(entries_within, shapes))


def _all_plain_points(shapes: Sequence[Any]) -> bool:
    """Tell whether all are points of two numbers in degrees on the globe."""
    if set(map(type, shapes)) != {dict} or not set(map(tuple, shapes)) <= _POINTS:
        return False
    positions = [shape["coordinates"] for shape in shapes]
    if {shape["type"] == "Point" for shape in shapes} != {True} or set(map(type, positions)) != {list}:
        return False
    if set(map(len, positions)) != {2} or not set(map(type, chain.from_iterable(positions))) <= {int, float}:
        return False
    lonlat = np.fromiter(chain.from_iterable(positions), dtype=np.float64, count=2 * len(positions)).reshape(-1, 2)
    return bool((np.abs(lonlat) <= (180, 90)).all())


def _contradicting(model: type[Feature], columns: Columns, shapes: Sequence[Any], odd: Collection[int]) -> Rows:
    """Yield rows of which fields contradict each other; those that are `odd` already are left out.

    Covers `Feature.broken_rules` and `Clash.broken_rules`.
    """
    rows = [row for row in range(len(shapes)) if row not in odd] if odd else range(len(shapes))
    yield from _badly_placed(model.least_precision_m, columns, shapes, rows)
    yield from _badly_cited(columns, rows)
    if "start" in columns and "end" in columns:
        start, end = columns["start"], columns["end"]
        for row in rows:
            if start[row] is not None and end[row] is not None and days_of(start[row])[0] > days_of(end[row])[1]:
                yield row
    if "details" in columns:  # what is nested may be nested too deep
        yield from (row for row in rows if {dict, list} & set(map(type, columns["details"][row].values())))
    if issubclass(model, Clash):
        yield from _disordered([columns[name] for name in DEATHS if name in columns], odd)


def _badly_placed(least: float, columns: Columns, shapes: Sequence[Any], rows: Rows) -> Rows:
    none = (None,) * len(shapes)
    precision, reason = columns.get("precision_m", none), columns.get("unplaced_reason", none)
    for row in rows:
        if (reason if shapes[row] is None else precision)[row] is None:
            yield row
    if least:
        level = columns.get("place_level", none)
        for row in rows:
            if level[row] == "exact" or (precision[row] is not None and precision[row] < least):
                yield row


def _badly_cited(columns: Columns, rows: Rows) -> Rows:
    sources = columns["sources"]
    repeating = {keys for keys in {tuple(sources[row]) for row in rows} if len(set(keys)) < len(keys)}
    if repeating:
        yield from (row for row in rows if tuple(sources[row]) in repeating)
    if "supports" in columns:
        yield from (row for row in rows if not columns["supports"][row].keys() <= set(sources[row]))


def _disordered(counts: Sequence[Column], odd: Collection[int]) -> Rows:
    for lower, upper in combinations(counts, 2):
        for row, (low, high) in enumerate(zip(lower, upper, strict=True)):
            if low is not None and high is not None and row not in odd and low > high:
                yield row
