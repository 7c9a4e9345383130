"""Options that several commands share, declared once.

--atlas PATH   the atlas's folder; the current one unless given
--json         results as JSON on standard output
--csv          results as CSV on standard output
--overwrite    the output may replace a file that stands already
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
AsCsv = Annotated[bool, typer.Option("--csv", help="Print the results as CSV.")]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="Replace the output file if it stands already.")]
