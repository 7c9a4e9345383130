"""`index.html`: what this atlas is, how much it knows, and the way to its maps."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from borderatlas.layers import FAMILIES, KINDS
from borderatlas.layers.kinds.boundary import LengthFigures
from borderatlas.maps.bundle import asset
from borderatlas.maps.markup import is_safe_link
from borderatlas.maps.payload import newest
from borderatlas.maps.policy import policy_tag
from borderatlas.maps.precision import mark
from borderatlas.maps.thumbnails import HEIGHT, WIDTH, Mark, ground, marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from borderatlas.layers import Layer, PartialDate, Source
    from borderatlas.maps.material import Material
    from borderatlas.project import MapSettings

_DOT = 13
"""How far dots stand apart, in units of the plot."""
_TICK_ROOM_KM = 25
"""How near to the measured length no tick stands, so that its number can."""
_WIDE_SIZE = 0.8
"""Factor for symbols on the first card, which is drawn larger."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure: a number and the sentence that says what it counts."""

    number: str
    words: str


@dataclass(frozen=True, slots=True)
class Card:
    """The way to one map.

    Attributes:
        file: Its page.
        title: Its title.
        summary: What it shows.
        counts: How many of each family, by the family's title.
        note: How many of its features are listed but not drawn.
        marks: Its picture.
    """

    file: str
    title: str
    summary: str
    counts: dict[str, int]
    note: str
    marks: list[Mark]


class Axis:
    """The axis of the dot plot of lengths: 560 units wide, with a tick every 50 km."""

    def __init__(self, lengths_km: Sequence[float], measured_km: float) -> None:
        self._low = math.floor((min(*lengths_km, measured_km) - 10) / 50) * 50
        self._high = math.ceil((max(*lengths_km, measured_km) + 10) / 50) * 50
        self.ticks = [tick for tick in range(self._low + 50, self._high, 50) if abs(tick - measured_km) > _TICK_ROOM_KM]

    def x(self, kilometres: float) -> float:
        """Where a length stands, in units of the plot."""
        return round(20 + (kilometres - self._low) / (self._high - self._low) * 520, 1)


@dataclass(frozen=True, slots=True)
class Length:
    """A published length of the border.

    Attributes:
        km: Kilometres.
        text: The number as its source prints it.
        difference: How much it is more or less than the line measured here, in kilometres.
        source: Who says so.
        x: Its place on the axis.
        level: How many dots it stands above the axis.
    """

    km: float
    text: str
    difference: str
    source: str
    x: float
    level: int


@dataclass(frozen=True, slots=True)
class Publisher:
    """A publisher's name and its sources that the atlas cites."""

    name: str
    sources: list[Source]


@dataclass(frozen=True, slots=True)
class LayerState:
    """How much a layer knows, and of when its newest fact is."""

    title: str
    entries: int
    drawn: int
    newest: PartialDate | None


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("borderatlas.maps"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["decimals"] = lambda number, places: f"{number:,.{places}f}"
    environment.tests["safe_link"] = is_safe_link
    return environment


def index_page(material: Material) -> str:
    """The HTML of the index; it runs no script and asks no server.

    Args:
        material: What the pages are drawn from; all layers must be there.
    """
    settings = material.settings
    published: list[Length] = []
    axis: Axis | None = None
    for feature in material.features:
        if isinstance(feature, LengthFigures) and feature.id == settings.border.lengths:
            published, axis = lengths(feature, material.border.length_km)
    template = _environment().get_template("index.html")
    return template.render(
        settings=settings,
        policy=Markup(policy_tag([])),  # noqa: S704  # both are ours
        style=Markup(asset("index.css")),  # noqa: S704
        length_km=material.border.length_km,
        figures=figures(material),
        cards=[_card(material, entry, number) for number, entry in enumerate(settings.maps)],
        ground=ground(material),
        lengths=published,
        axis=axis,
        states=[_state(layer, settings.layers[name].title) for name, layer in material.layers.items()],
        publishers=publishers(material.sources.values()),
        source_count=len(material.sources),
        facts_to=newest(material.features),
        hues=sorted({family.hue for family in FAMILIES.values()}),
        width=WIDTH,
        height=HEIGHT,
    )


def figures(material: Material) -> list[Figure]:
    """The key figures: length, what crosses the line, what happened along it, and on how many sources that rests."""
    counts = Counter(KINDS[feature.kind].family for feature in material.features)
    line = material.settings.border.version
    found = [
        Figure(
            f"{material.border.length_km:,.1f} km",
            f"of border, measured on this line: {line}",
        )
    ]
    if bridges := [feature for feature in material.features if feature.kind == "bridge"]:
        planned = sum(feature.status in {"planned", "proposed"} for feature in bridges)
        markets = _count(counts["market"], "cross-border market")
        found.append(Figure(str(len(bridges)), f"bridges, {planned} of them only planned; {markets} beside them"))
    if events := [feature for feature in material.features if KINDS[feature.kind].family == "clash"]:
        years = [feature.start.year for feature in events if feature.start is not None]
        vague = sum(mark(feature) in {"soft", "none"} for feature in events)
        words = f"clashes and attacks, {min(years)}–{max(years)}; {vague} of them known only to a district or worse"
        found.append(Figure(str(len(events)), words))
    references = sum(len(feature.sources) for feature in material.features)
    found.append(Figure(f"{len(material.sources):,}", f"sources, cited {references:,} times"))
    return found


def lengths(feature: LengthFigures, measured_km: float) -> tuple[list[Length], Axis]:
    """The published lengths, shortest first, and the axis of their dot plot.

    Args:
        feature: The feature that holds them.
        measured_km: The length of the atlas's own line.
    """
    rows = sorted(feature.figures_km, key=lambda row: row.km)
    axis = Axis([row.km for row in rows], measured_km)
    placed: list[Length] = []
    for row in rows:
        x = axis.x(row.km)
        level = sum(abs(other.x - x) < _DOT for other in placed)
        difference = f"{row.km - measured_km:+,.1f}".replace("-", "\u2212")
        placed.append(Length(row.km, f"{row.km:,.10g}", difference, row.source, x, level))
    return placed, axis


def publishers(sources: Iterable[Source]) -> list[Publisher]:
    """The sources by publisher, in the order of the alphabet."""
    found: dict[str, list[Source]] = {}
    for source in sources:
        found.setdefault(source.publisher or source.container_title or source.title or source.id, []).append(source)
    return [Publisher(name, found[name]) for name in sorted(found, key=str.casefold)]


def _state(layer: Layer, title: str) -> LayerState:
    drawn = sum(mark(feature) != "none" for feature in layer)
    return LayerState(title, len(layer), drawn, newest(layer))


def _card(material: Material, entry: MapSettings, number: int) -> Card:
    features = [feature for _, feature in material.of_map(entry)]
    counts = Counter(KINDS[feature.kind].family for feature in features)
    listed = sum(mark(feature) == "none" for feature in features)
    return Card(
        file=f"{entry.name}.html",
        title=entry.title,
        summary=entry.summary,
        counts={family.title: counts[family.name] for family in FAMILIES.values() if counts[family.name]},
        note=f"{listed} of them listed, not drawn" if listed else "",
        marks=marks(features, material.home, _WIDE_SIZE if number == 0 else 1.0),
    )


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
