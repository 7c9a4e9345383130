"""An export appears whole, or what stood there stays: for every format that there is."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from tests.export.made import clashes, content, part

from borderatlas.errors import OutputError, UsageError
from borderatlas.export import FORMATS, deliver, format_named
from borderatlas.export.cutting import pieces_of_collection, pieces_of_sequence
from borderatlas.export.reading_back import Expected, Seen, compare

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from borderatlas import Atlas
    from borderatlas.export import Content


@pytest.fixture(scope="module")
def small() -> Content:
    return content(part(clashes({"summary": "One"}, {"summary": "Two"})))


def everything(folder: Path) -> dict[str, bytes]:
    """All files of a folder, hidden ones too, by name."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize("name", FORMATS)
def test_a_full_disk_leaves_what_stood_there_and_no_litter(tmp_path: Path, small: Content, name: str) -> None:
    form = format_named(name)
    deliver(small, form, tmp_path)
    before = everything(tmp_path)
    assert before
    large = content(part(clashes(*[{"summary": os.urandom(4000).hex()} for _ in range(1500)])))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
    try:
        with pytest.raises(OutputError, match=r"unchanged|cannot be (written|read back)"):
            deliver(large, form, tmp_path, overwrite=True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, ignored)
    assert everything(tmp_path) == before


@pytest.mark.parametrize("name", FORMATS)
def test_what_another_reader_does_not_see_does_not_appear(
    tmp_path: Path, small: Content, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(small, format_named(name), tmp_path)
    before = everything(tmp_path)

    def lost(*_: object) -> None:
        raise OutputError("read back, clashes has 1 features instead of 2")

    monkeypatch.setattr("borderatlas.export.delivering.compare", lost)
    with pytest.raises(OutputError, match="read back"):
        deliver(small, format_named(name), tmp_path, overwrite=True)
    assert everything(tmp_path) == before


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_is_overwritten_by_surprise(tmp_path: Path, small: Content, name: str) -> None:
    files = deliver(small, format_named(name), tmp_path).files
    assert all(file.is_file() for file in files)
    with pytest.raises(UsageError, match="--overwrite"):
        deliver(small, format_named(name), tmp_path)
    assert deliver(small, format_named(name), tmp_path, overwrite=True).files == files


@pytest.mark.parametrize("after_s", [0.3, 0.9, 1.5, 2.1, 2.7])
def test_a_killed_export_leaves_whole_files(tmp_path: Path, root: Path, after_s: float) -> None:
    program = (
        "from borderatlas import Atlas; import sys; atlas = Atlas.open(sys.argv[1]); atlas.layers; "
        "print('ready', flush=True); [atlas.export('csv', sys.argv[2], overwrite=True) for _ in range(50)]"
    )
    target = tmp_path / "out"
    process = subprocess.Popen([sys.executable, "-c", program, root, target], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(after_s)
    process.kill()
    process.wait()
    process.stdout.close()
    for file in target.glob("*.csv"):
        assert file.read_bytes().endswith(b"\n")
    run = [sys.executable, "-m", "borderatlas.cli", "export", "csv", "-a", str(root), "-o", str(target), "--overwrite"]
    subprocess.run(run, check=True, capture_output=True)
    assert not [name for name in everything(target) if not name.endswith((".csv", ".txt"))]


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        (Seen("clashes", 1, ("id",), (70, 37, 71, 38)), "1 features instead of 2"),
        (Seen("clashes", 2, (), (70, 37, 71, 38)), "lacks the field id"),
        (Seen("clashes", 2, ("id",), (70, 37, 71, 39)), "lies within"),
    ],
)
def test_counts_fields_and_bounds_are_compared(tmp_path: Path, seen: Seen, said: str) -> None:
    wanted = Expected("clashes", 2, ("id",), (70, 37, 71, 38))
    compare(tmp_path, [Seen("clashes", 2, ("id",), (70, 37, 71, 38))], [wanted])
    with pytest.raises(OutputError, match=said):
        compare(tmp_path, [seen], [wanted])
    with pytest.raises(OutputError, match="missing"):
        compare(tmp_path, [], [wanted])


@pytest.mark.parametrize("name", ["geojson", "geojsonl"])
def test_what_is_broken_in_the_midst_of_a_large_file_does_not_appear(
    tmp_path: Path, small: Content, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for pieces in (pieces_of_collection, pieces_of_sequence):
        monkeypatch.setattr(pieces, "__defaults__", (10_000,))
    deliver(small, format_named(name), tmp_path)
    before = everything(tmp_path)
    form = format_named(name)

    def write(path: Path, *arguments: Any, **options: Any) -> Sequence[Expected]:
        expected = form.write(path, *arguments, **options)
        whole = path.read_bytes()
        middle = len(whole) // 2
        path.write_bytes(whole[:middle] + bytes(2000) + whole[middle + 2000 :])
        return expected

    large = content(part(clashes(*[{}] * 500)))
    with pytest.raises(OutputError, match="read back"):
        deliver(large, replace(form, write=write), tmp_path, overwrite=True)
    assert everything(tmp_path) == before


def test_several_layers_need_a_folder(tmp_path: Path, shipped: Atlas) -> None:
    with pytest.raises(UsageError, match="Name a folder"):
        shipped.export("csv", tmp_path / "x.csv")
    done = shipped.export("csv", tmp_path / "x.csv", layers=["missions"])
    assert [file.name for file in done.files] == ["x.csv", "x.about.txt"]
    assert "CC-BY-4.0" in (tmp_path / "x.about.txt").read_text("utf-8")


def test_layers_of_different_licences_never_share_a_table(tmp_path: Path, shipped: Atlas) -> None:
    for name, form in FORMATS.items():
        done = shipped.export(name, tmp_path / name, layers=["missions", "border"])
        if form.holds != "all":
            assert len([file for file in done.files if not file.name.endswith("about.txt")]) == 2, name
