"""Readers that nobody here wrote: QGIS, Debian's GDAL, PostGIS, mapshaper, flatgeobuf, hyparquet.

They are heavy. Where one is missing the tests say so and are skipped; in CI they fail. `-m "not heavy"` leaves them
out.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HERE = Path(__file__).parent
SYSTEM_PYTHON = "/usr/bin/python3"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if {"qgis", "ogrinfo", "node_readers", "postgis", "valid"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("heavy")


def missing(what: str, package: str) -> None:
    """Skips the test, or fails it in CI."""
    reason = f"{what} is not installed (on Debian: apt-get install {package})"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def run(*command: str | Path, cwd: Path | None = None, **environment: str) -> str:
    """The standard output of a command that has to succeed."""
    done = subprocess.run(
        [str(word) for word in command],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env={**os.environ, **environment},
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="session")
def qgis() -> Callable[..., Any]:
    """Runs a script of `qgis_scripts/` in the Python that has PyQGIS; it prints JSON."""
    if (
        not Path(SYSTEM_PYTHON).exists()
        or subprocess.run(
            [SYSTEM_PYTHON, "-c", "import qgis.core"],
            capture_output=True,
            check=False,
            env={"PATH": os.environ["PATH"]},
        ).returncode
    ):
        missing("QGIS", "python3-qgis")

    def ask(script: str, *arguments: object) -> Any:
        output = subprocess.run(
            [SYSTEM_PYTHON, HERE / "qgis_scripts" / script, *map(str, arguments)],
            capture_output=True,
            text=True,
            check=False,
            env={"PATH": os.environ["PATH"], "QT_QPA_PLATFORM": "offscreen", "HOME": "/tmp", "LC_ALL": "C.UTF-8"},
        )
        assert output.returncode == 0, f"{script}\n{output.stdout}\n{output.stderr}"
        return json.loads(output.stdout.splitlines()[-1])

    return ask


@pytest.fixture(scope="session")
def ogrinfo() -> Callable[..., str]:
    """What Debian's GDAL, which is none of those in our wheels, says of a file: `ogrinfo -ro -al -so`."""
    if shutil.which("ogrinfo") is None:
        missing("GDAL's ogrinfo", "gdal-bin")
    plain = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}

    def ask(path: Path | str, *options: str) -> str:
        command = ["ogrinfo", "-ro", "-al", *(options or ["-so"]), str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=plain)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return ask


@pytest.fixture(scope="session")
def node_readers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with mapshaper, flatgeobuf and hyparquet installed; Node comes from its wheel."""
    from hatch_build import node

    folder = tmp_path_factory.mktemp("readers")
    for file in (HERE / "readers").iterdir():
        shutil.copy(file, folder)
    executable, npm = node()
    os.environ["PATH"] = f"{executable.parent}{os.pathsep}{os.environ['PATH']}"
    # Not `npm ci`: it insists on optional parts for other systems, which some registries do not have.
    install = ["install", "--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    run(*npm, *install, cwd=folder)
    return folder


def free_port() -> int:
    """A port of the loopback address that nobody uses now."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def postgis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a database with PostGIS on a server of our own, which ends with the tests."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not programs or not list(Path("/usr/share/postgresql").glob("*/extension/postgis.control")):
        missing("PostgreSQL with PostGIS", "postgresql postgresql-15-postgis-3")
    program = programs[-1].parent
    folder = Path(tempfile.mkdtemp(prefix="postgis-"))  # a socket's path must be short
    as_user: list[str] = []
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(folder, "postgres", "postgres")
        as_user = ["runuser", "-u", "postgres", "--"]
    port = free_port()
    server = None
    try:
        run(*as_user, program / "initdb", "-D", folder / "data", "-U", "atlas", "-A", "trust", "-E", "UTF8", cwd=folder)
        server = subprocess.Popen(
            [
                *as_user,
                str(program / "postgres"),
                *("-D", str(folder / "data"), "-p", str(port), "-k", str(folder)),
                *("-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"),
            ],
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        ready = [str(program / "pg_isready"), "-h", "127.0.0.1", "-p", str(port)]
        for _ in range(100):
            if subprocess.run(ready, capture_output=True, check=False).returncode == 0:
                break
            time.sleep(0.1)
        psql = [str(program / "psql"), "-h", "127.0.0.1", "-p", str(port), "-U", "atlas", "-d", "postgres", "-q"]
        run(*psql, "-c", "CREATE DATABASE border")
        run(*psql[:-2], "border", "-q", "-c", "CREATE EXTENSION postgis")
        yield f"postgresql://atlas@127.0.0.1:{port}/border"
    finally:
        if server is not None:
            server.terminate()
            server.wait(10)
        shutil.rmtree(folder, ignore_errors=True)
