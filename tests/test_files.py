from __future__ import annotations

import multiprocessing
import os
import signal
import time
from pathlib import Path  # noqa: TC003  # a spawned process unpickles the functions below

import pytest

from borderatlas.errors import OutputError
from borderatlas.files import staged


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.name != ".borderatlas.lock"}


def test_files_appear_together_when_the_block_ends(tmp_path: Path) -> None:
    with staged(tmp_path / "new") as staging:
        staging.write("a.html", b"a")
        staging.write("b.html", b"b")
        assert not (tmp_path / "new/a.html").exists()
    assert names(tmp_path / "new") == {"a.html", "b.html"}
    assert (tmp_path / "new/b.html").read_bytes() == b"b"


def test_an_error_leaves_what_stood_there_and_no_litter(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"old")

    def fail() -> None:
        with staged(tmp_path) as staging:
            staging.write("a.html", b"new")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert names(tmp_path) == {"a.html"}
    assert (tmp_path / "a.html").read_bytes() == b"old"


def test_a_folder_that_cannot_be_made_is_one_message(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError, match=r"file/maps: cannot be written .* unchanged"), staged(tmp_path / "file/maps"):
        pass


def _write_and_die(folder: Path) -> None:
    with staged(folder) as staging:
        staging.write("a.html", b"half")
        os.kill(os.getpid(), signal.SIGKILL)


def test_a_killed_run_leaves_the_old_file_and_the_next_run_sweeps_its_litter(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"old")
    process = multiprocessing.get_context("spawn").Process(target=_write_and_die, args=(tmp_path,))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert (tmp_path / "a.html").read_bytes() == b"old"
    assert any(name.startswith(".borderatlas-staging-") for name in names(tmp_path))
    with staged(tmp_path) as staging:
        staging.write("a.html", b"new")
    assert names(tmp_path) == {"a.html"}
    assert (tmp_path / "a.html").read_bytes() == b"new"


def _hold(folder: Path, entered: Path) -> None:
    with staged(folder) as staging:
        entered.touch()
        time.sleep(0.5)
        staging.write("a.html", b"first")


def test_two_runs_wait_for_each_other(tmp_path: Path) -> None:
    entered = tmp_path / "entered"
    process = multiprocessing.get_context("spawn").Process(target=_hold, args=(tmp_path / "maps", entered))
    process.start()
    while not entered.exists():
        time.sleep(0.01)
    with staged(tmp_path / "maps") as staging:
        assert (tmp_path / "maps/a.html").read_bytes() == b"first"
        staging.write("a.html", b"second")
    process.join()
    assert process.exitcode == 0
    assert (tmp_path / "maps/a.html").read_bytes() == b"second"


def test_waiting_ends_with_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("borderatlas.files._WAIT_S", 0.1)
    with staged(tmp_path), pytest.raises(OutputError, match="another run has been writing"), staged(tmp_path):
        pass
