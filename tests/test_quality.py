"""The gates: style and types of Python and TypeScript, and the logic of the browser side."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hatch_build import WEB, fingerprint, node

if TYPE_CHECKING:
    from pathlib import Path


def run(*command: str, cwd: Path) -> None:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"


@pytest.mark.parametrize("command", [["check"], ["format", "--check"]], ids=" ".join)
def test_ruff(root: Path, command: list[str]) -> None:
    run(sys.executable, "-m", "ruff", *command, "--quiet", ".", cwd=root)


def test_mypy(root: Path) -> None:
    run(sys.executable, "-m", "mypy", cwd=root)


def test_the_bundle_is_of_these_sources(root: Path) -> None:
    """An editable installation does not notice edits of the browser side: install again after them."""
    stamp = root / WEB / "dist/sources.sha256"
    assert stamp.read_text("utf-8") == fingerprint(root / WEB), "the bundle is old: pip install -e . makes a new one"


def test_the_lock_file_names_no_address(root: Path) -> None:
    lock = json.loads((root / WEB / "package-lock.json").read_text("utf-8"))
    assert [name for name, entry in lock["packages"].items() if "resolved" in entry] == []
    assert [name for name, entry in lock["packages"].items() if name and "integrity" not in entry] == []


@pytest.mark.network
@pytest.mark.parametrize("script", ["check", "test"])
def test_typescript(web: Path, script: str) -> None:
    """`node_modules/.bin` of the browser side, run by the Node of the wheel."""
    _, npm = node()
    run(*npm, "run", "--silent", script, cwd=web)
