"""Writes the package as a zip archive, and reads it again."""

from __future__ import annotations

import hashlib
import json
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import orjson

from borderatlas.errors import OutputError
from borderatlas.export.archive import write_zip
from borderatlas.export.data_package.describing import FILE, Resource, describe
from borderatlas.export.data_package.papers import citation, licences, readme
from borderatlas.export.delimited import seen_by_arrow, write_columns
from borderatlas.export.format import Format
from borderatlas.export.geojson import GEOJSON
from borderatlas.export.reading_back import Expected, Seen, with_pyogrio
from borderatlas.export.sheets import sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from borderatlas.export.content import Content, Part
    from borderatlas.export.losses import LossReport

_DATA: Final = "data"
_SOURCES: Final = "sources.json"
_GEOJSON: Final = "application/geo+json"
_CSV: Final = "text/csv"
_CSL: Final = "application/vnd.citationstyles.csl+json"


def _write(
    path: Path, parts: Sequence[Part], content: Content, losses: LossReport, *, flat: bool
) -> Sequence[Expected]:
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        data = Path(folder)
        expected: list[Expected] = []
        resources = []
        for part in parts:
            places = data / f"{part.name}.geojson"
            expected += GEOJSON.write(places, [part], content, losses, flat=flat)
            resources.append(_resource(places, f"{part.title}, GeoJSON", _GEOJSON, part))
            table = data / f"{part.name}.csv"
            columns = sheet(replace(part, table=part.table.filled()) if len(part) else part, losses)
            write_columns(table, columns, encoding="utf-8")
            described = _resource(table, f"{part.title}, CSV", _CSV, part)
            resources.append(replace(described, columns=tuple(column for column, _ in columns)))
            names = tuple(column.name for column, _ in columns)
            expected.append(Expected(table.name, len(part), names, None))
        sources = data / _SOURCES
        entries = [source.to_csl() for source in content.sources.values()]
        sources.write_bytes(orjson.dumps(entries, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
        resources.append(replace(_resource(sources, "Sources, CSL-JSON", _CSL), path=_SOURCES))
        members: dict[str, bytes | Path] = {
            "README.md": readme(content, resources).encode(),
            "LICENCES.md": licences(content).encode(),
            "CITATION.cff": citation(content).encode(),
            FILE: json.dumps(describe(content, resources), ensure_ascii=False, indent=2).encode() + b"\n",
        }
        write_zip(path, members | {resource.path: data / Path(resource.path).name for resource in resources})
    return expected


def _resource(file: Path, title: str, mediatype: str, part: Part | None = None) -> Resource:
    content = file.read_bytes()
    name = file.stem if mediatype != _GEOJSON else f"{file.stem}-geojson"
    digest = hashlib.sha256(content).hexdigest()
    return Resource(name, f"{_DATA}/{file.name}", title, mediatype, len(content), digest, part)


def _read_back(path: Path) -> Iterator[Seen]:
    try:
        with zipfile.ZipFile(path) as archive:
            for resource in json.loads(archive.read(FILE))["resources"]:
                content = archive.read(resource["path"])
                if f"sha256:{hashlib.sha256(content).hexdigest()}" != resource["hash"]:
                    raise OutputError(f"{path.name}: read back, {resource['path']} is not as it was written.")
                if resource["mediatype"] == _CSV:
                    name = Path(resource["path"]).name
                    with archive.open(resource["path"]) as table:
                        yield seen_by_arrow(table, name, name)
                elif resource["mediatype"] == _GEOJSON:
                    inside = f"/vsizip/{{{path}}}/{resource['path']}"
                    for seen in with_pyogrio(inside, driver="GeoJSON"):
                        yield replace(seen, layer=Path(resource["path"]).stem)
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise OutputError(f"{path.name}: what was written cannot be read back ({error}).") from error


DATA_PACKAGE = Format("datapackage", "Data package", ".datapackage.zip", _write, _read_back, holds="all", unpacks=True)
