"""The README's commands, examples and pictures are true."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def commands(root: Path) -> list[str]:
    blocks = re.findall(r"^```sh\n(.*?)^```", (root / "README.md").read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    return [line for block in blocks for line in block.splitlines() if line.startswith("python3 -m venv")]


def test_two_commands_do_all_the_set_up(root: Path) -> None:
    build, test = commands(root)
    assert build.endswith("borderatlas build")
    assert test.endswith("pytest")


def test_every_file_that_a_document_links_to_is_there(root: Path) -> None:
    missing = []
    for document in [
        root / "README.md",
        root / "geodata/README.md",
        root / "geodata/recipes/README.md",
        root / "maps/README.md",
    ]:
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", document.read_text("utf-8")):
            if not (document.parent / target).exists():
                missing.append(f"{document.relative_to(root)}: {target}")
    assert missing == []
