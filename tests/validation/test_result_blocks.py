"""Results in blocks: the same ones, in the report's order, whatever the order in which they came."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode

from acopio.validation.property_path import PropertyPath, of_predicate
from acopio.validation.report import Excerpt, Place, Report, Result
from acopio.validation.result_blocks import BlockWriter, ResultBlocks
from acopio.validation.result_rows import read_row, write_row
from acopio.validation.terms import sh

TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
IRIS = st.sampled_from([NamedNode(f"http://e.org/{name}") for name in "abc"])
LITERALS = st.builds(Literal, TEXTS) | st.just(Literal("007", datatype=NamedNode("http://e.org/t")))
TERMS = IRIS | st.builds(BlankNode, st.sampled_from(["x", "y"])) | LITERALS
PATHS = st.recursive(
    st.builds(of_predicate, IRIS),
    lambda inner: st.builds(
        PropertyPath, st.just("sequence"), st.none(), st.tuples(inner, inner)
    ) | st.builds(PropertyPath, st.just("inverse"), st.none(), st.tuples(inner)),
    max_leaves=4,
)  # fmt: skip
PLACES = st.builds(Place, st.sampled_from(["a.ttl", "b.ttl"]), st.integers(1, 3), st.integers(1, 3))
RESULTS = st.builds(
    Result,
    focus_node=TERMS,
    source_shape=IRIS,
    component=IRIS,
    severity=st.sampled_from([sh("Violation"), sh("Info"), NamedNode("http://e.org/Dire")]),
    path=st.none() | PATHS,
    value=st.none() | TERMS,
    messages=st.lists(LITERALS, max_size=2).map(tuple),
    rule=st.sampled_from(["r", "s"]),
    place=st.none() | PLACES,
    passage=st.none() | PLACES,
    excerpt=st.none() | st.builds(Excerpt, TEXTS, *[st.integers(0, 9)] * 4),
)


@given(RESULTS, st.lists(RESULTS, max_size=2))
def test_a_row_gives_back_its_result(result: Result, details: list[Result]) -> None:
    inside = tuple(replace(each, place=None, passage=None, excerpt=None) for each in details)
    whole = replace(result, details=inside)
    assert read_row(write_row(whole), str(whole.place.path) if whole.place else "") == whole


@given(st.lists(st.tuples(RESULTS, st.integers(0, 2)), max_size=12))
def test_blocks_give_the_report_of_a_list(found: list[tuple[Result, int]]) -> None:
    """Of different units or not, a report over blocks has the results and counts of one over a list."""
    writer = BlockWriter()
    for result, unit in found:
        writer.add(result, unit)
    blocks = ResultBlocks(writer.blocks())
    listed = sorted((result for result, _ in found), key=Result.sort_key)
    assert [each.sort_key() for each in blocks] == [each.sort_key() for each in listed]
    assert sorted(map(repr, blocks)) == sorted(map(repr, listed))
    ours, theirs = Report(results=blocks), Report(results=listed)
    assert (ours.conforms, ours.severities()) == (theirs.conforms, theirs.severities())
    assert [(each.rule, each.count) for each in ours.counts()] == [
        (each.rule, each.count) for each in theirs.counts()
    ]


def test_many_results_of_one_rule_and_file() -> None:
    """More than are packed together; those in the middle can be asked for."""
    writer = BlockWriter()
    node = NamedNode("http://e.org/a")
    for line in reversed(range(1, 5001)):
        writer.add(
            Result(
                focus_node=node,
                source_shape=node,
                component=node,
                severity=sh("Info"),
                rule="r",
                place=Place("a.ttl", line, 1),
            )
        )
    blocks = ResultBlocks(writer.blocks())
    assert len(blocks) == 5000
    assert [result.place.line for result in blocks if result.place] == list(range(1, 5001))
    assert (blocks[-1].place, blocks[2999].place) == (Place("a.ttl", 5000, 1), Place("a.ttl", 3000, 1))
