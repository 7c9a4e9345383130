"""GPX 1.1: for phones and hand-held receivers.

Places become waypoints, lines become tracks. Who follows a waypoint walks there, so what is known to the district only
is left out, and the radius of every other place stands in its comment.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Final

import gpxpy.gpx
import numpy as np
import shapely
from shapely import GeometryType as Type

from borderatlas.export.accounts import about, accounts, attribution
from borderatlas.export.conforming import conforming
from borderatlas.export.format import Format
from borderatlas.export.licences import licence_of
from borderatlas.export.reading_back import Bounds, Expected, bounds_of, with_fiona
from borderatlas.export.xml_text import XmlText, clean
from borderatlas.layers.dates import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from borderatlas.export.accounts import Account
    from borderatlas.export.content import Content, Part
    from borderatlas.export.losses import LossReport
    from borderatlas.export.reading_back import Seen

_CREATOR: Final = "borderatlas"
_LONGEST_NAME: Final = 30
"""Characters of a waypoint's name that receivers show and keep."""

_SYMBOLS: Final = {
    "bridge": "Bridge",
    "crossing": "Crossing",
    "ferry": "Anchor",
    "market": "Shopping Center",
    "zone": "Building",
    "mission": "Flag, Blue",
    "clash": "Danger Area",
    "energy": "Tall Tower",
    "guard": "Military",
    "base": "Military",
}
"""Names of symbols that receivers know, by family; the others get a plain waypoint."""
_PLAIN: Final = "Waypoint"

_POINTS: Final = (Type.POINT, Type.MULTIPOINT)
_LINES: Final = (Type.LINESTRING, Type.MULTILINESTRING)


@dataclass(slots=True)
class _Met:
    """What was met of a layer on the way: ids of features, by what became of them."""

    vague: list[str] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)
    areas: list[str] = field(default_factory=list)
    shortened: list[str] = field(default_factory=list)
    several: list[str] = field(default_factory=list)
    dated: list[str] = field(default_factory=list)

    def report(self, layer: str, losses: LossReport) -> None:
        """Notes what a receiver does not get."""
        reason = "GPX has no columns: kind, kilometre, radius, status, summary and sources stand in words."
        losses.add("left out", reason, layer=layer)
        for keys, reason in (
            (self.vague, "Known to the district only: nobody should walk to the point that stands for it."),
            (self.unplaced, "It has no place."),
            (self.areas, "GPX has no areas."),
        ):
            if keys:
                losses.add("left out", reason, layer=layer, count=len(keys), examples=keys)
        for keys, name, reason in (
            (self.several, "geometry", "A place of several points comes as several waypoints of one name."),
            (self.dated, "start", "GPX knows only moments: a day stands as its first one, UTC."),
        ):
            if keys:
                losses.add("changed", reason, layer=layer, field=name, count=len(keys), examples=keys)
        if self.shortened:
            losses.add(
                "cut",
                f"Receivers take names of {_LONGEST_NAME} characters: the whole stands in the description.",
                layer=layer,
                field="name",
                count=len(self.shortened),
                examples=self.shortened,
            )


def _write(
    path: Path,
    parts: Sequence[Part],
    content: Content,
    losses: LossReport,
    *,
    flat: bool,  # noqa: ARG001  # it has no columns
) -> Sequence[Expected]:
    document = gpxpy.gpx.GPX()
    places: list[BaseGeometry] = []
    for part in parts:
        geometry = conforming(part.table.geometry, part.name, part.ids, losses)
        text, met = XmlText(part.name), _Met()
        for account, shape in zip(accounts(part, content), geometry, strict=True):
            added = _add(document, account, shape, text, met)
            places += [shape] if added else []
        text.report(losses)
        met.report(part.name, losses)
    bounds = bounds_of(np.array(places, dtype=object))
    _describe(document, parts, content, bounds)
    path.write_text(document.to_xml("1.1") + "\n", "utf-8", newline="\n")
    points = [shape for shape in places if shapely.get_type_id(shape) in _POINTS]
    lines = [shape for shape in places if shapely.get_type_id(shape) in _LINES]
    columns = ("name", "cmt", "desc", "sym", "type")
    return [
        Expected("waypoints", len(document.waypoints), columns, bounds_of(np.array(points, dtype=object))),
        Expected("tracks", len(document.tracks), columns[:3], bounds_of(np.array(lines, dtype=object))),
    ]


