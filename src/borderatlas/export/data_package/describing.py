"""`datapackage.json`: what the package holds, in the words of Data Package 2.0, which readers of version 1 know too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from borderatlas.export.licences import licence_of
from borderatlas.layers.dictionary import dictionary
from borderatlas.layers.schemas import LAYERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from borderatlas.export.content import Content, Part
    from borderatlas.layers import Source
    from borderatlas.layers.flat import Column

FILE: Final = "datapackage.json"
_PROFILES: Final = "https://datapackage.org/profiles/2.0"

_TYPES: Final = {"text": "string", "integer": "integer", "number": "number", "boolean": "boolean", "date": "date"}
_FORMS: Final = {"object": "object", "objects": "array"}
_PARTIAL_DATE: Final = r"^\d{4}(-\d{2}(-\d{2})?)?$"
_RANGES: Final = {"lon": (-180, 180), "lat": (-90, 90)}

Description: TypeAlias = dict[str, Any]
"""An object of JSON."""


@dataclass(frozen=True, slots=True)
class Resource:
    """A file of the package.

    Attributes:
        name: Names it within the package: `clashes`.
        path: Its path within the package: `data/clashes.csv`.
        title: For a reader.
        mediatype: `text/csv`.
        size: Bytes.
        sha256: Hash of it, in hexadecimal.
        part: The layer that it holds; None where it holds none.
        columns: Its columns, where it is a table.
    """

    name: str
    path: str
    title: str
    mediatype: str
    size: int
    sha256: str
    part: Part | None = None
    columns: tuple[Column, ...] = ()


def describe(content: Content, resources: Iterable[Resource]) -> Description:
    """What `datapackage.json` says."""
    resources = list(resources)
    licences = dict.fromkeys(part.licence for part in content.parts)
    named = dict.fromkeys(credit for part in content.parts for credit in part.credits)
    described: Description = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": content.name,
        "title": content.title,
        "description": f"{content.summary} {content.disclaimer}",
        "version": content.version,
        "created": f"{content.released}T00:00:00Z" if content.released else "",
        "licenses": [_licence(name) for name in licences],
        "contributors": [{"title": credit, "roles": ["contributor"]} for credit in named],
        "disclaimer": content.disclaimer,
        "contact": content.contact,
        "line_version": content.line_version,
        "facts_to": content.facts_to,
        "resources": [_resource(resource) for resource in resources],
        "sources": [_source(source) for source in content.sources.values()],
    }
    return {name: value for name, value in described.items() if value not in ("", [])}


def _licence(name: str) -> Description:
    licence = licence_of(name)
    found = {"title": licence.title, "path": licence.address}
    if not any(mark.isspace() for mark in name):  # only then it can be an identifier
        found["name"] = name
    return {key: value for key, value in found.items() if value}


def _source(source: Source) -> Description:
    title = source.title or source.container_title or source.publisher or source.id
    return {"title": title} | ({"path": source.url} if source.url else {})


def _resource(resource: Resource) -> Description:
    suffix = resource.path.rpartition(".")[2]
    described: Description = {
        "name": resource.name,
        "path": resource.path,
        "title": resource.title,
        "format": suffix,
        "mediatype": resource.mediatype,
        "encoding": "utf-8",
        "bytes": resource.size,
        "hash": f"sha256:{resource.sha256}",
    }
    if resource.part is not None:
        described["licenses"] = [_licence(resource.part.licence)]
        if resource.part.credits:
            described["attribution"] = resource.part.attribution
    if resource.columns:
        described |= {"type": "table", "schema": table_schema(resource.columns, resource.part)}
    return described


def table_schema(columns: Sequence[Column], part: Part | None) -> Description:
    """The Table Schema of columns: types, titles, meanings, units, and what may stand in them."""
    needed = {"id"}
    if part is not None and part.name in LAYERS:
        needed |= {entry.column for entry in dictionary(part.name) if entry.required and entry.column}
    return {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(column, required=column.name in needed) for column in columns],
        "primaryKey": ["id"],
        "missingValues": [""],
    }


def _field(column: Column, *, required: bool) -> Description:
    constraints: Description = {"required": True} if required else {}
    if column.form == "plain" and column.vocabulary:
        constraints["enum"] = list(column.vocabulary)
    if column.form == "partial date":
        constraints["pattern"] = _PARTIAL_DATE
    if column.name in _RANGES:
        constraints["minimum"], constraints["maximum"] = _RANGES[column.name]
    described: Description = {
        "name": column.name,
        "type": _FORMS.get(column.form, _TYPES[column.type]),
        "title": column.title,
        "description": _meaning(column),
        "unit": column.unit,
        "constraints": constraints,
    }
    return {key: value for key, value in described.items() if value}


def _meaning(column: Column) -> str:
    said = [column.description]
    if column.form == "list":
        said.append("several, with '; ' between them")
        if column.vocabulary:
            said.append(f"of {', '.join(column.vocabulary)}")
    if column.form == "partial date":
        said.append("ISO 8601, may be partial")
    if column.unit:
        said.append(f"in {column.unit}")
    return "; ".join(filter(None, said))
