"""Whole-or-nothing writing: a set of files appears under its final names complete, or not at all.

Files are staged under their final name in a hidden folder *inside* the target folder (some writers put the name into
the bytes, and a rename is only atomic within one file system), synced, then renamed one by one. A lock keeps two
writers apart, and the holder of the lock sweeps what dead runs left behind.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import filelock

from borderatlas.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator

_STAGING = ".borderatlas-staging-"
_LOCK = ".borderatlas.lock"
_WAIT_S = 60.0


class Staging:
    """Files on their way into a folder."""

    def __init__(self, target: Path, folder: Path) -> None:
        self.target = target
        self._folder = folder
        self._names: list[str] = []

    def path(self, name: str) -> Path:
        """Where to write the file that shall be called `name`; files appear in the order of these calls."""
        self._names.append(name)
        return self._folder / name

    def write(self, name: str, data: bytes) -> None:
        """Stages a file with these bytes."""
        self.path(name).write_bytes(data)

    def publish(self) -> None:
        """Renames every staged file to its place; the last one named comes last."""
        for name in self._names:
            _sync(self._folder / name)
        for name in self._names:
            (self._folder / name).replace(self.target / name)
        _sync(self.target)


@contextmanager
def staged(target: Path) -> Iterator[Staging]:
    """Stages files for a folder and publishes them when the block ends without an error.

    Args:
        target: The folder; made if it does not exist.

    Raises:
        OutputError: The folder cannot be written, the disk is full, or another run holds the folder for over a minute.
            What stood in the folder before is untouched.
    """
    folder: Path | None = None
    try:
        target.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(target / _LOCK, timeout=_WAIT_S):
            for litter in target.glob(f"{_STAGING}*"):
                shutil.rmtree(litter, ignore_errors=True)
            try:
                folder = Path(tempfile.mkdtemp(prefix=_STAGING, dir=target))
                staging = Staging(target, folder)
                yield staging
                staging.publish()
            finally:
                if folder is not None:
                    shutil.rmtree(folder, ignore_errors=True)
    except filelock.Timeout as error:
        raise OutputError(
            f"{target}: another run has been writing here for over a minute. Wait for it to end and try again."
        ) from error
    except OSError as error:
        raise OutputError(
            f"{target}: cannot be written ({error.strerror or error}). What stood there is unchanged. "
            "Check the folder's permissions and the free space, or name another folder."
        ) from error


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
