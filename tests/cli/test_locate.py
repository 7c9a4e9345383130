"""`borderatlas locate` as a person runs it."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import shapely
from shapely.geometry import shape
from tests.known_places import PLACES, place

from borderatlas.border.coordinates import decimal
from borderatlas.cli.main import run

if TYPE_CHECKING:
    from collections.abc import Callable

    from borderatlas import Atlas

ROOT = Path(__file__).parents[2]
VERSION = "OpenStreetMap, July 2026 (timezone-boundary-builder 2026c)"


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def locate(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> Callable[..., Done]:
    """Runs the command in an empty folder, on the shipped atlas."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, atlas: Path = ROOT) -> Done:
        monkeypatch.setattr(sys, "argv", ["borderatlas", "locate", "--atlas", str(atlas), *arguments])
        code = 0
        try:
            run()
        except SystemExit as end:
            code = int(end.code or 0)
        captured = capsysbinary.readouterr()
        return Done(code, captured.out.decode(), captured.err.decode())

    return call


# Places


@pytest.mark.parametrize("name", PLACES)
def test_known_places_stand_at_their_kilometres(locate: Callable[..., Done], name: str) -> None:
    km, file, code = PLACES[name]
    where = place(file, code)
    row = json.loads(locate(decimal(where.y, where.x), "--json").out)
    assert abs(row["border_km"] - km) <= 1
    assert row["line_version"] == VERSION


def test_the_example_of_the_issue(locate: Callable[..., Done]) -> None:
    done = locate("37.19", "N", "68.6", "E")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "km 106 to 121",
        "Place      37.19 N 68.6 E ± 4.5 km, as it is written",
        "Offset     431 m off the line, less than its own ±4.5 km: no side claimed",
        "Banks      Khatlon (TJK) | Kunduz (AFG)",
        "Reach      Panj",
        "Nearest    1 km along the line to Nizhny Panj (Panji Poyon) – Sher Khan Bandar border crossing point",
        f"Line       {VERSION}",
    ]


def test_one_kilometre_is_said_only_where_the_interval_is_shorter(locate: Callable[..., Done]) -> None:
    titles = [
        locate("37.489 N 71.515 E", "--precision", precision).out.splitlines()[0]
        for precision in ("300m", "700m", "5km")
    ]
    assert titles[0] == "km 776.3"
    assert titles[1] == "km 775 to 778"
    assert titles[2] == "km 770 to 783"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["37.489 N 71.515 E", "--precision", "0"], "345 m off the line, on its AFG side"),
        (["37.489 N 71.515 E", "--precision", "300 m"], "345 m off the line, on its AFG side"),
        (["37.489 N 71.515 E", "--precision", "500m"], "345 m off the line, less than its own ±500 m: no side claimed"),
        (["38.5400 N 68.7800 E"], "on its TJK side"),
        (["37.2000 N 74.9500 E"], "no side claimed: it may lie beyond an end of the line"),
        (["37.5280 N 71.5039 E"], "at Tem – Demogan border crossing point (Khorog)"),
        (["37.528 N 71.504 E", "--precision", "2km"], "near Tem – Demogan border crossing point (Khorog)"),
        (["38.0 N 70.5 E", "--precision", "1"], "km along the line to "),
        (["42SYG2235252092"], "37.489003 N 71.515002 E ± 2 m, as it is written"),
        (["8J9HFGQ8+J2"], "37.489062 N 71.515062 E ± 9 m, as it is written"),
        (["geo:37.489,71.515;u=500"], "± 500 m, as it is written"),
        (["۳۷٫۴۸۹", "شمالی", "۷۱٫۵۱۵", "شرقی"], "37.489 N 71.515 E ± 71 m"),
    ],
)
def test_what_is_said_of_a_place(locate: Callable[..., Done], arguments: list[str], words: str) -> None:
    done = locate(*arguments)
    assert done.code == 0
    assert words in done.out


