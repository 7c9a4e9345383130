"""Writes a release into an atlas's log, and tells what changed since the last one.

Rows that may not be passed on stand neither in the log nor in what is told.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from borderatlas.changes.collections import closed_datasets, collections_of, is_open
from borderatlas.changes.releases import LayerChanges, Release, ReleaseLog, changes_since, read_log, released
from borderatlas.changes.states import State, read_state
from borderatlas.errors import SettingsError
from borderatlas.files import staged
from borderatlas.layers.withholding import withhold

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from borderatlas.changes.collections import Collection
    from borderatlas.layers import Layer, Sources
    from borderatlas.project import Project


@dataclass(frozen=True, slots=True)
class ChangeLog:
    """What readers of the pages learn.

    Attributes:
        since: What changed by layer since the last release; layers without a change are there too.
        releases: The releases, the newest first.
    """

    since: dict[str, LayerChanges]
    releases: tuple[Release, ...]


def change_log(log: ReleaseLog, layers: Mapping[str, Layer]) -> ChangeLog:
    """Return what changed since the last release.

    Args:
        log: The log of releases.
        layers: The layers as they stand, without the rows that may not be passed on.
    """
    return ChangeLog(changes_since(log.content, collections_of(layers)), log.releases)


def record_release(  # noqa: PLR0913  # one for each thing that a release is made of
    project: Project,
    layers: Mapping[str, Layer],
    sources: Sources,
    *,
    version: str,
    date: dt.date | None = None,
    since: str | Path | None = None,
) -> Release:
    """Write a release into the log.

    Args:
        project: The atlas.
        layers: Its layers, without faults.
        sources: Its sources.
        version: Version of the release.
        date: Its day; today where not given.
        since: What to compare with, as `read_state` takes it; the last release where not given.

    Raises:
        SettingsError: `atlas.toml` names no log.
        UsageError: The version stands in the log, the day is too early, or there is nothing called `since`.
        LayerError: The log, or a file of `since`, cannot be read.
        OutputError: The log cannot be written; it is unchanged.
    """
    if project.settings.changes is None:
        raise SettingsError(
            f'{project.file}: there is no setting changes, which names the log. Add changes = "changes.json" '
            "below sources."
        )
    open_layers, _ = withhold(layers, sources)
    before = None if since is None else _open_layers(read_state(since, project))
    day = date or dt.date.today()  # noqa: DTZ011  # the day where the release is made
    path = project.path(project.settings.changes)
    with staged(path.parent) as staging:  # its lock keeps two releases apart
        log = released(read_log(path), collections_of(open_layers), version, day, before)
        staging.write(path.name, log.to_bytes())
    return log.newest


def _open_layers(state: State) -> dict[str, Collection]:
    closed = closed_datasets(state.sources)
    return {
        name: {key: record for key, record in features.items() if is_open(record, closed)}
        for name, features in state.layers.items()
    }
