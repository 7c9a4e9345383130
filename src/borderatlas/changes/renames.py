"""Features whose id changed but that are clearly the same."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping


def renamed(gone: Mapping[str, Hashable], come: Mapping[str, Hashable]) -> dict[str, str]:
    """Return former ids by new id.

    Args:
        gone: By id, what tells a feature that is gone: its geometry, name and kind. None tells nothing.
        come: The same of those that are new.

    Only likenesses that one feature has on each side count: two of them could be told apart by nothing.
    """
    before, after = _by_likeness(gone), _by_likeness(come)
    return {
        after[likeness][0]: keys[0]
        for likeness, keys in before.items()
        if len(keys) == 1 and len(after.get(likeness, ())) == 1
    }


def _by_likeness(features: Mapping[str, Hashable]) -> dict[Hashable, list[str]]:
    found = defaultdict(list)
    for key, likeness in features.items():
        if likeness is not None:
            found[likeness].append(key)
    return found
