"""Places of triples in a text."""

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat
from shape_cases import CLAIMS

from acopio.namespaces import ID, PREFIXES
from acopio.validation.data import Source
from acopio.validation.line_index import LineIndex
from acopio.validation.position_index import PositionIndex

TEXT = """@prefix : <http://e.org/> .
:s :p "é", "ü" ;
   :q [ :r 1 ] , [ :r 2 ] .
:t :p :s .
"""


def e(name: str) -> NamedNode:
    return NamedNode(f"http://e.org/{name}")


def test_lines_end_in_three_ways() -> None:
    index = LineIndex("a\nb\r\nc\rd")
    assert [index.place(offset) for offset in (0, 2, 5, 7)] == [(1, 1), (2, 1), (3, 1), (4, 1)]


def test_columns_count_code_points() -> None:
    assert LineIndex("🌽é\nx").place(2) == (1, 3)


def test_places_of_the_parts() -> None:
    index = PositionIndex(TEXT)
    assert index.subject(e("s")) == (2, 1)
    assert index.predicate(e("s"), e("q")) == (3, 4)
    assert index.triple(e("s"), e("p"), Literal("ü")) == (2, 12)
    assert index.triple(e("s"), None, Literal("ü")) == (2, 12)
    assert index.triple(e("s"), e("q"), Literal("ü")) is None
    assert index.mention(e("s")) == (4, 7)
    assert index.subject(e("nobody")) is None


def test_nodes_without_a_label_have_places_too() -> None:
    source = Source("x.ttl", TEXT.encode(), RdfFormat.TURTLE)
    index = PositionIndex(TEXT, source.triples)
    one, two = (next(s for s, _, value in source.triples if str(value).startswith(f'"{n}"')) for n in (1, 2))
    assert isinstance(one, BlankNode)
    assert isinstance(two, BlankNode)
    assert index.subject(one) == (3, 7)
    assert index.subject(two) == (3, 18)


def test_every_triple_of_a_claims_file_has_its_place() -> None:
    source = Source("x.ttl", CLAIMS.read_bytes(), RdfFormat.TURTLE)
    index = PositionIndex(source.text, source.triples, source.base)
    lines = source.text.splitlines()
    for subject, predicate, value in source.triples:
        place = index.triple(subject, predicate, value)
        assert place is not None
        line, column = place
        written = lines[line - 1][column - 1 :]
        if isinstance(value, Literal):
            assert written.lstrip('"').startswith(value.value.split("\n")[0].split('"')[0][:10])
        elif isinstance(value, NamedNode) and value.value.startswith(ID):
            assert value.value.removeprefix(ID) in written
        elif isinstance(value, NamedNode):
            assert any(written.startswith((name + ":", "<")) for name in PREFIXES)


@given(st.integers(0, 300), st.integers(1, 300), st.integers(0, 300))
def test_excerpts_hold_the_beginning_of_what_is_marked(before: int, length: int, after: int) -> None:
    """Of a line of any length: the marked characters are those of the value, as far as they are shown."""
    text = "first\n" + "x" * before + "V" * length + "y" * after + "\nlast"
    start = 6 + before
    excerpt = LineIndex(text).excerpt((start, start + length))
    marked = excerpt.line[excerpt.start : excerpt.start + excerpt.length]
    assert marked
    assert set(marked) == {"V"}
    assert len(excerpt.line) <= 162
    assert (excerpt.end_line, excerpt.end_column) == (2, before + length + 1)
    if before + length + after <= 160:
        assert (excerpt.line, len(marked)) == ("x" * before + "V" * length + "y" * after, length)


def test_only_what_is_wanted_is_kept() -> None:
    index = PositionIndex(TEXT, wanted={e("t")})
    assert (index.subject(e("t")), index.mention(e("s"))) == ((4, 1), None)
    assert index.triple(e("t"), e("p"), e("s")) == (4, 7)
    assert index.predicate(e("s"), e("p")) is None
