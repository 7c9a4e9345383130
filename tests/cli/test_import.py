"""`borderatlas import` as a person runs it."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

import pytest
from tests.cli.shell import borderatlas
from tests.importing.made import UCDP, edit, features, layer_file, ucdp, write_csv

if TYPE_CHECKING:
    from pathlib import Path

BRIDGE = "bridge-darvoz-ruzvay-nusai"


import_ = partial(borderatlas, "import")


@pytest.fixture
def ged(copy: Path) -> Path:
    return write_csv(copy / "GEDEvent_v25_1.csv", UCDP, [ucdp(1), ucdp(2, latitude=34.5, longitude=69.2)])


def test_it_shows_what_would_change_field_by_field(copy: Path) -> None:
    (copy / "edited.csv").write_text(f"id,status\n{BRIDGE},closed\n", "utf-8")
    before = layer_file(copy, "crossings").read_bytes()
    done = import_("edited.csv", "--layer", "crossings", "--dry-run", cwd=copy)
    assert done.returncode == 0
    assert "1 row: 1 updated." in done.stdout
    assert f"~ {BRIDGE}" in done.stdout
    assert "→ closed" in done.stdout
    assert layer_file(copy, "crossings").read_bytes() == before


def test_nobody_is_asked_where_there_is_no_terminal(copy: Path, ged: Path) -> None:
    before = layer_file(copy).read_bytes()
    done = import_(ged, "-l", "clashes", cwd=copy)
    assert done.returncode == 2
    assert "Add --yes to write" in done.stderr
    assert "Traceback" not in done.stderr
    assert layer_file(copy).read_bytes() == before


def test_it_writes_and_says_how_to_go_back(copy: Path, ged: Path) -> None:
    before = layer_file(copy).read_bytes()
    done = import_(ged, "-l", "clashes", "--yes", cwd=copy)
    assert done.returncode == 0
    assert "1 left out: over 50 km from the line." in done.stdout
    assert "borderatlas import --undo --layer clashes" in done.stdout
    assert "ucdp-1001" in features(copy)
    undone = import_("--undo", "-l", "clashes", cwd=copy)
    assert undone.returncode == 0
    assert layer_file(copy).read_bytes() == before


def test_rows_at_fault_are_listed_and_nothing_is_written(copy: Path) -> None:
    (copy / "edited.csv").write_text(f"id,status,length_m\n{BRIDGE},colsed,12 km\nnew-one,open,\n", "utf-8")
    before = layer_file(copy, "crossings").read_bytes()
    done = import_("edited.csv", "-l", "crossings", "--yes", cwd=copy)
    assert done.returncode == 1
    assert "line 2" in done.stdout
    assert "line 3" in done.stdout
    assert "--skip-faulty" in done.stdout
    assert layer_file(copy, "crossings").read_bytes() == before


def test_the_json_holds_all_that_applying_it_needs(copy: Path, ged: Path) -> None:
    told = json.loads(import_(ged, "-l", "clashes", "--dry-run", "--json", cwd=copy).stdout)
    assert told["mapping"] == "ucdp-ged"
    assert told["rows"]["added"] == 1
    assert told["left_out"] == {"over 50 km from the line": 1}
    assert [feature["id"] for feature in told["changes"]["added"]] == ["ucdp-1001"]
    assert told["written"] is False
    assert json.loads(import_(ged, "-l", "clashes", "-y", "--json", cwd=copy).stdout)["written"] is True


def test_conflicts_are_told(copy: Path, ged: Path) -> None:
    import_(ged, "-l", "clashes", "-y", cwd=copy)
    edit(copy, "ucdp-1001", province="A person's province")
    write_csv(ged, UCDP, [ucdp(1, adm_1="The source's province")])
    done = import_(ged, "-l", "clashes", "-n", cwd=copy)
    assert 'province: kept "A person\'s province"; the source says "The source\'s province"' in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-l", "clashes"], "Name the file to import"),
        (["nothing.csv", "-l", "clashes"], "nothing.csv"),
        (["edited.csv", "-l", "clashs"], "There is no layer"),
        (["edited.csv", "-l", "crossings", "-f", "name"], "expected FIELD=COLUMN"),
        (["--undo", "-l", "crossings"], "no import of crossings to undo"),
    ],
)
def test_mistakes_are_told_without_a_traceback(copy: Path, arguments: list[str], words: str) -> None:
    (copy / "edited.csv").write_text(f"id,status\n{BRIDGE},closed\n", "utf-8")
    done = import_(*arguments, cwd=copy)
    assert done.returncode in (1, 2)
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_text_of_the_source_cannot_steer_the_terminal(copy: Path) -> None:
    (copy / "edited.csv").write_text(f"id,summary\n{BRIDGE},\x1b[2Jgone\n", "utf-8")
    done = import_("edited.csv", "-l", "crossings", "-n", cwd=copy)
    assert "\x1b[2J" not in done.stdout
