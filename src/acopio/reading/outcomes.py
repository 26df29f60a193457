"""What is said to have come of the producers' efforts, of fair trade and of its premium: reported, not proven."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from acopio.claims.records import Claim, OutcomeClaim, Passage
from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.needs_topics import need_topics
from acopio.reading.needs_troubles import told_as_past, worsens
from acopio.reading.outcomes_changes import changes, denied_rise, got_better, has_number
from acopio.reading.outcomes_figures import figures_rise
from acopio.reading.outcomes_lives import NOT_PEOPLE, is_condition, life_rule, today
from acopio.reading.premium import premium_uses
from acopio.reading.premium_uses import Use
from acopio.reading.purposes import purposes_of

_SILENT: Final = ("heading", "caption", "row")
_TIED: Final = ("relative", "subordinate")
_INDEPENDENT: Final = ("main", "coordinate", "shared")
_NEAR: Final = 2  # sentences after a use in which its effect is told
_PERSONS: Final = ("i", "he", "she")
_SHORTEST: Final = 4  # tokens of a clause that says more than "she says now"
_SAYING: Final = 2  # tokens less one of "Now he's home"
_CERTAIN: Final = ("outcomes.change", "outcomes.spared", "outcomes.without", "outcomes.enabled")
_LONGEST_SAYING: Final = 6  # tokens of "says agronomist Désiré Ndayizeye"
#: Words of outcomes that say nothing by themselves under a heading of results.
_IDLE: Final = frozenset({"ability", "degree", "than", "then", "contrast", "event", "habit", "without"})
_FALL: Final = ("ill", "down", "measure")
_EFFECTS: Final = frozenset({"change", "back", "good", "up", "down", "better", "can"})
#: Word lists without which only a heading of results makes an outcome of a clause.
_CUES: Final = ("outcome", "life")
#: Rules whose claim is tied to the use before it.
_LOOSE: Final = ("outcomes.change", "outcomes.section", "outcomes.voice")


def read(context: ReadingContext) -> Iterator[Claim]:
    """Yield clauses that tell of a change for the better, tied to the premium use they follow."""
    uses = premium_uses(context)
    teller = _Teller(context)
    for clause in context.clauses:
        block = context.block_of(clause)
        if block.kind in _SILENT or (block.kind in ("fact", "attribution") and clause.finite is None):
            continue
        use = _use_before(context, clause, uses)
        rule = teller.rule(clause, use)
        if rule is None:
            continue
        tied = use is not None and rule not in _LOOSE
        yield OutcomeClaim(
            passage=context.passage(clause.start, clause.end),
            rule=rule,
            topics=purposes_of(context, clause),
            use=context.passage(use.start, use.end) if tied and use is not None else None,
        )


class _Teller:
    """Says by which rule a clause of one document tells an outcome."""

    def __init__(self, context: ReadingContext) -> None:
        """Find what is said in direct speech."""
        self._context = context
        self._causes: dict[int, bool] = {}
        self._said: dict[int, list[tuple[int, int]]] = {}
        for speech in context.speeches:
            if speech.sentence is not None and speech.direct:
                self._said.setdefault(speech.sentence, []).append((speech.start, speech.end))

    def rule(self, clause: Clause, use: Use | None) -> str | None:
        """Return the rule by which a clause tells an outcome, if it does."""
        context = self._context
        section = clause.kind in _INDEPENDENT and self._under_results(clause)
        if not section and not context.has_any(_CUES, clause):
            return None
        cues = {m.value for kind in _CUES for m in context.words(kind, clause)}
        if clause.kind in _INDEPENDENT and cues and figures_rise(context, clause):
            return "outcomes.figures"
        if not (cues or section) or (_inside(clause, use) and not self._good_in_itself(clause, cues)):
            return None
        plain = bool(
            cues
            & {"able", "done", "relief", "without", "private", "loss", "never", "event", "enable", "mean"}
        )
        if self._tells_something_else(clause, cues, plain=plain) or self._opens_list(clause):
            return None
        rule = (
            self._by_words(clause, cues)
            or (None if self._paid_for(clause) else life_rule(context, clause))
            or self._of_use(clause, cues, use)
            or ("outcomes.voice" if self._voiced(clause, cues) else None)
            or ("outcomes.section" if section and self._says_much(clause, cues) else None)
        )
        certain = bool(cues & {"able", "done", "loss"}) or rule in _CERTAIN
        if rule is None or ((not certain or rule == "outcomes.change") and self._troubled(clause)):
            return None
        if certain or not ("relief" in cues or context.has("need", clause, "damage")):
            return rule
        return rule if need_topics(context).of(clause) is None else None

    def _opens_list(self, clause: Clause) -> bool:
        """True for "Thanks to the premium we have been able to:", which a list follows."""
        context = self._context
        open_verb = context.norms[clause.last] in context.language.infinitive
        return open_verb and context.text[clause.end : clause.end + 1] == ":"

    def _good_in_itself(self, clause: Clause, cues: set[str]) -> bool:
        """True for a good that a clause tells without the premium, though it reads like a use."""
        return bool(cues & {"done", "below"} or {"ill", "down"} <= cues) and not self._context.has(
            "premium", clause
        )

    def _intended(self, clause: Clause) -> bool:
        """True for "so that …" after what is only planned."""
        sentence = self._context.sentences[clause.sentence]
        return self._context.has("premium-talk", Passage(sentence.start, clause.start, ""), "planned")

    def _troubled(self, clause: Clause) -> bool:
        """True where a clause tells of harm, hardship or an ill that lowers something good."""
        context = self._context
        if context.has("outcome", clause, "relief"):
            return False
        words = context.words("outcome", clause)
        first = {value: next((m.first for m in words if m.value == value), None) for value in _FALL}
        ill, down, good = (first[value] for value in _FALL)
        if ill is not None and down is not None:
            return good is not None and ill < down < good
        return context.has("plight", clause, "harm", "plight", "top") or context.has("need", clause, "lack")

    def _paid_for(self, clause: Clause) -> bool:
        """True where a clause itself tells what premium money pays for."""
        if self._context.has("premium", clause):
            return True
        if any(m.value in _PERSONS for m in self._context.words("pronoun", clause)):
            return False  # what one person has is not the group's
        uses = premium_uses(self._context)
        index = bisect_right(uses, clause.end - 1, key=lambda use: use.start) - 1
        return index >= 0 and uses[index].end > clause.start

    def _by_words(self, clause: Clause, cues: set[str]) -> str | None:
        context = self._context
        about = bool(cues & {"measure", "ill"} or purposes_of(context, clause))
        past = told_as_past(context, clause) and not self._relieved(clause)
        said = clause.sentence in self._said
        if clause.kind == "main" and context.block_of(clause).kind == "item" and self._names_a_thing(clause):
            return None
        relieved = "relief" in cues and (said or not past)
        relieved = relieved and not self._ceased(clause, cues)
        if relieved and "cause" not in cues and context.has("premium", clause):
            relieved = False  # "there is no premium any more"
        if (cues & {"able", "done"} and not self._denied(clause)) or relieved:
            return "outcomes.able"
        if "loss" in cues and context.has("negation", clause):
            return "outcomes.able"
        if worsens(context, clause):
            return None
        denied = "ill" not in cues and denied_rise(context, clause)
        if changes(context, clause) and not denied and not is_condition(context, clause):
            return "outcomes.change"
        if got_better(context, clause) and not denied and not is_condition(context, clause):
            return "outcomes.better"
        if {"grant", "giver"} <= {m.value for m in context.words("funding", clause)}:
            return None  # "Thanks to a gift of a foundation, 200 houses …"
        caused = "cause" in cues or ("can" in cues and self._caused(clause))
        hard = context.has("need", clause, "lack", "trouble", "damage")
        fares = cues & _EFFECTS or (context.has("life", clause, "today") and not hard)
        if caused and ("better" in cues or (fares and about)):
            return "outcomes.thanks"
        if "now" in cues and (self._turned(clause) or self._used_to(clause)):
            return "outcomes.better"
        if "better" in cues and (
            "turned" in cues or ("measure" in cues and cues & {"now", "change", "back", "good", "up"})
        ):
            return "outcomes.better"
        return None

    def _ceased(self, clause: Clause, cues: set[str]) -> bool:
        """True for "The group no longer exists", "It does not rain in May any more": nobody is relieved of anything."""
        context = self._context
        ended = [m for m in context.words("life", clause) if m.value == "ceased"]
        if not ended or cues & {"cause", "ill", "private"}:
            return False
        lacks = [m for m in context.words("need", clause) if m.value in ("lack", "damage")]
        if any(m.first <= ended[0].first <= m.last for m in lacks):
            return True  # "It is no longer safe to travel"
        if lacks or any(m.first == clause.first for m in context.words("negation", clause)):
            return False  # "The springs are no longer contaminated", "Nobody …"
        words = [m for kind in ("unit", "part", "beneficiary") for m in context.words(kind, clause)]
        people = any(m.value not in NOT_PEOPLE for m in words) or context.has("pronoun", clause)
        return not (people or context.subject(clause).who == "members")

    def _denied(self, clause: Clause) -> bool:
        """True for "have not been able to pay it back", "Few of the farms have running water"."""
        told = {m.first for m in self._context.words("outcome", clause) if m.value in ("able", "done")}
        few = any(m.value == "lack" and m.first == clause.first for m in self._context.words("need", clause))
        return few or any(m.last + 1 in told for m in self._context.words("negation", clause))

    def _names_a_thing(self, clause: Clause) -> bool:
        """True for "Scholarships for 25 children who are at university", whose only verb is that of "who"."""
        context = self._context
        return (
            clause.finite is not None
            and clause.finite > clause.first
            and context.norms[clause.finite - 1] in context.language.relative_words
        )

    def _turned(self, clause: Clause) -> bool:
        """True for "Now families eat it three times a week", after words on how it was before."""
        context = self._context
        sentence = context.sentences[clause.sentence]
        if clause.kind not in _INDEPENDENT or told_as_past(context, clause):
            return False
        if context.has("speech", clause) or context.has("part", clause):
            return False
        now = today(context, clause)
        spoken = Passage(sentence.start, clause.start, "")
        if any(i <= clause.first + 1 or i + 1 == clause.finite for i in now) and context.has(
            "outcome", spoken, "then"
        ):
            return True
        if not any(i <= clause.first + 1 for i in now):
            return False
        before = context.sentences[sentence.index - 1] if sentence.index else sentence
        return before.block == sentence.block and context.has("outcome", before, "then", "before")

    def _used_to(self, clause: Clause) -> bool:
        """True for "What used to take a day now takes an hour"."""
        context = self._context
        past = [
            mention.last
            for mention in context.words("need", clause)
            if mention.value == "past" and context.norms[mention.last] in context.language.infinitive
        ]
        if context.has("part", clause) or any(m.unit for m in context.within(context.quantities, clause)):
            return False
        return bool(past) and any(index > past[0] for index in today(context, clause))

    def _relieved(self, clause: Clause) -> bool:
        """True for "has since become rare", which has its own verb of today."""
        words = self._context.words("outcome", clause)
        norms, language = self._context.norms, self._context.language
        return any(
            m.value == "relief" and norms[m.first] in language.finite_words and m.last > m.first
            for m in words
        )

    def _caused(self, clause: Clause) -> bool:
        """True where another clause of the sentence gives a reason: "because the price is stable, families can …"."""
        if clause.sentence not in self._causes:
            sentence = self._context.sentences[clause.sentence]
            self._causes[clause.sentence] = self._context.has("outcome", sentence, "cause")
        return self._causes[clause.sentence]

    def _of_use(self, clause: Clause, cues: set[str], use: Use | None) -> str | None:
        """The effect of a use: told after it with a word of change, or as its aim ("so that girls …")."""
        if use is None or self._context.has("premium", clause):
            return None
        if clause.finite is None and clause.last - clause.first < _SHORTEST:
            return None
        told = clause.kind in _TIED or clause.sentence > use.sentence.index or "cause" in cues
        if worsens(self._context, clause) or told_as_past(self._context, clause):
            return None
        moved = cues & {"up", "down"} and (
            cues & {"measure", "ill", "earn"} or self._context.within(self._context.shares, clause)
        )
        effects = {"change", "back", "good", "better"} | (set() if clause.kind == "relative" else {"can"})
        if told and (moved or cues & effects):
            return "outcomes.of-use"
        fares = "now" in cues and "then" not in cues and clause.kind not in _TIED
        return "outcomes.of-use" if told and fares and not self._context.has("need", clause, "want") else None

    def _voiced(self, clause: Clause, cues: set[str]) -> bool:
        """True for "Now I know the price before I pick", said by somebody of today against before, or told of one."""
        context = self._context
        now = context.has("life", clause, "today")
        if (
            not (now or "kin" in cues)
            or told_as_past(context, clause)
            or clause.last - clause.first < _SAYING
        ):
            return False
        if context.has("speech", clause) and clause.last - clause.first < _SHORTEST:
            return False  # "By now, he says"
        if context.has("need", clause, "damage", "trouble") or clause.kind in ("relative", "parenthesis"):
            return False
        if context.has("outcome", clause, "then") or not context.has("pronoun", clause):
            return False
        better = "better" in cues  # "My children eat better than I did"
        if not now and not better and (clause.finite is None or context.has("speech", clause)):
            return False
        if not now and not better and not purposes_of(context, clause):
            return False  # "My husband has the trees"
        if context.block_of(clause).kind == "quote":
            return True
        told = [m.start for kind in ("outcome", "life") for m in context.words(kind, clause)]
        spans = self._said.get(clause.sentence, ())
        return any(
            start <= clause.start < end and any(start <= word < end for word in told) for start, end in spans
        )

    def _says_much(self, clause: Clause, cues: set[str]) -> bool:
        """True for a statement under a heading of results that is neither history, nor a mere name, nor said."""
        context = self._context
        if context.block_of(clause).kind in ("quote", "attribution"):
            return False
        sentence = context.sentences[clause.sentence]
        if clause.finite is None and clause.last - clause.first < _SHORTEST:
            near = min(clause.last + _SHORTEST, sentence.last)
            return bool(cues & {"measure", "ill"}) and has_number(context, clause.first, near)
        if context.has("recognition", clause, "prize", "best", "winner", "any"):
            return False
        if not (cues - _IDLE or purposes_of(context, clause) or context.within(context.shares, clause)):
            return False
        if context.has("speech", clause) and clause.last - clause.first < _LONGEST_SAYING:
            return False  # "says the agronomist"
        short = clause.last - clause.first < _SHORTEST  # "Accidents reported: 31 in 2015"
        if not (short and cues & {"measure", "ill"}) and context.has("need", clause, "past"):
            return False
        if not short and told_as_past(context, clause) and not context.within(context.shares, clause):
            return False
        first = context.norms[clause.first]
        if first in context.language.listing_words["conditions"] or context.has("need", clause, "damage"):
            return False
        return not context.has("deed", clause)

    def _under_results(self, clause: Clause) -> bool:
        return need_topics(self._context).results(clause)

    def _tells_something_else(self, clause: Clause, cues: set[str], *, plain: bool) -> bool:
        """True for plans, needs, denials of rights, and counts of members ("their number has risen to 800")."""
        context = self._context
        talk = (
            ("definition", "process")
            if clause.sentence in self._said
            else ("definition", "process", "planned")
        )
        if "not" in cues or (clause.kind == "subordinate" and self._intended(clause)):
            return True
        if plain:
            return context.has("premium-talk", clause, "definition", "process")
        if context.has("premium-talk", clause, *talk):
            return True
        eased = {"ill", "down"} <= cues  # "malnutrition in the five villages has gone down"
        counted = not eased and any(m.unit or m.part for m in context.within(context.quantities, clause))
        lacking = context.has("need", clause, "lack", "trouble") and not eased
        return counted or context.has("hedge", clause) or lacking


def _inside(clause: Clause, use: Use | None) -> bool:
    return use is not None and use.start <= clause.start and clause.end <= use.end


def _use_before(context: ReadingContext, clause: Clause, uses: Sequence[Use]) -> Use | None:
    """The premium use told last before a clause, in its sentence or just before it in its block."""
    index = bisect_right(uses, clause.start, key=lambda use: use.start) - 1
    if index < 0:
        return None
    use = uses[index]
    same = use.sentence.block == context.sentences[clause.sentence].block
    return use if same and 0 <= clause.sentence - use.sentence.index <= _NEAR else None
