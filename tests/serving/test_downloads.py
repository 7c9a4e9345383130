"""Downloads follow the pages: made beside everything else, ended by a further save, offered when they are whole."""

from __future__ import annotations

import json
import time
from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest
from tests.offered import offer
from tests.serving.test_server import Client
from tests.serving.test_watching import save, until

from borderatlas.maps.manifest import read_manifest
from borderatlas.serving.exporting import Exporter
from borderatlas.serving.server import Live, Server, listen
from borderatlas.serving.session import Session
from borderatlas.serving.watching import watch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SUMMARY = "Said only while somebody watches."


@contextmanager
def watched(folder: Path) -> Iterator[list[str]]:
    """What a watch says while the block runs."""
    said: list[str] = []
    stop = Event()
    thread = Thread(target=watch, args=(folder,), kwargs={"say": said.append, "stop": stop})
    thread.start()
    try:
        until(lambda: len(said) >= 2)
        yield said
    finally:
        stop.set()
        thread.join()


@contextmanager
def serving(session: Session) -> Iterator[Client]:
    """A server of a session while the block runs."""
    with listen(0) as listener:
        server = Server(Live(session))
        thread = Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield Client(listener.getsockname()[1])
        finally:
            server.should_exit = True
            thread.join()


def test_watch_makes_downloads_after_the_pages_and_again_after_a_save(copy: Path) -> None:
    offer(copy, "geojson")
    downloads = copy / "maps/downloads/geojson"
    with watched(copy) as lines:
        assert "built" in lines[0]
        assert "downloads" not in lines[0]
        until(lambda: len(lines) == 3)
        assert "downloads up to date" in lines[2]
        assert "index" in lines[2]
        missions = next(downloads.glob("missions*"))
        index = (copy / "maps/index.html").read_text("utf-8")
        assert f"downloads/geojson/{missions.name}" in index
        assert SUMMARY not in missions.read_text("utf-8")
        save(copy, "missions", SUMMARY)
        until(lambda: len(lines) == 5)
        assert "missions" in lines[3]
        assert "downloads up to date" in lines[4]
        assert SUMMARY in missions.read_text("utf-8")
    record = read_manifest(copy / "maps")
    assert record.inputs, "a build has nothing to do"
    with watched(copy) as lines:
        time.sleep(3)
        assert len(lines) == 2, "nothing is made that stands as it should"


def test_watch_takes_downloads_away_that_are_asked_for_no_more(copy: Path) -> None:
    offer(copy, "csv")
    with watched(copy) as lines:
        until(lambda: len(lines) == 3)
        assert (copy / "maps/downloads").is_dir()
        offer(copy)
        until(lambda: len(lines) == 4)
        assert not (copy / "maps/downloads").exists()


def test_a_format_that_is_not_there_is_told_and_watching_goes_on(copy: Path) -> None:
    offer(copy, "shapefiles")
    with watched(copy) as lines:
        until(lambda: len(lines) == 3)
        assert "downloads not made" in lines[2]
        assert "shapefiles" in lines[2]
        save(copy, "missions", SUMMARY)
        until(lambda: len(lines) == 4)
        assert "built atlas, missions" in lines[3]


def test_a_further_save_ends_what_was_begun(copy: Path) -> None:
    offer(copy, "geojson")
    session = Session(copy)
    try:
        assert not session.follow_up()
        exporter = session._exporter
        assert exporter.at_work
        save(copy, "missions", SUMMARY)
        start = time.monotonic()
        session.refresh()
        assert not exporter.at_work
        assert time.monotonic() - start < 10, "it was not waited for"
        assert exporter.made() is None
        until(session.follow_up)
        name = next(file.file for file in session._made.files if file.file.startswith("geojson/missions"))  # type: ignore[union-attr]
        path = session.download(name)
        assert path is not None
        assert SUMMARY in path.read_text("utf-8")
    finally:
        session.end()


def test_the_served_index_offers_downloads_when_they_are_whole(copy: Path) -> None:
    offer(copy, "geojson")
    with serving(Session(copy)) as client:
        assert "downloads/geojson" not in client.get("/").text
        until(lambda: "downloads/geojson" in client.get("/").text)
        index = client.get("/").text
        name = next(part for part in index.split('"') if part.startswith("downloads/geojson/clashes"))
        answer = client.get(f"/{name}")
        assert answer.status == 200
        assert json.loads(answer.text)["type"] == "FeatureCollection"
        for path in ("downloads/geojson/other.geojson", "downloads/../atlas.toml", "downloads/%2e%2e/atlas.toml"):
            assert client.get(f"/{path}").status == 404, path


def test_what_was_made_goes_when_it_ends(copy: Path) -> None:
    offer(copy, "csv")
    exporter = Exporter(copy / "geodata/atlas.toml")
    exporter.start()
    found = []
    until(lambda: bool(found) or bool(found.append(made) if (made := exporter.made()) else False))
    folder = found[0].folder
    assert {file.file for file in found[0].files} == {
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    }
    exporter.end()
    assert not folder.exists()
    with pytest.raises(OSError, match="No such file"):
        exporter.start()
