"""`borderatlas border compare` as a person runs it."""

from __future__ import annotations

import csv
import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyproj import Geod

from borderatlas.cli.main import run

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]

OLD = [(68.0, 37.0), (68.1125, 37.0)]
NEW = [(68.0, 37.0), (68.045, 37.0), (68.056, 37.005), (68.067, 37.0), (68.1125, 37.0)]
OLD_KM, NEW_KM = (Geod(ellps="WGS84").line_length(*zip(*places, strict=True)) / 1000 for places in (OLD, NEW))


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str


def line(path: Path, *lonlat: tuple[float, float], version: str) -> None:
    """Writes a line file."""
    geometry = {"type": "LineString", "coordinates": lonlat}
    feature = {"type": "Feature", "properties": {"version": version}, "geometry": geometry}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")


@pytest.fixture
def compare(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Callable[..., Done]:
    """Runs the command on two lines some 10 km long; the newer one bends north by 555 m between."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    line(tmp_path / "old.geojson", *OLD, version="2017")
    line(tmp_path / "new.geojson", *NEW, version="2026")

    def call(*arguments: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["borderatlas", "border", "compare", *arguments])
        code = 0
        try:
            run()
        except SystemExit as end:
            code = int(end.code or 0)
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err)

    return call


def test_it_says_where_the_line_moved_and_by_how_much(compare: Callable[..., Done]) -> None:
    done = compare("old.geojson", "new.geojson")
    assert (done.code, done.err) == (0, "")
    lines = [" ".join(line.split()) for line in done.out.splitlines()]
    assert lines[0] == f"Old {OLD_KM:.3f} km, old.geojson, version 2017"
    assert lines[1].startswith(f"New {NEW_KM:.3f} km, new.geojson, version 2026")
    assert lines[2] == f"Change +{NEW_KM - OLD_KM:.3f} km in length"
    assert lines[3].startswith("Apart 55")
    assert lines[4].startswith("Moved 1.5 km of the old line in 1 stretch, by more than 100 m")
    assert lines[5] == "Old km New km At most On average Towards"
    assert lines[6].split()[0] == "4.2–5.8"
    assert "55" in lines[6]
    assert lines[6].endswith("left")


def test_the_banks_are_named_as_in_the_atlas(compare: Callable[..., Done]) -> None:
    assert compare("old.geojson", "new.geojson", "--atlas", str(ROOT)).out.rstrip().endswith("TJK")


def test_as_csv_and_json(compare: Callable[..., Done]) -> None:
    (move,) = csv.DictReader(io.StringIO(compare("old.geojson", "new.geojson", "--csv").out))
    found = json.loads(compare("old.geojson", "new.geojson", "--json").out)
    assert {name: str(value) for name, value in found["moves"][0].items()} == move
    assert float(move["max_m"]) == pytest.approx(555, abs=3)
    assert all(len(value.partition(".")[2]) <= (1 if name.endswith("_m") else 3) for name, value in move.items())
    assert found["hausdorff_m"] == pytest.approx(555, abs=3)
    assert found["change_km"] == pytest.approx(NEW_KM - OLD_KM, abs=0.001)
    assert [row["old_km"] for row in found["table"]] == [*range(11), round(OLD_KM, 3)]


def test_the_table_from_old_to_new_kilometres(compare: Callable[..., Done], tmp_path: Path) -> None:
    done = compare("old.geojson", "new.geojson", "-o", "table.csv", "--every", "500m")
    assert done.out.splitlines()[-1] == "table.csv"
    rows = list(csv.DictReader(io.StringIO((tmp_path / "table.csv").read_text("utf-8"))))
    assert list(rows[0]) == ["old_km", "new_km", "shift_km", "offset_m"]
    assert len(rows) == 22
    assert [float(row["new_km"]) for row in rows] == sorted(float(row["new_km"]) for row in rows)
    assert float(rows[-1]["shift_km"]) == pytest.approx(NEW_KM - OLD_KM, abs=0.001)
    again = compare("old.geojson", "new.geojson", "-o", "table.csv")
    assert again.code == 2
    assert "--overwrite" in again.err
    done = compare("old.geojson", "new.geojson", "-o", "table.json", "--json")
    assert done.err == "table.json\n"
    assert json.loads((tmp_path / "table.json").read_bytes()) == json.loads(done.out)["table"]


def test_lines_that_are_the_same(compare: Callable[..., Done]) -> None:
    done = compare("old.geojson", "old.geojson")
    assert "nowhere, by more than 100 m" in done.out
    assert "Towards" not in done.out
    done = compare("old.geojson", "old.geojson", "--csv")
    assert done.out == "km_from,km_to,new_km_from,new_km_to,max_m,mean_m,towards\n"


def test_the_tolerance(compare: Callable[..., Done]) -> None:
    assert "nowhere, by more than 1,000 m" in compare("old.geojson", "new.geojson", "--tolerance", "1km").out


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["old.geojson"], 2, ["Missing argument"]),
        (["old.geojson", "none.geojson"], 1, ["none.geojson cannot be read"]),
        (["old.geojson", "back.geojson"], 1, ["runs the other way"]),
        (["old.geojson", "point.geojson"], 1, ["point.geojson", "a border is made of lines"]),
        (["old.geojson", "new.geojson", "--tolerance", "wide"], 2, ["'wide' is no length"]),
        (["old.geojson", "new.geojson", "--every", "0"], 2, ["more than 0 km apart"]),
        (["old.geojson", "new.geojson", "-o", "table.xlsx"], 2, [".csv, .json"]),
        (["old.geojson", "new.geojson", "--csv", "--json"], 2, ["either as CSV or as JSON"]),
        (["old.geojson", "new.geojson", "--atlas", "nowhere"], 2, ["There is no atlas here"]),
    ],
)
def test_wrong_usage_and_faulty_lines(
    compare: Callable[..., Done], tmp_path: Path, arguments: list[str], code: int, words: list[str]
) -> None:
    line(tmp_path / "back.geojson", (68.1125, 37.0), (68.0, 37.0), version="x")
    point = {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [68, 37]}}
    (tmp_path / "point.geojson").write_text(json.dumps(point), "utf-8")
    done = compare(*arguments)
    assert (done.code, done.out) == (code, "")
    assert "Traceback" not in done.err
    for word in words:
        assert word in done.err


def test_the_shipped_lines(compare: Callable[..., Done]) -> None:
    lines = [str(ROOT / "geodata" / name) for name in ("border.geojson", "base/border_drawn.geojson")]
    found = json.loads(compare(*lines, "--every", "100km", "--json").out)
    assert found["old_length_km"] == 1343.956
    assert found["hausdorff_m"] < 175
    assert len(found["table"]) == 15
