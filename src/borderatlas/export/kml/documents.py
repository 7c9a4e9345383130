"""KML 2.2 and KMZ: for Google Earth and for programs that show placemarks.

A file holds the layers of one licence. Each is a document within that of the file, which programs show as a folder:
GDAL finds the types of the columns in a KMZ only there. A place that is not known exactly stands in its area: a ring
of the true radius about its symbol, or a disc without a symbol where only the district is known. Those areas have a
folder of their own beside their layer: within it, GIS programs would count them to the layer. Nothing in a file
asks the network.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import IO, TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement, tostring  # only writes

import numpy as np

from borderatlas.export.accounts import Account, about, accounts, attribution
from borderatlas.export.archive import write_zip
from borderatlas.export.conforming import conforming
from borderatlas.export.discs import disc
from borderatlas.export.format import Format
from borderatlas.export.kml.columns import columns_of
from borderatlas.export.kml.geometry import element as geometry_element
from borderatlas.export.kml.styles import Look, icon, look_of, look_of_area, style
from borderatlas.export.losses import LossReport
from borderatlas.export.reading_back import Expected, bounds_of, with_pyogrio
from borderatlas.export.xml_text import XmlText, clean
from borderatlas.maps.precision import WIDEST_M

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from borderatlas.export.content import Content, Part
    from borderatlas.export.reading_back import Seen

_HEAD: Final = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b'<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:atom="http://www.w3.org/2005/Atom">\n<Document>\n'
)
_TAIL: Final = b"</Document>\n</kml>\n"
_DOCUMENT: Final = "doc.kml"
"""What readers of a KMZ open."""
_MARKUP: Final = re.compile(r"<(?=[A-Za-z/!?])")
_NOT_IN_ID: Final = re.compile(r"[^A-Za-z0-9_-]")


@dataclass(frozen=True, slots=True)
class _Area:
    """The area within which the place of a feature lies."""

    account: Account
    look: Look
    shape: BaseGeometry


def _write_kml(
    path: Path,
    parts: Sequence[Part],
    content: Content,
    losses: LossReport,
    *,
    flat: bool,  # noqa: ARG001  # it is flat
) -> Sequence[Expected]:
    with path.open("wb") as file:
        expected, _ = _write(file, parts, content, losses, with_icons=False)
    return expected


def _write_kmz(
    path: Path,
    parts: Sequence[Part],
    content: Content,
    losses: LossReport,
    *,
    flat: bool,  # noqa: ARG001  # it is flat
) -> Sequence[Expected]:
    document = io.BytesIO()
    expected, looks = _write(document, parts, content, losses, with_icons=True)
    icons = {look.icon: data for look in looks if (data := icon(look))}
    write_zip(path, {_DOCUMENT: document.getvalue(), **icons})
    return expected


def _write(
    file: IO[bytes], parts: Sequence[Part], content: Content, losses: LossReport, *, with_icons: bool
) -> tuple[list[Expected], list[Look]]:
    """Writes the document, and says what a reader has to see and which styles it uses."""
    told = [list(accounts(part, content)) for part in parts]
    areas = [_areas(each, part) for each, part in zip(told, parts, strict=True)]
    looks = {look.name: look for each in told for look in map(look_of, each)}
    looks |= {area.look.name: area.look for each in areas for area in each}
    file.write(_HEAD)
    _put(file, *_about(parts, content))
    _put(file, *(style(look, with_icons=with_icons) for look in looks.values()))
    _put(file, *_terms(parts, content))
    expected = [
        each
        for part, accounts_, around, title in zip(parts, told, areas, _titles(parts), strict=True)
        for each in _write_layer(file, part, accounts_, around, title=title, losses=losses)
    ]
    file.write(_TAIL)
    return expected, list(looks.values())


def _write_layer(  # noqa: PLR0913  # one for each thing that a layer is made of
    file: IO[bytes],
    part: Part,
    told: Sequence[Account],
    areas: Sequence[_Area],
    *,
    title: str,
    losses: LossReport,
) -> Iterator[Expected]:
    """Writes a layer and the areas about its places."""
    columns = columns_of(part, losses)
    geometry = conforming(part.table.geometry, part.name, part.ids, losses)
    text = XmlText(part.name)
    file.write(b"<Document>\n")
    _put(file, _element("name", clean(title)), columns.schema())
    for account, shape, data in zip(told, geometry, columns.rows(text), strict=True):
        _put(file, _placemark(account, shape, data, text))
    file.write(b"</Document>\n")
    yield Expected(clean(title), len(part), tuple(columns.names), bounds_of(geometry))
    if areas:
        around = clean(f"{title}: how sure the place is")
        file.write(b"<Folder>\n")
        _put(file, _element("name", around))
        _put(file, *(_area_placemark(area, text) for area in areas))
        file.write(b"</Folder>\n")
        yield Expected(around, len(areas), (), None)
        losses.add(
            "changed",
            "Areas in which a place lies are placemarks too, in a folder of their own: they are no features.",
            layer=part.name,
            instead=around,
            count=len(areas),
        )
    text.report(losses)
    _report(part, told, losses)


def _put(file: IO[bytes], *elements: Element) -> None:
    """Writes elements, one a line."""
    for element in elements:
        file.write(tostring(element, "utf-8", xml_declaration=False) + b"\n")


def _element(tag: str, text: str) -> Element:
    made = Element(tag)
    made.text = text
    return made


def _about(parts: Sequence[Part], content: Content) -> Iterator[Element]:
    """What the document says of itself, to people."""
    yield _element("name", clean(content.title))
    yield _element("open", "1")
    author = Element("atom:author")
    SubElement(author, "atom:name").text = clean(attribution(parts))
    yield author
    yield Element("Snippet", {"maxLines": "0"})
    yield _element("description", _MARKUP.sub("‹", clean(about(parts, content))))


def _terms(parts: Sequence[Part], content: Content) -> Iterator[Element]:
    """The same for programs."""
    data = {
        "licence": parts[0].licence,
        "credits": attribution(parts),
        "disclaimer": content.disclaimer,
        "contact": content.contact,
        "line_version": content.line_version,
        "facts_to": content.facts_to,
    }
    made = Element("ExtendedData")
    for name, value in data.items():
        if value:
            SubElement(SubElement(made, "Data", {"name": name}), "value").text = clean(value)
    yield made


def _titles(parts: Sequence[Part]) -> list[str]:
    """Names of the folders: the titles, told apart where two layers share one."""
    titles = [part.title for part in parts]
    return [part.title if titles.count(part.title) == 1 else f"{part.title} ({part.name})" for part in parts]


def _placemark(account: Account, geometry: BaseGeometry | None, data: Element, text: XmlText) -> Element:
    made = Element("Placemark", {"id": _id(account.id)})
    _head(made, account, text, hidden=geometry is not None and account.mark == "none")
    SubElement(made, "styleUrl").text = f"#{look_of(account).name}"
    made.append(data)
    if geometry is not None and not geometry.is_empty:
        made.append(geometry_element(geometry))
    return made


def _area_placemark(area: _Area, text: XmlText) -> Element:
    made = Element("Placemark", {"id": f"area.{_id(area.account.id)}"})
    _head(made, area.account, text)
    SubElement(made, "styleUrl").text = f"#{area.look.name}"
    made.append(geometry_element(area.shape))
    return made


def _head(made: Element, account: Account, text: XmlText, *, hidden: bool = False) -> None:
    SubElement(made, "name").text = text(account.name, "name", account.id)
    if hidden:
        SubElement(made, "visibility").text = "0"
    SubElement(made, "Snippet", {"maxLines": "0"})
    SubElement(made, "description").text = _MARKUP.sub("‹", text(account.text, "description", account.id))
    if account.start and account.end and account.start != account.end:
        span = SubElement(made, "TimeSpan")
        SubElement(span, "begin").text = account.start
        SubElement(span, "end").text = account.end
    elif when := account.start or account.end:
        SubElement(SubElement(made, "TimeStamp"), "when").text = when


def _id(key: str) -> str:
    """A feature's id as XML takes one: it may not begin with a digit."""
    plain = _NOT_IN_ID.sub("_", key)
    return plain if plain[:1].isalpha() else f"_{plain}"


