"""What each page is made from, as fingerprints by name: by these an incremental build tells which pages changed.

A page of a map is made from the program, the settings, the border and the backdrop, the layers that it shows, the
sources that these name, the releases that changed them, and from the crossing points and reaches of every layer, which
stand in all addresses. The index is made from everything.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import orjson

from borderatlas.layers.kinds.boundary import Reach
from borderatlas.maps.freshness import EXPORTER, PROGRAM
from borderatlas.maps.program import exporter_fingerprint, program_fingerprint
from borderatlas.measures.addresses import CROSSING
from borderatlas.project import SETTINGS_FILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from borderatlas.layers import Feature
    from borderatlas.maps.index import Download
    from borderatlas.maps.readings import Reading
    from borderatlas.project import AtlasSettings, MapSettings

SETTINGS = "settings"
SOURCES = "sources"
DOWNLOADS = "downloads"
ALONG = "crossing points and reaches: "
"""Begins the name of an input that is only a part of a layer."""


def inputs_of_atlas(reading: Reading, downloads: Mapping[str, str]) -> dict[str, str]:
    """The fingerprints of the program and of all files; empty where files were at fault or changed meanwhile.

    These decide, without reading a file's content, whether there is nothing to do.

    Args:
        reading: What was read.
        downloads: What the files were made from that readers take with them.
    """
    settings = reading.project.settings
    log = () if settings.changes is None else (settings.changes,)
    wanted = {SETTINGS_FILE, settings.sources, *log, *(layer.file for layer in settings.layers.values())}
    if reading.faults or not wanted <= reading.fingerprints.keys():
        return {}
    programs = {PROGRAM: program_fingerprint()} | {name: downloads[name] for name in (EXPORTER,) if name in downloads}
    return programs | dict(sorted(reading.fingerprints.items()))


def inputs_of_index(reading: Reading, downloads: Sequence[Download] = ()) -> dict[str, str]:
    """The inputs of the index, which leads to `downloads`."""
    named = {name: value for name, value in reading.fingerprints.items() if name != SETTINGS_FILE}
    return {
        PROGRAM: program_fingerprint(),
        SETTINGS: _settings(reading.project.settings),
        **({DOWNLOADS: _hash(downloads)} if downloads else {}),
        **dict(sorted(named.items())),
    }


def inputs_of_downloads(reading: Reading) -> dict[str, str]:
    """The inputs of the files that readers take with them: all but the backdrop, and the program that writes them."""
    settings = reading.project.settings
    backdrop = {name for field, name in settings.backdrop if field != "lacks"}
    named = {
        name: value for name, value in reading.fingerprints.items() if name not in backdrop and name != SETTINGS_FILE
    }
    asked = settings.model_dump(mode="json", exclude={"output", "maps", "backdrop", "base_maps", "imports"})
    return {EXPORTER: exporter_fingerprint(), SETTINGS: _hash(asked), **dict(sorted(named.items()))}


def inputs_of_map(reading: Reading, entry: MapSettings) -> dict[str, str]:
    """The inputs of a map's page; its layers must be without faults."""
    settings = reading.project.settings
    files = {name: settings.layers[name].file for name in settings.layers}
    others = (file for name, file in files.items() if name not in entry.layers)
    apart = {SETTINGS_FILE, settings.sources, settings.changes, *others}
    whole = {name: value for name, value in reading.fingerprints.items() if name not in apart}
    along = {
        f"{ALONG}{files[name]}": _hash([feature.to_geojson() for feature in found])
        for name, layer in reading.layers.items()
        if name not in entry.layers and (found := _along(layer))
    }
    return {
        PROGRAM: program_fingerprint(),
        SETTINGS: _settings(settings, entry),
        SOURCES: _sources(reading, entry),
        **_log(reading, entry),
        **dict(sorted(whole.items())),
        **dict(sorted(along.items())),
    }


def changes(old: Mapping[str, str], new: Mapping[str, str], reading: Reading) -> tuple[str, ...]:
    """Why a page has to be made anew, in words; empty where it has not.

    Args:
        old: The inputs that the page was made from.
        new: What it would be made from now.
        reading: What was read. Crossing points and reaches of layers at fault are not known and count as unchanged.
    """
    layers = reading.project.settings.layers
    unknown = {f"{ALONG}{layers[name].file}" for name in reading.faults}
    names = [name for name in {**new, **old} if old.get(name) != new.get(name) and name not in unknown]
    return tuple(f"{_words(name)} changed" for name in names)


def _words(name: str) -> str:
    return f"crossing points or reaches of {name.removeprefix(ALONG)}" if name.startswith(ALONG) else name


def _settings(settings: AtlasSettings, entry: MapSettings | None = None) -> str:
    """The settings as far as they concern one map, or all of them."""
    value = settings.model_dump(mode="json", exclude={"output"})
    if entry is not None:
        value["maps"] = [[page.name, page.title] for page in settings.maps]
        value["map"] = entry.model_dump(mode="json")
        value["layers"] = {name: settings.layers[name].model_dump(mode="json") for name in entry.layers}
    return _hash(value)


def _sources(reading: Reading, entry: MapSettings) -> str:
    """The sources that the features of a map name, and which datasets may not be passed on."""
    features = [feature for name in entry.layers for feature in reading.layers[name]]
    keys = {key for feature in features for key in feature.sources}
    return _hash([sorted(reading.withheld), [reading.sources[key].to_csl() for key in sorted(keys)]])


def _log(reading: Reading, entry: MapSettings) -> dict[str, str]:
    """What the log holds of the layers of a map; a release that leaves them as they are leaves its page alone."""
    name, log = reading.project.settings.changes, reading.log
    if name is None or log is None:
        return {}
    found = []
    for layer in entry.layers:
        having = [release for release in log.releases if layer in release.layers]
        told = [release for release in having if release.layers[layer] or release is having[-1]]
        content = log.content.get(layer)
        found.append(
            [
                [[release.version, release.date, release.layers[layer].model_dump()] for release in told],
                None if content is None else content.model_dump(),
            ]
        )
    return {name: _hash(found)}


def _along(features: Iterable[Feature]) -> list[Feature]:
    return [feature for feature in features if feature.kind == CROSSING or isinstance(feature, Reach)]


def _hash(value: object) -> str:
    return hashlib.sha256(orjson.dumps(value)).hexdigest()
