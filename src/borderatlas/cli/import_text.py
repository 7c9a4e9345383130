"""What an import would do, for people."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.text import Text

from borderatlas.changes import ABSENT
from borderatlas.cli.changes_text import print_layer
from borderatlas.layers.findings import escape, shorten

if TYPE_CHECKING:
    from borderatlas.importing import Plan
    from borderatlas.layers import Finding

_WIDTH: Final = 120
_MOST: Final = 20
"""Changes, conflicts and findings of each sort that have their own lines."""


def print_plan(plan: Plan, *, every: bool) -> None:
    """Print what an import would do.

    Args:
        plan: The plan.
        every: Whether each change has its lines, however many there are.
    """
    console = Console(highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _WIDTH
    most = None if every else _MOST
    rows = plan.rows
    console.print(Text(escape(f"{plan.request.source} → {plan.request.layer}"), style="dim"))
    for note in plan.notes:
        console.print(Text(escape(note)))
    told = [f"{rows[word]:,} {word}" for word in ("added", "updated", "unchanged", "removed", "faulty") if rows[word]]
    console.print(Text(f"{rows['total']:,} row{'s' * (rows['total'] != 1)}: {', '.join(told) or 'nothing to do'}."))
    for reason, count in plan.left_out.items():
        console.print(Text(escape(f"{count:,} left out: {reason}.")))
    if plan.diff:
        print_layer(console, plan.diff, most)
        sizes = (len(plan.diff.added), len(plan.diff.removed), len(plan.diff.changed))
        if most is not None and (more := sum(max(size - most, 0) for size in sizes)):
            console.print(Text(f"… and {more:,} more; --all shows each.", style="dim"))
    _print_conflicts(console, plan, most)
    _print_findings(console, plan.findings, most)
    if plan.refused:
        console.print(Text("\nNothing is written: correct these rows, or take the others with --skip-faulty."))
    elif not plan.files:
        console.print(Text("Nothing to write."))


def _print_conflicts(console: Console, plan: Plan, most: int | None) -> None:
    if not plan.conflicts:
        return
    console.print()
    console.print(Text("Edited by hand, and the source says something else: what stands in the layer is kept"))
    for conflict in plan.conflicts[:most]:
        kept = "nothing" if conflict.kept is ABSENT else shorten(conflict.kept)
        words = f"! {conflict.feature}  {conflict.field}: kept {kept}; the source says {shorten(conflict.offered)}"
        console.print(Text(escape(words), style="yellow"))
    if most is not None and len(plan.conflicts) > most:
        console.print(Text(f"… and {len(plan.conflicts) - most:,} more; --all shows each.", style="dim"))


def _print_findings(console: Console, findings: tuple[Finding, ...], most: int | None) -> None:
    for level, style in (("error", "bold red"), ("warning", "yellow")):
        found = [finding for finding in findings if finding.level == level]
        if not found:
            continue
        console.print()
        for finding in found if level == "error" else found[:most]:
            console.print(Text.assemble((level, style), f"  {finding.code}  {finding.text()}"))
        if level == "warning" and most is not None and len(found) > most:
            console.print(Text(f"… and {len(found) - most:,} more; --all shows each.", style="dim"))
