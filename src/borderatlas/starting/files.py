"""Reads the outlines of countries from files of polygons that people have."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from borderatlas.errors import LayerError, UsageError
from borderatlas.starting.countries import countries, country, folded, name_of, suggestion
from borderatlas.starting.outlines import Origin, Outline, Outlines, as_shape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import geopandas as gpd

CODE_FIELDS = (
    *("iso_a3_eh", "iso_a3", "adm0_a3", "iso3", "iso_3", "iso3166-1:alpha3", "iso3166-1-alpha-3", "alpha-3", "alpha_3"),
    *("alpha3", "gid_0", "shapegroup", "shapeiso", "iso3_code", "iso3cd", "cca3", "iso_cc", "country_code", "sov_a3"),
    *("code", "id", "iso_a2_eh", "iso_a2", "iso2", "iso_2", "iso3166-1", "iso3166-1:alpha2", "iso3166-1-alpha-2"),
    *("alpha-2", "alpha2", "cntr_id"),
)
"""Fields in which data sets keep the code of a country, in any case, the surest first."""
NAME_FIELDS = (
    *("name_en", "name:en", "name_long", "admin", "name", "country", "name_0", "shapename", "cntry_name", "name_engl"),
    *("adm0_name", "country_name", "romnam", "sovereignt", "title"),
)
"""Fields in which they keep its name."""
WORLD = 150
"""A file of so many countries holds all the land."""

_ALPHA_3 = re.compile(r"[A-Z]{3}")
_NAMED = 12


def from_collection(
    path: Path, words: Sequence[str] = (), layer: str | None = None, precision_m: float | None = None
) -> Outlines:
    """Two countries of a file that holds several.

    Args:
        path: Polygons in any format that GDAL reads, in any CRS.
        words: Codes or names of the two; not needed where the file holds just two.
        layer: Layer of the file, where it holds several.
        precision_m: How far the outlines may be off, in metres.

    Raises:
        LayerError: The file cannot be read.
        UsageError: It does not hold the two, or several layers.
        GeometryError: A country has no polygon in degrees.
    """
    found = _countries(path, layer)
    if words:
        first, second = (_pick(word, found, path) for word in words)
    elif len(found) == 2:
        first, second = found
    else:
        raise UsageError(
            f"{path} holds {len(found)} countries. Name the two, by code or name, such as BOL PRY. {_held(found)}"
        )
    others = [outline for outline in found if outline not in (first, second)]
    return Outlines(_coded(first, path), _coded(second, path), others, _origin([path], precision_m), len(found) > WORLD)


def from_pair(
    left: Path,
    right: Path,
    words: Sequence[str] = (),
    layer: str | None = None,
    precision_m: float | None = None,
) -> Outlines:
    """Two countries of two files, each with one.

    Args:
        left: Polygons of one country.
        right: Polygons of the other one.
        words: Their codes or names, in the same order; needed where the files do not hold them.
        layer: Layer of the files, where they hold several.
        precision_m: How far the outlines may be off, in metres.

    Raises:
        LayerError: A file cannot be read.
        UsageError: The files do not say which country they hold, or several layers.
        GeometryError: A country has no polygon in degrees.
    """
    named = words or (None, None)
    first, second = (_only(path, word, layer) for path, word in zip((left, right), named, strict=True))
    return Outlines(_coded(first, left), _coded(second, right), (), _origin([left, right], precision_m))


def _countries(path: Path, layer: str | None) -> list[Outline]:
    """The countries of a file; rows of one country are taken together."""
    frame = _read(path, layer)
    fields = {str(name).casefold(): str(name) for name in frame.columns if name != frame.geometry.name}
    rows: dict[str, list[int]] = {}
    names: dict[str, str] = {}
    for number, values in enumerate(frame[list(fields.values())].to_dict("records")):
        code, name = _identity({field: values[column] for field, column in fields.items()})
        key = code or folded(name) or f"row {number + 1}"
        rows.setdefault(key, []).append(number)
        names.setdefault(key, name or key)
    return [
        Outline(key, names[key], as_shape(frame.geometry.iloc[numbers], f"{path}, {names[key]}"))
        for key, numbers in rows.items()
        if any(shape is not None and not shape.is_empty for shape in frame.geometry.iloc[numbers])
    ]


def _read(path: Path, layer: str | None) -> gpd.GeoDataFrame:
    """The rows of a file in degrees of WGS 84."""
    import geopandas as gpd  # noqa: PLC0415  # takes most of a second
    import pyogrio  # noqa: PLC0415
    from pyogrio.errors import DataLayerError, DataSourceError  # noqa: PLC0415

    if not path.exists():
        raise UsageError(f"{path}: there is no such file.")
    try:
        layers = [str(name) for name in pyogrio.list_layers(path)[:, 0]]
        if layer is None and len(layers) > 1:
            raise UsageError(f"{path} holds several layers: {', '.join(layers)}. Name one with --source-layer.")
        if layer is not None and layer not in layers:
            raise UsageError(f"{path} has no layer {layer!r}; it has {', '.join(layers)}.")
        frame = gpd.read_file(path, layer=layer)
    except (DataSourceError, DataLayerError) as error:
        raise LayerError(
            f"{path}: cannot be read as polygons ({error}). Expected GeoJSON, GeoPackage or such."
        ) from error
    if not isinstance(frame, gpd.GeoDataFrame) or not len(frame):
        raise LayerError(f"{path}: holds no geometry. Expected the polygons of countries.")
    return frame if frame.crs is None else frame.to_crs("EPSG:4326")


def _identity(values: Mapping[str, Any]) -> tuple[str, str]:
    """Alpha-3 code and name of a row; empty where it has none."""
    texts = {field: value.strip() for field, value in values.items() if isinstance(value, str) and value.strip()}
    name = next((texts[field] for field in NAME_FIELDS if field in texts), "")
    for field in CODE_FIELDS:
        code = texts.get(field, "").upper()
        known = country(code) if len(code) in (2, 3) else None
        if known and code in (known.alpha2, known.alpha3):
            return known.alpha3, known.name
    by_name = country(name) if name else None
    if by_name:
        return by_name.alpha3, by_name.name
    codes = (texts.get(field, "").upper() for field in CODE_FIELDS)
    return next((code for code in codes if _ALPHA_3.fullmatch(code)), ""), name


def _pick(word: str, found: Sequence[Outline], path: Path) -> Outline:
    meant = country(word)
    for outline in found:
        if outline.code in (word.strip().upper(), meant and meant.alpha3) or folded(outline.name) == folded(word):
            return outline
    known = [text for outline in found for text in (outline.name, outline.code)]
    every = [entry.name for entry in countries().values()] if meant is None else []
    raise UsageError(f"{path} holds no country {word!r}{suggestion(word, [*known, *every])}. {_held(found)}")


def _only(path: Path, word: str | None, layer: str | None) -> Outline:
    """The country of a file that holds one, under the name that a person gave it."""
    found = _countries(path, layer)
    meant = country(word) if word else None
    if len(found) == 1:
        (outline,) = found
    elif word is not None:
        return _pick(word, found, path)
    else:
        raise UsageError(f"{path} holds {len(found)} countries, expected one. Use --countries for such a file.")
    if meant:
        return replace(outline, code=meant.alpha3, name=meant.name)
    if word and _ALPHA_3.fullmatch(word.upper()):
        return replace(outline, code=word.upper())
    return outline


def _coded(outline: Outline, path: Path) -> Outline:
    """A country of the border, which needs a code: the pages know the banks by it."""
    if _ALPHA_3.fullmatch(outline.code):
        return replace(outline, name=name_of(outline.code) or outline.name)
    raise UsageError(
        f"{path}: {outline.name!r} has no ISO 3166-1 alpha-3 code. Name the two countries by their codes, such as "
        "BOL PRY; for one that ISO does not list take a code from XAA to XZZ, and give its file with --left or --right."
    )


def _held(found: Sequence[Outline]) -> str:
    names = sorted(
        f"{outline.code} ({outline.name})" if outline.code != outline.name else outline.name for outline in found
    )
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"It holds {', '.join(names[:_NAMED])}{more}."


def _origin(paths: Sequence[Path], precision_m: float | None) -> Origin:
    """What is known of a file: its name and its bytes. The rest its owner has to write down."""
    digest = hashlib.sha256()
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                digest.update(file.read_bytes())
    names = " and ".join(dict.fromkeys(path.name for path in paths))
    return Origin(
        key="country-polygons",
        title=f"Country polygons: {names}",
        version=f"{names}, sha256 {digest.hexdigest()[:12]}",
        publisher="not stated",
        licence="not stated",
        credit=f"Line and countries: {names}",
        short=names,
        precision_m=precision_m,
        caution="" if precision_m else "How far this line may be off is not stated by its source.",
    )
