"""Files that an import would write, made ready beside the atlas: pieces as they come, and whole files in their order.

A large data set never stands in memory as a whole: each feature goes to disk as the bytes that its file will have.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from array import array
from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

import orjson

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import FileIO

_OPTIONS: Final = orjson.OPT_INDENT_2


class Drafts:
    """A folder for files in the making; it goes when nothing refers to this object any more."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="borderatlas-"))
        weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)

    def path(self, name: str) -> Path:
        """Where to make a file; its name may lead into a folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path


class Additions(Mapping[str, bytes]):
    """New features by id, as they stand in the file of a layer, with what the record of the import keeps of them.

    They are on disk, in the order in which they came; iterating yields their ids in order.

    Args:
        drafts: What keeps the folder.
    """

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._path = drafts.path("additions")
        self._numbers: dict[str, int] = {}
        self._starts = array("Q", [0])
        self._file: IO[bytes] | None = None
        self._reader: FileIO | None = None

    def put(self, name: str, feature: bytes, marks: bytes) -> None:
        """Keep a feature and its marks."""
        if self._file is None:
            self._file = self._path.open("wb")
        self._file.write(feature)
        self._file.write(marks)
        start = self._starts[-1] + len(feature)
        self._starts.extend((start, start + len(marks)))
        self._numbers[name] = len(self._numbers)
        self._close_reader()

    def __getitem__(self, name: str) -> bytes:
        return self._piece(2 * self._numbers[name])

    def marks(self, name: str) -> bytes:
        """Return what the record keeps of a feature; empty where there is none."""
        return self._piece(2 * self._numbers[name] + 1)

    def __contains__(self, name: object) -> bool:
        return name in self._numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._numbers))

    def __del__(self) -> None:
        self._close_reader()
        if self._file is not None:
            self._file.close()

    def _close_reader(self) -> None:
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def _piece(self, number: int) -> bytes:
        if self._reader is None:
            assert self._file is not None
            self._file.flush()
            self._reader = self._path.open("rb", buffering=0)
        self._reader.seek(self._starts[number])
        return self._reader.read(self._starts[number + 1] - self._starts[number]) or b""


def feature_piece(feature: Mapping[str, Any]) -> bytes:
    """Return a GeoJSON feature as it stands in the file of a layer, without a comma."""
    return orjson.dumps([[feature]], option=_OPTIONS)[len("[\n  [\n") : -len("\n  ]\n]")]


def feature_of_piece(piece: bytes) -> dict[str, Any]:
    """Return the GeoJSON feature that a piece holds."""
    found: dict[str, Any] = orjson.loads(piece)
    return found


def marks_piece(name: str, marks: Mapping[str, str]) -> bytes:
    """Return the marks of a feature as they stand in the record of an import, without a comma."""
    whole = orjson.dumps({"": {name: marks}}, option=_OPTIONS | orjson.OPT_SORT_KEYS)
    return whole[len('{\n  "": {\n') : -len("\n  }\n}")]


def write_whole(path: Path, frame: Mapping[str, Any], pieces: Iterator[bytes]) -> None:
    """Write a JSON file: the members of `frame`, of which the last is an empty list or object, and pieces within that.

    Args:
        path: The file.
        frame: Its members.
        pieces: What goes into the last one, each indented as it stands there.
    """
    with path.open("wb") as file:
        empty = orjson.dumps(frame, option=_OPTIONS)
        start, end = empty[: -len("]\n}")], empty[-len("]\n}") :]
        first = next(pieces, None)
        file.write(start)
        if first is not None:
            file.write(b"\n" + first)
            file.writelines(chain.from_iterable((b",\n", piece) for piece in pieces))
            file.write(b"\n  ")
        file.write(end + b"\n")
