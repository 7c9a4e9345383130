"""Energy, rail and fibre links over the border, and the plants that feed them. Courses of lines are schematic."""

from __future__ import annotations

from typing import Literal

from borderatlas.layers.dates import PartialDate  # noqa: TC001
from borderatlas.layers.kinds.base import Count, Feature, Number, Text, fact


class Link(Feature):
    """What all energy, rail and fibre features have in common."""

    opened: PartialDate | None = fact("Opened", description="when it opened")
    opened_note: Text | None = fact(
        "Opened, in words", description="the opening in words, where no date can be given or more is to be said"
    )
    operator: Text | None = fact("Run by", description="who runs it")
    funder: Text | None = fact("Paid for by", description="who paid for it")
    cost_usd: Number | None = fact("Cost", "USD", description="cost as published")


class PowerLink(Link):
    """What power lines and stations have in common."""

    voltage_kv: Number | None = fact("Voltage", "kV", description="nominal voltage")
    current: Literal["AC", "DC"] | None = fact("Current", description="alternating (AC) or direct (DC) current")
    circuits: Count | None = fact("Circuits", description="number of circuits")
    capacity_mw: Number | None = fact("Capacity", "MW", description="power that it can carry or produce")
    length_km: Number | None = fact("Length", "km", description="length as published; the drawn course is schematic")
    households: Count | None = fact("Households", description="households supplied")
    people_served: Count | None = fact("People served", description="people supplied")


class HvdcLine(PowerLink):
    """A high-voltage direct current line."""

    kind: Literal["hvdc_line"]


class AcLine(PowerLink):
    """A transmission line of alternating current, or the supply over one."""

    kind: Literal["ac_line"]


class DistributionLine(PowerLink):
    """A line that feeds settlements."""

    kind: Literal["distribution_line"]


class DistributionArea(PowerLink):
    """An area supplied from over the border, where no line was described."""

    kind: Literal["distribution_area"]


class ConverterStation(PowerLink):
    """A station between direct and alternating current."""

    kind: Literal["converter_station"]


class Hydropower(Link):
    """A hydropower plant."""

    kind: Literal["hydropower"]
    capacity_mw: Number | None = fact("Capacity", "MW", description="power that it can carry or produce")
    river: Text | None = fact("River", description="river that drives it")
    dam_height_m: Number | None = fact("Height of the dam", "m", description="height of the dam")
    owner: Text | None = fact("Owner", description="who owns it")


class Railway(Link):
    """A railway over the border."""

    kind: Literal["railway"]
    length_km: Number | None = fact("Length", "km", description="length as published; the drawn course is schematic")


class Fibre(Link):
    """A fibre link over the border."""

    kind: Literal["fibre"]


class Pipeline(Link):
    """A pipeline over the border."""

    kind: Literal["pipeline"]
    length_km: Number | None = fact("Length", "km", description="length as published; the drawn course is schematic")
