"""Unpacks what is packed, within limits: archives can be made to fill a disk, or to write where they should not."""

from __future__ import annotations

import gzip
import shutil
import stat
import tempfile
import weakref
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from borderatlas.errors import LayerError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import IO

MOST_BYTES: Final = 2 * 2**30
"""No more is unpacked from one file."""
MOST_MEMBERS: Final = 10_000
HARMLESS_BYTES: Final = 100 * 2**20
_MOST_RATIO: Final = 200
"""What is larger than `HARMLESS_BYTES` may not be so many times the size of its file: no real table is."""
_CHUNK: Final = 2**20


class Unpacked:
    """A folder of unpacked files, which goes when nothing refers to this object any more."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="borderatlas-"))
        weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)


def unpack_gzip(file: Path, name: str) -> tuple[Path, Unpacked]:
    """The one file of a `.gz` file.

    Raises:
        LayerError: It is damaged, or too large.
    """
    unpacked = Unpacked()
    target = unpacked.folder / (file.stem if file.suffix.lower() == ".gz" else file.name)
    limit = Limit(name, file.stat().st_size)
    try:
        with gzip.open(file) as content, target.open("wb") as output:
            for chunk in limit.chunks(content):
                output.write(chunk)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise LayerError(
            f"{name}: the packed file is damaged or not whole ({error}). Fetch or pack it again."
        ) from error
    return target, unpacked


def open_zip(file: Path, name: str) -> zipfile.ZipFile:
    """An archive whose table of contents is in order.

    Raises:
        LayerError: It is damaged, protected by a password, has too many members, or names that lead out of it.
    """
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise LayerError(f"{name}: the archive is damaged or not whole ({error}). Fetch or save it again.") from error
    members = archive.infolist()
    fault = None
    if len(members) > MOST_MEMBERS:
        fault = f"holds {len(members):,} files, more than the {MOST_MEMBERS:,} that are unpacked"
    for member in members:
        parts = PurePosixPath(member.filename.replace("\\", "/")).parts
        if ".." in parts or member.filename.startswith(("/", "\\")) or (parts and ":" in parts[0]):
            fault = f"the name of its member {member.filename[:80]!r} leads out of the archive"
        elif stat.S_ISLNK(member.external_attr >> 16):
            fault = f"its member {member.filename[:80]!r} is a link to another file"
        elif member.flag_bits & 1:
            fault = "it is protected by a password"
    if fault:
        archive.close()
        raise LayerError(f"{name}: {fault}. Unpack it yourself and give the file with the rows.")
    return archive


def unpack_members(archive: zipfile.ZipFile, members: Iterable[str], name: str) -> Unpacked:
    """Members of an archive as files of one folder, without their own folders.

    Raises:
        LayerError: A member is damaged, or there is too much of it.
    """
    unpacked = Unpacked()
    limit = limit_of(archive, name)
    for member in members:
        with (unpacked.folder / PurePosixPath(member.replace("\\", "/")).name).open("wb") as output:
            for chunk in member_chunks(archive, member, limit):
                output.write(chunk)
    return unpacked


def limit_of(archive: zipfile.ZipFile, name: str) -> Limit:
    """How much may be unpacked from an archive in all."""
    size = Path(archive.filename).stat().st_size if archive.filename else 0
    return Limit(name, size)


def member_chunks(archive: zipfile.ZipFile, member: str, limit: Limit) -> Iterator[bytes]:
    """The bytes of a member, piece by piece.

    Raises:
        LayerError: It is damaged, or there is too much of it.
    """
    try:
        with archive.open(member) as content:
            yield from limit.chunks(content)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise LayerError(
            f"{limit.name}: its part {member[:80]!r} is damaged or packed in an unusual way ({error}). "
            "Fetch or save it again."
        ) from error


class Limit:
    """Counts what was unpacked, and stops where it is too much."""

    def __init__(self, name: str, packed: int) -> None:
        self.name = name
        self._packed = max(packed, 1)
        self._bytes = 0

    def chunks(self, content: IO[bytes] | gzip.GzipFile) -> Iterator[bytes]:
        """The bytes of a part, piece by piece; raises a LayerError where there is too much."""
        while chunk := content.read(_CHUNK):
            self._bytes += len(chunk)
            if self._bytes > MOST_BYTES or self._bytes > max(HARMLESS_BYTES, _MOST_RATIO * self._packed):
                raise LayerError(
                    f"{self.name}: unpacked it is larger than {self._bytes // 2**20:,} MB, too much for a file of "
                    f"{self._packed:,} bytes. If you expect that, unpack it yourself and give the file with the rows."
                )
            yield chunk
