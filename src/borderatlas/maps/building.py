"""Writes the pages of an atlas that are not as they should be into its folder of maps: all of them, or none."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from borderatlas.files import fingerprint, staged
from borderatlas.maps.built import Build, Built
from borderatlas.maps.downloads import Brought, bring_downloads
from borderatlas.maps.drawing import draw
from borderatlas.maps.index import Download, index_page
from borderatlas.maps.inputs import changes, inputs_of_atlas, inputs_of_index, inputs_of_map
from borderatlas.maps.manifest import MANIFEST, Manifest, PageRecord, read_manifest
from borderatlas.maps.material import layers_behind
from borderatlas.maps.setting_aside import set_aside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from borderatlas.files import Staging
    from borderatlas.maps.downloads import Offer
    from borderatlas.maps.readings import Reading
    from borderatlas.project import MapSettings

INDEX = "index"


@dataclass(frozen=True, slots=True)
class Page:
    """A page that there should be.

    Attributes:
        name: Name of the map, or `index`.
        title: What to call it while it is drawn.
        inputs: Fingerprints of what it is made from, by name.
        render: Makes its text.
    """

    name: str
    title: str
    inputs: dict[str, str]
    render: Callable[[], str]

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.name}.html"


def pages(reading: Reading, downloads: Sequence[Download] = ()) -> tuple[list[Page], list[str]]:
    """The pages that can be made, and the names of those that layers at fault stop; the index is the last.

    Args:
        reading: What they are made from.
        downloads: Files that the index leads to.
    """
    settings = reading.project.settings
    found, undone = [], []
    for entry in settings.maps:
        if reading.faults.keys() & layers_behind(entry, settings):
            undone.append(entry.name)
        else:
            found.append(Page(entry.name, entry.title, inputs_of_map(reading, entry), partial(_map, reading, entry)))
    if reading.faults:
        undone.append(INDEX)
    else:
        inputs = inputs_of_index(reading, downloads)
        found.append(Page(INDEX, "Index", inputs, partial(_index, reading, downloads)))
    return found, undone


def build(
    reading: Reading,
    output: Path,
    *,
    force: bool = False,
    progress: Callable[[str], None] = lambda _: None,
    offer: Offer | None = None,
) -> Build:
    """Draws the pages that are missing or whose inputs changed, and writes them.

    The same files give the same bytes, on any day and in any folder, whatever was built before.

    Args:
        reading: What the pages are made from. Pages that layers at fault stop stay as they are.
        output: The folder; made if it does not exist.
        force: Make every page anew, also where another file stands in its place, which is then kept beside it.
        progress: Told the title of each page before it is drawn.
        offer: The files that readers take with them; where not given, those that stand are left as they are.

    Raises:
        OutputError: The folder cannot be written; what stood there is unchanged.
    """
    with staged(output) as staging:
        old = read_manifest(staging.target)
        downloads = bring_downloads(offer, staging, old, reading, force=force, progress=progress)
        wanted, undone = pages(reading, _links(downloads))
        writer = _Writer(reading, staging, old, force=force)
        for page in wanted:
            writer.bring(page, progress)
        writer.clear({page.file for page in wanted} | {f"{name}.html" for name in undone})
        writer.record(undone, downloads, settled=offer is not None or not (old.downloads or _asked_for(reading)))
    return Build(
        tuple(writer.built),
        foreign=(*writer.foreign, *downloads.foreign),
        kept=(*writer.kept, *downloads.kept),
        removed=(*writer.removed, *downloads.removed),
        undone=tuple(undone),
        withheld=reading.withheld,
        downloads=tuple(downloads.built),
    )


def _asked_for(reading: Reading) -> bool:
    return bool(reading.project.settings.downloads)


def _links(downloads: Brought) -> list[Download]:
    return [
        Download(name, record.label, record.format, record.size, record.licence)
        for name, record in downloads.records.items()
    ]


def _index(reading: Reading, downloads: Sequence[Download]) -> str:
    return index_page(reading.material, downloads, log=reading.news)


def _map(reading: Reading, entry: MapSettings) -> str:
    text: str = draw(reading.material, entry).get_root().render()
    return text


class _Writer:
    """Brings the pages of a folder up to date, one after the other, and notes what it did."""

    def __init__(self, reading: Reading, staging: Staging, old: Manifest, *, force: bool) -> None:
        self._reading = reading
        self._staging = staging
        self._force = force
        self._old = old
        self._records: dict[str, PageRecord] = {}
        self.built: list[Built] = []
        self.foreign: list[Path] = []
        self.kept: list[Path] = []
        self.removed: list[Path] = []

    def bring(self, page: Page, progress: Callable[[str], None]) -> None:
        """Writes a page if it is not there, or not as it should be; a file that is not ours is left alone."""
        path = self._staging.target / page.file
        record = self._old.pages.get(page.file)
        changed = changes(record.inputs, page.inputs, self._reading) if record else ("new",)
        stands = fingerprint(path)
        if not os.path.lexists(path):
            self._write(page, progress, ("missing",) if record else changed)
        elif record and stands == record.sha256:
            if changed or self._force:
                self._write(page, progress, changed or ("asked for",))
            else:
                self._note(page, record)
        elif self._force:
            self.kept.append(set_aside(path, self._staging))
            self._write(page, progress, ("not as it was built",))
        elif (changed or not record) and stands == (made := self._made(page, progress))[1].sha256:
            self._note(page, made[1])
        else:
            self.foreign.append(path)

    def clear(self, wanted: set[str]) -> None:
        """Removes pages that were written for maps that there are no more, unless somebody changed them."""
        for name in sorted(self._old.pages.keys() - wanted):
            path = self._staging.target / name
            if fingerprint(path) == self._old.pages[name].sha256:
                self._staging.remove(name)
                self.removed.append(path)

    def record(self, undone: Iterable[str], downloads: Brought, *, settled: bool) -> None:
        """Writes the manifest, the last of all files.

        Args:
            undone: Names of the pages that could not be made.
            downloads: The files that readers take with them.
            settled: Whether these are as they should be.
        """
        settings = self._reading.project.settings
        undone = {f"{name}.html" for name in undone}
        left = {path.name for path in self.foreign}
        records = {name: record for name, record in self._old.pages.items() if name in undone | left} | self._records
        files = [f"{name}.html" for name in (*(entry.name for entry in settings.maps), INDEX)]
        whole = settled and not (undone or left or downloads.foreign)
        manifest = Manifest(
            inputs=inputs_of_atlas(self._reading, downloads.inputs) if whole else {},
            pages={name: records[name] for name in files if name in records},
            layers={name: ids for name in settings.layers if (ids := self._ids(name)) is not None},
            withheld=dict(sorted(self._reading.withheld.items())),
            downloads=downloads.records,
            download_inputs=downloads.inputs,
        )
        data = manifest.dump()
        file = self._staging.target / MANIFEST
        if not file.is_file() or file.read_bytes() != data:
            self._staging.write(MANIFEST, data)

    def _ids(self, layer: str) -> list[str] | None:
        if layer in self._reading.layers:
            return [feature.id for feature in self._reading.layers[layer]]
        return self._old.layers.get(layer)

    def _made(self, page: Page, progress: Callable[[str], None]) -> tuple[bytes, PageRecord]:
        progress(page.title)
        data = page.render().encode()
        return data, PageRecord(len(data), hashlib.sha256(data).hexdigest(), page.inputs)

    def _write(self, page: Page, progress: Callable[[str], None], why: tuple[str, ...]) -> None:
        data, record = self._made(page, progress)
        self._staging.write(page.file, data)
        self._note(page, record, why)

    def _note(self, page: Page, record: PageRecord, why: tuple[str, ...] = ()) -> None:
        self._records[page.file] = record
        self.built.append(Built(page.name, self._staging.target / page.file, record.size, record.sha256, why))
