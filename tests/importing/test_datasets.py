"""Data sets by their documented columns; all rows are made up."""

from __future__ import annotations

import gzip
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.importing.made import (
    ACLED,
    UCDP,
    acled,
    bring,
    edit,
    features,
    layer_file,
    plan,
    ucdp,
    write_csv,
)

from borderatlas import Atlas
from borderatlas.errors import UsageError
from borderatlas.importing.datasets import DATASETS
from borderatlas.layers import LAYERS

if TYPE_CHECKING:
    from pathlib import Path


def sources(folder: Path) -> dict[str, Any]:
    return {entry["id"]: entry for entry in json.loads((folder / "geodata/sources.json").read_text("utf-8"))}


def ged(folder: Path, *rows: dict[str, object], name: str = "GEDEvent_v25_1.csv") -> Path:
    return write_csv(folder / name, UCDP, rows)


def test_ucdp_is_recognised_and_read(copy: Path) -> None:
    made = bring(copy, ged(copy, ucdp(1)))
    assert made.mapping == "ucdp-ged"
    assert "UCDP Georeferenced Event Dataset" in made.notes[0]
    feature = features(copy)["ucdp-1001"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [70.82, 38.46]}
    assert feature["properties"] == {
        "kind": "attack",
        "name": "Made-up village",
        "status": "past",
        "start": "2020-05-01",
        "precision_m": 5000,
        "place_level": "exact",
        "relation": "core",
        "place": "near the made-up village",
        "country": "Tajikistan",
        "province": "Made-up province",
        "district": "Made-up district",
        "actors": ["Made-up government", "Made-up group"],
        "fatalities_low": 2,
        "fatalities_best": 3,
        "fatalities_high": 4,
        "details": {
            "conflict": "Made-up conflict",
            "deaths_civilians": 0,
            "deaths_side_a": 1,
            "deaths_side_b": 2,
            "deaths_unknown": 0,
            "event_clarity": 1,
            "reported_by": "Made-up agency, 2020-05-02, a headline; made-up paper",
            "violence": "state-based",
        },
        "position_source": "UCDP GED: the point of the place that is named (where_prec 1)",
        "dataset": "ucdp-ged",
        "sources": ["ucdp-ged"],
    }
    entry = sources(copy)["ucdp-ged"]
    assert (entry["version"], entry["note"], entry.get("custom")) == ("25.1", "CC BY 4.0", None)


@pytest.mark.parametrize(
    ("where", "radius", "level"),
    [(1, 5000, "exact"), (2, 25000, "near"), (3, 50000, "district"), (4, 150000, "province")],
)
def test_ucdp_places_are_no_sharper_than_they_are_said(copy: Path, where: int, radius: int, level: str) -> None:
    bring(copy, ged(copy, ucdp(1, where_prec=where)))
    properties = features(copy)["ucdp-1001"]["properties"]
    assert (properties["precision_m"], properties["place_level"]) == (radius, level)


@pytest.mark.parametrize("where", [5, 6, 7])
def test_a_ucdp_point_that_only_stands_for_a_place_is_none(copy: Path, where: int) -> None:
    bring(copy, ged(copy, ucdp(1, where_prec=where)))
    feature = features(copy)["ucdp-1001"]
    assert feature["geometry"] is None
    assert f"where_prec {where}" in feature["properties"]["unplaced_reason"]
    assert not {"precision_m", "place_level", "position_source"} & feature["properties"].keys()


@pytest.mark.parametrize(
    ("known", "first", "last", "start", "end"),
    [
        (1, "2020-05-01", "2020-05-01", "2020-05-01", None),
        (2, "2020-05-01", "2020-05-04", "2020-05-01", "2020-05-04"),
        (4, "2020-05-01", "2020-05-31", "2020-05", None),
        (4, "2020-05-20", "2020-06-10", "2020-05", "2020-06"),
        (5, "2020-01-01", "2020-12-31", "2020", None),
    ],
)
def test_ucdp_days_are_no_sharper_than_they_are_said(  # noqa: PLR0913, PLR0917  # one for each column of the table
    copy: Path, known: int, first: str, last: str, start: str, end: str | None
) -> None:
    bring(copy, ged(copy, ucdp(1, date_prec=known, date_start=first, date_end=last)))
    properties = features(copy)["ucdp-1001"]["properties"]
    assert (properties["start"], properties.get("end")) == (start, end)


