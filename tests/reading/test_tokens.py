import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from acopio.reading.tokens import normal_form, tokenize


def test_words_numbers_and_marks() -> None:
    tokens = tokenize("COMSA's 1,800 co-op members (27%) in the U.S.: see https://example.org/a")
    assert [(t.norm, t.kind) for t in tokens] == [
        ("comsa", "word"),
        ("1,800", "number"),
        ("coop", "word"),
        ("members", "word"),
        ("(", "mark"),
        ("27", "number"),
        ("%", "mark"),
        (")", "mark"),
        ("in", "word"),
        ("the", "word"),
        ("u.s.", "dotted"),
        (":", "mark"),
        ("see", "word"),
        ("https://example.org/a", "url"),
    ]
    assert tokens[0].possessive and tokens[0].capitalised


def test_normal_forms_leave_out_accents_case_and_the_hyphen_of_co() -> None:
    assert normal_form("Co-operative’s") == "cooperative"
    assert normal_form("Cacaotera") == "cacaotera"
    assert normal_form("Martín") == normal_form("MARTIN") == "martin"
    assert normal_form("forty‑five") == "forty-five"


def test_what_is_elided_is_a_word_of_its_own() -> None:
    assert [t.norm for t in tokenize("L’union qu'elle forme d'abord, jusqu'à N'Zérékoré")] == [
        "l'", "union", "qu'", "elle", "forme", "d'", "abord", ",", "jusqu'", "à", "n'zerekore",
    ]  # fmt: skip
    assert [t.norm for t in tokenize("aujourd'hui the farmers' co-op doesn't")] == [
        "aujourd'hui", "the", "farmers", "'", "coop", "doesn't",
    ]  # fmt: skip


def test_an_accent_that_alone_tells_two_words_apart_stays() -> None:
    assert normal_form("À") == normal_form(unicodedata.normalize("NFD", "à")) != normal_form("a")
    assert normal_form("où") != normal_form("ou")


def test_decomposed_accents_stay_in_their_words() -> None:
    text = unicodedata.normalize("NFD", "Café de San Martín")
    assert [t.norm for t in tokenize(text)] == ["cafe", "de", "san", "martin"]


@settings(deadline=None)
@given(st.text(max_size=300))
def test_offsets_are_true_in_any_text(text: str) -> None:
    last = 0
    for token in tokenize(text):
        assert last <= token.start < token.end
        assert text[token.start : token.end] == token.text
        last = token.end
