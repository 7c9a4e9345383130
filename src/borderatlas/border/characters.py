"""One character for each meaning: digits of all scripts, and the signs that stand for degrees, commas and minus."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_SIGNS: Final = {
    "°": "º˚∘",
    "'": "′’‘‛ʹʼ´`＇",
    '"': "″”“‟ʺ＂",
    "-": "−‐‑–﹣－",
    "+": "＋",
    ".": "٫．",
    ",": "،，",
    ";": "؛；",
    "/": "／",
    " ": "()[]",
}
_PLAIN: Final = str.maketrans({other: plain for plain, others in _SIGNS.items() for other in others})
_RUSSIAN: Final = re.compile(
    r"\b([сюСЮ])(?:ев|ж)?\w*\.?\s*ш(?:ир\w*)?\b\.?|\b([взВЗ])(?:ост|ап)?\w*\.?\s*д(?:олг\w*)?\b\.?"
)


def plain_text(text: str) -> str:
    """The text with ASCII digits, one sign for each meaning, and no invisible marks."""
    if not text.isascii():
        text = "".join(_plain_character(character) for character in text)
        text = _RUSSIAN.sub(lambda match: f" {(match[1] or match[2]).lower()} ", text)
    return " ".join(text.translate(_PLAIN).replace("''", '"').split())


def _plain_character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Cf":  # marks of direction, joiners, byte order mark
        return ""
    return " " if category == "Zs" else character
