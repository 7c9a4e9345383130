"""GeoPackage, read by QGIS, Debian's GDAL, mapshaper, SQLite and a validator of the standard."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pyogrio
import pytest
import shapely
from tests.export.conftest import SYSTEM_PYTHON, run
from tests.export.made import DISCLAIMER, GEOMETRIES, TEXTS, clashes, content, part, shaped

from borderatlas.export import LossReport, deliver, format_named
from borderatlas.layers.vocabulary import STATUSES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from borderatlas import Atlas
    from borderatlas.export import Content


def written(folder: Path, what: Content) -> tuple[Path, LossReport]:
    done = deliver(what, format_named("gpkg"), folder / "x.gpkg")
    return done.files[0], done.losses


def asked(file: Path, question: str) -> list[Any]:
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        return database.execute(question).fetchall()


def test_the_file_is_a_sound_database_without_litter(tmp_path: Path, shipped: Atlas) -> None:
    (file,) = shipped.export("gpkg", tmp_path / "x.gpkg").files
    assert asked(file, "PRAGMA integrity_check") == [("ok",)]
    assert asked(file, "PRAGMA foreign_key_check") == []
    assert asked(file, "PRAGMA journal_mode") == [("delete",)]
    assert [each.name for each in tmp_path.iterdir()] == ["x.gpkg"]


@pytest.mark.usefixtures("ogrinfo", "qgis")  # Debian's packages of these bring the validator along
def test_a_validator_of_the_standard_finds_nothing(tmp_path: Path, shipped: Atlas) -> None:
    (file,) = shipped.export("gpkg", tmp_path / "x.gpkg").files
    validator = [SYSTEM_PYTHON, "-m", "osgeo_utils.samples.validate_gpkg", "--extra", "--warning-as-error"]
    clean = {"PATH": os.environ["PATH"]}
    subprocess.run([*validator, file], check=True, env=clean)
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE gpkg_contents SET data_type = 'nonsense' WHERE table_name = 'clashes'")
    assert subprocess.run([*validator, file], check=False, env=clean, capture_output=True).returncode != 0


@pytest.mark.parametrize("geometry", GEOMETRIES.values(), ids=GEOMETRIES)
def test_every_type_of_geometry_comes_back(tmp_path: Path, ogrinfo: Callable[..., str], geometry: Any) -> None:
    file, losses = written(tmp_path, content(shaped([geometry])))
    (shape,) = pyogrio.read_dataframe(file, layer="clashes").geometry
    assert (shape is None) if geometry is None else shapely.equals(shape, geometry)
    assert not losses.losses
    told = "Point" if geometry is None else geometry.geom_type
    assert f"Geometry: {told}" in ogrinfo(file).replace("Line String", "LineString").replace("Multi ", "Multi")


def test_a_table_holds_one_type_of_geometry(tmp_path: Path) -> None:
    file, losses = written(tmp_path, content(shaped(list(GEOMETRIES.values()))))
    assert asked(file, "SELECT table_name, geometry_type_name FROM gpkg_geometry_columns") == [
        ("clashes", "MULTIPOINT"),
        ("clashes_lines", "MULTILINESTRING"),
        ("clashes_areas", "MULTIPOLYGON"),
    ]
    frames = {name: pyogrio.read_dataframe(file, layer=name) for name, _ in pyogrio.list_layers(file)[:3]}
    assert [len(frame) for frame in frames.values()] == [3, 2, 2]  # the one without a place stands with the points
    shapes = {row.id: row.geometry for frame in frames.values() for row in frame.itertuples()}
    for number, geometry in enumerate(GEOMETRIES.values()):
        found = shapes[f"made-{number}"]
        assert (found is None) if geometry is None else shapely.equals(found, geometry)
    told = {(loss.what, loss.instead, loss.count) for loss in losses}
    assert told == {
        ("changed", "clashes_lines", 2),
        ("changed", "clashes_areas", 2),
        ("changed", "", 1),
    }


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_text_comes_back(tmp_path: Path, ogrinfo: Callable[..., str], text: str) -> None:
    what = part(clashes({"name": text, "summary": text}))
    file, losses = written(tmp_path, content(what))
    cell = what.table.frame["name"][0]  # the flat twin quotes what programs would trim
    assert asked(file, "SELECT name, summary FROM clashes") == [(cell, cell)]
    assert cell == text or json.loads(cell) == text
    assert f"name (String) = {cell}" in ogrinfo(file, "-where", "id = 'made-0'")
    assert not losses.losses


def test_dates_numbers_and_nothing(tmp_path: Path, ogrinfo: Callable[..., str]) -> None:
    what = content(part(clashes({"start": "1893-11", "injured": 2**53 - 1, "disputed": True}, {"start": "1868"})))
    file, _ = written(tmp_path, what)
    rows = asked(file, "SELECT start, start_first, start_last, injured, disputed, end, notes FROM clashes")
    assert rows == [
        ("1893-11", "1893-11-01", "1893-11-30", 2**53 - 1, 1, None, None),
        ("1868", "1868-01-01", "1868-12-31", None, None, None, None),
    ]
    told = ogrinfo(file, "-so")
    assert "start_first: Date" in told
    assert "injured: Integer64" in told
    assert "disputed: Integer(Boolean)" in told
    assert "possible_duplicate_note: String" in told  # columns that nobody filled stay: people edit the file


@pytest.mark.parametrize("count", [0, 1, 300])
def test_none_one_and_many_in_order(tmp_path: Path, ogrinfo: Callable[..., str], count: int) -> None:
    features = clashes(*[{}] * count)
    file, _ = written(tmp_path, content(part(features)))
    assert [key for (key,) in asked(file, "SELECT id FROM clashes ORDER BY fid")] == [each.id for each in features]
    assert f"Feature Count: {count}\n" in ogrinfo(file)


def test_the_same_content_gives_the_same_bytes_elsewhere_and_later(tmp_path: Path, root: Path) -> None:
    program = (
        "import pathlib, sys, time; from borderatlas import Atlas; time.sleep(float(sys.argv[3])); "
        "Atlas.open(sys.argv[1]).export('qgis', pathlib.Path(sys.argv[2]))"
    )
    found = []
    for wait_s, folder in (("0", tmp_path / "one"), ("1.2", tmp_path / "another" / "place")):
        environment = {**os.environ, "PYTHONHASHSEED": str(len(found) + 1)}
        command = [sys.executable, "-c", program, str(root), str(folder), wait_s]
        subprocess.run(command, check=True, env=environment)
        found.append({file.name: file.read_bytes() for file in folder.iterdir()})
    one, another = found
    assert len(one) == 2
    assert one == another


def test_titles_words_and_terms_stand_where_the_standard_has_them(tmp_path: Path, shipped: Atlas) -> None:
    (file,) = shipped.export("gpkg", tmp_path / "x.gpkg").files
    titles = dict(asked(file, "SELECT column_name, title FROM gpkg_data_columns WHERE table_name = 'crossings'"))
    assert titles["precision_m"] == "Precision (m)"
    statuses = asked(file, "SELECT value FROM gpkg_data_column_constraints WHERE constraint_name = 'crossings_status'")
    assert {word for (word,) in statuses} == set(STATUSES)
    licences = {
        table: json.loads(text)["license"]
        for table, text in asked(
            file,
            "SELECT table_name, metadata FROM gpkg_metadata m JOIN gpkg_metadata_reference r ON r.md_file_id = m.id"
            " WHERE table_name IS NOT NULL",
        )
    }
    assert licences["border"] == "ODbL-1.0"
    assert licences["clashes"] == "CC-BY-4.0"
    (sources,) = asked(file, "SELECT metadata FROM gpkg_metadata WHERE md_standard_uri LIKE '%csl-data%'")
    assert {source["id"] for source in json.loads(sources[0])} == {
        key for layer in shipped.layers.values() for feature in layer for key in feature.sources
    }
    described = dict(asked(file, "SELECT table_name, description FROM gpkg_contents"))
    assert "ODbL-1.0" in described["border"]
    assert all(
        shipped.project.settings.disclaimer in text for name, text in described.items() if name != "layer_styles"
    )


def test_the_disclaimer_stands_in_the_file(tmp_path: Path) -> None:
    file, _ = written(tmp_path, content(part(clashes({}))))
    ((text,),) = asked(file, "SELECT metadata FROM gpkg_metadata WHERE id = 1")
    assert json.loads(text)["rights"] == DISCLAIMER


@pytest.fixture(scope="module")
def opened(shipped: Atlas, qgis: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What QGIS makes of the shipped layers."""
    folder = tmp_path_factory.mktemp("qgis")
    (file,) = shipped.export("gpkg", folder / "x.gpkg").files
    report: dict[str, Any] = qgis("geopackage.py", file, folder / "x.png", 1400, 800, 66.5, 35.8, 75.5, 39.9)
    return report | {"picture": folder / "x.png"}


