"""The commands as a person runs them: what goes to standard output, what to standard error, and the exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.cli.shell import borderatlas

from borderatlas import __version__

if TYPE_CHECKING:
    from pathlib import Path


def test_build_ends_with_the_path_of_the_index_and_says_nothing_else(copy: Path) -> None:
    done = borderatlas("build", cwd=copy)
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == "maps/index.html"
    assert all((copy / line).is_file() for line in done.stdout.splitlines())
    assert done.stderr == ""


def test_build_as_json(copy: Path) -> None:
    rows = json.loads(borderatlas("build", "--json", "--output", "elsewhere", cwd=copy).stdout)
    assert rows[-1]["name"] == "index"
    assert (copy / rows[-1]["file"]).stat().st_size == rows[-1]["bytes"]


def test_info_counts_what_there_is(root: Path) -> None:
    done = borderatlas("info", "--json", cwd=root)
    summary = json.loads(done.stdout)
    assert summary["length_km"] == 1343.956
    counts = {layer["name"]: (layer["features"], layer["placed"]) for layer in summary["layers"]}
    assert counts["crossings"][0] >= 20
    assert counts["markets"][0] >= 6
    assert counts["missions"][0] >= 6
    assert counts["clashes"][1] >= 93
    assert counts["clashes"][0] > counts["clashes"][1]
    assert counts["energy"][0] >= 22
    assert counts["boundary"][0] >= 30
    text = borderatlas("info", cwd=root).stdout
    assert "1,343.956 km" in text
    assert "9 bridges" in text


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["build", "--atlas", "nowhere"], 2, ["There is no atlas here", "nowhere"]),
        (["build", "--nonsense"], 2, ["No such option"]),
        (["draw"], 2, ["No such command"]),
    ],
)
def test_wrong_usage(tmp_path: Path, arguments: list[str], code: int, words: list[str]) -> None:
    done = borderatlas(*arguments, cwd=tmp_path)
    assert done.returncode == code
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr


def test_faulty_data_is_exit_code_1_and_a_message(copy: Path) -> None:
    (copy / "geodata/clashes.geojson").write_text("{", "utf-8")
    done = borderatlas("build", cwd=copy)
    assert done.returncode == 1
    assert "clashes.geojson" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_bug_of_ours_is_exit_code_70_with_its_trace(copy: Path) -> None:
    code = (
        "import borderatlas.atlas as a, sys; from borderatlas.cli.main import run\n"
        "a.summarise = lambda material: 1 / 0\nsys.argv = ['borderatlas', 'info']\nrun()"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=copy, capture_output=True, text=True, check=False)
    assert done.returncode == 70
    assert "ZeroDivisionError" in done.stderr
    assert "This is a bug in borderatlas" in done.stderr


def test_the_version(tmp_path: Path) -> None:
    assert borderatlas("--version", cwd=tmp_path).stdout == f"borderatlas {__version__}\n"
