"""The record of an import: what the last import of a data set gave, so that what a person changed since is known.

It holds a mark of each value, never the value itself: enough to tell whether a field is still what was given. It stands
in `imports/<layer>.<mapping>.json` beside the layers, sorted, and the same import writes the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import orjson

from borderatlas.errors import LayerError

if TYPE_CHECKING:
    from pathlib import Path

FORMAT: Final = 1


@dataclass(frozen=True)
class Record:
    """What an import gave.

    Attributes:
        rows: Marks of values by leaf, by the id of the feature.
    """

    rows: dict[str, dict[str, str]] = field(default_factory=dict)


def record_name(layer: str, mapping: str) -> str:
    """Return the name of the file, within the data folder."""
    return f"imports/{layer}.{mapping}.json"


def read_record(path: Path) -> Record:
    """Return the record in a file; an empty one where there is none.

    Raises:
        LayerError: It cannot be read.
    """
    try:
        content = orjson.loads(path.read_bytes())
        rows = content["rows"]
        return Record({str(name): {str(k): str(v) for k, v in marks.items()} for name, marks in rows.items()})
    except FileNotFoundError:
        return Record()
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise LayerError(
            f"{path}: the record of earlier imports cannot be read ({error}). Restore it. Without it, whatever differs "
            "from the source counts as edited by hand; to go on so, delete it."
        ) from error
