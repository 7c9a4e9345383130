"""Boundary: tripoints, reaches of the line, guard posts, bases, land disputes, figures and programmes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from borderatlas.layers.kinds.base import Feature, Number, Text, fact, facts
from borderatlas.layers.kinds.rules import Broken, disordered

if TYPE_CHECKING:
    from collections.abc import Iterator

TOWN_LEVEL_M = 1000.0
"""Least radius in metres that may be given for a military place."""


class Tripoint(Feature):
    """A point where three states meet."""

    kind: Literal["tripoint"]
    elevation_m: Number | None = fact("Elevation", "m", description="height above sea level")


class Reach(Feature):
    """A stretch of the border line, given by its kilometres from the western end; the line is its geometry."""

    kind: Literal["reach"]
    reach_kind: Literal["river", "lake", "land"] | None = fact("Runs along", description="what the line follows there")
    km_from: Number | None = fact("From", "km", description="border kilometre of the western end")
    km_to: Number | None = fact("To", "km", description="border kilometre of the eastern end")
    legal_basis: tuple[Text, ...] = facts("Legal basis", description="treaties and documents that the stretch rests on")
    area_km2: Number | None = fact("Area", "km²", description="area as published")
    elevation_m: Number | None = fact("Elevation", "m", description="height above sea level")

    def broken_rules(self) -> Iterator[Broken]:
        """Yield every rule between fields that the reach breaks."""
        yield from super().broken_rules()
        yield from disordered(self.km_from, self.km_to, ("km_from", "km_to"))

    def placed_by_line(self) -> bool:
        """Tell whether both kilometres are known."""
        return self.km_from is not None and self.km_to is not None


class MilitaryPlace(Feature):
    """What posts and bases have in common: never placed more sharply than a town."""

    least_precision_m: ClassVar[float] = TOWN_LEVEL_M

    controlled_by: Text | None = fact("Controlled by", description="who holds it")
    history: Text | None = fact("History", description="what happened there")
    former_name: Text | None = fact("Former name", description="name that it had before")
    russian_period: Text | None = fact("Russian period", description="what is known of it under Russian border guards")


class GuardPost(MilitaryPlace):
    """A detachment, commandant's office or outpost of border guards."""

    kind: Literal["guard_post"]
    post_type: Literal["detachment", "commandant", "outpost"] | None = fact(
        "Level", description="level of the post, from the highest"
    )


class Base(MilitaryPlace):
    """A military base, airfield, training range or surveillance site."""

    kind: Literal["base"]
    base_type: Literal["base", "training_range", "space_surveillance"] | None = fact(
        "Type", description="what sort of base it is"
    )
    cost_usd: Number | None = fact("Cost", "USD", description="cost as published")
    elevation_m: Number | None = fact("Elevation", "m", description="height above sea level")


class LandDispute(Feature):
    """Land that one side says it lost or won, such as by a river that moved."""

    kind: Literal["land_dispute"]
    area_ha: Number | None = fact("Area", "ha", description="area as published")
    area_note: Text | None = fact("Area, in words", description="the area in words, where no number can be given")
    cause: Text | None = fact("Cause", description="why the land is in dispute")


class BoundaryChange(Feature):
    """A change of the boundary by treaty."""

    kind: Literal["boundary_change"]
    ceded_km2: Number | None = fact("Ceded", "km²", description="area given up")
    claimed_km2: Number | None = fact("Claimed", "km²", description="area that had been claimed")


class LengthParts(BaseModel):
    """What a published length is made of, in kilometres."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    river: Number | None = fact("River", "km", description="part that runs along rivers")
    land: Number | None = fact("Land", "km", description="part that runs over land")
    lake: Number | None = fact("Lake", "km", description="part that runs through lakes")


class LengthFigure(BaseModel):
    """One published length of the border."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    km: Annotated[Number, Field(title="Length", description="length as published", json_schema_extra={"unit": "km"})]
    source: Annotated[Text, Field(title="Source", description="who publishes it")]
    parts: LengthParts | None = fact("Parts", description="what the length is made of")


class LengthFigures(Feature):
    """How long the border is, as different sources publish it."""

    kind: Literal["length_figures"]
    figures_km: tuple[LengthFigure, ...] = facts(
        "Published lengths", description="lengths as different sources publish them, each with its source"
    )


class Programme(Feature):
    """A programme to build posts or to strengthen the border."""

    kind: Literal["programme"]


class HistoricForce(Feature):
    """A force that guarded the border and left."""

    kind: Literal["historic_force"]
