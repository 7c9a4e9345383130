"""Changes which downloads an atlas offers; they take longer to build than the pages, so most tests go without."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def offer(folder: Path, *formats: str) -> None:
    """Sets the formats of an atlas's downloads."""
    settings = folder / "geodata/atlas.toml"
    text = re.sub(r"^downloads = .*\n", "", settings.read_text("utf-8"), flags=re.MULTILINE)
    settings.write_text(f"downloads = {json.dumps(formats)}\n{text}" if formats else text, "utf-8")
