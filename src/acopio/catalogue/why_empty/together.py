"""Patterns that match alone and not together."""

from __future__ import annotations

from collections.abc import Iterator

from acopio.catalogue.why_empty.patterns import Pattern, words_of
from acopio.catalogue.why_empty.questions import Questions
from acopio.catalogue.why_empty.spelling import Spelling


def fits(questions: Questions, patterns: list[Pattern]) -> bool:
    """Tell whether patterns match together; raises UnansweredError."""
    return questions.exists(" . ".join(pattern.written() for pattern in patterns))


def apart(questions: Questions, spelling: Spelling, patterns: list[Pattern]) -> Iterator[str]:
    """Yield a line for the first pattern that has no match beside those before it."""
    before: list[Pattern] = []
    for pattern in _connected(patterns):
        if fits(questions, [*before, pattern]):
            before.append(pattern)
            continue
        if not before:
            yield f"nothing in the data fits {_shown(spelling, pattern)}"
            return
        near = [each for each in before if each.variables() & pattern.variables()]
        alone = next((each for each in near if not fits(questions, [each, pattern])), None)
        others = [alone] if alone else near
        and_these = " and ".join(_shown(spelling, each) for each in others)
        more = "" if alone or len(near) == len(before) else " and the lines that lead to it"
        yield f"nothing in the data fits {and_these}{more} and also {_shown(spelling, pattern)}"
        return


def _connected(patterns: list[Pattern]) -> list[Pattern]:
    """Return the patterns so that each shares a variable with one before it, as far as that can be."""
    rest, made = list(patterns), list[Pattern]()
    known: set[str] = set()
    while rest:
        following = next((each for each in rest if each.variables() & known), rest[0])
        rest.remove(following)
        made.append(following)
        known |= following.variables()
    return made


def _shown(spelling: Spelling, pattern: Pattern) -> str:
    """Return a pattern as a query would write it, with the line of its property."""
    from rdflib import Literal, URIRef

    from acopio.catalogue.engines import from_rdflib

    words = []
    for part in (pattern.subject, pattern.predicate, pattern.object):
        if isinstance(part, URIRef):
            words.append(spelling.iri(str(part)))
        elif isinstance(part, Literal):
            term = from_rdflib(part)
            words.append(spelling.term(term) if term is not None else "")
        else:
            words.append(words_of(part))
    if isinstance(pattern.predicate, URIRef) and words[1] == "rdf:type":
        words[1] = "a"
    plain = " ".join("[]" if word.startswith("?blank_") else word for word in words)
    return f"{plain}{spelling.at(*pattern.terms())}"
