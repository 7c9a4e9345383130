"""Options that several commands share, declared once.

--atlas PATH   the atlas's folder; the current one unless given
--json         results as JSON on standard output
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

AtlasFolder = Annotated[
    Path,
    typer.Option("--atlas", "-a", help="The atlas's folder, its data folder, or its atlas.toml.", show_default="here"),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the results as JSON.")]
