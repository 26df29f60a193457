"""Needs that the source names: what members or their communities lack, or what troubles them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from acopio.claims.records import Claim, NeedClaim, Passage
from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.enumeration import Piece, split_enumeration
from acopio.reading.needs_topics import need_topics, without_label
from acopio.reading.needs_troubles import (
    by_an_ill,
    cues_of,
    harms,
    has_worsened,
    improves,
    makes_hard,
    mentions,
    recent,
    spoils,
    told_as_past,
    touches_members,
    used_to,
)
from acopio.reading.premium_names import MONEY
from acopio.reading.premium_scope import Scope, premium_scopes
from acopio.reading.purposes import purposes_of

_SILENT: Final = ("heading", "caption", "attribution")
_DEPENDENT: Final = ("parenthesis", "relative")
_PLAIN: Final = frozenset({"lack", "trouble", "damage"})
_AT_ANY_TIME: Final = ("needs.cited", "needs.arrived", "needs.wanted")
_STRONG: Final = frozenset({"plight", "lack", "top", "trouble", "harm", "damage"})
_VERB: Final = 2  # tokens from an auxiliary to its verb
#: Rules that tell a need also where no word for its purpose is known.
_TOLD: Final = ("needs.section", "needs.cited", "needs.trouble", "needs.plight")
_CLOSING: Final = ".;,!"
_LONGEST_WISH: Final = 12  # tokens of a sentence that only names what is wanted
_STATEMENT: Final = 4  # tokens of a clause that states something though no verb of it is known
_CUES: Final = ("need", "plight", "outcome")  # lists without which nothing is a need by itself
_INDEPENDENT: Final = ("main", "coordinate", "shared", "list")


def read(context: ReadingContext) -> Iterator[Claim]:
    """Yield the needs, one claim each; of several named together ("water, schools and …") one for each."""
    troubled = _troubled_blocks(context)
    topics = need_topics(context)
    told: Clause | None = None
    for clause in context.clauses:
        block = context.block_of(clause)
        clause = without_label(context, clause, block)
        if block.kind in _SILENT or clause.kind in _DEPENDENT or context.has("premium", clause, *MONEY):
            continue
        if context.sentences[clause.sentence].block in context.aside or _of_the_page(context, clause):
            continue
        topic = topics.of(clause) if block.kind != "quote" else None
        if topic is None and (block.kind == "row" or (block.kind == "fact" and clause.finite is None)):
            continue
        if topic is None and context.sentences[clause.sentence].block in troubled:
            topic = "paragraph"
        if topic is None and not context.has_any(_CUES, clause):
            continue
        rule = _rule(context, clause, topic)
        if rule is None or (topic is None and rule not in _AT_ANY_TIME and told_as_past(context, clause)):
            continue
        if premium_scopes(context)[clause.sentence] is Scope.LISTED:
            continue
        explains = clause.kind == "list" and told is not None and told.index == clause.index - 1
        if explains and told is not None and told.finite is not None and told.sentence == clause.sentence:
            continue  # "Theft is the number one problem: beans are stolen from the vine"
        claims = list(_claims(context, clause, rule))
        told = clause if claims else told
        yield from claims


def _claims(context: ReadingContext, clause: Clause, rule: str) -> Iterator[Claim]:
    """The claims of a clause: one, or one for each thing that it names as lacking or as a trouble."""
    parts = _parts(context, clause, rule) or [Passage(clause.start, clause.end, "")]
    told = rule in _TOLD or (
        touches_members(context, clause) and (rule != "needs.lack" or _lacks_enough(context, clause))
    )
    for part in parts:
        purposes = purposes_of(context, part) or (("other",) if told else ())
        if purposes:
            yield NeedClaim(passage=context.passage(part.start, part.end), rule=rule, purposes=purposes)


def _parts(context: ReadingContext, clause: Clause, rule: str) -> list[Passage]:
    """The things lacking of "there is no water, no road and no clinic", "water and schools are difficulties"."""
    troubles = [m for m in mentions(context, clause) if m.value in ("trouble", "top")]
    pieces: list[Piece] = []
    if rule == "needs.section" and clause.finite is None and not spoils(context, clause):
        pieces = split_enumeration(context, clause.first, clause.last)
        named = [Passage(p.start, p.end, "") for p in pieces if p.kind != "tail"]
        return named if all(purposes_of(context, piece) for piece in named) else []
    if rule == "needs.cited":
        cited = next(m for m in context.words("plight", clause) if m.value == "cited")
        pieces = split_enumeration(context, min(cited.last + 1, clause.last), clause.last)
        return [Passage(piece.start, piece.end, "") for piece in pieces if piece.kind != "tail"]
    if rule in ("needs.trouble", "needs.lack") and troubles and clause.finite is not None:
        if troubles[-1].last > clause.finite:  # "Water and schools are among the difficulties"
            pieces = split_enumeration(context, clause.first, clause.finite - 1)
        elif clause.finite < clause.last:  # "Among the difficulties are water and schools"
            pieces = split_enumeration(context, clause.finite + 1, clause.last)
    elif len(context.words("negation", clause)) > 1:
        denied = {mention.first for mention in context.words("negation", clause)}
        pieces = split_enumeration(context, clause.first, clause.last)
        pieces = [piece for piece in pieces if denied.intersection(range(piece.first, piece.last + 1))]
    named = [Passage(piece.start, piece.end, "") for piece in pieces if purposes_of(context, piece)]
    return named if len(named) > 1 else []


def _rule(context: ReadingContext, clause: Clause, topic: str | None) -> str | None:
    """The rule by which a clause tells a need, if it does."""
    cues = cues_of(context, clause)
    purposes = bool(purposes_of(context, clause))
    if context.text[context.sentences[clause.sentence].end - 1] == "?":
        return None
    if (
        "cited" in cues
        and cues & {"top", "trouble"}
        and not _before(context, clause, "cited") & {"top", "trouble"}
    ):
        return "needs.cited"
    eased = not cues & {"lack", "plight", "top"} and improves(context, clause)
    if "unreal" in cues or eased or _planned(context, clause, cues) or used_to(context, clause):
        return None
    if topic and clause.kind in _INDEPENDENT and not _tells_something_else(context, clause, cues):
        if topic == "paragraph":
            dated = context.within(context.dates, clause) and not context.has("life", clause, "event")
            told = purposes and cues & _PLAIN and not dated and not told_as_past(context, clause)
            if told:
                return "needs.paragraph"
        if topic in ("needs", "led") and _states(context, clause, cues, topic):
            return "needs.section"
        wanted = {*_PLAIN, "want", "weak"}
        if topic == "outlook" and purposes and cues & wanted and _states(context, clause, cues, topic):
            return "needs.section"
    few = any(m.value == "lack" and m.first == clause.first for m in context.words("need", clause))
    if context.has("outcome", clause, "relief", *(() if few else ("able",))):
        return None
    if context.has("life", clause, "enable"):
        return None  # "The insurance has saved many families from ruin"
    if ("plight" in cues or makes_hard(context, clause)) and clause.kind != "subordinate":
        return "needs.plight"
    if has_worsened(context, clause):
        return "needs.harm"
    if "partly" in cues and context.within(context.shares, clause):
        return "needs.plight"  # "sells only a third of its crop as Fairtrade"
    if ("lack" in cues or ("far" in cues and purposes)) and not _achieved(context, clause):
        return None if _answered(context, clause) else "needs.lack"
    if "trouble" in cues and clause.finite is not None and purposes:
        return "needs.trouble"
    leads = clause.finite is None and _introduces(context, clause)  # "On what worries them most:"
    leads = leads and any(m.last == clause.last for m in context.words("plight", clause) if m.value == "top")
    if "top" in cues and clause.last - clause.first >= _STATEMENT - 1 and not leads:
        return "needs.trouble"
    lately = context.has("life", clause, "lately") and "damage" in cues
    if by_an_ill(context, clause) and (lately or ("arrived" in cues and recent(context, clause))):
        return "needs.arrived"
    if ("harm" in cues or by_an_ill(context, clause)) and harms(context, clause):
        if context.within(context.dates, clause) and not context.has("life", clause, "event", "lately"):
            return None  # "The cyclone of 2017 ravaged the plots"
        return "needs.harm"
    if "want" in cues and purposes and _wanted_here(context, clause) and not context.has("negation", clause):
        return "needs.wanted"
    return None


def _achieved(context: ReadingContext, clause: Clause) -> bool:
    """True under a heading of results: "There is no spraying near our hives" is no lack there."""
    heading = context.heading(context.sentences[clause.sentence].block)
    results = heading is not None and context.has("section", heading, "results")
    return results and context.has("negation", clause)


def _answered(context: ReadingContext, clause: Clause) -> bool:
    """True for "has drilled 16 wells in villages without water": the lack is what was done about."""
    lacks = [m.first for m in context.words("need", clause) if m.value == "lack"]
    if (
        clause.finite is None
        or not lacks
        or context.has("negation", Passage(clause.start, context.tokens[lacks[0]].start, ""))
    ):
        return False
    if not any(m.first == lacks[0] for m in context.words("negation", clause)):
        return False
    done = any(0 < m.first - clause.finite <= _VERB for m in context.words("deed", clause))
    return done and lacks[0] > clause.finite + _VERB


def _states(context: ReadingContext, clause: Clause, cues: set[str], topic: str) -> bool:
    """True for what a text on needs says of them: not for what it takes up again ("so are …", "if nothing …")."""
    norms, words = context.norms, context.language.listing_words
    if norms[clause.first] in words["conditions"] or norms[clause.first] in words["resuming"]:
        return False
    if cues & {*_STRONG, "want"}:
        return True
    if topic == "led" and clause.kind == "list":
        return True
    denied = topic != "outlook" and bool(cues) and context.has("negation", clause)
    if clause.kind == "list" or (norms[clause.first] in words["pronouns"] and not denied):
        return False
    if (not cues and topic != "outlook" and _is_fragment(context, clause)) or _is_bare(
        context, clause, topic
    ):
        return True
    if not cues and (_does(context, clause) or _counts_members(context, clause)):
        return False
    if clause.finite is None and (clause.first == clause.last or _introduces(context, clause)):
        return False
    name = context.tokens[min(clause.first + 1, clause.last)].capitalised  # "Rosa Quispe, treasurer"
    listed = context.block_of(clause).kind == "item" or topic == "led"
    told = clause.finite is not None or (listed and clause.last - clause.first >= _STATEMENT and not name)
    return bool(cues) or told or (bool(purposes_of(context, clause)) and not name)


def _is_bare(context: ReadingContext, clause: Clause, topic: str) -> bool:
    """True for a trouble named bare: "Ageing farmers.", "Smuggling across the river.", "Ten hours to the port."."""
    sentence = context.sentences[clause.sentence]
    if topic not in ("needs", "led") or context.clauses_of(sentence)[0] is not clause:
        return False
    if clause.finite is not None or sentence.last - clause.first > _LONGEST_WISH:
        return False
    if clause.first == clause.last:
        return context.has("plight", clause, "ill")
    if context.tokens[clause.first + 1].capitalised or _introduces(context, clause):
        return False
    if cues_of(context, clause) or context.has("plight", clause, "ill"):
        return True
    if context.within(context.dates, clause):
        return False
    digits = any(context.tokens[i].kind == "number" for i in range(clause.first, clause.last + 1))
    closed = context.text[clause.end : clause.end + 1] in tuple(_CLOSING)
    return not digits and (closed or context.block_of(clause).kind == "item")


def _is_fragment(context: ReadingContext, clause: Clause) -> bool:
    """True for a sentence that is a mere thing, as in a list of wishes: "Boiler for dyeing that saves firewood."."""
    sentence = context.sentences[clause.sentence]
    alone = context.clauses_of(sentence)[0] is clause and sentence.last - clause.first <= _LONGEST_WISH
    main_verb = (
        clause.finite is not None and context.norms[clause.finite - 1] not in context.language.relative_words
    )
    capital = context.tokens[min(clause.first + 1, clause.last)].capitalised
    return (
        alone
        and not main_verb
        and not capital
        and clause.last > clause.first
        and bool(purposes_of(context, clause))
    )


def _does(context: ReadingContext, clause: Clause) -> bool:
    """True for "the ministry has built a road": something is done about it."""
    return clause.finite is not None and any(
        0 <= mention.first - clause.finite <= _VERB for mention in context.words("deed", clause)
    )


def _counts_members(context: ReadingContext, clause: Clause) -> bool:
    return any(mention.unit for mention in context.within(context.quantities, clause))


def _introduces(context: ReadingContext, clause: Clause) -> bool:
    """True for "Access roads" before a colon, and for a row of links."""
    after = context.tokens[min(clause.last + 1, len(context.tokens) - 1)].text
    return after == ":" or "](" in context.text[clause.start : clause.end]


def _lacks_enough(context: ReadingContext, clause: Clause) -> bool:
    """True for "receive barely enough", "is hard to find"; not for "has no", which may be no loss."""
    denied = {mention.first for mention in context.words("negation", clause)}
    theirs = _wanted_here(context, clause) or context.has("unit", clause)
    return theirs and any(
        m.value == "lack" and denied.isdisjoint(range(m.first, m.last + 1))
        for m in context.words("need", clause)
    )


def _planned(context: ReadingContext, clause: Clause, cues: set[str]) -> bool:
    """True for what is to be done about it: "a second store is planned"."""
    if cues & {*_STRONG, "want"}:
        return False
    return context.has("premium-talk", clause, "planned")


def _before(context: ReadingContext, clause: Clause, value: str) -> set[str]:
    """The cues of a need that stand before one in a clause."""
    found = mentions(context, clause)
    place = next(index for index, mention in enumerate(found) if mention.value == value)
    return {mention.value for mention in found[:place]}


def _of_the_page(context: ReadingContext, clause: Clause) -> bool:
    """True for rows of links and the like."""
    sentence = context.sentences[clause.sentence]
    words = context.text[sentence.start : sentence.end]
    return "](" in words or " | " in words or "(PDF" in words or words.isupper()


def _wanted_here(context: ReadingContext, clause: Clause) -> bool:
    """True where the organisation or its people want something ("coffee needs shade" is no need of theirs)."""
    if context.subject(clause).who in ("self", "members"):
        return True
    wants = next((m.first for m in context.words("need", clause) if m.value == "want"), clause.first)
    return any(m.last < wants for m in context.words("unit", clause))


def _troubled_blocks(context: ReadingContext) -> frozenset[int]:
    """The paragraphs (by block number) of which at least half the clauses, two or more, tell of troubles."""
    told: dict[int, list[bool]] = {}
    for clause in context.clauses:
        number = context.sentences[clause.sentence].block
        if clause.kind in _INDEPENDENT and context.blocks[number].kind == "paragraph":
            bad = context.has("need", clause, *_PLAIN) and not told_as_past(context, clause)
            told.setdefault(number, []).append(bad and not context.has("outcome", clause, "relief", "able"))
    return frozenset(number for number, bad in told.items() if sum(bad) >= max(2, len(bad) / 2))


def _tells_something_else(context: ReadingContext, clause: Clause, cues: set[str]) -> bool:
    """True for what is better now, what the writer does, who got a prize."""
    speakers = context.language.listing_words["speakers"]
    denied = context.has("negation", clause)
    return (
        context.has("outcome", clause, "relief", "able")
        or context.has("need", clause, "fine")
        or (
            not denied
            and context.has("outcome", clause, "now", "better", "change", "back", "good")
            and not cues & _PLAIN
            and "weak" not in cues
        )
        or context.has("recognition", clause, "any", "prize", "best")
        or context.norms[clause.first] in speakers
        or (context.has("need", clause, "past") and told_as_past(context, clause) and not cues & _PLAIN)
    )
