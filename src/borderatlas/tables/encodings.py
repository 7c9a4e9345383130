"""How the text of a file is encoded: by its byte order mark, by being UTF-8, or by how its words look."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Final

from borderatlas.errors import LayerError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NAMES: Final = {
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-32": "UTF-32",
    "cp1251": "Windows-1251 (Cyrillic)",
    "cp1252": "Windows-1252 (Western)",
    "cp1256": "Windows-1256 (Arabic, Persian)",
    "cp866": "DOS 866 (Cyrillic)",
    "koi8_r": "KOI8-R (Cyrillic)",
    "koi8_t": "KOI8-T (Tajik)",
    "iso8859_5": "ISO 8859-5 (Cyrillic)",
    "iso8859_6": "ISO 8859-6 (Arabic)",
}
_CANDIDATES: Final = [
    *("cp1251", "cp1252", "cp1256", "iso8859_5", "cp866", "koi8_r", "koi8_u", "koi8_t", "kz1048", "mac_cyrillic"),
    *("iso8859_6", "cp1250", "cp1254", "gb18030", "shift_jis"),
]
_CHUNK: Final = 2**20
_SAMPLE: Final = 2**16
_LEAST_PLAIN: Final = 4
_AROUND: Final = 200
_BEYOND_ASCII: Final = re.compile(rb"[\x80-\xff]")
_USUAL: Final = re.compile("[А-яЁёҒғӢӣҚқӮӯҲҳҶҷ\u0600-\u06ffßÀ-ÖØ-öø-ÿ«»„“”‘’–—…№°€\u00a0\u4e00-\u9fff\u3040-\u30ff]")
_COHERENT: Final = 0.3
"""From here on the letters of a text, less its mess, are as frequent as in a language that charset-normalizer knows."""
_LEAD: Final = 0.15
"""So much more coherent than any other reading must the best one be."""


def find_encoding(file: Path, name: str, asked: str | None = None) -> str:
    """The encoding of a text file.

    Args:
        file: The file.
        name: What messages call it.
        asked: What the user says it is; believed where it fits.

    Raises:
        UsageError: There is no encoding of the name `asked`.
        LayerError: The file is not UTF-8 and cannot be recognised; the message says what to type.
    """
    with file.open("rb") as content:
        begin = content.read(4096)
    if asked is not None:
        return known_encoding(asked, begin)
    marked = next((encoding for mark, encoding in _MARKS if begin.startswith(mark)), None)
    if marked is not None:
        return marked
    wide = unmarked(begin)
    if wide is not None:
        return wide
    sample, fault = _beyond_ascii(file)
    if fault is None:
        return "utf-8"
    found = recognised(sample)
    if len(found) == 1:
        return found[0]
    raise LayerError(not_utf8(name, fault, found))


def known_encoding(asked: str, begin: bytes = b"") -> str:
    """The Python name of the encoding that a user names; with its byte order mark where the text has one.

    Raises:
        UsageError: There is no such encoding of text.
    """
    try:
        encoding = codecs.lookup(asked).name
        " ".encode(encoding)
    except LookupError as error:
        raise UsageError(
            f"There is no encoding {asked!r}. Expected a name such as utf-8, cp1251 (Windows, Cyrillic), cp1256 "
            "(Windows, Arabic and Persian), koi8-r or cp1252."
        ) from error
    return "utf-8-sig" if encoding == "utf-8" and begin.startswith(codecs.BOM_UTF8) else encoding


def encoding_note(encoding: str) -> tuple[str, ...]:
    """A sentence about an encoding that was recognised by how its words look; none for Unicode."""
    if encoding.startswith("utf"):
        return ()
    plain = _NAMES.get(encoding, encoding)
    return (f"The text is not UTF-8; it was read as {plain}. Where names look wrong, give another --encoding.",)


def not_utf8(name: str, byte: int, found: list[str]) -> str:
    """What to say of text that is not UTF-8 and was not recognised."""
    looks = f", and may be {' or '.join(found)}" if found else ""
    option = found[0] if found else "cp1251"
    return (
        f"{name}: byte {byte} is not UTF-8{looks}. Save the file as UTF-8 (in Excel: CSV UTF-8), or name its encoding, "
        f"such as --encoding {option}."
    )


def not_text(name: str, encoding: str, error: UnicodeError) -> LayerError:
    """What to say of bytes that are not text of the encoding."""
    where = f"byte {error.start}" if isinstance(error, UnicodeDecodeError) else "a part of it"
    plain = _NAMES.get(encoding, encoding.upper().removesuffix("-SIG"))
    return LayerError(f"{name}: {where} is not {plain} text. Save the file as UTF-8, or name its --encoding.")


def recognised(sample: bytes) -> list[str]:
    """Encodings in which bytes read as words of a language: one where that is clear, several where it is not.

    Short samples read as nonsense words in many encodings alike; then the list has the likeliest ones, or none.
    """
    from charset_normalizer import from_bytes  # noqa: PLC0415  only few files need it

    readings: dict[str, tuple[str, float]] = {}
    matches = from_bytes(sample, cp_isolation=_CANDIDATES, threshold=0.2)
    for match in matches:  # some encodings read these bytes alike: the usual one is named
        encoding = min(match.could_be_from_charset, key=_CANDIDATES.index)
        readings[str(match)] = (encoding, match.coherence - match.chaos)
    ranked = sorted(readings, key=lambda text: -readings[text][1])
    if not ranked:
        return []
    best = readings[ranked[0]][1]
    close = [text for text in ranked if best - readings[text][1] < _LEAD]
    if best >= _COHERENT:
        strange = {text: _strange(text) for text in close}  # Windows-1251 and MacCyrillic differ in capitals only
        least = [text for text in close if strange[text] == min(strange.values())]
        if len(least) == 1:
            return [readings[least[0]][0]]
    return [readings[text][0] for text in close[:3]] if len(close) > 1 else []


def _strange(text: str) -> int:
    """How many letters and signs are none of the usual ones of their script."""
    return sum(sign > "\x7f" and not _USUAL.match(sign) for sign in text)


def unmarked(begin: bytes) -> str | None:
    """UTF-16 or UTF-32 that lacks its mark: the reading that has no zeros and the most plain letters."""
    if b"\0" not in begin:
        return None
    plain: dict[str, int] = {}
    for encoding in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(begin)
        except UnicodeDecodeError:
            continue
        ascii_signs = sum(sign in "\t\r\n" or " " <= sign <= "~" for sign in text)
        if "\0" not in text and ascii_signs >= _LEAST_PLAIN and ascii_signs * 10 >= len(text):
            plain[encoding] = ascii_signs
    return max(plain, key=lambda encoding: plain[encoding]) if plain else None


def _beyond_ascii(file: Path) -> tuple[bytes, int | None]:
    """Lines that are not ASCII, shortened; and the first byte that is not UTF-8, None where all are."""
    sample: dict[bytes, None] = {}
    decoder = codecs.getincrementaldecoder("utf-8")()
    fault: int | None = None
    position = size = 0
    with file.open("rb") as content:
        while chunk := content.read(_CHUNK):
            if fault is None:
                pending = len(decoder.getstate()[0])
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError as error:
                    fault = position - pending + error.start
            for line in _lines_beyond_ascii(chunk):
                if size < _SAMPLE and line not in sample:
                    sample[line] = None
                    size += len(line)
            if fault is not None and size >= _SAMPLE:
                break
            position += len(chunk)
    if fault is None:
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            fault = position
    return b"\n".join(sample), fault


def _lines_beyond_ascii(chunk: bytes) -> Iterator[bytes]:
    place = 0
    while match := _BEYOND_ASCII.search(chunk, place):
        begin = max(chunk.rfind(b"\n", place, match.start()) + 1, match.start() - _AROUND, place)
        end = chunk.find(b"\n", match.end(), match.end() + _AROUND)
        place = min(match.end() + _AROUND, len(chunk)) if end < 0 else end
        yield chunk[begin:place]
