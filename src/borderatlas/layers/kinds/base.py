"""What every feature of the atlas has, whatever its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, Self

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints, model_validator

from borderatlas.layers.dates import PartialDate  # noqa: TC001  (Pydantic reads it when the class is made)
from borderatlas.layers.geometry import Geometry, geometry_to_geojson
from borderatlas.layers.kinds.rules import Broken, disordered, refuse
from borderatlas.layers.vocabulary import PlaceLevel, Relation, StatusName  # noqa: TC001

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST_TEXT: Final = 20_000
"""Characters that a text may have: what is longer is a file or a picture that got into a field."""

EXACT: Final = 2**53 - 1
"""The greatest whole number that every format, program and page holds exactly."""

Text = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TEXT, strict=True)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", strict=True)]
FactKey = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$", strict=True)]
LANGUAGE_TAG: Final = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"
LanguageTag = Annotated[str, StringConstraints(pattern=LANGUAGE_TAG, strict=True)]
CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$", strict=True)]
Number = Annotated[float, Field(strict=True, ge=0, allow_inf_nan=False)]
Degrees = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Count = Annotated[int, Field(strict=True, ge=0, le=EXACT)]
Flag = Annotated[bool, Field(strict=True)]

_LAST: Final = (
    "notes",
    "conflicts",
    "timeline",
    "details",
    "position_source",
    "position_alternatives",
    "unplaced_reason",
    "confidence",
    "dataset",
    "sources",
    "supports",
)


def fact(title: str, unit: str = "", *, description: str) -> Any:
    """Return the Pydantic field of an optional fact.

    Args:
        title: Label of the fact for a reader, such as `Length`.
        unit: Symbol of its unit, such as `m`; empty where it has none.
        description: What it says, for the data dictionary: a phrase without a full stop.
    """
    return Field(default=None, title=title, description=description, json_schema_extra={"unit": unit} if unit else None)


def facts(title: str, *, description: str) -> Any:
    """Return the Pydantic field of a list of facts that may be empty."""
    return Field(default=(), title=title, description=description)


class _Part(BaseModel):
    """A part of a feature; unknown members are faults."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PositionAlternative(_Part):
    """A position that another source gives; it is not drawn."""

    lon: Annotated[
        Degrees, Field(title="Longitude", description="of WGS 84", ge=-180, le=180, json_schema_extra={"unit": "°"})
    ]
    lat: Annotated[
        Degrees, Field(title="Latitude", description="of WGS 84", ge=-90, le=90, json_schema_extra={"unit": "°"})
    ]
    source: Annotated[Text, Field(title="Source", description="who gives it")]
    comment: Text | None = fact("Comment", description="what the source says about it")


class TimelineEntry(_Part):
    """One dated step; the date stands as the source words it."""

    date: Annotated[Text, Field(title="Date", description="as the source words it")]
    event: Annotated[Text, Field(title="Event", description="what happened")]


class Place(_Part):
    """One end of a crossing, as the sources name it."""

    place: Text | None = fact("Place", description="name of the place")
    district: Text | None = fact("District", description="district of the place")
    province: Text | None = fact("Province", description="province of the place")


