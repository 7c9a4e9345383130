"""Reads pieces of a large file in which nothing is wrong, without making objects of its features.

Most pieces hold nothing but sound point features, all written alike. Their values are taken out as text, and each text
that was not met before is read as JSON, judged and remembered. Where anything is out of the common, nothing is said,
and the piece is read in full: so a fault can cost time, and cannot pass.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import orjson

from borderatlas.checks.contradictions import rules_of
from borderatlas.checks.forms import Writing
from borderatlas.checks.sheet import NUMBERS, WORDS, Sheet, Words
from borderatlas.layers.json_text import entries_within, may_repeat_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from borderatlas.checks.contradictions import Rule
    from borderatlas.checks.forms import Form
    from borderatlas.checks.screening import Family, Screen
    from borderatlas.checks.sheet import Places
    from borderatlas.layers.faults import Spot
    from borderatlas.layers.kinds.base import Feature

    Texts = Sequence[str]

_CITING: Final = ("sources", "dataset")
_REMEMBERED: Final = 50_000
"""Values kept per field of which nothing else is kept."""
_LESSONS: Final = 8
"""Forms that are tried on one file."""
_PATIENCE: Final = 4
"""Pieces more than those that could be skimmed that may fail before no other is tried."""


class UnsoundError(Exception):
    """A value, or values together, may be at fault."""


@dataclass
class Skimmer:
    """Skims pieces of one file.

    Attributes:
        file: The file.
        screen: What judges values.
        vocabulary: Words of sheets made so far, by field.
        known: Keys of the sources; None where any will do.
    """

    file: Spot
    screen: Screen
    vocabulary: Mapping[str, Places]
    known: Collection[str] | None
    _family: Family | None = None
    _writing: Writing = field(default_factory=Writing)
    _reader: _Reader | None = None
    _lessons: int = _LESSONS
    _patience: int = _PATIENCE

    def skim(self, text: bytes) -> Sheet | None:
        """Return the sheet of features that are certainly sound; None where the piece must be read in full.

        Args:
            text: Features with commas between them.
        """
        if self._reader is None or self._patience < 0:
            return None
        try:
            sheet = self._reader.sheet(_features(text))
        except (UnsoundError, UnicodeDecodeError):
            self._patience -= 1
            return None
        self._patience += 1
        return sheet

    def learn(self, text: bytes, entries: Sequence[Mapping[str, Any]]) -> None:
        """Learn how features are written from a piece that was read in full and found sound.

        Args:
            text: Its features.
            entries: The same.
        """
        if self._lessons <= 0 or self._patience < 0 or not entries:
            return
        self._lessons -= 1
        families = set(map(self.screen.family, entries))
        family = families.pop()
        if family is None or families or family.model.least_precision_m:
            return
        if family is not self._family:
            self._family, self._writing = family, Writing()
        if not self._writing.learn(entries):
            self._writing = Writing()
            return
        for blanks in (False, True):
            form = self._writing.form(_plain(family), blanks=blanks)
            if form.columns(_features(text)) is not None:
                self._reader = _Reader(self.file, family, form, self.vocabulary, self.known)
                return


def _features(text: bytes) -> str:
    return text.strip(b" \t\r\n").decode("utf-8")


def _plain(family: Family) -> dict[str, int]:
    """The fields of plain text that no rule looks at, and how long they may be."""
    looked_at = {*WORDS, "id", "dataset", *chain.from_iterable(rule.fields for rule in rules_of(family.model))}
    return {name: judge.longest for name, judge in family.judges.items() if judge.longest and name not in looked_at}


class _Reader:
    """Reads features of one family and form."""

    def __init__(
        self,
        file: Spot,
        family: Family,
        form: Form,
        vocabulary: Mapping[str, Places],
        known: Collection[str] | None,
    ) -> None:
        self._file = file
        self._model = family.model
        self._form = form
        self._vocabulary = vocabulary
        self._known = known
        self._ids = family.judges["id"]
        self._met = {
            name: _Met(family, name, _keeper(name, vocabulary))
            for name in form.names
            if name not in ("id", "lon", "lat", *form.plain)
        }
        self._longest = {name: family.judges[name].longest for name in form.plain}
        self._rules = [_Checked(rule, self._model, form.names) for rule in rules_of(self._model)]

    def sheet(self, text: str) -> Sheet:
        """Return the sheet of features.

        Raises:
            UnsoundError: They have another form, or something may be wrong with them.
        """
        columns = self._columns(text)
        lonlat = _positions(columns["lon"], columns["lat"])
        size = len(lonlat)
        codes: dict[str, NDArray[np.int32]] = {}
        numbers = {name: np.full(size, np.nan) for name in NUMBERS}
        cited: set[str] = set()
        for name, met in self._met.items():
            column = columns[name]
            if name in WORDS:
                codes[name] = np.fromiter(map(met.__getitem__, column), np.int32, size)
            elif name in NUMBERS:
                numbers[name] = np.fromiter(map(met.__getitem__, column), np.float64, size)
            elif name in _CITING:
                cited.update(*map(met.__getitem__, set(column)))
            else:
                for value in set(column).difference(met):
                    met[value]
        if np.isnan(numbers["precision_m"]).any() or not (self._known is None or cited.issubset(self._known)):
            raise UnsoundError
        for rule in self._rules:
            rule.check(columns)
        words = {name: self._words(name, codes.get(name), size) for name in WORDS}
        return Sheet(self._file.layer, self._file.file, list(columns["id"]), lonlat, {}, words, numbers, {}, cited)

    def _columns(self, text: str) -> Mapping[str, Texts]:
        columns = self._form.columns(text)
        if columns is None or list(self._ids.odd(columns["id"])):
            raise UnsoundError
        for name, longest in self._longest.items():
            if any(columns[name]) and max(map(len, columns[name])) > longest:
                raise UnsoundError
        return columns

    def _words(self, name: str, codes: NDArray[np.int32] | None, size: int) -> Words:
        places = self._vocabulary[name]
        if codes is None:  # no feature has it
            codes = np.full(size, places[() if name == "actors" else None], np.int32)
        return Words(places.news(), codes)


class _Met(dict[str, Any]):
    """What is kept of each sound value of a field that was met, by its JSON; of one that is absent, by nothing."""

    def __init__(self, family: Family, name: str, keep: Callable[[Any], Any] | None) -> None:
        super().__init__()
        self._sound = family.has if name == "kind" else family.judges[name].takes
        self._keep = keep
        field = family.model.model_fields[name]
        if not field.is_required():
            self[""] = keep(field.default) if keep else None

    def __missing__(self, text: str) -> Any:
        try:
            value = orjson.loads(text)
        except orjson.JSONDecodeError as error:
            raise UnsoundError from error
        if "{" in text and may_repeat_keys(text.encode(), entries_within(value)):
            raise UnsoundError
        if not self._sound(value):
            raise UnsoundError
        if self._keep is None and len(self) > _REMEMBERED:
            self._forget()
        self[text] = kept = self._keep(value) if self._keep else None
        return kept

    def _forget(self) -> None:
        absent = "" in self
        self.clear()
        if absent:
            self[""] = None


def _keeper(name: str, vocabulary: Mapping[str, Places]) -> Callable[[Any], Any] | None:
    """What makes of a value of a field what the sheet has of it; None where that is nothing."""
    if name in WORDS:
        places = vocabulary[name]
        return lambda value: places[tuple(value) if isinstance(value, list) else value]
    if name in NUMBERS:
        return lambda value: np.nan if value is None else float(value)
    if name in _CITING:
        return lambda value: value if isinstance(value, list) else [value] if value else []
    return None


class _Checked:
    """A rule between fields, and the values together of which it is known that they do not break it."""

    def __init__(self, rule: Rule, model: type[Feature], present: Collection[str]) -> None:
        self._rule = rule
        self._defaults = {name: model.model_fields[name].default for name in rule.fields if name in present}
        self._sound: set[tuple[str, ...]] = set()

    def check(self, columns: Mapping[str, Texts]) -> None:
        """Look at the values of features, as they are written.

        Raises:
            UnsoundError: Some break the rule.
        """
        if len(self._defaults) < self._rule.least:
            return
        present = [columns[name] for name in self._defaults]
        new = set(zip(*present, strict=True) if len(present) > 1 else zip(set(present[0]), strict=True)) - self._sound
        if not new:
            return
        values = {
            name: [orjson.loads(text) if text else default for text in column]
            for (name, default), column in zip(self._defaults.items(), zip(*new, strict=True), strict=True)
        }
        if any(True for _ in self._rule.broken(values, range(len(new)))):
            raise UnsoundError
        if len(self._sound) > _REMEMBERED:
            self._sound.clear()
        self._sound |= new


def _positions(lon: Texts, lat: Texts) -> NDArray[np.float64]:
    lonlat = np.empty((len(lon), 2))
    for axis, column in enumerate((lon, lat)):
        lonlat[:, axis] = np.fromiter(map(float, column), np.float64, len(column))
    if (np.abs(lonlat) > (180, 90)).any():
        raise UnsoundError
    return lonlat
