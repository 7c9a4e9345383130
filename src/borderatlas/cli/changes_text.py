"""What changed, for people: quiet, and readable on a narrow terminal and in a file."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

import orjson
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from borderatlas.changes import ABSENT
from borderatlas.changes.collections import name_of
from borderatlas.changes.fields import list_change
from borderatlas.changes.wording import count_words, move_words
from borderatlas.changes.words import word_changes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from borderatlas.changes import Collection, Diff, FeatureChange, FieldChange, LayerDiff
    from borderatlas.changes.fields import Value

_LONG: Final = 160
"""Characters of a value that are printed; the JSON holds all of it."""
_AROUND: Final = 40
"""Characters of a text that stay on each side of a changed word."""
_WORDED: Final = 60
"""Texts shorter than this are given whole, before and after."""


def print_diff(diff: Diff) -> None:
    """Print what changed, layer by layer."""
    console = Console(highlight=False)
    console.print(Text(_printable(f"{diff.old.label} → {diff.new.label}"), style="dim"))
    if not diff:
        console.print(Text("Nothing changed."))
    for layer in diff.layers:
        print_layer(console, layer)
    if diff.sources:
        print_layer(console, diff.sources)
    if diff.settings:
        console.print()
        console.print(_heading("atlas.toml", f"{len(diff.settings)} changed"))
        _print_fields(console, diff.settings, 2)
    if diff.line_changed:
        console.print()
        console.print(_heading("The line", "its file is another one; borderatlas border compare says where it moved"))


def print_layer(console: Console, layer: LayerDiff, most: int | None = None) -> None:
    """Print what changed in a layer.

    Args:
        console: Where to.
        layer: What changed.
        most: How many features of each sort have their own lines; all where not given.
    """
    console.print()
    console.print(_heading(layer.name, count_words(layer.counts)))
    _print_records(console, "+", "green", dict(islice(layer.added.items(), most)))
    _print_records(console, "-", "red", dict(islice(layer.removed.items(), most)))
    for change in layer.changed[:most]:
        _print_change(console, change)


def _print_records(console: Console, sign: str, style: str, records: Collection) -> None:
    for key, record in records.items():
        console.print(_line(sign, style, key, name_of(record, key)))


def _print_change(console: Console, change: FeatureChange) -> None:
    console.print(_line("~", "yellow", change.key, change.name))
    if change.key != change.old_key:
        _indented(console, Text(_printable(f"renamed from {change.old_key}")), 4)
    if change.geometry is not None:
        _indented(console, Text(move_words(change.geometry)), 4)
    _print_fields(console, change.fields, 4)


def _print_fields(console: Console, changes: Iterable[FieldChange], indent: int) -> None:
    for change in changes:
        text = Text(f"{_printable(change.field)}: ", style="dim")
        text.append_text(_change(change))
        _indented(console, text, indent)


def _change(change: FieldChange) -> Text:
    old, new = change.old, change.new
    if isinstance(old, str) and isinstance(new, str) and max(len(old), len(new)) >= _WORDED:
        return _worded(old, new)
    if isinstance(old, list) and isinstance(new, list):
        items = list_change(old, new)
        if items.reordered:
            return Text("the same items in another order", style="default")
        told = [Text(f"- {_shown(item)}", style="red") for item in items.removed]
        told += [Text(f"+ {_shown(item)}", style="green") for item in items.added]
        return Text("  ").join(told)
    if old is ABSENT:
        return Text(f"+ {_shown(new)}", style="green")
    if new is ABSENT:
        return Text(f"- {_shown(old)}", style="red")
    return Text.assemble((_shown(old), "red"), (" → ", "default"), (_shown(new), "green"))


def _worded(old: str, new: str) -> Text:
    """Both texts as one, what is gone as `[-…-]` and what is new as `{+…+}`."""
    text = Text()
    runs = word_changes(old, new)
    for number, run in enumerate(runs):
        words = _printable(run.text)
        if run.kind == "old":
            text.append(f"[-{words}-]", style="red")
        elif run.kind == "new":
            text.append(f"{{+{words}+}}", style="green")
        else:
            text.append(_middle(words, first=number == 0, last=number == len(runs) - 1), style="default")
    return text


def _middle(words: str, *, first: bool, last: bool) -> str:
    """A run that stayed, without what is far from any change."""
    head = "" if first else words[:_AROUND]
    tail = "" if last else words[-_AROUND:]
    return words if len(words) <= len(head) + len(tail) + 3 else f"{head}…{tail}"


def _shown(value: Value) -> str:
    text = value if isinstance(value, str) else orjson.dumps(None if value is ABSENT else value).decode()
    return _printable(text if len(text) <= _LONG else f"{text[: _LONG - 1]}…")


def _printable(text: str) -> str:
    """Text that cannot steer a terminal."""
    return "".join(mark if mark.isprintable() else ascii(mark)[1:-1] for mark in text)


def _heading(name: str, words: str) -> Text:
    return Text.assemble((_printable(name), "bold"), "  ", words)


def _line(sign: str, style: str, key: str, name: str) -> Text:
    return Text.assemble((f"{sign} ", style), _printable(key), ("" if name == key else f"  {_printable(name)}", "dim"))


def _indented(console: Console, text: Text, indent: int) -> None:
    console.print(Padding(text, (0, 0, 0, indent), expand=False))
