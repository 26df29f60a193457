"""Certificates that a clause takes up without naming the scheme: "the certificate", "has had it since"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from acopio.reading.certification_links import LinkFinder
from acopio.reading.certification_names import SchemeNames, family
from acopio.reading.certification_tokens import Link, Role
from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.lexicon import Mention
from acopio.reading.sentences import Sentence

_MEMORY: Final = 2  # sentences in which "the certificate" still is the one named last
_BRACKET: Final = 3  # tokens from a scheme's name to what stands in the bracket after it
_MOST: Final = 40  # mentions that are looked through
_ALONE: Final = "fair-trade"
_FAIR_CERTIFIERS: Final = frozenset({"flocert", "flo", "transfair-usa"})


class CarriedLinks:
    """Remembers the scheme named last, and finds the clauses that take it up."""

    def __init__(self, context: ReadingContext, links: LinkFinder, names: SchemeNames) -> None:
        """Keep the context; `only` is the one scheme that the document names at all."""
        self._context, self._links, self._names = context, links, names
        self._language, self._norms = context.language, context.norms
        self.only: Mention | None = None
        self._last: tuple[int, Mention] | None = None  # the scheme named last, with its sentence
        self._others_last: tuple[int, Mention] | None = None  # the same of others' certificates

    def note(self, clause: Clause, links: Sequence[Link]) -> None:
        """Remember the scheme named last, for "the certificate"."""
        if links and not self._context.within(self._context.dates, clause):
            self.note_others(clause, links)  # "it sold under the federation's certificate"
        for scheme in self._links.schemes(clause):
            told = any(link.scheme == scheme for link in links)
            if told or family(scheme.value) == _ALONE or not self._links.describes(scheme):
                self._last = (clause.sentence, scheme)

    def find(self, clause: Clause, certified: Sequence[Mention]) -> list[Link]:
        """ "It lost its certificate in 2003 and was certified again": the scheme named last."""
        context, words = self._context, self._language.certification
        bracketed = [m for m in self._links.schemes(clause) if context.clause_at(m.start) != clause]
        if len(bracketed) < len(self._links.schemes(clause)):
            return []
        fresh = self._last is not None and clause.sentence - self._last[0] <= _MEMORY
        scheme = self._certifiers_own(clause, self._last[1] if fresh and self._last else self.only)
        beside = [] if certified else self._relative(clause) or self._told_after(clause)
        if beside:
            return beside
        if clause.kind == "parenthesis":  # "Fairtrade (first certified in 2008), GLOBALG.A.P."
            near = [m for m in self._names.within(self._around(clause)) if m.last < clause.first]
            scheme = near[-1] if near and clause.first - near[-1].last <= _BRACKET else scheme
        scheme = self._opened(clause) or scheme
        if bracketed:
            scheme = bracketed[0]  # "Alto Marañón (FLO ID 2217) has been certified since 2003"
        if scheme is None:
            return []
        for word in certified:
            before = context.norms[max(0, word.first - 2) : word.first]
            after = context.norms[word.last + 1 : word.last + 2]
            dated = bool(context.within(context.dates, clause))
            definite = any(norm in words["carried"] for norm in (*before, *after, context.norms[word.last]))
            follows = bool(after) and after[0] in context.language.infinitive
            if word.value == "seal":
                continue  # a brand's own label
            around = context.words("certifier", context.sentences[clause.sentence])[:_MOST]
            inspector = any(0 < clause.first - m.last <= 2 for m in around)
            told = context.words("certifier", clause)
            goods = bool(told) and any(m.first - clause.first <= 1 for m in context.words("product", clause))
            taken = word.value == "adjective" and context.norms[word.first - 1] in words["clitics"]
            taken = taken and any(
                m.first == word.last + 1 or 0 < word.first - m.last <= _BRACKET for m in told
            )  # "lo certifica Bio Latina", "c'est Ecocert qui le certifie"
            said = taken or word.value == "noun" or self._self_said(clause) or inspector or goods
            if said and (definite or dated or bool(told)) and not follows and not self._described(word):
                return [_anaphor(scheme, word, "noun" if word.value == "noun" else "predicate")]
        if certified:
            return []
        if (
            (last := self._others_last)
            and clause.sentence - last[0] <= _MEMORY
            and (verb := self._own_came(clause))
        ):
            return [_anaphor(last[1], verb, "predicate")]
        if fresh and (verb := self._came_back(clause)):
            return [_anaphor(scheme, verb, "predicate")]
        if fresh and (pronoun := self._pronoun(clause)):
            return [_anaphor(scheme, pronoun, "predicate")]
        verbs = [
            m
            for kind in ("attained", "lost")
            for m in context.words(kind, clause)
            if m.value in ("gain", "any") or (m.value == "come" and clause.kind == "shared")
        ]
        latest = words["latest"]
        if any(
            norm in latest for norm in context.norms[clause.first : clause.last + 1]
        ) and not self._links.schemes(clause):
            return []
        verbs.sort(key=lambda m: (m.first, m.kind != "lost"))
        verbs = [m for n, m in enumerate(verbs) if n == 0 or m.first > verbs[n - 1].last]
        if not verbs or verbs[0].first - clause.first > 2:
            return []
        shared = self._shared(clause) if fresh else None
        if shared is not None:
            scheme = shared
        elif not self._of_paper(clause):
            return []
        if not context.within(context.dates, clause) and verbs[0].kind != "lost":
            return []
        return [_anaphor(scheme, verb, "predicate") for verb in verbs]

    def _opened(self, clause: Clause) -> Mention | None:
        """The scheme that opens the clause before: "Organic farming began in 2000; the certificate came in 2002"."""
        before = self._context.clauses[max(0, clause.index - 1)]
        if before == clause or before.sentence != clause.sentence or clause.kind == "parenthesis":
            return None
        schemes = self._links.schemes(before)
        opens = bool(schemes) and schemes[0].first - before.first <= 1
        return schemes[0] if opens and family(schemes[0].value) == "organic" else None

    def _certifiers_own(self, clause: Clause, scheme: Mention | None) -> Mention | None:
        """The scheme that a certifier in the clause stands for: "It has been certified by Certimex since 1995"."""
        told = self._context.words("certifier", clause)
        if not told:
            return scheme
        wanted = _ALONE if told[0].value in _FAIR_CERTIFIERS else "organic"
        stop = bisect_left(self._names.schemes, clause.first, key=lambda m: m.first)
        before = reversed(self._names.schemes[max(0, stop - _MOST) : stop])
        return next((m for m in before if family(m.value) == wanted), scheme)

    def _pronoun(self, clause: Clause) -> Mention | None:
        """The verb of "has had it since May 2019", "in 2009 it got one of its own", "has had its own since"."""
        context, at = self._context, self._norms
        if not context.within(context.dates, clause):
            return None
        its = {m.first for m in context.words("pronoun", clause) if m.value == "it"}
        for verb in context.words("attained", clause):
            after = verb.last + 1
            if verb.value not in ("hold", "gain") or after > clause.last:
                continue
            carried = self._language.certification["carried"]
            own = after < clause.last and at[after + 1] in carried
            owned = own and at[after] in self._language.owners
            that = at[after] in carried and at[after + 1 : after + 2] != [] and after < clause.last
            owned = owned or (that and at[after + 1] in self._language.indefinite)  # "that one"
            bare = after in its and at[after] not in self._language.owners
            if not (owned or bare or at[after] in self._language.indefinite):
                continue
            if self._ends(after + 1 + owned, clause):
                return verb
        return None

    def _came_back(self, clause: Clause) -> Mention | None:
        """The verb of "it came back in 2016", in the sentence that tells of the loss."""
        context = self._context
        if (
            self._last is None
            or clause.sentence != self._last[0]
            or not context.within(context.dates, clause)
        ):
            return None
        its = {m.first for m in context.words("pronoun", clause) if m.value == "it"}
        lost = context.has("lost", context.clauses[max(0, clause.index - 1)])
        told = (m for m in context.words("attained", clause) if m.value in ("come", "gain"))
        verb = next(told, None)
        return verb if verb and lost and clause.first in its and verb.first == clause.first + 1 else None

    def note_others(self, clause: Clause, links: Sequence[Link]) -> None:
        """Remember a certificate that somebody else holds, for "its own came in 2007"."""
        if links:
            self._others_last = (clause.sentence, links[-1].scheme)

    def _own_came(self, clause: Clause) -> Mention | None:
        """The verb of "Its own came in 2007", "It got its own in 2007"."""
        context = self._context
        if not context.within(context.dates, clause):
            return None
        for verb in context.words("attained", clause):
            begin = clause.first if verb.value == "come" else verb.last + 1
            after = self._own_at(begin, clause)
            if after and (
                after == verb.first or (verb.value in ("gain", "hold") and self._ends(after, clause))
            ):
                return verb
        return None

    def _own_at(self, index: int, clause: Clause) -> int:
        """The token after "its own", "theirs", "el suyo" at a token; 0 where no such words stand."""
        at, words = self._norms, self._language.certification
        if index >= clause.last:
            return 0
        owners = self._language.owners | self._language.membership["our_words"]
        if at[index] in owners and at[index + 1] in words["carried"]:
            return index + 2
        if at[index] in self._language.definite and at[index + 1] in words["owned"]:
            return index + 2
        return index + 1 if at[index] in words["owned"] else 0

    def _ends(self, index: int, clause: Clause) -> bool:
        """True where no noun follows: "its own", "one of its own", not "one mill"."""
        at = self._norms
        if index > clause.last or self._context.tokens[index].kind in ("mark", "break"):
            return True
        if any(d.first == index for d in self._context.within(self._context.dates, clause)):
            return True
        return self._language.date_cues.at(at, index) is not None or at[index] in self._language.prepositions

    def _shared(self, clause: Clause) -> Mention | None:
        """The certificate that is the subject of the clause before: "came in 2005, and went in 2009"."""
        opens = (
            clause.kind == "coordinate" and self._context.subject(clause).first is None
        )  # "se fue en 2012"
        if clause.index == 0 or not (clause.kind == "shared" or opens):
            return None
        before = self._context.clauses[clause.index - 1]
        if before.kind in ("shared", "coordinate") and before.index and not self._links.schemes(before):
            before = self._context.clauses[
                before.index - 1
            ]  # "came in 2006, went in 2012 and came back in 2016"
        if before.sentence != clause.sentence:
            return None
        schemes = [m for m in self._links.schemes(before) if not self._links.describes(m)]
        lost = self._context.has("lost", clause)
        told = [m for m in schemes if lost or before.finite is None or m.first < before.finite]
        return told[-1] if told else None

    def _relative(self, clause: Clause) -> list[Link]:
        """The certificate before "…, which it took on in 2009," with the verb that tells of it."""
        if clause.kind != "relative" or not self._context.within(self._context.dates, clause):
            return []
        around = self._context.clauses[max(0, clause.index - 2) : clause.index]
        before = [c for c in around if c.sentence == clause.sentence and c.kind != "parenthesis"][-1:]
        schemes = [m for other in before for m in self._links.schemes(other)]
        if not schemes or not 0 < clause.first - schemes[-1].last <= 3:
            return []
        told = [m for m in self._context.words("attained", clause) if m.value in ("gain", "hold", "come")]
        lost = any(self._context.has("lost", other) for other in before)  # "dropped UTZ, which it had held"
        return [_anaphor(schemes[-1], told[-1], "predicate")._replace(lost=lost)] if told else []

    def _around(self, clause: Clause) -> Sentence:
        return self._context.sentences[clause.sentence]

    def _told_after(self, clause: Clause) -> list[Link]:
        """The verb of "GlobalG.A.P. certification, obtained in 2007", of "certification: it was obtained in 2011"."""
        context, comma = self._context, clause.first - 1
        verbs = [m for m in context.words("attained", clause) if m.value in ("gain", "come")]
        its = {m.first for m in context.words("pronoun", clause) if m.value == "it"}
        begin = clause.first + (clause.first in its)
        if not verbs or verbs[0].first != begin or not context.within(context.dates, clause):
            return []
        before = context.clauses[max(0, clause.index - 1) : clause.index]
        if not before or before[0].sentence != clause.sentence:
            return []
        certified = {m.last for m in self._names.certified_within(before[0]) if m.value == "noun"}
        schemes = self._names.within(before[0])
        told = comma - 1 in certified if begin == clause.first else clause.kind == "list" and bool(certified)
        return [_anaphor(schemes[-1], verbs[0], "predicate")] if told and schemes else []

    def _self_said(self, clause: Clause) -> bool:
        subject = self._context.subject(clause)
        inside = subject.first is not None and subject.first >= clause.first
        said = subject.who == "self" or (subject.who == "members" and inside)
        return said and clause.kind != "relative" and not self._context.has("outsider", clause)

    def _described(self, word: Mention) -> bool:
        following = word.last + 1
        return following in {
            m.first for kind in ("unit", "product", "certificate-tail") for m in self._context.words(kind)
        }

    def _of_paper(self, clause: Clause) -> bool:
        """True where the sentence before, or the clause before, was about a certificate."""
        context = self._context
        before = context.clauses[max(0, clause.index - 3) : clause.index]
        return any(
            m.value == "noun" and m.first - c.first <= 4
            for c in before
            for m in self._names.certified_within(c)
        )


def _anaphor(scheme: Mention, word: Mention, role: Role) -> Link:
    here = scheme._replace(start=word.start, end=word.end, first=word.first, last=word.last)
    return Link(here, word.first, word.last, role, named=scheme, lost=word.kind == "lost")
