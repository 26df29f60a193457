"""The statements of Turtle texts are the triples that pyoxigraph and rdflib read from them."""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from acopio.assets import ontology_folder, shapes_folder
from acopio.validation.terms import Term, to_rdflib
from acopio.validation.turtle_statements import Statement, statements
from acopio.validation.turtle_tokens import TurtleError

P = "@prefix : <http://e.org/> .\n"
BASE = "http://base.example/folder/file.ttl"

TEXTS = {
    "empty": "",
    "only a comment": "# nothing here",
    "a triple": "<http://e.org/s> <http://e.org/p> <http://e.org/o> .",
    "lists of objects and predicates": P + ":s :p :a, :b ; :q :c ; a :D .",
    "trailing semicolons": P + ":s :p :a ; ; .  :t :p :b ;.",
    "SPARQL directives": 'PREFIX ex: <http://x.org/>\nbase <http://b.org/>\nex:s ex:p <o> . <s> ex:p "1" .',
    "prefix declared anew": "@prefix a: <http://1/> . a:s a:p a:o . @prefix a: <http://2/> . a:s a:p a:o .",
    "base declared anew": "@base <http://1/x/> . <s> <p> <o> . @base <y/> . <s> <p> </o> .",
    "empty prefix and empty name": "@prefix : <http://e.org/> . @prefix e: <http://e.org/x> . : e: :o .",
    "strings": P + r""":s :p 'a', "b", '''c'd''', '''line
one''', \"\"\"a "quoted" b\"\"\", \"\"\"\"\"\", "" .""".replace(r"\"", '"'),
    "a quotation mark before the end": P + ':s :p """a"b""" , """ends with \\"""" .',
    "escapes": P + r':s :p "tab\t newline\n quote\" back\\ \u00E9 \U0001F33D", "\'" .',
    "escapes in IRIs": P + r":s :p <http://e.org/\u00E9> .",
    "languages and datatypes": P + ':s :p "a"@en, "b"@es-PE, "2004"^^:T, "x"^^<http://e.org/U> .',
    "space around a datatype": P + ":s :p \"2004\" ^^ :T .",
    "numbers": P + ":s :p 1, -2, +3, 1.5, -.5, 1e3, 1.0E-3, .5e+1, 1.e0 .",
    "number before the full stop": P + ":s :p 1.\n:t :p 2.5.",
    "booleans": P + ":s :p true, false .",
    "names with escapes": P + r":a\,b :p\/q :r\~s, :%41b, :x:y, :a.b, :1 .",
    "dots in names": P + ":a.b.c :p :o.\n:s :p :o .",
    "names of other scripts": P + ":año :ação :名前 .",
    "labelled nodes": P + "_:a :p _:b . _:b :p _:a . _:1.x :p _:a .",
    "nodes without a label": P + ":s :p [], [ :q 1 ; :r [ :t 2 ] ] .",
    "node as subject": P + "[ :p :o ] :q :r . [ :p :o ] . [] :p :o .",
    "collections": P + ":s :p ( 1 2 ( :a [ :b :c ] ) ), () . ( :x ) :p :y .",
    "comments": P + ":s # subject\n :p # property\n \"# no comment\" # value\n . # end",
    "little space": P + ":s<http://e.org/p>'o'@en;:q :T,:U;a :V.",
    "relative IRIs": "<> <#p> <../other>, <?q>, <//host/x>, </root>, <./a/../b>, <../../../up> .",
}  # fmt: skip


def read(text: str) -> list[Statement]:
    return statements(text, BASE)


def graph(triples: Iterable[tuple[Term, Term, Term]]) -> rdflib.Graph:
    found = rdflib.Graph()
    for triple in triples:
        subject, predicate, value = map(to_rdflib, triple)
        found.add((subject, predicate, value))
    return found


def oxigraph(
    text: str, form: pyoxigraph.RdfFormat = pyoxigraph.RdfFormat.TURTLE
) -> list[tuple[Term, Term, Term]]:
    parsed = pyoxigraph.parse(text.encode(), format=form, base_iri=BASE)
    return [(quad.subject, quad.predicate, quad.object) for quad in parsed]


@pytest.mark.parametrize("name", TEXTS)
def test_same_triples_as_other_parsers(name: str) -> None:
    text = TEXTS[name]
    ours = [statement[:3] for statement in read(text)]
    assert len(ours) == len(oxigraph(text))
    assert isomorphic(graph(ours), graph(oxigraph(text)))
    if name != "space around a datatype":  # rdflib takes no space there; the grammar does
        assert len(rdflib.Graph().parse(data=text, format="turtle", publicID=BASE)) == len(graph(ours))


