"""Provinces along each bank, by kilometre."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from borderatlas.errors import LayerError

if TYPE_CHECKING:
    from pathlib import Path

Kilometre = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class Province(BaseModel):
    """A province's stretch of a bank.

    Attributes:
        code: ISO 3166-2.
        name: Name for a reader.
        from_km: Border km at which it begins.
        to_km: Border km at which it ends.
    """

    model_config = ConfigDict(frozen=True)

    code: str
    name: str
    from_km: Kilometre
    to_km: Kilometre


class Banks(BaseModel):
    """Provinces along each bank.

    Attributes:
        precision_km: How far off the kilometres between provinces may be.
        banks: Provinces by country (ISO 3166-1 alpha-3), in the order of the line.
    """

    model_config = ConfigDict(frozen=True)

    precision_km: Kilometre = 0
    banks: dict[str, tuple[Province, ...]]

    def along(self, country: str | None, km_from: float, km_to: float) -> tuple[Province, ...]:
        """The provinces of a country that share more than a point with a stretch; none where it is not told."""
        provinces = self.banks.get(country or "", ())
        return tuple(entry for entry in provinces if entry.from_km < km_to and km_from < entry.to_km)


def read_banks(path: Path) -> Banks:
    """Reads the provinces along the banks.

    Raises:
        LayerError: The file is missing, is not JSON, or lacks what `Banks` needs.
    """
    try:
        return Banks.model_validate_json(path.read_bytes())
    except OSError as error:
        raise LayerError(f"{path}: cannot be read ({error.strerror}). Restore the file.") from error
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        where = ".".join(map(str, fault["loc"])) or "the file"
        raise LayerError(
            f"{path}: {where}: {fault['msg']}. Expected the provinces of each bank with code, name, from_km and to_km."
        ) from error
