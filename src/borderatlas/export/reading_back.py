"""What another reader sees in a file that was just written, compared with what went in."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from borderatlas.errors import OutputError
from borderatlas.export.side_by_side import side_by_side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from fiona.collection import Collection
    from numpy.typing import NDArray

Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

_CLOSE = 1e-6
"""Degrees by which bounds may differ: some formats keep no more decimals."""

_ONE_BY_ONE = 20_000
"""Up to so many features are read one by one by Fiona."""

_ONE_LAYER: Final = {"GeoJSON", "GeoJSONSeq"}
"""Formats whose files hold one layer: GDAL would read the whole file once more to say so."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a reader sees of one layer.

    Attributes:
        layer: Its name; empty where the format has none.
        count: Features.
        fields: Names of the columns that are features' facts; None where the reader cannot tell.
        bounds: Of all geometries; None where there is none, or the reader cannot tell.
    """

    layer: str
    count: int
    fields: tuple[str, ...] | None = None
    bounds: Bounds | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """What a reader has to see of one layer.

    Attributes:
        layer: As `Seen`.
        count: As `Seen`.
        fields: Names of columns that must be there.
        bounds: As `Seen`.
    """

    layer: str
    count: int
    fields: tuple[str, ...]
    bounds: Bounds | None


def bounds_of(geometry: NDArray[np.object_]) -> Bounds | None:
    """The bounds of geometries, None where there is none."""
    if not len(geometry):
        return None
    west, south, east, north = (float(value) for value in shapely.total_bounds(geometry))
    return None if np.isnan(west) else (west, south, east, north)


def compare(path: Path, seen: Iterable[Seen], expected: Sequence[Expected]) -> None:
    """Compares what a reader sees with what has to be there.

    Raises:
        OutputError: Something is missing; what stood in the place of the file is untouched.
    """
    found = list(seen)
    if len(found) == 1 and len(expected) == 1:
        pairs: Iterator[tuple[Expected, Seen | None]] = iter([(expected[0], found[0])])
    else:
        by_name = {layer.layer: layer for layer in found}
        pairs = ((wanted, by_name.get(wanted.layer)) for wanted in expected)
    for wanted, layer in pairs:
        if fault := fault_of(wanted, layer):
            raise OutputError(
                f"{path.name}: read back, {fault}. The file was not put in its place; what stood there is unchanged. "
                "Please report this with the layer."
            )


def fault_of(wanted: Expected, seen: Seen | None) -> str:
    """What a layer lacks that has to be there, in words; empty where nothing does."""
    if seen is None:
        return f"the layer {wanted.layer} is missing"
    if seen.count != wanted.count:
        return f"{wanted.layer} has {seen.count} features instead of {wanted.count}"
    if seen.fields is not None and (missing := [name for name in wanted.fields if name not in seen.fields]):
        return f"{wanted.layer} lacks the field {missing[0]}"
    if seen.bounds is not None and wanted.bounds is not None and not _close(seen.bounds, wanted.bounds):
        return f"{wanted.layer} lies within {seen.bounds} instead of {wanted.bounds}"
    return ""


def _close(one: Bounds, other: Bounds) -> bool:
    return all(abs(a - b) <= _CLOSE for a, b in zip(one, other, strict=True))


def with_fiona(path: Path | str, *, driver: str) -> Iterator[Seen]:
    """Every layer of a file, seen by Fiona, whose GDAL is another than that of pyogrio; without it, by pyogrio.

    Raises:
        OutputError: The file cannot be read.
    """
    try:
        import fiona  # noqa: PLC0415  # loads a second GDAL: only what is written is read back
    except ModuleNotFoundError:  # no wheel for this Python
        yield from with_pyogrio(str(path).replace("zip://", "/vsizip/"), driver=driver)
        return
    from fiona.errors import FionaError  # noqa: PLC0415

    try:
        for layer in fiona.listlayers(path):
            with fiona.open(path, layer=layer, driver=driver) as collection:
                count = _count(collection, path, layer)
                fields = tuple(collection.schema["properties"])
                bounds = _bounds_by_fiona(collection) if count and collection.schema["geometry"] != "None" else None
            yield Seen(layer, count, fields, bounds)
    except FionaError as error:
        raise OutputError(f"{path}: what was written cannot be read back ({error}).") from error


def _count(collection: Collection, path: Path | str, layer: str) -> int:
    """The features that can be read: what the head of a file promises says nothing of its end.

    Fiona takes a minute for a million; of so many its word is taken, and pyogrio reads them.
    """
    try:
        promised = len(collection)
    except TypeError:  # the format does not tell
        promised = 0
    if promised > _ONE_BY_ONE:
        return min(promised, _read_by_pyogrio(path, layer))
    return sum(1 for record in collection if any(value is not None for value in record["properties"].values()))


def _read_by_pyogrio(path: Path | str, layer: str) -> int:
    from pyogrio.raw import open_arrow  # noqa: PLC0415

    source = str(path).replace("zip://", "/vsizip/")
    with open_arrow(source, layer=layer, batch_size=_ONE_BY_ONE, use_pyarrow=True) as (_, reader):
        return sum(batch.num_rows for batch in reader)


def _bounds_by_fiona(collection: Collection) -> Bounds | None:
    """The bounds of what Fiona opened; None where no feature has a place."""
    from fiona.errors import DriverError  # noqa: PLC0415

    try:
        west, south, east, north = collection.bounds
    except DriverError as error:
        if "bounds" in str(error):  # how it says so
            return None
        raise
    empty = (west, south, east, north) == (0, 0, 0, 0) or not np.isfinite([west, south, east, north]).all()
    return None if empty else (west, south, east, north)


def with_pyogrio(path: Path | str, *, driver: str) -> Iterator[Seen]:
    """Every layer of a file, seen by pyogrio, for what it did not write.

    Raises:
        OutputError: The file cannot be read, or is not taken for what it should be.
    """
    if driver in _ONE_LAYER:
        yield _seen_by_pyogrio(path, path, driver)
        return
    import pyogrio  # noqa: PLC0415
    from pyogrio.errors import DataSourceError  # noqa: PLC0415

    try:
        layers = [str(name) for name, _ in pyogrio.list_layers(path)]
    except DataSourceError as error:
        raise _unreadable(path, error) from error
    for name in layers:
        yield _seen_by_pyogrio(path, path, driver, layer=name)


def seen_in_pieces(pieces: Iterable[bytes], path: Path, *, driver: str) -> Seen:
    """What pyogrio sees of a file with one layer that comes in pieces, each a file of its own.

    Args:
        pieces: Read by several threads at once, since GDAL lets them run.
        path: The file, for messages.
        driver: GDAL's name of the format.

    Raises:
        OutputError: A piece cannot be read, or is not taken for what it should be.
    """
    try:
        return _united(side_by_side(lambda piece: _seen_by_pyogrio(piece, path, driver), pieces))
    except (OSError, EOFError, zlib.error) as error:  # packed, and packed badly
        raise _unreadable(path, error) from error


def _seen_by_pyogrio(source: Path | str | bytes, path: Path | str, driver: str, layer: str | None = None) -> Seen:
    import pyogrio  # noqa: PLC0415
    from pyogrio.errors import DataSourceError  # noqa: PLC0415

    # GDAL need not look whether each text is a date: a tenth of the work.
    options = {"DATE_AS_STRING": "YES"} if driver in _ONE_LAYER else {}
    try:
        info = pyogrio.read_info(source, layer=layer, force_feature_count=True, force_total_bounds=True, **options)
    except DataSourceError as error:
        raise _unreadable(path, error) from error
    if info["driver"] != driver:
        raise OutputError(f"{path}: what was written is taken for {info['driver']}, not for {driver}.")
    bounds = info["total_bounds"]
    return Seen(
        layer or "",
        int(info["features"]),
        tuple(map(str, info["fields"])),
        None if bounds is None else _bounds(bounds),
    )


def _unreadable(path: Path | str, error: Exception) -> OutputError:
    return OutputError(f"{path}: what was written cannot be read back ({error}).")


def _united(seen: Iterable[Seen]) -> Seen:
    """What was seen of the pieces of one layer, together."""
    pieces = list(seen)
    bounds = [piece.bounds for piece in pieces if piece.bounds is not None]
    west, south, east, north = zip(*bounds, strict=True) if bounds else ((), (), (), ())
    return Seen(
        "",
        sum(piece.count for piece in pieces),
        tuple(dict.fromkeys(name for piece in pieces for name in piece.fields or ())),
        (min(west), min(south), max(east), max(north)) if bounds else None,
    )


def _bounds(values: Iterable[float]) -> Bounds:
    west, south, east, north = (float(value) for value in values)
    return west, south, east, north
