"""The flat formats as a grid: what goes in comes back, read by another library, or stands in the report.

Each format is read through `borderatlas.tables`, as `import` reads it, which shares no code with the writers.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely
from tests.export.made import GEOMETRIES, TEXTS, clashes, content, part, shaped

from borderatlas.export import deliver, format_named
from borderatlas.layers.faults import Spot
from borderatlas.layers.flat import RowReader
from borderatlas.layers.schemas import LAYERS
from borderatlas.tables import open_table

if TYPE_CHECKING:
    from pathlib import Path

    from borderatlas.export import Exported, Part

FORMATS = ["csv", "xlsx", "flatgeobuf", "geoparquet", "shapefile", "geojson", "geojsonl", "geojson.gz"]
WHOLE = [name for name in FORMATS if name != "shapefile"]
"""Formats that keep names and text whole."""


def export(folder: Path, name: str, *parts: Part) -> Exported:
    return deliver(content(*parts), format_named(name), folder / name.replace(".", "-"), flat=True)


def rows(file: Path, layer: str | None = None) -> list[tuple[dict[str, Any], Any]]:
    """The cells and the geometry of every row of a file, as `import` sees them."""
    found = []
    for table in open_table(file, layer).read():
        geometry = table.geometry if table.geometry is not None else [None] * len(table.own)
        found += list(zip(table.own.to_dict("records"), geometry, strict=True))
    return found


def features(file: Path, layer: str = "clashes") -> list[dict[str, Any]]:
    """The features of a file as the flat twin reads them."""
    found = rows(file, layer if file.suffix == ".xlsx" else None)
    reader = RowReader(LAYERS[layer], found[0][0] if found else [])
    return [reader.read(cells, _SPOT).properties for cells, _ in found]


_SPOT = Spot("clashes", "", "")


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_text_comes_back(tmp_path: Path, name: str, text: str) -> None:
    made = clashes({"name": text, "actors": [text, "b;c\\"], "names": {"tg": text}})
    (back,) = features(export(tmp_path, name, part(made)).files[0])
    assert back["name"] == text
    assert back["actors"] == [text, "b;c\\"]
    assert back["names"] == {"tg": text}


@pytest.mark.parametrize("name", WHOLE)
def test_whole_features_come_back(tmp_path: Path, name: str) -> None:
    made = clashes(
        {
            "start": "1893-11",
            "end": "1894",
            "injured": 2**53 - 1,
            "disputed": True,
            "fatalities_low": 0,
            "fatalities_by_side": {"Border troops": 3, "Unknown": None},
            "conflicts": ["One says 3; the other 4.", "=SUM(A1)"],
            "timeline": [{"date": "spring 1893", "event": "Shots"}],
            "details": {"dam_height_m": 3.5, "of": [1, {"a": None}]},
            "precision_m": 1234.5,
        },
        {"start": "2024-02-29"},
    )
    back = features(export(tmp_path, name, part(made)).files[0])
    adapter = LAYERS["clashes"].adapter
    again = [adapter.validate_python({**row, "geometry": each.geometry}) for row, each in zip(back, made, strict=True)]
    assert again == made


@pytest.mark.parametrize("name", WHOLE)
def test_true_dates_stand_beside_partial_ones(tmp_path: Path, name: str) -> None:
    file = export(tmp_path, name, part(clashes({"start": "2018-08"}, {"start": "1868"}))).files[0]
    first, second = (cells for cells, _ in rows(file, "clashes" if name == "xlsx" else None))
    assert _day(first["start_first"]) == "2018-08-01"
    assert _day(first["start_last"]) == "2018-08-31"
    assert _day(second["start_first"]) == "1868-01-01"
    assert str(first["start"]) == "2018-08"


def _day(value: Any) -> str:
    if isinstance(value, dt.datetime):
        assert value.time() == dt.time()
        value = value.date()
    return str(value)[:10]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("count", [0, 1, 400])
def test_none_one_and_many_in_order(tmp_path: Path, name: str, count: int) -> None:
    if name == "geojsonl" and not count:
        pytest.skip("a sequence of nothing is an empty file")
    made = clashes(*[{"summary": f"No. {number}"} for number in range(count)])
    done = export(tmp_path, name, part(made))
    assert [cells["id"] for cells, _ in rows(done.files[0], "clashes" if name == "xlsx" else None)] == [
        feature.id for feature in made
    ]


@pytest.mark.parametrize("name", ["flatgeobuf", "geoparquet", "csv", "xlsx", "geojsonl"])
def test_all_types_of_geometry_in_one_layer(tmp_path: Path, name: str) -> None:
    done = export(tmp_path, name, shaped(list(GEOMETRIES.values())))
    back = [shape for _, shape in rows(done.files[0], "clashes" if name == "xlsx" else None)]
    for shape, went in zip(back, GEOMETRIES.values(), strict=True):
        assert (shape is None) == (went is None)
        assert went is None or shapely.equals_exact(shapely.normalize(shape), shapely.normalize(went), 1e-7)


def test_a_shapefile_for_each_type_of_geometry(tmp_path: Path) -> None:
    done = export(tmp_path, "shapefile", shaped(list(GEOMETRIES.values())))
    import fiona

    path = f"zip://{done.files[0]}"
    counts = {layer: len(fiona.open(path, layer=layer)) for layer in fiona.listlayers(path)}
    assert counts == {
        "clashes_points": 1,
        "clashes_multipoints": 1,
        "clashes_lines": 2,
        "clashes_areas": 2,
        "clashes_unplaced": 1,
    }
    assert "holds one type of geometry" in done.losses.text()


def test_a_shapefile_says_which_names_and_texts_it_cut(tmp_path: Path) -> None:
    made = clashes({"summary": TEXTS["long"], "fatalities_low": 1, "fatalities_best": 2, "disputed": True})
    done = export(tmp_path, "shapefile", part(made))
    ((cells, _),) = rows(done.files[0])
    said = {(loss.what, loss.field): loss for loss in done.losses}
    assert cells[said["renamed", "fatalities_low"].instead] == 1
    assert cells[said["renamed", "fatalities_best"].instead] == 2
    assert TEXTS["long"].startswith(cells["summary"])
    assert 250 <= len(cells["summary"].encode()) <= 254
    assert said["cut", "summary"].examples == (made[0].id,)
    assert cells["disputed"] == 1


def test_csv_and_xlsx_defuse_formulas_and_say_so(tmp_path: Path) -> None:
    made = part(clashes({"name": "=HYPERLINK(0)", "summary": "+1", "place": "-", "district": "@x"}))
    for name in ("csv", "xlsx"):
        done = export(tmp_path, name, made)
        ((cells, _),) = rows(done.files[0], "clashes" if name == "xlsx" else None)
        assert not [cell for cell in cells.values() if str(cell)[:1] in "=+@" and str(cell) != ""]
        assert {loss.field for loss in done.losses if loss.what == "changed"} >= {
            "name",
            "summary",
            "place",
            "district",
        }


def test_a_cell_too_long_for_a_workbook_is_cut_and_named(tmp_path: Path) -> None:
    line = shapely.LineString(np.random.default_rng(0).uniform(60, 70, (4000, 2)).round(6))
    done = export(tmp_path, "xlsx", shaped([line], summary=["ж" * 40_000]))
    ((cells, shape),) = rows(done.files[0], "clashes")
    assert len(cells["summary"]) == 32_767
    assert shape is None
    assert {(loss.what, loss.field) for loss in done.losses} >= {("cut", "summary"), ("left out", "wkt")}


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_content_gives_the_same_bytes(tmp_path: Path, name: str) -> None:
    made = part(clashes({"start": "2018-08"}, {}))
    one = export(tmp_path / "one", name, made).files
    other = export(tmp_path / "other", name, made).files
    assert [file.read_bytes() for file in one] == [file.read_bytes() for file in other]
