"""`borderatlas fields` as a person runs it."""

from __future__ import annotations

import csv
import io
import json
from functools import partial
from typing import TYPE_CHECKING

import pytest
from tests.cli.shell import borderatlas

if TYPE_CHECKING:
    from pathlib import Path


fields = partial(borderatlas, "fields", width=100)


def test_a_person_reads_a_table_without_any_atlas(tmp_path: Path):
    done = fields("movements", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Movements of people")
    assert "people_alternatives" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_markdown_is_the_shipped_document(root: Path, tmp_path: Path):
    assert fields("--markdown", cwd=tmp_path).stdout == (root / "geodata/FIELDS.md").read_text("utf-8")


def test_csv_json_and_schema_are_read_by_programs(root: Path):
    rows = list(csv.DictReader(io.StringIO(fields("missions", "--csv", "--examples", cwd=root).stdout)))
    assert any(row["column"] == "sending_state" and row["example"] == "Afghanistan" for row in rows)
    entries = json.loads(fields("missions", "--json", cwd=root).stdout)
    assert [entry["field"] for entry in entries] == [row["field"] for row in rows]
    schema = json.loads(fields("missions", "--json-schema", cwd=root).stdout)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["clash"], "clashes"),
        (["--json-schema"], "Name the layer"),
        (["clashes", "--csv", "--json"], "Give one of"),
    ],
)
def test_wrong_usage_is_told(root: Path, arguments: list[str], words: str):
    done = fields(*arguments, cwd=root)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
