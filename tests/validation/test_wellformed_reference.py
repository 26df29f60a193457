"""The syntax rules for shapes beside the shapes for shapes of W3C (`shacl-shacl.ttl`, which pySHACL carries).

Whatever those refuse is refused here. What is refused here alone is named, with the reason.
"""

from __future__ import annotations

from importlib.resources import files
from itertools import product
from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph
from test_wellformed import FLAWS, PRELUDE, RIGHT, shapes

from acopio.shacl import validate
from acopio.validation.wellformed import find_flaws

REFERENCE = Path(str(files("pyshacl"))) / "assets" / "shacl-shacl.ttl"

# Rules of SHACL's appendix A (or of section 5 and 6) that the shapes for shapes do not hold.
ONLY_HERE = {
    "NodeShape-path-maxCount": "they ask it of the objects of sh:node alone",
    "and-members-node": "they ask nothing of an empty list",
    "xone-members-node": "they ask nothing of what a list holds",
    "node-nodeKind": "they ask nothing of the objects of sh:node",
    "node-node": "that a shape is somewhere described is no syntax rule; without it nothing is checked",
    "qualifiedValueShape-count": "without a count it has no effect",
    "pattern-regex": "shapes cannot parse a regular expression",
    "sparql-select-count": "they say nothing of SPARQL (SHACL, 5)",
    "sparql-this": "they say nothing of SPARQL (SHACL, 5)",
    "sparql-syntax": "they say nothing of SPARQL (SHACL, 5)",
    "pre-binding": "they say nothing of SPARQL (SHACL, appendix A)",
    "ConstraintComponent-parameter": "they say nothing of components (SHACL, 6)",
    "Parameter-predicate": "they say nothing of components (SHACL, 6)",
    "Parameter-name": "they say nothing of components (SHACL, 6)",
    "recursion": "they cannot tell it (SHACL, 3.4.3, leaves it open)",
    "declare-prefix": "they say nothing of prefixes (SHACL, 5.2.1)",
}

PREDICATES = (
    "and", "class", "closed", "datatype", "deactivated", "defaultValue", "description", "disjoint", "equals",
    "flags", "group", "hasValue", "ignoredProperties", "in", "languageIn", "lessThan", "lessThanOrEquals",
    "maxCount", "maxExclusive", "maxInclusive", "maxLength", "message", "minCount", "minExclusive",
    "minInclusive", "minLength", "name", "node", "nodeKind", "not", "or", "order", "path", "pattern", "property",
    "qualifiedMaxCount", "qualifiedMinCount", "qualifiedValueShape", "qualifiedValueShapesDisjoint", "severity",
    "sparql", "target", "targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf", "uniqueLang", "xone",
)  # fmt: skip
VALUES = {
    "iri": "ex:other", "blank": "[]", "string": '"text"', "integer": "5", "decimal": "5.5", "boolean": "true",
    "tagged": '"text"@en', "nil": "()", "list": "( ex:a ex:b )", "texts": '( "a" "b" )', "two": "ex:a, ex:b",
    "open": "[ rdf:first ex:a ]", "numbers": "1, 2", "kind": "sh:IRI", "path": "[ sh:inversePath ex:p ]",
    "ill-path": '[ sh:inversePath "p" ]',
}  # fmt: skip
# Of these the rules here ask more than the shapes for shapes, see `ONLY_HERE`; of the others exactly as much.
ASKED_MORE = {"and", "node", "not", "or", "path", "property", "qualifiedValueShape", "sparql", "xone"}


@pytest.mark.parametrize("name", [*RIGHT, *FLAWS])
def test_the_reference_refuses_the_same_or_the_difference_is_named(name: str) -> None:
    graph = Graph().parse(data=PRELUDE + (RIGHT | FLAWS)[name])
    conforms, _, _ = pyshacl.validate(graph, shacl_graph=Graph().parse(REFERENCE))
    assert conforms is (name in RIGHT or name in ONLY_HERE)


def test_any_value_of_any_property_that_the_reference_refuses_is_refused() -> None:
    text = "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
    for predicate, (value, written) in product(PREDICATES, VALUES.items()):
        text += (
            f"ex:n-{predicate}-{value} a sh:NodeShape ; sh:targetClass ex:C ; sh:{predicate} {written} .\n"
        )
        if predicate != "path":
            text += (
                f"ex:p-{predicate}-{value} a sh:PropertyShape ; sh:targetClass ex:C ; sh:path ex:p ; "
                f"sh:{predicate} {written} .\n"
            )
    results = validate((PRELUDE + text).encode(), REFERENCE)
    theirs = {name for result in results if (name := _name(result.focus_node))}
    ours = {name for flaw in find_flaws(shapes(text)) if (name := _name(str(flaw.node)))}
    assert theirs - ours == set()
    assert len(theirs) > 500
    assert {name.split("-")[1] for name in ours - theirs} == ASKED_MORE


def _name(node: str) -> str | None:
    """Return the name of a shape of the test; the reference tells some faults at the values of shapes."""
    name = node.strip("<>").removeprefix("http://e.org/")
    return name if name[:2] in ("n-", "p-") else None
