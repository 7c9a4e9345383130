"""`borderatlas measures` as a person runs it."""

from __future__ import annotations

import csv
import io
import json
from functools import partial
from typing import TYPE_CHECKING, get_args

import pytest
from tests.cli.shell import borderatlas

from borderatlas.cli.measures import Rows
from borderatlas.measures import By

if TYPE_CHECKING:
    from pathlib import Path

    from borderatlas import Atlas

TABLES = ["section", "province", "year", "quarter", "crossing", "kind", "status", "event"]


measures = partial(borderatlas, "measures", width=100)


def test_the_command_offers_every_table_that_the_library_has() -> None:
    assert {row.value for row in Rows} == set(get_args(By))


@pytest.mark.parametrize(("by", "columns"), [*((by, 100) for by in TABLES), ("section", 80), ("crossing", 80)])
def test_a_table_fits_the_terminal_and_says_what_it_is_not(root: Path, by: str, columns: int) -> None:
    done = measures("--by", by, cwd=root, width=columns)
    assert done.returncode == 0
    assert done.stderr == ""
    assert max(map(len, done.stdout.splitlines())) <= columns
    assert "Counts follow reporting and are no trend." in done.stdout
    assert "…" not in done.stdout


def test_the_table_of_sections_shows_the_rows_that_people_look_for(root: Path) -> None:
    lines = measures("--by", "section", cwd=root).stdout.splitlines()
    assert any(line.startswith("100–150 ") and "3–15" in line for line in lines)
    assert any(line.startswith("1,300–1,344 ") for line in lines)


def test_csv_goes_to_standard_output_with_empty_cells_for_what_is_unknown(root: Path, shipped: Atlas) -> None:
    rows = list(csv.DictReader(io.StringIO(measures("--by", "year", "--csv", cwd=root).stdout)))
    assert sum(int(row["events_certain"]) for row in rows) == len(shipped.layers["clashes"])
    nothing = next(row for row in rows if row["year"] == "1996")
    assert (nothing["events_certain"], nothing["deaths_best"], nothing["last_event"]) == ("0", "", "")
    assert rows[-1]["year"] == ""
    assert rows[-1]["year_note"] == "no date"


def test_json_goes_to_standard_output_with_nulls(root: Path) -> None:
    rows = json.loads(measures("--by", "crossing", "--json", cwd=root).stdout)
    assert rows[0]["crossing_id"] == "crossing-panji-poyon"
    assert rows[0]["border_km"] == pytest.approx(111, abs=1)
    assert rows[0]["gap_before_km"] is None
    assert isinstance(rows[0]["events_certain"], int)
    assert rows[0]["line_version"].startswith("OpenStreetMap")


def test_length_of_sections_layers_and_combinations_can_be_named(root: Path) -> None:
    arguments = ["--by", "section", "--by", "kind", "--section-km", "500", "--layer", "crossings", "--layer", "markets"]
    rows = json.loads(measures(*arguments, "--json", cwd=root).stdout)
    assert {row["km_to"] for row in rows} == {500, 1000, 1343.956, None}
    assert sum(row["features_certain"] for row in rows) == 30
    assert {row["kind"] for row in rows} >= {"bridge", "market"}


@pytest.mark.parametrize("name", ["table.csv", "table.json"])
def test_a_file_is_written_as_its_ending_says_and_its_path_is_the_result(copy: Path, shipped: Atlas, name: str) -> None:
    done = measures("--by", "kind", "-o", f"tables/{name}", cwd=copy)
    assert done.stdout == f"tables/{name}\n"
    text = (copy / "tables" / name).read_text("utf-8")
    rows = json.loads(text) if name.endswith("json") else list(csv.DictReader(io.StringIO(text)))
    assert sum(int(row["events_certain"]) for row in rows) == len(shipped.layers["clashes"])
    assert text == measures("--by", "kind", f"--{name[-4:].strip('.')}", cwd=copy).stdout


def test_a_file_that_stands_is_replaced_only_when_that_is_asked_for(copy: Path) -> None:
    sources = copy / "geodata/sources.json"
    before = sources.read_bytes()
    done = measures("--by", "kind", "-o", str(sources), cwd=copy)
    assert done.returncode == 2
    assert "stands already. Give another name, or --overwrite" in done.stderr
    assert sources.read_bytes() == before
    (copy / "kinds.csv").write_text("old", "utf-8")
    assert measures("--by", "kind", "-o", "kinds.csv", "--overwrite", cwd=copy).returncode == 0
    assert (copy / "kinds.csv").read_text("utf-8").startswith("kind,")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Missing option '--by'"),
        (["--by", "week"], "'week' is not one of"),
        (["--by", "section", "--section-km", "0"], "A section has a length of more than 0 km; found 0."),
        (
            ["--by", "year", "--layer", "clash"],
            "There is no layer 'clash' (did you mean clashes?). The layers are: crossings, markets",
        ),
        (["--by", "year", "--by", "quarter"], "by year or by quarter, not by both"),
        (["--by", "year", "--csv", "--json"], "either as CSV or as JSON"),
        (["--by", "year", "--csv", "-o", "table.json"], "either as CSV or as JSON"),
        (["--by", "year", "-o", "table.xlsx"], "table.xlsx: tables are written as CSV or JSON"),
    ],
)
def test_wrong_usage(root: Path, arguments: list[str], words: str) -> None:
    done = measures(*arguments, cwd=root, width=200)
    assert done.returncode == 2
    assert done.stdout == ""
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_faulty_file_of_provinces_is_exit_code_1_and_a_message(copy: Path) -> None:
    (copy / "geodata/base/banks.json").write_text('{"banks": {"AFG": [{}]}}', "utf-8")
    done = measures("--by", "province", cwd=copy)
    assert done.returncode == 1
    assert "banks.json: banks.AFG.0.code: Field required" in done.stderr
