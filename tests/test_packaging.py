"""What is handed out: sdist and wheel carry the bundle, and a build without npm says so in a sentence."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest
from hatch_build import WEB, bundle, fingerprint

if TYPE_CHECKING:
    from pathlib import Path

BUNDLE = {"atlas.js", "atlas.css", "index.css", "LICENSES.txt", "shapes.json", "sources.sha256"}


def hatchling(folder: Path, target: str, out: Path) -> Path:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(out)],
        cwd=folder,
        check=True,
        capture_output=True,
        # A build that asked for npm would fail here.
        env={**os.environ, "npm_config_registry": "http://127.0.0.1:9", "npm_config_cache": str(out / "cache")},
    )
    return next(path for path in out.iterdir() if path.is_file())


@pytest.fixture(scope="module")
def sdist(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hatchling(root, "sdist", tmp_path_factory.mktemp("sdist"))


def test_the_sdist_carries_the_bundle_and_its_sources(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = [name.split("/", 1)[1] for name in archive.getnames()]
    assert {f"{WEB}/dist/{name}" for name in BUNDLE} <= set(names)
    assert f"{WEB}/src/main.ts" in names
    assert not [name for name in names if "node_modules" in name]


def test_a_wheel_made_from_the_sdist_needs_no_npm_and_carries_the_bundle(sdist: Path, tmp_path: Path) -> None:
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    unpacked = next(path for path in tmp_path.iterdir() if path.is_dir())
    wheel = hatchling(unpacked, "wheel", tmp_path / "out")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    inside = "borderatlas/maps/web/dist/"
    assert {name.removeprefix(inside) for name in names if name.startswith(inside)} == BUNDLE
    assert {"borderatlas/py.typed", "borderatlas/maps/templates/index.html"} <= names
    assert not [name for name in names if name.endswith(".ts") or "package-lock" in name]


def test_the_fingerprint_knows_every_source(root: Path, tmp_path: Path) -> None:
    web = tmp_path / "web"
    shutil.copytree(root / WEB, web, ignore=shutil.ignore_patterns("node_modules", "dist", "test"))
    before = fingerprint(web)
    assert before == fingerprint(root / WEB)
    (web / "src/style/tokens.css").write_text("/* changed */", "utf-8")
    assert fingerprint(web) != before


def test_npm_out_of_reach_is_a_sentence(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9")
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "cache"))
    with pytest.raises(RuntimeError, match=r"npm did not get the packages that it needs .* install a wheel"):
        bundle(root / WEB, tmp_path / "dist")
    assert not (tmp_path / "dist").exists()
