"""Angles as people write them: degrees, minutes and seconds, letters and words for hemispheres.

Errors say what is wrong, without the text and without a full stop: the caller knows where it stands.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from borderatlas.border.characters import plain_text
from borderatlas.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

Axis: TypeAlias = Literal["lat", "lon"]

LIMIT: Final[dict[Axis, float]] = {"lat": 90.0, "lon": 180.0}
"""Greatest degrees of each axis."""
AXIS_NAME: Final[dict[Axis, str]] = {"lat": "latitude", "lon": "longitude"}
EXAMPLE: Final = "37.19 N 68.6 E"

_HEMISPHERES: Final = {
    "N": "n north с شمال شمالی",
    "S": "s south ю جنوب جنوبی",
    "E": "e east в شرق شرقی",
    "W": "w west з غرب غربی",
}
_LABELS: Final[dict[Axis, str]] = {
    "lat": "lat latitude y широта عرض",
    "lon": "lon lng long longitude x долгота طول",
}
_UNITS: Final = ("° d deg degree degrees", "' m min mins minute minutes", '" s sec secs second seconds')
_UNIT_NAMES: Final = ("degrees", "minutes", "seconds")
_FILLERS: Final = {"جغرافیایی", "and", "و"}

_TOKEN: Final = re.compile(
    r"""[\s:=]*(?:
        (?P<number>(?:(?<![\d.])[+-])?(?:\d+(?:\.\d*)?|\.\d+))
      | (?P<mark>[°'"])
      | (?P<word>[^\W\d_]+\.?)
      | (?P<parting>[,;/|]))""",
    re.VERBOSE,
)
_TIGHT_COMMA: Final = re.compile(r"(?<=\d),(?=\d)")
_DECIMAL_POINT: Final = re.compile(r"\d\.\d")


@dataclass(frozen=True, slots=True)
class Angle:
    """A latitude or a longitude.

    Attributes:
        degrees: Of WGS 84, north and east positive.
        half_step: Half of what the last written digit stands for, in degrees: how far rounding may have moved it.
        axis: Which of the two it is; None where nothing tells.
    """

    degrees: float
    half_step: float
    axis: Axis | None


class _Token(NamedTuple):
    """A piece of a written coordinate; `text` is a number, a letter of N, E, S, W, an axis, or the rank of a unit."""

    kind: Literal["number", "unit", "hemisphere", "label", "parting"]
    text: str


def _words(table: dict[str, str] | dict[Axis, str]) -> dict[str, str]:
    return {word: meaning for meaning, words in table.items() for word in words.split()}


_MEANINGS: Final[dict[str, _Token]] = {
    **{word: _Token("hemisphere", letter) for word, letter in _words(_HEMISPHERES).items()},
    **{word: _Token("label", axis) for word, axis in _words(_LABELS).items()},
    **{word: _Token("unit", str(rank)) for rank, words in enumerate(_UNITS) for word in words.split() if word != "s"},
}


def read_pair(text: str) -> tuple[Angle, Angle]:
    """Reads two angles, in the order in which they are written.

    A comma between two digits is a decimal comma or parts the two angles, whichever makes two of them.

    Raises:
        UsageError: These are not two angles, or the commas can be read both ways.
    """
    plain = plain_text(text)
    forms = [plain]
    if _TIGHT_COMMA.search(plain) and not _DECIMAL_POINT.search(plain):
        forms = [_TIGHT_COMMA.sub(".", plain), plain]
    found: list[tuple[Angle, Angle]] = []
    faults: list[UsageError] = []
    for form in forms:
        try:
            found.append(_pair(_tokens(form)))
        except UsageError as error:
            faults.append(error)
    if not found:
        raise faults[-1]
    if len(found) > 1:
        raise UsageError(
            "the commas may be decimal ones or part latitude from longitude; "
            f"write decimal points, as in {EXAMPLE}, or part the two with a semicolon"
        )
    return found[0]


def read_angle(text: str, axis: Axis) -> Angle:
    """Reads one angle, such as a cell of a column of latitudes; a comma in it is a decimal comma.

    Raises:
        UsageError: This is no angle, or one of the other axis.
    """
    angle = _angle(_tokens(plain_text(text).replace(",", ".")))
    if angle.axis not in (None, axis):
        raise UsageError(f"a {AXIS_NAME[angle.axis]} where a {AXIS_NAME[axis]} is expected")
    check_range(angle.degrees, axis)
    return Angle(angle.degrees, angle.half_step, axis)


def check_range(degrees: float, axis: Axis) -> None:
    """Raises a UsageError where there are no such degrees."""
    if abs(degrees) > LIMIT[axis]:
        raise UsageError(beyond(degrees, axis))


def beyond(degrees: float, axis: Axis) -> str:
    """What to say of degrees that there are not."""
    return f"{AXIS_NAME[axis]} {degrees:.10g} is beyond {LIMIT[axis]:g} degrees"


def box_radius(lat: float, half_lat: float, half_lon: float) -> float:
    """Metres from the middle of a box to its furthest corner, at most 1 % too many; all in degrees.

    A degree measures up to 111.7 km on WGS 84, along a meridian at the poles.
    """
    nearest_equator = max(abs(lat) - half_lat, 0.0)
    return 111_700.0 * math.hypot(half_lat, half_lon * math.cos(math.radians(nearest_equator)))


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    minutes = ""
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            if not text[position:].strip(" :=."):
                break
            raise UsageError(f"{text[position:].strip()[:20]!r} is no part of a coordinate")
        position = match.end()
        if match["number"]:
            tokens.append(_Token("number", match["number"]))
        elif match["parting"]:
            tokens.append(_Token("parting", ""))
        else:
            for word in _split_word((match["mark"] or match["word"]).rstrip(".")):
                token = _meaning(word, minutes)
                if token == ("unit", "1"):
                    minutes = word
                elif token is not None and token.kind != "number":
                    minutes = ""
                if token is not None:
                    tokens.append(token)
    return tokens


def _split_word(word: str) -> list[str]:
    """The letters of a unit and a hemisphere that stand together, as in `24sN`; else the word."""
    if len(word) == 2 and word.lower() not in _MEANINGS and all(part.lower() in _MEANINGS for part in word):
        return list(word)
    return [word]


def _meaning(word: str, minutes: str) -> _Token | None:
    """What a word stands for; None for one that says nothing.

    A single s after minutes that are marked by the letter m means seconds where both letters have the same case, else
    south.
    """
    if word.lower() == "s" and minutes.lower() == "m" and word.islower() == minutes.islower():
        return _Token("unit", "2")
    token = _MEANINGS.get(word.lower())
    if token is None and word.lower() not in _FILLERS:
        raise UsageError(f"{word!r} is no part of a coordinate")
    return token


def _pair(tokens: list[_Token]) -> tuple[Angle, Angle]:
    first, second = (_angle(part) for part in _parts(tokens))
    if first.axis is not None and first.axis == second.axis:
        raise UsageError(f"two {AXIS_NAME[first.axis]}s; write one latitude and one longitude")
    return first, second


def _parts(tokens: list[_Token]) -> tuple[list[_Token], list[_Token]]:
    """The tokens of each of two angles."""
    partings = [-1, *(i for i, token in enumerate(tokens) if token.kind == "parting"), len(tokens)]
    parts = [tokens[a + 1 : b] for a, b in pairwise(partings) if b > a + 1]
    if len(parts) == 1:
        cut = _cut(parts[0])
        parts = [part for part in (parts[0][:cut], parts[0][cut:]) if part]
    if len(parts) != 2:
        count = {0: "no coordinates", 1: "one coordinate"}.get(len(parts), "more than two coordinates")
        raise UsageError(f"{count}; expected a latitude and a longitude, as in {EXAMPLE}")
    return parts[0], parts[1]


def _cut(tokens: Sequence[_Token]) -> int:
    """Where the second angle begins, in tokens without partings."""
    kinds = [token.kind for token in tokens]
    names = [i for i, kind in enumerate(kinds) if kind in ("hemisphere", "label")]
    if len(names) == 1 and 0 < names[0] < len(tokens) - 1:
        return names[0] + 1
    if len(names) > 1:
        before = [i for i in names[1:] if kinds[i] == kinds[0]]
        return names[0] + 1 if names[0] > 0 else before[0] if before else len(tokens)
    numbers = [i for i, kind in enumerate(kinds) if kind == "number"]
    degrees = [i for i in numbers if tokens[i + 1 : i + 2] == [_Token("unit", "0")]]
    if len(degrees) == 2:
        return degrees[1]
    if len(numbers) in (3, 5):
        raise UsageError("nothing tells where the first coordinate ends; put a comma between latitude and longitude")
    return numbers[len(numbers) // 2] if len(numbers) > 1 else len(tokens)


def _angle(tokens: Sequence[_Token]) -> Angle:
    letters = [token.text for token in tokens if token.kind == "hemisphere"]
    named: set[Axis] = {"lat" if letter in "NS" else "lon" for letter in letters}
    named |= {"lat" if token.text == "lat" else "lon" for token in tokens if token.kind == "label"}
    if len(letters) > 1 or len(named) > 1:
        raise UsageError("two directions for one number")
    numbers = [i for i, token in enumerate(tokens) if token.kind == "number"]
    within = tokens[numbers[0] : numbers[-1]] if numbers else []
    if any(token.kind in {"hemisphere", "label"} for token in within):
        raise UsageError("a direction between the numbers of one coordinate")
    axis = named.pop() if named else None
    degrees, half_step = _degrees(tokens, axis)
    if letters and degrees < 0:
        raise UsageError(f"both a minus sign and the letter {letters[0]}; drop one of them")
    if letters and letters[0] in "SW":
        degrees = -degrees
    if axis is not None:
        check_range(degrees, axis)
    return Angle(degrees, half_step, axis)


def _degrees(tokens: Sequence[_Token], axis: Axis | None) -> tuple[float, float]:
    """Degrees, and half a step of the last digit."""
    numbers: list[str] = []
    ranks: list[int] = []
    for token in tokens:
        if token.kind == "number":
            numbers.append(token.text)
            ranks.append(ranks[-1] + 1 if ranks else 0)
        elif token.kind == "unit":
            if not numbers or int(token.text) < ranks[-1]:
                raise UsageError("a mark of degrees, minutes or seconds that does not follow its number")
            ranks[-1] = int(token.text)
    if not numbers:
        raise UsageError("there is no number")
    if len(numbers) == 1 and not any(token.kind == "unit" for token in tokens):
        numbers = _compact(numbers[0], axis)
        ranks = list(range(len(numbers)))
    if ranks[0] != 0 or ranks[-1] > 2:
        raise UsageError(
            f"{len(numbers)} numbers that are not degrees, minutes and seconds; expected them as in {EXAMPLE}"
        )
    return _added(numbers, ranks)


def _compact(number: str, axis: Axis | None) -> list[str]:
    """Degrees, minutes and seconds of a number such as 371124 N or 0683600 E; of another number, itself."""
    digits = len(number.lstrip("+-").partition(".")[0])
    width = {"lat": 2, "lon": 3, None: 0}[axis]
    if width == 0 or digits not in (width + 2, width + 4):
        return [number]
    start = len(number) - len(number.lstrip("+-")) + width
    cuts = [0, *range(start, start + digits - width, 2), len(number)]
    return [number[a:b] for a, b in pairwise(cuts)]


def _added(numbers: Sequence[str], ranks: Sequence[int]) -> tuple[float, float]:
    total = 0.0
    for number, rank in zip(numbers, ranks, strict=True):
        value = abs(float(number))
        if rank and number[0] in "+-":
            raise UsageError(f"a sign before the {_UNIT_NAMES[rank]}")
        if rank and value >= 60:
            raise UsageError(f"{value:g} {_UNIT_NAMES[rank]}; expected less than 60")
        if rank < ranks[-1] and "." in number:
            raise UsageError(f"decimals of {_UNIT_NAMES[rank]}, and {_UNIT_NAMES[rank + 1]} too")
        total += value / 60.0**rank
    decimals = len(numbers[-1].partition(".")[2])
    return (-total if numbers[0].startswith("-") else total), 0.5 * 10.0**-decimals / 60.0 ** ranks[-1]
