"""The manifest of a folder of maps: what was written there, and what it was made from.

It lies beside the pages as `.borderatlas.json` and holds no dates and no absolute paths: the same atlas gives the same
bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import orjson

from borderatlas import __version__

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = ".borderatlas.json"
_FORMAT = 3
_OF_DOWNLOADS = ("sha256", "label", "format", "licence")


@dataclass(frozen=True, slots=True)
class PageRecord:
    """A page that was written.

    Attributes:
        size: Bytes.
        sha256: Hash of the file, in hexadecimal.
        inputs: Fingerprints by name of everything that it was made from; `borderatlas.maps.inputs` says which.
    """

    size: int
    sha256: str
    inputs: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DownloadRecord:
    """A file that was written for readers to take with them.

    Attributes:
        size: Bytes.
        sha256: Hash of the file, in hexadecimal.
        label: What it holds.
        format: Name of its format, for a reader.
        licence: Under which it may be passed on.
    """

    size: int
    sha256: str
    label: str
    format: str
    licence: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder of maps holds.

    Attributes:
        inputs: Fingerprints by name of every file that the atlas reads, and of the program; empty unless all pages
            were made from exactly these.
        pages: The pages by name of their file.
        layers: The ids of the features of each layer, by its name.
        withheld: How many rows were left out, by the dataset that may not be passed on.
        downloads: The files that readers take with them, by path beside the pages.
        download_inputs: Fingerprints by name of what these were made from.
    """

    inputs: dict[str, str] = field(default_factory=dict)
    pages: dict[str, PageRecord] = field(default_factory=dict)
    layers: dict[str, list[str]] = field(default_factory=dict)
    withheld: dict[str, int] = field(default_factory=dict)
    downloads: dict[str, DownloadRecord] = field(default_factory=dict)
    download_inputs: dict[str, str] = field(default_factory=dict)

    def dump(self) -> bytes:
        """The bytes of the file."""
        value = {
            "format": _FORMAT,
            "program": __version__,
            "inputs": self.inputs,
            "layers": {name: {"features": ids} for name, ids in self.layers.items()},
            "withheld": self.withheld,
            "pages": self.pages,
            "downloads": {"inputs": self.download_inputs, "files": self.downloads},
        }
        return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def read_manifest(folder: Path) -> Manifest:
    """Reads the manifest of a folder; an empty one where there is none that can be used."""
    try:
        value = orjson.loads((folder / MANIFEST).read_bytes())
        downloads = value.get("downloads", {})
        return Manifest(
            inputs=_texts(value.get("inputs", {})),
            pages={
                str(name): PageRecord(int(page["size"]), str(page["sha256"]), _texts(page.get("inputs", {})))
                for name, page in value["pages"].items()
            },
            layers={
                str(name): [str(key) for key in layer["features"]] for name, layer in value.get("layers", {}).items()
            },
            withheld={str(name): int(count) for name, count in value.get("withheld", {}).items()},
            downloads={
                str(name): DownloadRecord(int(file["size"]), *(str(file[key]) for key in _OF_DOWNLOADS))
                for name, file in downloads.get("files", {}).items()
            },
            download_inputs=_texts(downloads.get("inputs", {})),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Manifest()


def _texts(value: dict[object, object]) -> dict[str, str]:
    return {str(name): str(text) for name, text in value.items()}
