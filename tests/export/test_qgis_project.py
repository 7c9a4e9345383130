"""The project of QGIS opens as the finished map, wherever its folder lies."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from tests.export.made import clashes, content, part

from borderatlas.errors import OutputError
from borderatlas.export import deliver, format_named

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from borderatlas import Atlas


@pytest.fixture(scope="module")
def opened(shipped: Atlas, qgis: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What QGIS makes of the project, after its folder was moved."""
    folder = tmp_path_factory.mktemp("project")
    done = shipped.export("qgis", folder / "made here" / "x.qgz")
    assert [file.name for file in done.files] == ["x.gpkg", "x.qgz"]
    moved = (folder / "made here").rename(folder / "Карта – نقشه")
    report: dict[str, Any] = qgis("project.py", moved / "x.qgz", folder / "x.png", 1400, 700)
    return report | {"picture": folder / "x.png"}


def test_it_opens_wherever_the_folder_is_moved(opened: dict[str, Any], shipped: Atlas) -> None:
    assert opened["opened"]
    assert opened["error"] == ""
    assert opened["faults"] == []
    assert opened["title"] == shipped.project.settings.title
    assert shipped.project.settings.disclaimer in opened["abstract"]
    assert opened["crs"] == "EPSG:3857"
    for name, layer in opened["layers"].items():
        assert layer["valid"], name
        assert "Карта – نقشه" in layer["source"]
        assert layer["renderer"] == "RuleRenderer"
        assert layer["crs"] == "EPSG:4326"
    assert opened["layers"]["atlas_layer_clashes"]["features"] == 119


def test_layers_stand_in_groups_from_the_top_of_the_map(opened: dict[str, Any]) -> None:
    assert [group[0] for group in opened["tree"]] == ["Places", "Events", "Energy and rail", "The line"]
    assert opened["tree"][3][1][-1] == "Border line"


def test_it_opens_on_the_line(opened: dict[str, Any], shipped: Atlas) -> None:
    west, south, east, north = shipped.border.geometry.bounds
    found = opened["extent"]
    assert found[0] < west < east < found[2]
    assert found[1] < south < north < found[3]
    assert found[2] - found[0] < 1.2 * (east - west)


def test_each_layer_has_its_licence_and_credits(opened: dict[str, Any]) -> None:
    assert opened["layers"]["atlas_layer_border"]["licence"] == ["ODbL-1.0"]
    assert opened["layers"]["atlas_layer_clashes"]["licence"] == ["CC-BY-4.0"]
    assert any("OpenStreetMap" in text for text in opened["layers"]["atlas_layer_border"]["rights"])


def test_the_picture_is_that_of_the_atlas(opened: dict[str, Any]) -> None:
    from PIL import Image

    from borderatlas.export.symbols import COLOURS

    with Image.open(opened["picture"]) as picture:
        image = picture.convert("RGB")
        counts = {colour: count for count, colour in image.getcolors(image.width * image.height) or []}
    paper = counts[tuple(bytes.fromhex(COLOURS["panel2"][1:]))]
    line = counts[tuple(bytes.fromhex(COLOURS["border"][1:]))]
    assert paper > 0.5 * image.width * image.height
    assert line > 1000  # so many pixels of a line that goes once across the picture


def test_what_the_project_does_not_name_is_missed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from borderatlas.export import qgis_project

    plain = qgis_project._source
    monkeypatch.setattr(qgis_project, "_layer", lambda *_: qgis_project.element("maplayer"))
    assert plain("x.gpkg", "clashes") == "./x.gpkg|layername=clashes"
    with pytest.raises(OutputError, match="the layer clashes is missing"):
        deliver(content(part(clashes({}))), format_named("qgis"), tmp_path / "x.qgz")
    assert list(tmp_path.iterdir()) == []


def test_the_archive_holds_the_project_alone(tmp_path: Path) -> None:
    deliver(content(part(clashes({}))), format_named("qgis"), tmp_path / "x.qgz")
    assert zipfile.ZipFile(tmp_path / "x.qgz").namelist() == ["x.qgs"]
