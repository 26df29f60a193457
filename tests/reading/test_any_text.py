"""What must hold of any text at all: true offsets, no exception, layers within one another."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_samples import context, document

from acopio.reading.language import language_codes
from acopio.reading.read_claims import read_claims

WORDS = [
    "Kilima", "KFC", "(KFC)", "the", "co-operative", "union", "members", "farmers", "women", "27",
    "1,800", "1992", "2011/12", "1990s", "twenty-seven", "two", "or", "three", "over", "nearly",
    "between", "and", "60", "percent", "%", "$", "million", "founded", "registered", "certified",
    "Fair Trade", "organic", "in", "four years later", "the following year",
    "three years after its founding", "premium", "was used for", "school", ".", ",", ";", ":",
    "which", "said", "Ana Moro", "According to", "\n", "\n\n", "# ", "> ", "- ", "| ", "**", "it",
    "they", "Peru", "San Martín", "of", "from", "to", "a quarter", "of them", "May", "5", "é",
    "\u0301", "\U0001f600", "\u00a0", "1\u00a0358",
]  # fmt: skip


def check(text: str, language: str) -> None:
    if not text.strip("\ufeff \t\r\n\f\v\x1c\x1d\x1e\x1f\x85\u2028\u2029") or not text.strip():
        return
    read = context(text, language=language)
    for sentence in read.sentences:
        block = read.blocks[sentence.block]
        assert block.start <= sentence.start < sentence.end <= block.end
    for clause in read.clauses:
        around = read.sentences[clause.sentence]
        assert around.start <= clause.start < clause.end <= around.end
        assert read.subject(clause).who in ("self", "members", "other", "unknown")
    for mentions in (read.dates, read.quantities, read.shares, read.money):
        assert all(0 <= m.start < m.end <= len(text) for m in mentions)
    for claim in read_claims(document(text, language=language)).claims:
        for passage in (claim.passage, *claim.support):
            assert text[passage.start : passage.end] == passage.text
            assert passage.text == passage.text.strip() != ""


def printable(text: str) -> str:
    return "".join(c for c in text if c >= " " or c in "\n\t")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400).map(printable), st.sampled_from(language_codes()))
def test_any_characters(text: str, language: str) -> None:
    check(text, language)


@settings(max_examples=250, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=80).map(" ".join), st.sampled_from(language_codes()))
def test_any_row_of_words_that_rules_look_for(text: str, language: str) -> None:
    check(text, language)


@pytest.mark.parametrize(
    "piece",
    [
        "a", "1", "(", "( ", "# ", "a\n", "Ab: c\n", "Ab ", "1999 ", "two years later ", "hundred ",
        "**a** ", "a, ", "1,", "a-", "'", "Kilima Co-op (KC) ", "|a|b|\n", "> ", "from 1 to ",
        "Ana Moro says. ", "() ", "1990s and ", "Members\n1,800\n\n", "“We built a school,” says Ana Moro. ",
        "Fairtrade certified since 2004, ", "The co-operative was founded in 1992 and ",
        "The premium was used for a school, ", "They need a road. ", "of whom 20 are women, ",
    ],
)  # fmt: skip
def test_hostile_text_is_read_to_its_end(piece: str) -> None:
    """Long rows of one piece: quadratic time in any layer would keep this from ending."""
    check(piece * (60_000 // len(piece)), "en")
