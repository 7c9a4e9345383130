"""What the shipped layers promise."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from borderatlas.layers import LAYERS, Layer, Sources, check_sources, dump_layer, dump_sources, read_layer, read_sources

GEODATA = Path(__file__).parents[2] / "geodata"
BACKDROP = {"gshhg", "natural-earth", "geonames"}
LABELS = {"Panji Poyon", "Kokul", "Shohon", "Ruzvay", "Khumrogi", "Tem", "Ishkoshim", "Langar"}


@pytest.fixture(scope="module")
def layers() -> dict[str, Layer]:
    return {name: read_layer(GEODATA / f"{name}.geojson", name) for name in LAYERS}


@pytest.fixture(scope="module")
def sources() -> Sources:
    return read_sources(GEODATA / "sources.json")


def test_files_are_canonical(layers: dict[str, Layer], sources: Sources):
    for layer in layers.values():
        assert dump_layer(layer) == layer.path.read_bytes(), layer.name
    assert dump_sources(sources.values()) == sources.path.read_bytes()


def test_nothing_is_missing(layers: dict[str, Layer]):
    kinds = Counter(feature.kind for layer in layers.values() for feature in layer)
    placed = {name: sum(feature.geometry is not None for feature in layer) for name, layer in layers.items()}
    assert kinds["bridge"] + kinds["crossing"] + kinds["ferry"] >= 20
    assert kinds["market"] >= 6
    assert len(layers["missions"]) >= 6
    assert placed["clashes"] >= 93
    assert len(layers["clashes"]) - placed["clashes"] >= 25
    assert len(layers["energy"]) >= 22
    assert len(layers["boundary"]) >= 30
    assert len(layers["movements"]) >= 2


def test_every_feature_has_known_sources_and_every_source_is_used(layers: dict[str, Layer], sources: Sources):
    assert check_sources(layers.values(), sources) == []
    used = {key for layer in layers.values() for feature in layer for key in feature.sources}
    assert set(sources) - used == BACKDROP


def test_each_source_stands_once(sources: Sources):
    addresses = Counter(source.url for source in sources.values() if source.url)
    assert [address for address, count in addresses.items() if count > 1] == []


def test_ids_are_unique_across_layers(layers: dict[str, Layer]):
    ids = Counter(feature.id for layer in layers.values() for feature in layer)
    assert [feature_id for feature_id, count in ids.items() if count > 1] == []


def test_what_is_derived_says_so(layers: dict[str, Layer]):
    for layer, feature_id in [
        ("crossings", "bridge-ishkashim"),
        ("crossings", "crossing-ishkashim"),
        ("markets", "market-ishkashim"),
    ]:
        assert "derived" in (layers[layer][feature_id].position_source or "")
    for feature in layers["boundary"]:
        if feature.kind == "reach":
            assert "derived" in (feature.position_source or ""), feature.id


def test_sites_share_a_label(layers: dict[str, Layer]):
    labelled = [feature for name in ("crossings", "markets") for feature in layers[name] if feature.label]
    assert {feature.label for feature in labelled} == LABELS
    assert {f.id for f in labelled if f.label == "Tem"} == {"bridge-tem-demogan", "crossing-tem-demogan", "market-tem"}


def test_districts_are_told_from_places(layers: dict[str, Layer]):
    davang = layers["clashes"]["2025-08-24-davang-exchange"]
    assert (davang.place_level, davang.precision_m) == ("district", 35000)


def test_merged_incidents_count_once(layers: dict[str, Layer]):
    zarbuz = [feature for feature in layers["clashes"] if "arbuz" in feature.name]
    assert [feature.id for feature in zarbuz] == ["2024-11-18-zarbuz-chinese-camp"]
    assert len(zarbuz[0].sources) == 8


def test_the_reaches_cover_the_whole_line(layers: dict[str, Layer]):
    parts = [feature.properties() for feature in layers["boundary"] if feature.kind == "reach"]
    stretches = sorted((p["km_from"], p["km_to"]) for p in parts if "legal_basis" not in p and "status_note" not in p)
    zorkul = layers["boundary"]["zorkul-lake"].properties()
    stretches = sorted([*stretches, (zorkul["km_from"], zorkul["km_to"])])
    assert stretches[0][0] == 0
    assert stretches[-1][1] == 1343.956
    assert [end for _, end in stretches[:-1]] == [start for start, _ in stretches[1:]]


def test_published_lengths_stand_side_by_side(layers: dict[str, Layer]):
    figures = layers["boundary"]["border-length-figures"].properties()["figures_km"]
    assert isinstance(figures, list)
    assert len(figures) == 12
    assert {1357, 1344.15} <= {figure["km"] for figure in figures if isinstance(figure, dict)}
