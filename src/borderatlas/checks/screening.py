"""Tells the features that are certainly sound from those that must be looked at one by one.

Most features of a large file are sound. Here whole columns are judged: each distinct value of a field once, by the same
Pydantic type that the model has. A feature of which nothing is doubtful is sound; any other goes the slow way, which
finds and words the fault. So the screen may send sound features the slow way, and never lets a fault pass.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, permutations
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from borderatlas.checks.contradictions import badly_placed, is_covered, rules_of
from borderatlas.checks.judging import Judge, lists_of_text, names_within
from borderatlas.layers.json_text import entries_within

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from borderatlas.checks.judging import Column, Rows
    from borderatlas.layers.kinds.base import Feature
    from borderatlas.layers.schemas import LayerSchema

    Columns = dict[str, Column]

_FRAMES: Final = {
    names
    for members in (("type", "id", "properties", "geometry"), ("type", "properties", "geometry"))
    for names in permutations(members)
}
_POINTS: Final = {("type", "coordinates"), ("coordinates", "type")}


@dataclass(frozen=True, slots=True)
class Screened:
    """What the screen says of a list of features.

    Attributes:
        doubtful: Rows that must be looked at one by one, ascending.
        entries: How many names all objects have, as `entries_within` counts them.
        columns: The properties and `id` as columns, lists of text as tuples, where all features have the same ones and
            none is doubtful; else None.
        lonlat: Positions, likewise, where all are points.
    """

    doubtful: list[int]
    entries: int
    columns: Columns | None = None
    lonlat: NDArray[np.float64] | None = None


class Screen:
    """Judges lists of features by the schema of a layer; it remembers values that it found sound."""

    def __init__(self, schema: LayerSchema) -> None:
        self._family_of: dict[str, Family] = {}
        families: dict[object, Family] = {}
        for kind, model in schema.models.items():
            if is_covered(model):
                family = families.setdefault(_family_key(model), Family(model))
                family.kinds.add(kind)
                self._family_of[kind] = family

    def screen(self, entries: Sequence[Any]) -> Screened:
        """Judge the members of `features` of a collection."""
        family = self._family_of_all(entries)
        if family is not None:
            return family.screen(entries)
        odd: list[int] = []
        groups: dict[tuple[str, ...], tuple[Family, list[int]]] = {}
        for row, entry in enumerate(entries):
            family = self.family(entry)
            if family is None:
                odd.append(row)
            else:
                groups.setdefault((family.name, *entry["properties"]), (family, []))[1].append(row)
        count = sum(entries_within(entries[row]) for row in odd)
        for family, rows in groups.values():
            found = family.screen([entries[row] for row in rows])
            odd += [rows[place] for place in found.doubtful]
            count += found.entries
        return Screened(sorted(odd), count)

    def _family_of_all(self, entries: Sequence[Any]) -> Family | None:
        """Return what can judge all features, if they have the same members and properties in the same order."""
        if set(map(type, entries)) != {dict} or len(set(map(tuple, entries))) != 1:
            return None
        family = self.family(entries[0])
        if family is None or [entry["type"] for entry in entries].count("Feature") < len(entries):
            return None
        facts = [entry["properties"] for entry in entries]
        if set(map(type, facts)) != {dict} or len(set(map(tuple, facts))) != 1:
            return None
        return family if all(family.has(properties["kind"]) for properties in facts) else None

    def family(self, entry: Any) -> Family | None:
        """Return what can judge a feature; None where its frame is out of order or its kind is not screened."""
        if type(entry) is not dict or tuple(entry) not in _FRAMES or entry["type"] != "Feature":
            return None
        properties = entry["properties"]
        if type(properties) is not dict or "geometry" in properties or ("id" in entry) == ("id" in properties):
            return None
        kind = properties.get("kind")
        return self._family_of.get(kind) if type(kind) is str else None


class Family:
    """Kinds that differ in nothing but their name.

    Attributes:
        name: Name of one of them.
        kinds: All of them.
        model: The model of one of them.
        judges: What judges each field but `kind` and `geometry`.
        required: Fields that a feature must have, but for `id` and `geometry`.
    """

    def __init__(self, model: type[Feature]) -> None:
        self.name = model.__name__
        self.kinds: set[str] = set()
        self.model = model
        self.judges = {
            name: Judge(field) for name, field in model.model_fields.items() if name not in ("kind", "geometry")
        }
        self.required = {
            name for name, field in model.model_fields.items() if field.is_required() and name not in ("id", "geometry")
        }

    def has(self, kind: object) -> bool:
        """Tell whether a kind is one of these."""
        return type(kind) is str and kind in self.kinds

    def screen(self, entries: Sequence[dict[str, Any]]) -> Screened:
        """Judge features of these kinds that have the same properties in the same order."""
        facts = [entry["properties"] for entry in entries]
        if not self.required <= facts[0].keys():
            return Screened(list(range(len(entries))), sum(map(entries_within, entries)))
        shapes = [entry["geometry"] for entry in entries]
        lonlat = plain_points(shapes)
        odd = set() if lonlat is not None else _odd_shapes(shapes)
        count = sum(map(len, entries)) + len(facts[0]) * len(facts)
        count += 2 * len(shapes) if lonlat is not None else names_within(shapes)
        columns: Columns = dict(zip(facts[0], zip(*map(dict.values, facts), strict=True), strict=True))
        if "id" not in columns:
            columns["id"] = [entry["id"] for entry in entries]
        for name, values in columns.items():
            columns[name] = column = lists_of_text(values)
            if name == "kind":
                continue
            count += names_within(column)
            judge = self.judges.get(name)
            odd.update(range(len(column)) if judge is None else judge.odd(column))
        odd.update(_contradicting(self.model, columns, shapes, odd))
        return Screened(sorted(odd), count, None if odd else columns, None if odd else lonlat)


def _family_key(model: type[Feature]) -> object:
    fields = {name: field for name, field in model.model_fields.items() if name != "kind"}
    return repr(fields), model.broken_rules, model.least_precision_m


def _odd_shapes(shapes: Column) -> set[int]:
    """Which geometries are neither null nor plain points on the globe."""
    return {row for row, shape in enumerate(shapes) if shape is not None and plain_points([shape]) is None}


def plain_points(shapes: Column) -> NDArray[np.float64] | None:
    """The positions of points of two numbers in degrees on the globe, shape (n, 2); None if any is something else."""
    if set(map(type, shapes)) != {dict} or not set(map(tuple, shapes)) <= _POINTS:
        return None
    if [shape["type"] for shape in shapes].count("Point") < len(shapes):
        return None
    positions = [shape["coordinates"] for shape in shapes]
    if set(map(type, positions)) != {list} or set(map(len, positions)) != {2}:
        return None
    if not set(map(type, chain.from_iterable(positions))) <= {int, float}:
        return None
    lonlat = np.fromiter(chain.from_iterable(positions), np.float64, 2 * len(positions)).reshape(-1, 2)
    return lonlat if (np.abs(lonlat) <= (180, 90)).all() else None


def _contradicting(model: type[Feature], columns: Columns, shapes: Sequence[Any], odd: Collection[int]) -> Rows:
    """Yield rows of which fields contradict each other; those that are `odd` already are left out."""
    rows = [row for row in range(len(shapes)) if row not in odd] if odd else range(len(shapes))
    if None in shapes or model.least_precision_m or None in columns.get("precision_m", (None,)):
        yield from badly_placed(model.least_precision_m, columns, shapes, rows)
    for rule in rules_of(model):
        if sum(name in columns for name in rule.fields) >= rule.least:
            yield from rule.broken(columns, rows)
