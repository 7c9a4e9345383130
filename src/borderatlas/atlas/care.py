"""How the layers of an atlas are kept: checks, imports, and what changed from one version to the next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from borderatlas.atlas.opening import Opened
from borderatlas.maps.material import gather

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from borderatlas.changes import Diff
    from borderatlas.changes.releases import Release
    from borderatlas.checks.report import CheckReport
    from borderatlas.importing import Options, Plan
    from borderatlas.maps.atlas_map import AtlasMap


class Care(Opened):
    """Checks, imports, changes and releases."""

    def check(
        self, layers: Iterable[str | Path] = (), *, as_layer: str | None = None, today: dt.date | None = None
    ) -> CheckReport:
        """Every fault of the layers, or of a file `as_layer`: see `checks.choosing.check_chosen`."""
        from borderatlas.checks.choosing import check_chosen  # noqa: PLC0415  # only checks need it

        return check_chosen(self.project, layers, as_layer, today)

    def import_(self, source: str | Path, layer: str, **options: Unpack[Options]) -> Plan:
        """What bringing a file's rows into a layer would change; its `write()` does it: see `importing.plan_import`."""
        from borderatlas.importing import Request, plan_import  # noqa: PLC0415  # only this needs it

        return plan_import(Request(Path(source), layer, **options), self.project, self.border)

    def undo_import(self, layer: str) -> tuple[Path, ...]:
        """Goes back to what the last import of a layer replaced: see `importing.undo_import`."""
        from borderatlas.importing import undo_import  # noqa: PLC0415  # only this needs it

        return undo_import(self.project, layer)

    def diff(self, old: str | Path, new: str | Path | None = None) -> Diff:
        """What changed between two versions of the atlas, or of one of its layers.

        Args:
            old: The older version: a layer file, the folder of an atlas, or a revision of git such as `HEAD~3`.
            new: The newer version; the working files where not given.

        Raises:
            UsageError: There is no such file, folder or revision.
            LayerError: A file of either version is missing, or is no GeoJSON.
        """
        from borderatlas.changes import compare, read_state  # noqa: PLC0415  # only this and `release` need it
        from borderatlas.changes.states import working_state  # noqa: PLC0415

        after = working_state(self.project) if new is None else read_state(new, self.project)
        return compare(read_state(old, self.project), after, self.border)

    def changes_map(self, diff: Diff) -> AtlasMap:
        """A map of what `diff` found: what was added and removed, and arrows from where it was to where it is.

        Raises:
            LayerError: The list of sources, or a file of the border or the backdrop, cannot be used.
        """
        from borderatlas.maps.changes_page import changes_map  # noqa: PLC0415  # only this needs it

        return changes_map(gather(self.project, self._read_layers()[0], self.sources), diff)

    def release(self, version: str, *, date: dt.date | None = None, since: str | Path | None = None) -> Release:
        """Writes a release into the log of changes; `date` is today, `since` the last release, where not given.

        Raises:
            LayerError: A layer is at fault; nothing was written.
            SettingsError, UsageError, OutputError: As `borderatlas.changes.recording.record_release` says.
        """
        from borderatlas.changes.recording import record_release  # noqa: PLC0415  # only this needs it

        return record_release(self.project, self.layers, self.sources, version=version, date=date, since=since)