def test_an_order_that_was_told_by_nearness_is_said_to_be(locate: Callable[..., Done]) -> None:
    first, second, told = (locate(text).out for text in ("37.489 71.515", "71.515 37.489", "37.489 N 71.515 E"))
    assert first == second
    assert "read in this order" in first
    assert "read in this order" not in told


@pytest.mark.parametrize("arguments", [["-33.9", "18.4"], ["--", "-33.9", "18.4"], ["-33.9, 18.4"]])
def test_both_readings_are_shown_and_letters_asked_for(locate: Callable[..., Done], arguments: list[str]) -> None:
    done = locate(*arguments)
    assert (done.code, done.out) == (2, "")
    assert "33.9 S 18.4 E" in done.err
    assert "18.4 N 33.9 W" in done.err
    assert "Add the letters" in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["-33.9", "18.4", "E"],
        ["--", "-33.9", "18.4", "E"],
        ["lat", "-33.9", "lon", "18.4"],
        ["-33.9 18.4 E"],
        ["-33°54'", "18°24'E"],
    ],
)
def test_negative_numbers_are_no_options(locate: Callable[..., Done], arguments: list[str]) -> None:
    row = json.loads(locate("--json", *arguments).out)
    assert (row["lat"], row["lon"]) == (-33.9, 18.4)
    assert row["offset_m"] > 9e6


def test_options_may_stand_behind_negative_numbers(locate: Callable[..., Done]) -> None:
    row = json.loads(locate("-33.9", "18.4", "E", "--precision", "0", "--json").out)
    assert row["precision_m"] == 0
    assert "No such option" in locate("-33.9", "18.4", "--precise").err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], ["Give a place", "--km 541"]),
        (["37.19"], ["'37.19': one coordinate"]),
        (["Khorugh"], ["'Khorugh'", "37.19 N 68.6 E"]),
        (["97 N", "68 E"], ["latitude 97 is beyond 90 degrees"]),
        (["FGQ8+J2", "Khorugh"], ["short plus code", "8J9HFGQ8+J2"]),
        (["37.19 N 68.6 E", "--precision", "far"], ["'far' is no length", "300m or 5km"]),
        (["37.19 N 68.6 E", "--precision", "-5m"], ["is no length"]),
        (["37.19 N 68.6 E", "--km", "541"], ["Give a place", "or"]),
        (["37.19 N 68.6 E", "-o", "x.csv"], ["--output is for files"]),
        (["37.19 N 68.6 E", "--lat", "north"], ["are for files of places"]),
        (["points.csv"], ["points.csv: there is no such file"]),
        (["--km", "1400"], ["km 1400 is not on the line", "km 1343.956"]),
        (["--km", "-5"], ["is no border kilometre"]),
        (["--km", "abc"], ["'abc' is no border kilometre", "541+200"]),
        (["--km", "541-541"], ["no length"]),
        (["--km", "541", "--precision", "5km"], ["A border kilometre is exact"]),
        (["--km", "541", "-o", "x.csv"], ["written as .geojson"]),
        (["--nonsense", "5"], ["No such option"]),
    ],
)
def test_wrong_usage_is_exit_code_2_and_a_plain_message(
    locate: Callable[..., Done], arguments: list[str], words: list[str]
) -> None:
    done = locate(*arguments)
    assert (done.code, done.out) == (2, "")
    assert "Traceback" not in done.err
    for word in words:
        assert word in done.err


def test_the_library_says_the_same(locate: Callable[..., Done], shipped: Atlas) -> None:
    row = json.loads(locate("37.19 N 68.6 E", "--json").out)
    frame = shipped.locate("37.19 N 68.6 E")
    assert list(row) == list(frame.columns)
    assert row == frame.to_dict("records")[0]
    points = shipped.locate([(68.6, 37.19), (71.515, 37.489)], precision_m=[4484, 0])
    assert points.border_km.tolist() == [111, 776.321]
    assert shipped.locate(km=[541, 772]).nearest_crossing.iloc[1].startswith("Tem")


