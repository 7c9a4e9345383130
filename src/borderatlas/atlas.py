"""`Atlas`: opens a folder and offers everything that the command line offers, by the same names."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from borderatlas.errors import LayerError
from borderatlas.layers import check_sources, read_layer, read_sources, report
from borderatlas.maps.building import INDEX, Built, build
from borderatlas.maps.drawing import draw
from borderatlas.maps.material import Material, gather, layers_behind
from borderatlas.project import Project, open_project
from borderatlas.summary import Summary, summarise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from borderatlas.border import Border
    from borderatlas.layers import Layer, Sources
    from borderatlas.maps.atlas_map import AtlasMap
    from borderatlas.project import AtlasSettings


class Atlas:
    """A border, its layers and its maps.

    Files are read when they are first asked for, and then kept; open the atlas again to see changes.

    Example:
        >>> atlas = Atlas.open(".")
        >>> len(atlas.layers["clashes"])
        121
        >>> atlas.map("clashes").save("clashes.html")
    """

    def __init__(self, project: Project) -> None:
        self.project = project

    @classmethod
    def open(cls, path: str | Path = ".") -> Atlas:
        """Opens an atlas.

        Args:
            path: Its folder, its data folder, or its `atlas.toml`.

        Raises:
            SettingsError: There is no `atlas.toml`, or it is at fault; every fault is listed.
        """
        return cls(open_project(path))

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
            raise _together(faults.values())
        return layers

    @property
    def border(self) -> Border:
        """The reference line. Kilometres are geodesic on WGS 84, from its western end."""
        return self._material.border

    def map(self, name: str, *, hosts: Iterable[str] = ()) -> AtlasMap:
        """A map as a `folium.Map`, to show in a notebook, to add elements to, or to save.

        Args:
            name: Name of the map in `atlas.toml`, such as `clashes`.
            hosts: Hosts that elements which you add may ask, such as a tile server's; without them a page asks nobody.

        Raises:
            SettingsError: There is no such map.
            LayerError: A layer is at fault.
        """
        return draw(self._material, self.project.map(name), hosts)

    def build(
        self, output: str | Path | None = None, *, progress: Callable[[str], None] = lambda _: None
    ) -> list[Built]:
        """Writes every map and the index that leads to them.

        Where a layer is at fault, the maps without it are still written; the others and the index stay as they were.

        Args:
            output: The folder to write to; the one that `atlas.toml` names where it is not given.
            progress: Told the title of each page before it is drawn.

        Returns:
            The pages in the order of the settings, the index last.

        Raises:
            LayerError: Layers are at fault; all their faults are listed, and what was left undone.
            OutputError: The folder cannot be written; what stood there is unchanged.
        """
        folder = self.project.output if output is None else Path(output)
        layers, faults = self._read_layers()
        entries = [entry for entry in self.settings.maps if not faults.keys() & layers_behind(entry, self.settings)]
        material = self._material if not faults else gather(self.project, layers, self.sources)
        built = build(material, entries, folder, index=not faults, progress=progress) if entries else []
        if faults:
            undone = [entry.name for entry in self.settings.maps if entry not in entries]
            error = _together(faults.values())
            raise LayerError(
                f"{error}\nNot built: {', '.join([*undone, INDEX])}; what stood in {folder} before is unchanged. "
                f"Built: {', '.join(page.name for page in built) or 'nothing'}.",
                error.findings,
            )
        return built

    def info(self) -> Summary:
        """What the atlas holds, in numbers.

        Raises:
            LayerError: A layer is at fault.
        """
        return summarise(self._material)

    @cached_property
    def _material(self) -> Material:
        return gather(self.project, self.layers, self.sources)

    def _read_layers(self) -> tuple[dict[str, Layer], dict[str, LayerError]]:
        """The layers that can be used, and the faults of those that cannot, by name."""
        layers, faults = {}, {}
        for name, entry in self.settings.layers.items():
            try:
                layers[name] = read_layer(self.project.path(entry.file), name)
            except LayerError as error:
                faults[name] = error
        for name, layer in list(layers.items()):
            if unknown := check_sources([layer], self.sources):
                faults[name] = LayerError(report(unknown), unknown)
                del layers[name]
        return layers, faults


def _together(errors: Iterable[LayerError]) -> LayerError:
    errors = list(errors)
    return LayerError("\n".join(map(str, errors)), [finding for error in errors for finding in error.findings])
