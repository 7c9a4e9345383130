"""Imports point one way: a module of the package imports only from rooms above its own."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

ROOMS = [
    "errors",
    "files",
    "project",
    "tables",
    "layers",
    "border",
    "measures",
    "checks",
    "changes",
    "importing",
    "maps",
    "export",
    "publishing",
    "figures",
    "summary",
    "starting",
    "serving",
    "atlas",
    "cli",
]


def imports_of(file: Path) -> set[str]:
    """The modules of the package that a file imports, lazily or for types too."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("borderatlas."):
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.startswith("borderatlas.")}
    return found


def test_every_module_imports_only_from_above(root: Path) -> None:
    package = root / "src/borderatlas"
    upward = []
    for file in package.rglob("*.py"):
        place = file.relative_to(package)
        room = place.parts[0].removesuffix(".py")
        if room == "__init__":
            continue
        for module in imports_of(file):
            other = module.split(".")[1]
            if ROOMS.index(other) > ROOMS.index(room):
                upward.append(f"{place} imports {module}")
    assert upward == []


@pytest.mark.parametrize(("room", "least"), [("layers", 5), ("maps", 10), ("cli", 3)])
def test_the_walk_sees_the_rooms(root: Path, room: str, least: int) -> None:
    assert len(list((root / "src/borderatlas" / room).rglob("*.py"))) >= least


def test_no_module_grows_beyond_one_job(root: Path) -> None:
    long = {
        str(file.relative_to(root)): lines
        for pattern in ("*.py", "*.ts")
        for file in (root / "src").rglob(pattern)
        if "node_modules" not in file.parts
        and file.parent.name != "text"  # the catalogue of all words is one file, however long
        and (lines := len(file.read_text("utf-8").splitlines())) > 500
    }
    assert long == {}
