"""Rebuilding on save: one line per build, and nothing that is saved ends it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest

from borderatlas.serving.reading import Rereader
from borderatlas.serving.watching import rebuild, watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PATIENCE_S = 60.0


def until(true: Callable[[], bool]) -> None:
    """Waits until something is so."""
    end = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.02)


def save(folder: Path, layer: str, summary: str) -> None:
    path = folder / f"geodata/{layer}.geojson"
    value = json.loads(path.read_bytes())
    value["features"][0]["properties"]["summary"] = summary
    path.write_text(json.dumps(value), "utf-8")


@pytest.fixture
def lines(copy: Path) -> Iterator[list[str]]:
    """What a watch over a copy of the shipped atlas says, once it watches."""
    said: list[str] = []
    stop = Event()
    thread = Thread(target=watch, args=(copy,), kwargs={"say": said.append, "stop": stop})
    thread.start()
    until(lambda: len(said) == 2)
    yield said
    stop.set()
    thread.join()


def test_each_save_is_one_build_and_one_line(copy: Path, lines: list[str]) -> None:
    assert "built atlas, crossings, missions, clashes, energy, boundary, index (new)" in lines[0]
    assert lines[1].startswith(f"Watching {copy / 'geodata'}")
    save(copy, "missions", "Seen anew.")
    until(lambda: len(lines) == 3)
    assert "built atlas, missions, index (missions.geojson changed)" in lines[2]
    (copy / "geodata/notes.txt").write_text("no part of the atlas")
    good = (copy / "geodata/energy.geojson").read_bytes()
    (copy / "geodata/energy.geojson").write_text('{"type": "FeatureCollection", "features": [{}]}')
    until(lambda: len(lines) == 4)
    assert "up to date: 4 pages; not built atlas, energy, index; " in lines[3]
    assert "energy.geojson: " in lines[3]
    assert "\n" not in lines[3]
    (copy / "geodata/new.geojson").write_bytes(good)
    (copy / "geodata/new.geojson").replace(copy / "geodata/energy.geojson")  # as most editors save
    until(lambda: len(lines) == 5)
    assert "up to date: 7 pages" in lines[4]
    (copy / "geodata/atlas.toml").write_text("title = ", "utf-8")
    until(lambda: len(lines) == 6)
    assert "this is not valid TOML" in lines[5]


def test_a_file_that_is_being_written_is_waited_for(copy: Path) -> None:
    reader = Rereader(copy)
    path = copy / "geodata/clashes.geojson"
    data = path.read_bytes()
    path.write_bytes(b"")

    def write() -> None:
        with path.open("wb") as file:
            for start in range(0, len(data), len(data) // 8 + 1):
                file.write(data[start : start + len(data) // 8 + 1])
                file.flush()
                time.sleep(0.1)

    thread = Thread(target=write)
    thread.start()
    state = reader.read()
    thread.join()
    assert state.faults == ()
    assert state.reading is not None
    assert "clashes" in state.reading.layers


def test_an_edited_page_is_said_and_left(copy: Path) -> None:
    reader = Rereader(copy)
    rebuild(reader)
    (copy / "maps/clashes.html").write_text("mine")
    assert "clashes.html was edited and is left as it is" in rebuild(reader)
    assert (copy / "maps/clashes.html").read_text() == "mine"


def test_a_folder_that_cannot_be_written_does_not_end_it(copy: Path) -> None:
    (copy / "maps").write_text("in the way")
    assert "cannot be written" in rebuild(Rereader(copy))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
def test_ctrl_c_ends_it_cleanly(copy: Path) -> None:
    command = [sys.executable, "-u", "-m", "borderatlas.cli", "watch", "--atlas", str(copy)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert "built atlas" in process.stdout.readline()
        process.stdout.readline()
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE_S) == 0
        assert process.stdout.read() == "Stopped.\n"
        assert process.stderr.read() == ""
