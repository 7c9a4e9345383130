"""Text as XML can hold it: control characters go, carriage returns become line feeds, and both are reported."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from borderatlas.export.losses import LossReport

_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML 1.0 document may hold, not even escaped."""
_RETURN: Final = re.compile("\r\n?")


class XmlText:
    """Makes the text of one layer fit for XML, and remembers where it had to change any."""

    def __init__(self, layer: str) -> None:
        self._layer = layer
        self._removed: dict[str, dict[str, None]] = {}
        self._turned: dict[str, dict[str, None]] = {}

    def __call__(self, text: str, field: str, key: str) -> str:
        """The text as XML holds it; `field` and `key` say of which feature it is."""
        if _FORBIDDEN.search(text):
            text = _FORBIDDEN.sub("", text)
            self._removed.setdefault(field, {})[key] = None
        if "\r" in text:  # a parser would make line feeds of them unasked
            text = _RETURN.sub("\n", text)
            self._turned.setdefault(field, {})[key] = None
        return text

    def report(self, losses: LossReport) -> None:
        """Notes what was changed."""
        for field, keys in self._removed.items():
            reason = "XML forbids control characters: they are removed."
            losses.add("cut", reason, layer=self._layer, field=field, count=len(keys), examples=list(keys))
        for field, keys in self._turned.items():
            reason = "XML knows no carriage returns: they stand as line feeds."
            losses.add("changed", reason, layer=self._layer, field=field, count=len(keys), examples=list(keys))


def clean(text: str) -> str:
    """Text of a document, of which no feature is told, as XML holds it."""
    return _RETURN.sub("\n", _FORBIDDEN.sub("", text))
