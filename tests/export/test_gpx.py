"""GPX: what a phone gets, and what it must not get."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import gpxpy
import pyogrio
import pytest
import shapely
from tests.export.made import CREDIT, DISCLAIMER, GEOMETRIES, TEXTS, clashes, content, part, shaped
from tests.hostile import HOSTILE

from borderatlas.export import deliver, format_named

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from borderatlas import Atlas
    from borderatlas.export import Exported, Part

GPX = "{http://www.topografix.com/GPX/1/1}"


def export(folder: Path, *parts: Part) -> Exported:
    return deliver(content(*parts), format_named("gpx"), folder / "x.gpx")


def waypoints(done: Exported) -> Any:
    """Waypoints as GDAL sees them."""
    return pyogrio.read_dataframe(done.files[0], layer="waypoints")


@pytest.mark.parametrize("count", [0, 1, 300])
def test_none_one_and_many_in_order(tmp_path: Path, count: int) -> None:
    done = export(tmp_path, part(clashes(*[{"name": f"No. {number}"} for number in range(count)])))
    assert list(waypoints(done)["name"]) == [f"No. {number}" for number in range(count)]


@pytest.mark.parametrize(
    ("name", "layer"),
    [
        ("point", "waypoints"),
        ("multipoint", "waypoints"),
        ("line", "tracks"),
        ("multiline", "tracks"),
        ("polygon", None),
        ("multipolygon", None),
        ("none", None),
    ],
)
def test_points_are_waypoints_lines_are_tracks_and_the_rest_is_reported(
    tmp_path: Path, name: str, layer: str | None
) -> None:
    done = export(tmp_path, shaped([GEOMETRIES[name]]))
    for each in ("waypoints", "tracks"):
        found = pyogrio.read_dataframe(done.files[0], layer=each).geometry
        if each == layer:
            assert shapely.equals(shapely.union_all(found.to_numpy()), GEOMETRIES[name])
        else:
            assert len(found) == 0
    left_out = [loss.examples for loss in done.losses if loss.what == "left out" and loss.count]
    assert left_out == ([] if layer else [("made-0",)])


def test_nobody_is_led_to_the_middle_of_a_district(tmp_path: Path) -> None:
    made = clashes(
        {"precision_m": 5000, "place_level": "near"},
        {"precision_m": 20000, "place_level": "district"},
        {"precision_m": 16000},
        {"precision_m": 80000},
    )
    done = export(tmp_path, part(made))
    assert list(waypoints(done)["name"]) == ["Place 0"]
    (loss,) = (loss for loss in done.losses if "district" in loss.reason)
    assert (loss.count, loss.examples) == (3, ("made-1", "made-2", "made-3"))


@pytest.mark.parametrize("said", [*TEXTS.values(), *HOSTILE.values()], ids=[*TEXTS, *HOSTILE])
def test_text_is_text(tmp_path: Path, said: str) -> None:
    done = export(tmp_path, part(clashes({"name": said, "summary": said})))
    (place,) = gpxpy.parse(done.files[0].read_text("utf-8")).waypoints
    turned = said.replace("\r\n", "\n").replace("\r", "\n")
    assert turned.strip() in place.description
    assert len(place.name) <= 30
    cut = [loss for loss in done.losses if loss.what == "cut" and loss.field == "name"]
    assert bool(cut) == (len(said) > 30)
    if not cut:
        assert place.name.strip() == turned.strip()


def test_a_long_name_gives_way_to_the_label(tmp_path: Path) -> None:
    long = "A bridge with a name that no receiver keeps as a whole"
    done = export(tmp_path, part(clashes({"name": long, "label": "Long bridge"}, {"name": long})))
    found = waypoints(done)
    assert list(found["name"]) == ["Long bridge", "A bridge with a name that no…"]
    assert all(long in told for told in found["desc"])


def test_a_comment_says_how_sure_the_place_is(tmp_path: Path) -> None:
    made = clashes({"precision_m": 5000, "start": "2018-08", "summary": "What happened.", "status": "closed"})
    (row,) = waypoints(export(tmp_path, part(made))).to_dict("records")
    assert "±5 km" in row["cmt"]
    assert "Closed" in row["cmt"]
    assert "What happened." in row["desc"]
    assert "Placed to within 5 km" in row["desc"]
    assert (row["sym"], row["type"], row["src"]) == ("Danger Area", "Attack", "made-up")


def test_only_whole_days_become_times(tmp_path: Path) -> None:
    made = clashes({"start": "1893-11-05"}, {"start": "2018-08"}, {"start": "2018-08-01", "end": "2018-08-03"}, {})
    done = export(tmp_path, part(made))
    times = [each.findtext(f"{GPX}time") for each in ET.parse(done.files[0]).iter(f"{GPX}wpt")]
    assert times == ["1893-11-05T00:00:00Z", None, None, None]
    assert [loss.count for loss in done.losses if loss.field == "start"] == [1]


def test_lines_say_that_they_are_schematic(tmp_path: Path, shipped: Atlas) -> None:
    done = shipped.export("gpx", tmp_path / "out", layers=["energy"])
    tracks = pyogrio.read_dataframe(done.files[0], layer="tracks")
    assert len(tracks)
    assert all(name.startswith("Schematic: ") for name in tracks["name"])
    assert all("not surveyed" in told for told in tracks["cmt"])


def test_the_document_says_whose_it_is_and_not_when_it_was_made(tmp_path: Path) -> None:
    credit = 'Made "up" & <more>'
    done = export(tmp_path, replace(part(clashes({}, {})), credits=(CREDIT, credit)))
    told = gpxpy.parse(done.files[0].read_text("utf-8"))
    assert told.copyright_author == f"{CREDIT}; {credit}"
    assert told.copyright_license == "https://creativecommons.org/licenses/by/4.0/"
    assert told.creator == "borderatlas"
    assert DISCLAIMER in told.description
    assert told.time is None
    assert (told.bounds.min_longitude, told.bounds.max_longitude) == (70, 71)


def test_control_characters_are_removed_and_reported(tmp_path: Path) -> None:
    done = export(tmp_path, part(clashes({"name": "a\x01b"})))
    assert list(waypoints(done)["name"]) == ["ab"]
    assert any(loss.what == "cut" and "control" in loss.reason for loss in done.losses)


def test_licences_are_kept_apart(tmp_path: Path) -> None:
    other = replace(shaped([GEOMETRIES["line"]], "energy"), licence="ODbL-1.0")
    files = deliver(content(part(clashes({})), other), format_named("gpx"), tmp_path / "out").files
    assert [file.name for file in files] == ["made-border-cc-by-4.0.gpx", "made-border-odbl-1.0.gpx"]


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = (export(tmp_path / name, part(clashes({"start": "2020-01-01"}))).files[0] for name in "ab")
    assert first.read_bytes() == second.read_bytes()


def test_debians_gdal_reads_the_shipped_atlas(tmp_path: Path, shipped: Atlas, ogrinfo: Callable[..., str]) -> None:
    done = shipped.export("gpx", tmp_path / "out", layers=["crossings", "border"])
    places, line = (ogrinfo(file) for file in done.files)
    assert "Feature Count: 19\n" in places.split("Layer name: waypoints")[1].split("Layer name:")[0]
    assert "Feature Count: 1\n" in line.split("Layer name: tracks")[1].split("Layer name:")[0]


def test_qgis_reads_it(tmp_path: Path, qgis: Callable[..., Any]) -> None:
    (file,) = export(tmp_path, part(clashes({"name": TEXTS["tajik"][:30]}, {"name": TEXTS["persian"][:30]}))).files
    (seen,) = qgis("features.py", "-", f"{file}|layername=waypoints")
    assert (seen["count"], seen["placed"], seen["crs"]) == (2, 2, "EPSG:4326")
    assert seen["names"] == [TEXTS["tajik"][:30], TEXTS["persian"][:30]]
