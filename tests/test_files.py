from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from pathlib import Path

import pytest

from borderatlas.errors import OutputError
from borderatlas.files import staged


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


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


def test_waiting_ends_with_a_message_that_says_for_whom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("borderatlas.files.staging._WAIT_S", 0.1)
    monkeypatch.setattr("sys.argv", ["/usr/bin/borderatlas", "build", "--force"])
    who = rf"borderatlas build --force \(process {os.getpid()}, since \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d\)"
    with staged(tmp_path), pytest.raises(OutputError, match=f"{who} has been writing here"), staged(tmp_path):
        pass


def test_who_waits_is_told_for_whom(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("borderatlas.files.staging._WAIT_S", 0.2)
    monkeypatch.setattr("borderatlas.files.locking._PATIENCE_S", 0.0)
    with staged(tmp_path), pytest.raises(OutputError), staged(tmp_path):
        pass
    (message,) = [record.getMessage() for record in caplog.records]
    assert f"process {os.getpid()}" in message


def test_where_folders_cannot_be_locked_a_file_stands_for_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("borderatlas.files.locking.fcntl", None)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("borderatlas.files.staging._WAIT_S", 0.1)
    target = tmp_path / "maps"
    with staged(target) as staging:
        staging.write("a.html", b"a")
        with pytest.raises(OutputError, match="has been writing here"), staged(target):
            pass
    with staged(target) as staging:
        staging.write("b.html", b"b")
    assert names(target) == {"a.html", "b.html"}


def test_removed_files_go_with_the_others(tmp_path: Path) -> None:
    (tmp_path / "old.html").write_bytes(b"old")
    with staged(tmp_path) as staging:
        staging.remove("old.html")
        staging.remove("never.html")
        staging.write("new.html", b"new")
    assert names(tmp_path) == {"new.html"}


PARTS = ("a.html", "b.html", "c.html", "manifest")


def _write_and_die_between_renames(folder: Path, after: int) -> None:
    real = Path.replace
    done = 0

    def replace(self: Path, target: Path) -> Path:
        nonlocal done
        if self.name in PARTS:
            if done == after:
                os.kill(os.getpid(), signal.SIGKILL)
            done += 1
        return real(self, target)

    Path.replace = replace  # type: ignore[method-assign,assignment]
    with staged(folder) as staging:
        for name in PARTS:
            staging.write(name, b"new")


def _die_after(folder: Path, renames: int) -> None:
    process = multiprocessing.get_context("spawn").Process(
        target=_write_and_die_between_renames, args=(folder, renames)
    )
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL


def test_the_next_run_finishes_what_was_killed_between_two_renames(tmp_path: Path) -> None:
    for name in PARTS:
        (tmp_path / name).write_bytes(b"old")
    _die_after(tmp_path, 2)
    assert [(tmp_path / name).read_bytes() for name in PARTS] == [b"new", b"new", b"old", b"old"]
    with staged(tmp_path):
        assert {(tmp_path / name).read_bytes() for name in PARTS} == {b"new"}
    assert names(tmp_path) == set(PARTS)


def test_what_somebody_changed_after_a_killed_run_is_not_overwritten(tmp_path: Path) -> None:
    for name in PARTS:
        (tmp_path / name).write_bytes(b"old")
    _die_after(tmp_path, 1)
    (tmp_path / "c.html").write_bytes(b"by hand")
    with staged(tmp_path):
        pass
    assert (tmp_path / "c.html").read_bytes() == b"by hand"
    assert (tmp_path / "manifest").read_bytes() == b"old"
    assert names(tmp_path) == set(PARTS)


def _write_again_and_again(folder: Path) -> None:
    for number in range(10_000):
        with staged(folder) as staging:
            for name in PARTS:
                staging.write(name, str(number).encode() * 20_000)


def test_killed_at_any_moment_all_files_are_of_one_run(tmp_path: Path) -> None:
    moments = random.Random(5)
    for _ in range(6):
        process = multiprocessing.get_context("spawn").Process(target=_write_again_and_again, args=(tmp_path,))
        process.start()
        while not (tmp_path / PARTS[-1]).exists():
            time.sleep(0.01)
        time.sleep(0.3 + moments.random() * 0.2)
        process.kill()
        process.join()
        texts = [(tmp_path / name).read_bytes() for name in PARTS]
        for text in texts:
            number = text[: len(text) // 20_000]
            assert text == number * 20_000
        with staged(tmp_path):
            assert len({(tmp_path / name).read_bytes() for name in PARTS}) == 1
        assert names(tmp_path) == set(PARTS)


def test_files_in_folders_of_the_target_appear_and_go_with_their_folder(tmp_path: Path) -> None:
    target = tmp_path / "maps"
    with staged(target) as staging:
        staging.write("downloads/csv/a.csv", b"1")
        staging.write("page.html", b"2")
    assert (target / "downloads/csv/a.csv").read_bytes() == b"1"

    def fail() -> None:
        with staged(target) as staging:
            staging.write("downloads/csv/a.csv", b"3")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert (target / "downloads/csv/a.csv").read_bytes() == b"1"
    with staged(target) as staging:
        staging.remove("downloads/csv/a.csv")
        staging.write("page.html", b"4")
    assert {path.name for path in target.iterdir()} == {"page.html"}
