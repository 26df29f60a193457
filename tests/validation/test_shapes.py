"""Every constraint of `shapes/` with a graph that breaks it and one that does not; the form of the shapes."""

import re
from collections import Counter
from pathlib import Path

import pytest
import shape_cases
from pyoxigraph import BlankNode, Literal, NamedNode, Store
from shape_cases import (
    Case,
    all_cases,
    cases_of,
    constraints,
    node,
    outcomes,
    project_shapes,
    right_graph,
    validated,
)

from acopio.assets import ontology_folder
from acopio.namespaces import CONCEPT, DOC, ID, ONTOLOGY, PREFIXES
from acopio.validation.data import Source
from acopio.validation.report import Result
from acopio.validation.terms import RDF_TYPE, SH, SHAPE, Term, Triple, sh
from acopio.validation.wellformed import find_flaws, unknown_names

UNREVIEWED = "claim/reviewed"
RULES = [
    shape
    for shape in project_shapes().shapes()
    if isinstance(shape, NamedNode) and project_shapes().objects(shape, sh("message"))
]


def component(result: Result) -> str:
    return result.component.value.removeprefix(SH).removesuffix("ConstraintComponent")


def told(case: Case, copy: str) -> list[Result]:
    """The results of a copy, without the note that drafts want a review, which every draft has."""
    reviewed = node(case.focus, copy) if case.rule == UNREVIEWED else None
    return [
        each for each in outcomes(case.file)[copy] if each.rule != UNREVIEWED or each.focus_node == reviewed
    ]


@pytest.mark.parametrize("file", shape_cases.case_files())
def test_twins(file: str, subtests: pytest.Subtests) -> None:
    """One test a file and not one a case: a file's copies are validated in one run."""
    assert {each.rule for each in outcomes(file)["right"]} == {UNREVIEWED}
    for case in cases_of(file):
        with subtests.test(f"broken {case.id}", number=case.number):
            check_broken(case, f"broken{case.number}")
        with subtests.test(f"passing {case.id}", number=case.number):
            assert not told(case, f"passing{case.number}")


def check_broken(case: Case, copy: str) -> None:
    results = told(case, copy)
    assert {(each.rule, component(each)) for each in results} == {
        (case.rule, case.constraint),
        *(tuple(other.split()) for other in case.also),
    }
    found = [each for each in results if (each.rule, component(each)) == (case.rule, case.constraint)]
    assert {each.focus_node for each in found} == {node(case.focus, copy)}
    assert {each.message for each in found} == {case.message}
    if case.value is not None:
        assert shape_cases.value(case.value, copy) in {each.value for each in found}
    if case.detail is not None:
        assert {detail.rule for each in found for detail in each.details} == {case.detail}


def test_every_constraint_has_its_pair() -> None:
    paired = {(case.rule, case.constraint) for case in all_cases()}
    # What stands behind sh:node shows in the details of the case that points to it.
    paired |= {(case.detail, "HasValue") for case in all_cases() if case.detail}
    wanted = set(constraints())
    assert len(wanted) > 250
    assert not wanted - paired, "add a case to tests/validation/cases/ for: " + ", ".join(
        map(" ".join, sorted(wanted - paired))
    )
    assert not paired - wanted, "there is no such constraint: " + ", ".join(
        map(" ".join, sorted(paired - wanted))
    )


@pytest.mark.parametrize("shape", RULES, ids=lambda shape: project_shapes().rule(shape))
def test_rule_says_what_it_is(shape: NamedNode) -> None:
    shapes = project_shapes()
    for name in ("name", "description", "message"):
        (text,) = shapes.objects(shape, sh(name))
        assert isinstance(text, Literal), name
        assert text.language == "en", name
        assert text.value.strip(), name
    assert len(shapes.objects(shape, sh("order"))) == 1
    (severity,) = shapes.objects(shape, sh("severity"))
    assert severity in {sh("Violation"), sh("Warning"), sh("Info")}


def test_every_constraint_stands_in_a_rule_with_a_message() -> None:
    rules = {project_shapes().rule(shape) for shape in RULES}
    silent = {rule for rule, _ in constraints()} - rules
    assert all(rule.startswith("in-scheme/") for rule in silent), silent


