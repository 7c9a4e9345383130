"""Codes of what reading a file finds: its text, its GeoJSON, its geometries, fields and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from borderatlas.layers.codes import Entry

FILE: Final[tuple[Entry, ...]] = (
    (
        "file-missing",
        "error",
        "There is no such file",
        "The settings or the command name a file that does not exist.",
        "Check the name in atlas.toml, or restore the file.",
    ),
    (
        "file-unreadable",
        "error",
        "The file cannot be opened",
        "The system refuses to read it: it is a folder, or its permissions forbid it.",
        "Check what stands under that name, and its permissions.",
    ),
    (
        "file-empty",
        "error",
        "The file is empty",
        "It holds no byte, or nothing but blanks: a layer without features is still a collection with an empty list.",
        'Restore it from a copy, or write {"type": "FeatureCollection", "features": []}.',
    ),
    (
        "file-other-format",
        "error",
        "The file is of another format",
        "It begins as a zip archive, gzip, GeoPackage, FlatGeobuf or an XML file (KML) does, whatever its name says.",
        "Bring it in with `borderatlas import`, or save it as GeoJSON.",
    ),
    (
        "encoding-wrong",
        "error",
        "The text is not UTF-8",
        "JSON is UTF-8 (RFC 8259). The encoding that the bytes look like is named where it can be told.",
        "Open the file in its encoding and save it as UTF-8.",
    ),
    (
        "byte-order-mark",
        "warning",
        "The file begins with a byte order mark",
        "RFC 8259 forbids writing it. It is skipped here; other programs stumble over it.",
        "Save the file as UTF-8 without BOM.",
    ),
    (
        "json-broken",
        "error",
        "This is not JSON",
        "The text breaks the grammar of JSON at the line and column named; nothing of the file can be read.",
        "Look there for a missing comma, quote or bracket, a comma too many, or a comment.",
    ),
    (
        "json-cut-short",
        "error",
        "The JSON ends too early",
        "The file ends in the middle of a value: a download or a copy was cut off, or a closing bracket is missing.",
        "Fetch or copy the file again, or close the brackets.",
    ),
    (
        "number-not-finite",
        "error",
        "NaN or Infinity",
        "JSON has no such numbers, although some programs write them.",
        "Write null, or leave the member out.",
    ),
    (
        "number-too-large",
        "error",
        "A number that no program can hold",
        "It exceeds 1.8e308, the largest double.",
        "Correct the number.",
    ),
    (
        "nesting-too-deep",
        "error",
        "Lists or objects nested too deep",
        "A feature holds more than 32 levels of lists and objects; no fact needs them, and programs fail on them.",
        "Flatten the value, or delete it.",
    ),
    (
        "key-duplicate",
        "error",
        "A key stands twice in one object",
        "Programs keep the first, the last or none of them, so that part of what was written is lost unseen.",
        "Keep one of the two.",
    ),
)

GEOJSON: Final[tuple[Entry, ...]] = (
    (
        "not-a-collection",
        "error",
        "No FeatureCollection",
        "A layer is one GeoJSON FeatureCollection with a list under `features`.",
        "Save the layer as GeoJSON; put a single feature into a collection.",
    ),
    (
        "crs-unexpected",
        "error",
        "Another coordinate reference system",
        "The member `crs` names something else than WGS 84, in which layers are kept (RFC 7946).",
        "Save the layer in EPSG:4326.",
    ),
    (
        "crs-member",
        "warning",
        "A `crs` member",
        "RFC 7946 has no `crs`: coordinates are longitude and latitude of WGS 84. This one says so, and does no harm.",
        "Delete the member, or save the layer as RFC 7946.",
    ),
    (
        "bbox-wrong",
        "warning",
        "A `bbox` that is none",
        "A bounding box has four or six finite numbers: west, south (and depth), east, north (and height).",
        "Delete the member: the atlas does not need it.",
    ),
    (
        "not-a-feature",
        "error",
        "An entry that is no Feature",
        "Each entry of `features` is an object of the type Feature with an object under `properties`.",
        "Correct its type and properties, or delete it.",
    ),
    (
        "field-misplaced",
        "error",
        "A member at the wrong place",
        "Facts stand among the properties; the geometry stands beside them.",
        "Move the member to where it belongs.",
    ),
    (
        "id-conflict",
        "error",
        "Two ids for one feature",
        "The id beside the properties and the one among them differ.",
        "Keep one of the two.",
    ),
    (
        "id-duplicate",
        "error",
        "An id stands twice in one file",
        "Links, imports and changes find a feature, or a source, by its id.",
        "Give one of them another id, or delete the copy.",
    ),
    (
        "id-shared",
        "warning",
        "An id stands in two layers",
        "Links and addresses along the line are kept by id for the whole atlas: one of the two hides the other.",
        "Give one of them another id.",
    ),
)

GEOMETRY: Final[tuple[Entry, ...]] = (
    (
        "geometry-invalid",
        "error",
        "No geometry of RFC 7946",
        "The type is unknown, the coordinates are not nested as it says, or a position is no pair of finite numbers.",
        "Draw the geometry again, or correct its coordinates. Split a GeometryCollection into features.",
    ),
    (
        "coordinates-swapped",
        "error",
        "Latitude stands first",
        "The second number of a position is beyond 90 degrees, and the two would fit the other way round.",
        "Write longitude first, then latitude.",
    ),
    (
        "coordinates-projected",
        "error",
        "Coordinates beyond the globe",
        "Longitudes go from -180 to 180 and latitudes from -90 to 90 degrees: these look like metres of a projection.",
        "Save the layer in EPSG:4326 (WGS 84).",
    ),
    (
        "ring-open",
        "error",
        "A ring that does not close",
        "The first and last position of a polygon's ring are the same, and a ring has at least four positions.",
        "Repeat the first position at the end.",
    ),
    (
        "geometry-crosses-itself",
        "error",
        "A polygon that crosses itself",
        "Rings cross, touch along an edge or lie within each other: what is inside is undefined, and areas are wrong.",
        "Mend it in a GIS program (in QGIS: Fix geometries).",
    ),
    (
        "ring-winding",
        "warning",
        "A ring that runs the wrong way",
        "RFC 7946 has outer rings run counter-clockwise and holes clockwise. Some programs take the ring for all else.",
        "Save the layer as RFC 7946, or turn the ring.",
    ),
    (
        "vertex-repeated",
        "warning",
        "A vertex that follows itself",
        "Neighbouring positions of a line or ring are the same; harmless here, but a sign of a slip in drawing.",
        "Delete the copy.",
    ),
    (
        "antimeridian-uncut",
        "warning",
        "An edge over 180 degrees",
        "Neighbouring positions lie more than 180 degrees of longitude apart: maps draw the edge around the globe.",
        "Cut the geometry at the antimeridian (RFC 7946, 3.1.9).",
    ),
)

FIELDS: Final[tuple[Entry, ...]] = (
    (
        "field-unknown",
        "error",
        "A field that the kind does not have",
        "A misspelt name, or a fact that belongs to another kind.",
        "Correct the name, or put a rare fact under details.",
    ),
    (
        "field-missing",
        "error",
        "A field that is needed",
        "Every feature has an id, a kind, a name, sources and a geometry, which may be null.",
        "Add it.",
    ),
    (
        "kind-unknown",
        "error",
        "A kind that the layer does not have",
        "The kind decides which facts a feature may have and how it is drawn.",
        "Take one of the kinds named.",
    ),
    (
        "value-unknown",
        "error",
        "A word outside a closed vocabulary",
        "Statuses, scopes, levels and the like are fixed words, so that filters and colours can rely on them.",
        "Take one of the words named; put the source's own words into the note field beside it.",
    ),
    (
        "value-malformed",
        "error",
        "A value of the wrong form",
        "Ids, keys, language tags and country codes have a fixed form.",
        "Write it in the form named.",
    ),
    (
        "value-empty",
        "error",
        "An empty value",
        "What is not known is left out; empty text and empty lists hide that.",
        "Fill it in, or leave the field out.",
    ),
    (
        "value-out-of-range",
        "error",
        "A number out of range",
        "Lengths and counts are not negative, a precision is more than 0, degrees lie on the globe.",
        "Correct the number, or its unit.",
    ),
    (
        "text-too-long",
        "error",
        "A text beyond 20,000 characters",
        "No note needs them; a file or a picture has probably got into a field, and every page would carry it.",
        "Shorten it, and link to the rest as a source.",
    ),
    (
        "type-wrong",
        "error",
        "A value of the wrong type",
        "Numbers stand without quotes and units, text in quotes, several things in a list.",
        "Write it as the type named.",
    ),
    (
        "date-invalid",
        "error",
        "A date that no calendar has",
        "Dates are ISO 8601 in quotes and may be partial: 2018, 2018-08, 2018-08-29.",
        "Write it so, and other words into the note field beside it.",
    ),
    (
        "end-before-start",
        "error",
        "An end before its start",
        "The last day of `end` is earlier than the first day of `start`.",
        "Swap the two, or correct one.",
    ),
    (
        "deaths-disordered",
        "error",
        "Counts of deaths out of order",
        "The lowest count is at most the best estimate, which is at most the highest.",
        "Swap the counts, or correct one; leave out what is not known.",
    ),
    (
        "rule-broken",
        "error",
        "Facts that contradict each other",
        "What one field says rules out what another says, or asks for a field that is missing.",
        "Correct one of the two, as the finding says.",
    ),
    (
        "position-too-sharp",
        "error",
        "A military place sharper than a town",
        "Positions of posts and bases stay at town level, as published, so that the atlas does no harm.",
        "Give the wider radius, and no level `exact`.",
    ),
)

SOURCES: Final[tuple[Entry, ...]] = (
    (
        "not-a-list",
        "error",
        "No list of sources",
        "`sources.json` is a list of CSL-JSON items.",
        "Export it from Zotero as CSL-JSON, for example.",
    ),
    (
        "source-invalid",
        "error",
        "A source at fault",
        "A field of the source is unknown, missing or of the wrong form.",
        "See the fields of a source in the README of the data.",
    ),
    (
        "source-unknown",
        "error",
        "A key that names no source",
        "A feature names a key that `sources.json` does not have: nobody can look the fact up.",
        "Add the source, or correct the key.",
    ),
    (
        "source-unused",
        "warning",
        "A source that no feature names",
        "Its last mention is gone, or a key is misspelt. Datasets may be unused: the backdrop draws on them.",
        "Name it where it says something, or delete it.",
    ),
    (
        "source-without-address",
        "warning",
        "A source of the web without address",
        "A web page, post or newspaper article has no URL: readers cannot follow it.",
        "Add the URL, or say in its note how to find the text.",
    ),
)
