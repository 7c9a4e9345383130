"""Makes the preview pictures in maps/ from the shipped atlas: `python tests/browser/pictures.py`."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from borderatlas import Atlas

ROOT = Path(__file__).resolve().parents[2]
PICTURES = {
    "preview-atlas.png": ("atlas.html", (1440, 900), "light"),
    "preview-drawer.png": ("clashes.html#s=2026-01-18-khirmanjo-clash&m=9/37.75/70.2", (1440, 900), "dark"),
}


def main() -> None:
    """Builds the maps into a temporary folder and takes the pictures."""
    chromium = shutil.which("chromium") or sys.exit("Chromium is not installed (on Debian: apt-get install chromium)")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        Atlas.open(ROOT).build(folder)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, (file, (width, height), scheme) in PICTURES.items():
            page = browser.new_page(
                viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
            )
            page.goto(f"{Path(folder).as_uri()}/{file}")
            page.wait_for_function("() => BorderAtlas.drawn().length > 0")
            page.screenshot(path=ROOT / "maps" / name)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
