"""Whether a clause on a certificate speaks of the page's own producer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from acopio.claims.records import Passage
from acopio.reading.certification_names import SchemeNames, explains
from acopio.reading.certification_tokens import Link
from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.foreign import ForeignSigns
from acopio.reading.sentences import Sentence
from acopio.reading.tokens import tokenize

_NEAR: Final = 4  # tokens from a comma to "buyer" in ", its main buyer"
_ANTECEDENT: Final = 6  # tokens between "a cooperative in Oaxaca" and "which"


class CertificateOwner:
    """Tells the clauses of one text that are about its own producer's certificates."""

    def __init__(self, context: ReadingContext, names: SchemeNames) -> None:
        """Keep the context; names of schemes and certifiers as subjects are nobody's."""
        self._context, self._foreign = context, ForeignSigns(context, names.tokens)
        kinds = ("scheme", "certifier", "product", "certified", "standing")
        self._persons = {m.first for m in context.words("pronoun") if m.value in ("he", "she")}
        self._things = {m.first for kind in kinds for m in context.words(kind)} | names.tokens
        self._things |= names.qualifying
        self._schemes = names.tokens
        self._explaining: dict[int, bool] = {}  # by block
        self._runs = {run.first: run for run in context.capital_runs}
        publisher = tokenize(context.publisher or "")
        self._publisher = {token.norm for token in publisher}

    def ours(self, clause: Clause, links: Sequence[Link]) -> bool:
        """Return whether a clause with these certificates is about the producer."""
        context = self._context
        if self._foreign.clause(clause) or self._explained(clause):
            return False
        around = (
            context.clauses[max(0, clause.index - 3) : clause.index] if clause.kind == "parenthesis" else ()
        )
        outer = [c for c in around if c.start < clause.start and c.end > clause.end]
        if self._of_publisher(clause) or any(self._foreign.clause(c) for c in outer):
            return False
        if links and self._of_source(links[0].first, clause):
            return False
        if self._denied_ours(clause):
            return False
        if links and self._apposed_to_outsider(links[0].first, clause):
            return False
        subject = context.subject(clause)
        outsiders = context.words("outsider", clause)
        if outsiders and links and outsiders[0].first < links[0].first:
            owned = clause.first < outsiders[0].first <= clause.first + 2 and outsiders[0].last < (
                clause.finite or 0
            )
            owned = owned and context.norms[clause.first] in context.language.membership["our_words"]
            owned = owned and not context.has("certified", clause, "seal")
            if owned or subject.who != "self":
                return False  # "Our exporter is certified"
        if links and self._precedes_outsider(links[0], clause):
            return False
        if links and self._of_another(links[0].first, clause):
            return False
        person = subject.first in self._persons  # "In 2003 she had the farm certified"
        if (
            person
            and links
            and any(context.is_self(i) for i in range((subject.first or 0) + 1, links[0].first + 1))
        ):
            return True
        named = subject.first if subject.first is not None and subject.first not in self._things else None
        if named is not None and context.norms[named] in context.language.certification["linkers"]:
            named = None  # "EU organic, 2014"
        if subject.who == "other" and named is not None and self._as_one(clause, links):
            return True
        if subject.who == "other" and named is not None:
            before = context.norms[max(0, named - 2) : named]
            return bool(links) and any(norm in context.language.indefinite for norm in before)
        if self._foreign.named_other(clause):
            return any(i in self._things for i in range(clause.first, clause.finite or clause.last + 1))
        return True

    def _as_one(self, clause: Clause, links: Sequence[Link]) -> bool:
        """True for "As a Fairtrade certified organisation, Alto Marañón receives": an apposition to us."""
        context, norms = self._context, self._context.norms
        led = norms[clause.first] in context.language.membership["as_words"]
        if not led or not links or norms[clause.first + 1] not in context.language.indefinite:
            return False
        near = range(links[-1].last + 1, min(links[-1].last + _ANTECEDENT, clause.last + 1))
        return links[0].first - clause.first <= 2 and any(context.is_self(i) for i in near)

    def _denied_ours(self, clause: Clause) -> bool:
        """True for "The gin isn't theirs, and has its own certificate", at "and"."""
        context = self._context
        if clause.kind not in ("shared", "coordinate") or not clause.index:
            return False
        before = context.clauses[clause.index - 1]
        denied = list(context.words("negation", before)) if before.sentence == clause.sentence else []
        owned = context.language.certification["owned"]
        last = before.last
        return bool(denied) and denied[-1].last < last <= denied[-1].last + 2 and context.norms[last] in owned

    def _precedes_outsider(self, link: Link, clause: Clause) -> bool:
        """True for "Fairtrade-certified since 2011, its main buyer comes from Lyon"."""
        if link.first != clause.first:
            return False
        commas = (i for i in range(link.last + 1, clause.last) if self._context.tokens[i].text == ",")
        comma = next(commas, None)
        return comma is not None and any(
            0 < m.first - comma <= _NEAR for m in self._context.words("outsider", clause)
        )

    def _explained(self, clause: Clause) -> bool:
        """True under "What does Fairtrade mean?" for what names neither the producer nor a year."""
        context = self._context
        number = context.sentences[clause.sentence].block
        if number not in self._explaining:
            self._explaining[number] = explains(context, self._schemes, context.heading(number))
        if not self._explaining[number] or context.within(context.dates, clause):
            return False
        return not any(context.is_self(i) for i in range(clause.first, clause.last + 1))

    def _apposed_to_outsider(self, stop: int, clause: Clause) -> bool:
        """True for "a Belgian chocolate maker, itself certified organic since 2003, was its first customer"."""
        context = self._context
        commas = [i for i in range(max(0, clause.first - 1), stop) if context.tokens[i].text == ","]
        around = Passage(context.sentences[clause.sentence].start, clause.end, "")
        opening = context.sentences[clause.sentence].first + 1
        return bool(commas) and any(
            m.last == commas[-1] - 1 or (m.first <= opening and m.last < commas[0] and len(commas) == 1)
            for m in context.words("outsider", around)
        )

    def _of_source(self, stop: int, clause: Clause) -> bool:
        """True for "their wool comes from herders who were certified": people who are no members."""
        context = self._context
        sources, relative = context.language.foundings["sources"], context.language.relative_words
        around = Passage(context.tokens[max(0, clause.first - 2)].start, clause.end, "")
        return any(
            m.last + 1 < stop
            and context.norms[m.first - 1] in sources
            and context.norms[m.last + 1] in relative
            for m in context.words("folk", around)
        )

    def _of_publisher(self, clause: Clause) -> bool:
        """True for "our factory has been certified": the page's publisher, who names the producer elsewhere."""
        context = self._context
        if self._foreign.owner.own_page or self._foreign.owner.said(clause):
            return False
        sentence = context.sentences[clause.sentence]
        openings = [sentence.first if clause.kind == "shared" else clause.first]
        if context.subject(clause).first is None and sentence.index:
            before = context.sentences[sentence.index - 1]
            openings += [before.first] if before.block == sentence.block else []
        if any(self._names_publisher(first) for first in openings):
            return True
        ours = clause.first
        if clause.kind == "relative":  # "our warehouse in Bremen, which is certified"
            near = range(max(sentence.first, clause.first - _ANTECEDENT), clause.first)
            ours = next(
                (i for i in near if context.norms[i] in context.language.membership["we_words"]), ours
            )
        if context.norms[ours] not in context.language.membership["we_words"]:
            return False
        around = Passage(context.tokens[ours].start, clause.end, "")
        bodies = {m.first for kind in ("unit", "generic") for m in context.words(kind, around)}
        own = ours + 1 in bodies or ours + 2 in bodies  # "our members", "our cooperative"
        return bool(context.naming.mentions) and not own

    def asks_publisher(self, question: Sentence) -> bool:
        """True for "Is your coffee organic?" on the page of somebody who writes about the producer."""
        if self._foreign.owner.own_page or not self._context.publisher:
            return False
        words = self._context.norms[question.first : question.last + 1]
        return not self._context.language.certification["addressed"].isdisjoint(words)

    def _names_publisher(self, first: int) -> bool:
        """True where the publisher's name begins: "Copper Kettle Coffee has been …"."""
        run = self._runs.get(first)
        if run is None or run.last == run.first:
            return False
        return self._publisher.issuperset(self._context.norms[run.first : run.last + 1])

    def _of_another(self, stop: int, clause: Clause) -> bool:
        """True for "it sells through Twin, a trader which has been registered since 1992"."""
        context = self._context
        for outsider in context.words("outsider", clause):
            if stop == outsider.last + 1:
                return True  # "to a roaster certified since 1998"
            for index in range(outsider.last + 1, min(outsider.last + 4, stop)):
                if context.norms[index] in context.language.relative_words:
                    return True
        return self._of_some_body(stop, clause)

    def _of_some_body(self, stop: int, clause: Clause) -> bool:
        """True for "buys from X, a cooperative in Oaxaca which is certified", not for "is a cooperative which"."""
        context, norms = self._context, self._context.norms
        bodies = [m for m in context.words("generic", clause) if m.first > clause.first + 1]
        copulas = context.language.membership["copulas"]
        for body in bodies:
            opens = norms[body.first - 1] in context.language.indefinite
            related = any(
                norms[i] in context.language.relative_words
                for i in range(body.last + 1, min(body.last + _ANTECEDENT, stop))
            )
            if opens and related and norms[body.first - 2] not in copulas:
                return True
        return False
