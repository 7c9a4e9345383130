"""A grid of what can happen to features, and to an atlas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
import pytest
from shapely import LineString

from borderatlas.border import Border
from borderatlas.changes import LayerDiff, State, apply, collection_of, compare, compare_collections
from borderatlas.changes.wording import count_words, move_words
from borderatlas.errors import UsageError

if TYPE_CHECKING:
    from tests.changes.conftest import Make

LINE = Border(LineString([(70.0, 38.0), (72.0, 38.0)]))


def compared(old: list[dict[str, Any]], new: list[dict[str, Any]], border: Border | None = LINE) -> LayerDiff:
    """The comparison; that it applies, also as read back from JSON, is tested every time."""
    before, after = collection_of(old), collection_of(new)
    diff = compare_collections(before, after, name="layer", border=border)
    assert apply(before, diff) == after
    again = LayerDiff.from_json("layer", orjson.loads(orjson.dumps(diff.to_json())))
    assert apply(before, again) == after
    assert again == diff
    assert bool(diff) == (before != after)
    return diff


def test_nothing_changed_whatever_the_order(feature: Make) -> None:
    features = [feature("a"), feature("b"), feature("c", None)]
    assert not compared(features, features[::-1])


@pytest.mark.parametrize(
    ("change", "counts"),
    [
        (lambda make: [make("a"), make("b")], {"added": 1}),
        (lambda _: [], {"removed": 1}),
        (lambda make: [make("a", (70.1, 38.0))], {"moved": 1}),
        (lambda make: [make("a", None)], {"moved": 1}),
        (lambda make: [make("a", status="open")], {"changed": 1}),
        (lambda make: [make("a", (70.1, 38.0), status="open")], {"moved": 1, "changed": 1}),
        (lambda make: [make("z", name="A")], {"renamed": 1}),
        (lambda make: [make("z", name="A", status="open")], {"changed": 1, "renamed": 1}),
        (lambda make: [make("z", (70.1, 38.0), name="A")], {"added": 1, "removed": 1}),
        (lambda make: [make("z", name="B")], {"added": 1, "removed": 1}),
        (lambda make: [make("y", name="A"), make("z", name="A")], {"added": 2, "removed": 1}),
        (lambda make: [make("z", name="A", kind="ferry")], {"added": 1, "removed": 1}),
        (lambda make: [make("a"), make("z", name="A")], {"added": 1}),
        (lambda make: [make("a"), make("a")], {"added": 1}),
    ],
    ids=[
        *("added", "removed", "moved", "unplaced", "changed", "moved and changed", "renamed", "renamed and changed"),
        *("other id and place", "other id and name", "two alike", "other kind", "a copy", "an id twice"),
    ],
)
def test_what_can_happen_to_a_feature(feature: Make, change: Any, counts: dict[str, int]) -> None:
    diff = compared([feature("a")], change(feature))
    assert diff.counts == counts
    assert all(kind in count_words(counts) for kind in counts)


def test_of_two_alike_neither_is_renamed(feature: Make) -> None:
    diff = compared([feature("a"), feature("b", name="A")], [feature("z", name="A")])
    assert diff.counts == {"added": 1, "removed": 2}


def test_a_point_moves_in_metres_and_along_the_border(feature: Make) -> None:
    [change] = compared([feature("a", (70.5, 38.1))], [feature("a", (71.0, 38.1), precision_m=150)]).changed
    move = change.geometry
    assert move is not None
    assert (move.kind, change.kinds) == ("moved", ("moved", "changed"))
    # The cosine of 38.1° times the radius across, 6,386.3 km, times π / 360.
    assert move.distance_m == pytest.approx(43_857, abs=2)
    assert move.old_km == pytest.approx(43.98, abs=0.05)
    assert move.along_km == pytest.approx(43.85, abs=0.1)
    assert move.precision_m == 150
    assert move_words(move) == "moved 43.9 km, 43.9 km along the border: km 44.0 to km 87.8"


@pytest.mark.parametrize(("precision", "km"), [(500, "km 35.2"), (501, "km 35"), (None, "km 35")])
def test_kilometres_are_no_sharper_than_the_place(feature: Make, precision: float | None, km: str) -> None:
    told = {} if precision is None else {"precision_m": precision}
    [change] = compared([feature("a", (70.4, 38.1), **told)], [feature("a", None, **told)]).changed
    assert change.geometry is not None
    assert move_words(change.geometry) == f"no longer placed at {km}"


def test_a_line_is_compared_by_distance_and_length(feature: Make) -> None:
    def course(*positions: tuple[float, float]) -> dict[str, Any]:
        return feature("a") | {"geometry": {"type": "LineString", "coordinates": positions}}

    straight = course((70.0, 38.0), (71.0, 38.0))
    [change] = compared([straight], [course((70.0, 38.0), (70.5, 38.1), (71.0, 38.0))]).changed
    move = change.geometry
    assert move is not None
    assert move.kind == "reshaped"
    assert move.distance_m == pytest.approx(11_100 - 120, abs=60)  # a tenth of a degree, less the bulge of the geodesic
    assert move.old_length_m == pytest.approx(87_830, abs=20)
    assert move.new_length_m > move.old_length_m
    assert move.old_km is None
    assert "another course, 11.0 km off; 87.8 km long before" in move_words(move)
    # A vertex more on the same course is another geometry, at no distance.
    [change] = compared([straight], [course((70.0, 38.0), (70.0001, 38.0), (71.0, 38.0))]).changed
    assert change.geometry.distance_m < 25
    assert "as before" in move_words(change.geometry)


def test_a_polygon_is_compared_by_its_outline(feature: Make) -> None:
    def square(size: float) -> dict[str, Any]:
        ring = [(70, 38), (70 + size, 38), (70 + size, 38 + size), (70, 38 + size), (70, 38)]
        return feature("a") | {"geometry": {"type": "Polygon", "coordinates": [ring]}}

    [change] = compared([square(0.1)], [square(0.2)]).changed
    assert change.geometry.distance_m == pytest.approx(14_160, rel=0.01)
    assert change.geometry.new_length_m == pytest.approx(2 * change.geometry.old_length_m, rel=0.01)


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Point", "coordinates": [500, 38]},
        {"type": "Point", "coordinates": ["x", "y"]},
        {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [70.00000001, 38]}]},
        {"type": "LineString", "coordinates": [[70, 38]]},
        "POINT(70 38)",
        {"type": "Point", "coordinates": []},
    ],
    ids=["off the earth", "text", "collection", "half a line", "no object", "empty"],
)
def test_what_is_no_place_still_compares(feature: Make, geometry: Any) -> None:
    [change] = compared([feature("a") | {"geometry": geometry}], [feature("a")]).changed
    assert change.geometry is not None
    assert change.geometry.distance_m is None
    assert move_words(change.geometry) == "another geometry"


def test_a_revision_that_breaks_the_schema_compares() -> None:
    old = [
        {"type": "Feature", "properties": {"ID": 1, "kind": 5, "date": "31/02"}, "geometry": None},
        {"type": "Feature", "id": [1]},
    ]
    diff = compared(old, old[:1])
    assert diff.counts == {"removed": 1}


def test_applying_to_another_version_is_refused(feature: Make) -> None:
    old, new = collection_of([feature("a"), feature("b")]), collection_of([feature("a", (70.5, 38.0)), feature("c")])
    diff = compare_collections(old, new, name="layer")
    other = collection_of([feature("a", (70.2, 38.0)), feature("b")])
    for wrong in (other, {}, old | collection_of([feature("c")]), collection_of([feature("a"), feature("b", n=1)])):
        with pytest.raises(UsageError, match="Apply the changes to the version"):
            apply(wrong, diff)


def test_states_with_sources_settings_and_the_line(feature: Make) -> None:
    features = collection_of([feature("a")])
    old = State("old", {"x": features, "gone": features}, settings={"layers": {"x": {"review_days": 90}}}, line="1")
    new = State("new", {"x": features}, sources=features, settings={"layers": {"x": {"review_days": 60}}}, line="2")
    diff = compare(old, new)
    assert [(layer.name, layer.counts) for layer in diff.layers] == [("gone", {"removed": 1})]
    assert diff.sources.counts == {"added": 1}
    assert [(change.field, change.old, change.new) for change in diff.settings] == [("layers.x.review_days", 90, 60)]
    assert diff.line_changed
    assert not compare(new, new)
    assert diff.to_json()["different"] is True


def test_a_layer_file_is_compared_with_its_layer(feature: Make) -> None:
    a, b = collection_of([feature("a"), feature("b")]), collection_of([feature("c")])
    whole = State("atlas", {"x": a, "y": b}, settings={"n": 1})
    single = State("my edits.geojson", {"my edits": collection_of([feature("a")])}, whole=False)
    diff = compare(whole, single)
    assert [(layer.name, layer.counts) for layer in diff.layers] == [("x", {"removed": 1})]
    assert not diff.settings
    assert compare(single, whole).layers[0].counts == {"added": 1}
    stranger = State("z.geojson", {"z": collection_of([feature("z")])}, whole=False)
    with pytest.raises(UsageError, match=r"z\.geojson: it cannot be told .* x, y"):
        compare(stranger, whole)
    assert compare(single, stranger).layers[0].counts == {"added": 1, "removed": 1}
