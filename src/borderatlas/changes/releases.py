"""The log of releases: what each changed against the one before, and fingerprints of the newest.

The fingerprints, a hash per field of every feature, tell what changed since then: no copy of the layers and no git is
needed. Hashes have eight hexadecimal digits: of four thousand million changes of a field one would go unnoticed.
"""

from __future__ import annotations

from datetime import date as Date  # noqa: N812, TC003  # a field is called date; Pydantic reads the type
from typing import TYPE_CHECKING, Annotated, Final

import orjson
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from borderatlas.changes.collections import content_hash, name_of, parse_json
from borderatlas.changes.model import COUNTED
from borderatlas.changes.renames import renamed
from borderatlas.errors import LayerError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from borderatlas.changes.collections import Collection, Record

_GEOMETRY: Final = "geometry"
_NOTHING: Final = "-"
"""Stands in a fingerprint for a field that the feature does not have."""

Version = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z.+_-]*$", max_length=40)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LayerChanges(_Part):
    """What a release changed in a layer.

    Attributes:
        total: How many features the layer has after it.
        added: Ids that are new.
        removed: Names of the features that are gone, by id.
        moved: Ids whose geometry is another one.
        changed: Names of the fields that changed, by id.
        renamed: Former ids, by id.
    """

    total: int
    added: tuple[str, ...] = ()
    removed: dict[str, str] = {}
    moved: tuple[str, ...] = ()
    changed: dict[str, tuple[str, ...]] = {}
    renamed: dict[str, str] = {}

    def __bool__(self) -> bool:
        return any(self.counts.values())

    @property
    def counts(self) -> dict[str, int]:
        """How many are added, removed, moved, changed and renamed; without those that none are."""
        return {kind: len(getattr(self, kind)) for kind in COUNTED if getattr(self, kind)}


class Release(_Part):
    """A release: its version, its day, and what it changed by layer. The first one changed nothing."""

    version: Version
    date: Date
    layers: dict[str, LayerChanges]


class LayerContent(_Part):
    """Fingerprints of a layer.

    Attributes:
        fields: Names of the fields, the geometry among them.
        features: By id the name, and the hashes of the fields in their order, `-` where there is no such field.
    """

    fields: tuple[str, ...]
    features: dict[str, tuple[str, str]]


class ReleaseLog(_Part):
    """`changes.json`.

    Attributes:
        releases: The newest first.
        content: Fingerprints of the layers as the newest release left them, by layer.
    """

    releases: tuple[Release, ...] = Field(min_length=1)
    content: dict[str, LayerContent]

    @property
    def newest(self) -> Release:
        """The last release."""
        return self.releases[0]

    def to_bytes(self) -> bytes:
        """Return the file: JSON without members that are empty."""
        value = self.model_dump(mode="json", exclude_defaults=True)
        return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def read_log(path: Path) -> ReleaseLog | None:
    """Return the log of releases; None where there is none yet.

    Raises:
        LayerError: The file cannot be read, or is no such log.
    """
    try:
        value = parse_json(path.read_bytes(), str(path))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise LayerError(f"{path}: cannot be read ({error.strerror}). Check its permissions.") from error
    try:
        return ReleaseLog.model_validate(value)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        raise LayerError(
            f"{path}: {'.'.join(map(str, fault['loc'])) or 'the file'}: {fault['msg'][:1].lower()}{fault['msg'][1:]}. "
            "The file is written by borderatlas release; restore it as it was."
        ) from None


def released(
    log: ReleaseLog | None,
    layers: Mapping[str, Collection],
    version: str,
    date: Date,
    since: Mapping[str, Collection] | None = None,
) -> ReleaseLog:
    """Return the log with one release more.

    Args:
        log: The log so far; None where there is none.
        layers: The layers as they are released.
        version: Version of the release.
        date: Its day.
        since: The layers to compare with; those of the last release, by their fingerprints, where not given.

    Raises:
        UsageError: The version is none or stands in the log, or the day is before that of the last release.
    """
    before = () if log is None else log.releases
    if version in {release.version for release in before}:
        raise UsageError(f"Version {version} is in the log already. The last one is {before[0].version}.")
    if before and date < before[0].date:
        raise UsageError(f"{date} is before the last release, {before[0].version} of {before[0].date}.")
    if since is not None:
        changes = changes_since(contents(since), layers)
    elif log is not None:
        changes = changes_since(log.content, layers)
    else:
        changes = {name: LayerChanges(total=len(features)) for name, features in layers.items()}
    try:
        release = Release(version=version, date=date, layers=changes)
    except ValidationError:
        raise UsageError(
            f"{version!r} is no version. Expected letters, digits, dots, + or hyphens, such as 0.2.0."
        ) from None
    return ReleaseLog(releases=(release, *before), content=contents(layers))


def contents(layers: Mapping[str, Collection]) -> dict[str, LayerContent]:
    """Return the fingerprints of layers."""
    found = {}
    for name, features in layers.items():
        fields = sorted({field for record in features.values() for field in _hashes(record)})
        rows = {key: (name_of(record, key), _hashes(record)) for key, record in sorted(features.items())}
        found[name] = LayerContent(
            fields=tuple(fields),
            features={
                key: (title, " ".join(hashes.get(field, _NOTHING) for field in fields))
                for key, (title, hashes) in rows.items()
            },
        )
    return found


def changes_since(content: Mapping[str, LayerContent], layers: Mapping[str, Collection]) -> dict[str, LayerChanges]:
    """Return what changed since fingerprints were taken, by layer; layers that are gone come last, with no feature."""
    names = dict.fromkeys((*layers, *content))
    empty = LayerContent(fields=(), features={})
    return {name: _layer_changes(content.get(name, empty), layers.get(name, {})) for name in names}


def _layer_changes(content: LayerContent, features: Collection) -> LayerChanges:
    old = {key: _unpacked(content, hashes) for key, (_, hashes) in content.features.items()}
    new = {key: _hashes(record) for key, record in features.items()}
    former = renamed(
        {key: _likeness(old[key]) for key in sorted(old.keys() - new.keys())},
        {key: _likeness(new[key]) for key in sorted(new.keys() - old.keys())},
    )
    differing = {
        key: _differing(old[former.get(key, key)], new[key]) for key in sorted(new) if former.get(key, key) in old
    }
    return LayerChanges(
        total=len(features),
        added=tuple(sorted(new.keys() - old.keys() - former.keys())),
        removed={key: content.features[key][0] for key in sorted(old.keys() - new.keys() - set(former.values()))},
        moved=tuple(key for key, fields in differing.items() if _GEOMETRY in fields),
        changed={
            key: rest
            for key, fields in differing.items()
            if (rest := tuple(field for field in fields if field != _GEOMETRY))
        },
        renamed=dict(sorted(former.items())),
    )


def _hashes(record: Record) -> dict[str, str]:
    place = {} if record["geometry"] is None else {_GEOMETRY: content_hash(record["geometry"])}
    return place | {name: content_hash(value) for name, value in record["properties"].items()}


def _unpacked(content: LayerContent, hashes: str) -> dict[str, str]:
    pairs = zip(content.fields, hashes.split(" "), strict=False)
    return {field: value for field, value in pairs if value != _NOTHING}


def _differing(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    return [field for field in sorted(old.keys() | new.keys()) if old.get(field) != new.get(field)]


def _likeness(hashes: Mapping[str, str]) -> tuple[str | None, ...] | None:
    return (hashes.get(_GEOMETRY), hashes["name"], hashes.get("kind")) if "name" in hashes else None
