"""`borderatlas export` as a person runs it."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

import pytest
from tests.cli.shell import borderatlas

if TYPE_CHECKING:
    from pathlib import Path

export = partial(borderatlas, "export")


def test_files_go_to_standard_output_and_losses_to_standard_error(copy: Path) -> None:
    done = export("gpx", "-l", "markets", "-o", "markets.gpx", cwd=copy)
    assert done.returncode == 0
    assert done.stdout == "markets.gpx\n"
    assert (copy / "markets.gpx").is_file()
    assert "left out: markets (1). It has no place. First: logistics-zone-panji-poyon." in done.stderr


def test_the_loss_report_comes_as_json(copy: Path) -> None:
    done = export("csv", "-l", "markets", "-o", "markets.csv", "--json", cwd=copy)
    record = json.loads(done.stdout)
    assert record["format"] == "csv"
    assert record["files"] == ["markets.csv", "markets.about.txt"]
    assert record["features"] == {"markets": 9}
    assert record["losses"][0]["what"] == "left out"
    assert "markets.about.txt" in record["losses"][0]["reason"]


def test_a_condition_chooses_features(copy: Path) -> None:
    done = export("geojson", "-l", "crossings", "--where", "kind = 'bridge'", "-o", "b.geojson", cwd=copy)
    assert done.returncode == 0, done.stderr
    features = json.loads((copy / "b.geojson").read_text("utf-8"))["features"]
    assert {feature["properties"]["kind"] for feature in features} == {"bridge"}


def test_a_file_that_stands_is_replaced_only_on_demand(copy: Path) -> None:
    file = copy / "markets.csv"
    file.write_text("mine", "utf-8")
    refused = export("csv", "-l", "markets", "-o", "markets.csv", cwd=copy)
    assert refused.returncode == 2
    assert "stands already" in refused.stderr
    assert file.read_text("utf-8") == "mine"
    assert export("csv", "-l", "markets", "-o", "markets.csv", "--overwrite", cwd=copy).returncode == 0
    assert file.read_text("utf-8") != "mine"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["shp"], "There is no format 'shp' (did you mean shapefile?)"),
        (["geojsn"], "did you mean geojson?"),
        (["csv", "-l", "clashs"], "There is no layer 'clashs' (did you mean clashes?)"),
        (["csv", "--where", "kid = 1"], "no such column: kid (did you mean kind?)"),
        (["csv", "--where", "start < '1800'"], "no feature of"),
        (["kmz", "-o", "all.kmz"], "Name a folder, or one layer with --layer"),
        (["geojson", "-l", "clashes", "-o", "clashes.kmz"], "clashes.kmz: files of the format geojson end in .geojson"),
        (["postgis"], "postgis needs a database"),
        (["gpkg", "--schema", "x"], "go with the format postgis"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_order_says_what_is_expected(copy: Path, asked: list[str], told: str) -> None:
    before = sorted(copy.iterdir())
    done = export(*asked, cwd=copy)
    assert done.returncode == 2
    assert told in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert sorted(copy.iterdir()) == before
