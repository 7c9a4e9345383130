"""Everything that the pages are drawn from, read and placed along the border once for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import orjson

from borderatlas.border import Border
from borderatlas.border.reading import read_line
from borderatlas.errors import LayerError
from borderatlas.maps.backdrop import Backdrop, GeoJson, backdrop
from borderatlas.maps.news import LastChange, last_change
from borderatlas.measures.addresses import CROSSING, Address, addresses

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from borderatlas.border.reading import Line
    from borderatlas.changes.recording import ChangeLog
    from borderatlas.layers import Feature, Layer, Sources
    from borderatlas.project import AtlasSettings, MapSettings, Project


@dataclass(frozen=True)
class Material:
    """What the pages of an atlas are drawn from.

    Attributes:
        settings: The atlas's settings.
        border: The reference line.
        drawn: The simplified line for small scales, in degrees; of several parts where the border is.
        banks: Provinces along each bank, by country.
        backdrop: The backdrop in the form that pages carry.
        layers: The layers that could be read, by name.
        sources: The sources, by key.
        log: What changed since the last release and in it, where the atlas keeps a log.
    """

    settings: AtlasSettings
    border: Border
    drawn: Line
    banks: GeoJson
    backdrop: Backdrop
    layers: Mapping[str, Layer]
    sources: Sources
    log: ChangeLog | None = None

    @cached_property
    def features(self) -> tuple[Feature, ...]:
        """The features of all layers."""
        return tuple(feature for layer in self.layers.values() for feature in layer)

    @cached_property
    def addresses(self) -> dict[str, Address]:
        """Where each feature stands along the border, by id."""
        return addresses(self.border, self.features)

    @cached_property
    def home(self) -> tuple[float, float, float, float]:
        """The box of the border: west, south, east, north in degrees."""
        west, south, east, north = self.drawn.bounds
        return west, south, east, north

    def last_change(self, layer: str) -> LastChange | None:
        """When a layer last changed; None where that is not known."""
        return None if self.log is None else last_change(layer, self.log)

    def of_map(self, entry: MapSettings) -> list[tuple[Layer, Feature]]:
        """The features that a map shows, with their layers, in the order of the settings."""
        return [(self.layers[name], feature) for name in entry.layers for feature in self.layers[name]]


@dataclass(frozen=True)
class Ground:
    """What all pages share, whatever the layers: the attributes are those of `Material`."""

    border: Border
    drawn: Line
    banks: GeoJson
    backdrop: Backdrop


def read_ground(project: Project) -> Ground:
    """Reads the border and the backdrop.

    Raises:
        LayerError: A file of the border or the backdrop is missing or cannot be used.
        GeometryError: The border line has no length.
    """
    settings = project.settings
    line = settings.border
    return Ground(
        border=Border.from_file(project.path(line.file), left=line.left, right=line.right, version=line.version),
        drawn=read_line(project.path(line.drawn))[0],
        banks={} if settings.backdrop.banks is None else _banks(project.path(settings.backdrop.banks)),
        backdrop=backdrop(project),
    )


def gather(
    project: Project,
    layers: Mapping[str, Layer],
    sources: Sources,
    ground: Ground | None = None,
    log: ChangeLog | None = None,
) -> Material:
    """Joins the layers with the border and the backdrop, which are read where they are not given.

    Raises:
        LayerError: A file of the border or the backdrop is missing or cannot be used.
        GeometryError: The border line has no length.
    """
    shared = ground or read_ground(project)
    return Material(
        settings=project.settings,
        border=shared.border,
        drawn=shared.drawn,
        banks=shared.banks,
        backdrop=shared.backdrop,
        layers=layers,
        sources=sources,
        log=log,
    )


def layers_behind(entry: MapSettings, settings: AtlasSettings) -> set[str]:
    """The layers whose faults keep a map from being drawn: its own, and crossings, to which every address refers."""
    return {*entry.layers, *(name for name in settings.layers if name == f"{CROSSING}s")}


def _banks(path: Path) -> GeoJson:
    try:
        banks: GeoJson = orjson.loads(path.read_bytes())["banks"]
    except (OSError, orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise LayerError(
            f"{path}: the provinces along the banks cannot be read ({error}). Restore the file."
        ) from error
    return banks
