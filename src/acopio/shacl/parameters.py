"""From the parameters of a shape to its constraints; refuses what is not well-formed SHACL."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from acopio.shacl.constraints import (
    cardinality,
    logic,
    other,
    pairs,
    shape_based,
    strings,
    value_range,
    value_type,
)
from acopio.shacl.literals import boolean_value, integer_value
from acopio.shacl.shape import Constraint, Shape
from acopio.shacl.shapes_graph import invalid, sh, shape_list
from acopio.shacl.table import Table
from acopio.shacl.terms import XSD, datatype_of, is_iri, is_literal, language_of, string_of


class ShapesReader:
    """Makes the constraints of shapes; `found` are all shapes by node."""

    def __init__(self, shapes: Table, found: dict[str, Shape]) -> None:
        self.shapes = shapes
        self.found = found

    def constraints(self, shape: Shape) -> Iterator[Constraint]:
        """Yield the core constraints of one shape."""
        for name, make in _MAKERS.items():
            if values := self.shapes.objects(shape.node, sh(name)):
                yield from make(self, shape, name, values)

    def refuse(self, shape: Shape, rule: str) -> None:
        """Raise the fault of a shape."""
        invalid(self.shapes, shape.node, rule)

    def one(self, shape: Shape, name: str, values: list[str]) -> str:
        """Return the only value of a parameter."""
        if len(values) > 1:
            self.refuse(shape, f"it has more than one sh:{name}")
        return values[0]

    def count(self, shape: Shape, name: str, values: list[str], only_integer: bool = False) -> int:
        """Return the only value of a parameter, a whole number of 0 or more."""
        text = self.one(shape, name, values)
        value = integer_value(text)
        if value is None or value < 0 or (only_integer and datatype_of(text) != f"<{XSD}integer>"):
            self.refuse(shape, f"sh:{name} must be an xsd:integer of 0 or more, not {text}")
        return value or 0

    def only_with_path(self, shape: Shape, name: str) -> None:
        """Refuse a parameter that node shapes cannot have."""
        if shape.path is None:
            self.refuse(shape, f"sh:{name} can stand on a property shape only, which has a sh:path")

    def members(self, shape: Shape, name: str, head: str) -> list[str]:
        """Return the members of a list."""
        members = self.shapes.items(head)
        if members is None:
            self.refuse(shape, f"sh:{name} must point to a well-formed RDF list")
        return members or []

    def iris(self, shape: Shape, name: str, values: list[str]) -> list[str]:
        """Return values that must be IRIs (blank nodes pass, as classes without a name)."""
        for value in values:
            if is_literal(value):
                self.refuse(shape, f"sh:{name} must be an IRI, not {value}")
        return values


def _counts(reader: ShapesReader, shape: Shape, name: str, values: list[str]) -> Iterator[Constraint]:
    reader.only_with_path(shape, name)
    count = reader.count(shape, name, values, only_integer=True)
    yield cardinality.MinCount(shape, count) if name == "minCount" else cardinality.MaxCount(shape, count)


def _class(reader: ShapesReader, shape: Shape, name: str, values: list[str]) -> Iterator[Constraint]:
    for value in reader.iris(shape, name, values):
        yield value_type.Class(shape, value, values)


def _datatype(reader: ShapesReader, shape: Shape, name: str, values: list[str]) -> Iterator[Constraint]:
    value = reader.one(shape, name, values)
    if not is_iri(value):
        reader.refuse(shape, f"sh:datatype must be an IRI, not {value}")
    yield value_type.Datatype(shape, value)


def _node_kind(reader: ShapesReader, shape: Shape, name: str, values: list[str]) -> Iterator[Constraint]:
    value = reader.one(shape, name, values)
    if value not in value_type.NODE_KINDS:
        reader.refuse(shape, f"sh:nodeKind must be one of the six of SHACL, not {value}")
    yield value_type.NodeKind(shape, value)


def _bound(reader: ShapesReader, shape: Shape, name: str, values: list[str]) -> Iterator[Constraint]:
    for value in values:
        if not is_literal(value):
            reader.refuse(shape, f"sh:{name} must be a literal, not {value}")
        yield value_range.Bound(shape, name, value, values)


def _length(reader: ShapesReader, shape: Shape, name: str, values: list[str]) -> Iterator[Constraint]:
    length = reader.count(shape, name, values)
    yield (strings.MinLength if name == "minLength" else strings.MaxLength)(shape, length, values[0])


def _pattern(reader: ShapesReader, shape: Shape, name: str, values: list[str]) -> Iterator[Constraint]:
    flags = "".join(string_of(each) for each in reader.shapes.objects(shape.node, sh("flags"))[:1]).lower()
    for value in values:
        if not is_literal(value):
            reader.refuse(shape, f"sh:pattern must be a string, not {value}")
    patterns = [string_of(value) for value in values]
    for pattern in patterns:
        try:
            yield strings.Pattern(shape, pattern, flags, patterns)
        except re.error as error:
            reader.refuse(shape, f"sh:pattern {pattern!r} is no regular expression: {error}")


def _language_in(reader: ShapesReader, shape: Shape, name: str, values: list[str]) -> Iterator[Constraint]:
    head = reader.one(shape, name, values)
    members = reader.members(shape, name, head)
    if any(not is_literal(member) or language_of(member) for member in members):
        reader.refuse(shape, "sh:languageIn must list language tags as strings")
    yield strings.LanguageIn(shape, {string_of(member).lower() for member in members}, head)


def _unique_lang(reader: ShapesReader, shape: Shape, name: str, values: list[str]) -> Iterator[Constraint]:
    reader.only_with_path(shape, name)
    if boolean_value(reader.one(shape, name, values)) is None:
        reader.refuse(shape, "sh:uniqueLang must be true or false")
    if values == [f'"true"^^<{XSD}boolean>']:  # not "1", which SHACL does not name
        yield strings.UniqueLang(shape)


_PAIRS: Final[dict[str, Callable[[Shape, str, list[str]], Constraint]]] = {
    "equals": pairs.Equals,
    "disjoint": pairs.Disjoint,
    "lessThan": pairs.LessThan,
    "lessThanOrEquals": pairs.LessThanOrEquals,
}
_LISTS: Final[dict[str, Callable[[Shape, list[Shape], list[list[str]]], Constraint]]] = {
    "and": logic.And,
    "or": logic.Or,
    "xone": logic.Xone,
}


def _pair(reader: ShapesReader, shape: Shape, name: str, values: list[str]) -> Iterator[Constraint]:
    if name.startswith("less"):
        reader.only_with_path(shape, name)
    for value in values:
        if not is_iri(value):
            reader.refuse(shape, f"sh:{name} must be an IRI, not {value}")
        yield _PAIRS[name](shape, value, values)


def _not(reader: ShapesReader, shape: Shape, name: str, values: list[str]) -> Iterator[Constraint]:
    for value in values:
        yield logic.Not(shape, reader.found[value], values)


def _lists(reader: ShapesReader, shape: Shape, name: str, values: list[str]) -> Iterator[Constraint]:
    lists = [shape_list(reader.shapes, shape.node, name, head) for head in values]
    for members in lists:
        chosen = members if name == "xone" else sorted(set(members), key=members.index)
        yield _LISTS[name](shape, [reader.found[member] for member in chosen], lists)


def _property(reader: ShapesReader, shape: Shape, name: str, values: list[str]) -> Iterator[Constraint]:
    for value in values:
        if reader.found[value].path is None:
            reader.refuse(shape, f"sh:property must point to a property shape, and {value} has no sh:path")
        yield shape_based.Property(shape, reader.found[value])


def _node(reader: ShapesReader, shape: Shape, name: str, values: list[str]) -> Iterator[Constraint]:
    for value in values:
        if reader.found[value].path is not None:
            reader.refuse(shape, f"sh:node must point to a node shape, and {value} has a sh:path")
        yield shape_based.Node(shape, reader.found[value], values)


def _qualified(reader: ShapesReader, shape: Shape, name: str, values: list[str]) -> Iterator[Constraint]:
    if shape.path is None:
        return  # pySHACL leaves it out on a node shape
    shapes = reader.shapes
    limits: list[int | None] = []
    for limit in ("qualifiedMinCount", "qualifiedMaxCount"):
        written = shapes.objects(shape.node, sh(limit))
        limits.append(reader.count(shape, limit, written) if written else None)
    least, most = limits
    if least is None and most is None:
        reader.refuse(shape, "sh:qualifiedValueShape needs a sh:qualifiedMinCount or a sh:qualifiedMaxCount")
    disjoint = any(boolean_value(d) for d in shapes.objects(shape.node, sh("qualifiedValueShapesDisjoint")))
    for value in values:
        siblings: set[str] = set()
        for parent in shapes.subjects(sh("property"), shape.node) if disjoint else ():
            for member in shapes.objects(parent, sh("property")):
                siblings.update(shapes.objects(member, sh("qualifiedValueShape")))
        others = [reader.found[each] for each in sorted(siblings - {value})]
        for limit_given, is_max in ((most, True), (least, False)):
            if limit_given is not None:
                yield shape_based.Qualified(shape, reader.found[value], others, least, most, is_max, values)


def _closed(reader: ShapesReader, shape: Shape, name: str, values: list[str]) -> Iterator[Constraint]:
    value = boolean_value(reader.one(shape, name, values))
    if value is None:
        reader.refuse(shape, "sh:closed must be true or false")
    if not value:
        return
    shapes = reader.shapes
    allowed: set[str] = set()
    for head in shapes.objects(shape.node, sh("ignoredProperties")):
        allowed.update(reader.members(shape, "ignoredProperties", head))
    for member in shapes.objects(shape.node, sh("property")):
        allowed.update(path for path in shapes.objects(member, sh("path")) if is_iri(path))
    yield other.Closed(shape, allowed)


def _has_value(reader: ShapesReader, shape: Shape, name: str, values: list[str]) -> Iterator[Constraint]:
    for value in values:
        yield other.HasValue(shape, value, values)


def _in(reader: ShapesReader, shape: Shape, name: str, values: list[str]) -> Iterator[Constraint]:
    members = reader.members(shape, name, reader.one(shape, name, values))
    yield other.In(shape, list(dict.fromkeys(members)))


_Maker = Callable[[ShapesReader, Shape, str, list[str]], Iterator[Constraint]]
_MAKERS: Final[dict[str, _Maker]] = {
    "class": _class, "datatype": _datatype, "nodeKind": _node_kind,
    "minCount": _counts, "maxCount": _counts,
    "minExclusive": _bound, "minInclusive": _bound, "maxExclusive": _bound, "maxInclusive": _bound,
    "minLength": _length, "maxLength": _length, "pattern": _pattern,
    "languageIn": _language_in, "uniqueLang": _unique_lang,
    "equals": _pair, "disjoint": _pair, "lessThan": _pair, "lessThanOrEquals": _pair,
    "not": _not, "and": _lists, "or": _lists, "xone": _lists,
    "property": _property, "node": _node, "qualifiedValueShape": _qualified,
    "closed": _closed, "hasValue": _has_value, "in": _in,
}  # fmt: skip
