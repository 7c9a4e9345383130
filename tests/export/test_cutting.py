"""A file cut into pieces: they hold every byte of it, and read together they are the file."""

from __future__ import annotations

import io
import math
from pathlib import Path

import pytest

from borderatlas.errors import OutputError
from borderatlas.export.cutting import BETWEEN, CLOSING, FEATURES, pieces_of_collection, pieces_of_sequence
from borderatlas.export.reading_back import Seen, seen_in_pieces

COUNT = 400
HEAD = b'{"type":"FeatureCollection","title":"Made up",' + FEATURES + b"\n"
SIZES = [1, 300, 4000, 10**9]


def feature(number: int) -> bytes:
    """A feature; only the 300th has a field `late`, and every tenth has no place."""
    more = b',"late":1' if number == 300 else b""
    place = b'{"type":"Point","coordinates":[%d.5,37.25]}' % (number % 100) if number % 10 else b"null"
    return b'{"type":"Feature","id":"f-%d","properties":{"name":"Place %d"%b},"geometry":%b}' % (
        number,
        number,
        more,
        place,
    )


FEATURES_MADE = [feature(number) for number in range(COUNT)]
COLLECTION = HEAD + BETWEEN.join(FEATURES_MADE) + CLOSING
SEQUENCE = b"".join(b"\x1e" + each + b"\n" for each in FEATURES_MADE)
SEEN = Seen("", COUNT, ("id", "name", "late"), (1.5, 37.25, 99.5, 37.25))


def collection(data: bytes, size: int) -> Seen:
    return seen_in_pieces(pieces_of_collection(io.BytesIO(data), size), Path("x.geojson"), driver="GeoJSON")


@pytest.mark.parametrize("size", SIZES)
def test_the_pieces_of_a_collection_tile_it(size: int) -> None:
    *others, last = pieces_of_collection(io.BytesIO(COLLECTION), size)
    assert all(piece.startswith(HEAD) for piece in (*others, last))
    assert all(piece.endswith(CLOSING) for piece in others)
    bodies = [*(piece.removeprefix(HEAD).removesuffix(CLOSING) for piece in others), last.removeprefix(HEAD)]
    assert HEAD + BETWEEN.join(bodies) == COLLECTION
    assert (len(others) == 0) == (size > len(COLLECTION))


@pytest.mark.parametrize("size", SIZES)
def test_the_pieces_of_a_sequence_tile_it(size: int) -> None:
    assert b"".join(pieces_of_sequence(io.BytesIO(SEQUENCE), size)) == SEQUENCE
    assert list(pieces_of_sequence(io.BytesIO(), size)) == []


@pytest.mark.parametrize("size", [4000, 10**9])
def test_pieces_are_seen_as_the_file(size: int) -> None:
    assert collection(COLLECTION, size) == SEEN
    assert collection(HEAD[:-1] + CLOSING, size) == Seen("", 0, ())
    pieces = pieces_of_sequence(io.BytesIO(SEQUENCE), size)
    seen = seen_in_pieces(pieces, Path("x.geojsonl"), driver="GeoJSONSeq")
    assert (seen.count, seen.bounds) == (SEEN.count, SEEN.bounds)
    assert {"name", "late"} <= set(seen.fields or ())


def test_a_file_that_is_written_in_another_way_is_read_whole() -> None:
    spread = COLLECTION.replace(b'{"type":"FeatureCollection",', b'{\n"type":"FeatureCollection",\n')
    assert list(pieces_of_collection(io.BytesIO(spread), 4000)) == [spread]
    assert collection(spread, 4000) == SEEN


def test_what_is_lost_in_one_piece_is_missing() -> None:
    assert collection(COLLECTION.replace(FEATURES_MADE[200] + BETWEEN, b""), 4000).count == COUNT - 1


@pytest.mark.parametrize("size", [4000, 10**9])
@pytest.mark.parametrize(
    "broken",
    [
        COLLECTION.replace(FEATURES_MADE[200], FEATURES_MADE[200][:-1]),
        COLLECTION.replace(FEATURES_MADE[200], FEATURES_MADE[200] + b"x"),
        COLLECTION.replace(FEATURES_MADE[200], FEATURES_MADE[200][:50]),
        COLLECTION.replace(FEATURES_MADE[200], bytes(len(FEATURES_MADE[200]))),
        COLLECTION.replace(BETWEEN + FEATURES_MADE[200], b"\n" + FEATURES_MADE[200]),
        COLLECTION.replace(FEATURES_MADE[200], FEATURES_MADE[200] + CLOSING),
        COLLECTION[: math.ceil(len(COLLECTION) / 2)],
        COLLECTION[: COLLECTION.index(FEATURES_MADE[200])],
        COLLECTION.removesuffix(CLOSING),
        COLLECTION[:-2],
        COLLECTION + b"x",
        b"x" + COLLECTION,
        b"",
    ],
    ids=[
        *("no end of a feature", "more after a feature", "half a feature", "zeros", "no comma", "closed too early"),
        *("half a file", "ends after a feature", "no end", "half an end", "more after the end", "no head", "empty"),
    ],
)
def test_a_broken_file_is_refused_cut_or_whole(broken: bytes, size: int) -> None:
    with pytest.raises(OutputError, match=r"x\.geojson: what was written cannot be read back"):
        collection(broken, size)


def test_another_format_is_refused() -> None:
    with pytest.raises(OutputError, match="taken for GeoJSON, not for GeoJSONSeq"):
        seen_in_pieces([COLLECTION], Path("x.geojsonl"), driver="GeoJSONSeq")
