"""The pairs of the shape tests: a right graph, and for every constraint one change that breaks it.

`cases/<shape file>.yaml` holds the messages of its rules and a list of cases:

    rule         the shape: count-claim/unit
    constraint   the constraint component: MinCount
    focus        the focus node, below the base IRI of ids, or `doc:<stem>`, or `_:label`
    value        the value of the result, as Turtle writes it, where one is pinned
    without      triples taken out of the right graph (Turtle)
    with         triples put in
    also         further results that the change brings about, as `rule Component`
    detail       the rule that the result's sh:detail names
    passes       a second right graph, `without` and `with` as above: the nearest change that is allowed

The right graph is the data set beside this file. Each case is a copy of it in a namespace of its own,
so that all cases of a file are validated in one run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pyoxigraph import BlankNode, NamedNode, RdfFormat, parse
from pyoxigraph import Triple as OxTriple
from pyoxigraph import serialize as serialise

from acopio.namespaces import DOC, ID, PREFIXES
from acopio.validation.data import Data, DocumentText, Source, read_source
from acopio.validation.engine import DEFAULT_ENGINE, find_engine
from acopio.validation.inputs import ontology_files
from acopio.validation.places import find_places
from acopio.validation.report import Result
from acopio.validation.shacl_vocabulary import SHACL_NAMES
from acopio.validation.shapes import Shapes, read_shapes
from acopio.validation.terms import Term, Triple, sh

HERE = Path(__file__).parent
STEM = "cacao-verde--trade-notes"
CLAIMS = HERE / "dataset" / "claims" / f"{STEM}.ttl"
PROFILE = HERE / "dataset" / "profiles" / f"{STEM}.md"
PRELUDE = f"@base <{ID}> .\n" + "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())

# Which component a parameter belongs to, where the name does not say so (SHACL, appendix B).
COMPONENTS = {
    "ignoredProperties": None,
    "path": None,
    "property": None,
    "qualifiedValueShape": None,
    "sparql": "SPARQL",
}


@dataclass(frozen=True)
class Case:
    file: str
    number: int
    rule: str
    constraint: str
    focus: str
    message: str
    value: str | None = None
    without: str = ""
    with_: str = ""
    also: tuple[str, ...] = ()
    detail: str | None = None
    passes: dict[str, str] = field(default_factory=dict, hash=False)

    @property
    def id(self) -> str:
        return f"{self.rule}-{self.constraint}"


def case_files() -> list[str]:
    return sorted(path.stem for path in (HERE / "cases").glob("*.yaml"))


@cache
def cases_of(file: str) -> tuple[Case, ...]:
    content: dict[str, Any] = yaml.safe_load((HERE / "cases" / f"{file}.yaml").read_text("utf-8"))
    messages = content["messages"]
    found = []
    for number, entry in enumerate(content["cases"]):
        entry = {
            key.replace("with", "with_") if key == "with" else key: value for key, value in entry.items()
        }
        entry["also"] = tuple(entry.get("also", ()))
        found.append(Case(file=file, number=number, message=messages[entry["rule"]], **entry))
    return tuple(found)


def all_cases() -> list[Case]:
    return [case for file in case_files() for case in cases_of(file)]


@cache
def project_shapes() -> Shapes:
    return read_shapes()


def constraints() -> Iterator[tuple[str, str]]:
    """Yield every constraint of the project's shapes as rule and component."""
    shapes = project_shapes()
    for node in shapes.shapes():
        # A nameless shape stands on its own only below sh:property; elsewhere it is part of a constraint.
        if not isinstance(node, NamedNode) and not _is_property_of_named(node, shapes):
            continue
        for predicate in shapes.predicates(node):
            if predicate.value.startswith(PREFIXES["sh"]):
                name = predicate.value.removeprefix(PREFIXES["sh"])
                component = COMPONENTS.get(name, name[0].upper() + name[1:])
                if f"{component}ConstraintComponent" in SHACL_NAMES:
                    yield shapes.rule(node), str(component)


def _is_property_of_named(node: Term, shapes: Shapes) -> bool:
    return any(
        predicate == sh("property") and value == node and isinstance(subject, NamedNode)
        for subject, predicate, value in shapes.triples
    )


def turtle(text: str) -> list[Triple]:
    quads = parse((PRELUDE + text).encode(), format=RdfFormat.TURTLE)
    return [(quad.subject, quad.predicate, quad.object) for quad in quads]


def right_graph() -> list[Triple]:
    return [
        triple for path in (CLAIMS, HERE / "dataset" / "dataset.ttl") for triple in read_source(path).triples
    ]


def changed(case: Case, without: str, with_: str) -> list[Triple]:
    graph = right_graph()
    for triple in turtle(without):
        assert triple in graph, f"{case.file}.yaml, {case.id}: no such triple to take out: {triple}"
        graph.remove(triple)
    return graph + turtle(with_)


