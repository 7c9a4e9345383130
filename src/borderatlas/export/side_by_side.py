"""Work on pieces by several threads at once; what they make comes in the order of the pieces.

Worth it where the work leaves Python: Arrow and GDAL let other threads run meanwhile.
"""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

Piece = TypeVar("Piece")
Made = TypeVar("Made")

_MOST: Final = 4
_AHEAD: Final = 2
"""Pieces that wait for a thread, or whose results wait to be taken: no more of them stand in memory."""


def side_by_side(work: Callable[[Piece], Made], pieces: Iterable[Piece]) -> Iterator[Made]:
    """Does some work on each piece, a few at a time.

    Args:
        work: May run in any thread.
        pieces: Taken one by one, as threads become free, in the thread of the caller.

    Raises:
        Exception: Whatever the work raises, at the place of its piece; no further piece is begun.
    """
    threads = min(_MOST, os.cpu_count() or 1)
    begun: deque[Future[Made]] = deque()
    with ThreadPoolExecutor(threads) as pool:
        try:
            for piece in pieces:
                begun.append(pool.submit(work, piece))
                if len(begun) >= threads + _AHEAD:
                    yield begun.popleft().result()
            while begun:
                yield begun.popleft().result()
        finally:
            for each in begun:
                each.cancel()