def test_what_lies_far_from_the_line_stays_away_and_is_counted(copy: Path) -> None:
    far = ucdp(2, latitude=34.53, longitude=69.17)
    path = ged(copy, ucdp(1), far)
    assert plan(copy, path).left_out == {"over 50 km from the line": 1}
    assert plan(copy, path, within_km=2000).rows["added"] == 2
    bring(copy, path)
    moved = ged(copy, far | {"id": 1001})
    assert plan(copy, moved).rows["updated"] == 1  # it is known, and moved


def test_a_new_version_updates_and_what_a_person_wrote_stays(copy: Path) -> None:
    bring(copy, ged(copy, ucdp(1), ucdp(2)))
    edit(copy, "ucdp-1001", summary="Told by a person", fatalities_high=9, district=None)
    newer = ged(
        copy,
        ucdp(1, best=5, high=8, low=4, adm_1="Another province", adm_2="Another district", side_b=""),
        ucdp(2, high=7),
        name="GEDEvent_v26_1.csv",
    )
    made = bring(copy, newer)
    one, two = (features(copy)[name]["properties"] for name in ("ucdp-1001", "ucdp-1002"))
    assert (one["summary"], one["province"]) == ("Told by a person", "Another province")
    assert (one["fatalities_low"], one["fatalities_best"], one["fatalities_high"]) == (2, 3, 9)
    assert "district" not in one
    assert two["fatalities_high"] == 7
    assert {conflict.field for conflict in made.conflicts} == {
        "fatalities_low",
        "fatalities_best",
        "fatalities_high",
        "district",
    }
    assert sources(copy)["ucdp-ged"]["version"] == "26.1"
    assert plan(copy, newer).files == {}
    assert plan(copy, newer).conflicts == ()


def test_what_a_person_deleted_does_not_come_back(copy: Path) -> None:
    path = ged(copy, ucdp(1), ucdp(2))
    bring(copy, path)
    collection = json.loads(layer_file(copy).read_text("utf-8"))
    collection["features"] = [each for each in collection["features"] if each["id"] != "ucdp-1002"]
    layer_file(copy).write_text(json.dumps(collection), "utf-8")
    made = plan(copy, path)
    assert made.left_out == {"deleted from the layer by hand": 1}
    assert not made.diff


def test_what_the_source_no_longer_has_goes_only_when_asked_and_not_edited(copy: Path) -> None:
    bring(copy, ged(copy, ucdp(1), ucdp(2), ucdp(3)))
    edit(copy, "ucdp-1003", notes="Told by a person")
    fewer = ged(copy, ucdp(1))
    assert not plan(copy, fewer).diff
    made = bring(copy, fewer, remove_missing=True)
    assert set(made.diff.removed) == {"ucdp-1002"}
    assert any("ucdp-1003" in note for note in made.notes)
    assert len(features(copy)) == 119 + 2


def test_acled_is_read_and_stays_at_home(copy: Path) -> None:
    path = write_csv(
        copy / "acled.csv",
        ACLED,
        [
            acled(1),
            acled(2, time_precision=2, geo_precision=2, sub_event_type="Air/drone strike", fatalities=0),
            acled(3, time_precision=3, geo_precision=3, event_date="2020-05-15"),
            acled(4, event_type="Protests", sub_event_type="Peaceful protest"),
        ],
    )
    made = bring(copy, path)
    assert made.left_out == {"sub_event_type is Peaceful protest": 1}
    one, two, three = (features(copy)[f"acled-tjk{number}"]["properties"] for number in (1, 2, 3))
    assert (one["kind"], one["start"], one.get("end"), one["precision_m"]) == (
        "exchange_of_fire",
        "2020-05-01",
        None,
        5000,
    )
    assert (one["fatalities_low"], one.get("fatalities_best")) == (2, None)
    assert one["details"]["reported_by"] == "Made-up agency; Made-up paper"
    assert (two["kind"], two["start"], two["end"]) == ("air_strike", "2020-04-25", "2020-05-09")
    assert (two["precision_m"], two["place_level"], two.get("fatalities_low")) == (25000, "near", None)
    assert (three["start"], three.get("end"), three["place_level"]) == ("2020-05", None, "province")
    assert sources(copy)["acled"]["custom"] == {"redistribution": "forbidden"}
    done = Atlas.open(copy).export("geojson", copy / "out.geojson", layers=["clashes"])
    assert "acled" not in done.files[0].read_text("utf-8")


