"""Adds to a page, while it is served, the script that reloads it; the page on disk knows nothing of that."""

from __future__ import annotations

import json
import re
from functools import cache
from html import escape, unescape
from importlib.resources import files

from borderatlas.maps.policy import policy_tag, script_hash

_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(">)')
_END = "</body>"
_STYLE = (
    "body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem } "
    "pre { white-space: pre-wrap; overflow-wrap: anywhere }"
)


def live(html: str, page: str, version: str) -> str:
    """The page with the script, and with a policy that allows exactly this script and asking this server.

    Args:
        html: The page as it is built.
        page: Its file.
        version: What the server calls this state of it.
    """
    script = f"{{\nconst PAGE = {_constant(page)};\nconst VERSION = {_constant(version)};\n{_script()}}}"
    allowed = _POLICY.sub(lambda found: f"{found[1]}{_widened(found[2], script)}{found[3]}", html, count=1)
    before, end, after = allowed.rpartition(_END)
    return f"{before}<script>{script}</script>\n{end}{after}"


def stand_in(title: str, faults: tuple[str, ...]) -> str:
    """A page in the place of one that cannot be drawn yet: what is at fault. `live` makes it wait for better."""
    said = "".join(f"<pre>{escape(fault)}</pre>\n" for fault in faults)
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n{policy_tag([])}\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{escape(title)}</h1>\n"
        f"<p>This page cannot be drawn yet. It appears by itself once this is mended:</p>\n{said}</body>\n</html>\n"
    )


def _widened(policy: str, script: str) -> str:
    rules = dict(rule.strip().partition(" ")[::2] for rule in unescape(policy).split(";"))
    scripts = [] if rules["script-src"] == "'none'" else [rules["script-src"]]
    rules["script-src"] = " ".join([script_hash(script), *scripts])
    rules["connect-src"] = "'self'"
    return escape("; ".join(f"{name} {value}" for name, value in rules.items()), quote=False)


def _constant(text: str) -> str:
    """A text as a constant of a script; nothing in it can end the script's element."""
    return json.dumps(text).replace("<", "\\u003c")


@cache
def _script() -> str:
    return files("borderatlas.serving").joinpath("live.js").read_text("utf-8").replace("\r\n", "\n")
