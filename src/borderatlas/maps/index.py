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
from borderatlas.maps.news import last_release, since_release
from borderatlas.maps.payload import newest
from borderatlas.maps.policy import policy_tag
from borderatlas.maps.precision import mark
from borderatlas.maps.thumbnails import HEIGHT, WIDTH, Mark, ground, marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from borderatlas.changes.recording import ChangeLog
    from borderatlas.layers import Layer, PartialDate, Source
    from borderatlas.maps.material import Material
    from borderatlas.project import MapSettings

_DOT = 13
"""How far dots stand apart, in units of the plot."""
_TICKS = 8
_TICK_ROOM = 0.5
"""How near to the measured length no tick stands, so that its number can; part of a step."""
_COLUMNS = (3, 4, 5)
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
    """The axis of the dot plot of lengths: 560 units wide, with up to eight ticks at round kilometres."""

    def __init__(self, lengths_km: Sequence[float], measured_km: float) -> None:
        shortest, longest = min(*lengths_km, measured_km), max(*lengths_km, measured_km)
        step = _round_step((longest - shortest) / _TICKS)
        self._low = math.floor((shortest - step / 5) / step) * step
        self._high = math.ceil((longest + step / 5) / step) * step
        ticks = range(self._low + step, self._high, step)
        self.ticks = [tick for tick in ticks if abs(tick - measured_km) > step * _TICK_ROOM]

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
    """How much a layer knows, and how new that is.

    Attributes:
        title: Its title.
        entries: How many features it has.
        drawn: How many of them a map can draw.
        event: The newest date on which something happened.
        check: The newest date on which a status was documented.
    """

    title: str
    entries: int
    drawn: int
    event: PartialDate | None
    check: PartialDate | None


@dataclass(frozen=True, slots=True)
class Download:
    """A file that readers can take with them.

    Attributes:
        file: Its name or path beside the index.
        label: What it holds, such as `Clashes and attacks`; files of one label stand in one row.
        format: `GeoJSON`.
        size: Bytes.
        licence: Under which it may be passed on.
    """

    file: str
    label: str
    format: str
    size: int
    licence: str


@dataclass(frozen=True, slots=True)
class DownloadRow:
    """Files that hold the same, each in its format, and the licences under which they stand."""

    label: str
    licence: str
    files: list[Download]


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
    environment.filters["bytes"] = file_size
    environment.tests["safe_link"] = is_safe_link
    return environment


def index_page(material: Material, downloads: Iterable[Download] = (), log: ChangeLog | None = None) -> str:
    """The HTML of the index; it runs no script and asks no server.

    Args:
        material: What the pages are drawn from; all layers must be there.
        downloads: Files that readers can take with them, in the order in which they are listed.
        log: What changed since the last release and in it, where the atlas keeps a log.
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
        columns=columns(len(settings.maps) - 1),
        ground=ground(material),
        lengths=published,
        axis=axis,
        downloads=download_rows(downloads),
        since=None if log is None else since_release(log, material),
        release=None if log is None else last_release(log, material),
        states=[_state(layer, settings.layers[name].title) for name, layer in material.layers.items()],
        publishers=publishers(material.sources.values()),
        source_count=len(material.sources),
        facts_to=newest(material.features),
        hues=sorted({family.hue for family in FAMILIES.values()}),
        width=WIDTH,
        height=HEIGHT,
    )


def columns(cards: int) -> int:
    """How many cards stand in a row of a wide window, so that the last row has the fewest gaps."""
    if cards <= max(_COLUMNS):
        return max(1, cards)
    return min(_COLUMNS, key=lambda number: -cards % number)


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
        words = "bridge" if len(bridges) == 1 else "bridges"
        words += f", {planned} of them only planned" if planned else ""
        words += f"; {_count(counts['market'], 'cross-border market')} beside them" if counts["market"] else ""
        found.append(Figure(str(len(bridges)), words))
    if events := [feature for feature in material.features if KINDS[feature.kind].family == "clash"]:
        years = [feature.start.year for feature in events if feature.start is not None]
        vague = sum(mark(feature) in {"soft", "none"} for feature in events)
        words = "clashes and attacks"
        words += f", {min(years)}–{max(years)}" if years else ""
        words += f"; {vague} of them known only to a district or worse" if vague else ""
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


def download_rows(downloads: Iterable[Download]) -> list[DownloadRow]:
    """Files of one label together, in the order in which the labels first come."""
    found: dict[str, list[Download]] = {}
    for download in downloads:
        found.setdefault(download.label, []).append(download)
    return [
        DownloadRow(label, "; ".join(dict.fromkeys(file.licence for file in files)), files)
        for label, files in found.items()
    ]


def file_size(number: int) -> str:
    """Bytes in words: `967 kB`, `1.2 MB`."""
    kilobytes = max(1, round(number / 1000))
    return f"{kilobytes} kB" if kilobytes < 1000 else f"{number / 1e6:.1f} MB"


def _state(layer: Layer, title: str) -> LayerState:
    drawn = sum(mark(feature) != "none" for feature in layer)
    events = [date for feature in layer for date in (feature.start, feature.end) if date is not None]
    checks = [feature.as_of for feature in layer if feature.as_of is not None]
    return LayerState(title, len(layer), drawn, max(events, default=None), max(checks, default=None))


def _card(material: Material, entry: MapSettings, number: int) -> Card:
    features = [feature for _, feature in material.of_map(entry)]
    counts = Counter(KINDS[feature.kind].family for feature in features)
    listed = sum(mark(feature) == "none" for feature in features)
    return Card(
        file=f"{entry.name}.html",
        title=entry.title,
        summary=entry.summary,
        counts={family.title: counts[family.name] for family in FAMILIES.values() if counts[family.name]},
        note="No entry yet" if not features else f"{listed} of them listed, not drawn" if listed else "",
        marks=marks(features, material.home, _WIDE_SIZE if number == 0 else 1.0),
    )


def _round_step(least: float) -> int:
    """The least of 1, 2, 5, 10, 20, 50, … that is not smaller."""
    power: int = 10 ** max(0, math.floor(math.log10(max(least, 1))))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= least)


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
