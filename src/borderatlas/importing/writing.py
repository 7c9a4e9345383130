"""Writes what an import planned, whole or not at all, keeps the former version, and goes back to it.

Layer, sources, record and the former version go through one staging of the data folder: a run that is killed leaves the
old files or the new ones. The layer comes last, so that no source is missing that it names.
"""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import orjson

from borderatlas.errors import OutputError, SettingsError, UsageError
from borderatlas.files import fingerprint, staged

if TYPE_CHECKING:
    from collections.abc import Callable

    from borderatlas.files import Staging
    from borderatlas.importing.planning import Plan
    from borderatlas.project import Project

FORMER: Final = ".former"
"""The folder, beside the layers, that keeps what the last imports of each layer replaced, in a folder for each."""

STEPS: Final = 5
"""So many imports of a layer can be undone."""

_Entries: TypeAlias = "dict[str, dict[str, Any]]"
"""By file: the name under which its former version is kept, None where there was none, and the hash of the new one."""

_MANIFEST: Final = "import.json"
_OPTIONS: Final = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE | orjson.OPT_SORT_KEYS


def former_folder(project: Project, layer: str) -> Path:
    """Return the folder that keeps what the last imports of a layer replaced; the last one has the highest number."""
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
    """Go back to what the last import of a layer replaced; again, to what the one before it replaced.

    A file that was changed since is not overwritten. Where that is `sources.json`, it stays and the rest goes back: an
    entry too many harms nothing.

    Returns:
        The files that are as they were.

    Raises:
        UsageError: There is no import to undo, or the layer was changed since.
        OutputError: The folder cannot be written, or another run holds it.
    """
    with staged(project.folder) as staging:
        steps = _steps(project, layer)
        if not steps:
            raise UsageError(
                f"There is no import of {layer} to undo: {former_folder(project, layer)} keeps none. The last {STEPS} "
                "are kept."
            )
        number = max(steps)
        folder, entries = former_folder(project, layer) / str(number), steps[number]
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
                shutil.copyfile(folder / kept, _room(staging, name))
        _forget(layer, number, entries, staging)
        _room(staging, f"{FORMER}/{layer}/{number}/{_MANIFEST}").write_bytes(_dumped({"files": {}}))
    return tuple(project.path(name) for name in restored)


def _steps(project: Project, layer: str) -> dict[int, _Entries]:
    """The files of each import that can be undone, by its number."""
    found: dict[int, _Entries] = {}
    for path in former_folder(project, layer).glob(f"[0-9]*/{_MANIFEST}"):
        try:
            entries = orjson.loads(path.read_bytes())["files"]
            number = int(path.parent.name)
        except (OSError, ValueError, LookupError, TypeError):  # not one of ours
            continue
        if entries:
            found[number] = entries
    return found


def _forget(layer: str, number: int, entries: _Entries, staging: Staging) -> None:
    """Take away the files that an import replaced."""
    for entry in entries.values():
        if entry["kept"] is not None:
            staging.remove(f"{FORMER}/{layer}/{number}/{entry['kept']}")


def _dumped(manifest: dict[str, Any]) -> bytes:
    return orjson.dumps(manifest, option=_OPTIONS)


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
    steps = _steps(project, layer)
    number = max(steps, default=0) + 1
    entries: _Entries = {}
    for name, draft in plan.files.items():
        path = project.path(name)
        kept = path.name if path.exists() else None
        if kept is not None:
            shutil.copyfile(path, _room(staging, f"{FORMER}/{layer}/{number}/{kept}"))
        entries[name] = {"kept": kept, "after": fingerprint(draft)}
    manifest = {"layer": layer, "mapping": plan.mapping, "source": plan.request.source.name, "files": entries}
    _room(staging, f"{FORMER}/{layer}/{number}/{_MANIFEST}").write_bytes(_dumped(manifest))
    for old in sorted(steps)[: max(len(steps) + 1 - STEPS, 0)]:
        _forget(layer, old, steps[old], staging)
        staging.remove(f"{FORMER}/{layer}/{old}/{_MANIFEST}")
    for name in sorted(plan.files, key=lambda name: name == last):
        shutil.copyfile(plan.files[name], _room(staging, name))


def _room(staging: Staging, name: str) -> Path:
    """Where to stage a file that may lie in a folder below."""
    (staging.target / name).parent.mkdir(parents=True, exist_ok=True)
    return staging.path(name)
