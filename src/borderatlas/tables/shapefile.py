"""Shapefiles: one table in several files that must stay together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from borderatlas.errors import LayerError
from borderatlas.tables.encodings import encoding_note, known_encoding, not_utf8, recognised
from borderatlas.tables.gdal import open_gdal

if TYPE_CHECKING:
    from pathlib import Path

    from borderatlas.tables.table import Content, Source

_LANGUAGE_DRIVER: Final = 29
"""Byte of a `.dbf` file that says how its text is encoded; 0 where it does not, 0x57 for the settings of a machine."""
_SAYS_NOTHING: Final = {0, 0x57}
_SAMPLE: Final = 2**22


def open_shapefile(source: Source) -> Content:
    """Opens a Shapefile by its `.shp` file.

    Raises:
        LayerError: A part is missing or damaged, or the encoding of its text cannot be recognised.
        UsageError: There is no encoding of the name that is given.
    """
    if not sibling(source.file, ".shx"):
        raise LayerError(
            f"{source.name}: the file with the ending .shx beside it is missing. A Shapefile is several files: copy "
            ".shp, .shx, .dbf, .prj and .cpg together, or its zip archive."
        )
    notes: list[str] = []
    table = sibling(source.file, ".dbf")
    encoding = None
    if table is None:
        notes.append("The file with the ending .dbf beside it is missing: the rows have geometries and no columns.")
    else:
        encoding = _encoding(source, table)
        notes += [] if source.encoding else encoding_note(encoding or "utf-8")
    if not sibling(source.file, ".prj"):
        notes.append("The file with the ending .prj beside it is missing, so its CRS is not known.")
    return open_gdal(source, None, encoding, tuple(notes))


def sibling(file: Path, suffix: str) -> Path | None:
    """The part of a Shapefile with another ending, in small or capital letters."""
    return next((path for path in (file.with_suffix(suffix), file.with_suffix(suffix.upper())) if path.exists()), None)


def _encoding(source: Source, table: Path) -> str | None:
    """How the text is encoded; None where GDAL finds it in a `.cpg` file or in the table itself."""
    with table.open("rb") as file:
        head = file.read(_LANGUAGE_DRIVER + 3)
        if source.encoding is not None:
            return known_encoding(source.encoding)
        if len(head) <= _LANGUAGE_DRIVER:
            raise LayerError(f"{source.name}: the file with the ending .dbf beside it is empty or not whole.")
        if sibling(source.file, ".cpg") or head[_LANGUAGE_DRIVER] not in _SAYS_NOTHING:
            return None
        file.seek(int.from_bytes(head[8:10], "little"))
        text = file.read(_SAMPLE)
    words = b"\n".join(word for word in text.split(b"  ") if any(byte > 0x7F for byte in word))  # cells end in spaces
    if not words:
        return None
    try:
        words.decode("utf-8")
    except UnicodeDecodeError as error:
        found = recognised(words)
        if len(found) == 1:
            return found[0]
        raise LayerError(not_utf8(f"{source.name} (its .dbf file)", error.start, found)) from error
    return "utf-8"
