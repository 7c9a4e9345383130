"""`borderatlas new` as a person runs it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.cli.test_commands import borderatlas

if TYPE_CHECKING:
    from pathlib import Path


def test_new_and_build_from_two_codes(tmp_path: Path) -> None:
    done = borderatlas("new", "mine", "KEN", "Somalia", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "Kenya–Somalia border: " in done.stdout
    assert done.stdout.splitlines()[-1].strip() == "borderatlas build --atlas mine"
    built = borderatlas("build", "--atlas", "mine", cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    assert built.stdout.splitlines()[-1] == "mine/maps/index.html"
    measured = borderatlas("measures", "--by", "section", "--atlas", "mine", "--csv", cwd=tmp_path)
    assert measured.returncode == 0, measured.stderr
    located = borderatlas("locate", "--km", "100", "--atlas", "mine", "--json", cwd=tmp_path)
    assert located.returncode == 0, located.stderr
    assert json.loads(located.stdout)["border_km"] == 100


def test_new_as_json(tmp_path: Path) -> None:
    done = borderatlas("new", "mine", "bol", "pry", "--json", cwd=tmp_path)
    told = json.loads(done.stdout)
    assert {told["left"], told["right"]} == {"BOL", "PRY"}
    assert told["pieces"] == 1
    assert told["remarks"]


def test_faults_are_one_message_and_a_code(tmp_path: Path) -> None:
    for arguments, code, words in (
        (("mine",), 2, "Say which border"),
        (("mine", "RUS", "USA"), 1, "do not touch"),
        (("mine", "BOL", "PRY", "--precision", "1km"), 2, "--countries"),
    ):
        done = borderatlas("new", *arguments, cwd=tmp_path)
        assert done.returncode == code
        assert words in done.stderr
        assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []
