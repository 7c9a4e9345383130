"""What is told of a feature in plain words, for formats that show a text instead of columns."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from borderatlas.layers import FAMILIES, KINDS, STATUSES
from borderatlas.layers.kinds.clashes import DEATHS
from borderatlas.maps.precision import Mark, mark_of_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from borderatlas.export.content import Content, GeoJson, Part
    from borderatlas.layers import Family, Source
    from borderatlas.layers.vocabulary import Fill

_LEVELS: Final = {
    "near": "a place near it is named",
    "district": "only the district is known",
    "province": "only the province is known",
}


@dataclass(frozen=True, slots=True)
class Account:
    """What is told of one feature.

    Attributes:
        id: Of the feature.
        name: As it stands in the atlas.
        label: Its short name for the map; empty where it has none.
        kind: Label of its kind, such as `Bridge`.
        family: What gives it symbol and colour; None for the border line.
        fill: How its symbol shows the status.
        mark: How a place of its precision is drawn.
        precision_m: Radius of uncertainty; None where it has none.
        start: When it happened or began, ISO 8601, may be partial; empty where not known.
        end: When it ended, likewise.
        short: Kilometre, radius and status in one line.
        lines: All that is told, a sentence or two each.
        source: The first source.
    """

    id: str
    name: str
    label: str
    kind: str
    family: Family | None
    fill: Fill
    mark: Mark
    precision_m: float | None
    start: str
    end: str
    short: str
    lines: tuple[str, ...]
    source: str

    @property
    def text(self) -> str:
        """All that is told, a line each."""
        return "\n".join(self.lines)


def attribution(parts: Sequence[Part]) -> str:
    """Whom a file with several layers names, each once."""
    return "; ".join(dict.fromkeys(credit for part in parts for credit in part.credits))


def about(parts: Sequence[Part], content: Content) -> str:
    """What a file with layers of one licence says of itself."""
    lines = (
        content.summary,
        content.disclaimer,
        f"Licence: {parts[0].licence}",
        f"Credits: {attribution(parts)}",
        f"Border kilometres: {content.line_version}",
        content.contact,
    )
    return "\n".join(filter(None, lines))


def accounts(part: Part, content: Content) -> Iterator[Account]:
    """What is told of each feature of a layer, in its order."""
    for row, geometry in zip(part.nested, part.table.geometry, strict=True):
        yield _account(row, geometry, content.sources)


def _account(row: GeoJson, geometry: BaseGeometry | None, sources: Mapping[str, Source]) -> Account:
    facts: GeoJson = row["properties"]
    kind = KINDS.get(facts.get("kind", ""))
    family = FAMILIES[kind.family] if kind else None
    precision = facts.get("precision_m")
    absent = geometry is None or geometry.is_empty
    cited = [_citation(key, sources) for key in facts.get("sources", ())]
    kilometre, place, status = _kilometre(facts), _place(facts), _status(facts)
    radius = "" if precision is None else f"±{_length(precision)}"
    when = "–".join(facts[name] for name in ("start", "end") if name in facts)
    name: str = facts.get("name") or row["id"]
    lines = [
        f"{kind.label}: {name}" if kind else name,
        when,
        status,
        facts.get("summary", ""),
        _deaths(facts),
        kilometre and f"{kilometre[0].upper()}{kilometre[1:]}.{_offset(facts)}",
        place,
        *(f"Sources disagree: {conflict}" for conflict in facts.get("conflicts", ())),
        *(
            ["Course schematic, not surveyed."]
            if kind and geometry is not None and "Line" in geometry.geom_type
            else []
        ),
        facts.get("unplaced_reason", "") and f"Not on the map: {facts['unplaced_reason']}",
        *([f"Line: {facts['version']}, {facts['length_km']:,.0f} km."] if kind is None and "version" in facts else []),
        *(f"Source: {source}" for source in cited),
    ]
    return Account(
        id=row["id"],
        name=name,
        label=facts.get("label", ""),
        kind=kind.label if kind else "Border line" if "version" in facts else "",
        family=family,
        fill=_fill(facts, family),
        mark="none" if absent else mark_of_place(geometry, precision, facts.get("place_level")) if kind else "line",
        precision_m=precision,
        start=facts.get("start", ""),
        end=facts.get("end", ""),
        short="; ".join(filter(None, (" ".join(filter(None, (kilometre, radius))), status or when))),
        lines=tuple(line for line in lines if line),
        source=cited[0] if cited else "",
    )


def _fill(facts: Mapping[str, Any], family: Family | None) -> Fill:
    """As the pages draw it: a clash whose deaths nobody counted is hollow."""
    status = facts.get("status")
    fill: Fill = "filled" if status is None else STATUSES[status].fill if status in STATUSES else "hollow"
    uncounted = family is not None and family.symbol == "clash" and not any(name in facts for name in DEATHS)
    return "hollow" if fill == "filled" and uncounted else fill


def _status(facts: Mapping[str, Any]) -> str:
    status = STATUSES.get(facts.get("status", ""))
    if status is None or status.name == "past":  # an event says when it was
        return ""
    since = facts.get("as_of") or facts.get("as_of_note")
    return f"{status.label}, last documented {since}" if since else f"{status.label}, date not documented"


def _deaths(facts: Mapping[str, Any]) -> str:
    counts = sorted({facts[name] for name in DEATHS if name in facts})
    return f"Deaths: {'–'.join(f'{count:,}' for count in (counts[0], counts[-1])[: len(counts)])}." if counts else ""


def _kilometre(facts: Mapping[str, Any]) -> str:
    """Never sharper than the place is."""
    address = facts.get("border_address")
    if not address:
        return ""
    if "km" in address:
        return f"border km {address['km']:,.1f}"
    return f"border km {math.floor(address['km_from']):,}–{math.ceil(address['km_to']):,}"


def _offset(facts: Mapping[str, Any]) -> str:
    """The distance from the line and the side, where the place is known well enough to claim them."""
    address = facts["border_address"]
    offset, precision = address["offset_m"], facts.get("precision_m") or 0
    told = f" {_length(offset)} off the line." if offset > precision else ""
    if address["side"] != "undetermined":
        told += f" Side: {address['side']}."
    if "nearest_crossing" in address:
        told += f" Nearest crossing: {address['nearest_crossing']}, {address['nearest_crossing_km']:,.0f} km along it."
    return told


def _place(facts: Mapping[str, Any]) -> str:
    if facts.get("precision_m") is None:
        return ""
    level = _LEVELS.get(facts.get("place_level") or "")
    return f"Placed to within {_length(facts['precision_m'])}{f': {level}' if level else ''}."


def _length(metres: float) -> str:
    return f"{metres / 1000:,.3g} km" if metres >= 1000 else f"{metres:.0f} m"


def _citation(key: str, sources: Mapping[str, Source]) -> str:
    """A source in one line: who, what, when."""
    if key not in sources:
        return key
    source = sources[key]
    words = (source.title, source.container_title, source.publisher, source.issued and str(source.issued), source.url)
    return ", ".join(word for word in words if word)
