"""Zip archives whose bytes depend on nothing but what is in them."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_MADE: Final = (1980, 1, 1, 0, 0, 0)
_MODE: Final = 0o644 << 16


def write_zip(path: Path, members: Mapping[str, bytes | Path]) -> None:
    """Writes an archive with the members in the order given.

    Args:
        path: The archive.
        members: What each holds, or the file to take it from, by its name in the archive.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, _MADE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = _MODE
            info.create_system = 3  # the same on every system
            archive.writestr(info, data if isinstance(data, bytes) else data.read_bytes())
