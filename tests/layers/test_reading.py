from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import orjson
import pytest

from borderatlas.errors import LayerError
from borderatlas.layers import KINDS, LAYERS, Finding, Layer, dump_layer, read_layer

if TYPE_CHECKING:
    from borderatlas.layers import Kind
    from conftest import Bench

POINT = {"type": "Point", "coordinates": [71.5, 37.5]}


def only(findings: list[Finding]) -> Finding:
    assert len(findings) == 1, findings
    return findings[0]


@pytest.mark.parametrize("layer", LAYERS)
def test_a_sound_feature_is_read(bench: Bench, layer: str):
    read = bench.read(layer, bench.feature(layer))
    assert len(read) == 1
    assert read[f"a-{layer}"].kind == bench.samples[layer]["kind"]
    assert f"a-{layer}" in read
    assert [each.id for each in read] == [f"a-{layer}"]


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_kind_refuses_an_unknown_field_and_a_wrong_type(bench: Bench, kind: Kind):
    layer, name = kind.layer, kind.name
    plain = {key: None for key in bench.samples[layer] if key != "kind"}
    findings = bench.faults(
        layer, bench.feature(layer, **{**plain, "kind": name, "precision_m": "5 km", "colour": "red"})
    )
    by_field = {finding.field: finding for finding in findings}
    assert by_field["precision_m"].expected == "a number (m)"
    assert by_field["precision_m"].value == '"5 km"'
    assert by_field["colour"].code == "field-unknown"
    assert "details" in by_field["colour"].hint
    assert {finding.feature for finding in findings} == {f"a-{layer}"}


def test_every_fault_of_a_file_is_said_at_once(bench: Bench):
    findings = bench.faults(
        "crossings",
        bench.feature("crossings", id="one", length_m="12 km", opened="31/02/2024"),
        bench.feature("crossings", id="two", status="opened"),
        {"type": "Feature", "properties": {"kind": "bridge", "name": "No id", "sources": ["x"]}, "geometry": POINT},
    )
    assert [(finding.feature, finding.field) for finding in findings] == [
        ("one", "opened"),
        ("one", "length_m"),
        ("two", "status"),
        ("#3", "id"),
        ("#3", "precision_m"),
    ]


def test_a_message_says_what_where_and_what_to_do(bench: Bench):
    with pytest.raises(LayerError) as caught:
        bench.read("crossings", bench.feature("crossings", length_m="12 km"))
    text = str(caught.value)
    assert text.splitlines()[0].endswith("crossings.geojson: 1 fault")
    assert 'a-crossings: length_m is "12 km"; expected a number (m). Write the bare number; the unit is fixed.' in text


