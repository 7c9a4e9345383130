"""Plans an import: what it would change, what is wrong with it, and the files that it would write."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from borderatlas.changes import LayerDiff, collection_of, compare_collections
from borderatlas.errors import UsageError
from borderatlas.files import fingerprint
from borderatlas.importing.combining import Combination
from borderatlas.importing.drafting import AddedRecords, draft_layer, draft_record, draft_sources
from borderatlas.importing.judging import likely_known, warnings_of
from borderatlas.importing.reading import read_rows
from borderatlas.importing.record import Record, read_record, record_name
from borderatlas.importing.writing import former_folder, write_plan
from borderatlas.layers import read_layer, read_sources
from borderatlas.layers.reading import schema_of

if TYPE_CHECKING:
    from pathlib import Path

    from borderatlas.border import Border
    from borderatlas.importing.drafts import Drafts
    from borderatlas.importing.merging import Conflict
    from borderatlas.importing.request import Request
    from borderatlas.layers import Finding
    from borderatlas.project import Project


@dataclass(frozen=True)
class Plan:
    """What an import would do.

    Attributes:
        request: What was asked for.
        mapping: Name of the mapping; empty where columns are known by their names.
        diff: What would change in the layer.
        rows: How many rows there are, by what becomes of them: `total`, `added`, `updated`, `unchanged`, `removed`,
            `left out`, `faulty`.
        left_out: How many rows are left out, by the reason.
        conflicts: Fields that a person edited and the source changed too; the person's value stays.
        findings: What is wrong or odd about the rows, by their number in the source.
        notes: What the user should know, in sentences.
        files: The files that would be written, by name within the data folder: where they stand ready.
        seen: Fingerprints of the files from which the plan was made, by name; None for one that is not there.
        project: The atlas.
        border: Its reference line.
        drafts: Keeps the files that stand ready.
    """

    request: Request
    mapping: str
    diff: LayerDiff
    rows: dict[str, int]
    left_out: dict[str, int]
    conflicts: tuple[Conflict, ...]
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]
    files: dict[str, Path] = field(repr=False)
    seen: dict[str, str | None] = field(repr=False)
    project: Project = field(repr=False)
    border: Border = field(repr=False)
    drafts: Drafts = field(repr=False)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that keep rows out."""
        return tuple(finding for finding in self.findings if finding.level == "error")

    @property
    def refused(self) -> bool:
        """Whether nothing may be written: rows are at fault, and nobody asked to skip them."""
        return bool(self.errors) and not self.request.skip_faulty

    @property
    def former(self) -> Path:
        """The folder that keeps what the last imports of the layer replaced."""
        return former_folder(self.project, self.request.layer)

    def write(self, *, anew: bool = False) -> Plan:
        """Write it, whole or not at all, and keep the former version.

        Args:
            anew: Whether the import is planned anew where a file changed since; else that is an error.

        Returns:
            The plan that was written.

        Raises:
            UsageError: Rows are at fault.
            OutputError: The folder cannot be written, another run holds it, or a file changed since the plan was made.
        """
        again = partial(plan_import, self.request, self.project, self.border)
        return write_plan(self, self.project, again if anew else None)

    def as_dict(self) -> dict[str, Any]:
        """The plan as plain values, ready for JSON."""
        return {
            "source": str(self.request.source),
            "layer": self.request.layer,
            "mapping": self.mapping or None,
            "rows": self.rows,
            "left_out": self.left_out,
            "changes": self.diff.to_json(),
            "conflicts": [conflict.to_json() for conflict in self.conflicts],
            "findings": [finding.as_dict() for finding in self.findings],
            "notes": list(self.notes),
            "files": sorted(self.files),
        }


