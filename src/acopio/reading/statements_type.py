"""Of which type the organisation is: by its names, a label, what the text says it is and calls it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from acopio.claims.records import Passage, StatementClaim
from acopio.reading.context import ReadingContext
from acopio.reading.lexicon import Mention
from acopio.reading.naming import types_in
from acopio.reading.tokens import normal_form, tokenize

#: Where two types weigh the same ("Cooperative Union") the first of these holds.
_ORDER: Final = ("union", "cooperative", "association", "plantation", "company", "other")
_LABEL, _NAME, _OTHER_NAME, _SAID, _BESIDE_NAME, _CALLED = 6.0, 2.0, 1.5, 3.5, 1.5, 0.6
_LEGAL_FORM: Final = 1.0  # "Ltd" behind a name says little of a growers' organisation
_GROWERS: Final = 0.3  # a name of growers with no word for their group
_MENTIONED: Final = 0.2
_MOST_CALLED: Final = 3  # times that "the union" counts
_SOON: Final = 5  # tokens between the verb and "a cooperative"


class _Evidence(NamedTuple):
    value: str
    weight: float
    passage: Passage
    rule: str


def find_type(context: ReadingContext) -> StatementClaim | None:
    """Return the statement of the type that most speaks for; None where nothing does."""
    weights: dict[str, float] = {}
    best: dict[str, _Evidence] = {}
    for evidence in (*_labelled(context), *_in_names(context), *_in_text(context)):
        weights[evidence.value] = weights.get(evidence.value, 0.0) + evidence.weight
        if evidence.value not in best or best[evidence.value].weight < evidence.weight:
            best[evidence.value] = evidence
    if not weights:
        return None
    value = max(weights, key=lambda value: (weights[value], -_ORDER.index(value)))
    return StatementClaim(passage=best[value].passage, rule=best[value].rule, property="type", value=value)


def _labelled(context: ReadingContext) -> Iterator[_Evidence]:
    for number, block in enumerate(context.blocks):
        if not block.label or block.kind not in ("fact", "item", "row") or number in context.aside:
            continue
        labels = context.words("label", Passage(block.label[0], block.label[1], ""))
        if any(label.value == "type" for label in labels):
            inside = context.words("organization-type", Passage(block.value_start, block.end, ""))
            if inside:
                mention = min(inside, key=lambda m: _ORDER.index(m.value))
                yield _Evidence(
                    mention.value,
                    _LABEL,
                    context.passage(mention.start, mention.end),
                    "statements.type-label",
                )
                return


def _in_names(context: ReadingContext) -> Iterator[_Evidence]:
    naming = context.naming
    for number, name in enumerate(filter(None, (naming.name, *naming.alternate_names))):
        passage = context.occurrence(name)
        types = set(types_in(name, context.language))
        value = next((value for value in _ORDER if value in types), None)
        if passage and value:
            formal = value == "company" and not _called_company(context, name)  # "Ltd" and the like
            weight = _LEGAL_FORM if formal else _OTHER_NAME if number else _NAME
            yield _Evidence(value, weight, passage, "statements.type-in-name")
            if not formal:
                return
    passage = context.occurrence(naming.name) if naming.name else None
    if passage and context.has(
        "unit", passage, "producer", "farmer", "artisan"
    ):  # "Kapchebor Smallholder Tea Growers"
        yield _Evidence("association", _GROWERS, passage, "statements.type-in-name")
    value = next((value for value in _ORDER if value in naming.types), None)
    if passage and value and value != "company":  # a name that only the page's title gives
        yield _Evidence(value, _OTHER_NAME, passage, "statements.type-in-title")


def _of_people(context: ReadingContext, mention: Mention) -> bool:
    """True for "a group of 120 women", not for "a network of co-operatives"."""
    last = min(mention.last + _SOON, len(context.tokens) - 1)
    if context.norms[min(mention.last + 1, last)] not in context.language.of.first_words:
        return False
    span = Passage(mention.end, context.tokens[last].end, "")
    return context.has("part", span) or context.has("unit", span, "member", "farmer", "producer", "family")


def _called_company(context: ReadingContext, name: str) -> bool:
    """True for "Rannvel Farmers Producer Company": the name itself says so, not only its legal form."""
    said = {token.norm for token in tokenize(name)}
    forms = context.language.legal_forms
    words = {word for listed in context.language.words["generic"]["company"] for word in listed.split("/")}
    return bool(said & {normal_form(word) for word in words} - forms)


def _in_text(context: ReadingContext) -> Iterator[_Evidence]:
    """What the text says the organisation is, and what it calls it."""
    called: dict[str, int] = {}
    said: set[str] = set()
    own = {first for first, _ in context.naming.mentions}
    for mention in context.words("generic"):
        if context.block_number(mention.start) in context.aside:
            continue
        passage = context.passage(mention.start, mention.end)
        if mention.value == "any":
            if _said_to_be(context, mention) and _of_people(context, mention):
                yield _Evidence("association", _GROWERS, passage, "statements.type-said")
            continue
        if _said_to_be(context, mention):
            weight = _SAID if mention.value not in said else _CALLED
            said.add(mention.value)
            yield _Evidence(mention.value, weight, passage, "statements.type-said")
        elif _beside_name(context, mention, own):
            yield _Evidence(mention.value, _BESIDE_NAME, passage, "statements.type-beside-name")
        elif context.is_self(mention.first) and not _compound(context, mention):
            called[mention.value] = called.get(mention.value, 0) + 1
            if called[mention.value] <= _MOST_CALLED:
                yield _Evidence(mention.value, _CALLED, passage, "statements.type-called")
        elif mention.value != "plantation":  # gardens and farms are in every text
            weight = _MENTIONED if _of_self(context, mention) else _MENTIONED / 10
            yield _Evidence(mention.value, weight, passage, "statements.type-mentioned")


def _compound(context: ReadingContext, mention: Mention) -> bool:
    """True for "the bus company": a noun of another kind before it."""
    before = mention.first - 1
    if before < 1 or mention.value != "company":
        return False
    return context.norms[before] not in context.language.definite and not context.tokens[before].capitalised


def _of_self(context: ReadingContext, mention: Mention) -> bool:
    """True where the sentence names the organisation, or its clause is about it: "farmers formed a cooperative"."""
    sentence = context.sentence_at(mention.start)
    if sentence is None:
        return False
    clause = context.clause_at(mention.start)
    about = clause is not None and context.subject(clause).who in ("self", "members")
    return about or context.named_in(sentence.first, sentence.last)


def _beside_name(context: ReadingContext, mention: Mention, own: set[int]) -> bool:
    """True before the name: "the central cooperative El Ceibo", "the flower farm of Nevado"."""
    following = mention.last + 1
    if following < len(context.norms) and context.norms[following] in context.language.of.first_words:
        following += 1
    elif following < len(context.norms) and context.norms[following] == ",":
        following += 1  # "a company, Vaalkloof Cellars, was set up"
    return following in own


def _said_to_be(context: ReadingContext, mention: Mention) -> bool:
    """True for "It is an association whose …", "X, a cooperative of …": said of the organisation."""
    norms, language = context.norms, context.language
    articles = language.number_articles
    for before in range(mention.first - 1, max(-1, mention.first - _SOON - 1), -1):
        if norms[before] in articles:
            break
        if context.tokens[before].kind != "word":
            return False
    else:
        return False
    clause = context.clause_at(mention.start)
    if clause is None or context.has("negation", clause):
        return False
    if clause.finite is not None and clause.finite == before - 1:
        return (
            norms[clause.finite] in language.membership["copulas"] and context.subject(clause).who == "self"
        )
    names = context.naming.mentions
    return any(last == before - 2 and norms[before - 1] in (",", "(", "–") for _, last in names)
