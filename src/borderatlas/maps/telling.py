"""What a build says of itself: why pages were written, what it left alone, and what stopped it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from borderatlas.errors import LayerError, OutputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from borderatlas.maps.built import Build, Built

_REASONS = 3
"""So many reasons are told one by one."""


def refuse_half(done: Build, faults: Mapping[str, LayerError], folder: Path) -> None:
    """Raises what kept a build from bringing all pages up to date, with what it did all the same.

    Raises:
        LayerError: Layers are at fault.
        OutputError: Pages were edited, or other files stand in their place.
    """
    lines = [str(error) for error in faults.values()]
    if done.undone:
        names = [f"{name}.html" if name == "index" else name for name in done.undone]
        lines.append(f"Not built: {', '.join(names)}; what stood in {folder} before is unchanged.")
    lines += [_foreign(path) for path in done.foreign]
    if not lines:
        return
    written = ", ".join(page.name for page in done.written)
    rest = len(done) - len(done.written)
    lines.append(f"Built: {written or 'nothing'}.{f' Up to date: {count_pages(rest)}.' if rest else ''}")
    if faults:
        raise LayerError("\n".join(lines), [finding for error in faults.values() for finding in error.findings])
    raise OutputError("\n".join(lines))


def told(done: Build) -> list[str]:
    """Lines for a person: which pages were written and why, what was removed or kept, what was left out."""
    lines = [told_page(page) for page in done.written if page.why != ("new",)]
    if (files := done.written_downloads) and files[0].why != ("new",):
        lines.append(told_page(replace(files[0], name="downloads")))
    if rest := len(done) - len(done.written):
        lines.append(told_rest(rest))
    lines += [f"{path.name}: removed, as the settings name it no more" for path in done.removed]
    lines += [f"{path.name}: kept from before" for path in done.kept]
    if done.withheld:
        from borderatlas.layers.withholding import tell_withheld  # noqa: PLC0415  # layers take long to import

        lines += tell_withheld(done.withheld)
    return lines


def told_page(page: Built) -> str:
    """Why a page was written: `clashes: clashes.geojson changed`."""
    shown = page.why[:_REASONS]
    more = len(page.why) - len(shown)
    return f"{page.name}: {', '.join(shown)}{f', and {more} more' if more else ''}"


def told_rest(count: int) -> str:
    """How many pages were left as they are."""
    return f"up to date: {count_pages(count)}"


def count_pages(count: int) -> str:
    """A number of pages."""
    return f"{count} page{'s' * (count != 1)}"


def _foreign(path: Path) -> str:
    kept = path.with_name(f"{path.stem}.edited{path.suffix}").name
    word = "page" if path.suffix == ".html" else "file"
    return (
        f"{path}: this {word} was edited, or put there by somebody else, since it was built; it is left as it is. "
        f"Move it away, or build with --force, which makes the {word} anew and keeps this one as {kept}."
    )