@pytest.mark.parametrize(
    ("layer", "changes", "fault"),
    [
        ("crossings", {"kind": "brigde"}, ("kind-unknown", "kind", "Did you mean bridge?")),
        ("crossings", {"kind": "embassy"}, ("kind-unknown", "kind", "bridge, crossing, ferry")),
        ("crossings", {"kind": None}, ("field-missing", "kind", "bridge, crossing, ferry")),
        ("crossings", {"lenght_m": 3}, ("field-unknown", "lenght_m", "Did you mean length_m?")),
        ("crossings", {"name": ""}, ("value-empty", "name", "not empty")),
        ("crossings", {"name": None}, ("field-missing", "name", "Add it")),
        ("crossings", {"name": 7}, ("type-wrong", "name", "text in quotes")),
        ("crossings", {"id": "Tem Bridge"}, ("value-malformed", "id", "kebab-case")),
        ("crossings", {"as_of": "2018-02-31"}, ("date-invalid", "as_of", "2018-08-29")),
        ("crossings", {"as_of": 2018}, ("date-invalid", "as_of", "in quotes")),
        ("crossings", {"length_m": -1}, ("value-out-of-range", "length_m", "at least 0")),
        ("crossings", {"length_m": True}, ("type-wrong", "length_m", "a number (m)")),
        ("crossings", {"precision_m": 0}, ("value-out-of-range", "precision_m", "more than 0")),
        ("crossings", {"precision_m": None}, ("rule-broken", "precision_m", "how far off")),
        ("crossings", {"geometry": None}, ("rule-broken", "unplaced_reason", "Say why")),
        ("crossings", {"names": {"tajik": "Тем"}}, ("value-malformed", "names.tajik", "BCP 47")),
        ("crossings", {"sources": []}, ("value-empty", "sources", "Every feature needs a source")),
        ("crossings", {"sources": None}, ("field-missing", "sources", "sources.json")),
        ("crossings", {"sources": ["a", "a"]}, ("rule-broken", "sources", "each source once")),
        ("crossings", {"supports": {"b": "length"}}, ("rule-broken", "supports", "b is not among them")),
        ("crossings", {"start": "2019", "end": "2018"}, ("end-before-start", "end", "Swap")),
        ("crossings", {"details": {"Dam Height": 3}}, ("value-malformed", "details.Dam Height", "snake_case")),
        ("crossings", {"carries": ["goats"]}, ("value-unknown", "carries.0", "road, foot, rail, ferry")),
        ("crossings", {"places": {"AF": {}}}, ("value-malformed", "places.AF", "alpha-3")),
        ("crossings", {"timeline": [{"date": "2018"}]}, ("field-missing", "timeline.0.event", "Add it")),
        ("crossings", {"geometry": {"type": "Point"}}, ("geometry-invalid", "geometry", "longitude, latitude")),
        ("missions", {"opened": "after 2001"}, ("date-invalid", "opened", "note field")),
        ("clashes", {"fatalities_low": 4}, ("deaths-disordered", "fatalities_high", "at least fatalities_low (4)")),
        ("clashes", {"fatalities_best": 2.5}, ("type-wrong", "fatalities_best", "a whole number")),
        ("clashes", {"disputed": "yes"}, ("type-wrong", "disputed", "true or false")),
        ("energy", {"current": "three-phase"}, ("value-unknown", "current", "AC, DC")),
        ("boundary", {"precision_m": 999}, ("position-too-sharp", "precision_m", "at least 1000 m")),
        ("boundary", {"place_level": "exact"}, ("position-too-sharp", "place_level", "town level")),
        (
            "boundary",
            {"kind": "base", "post_type": None, "precision_m": 50},
            ("position-too-sharp", "precision_m", "base"),
        ),
        ("movements", {"people": "80,000"}, ("type-wrong", "people", "without quotes")),
    ],
)
def test_a_fault_names_its_field_and_the_way_out(
    bench: Bench, layer: str, changes: dict[str, object], fault: tuple[str, str, str]
):
    code, field, words = fault
    finding = only(bench.faults(layer, bench.feature(layer, **changes)))
    assert (finding.code, finding.field) == (code, field)
    assert words in finding.text()


def test_a_post_at_town_level_is_fine(bench: Bench):
    assert bench.read("boundary", bench.feature("boundary", precision_m=1000, place_level="near"))["a-boundary"]


def test_a_reach_is_placed_by_its_kilometres(bench: Bench):
    reach = {"kind": "reach", "post_type": None, "precision_m": None, "geometry": None}
    assert bench.read("boundary", bench.feature("boundary", **reach, km_from=0, km_to=82))[
        "a-boundary"
    ].placed_by_line()
    backwards = only(bench.faults("boundary", bench.feature("boundary", **reach, km_from=82, km_to=0)))
    assert backwards.field == "km_to"
    assert only(bench.faults("boundary", bench.feature("boundary", **reach, km_from=0))).field == "unplaced_reason"


def test_an_id_stands_once(bench: Bench):
    finding = only(
        bench.faults("crossings", bench.feature("crossings", id="twice"), bench.feature("crossings", id="twice"))
    )
    assert (finding.code, finding.feature, finding.value) == ("id-duplicate", "#2", '"twice"')
    assert "number 1 has it already" in finding.expected


def test_an_id_among_the_properties_is_taken(bench: Bench):
    entry = bench.feature("crossings")
    entry["properties"]["id"] = entry.pop("id")
    assert bench.read("crossings", entry)["a-crossings"]
    entry["id"] = "another"
    assert only(bench.faults("crossings", entry)).code == "id-conflict"


def test_a_member_beside_the_properties_is_told(bench: Bench):
    finding = only(bench.faults("crossings", {**bench.feature("crossings"), "length_m": 12}))
    assert (finding.code, finding.field) == ("field-misplaced", "length_m")


@pytest.mark.parametrize("entry", [None, 7, {"type": "Point"}, {"type": "Feature", "properties": None}])
def test_what_is_no_feature_is_told_by_its_number(bench: Bench, entry: object):
    finding = only(bench.faults("crossings", entry))
    assert (finding.code, finding.feature) == ("not-a-feature", "#1")


def test_broken_json_gives_line_and_column(bench: Bench):
    path = bench.write("clashes.geojson", b'{\n  "type": "FeatureCollection",\n  "features": [,]\n}\n')
    with pytest.raises(LayerError, match="line 3, column 16") as caught:
        read_layer(path, "clashes")
    assert caught.value.findings[0].code == "json-broken"
    assert isinstance(caught.value.__cause__, orjson.JSONDecodeError)


def test_a_byte_order_mark_does_no_harm(bench: Bench):
    path = bench.write("clashes.geojson", b'\xef\xbb\xbf{"type": "FeatureCollection", "features": []}')
    assert len(read_layer(path, "clashes")) == 0


