"""Names typed by hand (names.toml)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

Names = dict[str, str]
"""Names by BCP 47 language."""

LANGUAGES = ("en", "tg", "fa", "ru")


@cache
def _tables() -> dict[str, dict[str, Names]]:
    return tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))


def table(kind: str) -> dict[str, Names]:
    """All names of countries, provinces, rivers, lakes or towns, by code."""
    return _tables()[kind]


def of(kind: str, code: str) -> Names:
    """The names of one thing.

    Raises:
        LookupError: names.toml does not name it.
    """
    try:
        return table(kind)[code]
    except KeyError:
        raise LookupError(f'names.toml: [{kind}] has no "{code}"; add its names, English at least.') from None
