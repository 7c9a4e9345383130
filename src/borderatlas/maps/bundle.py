"""The bundled browser side, as it was made when the package was built."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from borderatlas.errors import AtlasError

_DIST = files("borderatlas.maps") / "web" / "dist"


class BundleError(AtlasError):
    """The package was installed without its browser side."""


@cache
def asset(name: str) -> str:
    """The text of a bundled file: `atlas.js`, `atlas.css` or `index.css`.

    Raises:
        BundleError: The file is not there, which happens when the package runs from a checkout that was never built.
    """
    path = _DIST / name
    if not path.is_file():
        raise BundleError(
            f"The browser side of the maps ({name}) is missing from this installation. "
            "Install the package (pip install . or pip install -e .), which bundles it."
        )
    # HTML parsers turn CR into LF, and a hash is taken of what the parser sees.
    return path.read_text("utf-8").replace("\r\n", "\n").replace("\r", "\n")
