"""The rules between the fields of a feature, over columns: which features break one.

They say no more than the models' own `broken_rules`, and no less; the models find the words.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

from borderatlas.checks.dates import days_of
from borderatlas.layers.kinds.base import Feature
from borderatlas.layers.kinds.clashes import DEATHS, Clash

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    Columns = Mapping[str, Sequence[Any]]
    Rows = Iterable[int]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule between fields, whatever the place of the feature.

    Attributes:
        fields: The fields that it looks at.
        least: How many of them there must be for it to say anything.
        broken: Given columns of sound values and rows, tells which of the rows break it.
    """

    fields: tuple[str, ...]
    least: int
    broken: Callable[[Columns, Rows], Rows]


def _badly_cited(columns: Columns, rows: Rows) -> Rows:
    sources = columns["sources"]
    distinct = set(sources) if set(map(type, sources)) == {tuple} else {tuple(sources[row]) for row in rows}
    repeating = {keys for keys in distinct if len(set(keys)) < len(keys)}
    if repeating:
        yield from (row for row in rows if tuple(sources[row]) in repeating)
    if "supports" in columns:
        yield from (row for row in rows if not columns["supports"][row].keys() <= set(sources[row]))


def _backward(columns: Columns, rows: Rows) -> Rows:
    start, end = columns["start"], columns["end"]
    for row in rows:
        if start[row] is not None and end[row] is not None and days_of(start[row])[0] > days_of(end[row])[1]:
            yield row


def _nested(columns: Columns, rows: Rows) -> Rows:
    """What is nested may be nested too deep."""
    return (row for row in rows if {dict, list} & set(map(type, columns["details"][row].values())))


def _disordered(columns: Columns, rows: Rows) -> Rows:
    counts = [columns[name] for name in DEATHS if name in columns]
    for lower, upper in combinations(counts, 2):
        for row in rows:
            low, high = lower[row], upper[row]
            if low is not None and high is not None and low > high:
                yield row


_OF_ALL: Final = (
    Rule(("sources", "supports"), 1, _badly_cited),
    Rule(("start", "end"), 2, _backward),
    Rule(("details",), 1, _nested),
)
_OF_CLASHES: Final = (*_OF_ALL, Rule(DEATHS, 2, _disordered))
_RULES: Final = {Feature.broken_rules: _OF_ALL, Clash.broken_rules: _OF_CLASHES}
"""The rules that stand for those of the models: of a kind with others of its own nothing is known here."""


def is_covered(model: type[Feature]) -> bool:
    """Tell whether every rule between the fields of a kind stands here."""
    return (
        model.broken_rules in _RULES
        and model.placed_by_line is Feature.placed_by_line
        and model.__pydantic_decorators__.model_validators.keys() == {"_rules"}
        and not model.__pydantic_decorators__.field_validators
    )


def rules_of(model: type[Feature]) -> tuple[Rule, ...]:
    """The rules of a kind that is covered, but for those about its place."""
    return _RULES[model.broken_rules]


def badly_placed(least: float, columns: Columns, shapes: Sequence[Any], rows: Rows) -> Rows:
    """Yield rows without the precision or the reason that their geometry asks for, or more precise than may be told.

    Args:
        least: Least precision in metres that may be given.
        columns: Columns of sound values.
        shapes: Geometries.
        rows: Those to look at.
    """
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