def _add(document: gpxpy.gpx.GPX, account: Account, shape: BaseGeometry | None, text: XmlText, met: _Met) -> bool:
    """Adds a feature to the document, and says whether it has a place there."""
    if shape is None or shape.is_empty:
        met.unplaced.append(account.id)
    elif account.mark in {"soft", "none"}:
        met.vague.append(account.id)
    elif shapely.get_type_id(shape) in _POINTS:
        points = shapely.get_coordinates(shape).tolist()
        document.waypoints += [_waypoint(account, lon, lat, text, met) for lon, lat in points]
        met.several += [account.id] if len(points) > 1 else []
        return True
    elif shapely.get_type_id(shape) in _LINES:
        document.tracks.append(_track(account, shape, text))
        return True
    else:
        met.areas.append(account.id)
    return False


def _waypoint(account: Account, lon: float, lat: float, text: XmlText, met: _Met) -> gpxpy.gpx.GPXWaypoint:
    name = _short(account)
    if name != account.name and account.id not in met.shortened[-1:]:
        met.shortened.append(account.id)
    day = PartialDate.parse(account.start) if account.start and not account.end else None
    time = None
    if day is not None and day.precision == "day":
        time = dt.datetime.combine(day.first, dt.time(), dt.UTC)
        met.dated += [account.id] if account.id not in met.dated[-1:] else []
    made = gpxpy.gpx.GPXWaypoint(
        lat,
        lon,
        time=time,
        name=text(name, "name", account.id),
        comment=text(account.short, "description", account.id),
        description=text(account.text, "description", account.id),
        symbol=_SYMBOLS.get(account.family.name, _PLAIN) if account.family else _PLAIN,
        type=account.kind or None,
    )
    made.source = text(account.source, "sources", account.id) or None
    return made


def _track(account: Account, shape: BaseGeometry, text: XmlText) -> gpxpy.gpx.GPXTrack:
    """A line; all but the border line are schematic, and say so first."""
    name = f"Schematic: {account.name}" if account.family else account.name
    description = text(account.text, "description", account.id)
    made = gpxpy.gpx.GPXTrack(text(name, "name", account.id), description)
    comment = "Course schematic, not surveyed" if account.family else text(account.short, "description", account.id)
    made.comment = comment or None
    made.type = account.kind or None  # type: ignore[assignment]  # gpxpy declares None alone
    made.source = text(account.source, "sources", account.id) or None
    for line in shapely.get_parts(shape):
        run = gpxpy.gpx.GPXTrackSegment()
        run.points = [gpxpy.gpx.GPXTrackPoint(lat, lon) for lon, lat in shapely.get_coordinates(line).tolist()]
        made.segments.append(run)
    return made


def _short(account: Account) -> str:
    """The name as receivers take it: the label of the map in place of a long one, or its first words."""
    name = account.name
    if len(name) <= _LONGEST_NAME:
        return name
    if account.label and len(account.label) <= _LONGEST_NAME:
        return account.label
    cut = name[: _LONGEST_NAME - 1]
    words, _, _ = cut.rpartition(" ")
    return f"{words if len(words) > _LONGEST_NAME // 2 else cut}…"


def _describe(document: gpxpy.gpx.GPX, parts: Sequence[Part], content: Content, bounds: Bounds | None) -> None:
    """What the document says of itself; no time of its making, so that the same content gives the same bytes."""
    licence = licence_of(parts[0].licence)
    told = attribution(parts)
    document.creator = _CREATOR
    document.name = clean(content.title)
    document.description = clean(about(parts, content))
    document.author_name = clean(told)
    document.copyright_author = escape(clean(told))  # gpxpy writes attributes as they are
    document.copyright_license = licence.address or None
    document.keywords = ", ".join(clean(part.title) for part in parts)
    if bounds is not None:
        west, south, east, north = bounds
        document.bounds = gpxpy.gpx.GPXBounds(south, north, west, east)


def _read_back(path: Path) -> Iterator[Seen]:
    return with_fiona(path, driver="GPX")


GPX = Format("gpx", "GPX, for phones", ".gpx", _write, _read_back, holds="licence")
