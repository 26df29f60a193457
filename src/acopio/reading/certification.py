"""Certifications: which scheme, held since when, by whom, for what share; planned and lost ones too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from acopio.claims.records import CertificationClaim, Claim, Passage, Share
from acopio.reading.certification_carried import CarriedLinks
from acopio.reading.certification_dates import CertificateDates
from acopio.reading.certification_dates_beside import DatesBeside
from acopio.reading.certification_facts import Entry, FactReader
from acopio.reading.certification_gapped import GappedDates
from acopio.reading.certification_links import LinkFinder
from acopio.reading.certification_names import SchemeNames, family
from acopio.reading.certification_owner import CertificateOwner
from acopio.reading.certification_retold import Told, kept
from acopio.reading.certification_status import CertificateStatus, Holder, Status
from acopio.reading.certification_tokens import CertificateTokens, Link
from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.dates import DateMention
from acopio.reading.lexicon import Mention
from acopio.reading.quantity_mentions import ShareMention
from acopio.reading.sentences import Sentence
from acopio.reading.span import Span

_SKIPPED: Final = frozenset({"heading", "caption", "attribution"})
_CUES: Final = (
    "certified",
    "lost",
    "attained",
)  # without one, or a scheme's name, no sentence tells anything
_ALONE: Final = "fair-trade"
_CLOSING: Final = '*_"”’) '
_SHORT_QUESTION: Final = 4  # tokens: "Organic?"
_BASE_REACH: Final = 6  # tokens between a share and what it is a share of


def read(context: ReadingContext) -> Iterator[Claim]:
    """Yield the certifications of facts and of clauses.

    What merely describes ("certified organic coffee") counts where the document gives that scheme
    no date elsewhere.
    """
    told = list(_CertificationReader(context).read())
    yield from kept(context, told)


class _CertificationReader:
    """Reads the certifications of one text, sentence by sentence."""

    def __init__(self, context: ReadingContext) -> None:
        self._context = context
        self._names = SchemeNames(context)
        at = self._at = CertificateTokens(context, self._names)
        self._links, self._dates = LinkFinder(at), CertificateDates(at)
        self._beside, self._gapped = DatesBeside(at, self._dates), GappedDates(at, self._dates)
        self._carried = CarriedLinks(context, self._links, self._names)
        self._status, self._owner = CertificateStatus(context), CertificateOwner(context, self._names)

    def read(self) -> Iterator[Told]:
        """Yield what facts tell, then what clauses tell."""
        context = self._context
        facts = FactReader(context, self._status, self._names)
        entries = list(facts.read())
        default = self._commonest()
        families = {family(m.value) for m in self._names.schemes}
        inspectors = {m.first for m in context.words("certifier") if m.value == "flocert"}
        self._carried.only = (default or self._names.schemes[0]) if len(families) == 1 else None
        for entry in entries:
            scheme = entry.scheme or default
            if scheme is not None:
                named = entry.date is None and scheme.first in inspectors  # "Certifier: FLOCERT"
                yield Told(self._fact(entry, scheme), named)
        put = -2  # the question put last to the publisher
        for sentence in context.sentences:
            block = context.blocks[sentence.block]
            silent = sentence.block in facts.read_blocks or block.kind in _SKIPPED
            if silent and (block.kind != "heading" or not context.within(context.dates, sentence)):
                continue  # of headings only "Fairtrade since 2004" tells something
            if context.text[sentence.start : sentence.end].rstrip(_CLOSING).endswith("?"):
                put = sentence.index if self._owner.asks_publisher(sentence) else put
                yield from () if put == sentence.index else self._asked(sentence)
                continue
            if put == sentence.index - 1:
                continue  # "Is your quinoa gluten free? Yes, certified since 2017."
            if block.kind == "item" and context.within(context.money, sentence):
                continue  # "$7,000 — organic inspection"
            telling = context.has_any(_CUES, sentence) or bool(self._names.within(sentence))
            if not telling:
                continue
            clauses = context.clauses_of(sentence)
            told = sentence.block not in context.aside and not facts.explained(sentence.block)
            inline = list(facts.inline(sentence, clauses)) if told else []
            yield from (Told(self._fact(entry, entry.scheme), False) for entry in inline if entry.scheme)
            if not inline:
                for clause in clauses:
                    yield from self._clause(clause, clauses)

    def _asked(self, question: Sentence) -> Iterator[Told]:
        """ "Is the union Fairtrade certified? Yes, since 2008.": the answer's date for the question's schemes."""
        context = self._context
        following = context.sentences[question.index + 1 : question.index + 2]
        short = question.last - question.first <= _SHORT_QUESTION
        own = any(context.is_self(i) for i in range(question.first, question.last + 1))
        if not following or not (short or own or context.has("product", question)):
            return
        answer = following[0]
        near = answer.block == question.block or answer.block == question.block + 1
        if not near or context.norms[answer.first] not in context.language.certification["yes"]:
            return
        for scheme in self._names.within(question):
            dates = [
                d for d in context.within(context.dates, answer) if d.precision in ("day", "month", "year")
            ]
            passage = context.passage(question.start, answer.end)
            date = dates[0] if dates else None
            yield Told(
                self._made(scheme, scheme, passage, "certified", "self", date, None, "certification.label"),
                False,
            )

    def _commonest(self) -> Mention | None:
        """The fair-trade scheme that the document names most: what "Certified: 2004" is about."""
        found = [m for m in self._names.schemes if family(m.value) == _ALONE]
        if not found:
            return None
        most = Counter(m.value for m in found).most_common(1)[0][0]
        return next(m for m in found if m.value == most)

    def _clause(self, clause: Clause, clauses: Sequence[Clause]) -> Iterator[Told]:
        context = self._context
        inner = [m for m in self._names.certified_within(clause) if context.clause_at(m.start) == clause]
        links = [
            link for link in self._links.find(clause, inner) if context.clause_at(link.scheme.start) == clause
        ]
        if (
            not links
            and not inner
            and not context.has("lost", clause)
            and not context.within(context.dates, clause)
        ):
            self._carried.note(clause, links)
            return
        if not self._owner.ours(clause, links):
            if own := self._gapped.ours(clause, links):
                yield Told(self._claim(links[-1], clause, "certified", own, None), False)
            elif any(self._status.of(link, clause, links) == "planned" for link in links):
                self._carried.note(clause, links)  # "with a view to certification. They got it a year later"
            self._carried.note_others(clause, links)
            return
        if not links:
            links = self._carried.find(clause, inner)
        self._carried.note(clause, links)
        if not links:
            return
        shares = context.within(context.shares, clause)
        happens = any(m.value in ("gain", "come") for m in context.words("attained", clause))
        happens = happens or any(self._at.counts(m.last + 1) for m in inner)  # "certified 11 of its groups"
        dated = context.within(context.dates, clause)
        happens = happens or sum(d.cue == "in" and d.first > links[-1].last for d in dated) > 1
        apart = clause.finite is None and any(self._at.parted(s.last, d.first) for s in shares for d in dated)
        apart = apart or any(
            self._at.parted(d.last, s.first) for s in shares for d in dated if d.first > links[0].last
        )
        dates = self._dates.of(links, clause, shared=bool(shares) and not (happens or apart))
        beside = None
        if not any(dates) and not shares:
            beside = self._beside.ever_since(links[-1], clause, clauses) or self._beside.around(
                clause, clauses
            )
        again = (
            None if any(dates) else self._gapped.again(clause, clauses) or self._gapped.title(clause, links)
        )
        for link, own in zip(links, dates, strict=True):
            status = "lost" if link.lost else self._status.of(link, clause, links)
            if status is None:
                continue
            if status == "planned" and not link.named and (since := self._beside.converted(link, clause)):
                status, own = "certified", since
            described = link.role == "attribute"
            if (
                described
                and status == "certified"
                and (since := self._beside.described(link, clause, clauses))
            ):
                own, described = since, False
            if again and status == "certified":
                own, described = again, False
            if self._to_come(own):
                status = "planned"
            date = (
                None
                if described
                else own
                or (
                    beside if link == links[-1] or link.role == "predicate" or clause.kind == "list" else None
                )
            )
            told_aside = date is None and not shares and self._aside(link, clause)
            if link.role == "noun" and clause.finite is None and self._spent(clause):
                continue
            if date is None and self._sealed(link, clause) and context.has("sales", clause):
                continue  # "a third of the exports have been under the Fairtrade seal"
            weak = (
                described
                or told_aside
                or (date is None and self._dated_by_relative(clause, clauses))
                or (link.role == "noun" and date is None and not self._possessed(link, clause))
            )
            unsaid = link.named is not None and status == "certified" and date is None
            if (
                clause.kind == "parenthesis"
                and link.bare
                and date is None
                and context.has("certifier", clause)
            ):
                continue  # "organic since 2003 (Soil Association, later Ecocert)"
            if unsaid and (clause.kind == "parenthesis" or not context.has("certifier", clause)):
                continue  # "and the certificate hangs in the office"
            if status != "certified":
                weak = False
            elif weak and not self._ours(link, clause):
                continue
            else:
                bracketed = (
                    clause.kind == "parenthesis" and not link.bare
                )  # "certified again in 2013 (Fairtrade)"
                weak = weak or (date is None and (bracketed or self._dates.set_aside(link)))
            yield Told(
                self._claim(
                    link, clause, status, date, _based(context, shares[0], clause) if shares else None
                ),
                weak,
            )
            for other in self._dates.series(link, date, clause) if status == "certified" and date else ():
                yield Told(self._claim(link, clause, status, other, None), False)

    def _dated_by_relative(self, clause: Clause, clauses: Sequence[Clause]) -> bool:
        """True before "…, which it obtained in 2008": the certificate is told with its year there."""
        following = [c for c in clauses[clauses.index(clause) + 1 :] if c.kind != "parenthesis"][:1]
        context = self._context
        return any(
            c.kind == "relative" and context.has("attained", c, "gain") and context.within(context.dates, c)
            for c in following
        )

    def _sealed(self, link: Link, clause: Clause) -> bool:
        """True for a mark on goods: "the Fairtrade label"."""
        seals = (m for m in self._names.certified_within(clause) if m.value == "seal")
        return any(link.first <= m.first <= link.last for m in seals)

    def _possessed(self, link: Link, clause: Clause) -> bool:
        """True for a certificate that is had, got, or that came."""
        sealed = self._sealed(link, clause)
        for verb in self._context.words("attained", clause):
            if sealed and verb.value == "with":
                continue  # "boxes with the Fairtrade label"
            if verb.value == "come" and 0 < verb.first - link.last <= 4:
                return True
            held = verb.value not in ("come", "beside") and (
                verb.value != "stay" or verb.first == clause.finite
            )
            main = verb.first == clause.finite and verb.value == "hold"
            if held and verb.last < link.first and (link.first - verb.last <= 8 or main):
                return True
            if verb.value == "stay" and verb.first == link.last + 1:
                return True
            if verb.value == "gain" and 0 < verb.first - link.last <= 4:
                return True
        # "the certificate is the union's"
        return any(
            self._context.is_self(i) for i in range(link.last + 1, min(link.last + 5, clause.last + 1))
        )

    def _spent(self, clause: Clause) -> bool:
        """True for "organic certification" in a list of what the premium pays for."""
        context = self._context
        number = context.sentences[clause.sentence].block
        return any(context.has("premium", heading) for heading in context.headings(number))

    def _to_come(self, date: DateMention | None) -> bool:
        """True for a date after the document's own."""
        known = self._context.document.metadata
        dated = [day for day in (known.published, known.written, known.retrieved) if day]
        earliest = date.date.earliest if date else None
        return bool(dated) and earliest is not None and earliest > max(dated)

    def _aside(self, link: Link, clause: Clause) -> bool:
        """True for "each year since it became Fairtrade", "before it was certified"."""
        after = self._context.language.foundings["after"]
        opens = range(max(clause.first - 1, link.first - 8), link.first)
        dated = {d.first for d in self._context.within(self._context.dates, clause)}
        return any(self._context.norms[i] in after and i + 1 not in dated for i in opens)

    def _ours(self, link: Link, clause: Clause) -> bool:
        """True where a mere mention of a certificate is tied to the organisation, its members or goods."""
        context = self._context
        subject = context.subject(clause)
        if subject.who == "self" and (
            subject.first is not None or (subject.carried and clause.kind != "main")
        ):
            return True
        if any(context.is_self(i) for i in range(clause.first, clause.last + 1)):
            return True
        if subject.who == "members" and subject.first is not None and subject.first < link.first:
            return True
        owners = context.language.owners
        return any(context.norms[i] in owners for i in range(max(clause.first, link.first - 3), link.first))

    def _claim(
        self, link: Link, clause: Clause, status: Status, date: DateMention | None, share: Share | None
    ) -> CertificationClaim:
        context = self._context
        whole = Passage(clause.start, clause.end, "")
        passage = context.quote(whole, date) if date else context.quote(whole)
        return self._made(
            link.scheme,
            link.named or link.scheme,
            passage,
            status,
            self._status.holder(link, clause),
            date,
            share,
            f"certification.{'bare' if link.bare else link.role}",
        )

    def _fact(self, entry: Entry, scheme: Mention) -> CertificationClaim:
        context = self._context
        shares = context.within(context.shares, entry.value)
        counted = [q for q in context.within(context.quantities, entry.value) if q.unit]
        holder: Holder = (
            "umbrella" if context.has("umbrella", entry.value) else "members" if counted else "self"
        )
        return self._made(
            scheme,
            scheme,
            entry.passage,
            entry.status,
            holder,
            entry.date,
            _based(context, shares[0], entry.value) if shares else None,
            "certification.label",
        )

    def _made(
        self,
        scheme: Mention,
        named: Mention,
        passage: Passage,
        status: Status,
        holder: Holder,
        date: DateMention | None,
        share: Share | None,
        rule: str,
    ) -> CertificationClaim:
        context = self._context
        words = context.text[named.start : named.end]
        return CertificationClaim(
            passage=passage,
            rule=rule,
            assertion="normalised" if date and date.relative else "explicit",
            support=context.support(date) if date else (),
            scheme=scheme.value,
            scheme_text=words,
            certification_status=status,
            holder=holder,
            date=date.date if date else None,
            share=share,
            certifier=self._names.certifier(named, passage),
        )


def _based(context: ReadingContext, mention: ShareMention, span: Span) -> Share:
    """Return a share with what it is a share of: the base named next after it ("60 percent of the products")."""
    following = [base for base in context.words("share-base", span) if base.first > mention.last]
    if not following or following[0].first - mention.last > _BASE_REACH:
        return mention.share
    return replace(mention.share, base=following[0].value)
