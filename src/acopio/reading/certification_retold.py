"""What of the certificates told stays a claim, where the document tells of one more than once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from acopio.claims.records import CertificationClaim
from acopio.reading.certification_names import family
from acopio.reading.context import ReadingContext


class Told(NamedTuple):
    """A claim as read, before the others are looked at."""

    claim: CertificationClaim
    weak: bool  # only a description: "certified organic coffee"


def kept(context: ReadingContext, told: Sequence[Told]) -> Iterator[CertificationClaim]:
    """Yield the claims that the rest of the document neither overtakes nor tells better.

    Left out are: what was applied for in a year after which it was held ("applied in 2003, granted in
    2005"); what its own sentence tells the loss of, for good ("came in 2012 and was allowed to lapse");
    and what merely describes ("certified organic coffee") where the document dates that scheme elsewhere.
    """
    latest: dict[str, date] = {}  # when a scheme was held, the last time
    ends: dict[str, int] = {}  # where a scheme is told as held, the last time
    lost: dict[tuple[str, int], int] = {}  # by scheme and sentence
    for claim, _ in told:
        kind = family(claim.scheme)
        if claim.certification_status == "certified":
            ends[kind] = max(ends.get(kind, 0), claim.passage.start)
            if claim.date and claim.date.earliest:
                latest[kind] = max(latest.get(kind, date.min), claim.date.earliest)
        elif claim.certification_status == "lost":
            lost[kind, _sentence(context, claim)] = claim.passage.start

    def stays(claim: CertificationClaim) -> bool:
        kind = family(claim.scheme)
        if claim.certification_status == "planned":
            asked = claim.date.latest if claim.date else None
            return asked is None or latest.get(kind, date.min) <= asked
        if claim.certification_status == "certified":
            gone = lost.get((kind, _sentence(context, claim)), -1)
            return not (claim.passage.start < gone and ends[kind] <= gone)
        return True

    held = [t for t in told if stays(t.claim)]
    plain = [t.claim for t in held if not t.weak and t.claim.certification_status != "planned"]
    dated = {family(claim.scheme) for claim in plain}
    undated = {family(claim.scheme) for claim in plain if claim.date is None}
    for claim, weak in held:
        kind = family(claim.scheme)
        if not weak or kind in undated or kind not in dated:
            yield claim


def _sentence(context: ReadingContext, claim: CertificationClaim) -> int:
    sentence = context.sentence_at(claim.passage.start)
    return sentence.index if sentence else -1