def test_qgis_opens_every_layer_with_its_style_unasked(opened: dict[str, Any], shipped: Atlas) -> None:
    layers = opened["layers"]
    assert opened["faults"] == []
    assert {name: layer["features"] for name, layer in layers.items()} == {
        **{name: len(layer) for name, layer in shipped.layers.items()},
        "energy": 15,
        "energy_lines": 7,
        "border": 1,
    }
    for name, layer in layers.items():
        assert layer["valid"]
        assert layer["features"] == layer["read"]
        assert layer["renderer"] == "RuleRenderer", name
        assert layer["faults"] == []
    assert layers["crossings"]["symbol_layers"] == ["GeometryGenerator", "SimpleMarker", "SvgMarker"]
    assert layers["border"]["symbol_layers"] == ["SimpleLine"]
    assert layers["crossings"]["rules"][:2] == ["Bridges", "Open, open at times"]
    assert layers["clashes"]["labels"] == "rule-based"
    assert layers["clashes"]["title"] == "Clashes and attacks"
    assert "CC-BY-4.0" in layers["clashes"]["abstract"]


def test_qgis_offers_words_titles_and_rules(opened: dict[str, Any]) -> None:
    fields = opened["layers"]["boundary"]["fields"]
    assert {"Tripoint": "tripoint"} in fields["kind"]["words"]
    assert {"Not documented": "unknown"} in fields["status"]["words"]
    assert fields["start_first"]["type"] == "Date"
    assert fields["start_first"]["widget"] == "DateTime"
    assert fields["start_first"]["read_only"]
    assert fields["border_km"]["read_only"]
    assert not fields["start"]["read_only"]
    assert fields["precision_m"]["alias"] == "Precision (m)"
    assert ">= 1000" in fields["precision_m"]["rule"]  # posts and bases stay at town level
    assert set(opened["layers"]["boundary"]["hidden"]) >= {"fid", "start_first", "start_last"}
    assert "Border address (derived)" in opened["layers"]["boundary"]["tabs"]


