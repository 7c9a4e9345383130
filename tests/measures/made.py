"""A small border of which everything is known beforehand, features along it, and entries without a border at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from borderatlas.border import Border
from borderatlas.layers import LAYERS, PartialDate
from borderatlas.measures.banks import Banks, Province
from borderatlas.measures.entries import Entries
from borderatlas.measures.places import Places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from borderatlas.layers import Feature

EQUATOR = Border(shapely.LineString([(0, 0), (2, 0)]), left="NOR", right="SUR", version="made")
"""222.639 km along the equator."""
BANKS = Banks(
    precision_km=2,
    banks={
        "NOR": (
            Province(code="NO-1", name="One", from_km=0, to_km=100),
            Province(code="NO-2", name="Two", from_km=100, to_km=222.639),
        ),
        "SUR": (
            Province(code="SU-1", name="Uno", from_km=0, to_km=60),
            Province(code="SU-2", name="Dos", from_km=60, to_km=222.639),
        ),
    },
)
KM_OF_A_DEGREE = EQUATOR.length_km / 2
NOTHING = float("nan")


def feature(
    layer: str, kind: str, feature_id: str, km: float | None, reach_km: float = 0.001, **members: object
) -> Feature:
    """A feature that stands on the equator at a kilometre, give or take `reach_km`; None for no place."""
    place: dict[str, object] = {"geometry": None, "unplaced_reason": "not known"}
    if km is not None:
        place = {"geometry": EQUATOR.point_at(km), "precision_m": reach_km * 1000}
    common = {"id": feature_id, "kind": kind, "name": feature_id.title(), "sources": ["a-source"]}
    return LAYERS[layer].adapter.validate_python({**common, **place, **members})


def attack(feature_id: str, km: float | None, reach_km: float = 0.001, **members: object) -> Feature:
    return feature("clashes", "attack", feature_id, km, reach_km, **members)


@dataclass(frozen=True)
class Made:
    """An entry without a border: from km to km, from date to date, deaths low, best and high."""

    km: tuple[float, float] | None = None
    start: str | None = None
    end: str | None = None
    deaths: tuple[float, float, float] = (NOTHING, NOTHING, NOTHING)
    kind: str = "attack"

    @property
    def days(self) -> tuple[PartialDate, PartialDate] | None:
        if self.start is None:
            return None
        return PartialDate.parse(self.start), PartialDate.parse(self.end or self.start)


def made_entries(rows: Sequence[Made]) -> Entries:
    """Entries named `e0`, `e1`, … in the order of the rows."""
    spans = [row.days for row in rows]
    km = np.array([(NOTHING, NOTHING) if row.km is None else row.km for row in rows], dtype=float).reshape(-1, 2)
    count = len(rows)
    return Entries(
        ids=np.array([f"e{number}" for number in range(count)], dtype=object),
        layers=np.full(count, "clashes", dtype=object),
        kinds=np.array([row.kind for row in rows], dtype=object),
        names=np.full(count, "Event", dtype=object),
        statuses=np.full(count, None, dtype=object),
        places=Places(
            km=km.mean(axis=1),
            km_from=km[:, 0],
            km_to=km[:, 1],
            offset_m=np.where(np.isnan(km[:, 0]), np.nan, 0.0),
            precision_m=(km[:, 1] - km[:, 0]) * 500,
            lonlat=np.column_stack([km.mean(axis=1) / KM_OF_A_DEGREE, np.where(np.isnan(km[:, 0]), np.nan, 0.0)]),
            side=np.full(count, "undetermined", dtype=object),
        ),
        dates=np.array(
            [None if row.start is None else "/".join(filter(None, (row.start, row.end))) for row in rows], dtype=object
        ),
        first=np.array([None if span is None else span[0].first for span in spans], dtype="datetime64[D]"),
        last=np.array([None if span is None else span[1].last for span in spans], dtype="datetime64[D]"),
        deaths=np.array([row.deaths for row in rows], dtype=float).reshape(-1, 3),
        deadly=np.ones(count, dtype=bool),
    )


def cells(table: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    """The rows of some columns, NA as None."""
    return [
        tuple(None if pd.isna(value) else value for value in row)
        for row in table[list(columns)].itertuples(index=False, name=None)
    ]
