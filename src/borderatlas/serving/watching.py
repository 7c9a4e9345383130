"""Rebuilds an atlas whenever one of its files is saved: pages at once, the files beside them when no save follows."""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING

from watchfiles import watch as changes_on_disk

from borderatlas.errors import AtlasError
from borderatlas.maps.building import build
from borderatlas.maps.inputs import inputs_of_downloads
from borderatlas.maps.manifest import read_manifest
from borderatlas.maps.telling import count_pages
from borderatlas.publishing import offer
from borderatlas.serving.exporting import Exporter, is_wanted
from borderatlas.serving.reading import Rereader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from threading import Event

    from borderatlas.serving.exporting import Made
    from borderatlas.serving.reading import State

_STEP_MS = 40
"""Saves that follow each other as fast as this are one."""
_DEBOUNCE_MS = 400
"""Nobody waits longer than this for saves to end."""
_LOOK_MS = 1000
"""So often files are looked at where the system tells nothing: it may lack the means, or have been asked too late."""
_LONGEST = 160
"""Characters of a fault in one line."""


def moments(reader: Rereader, stop: Event | None = None) -> Iterator[bool]:
    """Yields True whenever files of an atlas were saved, as its present settings name them, until `stop` is set.

    Yields False about every second in which none was.
    """
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
            saved = now != seen
            seen = now
            yield saved
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
    exporter = Exporter(reader.project.file)
    due = True
    try:
        for saved in moments(reader, stop):
            if saved:
                exporter.cancel()
                say(rebuild(reader, output))
                due = True
            elif due:
                due = False
                if _is_due(reader, output):
                    exporter.start()
            elif (made := exporter.made()) is not None:
                say(rebuild(reader, output, made))
                exporter.clear(keep=None)
    except KeyboardInterrupt:
        say("Stopped.")
    finally:
        exporter.end()


def rebuild(reader: Rereader, output: Path | None = None, made: Made | None = None) -> str:
    """Reads and builds once.

    Args:
        reader: Reads the atlas.
        output: The folder to write to; the one that `atlas.toml` names where it is not given.
        made: Downloads that were made; where not given, those that stand are left as they are.

    Returns:
        One line that says what was built and why, or what is at fault.
    """
    start = time.perf_counter()
    if made is not None and made.fault:
        return _line(start, [f"downloads not made: {_first(made.fault)}"])
    state = reader.read()
    parts = []
    if state.reading is not None:
        files = None if made is None else made.offer()
        if not state.reading.project.settings.downloads:
            files = offer(state.reading)  # none are asked for: those that stand go
        elif files is not None and files.inputs != inputs_of_downloads(state.reading):
            files = None  # the atlas was saved while they were made
        try:
            done = build(state.reading, output or reader.project.output, offer=files)
        except AtlasError as error:
            return _line(start, [_first(str(error))])
        if done.written:
            why = dict.fromkeys(reason for page in done.written for reason in page.why)
            parts.append(f"built {', '.join(page.name for page in done.written)} ({', '.join(why)})")
        elif done and made is None:
            parts.append(f"up to date: {count_pages(len(done))}")
        if files is not None and done.downloads:
            parts.append(f"downloads up to date: {len(done.downloads)} files")
        parts += [f"{path.name} was edited and is left as it is (build --force replaces it)" for path in done.foreign]
        if done.undone:
            parts.append(f"not built {', '.join(done.undone)}")
    return _line(start, parts + _faults(state))


def _is_due(reader: Rereader, output: Path | None) -> bool:
    """Whether the downloads are not as the files of the atlas want them."""
    state = reader.read()
    if state.reading is None or not is_wanted(state.reading):
        return False
    folder = output or reader.project.output
    old = read_manifest(folder)
    whole = all((folder / name).is_file() for name in old.downloads)
    return not whole or old.download_inputs != inputs_of_downloads(state.reading)


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
