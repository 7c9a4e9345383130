"""Work on pieces in several threads: order, errors, and no more in memory than is needed."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from borderatlas.export.side_by_side import side_by_side

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)


def test_results_come_in_order_though_a_later_piece_is_done_first() -> None:
    second_done = threading.Event()

    def work(piece: int) -> int:
        if piece == 0:
            assert second_done.wait(10)
        if piece == 1:
            second_done.set()
        return piece * 10

    assert list(side_by_side(work, range(20))) == [piece * 10 for piece in range(20)]
    assert list(side_by_side(work, [])) == []


def test_pieces_are_taken_as_results_are() -> None:
    taken = []

    def pieces() -> Iterator[int]:
        for piece in range(1000):
            taken.append(piece)
            yield piece

    results = side_by_side(str, pieces())
    assert next(results) == "0"
    assert len(taken) < 10
    results.close()  # type: ignore[attr-defined]
    assert len(taken) < 10


def test_an_error_comes_at_its_place_and_no_more_is_begun() -> None:
    taken, done = [], []

    def pieces() -> Iterator[int]:
        for piece in range(1000):
            taken.append(piece)
            yield piece

    def work(piece: int) -> int:
        if piece == 7:
            raise ValueError("seven")
        return piece

    with pytest.raises(ValueError, match="seven"):
        done.extend(side_by_side(work, pieces()))
    assert len(taken) < 20
