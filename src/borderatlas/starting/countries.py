"""Countries by ISO 3166-1: their codes and English names, and which of them a word means."""

from __future__ import annotations

import csv
import difflib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory.

    Attributes:
        alpha2: ISO 3166-1 alpha-2.
        alpha3: ISO 3166-1 alpha-3; `XKX`, of the codes that users may assign, for Kosovo.
        name: Short English name, after the tz database.
        also: Other names that people and data sets use.
    """

    alpha2: str
    alpha3: str
    name: str
    also: tuple[str, ...]


@cache
def countries() -> dict[str, Country]:
    """All countries by alpha-3 code."""
    text = files("borderatlas.starting").joinpath("countries.csv").read_text("utf-8")
    return {
        row["alpha3"]: Country(row["alpha2"], row["alpha3"], row["name"], tuple(filter(None, row["also"].split(";"))))
        for row in csv.DictReader(text.splitlines())
    }


def country(word: str) -> Country | None:
    """The country that a code or an English name means, in any case and with or without accents; None for none."""
    return _by_word().get(folded(word))


def name_of(code: str) -> str | None:
    """The English name of an alpha-3 code; None where it is not in the list."""
    found = countries().get(code)
    return found.name if found else None


def folded(word: str) -> str:
    """A word without case, accents and punctuation, for comparing."""
    plain = unicodedata.normalize("NFKD", word).casefold().replace("&", " and ")
    letters = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return " ".join("".join(mark if mark.isalnum() else " " for mark in letters).split())


def suggestion(word: str, words: Iterable[str]) -> str:
    """A question about the nearest of some words, in brackets; empty where none is near."""
    known = {folded(other): other for other in words}
    close = difflib.get_close_matches(folded(word), known, n=1, cutoff=0.75)
    return f" (did you mean {known[close[0]]}?)" if close else ""


@cache
def _by_word() -> dict[str, Country]:
    found: dict[str, Country] = {}
    for entry in countries().values():
        for word in (entry.alpha2, entry.alpha3, entry.name, *entry.also):
            found.setdefault(folded(word), entry)
    return found
