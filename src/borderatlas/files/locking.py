"""A lock on a folder that leaves nothing behind, however its holder ends."""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from borderatlas.errors import OutputError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import filelock

_LOG = logging.getLogger(__name__)
_PATIENCE_S = 1.0
"""Seconds after which somebody who waits is told for whom."""
_PAUSE_S = 0.05


@contextmanager
def locked(folder: Path, holder: Callable[[], str], wait_s: float) -> Iterator[None]:
    """Holds a folder against other runs of the program; the system lets go of it when the process ends, even killed.

    Args:
        folder: The folder; it must exist.
        holder: Says who holds it now, for messages.
        wait_s: Seconds to wait for another run.

    Raises:
        OutputError: Another run still holds the folder.
        OSError: The folder cannot be opened.
    """
    lock = _FolderLock(folder)
    start = time.monotonic()
    told = False
    try:
        while not lock.take():
            waited = time.monotonic() - start
            if waited > wait_s:
                raise OutputError(
                    f"{folder}: {holder()} has been writing here for more than {wait_s:g} seconds. "
                    "Wait for it to end and try again, or end that process; what it has not finished will not appear."
                )
            if waited > _PATIENCE_S and not told:
                _LOG.warning("%s: waiting for %s, which is writing here.", folder, holder())
                told = True
            time.sleep(_PAUSE_S)
        yield
    finally:
        lock.release()


class _FolderLock:
    """The lock of a folder itself.

    Windows and some network file systems do not lock folders. There a file in the system's folder for temporary files
    stands for the folder, which keeps apart the runs of one machine.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stand_in: filelock.BaseFileLock | None = None
        self._descriptor = None if fcntl is None else os.open(folder, os.O_RDONLY)

    def take(self) -> bool:
        """Takes the lock, unless somebody else holds it."""
        if fcntl is not None and self._descriptor is not None and self._stand_in is None:
            try:
                fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            except OSError:  # this file system does not lock folders
                pass
            else:
                return True
        return self._take_stand_in()

    def release(self) -> None:
        """Lets go."""
        if self._stand_in is not None:
            self._stand_in.release()
        if self._descriptor is not None:
            os.close(self._descriptor)

    def _take_stand_in(self) -> bool:
        import filelock  # noqa: PLC0415  # the usual way does without

        if self._stand_in is None:
            key = hashlib.sha256(str(self._folder.resolve()).encode()).hexdigest()[:32]
            self._stand_in = filelock.FileLock(Path(tempfile.gettempdir(), f"borderatlas-{key}.lock"), timeout=0)
        try:
            self._stand_in.acquire()
        except filelock.Timeout:
            return False
        return True
