"""Reading the provinces along the banks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.measures.made import BANKS

from borderatlas.errors import LayerError
from borderatlas.measures import read_banks

if TYPE_CHECKING:
    from pathlib import Path


def test_the_shipped_file(root: Path) -> None:
    banks = read_banks(root / "geodata/base/banks.json")
    assert banks.precision_km == 3
    assert [province.code for province in banks.along("AFG", 0, 1343)] == ["AF-BAL", "AF-KDZ", "AF-TAK", "AF-BDS"]
    assert [province.name for province in banks.along("TJK", 0, 456.7)] == ["Khatlon"]


def test_provinces_that_only_touch_a_stretch_are_not_along_it() -> None:
    assert [province.code for province in BANKS.along("SUR", 60, 70)] == ["SU-2"]
    assert BANKS.along(None, 0, 10) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "banks.json: the file: Invalid JSON"),
        ('{"banks": {"AFG": [{"code": "X", "name": "X", "from_km": 0}]}}', "banks.AFG.0.to_km: Field required"),
        (
            '{"banks": {"AFG": [{"code": "X", "name": "X", "from_km": -1, "to_km": 2}]}}',
            "from_km: Input should be greater",
        ),
    ],
)
def test_a_broken_file_is_named_with_the_place_in_it(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "banks.json").write_text(text, "utf-8")
    with pytest.raises(LayerError, match=words):
        read_banks(tmp_path / "banks.json")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(LayerError, match=r"banks.json: cannot be read \(No such file"):
        read_banks(tmp_path / "banks.json")
