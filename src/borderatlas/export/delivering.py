"""Brings an export to its place: written aside, read back by another reader, compared, and only then renamed."""

from __future__ import annotations

import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from borderatlas.errors import UsageError
from borderatlas.export.losses import LossReport
from borderatlas.export.reading_back import compare
from borderatlas.export.terms import terms
from borderatlas.files import staged

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from borderatlas.export.content import Content, Part
    from borderatlas.export.format import Format


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote.

    Attributes:
        format: Name of the format.
        files: The files, in their place; none where a database took the layers.
        features: How many features went out, by layer.
        losses: What could not be carried as it stands in the atlas.
        database: Address of the database that took the layers, without the password; else empty.
        tables: The tables in it, with their schema.
    """

    format: str
    files: tuple[Path, ...]
    features: dict[str, int]
    losses: LossReport
    database: str = ""
    tables: tuple[str, ...] = ()


def deliver(  # noqa: PLR0913  # one for each thing that a person can ask for
    content: Content,
    form: Format,
    output: Path | None = None,
    *,
    losses: LossReport | None = None,
    flat: bool = False,
    overwrite: bool = False,
) -> Exported:
    """Writes an export: all its files, or none.

    Args:
        content: What goes out.
        form: The format.
        output: The file; a folder where the format needs several, or where an archive shall come unpacked. Without it
            a name is made from the atlas's.
        losses: Takes what cannot be carried; may hold what was left out before.
        flat: Whether features come as flat rows where the format could nest them.
        overwrite: Whether files that stand already may be replaced.

    Raises:
        UsageError: There is nothing to write, a file stands already, or several files would need one name.
        OutputError: A file cannot be written, or not be read back; what stood in its place is unchanged.
    """
    losses = LossReport() if losses is None else losses
    features = {part.name: len(part) for part in content.parts}
    if form.unpacks and output is not None and output.suffix != ".zip":
        files = _deliver_unpacked(content, form, output, losses, flat=flat, overwrite=overwrite)
        return Exported(form.name, files, features, losses)
    folder, plan = _plan(content, form, output)
    names = [each for name in plan for each in (*_beside(name, form), name)]
    names += [] if form.tells_terms else [_terms_name(plan, form)]
    if not overwrite:
        _refuse_standing(folder, names)
    with staged(folder) as staging:
        for name, parts in plan.items():
            for other in _beside(name, form):
                staging.path(other)
            path = staging.path(name)
            expected = form.write(path, parts, content, losses, flat=flat)
            compare(path, form.read_back(path), expected)
        if not form.tells_terms:
            staging.write(names[-1], terms(plan, content).encode())
            losses.add(
                "left out", f"{form.title} has no room for licence, credits and disclaimer: {names[-1]} has them."
            )
    return Exported(form.name, tuple(folder / name for name in names), features, losses)


def _deliver_unpacked(  # noqa: PLR0913  # as `deliver`
    content: Content, form: Format, folder: Path, losses: LossReport, *, flat: bool, overwrite: bool
) -> tuple[Path, ...]:
    """Writes what an archive would hold into a folder; it is read back as the archive."""
    _, plan = _plan(content, form, None)
    ((name, parts),) = plan.items()
    with staged(folder) as staging, tempfile.TemporaryDirectory() as aside:
        path = Path(aside, name)
        expected = form.write(path, parts, content, losses, flat=flat)
        compare(path, form.read_back(path), expected)
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if not overwrite:
                _refuse_standing(folder, names)
            for name in names:
                staging.write(name, archive.read(name))
    return tuple(folder / name for name in names)


def _refuse_standing(folder: Path, names: Iterable[str]) -> None:
    """Refuses to replace files that stand already.

    Raises:
        UsageError: One of them does.
    """
    for name in names:
        if (folder / name).exists():
            raise UsageError(
                f"{folder / name}: stands already. Give another name with -o, or --overwrite to replace it."
            )


def _beside(name: str, form: Format) -> list[str]:
    """The files that come with a file; it appears after them."""
    return [str(Path(name).with_suffix(suffix)) for suffix in form.beside]


def _terms_name(plan: Mapping[str, Sequence[Part]], form: Format) -> str:
    names = list(plan)
    return f"{names[0].removesuffix(form.suffix)}.about.txt" if len(names) == 1 else "about.txt"


def _plan(content: Content, form: Format, output: Path | None) -> tuple[Path, dict[str, Sequence[Part]]]:
    """The folder to write into, and the parts that each file holds, by its name."""
    if not content.parts:
        raise UsageError("There is nothing to export: no layer is left.")
    groups = groups_of(content, form)
    if len(groups) > 1:
        folder = Path(f"{content.name}-{form.name}") if output is None else output
        if folder.suffix == form.suffix and not folder.is_dir():
            raise UsageError(
                f"{folder}: {len(groups)} files are needed ({', '.join(groups)}), since licences are kept apart. "
                "Name a folder, or one layer with --layer."
            )
        return folder, {f"{name}{form.suffix}": parts for name, parts in groups.items()}
    ((name, parts),) = groups.items()
    if output is None:
        return Path(), {f"{name}{form.suffix}": parts}
    if output.is_dir() or not output.suffix:
        return output, {f"{name}{form.suffix}": parts}
    if not output.name.lower().endswith(form.endings):
        raise UsageError(
            f"{output}: files of the format {form.name} end in {form.suffix}. Give such a name, or a folder."
        )
    return output.parent, {output.name: parts}


def groups_of(content: Content, form: Format) -> dict[str, Sequence[Part]]:
    """The parts that each file holds, by its name without ending."""
    if form.holds == "all":
        return {content.name: content.parts}
    if form.holds == "one":
        return {part.name: [part] for part in content.parts}
    groups = content.by_licence()
    if len(groups) == 1:
        return {content.name: content.parts}
    return {f"{content.name}-{licence.lower()}": parts for licence, parts in groups.items()}
