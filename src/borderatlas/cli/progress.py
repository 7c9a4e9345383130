"""Progress on a terminal: one line on standard error that goes when the work is done; nothing where nobody watches."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Yields a function that shows what is being done."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415  # takes a tenth of a second that a pipe need not wait for

    with Console(stderr=True).status("Reading the layers") as status:
        yield lambda title: status.update(f"Drawing: {title}")
