"""Ids of features that come from elsewhere: stable, kebab-case, and the same on every import."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from borderatlas.changes.collections import content_hash

if TYPE_CHECKING:
    from collections.abc import Mapping

    from borderatlas.changes.fields import Value

_LONGEST: Final = 60


def slug(text: str) -> str:
    """Return text as kebab-case of a to z and digits; what has none of these letters becomes a hash."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or (f"x{content_hash(text)}" if text.strip() else "")


def made_id(given: Mapping[str, Value]) -> str:
    """Return an id for a row that has none: the day on which it began, if it has one, and its name."""
    parts = [given.get("start"), given.get("name")]
    words = "-".join(slug(part) for part in parts if isinstance(part, str))
    return words[:_LONGEST].rstrip("-") or f"row-{content_hash(_plain(given))}"


def other_id(feature_id: str, given: Mapping[str, Value]) -> str:
    """Return an id for a row whose made id another feature has: the same with a hash of what the row says."""
    return f"{feature_id}-{content_hash(_plain(given))[:6]}"


def _plain(given: Mapping[str, Value]) -> dict[str, object]:
    return {leaf: value for leaf, value in given.items() if isinstance(value, str | int | float | bool | list | dict)}
