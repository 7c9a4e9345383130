"""What every feature of the atlas has, whatever its kind."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Final, Self

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from borderatlas.layers.dates import PartialDate  # noqa: TC001  (Pydantic reads it when the class is made)
from borderatlas.layers.geometry import Geometry, geometry_to_geojson
from borderatlas.layers.vocabulary import PlaceLevel, Relation, StatusName  # noqa: TC001

Text = Annotated[str, StringConstraints(min_length=1, strict=True)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", strict=True)]
FactKey = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$", strict=True)]
LanguageTag = Annotated[
    str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$", strict=True)
]
CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$", strict=True)]
Number = Annotated[float, Field(strict=True, ge=0, allow_inf_nan=False)]
Degrees = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Count = Annotated[int, Field(strict=True, ge=0)]
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
    "sources",
    "supports",
)


def fact(title: str, unit: str = "") -> Any:
    """Return the Pydantic field of an optional fact.

    Args:
        title: Label of the fact for a reader, such as `Length`.
        unit: Symbol of its unit, such as `m`; empty where it has none.
    """
    return Field(default=None, title=title, json_schema_extra={"unit": unit} if unit else None)


def facts(title: str) -> Any:
    """Return the Pydantic field of a list of facts that may be empty."""
    return Field(default=(), title=title)


class _Part(BaseModel):
    """A part of a feature; unknown members are faults."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PositionAlternative(_Part):
    """A position that another source gives; it is not drawn."""

    lon: Annotated[Degrees, Field(title="Longitude", ge=-180, le=180, json_schema_extra={"unit": "°"})]
    lat: Annotated[Degrees, Field(title="Latitude", ge=-90, le=90, json_schema_extra={"unit": "°"})]
    source: Annotated[Text, Field(title="Source")]
    comment: Text | None = fact("Comment")


class TimelineEntry(_Part):
    """One dated step; the date stands as the source words it."""

    date: Annotated[Text, Field(title="Date")]
    event: Annotated[Text, Field(title="Event")]


class Place(_Part):
    """One end of a crossing, as the sources name it."""

    place: Text | None = fact("Place")
    district: Text | None = fact("District")
    province: Text | None = fact("Province")


def _broken(field: str, expected: str, hint: str, code: str = "rule-broken") -> PydanticCustomError:
    return PydanticCustomError(
        code,
        "expected {expected}",
        {"field": field, "expected": expected, "hint": hint},
    )


def check_order(lower: Any, upper: Any, lower_name: str, upper_name: str) -> None:
    """Raise a fault unless `lower` is at most `upper`; either may be unknown (None)."""
    if lower is not None and upper is not None and lower > upper:
        raise _broken(
            upper_name, f"at least {lower_name} ({lower})", f"Swap {lower_name} and {upper_name}, or correct one."
        )


class Feature(BaseModel):
    """A feature of a layer: what it is, where, since when, who says so and how sure that is."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    least_precision_m: ClassVar[float] = 0
    """Least radius of uncertainty in metres that may be given for this kind; a rule against harm."""

    id: Slug = Field(title="Id", description="kebab-case, unique within the layer, stable")
    kind: str = Field(title="Kind")
    name: Text = Field(title="Name")
    label: Text | None = Field(None, title="Label", description="short name for the map")
    names: dict[LanguageTag, Text] = Field({}, title="Names", description="names by BCP 47 language tag")
    status: StatusName | None = Field(None, title="Status")
    status_note: Text | None = Field(None, title="Status in words", description="the source's own words")
    as_of: PartialDate | None = Field(None, title="As of", description="date of the status")
    as_of_note: Text | None = Field(None, title="As of, in words")
    start: PartialDate | None = Field(None, title="Start")
    end: PartialDate | None = Field(None, title="End")
    summary: Text | None = Field(None, title="Summary")
    precision_m: Annotated[Number, Field(gt=0)] | None = Field(
        None,
        title="Precision",
        description="radius within which the true place lies",
        json_schema_extra={"unit": "m"},
    )
    place_level: PlaceLevel | None = Field(None, title="Level of the place")
    side: CountryCode | None = Field(None, title="Side", description="ISO 3166-1 alpha-3, as the source says")
    relation: Relation = Field("core", title="Relation to the border")
    notes: Text | None = Field(None, title="Notes")
    conflicts: tuple[Text, ...] = Field((), title="Sources disagree")
    timeline: tuple[TimelineEntry, ...] = Field((), title="Timeline")
    details: dict[FactKey, JsonValue] = Field({}, title="More facts")
    position_source: Text | None = Field(None, title="Source of the position")
    position_alternatives: tuple[PositionAlternative, ...] = Field((), title="Other positions")
    unplaced_reason: Text | None = Field(None, title="Why it is not on the map")
    confidence: Text | None = Field(None, title="Confidence")
    sources: tuple[Slug, ...] = Field(title="Sources", min_length=1, description="keys of sources.json")
    supports: dict[Slug, Text] = Field({}, title="What a source supports")
    geometry: Geometry | None = Field(title="Geometry")

    @model_validator(mode="after")
    def _rules(self) -> Self:
        check_order(self.start and self.start.first, self.end and self.end.last, lower_name="start", upper_name="end")
        if len(set(self.sources)) < len(self.sources):
            raise _broken("sources", "each source once", "Delete the repeated key.")
        if strangers := sorted(self.supports.keys() - set(self.sources)):
            raise _broken("supports", f"keys that sources lists; {strangers[0]} is not among them", "Add it there.")
        self._check_place()
        return self

    def _check_place(self) -> None:
        if self.geometry is not None and self.precision_m is None:
            raise _broken(
                "precision_m", "a radius in metres, as the feature has a geometry", "Say how far off it may be."
            )
        if self.geometry is None and self.unplaced_reason is None and not self.placed_by_line():
            raise _broken("unplaced_reason", "the reason, as the feature has no geometry", "Say why in a few words.")
        if self.precision_m is not None and self.precision_m < self.least_precision_m:
            raise _broken(
                "precision_m",
                f"at least {self.least_precision_m:.0f} m for the kind {self.kind}",
                "Positions of military posts stay at town level as published; give the wider radius.",
                "position-too-sharp",
            )
        if self.least_precision_m and self.place_level == "exact":
            raise _broken(
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
        first = [name for name in Feature.model_fields if name not in (*_LAST, "id", "geometry")]
        return (*first, *cls.own_fields(), *_LAST)

    def properties(self) -> dict[str, JsonValue]:
        """Return the GeoJSON properties: plain JSON values in a fixed order, without what is empty."""
        dumped = self.model_dump(mode="json", exclude={"id", "geometry"}, exclude_none=True)
        for name in ("names", "details"):
            dumped[name] = dict(sorted(dumped[name].items()))
        dumped["supports"] = {key: self.supports[key] for key in self.sources if key in self.supports}
        return {
            name: _whole(dumped[name]) for name in self.field_order() if name in dumped and dumped[name] not in ([], {})
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
            "geometry": None if self.geometry is None else _whole(geometry_to_geojson(self.geometry)),
        }


def _whole(value: JsonValue) -> JsonValue:
    """Return `value` with whole numbers written without `.0`, however deep they stand."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {key: _whole(member) for key, member in value.items()}
    if isinstance(value, list):
        return [_whole(member) for member in value]
    return value