@pytest.mark.parametrize("source", project_shapes().sources, ids=lambda source: Path(source.name).stem)
def test_file_is_in_order(source: Source) -> None:
    """Orders count up; the constraints in SPARQL come after those of the core."""
    ordered = [(subject, value) for subject, predicate, value in source.triples if predicate == sh("order")]
    numbers = [int(value.value) for _, value in ordered if isinstance(value, Literal)]
    assert numbers == sorted(numbers)
    in_sparql = [subject for subject, predicate, _ in source.triples if predicate == sh("sparql")]
    assert not in_sparql or [subject for subject, _ in ordered][-len(in_sparql) :] == in_sparql


def test_shapes_are_well_formed() -> None:
    assert not list(find_flaws(project_shapes()))
    assert not unknown_names(project_shapes())


def test_queries_declare_their_prefixes() -> None:
    """Other engines know no prefix but those that sh:prefixes leads to."""
    shapes = project_shapes()
    queries = 0
    for constraint in [value for _, predicate, value in shapes.triples if predicate == sh("sparql")]:
        (holder,) = shapes.objects(constraint, sh("prefixes"))
        declared = {
            str(shapes.text(each, sh("prefix"))): str(shapes.text(each, sh("namespace")))
            for each in shapes.objects(holder, sh("declare"))
        }
        assert all(PREFIXES[name] == space for name, space in declared.items())
        query = str(shapes.text(constraint, sh("select")))
        Store().query("".join(f"PREFIX {name}: <{space}>\n" for name, space in declared.items()) + query)
        for block in re.findall(r"NOT EXISTS \{([^}]*)\}", query):
            assert not re.search(r"[;.]\s", block), (
                "more than one pattern in NOT EXISTS is quadratic in Oxigraph"
            )
        queries += 1
    assert queries == 6


def test_terms_exist() -> None:
    """Own terms and concepts are in their files, those of others in the table of verified terms."""
    known = {
        subject.value
        for source in shape_cases.background()
        for subject, _, _ in source.triples
        if isinstance(subject, NamedNode)
    }
    table = (ontology_folder() / "external-terms.tsv").read_text("utf-8").splitlines()
    known |= {line.split("\t")[1] for line in table[1:]}
    used = {
        term.value for triple in project_shapes().triples for term in triple if isinstance(term, NamedNode)
    }
    used |= {term.datatype.value for _, _, term in project_shapes().triples if isinstance(term, Literal)}
    own = {iri for iri in used if iri.startswith(SHAPE)}
    missing = {iri for iri in used - own - known if not iri.startswith(PREFIXES["xsd"])}
    assert not missing
    assert any(iri.startswith(ONTOLOGY) for iri in used) and any(iri.startswith(CONCEPT) for iri in used)


def kinds_of_triples(wanted: type[Literal] | type[NamedNode]) -> dict[str, Triple]:
    """One triple of the right graph for each class of subject and predicate, by the kind of object."""
    graph = right_graph()
    classes = {subject: str(value) for subject, predicate, value in graph if predicate == RDF_TYPE}
    found: dict[str, Triple] = {}
    for subject, predicate, value in graph:
        if isinstance(value, wanted) and (wanted is Literal or str(value)[1:].startswith((ID, DOC))):
            found.setdefault(f"{classes[subject]} {predicate}", (subject, predicate, value))
    return found


def excerpts(kinds: dict[str, Triple], replacement: Term) -> dict[str, list[Triple]]:
    graphs = {}
    for number, triple in enumerate(kinds.values()):
        graph = [*(each for each in right_graph() if each != triple), (triple[0], triple[1], replacement)]
        subject = triple[0]
        assert isinstance(subject, NamedNode)
        focus = (
            f"doc:{subject.value[len(DOC) :]}" if subject.value.startswith(DOC) else subject.value[len(ID) :]
        )
        case = Case("", number, "", "", focus, "")
        graphs[f"copy{number}"] = shape_cases.excerpt(graph, case)
    return graphs


@pytest.mark.parametrize(
    ("kind", "replacement"),
    [
        (Literal, Literal("2004", datatype=NamedNode(PREFIXES["xsd"] + "gYear"))),
        (NamedNode, BlankNode("nobody")),
    ],
    ids=["no gYear", "no blank node"],
)
def test_nowhere(kind: type[Literal] | type[NamedNode], replacement: Term) -> None:
    """In no place of the graph does an xsd:gYear or a blank node pass."""
    kinds = kinds_of_triples(kind)
    results = validated(excerpts(kinds, replacement))
    unnoticed = [
        name
        for number, name in enumerate(kinds)
        if not Counter(each.severity_name for each in results[f"copy{number}"])["Violation"]
    ]
    assert len(kinds) > 30
    assert not unnoticed
