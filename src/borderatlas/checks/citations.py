"""The list of sources against the features that name them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from borderatlas.layers.faults import Spot

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from borderatlas.layers import Sources
    from borderatlas.layers.findings import Finding

ON_THE_WEB: Final = ("webpage", "post-weblog", "article-newspaper", "entry-encyclopedia")
"""Types of sources that readers expect to follow by an address."""


def without_address(sources: Sources) -> Iterator[Finding]:
    """Yield a warning for each source of the web that has neither an address nor a note on how to find it."""
    for source in sources.values():
        if source.type in ON_THE_WEB and source.url is None and source.note is None:
            yield Spot("sources", str(sources.path), source.id).finding(
                "source-without-address",
                field="URL",
                expected=f"an address, as the source is of the type {source.type}",
                hint="Add the URL, or say in its note how to find the text.",
            )


def unused(sources: Sources, cited: Collection[str]) -> Iterator[Finding]:
    """Yield a warning for each source that no feature names; datasets serve the backdrop too and are left alone."""
    for source in sources.values():
        if source.id not in cited and source.type != "dataset":
            yield Spot("sources", str(sources.path), source.id).finding(
                "source-unused",
                expected="a feature that names it",
                hint="Name it where it says something, or delete it.",
            )
