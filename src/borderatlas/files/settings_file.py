"""Where the settings of an atlas lie."""

from __future__ import annotations

from pathlib import Path

SETTINGS_FILE = "atlas.toml"
DATA_FOLDER = "geodata"


def settings_candidates(path: str | Path) -> list[Path]:
    """The files that may hold the settings of the atlas at `path`: its folder, its data folder, or the file itself."""
    start = Path(path)
    if start.name == SETTINGS_FILE:
        return [start]
    return [start / DATA_FOLDER / SETTINGS_FILE, start / SETTINGS_FILE]


def find_settings(path: str | Path) -> Path | None:
    """The settings file of the atlas at `path`; None where there is none."""
    return next((candidate for candidate in settings_candidates(path) if candidate.is_file()), None)