def _areas(told: Sequence[Account], part: Part) -> list[_Area]:
    """The areas that are drawn, widest first, so that none hides another."""
    rows = list(zip(told, part.table.geometry, strict=True))
    crowds = Counter(geometry for account, geometry in rows if account.mark == "soft")
    found = [
        _Area(account, look, disc(geometry, account.precision_m))
        for account, geometry in rows
        if account.precision_m and (look := look_of_area(account, crowds[geometry] or 1))
    ]
    found.sort(key=lambda area: -(area.account.precision_m or 0))
    shapes = np.array([area.shape for area in found], dtype=object)
    cut = conforming(shapes, part.name, part.ids[: len(shapes)], LossReport())  # they are drawings, not data
    return [replace(area, shape=shape) for area, shape in zip(found, cut, strict=True)]


def _report(part: Part, told: Sequence[Account], losses: LossReport) -> None:
    """Notes what programs show in another way than the atlas."""
    for keys, reason in (
        (
            [account.id for account in told if account.mark == "none" and account.precision_m is not None],
            f"Placed no better than {WIDEST_M // 1000} km: hidden until somebody ticks it.",
        ),
        (
            [account.id for account in told if _MARKUP.search(account.text)],
            "Programs show a description as HTML: what looks like a tag begins with ‹ there.",
        ),
    ):
        if keys:
            losses.add("changed", reason, layer=part.name, count=len(keys), examples=keys)


def _read_back(path: Path) -> Iterator[Seen]:
    return with_pyogrio(path, driver="LIBKML")


KML = Format("kml", "KML", ".kml", _write_kml, _read_back, holds="licence")
KMZ = Format("kmz", "KML with icons, zipped", ".kmz", _write_kmz, _read_back, holds="licence")
