"""Boundary: tripoints, reaches of the line, guard posts, bases, land disputes, figures and programmes."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from borderatlas.layers.kinds.base import Feature, Number, Text, check_order, fact, facts

TOWN_LEVEL_M = 1000.0
"""Least radius in metres that may be given for a military place."""


class Tripoint(Feature):
    """A point where three states meet."""

    kind: Literal["tripoint"]
    elevation_m: Number | None = fact("Elevation", "m")


class Reach(Feature):
    """A stretch of the border line, given by its kilometres from the western end; the line is its geometry."""

    kind: Literal["reach"]
    reach_kind: Literal["river", "lake", "land"] | None = fact("Runs along")
    km_from: Number | None = fact("From", "km")
    km_to: Number | None = fact("To", "km")
    legal_basis: tuple[Text, ...] = facts("Legal basis")
    area_km2: Number | None = fact("Area", "km²")
    elevation_m: Number | None = fact("Elevation", "m")

    @model_validator(mode="after")
    def _stretch(self) -> Self:
        check_order(self.km_from, self.km_to, "km_from", "km_to")
        return self

    def placed_by_line(self) -> bool:
        """Tell whether both kilometres are known."""
        return self.km_from is not None and self.km_to is not None


class MilitaryPlace(Feature):
    """What posts and bases have in common: never placed more sharply than a town."""

    least_precision_m: ClassVar[float] = TOWN_LEVEL_M

    controlled_by: Text | None = fact("Controlled by")
    history: Text | None = fact("History")
    former_name: Text | None = fact("Former name")
    russian_period: Text | None = fact("Russian period")


class GuardPost(MilitaryPlace):
    """A detachment, commandant's office or outpost of border guards."""

    kind: Literal["guard_post"]
    post_type: Literal["detachment", "commandant", "outpost"] | None = fact("Level")


class Base(MilitaryPlace):
    """A military base, airfield, training range or surveillance site."""

    kind: Literal["base"]
    base_type: Literal["base", "training_range", "space_surveillance"] | None = fact("Type")
    cost_usd: Number | None = fact("Cost", "USD")
    elevation_m: Number | None = fact("Elevation", "m")


class LandDispute(Feature):
    """Land that one side says it lost or won, such as by a river that moved."""

    kind: Literal["land_dispute"]
    area_ha: Number | None = fact("Area", "ha")
    area_note: Text | None = fact("Area, in words")
    cause: Text | None = fact("Cause")


class BoundaryChange(Feature):
    """A change of the boundary by treaty."""

    kind: Literal["boundary_change"]
    ceded_km2: Number | None = fact("Ceded", "km²")
    claimed_km2: Number | None = fact("Claimed", "km²")


class LengthParts(BaseModel):
    """What a published length is made of, in kilometres."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    river: Number | None = fact("River", "km")
    land: Number | None = fact("Land", "km")
    lake: Number | None = fact("Lake", "km")


class LengthFigure(BaseModel):
    """One published length of the border."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    km: Annotated[Number, Field(title="Length", json_schema_extra={"unit": "km"})]
    source: Annotated[Text, Field(title="Source")]
    parts: LengthParts | None = fact("Parts")


class LengthFigures(Feature):
    """How long the border is, as different sources publish it."""

    kind: Literal["length_figures"]
    figures_km: tuple[LengthFigure, ...] = facts("Published lengths")


class Programme(Feature):
    """A programme to build posts or to strengthen the border."""

    kind: Literal["programme"]


class HistoricForce(Feature):
    """A force that guarded the border and left."""

    kind: Literal["historic_force"]
