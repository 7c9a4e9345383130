"""What people read in the package: what it is, what its fields mean, its licences, and how to cite it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from borderatlas.export.addressing import COLUMNS as ADDRESS
from borderatlas.export.licences import is_known, licence_of
from borderatlas.export.places import COLUMNS as PLACE
from borderatlas.layers.dictionary import FLAT_ROWS, Entry, dictionary, entries_of, markdown_table
from borderatlas.layers.schemas import LAYERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from borderatlas.export.content import Content, Part
    from borderatlas.export.data_package.describing import Resource

_FILES_TOLD: Final = (
    "Every layer comes twice: as GeoJSON, nested as in the atlas, and as CSV, one row per feature. Both hold the same "
    "features in the same order. `datapackage.json` describes all files for programs, the columns of the tables too "
    "(Data Package, Table Schema). `LICENCES.md` says under which terms each layer may be passed on, `CITATION.cff` "
    "how to cite it."
)
_CSV_TOLD: Final = (
    "The CSV is UTF-8 with commas. An empty cell is what is not known, never 0. The place stands as `lon` and `lat` "
    "where it is one point, and always as `wkt`, longitude first. Text that a spreadsheet would run as a formula "
    "stands in quotes, as a JSON string."
)


def readme(content: Content, resources: Sequence[Resource]) -> str:
    """`README.md`."""
    version = f"Version {content.version} of {content.released}. " if content.version else ""
    facts = f"Facts to {content.facts_to}. " if content.facts_to else ""
    blocks = [
        f"# {content.title}",
        content.summary,
        f"**{content.disclaimer}**",
        f"{version}{facts}Border kilometres belong to this line: {content.line_version}.",
        "## Files",
        _files(resources),
        _FILES_TOLD,
        _CSV_TOLD,
        content.contact,
        "# Fields",
        FLAT_ROWS.strip(),
        *_fields(content.parts),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def licences(content: Content) -> str:
    """`LICENCES.md`: terms and credits, by licence."""
    blocks = ["# Licences and credits"]
    for name, parts in content.by_licence().items():
        licence = licence_of(name)
        blocks += [
            f"## {licence.title}" + (f" (`{name}`)" if licence.title != name else ""),
            " ".join(filter(None, [licence.says, f"The licence: <{licence.address}>" if licence.address else ""])),
            "For: " + "; ".join(f"{part.title} (`{part.name}`)" for part in parts) + ".",
            "\n".join(f"- {credit}" for credit in dict.fromkeys(credit for part in parts for credit in part.credits)),
        ]
    blocks += ["Name these wherever you pass a layer on, and say this with it:", f"> {content.disclaimer}"]
    return "\n\n".join(block for block in blocks if block) + "\n"


def citation(content: Content) -> str:
    """`CITATION.cff`, Citation File Format 1.2.0. Text stands as JSON strings, which YAML takes as they are."""
    groups = content.by_licence()
    names = list(groups)
    under = "; ".join(f"{name} for {', '.join(part.name for part in parts)}" for name, parts in groups.items())
    lines = {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite them as below, and the sources that a feature names.",
        "type": "dataset",
        "title": content.title,
        "abstract": f"{content.summary} {content.disclaimer} Border line: {content.line_version}. Licences: {under}.",
        "version": content.version,
        "date-released": content.released,
        # Several licences would mean that a reader may choose among them.
        "license": names[0] if len(names) == 1 and is_known(names[0]) else "",
    }
    told = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in lines.items() if value]
    author = json.dumps(f"{content.title}: contributors", ensure_ascii=False)
    return "\n".join([*told, "authors:", f"  - name: {author}"]) + "\n"


def _files(resources: Sequence[Resource]) -> str:
    rows = ["| file | what | features | licence |", "| --- | --- | --- | --- |"]
    for resource in resources:
        part = resource.part
        count, licence = (f"{len(part):,}", part.licence) if part is not None else ("", "")
        rows.append(f"| `{resource.path}` | {resource.title.replace('|', chr(92) + '|')} | {count} | {licence} |")
    return "\n".join(rows)


def _fields(parts: Sequence[Part]) -> Iterator[str]:
    """The tables of fields: those of every layer, then what each adds, only what is filled anywhere."""
    known = [part for part in parts if part.name in LAYERS]
    filled = {part.name: {column.field or column.name for column in part.table.filled().columns} for part in known}
    anywhere = set().union(*filled.values())
    entries = [entry for entry in dictionary() if not entry.derived]
    if common := [entry for entry in entries if not entry.layer and _is_filled(entry, anywhere)]:
        yield "## Every layer"
        yield markdown_table(common).strip()
        yield "Worked out for this package, of the CSV; the GeoJSON has the former in `border_address`:"
        yield markdown_table(entries_of((*ADDRESS, *PLACE))).strip()
    for part in parts:
        own = (
            [entry for entry in entries if entry.layer == part.name and _is_filled(entry, filled[part.name])]
            if part.name in LAYERS
            else entries_of(part.table.columns)
        )
        if own:
            yield f"## `{part.name}`: {part.title}"
            yield markdown_table(own).strip()


def _is_filled(entry: Entry, fields: set[str]) -> bool:
    """Whether any feature says anything in a field, or in that of which it is a member."""
    return entry.field == "geometry" or entry.field.partition(".")[0] in fields
