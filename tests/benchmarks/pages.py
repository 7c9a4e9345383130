"""First drawing and frames of the built pages in Chromium: `python tests/benchmarks/pages.py [RUNS]`.

Per page: kilobytes, the time until something is drawn (first contentful paint, opened from a file), and the gaps
between frames while the map is panned, zoomed and its highlights follow the pointer. Headless Chromium without a
graphics card rasterises in software: gaps are upper bounds.
"""

from __future__ import annotations

import gzip
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from borderatlas import Atlas
from borderatlas.maps.bundle import asset

ROOT = Path(__file__).resolve().parents[2]
SIZE = {"width": 1440, "height": 900}
PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
RECORD = """() => {
  window.gaps = []; let last = performance.now();
  const tick = (now) => { window.gaps.push(now - last); last = now; window.frame = requestAnimationFrame(tick); };
  window.frame = requestAnimationFrame(tick);
}"""
STOP = "() => { cancelAnimationFrame(window.frame); return window.gaps.slice(2); }"


def pan(page: Page) -> None:
    """Drags the map about."""
    page.mouse.move(900, 450)
    page.mouse.down()
    for step in range(40):
        page.mouse.move(900 - 6 * step, 450 + 3 * step)
    page.mouse.up()


def zoom(page: Page) -> None:
    """Turns the wheel in and out."""
    page.mouse.move(900, 450)
    for delta in [-240, -240, -240, 240, 240, 240]:
        page.mouse.wheel(0, delta)
        page.wait_for_timeout(250)


def hover(page: Page) -> None:
    """Moves the pointer across the map."""
    for step in range(60):
        page.mouse.move(500 + 12 * step, 300 + 5 * step)


ACTIONS = {"pan": pan, "zoom": zoom, "hover": hover}


def frames(page: Page, name: str) -> str:
    """Median and worst gap between frames during an action, in milliseconds."""
    page.evaluate(RECORD)
    ACTIONS[name](page)
    gaps = page.evaluate(STOP)
    return f"{name} {statistics.median(gaps):.0f}/{max(gaps):.0f}"


def main() -> None:
    """Builds the maps into a temporary folder and measures each."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    chromium = shutil.which("chromium") or sys.exit("Chromium is not installed (on Debian: apt-get install chromium)")
    bundle = len(gzip.compress((asset("atlas.js") + asset("atlas.css")).encode(), 9, mtime=0)) / 1000
    print(f"bundle {bundle:.0f} kB gzipped; gaps between frames in ms, median/worst")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for built in Atlas.open(ROOT).build(folder):
            paints, rows = [], []
            for run in range(runs):
                page = browser.new_page(viewport=SIZE)
                page.goto(built.path.as_uri())
                page.wait_for_timeout(400)
                paints.append(page.evaluate(PAINT))
                if run == runs - 1 and built.name != "index":
                    rows = [frames(page, name) for name in ACTIONS]
                page.close()
            drawn = f"first drawing {statistics.median(paints):5.0f} ms (worst {max(paints):.0f})"
            print(f"{built.name:10} {built.size / 1000:5.0f} kB  {drawn}  {'  '.join(rows)}", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
