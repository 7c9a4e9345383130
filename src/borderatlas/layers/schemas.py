"""Which layers there are, and the schema of each: one model per kind, told apart by `kind`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Any, Final, get_args

from pydantic import Field, TypeAdapter

from borderatlas.layers.kinds import boundary, clashes, crossings, energy, markets, missions, movements
from borderatlas.layers.kinds.base import Feature

if TYPE_CHECKING:
    from collections.abc import Mapping

UNITS: Final = {
    "m": "m",
    "km": "km",
    "km2": "km²",
    "km3": "km³",
    "ha": "ha",
    "t": "t",
    "kv": "kV",
    "mw": "MW",
    "gwh": "GWh",
    "pct": "%",
    "usd": "USD",
    "musd": "million USD",
    "eur": "EUR",
    "tjs": "TJS",
}
"""Units by the word that stands for them in a key of `details`."""

_SHORT_WORDS: Final = {"at", "by", "in", "of", "on", "or", "to"}


@dataclass(frozen=True)
class LayerSchema:
    """What the features of one layer may be.

    Attributes:
        name: Name of the layer, such as `crossings`.
        title: For a reader.
        models: The model of each kind, by kind.
    """

    name: str
    title: str
    models: Mapping[str, type[Feature]]

    @cached_property
    def adapter(self) -> TypeAdapter[Feature]:
        """What reads a feature of any kind of the layer, told apart by `kind`."""
        models = tuple(self.models.values())
        union: Any = Annotated[reduce(or_, models), Field(discriminator="kind")] if len(models) > 1 else models[0]
        return TypeAdapter(union)

    @cached_property
    def common(self) -> type[Feature]:
        """What all kinds of the layer have in common."""
        first, *others = self.models.values()
        return next(
            model
            for model in first.__mro__
            if issubclass(model, Feature) and all(issubclass(other, model) for other in others)
        )

    def json_schema(self) -> dict[str, Any]:
        """Return the JSON Schema (2020-12) of one feature as flat members, `id` and `geometry` among them."""
        return self.adapter.json_schema()


@dataclass(frozen=True, slots=True)
class FieldLabel:
    """How a fact reads.

    Attributes:
        label: For a reader, such as `Length`.
        unit: Symbol of its unit, or empty.
    """

    label: str
    unit: str = ""


def _kind_of(model: type[Feature]) -> str:
    kind: str = get_args(model.model_fields["kind"].annotation)[0]
    return kind


def _schema(name: str, title: str, *models: type[Feature]) -> LayerSchema:
    return LayerSchema(name, title, {_kind_of(model): model for model in models})


LAYERS: Final[dict[str, LayerSchema]] = {
    schema.name: schema
    for schema in (
        _schema("crossings", "Bridges and crossings", crossings.Bridge, crossings.Crossing, crossings.Ferry),
        _schema("markets", "Markets and economic zones", markets.Market, markets.FreeZone, markets.LogisticsZone),
        _schema(
            "missions", "Embassies and consulates", missions.Embassy, missions.ConsulateGeneral, missions.Consulate
        ),
        _schema(
            "clashes",
            "Clashes and attacks",
            clashes.ExchangeOfFire,
            clashes.Attack,
            clashes.Infiltration,
            clashes.Killing,
            clashes.AirStrike,
            clashes.BorderClosure,
            clashes.RocketFire,
            clashes.DroneAttack,
            clashes.SeizureOfCrossing,
            clashes.OtherIncident,
        ),
        _schema(
            "energy",
            "Energy, rail and fibre",
            energy.HvdcLine,
            energy.AcLine,
            energy.DistributionLine,
            energy.DistributionArea,
            energy.ConverterStation,
            energy.Hydropower,
            energy.Railway,
            energy.Fibre,
            energy.Pipeline,
        ),
        _schema(
            "boundary",
            "The boundary",
            boundary.Tripoint,
            boundary.Reach,
            boundary.GuardPost,
            boundary.Base,
            boundary.LandDispute,
            boundary.BoundaryChange,
            boundary.LengthFigures,
            boundary.Programme,
            boundary.HistoricForce,
        ),
        _schema("movements", "Movements of people", movements.RefugeeFlow),
    )
}
"""Schemas by layer, in the order of the panel."""


def field_labels() -> dict[str, FieldLabel]:
    """Return how every field of every kind reads, by field name."""
    labels: dict[str, FieldLabel] = {}
    for schema in LAYERS.values():
        for model in schema.models.values():
            for name, field in model.model_fields.items():
                extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
                labels.setdefault(name, FieldLabel(field.title or name.capitalize(), str(extra.get("unit", ""))))
    return labels


def detail_label(key: str) -> FieldLabel:
    """Return how a key of `details` reads: `dam_length_m` as "Dam length" in m, `length_km_tj` as "Length TJ" in km.

    The first word after the first that names a unit is taken for it; a key without one is words only. Words of two
    letters are codes unless they are English, and `2025_12` is a month.
    """
    first, *rest = key.split("_")
    unit = next((word for word in rest if word in UNITS), "")
    if unit:
        rest.remove(unit)
    codes = [word.upper() if len(word) == 2 and word not in _SHORT_WORDS else word for word in rest]
    label = " ".join([first[:1].upper() + first[1:], *codes])
    label = re.sub(r"\b(\d{4}) (\d{4})\b", r"\1–\2", label)
    return FieldLabel(re.sub(r"\b(\d{4}) (\d{2})\b", r"\1-\2", label), UNITS.get(unit, ""))
