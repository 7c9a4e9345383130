"""Brings the files beside the pages up to date that readers take with them, whoever writes them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence  # noqa: TC003  # annotations of a dataclass
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from borderatlas.files import fingerprint
from borderatlas.maps.built import Built
from borderatlas.maps.inputs import changes
from borderatlas.maps.manifest import DownloadRecord, Manifest
from borderatlas.maps.setting_aside import set_aside

if TYPE_CHECKING:
    from borderatlas.files import Staging
    from borderatlas.maps.index import Download
    from borderatlas.maps.readings import Reading

FOLDER: Final = "downloads"
"""The folder beside the pages."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Files for readers to take with them, as the settings ask for them.

    Attributes:
        inputs: Fingerprints by name of what they are made from; empty where none are asked for.
        write: Writes them into an empty folder and says what they are.
    """

    inputs: Mapping[str, str]
    write: Callable[[Path], Sequence[Download]]


@dataclass(slots=True)
class Brought:
    """The files as they stand after a build.

    Attributes:
        records: What stands, by path beside the index.
        inputs: What it was made from.
        built: Those that stand as they should.
        foreign: Those that somebody edited, or put there; they were left as they are, and so was every other.
        kept: Where edited ones were put aside.
        removed: Those that are asked for no more.
    """

    records: dict[str, DownloadRecord]
    inputs: dict[str, str]
    built: list[Built] = field(default_factory=list)
    foreign: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)
    removed: list[Path] = field(default_factory=list)


def bring_downloads(  # noqa: PLR0913  # one for each thing that decides
    offer: Offer | None,
    staging: Staging,
    old: Manifest,
    reading: Reading,
    *,
    force: bool,
    progress: Callable[[str], None],
) -> Brought:
    """Writes all files anew where what they are made from changed, or one of them is missing.

    Args:
        offer: What there should be; None leaves everything as it is.
        staging: Of the folder with the pages.
        old: What a build wrote there before.
        reading: What the pages are made from; with a layer at fault everything is left as it is.
        force: Write them in any case, and put edited ones aside.
        progress: Told that they are written.
    """
    done = Brought(dict(old.downloads), dict(old.download_inputs))
    if offer is None or reading.faults:
        return done
    if not offer.inputs:
        done.records, done.inputs = {}, {}
        _remove(old.downloads, done, staging)
        return done
    target = staging.target
    stands = {name: fingerprint(target / name) for name in old.downloads}
    edited = [name for name, record in old.downloads.items() if stands[name] not in (None, record.sha256)]
    why = changes(old.download_inputs, offer.inputs, reading) if old.downloads else ("new",)
    if not why and None in stands.values():
        why = ("missing",)
    if not why and not force:
        done.foreign = [target / name for name in edited]
        done.built = [_built(name, record, target) for name, record in old.downloads.items() if name not in edited]
        return done
    progress("Downloads")
    with tempfile.TemporaryDirectory() as folder:
        made = {f"{FOLDER}/{file.file}": _record(file, Path(folder)) for file in offer.write(Path(folder))}
        for name, record in made.items():
            known = {None, record.sha256, *([old.downloads[name].sha256] if name in old.downloads else [])}
            if fingerprint(target / name) not in known:
                done.foreign.append(target / name)
        if done.foreign and not force:
            return done
        done.kept = [set_aside(path, staging) for path in done.foreign]
        done.foreign = []
        done.records, done.inputs = made, dict(offer.inputs)
        for name, record in made.items():
            if fingerprint(target / name) == record.sha256:
                done.built.append(_built(name, record, target))
            else:
                shutil.copyfile(Path(folder, name.removeprefix(f"{FOLDER}/")), staging.path(name))
                done.built.append(_built(name, record, target, why or ("asked for",)))
    _remove({name: record for name, record in old.downloads.items() if name not in made}, done, staging)
    return done


def _record(file: Download, folder: Path) -> DownloadRecord:
    return DownloadRecord(
        file.size, fingerprint(folder / file.file) or "", label=file.label, format=file.format, licence=file.licence
    )


def _built(name: str, record: DownloadRecord, target: Path, why: tuple[str, ...] = ()) -> Built:
    return Built(name, target / name, record.size, record.sha256, why)


def _remove(records: Mapping[str, DownloadRecord], done: Brought, staging: Staging) -> None:
    """Removes files that are asked for no more, unless somebody changed them."""
    for name, record in records.items():
        path = staging.target / name
        if fingerprint(path) == record.sha256:
            staging.remove(name)
            done.removed.append(path)
