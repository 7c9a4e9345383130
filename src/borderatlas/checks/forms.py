"""The form in which the features of a file are written: names, their order and sorts of values, as one pattern.

Features that a program writes are much alike. A pattern made after some of them takes the values out of the text of
others, column by column, much faster than a JSON reader makes objects of them. What it matches is JSON if every value
taken out is: all that stands between them is given, and so are the bounds of the few values that are not taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PLAIN: Final = r'[^"\\\x00-\x1f]'
_ESCAPE: Final = r'\\(?:["\\/bfnrt]|u(?![dD][89abAB])[0-9a-fA-F]{4})'
_STRING: Final = r'"[^"\\]*+(?:\\.[^"\\]*+)*"'
_NUMBER: Final = r"-?[0-9][-+.0-9eE]*+"
_VALUES: Final[dict[type, str]] = {
    str: _STRING,
    int: _NUMBER,
    float: _NUMBER,
    bool: "true|false",
    type(None): "null",
    list: rf"\[[^\]]*+\]|\[(?:[^\]\"]++|{_STRING})*\]",
    dict: rf"\{{[^}}]*+\}}|\{{(?:[^}}\"]++|{_STRING})*\}}",
}
"""Where a value of each sort ends, if it is JSON at all: brackets within texts, which are rare, are the second choice;
lists within lists and objects within objects end too early, and fail."""
_DEGREES: Final = r"(-?(?:0|[1-9][0-9]{0,2})(?:\.[0-9]{1,40})?)"
_ID: Final = rf'"({_PLAIN}++)"'
_BLANKS: Final = r"[ \t\r\n]*+"


@dataclass(frozen=True, slots=True)
class Form:
    """A form of point features.

    Attributes:
        pattern: Matches one feature and what separates it from the next, or else all the rest as its last group.
        names: What the other groups hold: `id`, `lon`, `lat`, and properties.
        plain: Those properties of which only texts with escapes are taken out, without their quotes.
    """

    pattern: re.Pattern[str]
    names: tuple[str, ...]
    plain: tuple[str, ...]

    def columns(self, text: str) -> dict[str, Sequence[str]] | None:
        """Return the values of features, as they are written; None where one has another form.

        Args:
            text: Features with commas between them and no blanks around them.

        Returns:
            A column per name: ids and plain texts without quotes, all else as JSON, which is still to be proved; empty
            where a feature does not have it.
        """
        rows = self.pattern.findall(text)
        if not rows or rows[-1][-1]:
            return None
        return dict(zip(self.names, zip(*rows, strict=True), strict=False))


@dataclass
class Writing:
    """What is known of how the features of a file are written.

    Attributes:
        frame: The members of a feature, in order.
        point: The members of its geometry, in order.
        names: All properties, in order.
        always: Those that every feature has.
        types: The types of the values of each.
    """

    frame: tuple[str, ...] = ()
    point: tuple[str, ...] = ()
    names: list[str] = field(default_factory=list)
    always: set[str] = field(default_factory=set)
    types: dict[str, set[type]] = field(default_factory=dict)

    def learn(self, entries: Sequence[Mapping[str, Any]]) -> bool:
        """Take in sound features; False where they are no points, or not written alike: then this is of no more use."""
        shapes = [entry["geometry"] for entry in entries]
        if not all(shape and shape["type"] == "Point" for shape in shapes):
            return False
        frames, points = set(map(tuple, entries)), set(map(tuple, shapes))
        self.frame, self.point = self.frame or next(iter(frames)), self.point or next(iter(points))
        if frames != {self.frame} or points != {self.point}:
            return False
        facts = [entry["properties"] for entry in entries]
        if not self.names:
            self.always = set(facts[0])
        for names in dict.fromkeys(map(tuple, facts)):
            self.always &= set(names)
            if not self._place(names):
                return False
        for each in facts:
            for name, value in each.items():
                self.types.setdefault(name, set()).add(type(value))
        return True

    def _place(self, names: Sequence[str]) -> bool:
        """Put names where they stand among the others; False where these stand in another order."""
        at = 0
        for name in names:
            if name not in self.names:
                self.names.insert(at, name)
            place = self.names.index(name)
            if place < at:
                return False
            at = place + 1
        return True

    def form(self, plain: Mapping[str, int], *, blanks: bool) -> Form:
        """Return the form of such features.

        Args:
            plain: Properties of which any text will do, and how long it may be: those are not taken out.
            blanks: Whether blanks stand between words and marks.
        """
        gap = _BLANKS if blanks else ""
        groups: list[str] = []

        def members(parts: Mapping[str, str]) -> str:
            between = f"{gap},{gap}".join(f'"{name}"{gap}:{gap}{part}' for name, part in parts.items())
            return rf"\{{{gap}{between}{gap}\}}"

        def properties() -> str:
            parts = []
            for name in self.names:
                groups.append(name)
                end = rf'{gap}(?:,{gap}(?=")|(?=\}}))'
                part = f'"{re.escape(name)}"{gap}:{gap}{self._value(name, plain)}{end}'
                parts.append(part if name in self.always else f"(?:{part})?")
            return rf"\{{{gap}{''.join(parts)}\}}"

        def geometry() -> str:
            groups.extend(("lon", "lat"))
            place = rf"\[{gap}{_DEGREES}{gap},{gap}{_DEGREES}{gap}\]"
            return members({name: '"Point"' if name == "type" else place for name in self.point})

        parts: dict[str, str] = {}
        for name in self.frame:
            if name == "type":
                parts[name] = '"Feature"'
            elif name == "id":
                groups.append(name)
                parts[name] = _ID
            else:
                parts[name] = properties() if name == "properties" else geometry()
        behind = rf"(?:{_BLANKS},{_BLANKS}(?=\{{)|\Z)"
        pattern = re.compile(rf"{members(parts)}{behind}|(.+)", re.DOTALL)
        return Form(pattern, tuple(groups), tuple(name for name in plain if self._is_text(name)))

    def _value(self, name: str, plain: Mapping[str, int]) -> str:
        if name == "id":
            return _ID
        if name in plain and self._is_text(name):
            null = "null|" if type(None) in self.types[name] else ""
            # One with escapes looks longer than it is.
            return rf'(?:"{_PLAIN}{{1,{plain[name]}}}+"|{null}"({_PLAIN}*+(?:{_ESCAPE}{_PLAIN}*+)+)")'
        return f"({'|'.join(dict.fromkeys(_VALUES[each] for each in sorted(self.types[name], key=str)))})"

    def _is_text(self, name: str) -> bool:
        """Whether a property is text wherever it is not null."""
        return str in self.types.get(name, ()) and self.types[name] <= {str, type(None)}
