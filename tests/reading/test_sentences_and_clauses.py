from reading_samples import context


def sentences(text: str, language: str = "en") -> list[str]:
    read = context(text, language=language)
    return [read.text[s.start : s.end] for s in read.sentences]


def clauses(text: str) -> list[tuple[str, str]]:
    read = context(text)
    return [(c.kind, read.text[c.start : c.end]) for c in read.clauses]


def test_abbreviations_and_initials_end_no_sentence() -> None:
    assert sentences("Kilima Ltd. grows tea, e.g. in the hills. Mr. J. Moro sells approx. 3.8 tons.") == [
        "Kilima Ltd. grows tea, e.g. in the hills.",
        "Mr. J. Moro sells approx. 3.8 tons.",
    ]
    assert len(sentences("It became Kilima Ltd. The farmers own it.")) == 2
    assert len(sentences("“We built a school.” Then came a clinic! And more? Yes.")) == 4


def test_spanish_sentences() -> None:
    assert len(sentences("Nació en 1990. ¿Cómo creció? Con el apoyo de Kilima Ltda. y de otros.", "es")) == 3


def test_boilerplate_is_not_read() -> None:
    assert sentences("Accept all cookies\n\nHome | About us | Shop\n\nKilima grows tea.\n\nRead more") == [
        "Kilima grows tea."
    ]


def test_clauses_with_subjects_of_their_own_and_shared_ones() -> None:
    assert clauses("Kilima was founded in 1990, and it has 300 members now; a quarter are women.") == [
        ("main", "Kilima was founded in 1990"),
        ("coordinate", "it has 300 members now"),
        ("coordinate", "a quarter are women"),
    ]
    assert clauses("The farmers formed a group, adopted a constitution and had it registered.") == [
        ("main", "The farmers formed a group"),
        ("shared", "adopted a constitution"),
        ("shared", "had it registered"),
    ]


def test_relative_and_subordinate_clauses_and_parentheses() -> None:
    found = clauses(
        "Tea (the black kind) is sold to the union, which was certified in 2001, because it pays well."
    )
    assert ("parenthesis", "the black kind") in found
    assert ("relative", "which was certified in 2001") in found
    assert ("subordinate", "because it pays well") in found


def test_lists_of_nouns_are_not_cut() -> None:
    text = "Kilima bought trucks, tools and seedlings for members and schools in the valley"
    assert clauses(text) == [("main", text)]


def test_who_a_clause_is_about() -> None:
    read = context(
        "Kilima Farmers Co-operative sells tea. It was founded in 1990. Its members grow maize.\n\n"
        "The Bank of Lakes gave a loan. It was repaid in 1999.\n\n"
        "The Lake Union is older. The union is certified."
    )
    who = [read.subject(clause).who for clause in read.clauses]
    assert who == ["self", "self", "members", "other", "other", "other", "other"]


def test_a_sentence_that_nobody_would_write_is_cut() -> None:
    read = context("and 27 members, " * 2000)
    assert len(read.sentences) > 1
    assert all(sentence.last - sentence.first <= 400 for sentence in read.sentences)
    assert "".join(read.text.split()) == "".join(
        "".join(read.text[s.start : s.end].split()) for s in read.sentences
    )


def test_after_that_begins_no_clause() -> None:
    found = clauses("In 2008 a shed was built, and five years after that the union gained a certificate.")
    assert found[1] == ("coordinate", "five years after that the union gained a certificate")
