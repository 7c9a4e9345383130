"""Codes of what is well-formed and yet makes no sense, or no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from borderatlas.layers.codes import Entry

PLACES: Final[tuple[Entry, ...]] = (
    (
        "position-swapped",
        "warning",
        "Far from the line, and near it with the numbers swapped",
        "The place lies over 1,000 km from the line, and within 200 km if latitude and longitude change places.",
        "Write longitude first, then latitude.",
    ),
    (
        "off-the-border",
        "warning",
        "A bridge, ferry or tripoint off the line",
        "It lies further from the border line than its precision, and for bridges half their length, allows.",
        "Correct the position, or give the wider precision.",
    ),
    (
        "scope-exceeded",
        "warning",
        "An event further off than its scope",
        "Even the nearest place within its precision is over 10 km (`border`) or 50 km (`near_border`) from the line.",
        "Correct the scope or the position.",
    ),
    (
        "side-contradicted",
        "warning",
        "On the other side",
        "The whole disc of the precision lies within 100 km of the line on the bank opposite to `side`.",
        "Correct the side or the position, or give the wider precision.",
    ),
    (
        "mission-outside-host",
        "warning",
        "A mission outside its host state",
        "It lies outside the country that `host_state` names by more than its precision.",
        "Correct the position or the host state.",
    ),
    (
        "alternative-too-sharp",
        "warning",
        "A sharp position among the alternatives",
        "A military post or base carries another position with more than two decimals, sharper than a town.",
        "Round it to two decimals (a kilometre), or delete it.",
    ),
)

TIME: Final[tuple[Entry, ...]] = (
    (
        "event-in-future",
        "warning",
        "An event that is yet to come",
        "An event begins after the day of the check.",
        "Correct the date.",
    ),
    (
        "date-in-future",
        "warning",
        "A status of a day to come",
        "`as_of` says when the status was documented; that cannot be after the day of the check.",
        "Correct the date; what is planned is a status.",
    ),
    (
        "duplicate-likely",
        "warning",
        "Probably the same event twice",
        "Two events within 5 km name the same actors on the same day, and neither says that it may be the other.",
        "Merge the two, or say so with possible_duplicate_of.",
    ),
    (
        "duplicate-of-nothing",
        "warning",
        "May be the same as nothing",
        "`possible_duplicate_of` names an id that the layer does not have.",
        "Correct the id, or delete the field.",
    ),
    (
        "layer-outdated",
        "warning",
        "Data older than the layer's age of review",
        "The newest date of the layer is further back than `review_days` in atlas.toml.",
        "Look for news, and date what is confirmed with as_of.",
    ),
    (
        "feature-gone",
        "warning",
        "A feature that the maps still show is gone",
        "The last build drew a feature of this id, which its layer no longer has: links to it lead nowhere.",
        "Restore it or its id; if it went on purpose, build the maps again.",
    ),
)

ATLAS: Final[tuple[Entry, ...]] = (
    (
        "line-unusable",
        "error",
        "The border line cannot be used",
        "Its file is missing, broken or has no length, so that nothing can be compared with the line.",
        "Restore the file that atlas.toml names under [border].",
    ),
    (
        "countries-unusable",
        "error",
        "The countries cannot be used",
        "The file of country polygons is missing or broken, so that missions cannot be compared with their host.",
        "Restore the file that atlas.toml names under [backdrop].",
    ),
)
