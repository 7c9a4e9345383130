"""What the rules of sense look at: the sound features of a layer as columns, however many they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from borderatlas.layers.schemas import LayerSchema

    Vocabulary = Mapping[str, dict[Any, int]]

WORDS: Final = ("kind", "side", "scope", "start", "end", "as_of", "host_state", "possible_duplicate_of", "actors")
"""Fields of text, or of lists of text, that rules compare."""
NUMBERS: Final = ("precision_m", "length_m")
"""Fields of numbers that rules compare."""


@dataclass(frozen=True, slots=True)
class Words:
    """A column of text in which few values occur often.

    Attributes:
        values: The distinct values; None where a feature has none, lists as tuples.
        codes: Which of them each feature has, shape (n,).
    """

    values: Sequence[Any]
    codes: NDArray[np.int32]

    @classmethod
    def of(cls, column: Sequence[Any], places: dict[Any, int]) -> Words:
        """The column of these values.

        Args:
            column: The values.
            places: Values of former columns and their codes; new ones are added. `values` are the new ones alone.
        """
        known = len(places)
        distinct = dict.fromkeys(column)
        for value in distinct:
            places.setdefault(value, len(places))
        if len(distinct) == 1:
            codes = np.full(len(column), places[next(iter(distinct))], dtype=np.int32)
            return cls(tuple(islice(places, known, None)), codes)
        codes = np.fromiter(map(places.__getitem__, column), dtype=np.int32, count=len(column))
        return cls(tuple(islice(places, known, None)), codes)

    @classmethod
    def joined(cls, parts: Sequence[Words]) -> Words:
        """The columns one below the other."""
        places: dict[Any, int] = {}
        codes: dict[int, NDArray[np.int32]] = {}
        for part in parts:
            if id(part.values) not in codes:  # those of one worker share theirs
                new = [places.setdefault(value, len(places)) for value in part.values]
                codes[id(part.values)] = np.array(new, dtype=np.int32)
        return cls(tuple(places), np.concatenate([codes[id(part.values)][part.codes] for part in parts]))

    def where(self, *values: Any) -> NDArray[np.bool_]:
        """Which features have one of these values, shape (n,)."""
        return np.isin(self.codes, [place for place, value in enumerate(self.values) if value in values])

    def map(self, numbers: Iterable[float]) -> NDArray[np.float64]:
        """Numbers given per distinct value, spread over the features, shape (n,)."""
        return np.array(list(numbers), dtype=np.float64)[self.codes] if self.values else np.empty(0)

    def __getitem__(self, row: int) -> Any:
        """The value of a feature."""
        return self.values[self.codes[row]]


@dataclass(frozen=True)
class Sheet:
    """The sound features of a layer, or of a part of it.

    Attributes:
        layer: Name of the layer.
        file: Its file.
        ids: Ids, n of them.
        lonlat: Positions of points in degrees of WGS 84, not a number for all else, shape (n, 2).
        shapes: Geometries that are no points, by row.
        words: The columns of `WORDS`, by field.
        numbers: The columns of `NUMBERS`, by field; not a number where not known.
        alternatives: Positions that other sources give for military places, by row.
        cited: Keys of sources that features name.
    """

    layer: str
    file: str
    ids: list[str] = field(default_factory=list)
    lonlat: NDArray[np.float64] = field(default_factory=lambda: np.empty((0, 2)))
    shapes: dict[int, BaseGeometry] = field(default_factory=dict)
    words: dict[str, Words] = field(default_factory=dict)
    numbers: dict[str, NDArray[np.float64]] = field(default_factory=dict)
    alternatives: dict[int, Any] = field(default_factory=dict)
    cited: set[str] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self.ids)

    @classmethod
    def of(
        cls,
        layer: str,
        file: str,
        entries: Sequence[Mapping[str, Any]],
        shapes: Mapping[int, BaseGeometry],
        schema: LayerSchema,
        vocabulary: Vocabulary,
        columns: Mapping[str, Sequence[Any]] | None = None,
    ) -> Sheet:
        """The sheet of sound features.

        Args:
            layer: Name of the layer.
            file: Its file.
            entries: GeoJSON Features that break no rule of the schema.
            shapes: Geometries that are no points, by place among the entries.
            schema: The schema of the layer.
            vocabulary: Words of former sheets, by field; new ones are added.
            columns: The properties of the entries as columns, where they are at hand.
        """
        facts = [entry["properties"] for entry in entries]
        column = _columns(facts, columns)
        nowhere = (np.nan, np.nan)
        points = [
            nowhere if (shape := entry["geometry"]) is None or row in shapes else shape["coordinates"][:2]
            for row, entry in enumerate(entries)
        ]
        words = {name: Words.of(column(name), vocabulary[name]) for name in WORDS if name != "actors"}
        actors = [tuple(names or ()) for names in column("actors")]
        words["actors"] = Words.of(actors, vocabulary["actors"])
        kinds = column("kind")
        military = {kind for kind, model in schema.models.items() if model.least_precision_m}
        alternatives = column("position_alternatives") if military & set(kinds) else ()
        return cls(
            layer,
            file,
            [entry["id"] if "id" in entry else entry["properties"]["id"] for entry in entries],
            np.array(points, dtype=np.float64).reshape(-1, 2),
            dict(shapes),
            words,
            {name: _numbers(column(name)) for name in NUMBERS},
            {row: found for row, found in enumerate(alternatives) if found and kinds[row] in military},
            set(chain.from_iterable(column("sources"))) | set(filter(None, column("dataset"))),
        )

    @classmethod
    def joined(cls, parts: Sequence[Sheet]) -> Sheet:
        """The sheets one below the other; there is at least one."""
        starts = np.cumsum([0, *(len(part) for part in parts)]).tolist()
        first = parts[0]
        return cls(
            first.layer,
            first.file,
            list(chain.from_iterable(part.ids for part in parts)),
            np.concatenate([part.lonlat for part in parts]),
            {
                start + row: shape
                for start, part in zip(starts, parts, strict=False)
                for row, shape in part.shapes.items()
            },
            {name: Words.joined([part.words[name] for part in parts]) for name in first.words},
            {name: np.concatenate([part.numbers[name] for part in parts]) for name in first.numbers},
            {
                start + row: found
                for start, part in zip(starts, parts, strict=False)
                for row, found in part.alternatives.items()
            },
            set().union(*(part.cited for part in parts)),
        )


def _columns(
    facts: Sequence[Mapping[str, Any]], columns: Mapping[str, Sequence[Any]] | None
) -> Callable[[str], Sequence[Any]]:
    """What gives the column of a field, None where a feature does not have it."""
    if columns is None:
        return lambda name: [each.get(name) for each in facts]
    none = (None,) * len(facts)
    return lambda name: columns.get(name, none)


def _numbers(column: Sequence[Any]) -> NDArray[np.float64]:
    if not any(column):  # neither numbers nor zeros that any rule asks for
        return np.full(len(column), np.nan)
    return np.array(column, dtype=np.float64)
