"""Reads the features of a layer file: all findings about single ones, and the sheet of those that are sound."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING, Any

import orjson

from borderatlas.checks.pieces import cut
from borderatlas.checks.screening import Screen, Screened
from borderatlas.checks.sheet import WORDS, Places, Sheet
from borderatlas.checks.skimming import Skimmer
from borderatlas.checks.workers import Workers, spelt_out
from borderatlas.errors import LayerError
from borderatlas.layers.faults import Spot
from borderatlas.layers.json_text import BYTE_ORDER_MARK, check_opening, explain_break, may_repeat_keys, repeated_keys
from borderatlas.layers.reading import examine, read_entries, taken_id
from borderatlas.layers.sources import named_sources, unknown_source
from borderatlas.layers.structure import collection_entries, id_of, repeated, repeated_in

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from borderatlas.checks.pieces import Cut
    from borderatlas.checks.workers import Span, Vocabulary
    from borderatlas.layers.findings import Finding
    from borderatlas.layers.schemas import LayerSchema


@dataclass(frozen=True, slots=True)
class Scan:
    """What a layer file holds, or a piece of it.

    Attributes:
        ids: The id of every entry, sound or not; None where it has none.
        findings: What is wrong or odd about single features, and about the file; features by their number in the piece.
        sheet: The sound features.
    """

    ids: Sequence[str | None]
    findings: list[Finding]
    sheet: Sheet


@dataclass(frozen=True)
class Scanner:
    """Scans the features of one layer.

    Attributes:
        schema: What a feature may be.
        file: The layer's file.
        known: Keys of the sources; None where they could not be read, and no key is called unknown.
        screen: What spares sound features the slow way; None sends all of them there.
        skimmer: What spares sound pieces to be read in full; None where there are no pieces.
        vocabulary: Words of the sheets made so far, by field: a sheet carries only those that are new.
    """

    schema: LayerSchema
    file: Spot
    known: Collection[str] | None
    screen: Screen | None
    vocabulary: Mapping[str, Places] = field(default_factory=lambda: {name: Places() for name in WORDS})
    skimmer: Skimmer | None = None

    @classmethod
    def of(cls, schema: LayerSchema, file: Spot, known: Collection[str] | None) -> Scanner:
        """A scanner that skims and screens."""
        screen, vocabulary = Screen(schema), {name: Places() for name in WORDS}
        return cls(schema, file, known, screen, vocabulary, Skimmer(file, screen, vocabulary, known))

    def scan_piece(self, text: bytes) -> Scan | None:
        """Scan the features of a piece, counted from 1; None where they are no list of JSON values.

        Args:
            text: The features and the commas between them.
        """
        sheet = self.skimmer.skim(text) if self.skimmer else None
        if sheet is not None:
            return Scan(sheet.ids, [], sheet)
        whole = b"".join((b"[", text, b"]"))
        try:
            entries = orjson.loads(whole)
        except orjson.JSONDecodeError:
            return None
        scan = self.scan(entries, text=whole)
        if self.skimmer and not scan.findings:
            self.skimmer.learn(text, entries)
        return scan

    def scan(self, entries: Sequence[Any], first: int = 1, *, text: bytes | None = None) -> Scan:
        """Scan entries of a collection.

        Args:
            entries: Members of `features`.
            first: Number of the first of them, from 1.
            text: Their JSON, if nobody has looked for repeated keys yet.
        """
        all_doubtful = Screened(list(range(len(entries))), -1)
        screened = all_doubtful if self.screen is None else self.screen.screen(entries)
        findings: list[Finding] = []
        if text is not None and may_repeat_keys(text, screened.entries):
            findings += [repeated_in(path, entries, self.file, first) for path, _ in repeated_keys(text)]
        unsound: set[int] = set()
        shapes: dict[int, BaseGeometry] = {}
        for row in screened.doubtful:
            feature, found = examine(entries[row], first + row, self.schema, self.file)
            findings += found
            if feature is None or any(finding.level == "error" for finding in found):
                unsound.add(row)
            elif feature.geometry is not None and feature.geometry.geom_type != "Point":
                shapes[row] = feature.geometry
        rows = [row for row in range(len(entries)) if row not in unsound] if unsound else range(len(entries))
        places = {row: place for place, row in enumerate(rows)} if shapes else {}
        sound = [entries[row] for row in rows] if unsound else entries
        placed = {places[row]: shape for row, shape in shapes.items()}
        sheet = Sheet.of(self.file, sound, placed, self.schema, vocabulary=self.vocabulary, screened=screened)
        ids = list(map(id_of, entries)) if unsound else sheet.ids
        return Scan(ids, [*findings, *self._unknown_sources(sound, sheet)], sheet)

    def _unknown_sources(self, entries: Sequence[Any], sheet: Sheet) -> list[Finding]:
        known = self.known
        if known is None or sheet.cited <= set(known):
            return []
        return [
            unknown_source(key, name, known, self.file.at(feature_id))
            for entry, feature_id in zip(entries, sheet.ids, strict=True)
            for name, key in named_sources(entry["properties"]["sources"], entry["properties"].get("dataset"))
            if key not in known
        ]


def scan_file(path: Path, schema: LayerSchema, known: Collection[str] | None) -> Scan:
    """Scan a layer file; a large one in pieces, by several processes.

    Args:
        path: The file.
        schema: What its features may be.
        known: Keys of the sources; None where they could not be read.

    Raises:
        LayerError: The file cannot be read at all; `findings` says why.
    """
    file = Spot(schema.name, str(path), "")
    scan = _in_pieces(path, schema, file, known)
    if scan is None:
        entries, findings = read_entries(path, file)
        scan = Scanner.of(schema, file, known).scan(entries)
        scan = replace(scan, findings=[*findings, *scan.findings])
    return replace(scan, findings=[*scan.findings, *_taken_ids(scan.ids, file)])


def _in_pieces(path: Path, schema: LayerSchema, file: Spot, known: Collection[str] | None) -> Scan | None:
    """The scan of a large file; None where it is small, or cannot be cut."""
    try:
        found = cut(path)
    except OSError:
        return None
    if found is None:
        return None
    with path.open("rb") as opened:
        odd = check_opening(opened.read(1024), file)
    frame = _frame(found, file)
    if frame is None:
        return None
    scans: list[Scan] = []
    first = 1
    for span, result in zip(found.spans, _scan_pieces(path, found.spans, schema, file, known), strict=True):
        if result is None:
            broken = _broken(path, span, file)
            if broken is None:
                return None
            raise LayerError(broken.text(), [*odd, broken])
        scans.append(_numbered(result, first))
        first += len(result.ids)
    sheet = Sheet.joined([scan.sheet for scan in scans])
    all_sound = all(scan.ids is scan.sheet.ids for scan in scans)
    ids = sheet.ids if all_sound else list(chain.from_iterable(scan.ids for scan in scans))
    findings = [finding for scan in scans for finding in scan.findings]
    return Scan(ids, [*odd, *frame, *findings], sheet)


def _scan_pieces(
    path: Path, spans: Sequence[Span], schema: LayerSchema, file: Spot, known: Collection[str] | None
) -> list[Scan | None]:
    """The scan of each piece, by workers where they can be had; None for one that is no list of JSON values."""
    try:
        with Workers(path, schema.name, known) as workers:
            return workers.scan(spans)
    except OSError:
        scanner = Scanner.of(schema, file, known)
        vocabulary: Vocabulary = {}
        scans = (scan_piece(path, span, scanner) for span in spans)
        return [None if scan is None else spelt_out(scan, vocabulary) for scan in scans]


def _frame(found: Cut, file: Spot) -> list[Finding] | None:
    """What is odd about a file without its features; None where that is no JSON."""
    text = found.frame.removeprefix(BYTE_ORDER_MARK)
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    entries, odd = collection_entries(value, file)
    return None if entries else [*odd, *repeated(text, value, file)]


def scan_piece(path: Path, span: tuple[int, int], scanner: Scanner) -> Scan | None:
    """Scan the features between two bytes of a file, counted from 1; None where they are no list of JSON values."""
    with path.open("rb") as file:
        file.seek(span[0])
        return scanner.scan_piece(file.read(span[1] - span[0]))


def _broken(path: Path, span: tuple[int, int], file: Spot) -> Finding | None:
    """Why a piece is no list of JSON values; None where it may have been cut at the wrong place.

    All before the piece is sound, so that the place where its text breaks is where the file does.
    """
    data = path.read_bytes()
    try:
        orjson.loads(b"[" + data[span[0] : span[1]] + b"]")
    except orjson.JSONDecodeError as err:
        finding = explain_break(err, data[span[0] : span[1]], file)
        if finding.line is None or err.pos >= len(err.doc) - 1 or finding.code == "json-cut-short":
            return None
        line, column = finding.line, finding.column or 1
        if line == 1:
            bracket = finding.code != "encoding-wrong"  # the one put before the piece
            column += span[0] - (data.rfind(b"\n", 0, span[0]) + 1) - bracket
        return replace(finding, line=data.count(b"\n", 0, span[0]) + line, column=column)
    return None


def _numbered(scan: Scan, first: int) -> Scan:
    """A scan whose features without an id are named by their number in the file, not in the piece."""
    if first == 1 or not scan.findings:
        return scan
    findings = [
        replace(finding, feature=f"#{int(finding.feature[1:]) + first - 1}")
        if finding.feature.startswith("#") and finding.feature[1:].isdecimal()
        else finding
        for finding in scan.findings
    ]
    return replace(scan, findings=findings)


def _taken_ids(ids: Sequence[str | None], file: Spot) -> list[Finding]:
    first = dict(zip(reversed(ids), range(len(ids), 0, -1), strict=True))
    if len(first) == len(ids):
        return []
    return [
        taken_id(feature_id, number, first[feature_id], file)
        for number, feature_id in enumerate(ids, start=1)
        if first[feature_id] != number and feature_id is not None
    ]
