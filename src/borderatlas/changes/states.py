"""An atlas as it stands somewhere: in the working files, in a folder, in a revision of git; or one of its layers."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

import orjson

from borderatlas.changes.collections import Collection, content_hash, parse_collection, parse_json, parse_sources
from borderatlas.changes.git import find_revision
from borderatlas.errors import LayerError, SettingsError, UsageError
from borderatlas.project import DATA_FOLDER, SETTINGS_FILE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import JsonValue

    from borderatlas.project import Project

WORKING: Final = "working files"


@dataclass(frozen=True, slots=True)
class State:
    """What is compared.

    Attributes:
        label: What a reader calls it.
        layers: The layers by name; a layer file has one.
        whole: Whether it is a whole atlas rather than a layer file.
        sources: The list of sources.
        settings: What `atlas.toml` says.
        line: Hash of the file of the border line; empty where there is none.
    """

    label: str
    layers: dict[str, Collection]
    whole: bool = True
    sources: Collection = field(default_factory=dict)
    settings: dict[str, JsonValue] = field(default_factory=dict)
    line: str = ""

    def only(self, name: str) -> State:
        """The state with one of its layers, no longer whole."""
        return replace(self, layers={name: self.layers[name]}, whole=False)

    def called(self, name: str) -> State:
        """A layer file under another name."""
        [features] = self.layers.values()
        return replace(self, layers={name: features})


class _Place(Protocol):
    """Where the files of an atlas are read from."""

    @property
    def label(self) -> str:
        """What a reader calls it."""

    def read(self, name: str) -> bytes | None:
        """Return a file that the settings name; None where there is none."""


@dataclass(frozen=True, slots=True)
class _Folder:
    """A data folder."""

    label: str
    path: Path

    def read(self, name: str) -> bytes | None:
        try:
            return (self.path / name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise LayerError(
                f"{self.path / name}: cannot be read ({error.strerror}). Check its permissions."
            ) from error


def working_state(project: Project) -> State:
    """Return the atlas as its files stand.

    Raises:
        LayerError: A file is missing or cannot be compared.
    """
    return _state(_Folder(WORKING, project.folder))


def read_state(what: str | Path, project: Project) -> State:
    """Return a state by the name that a person gives it.

    Args:
        what: A layer file, the folder of an atlas (or its `atlas.toml`), or a revision of git such as `HEAD~3` or
            `v0.1`, which is one of the current atlas. What exists as a path is taken for the path.
        project: The current atlas.

    Raises:
        UsageError: There is nothing of that name.
        LayerError: A file is missing or cannot be compared.
        SettingsError: The `atlas.toml` there cannot be read.
    """
    path = Path(what)
    try:
        is_folder, is_file = path.is_dir(), path.is_file()
    except (OSError, ValueError):  # too long, or holds what no name may hold
        is_folder = is_file = False
    if is_file and path.name != SETTINGS_FILE:
        place = _Folder(str(what), path.parent)
        return State(
            str(what), {_layer_name(path, project): parse_collection(_bytes(place, path.name), str(what))}, whole=False
        )
    if is_folder or is_file:
        folders = [path.parent] if is_file else [path / DATA_FOLDER, path]
        for folder in folders:
            if (folder / SETTINGS_FILE).is_file():
                return _state(_Folder(str(what), folder))
        looked = " or ".join(str(folder / SETTINGS_FILE) for folder in folders)
        raise UsageError(f"{what}: there is no atlas here. Expected {looked}; or name a layer file, or a git revision.")
    return _state(find_revision(project.folder, str(what)))


def _layer_name(path: Path, project: Project) -> str:
    """The layer whose file has that name; else the name itself."""
    files = {Path(entry.file).name: name for name, entry in project.settings.layers.items()}
    return files.get(path.name, path.stem)


def _state(place: _Place) -> State:
    settings = _settings(place)
    files = {name: _text(entry, "file") for name, entry in _table(settings, "layers").items()}
    sources = _text(settings, "sources") or "sources.json"
    line = _text(_table(settings, "border"), "file")
    listed = place.read(sources)
    drawn = place.read(line) if line else None
    return State(
        place.label,
        _layers(place, files),
        sources={} if listed is None else parse_sources(listed, f"{place.label}, {sources}"),
        settings=settings,
        line="" if drawn is None else content_hash(parse_json(drawn, f"{place.label}, {line}")),
    )


def _layers(place: _Place, files: Mapping[str, str]) -> dict[str, Collection]:
    return {
        name: parse_collection(_bytes(place, file), f"{place.label}, {file}") for name, file in files.items() if file
    }


def _settings(place: _Place) -> dict[str, JsonValue]:
    """What `atlas.toml` says, valid for today's settings or not."""
    try:
        values = tomllib.loads(_bytes(place, SETTINGS_FILE).decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{place.label}, {SETTINGS_FILE}: this is not valid TOML: {error}.") from error
    settings: dict[str, JsonValue] = orjson.loads(orjson.dumps(values, default=str))
    return settings


def _bytes(place: _Place, name: str) -> bytes:
    data = place.read(name)
    if data is None:
        raise LayerError(f"{place.label}: there is no file {name}. Restore it, or compare another state.")
    return data


def _table(value: Any, name: str) -> dict[str, Any]:
    table = value.get(name) if isinstance(value, dict) else None
    return table if isinstance(table, dict) else {}


def _text(value: Any, name: str) -> str:
    text = value.get(name) if isinstance(value, dict) else None
    return text if isinstance(text, str) else ""
