"""Processes that scan pieces of a file: Python runs one thread at a time, and a large file is worth more than one.

They are started by name, not forked, and never run the user's own script again.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, Self

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from types import TracebackType

    from borderatlas.checks.scanning import Scan

    Span = tuple[int, int]
    Vocabulary = dict[str, list[Any]]

_MOST: Final = 4
_AHEAD: Final = 3
"""Pieces that a worker is asked for at a time, so that it need not wait for the next."""


class Workers:
    """Processes that scan one file; use it in a `with` block, which ends them.

    Raises:
        OSError: No process can be started, or one of them ended early, such as for want of memory.
    """

    def __init__(self, path: Path, layer: str, known: Collection[str] | None) -> None:
        self._task = (str(path), layer, None if known is None else set(known))
        self._processes: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        if not Path(sys.executable or "").name.lower().startswith("python"):
            raise OSError(f"{sys.executable} is another program with Python in it, and starts no worker")
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))}
        for _ in range(min(_MOST, os.cpu_count() or 1)):
            process = subprocess.Popen(
                [sys.executable, "-m", "borderatlas.checks.piecework"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=environment,
            )
            self._processes.append(process)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self._processes:
            if kind is not None:
                process.kill()
            process.communicate()

    def scan(self, spans: Sequence[Span]) -> list[Scan | None]:
        """Return the scan of each piece, in order; None for one that is no list of JSON values."""
        waiting = deque(enumerate(spans))
        scans: list[Scan | None] = [None] * len(spans)

        def drive(process: subprocess.Popen[bytes]) -> None:
            send(process.stdin, self._task)
            vocabulary: Vocabulary = {}
            asked: deque[int] = deque()
            while True:
                while waiting and len(asked) < _AHEAD:
                    place, span = waiting.popleft()
                    asked.append(place)
                    send(process.stdin, span)
                if not asked:
                    return
                assert process.stdout is not None
                try:
                    scan: Scan | None = pickle.load(process.stdout)  # noqa: S301  # written by a process of ours
                except EOFError as error:
                    raise OSError("a worker ended early") from error
                scans[asked.popleft()] = None if scan is None else spelt_out(scan, vocabulary)

        with ThreadPoolExecutor(len(self._processes)) as threads:
            for done in [threads.submit(drive, process) for process in self._processes]:
                done.result()
        return scans


def spelt_out(scan: Scan, vocabulary: Vocabulary) -> Scan:
    """A scan whose words are those of all pieces that its worker did; it comes with the new ones alone."""
    words = {}
    for name, column in scan.sheet.words.items():
        values = vocabulary.setdefault(name, [])
        values.extend(column.values)
        words[name] = replace(column, values=values)
    sheet = replace(scan.sheet, words=words)
    ids = sheet.ids if scan.ids is scan.sheet.ids else scan.ids
    return replace(scan, ids=ids, sheet=sheet)


def send(pipe: IO[bytes] | None, value: object) -> None:
    """Writes a value to a pipe between a worker and the process that started it."""
    assert pipe is not None
    pickle.dump(value, pipe, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.flush()
