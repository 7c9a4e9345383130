"""A large file is read in pieces, by other processes, and everything is found where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
import pytest
from tests.checks.made import KNOWN, feature, shape

from borderatlas.checks import pieces, scanning
from borderatlas.checks.pieces import cut
from borderatlas.checks.scanning import scan_file
from borderatlas.errors import LayerError
from borderatlas.layers import LAYERS

if TYPE_CHECKING:
    from pathlib import Path

    from borderatlas.checks.scanning import Scan

TRICKY = {"type": "Feature", "text": '}, {"type": "Feature"'}


def many() -> list[dict[str, object]]:
    entries = [feature("clashes", id=f"number-{number}", actors=[f"group {number % 7}"]) for number in range(400)]
    entries[10]["properties"]["notes"] = orjson.dumps([TRICKY, TRICKY]).decode()
    entries[11]["properties"]["details"] = {"copies": [TRICKY, TRICKY, TRICKY]}
    entries[150]["properties"]["start"] = "2018-02-30"
    entries[200]["id"] = "number-3"
    entries[250].pop("id")
    entries[300]["properties"]["sources"] = ["nobody"]
    entries[350]["geometry"] = shape("LineString", [[70, 37], [70, 37], [71, 37]])
    return entries


def text(entries: list[dict[str, object]], option: int | None = None, **members: object) -> bytes:
    return orjson.dumps({"type": "FeatureCollection", "note": "a ] b", **members, "features": entries}, option=option)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are cut that are small enough for a test."""
    monkeypatch.setattr(scanning, "cut", lambda path: cut(path, size=20_000, small=1000))


def whole(path: Path) -> Scan:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scanning, "cut", lambda _: None)
        return scan_file(path, LAYERS["clashes"], KNOWN)


@pytest.mark.parametrize("option", [None, orjson.OPT_INDENT_2])
@pytest.mark.usefixtures("small")
def test_pieces_and_the_whole_give_the_same(tmp_path: Path, option: int | None) -> None:
    path = tmp_path / "clashes.geojson"
    path.write_bytes(text(many(), option).replace(b'"number-20"', b'"x","id":"number-20"', 1))
    assert len(cut(path, 20_000, 1000).spans) > 3
    ours, other = scan_file(path, LAYERS["clashes"], KNOWN), whole(path)
    key = lambda finding: (finding.code, finding.feature, finding.field)  # noqa: E731
    assert sorted(ours.findings, key=key) == sorted(other.findings, key=key)
    assert {finding.code for finding in ours.findings} == {
        "date-invalid",
        "field-missing",
        "id-duplicate",
        "key-duplicate",
        "source-unknown",
        "vertex-repeated",
    }
    assert list(ours.ids) == list(other.ids)
    assert ours.sheet.ids == other.sheet.ids
    for name, column in ours.sheet.words.items():
        assert [column[row] for row in range(len(ours.sheet))] == [
            other.sheet.words[name][row] for row in range(len(other.sheet))
        ]
    assert ours.sheet.shapes.keys() == other.sheet.shapes.keys()


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_break_in_a_piece_has_its_line_and_column(tmp_path: Path, mark: bytes) -> None:
    for option in (None, orjson.OPT_INDENT_2):
        data = text(many(), option).replace(b'"number-333"', b'"number-333",,', 1)
        path = tmp_path / "clashes.geojson"
        path.write_bytes(mark + data)
        with pytest.raises(LayerError) as caught:
            scan_file(path, LAYERS["clashes"], KNOWN)
        with pytest.raises(LayerError) as slow:
            whole(path)
        ours, other = caught.value.findings[-1], slow.value.findings[-1]
        assert (ours.code, ours.line) == (other.code, other.line) == ("json-broken", other.line)
        assert ours.column in (other.column, other.column + len(mark))


@pytest.mark.usefixtures("small")
def test_members_behind_the_features_and_a_file_cut_short(tmp_path: Path) -> None:
    path = tmp_path / "clashes.geojson"
    data = text(many())[:-1] + b',"bbox":[1,2,3]}'
    path.write_bytes(data)
    assert "bbox-wrong" in {finding.code for finding in scan_file(path, LAYERS["clashes"], KNOWN).findings}
    path.write_bytes(data[:-9_000])
    with pytest.raises(LayerError) as caught:
        scan_file(path, LAYERS["clashes"], KNOWN)
    assert caught.value.findings[0].code == "json-cut-short"


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("executable", ["/usr/bin/qgis", "/nowhere/python3", "/bin/false-python"])
def test_without_workers_the_same_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, executable: str) -> None:
    path = tmp_path / "clashes.geojson"
    path.write_bytes(text(many()))
    monkeypatch.setattr("sys.executable", executable)
    ours, other = scan_file(path, LAYERS["clashes"], KNOWN), whole(path)
    assert {(found.code, found.feature) for found in ours.findings} == {
        (found.code, found.feature) for found in other.findings
    }
    assert list(ours.ids) == list(other.ids)


@pytest.mark.usefixtures("small")
def test_a_worker_that_dies_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dying = tmp_path / "python-that-dies"
    dying.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    dying.chmod(0o755)
    path = tmp_path / "clashes.geojson"
    path.write_bytes(text(many()))
    monkeypatch.setattr("sys.executable", str(dying))
    assert len(scan_file(path, LAYERS["clashes"], KNOWN).ids) == 400


def test_what_is_small_is_not_cut(tmp_path: Path) -> None:
    path = tmp_path / "clashes.geojson"
    path.write_bytes(text(many()))
    assert path.stat().st_size < pieces.SMALL
    assert cut(path) is None
