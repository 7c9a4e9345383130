"""What the rules of sense look at: the sound features of a layer as columns, however many they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from borderatlas.checks.screening import Screened
    from borderatlas.layers.faults import Spot
    from borderatlas.layers.schemas import LayerSchema

    Vocabulary = Mapping[str, "Places"]

WORDS: Final = ("kind", "side", "scope", "start", "end", "as_of", "host_state", "possible_duplicate_of", "actors")
"""Fields of text, or of lists of text, that rules compare."""
NUMBERS: Final = ("precision_m", "length_m")
"""Fields of numbers that rules compare."""


class Places(dict[Any, int]):
    """Codes of values, from 0 in the order in which they are asked for.

    Attributes:
        known: The values in that order.
    """

    def __init__(self) -> None:
        super().__init__()
        self.known: list[Any] = []
        self._told = 0

    def __missing__(self, value: Any) -> int:
        self[value] = place = len(self.known)
        self.known.append(value)
        return place

    def news(self) -> Sequence[Any]:
        """The values that have been added since this was asked last."""
        told, self._told = self._told, len(self.known)
        return self.known[told:]


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
    def of(cls, column: Sequence[Any], places: Places) -> Words:
        """The column of these values.

        Args:
            column: The values.
            places: Values of former columns and their codes; new ones are added. `values` are the new ones alone.
        """
        if any(column):
            codes = np.fromiter(map(places.__getitem__, column), dtype=np.int32, count=len(column))
        else:  # nothing, in one form
            codes = np.full(len(column), places[column[0]] if len(column) else 0, dtype=np.int32)
        return cls(places.news(), codes)

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
    def of(  # noqa: PLR0913  # what a scan has at hand
        cls,
        file: Spot,
        entries: Sequence[Mapping[str, Any]],
        shapes: Mapping[int, BaseGeometry],
        schema: LayerSchema,
        *,
        vocabulary: Vocabulary,
        screened: Screened,
    ) -> Sheet:
        """The sheet of sound features.

        Args:
            file: Their file.
            entries: GeoJSON Features that break no rule of the schema.
            shapes: Geometries that are no points, by place among the entries.
            schema: The schema of the layer.
            vocabulary: Words of former sheets, by field; new ones are added.
            screened: What the screen said of them: it may have their columns at hand.
        """
        facts = [entry["properties"] for entry in entries]
        column = _columns(facts, screened.columns)
        words = {name: Words.of(column(name), vocabulary[name]) for name in WORDS if name != "actors"}
        words["actors"] = Words.of(_tuples(column("actors")), vocabulary["actors"])
        kinds = column("kind")
        military = {kind for kind, model in schema.models.items() if model.least_precision_m}
        alternatives = column("position_alternatives") if military & set(kinds) else ()
        return cls(
            file.layer,
            file.file,
            [entry["id"] if "id" in entry else entry["properties"]["id"] for entry in entries],
            _positions(entries, shapes) if screened.lonlat is None else screened.lonlat,
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


def _positions(entries: Sequence[Mapping[str, Any]], shapes: Mapping[int, BaseGeometry]) -> NDArray[np.float64]:
    """Longitude and latitude of points, not a number for all else, shape (n, 2)."""
    nowhere = (np.nan, np.nan)
    points = [
        nowhere if entry["geometry"] is None or row in shapes else entry["geometry"]["coordinates"][:2]
        for row, entry in enumerate(entries)
    ]
    return np.array(points, dtype=np.float64).reshape(-1, 2)


def _numbers(column: Sequence[Any]) -> NDArray[np.float64]:
    if not any(column):  # neither numbers nor zeros that any rule asks for
        return np.full(len(column), np.nan)
    return np.array(column, dtype=np.float64)


def _tuples(column: Sequence[Any]) -> Sequence[tuple[str, ...]]:
    """A column of lists of text, or of nothing, as tuples."""
    return column if set(map(type, column)) == {tuple} else [tuple(names or ()) for names in column]
