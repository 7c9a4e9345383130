"""Plans an import: what it would change, what is wrong with it, and the files that it would write."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from borderatlas.changes import ABSENT, LayerDiff, collection_of, compare_collections
from borderatlas.errors import UsageError
from borderatlas.files import fingerprint
from borderatlas.importing.ids import made_id, other_id
from borderatlas.importing.judging import judged, likely_known, warnings_of
from borderatlas.importing.leaves import GEOMETRY, Leaves, feature_of, get, leaves_of, mark_of, same
from borderatlas.importing.merging import Conflict, Merged, is_edited, merge, overwrite
from borderatlas.importing.reading import Request, read_rows
from borderatlas.importing.record import Record, read_record, record_name
from borderatlas.importing.writing import former_folder, write_plan
from borderatlas.layers import dump_layer, dump_sources, read_layer, read_sources
from borderatlas.layers.reading import schema_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from borderatlas.border import Border
    from borderatlas.importing.candidates import Candidate, Rows
    from borderatlas.importing.mappings import Chosen
    from borderatlas.layers import Feature, Finding, Layer, LayerSchema, Source, Sources
    from borderatlas.layers.faults import Spot
    from borderatlas.project import Project

NO_PLACE = "The source gives no place."


@dataclass(frozen=True)
class Plan:
    """What an import would do.

    Attributes:
        request: What was asked for.
        mapping: Name of the mapping; empty where columns are known by their names.
        diff: What would change in the layer.
        rows: How many rows there are, by what becomes of them: `total`, `added`, `updated`, `unchanged`, `left out`,
            `faulty`, `deleted by hand`.
        left_out: How many rows are left out, by the reason.
        conflicts: Fields that a person edited and the source changed too; the person's value stays.
        findings: What is wrong or odd about the rows, by their number in the source.
        notes: What the user should know, in sentences.
        files: The bytes of the files that would be written, by name within the data folder.
        seen: Fingerprints of the files from which the plan was made, by name; None for one that is not there.
        project: The atlas.
        border: Its reference line.
    """

    request: Request
    mapping: str
    diff: LayerDiff
    rows: dict[str, int]
    left_out: dict[str, int]
    conflicts: tuple[Conflict, ...]
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]
    files: dict[str, bytes] = field(repr=False)
    seen: dict[str, str | None] = field(repr=False)
    project: Project = field(repr=False)
    border: Border = field(repr=False)

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
        """The folder that keeps what the last import of the layer replaced."""
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
        names = ", ".join(project.settings.layers)
        raise UsageError(f"There is no layer {request.layer!r}. The layers are: {names}.")
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
    work = _Work(request, project, schema, layer, sources, chosen, rows)
    work.record = records.get(f"{request.layer}.{chosen.name}.json", Record()) if chosen.name else Record()
    work.run()
    findings = _findings(work, today)
    diff = compare_collections(
        collection_of(layer[name].to_geojson() for name in work.touched if name in layer),
        collection_of(feature.to_geojson() for feature in work.new.values()),
        name=request.layer,
        border=border,
    )
    files: dict[str, bytes] = {}
    if diff:
        files[entry.file] = dump_layer(work.features())
    if work.sources_changed:
        files[project.settings.sources] = dump_sources(work.sources.values())
    if record_file is not None and (data := Record(work.marks).to_bytes(request.layer, chosen.name)):
        path = project.path(record_file)
        if not path.exists() or path.read_bytes() != data:
            files[record_file] = data
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
    )


class _Work:
    """Carries an import out in memory."""

    def __init__(  # noqa: PLR0913, PLR0917  # one for each thing that it works with
        self,
        request: Request,
        project: Project,
        schema: LayerSchema,
        layer: Layer,
        sources: Sources,
        chosen: Chosen,
        rows: Rows,
    ) -> None:
        self.request = request
        self.project = project
        self.schema = schema
        self.layer = layer
        self.chosen = chosen
        self.rows = rows
        self.record = Record()
        self.sources: dict[str, Source] = dict(sources)
        self.sources_changed = False
        self.new: dict[str, Feature] = {}
        self.spots: dict[str, Spot] = {}
        self.removed: list[str] = []
        self.marks: dict[str, dict[str, str]] = {}
        self.counts: Counter[str] = Counter()
        self.left_out: Counter[str] = Counter()
        self.conflicts: list[Conflict] = []
        self.findings: list[Finding] = []
        self.notes: list[str] = []

    @property
    def touched(self) -> set[str]:
        """Ids of features that are added, changed or removed."""
        return {*self.new, *self.removed}

    def features(self) -> Iterable[Feature]:
        """All features of the layer, as they would be."""
        for feature in self.layer:
            if feature.id not in self.touched:
                yield feature
        yield from self.new.values()

    def run(self) -> None:
        """Merge every row."""
        self.marks = {name: dict(marks) for name, marks in self.record.rows.items()}
        self._name_dataset()
        mentioned: set[str] = set()
        for feature_id, candidate in self._identified():
            mentioned.add(feature_id)
            if candidate.faulty:
                self.findings += candidate.findings
                continue
            self._merge(feature_id, candidate)
        if self.request.remove_missing:
            self._remove_missing(mentioned)

    def _name_dataset(self) -> None:
        """Give the data set its entry among the sources; what a person wrote there stays."""
        dataset = self.chosen.dataset
        settings = self.chosen.settings
        key = self.request.source_key or (settings.source if settings is not None else None)
        if key is not None and dataset is not None and key == dataset.name:
            entry = dataset.source(dataset.version(self.request.source))
            standing = self.sources.get(key)
            if standing is not None:
                told = {"version": entry.version or standing.version, "custom": standing.custom or entry.custom}
                entry = standing.model_copy(update=told)
            if entry != standing:
                self.sources[key] = entry
                self.sources_changed = True
        if key is not None and key not in self.sources:
            raise UsageError(
                f"The mapping {self.chosen.name} names the source {key!r}, which is not in "
                f"{self.project.path(self.project.settings.sources)}. Add it there first."
            )

    def _identified(self) -> Iterable[tuple[str, Candidate]]:
        """The rows with the ids of their features; an id that stands twice is a fault."""
        first: dict[str, Candidate] = {}
        nameless: list[Candidate] = []
        for candidate in self.rows.candidates:
            if not candidate.id:
                nameless.append(candidate)
            elif candidate.id in first:
                other = first[candidate.id].spot.feature
                expected = f"each id once; {other} has it already"
                self.findings.append(
                    candidate.spot.finding("id-duplicate", field="id", expected=expected, hint="Keep one of the two.")
                )
            else:
                first[candidate.id] = candidate
        yield from first.items()
        taken = set(first)
        shared = Counter(made_id(candidate.given) for candidate in nameless)
        for candidate in nameless:
            feature_id = made_id(candidate.given)
            if shared[feature_id] > 1 or feature_id in taken or not self._is_free(feature_id, candidate):
                feature_id = other_id(feature_id, candidate.given)
            if feature_id in taken:
                self.left_out["the same as another row"] += 1
                continue
            taken.add(feature_id)
            yield feature_id, candidate
        if nameless:
            self.notes.append(
                f"{len(nameless):,} rows have no id: theirs are made from date and name, and a row whose words changed "
                "comes in as a new one."
            )

    def _is_free(self, feature_id: str, candidate: Candidate) -> bool:
        """Whether a made id is nobody's, or was made for just this row before."""
        if feature_id in self.record.rows:
            marks = self.record.rows[feature_id]
            return all(value is ABSENT or marks.get(leaf) == mark_of(value) for leaf, value in candidate.given.items())
        if feature_id not in self.layer:
            return True
        former = self._leaves(feature_id)
        return all(value is ABSENT or same(get(former, leaf), value) for leaf, value in candidate.given.items())

    def _leaves(self, feature_id: str) -> Leaves:
        if feature_id not in self.layer:
            return {}
        (record,) = collection_of([self.layer[feature_id].to_geojson()]).values()
        return leaves_of(record)

    def _merge(self, feature_id: str, candidate: Candidate) -> None:
        is_new = feature_id not in self.layer
        tracked = bool(self.chosen.name)
        if tracked and is_new and feature_id in self.record.rows:
            self.left_out["deleted from the layer by hand"] += 1
            return
        former = self._leaves(feature_id)
        if is_new and self.chosen.settings is not None and GEOMETRY not in candidate.given:
            candidate.given.setdefault("unplaced_reason", NO_PLACE)
        marks = self.record.rows.get(feature_id, {})
        merged = merge(feature_id, candidate, former, marks) if tracked else overwrite(candidate, former)
        self._keep(feature_id, candidate, merged, former, is_new=is_new)

    def _keep(self, feature_id: str, candidate: Candidate, merged: Merged, former: Leaves, *, is_new: bool) -> None:
        findings = list(candidate.findings)
        changed = is_new or not same(merged.leaves, former)
        feature = None
        if changed:
            entry: dict[str, Any] = feature_of(feature_id, merged.leaves)
            feature, found = judged(entry, self.schema, candidate.spot, self.sources)
            findings += found
            if feature is None:
                self.findings += findings
                return
        self.findings += findings
        self.conflicts += merged.conflicts
        if self.chosen.name:
            self.marks[feature_id] = merged.marks
        if feature is None or (not is_new and feature == self.layer[feature_id]):
            self.counts["unchanged"] += 1
            return
        self.counts["added" if is_new else "updated"] += 1
        self.new[feature_id] = feature
        self.spots[feature_id] = candidate.spot

    def _remove_missing(self, mentioned: set[str]) -> None:
        """Take out what the source no longer has; of a data set only what it gave, and nobody edited."""
        if any(finding.code == "row-unreadable" for finding in self.rows.findings):
            self.notes.append("Nothing is removed: some rows cannot be read, and may be of features that are missing.")
            return
        if not self.chosen.name:
            self.removed = [feature.id for feature in self.layer if feature.id not in mentioned]
            return
        for feature_id, marks in self.record.rows.items():
            if feature_id in mentioned or feature_id not in self.layer:
                continue
            if is_edited(self._leaves(feature_id), marks):
                self.notes.append(f"{feature_id} is no longer in the source, and stays: it was edited by hand.")
            else:
                self.removed.append(feature_id)
                del self.marks[feature_id]


def _findings(work: _Work, today: dt.date | None) -> list[Finding]:
    findings = [*work.rows.findings, *work.findings]
    if not work.new:
        return findings
    added = {name: feature for name, feature in work.new.items() if name not in work.layer}
    standing = [feature for feature in work.layer if feature.id not in work.touched]
    findings += likely_known(added, work.spots, standing)
    day = today or dt.datetime.now(tz=dt.UTC).date()
    told = {(finding.feature, finding.code, finding.field) for finding in findings}
    findings += [
        finding
        for finding in warnings_of(
            work.project, work.request.layer, work.features(), work.sources.values(), work.spots, day
        )
        if (finding.feature, finding.code, finding.field) not in told
    ]
    return findings
