"""The findings of a check as a table for people: one line per code and file, or one per finding."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from borderatlas.layers.codes import CODES
from borderatlas.layers.findings import escape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from borderatlas.checks.report import CheckReport
    from borderatlas.layers import Finding

_EXAMPLES: Final = 3
_WIDTH: Final = 120
_STYLES: Final = {"error": "bold red", "warning": "yellow"}


def print_report(report: CheckReport, *, every: bool) -> None:
    """Print a report.

    Args:
        report: What was found.
        every: Whether each finding has its own line; else those of one code in a file share one.
    """
    console = Console(highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _WIDTH
    by_file: dict[str, list[Finding]] = {}
    for finding in report.findings:
        by_file.setdefault(finding.file, []).append(finding)
    for file, findings in by_file.items():
        console.print(Text(escape(_shown(file)), style="bold"))
        console.print(_table(findings if every else None, findings))
        console.print()
    console.print(Text(_summary(report)))
    if report.findings:
        told = "" if every else " --all shows each finding;"
        console.print(Text(f"More:{told} --explain CODE says what a code means.", style="dim"))


def _table(each: list[Finding] | None, findings: list[Finding]) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    table.add_column("Level", no_wrap=True)
    table.add_column("Code", no_wrap=True)
    table.add_column("Found", overflow="fold", ratio=1)
    rows = [(finding.level, finding.code, finding.text()) for finding in each] if each else _folded(findings)
    for level, code, text in rows:
        table.add_row(Text(level, style=_STYLES[level]), Text(code), Text(text))
    return table


def _folded(findings: Iterable[Finding]) -> list[tuple[str, str, str]]:
    """One line per code, errors first: the finding itself, or how many there are and the first of them."""
    by_code: dict[str, list[Finding]] = {}
    for finding in sorted(findings, key=lambda finding: finding.level):
        by_code.setdefault(finding.code, []).append(finding)
    return [(found[0].level, code, _line(found)) for code, found in by_code.items()]


def _line(found: list[Finding]) -> str:
    first = found[0]
    if len(found) == 1:
        return first.text()
    names = [finding.feature or "the file" for finding in found[:_EXAMPLES]]
    others = f" and {len(found) - len(names):,} more" if len(found) > len(names) else ""
    title = CODES[first.code].title if first.code in CODES else first.code
    return escape(f"{len(found):,} × {title}: {', '.join(names)}{others}. The first: {first.what()}")


def _summary(report: CheckReport) -> str:
    errors, warnings = report.count("error"), report.count("warning")
    features = sum(layer.features or 0 for layer in report.layers)
    found = f"{_count(errors, 'error')}, {_count(warnings, 'warning')}" if report.findings else "Nothing found"
    return f"{found} in {_count(features, 'feature')} of {_count(len(report.layers), 'layer')}."


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' * (number != 1)}"


def _shown(path: str) -> str:
    """The path as a person here would type it."""
    try:
        short = os.path.relpath(path)
    except ValueError:  # another drive
        return path
    return path if short.startswith("..") else short
