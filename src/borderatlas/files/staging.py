"""Whole-or-nothing writing: a set of files appears under its final names complete, or not at all.

Files are staged under their final name in a hidden folder *inside* the target folder (some writers put the name into
the bytes, and a rename is only atomic within one file system), synced, and then renamed one by one. A lock keeps two
writers apart.

A run that is killed while it stages leaves what stood there. One that ends between two renames leaves a journal, and
the next holder of the lock finishes its work, unless somebody changed a file in the meantime: then the rest of the work
is dropped. Either way that holder clears the litter.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from borderatlas.errors import OutputError
from borderatlas.files.locking import locked

if TYPE_CHECKING:
    from collections.abc import Iterator

_STAGING = ".borderatlas-staging-"
_HOLDER = ".holder"
_JOURNAL = ".journal"
_WAIT_S = 60.0


class Staging:
    """Files on their way into a folder."""

    def __init__(self, target: Path, folder: Path) -> None:
        self.target = target
        self._folder = folder
        self._names: list[str] = []
        self._dropped: list[str] = []

    def path(self, name: str) -> Path:
        """Where to write the file that shall be called `name`; files appear in the order of these calls.

        A name may lead into a folder within the target, `downloads/a.csv`, which is made if need be.
        """
        self._names.append(name)
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def write(self, name: str, data: bytes) -> None:
        """Stages a file with these bytes."""
        self.path(name).write_bytes(data)

    def remove(self, name: str) -> None:
        """Notes a file of the target folder that shall be gone; it goes before the last of the others appears."""
        self._dropped.append(name)

    def publish(self) -> None:
        """Renames every staged file to its place; the last one named comes last."""
        if not self._names:
            return
        for name in self._names:
            _sync(self._folder / name)
        *first, last = self._names
        steps = [*((name, "put") for name in first), *((name, "drop") for name in self._dropped), (last, "put")]
        journal = [{"name": name, "do": do, "was": _state(self.target / name)} for name, do in steps]
        _write_synced(self._folder / _JOURNAL, json.dumps(journal).encode())
        _sync(self._folder)
        _follow(journal, self._folder, self.target)
        shutil.rmtree(self._folder, ignore_errors=True)


@contextmanager
def staged(target: Path) -> Iterator[Staging]:
    """Stages files for a folder and publishes them when the block ends without an error.

    Args:
        target: The folder; made if it does not exist.

    Raises:
        OutputError: The folder cannot be written, the disk is full, or another run holds the folder for over a minute;
            the message says which. What stood in the folder before is untouched.
    """
    folder = target / f"{_STAGING}{os.getpid()}-{os.urandom(4).hex()}"
    try:
        target.mkdir(parents=True, exist_ok=True)
        with locked(target, lambda: _holder(target), _WAIT_S):
            for litter in target.glob(f"{_STAGING}*"):
                _settle(litter, target)
            try:
                folder.mkdir()
                (folder / _HOLDER).write_text(_myself(), "utf-8")
                staging = Staging(target, folder)
                yield staging
                staging.publish()
            finally:
                if not (folder / _JOURNAL).exists():
                    shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:
        raise OutputError(
            f"{target}: cannot be written ({error.strerror or error}). What stood there is unchanged. "
            "Check the folder's permissions and the free space, or name another folder."
        ) from error


def _settle(litter: Path, target: Path) -> None:
    """Finishes what a killed run began to publish, where it can be finished, and removes its folder."""
    try:
        journal = json.loads((litter / _JOURNAL).read_bytes())
        rest = [step for step in journal if _left(step, litter, target)]
        if all(_state(target / step["name"]) == step["was"] for step in rest):
            _follow(rest, litter, target)
    except (OSError, ValueError, KeyError, TypeError):  # no journal, or half of one: nothing had appeared yet
        pass
    shutil.rmtree(litter, ignore_errors=True)


def _left(step: dict[str, Any], folder: Path, target: Path) -> bool:
    """Whether a step of a journal has not been taken yet."""
    place = target if step["do"] == "drop" else folder
    return place.joinpath(step["name"]).exists()


def _follow(journal: list[dict[str, Any]], folder: Path, target: Path) -> None:
    for step in journal:
        place = target / step["name"]
        if step["do"] == "drop":
            place.unlink(missing_ok=True)
            _remove_empty(place.parent, target)
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            (folder / step["name"]).replace(place)
    for place in {target, *((target / step["name"]).parent for step in journal)}:
        if place.is_dir():
            _sync(place)


def _remove_empty(folder: Path, target: Path) -> None:
    """Removes a folder within the target that holds nothing any more, and those above it likewise."""
    while folder != target and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _state(path: Path) -> list[int] | None:
    """By what a change of a file is noticed between two runs: size and time; None where there is none."""
    try:
        found = path.lstat()
    except OSError:
        return None
    return [found.st_size, found.st_mtime_ns]


def _myself() -> str:
    program, *arguments = sys.argv or [""]
    name = Path(program).name
    command = " ".join(["borderatlas" if name in {"", "__main__.py"} else name, *arguments])
    return f"{command} (process {os.getpid()}, since {dt.datetime.now().astimezone():%Y-%m-%d %H:%M:%S})"


def _holder(target: Path) -> str:
    """Who writes into a folder now."""
    for file in target.glob(f"{_STAGING}*/{_HOLDER}"):
        try:
            return file.read_text("utf-8")
        except OSError:  # it has just ended
            continue
    return "another run"


def _write_synced(path: Path, data: bytes) -> None:
    """Writes a file that is whole once it can be seen, even if the machine stops."""
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(data)
    _sync(part)
    part.replace(path)


def _sync(path: Path) -> None:
    """Asks the system to put a file, or a folder's entries, on the disk."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except PermissionError:  # Windows does not open folders
        return
    try:
        os.fsync(descriptor)
    except OSError:  # some network file systems do not sync folders
        if path.is_file():
            raise
    finally:
        os.close(descriptor)
