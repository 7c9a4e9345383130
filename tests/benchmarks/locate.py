"""Speed of `Border.locate` on the shipped line: `python tests/benchmarks/locate.py [POINTS]` (default 1,000,000).

Beside it, in the same run, stands what one would write with GeoPandas and Shapely: distance and kilometre of points to
the whole line, and the nearest segment from an STRtree; both on a sample, scaled up, in UTM zone 42, the best plane for
this line. How far their kilometres are off is printed too. Seconds depend on the machine and on what else it does, the
seconds of the processor less so: look at the ratios.
"""

from __future__ import annotations

import resource
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod

from borderatlas.border import Border

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
PLANE = "EPSG:32642"
FURTHEST_M = 100_000
FEW = 1_000
SOME = 50_000

Floats = NDArray[np.float64]
Result = TypeVar("Result")


def places(border: Border, count: int) -> Floats:
    """Longitudes and latitudes of points up to 100 km from random vertices of the line."""
    rng = np.random.default_rng(1)
    vertices = shapely.get_coordinates(border.geometry)[rng.integers(0, len(border.kilometres), count)]
    away = rng.uniform(0, FURTHEST_M, count)
    return np.column_stack(Geod(ellps="WGS84").fwd(*vertices.T, rng.uniform(0, 360, count), away)[:2])


def by_line(points: Floats, line: shapely.LineString) -> Floats:
    """Kilometres as GeoPandas gives them: every point against the whole line."""
    series = gpd.GeoSeries.from_xy(*points.T, crs="EPSG:4326").to_crs(PLANE)
    series.distance(line)
    return np.asarray(shapely.line_locate_point(line, series.to_numpy())) / 1000


def by_tree(points: Floats, line: shapely.LineString) -> Floats:
    """Kilometres from the nearest segment that a tree of boxes finds."""
    vertices = shapely.get_coordinates(line)
    segments = shapely.linestrings(np.stack([vertices[:-1], vertices[1:]], axis=1))
    begins = np.append(0, np.cumsum(shapely.length(segments)))
    series = gpd.GeoSeries.from_xy(*points.T, crs="EPSG:4326").to_crs(PLANE).to_numpy()
    (row, segment), _ = shapely.STRtree(segments).query_nearest(series, return_distance=True, all_matches=False)
    along = np.empty(len(series))
    along[row] = begins[segment] + shapely.line_locate_point(segments[segment], series[row])
    return along / 1000


def timed(work: Callable[[], Result]) -> tuple[float, float, Result]:
    """Seconds by the clock, seconds of all processors, and the result of some work."""
    clock, processor = time.perf_counter(), time.process_time()
    result = work()
    return time.perf_counter() - clock, time.process_time() - processor, result


def main() -> None:
    """Runs all three and prints what they took."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    border = Border.from_file(ROOT / "geodata/border.geojson", left="TJK", right="AFG")
    points = places(border, count)
    border.locate(points[:10])
    at_rest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

    clock, processor, found = timed(lambda: border.locate(points))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count:,} points, {len(border.kilometres):,} vertices; peak {peak:.0f} MB, {at_rest:.0f} MB before")
    print(f"{'seconds per million points':42} clock  ratio   processor  ratio   more than 1 km off, worst")

    def report(name: str, seconds: tuple[float, float], sample: int, off_km: Floats) -> None:
        columns = [
            f"{each / sample * 1e6:7.2f} {each / sample * count / ours:6.1f}"
            for each, ours in zip(seconds, (clock, processor), strict=True)
        ]
        print(f"{name:40} {'    '.join(columns)}   {(off_km > 1).mean():12.3%} {off_km.max():11.1f} km")

    report("Border.locate", (clock, processor), count, np.zeros(1))
    *with_precision, _ = timed(lambda: border.locate(points, 1_000))
    report("Border.locate, precision 1 km", (with_precision[0], with_precision[1]), count, np.zeros(1))

    line = gpd.GeoSeries([border.geometry], crs="EPSG:4326").to_crs(PLANE).iloc[0]
    scale = border.length_km / line.length * 1000
    km = found.border_km.to_numpy()
    for name, work, sample in (
        ("GeoSeries.distance + line_locate_point", by_line, FEW),
        ("STRtree.query_nearest over segments", by_tree, SOME),
    ):
        *seconds, along = timed(partial(work, points[:sample], line))
        report(name, (seconds[0], seconds[1]), len(along), np.abs(along * scale - km[:sample]))


if __name__ == "__main__":
    main()
