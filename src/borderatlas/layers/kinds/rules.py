"""Rules between the fields of one feature: each that is broken is told, not only the first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

RULES_BROKEN: Final = "rules-broken"
"""Type of the one error in which Pydantic hands on all `Broken` rules of a feature, under `broken` of its context."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that a feature breaks.

    Attributes:
        field: The field to correct.
        expected: What should stand there.
        hint: What to do.
        code: Code of the finding.
    """

    field: str
    expected: str
    hint: str
    code: str = "rule-broken"


def refuse(broken: Iterable[Broken]) -> None:
    """Raise one error that carries every broken rule, if there is any."""
    if found := tuple(broken):
        expected = "; ".join(f"{rule.field}: {rule.expected}" for rule in found)
        raise PydanticCustomError(RULES_BROKEN, "expected {expected}", {"expected": expected, "broken": found})


def disordered(lower: Any, upper: Any, names: tuple[str, str], code: str = "rule-broken") -> Iterator[Broken]:
    """Yield a broken rule unless `lower` is at most `upper`; either may be unknown (None).

    Args:
        lower: Value of the first field.
        upper: Value of the second field.
        names: Names of both fields.
        code: Code of the finding.
    """
    if lower is not None and upper is not None and lower > upper:
        first, second = names
        yield Broken(second, f"at least {first} ({lower})", f"Swap {first} and {second}, or correct one.", code)
