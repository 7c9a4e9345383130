"""Time and peak memory of a cold `borderatlas build` of the shipped atlas: `python tests/benchmarks/build.py [RUNS]`.

Each run is a process of its own, imports included, into an empty folder. As these figures depend on the machine, they
are printed beside a process that only imports what GIS work in Python imports anyway, and as the ratio to it.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
YARDSTICK = [sys.executable, "-c", "import geopandas, folium"]


def run(command: list[str]) -> tuple[float, float]:
    """Wall seconds and peak memory in MB of a process."""
    before = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0
    return time.perf_counter() - before, usage.ru_maxrss / 1024


def main() -> None:
    """Runs both in turn and prints medians."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    rows: dict[str, list[tuple[float, float]]] = {"import geopandas, folium": [], "borderatlas build": []}
    for _ in range(runs):
        rows["import geopandas, folium"].append(run(YARDSTICK))
        with tempfile.TemporaryDirectory() as folder:
            build = [sys.executable, "-m", "borderatlas.cli", "build", "--atlas", str(ROOT), "--output", folder]
            rows["borderatlas build"].append(run(build))
    for name, found in rows.items():
        seconds, memory = zip(*found, strict=True)
        median = statistics.median(seconds)
        print(f"{name:26} {median:6.2f} s ({min(seconds):.2f}–{max(seconds):.2f}) {max(memory):6.0f} MB")
    ratios = [b[0] / a[0] for a, b in zip(*rows.values(), strict=True)]
    print(f"{'ratio':26} {statistics.median(ratios):6.2f}   ({min(ratios):.2f}–{max(ratios):.2f})")


if __name__ == "__main__":
    main()
