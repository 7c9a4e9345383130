"""Tells many new features at once that are certainly sound, and brings them into the form of a layer file.

The screen of `borderatlas check` judges whole columns. What it passes, and what holds nothing but plain values, needs
no model: its form is made here as the model would make it. Everything else is left to the model.
"""

from __future__ import annotations

from functools import cache
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

from borderatlas.checks.screening import Screen
from borderatlas.layers.kinds.base import EXACT

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from borderatlas.layers import Feature, LayerSchema

_SORTED: Final = ("names", "details")
"""Objects whose members stand in order."""


class Sound:
    """Judges features of one layer.

    Args:
        schema: What they may be.
        sources: Keys of the sources.
    """

    def __init__(self, schema: LayerSchema, sources: Collection[str]) -> None:
        self._schema = schema
        self._sources = {None, *sources}
        self._screen = Screen(schema)

    def features(self, entries: Sequence[Mapping[str, Any]]) -> list[dict[str, Any] | None]:
        """Return entries as a layer file holds them; None for one that its model has to judge.

        Args:
            entries: GeoJSON features with an id beside their properties.
        """
        if not entries:
            return []
        doubtful = set(self._screen.screen(entries).doubtful)
        return [None if row in doubtful else self._feature(entry) for row, entry in enumerate(entries)]

    def _feature(self, entry: Mapping[str, Any]) -> dict[str, Any] | None:
        told = entry["properties"]
        if told.get("dataset") not in self._sources or not self._sources.issuperset(told["sources"]):
            return None
        order, defaults = _form(self._schema.models[told["kind"]])
        properties: dict[str, Any] = {}
        for name in order:
            value = told.get(name, defaults.get(name))
            if value is None:
                continue
            if type(value) is not str:
                if not _is_plain(value, name):
                    return None
                if name in _SORTED:
                    value = dict(sorted(value.items()))
                if not value and isinstance(value, list | dict):
                    continue
            properties[name] = value
        return {"type": "Feature", "id": entry["id"], "properties": properties, "geometry": entry["geometry"]}


@cache
def _form(model: type[Feature]) -> tuple[tuple[str, ...], dict[str, Any]]:
    """The fields of a model in their order, and what those are that say nothing of themselves."""
    defaults = {name: field.default for name, field in model.model_fields.items()}
    return model.field_order(), {name: value for name, value in defaults.items() if isinstance(value, str)}


def _is_plain(value: Any, name: str) -> bool:
    """Whether a value stands in a file as it is."""
    kind: type = type(value)
    if kind is int:
        return abs(value) <= EXACT if isinstance(value, int) else False
    if kind is float:
        return isfinite(value) and not value.is_integer()
    if kind is list:
        return all(type(item) is str for item in value)
    if kind is dict and name in _SORTED:
        return all(type(item) is str or (type(item) is not dict and _is_plain(item, "")) for item in value.values())
    return kind is bool