GEONAMES = [
    *(
        "1111111",
        'Made-up "Most"',
        "Made-up Most",
        "Most,Мост",
        "38.46",
        "70.82",
        "S",
        "BDG",
        "TJ",
        "",
        "03",
        "",
        "",
        "",
    ),
    *("0", "", "1300", "Asia/Dushanbe", "2020-01-01"),
]


def geonames(**cells: str) -> str:
    names = ("id", "name", "ascii", "alternate", "lat", "lon", "class", "code")
    row = list(GEONAMES)
    for name, cell in cells.items():
        row[names.index(name)] = cell
    return "\t".join(row) + "\n"


def test_geonames_has_no_names_of_columns(copy: Path) -> None:
    text = geonames() + geonames(id="2222222", code="PPL") + geonames(id="3333333", name="Post", code="PSTB")
    path = copy / "TJ.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "made up")
        archive.writestr("TJ.txt", text)
    (copy / "TJ.txt").write_text(text, "utf-8")
    (copy / "TJ.txt.gz").write_bytes(gzip.compress(text.encode()))
    for name in ("TJ.zip", "TJ.txt", "TJ.txt.gz"):
        made = plan(copy, copy / name, "crossings")
        assert (made.mapping, made.rows["added"], made.rows["total"]) == ("geonames", 2, 3)
        assert made.left_out == {"feature_code is PPL": 1}
    bring(copy, path, "crossings")
    found = features(copy, "crossings")
    assert found["geonames-1111111"]["properties"]["name"] == 'Made-up "Most"'
    assert found["geonames-3333333"]["properties"]["kind"] == "crossing"


def test_rows_of_geonames_are_named_by_their_line(copy: Path) -> None:
    (copy / "TJ.txt").write_text(geonames() + geonames(id="2222222", lat="north"), "utf-8")
    (error,) = plan(copy, copy / "TJ.txt", "crossings").errors
    assert (error.code, error.feature) == ("row-unreadable", "line 2")


def test_military_places_come_in_at_town_level(copy: Path) -> None:
    (copy / "AF.txt").write_text(geonames(lat="38.46123", lon="70.82456", code="MILB"), "utf-8")
    made = bring(copy, copy / "AF.txt", "boundary")
    feature = features(copy, "boundary")["geonames-1111111"]
    assert feature["geometry"]["coordinates"] == [70.82, 38.46]
    assert feature["properties"]["precision_m"] >= 1000
    assert feature["properties"]["place_level"] == "near"
    assert any("town level" in note for note in made.notes)


def test_openstreetmap_as_overpass_answers(copy: Path) -> None:
    line = [{"lat": 38.46, "lon": 70.82}, {"lat": 38.462, "lon": 70.822}]
    answer = {
        "version": 0.6,
        "osm3s": {"copyright": "made up"},
        "elements": [
            {
                "type": "way",
                "id": 5,
                "geometry": line,
                "tags": {
                    "bridge": "yes",
                    "highway": "primary",
                    "name": "Пул",
                    "name:en": "Made bridge",
                    "name:tg": "Пул",
                },
            },
            {"type": "node", "id": 6, "lat": 38.5, "lon": 70.8, "tags": {"barrier": "border_control"}},
            {"type": "node", "id": 7, "lat": 38.5, "lon": 70.8, "tags": {"shop": "kiosk"}},
        ],
    }
    (copy / "overpass.json").write_text(json.dumps(answer), "utf-8")
    made = bring(copy, copy / "overpass.json", "crossings")
    assert made.rows["added"] == 2
    bridge, post = (features(copy, "crossings")[name] for name in ("osm-way-5", "osm-node-6"))
    assert bridge["geometry"] == {"type": "Point", "coordinates": [70.821, 38.461]}
    assert (bridge["properties"]["kind"], bridge["properties"]["name"]) == ("bridge", "Made bridge")
    assert bridge["properties"]["names"] == {"en": "Made bridge", "tg": "Пул"}
    assert bridge["properties"]["precision_m"] >= 100
    assert (post["properties"]["kind"], post["properties"]["name"]) == ("crossing", "A crossing without a name")
    assert sources(copy)["openstreetmap"]["note"] == "ODbL 1.0"
    assert any("ODbL" in note for note in made.notes)