class Feature(BaseModel):
    """A feature of a layer: what it is, where, since when, who says so and how sure that is."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    least_precision_m: ClassVar[float] = 0
    """Least radius of uncertainty in metres that may be given for this kind; a rule against harm."""

    id: Slug = Field(title="Id", description="kebab-case, unique and stable: links and exports refer to it")
    kind: str = Field(title="Kind", description="what the feature is")
    name: Text = Field(title="Name", description="name in English or as the sources write it")
    label: Text | None = Field(None, title="Label", description="short name for the map; features of one site share it")
    names: dict[LanguageTag, Text] = Field(
        {}, title="Names", description="names by BCP 47 language tag, such as tg, ru, fa, tg-Latn"
    )
    status: StatusName | None = Field(None, title="Status", description="the last documented state; read it with as_of")
    status_note: Text | None = Field(None, title="Status in words", description="the state in the source's own words")
    as_of: PartialDate | None = Field(None, title="As of", description="date of the status")
    as_of_note: Text | None = Field(
        None, title="As of, in words", description="date of the status where no date can be given"
    )
    start: PartialDate | None = Field(None, title="Start", description="when it happened or began")
    end: PartialDate | None = Field(None, title="End", description="when it ended; without it, start says it all")
    summary: Text | None = Field(None, title="Summary", description="what it is or what happened, in a few sentences")
    precision_m: Annotated[Number, Field(gt=0)] | None = Field(
        None,
        title="Precision",
        description="radius within which the true place lies; needed where there is a geometry",
        json_schema_extra={"unit": "m"},
    )
    place_level: PlaceLevel | None = Field(
        None, title="Level of the place", description="what the source names: the place, one near it, a district"
    )
    side: CountryCode | None = Field(
        None, title="Side", description="country of the place as the source says, by its ISO 3166-1 alpha-3 code"
    )
    relation: Relation = Field(
        "core", title="Relation to the border", description="core: on or about the border; context: off it"
    )
    notes: Text | None = Field(None, title="Notes", description="remarks")
    conflicts: tuple[Text, ...] = Field((), title="Sources disagree", description="what sources disagree on")
    timeline: tuple[TimelineEntry, ...] = Field(
        (), title="Timeline", description="dated steps, dates as the sources word them"
    )
    details: dict[FactKey, JsonValue] = Field(
        {}, title="More facts", description="rare facts, named in snake_case with the unit last (length_km)"
    )
    position_source: Text | None = Field(
        None, title="Source of the position", description="where the point comes from, or that it is derived"
    )
    position_alternatives: tuple[PositionAlternative, ...] = Field(
        (), title="Other positions", description="positions that other sources give; they are not drawn"
    )
    unplaced_reason: Text | None = Field(
        None,
        title="Why it is not on the map",
        description="needed where there is no geometry, unless the feature is a reach with both kilometres",
    )
    confidence: Text | None = Field(
        None, title="Confidence", description="how sure the compilers are of the facts and of the position"
    )
    dataset: Slug | None = Field(
        None, title="Data set", description="dataset the row was imported from; key of sources.json"
    )
    sources: tuple[Slug, ...] = Field(
        title="Sources", min_length=1, description="who says so: keys of sources.json, each once"
    )
    supports: dict[Slug, Text] = Field(
        {}, title="What a source supports", description="what each source supports, by its key"
    )
    geometry: Geometry | None = Field(title="Geometry", description="the place; null where it is known without one")

    @model_validator(mode="after")
    def _rules(self) -> Self:
        refuse(self.broken_rules())
        return self

    def broken_rules(self) -> Iterator[Broken]:
        """Yield every rule between fields that the feature breaks; a kind adds its own."""
        first, last = self.start and self.start.first, self.end and self.end.last
        yield from disordered(first, last, ("start", "end"), "end-before-start")
        if len(set(self.sources)) < len(self.sources):
            yield Broken("sources", "each source once", "Delete the repeated key.")
        if strangers := sorted(self.supports.keys() - set(self.sources)):
            yield Broken("supports", f"keys that sources lists; {strangers[0]} is not among them", "Add it there.")
        for key, value in self.details.items():
            if isinstance(value, str) and len(value) > LONGEST_TEXT:
                yield Broken(f"details.{key}", f"at most {LONGEST_TEXT:,} characters", "Shorten it.", "text-too-long")
        yield from self._broken_place()

    def _broken_place(self) -> Iterator[Broken]:
        if self.geometry is not None and self.precision_m is None:
            expected = "a radius in metres, as the feature has a geometry"
            yield Broken("precision_m", expected, "Say how far off it may be.")
        if self.geometry is None and self.unplaced_reason is None and not self.placed_by_line():
            yield Broken("unplaced_reason", "the reason, as the feature has no geometry", "Say why in a few words.")
        if self.precision_m is not None and self.precision_m < self.least_precision_m:
            yield Broken(
                "precision_m",
                f"at least {self.least_precision_m:.0f} m for the kind {self.kind}",
                "Positions of military posts stay at town level as published; give the wider radius.",
                "position-too-sharp",
            )
        if self.least_precision_m and self.place_level == "exact":
            yield Broken(
                "place_level",
                f"near, district or province for the kind {self.kind}",
                "Positions of military posts stay at town level as published.",
                "position-too-sharp",
            )

    def placed_by_line(self) -> bool:
        """Tell whether the feature is a stretch of the border line and needs no geometry of its own."""
        return False

    @classmethod
    def own_fields(cls) -> tuple[str, ...]:
        """Return the names of the fields that this kind adds to those of every feature, in their order."""
        return tuple(name for name in cls.model_fields if name not in Feature.model_fields)

    @classmethod
    def field_order(cls) -> tuple[str, ...]:
        """Return the names of all properties in the order in which a layer file holds them."""
        return field_order([cls])

    def properties(self) -> dict[str, JsonValue]:
        """Return the GeoJSON properties: plain JSON values in a fixed order, without what is empty."""
        dumped = self.model_dump(mode="json", exclude={"id", "geometry"}, exclude_none=True)
        for name in ("names", "details"):
            dumped[name] = dict(sorted(dumped[name].items()))
        dumped["supports"] = {key: self.supports[key] for key in self.sources if key in self.supports}
        return {
            name: whole_numbers(dumped[name])
            for name in self.field_order()
            if name in dumped and dumped[name] not in ([], {})
        }

    def facts(self) -> dict[str, JsonValue]:
        """Return the facts of the kind and then the rare ones of `details`, as JSON values by field name."""
        properties = self.properties()
        own = {name: properties[name] for name in self.own_fields() if name in properties}
        details = properties.get("details")
        return own | details if isinstance(details, dict) else own

    def to_geojson(self) -> dict[str, JsonValue]:
        """Return the feature as a GeoJSON Feature (RFC 7946), members in a fixed order."""
        return {
            "type": "Feature",
            "id": self.id,
            "properties": self.properties(),
            "geometry": None if self.geometry is None else whole_numbers(geometry_to_geojson(self.geometry)),
        }


def field_order(models: Iterable[type[Feature]]) -> tuple[str, ...]:
    """Return the names of all properties of `models`: those of every feature around those that the kinds add."""
    first = [name for name in Feature.model_fields if name not in (*_LAST, "id", "geometry")]
    own = dict.fromkeys(name for model in models for name in model.own_fields())
    return (*first, *own, *_LAST)


def whole_numbers(value: JsonValue) -> JsonValue:
    """Return `value` with whole numbers written without `.0`, however deep they stand."""
    if isinstance(value, float) and value.is_integer() and abs(value) <= EXACT:
        return int(value)
    if isinstance(value, dict):
        return {key: whole_numbers(member) for key, member in value.items()}
    if isinstance(value, list):
        return [whole_numbers(member) for member in value]
    return value