@pytest.mark.parametrize("text", [b'{"a": "\xff"}', b"", b'{"a": NaN}'])
def test_other_bytes_are_no_json(bench: Bench, text: bytes):
    with pytest.raises(LayerError, match="JSON in UTF-8"):
        read_layer(bench.write("clashes.geojson", text), "clashes")


def test_a_missing_file_is_named(tmp_path: Path):
    with pytest.raises(LayerError, match=r"gone\.geojson: 1 fault\n.*there is none"):
        read_layer(tmp_path / "gone.geojson", "clashes")


def test_a_folder_is_no_file(tmp_path: Path):
    with pytest.raises(LayerError, match="readable file"):
        read_layer(tmp_path, "clashes")


@pytest.mark.parametrize("value", [[], {"type": "Topology"}, {"type": "FeatureCollection"}, "x"])
def test_another_top_level_is_told(bench: Bench, value: object):
    with pytest.raises(LayerError, match=r"expected a (GeoJSON FeatureCollection|list under features)"):
        read_layer(bench.write("clashes.geojson", value), "clashes")


def test_only_degrees_of_wgs84_are_read(bench: Bench):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    collection = {"type": "FeatureCollection", "name": "clashes", "crs": crs, "features": []}
    assert len(read_layer(bench.write("clashes.geojson", collection), "clashes")) == 0
    crs["properties"] = {"name": "urn:ogc:def:crs:EPSG::3857"}
    with pytest.raises(LayerError, match="EPSG::3857"):
        read_layer(bench.write("clashes.geojson", collection), "clashes")


def test_an_unknown_layer_lists_the_known_ones(tmp_path: Path):
    with pytest.raises(LayerError, match="crossings, markets"):
        read_layer(tmp_path / "x.geojson", "x")


def test_a_long_value_is_shortened(bench: Bench):
    finding = only(bench.faults("clashes", bench.feature("clashes", start="x" * 1_000_000)))
    assert len(finding.value) <= 60
    assert finding.value.endswith("…")


def test_a_message_stays_short_and_on_its_line_whatever_the_file_holds(bench: Bench):
    nasty = "\x1b[31m\n\u202e" + "x" * 1_000_000
    entry = bench.feature("clashes", id=nasty, **{nasty: nasty})
    for finding in bench.faults("clashes", entry):
        assert finding.text().isprintable()
        assert len(finding.text()) < 400


def test_a_dump_is_canonical_whatever_the_order_of_the_file(bench: Bench):
    one = bench.feature("clashes", id="b", details={"z": 1.0, "a": None}, names={"tg": "Тем", "fa": "تم"}, conflicts=[])
    two = bench.feature("clashes", id="a", fatalities_by_side={"guards": None, "others": 2})
    dumped = dump_layer(bench.read("clashes", one, two))
    assert dumped == dump_layer(bench.read("clashes", *orjson.loads(dumped)["features"]))
    first, second = orjson.loads(dumped)["features"]
    assert (first["id"], second["id"]) == ("a", "b")
    assert first["properties"]["fatalities_by_side"] == {"guards": None, "others": 2}
    assert list(second["properties"]["details"].items()) == [("a", None), ("z", 1)]
    assert list(second["properties"]["names"]) == ["fa", "tg"]
    assert "conflicts" not in second["properties"]
    assert dumped.endswith(b"}\n")
    assert "Тем".encode() in dumped


def test_a_frame_has_a_row_per_feature_and_keeps_what_is_unknown(bench: Bench):
    layer = bench.read(
        "clashes",
        bench.feature("clashes", id="placed"),
        bench.feature("clashes", id="unplaced", geometry=None, precision_m=None, unplaced_reason="no place"),
    )
    frame = layer.frame()
    assert list(frame.index) == ["placed", "unplaced"]
    assert frame.crs.to_epsg() == 4326
    assert frame.loc["placed", "geometry"].x == 71.5
    assert frame.loc["unplaced", "geometry"] is None
    assert frame.loc["placed", "start"] == "2018-08"
    assert frame["fatalities_best"].isna().all()


def test_an_empty_layer_has_an_empty_frame(bench: Bench):
    assert len(Layer("clashes", Path("x"), ()).frame()) == 0


def test_reading_does_not_import_pandas():
    code = "import sys, borderatlas.layers; sys.exit('pandas' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_facts_are_those_of_the_kind_and_then_the_rare_ones(bench: Bench):
    read = bench.read("crossings", bench.feature("crossings", details={"spans": 3}, summary="A bridge."))
    assert read["a-crossings"].facts() == {"length_m": 135, "spans": 3}
