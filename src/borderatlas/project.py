"""`atlas.toml`: what an atlas holds and which maps it draws."""

from __future__ import annotations

import tomllib
from pathlib import Path  # noqa: TC003  # Pydantic reads it when the class is made
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    StringConstraints,
    ValidationError,
    model_validator,
)

from borderatlas.errors import SettingsError, suggestion
from borderatlas.files import settings_file

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

SETTINGS_FILE = settings_file.SETTINGS_FILE
DATA_FOLDER = settings_file.DATA_FOLDER

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
SourceKey = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
TileAddress = Annotated[str, StringConstraints(pattern=r"^https://[\w.{}-]+/.*\{z\}.*$")]


class Settings(BaseModel):
    """Base of all settings: frozen, and a misspelt key is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class BorderSettings(Settings):
    """The reference line."""

    file: str
    """The full line: kilometres are measured on it."""
    drawn: str
    """The simplified line, drawn at small scales."""
    left: CountryCode
    """The country on the left bank, looking along the line from its first vertex."""
    right: CountryCode
    version: str
    """Published with every kilometre."""
    licence: str
    lengths: str | None = None
    """Id of the feature with the published lengths."""


class BackdropSettings(Settings):
    """What the pages draw under the layers, each a GeoJSON file; a part that is left out is not drawn."""

    countries: str
    provinces: str | None = None
    rivers: str | None = None
    lakes: str | None = None
    towns: str | None = None
    banks: str | None = None
    """Provinces along each bank, by kilometre."""
    lacks: str
    """A sentence for readers: what the backdrop does not show."""


class LayerSettings(Settings):
    """One layer."""

    file: str
    title: str
    licence: str
    review_days: Annotated[int, Field(gt=0)]
    """Days after which the newest fact of the layer counts as old."""


class MapSettings(Settings):
    """One map page."""

    name: Name
    title: str
    summary: str
    layers: Annotated[list[str], Field(min_length=1)]


class Credit(Settings):
    """Who made what the atlas uses."""

    text: str
    short: str
    """What stands in the corner of a map."""
    licence: str | None = None
    url: str | None = None
    covers: Annotated[tuple[Literal["line", "layers", "backdrop"], ...], Field(min_length=1)] = (
        "line",
        "layers",
        "backdrop",
    )
    """What was made from it; an export names those whose work it carries."""


class BaseMap(Settings):
    """An online base map that readers may switch on; the address holds {z}, {x}, {y}."""

    name: str
    url: TileAddress
    attribution: str
    max_zoom: Annotated[int, Field(ge=1, le=24)] = 17

    @property
    def host(self) -> str:
        """The host that the page asks while this map is on."""
        return self.url.split("/")[2].replace("{s}", "*")


class Language(Settings):
    """A language in which names can be shown."""

    code: str
    label: str
    direction: Literal["ltr", "rtl"] = "ltr"


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _as_rules(value: Any) -> Any:
    """One rule, or the name of a column, as a list of rules."""
    rules = value if isinstance(value, list | tuple) else [value]
    return [{"column": rule} if isinstance(rule, str) else rule for rule in rules]


class FieldRule(Settings):
    """How `borderatlas import` reads a field from a row of a foreign file."""

    column: Annotated[tuple[str, ...], BeforeValidator(_listed)] = ()
    """The column, or several: the first that is filled counts."""
    every: bool = False
    """Whether all columns count that are filled, as the items of a list."""
    separator: str | None = None
    """What parts the items of a list within a cell; `;` goes without saying."""
    constant: JsonValue = None
    """What every row has, where no column gives anything."""
    unknown: tuple[str, ...] = ()
    """Words that say nothing, such as `0` for a number that is not known."""
    values: dict[str, JsonValue] = {}
    """The file's words, and what stands for them here."""
    otherwise: Literal["keep", "nothing", "leave out"] = "keep"
    """What becomes of a word that `values` lacks: it stays, it says nothing, or its row is left out (also if empty)."""
    date: str | None = None
    """Form of a date as `datetime.strptime` has it: `%d/%m/%Y`."""
    decimal: Literal[".", ","] | None = None
    """The decimal mark of numbers, where the other one parts thousands."""
    widen_by: str | None = None
    """A column that says how well a date is known."""
    widths: dict[str, Literal["day", "month", "year", "nothing"] | int] = {}
    """What it says, and what the date becomes: a month, a year, nothing, or a day so many days later (or earlier)."""


FieldRules = Annotated[tuple[FieldRule, ...], BeforeValidator(_as_rules), Field(min_length=1)]
"""Rules for one field; the first that gives something counts."""


class ImportSettings(Settings):
    """A mapping: how the rows of a foreign file become features of a layer."""

    layer: Name | None = None
    """The layer that it is for; any where not given."""
    like: str | None = None
    """A ready-made mapping that holds for whatever is not said here."""
    source: SourceKey | None = None
    """Key of `sources.json`: the data set. It goes into `dataset`, and into `sources` where no rule gives them."""
    id_prefix: str = ""
    """What ids begin with, before the id that the file has."""
    fields: dict[str, FieldRules] = {}
    """Rules by field: a column of the flat twin, `lon`, `lat`, `wkt`, or a rare fact such as `details.dyad`."""
    names_from: str | None = None
    """What columns of names begin with, before the tag of the language: `name:`."""
    as_points: bool = False
    """Whether lines and areas become points."""
    within_km: Annotated[float, Field(gt=0)] | None = None
    """How far from the line new features may lie; 50 km for data sets where not given."""


