"""Keeps a file that somebody edited when a build takes its place."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from borderatlas.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path

    from borderatlas.files import Staging


def set_aside(path: Path, staging: Staging) -> Path:
    """Copies a file of the target folder to a name beside it that is free: `clashes.edited.html`.

    Raises:
        OutputError: It is no file.
    """
    if not path.is_file():
        raise OutputError(f"{path}: a file should go here, and this is none. Move it away.")
    names = (f"{path.stem}.edited{'' if number == 1 else f'-{number}'}{path.suffix}" for number in range(1, 10_000))
    kept = next(place for name in names if not os.path.lexists(place := path.with_name(name)))
    staging.write(kept.relative_to(staging.target).as_posix(), path.read_bytes())
    return kept
