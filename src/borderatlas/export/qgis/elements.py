"""XML as QGIS writes it: elements, the values of options, and what follows an expression."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Final, TypeAlias
from xml.etree.ElementTree import Element, tostring

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Value: TypeAlias = "str | bool | int | float | Mapping[str, Value] | list[Value]"
"""What an option may hold."""

_NAMESPACE: Final = uuid.UUID("9d1f7f0e-6c0b-5b43-8a51-3d6d0f2f7c11")
"""Keys of rules are made from names, so that the same style has the same bytes."""


def element(tag: str, attributes: Mapping[str, str] | None = None, *children: Element, text: str = "") -> Element:
    """An element with its attributes and children."""
    made = Element(tag, dict(attributes or {}))
    made.text = text or None
    made.extend(children)
    return made


def group(tag: str, children: Iterable[Element]) -> Element:
    """An element that only holds others."""
    return element(tag, None, *children)


def written(root: Element) -> str:
    """The document as text."""
    return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + tostring(root, "unicode")


def key(*names: str) -> str:
    """A key as QGIS gives to rules, the same for the same names."""
    return f"{{{uuid.uuid5(_NAMESPACE, '/'.join(names))}}}"


def option(value: Value, name: str = "") -> Element:
    """An option with its type; a mapping holds further ones by name."""
    named = {"name": name} if name else {}
    if isinstance(value, str):
        return element("Option", {"type": "QString", **named, "value": value})
    if isinstance(value, bool):
        return element("Option", {"type": "bool", **named, "value": str(value).lower()})
    if isinstance(value, int):
        return element("Option", {"type": "int", **named, "value": str(value)})
    if isinstance(value, float):
        return element("Option", {"type": "double", **named, "value": f"{value:g}"})
    if isinstance(value, list):
        return element("Option", {"type": "List", **named}, *(option(item) for item in value))
    return element("Option", {"type": "Map", **named}, *(option(item, key) for key, item in value.items()))


def properties(expressions: Mapping[str, str], tag: str = "data_defined_properties") -> Element:
    """What follows an expression, by name of the property."""
    followed: Value = {name: {"active": True, "expression": text, "type": 3} for name, text in expressions.items()}
    return element(tag, None, option({"name": "", "properties": followed, "type": "collection"}))


def colour(hexadecimal: str, alpha: float = 1) -> str:
    """A colour of six hexadecimal digits as QGIS writes it: red, green, blue, alpha."""
    red, green, blue = (int(hexadecimal[place : place + 2], 16) for place in (1, 3, 5))
    return f"{red},{green},{blue},{round(255 * alpha)}"
