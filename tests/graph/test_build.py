import dataclasses

import pytest
from graph_samples import ACOPAGRO, TEXT, claims, document, passage, triples
from pyoxigraph import BlankNode, Literal, NamedNode, Triple, parse

from acopio.assets import ontology_folder
from acopio.claims import records as r
from acopio.claims.records import Passage
from acopio.graph.build import build_graph
from acopio.graph.claim_graph import CLAIM_CLASSES
from acopio.graph.terms import RDF_TYPE, term
from acopio.namespaces import CONCEPT, ONTOLOGY


def built(*chosen: r.Claim, text: str = TEXT) -> list[Triple]:
    return triples(build_graph(document(text), chosen or claims(text), ACOPAGRO).turtle())


def said(graph: list[Triple], kind: str, *predicates: str) -> list[list[str]]:
    """What the claims of one class say, as plain values."""
    subjects = [t.subject for t in graph if t.predicate == RDF_TYPE and t.object == term(kind)]
    wanted = [term(name) for name in predicates]
    return [
        [
            str(getattr(t.object, "value", ""))
            for p in wanted
            for t in graph
            if t.subject == s and t.predicate == p
        ]
        for s in subjects
    ]


def test_every_kind_of_claim_is_in_the_graph_with_its_quote() -> None:
    graph = built()
    kinds = {term(name) for name in CLAIM_CLASSES.values()}
    claims_made = [t.subject for t in graph if t.predicate == RDF_TYPE and t.object in kinds]
    assert {t.object for t in graph if t.predicate == RDF_TYPE} >= kinds
    quotes = [t for t in graph if t.predicate == term("acopio:quote")]
    assert sorted(map(str, claims_made)) == sorted(str(t.subject) for t in quotes)
    for quote in quotes:
        assert Triple(quote.subject, term("acopio:evidence"), quote.object) in graph
        assert Triple(quote.subject, term("schema:about"), ACOPAGRO) in graph


def test_no_blank_nodes_and_every_node_is_described() -> None:
    graph = built()
    assert not [t for t in graph if isinstance(t.subject, BlankNode) or isinstance(t.object, BlankNode)]
    own = {t.subject for t in graph}
    below = "https://w3id.org/acopio/id/"
    used = {t.object for t in graph if isinstance(t.object, NamedNode) and t.object.value.startswith(below)}
    assert used <= own


def test_numbers_dates_shares_and_money_as_modelled() -> None:
    graph = built()
    assert said(graph, "acopio:CountClaim", "schema:value", "schema:minValue", "schema:maxValue") == [
        ["1800", "1801"],
        [],
    ]
    assert said(graph, "acopio:CountClaim", "acopio:percent", "acopio:shareOf")[1] == [
        "20.0",
        "https://w3id.org/acopio/concept/share-base/members",
    ]
    when = ("acopio:when", "acopio:earliest", "acopio:latest")
    assert said(graph, "acopio:CertificationClaim", *when) == [["2000", "2000-01-01", "2000-12-31"]]
    assert said(graph, "schema:MonetaryAmount", "schema:value", "schema:currency") == [["1500.5", "USD"]]
    assert said(graph, "acopio:Quantity", "schema:name", "schema:value") == [["27"], ["computers", "2"]]


def test_the_best_purpose_is_also_the_main_one_and_the_outcome_names_its_use() -> None:
    graph = built()
    ((main, *purposes),) = said(graph, "acopio:PremiumUseClaim", "acopio:mainPurpose", "acopio:purpose")
    assert main == purposes[0]
    assert len(purposes) == 2
    (use,) = [t.subject for t in graph if t.object == term("acopio:PremiumUseClaim")]
    assert [t.object for t in graph if t.predicate == term("acopio:outcomeOf")] == [use]


def test_plain_triples_stand_beside_the_statements() -> None:
    graph = built()
    place = NamedNode("https://w3id.org/acopio/id/place/PE-SAM")
    assert Triple(ACOPAGRO, term("acopio:region"), place) in graph
    assert Triple(ACOPAGRO, term("schema:name"), Literal("ACOPAGRO")) in graph


def test_claims_of_one_kind_on_the_same_words_are_numbered() -> None:
    graph = built()
    numbers = [
        str(t.subject.value).rpartition("/")[2][8:]
        for t in graph
        if t.object == term("acopio:StatementClaim") and isinstance(t.subject, NamedNode)
    ]
    assert numbers == ["", "", "-2", "-3"]


def test_the_second_place_of_the_same_words_is_another_passage() -> None:
    text = "Formed in 1992. Again: Formed in 1992."
    first = r.NeedClaim(passage=Passage(0, 14, "Formed in 1992"), rule="x", purposes=("other",))
    second = dataclasses.replace(first, passage=Passage(23, 37, "Formed in 1992"))
    graph = built(first, second, text=text)
    starts = [
        t.object.value for t in graph if t.predicate == term("oa:start") and isinstance(t.object, Literal)
    ]
    assert starts == ["0", "23"]
    assert len({t.object for t in graph if t.predicate == term("acopio:quote")}) == 2


def test_words_that_do_not_stand_there_make_no_claim() -> None:
    wrong = r.NeedClaim(passage=Passage(0, 5, "water"), rule="x", purposes=("other",))
    with pytest.raises(ValueError, match="are not 'water'"):
        built(wrong)


def test_the_order_of_reading_does_not_change_the_file() -> None:
    made = claims()
    statements, others = made[:4], made[4:]
    one = build_graph(document(), statements + others, ACOPAGRO).turtle()
    other = build_graph(document(), others[::-1] + statements, ACOPAGRO).turtle()
    assert one == other


def test_only_the_prefixes_used_are_declared() -> None:
    turtle = build_graph(document(), [claims()[0]], ACOPAGRO).turtle()
    declared = {line.split()[1] for line in turtle.splitlines() if line.startswith("@prefix")}
    body = turtle.split("\n\n", 1)[1]
    assert {prefix for prefix in declared if prefix not in body} == set()
    assert "founding-kind:" not in declared


def test_an_edit_before_a_claim_changes_only_positions_and_the_digest() -> None:
    before = build_graph(document(), claims(), ACOPAGRO).turtle().splitlines()
    edited = TEXT.replace("San Martín, Peru. It", "San Martín, Peru. Truly. It")
    after = build_graph(document(edited), claims(edited), ACOPAGRO).turtle().splitlines()
    changed = [line for line in after if line not in set(before)]
    assert changed
    assert all("oa:start" in line or "schema:sha256" in line for line in changed)
    assert passage("formed in 1992", edited).start > passage("formed in 1992").start


def test_every_term_of_ours_is_in_the_ontology() -> None:
    folder = ontology_folder()
    files = [*folder.glob("*.ttl"), *(folder / "concepts").glob("*.ttl")]
    declared = {quad.subject for file in files for quad in parse(path=file)}
    graph = built()
    used = {t.predicate for t in graph} | {t.object for t in graph if isinstance(t.object, NamedNode)}
    ours = {node for node in used if node.value.startswith((ONTOLOGY, CONCEPT))}
    assert len(ours) > 50
    assert ours <= declared
