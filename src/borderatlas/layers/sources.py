"""The list of sources: CSL-JSON, each source once, referred to by its id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from borderatlas.errors import LayerError, suggestion
from borderatlas.layers.dates import PartialDate
from borderatlas.layers.faults import Spot
from borderatlas.layers.findings import Finding, report, shorten
from borderatlas.layers.kinds.base import Slug, Text
from borderatlas.layers.reading import Layer, read_json
from borderatlas.layers.structure import spot_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

_LAYER: Final = "sources"

SourceType = Literal[
    "webpage",
    "post-weblog",
    "article-newspaper",
    "entry-encyclopedia",
    "report",
    "book",
    "dataset",
    "map",
    "broadcast",
    "document",
]


def _check_link(url: str) -> str:
    if url.startswith(("http://", "https://")) and not any(mark.isspace() for mark in url):
        return url
    raise PydanticCustomError(
        "url-invalid", "expected {expected}", {"expected": "an address with http:// or https:// and no blanks"}
    )


Link = Annotated[Text, AfterValidator(_check_link)]


class Issued(BaseModel):
    """When a source was published, as CSL-JSON has it: one date, or the two ends of a range; each may be partial."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    date_parts: tuple[tuple[int, ...], ...] = Field(alias="date-parts", min_length=1, max_length=2)

    @model_validator(mode="after")
    def _dates_exist(self) -> Self:
        try:
            self.dates()
        except (TypeError, ValueError) as err:
            raise PydanticCustomError(
                "date-invalid",
                "expected {expected}",
                {"expected": "[[year, month, day]] of the calendar; month and day may be missing"},
            ) from err
        return self

    def dates(self) -> tuple[PartialDate, ...]:
        """Return the date, or both ends of the range."""
        return tuple(PartialDate(*parts) for parts in self.date_parts)

    def __str__(self) -> str:
        return "/".join(map(str, self.dates()))


class Custom(BaseModel):
    """What CSL-JSON has no member for.

    Attributes:
        redistribution: `forbidden` where the licence of a dataset forbids passing its rows on: `build` and `export`
            leave out the features that were imported from it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    redistribution: Literal["forbidden"] | None = None


class Source(BaseModel):
    """One source: who said it, where and when.

    `note` keeps what is special about the date or the text, such as "inferred; page undated".
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    id: Slug
    type: SourceType
    title: Text | None = None
    container_title: Text | None = Field(None, alias="container-title")
    publisher: Text | None = None
    issued: Issued | None = None
    version: Text | None = None
    url: Link | None = Field(None, alias="URL")
    note: Text | None = None
    custom: Custom | None = None

    @property
    def may_be_passed_on(self) -> bool:
        """Whether rows that were imported from this source may stand in pages and exports."""
        return self.custom is None or self.custom.redistribution != "forbidden"

    @model_validator(mode="after")
    def _says_who(self) -> Self:
        if self.title or self.container_title or self.publisher:
            return self
        raise PydanticCustomError(
            "source-nameless", "expected {expected}", {"expected": "a title, container-title or publisher"}
        )

    def to_csl(self) -> dict[str, Any]:
        """Return the source as a CSL-JSON item, without what is empty."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)


class Sources(Mapping[str, Source]):
    """The sources of an atlas by id, in the order of the file."""

    def __init__(self, path: Path, sources: Iterable[Source]) -> None:
        self.path = path
        self._by_id = {source.id: source for source in sources}

    def __getitem__(self, key: str) -> Source:
        return self._by_id[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)


def read_sources(path: Path) -> Sources:
    """Read and check `sources.json`.

    Raises:
        LayerError: The file is missing, broken, no list, or entries break the schema; every error is listed.
    """
    sources, findings = examine_sources(path)
    if errors := [finding for finding in findings if finding.level == "error"]:
        raise LayerError(report(errors), errors)
    return sources


def examine_sources(path: Path) -> tuple[Sources, list[Finding]]:
    """Read `sources.json`: the sources that are sound, and all that is found.

    Raises:
        LayerError: The file is missing, broken or no list.
    """
    file = Spot(_LAYER, str(path), "")
    entries, findings = read_json(path, _LAYER)
    if not isinstance(entries, list):
        hint = "Export it from Zotero as CSL-JSON, for example."
        findings.append(file.finding("not-a-list", expected="a list of CSL-JSON items", hint=hint))
        raise LayerError(report(findings), findings)
    sources: dict[str, Source] = {}
    for number, entry in enumerate(entries, start=1):
        spot = spot_of(entry, number, file)
        try:
            source = Source.model_validate(entry, by_name=False, by_alias=True)
        except ValidationError as err:
            findings += [
                spot.finding(
                    "source-invalid",
                    field=".".join(map(str, detail["loc"])),
                    value="" if detail["type"] in ("missing", "source-nameless") else shorten(detail["input"]),
                    expected=str(detail.get("ctx", {}).get("expected", detail["msg"])),
                    hint="See the fields of a source in the README of the data.",
                )
                for detail in err.errors(include_url=False)
            ]
            continue
        if source.id in sources:
            hint = "Merge the two, or give one another id."
            findings.append(spot.finding("id-duplicate", field="id", expected="each id once", hint=hint))
        sources[source.id] = source
    return Sources(path, sources.values()), findings


def check_sources(layers: Iterable[Layer], sources: Sources) -> list[Finding]:
    """Return an error for every key that a feature names and `sources` does not have."""
    return [
        unknown_source(key, field, sources, Spot(layer.name, str(layer.path), feature.id))
        for layer in layers
        for feature in layer
        for field, key in named_sources(feature.sources, feature.dataset)
        if key not in sources
    ]


def named_sources(sources: Iterable[str], dataset: str | None) -> Iterator[tuple[str, str]]:
    """Yield the field and the key of each source that a feature names."""
    for key in sources:
        yield "sources", key
    if dataset is not None:
        yield "dataset", dataset


def unknown_source(key: str, field: str, sources: Collection[str], spot: Spot) -> Finding:
    """Return the error that a feature names a key which `sources` does not have."""
    return spot.finding(
        "source-unknown",
        field=field,
        value=shorten(key),
        expected="a key of sources.json",
        hint=f"Add the source there, or correct the key{suggestion(key, sources)}.",
    )
