"""The fingerprint of the program as far as it decides what a page looks like."""

from __future__ import annotations

import hashlib
import os
import platform
import zlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from borderatlas import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

_PACKAGE = Path(__file__).parents[1]
_DRAWING = ("project.py", "layers", "border", "measures", "changes", "maps")
"""Parts of the package from which pages are made."""
_EXPORTING = ("export", "publishing.py")
"""Further parts from which the files are made that readers take with them."""
_PASSED_OVER = {"__pycache__", "node_modules", "src", "test"}
_ENDINGS = (".py", ".html", ".css", ".js", ".json", ".sha256")
_LIBRARIES = ("branca", "folium", "jinja2", "numpy", "pydantic", "pyogrio", "pyproj", "scipy", "shapely")
"""Libraries whose versions can show in the bytes of a page."""
_WRITERS = ("antimeridian", "fiona", "geopandas", "orjson", "pandas", "pyarrow", "xlsxwriter")
"""Further libraries whose versions can show in the bytes of an export."""


@cache
def program_fingerprint() -> str:
    """Hash of the version, of the package's files that draw, the bundle among them, and of the libraries' versions."""
    return _fingerprint(f"{__version__} {platform.python_version()} {zlib.ZLIB_RUNTIME_VERSION}", _LIBRARIES, _DRAWING)


@cache
def exporter_fingerprint() -> str:
    """The same of what writes exports; what draws is part of it, since exports take their symbols from there."""
    return _fingerprint(program_fingerprint(), _WRITERS, _EXPORTING)


def _fingerprint(first: str, libraries: Iterable[str], parts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    digest.update(f"{first}\n".encode())
    for library in libraries:
        digest.update(f"{library} {_version(library)}\n".encode())
    for file in sorted(_files(parts), key=lambda file: file.as_posix()):
        digest.update(file.relative_to(_PACKAGE).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:  # a distribution that bundles it under another name
        return ""


def _files(parts: Iterable[str]) -> list[Path]:
    found = []
    for part in parts:
        if part.endswith(".py"):
            found.append(_PACKAGE / part)
        for folder, folders, names in os.walk(_PACKAGE / part):
            folders[:] = [name for name in folders if name not in _PASSED_OVER]
            found += [Path(folder, name) for name in names if name.endswith(_ENDINGS)]
    return found
