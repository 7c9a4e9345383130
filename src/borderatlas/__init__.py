"""Maps a border and what happens along it: GeoJSON layers in, offline interactive maps out.

`Atlas` opens a folder and offers everything; see `borderatlas.atlas`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from borderatlas.atlas import Atlas
    from borderatlas.border import Border
    from borderatlas.errors import AtlasError
    from borderatlas.maps.atlas_map import AtlasMap

__version__ = "0.1.0"
__all__ = ["Atlas", "AtlasError", "AtlasMap", "Border", "__version__"]

_HOMES = {
    "Atlas": "borderatlas.atlas",
    "AtlasError": "borderatlas.errors",
    "AtlasMap": "borderatlas.maps.atlas_map",
    "Border": "borderatlas.border",
}


def __getattr__(name: str) -> object:
    """Imports the public names when they are asked for: `import borderatlas` stays cheap."""
    if name in _HOMES:
        from importlib import import_module  # noqa: PLC0415

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'borderatlas' has no attribute {name!r}")
