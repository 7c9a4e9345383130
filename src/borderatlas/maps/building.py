"""Writes the pages of an atlas into its folder of maps: all of them, or none."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import orjson

from borderatlas import __version__
from borderatlas.files import staged
from borderatlas.maps.drawing import draw
from borderatlas.maps.index import index_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from borderatlas.maps.material import Material
    from borderatlas.project import MapSettings

INDEX = "index.html"
MANIFEST = ".borderatlas.json"


@dataclass(frozen=True, slots=True)
class Built:
    """A page that was written.

    Attributes:
        name: Name of the map, or `index`.
        path: The file.
        size: Bytes.
        sha256: Hash of the file, in hexadecimal.
    """

    name: str
    path: Path
    size: int
    sha256: str


def build(
    material: Material,
    entries: Iterable[MapSettings],
    output: Path,
    *,
    index: bool = True,
    progress: Callable[[str], None] = lambda _: None,
) -> list[Built]:
    """Draws maps and writes them, with the index that leads to all of them.

    The same material gives the same bytes, on any day and in any folder.

    Args:
        material: What the pages are drawn from.
        entries: The maps to write.
        output: The folder; made if it does not exist.
        index: Whether to write the index as well.
        progress: Told the title of each page before it is drawn.

    Raises:
        OutputError: The folder cannot be written; what stood there is unchanged.
    """
    built = []
    with staged(output) as staging:

        def write(name: str, text: str) -> None:
            data = text.encode()
            file = f"{name}.html"
            staging.write(file, data)
            built.append(Built(name, output / file, len(data), hashlib.sha256(data).hexdigest()))

        for entry in entries:
            progress(entry.title)
            write(entry.name, draw(material, entry).get_root().render())
        if index:
            progress("Index")
            write("index", index_page(material))
        manifest = {
            "program": __version__,
            "pages": {page.path.name: {"size": page.size, "sha256": page.sha256} for page in built},
        }
        staging.write(MANIFEST, orjson.dumps(manifest, option=orjson.OPT_INDENT_2))
    return built
