"""Reads an atlas again and again while its files are being edited; whatever is at fault is a value here, not an end."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from borderatlas.errors import AtlasError
from borderatlas.files import fingerprint
from borderatlas.maps.readings import Readings
from borderatlas.project import open_project

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from borderatlas.maps.readings import Reading
    from borderatlas.project import Project

_QUIET_S = 0.25
"""A file at fault counts as written to its end when it has not changed for so long."""


@dataclass(frozen=True)
class State:
    """An atlas as its files stood at one moment.

    Attributes:
        reading: What could be read; None where the settings, the border, the backdrop or the sources are at fault.
        faults: What is wrong, one message per file.
    """

    reading: Reading | None
    faults: tuple[str, ...]


class Rereader:
    """Reads an atlas whenever asked; what did not change is kept from before.

    Args:
        path: The atlas's folder, its data folder, or its `atlas.toml`.

    Raises:
        SettingsError: The settings are at fault now, at the start.
    """

    def __init__(self, path: Path) -> None:
        self.project: Project = open_project(path)
        self._readings = Readings()

    @property
    def files(self) -> set[Path]:
        """Every file from which pages are made."""
        project = self.project
        settings = project.settings
        line, backdrop = settings.border, settings.backdrop
        names = [line.file, line.drawn, settings.sources, *(layer.file for layer in settings.layers.values())]
        names += [name for field, name in backdrop if name is not None and field != "lacks"]
        if settings.changes is not None:
            names.append(settings.changes)
        return {project.file, *(project.path(name).resolve() for name in names)}

    def read(self) -> State:
        """The atlas now. A file that is still being written is waited for."""
        while True:
            before = _fingerprints(self.files)
            state = self._read()
            if not state.faults:
                return state
            time.sleep(_QUIET_S)
            if _fingerprints(self.files) == before:
                return state

    def _read(self) -> State:
        try:
            self.project = open_project(self.project.file)
            reading = self._readings.read(self.project)
        except AtlasError as error:
            return State(None, (str(error),))
        return State(reading, tuple(str(error) for error in reading.faults.values()))


def _fingerprints(files: Iterable[Path]) -> dict[Path, str | None]:
    return {path: fingerprint(path) for path in files}
