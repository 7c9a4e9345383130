"""What readers take with them: exports beside the pages, as the settings ask for, and the index leads to them."""

from __future__ import annotations

import json
import re
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest
from tests.offered import offer

from borderatlas import Atlas
from borderatlas.errors import LayerError, OutputError, SettingsError
from borderatlas.maps.freshness import unchanged
from borderatlas.maps.manifest import read_manifest
from borderatlas.maps.telling import told
from borderatlas.serving.reading import Rereader
from borderatlas.serving.watching import rebuild

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def atlas(copy: Path) -> Path:
    """An atlas with two downloads, which was built."""
    offer(copy, "csv", "gpkg")
    Atlas.open(copy).build()
    return copy


def edit(folder: Path, layer: str, name: str, value: Any) -> None:
    path = folder / f"geodata/{layer}.geojson"
    record = json.loads(path.read_bytes())
    record["features"][0]["properties"][name] = value
    path.write_text(json.dumps(record, ensure_ascii=False), "utf-8")


def links(folder: Path) -> list[str]:
    """The files that the index leads to."""
    return re.findall(r'<a href="([^"]+)" download>', (folder / "maps/index.html").read_text("utf-8"))


def files(folder: Path) -> dict[str, bytes]:
    """The files of the folder of maps, by path."""
    maps = folder / "maps"
    return {file.relative_to(maps).as_posix(): file.read_bytes() for file in maps.rglob("*") if file.is_file()}


def test_the_index_leads_to_every_file_with_its_size_and_licence(atlas: Path) -> None:
    found = links(atlas)
    assert set(found) == {name for name in files(atlas) if name.startswith("downloads/")}
    assert "downloads/csv/clashes.csv" in found
    page = (atlas / "maps/index.html").read_text("utf-8")
    row = re.search(r"<tr><td>Border line</td>.*?</tr>", page)
    assert row is not None
    assert "border.csv" in row[0]
    assert "<td>ODbL-1.0</td>" in row[0]
    everything = re.search(r"<tr><td>Everything</td>.*?</tr>", page)
    assert everything is not None
    assert "<td>CC-BY-4.0; ODbL-1.0 (Border line)</td>" in everything[0]
    size = (atlas / "maps/downloads/csv/clashes.csv").stat().st_size
    assert f'csv/clashes.csv" download>CSV</a> <small>{round(size / 1000)} kB</small>' in page


def test_the_shipped_atlas_offers_what_gis_officers_offer(whole_copy: Path) -> None:
    done = Atlas.open(whole_copy).build()
    assert {path.suffix for path in (file.path for file in done.downloads)} == {".gpkg", ".kmz", ".xlsx", ".zip"}
    with sqlite3.connect(next(file.path for file in done.downloads if file.path.suffix == ".gpkg")) as package:
        assert package.execute("SELECT count(*) FROM clashes").fetchone() == (119,)
    package.close()
    assert len(links(whole_copy)) == len(done.downloads)


