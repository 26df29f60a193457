"""An empty answer says why: each kind of reason, in both engines."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from catalogue_samples import headed, rdflib_graph, store, stored
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from acopio.catalogue.engines import asking, run, run_in_rdflib
from acopio.catalogue.parameters import bind
from acopio.catalogue.query import answered, with_reasons
from acopio.catalogue.result import Result, Term
from acopio.catalogue.stored_query import StoredQuery
from acopio.catalogue.why_empty.clauses import clauses, rows_of, without
from acopio.catalogue.why_empty.explain import explained
from acopio.catalogue.why_empty.patterns import required
from acopio.catalogue.why_empty.vocabulary import other_namespaces
from acopio.errors import AcopioError

Run = Callable[[StoredQuery, Mapping[str, Term]], Result]

PROLOGUE = (
    "PREFIX acopio: <https://w3id.org/acopio/ns#> PREFIX schema: <https://schema.org/> "
    "PREFIX certification: <https://w3id.org/acopio/concept/certification/> "
    "PREFIX product: <https://w3id.org/acopio/concept/product/> PREFIX id: <https://w3id.org/acopio/id/> "
    "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
)
PERU = "<https://w3id.org/acopio/id/place/PE>"


def in_pyoxigraph(query: StoredQuery, terms: Mapping[str, Term]) -> Result:
    return run(query, store(), terms)


def in_rdflib(query: StoredQuery, terms: Mapping[str, Term]) -> Result:
    return run_in_rdflib(query, rdflib_graph(), terms)


ENGINES = pytest.mark.parametrize("engine", [in_pyoxigraph, in_rdflib], ids=["pyoxigraph", "rdflib"])


def notes(text: str, engine: Run, seconds: float = 60) -> tuple[str, ...]:
    query = StoredQuery("own", "own.rq", PROLOGUE + text, None)
    return explained(engine(query, {}), query, engine, seconds=seconds).notes


TOLD = {
    "class": (
        "SELECT ?o { ?o a acopio:ProducerOrganisation }",
        "there is no class acopio:ProducerOrganisation (line 2) in the data: "
        "did you mean acopio:ProducerOrganization?",
    ),
    "class of capitals": (
        "SELECT ?o { ?o a acopio:producerorganization }",
        "there is no class acopio:producerorganization (line 2) in the data: "
        "did you mean acopio:ProducerOrganization?",
    ),
    "class of subclasses": (
        "SELECT ?o { ?o a acopio:Claim }",
        "nothing in the data is typed acopio:Claim (line 2) itself, but things of its subclasses are: "
        "write a/rdfs:subClassOf* acopio:Claim",
    ),
    "class as property": (
        "SELECT ?o { ?o acopio:ProducerOrganization ?x }",
        "acopio:ProducerOrganization (line 2) is a class, not a property: "
        "write ?thing a acopio:ProducerOrganization",
    ),
    "property as class": (
        "SELECT ?o { ?o a acopio:country }",
        "acopio:country (line 2) is a property, not a class: write ?thing acopio:country ?value",
    ),
    "property": (
        "SELECT ?o {\n ?o acopio:contry ?c }",
        "there is no property acopio:contry (line 3) in the data: did you mean acopio:country?",
    ),
    "property on a path": (
        "SELECT ?o { ?o acopio:country/schema:nmae ?n }",
        "there is no property schema:nmae (line 2) in the data: did you mean schema:name?",
    ),
    "property that nothing has": (
        "SELECT ?o { ?o acopio:retrievedOn ?n }",
        "nothing in the data has acopio:retrievedOn (line 2), though it is defined",
    ),
    "http for https": (
        "PREFIX s: <http://schema.org/> SELECT ?o { ?o s:name ?n ; s:about ?x }",
        "s:name (line 2) is not in the data as <http://schema.org/name>, but as <https://schema.org/name>: "
        "write PREFIX s: <https://schema.org/>",
    ),
    "slash for hash": (
        "PREFIX a: <https://w3id.org/acopio/ns/> SELECT ?o { ?o a a:ProducerOrganization }",
        "a:ProducerOrganization (line 2) is not in the data as <https://w3id.org/acopio/ns/ProducerOrganization>, "
        "but as <https://w3id.org/acopio/ns#ProducerOrganization>: write PREFIX a: <https://w3id.org/acopio/ns#>",
    ),
    "no end of a namespace": (
        "PREFIX s: <https://schema.org> SELECT ?o { ?o s:name ?n }",
        "s:name (line 2) is not in the data as <https://schema.orgname>, but as <https://schema.org/name>: "
        "write PREFIX s: <https://schema.org/>",
    ),
    "an IRI written whole": (
        "SELECT ?o { ?o <http://schema.org/name> ?n }",
        "<http://schema.org/name> (line 2) is not in the data, but <https://schema.org/name> is",
    ),
    "a known prefix bound to another namespace": (
        "PREFIX oa: <https://example.org/annotations#> SELECT ?o { ?o oa:hasSource ?n }",
        "oa:hasSource (line 2) is not in the data as <https://example.org/annotations#hasSource>, "
        "but as <http://www.w3.org/ns/oa#hasSource>: write PREFIX oa: <http://www.w3.org/ns/oa#>",
    ),
    "text for an IRI": (
        'SELECT ?o { ?o acopio:country "Peru" }',
        f'acopio:country has IRIs in the data, not text such as "Peru" (line 2): did you mean {PERU}?',
    ),
    "text for an IRI, misspelt": (
        'SELECT ?o { ?o acopio:country "Preu" }',
        f'acopio:country has IRIs in the data, not text such as "Preu" (line 2): did you mean {PERU}?',
    ),
    "IRI for text": (
        "SELECT ?o { ?o schema:name id:kilima }",
        'schema:name has text in the data, such as "4C Services", "Alpha Press", "Alto Verde" … ',
    ),
    "no language tag": (
        'SELECT ?o { ?o schema:name "Peru" }',
        '"Peru" (line 2) is written "Peru"@en in the data: its language tag belongs to it',
    ),
    "a language tag too many": (
        'SELECT ?o { ?o schema:name "Beira Mar"@pt }',
        '"Beira Mar"@pt (line 2) is written "Beira Mar" in the data: without a language tag',
    ),
    "no datatype": (
        'SELECT ?o { ?o acopio:when "2004" }',
        '"2004" (line 2) is written "2004"^^edtf:EDTF in the data: its datatype belongs to it',
    ),
    "another datatype": (
        'SELECT ?o { ?o acopio:when "2004"^^xsd:gYear }',
        '"2004"^^xsd:gYear (line 2) is written "2004"^^edtf:EDTF in the data: its datatype belongs to it',
    ),
    "capitals": (
        'SELECT ?o { ?o schema:name "beira mar" }',
        '"beira mar" (line 2) is written "Beira Mar" in the data: capitals, accents and white space count',
    ),
    "text that is close": (
        'SELECT ?o { ?o schema:name "Kilima Grower Unions" }',
        'nothing has "Kilima Grower Unions" (line 2) as schema:name: did you mean "Kilima Growers Union"?',
    ),
    "concept": (
        "SELECT ?o { ?o acopio:product product:cofee }",
        "there is no product:cofee (line 2) in the data: did you mean product:coffee?",
    ),
    "concept in another language": (
        "SELECT ?o { ?o acopio:product product:Kaffee }",
        "there is no product:Kaffee (line 2) in the data: did you mean product:coffee?",
    ),
    "concept that nothing has": (
        "SELECT ?o { ?o acopio:product certification:organic }",
        "nothing has certification:organic (line 2) as acopio:product; "
        "there is product:cocoa, product:coffee, product:honey, product:tea",
    ),
    "thing": (
        "SELECT ?p { id:kilma acopio:product ?p }",
        "there is no id:kilma (line 2) in the data: did you mean id:kilima?",
    ),
    "thing without the property": (
        "SELECT ?p { id:kilima acopio:scheme ?p }",
        "id:kilima (line 2) has nothing for acopio:scheme; it has rdf:type, ",
    ),
    "variable that nothing binds": (
        'SELECT ?o { ?o schema:name ?name FILTER(?nmae = "Alto Verde") }',
        'in FILTER(?nmae = "Alto Verde") (line 2), nothing binds ?nmae: did you mean ?name?',
    ),
    "filter": (
        "SELECT DISTINCT ?o { ?o a acopio:ProducerOrganization ; acopio:country ?c\n FILTER(?c = id:kilima) }",
        "without FILTER(?c = id:kilima) (line 3) there are 5 rows; for example ?c is ",
    ),
    "filter by text of IRIs": (
        'SELECT DISTINCT ?o { ?o acopio:country ?c FILTER(?c IN ("Peru", "Kenya")) }',
        'without FILTER(?c IN ("Peru", "Kenya")) (line 2) there are 5 rows; for example ?c is ',
    ),
    "filter by text without its tag": (
        f'SELECT DISTINCT ?n {{ {PERU} schema:name ?n FILTER(?n = "Peru") }}',
        'without FILTER(?n = "Peru") (line 2) there is 1 row; '
        'for example ?n is "Peru"@en, which equals no text without its language tag',
    ),
    "one of two filters": (
        "SELECT DISTINCT ?o { ?o schema:value ?v FILTER(?v > 1) FILTER(?v > 90000000) }",
        "without FILTER(?v > 90000000) (line 2) there are ",
    ),
    "two filters that both take all": (
        "SELECT DISTINCT ?o { ?o schema:value ?v FILTER(?v > 1) FILTER(?v > 90000000) FILTER(?v < 0) }",
        "no single filter takes all rows: without FILTER(?v > 90000000) (line 2) and FILTER(?v < 0) (line 2) ",
    ),
    "MINUS": (
        "SELECT ?o { ?o a acopio:ProducerOrganization MINUS { ?o schema:name ?n } }",
        "without MINUS { ?o schema:name ?n } (line 2) there are ",
    ),
    "FILTER NOT EXISTS": (
        "SELECT DISTINCT ?o { ?o a acopio:ProducerOrganization FILTER NOT EXISTS { ?o schema:name ?n } }",
        "without FILTER NOT EXISTS { ?o schema:name ?n } (line 2) there are 6 rows",
    ),
    "VALUES": (
        "SELECT ?o { VALUES ?c { id:nobody } ?o acopio:country ?c }",
        "without VALUES ?c { id:nobody } (line 2) there are ",
    ),
    "HAVING": (
        "SELECT ?c (COUNT(DISTINCT ?o) AS ?n) { ?o acopio:country ?c } GROUP BY ?c HAVING (COUNT(DISTINCT ?o) > 99)",
        "without HAVING (COUNT(DISTINCT ?o) > 99) (line 2) there are 3 rows",
    ),
    "OFFSET": (
        "SELECT DISTINCT ?c { ?o acopio:country ?c } OFFSET 99",
        "without OFFSET 99 (line 2) there are 3 rows",
    ),
    "patterns that do not meet": (
        "SELECT ?o { ?o a acopio:ProducerOrganization .\n ?o acopio:scheme ?s }",
        "nothing in the data fits ",
    ),
    "no branch of a union": (
        "SELECT ?o { { ?o acopio:contry ?c } UNION { ?o a acopio:Orgnization } }",
        "there is no property acopio:contry (line 2) in the data: did you mean acopio:country?",
    ),
    "sub-select": (
        "SELECT ?o { { SELECT ?o { ?o acopio:contry ?c } } }",
        "there is no property acopio:contry (line 2) in the data: did you mean acopio:country?",
    ),
    "ASK": (
        "ASK { ?o acopio:contry ?c }",
        "there is no property acopio:contry (line 2) in the data: did you mean acopio:country?",
    ),
    "CONSTRUCT": (
        "CONSTRUCT { ?o schema:name ?c } WHERE { ?o acopio:contry ?c }",
        "there is no property acopio:contry (line 2) in the data: did you mean acopio:country?",
    ),
    "count of nothing": (
        "SELECT (COUNT(*) AS ?n) { ?o acopio:contry ?c }",
        "there is no property acopio:contry (line 2) in the data: did you mean acopio:country?",
    ),
}


@ENGINES
@pytest.mark.parametrize("case", TOLD)
def test_the_reason_is_told(case: str, engine: Run) -> None:
    text, expected = TOLD[case]
    told = notes(text, engine)
    assert told and told[0].startswith(expected), told
    assert all("\n" not in line for line in told)


@ENGINES
@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?o { ?o a acopio:ProducerOrganization OPTIONAL { ?o acopio:contry ?c } }",
        "SELECT ?o { { ?o acopio:contry ?c } UNION { ?o acopio:country ?c } }",
        "ASK { ?o acopio:country ?c }",
        "SELECT (COUNT(*) AS ?n) { ?o acopio:country ?c }",
        "CONSTRUCT { ?o schema:name ?c } WHERE { ?o acopio:country ?c }",
    ],
)
def test_an_answer_with_rows_has_no_reasons_and_asks_nothing(text: str, engine: Run) -> None:
    query = StoredQuery("own", "own.rq", PROLOGUE + text, None)

    def never(query: StoredQuery, terms: Mapping[str, Term]) -> Result:
        raise AssertionError("asked again")

    assert explained(engine(query, {}), query, never).notes == ()


@ENGINES
def test_only_branches_that_matter_are_told(engine: Run) -> None:
    told = notes(
        "SELECT ?o { { ?o acopio:contry ?c } UNION { ?o acopio:country ?c } ?o acopio:produkt ?p }", engine
    )
    assert told == ("there is no property acopio:produkt (line 2) in the data: did you mean acopio:product?",)


PARAMETERS: list[tuple[str, dict[str, str], tuple[str, ...]]] = [
    (
        "certified_before",
        {"before": "1950"},
        ("without --before 1950 there are 8 rows",),
    ),
    (
        "certified_before",
        {"country": "Peru", "before": "1950"},
        ("--before 1950 alone gives no rows",),
    ),
    (
        "certification_dates",
        {"product": "honey", "country": "Peru"},
        ("without --country Peru there is 1 row", "without --product honey there are 5 rows"),
    ),
    (
        "certifications",
        {"scheme": "demeter"},
        (
            "without --scheme demeter there are 11 rows: there is fair-trade, fair-trade-usa, fairtrade, "
            "organic, rainforest-alliance, utz",
        ),
    ),
]


@ENGINES
@pytest.mark.parametrize(("name", "given", "expected"), PARAMETERS)
def test_parameters_are_told_apart(
    name: str, given: dict[str, str], expected: tuple[str, ...], engine: Run
) -> None:
    query = stored(name)
    terms = bind(query, given, asking(store()))
    assert explained(engine(query, terms), query, engine, terms, given, seconds=60).notes == expected


@ENGINES
def test_a_header_of_ones_own_without_rows_is_explained_by_its_text(engine: Run) -> None:
    text = headed().text.replace("schema:name ?name", "schema:nmae ?name")
    told = explained(engine(headed(text), {}), headed(text), engine, {}, {}, seconds=60).notes
    assert told == ("there is no property schema:nmae (line 16) in the data: did you mean schema:name?",)


def test_no_question_beyond_the_time_and_number_given() -> None:
    asked = 0

    def counting(query: StoredQuery, terms: Mapping[str, Term]) -> Result:
        nonlocal asked
        asked += 1
        return in_pyoxigraph(query, terms)

    query = StoredQuery("own", "own.rq", f"{PROLOGUE}SELECT ?o {{ ?o acopio:contry ?c }}", None)
    empty = in_pyoxigraph(query, {})
    told = explained(empty, query, counting, seconds=60, most=2).notes
    assert (asked, told) == (2, ("why is not told: it takes more than 60 seconds or 2 questions",))
    assert explained(empty, query, counting, seconds=0).notes != ()
    assert asked == 2
    few = next(
        most for most in range(3, 30) if "why" not in explained(empty, query, counting, most=most).notes[0]
    )
    told = explained(empty, query, counting, most=few).notes
    assert told == (
        "there is no property acopio:contry (line 2) in the data",
    )  # no question left for a guess


def test_a_fault_of_the_engine_ends_the_explaining() -> None:
    def refusing(query: StoredQuery, terms: Mapping[str, Term]) -> Result:
        raise AcopioError("query-failed", "no")

    query = StoredQuery("own", "own.rq", f"{PROLOGUE}SELECT ?o {{ ?o acopio:contry ?c }}", None)
    assert len(explained(in_pyoxigraph(query, {}), query, refusing).notes) == 1


def test_data_of_any_other_kind() -> None:
    year, own = NamedNode("http://example.org/year"), NamedNode("http://example.org/thing")
    literal = Literal("2004", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#gYear"))
    query = StoredQuery("own", "own.rq", 'SELECT ?s { ?s <http://example.org/year> "2004" }', None)
    filled = holding(Quad(own, year, literal))
    assert answered(query, filled).notes == (
        '"2004" (line 1) is written "2004"^^xsd:gYear in the data: its datatype belongs to it',
    )
    assert answered(query, Store()).notes == ("the data holds nothing",)
    unused = StoredQuery("own", "own.rq", "SELECT ?s { ?s a <https://w3id.org/acopio/ns#Quantity> }", None)
    assert answered(unused, filled).notes == (
        "nothing in the data is of the class <https://w3id.org/acopio/ns#Quantity> (line 1), though it is defined",
    )
    graph = NamedNode("http://example.org/graph")
    named = holding(Quad(own, year, literal, graph))

    def by_default_graph(query: StoredQuery, terms: Mapping[str, Term]) -> Result:
        return run(query, named, terms, own_graphs=True)

    told = explained(by_default_graph(query, {}), query, by_default_graph).notes
    assert told[0].startswith("the data holds nothing: its default graph is empty, and named graphs are not")
    inside = 'SELECT ?s { GRAPH <http://example.org/grpah> { ?s ?p "2004" } }'
    typed = Quad(own, NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), own, graph)
    named.add(typed)
    graphs = StoredQuery("own", "own.rq", inside, None)
    assert answered(graphs, named).notes[0] == (
        "there is no graph <http://example.org/grpah> (line 1) in the data: "
        "did you mean <http://example.org/graph>?"
    )


def holding(*quads: Quad) -> Store:
    made = Store()
    made.extend(quads)
    return made


def test_words_of_a_user_stay_words() -> None:
    """A text with quotes and braces in it is asked as a literal."""
    query = StoredQuery(
        "own", "own.rq", PROLOGUE + 'SELECT ?o { ?o schema:name """x" } . ?a ?b ?c . { "y""" }', None
    )
    told = with_reasons(run(query, store()), query, store()).notes
    assert told[0].startswith('nothing has "x\\" } . ?a ?b ?c . { \\"y"')


def test_no_escape_sequence_of_a_document_is_let_through() -> None:
    name = NamedNode("http://example.org/name")
    filled = holding(Quad(NamedNode("http://example.org/a"), name, Literal("\x1b[2Jevil\x07 name")))
    query = StoredQuery("own", "own.rq", 'SELECT ?s { ?s <http://example.org/name> "nothing like it" }', None)
    (told,) = answered(query, filled).notes
    assert "evil" in told
    assert told.isprintable()


def test_clauses_are_found_where_they_stand() -> None:
    text = (
        "SELECT * { ?s ?p ?o FILTER regex(?o, 'a)') # FILTER(?no)\n"
        "FILTER EXISTS { ?s ?q ?r FILTER(?r > 1) } VALUES (?s ?p) { (<a:b> UNDEF) } MINUS { ?s ?p 'FILTER' } }\n"
        "GROUP BY ?s HAVING (?n > 1) (?n < 9) OFFSET 3 LIMIT 2"
    )
    found = clauses(text)
    assert [(clause.words, clause.line) for clause in found] == [
        ("FILTER regex(?o, 'a)')", 1),
        ("FILTER EXISTS { ?s ?q ?r FILTER(?r > 1) }", 2),
        ("VALUES (?s ?p) { (<a:b> UNDEF) }", 2),
        ("MINUS { ?s ?p 'FILTER' }", 2),
        ("HAVING (?n > 1) (?n < 9)", 3),
        ("OFFSET 3", 3),
    ]
    assert without(text, found).count("\n") == text.count("\n")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s WHERE { ?s ?p ?o } ORDER BY ?s LIMIT 5",
        "SELECT (COUNT(?s) AS ?n) { ?s ?p ?o } GROUP BY ?p",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "CONSTRUCT WHERE { ?s ?p ?o }",
        "ASK { ?s ?p ?o }",
        "DESCRIBE ?s WHERE { ?s ?p ?o }",
        "SELECT ?s { ?s ?p ?o } VALUES ?s { <a:b> }",
    ],
)
def test_the_rows_of_every_form_can_be_asked(text: str) -> None:
    inner = rows_of(text, 1)
    assert inner is not None
    made = holding(*parse("<a:b> <a:c> <a:d>, <a:e> .", format=RdfFormat.TURTLE))
    assert len(list(made.query(inner))) == 1  # type: ignore[arg-type]
    assert required(text) is not None


def test_describe_of_a_term_has_no_rows_to_ask_for() -> None:
    assert rows_of("DESCRIBE <a:b>", 1) is None


def test_another_server_is_not_explained() -> None:
    assert required("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }") is None


def test_namespaces_that_could_be_meant() -> None:
    found = dict(other_namespaces("http://www.schema.org/name", ("schema", "http://www.schema.org/")))
    assert next(iter(found)) == "https://schema.org/name"
    assert found["https://schema.org/name"] == "https://schema.org/"
    assert "http://www.schema.org/name" not in found