@pytest.mark.parametrize(
    "path",
    sorted([*shapes_folder().rglob("*.ttl"), *ontology_folder().rglob("*.ttl")]),
    ids=lambda path: path.name,
)
def test_same_triples_in_the_project_s_files(path: Path) -> None:
    text = path.read_text("utf-8")
    ours = [statement[:3] for statement in read(text)]
    assert len(ours) == len(oxigraph(text))
    if "[" not in text and "(" not in text:
        assert ours == oxigraph(text)


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("N_TRIPLES", '<http://e.org/s> <http://e.org/p> "é"@fr .\n_:a <http://e.org/p> _:b .\n'),
        (
            "N_QUADS",
            '<http://e.org/s> <http://e.org/p> "é" <http://e.org/g> .\n_:a <http://e.org/p> _:b _:g .\n',
        ),
        (
            "TRIG",
            P + ":s :p :o . GRAPH :g { :s :p :a } :h { :s :p :b . :t :p [ :q 1 ] . } { :s :p :c } _:g { }",
        ),
    ],
)
def test_same_triples_in_related_formats(form: str, text: str) -> None:
    theirs = oxigraph(text, getattr(pyoxigraph.RdfFormat, form))
    assert isomorphic(graph([statement[:3] for statement in read(text)]), graph(theirs))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            P + ":s :p 'a' ;\n   :q \"é\", :o .",
            [(":s", ":p", "'a'"), (":s", ":q", '"é"'), (":s", ":q", ":o")],
        ),
        (P + ":s a [ :q 5 ] .", [("[", ":q", "5"), (":s", "a", "[")]),
        (P + ":s :p (:a) .", [("(", ":a", ":a"), ("(", ")", ")"), (":s", ":p", "(")]),
        (P + ':s :p "x"@en, "y"^^:T .', [(":s", ":p", '"x"@en'), (":s", ":p", '"y"^^:T')]),
    ],
)
def test_spans(text: str, wanted: list[tuple[str, str, str]]) -> None:
    found = [tuple(text[start:end] for start, end in statement[3:]) for statement in read(text)]
    assert found == wanted


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (":s :p :o .", 0),
        (P + ":s :p", 33),
        (P + ":s :p 'a", 34),
        (P + ":s 'p' :o .", 31),
        (P + ":s :p :o", 36),
        (P + ":s :p :o ) .", 37),
        (P + "[ :p :o", 35),
        (P + ":s :p ( :a ", 39),
        (P + r':s :p "\x" .', 35),
        (P + r':s :p "\uD800" .', 35),
        (P + ':s :p "line\nbreak" .', 34),
        ("@prefix e <http://e.org/> .", 8),
        ("@prefix e: 'x' .", 11),
        ("<http://e.org/a b> <p> <o> .", 0),
        (P + ":s :p <<( :a :b :c )>> .", 34),
    ],
)
def test_faults_have_their_offset(text: str, place: int) -> None:
    with pytest.raises(TurtleError) as raised:
        read(text)
    assert raised.value.offset == place


def test_deep_nesting_is_a_fault() -> None:
    with pytest.raises(TurtleError, match="too deeply"):
        read(P + ":s :p " + "[ :p " * 100_000)


IRIS = st.sampled_from(
    ["http://e.org/s", "http://e.org/a/b#c", "http://e.org/é", "http://e.org/x%20y", "urn:u:1"]
)
LITERALS = st.builds(pyoxigraph.Literal, st.text(st.characters(codec="utf-8"), max_size=12))
TAGGED = st.builds(
    lambda text, tag: pyoxigraph.Literal(text, language=tag),
    st.text(max_size=5),
    st.sampled_from(["en", "es-PE"]),
)
NODES = st.one_of(
    st.builds(pyoxigraph.NamedNode, IRIS),
    st.builds(pyoxigraph.BlankNode, st.sampled_from(["a", "b1", "c.d"])),
)


@given(
    st.lists(
        st.tuples(NODES, st.builds(pyoxigraph.NamedNode, IRIS), st.one_of(NODES, LITERALS, TAGGED)),
        max_size=8,
    ),
    st.sampled_from(["turtle", "longturtle", "nt", "oxigraph"]),
)
def test_whatever_is_written_is_read(triples: list[tuple[Term, Term, Term]], writer: str) -> None:
    original = graph(triples)
    if writer == "oxigraph":
        terms = [pyoxigraph.Triple(*triple) for triple in triples]  # type: ignore[arg-type]
        text = (pyoxigraph.serialize(terms, format=pyoxigraph.RdfFormat.TURTLE) or b"").decode()
    else:
        text = original.serialize(format=writer)
    assert isomorphic(graph([statement[:3] for statement in statements(text)]), original)
