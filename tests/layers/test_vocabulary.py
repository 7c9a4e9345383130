from __future__ import annotations

from typing import get_args

import pytest

from borderatlas.layers import FAMILIES, KINDS, LAYERS, STATUSES, detail_label, field_labels
from borderatlas.layers.vocabulary import StatusName


def test_every_kind_has_a_model_and_every_model_a_kind():
    modelled = {kind: layer for layer, schema in LAYERS.items() for kind in schema.models}
    assert modelled == {kind.name: kind.layer for kind in KINDS.values()}


def test_every_kind_belongs_to_a_family_and_no_family_is_empty():
    assert {kind.family for kind in KINDS.values()} == set(FAMILIES)


def test_statuses_are_those_of_the_schema():
    assert set(STATUSES) == set(get_args(StatusName))


def test_a_field_reads_alike_in_every_kind():
    labels = field_labels()
    for schema in LAYERS.values():
        for model in schema.models.values():
            for name, field in model.model_fields.items():
                extra = field.json_schema_extra or {}
                assert isinstance(extra, dict)
                assert field.title or name == "kind", name
                assert extra.get("unit", "") == labels[name].unit, name


def test_a_unit_stands_in_the_name_of_its_field():
    suffixes = {"m": "_m", "km": "_km", "t": "_t", "kV": "_kv", "MW": "_mw", "USD": "_usd", "ha": "_ha", "km²": "_km2"}
    for name, label in field_labels().items():
        if label.unit and name not in ("km_from", "km_to"):
            assert name.endswith(suffixes[label.unit]), name


@pytest.mark.parametrize(
    ("key", "label", "unit"),
    [
        ("dam_length_m", "Dam length", "m"),
        ("cost_usd_alternatives", "Cost alternatives", "USD"),
        ("length_km_tj", "Length TJ", "km"),
        ("built_by_2025_12", "Built by 2025-12", ""),
        ("built_2008_2018", "Built 2008–2018", ""),
        ("m", "M", ""),
        ("flooding", "Flooding", ""),
    ],
)
def test_a_rare_fact_reads_as_its_key(key: str, label: str, unit: str):
    found = detail_label(key)
    assert (found.label, found.unit) == (label, unit)


@pytest.mark.parametrize("layer", LAYERS)
def test_the_json_schema_tells_required_members_and_units(layer: str):
    schema = LAYERS[layer].json_schema()
    models = [m for m in schema.get("$defs", {}).values() if "sources" in m.get("properties", {})] or [schema]
    assert len(models) == len(LAYERS[layer].models)
    for model in models:
        assert {"id", "kind", "name", "sources", "geometry"} <= set(model["required"])
        assert model["additionalProperties"] is False
        assert model["properties"]["precision_m"]["unit"] == "m"
