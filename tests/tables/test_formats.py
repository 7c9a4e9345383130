"""Every format gives back the rows that were written: texts of any script, days, whole numbers, nulls and places."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
import shapely
from tests.hostile import HOSTILE
from tests.tables.writers import FORMATS

from borderatlas.tables import layers_of
from borderatlas.tables import table as tables

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXTS = {
    "tajik": "Ҷумҳурии Тоҷикистон, Вилояти Кӯҳистони Бадахшон",
    "persian": "پُل دوستى «پنج» ۱۲۳",
    "russian": "Перестрелка у Пянджа — «Ёлка»",
    "emoji": "🌉👩🏽‍🚀🇹🇯",
    "long": "x" * 254,
    "very long": "ж" * 3000,
    "number": "007",
    "null": None,
    "quotes": 'a "b", c; d\te|f',
}
DAYS = {"leap": dt.date(2024, 2, 29), "old": dt.date(1999, 12, 31), "none": None}
BIG = {"zero": 0, "minus": -5, "safe": 2**53 - 1, "none": None}
PLACE = (68.6, 37.19)


def row(**own: Any) -> dict[str, Any]:
    return {"text": "x", "day": dt.date(2020, 1, 1), "big": 1, "lon": PLACE[0], "lat": PLACE[1]} | own


def plain(value: Any) -> str | None:
    """A cell as text; formats without types know nothing else."""
    return None if value in (None, "") else str(value)


def is_day(found: Any, name: str, day: dt.date | None) -> bool:
    """Formats with days give days, and the others the text that was written."""
    typed = name.endswith((".gpkg", ".shp", ".zip", ".parquet", ".xlsx", ".ods"))
    if day is None:
        return found in (None, "")
    return found == (day if typed else day.isoformat()) and not isinstance(found, dt.datetime)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("count", [0, 1, 7])
def test_every_row_is_read_in_its_order(
    read: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, count: int
) -> None:
    monkeypatch.setattr(tables, "ROWS_AT_ONCE", 3)
    if count == 0 and name in {"rows.geojsonl", "rows.geojsons"}:
        pytest.skip("a sequence of nothing is an empty file")
    FORMATS[name](
        tmp_path / name, [row(text=letter, lon=68 + index / 10) for index, letter in enumerate("zyxwvut"[:count])]
    )
    found = read(None, name)
    assert [record["text"] for record in found.rows] == list("zyxwvut"[:count])
    assert [record["geometry"].x for record in found.rows] == pytest.approx([68 + index / 10 for index in range(count)])
    assert found.problems == []
    first = {"line": 2, "row": 2}.get(found.file.word, 1)
    assert found.numbers == list(range(first, first + count))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("text", TEXTS)
def test_texts_stay_what_they_are(read: Callable[..., Any], tmp_path: Path, name: str, text: str) -> None:
    given = TEXTS[text]
    if given is not None and name in {"rows.shp", "rows.zip"}:
        given = given.encode()[:254].decode(errors="ignore")  # no more fits
    FORMATS[name](tmp_path / name, [row(text=given), row()])
    assert [plain(record.get("text")) for record in read(None, name).rows] == [given, "x"]


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in {"rows.kml", "rows.kmz"}])
@pytest.mark.parametrize("text", sorted(set(HOSTILE) - {"carriage-return"}))
def test_texts_that_mean_something_elsewhere(read: Callable[..., Any], tmp_path: Path, name: str, text: str) -> None:
    FORMATS[name](tmp_path / name, [row(text=HOSTILE[text])])
    assert read(None, name).rows[0]["text"] == HOSTILE[text]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("day", DAYS)
def test_days_stay_days(read: Callable[..., Any], tmp_path: Path, name: str, day: str) -> None:
    FORMATS[name](tmp_path / name, [row(day=DAYS[day]), row()])
    first, second = read(None, name).rows
    assert is_day(first.get("day"), name, DAYS[day])
    assert is_day(second["day"], name, dt.date(2020, 1, 1))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("big", BIG)
def test_whole_numbers_stay_whole_also_where_one_is_missing(
    read: Callable[..., Any], tmp_path: Path, name: str, big: str
) -> None:
    FORMATS[name](tmp_path / name, [row(big=BIG[big]), row(big=None), row(big=3)])
    found = [plain(record["big"]) for record in read(None, name).rows]
    assert found == [plain(BIG[big]), None, "3"]


@pytest.mark.parametrize("name", ["rows.gpkg", "rows.fgb", "rows.geojson", "rows.parquet", "rows.csv", "rows.json"])
def test_numbers_beyond_what_floats_hold_keep_their_digits(read: Callable[..., Any], tmp_path: Path, name: str) -> None:
    FORMATS[name](tmp_path / name, [row(big=2**62 + 1), row(big=7)])
    assert [int(record["big"]) for record in read(None, name).rows] == [2**62 + 1, 7]


@pytest.mark.parametrize("name", FORMATS)
def test_rows_without_a_place_have_none(read: Callable[..., Any], tmp_path: Path, name: str) -> None:
    FORMATS[name](tmp_path / name, [row(lon=None, lat=None), row()])
    first, second = read(None, name).rows
    assert first["geometry"] is None
    assert shapely.get_coordinates(second["geometry"]).tolist() == [pytest.approx(PLACE)]


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_can_be_read_again_and_is_left_as_it_was(read: Callable[..., Any], tmp_path: Path, name: str) -> None:
    FORMATS[name](tmp_path / name, [row(), row()])
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    found = read(None, name)
    assert sum(len(table.own) for table in found.file.read()) == len(found.rows) == 2
    layers_of(tmp_path / name)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("name", FORMATS)
def test_the_format_is_told_by_content_whatever_the_ending(read: Callable[..., Any], tmp_path: Path, name: str) -> None:
    FORMATS[name](tmp_path / name, [row(), row()])
    if name in {"rows.shp", "rows.tsv", "bars.txt", "semicolons.csv"}:
        pytest.skip("the ending belongs to the format")
    (tmp_path / name).rename(tmp_path / "other.txt")
    assert len(read(None, "other.txt").rows) == 2
