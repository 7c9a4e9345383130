"""Changes of a text, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

_WORD: Final = re.compile(r"\s+|\w+|[^\w\s]")
_LONGEST: Final = 4000
"""Words beyond which a text is exchanged as a whole: comparing takes the square of their number."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of words that stayed (`same`), are gone (`old`) or are new (`new`)."""

    kind: Literal["same", "old", "new"]
    text: str


def word_changes(old: str, new: str) -> list[Run]:
    """Return the two texts as one row of runs: those of `same` and `old` are the old text, `same` and `new` the new."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    if max(len(before), len(after)) > _LONGEST:
        return _pair(old, new)
    runs: list[Run] = []
    kept = 0
    for what, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            text = "".join(before[i:j])
            kept += len(text.strip())
            if _bridges(text, runs) and j < len(before):  # a blank between two changes reads as part of both
                runs[-2:] = _pair(runs[-2].text + text, runs[-1].text + text)
            else:
                runs.append(Run("same", text))
        else:
            gone, come = "".join(before[i:j]), "".join(after[k:m])
            if len(runs) >= 2 and runs[-1].kind == "new" and runs[-2].kind == "old":
                runs[-2:] = _pair(runs[-2].text + gone, runs[-1].text + come)
            else:
                runs += _pair(gone, come)
    return [run for run in runs if run.text] if kept else [run for run in _pair(old, new) if run.text]


def _pair(old: str, new: str) -> list[Run]:
    return [Run("old", old), Run("new", new)]


def _bridges(text: str, runs: list[Run]) -> bool:
    return text.isspace() and len(runs) >= 2 and runs[-1].kind == "new"
