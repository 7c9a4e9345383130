"""The page that a map renders into: one file that carries its scripts and styles and forbids everything else."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from branca.element import Element, Figure
from jinja2 import Template

from borderatlas.maps.bundle import asset
from borderatlas.maps.elements import drop_links, guarded, needs, refuse_unknown, unguard, walk
from borderatlas.maps.policy import policy_tag

if TYPE_CHECKING:
    from collections.abc import Iterable

START = "BorderAtlas.start(window[document.querySelector('.folium-map').id]);"
"""Runs after Folium's script and apart from it: when a plugin of the map's author fails, the atlas still draws."""

_PART_END = "\0\0"


class Raw(Element):
    """Text that is written as it is: its template holds one variable, never the text."""

    _template = Template("{{ this.text }}")

    def __init__(self, text: str) -> None:
        super().__init__()
        self._name = "Raw"
        self.text = text


class Slot(Element):
    """Head, body or script of a page: keeps what Folium rendered as text, so that it is not rendered a second time."""

    def add_child(self, child: Element, name: str | None = None, index: int | None = None) -> Slot:
        """Adds a child; a plain `Element` made from a text becomes that text."""
        if type(child) is Element and child._template_str is not None and not child._children:  # noqa: SLF001
            child, name = Raw(child._template_str), name or child.get_name()  # noqa: SLF001
        super().add_child(child, name=name, index=index)
        return self


class Page(Figure):
    """A Folium figure whose file needs no network and runs nothing but what we wrote.

    Args:
        title: The document's title, plain text.
        fallback: Markup for readers without scripts; made by us, with every value escaped.
        data: Script elements with data, as `embedding.data_block` makes them.
        image_hosts: Hosts of the online base maps on offer; the policy cannot be loosened later.
        hosts: Further hosts that the map's author allows, for elements that load libraries, tiles or pictures.
    """

    def __init__(
        self,
        title: str,
        *,
        fallback: str = "",
        data: str = "",
        image_hosts: Iterable[str] = (),
        hosts: Iterable[str] = (),
    ) -> None:
        super().__init__(title=title)
        self._name = "Page"
        for part in ("header", "html", "script"):
            slot = Slot()
            slot._parent = self  # noqa: SLF001
            setattr(self, part, slot)
        self.heading = title
        self.fallback = fallback
        self.data = data
        self.image_hosts = frozenset(image_hosts)
        self.hosts = frozenset(hosts)

    def render(self, **kwargs: object) -> str:
        """The page's HTML. The same elements give the same text, however often and in whichever process.

        Raises:
            UsageError: An element wants a host that was not allowed, or a text holds a NUL character.
        """
        elements = walk(self)
        with guarded(elements):
            for child in self._children.values():
                child.render(**kwargs)
            rendered = walk(self)
            refuse_unknown(needs(rendered), self.hosts)
            drop_links(self.header, self.hosts)
            ids = {element._id for element in rendered}  # noqa: SLF001
            parts = [slot.render(**kwargs) for slot in (self.header, self.html, self.script)]
        # HTML parsers turn CR into LF, and a hash is taken of what the parser sees.
        whole = re.sub(r"\r\n?", "\n", _PART_END.join(parts))
        head, body, script = (unguard(part) for part in _settle(whole, ids).split(_PART_END))
        # No string in the script can end its element.
        script = re.sub(r"<(?=/script|!--|script)", r"\\x3c", script, flags=re.IGNORECASE)
        code, style = asset("atlas.js"), asset("atlas.css")
        lines = [
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            policy_tag([code, script, START], self.image_hosts, self.hosts),
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(self.heading)}</title>\n<style>{style}</style>\n<script>{code}</script>",
            f"{head}\n</head>\n<body>\n{body}\n{self.fallback}\n{self.data}",
            f"<script>{script}</script>\n<script>{START}</script>\n</body>\n</html>\n",
        ]
        return "\n".join(lines)


def _settle(text: str, ids: set[str]) -> str:
    """Replaces the random ids of elements by numbers in the order in which they appear; look-alikes in data stay."""
    order: dict[str, str] = {}

    def number(match: re.Match[str]) -> str:
        return order.setdefault(match[0], str(len(order) + 1)) if match[0] in ids else match[0]

    return re.sub(r"(?<=_)[0-9a-f]{32}", number, text)
