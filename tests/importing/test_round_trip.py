"""Layers go out, are edited in other programs, and come back with just that edit."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pyogrio
import pytest
import shapely
from tests.export.conftest import qgis  # noqa: F401  # a fixture
from tests.importing.made import bring, edit, export, features, layer_file, plan, read_csv, write_csv

from borderatlas.export.formats import FORMATS
from borderatlas.layers import LAYERS
from borderatlas.tables import layers_of

if TYPE_CHECKING:
    from collections.abc import Callable

FORMS = [form for form in ("csv", "xlsx", "gpkg", "geojson", "geojsonl", "flatgeobuf", "geoparquet") if form in FORMATS]
BRIDGE = "bridge-darvoz-ruzvay-nusai"
CLASH = "2026-01-18-khirmanjo-clash"


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("form", FORMS)
def test_importing_an_export_changes_nothing(copy: Path, form: str, layer: str) -> None:
    made = plan(copy, export(copy, form, layer), layer)
    assert (made.errors, bool(made.diff), made.files) == ((), False, {})
    assert made.rows["unchanged"] == made.rows["total"] == len(features(copy, layer))


@pytest.mark.parametrize("layer", LAYERS)
def test_importing_flat_geojson_changes_nothing(copy: Path, layer: str) -> None:
    assert plan(copy, export(copy, "geojson", layer, flat=True), layer).files == {}


@pytest.mark.parametrize("layer", LAYERS)
def test_importing_the_layer_itself_changes_nothing(copy: Path, layer: str) -> None:
    assert plan(copy, layer_file(copy, layer), layer).files == {}


@pytest.mark.parametrize("layer", LAYERS)
def test_a_shapefile_changes_nothing_although_it_cuts_texts(copy: Path, layer: str) -> None:
    archive = export(copy, "shapefile", layer)
    made = plan(copy, archive, layer)
    assert (made.errors, made.diff.to_json()["changed"], made.files) == ((), [], {})
    assert [finding for finding in made.findings if finding.code == "column-unknown"] == []
    assert made.rows["unchanged"] == made.rows["total"] == len(features(copy, layer))
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(copy / "unpacked")
    unpacked = plan(copy, copy / "unpacked", layer)
    assert (unpacked.errors, unpacked.files, unpacked.rows) == ((), {}, made.rows)


def test_an_edit_in_the_table_of_a_shapefile_that_has_no_places(copy: Path) -> None:
    before = features(copy)
    placeless = sorted(name for name, feature in before.items() if feature["geometry"] is None)
    folder = copy / "unpacked"
    with zipfile.ZipFile(export(copy, "shapefile", "clashes")) as packed:
        packed.extractall(folder)
    table = folder / "clashes_unplaced.dbf"
    frame = pyogrio.read_dataframe(table)
    assert sorted(frame["id"]) == placeless
    frame.loc[frame["id"] == placeless[0], "district"] = "Edited"
    frame = frame.drop(
        columns=[name for name in frame if frame[name].dtype.kind == "M"]
    )  # nobody edits what exports add
    pyogrio.write_dataframe(frame, table, driver="ESRI Shapefile", encoding="UTF-8")
    bring(copy, folder)
    found = changed(before, features(copy))
    assert found == {placeless[0]: {"district": (before[placeless[0]]["properties"].get("district"), "Edited")}}


@pytest.mark.parametrize("layer", ["boundary", "clashes", "energy"])
def test_each_table_of_a_geopackage_is_read(copy: Path, layer: str) -> None:
    """A layer with lines and points comes in a table for each; what is given as one geometry comes back as one."""
    path = export(copy, "gpkg", layer)
    made = plan(copy, path, layer)
    assert (made.errors, made.diff.to_json()["changed"], made.files) == ((), [], {})
    assert made.rows["unchanged"] == made.rows["total"] == len(features(copy, layer))
    tables = [info.name for info in layers_of(path) if info.name.startswith(layer)]
    assert len(tables) == len(
        {
            shapely.from_geojson(json.dumps(feature["geometry"])).geom_type.removeprefix("Multi")
            for feature in features(copy, layer).values()
            if feature["geometry"]
        }
    )


def changed(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """What differs between two versions of a layer, by id: the properties, and `geometry`."""
    found = {}
    for name in before.keys() | after.keys():
        one, other = before.get(name), after.get(name)
        if one is None or other is None:
            found[name] = "removed" if other is None else "added"
        elif one != other:
            names = one["properties"].keys() | other["properties"].keys()
            found[name] = {
                key: (one["properties"].get(key), other["properties"].get(key))
                for key in names
                if one["properties"].get(key) != other["properties"].get(key)
            }
            if one["geometry"] != other["geometry"]:
                found[name]["geometry"] = (one["geometry"], other["geometry"])
    return found


def test_edits_in_a_csv_and_nothing_else(copy: Path) -> None:
    before = features(copy)
    path = export(copy, "csv", "clashes")
    columns, rows = read_csv(path)
    by_id = {row["id"]: row for row in rows}
    row = by_id[CLASH]
    summary = row["summary"]
    row["summary"] = f"{summary} Edited."
    row["district"] = ""
    row["fatalities_low"] = f"{row['fatalities_low']}.0"
    row["lon"] = "69.9"
    added = dict.fromkeys(columns, "") | {
        "id": "made-up-2026",
        "kind": "Attack",
        "name": "Made up",
        "start": "2026-03",
        "precision_m": "5000",
        "sources": row["sources"].split(";")[0],
        "wkt": "POINT (70.123456789 37.6)",
    }
    kept = [by_id[name] for name in sorted(by_id, reverse=True)][:-1]  # another order, and one row less
    write_csv(path, columns, [*kept, added])
    bring(copy, path)
    found = changed(before, features(copy))
    assert found.keys() == {CLASH, "made-up-2026"}
    place = before[CLASH]["geometry"]
    assert found[CLASH].pop("geometry") == (place, {"type": "Point", "coordinates": [69.9, place["coordinates"][1]]})
    assert found[CLASH] == {
        "summary": (summary, f"{summary} Edited."),
        "district": (before[CLASH]["properties"]["district"], None),
    }
    assert features(copy)["made-up-2026"]["geometry"]["coordinates"] == [70.1234568, 37.6]


def test_columns_that_the_file_lacks_are_left_alone(copy: Path) -> None:
    before = features(copy, "crossings")
    write_csv(copy / "status.csv", ["id", "Status"], [{"id": BRIDGE, "Status": "Closed"}])
    bring(copy, copy / "status.csv", "crossings")
    old = before[BRIDGE]["properties"]["status"]
    assert changed(before, features(copy, "crossings")) == {BRIDGE: {"status": (old, "closed")}}


def test_a_place_that_is_given_twice_and_differs_is_refused(copy: Path) -> None:
    path = export(copy, "csv", "clashes")
    columns, rows = read_csv(path)
    (row,) = (row for row in rows if row["id"] == CLASH)
    row["lon"], row["wkt"] = "69.9", "POINT (70.1 37.6)"
    write_csv(path, columns, rows)
    (error,) = plan(copy, path).errors
    assert error.code == "place-contradicted"
    assert error.feature.startswith("line ")
    assert CLASH in error.feature


def test_edits_in_a_workbook_and_nothing_else(copy: Path) -> None:
    before = features(copy, "crossings")
    path = export(copy, "xlsx", "crossings")
    book = openpyxl.load_workbook(path)
    sheet = book["crossings"]
    names = [cell.value for cell in sheet[1]]
    (row,) = (row for row in sheet.iter_rows(min_row=2) if row[names.index("id")].value == BRIDGE)
    row[names.index("length_m")].value = 136
    row[names.index("name_tg")].value = "Пул"
    book.save(path)
    bring(copy, path, "crossings")
    found = changed(before, features(copy, "crossings"))
    assert found.keys() == {BRIDGE}
    assert found[BRIDGE].keys() == {"length_m", "names"}
    assert found[BRIDGE]["length_m"][1] == 136
    assert found[BRIDGE]["names"][1] == {**found[BRIDGE]["names"][0], "tg": "Пул"}


def test_edits_in_geojson_and_nothing_else(copy: Path) -> None:
    before = features(copy, "markets")
    path = export(copy, "geojson", "markets")
    collection = json.loads(path.read_text("utf-8"))
    feature = collection["features"][0]
    feature["properties"] |= {"status": "closed", "summary": None}
    feature["properties"].pop("name")  # a member that is not there is left alone
    path.write_text(json.dumps(collection), "utf-8")
    bring(copy, path, "markets")
    found = changed(before, features(copy, "markets"))
    assert found.keys() == {feature["id"]}
    assert found[feature["id"]].keys() <= {"status", "summary"}
    assert features(copy, "markets")[feature["id"]]["properties"]["status"] == "closed"


@pytest.mark.skipif("gpkg" not in FORMATS, reason="there is no GeoPackage yet")
def test_edits_in_a_geopackage_and_nothing_else(copy: Path) -> None:
    before = features(copy, "crossings")
    path = export(copy, "gpkg", "crossings")
    database = sqlite3.connect(path)
    triggers = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
    for name in triggers:  # they call functions that only GIS programs have
        database.execute(f'DROP TRIGGER "{name}"')
    database.execute("UPDATE crossings SET summary = 'Edited' WHERE id = ?", [BRIDGE])
    database.commit()
    database.close()
    bring(copy, path, "crossings")
    assert changed(before, features(copy, "crossings")) == {
        BRIDGE: {"summary": (before[BRIDGE]["properties"]["summary"], "Edited")}
    }


@pytest.mark.heavy
@pytest.mark.skipif("gpkg" not in FORMATS, reason="there is no GeoPackage yet")
def test_edits_in_qgis_and_nothing_else(copy: Path, qgis: Callable[..., Any]) -> None:  # noqa: F811
    before = features(copy, "crossings")
    path = export(copy, "gpkg", "crossings")
    script = Path(__file__).parent / "qgis_scripts/edit.py"
    told = qgis(script, path, "crossings", BRIDGE, "operator", "Edited in QGIS", 70.83, 38.47)
    assert told == {"changed": True}
    bring(copy, path, "crossings")
    found = changed(before, features(copy, "crossings"))
    assert found == {
        BRIDGE: {
            "operator": (before[BRIDGE]["properties"].get("operator"), "Edited in QGIS"),
            "geometry": (before[BRIDGE]["geometry"], {"type": "Point", "coordinates": [70.83, 38.47]}),
        }
    }


def test_a_place_that_stayed_keeps_its_bytes(copy: Path) -> None:
    """A layer may hold places in other digits than a format hands back."""
    edit(copy, BRIDGE, "crossings", geometry={"type": "Point", "coordinates": [70.81234567, 38.4600000]})
    bring(copy, export(copy, "csv", "crossings"), "crossings")
    assert plan(copy, export(copy, "csv", "crossings"), "crossings").files == {}
