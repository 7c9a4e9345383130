"""Rebuilds an atlas whenever one of its files is saved."""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING

from watchfiles import watch as changes_on_disk

from borderatlas.errors import AtlasError
from borderatlas.maps.building import build
from borderatlas.maps.telling import count_pages
from borderatlas.serving.reading import Rereader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from threading import Event

    from borderatlas.serving.reading import State

_STEP_MS = 40
"""Saves that follow each other as fast as this are one."""
_DEBOUNCE_MS = 400
"""Nobody waits longer than this for saves to end."""
_LOOK_MS = 1000
"""So often files are looked at where the system tells nothing: it may lack the means, or have been asked too late."""
_LONGEST = 160
"""Characters of a fault in one line."""


def saves(reader: Rereader, stop: Event | None = None) -> Iterator[None]:
    """Yields whenever files of an atlas were saved, as its present settings name them, until `stop` is set."""
    seen = _stats(reader)
    while stop is None or not stop.is_set():
        watched = _folders(reader)
        for _ in changes_on_disk(
            *watched,
            watch_filter=None,
            debounce=_DEBOUNCE_MS,
            step=_STEP_MS,
            stop_event=stop,
            rust_timeout=_LOOK_MS,
            yield_on_timeout=True,
            raise_interrupt=True,
        ):
            now = _stats(reader)
            if now != seen:
                seen = now
                yield
            if _folders(reader) != watched:
                break  # new settings name files elsewhere
        else:
            return


def watch(
    atlas: Path, output: Path | None = None, *, say: Callable[[str], None] = print, stop: Event | None = None
) -> None:
    """Builds an atlas, and again whenever one of its files is saved, until `stop` is set or Ctrl-C.

    Args:
        atlas: The atlas's folder, its data folder, or its `atlas.toml`.
        output: The folder to write to; the one that `atlas.toml` names where it is not given.
        say: Takes one line per build.
        stop: Ends it.

    Raises:
        SettingsError: The settings are at fault at the start. Later faults are said, and the next save is waited for.
    """
    reader = Rereader(atlas)
    say(rebuild(reader, output))
    say(f"Watching {reader.project.folder}; Ctrl-C ends it.")
    try:
        for _ in saves(reader, stop):
            say(rebuild(reader, output))
    except KeyboardInterrupt:
        say("Stopped.")


def rebuild(reader: Rereader, output: Path | None = None) -> str:
    """Reads and builds once.

    Returns:
        One line that says what was built and why, or what is at fault.
    """
    start = time.perf_counter()
    state = reader.read()
    parts = []
    if state.reading is not None:
        try:
            done = build(state.reading, output or reader.project.output)
        except AtlasError as error:
            return _line(start, [_first(str(error))])
        if done.written:
            why = dict.fromkeys(reason for page in done.written for reason in page.why)
            parts.append(f"built {', '.join(page.name for page in done.written)} ({', '.join(why)})")
        elif done:
            parts.append(f"up to date: {count_pages(len(done))}")
        parts += [f"{path.name} was edited and is left as it is (build --force replaces it)" for path in done.foreign]
        if done.undone:
            parts.append(f"not built {', '.join(done.undone)}")
    return _line(start, parts + _faults(state))


def _faults(state: State) -> list[str]:
    return [_first(fault) for fault in state.faults]


def _first(fault: str) -> str:
    """A message on one line: its heading and its first fault."""
    heading, *lines = fault.splitlines()
    text = " ".join([heading, *(line.strip() for line in lines[:1])])
    more = f" (and {len(lines) - 1} more)" if len(lines) > 1 else ""
    return f"{text[: _LONGEST - 1]}…{more}" if len(text) > _LONGEST else f"{text}{more}"


def _line(start: float, parts: list[str]) -> str:
    took = time.perf_counter() - start
    return f"{dt.datetime.now().astimezone():%H:%M:%S}  {'; '.join(parts)}  [{took:.1f} s]"


def _folders(reader: Rereader) -> set[Path]:
    """The folders that hold the files; a file that is replaced on saving is seen only there."""
    return {path.parent for path in reader.files if path.parent.is_dir()}


def _stats(reader: Rereader) -> dict[Path, tuple[int, int, int] | None]:
    """By what a save is noticed; whether the content changed is for the build to find out."""
    found: dict[Path, tuple[int, int, int] | None] = {}
    for path in reader.files:
        try:
            stat = path.stat()
        except OSError:
            found[path] = None
        else:
            found[path] = stat.st_ino, stat.st_size, stat.st_mtime_ns
    return found
