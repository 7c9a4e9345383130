"""What an export could not carry as it stands in the atlas: said by name, to people and as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

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

    def text(self) -> str:
        """One line for a person."""
        subject = " ".join(part for part in (self.layer, self.field) if part)
        instead = f" → {self.instead}" if self.instead else ""
        count = f" ({self.count:,})" if self.count else ""
        told = f"{subject}{instead}{count}".strip()
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

    def text(self) -> str:
        """The report for a person: one line per loss, or a sentence that there is none."""
        if not self.losses:
            return "Nothing was lost."
        return "\n".join(loss.text() for loss in self.losses)

    def as_list(self) -> list[dict[str, object]]:
        """The losses ready for JSON."""
        return [asdict(loss) for loss in self.losses]
