"""First drawing and frames of the pages in Chromium: `python tests/benchmarks/pages.py [RUNS [FOLDER]] [--events N]`.

Builds the maps into a temporary folder, or takes the pages of a folder; with `--events` the page of clashes alone, made
from that many invented ones (`tests/benchmarks/many_events.py`). For each page: its size, the time until
something is drawn (first contentful paint, opened from a file), and for each thing that a reader does the gaps between
frames. Headless Chromium without a graphics card rasterises in software: gaps are upper bounds. Gaps grow when other
programs keep the processors busy; the time that the page's own thread computes does not, so it stands beside them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from many_events import clashes_page
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from borderatlas import Atlas
from borderatlas.maps.bundle import asset

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
SIZE = {"width": 1440, "height": 900}
ARGUMENTS = ["--no-sandbox", "--disable-gpu"]
PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
RECORD = """() => {
  window.gaps = []; let last = performance.now();
  const tick = (now) => { window.gaps.push(now - last); last = now; window.frame = requestAnimationFrame(tick); };
  window.frame = requestAnimationFrame(tick);
}"""
STOP = "() => { cancelAnimationFrame(window.frame); return window.gaps.slice(2); }"
TASK = "ThreadControllerImpl::RunTask"
MOVES = 40
FIRST_DRAWING, WORST_GAP, MEDIAN_GAP = 800, 50, 17
"""What the pages are to keep, ms."""


def pan(page: Page) -> None:
    """Drags the map about."""
    page.mouse.move(900, 450)
    page.mouse.down()
    for step in range(MOVES):
        page.mouse.move(900 - 6 * step, 450 + 3 * step)
    page.mouse.up()
    page.wait_for_timeout(400)


def zoom(page: Page) -> None:
    """Turns the wheel in and out."""
    page.mouse.move(900, 450)
    for delta in [-240, -240, -240, 240, 240, 240]:
        page.mouse.wheel(0, delta)
        page.wait_for_timeout(450)


def hover(page: Page) -> None:
    """Moves the pointer across the map."""
    for step in range(60):
        page.mouse.move(500 + 12 * step, 300 + 5 * step)


def years(page: Page) -> None:
    """Drags an end of the window of years there and back, then lifts the window."""
    handle = page.locator(".years-handle:visible").first
    box = handle.bounding_box() if handle.count() else None
    if box is None:
        return
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for step in [*range(MOVES), *reversed(range(MOVES))]:
        page.mouse.move(x + 18 * step, y)
    page.mouse.up()
    handle.press("Home")


def kilometres(page: Page) -> None:
    """Brushes a window of kilometres on the strip, then lifts it."""
    box = page.locator(".strip-stage").bounding_box()
    if box is None:
        return
    y = box["y"] + box["height"] - 6
    page.mouse.move(box["x"] + 300, y)
    page.mouse.down()
    for step in [*range(MOVES), *reversed(range(MOVES))]:
        page.mouse.move(box["x"] + 320 + 15 * step, y)
    page.mouse.up()
    page.locator(".km-handle").first.press("Delete")


def play(page: Page) -> None:
    """Lets four years pass."""
    button = page.locator(".play:visible").first
    if not button.count():
        return
    button.click()
    page.wait_for_timeout(3000)
    button.click()


ACTIONS: dict[str, Callable[[Page], None]] = {
    "pan": pan,
    "zoom": zoom,
    "hover": hover,
    "years": years,
    "kilometres": kilometres,
    "play": play,
}


@dataclass(frozen=True)
class Frames:
    """Gaps between frames during an action, and what the page's own thread computed meanwhile; milliseconds."""

    median: float
    worst: float
    busy: float
    longest: float


def busy(session: CDPSession) -> float:
    """Time that the page's thread has computed so far, ms."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(1000 * float(metric["value"]) for metric in metrics if metric["name"] == "TaskDuration")


def clocked(page: Page) -> CDPSession:
    """A session that counts the time of the page's thread, not of the clock on the wall."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    return session


def frames(page: Page, session: CDPSession, act: Callable[[Page], None]) -> Frames:
    """Does something, once for the gaps and once more, traced, for the longest task."""
    page.evaluate(RECORD)
    before = busy(session)
    act(page)
    after = busy(session)
    gaps = page.evaluate(STOP) or [0.0]
    browser = page.context.browser
    assert browser is not None
    browser.start_tracing(page=page, categories=["toplevel", "__metadata"])
    act(page)
    events = json.loads(browser.stop_tracing())["traceEvents"]
    threads = {
        (one["pid"], one["tid"])
        for one in events
        if one["name"] == "thread_name" and one["args"]["name"] == "CrRendererMain"
    }
    tasks = [one.get("tdur", 0) / 1000 for one in events if one["name"] == TASK and (one["pid"], one["tid"]) in threads]
    return Frames(statistics.median(gaps), max(gaps), (after - before) / len(gaps), max(tasks, default=0.0))


def first_drawings(browser: Browser, path: Path, runs: int) -> tuple[list[float], list[float]]:
    """Time until the first drawing, and time that the page's thread computed until all stands; for each run, ms."""
    paints, tasks = [], []
    for _ in range(runs):
        page = browser.new_page(viewport=SIZE)
        session = clocked(page)
        page.goto(path.as_uri())
        page.wait_for_timeout(600)
        paints.append(float(page.evaluate(PAINT)))
        tasks.append(busy(session))
        page.close()
    return paints, tasks


def measure(browser: Browser, path: Path, runs: int) -> None:
    """Prints what one page takes."""
    paints, tasks = first_drawings(browser, path, runs)
    late = " (!)" if statistics.median(paints) > FIRST_DRAWING else ""
    print(
        f"{path.stem}, {path.stat().st_size / 1000:.0f} kB: first drawing {statistics.median(paints):.0f} ms{late} "
        f"(best {min(paints):.0f}, worst {max(paints):.0f}), computing {statistics.median(tasks):.0f} ms"
    )
    if path.stem == "index":
        return
    page = browser.new_page(viewport=SIZE)
    session = clocked(page)
    page.goto(path.as_uri())
    page.wait_for_function("() => BorderAtlas.drawn().length > 0")
    for name, act in ACTIONS.items():
        found = frames(page, session, act)
        mark = "(!)" if found.worst > WORST_GAP + 1 or found.median > MEDIAN_GAP else ""
        print(
            f"  {name:12}{found.median:10.1f}{found.worst:10.1f}{found.busy:14.1f}{found.longest:14.1f}  {mark}",
            flush=True,
        )
    page.close()


def main() -> None:
    """Measures the pages of a folder, the maps of this checkout, or a page of many events."""
    parser = argparse.ArgumentParser()
    parser.add_argument("runs", type=int, nargs="?", default=3)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--events", type=int)
    asked = parser.parse_args()
    chromium = shutil.which("chromium") or sys.exit("Chromium is not installed (on Debian: apt-get install chromium)")
    bundle = len(gzip.compress((asset("atlas.js") + asset("atlas.css")).encode(), 9, mtime=0)) / 1000
    print(f"bundle {bundle:.0f} kB gzipped; times in ms")
    print(f"  {'':12}{'median gap':>10}{'worst':>10}{'busy a frame':>14}{'longest task':>14}")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        if asked.events:
            paths = [clashes_page(ROOT, Path(folder), asked.events)]
        elif asked.folder:
            paths = sorted(asked.folder.resolve().glob("*.html"))
        else:
            paths = [built.path for built in Atlas.open(ROOT).build(folder)]
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for path in paths:
            measure(browser, path, asked.runs)
        browser.close()


if __name__ == "__main__":
    main()
