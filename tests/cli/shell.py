"""The commands as a person runs them in a shell."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    Run = subprocess.CompletedProcess[str]


def borderatlas(*words: object, cwd: Path, width: int = 120) -> Run:
    """Runs a command in a folder, in a terminal so many columns wide, at which nobody sits."""
    return subprocess.run(
        [sys.executable, "-m", "borderatlas.cli", *map(str, words)],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "COLUMNS": str(width)},
    )
