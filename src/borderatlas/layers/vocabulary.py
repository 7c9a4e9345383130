"""The closed vocabularies: families and kinds of features, and their statuses, with the words that a reader sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Hue = Literal["blue", "green", "purple", "vermilion", "amber", "slate"]
Fill = Literal["filled", "slash", "dashed", "hollow"]
StatusName = Literal[
    "open",
    "intermittent",
    "operating",
    "active",
    "in_force",
    "closed",
    "ended",
    "superseded",
    "planned",
    "proposed",
    "under_construction",
    "settled",
    "disputed",
    "unknown",
    "past",
]
PlaceLevel = Literal["exact", "near", "district", "province"]
Relation = Literal["core", "context"]


@dataclass(frozen=True, slots=True)
class Family:
    """What shares a switch, a symbol and a colour on the map.

    Attributes:
        name: The key, such as `bridge`.
        title: Plural, for the panel.
        symbol: Key of the drawn shape.
        hue: Name of the colour.
    """

    name: str
    title: str
    symbol: str
    hue: Hue


@dataclass(frozen=True, slots=True)
class Kind:
    """What a feature is.

    Attributes:
        name: The value of `kind` in a layer file.
        layer: The layer whose features may be of this kind.
        family: Key of `FAMILIES`.
        label: Singular, for a heading.
        plural: For a count.
    """

    name: str
    layer: str
    family: str
    label: str
    plural: str


@dataclass(frozen=True, slots=True)
class Status:
    """The last documented state of a feature.

    Attributes:
        name: The value of `status` in a layer file.
        label: For a reader.
        fill: How a symbol shows it.
    """

    name: StatusName
    label: str
    fill: Fill


FAMILIES: Final[dict[str, Family]] = {
    family.name: family
    for family in (
        Family("bridge", "Bridges", "bridge", "blue"),
        Family("crossing", "Crossing points", "crossing", "blue"),
        Family("ferry", "Ferries", "ferry", "blue"),
        Family("market", "Cross-border markets", "market", "green"),
        Family("zone", "Free economic zones", "zone", "green"),
        Family("mission", "Embassies, consulates", "mission", "purple"),
        Family("clash", "Clashes and attacks", "clash", "vermilion"),
        Family("energy", "Energy and rail links", "energy", "amber"),
        Family("tripoint", "Tripoints", "tripoint", "slate"),
        Family("reach", "Reaches of the line", "reach", "slate"),
        Family("guard", "Border guard posts", "guard", "slate"),
        Family("base", "Military bases", "base", "slate"),
        Family("dispute", "Land disputes and changes", "dispute", "slate"),
        Family("movement", "Refugee flows", "movement", "slate"),
        Family("note", "Figures and programmes", "note", "slate"),
    )
}
"""Families by name, in the order of the panel."""

KINDS: Final[dict[str, Kind]] = {
    kind.name: kind
    for kind in (
        Kind("bridge", "crossings", "bridge", "Bridge", "Bridges"),
        Kind("crossing", "crossings", "crossing", "Crossing point", "Crossing points"),
        Kind("ferry", "crossings", "ferry", "Ferry", "Ferries"),
        Kind("market", "markets", "market", "Cross-border market", "Cross-border markets"),
        Kind("free_zone", "markets", "zone", "Free economic zone", "Free economic zones"),
        Kind("logistics_zone", "markets", "zone", "Logistics zone", "Logistics zones"),
        Kind("embassy", "missions", "mission", "Embassy", "Embassies"),
        Kind("consulate_general", "missions", "mission", "Consulate general", "Consulates general"),
        Kind("consulate", "missions", "mission", "Consulate", "Consulates"),
        Kind("exchange_of_fire", "clashes", "clash", "Exchange of fire", "Exchanges of fire"),
        Kind("attack", "clashes", "clash", "Attack", "Attacks"),
        Kind("infiltration", "clashes", "clash", "Infiltration", "Infiltrations"),
        Kind("killing", "clashes", "clash", "Killing", "Killings"),
        Kind("air_strike", "clashes", "clash", "Air strike", "Air strikes"),
        Kind("border_closure", "clashes", "clash", "Border closure", "Border closures"),
        Kind("rocket_fire", "clashes", "clash", "Rocket fire", "Rocket fire"),
        Kind("drone_attack", "clashes", "clash", "Drone attack", "Drone attacks"),
        Kind("seizure_of_crossing", "clashes", "clash", "Seizure of a crossing", "Seizures of crossings"),
        Kind("other", "clashes", "clash", "Other incident", "Other incidents"),
        Kind("hvdc_line", "energy", "energy", "HVDC line", "HVDC lines"),
        Kind("ac_line", "energy", "energy", "Transmission line", "Transmission lines"),
        Kind("distribution_line", "energy", "energy", "Distribution line", "Distribution lines"),
        Kind("distribution_area", "energy", "energy", "Supplied area", "Supplied areas"),
        Kind("converter_station", "energy", "energy", "Converter station", "Converter stations"),
        Kind("hydropower", "energy", "energy", "Hydropower plant", "Hydropower plants"),
        Kind("railway", "energy", "energy", "Railway", "Railways"),
        Kind("fibre", "energy", "energy", "Fibre link", "Fibre links"),
        Kind("pipeline", "energy", "energy", "Pipeline", "Pipelines"),
        Kind("tripoint", "boundary", "tripoint", "Tripoint", "Tripoints"),
        Kind("reach", "boundary", "reach", "Reach of the line", "Reaches of the line"),
        Kind("guard_post", "boundary", "guard", "Border guard post", "Border guard posts"),
        Kind("base", "boundary", "base", "Military base", "Military bases"),
        Kind("land_dispute", "boundary", "dispute", "Land dispute", "Land disputes"),
        Kind("boundary_change", "boundary", "dispute", "Boundary change", "Boundary changes"),
        Kind("length_figures", "boundary", "note", "Published lengths", "Published lengths"),
        Kind("programme", "boundary", "note", "Programme", "Programmes"),
        Kind("historic_force", "boundary", "note", "Historic force", "Historic forces"),
        Kind("refugee_flow", "movements", "movement", "Refugee flow", "Refugee flows"),
    )
}
"""Kinds by name; a name stands for one kind in the whole atlas."""

STATUSES: Final[dict[str, Status]] = {
    status.name: status
    for status in (
        Status("open", "Open", "filled"),
        Status("intermittent", "Open at times", "filled"),
        Status("operating", "Operating", "filled"),
        Status("active", "Active", "filled"),
        Status("in_force", "In force", "filled"),
        Status("past", "Past event", "filled"),
        Status("closed", "Closed", "slash"),
        Status("ended", "Ended", "slash"),
        Status("superseded", "Superseded", "slash"),
        Status("planned", "Planned", "dashed"),
        Status("proposed", "Proposed", "dashed"),
        Status("under_construction", "Under construction", "dashed"),
        Status("settled", "Settled", "hollow"),
        Status("disputed", "Disputed", "hollow"),
        Status("unknown", "Not documented", "hollow"),
    )
}
"""Statuses by name, in the order of the legend."""
