"""Every code is documented, used and provoked by a test."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from borderatlas.layers.codes import CODES, Code, document, explain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CALLS = {"finding", "Finding", "_fault", "Broken", "disordered", "fault"}
"""Functions that are given a code."""
KEBAB = re.compile(r"[a-z]+(-[a-z]+)+")


def used(root: Path) -> dict[str, str]:
    """Codes that the package gives to its findings, with the file that does."""
    found: dict[str, str] = {}
    for file in (root / "src/borderatlas").rglob("*.py"):
        for code in codes_in(ast.parse(file.read_text("utf-8"))):
            found.setdefault(code, file.name)
    return found


def codes_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            words = [*node.args, *(keyword.value for keyword in node.keywords if keyword.arg == "code")]
            if name in CALLS:
                yield from (
                    word.value
                    for word in (words[:1] if name in ("finding", "Finding") else words)
                    if isinstance(word, ast.Constant) and isinstance(word.value, str) and KEBAB.fullmatch(word.value)
                )


def test_the_document_is_that_of_the_registry(root: Path) -> None:
    written = (root / "geodata/FINDINGS.md").read_text("utf-8")
    assert written == document(), "write borderatlas.layers.codes.document() to geodata/FINDINGS.md"
    assert all(f"**`{code}`**" in written for code in CODES)


def test_no_code_is_used_that_is_not_registered(root: Path) -> None:
    found = used(root)
    assert len(found) > 30
    assert {code: file for code, file in found.items() if code not in CODES} == {}


def test_every_code_is_used_somewhere(root: Path) -> None:
    registry = {"codes.py", "codes_of_files.py", "codes_of_sense.py", "codes_of_tables.py"}
    source = "".join(
        file.read_text("utf-8") for file in (root / "src/borderatlas").rglob("*.py") if file.name not in registry
    )
    assert [code for code in CODES if f'"{code}"' not in source] == []


def test_every_code_is_provoked_by_a_test(root: Path) -> None:
    tests = "".join(file.read_text("utf-8") for file in (root / "tests").rglob("test_*.py") if file.name != __file__)
    assert [code for code in CODES if f'"{code}"' not in tests] == []


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.name)
def test_every_code_says_what_and_what_to_do(code: Code) -> None:
    assert KEBAB.fullmatch(code.name)
    assert code.level in ("error", "warning")
    assert code.means.endswith(".")
    assert code.remedy.endswith((".", "}"))
    assert not code.title.endswith(".")
    assert code.remedy in explain(code.name)
