"""The log of releases: fingerprints tell what changed since the last one, without a copy of the layers."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from borderatlas import Atlas
from borderatlas.changes import Collection, collection_of
from borderatlas.changes.releases import read_log, released
from borderatlas.errors import LayerError, SettingsError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.changes.conftest import Make

DAY = dt.date(2026, 11, 21)


def layers(*features: dict[str, Any]) -> dict[str, Collection]:
    return {"layer": collection_of(features)}


def test_the_first_release_changed_nothing(feature: Make, tmp_path: Path) -> None:
    log = released(None, layers(feature("a"), feature("b")), "0.1.0", DAY)
    assert log.newest.layers["layer"].total == 2
    assert not log.newest.layers["layer"]
    path = tmp_path / "changes.json"
    path.write_bytes(log.to_bytes())
    assert read_log(path) == log
    assert read_log(tmp_path / "none.json") is None


def test_a_release_tells_what_happened_to_which_feature(feature: Make) -> None:
    first = released(None, layers(feature("a"), feature("b"), feature("c"), feature("d", n=1), feature("e")), "1", DAY)
    now = layers(
        feature("a"), feature("b", (71.0, 38.0), status="open"), feature("d"), feature("x", name="E"), feature("new")
    )
    log = released(first, now, "2", DAY)
    changes = log.newest.layers["layer"]
    assert changes.total == 5
    assert changes.added == ("new",)
    assert changes.removed == {"c": "C"}
    assert changes.moved == ("b",)
    assert changes.changed == {"b": ("status",), "d": ("n",)}
    assert changes.renamed == {"x": "e"}
    assert changes.counts == {"added": 1, "removed": 1, "moved": 1, "changed": 2, "renamed": 1}
    assert [release.version for release in log.releases] == ["2", "1"]
    assert not released(log, now, "3", DAY).newest.layers["layer"]


def test_a_release_can_be_compared_with_something_else(feature: Make) -> None:
    first = released(None, layers(feature("a")), "1", DAY)
    log = released(first, layers(feature("a")), "2", DAY, since=layers())
    assert log.newest.layers["layer"].added == ("a",)


@pytest.mark.parametrize(
    ("version", "day", "words"),
    [
        ("1", DAY, "in the log already"),
        ("2", DAY - dt.timedelta(1), "before the last release"),
        ("a b", DAY, "is no version"),
        ("", DAY, "is no version"),
    ],
)
def test_a_release_that_cannot_be(feature: Make, version: str, day: dt.date, words: str) -> None:
    log = released(None, layers(feature("a")), "1", DAY)
    with pytest.raises(UsageError, match=words):
        released(log, layers(), version, day)


@pytest.mark.parametrize("text", ["{", "[]", '{"releases": [], "content": {}}', '{"releases": 1}', "\xff"])
def test_a_log_that_cannot_be_read(tmp_path: Path, text: str) -> None:
    path = tmp_path / "changes.json"
    path.write_text(text, "latin-1")
    with pytest.raises(LayerError, match=r"changes\.json: "):
        read_log(path)


def test_the_shipped_log_is_of_the_shipped_layers(shipped: Atlas) -> None:
    """Every feature stands in the fingerprints of the first release, or is told as new since."""
    from borderatlas.changes.recording import change_log

    log = read_log(shipped.project.path("changes.json"))
    assert log is not None
    assert (log.releases[-1].version, log.releases[-1].date) == ("0.1.0", DAY)
    news = change_log(log, shipped.layers)
    for name, layer in shipped.layers.items():
        assert news.since[name].total == len(layer)


def test_an_atlas_records_a_release(copy: Path) -> None:
    path = copy / "geodata/crossings.geojson"
    path.write_text(path.read_text("utf-8").replace("Ishkashim bridge", "Ishkoshim bridge"), "utf-8")
    release = Atlas.open(copy).release("0.2.0", date=dt.date(2026, 12, 1))
    assert {name: layer.counts for name, layer in release.layers.items() if layer} == {"crossings": {"changed": 1}}
    log = read_log(copy / "geodata/changes.json")
    assert log is not None
    assert log.newest == release


def test_layers_at_fault_are_not_released(copy: Path) -> None:
    before = (copy / "geodata/changes.json").read_bytes()
    path = copy / "geodata/crossings.geojson"
    path.write_text(path.read_text("utf-8").replace('"kind": "bridge"', '"kind": "brigde"'), "utf-8")
    with pytest.raises(LayerError, match="brigde"):
        Atlas.open(copy).release("0.2.0")
    assert (copy / "geodata/changes.json").read_bytes() == before


def test_an_atlas_without_a_log_says_how_to_keep_one(copy: Path) -> None:
    path = copy / "geodata/atlas.toml"
    path.write_text(path.read_text("utf-8").replace('changes = "changes.json"\n', ""), "utf-8")
    with pytest.raises(SettingsError, match=r'Add changes = "changes\.json"'):
        Atlas.open(copy).release("0.2.0")


def test_rows_that_may_not_be_passed_on_stand_in_no_log(copy: Path) -> None:
    import orjson

    path, sources = copy / "geodata/crossings.geojson", copy / "geodata/sources.json"
    collection = orjson.loads(path.read_bytes())
    collection["features"][0]["properties"]["dataset"] = "closed"
    path.write_bytes(orjson.dumps(collection))
    listed = [
        *orjson.loads(sources.read_bytes()),
        {"id": "closed", "type": "dataset", "title": "T", "custom": {"redistribution": "forbidden"}},
    ]
    sources.write_bytes(orjson.dumps(listed))
    hidden = collection["features"][0]
    release = Atlas.open(copy).release("0.2.0", date=dt.date(2026, 12, 1), since=copy)
    assert not any(release.layers.values())
    assert release.layers["crossings"].total == len(collection["features"]) - 1
    log = read_log(copy / "geodata/changes.json")
    assert log is not None
    assert hidden["id"] not in log.content["crossings"].features
