"""What an export could not carry as it stands in the atlas: said by name, to people and as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

    from borderatlas.export.content import Part

What: TypeAlias = Literal["renamed", "cut", "rounded", "left out", "reordered", "changed"]
"""`changed` stands for a value that is told in another form, such as a date with only its first day."""

_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing that an export does not carry as it stands in the atlas.

    Attributes:
        what: What was done to it.
        layer: The layer; empty where it concerns all of them.
        field: The field; empty where it concerns features as a whole.
        count: How many features or values it concerns; 0 where it concerns the form of the file.
        reason: Why, in words.
        instead: What stands there now, such as the new name of a field; empty where nothing does.
        examples: Ids of the first features that it concerns.
    """

    what: What
    layer: str
    field: str
    count: int
    reason: str
    instead: str = ""
    examples: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """What it concerns within its layer: the field and what stands there now; may be empty."""
        return " ".join(part for part in (self.field, f"→ {self.instead}" if self.instead else "") if part)

    def text(self) -> str:
        """One line for a person."""
        count = f"({self.count:,})" if self.count else ""
        told = " ".join(part for part in (self.layer, self.subject, count) if part)
        named = f" First: {', '.join(self.examples)}." if self.examples else ""
        return f"{self.what}: {told}{'. ' if told else ''}{self.reason}{named}"


@dataclass(slots=True)
class LossReport:
    """The losses of one export, in the order in which they were met."""

    losses: list[Loss] = field(default_factory=list)

    def __iter__(self) -> Iterator[Loss]:
        return iter(self.losses)

    def __len__(self) -> int:
        return len(self.losses)

    def add(  # noqa: PLR0913  # one for each thing that a person asks of a loss
        self,
        what: What,
        reason: str,
        *,
        layer: str = "",
        field: str = "",
        instead: str = "",
        count: int = 0,
        examples: tuple[str, ...] | list[str] = (),
    ) -> None:
        """Notes a loss; of `examples` the first few are kept."""
        self.losses.append(Loss(what, layer, field, count, reason, instead, tuple(examples[:_EXAMPLES])))

    def add_cells(self, what: What, reason: str, part: Part, field: str, rows: list[int]) -> None:
        """Notes a loss in a column of a layer, if there is any; `rows` are the places of its cells in the table."""
        if rows:
            examples = part.ids[rows].tolist()
            self.add(what, reason, layer=part.name, field=field, count=len(rows), examples=examples)

    def text(self) -> str:
        """The report for a person: losses for one reason are told together, or a sentence says that there is none."""
        if not self.losses:
            return "Nothing was lost."
        together: dict[tuple[What, str], list[Loss]] = {}
        for loss in self.losses:
            together.setdefault((loss.what, loss.reason), []).append(loss)
        return "\n".join(_told(what, reason, losses) for (what, reason), losses in together.items())

    def as_list(self) -> list[dict[str, object]]:
        """The losses ready for JSON."""
        return [asdict(loss) for loss in self.losses]


def _told(what: What, reason: str, losses: list[Loss]) -> str:
    """Losses for one reason: a line if there is one, else the reason and below it what it concerns, layer by layer."""
    if len(losses) == 1:
        return losses[0].text()
    by_layer: dict[str, list[Loss]] = {}
    for loss in losses:
        by_layer.setdefault(loss.layer, []).append(loss)
    layers_of: dict[str, list[str]] = {}
    for layer, found in by_layer.items():
        subjects = ", ".join(subject for loss in found if (subject := _counted(loss)))
        examples = list(dict.fromkeys(example for loss in found for example in loss.examples))[:_EXAMPLES]
        told = "; first ".join(part for part in (subjects, ", ".join(examples)) if part)
        layers_of.setdefault(told, []).append(layer)
    lines = (": ".join(part for part in (", ".join(layers), told) if part) for told, layers in layers_of.items())
    return "\n".join([f"{what}: {reason}", *(f"  {line}" for line in lines)])


def _counted(loss: Loss) -> str:
    """What a loss concerns within its layer, and how many."""
    count = f"{loss.count:,}" if loss.count else ""
    return f"{loss.subject} ({count})" if loss.subject and count else loss.subject or count
