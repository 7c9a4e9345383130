"""Speed of an import: `python tests/benchmarks/import_.py [ROWS]` (default 200,000).

A copy of the shipped atlas takes in that many rows laid out as UCDP GED has them, all of them made up and near the
line: planned, written, and planned again, when nothing may have changed. Printed are the seconds of the processor and
by the clock, the greatest memory of the process, and a hash of what was written. Seconds depend on the machine and on
what else it does.
"""

from __future__ import annotations

import csv
import hashlib
import resource
import shutil
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import Geod

from borderatlas.atlas import Atlas

if TYPE_CHECKING:
    from borderatlas.importing import Options, Plan

ROOT = Path(__file__).resolve().parents[2]
COLUMNS = (  # noqa: SIM905  # the header of the file
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id "
    "side_b number_of_sources source_article source_office source_date source_headline source_original "
    "where_prec where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid "
    "country country_id region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians "
    "deaths_unknown best high low gwnoa gwnob"
).split()


def make(path: Path, count: int, line: shapely.Geometry) -> None:
    """Writes made-up rows within 40 km of the line: varied ids, places, days, parties and counts."""
    rng = np.random.default_rng(1)
    vertices = shapely.get_coordinates(line)
    vertices = vertices[rng.integers(0, len(vertices), count)]
    lon, lat, _ = Geod(ellps="WGS84").fwd(*vertices.T, rng.uniform(0, 360, count), rng.uniform(0, 40_000, count))
    numbers = rng.integers(0, 1_000_000, (count, 12)).tolist()
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        for row, (east, north, some) in enumerate(zip(lon.tolist(), lat.tolist(), numbers, strict=True)):
            writer.writerow(_row(row, round(east, 6), round(north, 6), some))


def _row(number: int, lon: float, lat: float, some: list[int]) -> dict[str, object]:
    start = date(1989, 1, 1) + timedelta(some[0] % 13_000)
    end = start + timedelta(0 if some[1] % 4 else some[2] % 9)
    low = some[3] % 6
    village = f"Made-up village {some[4] % 4_000}"
    return {
        "id": 100_000 + number,
        "relid": f"MADE-{number}",
        "year": start.year,
        "active_year": "True",
        "code_status": "Clear",
        "type_of_violence": 1 + some[5] % 3,
        "conflict_name": f"Made-up conflict {some[6] % 60}",
        "side_a": f"Made-up government {some[6] % 7}",
        "side_b": f"Made-up group {some[7] % 300}",
        "source_article": f"Made-up agency, {start}, a headline about event {number}; made-up paper {some[8] % 90}",
        "where_prec": 1 + some[9] % 7,
        "where_coordinates": village,
        "where_description": f"{some[10] % 30} km from {village}",
        "adm_1": f"Made-up province {some[11] % 8}",
        "adm_2": f"Made-up district {some[11] % 70}",
        "latitude": lat,
        "longitude": lon,
        "geom_wkt": f"POINT ({lon} {lat})",
        "country": ("Tajikistan", "Afghanistan")[some[11] % 2],
        "region": "Asia",
        "event_clarity": 1 + some[8] % 2,
        "date_prec": 1 + some[2] % 5,
        "date_start": f"{start} 00:00:00.000",
        "date_end": f"{end} 00:00:00.000",
        "deaths_a": some[9] % 3,
        "deaths_b": some[10] % 3,
        "deaths_civilians": 0,
        "deaths_unknown": some[7] % 2,
        "best": low + 1,
        "high": low + 1 + some[1] % 5,
        "low": low,
    }


def measured(what: str, folder: Path, source: Path, **options: object) -> Plan:
    """Plans an import and prints what that took."""
    clock, seconds = time.perf_counter(), time.process_time()
    asked: Options = options  # type: ignore[assignment]
    plan = Atlas.open(folder).import_(source, "clashes", **asked)
    _told(what, clock, seconds)
    print(f"  rows {plan.rows}; findings {len(plan.findings):,}; files {sorted(plan.files)}")
    return plan


def _told(what: str, clock: float, seconds: float) -> None:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    seconds, clock = time.process_time() - seconds, time.perf_counter() - clock
    print(f"{what:12} {seconds:6.1f} s of the processor, {clock:6.1f} s by the clock, {memory:6,.0f} MB at most so far")


def main() -> None:
    """Makes the rows, imports them twice and prints what that took."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    with tempfile.TemporaryDirectory() as name:
        folder, source = Path(name), Path(name, "GEDEvent_v25_1.csv")
        shutil.copytree(ROOT / "geodata", folder / "geodata", ignore=shutil.ignore_patterns("recipes"))
        make(source, count, Atlas.open(folder).border.geometry)
        print(f"{count:,} rows, {source.stat().st_size / 1e6:,.0f} MB")
        plan = measured("planned", folder, source, skip_faulty=True)
        clock, seconds = time.perf_counter(), time.process_time()
        plan.write()
        _told("written", clock, seconds)
        for file in sorted(plan.files):
            data = (folder / "geodata" / file).read_bytes()
            print(f"  {file}: {len(data) / 1e6:,.1f} MB, {hashlib.sha256(data).hexdigest()[:16]}")
        del plan
        again = measured("again", folder, source, skip_faulty=True)
        print(f"  changes: {bool(again.diff)}")


if __name__ == "__main__":
    main()
