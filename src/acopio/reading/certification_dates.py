"""When a certificate dates from: the date in a clause that is the certification's, not of something else."""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import pairwise
from typing import Final

from acopio.reading.certification_tokens import CertificateTokens, Link, is_awaited, is_validity
from acopio.reading.clauses import Clause
from acopio.reading.dates import DateMention
from acopio.reading.founding_counted import age_told
from acopio.reading.stated_dates import year_date

_PARTING: Final = frozenset(",;)")
_FIRST: Final = 1928  # the year of the first certificate of farm products
_ANEW: Final = 4  # tokens before a date in which "and," opens something new
_WAITED: Final = 3  # tokens of "took them another" before the years
_TIED: Final = 3  # tokens from "three years after" to the certificate that it counts from
_SERIES: Final = 8  # tokens between the years of a series
_LATE: Final = frozenset({"until", "before", "after"})


class CertificateDates:
    """Finds the dates of the certificates of one text."""

    def __init__(self, at: CertificateTokens) -> None:
        """Index the words that may stand between a certificate and its date."""
        self._at, self._context, self._names, self._norms = at, at.context, at.names, at.norms
        context = at.context
        self._language, self._words = context.language, context.language.certification
        self._negations = {self._norms[m.last] for m in context.words("negation")}
        self._comes = {m.first for m in context.words("attained") if m.value == "come"}
        #: first tokens after "in addition to", "besides": what these name has no part in the date told
        self._aside = {m.last + 1 for m in context.words("attained") if m.value == "beside"}
        kinds = ("attained", "certified", "standing", "lost")
        self.own = {i for kind in kinds for m in context.words(kind) for i in range(m.first, m.last + 1)}
        another = self._language.relative_dates["another"]  # "took another two years"
        waits = (d.first for d in context.dates if d.relative and another.at(self._norms, d.first - 1))
        self.own |= {i for first in waits for i in range(first - _WAITED, first)}

    def of(self, links: Sequence[Link], clause: Clause, *, shared: bool) -> list[DateMention | None]:
        """Return the date of each link of a clause; `shared` where the clause tells of a share."""
        described = {self._at.following(link.last) for link in links}  # "a certified organic farm since 1998"
        dates = [
            date
            for date in self._context.within(self._context.dates, clause)
            if self.fits(date, shared)
            and not self._of_event(date, clause, described)
            and not is_validity(self._context, date)
        ]
        if len(dates) == len(links) > 1 and self._respective(links, dates):
            return list(dates)
        if len(links) > 1 and self._by_turns(links, dates):
            return list(dates)
        leading = bool(dates) and dates[0].first < links[0].scheme.first
        found: list[DateMention | None] = []
        taken: set[int] = set()  # dates right after a certificate: "Fairtrade since 2007, MPS-A"
        for number, link in enumerate(links):
            low = links[number - 1].scheme.last if number else clause.first - 1
            high = links[number + 1].scheme.first if number + 1 < len(links) else clause.last + 1
            before = [
                d
                for d in dates
                if low < d.first < link.scheme.first
                and d.first not in taken
                and not (d.cue == "since" and self._as_of(d))
                and self.free(d.last + 1, link.first)
                and not self._bracketed(d.last + 1, link.first)
            ]
            after = [
                d
                for d in dates
                if link.scheme.last < d.first < high
                and not (link.scheme.first in self._aside and not self._at.dated_at(link.last + 1))
                and self.free(link.last + 1, self._cued(d))
                and not self._begun_anew(link.last + 1, d.first)
                and not (number + 1 < len(links) and self._opens_next(d, high, link.last))
                and not (number + 1 < len(links) and d.last + 1 in self._comes)
            ]
            if (
                before
                and after
                and before[-1].cue == after[0].cue == "since"
                and self._joined_anew(link, after[0])
            ):
                after = []  # "Since 2013 the vanilla has been certified, and the cocoa since 2016"
            if before and before[-1].last + 1 in self._comes:
                after = []  # "2010 brought Fairtrade certification, 2012 the first export"
            direct = bool(after) and self._at.dated_at(self._at.following(link.last))
            if direct:
                taken.add(after[0].first)
            if leading and len(links) > 1 and before and not direct:
                found.append(before[-1])
            elif after:
                found.append(after[0])
            else:
                found.append(before[-1] if before else None)
        found = [None if self._renewed(link, d) else d for link, d in zip(links, found, strict=True)]
        found = [self._counted_back(link, date) for link, date in zip(links, found, strict=True)]
        found = [self._jubilee(link, date, clause) for link, date in zip(links, found, strict=True)]
        return self._joined(links, found)

    def set_aside(self, link: Link) -> bool:
        """Return whether "in addition to" stands before a certificate, which is told of elsewhere."""
        return link.scheme.first in self._aside

    def _jubilee(self, link: Link, date: DateMention | None, clause: Clause) -> DateMention | None:
        """The date of "celebrated the tenth anniversary of its Fairtrade certification in 2010": ten years before."""
        told = self._context.words("anniversary", clause) if date else ()
        near = [
            m for m in told if (m.value == "any" or m.value.isdigit()) and 0 < link.first - m.last <= _TIED
        ]
        if date is None or not near:
            return date
        number = near[0].value
        age = int(number) if number.isdigit() else age_told(self._context, clause, near[0].first)
        if age is None or date.year is None or date.year - age < _FIRST:
            return None
        return date._replace(date=year_date(date.year - age))

    def _by_turns(self, links: Sequence[Link], dates: Sequence[DateMention]) -> bool:
        """True for "in 2007 came Fairtrade, in 2009 organic": each date before its certificate."""
        if len(dates) != len(links) or dates[-1].last > links[-1].scheme.first:
            return False
        ends = [-1, *(link.scheme.last for link in links)]
        parted = [range(date.last + 1, link.scheme.first) for date, link in zip(dates, links, strict=True)]
        return all(
            low < date.first < link.scheme.first
            and self.free(date.last + 1, link.scheme.first)
            and not any(self._context.tokens[i].text[0] in _PARTING for i in between)
            for low, date, link, between in zip(ends, dates, links, parted, strict=False)
        )

    def _respective(self, links: Sequence[Link], dates: Sequence[DateMention]) -> bool:
        """True for "its Fairtrade and organic certificates date from 2015 and 2016", with "respectively" or not."""
        after = self._norms[dates[-1].last + 1 : dates[-1].last + 3]
        if any(norm in self._words["respective"] for norm in after):
            return True
        row = all(
            later.first - date.last == 2 and self._language.coordinators.at(self._norms, date.last + 1)
            for date, later in pairwise(dates)
        )
        return row and dates[0].first > links[-1].last

    def _counted_back(self, link: Link, date: DateMention | None) -> DateMention | None:
        """The date of the organic one in "Fairtrade in 2009, three years after the organic one": 2006."""
        if date is None or date.support is None or date.year is None or date.last > link.scheme.first:
            return date
        between = range(date.last + 1, link.scheme.first)
        if not date.relative:
            return date
        than = self._language.membership["of_words"] | set(self._language.relative_words)
        ties = self._language.articles | self._language.definite | than
        linked = [self._norms[i] for i in between]
        told_before = self._norms[date.last] in self._language.prepositions  # "three years after organic"
        if (
            len(linked) > _TIED
            or not ties.issuperset(linked)
            or not (told_before or (linked and linked[0] in than))
        ):
            return date
        anchor = next((d for d in self._context.dates if d.start == date.support[0]), None)
        if anchor is None or anchor.year is None:
            return date
        return date._replace(date=year_date(2 * anchor.year - date.year))

    def _begun_anew(self, start: int, stop: int) -> bool:
        """True for "the organic certificate, and, in 2012, that of Fairtrade": the date opens what follows."""
        for index in range(max(start, stop - _ANEW), stop):
            if self._language.coordinators.at(self._norms, index):
                return all(
                    self._context.tokens[i].kind == "mark"
                    or self._norms[i] in self._language.prepositions
                    or self._norms[i] in self._language.articles
                    or self._language.date_cues.at(self._norms, i) is not None
                    for i in range(index + 1, stop)
                ) and any(self._context.tokens[i].kind == "mark" for i in range(index + 1, stop))
        return False

    def _cued(self, date: DateMention) -> int:
        """The token at which a date begins with its cue: "took until 2015"."""
        cue = self._language.date_cues.before(self._norms, date.first)
        return cue[1] if cue else date.first

    def _opens_next(self, date: DateMention, following: int, low: int) -> bool:
        """True for "is Fairtrade certified, and since 2008 also Rainforest Alliance": the next one's date."""
        cue = self._language.date_cues.before(self._norms, date.first)
        joined = self._language.coordinators.at(self._norms, (cue[1] if cue else date.first) - 1)
        if (
            joined is None
            or following - date.last > _ANEW
            or self._at.dated_at(self._at.following(following))
        ):
            return False
        return (cue[1] if cue else date.first) - 1 > low

    def _renewed(self, link: Link, date: DateMention | None) -> bool:
        """True for "the certificate was renewed in 2018": that is no first certification."""
        if date is None or date.first < link.last:
            return False
        start = link.last + (link.named is None)  # of "was recertified in 2018" the word itself tells
        return any(self._norms[i] in self._words["renewing"] for i in range(start, date.first))

    def _bracketed(self, start: int, stop: int) -> bool:
        """True after a date in a bracket that is closed before the certificate: "Fairtrade (2004), UTZ"."""
        marks = [self._context.tokens[i].text[0] for i in range(start, stop)]
        return ")" in marks and "(" not in marks[: marks.index(")")]

    def _joined(self, links: Sequence[Link], dates: list[DateMention | None]) -> list[DateMention | None]:
        """Give "organic and Fairtrade since 1999" one date, also "In 1999 … organic and Fairtrade"."""
        for number in range(len(links) - 2, -1, -1):
            after = dates[number + 1]
            if dates[number] is None and after and after.first > links[number + 1].scheme.first:
                dates[number] = after if self._beside(links[number], links[number + 1]) else None
        for number in range(1, len(links)):
            before = dates[number - 1]
            if dates[number] is None and before and before.first < links[number - 1].scheme.first:
                dates[number] = before if self._beside(links[number - 1], links[number]) else None
        return dates

    def _beside(self, link: Link, other: Link) -> bool:
        if link.scheme.first in self._aside:
            return False
        between = range(link.scheme.last + 1, other.scheme.first)
        return len(between) <= 4 and not any(self._language.is_finite(self._norms[i]) for i in between)

    def fits(self, date: DateMention, shared: bool) -> bool:
        """True for a date that may be a first year; `shared` where the clause tells of a share."""
        late = date.cue in _LATE and not (
            date.relative and date.cue == "after"
        )  # "following two years later"
        late = late and not is_awaited(self._context, date)
        season = date.precision == "season" and date.cue != "since"  # "desde la cosecha 2013/14"
        if season or date.precision == "span" or late:
            return False
        if date.year is not None and date.year < _FIRST:
            return False  # "FLO ID 1845"
        return not (shared and self._as_of(date) and not self._in_bracket(date))

    def _in_bracket(self, date: DateMention) -> bool:
        """True for the year of "organic certification (BCS, 2000)"."""
        clause = self._context.clause_at(date.start)
        return clause is not None and clause.kind == "parenthesis" and self._context.has("certifier", clause)

    def _of_event(self, date: DateMention, clause: Clause, described: Set[int]) -> bool:
        """True for the date of "founded 1994", told beside the certificate."""
        own = self.own | self._at.schemes | described
        events = [m for m in self._context.words("founding", clause) if m.first not in own]
        near = [m for m in events if 0 < date.first - m.last <= 2 and not self._from_start(m.first)]
        near = [m for m in near if self._norms[m.last + 1] != ","]  # "from the very first year, 2005"
        return any(m.value in ("formed", "existing", "united", "noun", "charter", "legal-noun") for m in near)

    def _joined_anew(self, link: Link, date: DateMention) -> bool:
        between = range(link.last + 1, date.first)
        return any(self._language.coordinators.at(self._norms, i) for i in between)

    def _from_start(self, start: int) -> bool:
        """True for "from the start (2005)"."""
        lead = self._norms[max(0, start - 2)]
        cue = self._language.date_cues.at(self._norms, max(0, start - 2))
        return lead in self._words["from"] or (cue is not None and cue[0] == "since")

    def _as_of(self, date: DateMention) -> bool:
        """True for the time at which a share is told: "as of May 2000 65% was certified"."""
        if date.cue != "since":
            return date.cue is not None
        return date.first >= 2 and self._norms[date.first - 2] in self._words["moments"]

    def free(self, start: int, stop: int) -> bool:
        """True where no verb of something else stands between certificate and date."""
        passive = self._language.foundings["passive"]
        for index in range(start, stop):
            norm = self._norms[index]
            before = self._norms[index - 1] if index else ""
            owned = before in self._language.definite or before in self._language.owners
            owned = owned or before in self._words["carried"]
            owned = owned or (index > 0 and self._context.tokens[index - 1].possessive)
            owned = owned or before in self._language.number_openers
            owned = owned or (index > 0 and self._context.tokens[index - 1].kind == "number")  # "40 farms"
            if owned or self._context.tokens[index].kind == "break":
                continue  # "in their own name"
            tells = self._language.is_finite(norm) and norm not in passive and index not in self.own
            if tells and index + 1 < stop and self._norms[index + 1] in self._language.foundings["carriers"]:
                continue  # "all of the oil pressed has been certified"
            if tells and norm not in self._language.foundings["carriers"]:
                return False
        return True

    def _goods_before(self, index: int, between: range) -> bool:
        """True for "and its cocoa" before "since 2016": goods certified later, not sold then."""
        goods = (i for i in between if self._at.goods.get(i) == index)
        return any(goods) and self._at.sales.isdisjoint(between)

    def series(self, link: Link, date: DateMention | None, clause: Clause) -> list[DateMention]:
        """The later years of "ten were certified in 2009, eight more in 2012 and the last three in 2018"."""
        found: list[DateMention] = []
        last = date
        if date is None:
            return found
        leads = date.first < link.last  # "Since 2013 the vanilla has been certified, its cocoa since 2016"
        for later in self._context.within(self._context.dates, clause):
            alike = later.cue == "in" or (later.cue == "since" and date.cue == "since")
            if last is None or later.first <= last.last or not alike or not self.fits(later, False):
                continue
            if leads and later.first < link.last:
                return found
            between = range(max(last.last, link.last if leads else 0) + 1, later.first)
            counted = (
                not leads
                and any(
                    self._context.tokens[i].kind == "number"
                    or self._norms[i] in self._language.number_openers
                    or self._norms[i] in self._words["rest"]
                    for i in between
                )
            ) or self._goods_before(self._cued(later), between)
            plain = not any(
                self._language.is_finite(self._norms[i]) or i in self._at.schemes for i in between
            )
            if not (counted and plain and len(between) <= _SERIES):
                break
            found.append(later)
            last = later
        return found
