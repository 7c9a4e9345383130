"""The local server: who may ask, what is served, and what its streams say."""

from __future__ import annotations

import html
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from dataclasses import dataclass
from http.client import HTTPConnection
from threading import Thread
from typing import TYPE_CHECKING

import orjson
import pytest
from tests.offered import offer
from tests.serving.test_watching import PATIENCE_S, save

from borderatlas import Atlas
from borderatlas.errors import UsageError
from borderatlas.maps.policy import script_hash
from borderatlas.serving.injection import live, stand_in
from borderatlas.serving.server import HOST, Live, Server, listen
from borderatlas.serving.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

POLICY = re.compile(r'Content-Security-Policy" content="([^"]*)"')


@dataclass(frozen=True)
class Answer:
    """What the server answered."""

    status: int
    text: str
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Client:
    """Asks a server; paths go out as they are."""

    port: int

    def get(self, path: str, host: str = HOST) -> Answer:
        """What the server says to one request."""
        connection = HTTPConnection(HOST, self.port, timeout=PATIENCE_S)
        connection.putrequest("GET", path, skip_host=True)
        connection.putheader("Host", host)
        connection.endheaders()
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return Answer(answer.status, text, dict(answer.getheaders()))


@pytest.fixture(scope="module")
def served(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped atlas without downloads."""
    folder = tmp_path_factory.mktemp("served")
    shutil.copytree(root / "geodata", folder / "geodata", ignore=shutil.ignore_patterns("recipes"))
    offer(folder)
    return folder


@pytest.fixture(scope="module")
def client(served: Path) -> Iterator[Client]:
    with listen(0) as listener:
        server = Server(Live(Session(served)))
        thread = Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield Client(listener.getsockname()[1])
        server.should_exit = True
        thread.join()


def test_pages_are_those_of_a_build_with_one_script_more(client: Client, served: Path, tmp_path: Path) -> None:
    Atlas.open(served).build(tmp_path)
    for name in ("missions", "index"):
        built = (tmp_path / f"{name}.html").read_text("utf-8")
        page = client.get(f"/{name}.html").text
        script = re.findall(r"<script>([^<]*(?:<(?!/script)[^<]*)*)</script>", page)[-1]
        assert "EventSource" in script
        bare = page.replace(f"<script>{script}</script>\n", "")
        assert POLICY.sub("", bare) == POLICY.sub("", built)
        policies = [dict(r.split(" ", 1) for r in POLICY.search(text)[1].split("; ")) for text in (page, built)]  # type: ignore[index]
        assert policies[0].pop("connect-src") == "'self'"
        extra = set(policies[0].pop("script-src").split()) - set(policies[1].pop("script-src").split())
        assert extra == {script_hash(script)}
        assert policies[0] == policies[1]
        assert "EventSource" not in built
    assert client.get("/").text == client.get("/index.html").text
    assert client.get("/").headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    ["/atlas.toml", "/../atlas.toml", "/%2e%2e/atlas.toml", "/..%2fgeodata%2fatlas.toml", "/geodata/atlas.toml",
     "//etc/passwd", "/%2fetc%2fpasswd", "/missions", "/missions.html%00", "/.borderatlas.json", "/_live/events"],
)  # fmt: skip
def test_nothing_but_pages_is_served(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status == 404
    assert "title =" not in answer.text


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "192.168.0.7:8000", "0.0.0.0", "[::1]"])
def test_a_name_that_was_made_to_point_here_is_refused(client: Client, host: str) -> None:
    for path in ("/", "/_live/events?page=index.html"):
        assert client.get(path, host).status == 400


def test_both_names_of_this_machine_are_answered(client: Client) -> None:
    for host in ("127.0.0.1:8000", "localhost:1234"):
        assert client.get("/missions.html", host).status == 200


def test_only_this_machine_is_listened_on() -> None:
    for host in ("0.0.0.0", "192.168.0.7", "::", "example.org"):
        with pytest.raises(UsageError, match="for this machine alone"):
            listen(0, host=host)
    with listen(0) as first:
        assert first.getsockname()[0] == "127.0.0.1"
        port = first.getsockname()[1]
        with listen(port) as second:
            assert second.getsockname()[1] not in (0, port)


def test_missing_libraries_are_named(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "starlette.applications", None)
    monkeypatch.delitem(sys.modules, "borderatlas.serving.server", raising=False)
    with pytest.raises(UsageError, match=r"pip install 'borderatlas\[serve\]'"):
        Atlas.open(root).serve()


def test_a_page_outlives_a_faulty_layer(copy: Path) -> None:
    session = Session(copy)
    before, other = session.page("missions.html"), session.news("clashes.html")
    good = (copy / "geodata/missions.geojson").read_bytes()
    (copy / "geodata/missions.geojson").write_bytes(good.replace(b'"embassy"', b'"embasy"', 1))
    session.refresh()
    news = session.news("missions.html")
    assert news.stale
    assert "embasy" in news.faults[0]
    assert session.page("missions.html") == before
    assert session.news("clashes.html").version == other.version
    assert not session.news("clashes.html").stale
    (copy / "geodata/missions.geojson").write_bytes(good)
    session.refresh()
    assert session.news("missions.html").faults == ()
    save(copy, "missions", "Seen anew.")
    session.refresh()
    assert session.news("missions.html").version != news.version
    assert session.news("clashes.html") == other
    assert session.page("missions.html") != before


def test_a_page_that_never_was_is_stood_in_for(copy: Path) -> None:
    good = (copy / "geodata/missions.geojson").read_bytes()
    (copy / "geodata/missions.geojson").write_text("{")
    session = Session(copy)
    page = session.page("missions.html")
    assert "cannot be drawn yet" in page
    assert "missions.geojson" in page
    waiting = session.news("missions.html").version
    (copy / "geodata/missions.geojson").write_bytes(good)
    session.refresh()
    assert session.news("missions.html").version != waiting
    assert "cannot be drawn yet" not in session.page("missions.html")


def test_texts_cannot_leave_their_place() -> None:
    hostile = "</script></pre><script>alert(1)</script>{{ 7*7 }}{{"
    page = live(stand_in(hostile, (hostile,)), f"{hostile}.html", hostile)
    assert html.escape(hostile) in page
    assert "<script>alert" not in page
    assert page.count("</script>") == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
def test_the_command_serves_tells_and_ends(copy: Path) -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-u", "-m", "borderatlas.cli", "serve", "--atlas", str(copy), "--port", port]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            address = process.stdout.readline().strip()
            assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
            assert port not in address
            with urllib.request.urlopen(f"{address}_live/events?page=missions.html", timeout=PATIENCE_S) as stream:
                first = orjson.loads(stream.readline().removeprefix(b"data: "))
                assert first["faults"] == []
                save(copy, "missions", "Seen anew.")
                stream.readline()
                assert orjson.loads(stream.readline().removeprefix(b"data: "))["version"] != first["version"]
                process.send_signal(signal.SIGINT)
                assert process.wait(PATIENCE_S) == 0
            assert "Traceback" not in process.stderr.read()
    assert not (copy / "maps").exists()
