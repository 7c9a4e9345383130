"""The fingerprint of the program as far as it decides what a page looks like."""

from __future__ import annotations

import hashlib
import os
import platform
import zlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from borderatlas import __version__

_PACKAGE = Path(__file__).parents[1]
_DRAWING = ("project.py", "layers", "border", "measures", "changes", "maps")
"""Parts of the package from which pages are made."""
_PASSED_OVER = {"__pycache__", "node_modules", "src", "test"}
_ENDINGS = (".py", ".html", ".css", ".js", ".json", ".sha256")
_LIBRARIES = ("branca", "folium", "jinja2", "numpy", "pydantic", "pyogrio", "pyproj", "scipy", "shapely")
"""Libraries whose versions can show in the bytes of a page."""


@cache
def program_fingerprint() -> str:
    """Hash of the version, of the package's files that draw, the bundle among them, and of the libraries' versions."""
    digest = hashlib.sha256()
    digest.update(f"{__version__} {platform.python_version()} {zlib.ZLIB_RUNTIME_VERSION}\n".encode())
    for library in _LIBRARIES:
        digest.update(f"{library} {_version(library)}\n".encode())
    for file in sorted(_files(), key=lambda file: file.as_posix()):
        digest.update(file.relative_to(_PACKAGE).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:  # a distribution that bundles it under another name
        return ""


def _files() -> list[Path]:
    found = []
    for part in _DRAWING:
        if part.endswith(".py"):
            found.append(_PACKAGE / part)
        for folder, folders, names in os.walk(_PACKAGE / part):
            folders[:] = [name for name in folders if name not in _PASSED_OVER]
            found += [Path(folder, name) for name in names if name.endswith(_ENDINGS)]
    return found
