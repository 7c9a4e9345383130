"""What an atlas reads: its settings, sources, layers and line, and what stands along the line."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from borderatlas.border import Border
from borderatlas.border.placing import Gazetteer
from borderatlas.border.surroundings import Crossing, Stretch, Stretches, Surroundings
from borderatlas.layers import LAYERS, read_sources
from borderatlas.layers.usable import read_usable, together
from borderatlas.maps.material import Material, gather
from borderatlas.measures import CROSSING, addresses, read_banks

if TYPE_CHECKING:
    from borderatlas.errors import LayerError
    from borderatlas.layers import Layer, Sources
    from borderatlas.project import AtlasSettings, Project

_REACH = "reach"
"""The kind of features that are stretches of the line."""


class Opened:
    """An atlas that is open: everything is read when it is first asked for, and then kept."""

    def __init__(self, project: Project) -> None:
        self.project = project

    @property
    def settings(self) -> AtlasSettings:
        """What `atlas.toml` says."""
        return self.project.settings

    @cached_property
    def sources(self) -> Sources:
        """The sources by key.

        Raises:
            LayerError: `sources.json` is missing or broken.
        """
        return read_sources(self.project.path(self.settings.sources))

    @cached_property
    def layers(self) -> dict[str, Layer]:
        """The layers by name.

        Raises:
            LayerError: A layer cannot be read or breaks the schema; every fault of every layer is listed.
        """
        layers, faults = self._read_layers()
        if faults:
            raise together(faults.values())
        return layers

    @cached_property
    def border(self) -> Border:
        """The reference line. Kilometres are geodesic on WGS 84, from its western end.

        Raises:
            GeometryError: Its file cannot be read.
        """
        line = self.settings.border
        return Border.from_file(self.project.path(line.file), left=line.left, right=line.right, version=line.version)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The line with what stands along it: provinces, reaches and crossings. Layers at fault are left out.

        Raises:
            GeometryError: The file of the line cannot be read.
            LayerError: The file of the provinces cannot be read.
        """
        layers, faults = self._read_layers()
        features = [feature for layer in layers.values() for feature in layer]
        found = addresses(self.border, [feature for feature in features if feature.kind in {CROSSING, _REACH}])
        placed = [(feature, found[feature.id]) for feature in features if feature.id in found]
        banks = self.settings.backdrop.banks
        provinces = None if banks is None else read_banks(self.project.path(banks))
        surroundings = Surroundings(
            banks={
                code: Stretches(
                    (Stretch(part.name, part.from_km, part.to_km) for part in parts), provinces.precision_km
                )
                for code, parts in provinces.banks.items()
            }
            if provinces
            else {},
            reaches=Stretches(
                Stretch(feature.name, address["km_from"], address["km_to"])
                for feature, address in placed
                if feature.kind == _REACH
            ),
            crossings=[
                Crossing(feature.id, feature.name, address["km"])
                for feature, address in placed
                if feature.kind == CROSSING
            ],
            lacking=tuple(
                name for name in faults if name in LAYERS and {CROSSING, _REACH} & LAYERS[name].models.keys()
            ),
        )
        return Gazetteer(self.border, surroundings)

    @cached_property
    def _material(self) -> Material:
        from borderatlas.changes.recording import change_log  # noqa: PLC0415  # only maps need it
        from borderatlas.changes.releases import read_log  # noqa: PLC0415

        file = self.settings.changes
        log = None if file is None else read_log(self.project.path(file))
        return gather(
            self.project, self.layers, self.sources, log=None if log is None else change_log(log, self.layers)
        )

    def _read_layers(self) -> tuple[dict[str, Layer], dict[str, LayerError]]:
        return read_usable(self.project, self.sources)
