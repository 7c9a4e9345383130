"""A grid of bad inputs: each fault just outside its limit gives its finding, and just inside none.

A row is one file. `code` is what must be found, None for a file that is sound; `feature` and `field` say where, `words`
what the message must hold: what is expected, or what to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from tests.checks.made import collection, feature, findings, point, shape

from borderatlas.layers.codes import CODES
from borderatlas.layers.json_text import DEPTH
from borderatlas.layers.kinds.base import LONGEST_TEXT

if TYPE_CHECKING:
    from pathlib import Path

SOUND = collection(feature("clashes"))
RING = [[70, 37], [71, 37], [71, 38], [70, 38], [70, 37]]
HOLE = [[70.2, 37.2], [70.2, 37.4], [70.4, 37.4], [70.4, 37.2], [70.2, 37.2]]


@dataclass(frozen=True)
class Row:
    name: str
    data: bytes
    code: str | None
    words: str = ""
    feature: str = "one"
    field: str = ""
    layer: str = "clashes"


def file(name: str, data: bytes, code: str | None, words: str = "", **where: str) -> Row:
    return Row(name, data, code, words, **{"feature": "", **where})


def entry(  # noqa: PLR0913, PLR0917
    name: str, layer: str, changes: dict[str, Any], code: str | None, field: str = "", words: str = ""
) -> Row:
    return Row(name, collection(feature(layer, **changes)), code, words, changes.get("id", "one") or "#1", field, layer)


def geometry(name: str, value: object, code: str | None, words: str = "") -> Row:
    data = collection(feature("energy", geometry=value))
    return Row(name, data, code, words, "one", "geometry", "energy")


def nested(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = [value]
    return value


def member(text: str) -> bytes:
    """A file whose feature has this JSON among its properties."""
    return SOUND.replace(b'"name":"Sample"', f'"name":"Sample",{text}'.encode())


FILES = [
    file("empty", b"", "file-empty", "the file is empty"),
    file("blanks", b" \n\t ", "file-empty", "Restore it"),
    file("one blank before", b" " + SOUND, None),
    file("gzip", b"\x1f\x8b\x08\x00" + bytes(20), "file-other-format", "gzip"),
    file("zip", b"PK\x03\x04" + bytes(20), "file-other-format", "borderatlas import"),
    file("geopackage", b"SQLite format 3\x00" + bytes(20), "file-other-format", "GeoPackage"),
    file("flatgeobuf", b"fgb\x03fgb\x00" + bytes(20), "file-other-format", "FlatGeobuf"),
    file("parquet", b"PAR1" + bytes(20), "file-other-format", "GeoParquet"),
    file("shapefile", b"\x00\x00\x27\x0a" + bytes(20), "file-other-format", "Shapefile"),
    file("kml", b'<?xml version="1.0"?><kml/>', "file-other-format", "KML"),
    file("html", b"<!DOCTYPE html><title>Not found</title>", "file-other-format", "HTML"),
    file("utf-16 with mark", "\ufeff{}".encode("utf-16-le"), "encoding-wrong", "UTF-16"),
    file("utf-16 big end", "\ufeff{}".encode("utf-16-be"), "encoding-wrong", "UTF-16"),
    file("utf-16 without mark", SOUND.decode().encode("utf-16-le"), "encoding-wrong", "UTF-16"),
    file("utf-32", "\ufeff{}".encode("utf-32-be"), "encoding-wrong", "UTF-32"),
    file(
        "windows-1251",
        SOUND.replace(b"Sample", "Мост дружбы через реку Пяндж у города Хорог".encode("cp1251")),
        "encoding-wrong",
        "look like cp1251",
    ),
    file("latin-1", SOUND.replace(b"Sample", "Café".encode("latin-1")), "encoding-wrong", "Save the file as UTF-8"),
    file("a stray byte", SOUND.replace(b"Sample", b"Sam\xffple"), "encoding-wrong", "is no UTF-8"),
    file("cut within a letter", SOUND.replace(b"Sample", "Тем".encode()[:-1]), "encoding-wrong", "no UTF-8"),
    file("overlong", SOUND.replace(b"Sample", b"\xc0\xaf"), "encoding-wrong", "no UTF-8"),
    file("utf-8 of many scripts", SOUND.replace(b"Sample", "Тем تم ཐེམ 🌉".encode()), None),
    file("byte order mark", b"\xef\xbb\xbf" + SOUND, "byte-order-mark", "without BOM"),
    file("two byte order marks", b"\xef\xbb\xbf" * 2 + SOUND, "json-broken", "line 1, column 1"),
    file("nothing but a mark", b"\xef\xbb\xbf", "file-empty", "Restore it"),
    file("not json", b"hello", "json-broken", "line 1, column 1"),
    file("trailing comma in a list", b'{"type":"FeatureCollection","features":[1,]}', "json-broken", "comma before"),
    file("trailing comma in an object", b'{"type":"FeatureCollection",}', "json-broken", "comma before"),
    file("missing comma", b'{"type":"FeatureCollection" "features":[]}', "json-broken", "missing comma"),
    file("single quotes", b"{'type':'FeatureCollection'}", "json-broken", "straight double quotes"),
    file("curly quotes", "{“type”:1}".encode(), "json-broken", "straight double quotes"),
    file("no quotes", b"{type:1}", "json-broken", "missing comma, quote or bracket"),
    file("a comment", b'// layer\n{"type":"FeatureCollection","features":[]}', "json-broken", "Delete the comment"),
    file("a hash comment", b'# layer\n{"type":"FeatureCollection","features":[]}', "json-broken", "Delete the comment"),
    file("two documents", SOUND + SOUND, "json-broken", "follows the last bracket"),
    file("newline-delimited", b"\n".join([orjson.dumps(feature("clashes"))] * 2), "json-broken", "one per line"),
    file("python's true", member('"disputed":True'), "json-broken", "small letters"),
    file("python's none", member('"notes":None'), "json-broken", "small letters"),
    file("line break in a text", SOUND.replace(b"Sample", b"Sam\nple"), "json-broken", "\\n"),
    file("tab in a text", SOUND.replace(b"Sample", b"Sam\tple"), "json-broken", "\\t"),
    file("a bad escape", SOUND.replace(b"Sample", b"C:\\\\temp\\x"), "json-broken", "escaped"),
    file("half a surrogate", SOUND.replace(b"Sample", b"\\ud800"), "json-broken", "surrogate"),
    file("a leading zero", member('"fatalities_best":02'), "json-broken", "leading zero"),
    file("a bare point", member('"fatalities_best":.5'), "json-broken", "line 1"),
    file("a decimal comma", SOUND.replace(b"37.6", b"37,6,"), "json-broken", "line 1"),
    file("hexadecimal", member('"fatalities_best":0x10'), "json-broken", "line 1"),
    file("nul bytes", bytes(64), "json-broken", "line 1"),
    file("a cut in a text", SOUND[: SOUND.index(b"Sample") + 3], "json-cut-short", "Fetch or copy the file again"),
    file("a cut after a key", SOUND[: SOUND.index(b'"Sample"')], "json-cut-short", "ends in the middle"),
    file("a cut in a number", SOUND[: SOUND.index(b"37.6") + 3], "json-cut-short", "ends in the middle"),
    file("the last bracket missing", SOUND[:-1], "json-cut-short", "close the bracket"),
    file("one byte", b"{", "json-cut-short", "line 1, column 2"),
    file("nan", SOUND.replace(b"37.6", b"NaN"), "number-not-finite", "Write null"),
    file("infinity", SOUND.replace(b"37.6", b"Infinity"), "number-not-finite", "Infinity is no JSON number"),
    file("minus infinity", SOUND.replace(b"37.6", b"-Infinity"), "number-not-finite", "-Infinity"),
    file("beyond a double", SOUND.replace(b"37.6", b"1e400"), "number-too-large", "Correct the number"),
    file("four hundred digits", SOUND.replace(b"37.6", b"9" * 400), "number-too-large", "1.8e308"),
    file("brackets without end", b"[" * 100_000, "nesting-too-deep", "Flatten"),
    file("brackets and their ends", b"[" * 5_000 + b"]" * 5_000, "nesting-too-deep", f"at most {DEPTH} levels"),
    file(
        "a key of the collection twice",
        b'{"type":"x","type":"FeatureCollection","features":[]}',
        "key-duplicate",
        "Keep one",
        field="type",
    ),
    file(
        "features twice",
        b'{"type":"FeatureCollection","features":[],"features":[]}',
        "key-duplicate",
        "Keep one",
        field="features",
    ),
    file("a property twice", member('"name":"Other"'), "key-duplicate", "Keep one", feature="one", field="name"),
    file("a loose property twice", member('"name" :"Other"'), "key-duplicate", "Keep one", feature="one", field="name"),
    file(
        "an escaped key twice", member('"n\\u0061me":"Other"'), "key-duplicate", "Keep one", feature="one", field="name"
    ),
    file(
        "a deep key twice",
        member('"names":{"tg":"а","tg":"б"}'),
        "key-duplicate",
        "Keep one",
        feature="one",
        field="names.tg",
    ),
    file(
        "a key of a list's object twice",
        member('"timeline":[{"date":"1","date":"2","event":"x"}]'),
        "key-duplicate",
        "Keep one",
        feature="one",
        field="timeline.0.date",
    ),
    file(
        "a key of the geometry twice",
        SOUND.replace(b'{"type":"Point"', b'{"type":"Point","type":"Point"'),
        "key-duplicate",
        "Keep one",
        feature="one",
        field="geometry.type",
    ),
    file("a key twice in two objects", member('"names":{"tg":"а"},"supports":{"a-source":"\\": a"}'), None),
    file("a list at the top", b"[]", "not-a-collection", "found a list"),
    file("a text at the top", b'"x"', "not-a-collection", "found text"),
    file("null at the top", b"null", "not-a-collection", "found null"),
    file("a number at the top", b"7", "not-a-collection", "found the number 7"),
    file("topojson", b'{"type":"Topology"}', "not-a-collection", 'found "Topology"'),
    file("a single feature", orjson.dumps(feature("clashes")), "not-a-collection", "FeatureCollection"),
    file("no features", b'{"type":"FeatureCollection"}', "not-a-collection", "list under features", field="features"),
    file(
        "features an object",
        b'{"type":"FeatureCollection","features":{}}',
        "not-a-collection",
        "an object",
        field="features",
    ),
    file(
        "features null", b'{"type":"FeatureCollection","features":null}', "not-a-collection", "null", field="features"
    ),
    file("no entries", collection(), None),
    file(
        "crs of web mercator",
        collection(crs={"type": "name", "properties": {"name": "EPSG:3857"}}),
        "crs-unexpected",
        "EPSG:4326",
        field="crs",
    ),
    file("crs a text", collection(crs="utm 42"), "crs-unexpected", "utm 42", field="crs"),
    file("crs a list", collection(crs=[1]), "crs-unexpected", "[1]", field="crs"),
    file(
        "crs of wgs 84",
        collection(crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}),
        "crs-member",
        "Delete the member",
        field="crs",
    ),
    file("crs null", collection(crs=None), None),
    file("bbox of three", collection(bbox=[1, 2, 3]), "bbox-wrong", "four or six", field="bbox"),
    file("bbox of text", collection(bbox=["1", "2", "3", "4"]), "bbox-wrong", "numbers", field="bbox"),
    file("bbox of booleans", collection(bbox=[True, 1, 2, 3]), "bbox-wrong", "Delete it", field="bbox"),
    file("bbox of four", collection(bbox=[1, 2, 3, 4]), None),
    file("bbox of six", collection(bbox=[1, 2, 0, 3, 4, 9]), None),
    file(
        "bbox of a feature",
        collection({**feature("clashes"), "bbox": 7}),
        "bbox-wrong",
        "Delete it",
        feature="#1",
        field="bbox",
    ),
    file("foreign members", collection(feature("clashes"), name="clashes", note={"deep": [1]}), None),
]
FILES += [
    file(f"entry {value!r}", collection(value), "not-a-feature", "Feature", feature="#1")
    for value in (None, 7, "x", [], {}, {"type": "feature"}, {"type": "Point", "coordinates": [1, 2]})
]
FILES += [
    file(
        f"properties {value!r}",
        collection({**feature("clashes"), "properties": value}),
        "not-a-feature",
        "Facts of a feature",
        feature="#1",
        field="properties",
    )
    for value in (None, [], "x", 7)
]
FILES += [
    file("a fact beside the properties", collection({**feature("clashes"), "injured": 1}), "field-misplaced",
         "Move injured into properties", feature="#1", field="injured"),
    file("a geometry among the properties", member('"geometry":null'), "field-misplaced", "Rename or delete it",
         feature="#1", field="properties.geometry"),
    file("two ids", member('"id":"two"'), "id-conflict", "Keep one of the two", feature="#1", field="id"),
    file("the same id twice in one", member('"id":"one"'), None),
    file("the second of one id", collection(feature("clashes"), feature("clashes")), "id-duplicate",
         "number 1 has it already", feature="#2", field="id"),
    file("the id of a faulty feature", collection(feature("clashes", start="x"), feature("clashes")), "id-duplicate",
         "another id", feature="#2", field="id"),
    file("ids that differ in one letter", collection(feature("clashes"), feature("clashes", id="ones")), None),
    file("no id", collection({"type": "Feature", "properties": feature("clashes")["properties"], "geometry": point()}),
         "field-missing", "Add it", feature="#1", field="id"),
    file("a number as id", collection(feature("clashes", id=12)), "type-wrong", "text in quotes", feature="#1",
         field="id"),
    file("a list as id", collection(feature("clashes", id=["a"])), "type-wrong", "text in quotes", feature="#1",
         field="id"),
    file("no geometry member", collection({k: v for k, v in feature("clashes").items() if k != "geometry"}),
         "rule-broken", "Say why", feature="one", field="unplaced_reason"),
    file("nested to the limit", collection(feature("clashes", details={"a": nested(DEPTH - 3)})), None),
    file("nested beyond the limit", collection(feature("clashes", details={"a": nested(DEPTH - 2)})),
         "nesting-too-deep", "Flatten the value", feature="#1"),
    file("garbage nested in coordinates", collection(feature("clashes", geometry=shape("Point", nested(40)))),
         "nesting-too-deep", "Flatten the value", feature="#1"),
]  # fmt: skip

GEOMETRIES = [
    geometry("text", "POINT (1 2)", "geometry-invalid", "a GeoJSON geometry"),
    geometry("number", 7, "geometry-invalid", "a GeoJSON geometry"),
    geometry("list", [70, 37], "geometry-invalid", "a GeoJSON geometry"),
    geometry("object", {}, "geometry-invalid", "a GeoJSON geometry"),
    geometry("type a list", {"type": ["Point"], "coordinates": [70, 37]}, "geometry-invalid", "a GeoJSON geometry"),
    geometry("circle", shape("Circle", [70, 37]), "geometry-invalid", "Point, MultiPoint"),
    geometry("small letters", shape("point", [70, 37]), "geometry-invalid", "Point, MultiPoint"),
    geometry("collection", {"type": "GeometryCollection", "geometries": []}, "geometry-invalid", "of their own"),
    geometry("no coordinates", {"type": "Point"}, "geometry-invalid", "two or three numbers"),
    geometry("coordinates null", shape("Point", None), "geometry-invalid", "two or three numbers"),
    geometry("coordinates an object", shape("Point", {"lon": 70, "lat": 37}), "geometry-invalid", "two or three"),
    geometry("empty point", shape("Point", []), "geometry-invalid", "two or three numbers"),
    geometry("one number", shape("Point", [70]), "geometry-invalid", "two or three numbers"),
    geometry("four numbers", shape("Point", [70, 37, 1, 2]), "geometry-invalid", "two or three numbers"),
    geometry("three numbers", shape("Point", [70, 37, 2100.5]), None),
    geometry("texts", shape("Point", ["70", "37"]), "geometry-invalid", "finite numbers"),
    geometry("booleans", shape("Point", [True, False]), "geometry-invalid", "finite numbers"),
    geometry("null within", shape("Point", [70, None]), "geometry-invalid", "finite numbers"),
    geometry("nested once too deep", shape("Point", [[70, 37]]), "geometry-invalid", "two or three numbers"),
    geometry("nested too little", shape("LineString", [70, 37]), "geometry-invalid", "two or three numbers"),
    geometry("polygon without rings", shape("Polygon", []), "geometry-invalid", "not empty"),
    geometry("polygon of a line", shape("Polygon", RING), "geometry-invalid", "two or three numbers"),
    geometry("line of one", shape("LineString", [[70, 37]]), "geometry-invalid", "at least two positions"),
    geometry("line of two the same", shape("LineString", [[70, 37], [70, 37]]), "geometry-invalid", "different"),
    geometry("line of two", shape("LineString", [[70, 37], [71, 37]]), None),
    geometry("east beyond", point(180.0001, 37), "coordinates-projected", "EPSG:4326"),
    geometry("east to the limit", point(180, 37), None),
    geometry("west beyond", point(-180.0001, 37), "coordinates-projected", "longitude from -180"),
    geometry("west to the limit", point(-180, -37), None),
    geometry("north beyond", point(70, 90.0001), "coordinates-swapped", "Longitude stands first"),
    geometry("north to the limit", point(70, 90), None),
    geometry("south beyond", point(-70, -90.0001), "coordinates-swapped", "Longitude stands first"),
    geometry("swapped", point(37, 171), "coordinates-swapped", "may be swapped"),
    geometry("utm", point(500_000, 4_150_000), "coordinates-projected", "metres of a projection"),
    geometry("utm in a line", shape("LineString", [[70, 37], [5e5, 4e6]]), "coordinates-projected", "EPSG:4326"),
    geometry("huge number", point(1e308, 37), "coordinates-projected", "1e+308"),
    geometry("20 digits", point(10**19, 37), "coordinates-projected", "1e+19"),
    geometry("open ring", shape("Polygon", [RING[:-1]]), "ring-open", "Repeat the first position"),
    geometry("ring of three", shape("Polygon", [[RING[0], RING[1], RING[0]]]), "ring-open", "at least four"),
    geometry("ring of four", shape("Polygon", [[*RING[:3], RING[0]]]), None),
    geometry("open hole", shape("Polygon", [RING, HOLE[:-1]]), "ring-open", "Repeat"),
    geometry("open ring of many", shape("MultiPolygon", [[RING], [HOLE[:-1]]]), "ring-open", "Repeat"),
    geometry("bow tie", shape("Polygon", [[[70, 37], [71, 38], [71, 37], [70, 38], [70, 37]]]),
             "geometry-crosses-itself", "Self-intersection"),
    geometry("a spike", shape("Polygon", [[[70, 37], [71, 37], [72, 37], [71, 37], [70, 37]]]),
             "geometry-crosses-itself", "Fix geometries"),
    geometry("hole outside", shape("Polygon", [RING, [[80, 37], [80, 38], [81, 38], [80, 37]]]),
             "geometry-crosses-itself", "Hole lies outside"),
    geometry("overlapping parts", shape("MultiPolygon", [[RING], [RING]]), "geometry-crosses-itself", "cross itself"),
    geometry("clockwise", shape("Polygon", [RING[::-1]]), "ring-winding", "counter-clockwise"),
    geometry("hole counter-clockwise", shape("Polygon", [RING, HOLE[::-1]]), "ring-winding", "holes clockwise"),
    geometry("wound right", shape("Polygon", [RING, HOLE]), None),
    geometry("one part clockwise", shape("MultiPolygon", [[RING], [[[80, 37], [80, 38], [81, 38], [80, 37]]]]),
             "ring-winding", "RFC 7946"),
    geometry("vertex twice", shape("LineString", [[70, 37], [70, 37], [71, 37]]), "vertex-repeated", "Delete the copy"),
    geometry("vertex twice in a ring", shape("Polygon", [[RING[0], *RING]]), "vertex-repeated", "differ"),
    geometry("vertex nearly twice", shape("LineString", [[70, 37], [70.0000001, 37], [71, 37]]), None),
    geometry("loop", shape("LineString", RING), None),
    geometry("over the antimeridian", shape("LineString", [[170, 37], [-170, 37]]), "antimeridian-uncut", "340.0"),
    geometry("half around", shape("LineString", [[-90, 37], [90, 37]]), None),
    geometry("just over half", shape("LineString", [[-90, 37], [90.1, 37]]), "antimeridian-uncut", "Cut the geometry"),
    geometry("multipoint", shape("MultiPoint", [[170, 37], [-170, 37]]), None),
]  # fmt: skip

ENTRIES = [
    entry("a misspelt field", "crossings", {"lenght_m": 3}, "field-unknown", "lenght_m", "Did you mean length_m?"),
    entry("a field of another kind", "clashes", {"voltage_kv": 3}, "field-unknown", "voltage_kv", "under details"),
    entry("an empty field name", "clashes", {"": 3}, "field-unknown", "", "under details"),
    entry("an unknown member of a part", "clashes", {"timeline": [{"date": "1", "event": "x", "who": "y"}]},
          "field-unknown", "timeline.0.who", "a field of this kind"),
    entry("no kind", "clashes", {"kind": None}, "field-missing", "kind", "Say what it is"),
    entry("kind of another layer", "clashes", {"kind": "bridge"}, "kind-unknown", "kind", "exchange_of_fire"),
    entry("a misspelt kind", "clashes", {"kind": "atack"}, "kind-unknown", "kind", "Did you mean attack?"),
    entry("kind a number", "clashes", {"kind": 7}, "kind-unknown", "kind", "one of"),
    entry("kind a list", "clashes", {"kind": ["attack"]}, "kind-unknown", "kind", "one of"),
    entry("no name", "clashes", {"name": None}, "field-missing", "name", "Add it"),
    entry("no sources", "clashes", {"sources": None}, "field-missing", "sources", "at least one key"),
    entry("a step without event", "clashes", {"timeline": [{"date": "2018"}]}, "field-missing", "timeline.0.event",
          "Add it"),
    entry("a misspelt status", "clashes", {"status": "pst"}, "value-unknown", "status", "past"),
    entry("a status in capitals", "clashes", {"status": "Past"}, "value-unknown", "status", "one of"),
    entry("a scope of its own", "clashes", {"scope": "far"}, "value-unknown", "scope", "near_border"),
    entry("a level of its own", "clashes", {"place_level": "village"}, "value-unknown", "place_level", "district"),
    entry("a relation of its own", "clashes", {"relation": "main"}, "value-unknown", "relation", "core, context"),
    entry("an odd current", "energy", {"current": "three-phase"}, "value-unknown", "current", "AC, DC"),
    entry("an odd load", "crossings", {"carries": ["goats"]}, "value-unknown", "carries.0", "road, foot"),
    entry("an id with a blank", "clashes", {"id": "Tem Bridge"}, "value-malformed", "id", "kebab-case"),
    entry("an id with a hyphen at its end", "clashes", {"id": "one-"}, "value-malformed", "id", "kebab-case"),
    entry("an id with two hyphens", "clashes", {"id": "one--two"}, "value-malformed", "id", "kebab-case"),
    entry("an id of other letters", "clashes", {"id": "мост"}, "value-malformed", "id", "kebab-case"),
    entry("an id of digits", "clashes", {"id": "2018-08-01-tem"}, None),
    entry("an empty id", "clashes", {"id": ""}, "value-malformed", "id", "kebab-case"),
    entry("a language in words", "clashes", {"names": {"tajik": "Тем"}}, "value-malformed", "names.tajik", "BCP 47"),
    entry("a language with script", "clashes", {"names": {"tg-Latn": "Tem"}}, None),
    entry("a side of two letters", "clashes", {"side": "AF"}, "value-malformed", "side", "alpha-3"),
    entry("a side in small letters", "clashes", {"side": "afg"}, "value-malformed", "side", "alpha-3"),
    entry("places by two letters", "crossings", {"places": {"AF": {}}}, "value-malformed", "places.AF", "alpha-3"),
    entry("a detail in capitals", "clashes", {"details": {"Dam Height": 3}}, "value-malformed", "details.Dam Height",
          "snake_case"),
    entry("a source with a blank", "clashes", {"sources": ["a source"]}, "value-malformed", "sources.0", "kebab-case"),
    entry("an empty name", "clashes", {"name": ""}, "value-empty", "name", "not empty"),
    entry("a name of a letter", "clashes", {"name": "x"}, None),
    entry("an empty list of sources", "clashes", {"sources": []}, "value-empty", "sources", "needs a source"),
    entry("an empty actor", "clashes", {"actors": [""]}, "value-empty", "actors.0", "Fill it in"),
    entry("a negative length", "crossings", {"length_m": -0.1}, "value-out-of-range", "length_m", "at least 0"),
    entry("a length of zero", "crossings", {"length_m": 0}, None),
    entry("a negative count", "clashes", {"injured": -1}, "value-out-of-range", "injured", "at least 0"),
    entry("a precision of zero", "clashes", {"precision_m": 0}, "value-out-of-range", "precision_m", "more than 0"),
    entry("a precision of a millimetre", "clashes", {"precision_m": 0.001}, None),
    entry("an alternative beyond the pole", "clashes",
          {"position_alternatives": [{"lon": 70, "lat": 90.1, "source": "x"}]}, "value-out-of-range",
          "position_alternatives.0.lat", "at most 90"),
    entry("an alternative at the pole", "clashes", {"position_alternatives": [{"lon": 70, "lat": 90, "source": "x"}]},
          None),
    entry("a text to the limit", "clashes", {"notes": "x" * LONGEST_TEXT}, None),
    entry("a text beyond the limit", "clashes", {"notes": "x" * (LONGEST_TEXT + 1)}, "text-too-long", "notes",
          "at most 20,000 characters"),
    entry("a name beyond the limit", "clashes", {"names": {"tg": "x" * (LONGEST_TEXT + 1)}}, "text-too-long",
          "names.tg", "Shorten it"),
    entry("a detail to the limit", "clashes", {"details": {"a": "x" * LONGEST_TEXT}}, None),
    entry("a detail beyond the limit", "clashes", {"details": {"a": "x" * (LONGEST_TEXT + 1)}}, "text-too-long",
          "details.a", "Shorten it"),
    entry("100 MB of text", "clashes", {"notes": "x" * 100_000_000}, "text-too-long", "notes", "Shorten it"),
    entry("a unit", "crossings", {"length_m": "12 km"}, "type-wrong", "length_m", "the unit is fixed"),
    entry("a number in quotes", "clashes", {"injured": "3"}, "type-wrong", "injured", "without quotes"),
    entry("true for a number", "crossings", {"length_m": True}, "type-wrong", "length_m", "a number (m)"),
    entry("true for a count", "clashes", {"injured": True}, "type-wrong", "injured", "a whole number"),
    entry("one and a half dead", "clashes", {"fatalities_best": 1.5}, "type-wrong", "fatalities_best", "whole number"),
    entry("two point nought dead", "clashes", {"fatalities_best": 2.0}, "type-wrong", "fatalities_best", "whole"),
    entry("more dead than a computer counts", "clashes", {"fatalities_high": 2e20}, "type-wrong", "fatalities_high",
          "a whole number"),
    entry("a number for a name", "clashes", {"name": 7}, "type-wrong", "name", "text in quotes"),
    entry("a text for a list", "clashes", {"actors": "Taliban"}, "type-wrong", "actors", "a list"),
    entry("a number in a list of texts", "clashes", {"actors": [7]}, "type-wrong", "actors.0", "text in quotes"),
    entry("null in a list of texts", "clashes", {"actors": [[]]}, "type-wrong", "actors.0", "text in quotes"),
    entry("a list for an object", "clashes", {"names": ["Tem"]}, "type-wrong", "names", "an object"),
    entry("a yes", "clashes", {"disputed": "yes"}, "type-wrong", "disputed", "true or false"),
    entry("a one for true", "clashes", {"disputed": 1}, "type-wrong", "disputed", "true or false"),
    entry("an object for a text", "clashes", {"notes": {"a": 1}}, "type-wrong", "notes", "text in quotes"),
    entry("30 February", "clashes", {"start": "2018-02-30"}, "date-invalid", "start", "of the calendar"),
    entry("28 February", "clashes", {"start": "2018-02-28"}, None),
    entry("29 February of a leap year", "clashes", {"start": "2020-02-29"}, None),
    entry("29 February of another", "clashes", {"start": "1900-02-29"}, "date-invalid", "start", "2018-08-29"),
    entry("month 13", "clashes", {"start": "2018-13"}, "date-invalid", "start", "calendar"),
    entry("month 12", "clashes", {"start": "2018-12"}, None),
    entry("year nought", "clashes", {"start": "0000"}, "date-invalid", "start", "calendar"),
    entry("day first", "clashes", {"start": "31/12/2018"}, "date-invalid", "start", "2018-08-29"),
    entry("a time", "clashes", {"start": "2018-08-29T00:00:00Z"}, "date-invalid", "start", "2018-08-29"),
    entry("a year as a number", "clashes", {"start": 2018}, "date-invalid", "start", "in quotes"),
    entry("about", "clashes", {"start": "about 2018"}, "date-invalid", "start", "note field"),
    entry("other digits", "clashes", {"start": "۲۰۱۸"}, "date-invalid", "start", "2018"),
    entry("an end a day early", "clashes", {"start": "2018-08-02", "end": "2018-08-01"}, "end-before-start", "end",
          "Swap start and end"),
    entry("an end on the day", "clashes", {"start": "2018-08-02", "end": "2018-08-02"}, None),
    entry("an end in the month", "clashes", {"start": "2018-08-31", "end": "2018-08"}, None),
    entry("an end in the year before", "clashes", {"start": "2018-01-01", "end": "2017"}, "end-before-start", "end",
          "at least start (2018-01-01)"),
    entry("low over high", "clashes", {"fatalities_low": 4}, "deaths-disordered", "fatalities_high",
          "at least fatalities_low (4)"),
    entry("low as high", "clashes", {"fatalities_low": 3}, None),
    entry("best over high", "clashes", {"fatalities_best": 4}, "deaths-disordered", "fatalities_high", "Swap"),
    entry("best below low", "clashes", {"fatalities_best": 0}, "deaths-disordered", "fatalities_best", "Swap"),
    entry("a source twice", "clashes", {"sources": ["a-source", "a-source"]}, "rule-broken", "sources", "Delete the"),
    entry("support of a stranger", "clashes", {"supports": {"b-source": "x"}}, "rule-broken", "supports",
          "b-source is not among them"),
    entry("no precision", "clashes", {"precision_m": None}, "rule-broken", "precision_m", "how far off"),
    entry("no reason", "clashes", {"geometry": None}, "rule-broken", "unplaced_reason", "Say why"),
    entry("a reason", "clashes", {"geometry": None, "unplaced_reason": "no place named"}, None),
    entry("a reach backwards", "boundary", {"kind": "reach", "post_type": None, "km_from": 2, "km_to": 1},
          "rule-broken", "km_to", "Swap"),
    entry("a post of 999 m", "boundary", {"precision_m": 999}, "position-too-sharp", "precision_m", "at least 1000 m"),
    entry("a post of 1000 m", "boundary", {"precision_m": 1000}, None),
    entry("an exact post", "boundary", {"place_level": "exact"}, "position-too-sharp", "place_level", "town level"),
    entry("a post near a town", "boundary", {"place_level": "near"}, None),
    entry("a base of 50 m", "boundary", {"kind": "base", "post_type": None, "precision_m": 50}, "position-too-sharp",
          "precision_m", "for the kind base"),
    entry("a source that is not there", "clashes", {"sources": ["a-sorce"]}, "source-unknown", "sources",
          "did you mean a-source?"),
    entry("a dataset that is not there", "clashes", {"dataset": "ucdp"}, "source-unknown", "dataset", "sources.json"),
    entry("a dataset that is there", "clashes", {"dataset": "b-source"}, None),
]  # fmt: skip

ROWS = [*FILES, *GEOMETRIES, *ENTRIES]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_each_fault_has_its_finding(tmp_path: Path, row: Row) -> None:
    found = findings(tmp_path / "layer.geojson", row.layer, row.data)
    if row.code is None:
        assert found == []
        return
    named = [finding for finding in found if finding.code == row.code]
    assert named, found
    assert (named[0].feature, named[0].field) == (row.feature, row.field)
    assert row.words in named[0].text()
    assert named[0].level == CODES[row.code].level
    for finding in found:
        assert finding.hint
        assert finding.expected
        assert len(finding.text()) < 500
        assert finding.text().isprintable()


def test_the_grid_is_wide() -> None:
    assert len({row.name for row in FILES}) == len(FILES)
    assert len({(row.layer, row.data) for row in ROWS if row.code}) >= 150
    assert sum(row.code is None for row in ROWS) >= 30


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    from borderatlas.checks.scanning import scan_file
    from borderatlas.errors import LayerError
    from borderatlas.layers import LAYERS

    for path, code in ((tmp_path / "gone.geojson", "file-missing"), (tmp_path, "file-unreadable")):
        with pytest.raises(LayerError) as caught:
            scan_file(path, LAYERS["clashes"], None)
        assert [finding.code for finding in caught.value.findings] == [code]


def test_every_fault_of_a_feature_is_told_at_once(tmp_path: Path) -> None:
    many = feature("clashes", end="2017", fatalities_low=9, sources=["a-source", "a-source"], precision_m=None)
    found = findings(tmp_path / "layer.geojson", "clashes", collection(many))
    assert {finding.code for finding in found} == {"end-before-start", "deaths-disordered", "rule-broken"}
    assert len(found) == 4


def test_line_and_column_count_from_one(tmp_path: Path) -> None:
    data = b'{\n  "type": "FeatureCollection",\n  "features": [,]\n}\n'
    (found,) = findings(tmp_path / "layer.geojson", "clashes", data)
    assert (found.line, found.column) == (3, 16)
    assert found.as_dict()["line"] == 3
