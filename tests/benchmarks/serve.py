"""From save to new page: `python tests/benchmarks/serve.py [RUNS]`.

The shipped atlas is served from a copy, a page is open in Chromium, and a layer is saved again and again. Printed are
the seconds from the save to the news in the page (when it begins to load anew) and to the new page, drawn.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
DRAWN = "name => window.BorderAtlas?.drawn().length > 0 && document.documentElement.outerHTML.includes(name)"


def run(page: str, layer: str, runs: int) -> list[tuple[float, float]]:
    """Seconds to the news and to the new page, for each save of a layer while a page is open."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "geodata", Path(folder, "geodata"), ignore=shutil.ignore_patterns("recipes"))
        file = Path(folder, f"geodata/{layer}.geojson")
        command = [sys.executable, "-m", "borderatlas.cli", "serve", "--atlas", folder, "--port", "0"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
            assert server.stdout is not None
            address = server.stdout.readline().strip()
            try:
                return _saves(f"{address}{page}.html", file, runs)
            finally:
                server.terminate()


def _saves(address: str, file: Path, runs: int) -> list[tuple[float, float]]:
    found = []
    options = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=options)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(address)
        page.wait_for_function(DRAWN, arg="")
        time.sleep(1)
        text = file.read_text("utf-8")
        news: list[float] = []
        page.on("request", lambda request: news.append(time.time()) if request.is_navigation_request() else None)
        for number in range(runs):
            name = f"Saved {number} times"
            start = time.time()
            file.write_text(text.replace('"name": "', f'"name": "{name}, ', 1), "utf-8")
            page.wait_for_function(DRAWN, arg=name, polling=10)
            found.append((news[-1] - start, time.time() - start))
            time.sleep(1)
        browser.close()
    return found


def main() -> None:
    """Prints medians and extremes."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    print("save of -> page          news in the page       new page drawn")
    for layer, page in (("clashes", "clashes"), ("clashes", "atlas"), ("crossings", "crossings")):
        columns = zip(*run(page, layer, runs), strict=True)
        cells = [f"{statistics.median(some):5.2f} s ({min(some):.2f}–{max(some):.2f})" for some in columns]
        print(f"{layer:9} -> {page:10} {'   '.join(cells)}")


if __name__ == "__main__":
    main()
