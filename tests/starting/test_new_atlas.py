"""A new atlas: the line, its sides and what is said of it, from files and from packages."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
import shapely
from shapely import box

from borderatlas import Atlas
from borderatlas.errors import GeometryError, LayerError, UsageError
from borderatlas.starting import packages
from borderatlas.starting.packages import natural_earth

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[..., Path]

WEST, EAST = box(-70, -22, -66, -18), box(-66, -22, -60, -18)
"""Two countries south of the equator and west of Greenwich; they share 4 degrees of a meridian."""
CODES = {"ISO_A3": ["BOL", "PRY"]}


@pytest.fixture(autouse=True)
def _no_time_zones(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same answers whether timezonefinder is installed or not."""
    monkeypatch.setattr(packages, "_installed", lambda _: False)


def test_two_codes_make_an_atlas_that_says_how_coarse_it_is(tmp_path: Path) -> None:
    made = Atlas.new(tmp_path / "new", ["bol", "Paraguay"])
    assert made.border.border.length_km == pytest.approx(738.36, abs=0.01)
    assert (made.border.border.left, made.border.border.right) == ("BOL", "PRY")
    assert any("25 km" in remark for remark in made.remarks)
    atlas = Atlas.open(tmp_path / "new")
    assert atlas.settings.title == "Bolivia–Paraguay border"
    assert "within about 25 km" in atlas.settings.border.version
    assert "sketch" in atlas.settings.disclaimer
    readme = (tmp_path / "new/README.md").read_text("utf-8")
    assert "738.360 km" in readme
    assert "borderatlas build" in readme


def test_rows_are_true_marked_and_pass(tmp_path: Path) -> None:
    Atlas.new(tmp_path, ["BOL", "PRY"])
    atlas = Atlas.open(tmp_path)
    rows = {feature.id: feature for feature in atlas.layers["boundary"]}
    assert set(rows) == {"sample-western-half", "sample-eastern-half", "tripoint-western", "tripoint-eastern"}
    assert rows["sample-western-half"].name.startswith("Sample:")
    assert rows["tripoint-western"].name == "Tripoint of Argentina, Bolivia, Paraguay"
    assert rows["tripoint-eastern"].name == "Tripoint of Bolivia, Brazil, Paraguay"
    assert {feature.sources for feature in rows.values()} == {("derived-from-the-line",)}
    assert rows["tripoint-western"].precision_m == 25_000
    assert rows["tripoint-western"].geometry.distance(atlas.border.point_at(0)) < 1e-5
    assert all(not len(layer) for name, layer in atlas.layers.items() if name != "boundary")
    assert set(atlas.sources) == {"derived-from-the-line", "natural-earth-110m"}


def test_places_have_their_side_in_the_south_and_west(tmp_path: Path, write: Write) -> None:
    made = Atlas.new(tmp_path / "new", collection=write("two.gpkg", [WEST, EAST], CODES, driver="GPKG"))
    line = made.border.border
    assert line.locate([(-67, -20), (-65, -20)]).side.tolist() == ["BOL", "PRY"]
    atlas = Atlas.open(tmp_path / "new")
    assert atlas.locate("20.0000 S 65.5000 W").side.item() == "PRY"
    assert atlas.measures("section").km_to.iloc[-1] == pytest.approx(line.length_km, abs=0.001)


def test_a_projected_file_gives_the_same_line(tmp_path: Path, write: Write) -> None:
    plain = write("plain.geojson", [WEST, EAST], CODES, driver="GeoJSON")
    projected = write("projected.gpkg", [WEST, EAST], CODES, crs="EPSG:3857", driver="GPKG")
    lengths = [Atlas.new(tmp_path / path.stem, collection=path).border.border.length_km for path in (plain, projected)]
    assert lengths[0] == pytest.approx(lengths[1], abs=1e-3)


@pytest.mark.parametrize(
    "fields",
    [
        {"ISO_A3": ["BOL", "PRY"]},
        {"iso_a2": ["BO", "PY"]},
        {"NAME_EN": ["Bolivia", "Paraguay"]},
        {"ISO_A3": ["-99", "PRY"], "ADMIN": ["Bolivia", "Paraguay"]},
        {"GID_0": ["BOL", "PRY"], "COUNTRY": ["Estado Plurinacional", "Paraguay"]},
    ],
)
def test_codes_and_names_are_found_in_the_usual_fields(
    tmp_path: Path, write: Write, fields: dict[str, list[str]]
) -> None:
    made = Atlas.new(
        tmp_path / "new", ["Paraguay", "bo"], collection=write("c.gpkg", [WEST, EAST], fields, driver="GPKG")
    )
    assert made.names == {"PRY": "Paraguay", "BOL": "Bolivia"}


def test_provinces_of_a_country_are_taken_together(tmp_path: Path, write: Write) -> None:
    north, south = box(-70, -20, -66, -18), box(-70, -22, -66, -20)
    path = write("rows.gpkg", [north, south, EAST], {"ISO_A3": ["BOL", "BOL", "PRY"]}, driver="GPKG")
    made = Atlas.new(tmp_path / "new", ["BOL", "PRY"], collection=path)
    assert made.border.pieces == 1
    assert made.border.border.length_km == pytest.approx(442.7, abs=0.5)


def test_a_file_for_each_country(tmp_path: Path, write: Write) -> None:
    left = write("left.geojson", [WEST], {"note": ["a"]}, driver="GeoJSON")
    right = write("right.geojson", [EAST], {"note": ["b"]}, driver="GeoJSON")
    with pytest.raises(UsageError, match="no ISO 3166-1 alpha-3 code"):
        Atlas.new(tmp_path / "new", left=left, right=right)
    made = Atlas.new(tmp_path / "new", ["XAA", "PRY"], left=left, right=right, precision_m=250)
    assert {made.border.border.left, made.border.border.right} == {"XAA", "PRY"}
    assert "within about 250 m" in (tmp_path / "new/README.md").read_text("utf-8")


