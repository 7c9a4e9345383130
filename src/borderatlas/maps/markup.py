"""Text that others wrote, made safe for the places where Folium puts it into a page as markup.

Folium's popups and tooltips are HTML inside a JavaScript template literal inside a Jinja template. A text goes through
all three without meaning anything to them, and keeps its harmless markup (`<b>`, `<br>`, a table, a link); a text with
any other markup comes out as the text it is.
"""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

SAFE_SCHEMES = ("http:", "https:", "mailto:")

_VOID = frozenset({"br", "hr", "img", "wbr"})
_TAGS = frozenset(
    _VOID
    | {"a", "abbr", "b", "bdi", "big", "blockquote", "cite", "code", "del", "div", "dd", "dl", "dt", "em", "i", "ins"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp", "small", "span"}
    | {"strong", "sub", "sup", "time", "u", "ul", "var"}
    | {"caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
)
_ATTRIBUTES = frozenset(
    {"alt", "class", "colspan", "dir", "height", "href", "id", "lang", "rel", "rowspan", "scope", "src", "style"}
    | {"target", "title", "width"}
)
_TEXT_ONLY = str.maketrans({"\\": "&#92;", "`": "&#96;", "$": "&#36;", "{": "&#123;", "\r": "&#13;"})


class _Reader(HTMLParser):
    """Reads markup and notes whether all of it is harmless and well nested."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.harmless = True
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.harmless &= tag in _TAGS and all(_harmless_attribute(name, value or "") for name, value in attrs)
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass
        else:
            self.harmless = False

    def handle_comment(self, data: str) -> None:  # noqa: ARG002
        self.harmless = False

    def handle_decl(self, decl: str) -> None:  # noqa: ARG002
        self.harmless = False

    def handle_pi(self, data: str) -> None:  # noqa: ARG002
        self.harmless = False

    def unknown_decl(self, data: str) -> None:  # noqa: ARG002
        self.harmless = False


def _harmless_attribute(name: str, value: str) -> bool:
    if name not in _ATTRIBUTES:
        return False
    if name == "href":
        return is_safe_link(value)
    if name == "src":
        return value.startswith(("data:image/", "https:", "http:"))
    return True


def is_safe_link(address: str) -> bool:
    """Whether an address may become a link: http, https and mailto, after what browsers strip from it."""
    return re.sub(r"[\x00-\x20]+", "", address).lower().startswith(SAFE_SCHEMES)


def markup(text: str) -> str:
    """Markup for a popup, a tooltip or a layer's name: the text's own where it is harmless, else the text escaped.

    The result holds no character that a template literal or a Jinja template gives a meaning to.
    """
    reader = _Reader()
    reader.feed(text)
    rest = reader.rawdata  # what looked like the start of a tag and never ended
    reader.close()
    return (text if reader.harmless and not rest else escape(text)).translate(_TEXT_ONLY)
