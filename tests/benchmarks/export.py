"""Speed of exports of many events: `python tests/benchmarks/export.py [EVENTS] [WAY …]` (default 1,000,000, all ways).

Each way runs in a process of its own: GeoJSON flat and nested, GeoPackage, and beside them `GeoDataFrame.to_file` for
both. Printed are the seconds by the clock from the columns in memory to the file in its place (ours is read back by
another library on the way), the work of all cores, the greatest memory of the process, and how the work compares.
Seconds depend on the machine and on what else it does; ratios of work hardly do.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from borderatlas.export import Content, Part, deliver, format_named
from borderatlas.export.content import cells
from borderatlas.layers.flat import FlatTable
from borderatlas.layers.schemas import LAYERS

WAYS = {
    "geojson-flat": "GeoJSON, flat",
    "geojson-nested": "GeoJSON, nested",
    "to_file-geojson": "GeoDataFrame.to_file, GeoJSON",
    "gpkg": "GeoPackage",
    "to_file-gpkg": "GeoDataFrame.to_file, GeoPackage",
}
BESIDE = {"geojson-flat": "to_file-geojson", "geojson-nested": "to_file-geojson", "gpkg": "to_file-gpkg"}
CHOICES = {
    "kind": ["exchange_of_fire", "attack", "infiltration", "killing", "air_strike", "rocket_fire", "other"],
    "place_level": ["exact", "near", "district"],
    "actors": ["border guards; smugglers", "Taliban; border guards", "unknown gunmen; local police"],
    "sources": ["one", "one; two", "two"],
}


def events(count: int) -> FlatTable:
    """Plausible events as columns, as a dataset of them comes in."""
    rng = np.random.default_rng(7)
    days = np.datetime64("1992-01-01") + rng.integers(0, 12_500, count)
    low = rng.integers(0, 6, count)
    chosen = {
        name: np.array(words, dtype=object)[rng.integers(0, len(words), count)] for name, words in CHOICES.items()
    }
    values: dict[str, Any] = {
        "id": [f"event-{number}" for number in range(count)],
        "name": [f"Incident {number} at post {number % 900}" for number in range(count)],
        "status": np.full(count, "past", dtype=object),
        "start": np.datetime_as_string(days),
        "summary": [f"Shots were exchanged; reported as event {number}." for number in range(count)],
        "precision_m": rng.integers(1, 60, count) * 500.0,
        "fatalities_low": low,
        "fatalities_best": low + 1,
        "fatalities_high": low + rng.integers(1, 9, count),
        **chosen,
    }
    places = np.column_stack([rng.uniform(67.8, 74.9, count), rng.uniform(36.7, 38.5, count)]).round(5)
    return FlatTable.of_columns(LAYERS["clashes"], values, shapely.points(places))


def nested(table: FlatTable) -> list[dict[str, Any]]:
    """The events nested as in the atlas."""
    names = [column.name for column in table.filled().columns if not column.derived]
    columns = {name: cells(table, name) for name in names}
    for name in ("actors", "sources"):
        columns[name] = [text.split("; ") for text in columns[name]]
    keys = columns.pop("id")
    rows = zip(*columns.values(), strict=True)
    return [
        {"id": key, "properties": dict(zip(columns, row, strict=True))} for key, row in zip(keys, rows, strict=True)
    ]


def content(table: FlatTable, rows: list[dict[str, Any]]) -> Content:
    """The events on their way out."""
    part = Part("clashes", "Events", "CC-BY-4.0", ("Nobody",), table, rows)
    return Content("events", "Events", "Made up.", "None is meant.", "Nobody.", "made 1", "2026", (part,), {})


def run(way: str, count: int) -> dict[str, float]:
    """Seconds and memory of one way."""
    table = events(count)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "x.gpkg" if "gpkg" in way else "x.geojson")
        if way.startswith("to_file"):
            import geopandas

            frame = geopandas.GeoDataFrame(table.frame, geometry=table.geometry, crs="EPSG:4326")
            start, work = time.perf_counter(), time.process_time()
            frame.to_file(target, driver="GPKG" if "gpkg" in way else "GeoJSON", use_arrow=True)
        else:
            what = content(table, nested(table) if way == "geojson-nested" else [])
            form = format_named("gpkg" if way == "gpkg" else "geojson")
            start, work = time.perf_counter(), time.process_time()
            deliver(what, form, target, flat=way == "geojson-flat")
        seconds, work = time.perf_counter() - start, time.process_time() - work
        size = target.stat().st_size
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "work": work, "MB": size / 1e6, "memory": memory}


def main() -> None:
    count, *ways = sys.argv[1:] or ["1000000"]
    found = {}
    for way in ways or WAYS:
        done = subprocess.run(
            [sys.executable, __file__, "--one", way, count], check=True, capture_output=True, text=True
        )
        found[way] = json.loads(done.stdout)
        seconds, work, written, memory = found[way].values()
        print(
            f"{WAYS[way]}: {seconds:.1f} s ({work:.1f} s of work by all cores),"
            f" {written:.0f} MB written, {memory:.0f} MB of memory"
        )
    for way, beside in BESIDE.items():
        if way in found and beside in found:
            ratio = found[way]["work"] / found[beside]["work"]
            print(f"{WAYS[way]} takes {ratio:.2f} times the work of {WAYS[beside]}.")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(run(sys.argv[2], int(sys.argv[3]))))
    else:
        main()
