"""`borderatlas check` as a person runs it."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

import pytest
from tests.checks.made import collection, feature
from tests.checks.test_grid import ROWS, Row
from tests.cli.shell import borderatlas

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE = [row for row in ROWS if row.code and len(row.data) < 1_000_000][::17]
TODAY = ("--today", "2026-11-22")


check = partial(borderatlas, "check")


def test_the_shipped_atlas_has_no_errors(root: Path) -> None:
    done = check("--json", *TODAY, cwd=root)
    report = json.loads(done.stdout)
    assert done.returncode == 0
    assert report["errors"] == 0
    assert {finding["code"] for finding in report["findings"]} <= {"layer-outdated", "source-without-address"}
    assert [layer["name"] for layer in report["layers"]][:2] == ["crossings", "markets"]
    assert check("--strict", *TODAY, cwd=root).returncode == 1


def test_many_of_one_code_are_folded(copy: Path) -> None:
    entries = [feature("clashes", id=f"number-{number}", start="x") for number in range(12)]
    (copy / "geodata/clashes.geojson").write_bytes(collection(*entries))
    done = check("clashes", *TODAY, cwd=copy)
    assert done.returncode == 1
    assert done.stderr == ""
    assert "geodata/clashes.geojson" in done.stdout
    assert "12 × A date that no calendar has: number-0, number-1, number-2 and 9 more" in " ".join(done.stdout.split())
    assert done.stdout.count("date-invalid") == 1
    assert check("clashes", "--all", *TODAY, cwd=copy).stdout.count("date-invalid") == 12
    assert json.loads(check("clashes", "--json", *TODAY, cwd=copy).stdout)["errors"] >= 12


@pytest.mark.parametrize("row", SAMPLE, ids=lambda row: row.name)
def test_no_bad_file_gives_a_trace(copy: Path, row: Row) -> None:
    path = copy / "bad.geojson"
    path.write_bytes(row.data)
    done = check(str(path), "--as", row.layer, "--json", *TODAY, cwd=copy)
    assert done.returncode in (0, 1)
    assert done.stderr == ""
    report = json.loads(done.stdout)
    assert row.code in {finding["code"] for finding in report["findings"]}
    assert done.returncode == (1 if report["errors"] else 0)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["clashs"], "did you mean clashes?"),
        (["geodata/clashes.geojson"], "--as LAYER"),
        (["--as", "clashes"], "takes one file"),
        (["x.geojson", "--as", "clash"], "did you mean clashes?"),
        (["--explain", "date-invald"], "did you mean date-invalid?"),
        (["--today", "tomorrow"], "--today"),
    ],
)
def test_wrong_usage(root: Path, arguments: list[str], words: str) -> None:
    done = check(*arguments, cwd=root)
    assert done.returncode == 2
    assert done.stdout == ""
    assert words in " ".join(done.stderr.split())


def test_a_file_that_is_not_there(root: Path) -> None:
    done = check("gone.geojson", "--as", "clashes", *TODAY, cwd=root)
    assert done.returncode == 1
    assert "file-missing" in done.stdout


def test_a_code_is_explained(root: Path) -> None:
    done = check("--explain", "ring-open", cwd=root)
    assert done.returncode == 0
    assert "Repeat the first position at the end." in done.stdout


def test_without_an_atlas_a_code_is_explained_too(tmp_path: Path) -> None:
    assert check("--explain", "file-empty", cwd=tmp_path).returncode == 0
    assert check(cwd=tmp_path).returncode == 2