def test_qgis_draws_hues_of_the_atlas(opened: dict[str, Any]) -> None:
    from PIL import Image

    from borderatlas.export.symbols import COLOURS, HUES

    with Image.open(opened["picture"]) as picture:
        image = picture.convert("RGB")
        found = {colour for _, colour in image.getcolors(image.width * image.height) or []}
    wanted = [HUES["blue"], HUES["vermilion"], HUES["purple"], HUES["amber"], COLOURS["border"], COLOURS["panel2"]]
    for name in wanted:
        assert tuple(bytes.fromhex(name[1:])) in found, name


def test_a_place_is_never_drawn_sharper_than_it_is(tmp_path: Path, qgis: Callable[..., Any]) -> None:
    from PIL import Image

    from borderatlas.export.symbols import HUES

    def hue_drawn(name: str, **properties: Any) -> bool:
        folder = tmp_path / name
        folder.mkdir()
        file, _ = written(folder, content(part(clashes({"fatalities_best": 3, **properties}))))
        picture = folder / "x.png"
        assert qgis("geopackage.py", file, picture, 1400, 1400, 62, 29, 78, 45)["faults"] == []
        with Image.open(picture) as drawn:
            image = drawn.convert("RGB")
            colours = {colour for _, colour in image.getcolors(image.width * image.height) or []}
        return tuple(bytes.fromhex(HUES["vermilion"][1:])) in colours

    assert hue_drawn("exact", precision_m=100, place_level="exact")
    assert not hue_drawn("district", precision_m=12_000, place_level="district")
    assert not hue_drawn("unsaid", precision_m=15_000)
    assert not hue_drawn("too-wide", precision_m=60_000, place_level="near")


def test_mapshaper_opens_it(tmp_path: Path, shipped: Atlas, node_readers: Path) -> None:
    done = shipped.export("gpkg", tmp_path / "x.gpkg")
    packages = node_readers / "node_modules"
    # Its SQLite asks for a file by its bare name: as an address where there is `fetch`, else beside the reader.
    no_fetch = "data:text/javascript,delete globalThis.fetch"
    command = ["node", "--import", no_fetch, packages / "mapshaper/bin/mapshaper", done.files[0]]
    run(*command, "-info", f"save-to={tmp_path / 'info.json'}", cwd=packages / "rtree-sql.js/dist")
    counts = {each["layer_name"]: each["feature_count"] for each in json.loads((tmp_path / "info.json").read_text())}
    assert counts["clashes"] == 119
    assert counts["energy"] + counts["energy_lines"] == 22
