"""Turns what Pydantic says about one feature into findings that a person can act upon."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from borderatlas.layers.codes import CODES
from borderatlas.layers.findings import Finding, clip, shorten
from borderatlas.layers.kinds.rules import RULES_BROKEN, Broken
from borderatlas.layers.unreached import field_of, unreached

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from borderatlas.layers.schemas import LayerSchema

_CODES: Final = {
    "extra_forbidden": "field-unknown",
    "missing": "field-missing",
    "union_tag_invalid": "kind-unknown",
    "union_tag_not_found": "field-missing",
    "literal_error": "value-unknown",
    "string_pattern_mismatch": "value-malformed",
    "string_too_short": "value-empty",
    "string_too_long": "text-too-long",
    "too_short": "value-empty",
    "greater_than": "value-out-of-range",
    "greater_than_equal": "value-out-of-range",
    "less_than_equal": "value-out-of-range",
    "finite_number": "value-out-of-range",
}
"""Our code for each of Pydantic's error types; any other is a value of the wrong type."""

_TYPES: Final = {
    "float_type": "a number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "string_type": "text in quotes",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "an object with names and values",
    "model_type": "an object with names and values",
    "finite_number": "a finite number",
    "string_too_short": "text that is not empty",
    "missing": "a value",
}

_PATTERNS: Final = {
    "id": "kebab-case: small letters a to z, digits and single hyphens",
    "sources": "a key of sources.json in kebab-case",
    "supports": "a key of sources.json in kebab-case",
    "possible_duplicate_of": "the id of a feature",
    "names": "BCP 47 language tags such as tg, ru, fa, tg-Latn",
    "details": "names in snake_case, with the unit last (length_km)",
    "side": "an ISO 3166-1 alpha-3 code such as AFG",
    "places": "ISO 3166-1 alpha-3 codes such as AFG",
}

_UNIT_HINT: Final = "Write the bare number; the unit is fixed."


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a feature stands: the layer, its file and the feature's name in messages."""

    layer: str
    file: str
    feature: str

    def finding(self, code: str, *, field: str = "", value: str = "", expected: str = "", hint: str = "") -> Finding:
        """Return a finding at this spot, of the level that its code has."""
        level = CODES[code].level if code in CODES else "error"
        return Finding(code, level, self.layer, self.file, clip(self.feature), clip(field), value, expected, hint)

    def at(self, feature: str) -> Spot:
        """Return the spot of a feature of the same file."""
        return Spot(self.layer, self.file, feature)


def findings_of(error: ValidationError, members: dict[str, Any], schema: LayerSchema, spot: Spot) -> list[Finding]:
    """Return a finding per fault of one feature.

    Args:
        error: What validating `members` raised.
        members: The feature as one flat mapping, `id` and `geometry` among the properties.
        schema: The schema of the layer.
        spot: Where the feature stands.
    """
    findings: list[Finding] = []
    for detail in (*error.errors(include_url=False), *unreached(error, members, schema)):
        if detail["type"] == RULES_BROKEN:
            findings += [_of_rule(rule, members, spot) for rule in detail["ctx"]["broken"]]
        else:
            findings.append(_finding(detail, members, schema, spot))
    return findings


def _of_rule(rule: Broken, members: dict[str, Any], spot: Spot) -> Finding:
    value = members.get(rule.field)
    shown = "" if value is None else shorten(value)
    return spot.finding(rule.code, field=rule.field, value=shown, expected=rule.expected, hint=rule.hint)


def _finding(detail: ErrorDetails, members: dict[str, Any], schema: LayerSchema, spot: Spot) -> Finding:
    kind = detail["type"]
    context = detail.get("ctx", {})
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        return _kind_fault(members, schema, spot)
    path = field_of(detail, schema)
    root = path[0]
    if "expected" in context and "hint" in context:  # a fault of our own
        field = ".".join(path)
        shown = "" if detail["input"] is None or field == "geometry" else shorten(detail["input"])
        return spot.finding(
            kind, field=field, value=shown, expected=str(context["expected"]), hint=str(context["hint"])
        )
    return spot.finding(
        _CODES.get(kind, "type-wrong"),
        field=".".join(path),
        value="" if kind == "missing" else shorten(detail["input"]),
        expected=_expected(detail, root, members, schema),
        hint=_hint(detail, root, members, schema),
    )


def _kind_fault(members: dict[str, Any], schema: LayerSchema, spot: Spot) -> Finding:
    known = ", ".join(schema.models)
    if members.get("kind") is None:
        return spot.finding("field-missing", field="kind", expected=f"one of {known}", hint="Say what it is.")
    close = get_close_matches(str(members["kind"]), schema.models, n=1)
    return spot.finding(
        "kind-unknown",
        field="kind",
        value=shorten(members["kind"]),
        expected=f"one of {known}",
        hint=f"Did you mean {close[0]}?" if close else f"These are the kinds of the layer {schema.name}.",
    )


def _expected(detail: ErrorDetails, root: str, members: dict[str, Any], schema: LayerSchema) -> str:
    kind, context = detail["type"], detail.get("ctx", {})
    expected = _TYPES.get(kind, detail["msg"])
    match kind:
        case "extra_forbidden":
            expected = "a field of this kind"
        case "literal_error":
            expected = f"one of {str(context['expected']).replace(' or ', ', ').replace(chr(39), '')}"
        case "string_pattern_mismatch":
            expected = _PATTERNS.get(root, "another form")
        case "greater_than":
            expected = f"more than {context['gt']:g}"
        case "greater_than_equal":
            expected = f"at least {context['ge']:g}"
        case "less_than_equal":
            expected = f"at most {context['le']:g}"
        case "string_too_long":
            expected = f"at most {context['max_length']:,} characters"
        case "too_short":
            expected = f"at least {context['min_length']}"
        case "float_type" | "int_type" if unit := _unit(root, members, schema):
            expected = f"{expected} ({unit})"
    return expected


_HINTS: Final = {
    "string_too_long": "Shorten it, and link to the rest as a source.",
    "string_too_short": "Fill it in, or leave the field out.",
    "too_short": "Fill it in, or leave the field out.",
    "literal_error": "Take one of these; the source's own words go into a note.",
    "string_pattern_mismatch": "Write it in that form.",
    "greater_than": "Correct the number, or its unit.",
    "greater_than_equal": "Correct the number, or its unit.",
    "less_than_equal": "Correct the number, or its unit.",
}
"""What to do about an error of Pydantic's, where nothing better is known."""


def _hint(detail: ErrorDetails, root: str, members: dict[str, Any], schema: LayerSchema) -> str:
    match detail["type"]:
        case "extra_forbidden":
            model = schema.models.get(str(members.get("kind")), next(iter(schema.models.values())))
            close = get_close_matches(str(detail["loc"][-1]), model.model_fields, n=1)
            advice = "Put a rare fact under details, or delete it."
            return f"Did you mean {close[0]}? {advice}" if close else advice
        case "float_type" | "int_type" if isinstance(detail["input"], str):
            return _UNIT_HINT if _unit(root, members, schema) else "Write it without quotes."
        case "missing" if root == "sources":
            return "Name at least one key of sources.json."
        case "missing":
            return "Add it."
        case "too_short" if root == "sources":
            return "Every feature needs a source: add a key of sources.json."
    return _HINTS.get(detail["type"], "Write it as the type named.")


def _unit(root: str, members: dict[str, Any], schema: LayerSchema) -> str:
    model = schema.models.get(str(members.get("kind")))
    field = model.model_fields.get(root) if model else None
    extra = field.json_schema_extra if field else None
    return str(extra.get("unit", "")) if isinstance(extra, dict) else ""