class AtlasSettings(Settings):
    """Everything in `atlas.toml`."""

    title: str
    headline: str
    summary: str
    countries: Annotated[list[CountryCode], Field(min_length=2, max_length=2)]
    output: str = "../maps"
    contact: str
    disclaimer: str
    sources: str = "sources.json"
    changes: str | None = None
    """The log of releases, which `borderatlas release` writes."""
    languages: Annotated[list[Language], Field(min_length=1)]
    border: BorderSettings
    backdrop: BackdropSettings
    layers: dict[Name, LayerSettings]
    maps: Annotated[list[MapSettings], Field(min_length=1)]
    credits: list[Credit] = []
    base_maps: list[BaseMap] = []
    imports: dict[Name, ImportSettings] = {}
    downloads: list[str] = []
    """Formats of `borderatlas export` that `build` writes beside the pages, for readers to take with them."""

    @model_validator(mode="after")
    def _layers_are_there(self) -> AtlasSettings:
        names = [entry.name for entry in self.maps]
        for index, entry in enumerate(self.maps):
            if entry.name in names[:index]:
                raise ValueError(
                    f"maps[{index}].name: {entry.name!r} is taken by an earlier map; give this one another name"
                )
            for layer in entry.layers:
                if layer not in self.layers:
                    raise ValueError(
                        f"maps[{index}].layers: there is no layer {layer!r}{suggestion(layer, list(self.layers))}. "
                        f"The layers are: {', '.join(self.layers)}"
                    )
        for name, mapping in self.imports.items():
            if mapping.layer is not None and mapping.layer not in self.layers:
                raise ValueError(
                    f"imports.{name}.layer: there is no layer {mapping.layer!r}"
                    f"{suggestion(mapping.layer, list(self.layers))}. The layers are: {', '.join(self.layers)}"
                )
        return self


_PARTS: dict[str, type[Settings]] = {
    "border": BorderSettings,
    "backdrop": BackdropSettings,
    "layers": LayerSettings,
    "maps": MapSettings,
    "credits": Credit,
    "base_maps": BaseMap,
    "languages": Language,
    "imports": ImportSettings,
}


class Project(Settings):
    """An atlas's folder and its settings.

    Attributes:
        folder: The folder that holds `atlas.toml` and the layers.
        settings: What `atlas.toml` says.
    """

    folder: Path
    settings: AtlasSettings

    @property
    def file(self) -> Path:
        """The settings file."""
        return self.folder / SETTINGS_FILE

    @property
    def output(self) -> Path:
        """The folder that maps are written to."""
        return (self.folder / self.settings.output).resolve()

    def path(self, name: str) -> Path:
        """The path of a file that the settings name."""
        return self.folder / name

    def map(self, name: str) -> MapSettings:
        """The settings of a map.

        Raises:
            SettingsError: There is no such map; the message names those that there are.
        """
        for entry in self.settings.maps:
            if entry.name == name:
                return entry
        names = [entry.name for entry in self.settings.maps]
        raise SettingsError(
            f"{self.file}: there is no map {name!r}{suggestion(name, names)}. The maps are: {', '.join(names)}."
        )


def open_project(path: str | Path) -> Project:
    """Reads the settings of an atlas.

    Args:
        path: The atlas's folder, its data folder, or the `atlas.toml` itself.

    Raises:
        SettingsError: There is no `atlas.toml`, it is not TOML, or its settings are at fault; all faults are listed.
    """
    file = settings_file.find_settings(path)
    if file is None:
        looked = " and ".join(str(candidate) for candidate in settings_file.settings_candidates(path))
        raise SettingsError(f"There is no atlas here: looked for {looked}. Name the folder that holds {SETTINGS_FILE}.")
    try:
        values = tomllib.loads(file.read_text("utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file}: this is not valid TOML: {error}. Correct that place.") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{file}: byte {error.start} is not UTF-8. Save the file as UTF-8.") from error
    except OSError as error:
        raise SettingsError(f"{file}: cannot be read ({error.strerror}).") from error
    try:
        return Project(folder=file.parent.resolve(), settings=AtlasSettings.model_validate(values))
    except ValidationError as error:
        lines = [f"  {_place(fault)}{_say(fault)}" for fault in error.errors()]
        raise SettingsError(f"{file}: {len(lines)} fault{'s' * (len(lines) > 1)}.\n" + "\n".join(lines)) from None


def _place(fault: ErrorDetails) -> str:
    place = ""
    for part in fault["loc"]:
        place += f"[{part}]" if isinstance(part, int) else f".{part}" if place else str(part)
    return f"{place}: " if place else ""


def _say(fault: ErrorDetails) -> str:
    match fault["type"]:
        case "missing":
            return "is missing. Add it."
        case "extra_forbidden":
            return f"is no setting{suggestion(str(fault['loc'][-1]), _known(fault['loc']))}. Correct or remove it."
        case "value_error":
            return fault["msg"].removeprefix("Value error, ") + "."
        case _:
            return f"{fault['msg'][0].lower()}{fault['msg'][1:]}; found {fault['input']!r:.80}."


def _known(place: tuple[int | str, ...]) -> list[str]:
    """The names of the settings that are known where an unknown one stands."""
    model: type[Settings] = AtlasSettings if len(place) == 1 else _PARTS.get(str(place[0]), AtlasSettings)
    if model is ImportSettings and "fields" in place:
        model = FieldRule
    return list(model.model_fields)
