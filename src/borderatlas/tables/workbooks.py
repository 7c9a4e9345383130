"""What must be known of a workbook before and beside its cells: that it is no trap, and where formulas failed."""

from __future__ import annotations

import re
import struct
import zipfile
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from borderatlas.errors import LayerError
from borderatlas.tables.archives import Limit, limit_of, member_chunks, open_zip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from borderatlas.tables.table import Source

MOST_CELLS: Final = 20_000_000
"""The reader makes room for every cell between the first and the last, also for empty ones."""

_OLE: Final = b"\xd0\xcf\x11\xe0"
_OLE_HEADER: Final = 512
_OLE_SHIFTS: Final = (9, 12)
"""Sectors have 512 or 4096 bytes."""
_OLE_SPECIAL: Final = 0xFFFFFFFA
"""Numbers from here on name no sector."""
_OLE_FREE: Final = 0xFFFFFFFF
_FILE_PASS: Final = re.compile(rb"\x09\x08\x10\0.{16}(?:\x86\0\0\0)?\x2f\0[\x04-\xff]", re.DOTALL)
"""The record of an old workbook that says how it is encrypted, right behind the one that opens it."""
_CELL: Final = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>')
_REFERENCE: Final = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_ERROR: Final = re.compile(rb'\bt="e"')
_VALUE: Final = re.compile(rb"<(?:\w+:)?v>([^<]{1,40})</")
_ODS_ERROR: Final = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_OVERLAP: Final = 4096


def check_workbook(source: Source) -> None:
    """Raises a LayerError where a workbook is damaged, unpacks to too much, or its cells lie too far apart."""
    with source.file.open("rb") as file:
        if file.read(4) == _OLE:
            _check_old(source)
            return
    with open_zip(source.file, source.name) as archive:
        limit = limit_of(archive, source.name)
        for member in archive.namelist():
            columns = rows = 0
            for text, _ in _windows(archive, member, limit):
                places = _REFERENCE.findall(text)
                columns = max([columns, *(_column(letters) for letters in {letters for letters, _ in places})])
                rows = max([rows, *(int(row) for _, row in places)])
            if columns * rows > MOST_CELLS:
                raise LayerError(
                    f"{source.name}: a cell stands in column {columns:,} of row {rows:,}, far from the others. Remove "
                    "what stands there (Ctrl+End shows it), or save the sheet as CSV."
                )


def error_cells(source: Source, sheet: str) -> dict[int, list[tuple[int, str]]]:
    """Cells of a sheet whose formula failed: for each row, the columns (from 0) and the errors, such as `#N/A`.

    The reader of the cells leaves them empty. XLS files are not looked through.
    """
    if not zipfile.is_zipfile(source.file):
        return {}
    found: dict[int, list[tuple[int, str]]] = {}
    with open_zip(source.file, source.name) as archive:
        limit = limit_of(archive, source.name)
        if "content.xml" in archive.namelist():
            return _ods_errors(archive, sheet)
        part = _part(archive, sheet)
        for text, end in _windows(archive, part, limit) if part else ():
            for letters, row, error in _errors_of(text, end):
                found.setdefault(row, []).append((_column(letters) - 1, error))
    return found


def _check_old(source: Source) -> None:
    """Workbooks with a password are OLE files too, whatever their ending."""
    data = source.file.read_bytes()
    if not _is_whole(data):
        raise LayerError(
            f"{source.name}: the workbook is damaged or not whole: its end is missing. Fetch or save it again, or as "
            "CSV UTF-8."
        )
    if "EncryptedPackage".encode("utf-16-le") in data or _FILE_PASS.search(data):
        raise LayerError(
            f"{source.name}: the workbook is protected by a password. Save it without one (File, Info, Protect)."
        )
    if "WordDocument".encode("utf-16-le") in data:
        raise LayerError(f"{source.name}: this is a Word document. Expected a table: copy it into a workbook.")


def _is_whole(data: bytes) -> bool:
    """Whether an OLE file reaches as far as its table of sectors says; see [MS-CFB], 2.2 and 2.3.

    Only the part of the table that the header names is looked at: the first 7 MB of a file with sectors of 512 bytes.
    """
    if len(data) < _OLE_HEADER:
        return False
    shift = struct.unpack_from("<H", data, 30)[0]
    if shift not in _OLE_SHIFTS:
        return True  # damaged, which the reader says
    size = 1 << shift
    last = -1
    for number, sector in enumerate(struct.unpack_from("<109I", data, 76)):
        start = (sector + 1) * size
        if sector >= _OLE_SPECIAL:
            break
        if start + size > len(data):
            return False
        table = struct.unpack_from(f"<{size // 4}I", data, start)
        last = max(
            (number * len(table) + place for place, next_ in enumerate(table) if next_ != _OLE_FREE), default=last
        )
    return bool((last + 2) * size <= len(data))


def _windows(archive: zipfile.ZipFile, member: str, limit: Limit) -> Iterator[tuple[bytes, int]]:
    """The text of a sheet, piece by piece, and up to where its cells are not in the next piece again."""
    rest = b""
    for chunk in member_chunks(archive, member, limit):
        if "worksheets/" not in member:
            continue
        text = rest + chunk
        end = max(text.rfind(b"<", 0, max(len(text) - _OVERLAP, 0)), 0)
        yield text, end
        rest = text[end:]
    yield rest, len(rest)


def _errors_of(text: bytes, end: int) -> Iterator[tuple[bytes, int, str]]:
    """Cells of a sheet whose formula failed, as letters of the column, row and error."""
    for mark in _ERROR.finditer(text):
        match = _CELL.match(text, text.rfind(b"<", 0, mark.start()))
        if match and match.start() < end:
            value = _VALUE.search(text, match.end(), match.end() + _OVERLAP)
            yield match[1], int(match[2]), value[1].decode("ascii", "replace") if value else "#ERROR"


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _part(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """The member that holds a sheet."""
    try:
        book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314  # expat refuses to expand without end
        relations = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    except (KeyError, ET.ParseError):
        return None
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for entry in book.iter():
        if entry.tag.endswith("}sheet") and entry.get("name") == sheet:
            target = targets.get(entry.get(_RELATION), "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            return part if part in archive.namelist() else None
    return None


def _ods_errors(archive: zipfile.ZipFile, sheet: str) -> dict[int, list[tuple[int, str]]]:
    found: dict[int, list[tuple[int, str]]] = {}
    inside, row, column = False, 0, 0
    with archive.open("content.xml") as content:
        for event, element in ET.iterparse(content, events=("start", "end")):  # noqa: S314
            if event == "start":
                if element.tag == f"{_TABLE}table":
                    inside, row = element.get(f"{_TABLE}name") == sheet, 0
                elif element.tag == f"{_TABLE}table-row":
                    column = 0
            elif element.tag == f"{_TABLE}table-cell" and inside:
                if element.get(_ODS_ERROR) == "error":
                    text = "".join(element.itertext()).strip() or "#ERROR"
                    found.setdefault(row + 1, []).append((column, text[:40]))
                column += int(element.get(f"{_TABLE}number-columns-repeated", 1))
            elif element.tag == f"{_TABLE}table-row":
                row += int(element.get(f"{_TABLE}number-rows-repeated", 1))
                element.clear()
    return found
