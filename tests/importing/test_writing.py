"""An import is whole or not at all: killed at any moment, two at once, undone."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from tests.importing.made import UCDP, bring, edit, features, layer_file, plan, ucdp, write_csv

from borderatlas.errors import OutputError, SettingsError, UsageError
from borderatlas.importing import undo_import
from borderatlas.importing.writing import STEPS
from borderatlas.layers import dump_layer, read_layer
from borderatlas.project import open_project

if TYPE_CHECKING:
    from pathlib import Path

MANY = 40


def ged(folder: Path, *rows: dict[str, object], name: str = "GEDEvent_v25_1.csv") -> Path:
    return write_csv(folder / name, UCDP, rows)


def state(folder: Path) -> dict[str, str]:
    """Hashes of all files that an import may write, by name."""
    names = ["clashes.geojson", "sources.json", "imports/clashes.ucdp-ged.json"]
    paths = [folder / "geodata" / name for name in names]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths if path.exists()}


def command(folder: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "borderatlas.cli", "import", "-a", str(folder), "-l", "clashes", *arguments]


def test_undo_goes_back_to_what_stood_there(copy: Path) -> None:
    before = state(copy)
    made = bring(copy, ged(copy, ucdp(1)))
    assert state(copy) != before
    assert (made.former / "1/clashes.geojson").exists()
    restored = undo_import(open_project(copy), "clashes")
    assert {path.name for path in restored} == {"clashes.geojson", "sources.json", "clashes.ucdp-ged.json"}
    assert state(copy) == before
    with pytest.raises(UsageError, match="no import of clashes to undo"):
        undo_import(open_project(copy), "clashes")
    assert [path.name for path in made.former.rglob("*") if path.is_file()] == ["import.json"], "nothing is kept twice"


def test_undo_goes_back_step_by_step_as_far_as_is_kept(copy: Path) -> None:
    states = [state(copy)]
    for number in range(1, STEPS + 3):
        bring(copy, ged(copy, ucdp(number)))
        states.append(state(copy))
    former = copy / "geodata/.former/clashes"
    assert len(list(former.glob("*/clashes.geojson"))) == STEPS
    for before in reversed(states[2:-1]):
        undo_import(open_project(copy), "clashes")
        assert state(copy) == before
    with pytest.raises(UsageError, match=f"The last {STEPS} are kept"):
        undo_import(open_project(copy), "clashes")
    assert state(copy) == states[2]
    bring(copy, ged(copy, ucdp(20)))
    undo_import(open_project(copy), "clashes")
    assert state(copy) == states[2], "after going back, an import is a step again"


def test_an_edit_between_two_imports_stops_the_way_back_before_it(copy: Path) -> None:
    bring(copy, ged(copy, ucdp(1)))
    edit(copy, "ucdp-1001", summary="Between")
    edited = state(copy)
    bring(copy, ged(copy, ucdp(2)))
    undo_import(open_project(copy), "clashes")
    assert state(copy)["clashes.geojson"] == edited["clashes.geojson"]
    with pytest.raises(UsageError, match="was changed since the import"):
        undo_import(open_project(copy), "clashes")


def test_undo_overwrites_no_later_edit(copy: Path) -> None:
    made = bring(copy, ged(copy, ucdp(1)))
    edit(copy, "ucdp-1001", summary="Later")
    after = state(copy)
    with pytest.raises(UsageError, match="was changed since the import") as caught:
        undo_import(open_project(copy), "clashes")
    assert str(made.former / "1/clashes.geojson") in str(caught.value)
    assert state(copy) == after


def test_undo_leaves_sources_that_changed_since(copy: Path) -> None:
    before = state(copy)["clashes.geojson"]
    bring(copy, ged(copy, ucdp(1)))
    path = copy / "geodata/sources.json"
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    changed = path.read_bytes()
    undo_import(open_project(copy), "clashes")
    assert state(copy)["clashes.geojson"] == before
    assert path.read_bytes() == changed


def test_what_changed_since_the_preview_is_not_overwritten(copy: Path) -> None:
    made = plan(copy, ged(copy, ucdp(1)))
    edit(copy, "2026-01-18-khirmanjo-clash", summary="Meanwhile")
    after = state(copy)
    with pytest.raises(OutputError, match="was changed since you were shown"):
        made.write()
    assert state(copy) == after
    made.write(anew=True)
    found = features(copy)
    assert found["2026-01-18-khirmanjo-clash"]["properties"]["summary"] == "Meanwhile"
    assert "ucdp-1001" in found


def test_a_layer_outside_the_folder_is_not_written(copy: Path) -> None:
    path = copy / "geodata/atlas.toml"
    path.write_text(path.read_text("utf-8").replace('"clashes.geojson"', '"../clashes.geojson"'), "utf-8")
    shutil.move(copy / "geodata/clashes.geojson", copy / "clashes.geojson")
    with pytest.raises(SettingsError, match="lies outside"):
        plan(copy, ged(copy, ucdp(1))).write()


def test_the_layer_is_written_in_its_one_form(copy: Path) -> None:
    bring(copy, ged(copy, ucdp(1)))
    path = layer_file(copy)
    assert path.read_bytes() == dump_layer(read_layer(path, "clashes"))


def test_killed_at_any_moment_the_old_layer_or_the_new_one_is_there(copy: Path) -> None:
    path = ged(copy, *(ucdp(1 + number % 28, id=5000 + number) for number in range(MANY)))
    old = state(copy)
    pristine = copy / "pristine"
    shutil.copytree(copy / "geodata", pristine)
    start = time.monotonic()
    subprocess.run(command(copy, str(path), "--yes"), check=True, capture_output=True)
    whole = time.monotonic() - start
    new = state(copy)
    assert new != old
    chance = random.Random(7)
    seen = set()
    for number in range(12):
        shutil.rmtree(copy / "geodata")
        shutil.copytree(pristine, copy / "geodata")
        process = subprocess.Popen(
            command(copy, str(path), "--yes"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(whole * (0.5 + 0.6 * chance.random()) if number else 0)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        layer = state(copy)["clashes.geojson"]
        assert layer in (old["clashes.geojson"], new["clashes.geojson"])
        read_layer(layer_file(copy), "clashes")
        if layer == new["clashes.geojson"]:
            assert state(copy)["sources.json"] == new["sources.json"]
        seen.add(layer)
        if number % 4 == 3:  # the next run finishes or clears what the killed one left
            subprocess.run(command(copy, str(path), "--yes"), check=True, capture_output=True)
            assert state(copy) == new
            assert list((copy / "geodata").glob(".borderatlas-staging-*")) == []
    assert old["clashes.geojson"] in seen


def test_two_at_once_wait_for_each_other(copy: Path) -> None:
    paths = [
        ged(copy, *(ucdp(1 + n, id=6000 + n) for n in range(5)), name="GEDEvent_v25_1.csv"),
        ged(copy, *(ucdp(1 + n, id=7000 + n) for n in range(5)), name="GEDEvent_v25_2.csv"),
    ]
    runs = [
        subprocess.Popen(command(copy, str(path), "--yes"), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for path in paths
    ]
    for run in runs:
        _, said = run.communicate(timeout=120)
        assert run.returncode == 0, said.decode()
    found = [name for name in features(copy) if name.startswith("ucdp-")]
    assert sorted(found) == sorted(f"ucdp-{base + n}" for base in (6000, 7000) for n in range(5))
    record = json.loads((copy / "geodata/imports/clashes.ucdp-ged.json").read_text("utf-8"))
    assert sorted(record["rows"]) == sorted(found)