def plan_import(request: Request, project: Project, border: Border, today: dt.date | None = None) -> Plan:
    """Plan an import.

    Args:
        request: What is asked for.
        project: The atlas.
        border: Its reference line.
        today: The day from which checks count ages; the present one where not given.

    Raises:
        UsageError: There is no such layer, mapping, field or source, or the file holds several layers.
        LayerError: The source cannot be read, or the layer itself is at fault.
        SettingsError: A saved mapping is at fault.
    """
    entry = project.settings.layers.get(request.layer)
    if entry is None:
        raise UsageError.no_layer(request.layer, project.settings.layers)
    sources = read_sources(project.path(project.settings.sources))
    if request.source_key is not None and request.source_key not in sources:
        raise UsageError(
            f"There is no source {request.source_key!r}. Add it to {project.path(project.settings.sources)} first."
        )
    seen = {name: fingerprint(project.path(name)) for name in (entry.file, project.settings.sources)}
    schema = schema_of(request.layer)
    layer = read_layer(project.path(entry.file), request.layer, schema)
    folder = project.folder / "imports"
    records = {path.name: read_record(path) for path in sorted(folder.glob(f"{request.layer}.*.json"))}
    known = {name.split(".")[1]: record.rows.keys() for name, record in records.items()}
    rows, chosen = read_rows(request, project, schema, layer, border, known)
    record_file = record_name(request.layer, chosen.name) if chosen.name else None
    if record_file is not None:
        seen[record_file] = fingerprint(project.path(record_file))
    record = records.get(f"{request.layer}.{chosen.name}.json", Record()) if chosen.name else Record()
    work = Combination(request, project, schema, layer, sources, chosen, rows, record)
    work.run()
    files: dict[str, Path] = {}
    drafted = draft_layer(work, entry.file)
    diff = _difference(work, border)
    findings = _findings(work, drafted, today)
    if diff:
        files[entry.file] = drafted
    if work.sources_changed:
        files[project.settings.sources] = draft_sources(work, project.settings.sources)
    if record_file is not None:
        marks = draft_record(work, record_file)
        if fingerprint(project.path(record_file)) != fingerprint(marks):
            files[record_file] = marks
    left_out = dict(sorted((rows.left_out + work.left_out).items()))
    counts = {
        "total": rows.total,
        "added": work.counts["added"],
        "updated": work.counts["updated"],
        "unchanged": work.counts["unchanged"],
        "removed": len(work.removed),
        "left out": sum(left_out.values()),
        "faulty": len({finding.feature for finding in findings if finding.level == "error" and finding.feature}),
    }
    return Plan(
        request,
        chosen.name,
        diff,
        counts,
        left_out,
        tuple(work.conflicts),
        tuple(findings),
        (*rows.notes, *work.notes),
        files,
        seen,
        project,
        border,
        work.drafts,
    )


def _difference(work: Combination, border: Border) -> LayerDiff:
    """What changes in the layer. Features that are added stay on disk until they are asked for."""
    name = work.request.layer
    added = AddedRecords(work.added)
    gone = [work.layer[feature_id] for feature_id in work.removed]
    diff = compare_collections(
        collection_of(
            feature.to_geojson() for feature in (*gone, *(work.layer[feature_id] for feature_id in work.updated))
        ),
        collection_of(feature.to_geojson() for feature in work.updated.values()) | (dict(added) if gone else {}),
        name=name,
        border=border,
    )
    return diff if gone else replace(diff, added=added)


def _findings(work: Combination, drafted: Path, today: dt.date | None) -> list[Finding]:
    findings = [*work.rows.findings, *work.findings]
    if not work.added and not work.updated:
        return findings
    source = str(work.request.source)
    findings += likely_known(work.added, work.schema, work.labels, source, work.standing())
    day = today or dt.datetime.now(tz=dt.UTC).date()
    told = {(finding.feature, finding.code, finding.field) for finding in findings}
    found = (
        replace(finding, feature=work.labels[finding.feature], file=source)
        for finding in warnings_of(work.project, work.request.layer, drafted, work.sources.values(), day)
        if finding.feature in work.added or finding.feature in work.updated
    )
    findings += [finding for finding in found if (finding.feature, finding.code, finding.field) not in told]
    return findings