# Kilometres


def test_the_place_at_a_kilometre_in_both_notations(locate: Callable[..., Done]) -> None:
    lines = locate("--km", "541").out.splitlines()
    assert lines[0] == "km 541.000"
    assert lines[1] == "Place      38.456014 N 70.785259 E  (38°27′21.7″ N 70°47′06.9″ E)"
    assert "Gorno-Badakhshan (GBAO) (TJK) | Badakhshan (AFG)" in lines[2]
    assert lines[4].endswith("4.9 km along the line to Ruzvay – Nusai border crossing point")


@pytest.mark.parametrize("text", ["541+200", "541.2", "km 541,2", "۵۴۱٫۲"])
def test_kilometres_in_other_notations(locate: Callable[..., Done], text: str) -> None:
    assert json.loads(locate("--km", text, "--json").out)["border_km"] == 541.2


def test_there_and_back_again(locate: Callable[..., Done]) -> None:
    there = json.loads(locate("--km", "717.25", "--json").out)
    back = json.loads(locate(f"{there['lat']:.7f} N {there['lon']:.7f} E", "--json").out)
    assert back["border_km"] == pytest.approx(717.25, abs=0.002)
    assert back["offset_m"] < 1


@pytest.mark.parametrize("text", ["380-820", "820–380"])
def test_a_stretch(locate: Callable[..., Done], text: str) -> None:
    lines = locate("--km", text).out.splitlines()
    assert lines[0] == "km 380.0 to 820.0, 440.0 km"
    assert lines[1].startswith("From       37.607377 N 70.225658 E")
    assert lines[2].startswith("To         37.182264 N 71.453197 E")
    assert sum("border crossing point" in line for line in lines) == 4
    row = json.loads(locate("--km", text, "--json").out)
    assert (row["km_from"], row["km_to"], row["length_km"]) == (380, 820, 440)
    assert row["lat_from"] == pytest.approx(37.6073773)


def test_the_geometry_of_a_stretch_is_written(locate: Callable[..., Done], tmp_path: Path, shipped: Atlas) -> None:
    done = locate("--km", "380-400", "-o", "stretch.geojson")
    assert (done.code, done.out) == (0, "stretch.geojson\n")
    (feature,) = json.loads((tmp_path / "stretch.geojson").read_bytes())["features"]
    expected = shipped.border.between(380, 400)
    assert shapely.hausdorff_distance(shape(feature["geometry"]), expected) < 1e-6
    assert feature["properties"]["line_version"] == VERSION
    again = locate("--km", "380-400", "-o", "stretch.geojson")
    assert again.code == 2
    assert "--overwrite" in again.err
    assert locate("--km", "541", "-o", "stretch.geojson", "--overwrite").code == 0
    (feature,) = json.loads((tmp_path / "stretch.geojson").read_bytes())["features"]
    assert feature["geometry"]["type"] == "Point"


# Files


@pytest.fixture
def points(tmp_path: Path) -> Path:
    path = tmp_path / "points.csv"
    path.write_text("name,lat,lon\nPoyon,37.19,68.6\nnowhere,,\nTem,37.528,71.5039\n", "utf-8")
    return path


def test_rows_go_to_standard_output_and_the_rest_to_standard_error(locate: Callable[..., Done], points: Path) -> None:
    done = locate("points.csv")
    assert done.code == 0
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert [row["name"] for row in rows] == ["Poyon", "nowhere", "Tem"]
    assert [row["border_km"] for row in rows] == ["111.327", "", "771.864"]
    assert rows[0]["province_tjk"] == "Khatlon"
    assert rows[2]["nearest_crossing"].startswith("Tem")
    assert rows[1]["locate_note"] == "no latitude; no longitude"
    assert done.err.splitlines() == [
        "points.csv: 3 rows, 2 placed along the line.",
        "1 have a note in locate_note: row 2: no latitude; no longitude",
        "Places are from columns lat and lon, taken as exact (--precision says otherwise).",
    ]


