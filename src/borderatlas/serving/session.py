"""The pages of an atlas as they are served: drawn when asked for, and again only when what they show changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING

import orjson

from borderatlas.maps.building import INDEX, pages
from borderatlas.maps.downloads import FOLDER
from borderatlas.serving.exporting import Exporter, is_wanted
from borderatlas.serving.injection import live, stand_in
from borderatlas.serving.reading import Rereader

if TYPE_CHECKING:
    from pathlib import Path

    from borderatlas.maps.building import Page
    from borderatlas.serving.exporting import Made
    from borderatlas.serving.reading import State


@dataclass(frozen=True, slots=True)
class News:
    """What a reader of a page has to know.

    Attributes:
        version: Of the page as it is served now.
        faults: What is wrong with the layers, one message per file.
        stale: Whether the page is as it was before these faults.
    """

    version: str
    faults: tuple[str, ...]
    stale: bool


class Session:
    """An atlas that is being edited and read at once. Its methods may be called from any thread.

    Args:
        atlas: The atlas's folder, its data folder, or its `atlas.toml`.

    Raises:
        SettingsError: The settings are at fault at the start.
    """

    def __init__(self, atlas: Path) -> None:
        self.reader = Rereader(atlas)
        self._exporter = Exporter(self.reader.project.file)
        self._due = True
        self._made: Made | None = None
        self._lock = Lock()
        self._pages: dict[str, Page] = {}
        self._sound: set[str] = set()
        self._html: dict[str, tuple[str, str]] = {}
        self._state = self._read()

    @property
    def files(self) -> list[str]:
        """The files of the pages, the index last."""
        return [f"{name}.html" for name in (*(entry.name for entry in self.reader.project.settings.maps), INDEX)]

    def refresh(self) -> None:
        """Reads what was saved."""
        self._exporter.cancel()
        self._due = True
        with self._lock:
            self._state = self._read()

    def follow_up(self) -> bool:
        """Makes the files that readers take with them, a bit at each call; call it when no save came for a moment.

        Returns:
            Whether there are others now, which the index offers.
        """
        if self._due:
            self._due = False
            if is_wanted(self._state.reading):
                self._exporter.start()
            return False
        made = self._exporter.made()
        if made is None or made.fault:
            return False
        with self._lock:
            self._made = made
            self._state = self._read()
        self._exporter.clear(keep=made.folder)
        return True

    def end(self) -> None:
        """Ends what is still being made, and removes what was."""
        self._exporter.end()

    def download(self, name: str) -> Path | None:
        """Return a file that the index offers, by its path below `downloads/`; None where there is none."""
        made = self._made
        if made is None or name not in {file.file for file in made.files}:
            return None
        return made.folder / name

    def news(self, file: str) -> News:
        """The present state of a page."""
        state, page = self._state, self._pages.get(file)
        if page is None:
            return News(_version(page, state), (), stale=False)
        return News(_version(page, state), state.faults, file not in self._sound)

    def page(self, file: str) -> str:
        """A page as it is served, the last good one where layers are at fault.

        Raises:
            KeyError: There is no such page.
        """
        if file not in self.files:
            raise KeyError(file)
        with self._lock:
            page = self._pages.get(file)
            version = _version(page, self._state)
            if page is None:
                return live(stand_in(file, self._state.faults), file, version)
            known, html = self._html.get(file, ("", ""))
            if known != version:
                html = live(page.render(), file, version)
                self._html[file] = version, html
            return html

    def _read(self) -> State:
        """Reads the atlas; the pages that can be drawn take the place of those from before."""
        state = self.reader.read()
        offered = () if self._made is None or not is_wanted(state.reading) else self._made.files
        links = [replace(file, file=f"{FOLDER}/{file.file}") for file in offered]
        sound = {} if state.reading is None else {page.file: page for page in pages(state.reading, links)[0]}
        self._sound = set(sound)
        self._pages |= sound
        return state


def _version(page: Page | None, state: State) -> str:
    """A page stays the same while it is made from the same; one that cannot be drawn, while the same stops it."""
    made_from = state.faults if page is None else page.inputs
    return hashlib.sha256(orjson.dumps(made_from)).hexdigest()[:16]