def test_openstreetmap_as_geojson(copy: Path) -> None:
    square = [[70.82, 38.46], [70.821, 38.46], [70.821, 38.461], [70.82, 38.461], [70.82, 38.46]]
    properties = {"@id": "way/8", "office": "diplomatic", "diplomatic": "consulate", "consulate": "consulate_general"}
    feature = {
        "type": "Feature",
        "id": "way/8",
        "properties": {**properties, "name": "Made consulate", "country": "TJ"},
        "geometry": {"type": "Polygon", "coordinates": [square]},
    }
    path = copy / "osm.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    bring(copy, path, "missions")
    found = features(copy, "missions")["osm-way-8"]
    assert (found["properties"]["kind"], found["geometry"]["type"]) == ("consulate_general", "Point")


def test_hxl_by_its_tags_in_any_order(copy: Path) -> None:
    rows = [
        ["When", "Where", "Breite", "Länge", "Killed", "Type", "No"],
        ["#date+start", "#loc+name+en", "#geo+lat", "#lon", "#affected+killed", "#event+type", "#event+id"],
        ["2020-05-01", "Made-up village", "38.46", "70.82", "2", "attack", "7"],
    ]
    rows[1][3] = "#geo +lon"
    path = copy / "hxl.csv"
    path.write_text("\n".join(",".join(row) for row in rows), "utf-8")
    key = next(iter(sources(copy)))
    made = bring(copy, path, source_key=key, fields={"precision_m": "=5000"})
    feature = features(copy)[f"{key}-7"]
    assert feature["geometry"]["coordinates"] == [70.82, 38.46]
    properties = feature["properties"]
    assert (properties["place"], properties["fatalities_best"], properties["sources"]) == ("Made-up village", 2, [key])
    assert made.mapping == f"hxl-{key}"
    path.write_text(path.read_text("utf-8").replace("attack,7", "attack,8"), "utf-8")
    (error,) = plan(copy, path, source_key=key).errors
    assert (error.field, error.feature) == ("precision_m", f"line 3 ({key}-8)"[:60])


def test_a_data_set_is_not_for_every_layer(copy: Path) -> None:
    with pytest.raises(UsageError, match="is for clashes, not for markets"):
        plan(copy, ged(copy, ucdp(1)), "markets", mapping="ucdp-ged")


@pytest.mark.parametrize("name", DATASETS)
def test_ready_made_mappings_name_fields_that_their_layers_have(name: str) -> None:
    dataset = DATASETS[name]
    for layer, mapping in dataset.mappings.items():
        known = {field for model in LAYERS[layer].models.values() for field in model.model_fields} | {"lon", "lat"}
        assert {field.partition(".")[0] for field in mapping.fields} <= known
        kinds = [word for rule in mapping.fields.get("kind", ()) for word in rule.values.values()]
        assert set(kinds) <= LAYERS[layer].models.keys()


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(order=st.permutations(range(1, 6)))
def test_the_order_of_rows_never_matters(
    tmp_path_factory: pytest.TempPathFactory, root: Path, order: list[int]
) -> None:
    import shutil

    written = []
    for numbers in (range(1, 6), order):
        folder = tmp_path_factory.mktemp("order")
        shutil.copytree(root / "geodata", folder / "geodata", ignore=shutil.ignore_patterns("recipes"))
        bring(folder, ged(folder, *(ucdp(number) for number in numbers)))
        files = ("clashes.geojson", "sources.json", "imports/clashes.ucdp-ged.json")
        written.append([(folder / "geodata" / name).read_bytes() for name in files])
    assert written[0] == written[1]


def test_a_row_that_is_likely_known_is_told(copy: Path) -> None:
    known = features(copy)["2026-01-18-khirmanjo-clash"]
    lon, lat = known["geometry"]["coordinates"]
    day = known["properties"]["start"]
    made = plan(copy, ged(copy, ucdp(1, longitude=lon, latitude=lat, date_start=day, date_end=day)))
    (warning,) = (finding for finding in made.findings if finding.code == "likely-known")
    assert "2026-01-18-khirmanjo-clash" in warning.expected
    assert not made.refused
    other = plan(copy, ged(copy, ucdp(1, longitude=lon, latitude=lat)))
    assert [finding for finding in other.findings if finding.code == "likely-known"] == []
