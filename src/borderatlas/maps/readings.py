"""Reads what pages are made from, each file only when it changed, together with the fingerprint of what was read."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from borderatlas.changes.recording import change_log
from borderatlas.changes.releases import read_log
from borderatlas.errors import AtlasError, LayerError, SettingsError
from borderatlas.files import fingerprint
from borderatlas.layers import check_sources, read_layer, read_sources, report
from borderatlas.layers.withholding import withhold
from borderatlas.maps.material import Ground, Material, gather, read_ground
from borderatlas.project import SETTINGS_FILE, open_project

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping

    from borderatlas.changes.recording import ChangeLog
    from borderatlas.changes.releases import ReleaseLog
    from borderatlas.layers import Layer, Sources
    from borderatlas.project import Project

Value = TypeVar("Value")

_TRIES = 20
_PAUSE_S = 0.05


@dataclass(frozen=True)
class Reading:
    """The files of an atlas as they stood when they were read.

    Attributes:
        project: The atlas.
        fingerprints: Hash of every file that was read, by the name that the settings give it; empty where there is no
            such file and need not be. A file that changed while it was read has none.
        layers: The layers that can be used, by name, without the rows that may not be passed on.
        withheld: How many of those rows there are, by dataset.
        faults: What is wrong with the other layers, by name.
        sources: The sources.
        ground: The border and the backdrop.
        log: The log of releases; None where the atlas keeps none, or no release stands in it.
    """

    project: Project
    fingerprints: Mapping[str, str]
    layers: Mapping[str, Layer]
    withheld: Mapping[str, int]
    faults: Mapping[str, LayerError]
    sources: Sources
    ground: Ground
    log: ReleaseLog | None = None

    @cached_property
    def news(self) -> ChangeLog | None:
        """What changed since the last release, and in it."""
        return None if self.log is None else change_log(self.log, self.layers)

    @cached_property
    def material(self) -> Material:
        """What the pages are drawn from."""
        return gather(self.project, self.layers, self.sources, self.ground, self.news)


class Readings:
    """Reads an atlas again and again; what did not change since the last time is not read a second time."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[dict[str, str], Any]] = {}

    def read(self, project: Project) -> Reading:
        """Reads an atlas as its files stand now.

        Raises:
            LayerError: The sources or a file of the backdrop cannot be used. Faults of layers are listed instead.
            GeometryError: The border cannot be used.
        """
        settings = project.settings
        prints, sources = self._read(
            project, ("sources",), [settings.sources], lambda: read_sources(project.path(settings.sources))
        )
        layers: dict[str, Layer] = {}
        faults: dict[str, LayerError] = {}
        for name, entry in settings.layers.items():
            path = project.path(entry.file)
            try:
                found, layer = self._read(project, ("layer", name), [entry.file], partial(read_layer, path, name))
            except LayerError as error:
                faults[name] = error
                continue
            prints |= found
            if unknown := check_sources([layer], sources):
                faults[name] = LayerError(report(unknown), unknown)
            else:
                layers[name] = layer
        found, ground = self._read(
            project,
            ("ground", settings.border, settings.backdrop),
            _ground_files(project),
            lambda: read_ground(project),
        )
        prints |= found
        log = None
        if settings.changes is not None:
            found, log = self._read(
                project, ("changes",), [settings.changes], partial(read_log, project.path(settings.changes))
            )
            prints |= found
        shown, withheld = withhold(layers, sources)
        return Reading(project, prints | _settings(project), shown, withheld, faults, sources, ground, log)

    def _read(
        self, project: Project, key: Hashable, names: Iterable[str], read: Callable[[], Value]
    ) -> tuple[dict[str, str], Value]:
        """A value read from files with their fingerprints, or the one kept from the last time."""
        names = list(names)
        before = _fingerprints(project, names)
        kept = self._kept.get((project.folder, key))
        if kept is not None and kept[0] == before:
            return kept
        for _ in range(_TRIES):
            try:
                value = read()
            except AtlasError:
                if _fingerprints(project, names) == before:
                    raise
            else:
                if _fingerprints(project, names) == before:
                    self._kept[project.folder, key] = before, value
                    return before, value
            time.sleep(_PAUSE_S)
            before = _fingerprints(project, names)
        return {}, read()


def _fingerprints(project: Project, names: Iterable[str]) -> dict[str, str]:
    return {name: fingerprint(project.path(name)) or "" for name in names}


def _ground_files(project: Project) -> list[str]:
    """The files of the border and the backdrop; a Shapefile is several."""
    border, backdrop = project.settings.border, project.settings.backdrop
    named = (
        *(border.file, border.drawn, backdrop.countries, backdrop.provinces),
        *(backdrop.rivers, backdrop.lakes, backdrop.towns, backdrop.banks),
    )
    files = [name for name in named if name is not None]
    line = Path(border.file)
    if line.suffix.lower() == ".shp":
        parts = project.path(border.file).parent.glob(f"{line.stem}.*")
        files += [str(line.with_name(part.name)) for part in sorted(parts) if part.name != line.name]
    return files


def _settings(project: Project) -> dict[str, str]:
    """The fingerprint of the settings file, unless it changed since this atlas was opened."""
    before = fingerprint(project.file)
    try:
        same = open_project(project.file) == project
    except SettingsError:
        same = False
    return {SETTINGS_FILE: before} if same and before is not None and fingerprint(project.file) == before else {}
