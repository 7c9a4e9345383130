"""Folium elements in our page: which of them work, which are refused and why, and how their values stay values.

The written contract
--------------------
Work as in Folium: `Marker`, `Icon` (drawn as a plain pin), `DivIcon`, `Popup`, `Tooltip`, `Circle`, `CircleMarker`,
`PolyLine`, `Polygon`, `Rectangle`, `GeoJson` with `GeoJsonTooltip` and `GeoJsonPopup`, `FeatureGroup`,
`LayerControl`, `FitBounds`, `LatLngPopup`, `ClickForMarker`, `ImageOverlay` of an array, `keep_in_front`, `JsCode` and
`plugins.Fullscreen`.

Work when their host is named (`atlas.map("clashes", hosts=["tiles.example.org"])`): `TileLayer`, `WmsTileLayer`,
`ImageOverlay` and `FloatImage` of an address, `plugins.MiniMap` with its tiles, and every plugin that loads a library
from a server. Such a page is no longer one file without network, and says so in its policy.

Refused by name: all that want a library which is neither on the page nor allowed by its host.

Popups, tooltips and names of layers may hold harmless markup; a text with other markup comes out as text, see
`borderatlas.maps.markup`. `JsCode`, `DivIcon(html=…)`, `folium.Element` and templates of one's own are code or markup
of the map's author; the page's policy still stops scripts, event handlers and requests in them.
"""

from __future__ import annotations

import re
from contextlib import ExitStack, contextmanager
from types import SimpleNamespace
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from branca.element import CssLink, Element, Html, JavascriptLink
from folium import Tooltip
from folium.elements import JSCSSMixin
from folium.features import GeoJsonDetail
from folium.map import Layer

from borderatlas.errors import UsageError
from borderatlas.maps.markup import markup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from jinja2 import Template

BUNDLED = frozenset({"Fullscreen", "MiniMap", "AtlasMap"})
"""Classes whose library the page carries itself."""

_NUL = "\0"
_MACROS = ("header", "html", "script")
_ADDRESS = re.compile(r"(?:https?:)?//", re.IGNORECASE)
# Where GeoJsonTooltip and GeoJsonPopup put values and their labels into a table by innerHTML.
_TABLE_VALUE = re.compile(
    r"\$\{((?:handleObject\(layer\.feature\.properties\[v\]\)|aliases\[i\])(?:\.toLocaleString\(\))?)\}"
)


class Need(NamedTuple):
    """Something that an element wants from a server."""

    element: str
    address: str

    @property
    def host(self) -> str:
        """The host; sub-domain placeholders such as `{s}.` become a wildcard."""
        return re.sub(r"^\{\w+\}\.", "*.", urlsplit(self.address, "https").netloc)


def walk(root: Element) -> list[Element]:
    """Every element that hangs on this one, also those held without being children, such as a popup's parts."""
    seen: dict[int, Element] = {}
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if id(element) in seen:
            continue
        seen[id(element)] = element
        parent = element._parent  # noqa: SLF001
        held = [value for value in vars(element).values() if isinstance(value, Element) and value is not parent]
        waiting.extend(reversed([*element._children.values(), *held]))  # noqa: SLF001
    return list(seen.values())


def needs(elements: Iterable[Element]) -> list[Need]:
    """What the elements would load from servers: libraries, tiles, pictures."""
    found: dict[str, str] = {}
    carried: set[str] = set()
    links: list[str] = []
    for element in elements:
        name = type(element).__name__
        if isinstance(element, JavascriptLink | CssLink):
            links.append(element.url)
            continue
        if isinstance(element, JSCSSMixin):
            addresses = [url for _, url in [*element.default_js, *element.default_css]]
            if name in BUNDLED:
                carried.update(addresses)
            else:
                found.update(dict.fromkeys(addresses, name))
        if not isinstance(element, Html | Tooltip):
            values = list(vars(element).values())
            values += [value for options in values if isinstance(options, dict) for value in options.values()]
            found.update({value: name for value in values if isinstance(value, str) and _ADDRESS.match(value)})
    for address in links:
        if address not in carried:
            found.setdefault(address, "an element that adds a link to the page's head")
    return [Need(element, address) for address, element in found.items()]


