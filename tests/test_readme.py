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
    documents = ["README.md", "geodata/README.md", "geodata/recipes/README.md", "maps/README.md"]
    links = [
        (document, target)
        for document in documents
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", (root / document).read_text("utf-8"))
    ]
    assert [link for link in links if not ((root / link[0]).parent / link[1]).exists()] == []
