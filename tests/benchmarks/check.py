"""Speed of `Atlas.check` on many events: `python tests/benchmarks/check.py [EVENTS]` (default 1,000,000).

A copy of the shipped atlas gets a layer of clashes with that many plausible events, among which eight faults are
planted. Printed are the seconds by the clock and of all processors, the greatest memory of this process and its
workers together, whether every planted fault was found, and what else was: some events fall together by chance.
Seconds depend on the machine and on what else it does.
"""

from __future__ import annotations

import os
import resource
import shutil
import sys
import tempfile
import threading
import time
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import orjson
import shapely
from pyproj import Geod

from borderatlas.atlas import Atlas

if TYPE_CHECKING:
    from borderatlas.checks.report import CheckReport

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 22)
KINDS = ("exchange_of_fire", "attack", "infiltration", "killing", "air_strike", "rocket_fire", "other")
PARTIES = (
    "border guards",
    "smugglers",
    "Taliban",
    "Russian border guards",
    "opposition fighters",
    "unknown gunmen",
    "local police",
    "Afghan border police",
    "shepherds",
    "National Guard",
)


def event(rng: np.random.Generator, number: int, place: tuple[float, float], sources: list[str]) -> dict[str, Any]:
    """One plausible event near the line, as an import of a dataset leaves it."""
    start = date(1992, 1, 1) + timedelta(int(rng.integers(0, 12_500)))
    low = int(rng.integers(0, 6))
    one, other = rng.choice(len(PARTIES), 2, replace=False)
    properties: dict[str, Any] = {
        "kind": KINDS[int(rng.integers(0, len(KINDS)))],
        "name": f"Incident {number} at post {int(rng.integers(0, 900))}",
        "status": "past",
        "start": start.isoformat() if number % 9 else start.isoformat()[:7],
        "summary": f"{PARTIES[one]} and {PARTIES[other]} clashed; reported as event {number}.",
        "precision_m": 30_000,
        "place_level": "district",
        "relation": "core",
        "province": "Khatlon",
        "district": f"District {int(rng.integers(0, 40))}",
        "actors": [PARTIES[one], f"{PARTIES[other]} of unit {int(rng.integers(0, 40))}"],
        "fatalities_low": low,
        "fatalities_best": low + 1,
        "fatalities_high": low + int(rng.integers(1, 9)),
        "scope": "border",
        "sources": [sources[int(rng.integers(0, len(sources)))], f"{sources[0]}"][: 1 + number % 2],
    }
    properties["sources"] = list(dict.fromkeys(properties["sources"]))
    lon, lat = place
    point = {"type": "Point", "coordinates": [round(lon, 5), round(lat, 5)]}
    return {"type": "Feature", "id": f"event-{number}", "properties": properties, "geometry": point}


def faults(features: dict[int, dict[str, Any]], count: int) -> set[tuple[str, str]]:
    """Plants a fault into each of eight events; returns what must be found: codes and features."""
    rows = [int(count * share) for share in (0.05, 0.2, 0.35, 0.5, 0.6, 0.7, 0.8, 0.95)]
    one, two, three, four, five, six, seven, eight = (features[row] for row in rows)
    one["properties"]["start"] = "2018-02-31"
    two["properties"]["fatalities_high"] = 0
    two["properties"]["fatalities_low"] = two["properties"]["fatalities_best"] = 3
    three["properties"]["sources"] = ["nobody-knows"]
    four["geometry"]["coordinates"].reverse()
    five["properties"]["precision_m"] = "30 km"
    six["properties"]["start"] = "2031-01-01"
    seven["id"] = f"event-{rows[6] - 1}"
    eight["properties"].update(
        actors=["the one", "the other"], start="2011-01-01", possible_duplicate_of="event-of-nobody"
    )
    return {
        ("date-invalid", f"event-{rows[0]}"),
        ("deaths-disordered", f"event-{rows[1]}"),
        ("source-unknown", f"event-{rows[2]}"),
        ("position-swapped", f"event-{rows[3]}"),
        ("type-wrong", f"event-{rows[4]}"),
        ("event-in-future", f"event-{rows[5]}"),
        ("id-duplicate", f"#{rows[6] + 1}"),
        ("duplicate-of-nothing", f"event-{rows[7]}"),
    }


def make(folder: Path, count: int) -> set[tuple[str, str]]:
    """Makes the atlas; returns the codes and features of the planted faults."""
    shutil.copytree(ROOT / "geodata", folder / "geodata", ignore=shutil.ignore_patterns("recipes"))
    atlas = Atlas.open(folder)
    rng = np.random.default_rng(1)
    vertices = shapely.get_coordinates(atlas.border.geometry)[rng.integers(0, len(atlas.border.kilometres), count)]
    lon, lat, _ = Geod(ellps="WGS84").fwd(*vertices.T, rng.uniform(0, 360, count), rng.uniform(0, 30_000, count))
    sources = list(atlas.sources)
    planted = {int(count * share): {} for share in (0.05, 0.2, 0.35, 0.5, 0.6, 0.7, 0.8, 0.95)}
    places = list(zip(np.asarray(lon).tolist(), np.asarray(lat).tolist(), strict=True))
    for row in planted:
        planted[row] = event(rng, row, places[row], sources)
    expected = faults(planted, count)
    with (folder / "geodata/clashes.geojson").open("wb") as file:
        file.write(b'{"type":"FeatureCollection","features":[\n')
        for row in range(count):
            feature = planted.get(row) or event(rng, row, places[row], sources)
            file.write(b",\n" * (row > 0) + orjson.dumps(feature))
        file.write(b"\n]}\n")
    return expected


def resident_mb() -> float:
    """Memory of this process and its children now."""
    pids = [os.getpid()]
    for pid in Path("/proc").iterdir():
        if pid.name.isdecimal():
            try:
                parent = int((pid / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
            if parent == os.getpid():
                pids.append(int(pid.name))
    total = 0
    for each in pids:
        try:
            total += int(Path(f"/proc/{each}/statm").read_text().split()[1])
        except OSError:
            continue
    return total * resource.getpagesize() / 1e6


def measured(atlas: Atlas) -> tuple[CheckReport, float, float]:
    """The report, the seconds and the peak of memory in MB."""
    peak, done = 0.0, threading.Event()

    def watch() -> None:
        nonlocal peak
        while not done.wait(0.1):
            peak = max(peak, resident_mb())

    watcher = threading.Thread(target=watch)
    watcher.start()
    clock = time.perf_counter()
    report = atlas.check(["clashes"], today=TODAY)
    seconds = time.perf_counter() - clock
    done.set()
    watcher.join()
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(
        f"seconds of all processors: {sum(usage.ru_utime + usage.ru_stime for usage in usages):.1f}, making it included"
    )
    return report, seconds, peak


def main() -> None:
    """Makes the layer, checks it and prints what that took."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        planted = make(folder, count)
        size = (folder / "geodata/clashes.geojson").stat().st_size
        report, seconds, peak = measured(Atlas.open(folder))
    found = {(finding.code, finding.feature) for finding in report.findings if finding.layer == "clashes"}
    print(f"{count:,} events, {size / 1e6:,.0f} MB: {seconds:.1f} s, {peak:,.0f} MB at most")
    print(f"planted {len(planted)}, found {len(planted & found)}; missing {sorted(planted - found)}")
    others = [finding for finding in report.findings if (finding.code, finding.feature) not in planted]
    print(f"other findings: {len(others)}; first {[finding.text() for finding in others[:3]]}")


if __name__ == "__main__":
    main()
