"""Licences that data are under, by their SPDX identifier: their names, where they can be read, what they ask."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence.

    Attributes:
        name: SPDX identifier, or what the settings say in its place.
        title: Its name.
        address: Where it can be read; empty where that is not known.
        says: What it allows and asks for, in a sentence; empty where that is not known. The licence itself decides.
    """

    name: str
    title: str
    address: str = ""
    says: str = ""


_CC: Final = "https://creativecommons.org"
_NAMED: Final = (
    "You may share and adapt it, also commercially, if you name who made it, link the licence, and say what you changed"
)
_LICENCES: Final = {
    licence.name: licence
    for licence in (
        Licence("CC0-1.0", "CC0 1.0 Universal", f"{_CC}/publicdomain/zero/1.0/", "You may do what you like with it."),
        Licence("CC-BY-4.0", "Creative Commons Attribution 4.0 International", f"{_CC}/licenses/by/4.0/", f"{_NAMED}."),
        Licence(
            "CC-BY-SA-4.0",
            "Creative Commons Attribution-ShareAlike 4.0 International",
            f"{_CC}/licenses/by-sa/4.0/",
            f"{_NAMED}; what you make from it comes under the same licence.",
        ),
        Licence(
            "CC-BY-NC-4.0",
            "Creative Commons Attribution-NonCommercial 4.0 International",
            f"{_CC}/licenses/by-nc/4.0/",
            "You may share and adapt it, but not commercially, if you name who made it, link the licence, and say what "
            "you changed.",
        ),
        Licence(
            "ODbL-1.0",
            "Open Data Commons Open Database License v1.0",
            "https://opendatacommons.org/licenses/odbl/1-0/",
            "You may share, use and adapt it if you name who made it, keep databases made from it under the same "
            "licence, and do not lock them away.",
        ),
        Licence(
            "ODC-By-1.0",
            "Open Data Commons Attribution License v1.0",
            "https://opendatacommons.org/licenses/by/1-0/",
            "You may share, use and adapt it if you name who made it.",
        ),
        Licence(
            "PDDL-1.0",
            "Open Data Commons Public Domain Dedication & License 1.0",
            "https://opendatacommons.org/licenses/pddl/1-0/",
            "You may do what you like with it.",
        ),
    )
}
_IDENTIFIER: Final = re.compile(r"[A-Za-z0-9.+]+(-[A-Za-z0-9.+]+)+")


def licence_of(name: str) -> Licence:
    """The licence of that identifier; where it is none that stands here, its name alone tells of it."""
    if name in _LICENCES:
        return _LICENCES[name]
    return Licence(name, name, f"https://spdx.org/licenses/{name}.html" if _IDENTIFIER.fullmatch(name) else "")


def is_known(name: str) -> bool:
    """Whether a name is the SPDX identifier of a licence that stands here."""
    return name in _LICENCES
