"""The canonical form: what does not matter is gone, what matters stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
import pytest

from borderatlas.changes import collection_of, parse_collection
from borderatlas.changes.collections import canonical_bytes, collections_of, content_hash
from borderatlas.errors import LayerError

if TYPE_CHECKING:
    from borderatlas import Atlas

POINT = {"type": "Point", "coordinates": [70.1, 38.2]}


def one(properties: dict[str, Any] | None = None, geometry: Any = POINT, **members: Any) -> dict[str, Any]:
    return {"type": "Feature", "id": "a", "properties": properties or {}, "geometry": geometry, **members}


def at(*position: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": list(position)}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param(one({"a": 1, "b": 2}), one({"b": 2, "a": 1}), id="order"),
        pytest.param(one({"length_m": 5.0}), one({"length_m": 5}), id="whole numbers"),
        pytest.param(one({"notes": None, "conflicts": [], "names": {}}), one(), id="empty"),
        pytest.param(one({"details": {"x": None, "y": 1}}), one({"details": {"y": 1}}), id="null within"),
        pytest.param(one({"relation": "core"}), one(), id="default"),
        pytest.param(one(geometry=at(70.10000001, 38.2)), one(), id="eighth decimal"),
        pytest.param(one(geometry=at(-0.00000001, 0)), one(geometry=at(0, 0)), id="minus zero"),
        pytest.param(one(geometry=POINT | {"bbox": [1, 2, 3, 4]}), one(bbox=[1, 2, 3, 4]), id="bbox"),
        pytest.param({"type": "Feature", "properties": {"id": "a"}, "geometry": POINT}, one(), id="inner id"),
        pytest.param(one(None, None, id=7), {"type": "Feature", "id": "7", "properties": None}, id="number as id"),
        pytest.param(one({"name": "x"}), one(name="x"), id="beside the properties"),
    ],
)
def test_what_does_not_matter(left: dict[str, Any], right: dict[str, Any]) -> None:
    assert collection_of([left]) == collection_of([right])


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (one({"a": 1}), one({"a": "1"})),
        (one({"a": [1, 2]}), one({"a": [2, 1]})),
        (one({"relation": "context"}), one()),
        (one(geometry={"type": "Point", "coordinates": [70.1000001, 38.2]}), one()),
        (one(geometry={"type": "MultiPoint", "coordinates": [[70.1, 38.2]]}), one()),
        (one({"id": "b"}), one()),
    ],
    ids=["type", "list order", "not the default", "seventh decimal", "geometry type", "two ids"],
)
def test_what_matters(left: dict[str, Any], right: dict[str, Any]) -> None:
    assert collection_of([left]) != collection_of([right])


def test_features_of_one_id_and_without_an_id_all_stay() -> None:
    nameless = {"type": "Feature", "properties": {"name": "x"}, "geometry": None}
    features = [one({"n": 1}), one({"n": 2}), one({"n": 2}), nameless, nameless]
    found = collection_of(features)
    assert found == collection_of(features[::-1])
    assert list(found)[:3] == ["a", "a (2)", "a (3)"]
    assert len(found) == 5
    # An id that looks like such a key has a key of its own, whatever else there is.
    assert collection_of([*features, one({}, id="a (2)")]).keys() >= {"a", "a (2)", "a (3)", "a (2) (1)"}
    assert list(collection_of([one({}, id="a (2)")])) == ["a (2) (1)"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"{", "line 1"),
        (b"[]", "not a layer"),
        (b'{"features": 1}', "not a layer"),
        (b'{"features": [1]}', "f, feature 1"),
        (b'{"features": [{"type": "Feature", "properties": []}, {}]}', "f, feature 2"),
        (b'{"features": [{"type": "Feature", "properties": 5}]}', "f, feature 1"),
        (b'{"features": [{"type": "Feature", "properties": {"x": ' + b"[" * 300 + b"]" * 300 + b"}}]}", "nested"),
        (b"\xff", "line 1"),
    ],
)
def test_what_cannot_be_compared_is_named(data: bytes, words: str) -> None:
    with pytest.raises(LayerError, match=r"^f[,:]") as error:
        parse_collection(data, "f")
    assert words in str(error.value)


def test_a_byte_order_mark_is_no_fault() -> None:
    assert parse_collection(b"\xef\xbb\xbf" + orjson.dumps({"features": [one()]}), "f")


def test_the_shipped_layers_are_in_that_form_however_they_are_read(shipped: Atlas) -> None:
    """What pages compare comes from the models, what `diff` compares from the files."""
    read = collections_of(shipped.layers)
    for name, layer in shipped.layers.items():
        assert read[name] == parse_collection(layer.path.read_bytes(), name)


def test_whole_numbers_of_any_length_are_compared():
    assert canonical_bytes({"b": 10**20, "a": 1}) == b'{"a":1,"b":100000000000000000000}'
    assert content_hash({"a": 10**20}) != content_hash({"a": 10**20 + 1})
