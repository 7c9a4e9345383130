"""TopoJSON: neighbours share arcs, every vertex comes back, and other programs see the same features."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pyogrio
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from tests.export.conftest import run
from tests.export.made import CREDIT, DISCLAIMER, GEOMETRIES, TEXTS, clashes, content, part, shaped

from borderatlas.export import deliver, format_named
from borderatlas.export.arcs import Arcs, Course

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from borderatlas import Atlas
    from borderatlas.export import Exported, Part


def export(folder: Path, *parts: Part, flat: bool = False) -> Exported:
    return deliver(content(*parts), format_named("topojson"), folder / "x.topojson", flat=flat)


def loaded(done: Exported) -> Any:
    return json.loads(done.files[0].read_bytes())


def frame(done: Exported, layer: str = "clashes") -> Any:
    return pyogrio.read_dataframe(done.files[0], layer=layer)


def restored(arcs: list[list[tuple[int, int]]], numbers: list[int]) -> Course:
    """The vertices that arcs make up, after the specification: each begins where the one before it ends."""
    vertices: list[tuple[int, int]] = []
    for number in numbers:
        steps = np.cumsum(arcs[~number if number < 0 else number], axis=0).tolist()
        run_ = steps[::-1] if number < 0 else steps
        assert not vertices or vertices[-1] == tuple(run_[0])
        vertices += [tuple(vertex) for vertex in run_[bool(vertices) :]]
    return tuple(vertices)


_vertices = st.tuples(st.integers(0, 3), st.integers(0, 3))
_lines = st.lists(_vertices, min_size=2, max_size=12).map(tuple)
_rings = st.lists(_vertices, min_size=3, max_size=12).map(lambda some: (*some, some[0]))


@given(st.lists(_lines | _rings, max_size=6))
def test_every_course_comes_back_and_no_arc_stands_twice(courses: list[Course]) -> None:
    arcs = Arcs(courses)
    stored = [arc.tolist() for arc in arcs]
    assert [restored(stored, arcs.of(course)) for course in courses] == courses
    whole = [restored(stored, [number]) for number in range(len(stored))]
    assert len({min(arc, arc[::-1]) for arc in whole}) == len(whole)


def test_neighbours_share_their_edge(tmp_path: Path) -> None:
    done = export(tmp_path, shaped([shapely.box(70, 37, 71, 38), shapely.box(71, 37, 72, 38)]))
    first, second = (each["arcs"][0] for each in loaded(done)["objects"]["clashes"]["geometries"])
    assert {~number if number < 0 else number for number in first} & {
        ~number if number < 0 else number for number in second
    }


@pytest.mark.parametrize("geometry", GEOMETRIES.values(), ids=GEOMETRIES)
def test_every_type_of_geometry_comes_back(tmp_path: Path, geometry: Any) -> None:
    done = export(tmp_path, shaped([geometry]))
    assert loaded(done)["objects"]["clashes"]["geometries"][0]["id"] == "made-0"
    found = frame(done).geometry if geometry is not None else []
    if geometry is None:
        assert loaded(done)["objects"]["clashes"]["geometries"][0]["type"] is None
        assert [loss.count for loss in done.losses] == [1]
        return
    assert not done.losses.losses
    assert found[0].geom_type == geometry.geom_type
    back = shapely.transform(found[0], lambda vertices: vertices.round(7))
    assert back.equals_exact(shapely.orient_polygons(geometry), normalize=True)


@pytest.mark.parametrize("flat", [False, True], ids=["nested", "flat"])
@pytest.mark.parametrize("said", TEXTS.values(), ids=TEXTS)
def test_text_comes_back(tmp_path: Path, said: str, flat: bool) -> None:
    done = export(tmp_path, part(clashes({"name": said})), flat=flat)
    (told,) = frame(done)["name"]
    assert said in (told, json.loads(told) if told.startswith('"') and flat else told)


def test_partial_dates_nulls_and_great_numbers(tmp_path: Path) -> None:
    made = clashes({"start": "1893-11", "injured": 2**53 - 1, "disputed": True}, {"start": "1868"})
    nested = [each["properties"] for each in loaded(export(tmp_path, part(made)))["objects"]["clashes"]["geometries"]]
    assert (nested[0]["start"], nested[0]["injured"], nested[0]["disputed"]) == ("1893-11", 2**53 - 1, True)
    assert "injured" not in nested[1]
    flat = frame(export(tmp_path / "flat", part(made), flat=True))
    assert flat["injured"][0] == 2**53 - 1
    assert str(flat["start_last"][0])[:10] == "1893-11-30"


@pytest.mark.parametrize("count", [0, 1, 300])
def test_none_one_and_many_in_order(tmp_path: Path, count: int) -> None:
    made = clashes(*[{} for _ in range(count)])
    done = export(tmp_path, part(made))
    ids = [each["id"] for each in loaded(done)["objects"]["clashes"]["geometries"]]
    assert ids == [feature.id for feature in made]
    assert list(frame(done).get("id", [])) == ids


def test_seven_decimals_and_no_heights_and_the_report_says_so(tmp_path: Path) -> None:
    done = export(tmp_path, shaped([shapely.Point(70.12345678901, 38, 900)]))
    assert loaded(done)["objects"]["clashes"]["geometries"][0]["coordinates"] == [701234568, 380000000]
    assert [(loss.what, loss.field) for loss in done.losses] == [("rounded", "geometry"), ("left out", "geometry")]


def test_a_layer_is_an_object_and_licences_are_kept_apart(tmp_path: Path) -> None:
    crossings = shaped([GEOMETRIES["point"]], "crossings")
    other = replace(shaped([GEOMETRIES["line"]], "energy"), licence="ODbL-1.0")
    what = content(part(clashes({})), crossings, other)
    first, second = deliver(what, format_named("topojson"), tmp_path / "out").files
    told = json.loads(first.read_bytes())
    assert list(told["objects"]) == ["clashes", "crossings"]
    assert (told["licence"], told["attribution"], told["disclaimer"]) == ("CC-BY-4.0", CREDIT, DISCLAIMER)
    assert list(json.loads(second.read_bytes())["objects"]) == ["energy"]


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = (export(tmp_path / name, part(clashes({}))).files[0] for name in "ab")
    assert first.read_bytes() == second.read_bytes()


def test_the_shipped_line_comes_back_vertex_by_vertex(tmp_path: Path, shipped: Atlas) -> None:
    done = shipped.export("topojson", tmp_path / "line.topojson", layers=["border"])
    (back,) = frame(done, "border").geometry
    assert shapely.get_coordinates(back) == pytest.approx(shapely.get_coordinates(shipped.border.geometry), abs=1e-9)


def test_debians_gdal_sees_every_layer(tmp_path: Path, shipped: Atlas, ogrinfo: Callable[..., str]) -> None:
    done = shipped.export("topojson", tmp_path / "out", layers=["missions", "energy"])
    told = ogrinfo(done.files[0])
    for name in ("missions", "energy"):
        placed = sum(feature.geometry is not None for feature in shipped.layers[name])
        assert f"Feature Count: {placed}\n" in told.split(f"Layer name: {name}\n")[1].split("Layer name:")[0]


def test_qgis_reads_it(tmp_path: Path, qgis: Callable[..., Any]) -> None:
    done = export(tmp_path, part(clashes({"name": TEXTS["pashto"]}, {"name": TEXTS["russian"]})), flat=True)
    (seen,) = qgis("features.py", "-", done.files[0])
    assert (seen["count"], seen["placed"]) == (2, 2)
    assert seen["names"] == [TEXTS["pashto"], TEXTS["russian"]]


def test_mapshaper_sees_all_features_and_those_without_a_place(tmp_path: Path, node_readers: Path) -> None:
    neighbours = [shapely.box(70, 37, 71, 38), shapely.box(71, 37, 72, 38), GEOMETRIES["polygon"], None]
    done = export(tmp_path, shaped(neighbours))
    out = tmp_path / "seen.json"
    mapshaper = node_readers / "node_modules/mapshaper/bin/mapshaper"
    run("node", mapshaper, done.files[0], "-o", out, "format=geojson")
    seen = json.loads(out.read_bytes())["features"]
    assert [each["properties"]["name"] for each in seen] == [f"Place {row}" for row in range(4)]
    for each, wanted in zip(seen, neighbours, strict=True):
        if wanted is None:
            assert each["geometry"] is None
        else:
            assert shapely.equals(shapely.geometry.shape(each["geometry"]), wanted)
