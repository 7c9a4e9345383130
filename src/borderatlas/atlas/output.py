"""What leaves an atlas: maps, pages and exports."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from borderatlas.atlas.opening import Opened
from borderatlas.errors import UsageError
from borderatlas.maps.drawing import draw

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from threading import Event

    from borderatlas.export import Exported
    from borderatlas.maps.atlas_map import AtlasMap
    from borderatlas.maps.built import Build
    from borderatlas.maps.readings import Readings


class Output(Opened):
    """Maps for notebooks and for readers, and layers for other programs."""

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
        self, output: str | Path | None = None, *, force: bool = False, progress: Callable[[str], None] = lambda _: None
    ) -> Build:
        """Writes the maps that are missing or whose layers, settings or program changed, and the index to all of them.

        The files are read as they stand now. Where a layer is at fault, the maps without it are still written; the
        others and the index stay as they were. So does a page that somebody edited, and a file that is no page of ours.

        Args:
            output: The folder to write to; the one that `atlas.toml` names where it is not given.
            force: Make every page anew, also where another file stands in its place; that one is kept beside it as
                `NAME.edited.html`.
            progress: Told the title of each page before it is drawn.

        Returns:
            The pages in the order of the settings, the index last; `why` says for what reason one was written.

        Raises:
            LayerError: Layers are at fault; all their faults are listed, and what was left undone.
            OutputError: The folder cannot be written, and what stood there is unchanged; or a page was edited.
        """
        from borderatlas.maps.building import build  # noqa: PLC0415  # with nothing to do, the rest is not needed
        from borderatlas.maps.telling import refuse_half  # noqa: PLC0415
        from borderatlas.publishing import offer  # noqa: PLC0415

        reading = self._readings.read(self.project)
        folder = self.project.output if output is None else Path(output)
        done = build(reading, folder, force=force, progress=progress, offer=offer(reading))
        refuse_half(done, reading.faults, folder)
        return done

    def watch(
        self, output: str | Path | None = None, *, say: Callable[[str], None] = print, stop: Event | None = None
    ) -> None:
        """Builds, and again whenever a file of the atlas is saved, until `stop` is set or Ctrl-C.

        Args:
            output: The folder to write to; the one that `atlas.toml` names where it is not given.
            say: Takes one line per build. Faults are said too, and the next save is waited for.
            stop: Ends it.
        """
        from borderatlas.serving.watching import watch  # noqa: PLC0415

        watch(self.project.file, None if output is None else Path(output), say=say, stop=stop)

    def serve(self, port: int = 8000, *, host: str = "127.0.0.1", ready: Callable[[str], None] = print) -> None:
        """Shows the maps on this machine until Ctrl-C; they reload when a file of the atlas is saved.

        Args:
            port: The port; a free one takes its place where another program has it.
            host: No other than this machine is listened on.
            ready: Told the address.

        Raises:
            UsageError: Another host is asked for, or the libraries of the extra `serve` are missing.
        """
        try:
            from borderatlas.serving.server import listen, serve  # noqa: PLC0415
        except ModuleNotFoundError as error:
            raise UsageError(
                f"serve needs {error.name}, which is not installed. Install it with: pip install 'borderatlas[serve]'"
            ) from error
        from borderatlas.serving.session import Session  # noqa: PLC0415

        listener = listen(port, host=host)
        serve(Session(self.project.file), listener, ready=ready)

    def export(  # noqa: PLR0913  # one for each thing that a person can ask for
        self,
        format_: str,
        output: str | Path | None = None,
        *,
        layers: Iterable[str] | None = None,
        where: str | None = None,
        flat: bool = False,
        overwrite: bool = False,
        to: str | None = None,
        schema: str | None = None,
    ) -> Exported:
        """Hands layers out to other programs: whole, after another reader has read them, or not at all.

        Args:
            format_: Name of a format, such as `gpkg`; `borderatlas.export.FORMATS` lists them. `postgis` is a database.
            output: The file, or the folder where several are needed; named after the atlas where not given.
            layers: Names of the layers, `border` for the line; all of them where not given.
            where: A condition of SQL over the flat columns, such as `kind = 'bridge' AND start >= '2015'`.
            flat: Plain columns where the format could nest.
            overwrite: Whether files or tables that stand already may be replaced.
            to: Address of the database, `postgresql://user@host/name`.
            schema: The schema of its tables; `atlas` where not given.

        Returns:
            The files or tables, and `losses`: what the format could not carry as it stands in the atlas.

        Raises:
            UsageError, LayerError, OutputError: As `borderatlas.export.export` says; what stood there is unchanged.
        """
        from borderatlas.export import Order, export  # noqa: PLC0415  # loads pandas

        target = None if output is None else Path(output)
        order = Order(format_, target, layers, where, flat, overwrite, to, schema)
        return export(self.project, self.layers, self.sources, self.border, order)

    @cached_property
    def _readings(self) -> Readings:
        from borderatlas.maps.readings import Readings  # noqa: PLC0415

        return Readings()