def excerpt(graph: list[Triple], case: Case) -> list[Triple]:
    """Leave out what has nothing to do with a case, so that many copies are validated fast.

    What the document and the organisation need stays, with all that the case names, that it points to,
    and that points to it.
    """
    by_subject: dict[Term, list[Triple]] = {}
    for triple in graph:
        by_subject.setdefault(triple[0], []).append(triple)

    def reach(start: Iterable[Term]) -> set[Term]:
        found: set[Term] = set()
        waiting = [term for term in start if term in by_subject]
        while waiting:
            term = waiting.pop()
            if term not in found:
                found.add(term)
                waiting += [value for _, _, value in by_subject[term] if value in by_subject]
        return found

    hubs = reach([NamedNode(DOC + STEM), NamedNode(ID + "cacao-verde")])
    named = {term for triple in turtle(case.without + case.with_) for term in triple}
    kept = reach([node(case.focus, ""), *named])
    while True:
        pointing = {s for s, _, value in graph if value in kept - hubs and s not in kept | hubs}
        if not pointing:
            return [triple for triple in graph if triple[0] in kept | hubs]
        kept |= reach(pointing)


def moved(term: Term, space: str) -> Term:
    """Put a node of the data set into the namespace of a copy."""
    if isinstance(term, BlankNode):
        return BlankNode(f"{space}-{term.value}")
    for base in (ID, DOC):
        if isinstance(term, NamedNode) and term.value.startswith(base):
            return NamedNode(f"{base}{space}/{term.value[len(base) :]}")
    return term


def copied(graph: Iterable[Triple], space: str) -> list[Triple]:
    return [(moved(subject, space), predicate, moved(value, space)) for subject, predicate, value in graph]


def source_of(triples: Iterable[Triple], name: str = "case") -> Source:
    out = serialise((OxTriple(*triple) for triple in triples), format=RdfFormat.N_TRIPLES)  # type: ignore[arg-type]
    assert out is not None
    return Source(name, out, RdfFormat.N_TRIPLES)


@cache
def background() -> tuple[Source, ...]:
    return tuple(read_source(path, background=True) for path in ontology_files())


def data_of(graphs: dict[str, list[Triple]]) -> Data:
    """Return copies of graphs, each in its namespace and with its document, as one data set."""
    text = PROFILE.read_bytes().decode()
    sources = [source_of(copied(graph, space), space) for space, graph in graphs.items()]
    documents = [DocumentText(NamedNode(f"{DOC}{space}/{STEM}"), PROFILE.name, text) for space in graphs]
    return Data([*sources, *background()], documents)


def validated(graphs: dict[str, list[Triple]], shapes: Shapes | None = None) -> dict[str, list[Result]]:
    """Validate copies of graphs in one run; return the results of each, by its namespace."""
    data, shapes = data_of(graphs), shapes or project_shapes()
    found: dict[str, list[Result]] = {space: [] for space in graphs}
    for result in find_places(find_engine(DEFAULT_ENGINE).run(data, shapes).results, data, shapes):
        found[_space(result.focus_node)].append(result)
    return found


def _space(term: Term) -> str:
    if isinstance(term, BlankNode):
        return term.value.split("-")[0]
    assert isinstance(term, NamedNode), term
    for base in (ID, DOC):
        if term.value.startswith(base):
            return term.value[len(base) :].split("/")[0]
    raise AssertionError(f"a focus node outside of all cases: {term}")


def twins(file: str) -> dict[str, list[Triple]]:
    """Return the graphs of a file: `broken7` and `passing7` are case 7, `right` is the whole right graph."""
    graphs = {"right": right_graph()}
    for case in cases_of(file):
        broken = changed(case, case.without, case.with_)
        graphs[f"broken{case.number}"] = excerpt(broken, case)
        passing = changed(case, case.passes.get("without", ""), case.passes.get("with", ""))
        graphs[f"passing{case.number}"] = excerpt(passing, case)
    return graphs


@cache
def outcomes(file: str) -> dict[str, list[Result]]:
    """Validate all cases of a file."""
    return validated(twins(file))


def node(text: str, space: str) -> Term:
    """Return the focus node that a case names, in the namespace of its copy."""
    if text.startswith("_:"):
        return BlankNode(f"{space}-{text[2:]}" if space else text[2:])
    base, name = (DOC, text[4:]) if text.startswith("doc:") else (ID, text)
    return NamedNode(f"{base}{space}/{name}" if space else base + name)


def value(text: str, space: str) -> Term:
    """Return the value that a case pins."""
    (triple,) = turtle(f"<a> <b> {text} .")
    return moved(triple[2], space)