def drop_links(header: Element, hosts: Iterable[str]) -> None:
    """Takes out the links of elements whose library the page carries; only those to allowed hosts stay."""
    allowed = set(hosts)
    for name, child in list(header._children.items()):  # noqa: SLF001
        if isinstance(child, JavascriptLink | CssLink) and Need("", child.url).host not in allowed:
            del header._children[name]  # noqa: SLF001


def refuse_unknown(wanted: Iterable[Need], hosts: Iterable[str]) -> None:
    """Refuses elements that would ask a host which the map's author did not allow.

    Raises:
        UsageError: Names the element, the host, and what to do.
    """
    allowed = set(hosts)
    refused: dict[str, set[str]] = {}
    for need in wanted:
        if need.host not in allowed:
            refused.setdefault(need.element, set()).add(need.host or need.address)
    if refused:
        lines = [f"  {name} asks {', '.join(sorted(names))}" for name, names in sorted(refused.items())]
        everything = sorted(set().union(*refused.values()))
        raise UsageError(
            "A page of the atlas works without a network, and these elements do not:\n"
            + "\n".join(lines)
            + "\nLeave them out, or allow their hosts for this map: "
            + f"atlas.map(name, hosts={everything!r}). borderatlas.maps.elements lists what works without."
        )


@contextmanager
def guarded(elements: Iterable[Element]) -> Iterator[None]:
    """For the time of rendering, keeps the values of elements from being read as templates, scripts or markup.

    Folium renders an element and then compiles the outcome as a template once more. Here, while the block runs, a NUL
    parts the delimiters of templates in every outcome (the page takes it out again, and refuses NUL from anybody
    else), and texts of popups, tooltips and layer names go through `markup`. Everything is put back afterwards, so that
    a map can be shown twice.
    """
    with ExitStack() as stack:
        for element in elements:
            children = element._children.copy()  # noqa: SLF001
            stack.callback(setattr, element, "_children", children)  # folium adds children while it renders
            if isinstance(element, Html) and element.script:
                # Popup has put a backslash before every backtick that had none.
                _swap(stack, element, "data", markup(re.sub(r"(?<!\\)\\`", "`", str(element.data))))
            if isinstance(element, Tooltip):
                _swap(stack, element, "text", markup(str(element.text)))
            if isinstance(element, Layer):
                _swap(stack, element, "layer_name", markup(str(element.layer_name)))
            if element._template_str is None and element._template_name is None:  # noqa: SLF001
                escape_values = isinstance(element, GeoJsonDetail)
                _swap(stack, element, "_template", _Guarded(element._template, escape_values=escape_values))  # noqa: SLF001
        yield


def _swap(stack: ExitStack, element: Element, name: str, value: object) -> None:
    own = vars(element)
    if name in own:
        stack.callback(setattr, element, name, own[name])
    else:
        stack.callback(own.pop, name, None)
    setattr(element, name, value)


class _Guarded:
    """A template whose outcome holds no template delimiters."""

    def __init__(self, template: Template, *, escape_values: bool) -> None:
        self._template = template
        self._escape_values = escape_values

    @property
    def module(self) -> SimpleNamespace:
        """The macros that MacroElement looks up by name."""
        macros = vars(self._template.module)
        return SimpleNamespace(**{name: self._outcome(macros[name]) for name in _MACROS if name in macros})

    def render(self, **variables: object) -> str:
        """What Popup calls."""
        return self._outcome(self._template.render)(**variables)

    def _outcome(self, macro: Callable[..., str]) -> Callable[..., str]:
        def guarded_macro(*args: object, **kwargs: object) -> str:
            text = str(macro(*args, **kwargs))
            if self._escape_values:
                text = _TABLE_VALUE.sub(r"${BorderAtlas.escape(\1)}", text)
            return re.sub(r"\{(?=[{%#])", "{" + _NUL, text)

        return guarded_macro


def unguard(text: str) -> str:
    """Takes the NULs of `guarded` out again.

    Raises:
        UsageError: There is a NUL that was not put there.
    """
    text = text.replace("{" + _NUL, "{")
    if _NUL in text:
        raise UsageError("A text that was added to the map holds a NUL character, which no page can show. Take it out.")
    return text
