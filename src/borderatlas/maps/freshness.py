"""Whether a folder of maps is up to date, decided from fingerprints alone: nothing is parsed and little is imported."""

from __future__ import annotations

import tomllib
from pathlib import Path

from borderatlas.files.fingerprints import fingerprint
from borderatlas.files.settings_file import find_settings
from borderatlas.maps.built import Build, Built
from borderatlas.maps.manifest import read_manifest
from borderatlas.maps.program import exporter_fingerprint, program_fingerprint

PROGRAM = "program"
"""Name under which the fingerprint of the program stands among the inputs."""
EXPORTER = "exporter"
"""The same of the program that writes the files which readers take with them, where there are any."""


def unchanged(atlas: str | Path, output: str | Path | None = None) -> Build | None:
    """What a build would return that finds nothing to do.

    Args:
        atlas: The atlas's folder, its data folder, or its `atlas.toml`.
        output: The folder of maps; the one that `atlas.toml` names where it is not given.

    Returns:
        None where something changed or may have, where a page is missing or is not as it was written, or where this
        cannot be told without reading the layers.
    """
    settings = find_settings(atlas)
    folder = Path(output) if output is not None else None if settings is None else _output(settings)
    if settings is None or folder is None:
        return None
    manifest = read_manifest(folder)
    inputs = dict(manifest.inputs)
    if inputs.pop(PROGRAM, None) != program_fingerprint():
        return None
    if inputs.pop(EXPORTER, None) != (exporter_fingerprint() if manifest.downloads else None):
        return None
    files = {settings.parent / name: value for name, value in inputs.items()}
    files |= {folder / name: page.sha256 for name, page in manifest.pages.items()}
    files |= {folder / name: file.sha256 for name, file in manifest.downloads.items()}
    if any((fingerprint(path) or "") != value for path, value in files.items()):
        return None
    return Build(
        tuple(
            Built(name.removesuffix(".html"), folder / name, page.size, page.sha256)
            for name, page in manifest.pages.items()
        ),
        withheld=manifest.withheld,
        downloads=tuple(
            Built(name, folder / name, file.size, file.sha256) for name, file in manifest.downloads.items()
        ),
    )


def _output(settings: Path) -> Path | None:
    """The folder of maps that the settings name, unless they are broken."""
    try:
        named = tomllib.loads(settings.read_text("utf-8-sig")).get("output", "../maps")
    except (OSError, ValueError):
        return None
    return (settings.parent / named.strip()).resolve() if isinstance(named, str) else None
