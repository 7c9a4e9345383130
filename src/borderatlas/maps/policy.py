"""The Content-Security-Policy of a page: what may run and what may be asked for, decided when the page is written."""

from __future__ import annotations

import base64
import hashlib
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def script_hash(text: str) -> str:
    """The source expression that admits exactly this inline script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def policy_tag(scripts: Iterable[str], image_hosts: Iterable[str] = (), script_hosts: Iterable[str] = ()) -> str:
    """The meta element with the policy of a page.

    Nothing is loaded, sent or run but the inline scripts given here, images from `data:` and the hosts named.

    Args:
        scripts: The texts of the inline scripts that we wrote. Never take them from a scan of the finished page: a scan
            would bless an injected script too.
        image_hosts: Hosts that tiles and pictures may come from.
        script_hosts: Hosts that the map's author allowed for the libraries of further Folium elements.
    """
    images = " ".join(f"https://{host}" for host in sorted(set(image_hosts) | set(script_hosts)))
    hosts = " ".join(f"https://{host}" for host in sorted(set(script_hosts)))
    hashes = " ".join(sorted({script_hash(text) for text in scripts}))
    rules = {
        "default-src": "'none'",
        "script-src": f"{hashes} {hosts}" if hashes or hosts else "'none'",
        # Leaflet and Folium set style attributes; styles cannot run anything.
        "style-src": f"'unsafe-inline' {hosts}",
        "img-src": f"data: blob: {images}",
        "font-src": f"data: {hosts}",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    content = "; ".join(" ".join(f"{name} {value}".split()) for name, value in rules.items())
    return f'<meta http-equiv="Content-Security-Policy" content="{escape(content, quote=False)}">'
