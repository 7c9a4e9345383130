"""Writes what an import planned, whole or not at all, keeps the former version, and goes back to it.

Layer, sources, record and the former version go through one staging of the data folder: a run that is killed leaves the
old files or the new ones. The layer comes last, so that no source is missing that it names.
"""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

import orjson

from borderatlas.errors import OutputError, SettingsError, UsageError
from borderatlas.files import fingerprint, staged

if TYPE_CHECKING:
    from collections.abc import Callable

    from borderatlas.files import Staging
    from borderatlas.importing.planning import Plan
    from borderatlas.project import Project

FORMER: Final = ".former"
"""The folder, beside the layers, that keeps what the last import of each layer replaced."""

_MANIFEST: Final = "import.json"
_OPTIONS: Final = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE | orjson.OPT_SORT_KEYS


def former_folder(project: Project, layer: str) -> Path:
    """Return the folder that keeps what the last import of a layer replaced."""
    return project.folder / FORMER / layer


def write_plan(plan: Plan, project: Project, again: Callable[[], Plan] | None = None) -> Plan:
    """Write what a plan says.

    Args:
        plan: The plan.
        project: The atlas.
        again: Makes the plan anew where a file changed since it was made; without it that is an error.

    Returns:
        The plan that was written.

    Raises:
        OutputError: The folder cannot be written, another run holds it, or a file changed since the plan was made.
        UsageError: Rows are at fault, and nobody asked to skip them.
    """
    _check_inside(plan, project)
    with staged(project.folder) as staging:
        if changed := _changed(plan, project):
            if again is None:
                raise OutputError(
                    f"{project.path(changed)}: was changed since you were shown what the import does. Nothing was "
                    "written. Import again."
                )
            plan = again()
        if plan.refused:
            raise UsageError("Rows are at fault: correct them, or take the others with --skip-faulty.")
        if plan.files:
            _stage(plan, project, staging)
    return plan


def undo_import(project: Project, layer: str) -> tuple[Path, ...]:
    """Go back to what the last import of a layer replaced.

    A file that was changed since is not overwritten. Where that is `sources.json`, it stays and the rest goes back: an
    entry too many harms nothing.

    Returns:
        The files that are as they were.

    Raises:
        UsageError: There is no import to undo, or the layer was changed since.
        OutputError: The folder cannot be written, or another run holds it.
    """
    folder = former_folder(project, layer)
    try:
        manifest = orjson.loads((folder / _MANIFEST).read_bytes())
        entries: dict[str, dict[str, Any]] = manifest["files"]
    except (OSError, ValueError, LookupError, TypeError):  # none, or not one of ours
        entries = {}
    if not entries:
        raise UsageError(f"There is no import of {layer} to undo: {folder} keeps none.")
    with staged(project.folder) as staging:
        restored = []
        for name, entry in entries.items():
            if fingerprint(project.path(name)) != entry["after"]:
                if name == project.settings.sources:
                    continue
                raise UsageError(
                    f"{project.path(name)}: was changed since the import. Nothing was undone. What stood there before "
                    f"the import is {folder / entry['kept'] if entry['kept'] else 'no file'}."
                )
            restored.append(name)
        for name in restored:
            kept = entries[name]["kept"]
            if kept is None:
                staging.remove(name)
            else:
                _put(staging, name, (folder / kept).read_bytes())
        _put(staging, f"{FORMER}/{layer}/{_MANIFEST}", orjson.dumps({"files": {}}, option=_OPTIONS))
    return tuple(project.path(name) for name in restored)


def _check_inside(plan: Plan, project: Project) -> None:
    for name in plan.seen:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or Path(name).is_absolute():
            raise SettingsError(
                f"{project.file}: {name} lies outside {project.folder}. An import writes only within it: move the "
                "file there, and name it without `..`."
            )


def _changed(plan: Plan, project: Project) -> str | None:
    """The first file that is not as it was when the plan was made."""
    return next((name for name, mark in plan.seen.items() if fingerprint(project.path(name)) != mark), None)


def _stage(plan: Plan, project: Project, staging: Staging) -> None:
    layer = plan.request.layer
    last = project.settings.layers[layer].file
    entries: dict[str, dict[str, Any]] = {}
    for name, data in plan.files.items():
        path = project.path(name)
        kept = path.name if path.exists() else None
        if kept is not None:
            _put(staging, f"{FORMER}/{layer}/{kept}", path.read_bytes())
        entries[name] = {"kept": kept, "after": hashlib.sha256(data).hexdigest()}
    manifest = {"layer": layer, "mapping": plan.mapping, "source": plan.request.source.name, "files": entries}
    _put(staging, f"{FORMER}/{layer}/{_MANIFEST}", orjson.dumps(manifest, option=_OPTIONS))
    for name in sorted(plan.files, key=lambda name: name == last):
        _put(staging, name, plan.files[name])


def _put(staging: Staging, name: str, data: bytes) -> None:
    """Stage a file that may lie in a folder below."""
    path = staging.path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    (staging.target / name).parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
