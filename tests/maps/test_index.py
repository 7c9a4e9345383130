"""The index: what readers can take with them, and how new each layer is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from borderatlas.maps.index import Download, columns, download_rows, file_size, index_page

if TYPE_CHECKING:
    from borderatlas import Atlas

FILES = [
    Download("clashes.geojson", "Clashes", "GeoJSON", 120_400, "CC-BY-4.0"),
    Download("line.gpkg", "The line", "GeoPackage", 1_240_000, "ODbL-1.0"),
    Download("clashes.csv", "Clashes", "CSV", 400, "CC-BY-4.0"),
]


def test_files_of_one_thing_stand_in_one_row() -> None:
    clashes, line = download_rows(FILES)
    assert [file.format for file in clashes.files] == ["GeoJSON", "CSV"]
    assert (clashes.label, clashes.licence) == ("Clashes", "CC-BY-4.0")
    assert (line.label, line.licence) == ("The line", "ODbL-1.0")


@pytest.mark.parametrize(
    ("size", "words"), [(400, "1 kB"), (120_400, "120 kB"), (999_600, "1.0 MB"), (1_240_000, "1.2 MB")]
)
def test_sizes_are_told_in_round_numbers(size: int, words: str) -> None:
    assert file_size(size) == words


def test_downloads_are_listed_with_format_size_and_licence_and_none_where_there_are_none(shipped: Atlas) -> None:
    page = index_page(shipped._material, FILES)
    assert '<a href="clashes.csv" download>CSV</a> <small>1 kB</small>' in page
    assert "<td>ODbL-1.0</td>" in page
    assert "download>" not in index_page(shipped._material)


@pytest.mark.parametrize(("cards", "number"), [(0, 1), (1, 1), (4, 4), (5, 5), (6, 3), (7, 4), (8, 4), (9, 3), (10, 5)])
def test_cards_stand_in_rows_that_are_full(cards: int, number: int) -> None:
    assert columns(cards) == number


def test_events_and_checks_are_told_apart(shipped: Atlas) -> None:
    page = index_page(shipped._material)
    missions = page[page.index("<td>Embassies and consulates</td>") :]
    cells = missions[: missions.index("</tr>")].split('<td class="date">')[1:]
    assert [cell.removesuffix("</td>") for cell in cells] == ["–", "2025-12-25"]
