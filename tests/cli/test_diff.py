"""`borderatlas diff` and `borderatlas release` as a person runs them."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.shell import borderatlas

if TYPE_CHECKING:
    from pathlib import Path

BRIDGE = "bridge-darvoz-ruzvay-nusai"


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def edited(copy: Path) -> Path:
    """An atlas in a repository, with a bridge that moved and changed, and one that is gone."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    git(copy, "init", "--quiet")
    git(copy, "add", "--all")
    git(copy, "commit", "--quiet", "--message", "first")
    git(copy, "tag", "v0.1")
    path = copy / "geodata/crossings.geojson"
    collection: dict[str, Any] = json.loads(path.read_text("utf-8"))
    by_id = {feature["id"]: feature for feature in collection["features"]}
    bridge = by_id[BRIDGE]
    bridge["geometry"]["coordinates"] = [70.84, 38.46]
    properties = bridge["properties"]
    properties["status"] = "closed\x1b[2J"
    properties["summary"] = properties["summary"].replace("Saturday", "Sunday")
    properties["sources"].pop()
    properties["places"]["AFG"]["district"] = "Darwaz"
    del by_id["crossing-qubodiyon"]
    collection["features"] = list(by_id.values())[::-1]
    path.write_text(json.dumps(collection), "utf-8")
    return copy


def test_what_changed_in_words(edited: Path) -> None:
    done = borderatlas("diff", "v0.1", cwd=edited)
    assert (done.returncode, done.stderr) == (0, "")
    lines = [line.strip() for line in done.stdout.splitlines()]
    assert lines[0].startswith("v0.1 (")
    assert lines[0].endswith("→ working files")
    assert "crossings  1 removed, 1 moved, 1 changed" in lines
    assert "- crossing-qubodiyon  Border post under construction in Qubodiyon district" in lines
    assert "moved 1,339 m, 0.7 km along the border: km 545.9 to km 546.6" in lines
    assert r"status: intermittent → closed\x1b[2J" in lines
    assert "places.AFG.district: Nusai (Darwaz) → Darwaz" in lines
    assert "sources: - github-com-2024-03-04" in lines
    assert "crossing it for the [-Saturday-]{+Sunday+} market." in " ".join(lines)
    assert "\x1b" not in done.stdout


def test_a_narrow_terminal_loses_nothing(edited: Path) -> None:
    done = borderatlas("diff", "v0.1", cwd=edited, width=40)
    assert max(map(len, done.stdout.splitlines())) <= 40
    assert "[-Saturday-]{+Sunday+} market." in " ".join(done.stdout.split())


def test_what_changed_as_json_applies(edited: Path) -> None:
    from borderatlas import Atlas
    from borderatlas.changes import LayerDiff, apply, read_state

    done = borderatlas("diff", "v0.1", "--json", cwd=edited)
    told = json.loads(done.stdout)
    assert told["layers"]["crossings"]["counts"] == {"removed": 1, "moved": 1, "changed": 1}
    project = Atlas.open(edited).project
    before = read_state("v0.1", project).layers["crossings"]
    after = read_state(edited, project).layers["crossings"]
    assert apply(before, LayerDiff.from_json("crossings", told["layers"]["crossings"])) == after


def test_exit_codes(edited: Path) -> None:
    assert borderatlas("diff", "v0.1", "--exit-code", cwd=edited).returncode == 1
    same = borderatlas("diff", "v0.1", "v0.1", "--exit-code", cwd=edited)
    assert (same.returncode, same.stdout.splitlines()[-1]) == (0, "Nothing changed.")
    wrong = borderatlas("diff", "v0.2", cwd=edited)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "did you mean v0.1?" in wrong.stderr


def test_a_map_is_written_and_never_over_another_file(edited: Path) -> None:
    page = edited / "out/changes.html"
    done = borderatlas("diff", "v0.1", "--map", "out/changes.html", cwd=edited)
    assert done.stdout.splitlines()[-1] == "out/changes.html"
    assert "What changed" in page.read_text("utf-8")
    page.write_text("mine", "utf-8")
    again = borderatlas("diff", "v0.1", "--map", "out/changes.html", cwd=edited)
    assert (again.returncode, page.read_text("utf-8")) == (2, "mine")
    assert "--overwrite" in again.stderr
    assert borderatlas("diff", "v0.1", "--map", "changes.png", cwd=edited).returncode == 2


def test_release_writes_the_log(copy: Path) -> None:
    path = copy / "geodata/markets.geojson"
    collection = json.loads(path.read_text("utf-8"))
    collection["features"][0]["properties"]["notes"] = "Seen."
    path.write_text(json.dumps(collection), "utf-8")
    done = borderatlas("release", "0.2.0", "--date", "2026-12-01", cwd=copy)
    assert (done.returncode, done.stderr) == (0, "")
    assert "markets: 9 features; 1 changed" in done.stdout
    log = json.loads((copy / "geodata/changes.json").read_text("utf-8"))
    assert [release["version"] for release in log["releases"]] == ["0.2.0", "0.1.0"]
    assert list(log["releases"][0]["layers"]["markets"]["changed"].values()) == [["notes"]]
    twice = borderatlas("release", "0.2.0", cwd=copy)
    assert twice.returncode == 2
    assert "in the log already" in twice.stderr
    odd = borderatlas("release", "0.3.0", "--date", "tomorrow", cwd=copy)
    assert odd.returncode == 2
    assert "2026-11-21" in odd.stderr
