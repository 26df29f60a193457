"""Certificates told with words left out: "X is Fairtrade since 2005, we only since 2010", "and has been since"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from acopio.reading.certification_dates import CertificateDates
from acopio.reading.certification_tokens import CertificateTokens, Link
from acopio.reading.clauses import Clause
from acopio.reading.dates import DateMention
from acopio.reading.lexicon import Mention

_LONGEST: Final = 12  # tokens of ", a status that the union has had since 2018"
_NOUN: Final = 4  # tokens from the comma to "status"


class GappedDates:
    """Finds the dates of certificates that a clause or the one after it tells without naming them again."""

    def __init__(self, at: CertificateTokens, dates: CertificateDates) -> None:
        """Keep what tells whether a date fits."""
        self._at, self._context, self._norms = at, at.context, at.norms
        self._language, self._words = at.language, at.words
        self._dates = dates
        nouns = {m.first for m in at.names.certified if m.value in ("noun", "seal")}
        self._names = dict(at.context.naming.mentions)
        self._nouns = nouns | at.standing

    def ours(self, clause: Clause, links: Sequence[Link]) -> DateMention | None:
        """Our date in "San Juan is certified since 2005, Alto only since 2010", "…, a status they have had since"."""
        if not links:
            return None
        for date in self._context.within(self._context.dates, clause):
            comma = self._comma(links[-1].last + 1, date.first)
            fits = date.cue in ("since", "in") and self._dates.fits(date, False)
            if comma is None or not fits or date.first - comma > _LONGEST:
                continue
            stop = self._cued(date)
            if self._bare(comma + 1, stop) or self._status(comma + 1, stop):
                return date
        return None

    def title(self, clause: Clause, links: Sequence[Link]) -> DateMention | None:
        """The date of "the first certified union of Kenya, a title it has held since 2004"."""
        for date in self._context.within(self._context.dates, clause):
            comma = self._comma(links[-1].last + 1, date.first)
            if comma is not None and date.cue == "since" and date.first - comma <= _LONGEST:
                return date if self._status(comma + 1, self._cued(date)) else None
        after = self._context.clauses[clause.index + 1 : clause.index + 2]
        if not after or after[0].sentence != clause.sentence:
            return None
        dates = [d for d in self._context.within(self._context.dates, after[0]) if d.cue == "since"]
        return dates[0] if dates and self._status(after[0].first, self._cued(dates[0])) else None

    def again(self, clause: Clause, clauses: Sequence[Clause]) -> DateMention | None:
        """The date of the clause after: "… is certified organic, and has been since 2005"."""
        following = [c for c in clauses[clauses.index(clause) + 1 :] if c.kind != "parenthesis"][:1]
        if not following or following[0].finite != following[0].first:
            return None
        other = following[0]
        dates = [d for d in self._context.within(self._context.dates, other) if d.cue == "since"]
        if not dates or not self._dates.fits(dates[0], False):
            return None
        auxiliary = self._language.foundings["passive"] | self._language.foundings["carriers"]
        auxiliary = auxiliary | self._language.foundings["adverbs"]
        stop = self._cued(dates[0])
        plain = all(self._norms[i] in auxiliary for i in range(other.first, stop))
        return dates[0] if plain and stop > other.first else None

    def _cued(self, date: DateMention) -> int:
        cue = self._language.date_cues.before(self._norms, date.first)
        return cue[1] if cue else date.first

    def _comma(self, start: int, stop: int) -> int | None:
        return next((i for i in range(stop - 1, start - 1, -1) if self._norms[i] in (",", ";", "–")), None)

    def _bare(self, start: int, stop: int) -> bool:
        """True for "Alto Marañón only", "we ourselves": the producer, an adverb, nothing else."""
        index = start
        while index < stop and (
            self._norms[index] in self._language.articles
            or self._language.coordinators.at(self._norms, index) is not None
        ):
            index += 1
        if index >= stop or not self._context.is_self(index):
            return False
        adverbs = self._language.foundings["adverbs"] | self._words["after"]
        return all(self._norms[i] in adverbs for i in range(self._names.get(index, index) + 1, stop))

    def _status(self, start: int, stop: int) -> bool:
        """True for "a status the co-op has had"."""
        named = any(i in self._nouns for i in range(start, min(start + _NOUN, stop)))
        opens = start < stop and self._norms[start] in self._language.indefinite | self._language.definite
        held = any(
            verb.value in ("hold", "gain") and start < verb.first < stop
            for verb in self._context.words("attained", self._around(start, stop))
        )
        return opens and named and held and any(self._context.is_self(i) for i in range(start, stop))

    def _around(self, start: int, stop: int) -> Mention:
        tokens = self._context.tokens
        return Mention("", "", tokens[start].start, tokens[stop - 1].end, start, stop - 1)
