"""Runs every check over the layers of an atlas."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from borderatlas.border import Border
from borderatlas.checks import ages, citations, events, harm, history, missions, positions
from borderatlas.checks.report import CheckedLayer, CheckReport
from borderatlas.checks.scanning import scan_file
from borderatlas.errors import GeometryError, LayerError
from borderatlas.layers.faults import Spot
from borderatlas.layers.findings import shorten
from borderatlas.layers.reading import schema_of
from borderatlas.layers.sources import examine_sources

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from borderatlas.checks.missions import Countries
    from borderatlas.checks.scanning import Scan
    from borderatlas.layers import Sources
    from borderatlas.layers.findings import Finding
    from borderatlas.layers.schemas import LayerSchema
    from borderatlas.project import Project


@dataclass(frozen=True)
class _Ground:
    """What layers are compared with; None where it is at fault."""

    border: Border | None
    countries: Countries | None
    sources: Sources | None
    built: Mapping[str, list[str]]


def check(project: Project, files: Mapping[str, Path], today: date, *, whole: bool) -> CheckReport:
    """Check layers.

    Args:
        project: The atlas.
        files: The file of each layer, by the name of the layer.
        today: The day from which ages are counted.
        whole: Whether these are all layers of the atlas, as the atlas has them: then unused sources and ids that two
            layers share are told as well.
    """
    ground, findings = _ground(project, files)
    layers: list[CheckedLayer] = []
    scans: dict[str, Scan] = {}
    known = None if ground.sources is None else set(ground.sources)
    for name, path in files.items():
        schema = schema_of(name)
        try:
            scan = scan_file(path, schema, known)
        except LayerError as error:
            layers.append(CheckedLayer(name, str(path), None))
            findings += error.findings
            continue
        layers.append(CheckedLayer(name, str(path), len(scan.ids)))
        scans[name] = scan
        found = [*scan.findings, *_sense(scan, schema, ground, project, today)]
        if path == project.path(project.settings.layers[name].file):
            found += history.gone(name, str(path), scan.ids, ground.built.get(name, ()))
        findings += _in_order(found, scan.ids)
    if whole and len(scans) == len(files):
        findings += _shared_ids(scans)
        if ground.sources is not None:
            cited = set().union(*(scan.sheet.cited for scan in scans.values()))
            if not any(finding.level == "error" for finding in findings):  # else a feature at fault may name it
                findings += citations.unused(ground.sources, cited)
    return CheckReport(tuple(layers), tuple(findings))


def _ground(project: Project, files: Mapping[str, Path]) -> tuple[_Ground, list[Finding]]:
    """Read what layers are compared with, and tell what is wrong with it."""
    findings: list[Finding] = []
    line = project.settings.border
    border = countries = sources = None
    try:
        border = Border.from_file(project.path(line.file), left=line.left, right=line.right, version=line.version)
    except GeometryError as error:
        spot = Spot("border", str(project.path(line.file)), "")
        expected = f"a line that can be measured ({error})"
        findings.append(spot.finding("line-unusable", expected=expected, hint="Restore the file."))
    if any(kind in schema_of(name).models for name in files for kind in ("embassy", "consulate")):
        try:
            countries = missions.read_countries(project.path(project.settings.backdrop.countries))
        except LayerError as error:
            findings += error.findings
    try:
        sources, found = examine_sources(project.path(project.settings.sources))
    except LayerError as error:
        findings += error.findings
    else:
        findings += [*found, *citations.without_address(sources)]
    return _Ground(border, countries, sources, history.built_features(project.output)), findings


def _sense(scan: Scan, schema: LayerSchema, ground: _Ground, project: Project, today: date) -> Iterator[Finding]:
    """Yield what makes no sense among the sound features of a layer."""
    sheet = scan.sheet
    if ground.border is not None:
        yield from positions.misplaced(sheet, ground.border)
    if ground.countries is not None:
        yield from missions.abroad(sheet, ground.countries)
    if any("actors" in model.model_fields for model in schema.models.values()):
        yield from ages.to_come(sheet, today)
        yield from events.duplicates(sheet)
        yield from events.of_nothing(sheet)
    yield from harm.too_sharp(sheet)
    yield from ages.undue(sheet, today)
    yield from ages.outdated(sheet, project.settings.layers[schema.name].review_days, today)


def _in_order(findings: list[Finding], ids: Sequence[str | None]) -> list[Finding]:
    """The findings of a layer: those of the file first, then by feature as in the file."""
    if not findings:
        return []
    named = {finding.feature for finding in findings}
    places: dict[str, int] = {}
    for number, feature_id in enumerate(ids, start=1):
        if feature_id in named:
            places.setdefault(feature_id, number)

    def place(finding: Finding) -> int:
        if finding.feature.startswith("#"):
            return int(finding.feature[1:])
        return places.get(finding.feature, len(ids) + 1) if finding.feature else 0

    return sorted(findings, key=place)


def _shared_ids(scans: Mapping[str, Scan]) -> Iterator[Finding]:
    owner: dict[str, str] = {}
    for name, scan in scans.items():
        shared = owner.keys() & set(scan.sheet.ids)
        for feature_id in sorted(shared):
            yield Spot(name, scan.sheet.file, feature_id).finding(
                "id-shared",
                field="id",
                value=shorten(feature_id),
                expected=f"an id of its own; the layer {owner[feature_id]} has it too",
                hint="Give one of them another id.",
            )
        owner.update(dict.fromkeys(chain(scan.sheet.ids), name))
