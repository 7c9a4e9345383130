"""Measures: tables of what stands and happens along the border, and the address of every feature.

**Certain and possible.** Places and dates are intervals: from km to km by the precision of a place, from day to day by
what is known of a date. A count is *certain* where the whole interval lies within what the row stands for, and
*possible* where the interval meets it; the certain ones are among the possible ones. A date known to the month counts
for its quarter; one known to the year counts for the year, and possibly for each of its quarters. Kilometres between
provinces are known to within the precision of their file, and the kilometre halfway between two crossing points is as
uncertain as both; neither is taken for sharp.

**Totals add up.** What lies in no row for certain stands, for certain, in one of two further rows, which have no
number, name or year but words in `section_note` (`province_note`, `year_note`, …): `several sections` where it may lie
in more than one, `no place along the line` or `no date` where nothing is known. So `events_certain` sums to the number
of events.

**Nothing unknown is zero.** Types are pandas' nullable ones. A sum of which nothing is stated is NA. A source that
states one count of deaths states the lowest, the best and the highest alike; events without any count are told apart.

**What is counted.** All features of the layers of events, or of those that are named: also those of the relation
`context`, which lie off the border, and those that may be the same as another.

**Tables**, by their rows:

- `section`: stretches of one length, the last one shorter. `section` (from 1), `km_from`, `km_to`, `length_km`; the
  provinces on both banks (`province_tjk`, `province_tjk_code`, …); `bridges_certain`, `bridges_possible`, likewise
  `crossing_points`, `ferries` and `markets`; `longest_gap_km`, the longest gap between neighbouring crossing points of
  which a part lies in it.
- `province`: stretches along which the province changes on neither bank, so that each kilometre is in one. Columns as
  above.
- `crossing`: the stretches that are nearest to each crossing point (features of the kind `crossing`, whatever their
  status). `crossing`, `crossing_id`, `crossing_status`; where it stands (`border_km`, `border_km_from`,
  `border_km_to`); `km_from`, `km_to`, `length_km` of the stretch; `gap_before_km`, `gap_after_km` to its neighbours,
  each with `_least` and `_most`.
- `year`, `quarter` (`2018-Q3`): from the first to the last without a gap; years of which nothing is reported count 0.
- `kind`, `status`: those that occur; `events_placed` and `events_dated` say how many have a place along the line, and a
  date.
- `event`: one row each, with its own interval, its deaths as they are stated, and the nearest crossing point and
  market.
- Several of these, such as `section`, `kind` and `year`: a row for each combination in which something is counted.

All but `event` go on with the columns that `counting.count` lists. Tables with kilometres end with `line_version`, the
version of the line to which the kilometres belong. What is counted is called `event` in the names of columns where all
of it is from layers of events, else `feature`.
"""

from borderatlas.measures.addresses import CROSSING, Address, addresses
from borderatlas.measures.banks import Banks, read_banks
from borderatlas.measures.vocabulary import SECTION_KM, By

__all__ = ["CROSSING", "SECTION_KM", "Address", "Banks", "By", "addresses", "read_banks"]
