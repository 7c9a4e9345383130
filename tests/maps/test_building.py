from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from html import unescape
from typing import TYPE_CHECKING

import orjson
import pytest
from tests.hostile import HOSTILE

from borderatlas import Atlas
from borderatlas.errors import AtlasError, LayerError, OutputError

if TYPE_CHECKING:
    from pathlib import Path

PAGES = ["atlas", "crossings", "missions", "clashes", "energy", "boundary", "index"]
LARGEST = 1_200_000


@pytest.fixture(scope="module")
def built(shipped: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("maps")
    shipped.build(folder)
    return folder


def test_every_page_is_written_and_none_is_too_large(built: Path) -> None:
    assert {path.stem for path in built.glob("*.html")} == set(PAGES)
    assert {path.name: path.stat().st_size for path in built.glob("*.html") if path.stat().st_size > LARGEST} == {}


def test_the_manifest_says_what_was_written(built: Path) -> None:
    manifest = orjson.loads((built / ".borderatlas.json").read_bytes())
    for name, entry in manifest["pages"].items():
        assert hashlib.sha256((built / name).read_bytes()).hexdigest() == entry["sha256"]
    assert set(manifest["pages"]) == {f"{name}.html" for name in PAGES}


def test_a_map_saved_from_python_is_the_page_that_is_built(built: Path, shipped: Atlas, tmp_path: Path) -> None:
    shipped.map("missions").save(str(tmp_path / "missions.html"))
    assert (tmp_path / "missions.html").read_bytes() == (built / "missions.html").read_bytes()


def test_building_again_elsewhere_gives_the_same_bytes(built: Path, whole_copy: Path) -> None:
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-m", "borderatlas.cli", "build", "--atlas", str(whole_copy)],
            env={**os.environ, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": "1", "TZ": "Asia/Dushanbe"},
            check=True,
            capture_output=True,
        )
        made, first = (
            {file.relative_to(folder): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
            for folder in (whole_copy / "maps", built)
        )
        assert {name for name in first | made if made.get(name) != first.get(name)} == set()


def test_the_index_says_what_the_issue_of_length_is(built: Path) -> None:
    text = unescape((built / "index.html").read_text("utf-8"))
    assert "1,344.0 km" in text
    assert "1,343.956 km on the WGS 84 ellipsoid" in text
    assert "CIA World Factbook" in text
    for figure in ("1,357", "+13.0", "1,344.15", "+0.2"):
        assert figure in text
    assert text.count('class="dot"') == 12
    for name in PAGES[:-1]:
        assert f'href="{name}.html"' in text
    assert "<script" not in text


def spoil(folder: Path, layer: str, old: str, new: str) -> None:
    file = folder / f"geodata/{layer}.geojson"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_a_bad_layer_stops_what_depends_on_it_and_nothing_else(copy: Path) -> None:
    Atlas.open(copy).build()
    before = (copy / "maps/missions.html").read_bytes(), (copy / "maps/index.html").read_bytes()
    (copy / "maps/energy.html").unlink()
    spoil(copy, "missions", '"kind": "embassy"', '"kind": "embasy"')
    spoil(copy, "missions", '"as_of": "', '"as_of": "2025-13-')
    with pytest.raises(LayerError) as caught:
        Atlas.open(copy).build()
    message = str(caught.value)
    for words in (
        "missions.geojson",
        "embasy",
        "Did you mean embassy?",
        "as_of",
        "Not built: atlas, missions, index.html",
    ):
        assert words in message
    assert (copy / "maps/energy.html").exists()
    assert ((copy / "maps/missions.html").read_bytes(), (copy / "maps/index.html").read_bytes()) == before


def test_missing_and_broken_files_are_named(copy: Path) -> None:
    (copy / "geodata/markets.geojson").unlink()
    (copy / "geodata/energy.geojson").write_text('{"type": "FeatureCollection",\n "features": [}', "utf-8")
    with pytest.raises(LayerError) as caught:
        Atlas.open(copy).build()
    message = str(caught.value)
    assert "markets.geojson" in message
    assert "there is none" in message
    assert "line 2" in message


def test_a_source_that_is_not_listed_is_a_fault(copy: Path) -> None:
    spoil(copy, "markets", '"sources": [\n', '"sources": [\n          "nobody-2020",\n')
    with pytest.raises(LayerError, match=r"nobody-2020"):
        _ = Atlas.open(copy).build()


@pytest.mark.parametrize("part", ["border.geojson", "base/countries.geojson", "base/banks.json", "sources.json"])
def test_a_missing_part_is_named(copy: Path, part: str) -> None:
    (copy / "geodata" / part).unlink()
    with pytest.raises(AtlasError, match=part.rsplit("/", 1)[-1]):
        Atlas.open(copy).build()


def test_maps_that_cannot_be_written_stay_whole(copy: Path) -> None:
    shutil.rmtree(copy / "maps", ignore_errors=True)
    (copy / "maps").write_text("in the way")
    with pytest.raises(OutputError, match="cannot be written"):
        Atlas.open(copy).build()
    assert (copy / "maps").read_text() == "in the way"


def test_hostile_values_of_settings_and_layers_are_text_in_the_index(copy: Path) -> None:
    settings = copy / "geodata/atlas.toml"
    texts = [text for text in HOSTILE.values() if "\r" not in text]
    quoted = orjson.dumps(" ".join(texts)).decode()
    text = settings.read_text("utf-8").replace('title = "Everything"', f"title = {quoted}")
    settings.write_text(text, "utf-8")
    Atlas.open(copy).build()
    page = (copy / "maps/index.html").read_text("utf-8")
    assert " ".join(texts) in unescape(page)
    assert "<script" not in page
    assert "<img" not in page