def test_nothing_to_do_is_told_without_writing_an_export(atlas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(atlas)
    monkeypatch.setattr("borderatlas.publishing._write", lambda *_: pytest.fail("an export was written"))
    again = unchanged(atlas)
    assert again is not None
    assert {file.name for file in again.downloads} == set(links(atlas))
    done = Atlas.open(atlas).build()
    assert (done.written, done.written_downloads) == ((), ())
    assert told(done) == ["up to date: 7 pages"]
    assert files(atlas) == before


def test_an_edit_reaches_downloads_and_index(atlas: Path) -> None:
    edit(atlas, "missions", "summary", "Seen anew.")
    done = Atlas.open(atlas).build()
    assert b"Seen anew." in (atlas / "maps/downloads/csv/missions.csv").read_bytes()
    assert {file.name.partition("/")[2].partition("/")[0] for file in done.written_downloads} == {"csv", "gpkg"}
    assert "downloads/csv/clashes.csv" not in {file.name for file in done.written_downloads}  # it says the same
    assert "downloads: missions.geojson changed" in told(done)
    Atlas.open(atlas).build(atlas / "again")
    assert files(atlas) == {
        file.relative_to(atlas / "again").as_posix(): file.read_bytes()
        for file in (atlas / "again").rglob("*")
        if file.is_file()
    }
    assert unchanged(atlas) is not None


def test_what_draws_only_the_ground_does_not_write_them_again(atlas: Path) -> None:
    towns = atlas / "geodata/base/towns.geojson"
    towns.write_bytes(towns.read_bytes() + b"\n")
    done = Atlas.open(atlas).build()
    assert done.written
    assert not done.written_downloads


def test_another_exporter_writes_them_again(atlas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("inputs", "freshness"):
        monkeypatch.setattr(f"borderatlas.maps.{module}.exporter_fingerprint", lambda: "another")
    (atlas / "maps/downloads/csv/clashes.csv").unlink()
    assert unchanged(atlas) is None
    done = Atlas.open(atlas).build()
    assert [(file.name, file.why) for file in done.written_downloads] == [
        ("downloads/csv/clashes.csv", ("exporter changed",))
    ]
    assert unchanged(atlas) is not None


def test_what_is_missing_comes_back_and_what_is_asked_for_no_more_goes(atlas: Path) -> None:
    before = files(atlas)
    (atlas / "maps/downloads/csv/clashes.csv").unlink()
    assert unchanged(atlas) is None
    assert [file.why for file in Atlas.open(atlas).build().written_downloads] == [("missing",)]
    assert files(atlas) == before
    (atlas / "maps/.borderatlas.json").unlink()
    done = Atlas.open(atlas).build()
    assert (done.written, done.written_downloads) == ((), ())
    assert files(atlas) == before
    offer(atlas, "gpkg")
    done = Atlas.open(atlas).build()
    assert "clashes.csv" in {path.name for path in done.removed}
    assert not (atlas / "maps/downloads/csv").exists()
    offer(atlas)
    Atlas.open(atlas).build()
    assert links(atlas) == []
    assert not (atlas / "maps/downloads").exists()
    assert unchanged(atlas) is not None


def test_an_edited_file_is_left_as_it_is(atlas: Path) -> None:
    file = atlas / "maps/downloads/csv/clashes.csv"
    file.write_text("mine", "utf-8")
    for again in (False, True):
        if again:
            edit(atlas, "clashes", "summary", "Seen anew.")
        with pytest.raises(OutputError, match=r"clashes\.csv: this file was edited.*clashes\.edited\.csv"):
            Atlas.open(atlas).build()
        assert file.read_text("utf-8") == "mine"
        assert unchanged(atlas) is None
    done = Atlas.open(atlas).build(force=True)
    assert [path.name for path in done.kept] == ["clashes.edited.csv"]
    assert file.with_name("clashes.edited.csv").read_text("utf-8") == "mine"
    assert b"Seen anew." in file.read_bytes()
    assert unchanged(atlas) is not None


def test_an_export_that_fails_leaves_pages_and_files_as_they_were(atlas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(atlas)
    edit(atlas, "missions", "summary", "Seen anew.")

    def lost(*_: object) -> None:
        raise OutputError("read back, missions lacks the field start")

    with monkeypatch.context() as broken:
        broken.setattr("borderatlas.export.delivering.compare", lost)
        with pytest.raises(OutputError, match="read back"):
            Atlas.open(atlas).build()
    assert files(atlas) == before


def test_a_layer_at_fault_leaves_them_as_they_were(atlas: Path) -> None:
    before = {name: data for name, data in files(atlas).items() if name.startswith("downloads/")}
    (atlas / "geodata/missions.geojson").write_bytes(b"{")
    edit(atlas, "clashes", "summary", "Seen anew.")
    with pytest.raises(LayerError):
        Atlas.open(atlas).build()
    assert {name: data for name, data in files(atlas).items() if name.startswith("downloads/")} == before
    assert set(read_manifest(atlas / "maps").downloads) == set(before)


def test_watching_leaves_them_to_the_next_build(atlas: Path) -> None:
    before = (atlas / "maps/downloads/csv/missions.csv").read_bytes()
    edit(atlas, "missions", "summary", "Seen anew.")
    rebuild(Rereader(atlas))
    assert (atlas / "maps/downloads/csv/missions.csv").read_bytes() == before
    assert links(atlas)
    assert unchanged(atlas) is None
    Atlas.open(atlas).build()
    assert b"Seen anew." in (atlas / "maps/downloads/csv/missions.csv").read_bytes()
    assert unchanged(atlas) is not None


def test_a_format_that_there_is_not_is_told(copy: Path) -> None:
    offer(copy, "gpgk")
    with pytest.raises(
        SettingsError, match=r"atlas\.toml: downloads: There is no format 'gpgk' \(did you mean gpkg\?\)"
    ):
        Atlas.open(copy).build()
    assert not list((copy / "maps").glob("*.html"))
