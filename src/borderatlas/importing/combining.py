"""Combines what rows say with a layer: in memory, feature by feature."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from borderatlas.changes import ABSENT, collection_of
from borderatlas.errors import LayerError, UsageError
from borderatlas.importing.ids import made_id, other_id
from borderatlas.importing.judging import judged
from borderatlas.importing.leaves import GEOMETRY, Leaves, feature_of, get, leaves_of, mark_of, same
from borderatlas.importing.merging import Conflict, Merged, is_edited, merge, overwrite

if TYPE_CHECKING:
    from collections.abc import Iterable

    from borderatlas.importing.candidates import Candidate, Rows
    from borderatlas.importing.mappings import Chosen
    from borderatlas.importing.reading import Request
    from borderatlas.importing.record import Record
    from borderatlas.layers import Feature, Finding, Layer, LayerSchema, Source, Sources
    from borderatlas.layers.faults import Spot
    from borderatlas.project import Project

NO_PLACE: Final = "The source gives no place."


class Combination:
    """What becomes of a layer when rows come in.

    Attributes:
        new: Features that are added or changed, by id.
        spots: The rows of these, by id.
        removed: Ids of features that go.
        marks: What the record keeps now.
        sources: The sources, that of the data set among them.
        sources_changed: Whether there is a new one, or another version of one.
        counts: How many rows were `added`, `updated` or `unchanged`.
        left_out: How many rows were left out, by the reason.
        conflicts: Fields in which person and source disagree.
        findings: What is wrong or odd about rows.
        notes: What the user should know, in sentences.
    """

    def __init__(  # noqa: PLR0913, PLR0917  # one for each thing that it works with
        self,
        request: Request,
        project: Project,
        schema: LayerSchema,
        layer: Layer,
        sources: Sources,
        chosen: Chosen,
        rows: Rows,
        record: Record,
    ) -> None:
        self.request = request
        self.project = project
        self.schema = schema
        self.layer = layer
        self.chosen = chosen
        self.rows = rows
        self.record = record
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
        entry: dict[str, Any] = feature_of(feature_id, merged.leaves)
        feature = None
        if is_new or self._differs(entry, former):
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

    def _differs(self, entry: dict[str, Any], former: Leaves) -> bool:
        """Whether an entry means something else than what stands in the layer."""
        try:
            (record,) = collection_of([entry]).values()
        except LayerError:  # nested too deeply: the schema says so, by its row
            return True
        return not same(leaves_of(record), former)

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