def test_rows_as_json(locate: Callable[..., Done], points: Path) -> None:
    first, nowhere, _ = json.loads(locate("points.csv", "--json", "--precision", "5km").out)
    assert first["km_to"] - first["km_from"] > 5
    assert nowhere["border_km"] is None


@pytest.mark.parametrize("output", ["out.csv", "out.geojson", "out.gpkg", "out.json"])
def test_a_file_is_written_and_its_name_said(
    locate: Callable[..., Done], points: Path, tmp_path: Path, output: str
) -> None:
    done = locate("points.csv", "-o", output)
    assert (done.code, done.out) == (0, f"{output}\n")
    assert (tmp_path / output).stat().st_size > 100
    assert locate("points.csv", "-o", output).code == 2
    assert locate("points.csv", "-o", output, "--overwrite").code == 0


def test_layers_of_the_atlas_can_be_located(locate: Callable[..., Done]) -> None:
    done = locate(str(ROOT / "geodata/crossings.geojson"), "--json")
    rows = {row["id"]: row for row in json.loads(done.out)}
    assert abs(rows["bridge-tem-demogan"]["border_km"] - 772) <= 1
    assert "their precision from column precision_m" in done.err


def test_options_name_the_columns(locate: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("a,b,r\n37.19,68.6,5km\n", "utf-8")
    done = locate("in.csv", "--lat", "a", "--lon", "b", "--precision-column", "r")
    (row,) = csv.DictReader(io.StringIO(done.out))
    assert float(row["km_to"]) - float(row["km_from"]) > 5
    (tmp_path / "typed.csv").write_text("where\n37.19 N 68.6 E\n", "utf-8")
    done = locate("typed.csv", "--place-column", "where")
    assert "column where, as precise as they are written" in done.err


def test_swapped_columns_and_taken_names_are_pointed_out(locate: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("lat,lon,side\n68.6,37.19,x\n", "utf-8")
    done = locate("in.csv")
    assert "near it if latitude and longitude change places" in done.err
    assert "side as side_located" in done.err


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        ("name\nx\n", 2, ["no columns of latitude and longitude", "--place-column"]),
        ("lat,lon\n1,2,3\n", 1, ["line 2: 3 cells"]),
        ("lat,lon\nx,y\n", 1, ["none of its 1 rows has a place"]),
    ],
)
def test_faulty_files(locate: Callable[..., Done], tmp_path: Path, content: str, code: int, words: list[str]) -> None:
    (tmp_path / "in.csv").write_text(content, "utf-8")
    done = locate("in.csv", "-o", "out.csv")
    assert (done.code, done.out) == (code, "")
    assert not (tmp_path / "out.csv").exists()
    for word in words:
        assert word in done.err


# The atlas


def test_a_layer_at_fault_is_left_out_and_said(locate: Callable[..., Done], copy: Path) -> None:
    (copy / "geodata/crossings.geojson").write_text("{", "utf-8")
    (copy / "geodata/clashes.geojson").write_text("{", "utf-8")
    done = locate("37.489 N 71.515 E", atlas=copy)
    assert done.code == 0
    assert "km 776.3" in done.out
    assert "Nearest" not in done.out
    assert "The layer crossings is at fault and left out" in done.err
    assert "clashes" not in done.err


def test_without_an_atlas(locate: Callable[..., Done], tmp_path: Path) -> None:
    done = locate("37.19 N 68.6 E", atlas=tmp_path)
    assert done.code == 2
    assert "There is no atlas here" in done.err


def test_it_runs_from_a_shell(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "borderatlas.cli", "locate", "-a", str(ROOT), "-33.9", "18.4", "E"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0
    assert "33.9 S 18.4 E" in done.stdout.decode()
    assert done.stderr == b""
