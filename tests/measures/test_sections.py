"""The line cut into sections."""

from __future__ import annotations

import numpy as np
import pytest

from borderatlas.errors import UsageError
from borderatlas.measures.stretches import by_length


@pytest.mark.parametrize(
    ("length", "section", "count", "last"),
    [(120, 50, 3, 20), (100, 50, 2, 50), (100.0000000001, 50, 2, 50), (30, 50, 1, 30), (0.3, 0.1, 3, 0.1)],
)
def test_the_last_section_ends_with_the_line(length: float, section: float, count: int, last: float) -> None:
    stretches = by_length(length, section)
    assert len(stretches) == count
    assert stretches.lengths[-1] == pytest.approx(last)
    assert stretches.lengths.sum() == pytest.approx(length)


def test_a_kilometre_between_two_sections_belongs_to_the_second_and_the_end_to_the_last() -> None:
    first, last = by_length(120, 50).holding(np.array([0.0, 50, 49, 120]), np.array([0.0, 50, 50, 120]))
    assert list(zip(first.tolist(), last.tolist(), strict=True)) == [(0, 0), (1, 1), (0, 1), (2, 2)]


@pytest.mark.parametrize("section", [0, -5, float("nan"), float("inf")])
def test_a_section_without_length(section: float) -> None:
    with pytest.raises(UsageError, match="length of more than 0 km"):
        by_length(100, section)


def test_more_sections_than_anybody_reads() -> None:
    with pytest.raises(
        UsageError, match=r"Sections of 0.0005 km would be 200,000. Expected at most 100,000: 0.001 km or"
    ):
        by_length(100, 0.0005)