def test_an_enclave_is_drawn_as_a_part_of_its_own(tmp_path: Path, write: Write) -> None:
    inner = box(-69, -21, -68.5, -20.5)
    path = write("c.gpkg", [WEST - inner, shapely.union_all([EAST, inner])], CODES, driver="GPKG")
    made = Atlas.new(tmp_path / "new", collection=path)
    assert made.border.pieces == 2
    assert any("leaves" in remark for remark in made.remarks)
    atlas = Atlas.open(tmp_path / "new")
    assert {page.name for page in atlas.build()} >= {"atlas", "index"}
    assert atlas.border.locate([(-68.75, -20.75)]).side.tolist() == ["PRY"]


@pytest.mark.parametrize(
    ("shapes", "message"),
    [
        ([WEST, WEST], "have the same outline"),
        ([box(-70, -22, -64, -18), EAST], "overlap"),
        ([WEST, box(-65.999, -22, -60, -18)], "run 1\\d\\d m apart at their nearest.*--tolerance"),
        ([WEST, box(-60, -22, -55, -18)], "do not touch: they are 6\\d\\d km apart"),
        ([WEST, box(-66, -18, -60, -10)], "touch in points only"),
        ([box(170, 0, 185, 2), box(170, -2, 185, 0)], "180th meridian"),
    ],
)
def test_what_is_no_border_is_told(tmp_path: Path, write: Write, shapes: list[shapely.Polygon], message: str) -> None:
    path = write("c.gpkg", shapes, CODES, driver="GPKG")
    with pytest.raises(GeometryError, match=message):
        Atlas.new(tmp_path / "new", collection=path)
    assert not (tmp_path / "new").exists()


def test_a_tolerance_closes_what_lies_apart(tmp_path: Path, write: Write) -> None:
    path = write("c.gpkg", [WEST, box(-65.999, -22, -60, -18)], CODES, driver="GPKG")
    made = Atlas.new(tmp_path / "new", collection=path, tolerance_m=200)
    assert made.border.method == "tolerance"
    assert any("beside it" in remark for remark in made.remarks)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["BOL", "bolivia"], "Both countries are Bolivia"),
        (["Bolvia", "PRY"], "did you mean Bolivia"),
        (["BOL"], "two countries, found 1"),
        ([], "Say which border"),
        (["MCO", "FRA"], "lacks Monaco"),
    ],
)
def test_wrong_words_are_told(tmp_path: Path, words: list[str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Atlas.new(tmp_path / "new", words)


def test_countries_over_the_sea_are_told_how_far_they_are(tmp_path: Path) -> None:
    with pytest.raises(GeometryError, match=r"Russia and United States do not touch: they are \d+ km apart"):
        Atlas.new(tmp_path / "new", ["RUS", "USA"])
    with pytest.raises(GeometryError, match=r"Fiji and New Zealand do not touch: they are 1,\d\d\d km apart"):
        Atlas.new(tmp_path / "new", ["FJI", "NZL"])


def test_files_at_fault_are_told(tmp_path: Path, write: Write) -> None:
    broken = tmp_path / "broken.geojson"
    broken.write_text('{"type":')
    with pytest.raises(LayerError, match="cannot be read as polygons"):
        Atlas.new(tmp_path / "new", collection=broken)
    with pytest.raises(UsageError, match="there is no such file"):
        Atlas.new(tmp_path / "new", collection=tmp_path / "none.gpkg")
    far = shapely.transform(WEST, lambda degrees: degrees * 100_000)
    metres = write("metres.gpkg", [far, EAST], CODES, crs=None, driver="GPKG")
    with pytest.raises(GeometryError, match="no degrees of longitude"):
        Atlas.new(tmp_path / "new", collection=metres)
    several = write("several.gpkg", [WEST, EAST], CODES, driver="GPKG", layer="a")
    write("several.gpkg", [WEST, EAST], CODES, driver="GPKG", layer="b")
    with pytest.raises(UsageError, match="several layers: a, b"):
        Atlas.new(tmp_path / "new", collection=several)
    assert Atlas.new(tmp_path / "new", collection=several, layer="b").border.pieces == 1


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match=re.escape("is not empty, it holds mine.txt")):
        Atlas.new(tmp_path, ["BOL", "PRY"])
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_nothing_appears_where_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("borderatlas.starting.folder.dump_sources", fail)
    with pytest.raises(Exception, match="No space left"):
        Atlas.new(tmp_path / "new", ["BOL", "PRY"])
    assert [path.name for path in (tmp_path / "new").iterdir() if not path.name.startswith(".")] == []


def test_the_same_polygons_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        Atlas.new(tmp_path / name, ["CHL", "ARG"])
    files = [path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*") if path.is_file()]
    assert len(files) > 12
    for file in files:
        if not file.name.startswith("."):
            assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_coasts_of_a_world_file_bound_a_sea(tmp_path: Path) -> None:
    Atlas.new(tmp_path / "haiti", ["HTI", "DOM"])
    sea = json.loads((tmp_path / "haiti/geodata/base/sea.geojson").read_bytes())
    assert shapely.geometry.shape(sea["features"][0]["geometry"]).contains(shapely.Point(-72, 20.2))
    Atlas.new(tmp_path / "inland", ["BOL", "PRY"])
    assert "no coast" not in Atlas.open(tmp_path / "inland").settings.backdrop.lacks


def test_the_polygons_of_pyogrio_are_where_they_are_expected() -> None:
    assert natural_earth() is not None
