"""Looks again at a feature at fault, so that all its faults are told at once.

Pydantic looks at no other field of a feature whose kind it does not know, and at no rule between fields while one of
the fields is at fault.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from borderatlas.layers.kinds.rules import RULES_BROKEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic_core import ErrorDetails

    from borderatlas.layers.kinds.base import Feature
    from borderatlas.layers.schemas import LayerSchema

_STAND_INS: Final[dict[str, Any]] = {"id": "a", "name": "a", "sources": ["a"], "geometry": None}
"""Sound values for the fields that every feature needs, beside its kind."""
_UNSAID: Final = {"sources": {"supports"}, "geometry": {"precision_m", "unplaced_reason"}, "kind": {"unplaced_reason"}}
"""Fields whose rules say nothing while another field is only stood in for."""


def unreached(error: ValidationError, members: Mapping[str, Any], schema: LayerSchema) -> list[ErrorDetails]:
    """What else is wrong with a feature, beyond what Pydantic said.

    Args:
        error: What it said.
        members: The feature as one flat mapping, `id` and `geometry` among the properties.
        schema: The schema of the layer.
    """
    stand_ins = {**_STAND_INS, "kind": next(iter(schema.models))}
    said = error.errors(include_url=False)
    if any(detail["type"] == RULES_BROKEN for detail in said):
        return []
    model = _model(members, schema)
    further: list[ErrorDetails] = []
    if model is None:
        model = schema.common
        further = _validate(model, _of_any_kind(members, schema) | {"kind": stand_ins["kind"]})
    at_fault = {field_of(detail, schema)[0] for detail in (*said, *further) if detail["type"] != RULES_BROKEN}
    if not any(detail["type"] == RULES_BROKEN for detail in further):
        further += _rules(members, at_fault, model, stand_ins)
    unsaid = at_fault.union(*(_UNSAID.get(name, ()) for name in at_fault))
    return list(_without(further, unsaid))


def field_of(detail: ErrorDetails, schema: LayerSchema) -> list[str]:
    """The path to the value that an error is about: `kind`, where it is about the feature as a whole."""
    path = [str(part) for part in detail["loc"] if part != "[key]"]
    if path and path[0] in schema.models and len(schema.models) > 1:
        path = path[1:]
    return path or ["kind"]


def _model(members: Mapping[str, Any], schema: LayerSchema) -> type[Feature] | None:
    if len(schema.models) == 1:
        return schema.common
    kind = members.get("kind")
    return schema.models.get(kind) if isinstance(kind, str) else None


def _of_any_kind(members: Mapping[str, Any], schema: LayerSchema) -> dict[str, Any]:
    """The members but for those that only some kinds have."""
    of_some = {name for model in schema.models.values() for name in model.model_fields} - {*schema.common.model_fields}
    return {name: value for name, value in members.items() if name not in of_some}


def _rules(
    members: Mapping[str, Any], at_fault: set[str], model: type[Feature], stand_ins: Mapping[str, Any]
) -> list[ErrorDetails]:
    """The rules that the sound fields break; none where a field at fault cannot be stood in for."""
    sound = {name: value for name, value in members.items() if name in model.model_fields and name not in at_fault}
    lacking = {name for name, field in model.model_fields.items() if field.is_required()} - sound.keys()
    if not lacking <= stand_ins.keys():
        return []
    return _validate(model, sound | {name: stand_ins[name] for name in lacking})


def _validate(model: type[Feature], members: Mapping[str, Any]) -> list[ErrorDetails]:
    try:
        model.model_validate(members)
    except ValidationError as error:
        return error.errors(include_url=False)
    return []


def _without(details: list[ErrorDetails], unsaid: set[str]) -> Iterator[ErrorDetails]:
    """The details but for broken rules about fields of which nothing can be said."""
    for detail in details:
        if detail["type"] != RULES_BROKEN:
            yield detail
        elif left := tuple(rule for rule in detail["ctx"]["broken"] if rule.field not in unsaid):
            yield {**detail, "ctx": {"broken": left}}
