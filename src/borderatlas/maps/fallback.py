"""What a reader without scripts sees of a map page: its title, its features as a table, and the credits."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from borderatlas.layers import KINDS, STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from borderatlas.layers import Feature
    from borderatlas.measures.addresses import Address
    from borderatlas.project import AtlasSettings, MapSettings


def fallback(
    settings: AtlasSettings,
    entry: MapSettings,
    features: Iterable[Feature],
    addresses: Mapping[str, Address],
) -> str:
    """The `noscript` element of a page.

    Args:
        settings: The atlas.
        entry: The map.
        features: The features of the map.
        addresses: By id, the addresses along the border in kilometres.
    """
    rows = "".join(_row(feature, addresses.get(feature.id)) for feature in features)
    thanks = "; ".join(f"{escape(credit.text)} ({escape(credit.licence or '')})" for credit in settings.credits)
    return (
        f"<noscript><h1>{escape(settings.title)}: {escape(entry.title)}</h1><p>{escape(entry.summary)} "
        "The map needs scripts, which this reader does not run; these are its features.</p>"
        "<table><thead><tr><th>km</th><th>What</th><th>Name</th><th>Date or status</th></tr></thead>"
        f"<tbody>{rows}</tbody></table><p>{thanks}</p><p>{escape(settings.disclaimer)}</p></noscript>"
    )


def _row(feature: Feature, address: Address | None) -> str:
    kilometre = "" if address is None else f"{address['km_from']:.0f}–{address['km_to']:.0f}"
    status = STATUSES[feature.status].label if feature.status else ""
    when = feature.start or (f"{status}, {feature.as_of}" if feature.as_of else status)
    cells = (kilometre, KINDS[feature.kind].label, feature.name, str(when))
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
