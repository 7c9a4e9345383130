"""Makes the files that an import would write, in the bytes that they have wherever the program writes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from borderatlas.changes import collection_of
from borderatlas.importing.drafts import feature_of_piece, feature_piece, marks_piece, write_whole
from borderatlas.importing.record import FORMAT
from borderatlas.layers import dump_sources

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from borderatlas.changes import Record
    from borderatlas.importing.combining import Combination
    from borderatlas.importing.drafts import Additions


class AddedRecords(Mapping[str, "Record"]):
    """New features as records of a comparison; each is read from disk when it is asked for."""

    def __init__(self, additions: Additions) -> None:
        self._additions = additions

    def __getitem__(self, feature_id: str) -> Record:
        (record,) = collection_of([feature_of_piece(self._additions[feature_id])]).values()
        return record

    def __contains__(self, feature_id: object) -> bool:
        return feature_id in self._additions

    def __iter__(self) -> Iterator[str]:
        return iter(self._additions)

    def __len__(self) -> int:
        return len(self._additions)


def draft_layer(work: Combination, name: str) -> Path:
    """Make the file of a layer, as `dump_layer` does; return where it stands."""
    kept = {feature.id: feature for feature in (*work.standing(), *work.updated.values())}
    path = work.drafts.path(f"files/{name}")
    pieces = (
        feature_piece(kept[feature_id].to_geojson()) if feature_id in kept else work.added[feature_id]
        for feature_id in sorted([*kept, *work.added])
    )
    write_whole(path, {"type": "FeatureCollection", "features": []}, pieces)
    return path


def draft_record(work: Combination, name: str) -> Path:
    """Make the record of an import; return where it stands."""
    path = work.drafts.path(f"files/{name}")
    frame = {"format": FORMAT, "layer": work.request.layer, "mapping": work.chosen.name, "rows": {}}
    pieces = (
        marks_piece(feature_id, work.marks[feature_id]) if feature_id in work.marks else work.added.marks(feature_id)
        for feature_id in sorted([*work.marks, *work.added])
    )
    write_whole(path, frame, pieces)
    return path


def draft_sources(work: Combination, name: str) -> Path:
    """Make the list of sources; return where it stands."""
    path = work.drafts.path(f"files/{name}")
    path.write_bytes(dump_sources(work.sources.values()))
    return path
