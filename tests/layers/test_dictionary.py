"""The data dictionary and the JSON Schema say what the models say."""

from __future__ import annotations

import csv
import io
import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from tests.layers.generated import features

from borderatlas.errors import UsageError
from borderatlas.layers import LAYERS, Feature
from borderatlas.layers.dictionary import as_csv, as_markdown, dictionary
from borderatlas.layers.flat import flat_columns, to_row
from borderatlas.layers.json_schema import json_schema
from borderatlas.layers.writing import dump_layer

if TYPE_CHECKING:
    from pathlib import Path

    from borderatlas import Atlas
    from borderatlas.layers import LayerSchema

SCHEMAS = pytest.mark.parametrize("schema", LAYERS.values(), ids=LAYERS)


@SCHEMAS
def test_every_field_and_every_column_stands_in_it(schema: LayerSchema):
    entries = dictionary(schema.name)
    fields = {name for model in schema.models.values() for name in model.model_fields}
    assert {entry.field for entry in entries if "." not in entry.field} == fields
    columns = [entry.column for entry in entries if entry.column]
    assert columns == [column.name for column in flat_columns(schema, ["<tag>"])]


def test_every_entry_says_what_it_is_in_plain_words():
    for entry in dictionary():
        where = f"{entry.layer} {entry.field}"
        assert entry.title, where
        assert entry.description, where
        assert not entry.description.endswith("."), where
        assert entry.type, where


def test_what_all_features_have_stands_once():
    entries = [entry for entry in dictionary() if "." not in entry.field and not entry.derived]
    common = ["id", *Feature.field_order(), "geometry"]
    assert [entry.field for entry in entries if not entry.layer] == common
    assert not [entry for entry in entries if entry.layer and entry.field in Feature.model_fields]


def test_an_example_is_a_cell_of_the_atlas(shipped: Atlas):
    layer = shipped.layers["clashes"]
    found = {entry.column: entry.example for entry in dictionary("clashes", examples=shipped.layers) if entry.example}
    assert found["id"] == min(feature.id for feature in layer)
    cells = {name: {str(row[name]) for row in map(to_row, layer) if name in row} for name in found}
    by_name = found.keys() - {
        "name_<tag>",
        "disputed",
    }  # columns of names are several, and a boolean is in small letters
    assert [name for name in by_name if found[name] not in cells[name]] == []


def test_the_shipped_document_is_that_of_the_models(root: Path):
    """`borderatlas fields --markdown > geodata/FIELDS.md` makes it anew."""
    assert (root / "geodata/FIELDS.md").read_text("utf-8") == as_markdown(dictionary())


def test_csv_has_a_row_for_each_entry():
    rows = list(csv.DictReader(io.StringIO(as_csv(dictionary("crossings")))))
    assert [row["field"] for row in rows] == [entry.field for entry in dictionary("crossings")]
    carries = next(row for row in rows if row["field"] == "carries")
    assert (carries["type"], carries["vocabulary"]) == ("list of words", "road; foot; rail; ferry")
    assert next(row for row in rows if row["field"] == "sources")["required"] == "true"


def test_an_unknown_layer_is_refused():
    with pytest.raises(UsageError, match="clashes"):
        dictionary("clash")


@SCHEMAS
def test_the_shipped_layers_are_valid(schema: LayerSchema, shipped: Atlas):
    made = json_schema(schema)
    Draft202012Validator.check_schema(made)
    collection = json.loads(shipped.layers[schema.name].path.read_bytes())
    assert [error.message for error in Draft202012Validator(made).iter_errors(collection)] == []


@SCHEMAS
def test_what_the_models_take_the_schema_takes(schema: LayerSchema):
    validator = Draft202012Validator(json_schema(schema))

    @given(features(schema))
    @settings(max_examples=20, suppress_health_check=list(HealthCheck), deadline=None)
    def takes(feature: Feature) -> None:
        collection = {"type": "FeatureCollection", "features": [feature.to_geojson()]}
        assert [error.message for error in validator.iter_errors(collection)] == []

    takes()


def changed(feature: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """A copy of a feature with the value at `path` replaced; `...` takes it away."""
    copy = deepcopy(feature)
    *parents, last = path.split(".")
    inner = copy
    for name in parents:
        inner = inner[name]
    if value is ...:
        del inner[last]
    else:
        inner[last] = value
    return copy


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("properties.kind", "duel"),
        ("properties.kind", ...),
        ("properties.sumary", "x"),
        ("properties.sources", []),
        ("properties.name", ""),
        ("properties.start", "31/02/2024"),
        ("properties.fatalities_low", "3"),
        ("properties.fatalities_low", -1),
        ("properties.names", {"Tajik": "x"}),
        ("properties.details", {"Length (m)": 3}),
        ("properties.precision_m", ...),
        ("geometry.coordinates", [71.5]),
        ("geometry.coordinates", [371.5, 37.5]),
        ("geometry.type", "Circle"),
        ("geometry", None),
        ("id", "Not kebab"),
        ("id", ...),
        ("colour", "red"),
    ],
)
def test_what_breaks_the_models_breaks_the_schema(path: str, value: object, shipped: Atlas):
    validator = Draft202012Validator(json_schema(LAYERS["clashes"]))
    sound = next(
        json.loads(orjson.dumps(feature.to_geojson()))
        for feature in shipped.layers["clashes"]
        if feature.geometry is not None and feature.names and feature.properties().get("details")
    )
    collection = {"type": "FeatureCollection", "features": [sound]}
    assert validator.is_valid(collection)
    assert not validator.is_valid(collection | {"features": [changed(sound, path, value)]})


def test_a_post_is_no_sharper_than_a_town_in_the_schema_too(shipped: Atlas):
    validator = Draft202012Validator(json_schema(LAYERS["boundary"]))
    post = next(feature for feature in shipped.layers["boundary"] if feature.kind == "guard_post" and feature.geometry)
    collection = json.loads(dump_layer([post]))
    collection["features"][0]["properties"]["precision_m"] = 999
    assert not validator.is_valid(collection)
    collection["features"][0]["properties"]["precision_m"] = 1000
    assert validator.is_valid(collection)
