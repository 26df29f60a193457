"""Dates of a certificate that stand beside its clause, or are tied to it by more than nearness."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from acopio.reading.certification_dates import CertificateDates
from acopio.reading.certification_tokens import CertificateTokens, Link
from acopio.reading.clauses import Clause
from acopio.reading.dates import DateMention
from acopio.reading.stated_dates import year_date

_OPENING: Final = 4  # tokens from the start of a sentence in which its date may stand
_SUBJECT: Final = 3  # tokens from "in 2009" to the verb of "in 2009 it became"
_BEARER: Final = 4  # tokens of "cocoa producer organisation"
_RANKED: Final = 2  # tokens before a certificate in which "first" may stand


class DatesBeside:
    """Finds dates for the certificates of one text that have none by themselves."""

    def __init__(self, at: CertificateTokens, dates: CertificateDates) -> None:
        """Keep what tells whether a date fits."""
        self._at, self._context, self._names, self._norms = at, at.context, at.names, at.norms
        self._language, self._words = at.language, at.words
        self._dates = dates

    def described(self, link: Link, clause: Clause, clauses: Sequence[Clause]) -> DateMention | None:
        """The date of "the only Fairtrade-certified winery (since 2012)", of "certified honey has come since"."""
        for other in clauses[clauses.index(clause) + 1 :][:1]:
            dates = self._context.within(self._context.dates, other)
            if (
                other.kind == "parenthesis"
                and dates
                and other.last == dates[0].last
                and dates[0].cue == "since"
            ):
                return dates[0] if dates[0].first - other.first <= 1 else None
        if self._ranked(link, clause):
            after = [d for d in self._context.within(self._context.dates, clause) if d.first > link.last]
            told = next(
                (d for d in after if self._dates.fits(d, False) and self._dates.free(link.last + 1, d.first)),
                None,
            )
            if told:
                return told
        if borne := self._borne(link, clause):
            return borne
        if not any(link.scheme.first <= i <= link.scheme.last for i in self._at.certifying):
            return None  # the scheme's own name says so: "Fair Trade Certified coffee"
        dates = [d for d in self._context.within(self._context.dates, clause) if d.cue == "since"]
        own = any(self._context.is_self(i) for i in range(link.last + 1, clause.last + 1))
        return dates[-1] if dates and own and dates[-1].first > link.last else None

    def _borne(self, link: Link, clause: Clause) -> DateMention | None:
        """The date of "Since 2012 it has been a certified organisation", "In 2009 it became one of the first"."""
        noun = self._at.following(link.last)
        stop = min(noun + _BEARER, clause.last + 1)
        named = next((i for i in range(noun, stop) if i in self._at.bearers), None)
        begin = link.first
        if link.first - 1 in self._at.bearers:  # "una organización certificada"
            named, noun, begin = link.last, link.last, link.first - 1
        if named is None or any(self._context.tokens[i].kind != "word" for i in range(noun, named)):
            return None
        ours = self._context.subject(clause).who == "self" or any(
            self._context.is_self(i) for i in range(clause.first, link.first)
        )
        if not ours:
            return None
        dates = [d for d in self._context.within(self._context.dates, clause) if self._dates.fits(d, False)]
        verb = begin - 1
        while verb > clause.first and self._introduces(verb):
            verb -= 1
        gained = verb in self._at.gains
        if not gained and self._norms[verb] not in self._language.foundings["passive"]:
            return None
        leading = [
            d
            for d in dates
            if d.first < verb and (d.first - clause.first <= _OPENING or verb - d.last <= _SUBJECT)
        ]
        following = [d for d in dates if 0 < d.first - named <= _RANKED and d.cue == "since"]
        found = following or [d for d in leading if d.cue == "since" or (gained and d.cue in ("in", None))]
        return found[0] if found else None

    def _introduces(self, index: int) -> bool:
        """True for the words of "one of the first", between "became" and what is certified."""
        norm, language = self._norms[index], self._language
        ranks = language.membership["ranks"]
        return (
            norm in language.articles
            or norm in language.indefinite
            or norm in ranks
            or norm in self._words["linkers"]
            or norm in language.of.first_words
            or self._context.tokens[index].kind == "number"
        ) and norm not in language.foundings["passive"]

    def _ranked(self, link: Link, clause: Clause) -> bool:
        """True for "was among the very first Fairtrade certified producers"."""
        before = self._norms[max(clause.first, link.first - _RANKED) : link.first]
        return bool(before) and not self._language.membership["ranks"].isdisjoint(before)

    def converted(self, link: Link, clause: Clause) -> DateMention | None:
        """The date of the certificate in "conversion begun 2009, certificate 2012"."""
        for word in self._names.certified_within(clause):
            if word.first > link.last + 1 and self._at.dated_at(word.last + 1):
                dates = self._context.within(self._context.dates, clause)
                return next((d for d in dates if d.first > word.last), None)
        return None

    def around(self, clause: Clause, clauses: Sequence[Clause]) -> DateMention | None:
        """Return the date beside a clause that has none: an opening "In 2004 …", or "…, in 2014" after it."""
        context = self._context
        position = clauses.index(clause)
        for other in clauses[position + 1 : position + 2]:
            participle = other.finite == other.first and other.first in self._dates.own
            if (other.finite is None or participle) and other.kind != "list":
                dates = [d for d in context.within(context.dates, other) if self._dates.fits(d, False)]
                named = self._names.within(other)
                if (
                    dates
                    and dates[0].first - other.first <= 2
                    and not any(m.first < dates[0].first or not participle for m in named)
                ):
                    return dates[0]
        if clause.finite is None and (told := self._announced(position, clauses)):
            return told
        if not position and (year := self._at.year_above(clause)) and self._dates.fits(year, False):
            return year
        if same := self._of_year_before(position, clause, clauses):
            return same
        if clause.kind == "shared":
            return self._of_head(position, clause, clauses)
        if clause.kind == "coordinate" or position:
            opening = [d for d in context.within(context.dates, clauses[0]) if self._dates.fits(d, False)]
            before = clauses[position - 1] if position else None
            bare = before is not None and before == clauses[0] and before.finite is None
            if opening and opening[0].first - clauses[0].first <= _OPENING and bare:
                return opening[0]
        return None

    def _announced(self, position: int, clauses: Sequence[Clause]) -> DateMention | None:
        """The date of "In 2004 came the certificates: organic in March, Fairtrade in October"."""
        for other in clauses[max(0, position - 2) : position]:
            nouns = any(m.value == "noun" for m in self._names.certified_within(other))
            dates = self._context.within(self._context.dates, other)
            came = self._context.has("attained", other, "come", "gain")
            since = len(dates) == 1 and dates[0].cue == "since" and dates[0].last == other.last
            since = since and bool(
                self._names.certified_within(other)
            )  # "is certified since 2013: Fairtrade"
            if ((nouns and came) or since) and len(dates) == 1 and self._dates.fits(dates[0], False):
                return dates[0]
        return None

    def _of_year_before(self, position: int, clause: Clause, clauses: Sequence[Clause]) -> DateMention | None:
        """The date of "it has exported since 2003, the year its certificate was issued"."""
        if not position:
            return None
        opens = self._norms[max(0, clause.first - 1) : clause.first + 1]
        when = any(norm in self._language.foundings["when"] for norm in opens)
        year = self._norms[clause.first] in self._language.articles and self._language.relative_dates[
            "year_unit"
        ].at(self._norms, clause.first + 1)
        if not (when or year):
            return None
        before = clauses[position - 1]
        dates = self._context.within(self._context.dates, before)
        if not dates or dates[-1].last != before.last:
            return None
        date = dates[-1]
        if date.precision == "span" and date.date.latest:  # "between 2003 and 2006, when"
            return date._replace(date=year_date(date.date.latest.year))
        return date

    def _of_head(self, position: int, clause: Clause, clauses: Sequence[Clause]) -> DateMention | None:
        """The date of "In 2001 they founded it, wrote statutes and had themselves certified"."""
        if clause.finite is not None and self._norms[clause.finite] in self._words["lasting"]:
            return None
        for other in reversed(clauses[:position]):
            dates = [
                d for d in self._context.within(self._context.dates, other) if self._dates.fits(d, False)
            ]
            leads = bool(dates) and other.finite is not None and dates[0].last < other.finite
            if self._context.has("certified", other) or self._names.within(other):
                return dates[0] if leads and dates[0].cue == "in" else None
            if dates:
                return dates[-1] if dates[-1].cue in ("in", None) else None
            if other.kind != "shared":
                return None
        return None

    def ever_since(self, link: Link, clause: Clause, clauses: Sequence[Clause]) -> DateMention | None:
        """The date before in "the second audit, in 2008, did not fail, and it has been certified ever since"."""
        following = self._norms[link.last + 1 : link.last + 3]
        ends = link.last + len(following) >= clause.last
        if not following or not ends or not any(norm in self._words["ever_since"] for norm in following):
            return None
        for other in reversed(clauses[: clauses.index(clause)]):
            dates = [
                d for d in self._context.within(self._context.dates, other) if self._dates.fits(d, False)
            ]
            if dates:
                return dates[-1]
        return None
