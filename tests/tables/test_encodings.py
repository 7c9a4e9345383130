"""Text that is not UTF-8 is recognised and told, or the message says what to type; it is never guessed at random."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest
import shapely

from borderatlas.errors import LayerError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RUSSIAN = "Перестрелка на границе у Пянджа, ранены двое военнослужащих"
PERSIAN = "جسر الصداقة على نهر بانج بين افغانستان وطاجيكستان"
GERMAN = "Straße über die Brücke, Grenzübergang geöffnet"
TAJIK = "Ҷумҳурии Тоҷикистон, Вилояти Мухтори Кӯҳистони Бадахшон"


def table(text: str) -> str:
    return f'name,lat,lon\n"{text}",37.19,68.6\n"{text}",37.2,68.7\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"])
@pytest.mark.parametrize("name", ["in.csv", "in.txt", "in.geojson"])
@pytest.mark.parametrize(
    "text", [RUSSIAN, TAJIK, PERSIAN, GERMAN, "plain", "🌉"], ids=["ru", "tg", "fa", "de", "en", "emoji"]
)
def test_unicode_is_read_with_or_without_its_mark(
    read: Callable[..., Any], encoding: str, name: str, text: str
) -> None:
    content = table(text)
    if name == "in.geojson":
        content = '{"type":"Feature","properties":{"name":"%s"},"geometry":null}' % text  # noqa: UP031  # braces
    found = read(content.encode(encoding), name)
    assert found.rows[0]["name"] == text
    assert found.file.notes == ()
    assert found.file.encoding.startswith("utf")


@pytest.mark.parametrize(
    ("text", "encoding", "called"),
    [
        (RUSSIAN, "cp1251", "Windows-1251"),
        (RUSSIAN, "koi8_r", "KOI8-R"),
        (RUSSIAN, "cp866", "DOS 866"),
        (RUSSIAN, "iso8859_5", "ISO 8859-5"),
        (PERSIAN, "cp1256", "Windows-1256"),
        (PERSIAN, "iso8859_6", "ISO 8859-6"),
        (GERMAN, "cp1252", "Windows-1252"),
    ],
)
def test_other_encodings_are_recognised_and_said(
    read: Callable[..., Any], text: str, encoding: str, called: str
) -> None:
    found = read(table(text).encode(encoding))
    assert [row["name"] for row in found.rows] == [text, text]
    assert found.file.encoding == encoding
    (note,) = found.file.notes
    assert called in note
    assert "--encoding" in note


@pytest.mark.parametrize("content", [b"name,lat\n\xd0,1\n", "name\nПяндж\n".encode("cp1251"), b"name\n\xff\xfe\xfd\n"])
def test_what_cannot_be_told_apart_is_asked_for(read: Callable[..., Any], content: bytes) -> None:
    with pytest.raises(LayerError, match=r"byte \d+ is not UTF-8.*--encoding \w+"):
        read(content)


@pytest.mark.parametrize("encoding", ["cp1251", "CP1251", "windows-1251"])
def test_an_encoding_that_is_named_is_believed(read: Callable[..., Any], encoding: str) -> None:
    found = read("name\nПяндж\n".encode("cp1251"), encoding=encoding)
    assert found.rows[0]["name"] == "Пяндж"
    assert found.file.encoding == "cp1251"
    assert found.file.notes == ()


@pytest.mark.parametrize("encoding", ["klingon", "base64", "rot13", ""])
def test_an_encoding_that_there_is_not(read: Callable[..., Any], encoding: str) -> None:
    with pytest.raises(UsageError, match=r"no encoding .*cp1251"):
        read("name\nx\n", encoding=encoding)


def test_an_encoding_that_does_not_fit(read: Callable[..., Any]) -> None:
    with pytest.raises(LayerError, match="byte 5 is not UTF-8 text"):
        read("name\nПяндж\n".encode("cp1251"), encoding="utf-8")


def test_a_fault_far_inside_is_found_at_once(read: Callable[..., Any]) -> None:
    with pytest.raises(LayerError, match=r"byte 3000005 is not UTF-8"):
        read(b"name\n" + b"x" * 3_000_000 + b"\xd0\n")


@pytest.fixture
def shapefile(tmp_path: Path) -> Path:
    path = tmp_path / "in.shp"
    frame = gpd.GeoDataFrame({"name": [RUSSIAN, "Пяндж"]}, geometry=[shapely.Point(68.6, 37.19)] * 2, crs=4326)
    frame.to_file(path, encoding="cp1251")
    return path


def test_the_cpg_file_of_a_shapefile_is_honoured(read: Callable[..., Any], shapefile: Path) -> None:
    assert shapefile.with_suffix(".cpg").exists()
    found = read(None, shapefile.name)
    assert [row["name"] for row in found.rows] == [RUSSIAN, "Пяндж"]
    assert found.file.notes == ()


def test_without_one_the_text_tells(read: Callable[..., Any], shapefile: Path) -> None:
    shapefile.with_suffix(".cpg").unlink()
    found = read(None, shapefile.name)
    assert [row["name"] for row in found.rows] == [RUSSIAN, "Пяндж"]
    assert found.file.encoding == "cp1251"
    assert "Windows-1251" in found.file.notes[0]


def test_a_shapefile_whose_text_does_not_tell(read: Callable[..., Any], shapefile: Path) -> None:
    frame = gpd.GeoDataFrame({"name": ["Пяндж"]}, geometry=[shapely.Point(68.6, 37.19)], crs=4326)
    frame.to_file(shapefile, encoding="cp1251")
    shapefile.with_suffix(".cpg").unlink()
    with pytest.raises(LayerError, match=r"\.dbf.*is not UTF-8.*--encoding"):
        read(None, shapefile.name)
    assert read(None, shapefile.name, encoding="cp1251").rows[0]["name"] == "Пяндж"
