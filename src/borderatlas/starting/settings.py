"""`atlas.toml` of a new atlas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson

from borderatlas.layers import LAYERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from borderatlas.starting.outlines import Outlines

REVIEW_DAYS = 180
_MAPS = {
    "atlas": ("Everything", "All layers on one map.", tuple(LAYERS)),
    "crossings": ("Crossings and markets", "Bridges, posts, ferries and markets.", ("crossings", "markets")),
    "missions": ("Embassies and consulates", "Who represents whom, and where.", ("missions",)),
    "clashes": ("Clashes and attacks", "Armed incidents, and what sources disagree on.", ("clashes",)),
    "energy": ("Energy and trade", "Power lines, railways, fibre; courses are schematic.", ("energy",)),
    "boundary": ("The line itself", "Kilometres, reaches, tripoints, posts, disputes.", ("boundary", "movements")),
}
"""The maps of a new atlas: title, summary, layers."""
_LANGUAGES = """\
# The first language is the one that pages open with. Others, for the `names` of features, look like
#     { code = "es", label = "Español" },
#     { code = "ar", label = "العربية", direction = "rtl" },
languages = [
    { code = "en", label = "English names" },
]
"""
_BASE_MAPS = """\
# Offers, off until a reader switches one on; the page then asks that host for pictures.
[[base_maps]]
name = "OpenTopoMap"
url = "https://a.tile.opentopomap.org/{z}/{x}/{y}.png"
attribution = "© OpenStreetMap contributors, SRTM; style © OpenTopoMap (CC BY-SA)"
max_zoom = 17

[[base_maps]]
name = "Satellite (Esri World Imagery)"
url = "https://server.arcgisonline.com/ArcGIS/rest/services/World_Imagery/MapServer/tile/{z}/{y}/{x}"
attribution = "Esri, Maxar, Earthstar Geographics and the GIS user community"
max_zoom = 17
"""


def settings_text(outlines: Outlines, left: str, right: str, *, has_sea: bool) -> str:
    """The text of `atlas.toml`.

    Args:
        outlines: The two countries and where their outlines come from.
        left: Code of the left bank.
        right: Code of the right bank.
        has_sea: Whether the backdrop has a sea.
    """
    origin = outlines.origin
    names = f"{outlines.first.name}–{outlines.second.name}"
    head = {
        "title": f"{names} border",
        "headline": f"The {names} border, kilometre by kilometre",
        "summary": "Every place says how far along the line it stands, who says so, and how sure that is. "
        "Each page is one file and works without a network.",
        "countries": [outlines.first.code, outlines.second.code],
        "output": "../maps",
        "sources": "sources.json",
        "contact": "Corrections: write here whom readers should tell.",
        "disclaimer": "Lines and names on these maps are not statements about sovereignty, and nothing here is fit for "
        f"navigation. The drawn border is not the demarcated one. {origin.caution}".strip(),
    }
    backdrop = {"countries": "base/countries.geojson"} | ({"lakes": "base/sea.geojson"} if has_sea else {})
    lacks = f"The backdrop has no towns, rivers, roads or relief{'' if outlines.has_coasts else ', and no coasts'}."
    parts = [
        "# What this atlas holds and which maps it draws. Paths are relative to this file.\n\n" + _table(head),
        _LANGUAGES,
        "[border]\n"
        + _table(
            {
                "file": "border.geojson",
                "drawn": "base/border_drawn.geojson",
                "left": left,
                "right": right,
                "version": origin.version,
                "licence": origin.licence,
            }
        ),
        "# Further parts, where you have them: provinces, rivers, lakes, towns, banks.\n[backdrop]\n"
        + _table(backdrop | {"lacks": lacks}),
        *(_layer(name) for name in LAYERS),
        *(_map(name) for name in _MAPS),
        "[[credits]]\n"
        + _table(
            {"text": origin.credit, "short": origin.short, "licence": origin.licence}
            | ({"url": origin.url} if origin.url else {})
        ),
        _BASE_MAPS,
    ]
    return "\n".join(parts)


def _layer(name: str) -> str:
    schema = LAYERS[name]
    values = {"file": f"{name}.geojson", "title": schema.title, "licence": "CC-BY-4.0", "review_days": REVIEW_DAYS}
    return f"[layers.{name}]\n" + _table(values)


def _map(name: str) -> str:
    title, summary, layers = _MAPS[name]
    return "[[maps]]\n" + _table({"name": name, "title": title, "summary": summary, "layers": list(layers)})


def _table(values: Mapping[str, object]) -> str:
    return "".join(f"{name} = {_value(value)}\n" for name, value in values.items())


def _value(value: object) -> str:
    """A text, number or list of texts: what JSON writes of them is TOML too, but for one character."""
    return orjson.dumps(value).decode().replace("\x7f", "\\u007f").replace('","', '", "')
