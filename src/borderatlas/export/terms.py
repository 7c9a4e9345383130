"""Licence, credits and disclaimer in words, for files that have no room for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from borderatlas.export.content import Content, Part


def terms(files: Mapping[str, Sequence[Part]], content: Content) -> str:
    """What a reader of files has to know of them.

    Args:
        files: The parts that each file holds, by its name.
        content: The whole.
    """
    head = [content.title, "", content.disclaimer, content.contact, f"Border kilometres: {content.line_version}", ""]
    told = (
        f"{name}: {part.title}\n  Licence: {part.licence}\n  Credits: {part.attribution}\n"
        for name, parts in files.items()
        for part in parts
    )
    return "\n".join([*head, *told])
