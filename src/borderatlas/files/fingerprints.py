"""Fingerprints of files, by which changes are noticed: of the content, never of its date."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def fingerprint(path: Path) -> str | None:
    """The SHA-256 of a file's bytes in hexadecimal; None where there is no file that can be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
