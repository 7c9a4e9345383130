from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from borderatlas.errors import SettingsError
from borderatlas.project import open_project

if TYPE_CHECKING:
    from pathlib import Path


def change(folder: Path, old: str, new: str) -> None:
    file = folder / "geodata/atlas.toml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_an_atlas_opens_by_its_folder_its_data_or_its_settings(copy: Path) -> None:
    opened = [open_project(path) for path in (copy, copy / "geodata", copy / "geodata/atlas.toml")]
    assert {project.output for project in opened} == {(copy / "maps").resolve()}
    assert opened[0].settings.border.left == "TJK"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            'left = "TJK"',
            'lefft = "TJK"',
            ["border.left: is missing", "border.lefft: is no setting", "did you mean left?"],
        ),
        ('layers = ["missions"]', 'layers = ["misions"]', ["maps[2].layers", "'misions'", "did you mean missions"]),
        ('name = "clashes"', 'name = "energy"', ["maps[4].name", "taken by an earlier map"]),
        ("max_zoom = 19", 'max_zoom = "deep"', ["base_maps[1].max_zoom", "valid integer", "'deep'"]),
        ("review_days = 180", "review_days = 0", ["layers.crossings.review_days", "greater than 0"]),
        ('countries = ["AFG", "TJK"]', 'countries = ["AFG"]', ["countries", "at least 2 items"]),
        ("https://a.tile.opentopomap.org/{z}/{x}/{y}.png", "http://tiles.example/", ["base_maps[0].url", "pattern"]),
        ('title = "Afghanistan', "title = Afghanistan", ["not valid TOML", "line"]),
    ],
)
def test_every_fault_of_the_settings_is_named(copy: Path, old: str, new: str, words: list[str]) -> None:
    change(copy, old, new)
    with pytest.raises(SettingsError) as caught:
        open_project(copy)
    for word in [*words, "atlas.toml"]:
        assert word in str(caught.value)
    assert caught.value.exit_code == 2


def test_a_folder_without_settings_says_where_it_looked(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"looked for .*geodata/atlas\.toml and .*atlas\.toml"):
        open_project(tmp_path)


def test_settings_that_are_not_utf8_are_named(copy: Path) -> None:
    (copy / "geodata/atlas.toml").write_bytes(b'title = "\xe9"')
    with pytest.raises(SettingsError, match="byte 9 is not UTF-8"):
        open_project(copy)


def test_an_unknown_map_names_the_nearest(copy: Path) -> None:
    with pytest.raises(SettingsError, match=r"no map 'clash' \(did you mean clashes\?\)"):
        open_project(copy).map("clash")
