"""Combines what rows say with a layer.

New features, of which there may be very many, are judged many at once and go to disk as they will stand in the file;
features that the layer has are merged one by one.
"""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from borderatlas.changes import ABSENT, collection_of
from borderatlas.errors import LayerError, UsageError
from borderatlas.importing.drafts import Additions, Drafts, feature_piece, marks_piece
from borderatlas.importing.ids import made_id, other_id
from borderatlas.importing.judging import judged
from borderatlas.importing.leaves import GEOMETRY, Leaves, feature_of, get, leaves_of, mark_of, same
from borderatlas.importing.marks import Marks
from borderatlas.importing.merging import Conflict, Merged, fresh, is_as_recorded, is_edited, merge, overwrite
from borderatlas.importing.sound import Sound

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from borderatlas.importing.candidates import Candidate, Rows
    from borderatlas.importing.mappings import Chosen
    from borderatlas.importing.record import Record
    from borderatlas.importing.request import Request
    from borderatlas.layers import Feature, Finding, Layer, LayerSchema, Source, Sources
    from borderatlas.project import Project

NO_PLACE: Final = "The source gives no place."
_AT_ONCE: Final = 10_000
"""So many rows are merged together."""


class Combination:
    """What becomes of a layer when rows come in.

    Attributes:
        added: New features.
        updated: Features that are changed, by id.
        labels: What messages call the rows, by the id of the feature that they speak of.
        removed: Ids of features that go.
        marks: What the record keeps now of features that it had, or that the layer had.
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
        self.drafts = Drafts()
        self.added = Additions(self.drafts)
        self.updated: dict[str, Feature] = {}
        self.labels: dict[str, str] = {}
        self.removed: list[str] = []
        self.marks: dict[str, dict[str, str]] = {}
        self.counts: Counter[str] = Counter()
        self.left_out: Counter[str] = Counter()
        self.conflicts: list[Conflict] = []
        self.findings: list[Finding] = []
        self.notes: list[str] = []
        self._marks = Marks()

    def standing(self) -> Iterator[Feature]:
        """Features of the layer that are neither changed nor removed."""
        gone = {*self.updated, *self.removed}
        return (feature for feature in self.layer if feature.id not in gone)

    def run(self) -> None:
        """Merge every row."""
        self.marks = {name: dict(marks) for name, marks in self.record.rows.items()}
        self._name_dataset()
        self._sound = Sound(self.schema, self.sources)
        duplicates: list[Finding] = []
        identified = self._identified(duplicates)
        while some := list(islice(identified, _AT_ONCE)):
            self._merge_all(some)
        self.findings[:0] = duplicates
        if self.request.remove_missing:
            self._remove_missing()

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

    def _identified(self, duplicates: list[Finding]) -> Iterator[tuple[str, Candidate]]:
        """The rows with the ids of their features; an id that stands twice is a fault, and goes to `duplicates`."""
        labels = self.labels
        nameless: list[Candidate] = []
        for candidate in self.rows.candidates:
            if not candidate.id:
                nameless.append(candidate)
            elif candidate.id in labels:
                expected = f"each id once; {labels[candidate.id]} has it already"
                duplicates.append(
                    candidate.spot.finding("id-duplicate", field="id", expected=expected, hint="Keep one of the two.")
                )
            else:
                labels[candidate.id] = candidate.spot.feature
                yield candidate.id, candidate
        shared = Counter(made_id(candidate.given) for candidate in nameless)
        for candidate in nameless:
            feature_id = made_id(candidate.given)
            if shared[feature_id] > 1 or feature_id in labels or not self._is_free(feature_id, candidate):
                feature_id = other_id(feature_id, candidate.given)
            if feature_id in labels:
                self.left_out["the same as another row"] += 1
                continue
            labels[feature_id] = candidate.spot.feature
            yield feature_id, candidate
        if nameless:
            self.notes.append(
                f"Rows without an id: {len(nameless):,}. Theirs are made from date and name, and a row whose words "
                "changed comes in as a new one."
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

    def _merge_all(self, rows: list[tuple[str, Candidate]]) -> None:
        """Merge rows, in their order; those that add a feature are judged all at once."""
        merged: dict[str, Merged] = {}
        for feature_id, candidate in rows:
            if self._adds(feature_id, candidate):
                if self.chosen.settings is not None and GEOMETRY not in candidate.given:
                    candidate.given.setdefault("unplaced_reason", NO_PLACE)
                merged[feature_id] = fresh(candidate, self._marks.of) if self.chosen.name else overwrite(candidate, {})
        entries = [feature_of(feature_id, found.leaves) for feature_id, found in merged.items()]
        sound = dict(zip(merged, self._sound.features(entries), strict=True))
        for feature_id, candidate in rows:
            if candidate.faulty:
                self.findings += candidate.findings
            elif (feature := sound.get(feature_id)) is not None:
                self.findings += candidate.findings
                self._add(feature_id, feature, merged[feature_id])
            elif feature_id in merged:
                self._keep(feature_id, candidate, merged[feature_id], {}, is_new=True)
            else:
                self._merge(feature_id, candidate)

    def _adds(self, feature_id: str, candidate: Candidate) -> bool:
        """Whether a row brings a feature that neither the layer has nor an earlier import brought."""
        return not candidate.faulty and feature_id not in self.layer and feature_id not in self.record.rows

    def _add(self, feature_id: str, feature: Mapping[str, Any], merged: Merged) -> None:
        self.added.put(feature_id, feature_piece(feature), marks_piece(feature_id, merged.marks))
        self.counts["added"] += 1

    def _merge(self, feature_id: str, candidate: Candidate) -> None:
        is_new = feature_id not in self.layer
        if not self.chosen.name:
            former = self._leaves(feature_id)
            self._keep(feature_id, candidate, overwrite(candidate, former), former, is_new=is_new)
            return
        marks = self.record.rows.get(feature_id, {})
        if is_new:
            self.left_out["deleted from the layer by hand"] += 1
        elif is_as_recorded(candidate, marks, self._marks.of):
            self.findings += candidate.findings
            self.counts["unchanged"] += 1
        else:
            former = self._leaves(feature_id)
            self._keep(feature_id, candidate, merge(feature_id, candidate, former, marks), former, is_new=False)

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
        if is_new and feature is not None:
            self._add(feature_id, feature.to_geojson(), merged)
            return
        if self.chosen.name:
            self.marks[feature_id] = merged.marks
        if feature is None or feature == self.layer[feature_id]:
            self.counts["unchanged"] += 1
            return
        self.counts["updated"] += 1
        self.updated[feature_id] = feature

    def _differs(self, entry: dict[str, Any], former: Leaves) -> bool:
        """Whether an entry means something else than what stands in the layer."""
        try:
            (record,) = collection_of([entry]).values()
        except LayerError:  # nested too deeply: the schema says so, by its row
            return True
        return not same(leaves_of(record), former)

    def _remove_missing(self) -> None:
        """Take out what the source no longer has; of a data set only what it gave, and nobody edited."""
        if any(finding.code == "row-unreadable" for finding in self.rows.findings):
            self.notes.append("Nothing is removed: some rows cannot be read, and may be of features that are missing.")
            return
        if not self.chosen.name:
            self.removed = [feature.id for feature in self.layer if feature.id not in self.labels]
            return
        for feature_id, marks in self.record.rows.items():
            if feature_id in self.labels or feature_id not in self.layer:
                continue
            if is_edited(self._leaves(feature_id), marks):
                self.notes.append(f"{feature_id} is no longer in the source, and stays: it was edited by hand.")
            else:
                self.removed.append(feature_id)
                del self.marks[feature_id]
