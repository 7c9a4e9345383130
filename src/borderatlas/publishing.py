"""The files that a build writes beside the pages, for readers to take with them: exports, as the settings ask for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from borderatlas.errors import SettingsError, UsageError
from borderatlas.maps.downloads import Offer
from borderatlas.maps.index import Download
from borderatlas.maps.inputs import inputs_of_downloads

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from borderatlas.export import Content, Format, Part
    from borderatlas.maps.readings import Reading


def offer(reading: Reading) -> Offer:
    """What readers are offered to take with them.

    Args:
        reading: What was read; without layers at fault once the files are written.
    """
    asked = reading.project.settings.downloads
    return Offer(inputs_of_downloads(reading) if asked else {}, partial(_write, reading))


def _write(reading: Reading, folder: Path) -> list[Download]:
    """Writes the exports into a folder, each format into one within it, and says what the files are.

    Raises:
        SettingsError: The settings name a format that there is not.
        OutputError: A file cannot be written or read back.
    """
    from borderatlas.export import LossReport, deliver, gather  # noqa: PLC0415  # loads pandas

    forms = _forms(reading)
    project = reading.project
    content = gather(
        project.settings, reading.layers, reading.sources, reading.ground.border, LossReport(), log=reading.log
    )
    found = []
    for form in forms:
        place = folder / form.name
        place.mkdir()
        done = deliver(content, form, place / f"{content.name}{form.suffix}" if form.unpacks else place)
        labels = _labels(content, form)
        for file in done.files:
            label, licence = labels.get(file.name, ("Licences, credits and disclaimer", ""))
            kind = form.title if file.name in labels else "text"
            found.append(Download(file.relative_to(folder).as_posix(), label, kind, file.stat().st_size, licence))
    return found


def _forms(reading: Reading) -> list[Format]:
    from borderatlas.export import format_named  # noqa: PLC0415  # loads pandas

    try:
        return [format_named(name) for name in dict.fromkeys(reading.project.settings.downloads)]
    except UsageError as error:
        raise SettingsError(f"{reading.project.file}: downloads: {error}") from error


def _labels(content: Content, form: Format) -> dict[str, tuple[str, str]]:
    """What each file holds, for a reader, and its licence, by its name."""
    from borderatlas.export.delivering import groups_of  # noqa: PLC0415  # loads pandas

    return {
        f"{name}{form.suffix}": (_label(parts, content), _licences(parts))
        for name, parts in groups_of(content, form).items()
    }


def _label(parts: Sequence[Part], content: Content) -> str:
    if len(parts) == 1:
        return parts[0].title
    if len(parts) == len(content.parts):
        return "Everything"
    return f"All layers under {parts[0].licence}"


def _licences(parts: Sequence[Part]) -> str:
    """The licences of a file: `CC-BY-4.0; ODbL-1.0 (Border line)`."""
    by_licence: dict[str, list[str]] = {}
    for part in parts:
        by_licence.setdefault(part.licence, []).append(part.title)
    return "; ".join(
        f"{licence} ({titles[0]})" if len(titles) == 1 and len(by_licence) > 1 else licence
        for licence, titles in by_licence.items()
    )
