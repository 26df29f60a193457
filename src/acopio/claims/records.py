"""Claims as plain typed records: what one document states, and the words it states it with.

No RDF here: the reader makes these records, `acopio.graph` turns them into triples. Values that
are concepts (a purpose, a unit, a scheme) are their slugs, as in `ontology/concepts/<scheme>.ttl`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

AssertionKind = Literal["explicit", "normalised", "inferred"]
Comparator = Literal["exactly", "more-than", "at-least", "nearly", "about", "at-most", "less-than", "range"]


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Words of a document: `start` and `end` count code points of its stored text, `end` exclusive."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date as EDTF, with the closed bounds that follow from it (None: open on that side)."""

    edtf: str
    earliest: dt.date | None
    latest: dt.date | None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as stated, with the closed bounds that are certain.

    "over 1,800" is value 1800, comparator more-than, minimum 1801 and no maximum; "about 400" has
    no bounds. `stated` holds the words; `unit` and `what` say of what, where that is said.
    """

    value: Decimal | None
    comparator: Comparator
    minimum: int | None
    maximum: int | None
    stated: str
    unit: str | None = None  # slug of the unit-of-count scheme
    what: str | None = None  # words for a thing acquired: "computers"


@dataclass(frozen=True, slots=True)
class Share:
    """A share in percent of a named base; bounds as far as they are certain ("over 60 percent")."""

    percent: Decimal | None
    minimum: Decimal | None
    maximum: Decimal | None
    base: str | None = None  # slug of the share-base scheme: products, members, sales, volume, area, premium
    count: int | None = None  # "39 of 46 co-operatives"
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """A sum with its ISO 4217 currency code."""

    value: Decimal
    currency: str
    stated: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One fact as one document states it.

    `passage` is the quote, as short as it can be while carrying the fact; `support` holds further
    passages that the fact rests on (the date that "two years later" follows); `rule` names the rule
    of the reader that made the claim.
    """

    passage: Passage
    rule: str
    assertion: AssertionKind = "explicit"
    support: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementClaim(Claim):
    """A plain fact: property `name`, `alternate-name`, `country`, `region`, `type` or `product`.

    `value` is the words of a name, an ISO 3166 code of a place, or the slug of a concept.
    """

    property: Literal["name", "alternate-name", "country", "region", "type", "product"]
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundingClaim(Claim):
    """How and when the organisation came to be; `kind` is a slug of the founding-kind scheme."""

    kind: str  # formed, legally-established, renamed, predecessor, other
    date: StatedDate | None
    founders: Quantity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountClaim(Claim):
    """How many belong to the organisation, or to a part of it.

    `unit` is a slug of unit-of-count, `part` of counted-part ("all" for the whole). Either
    `quantity` or `share` is given, or both. `date` is the time the count holds for, where said.
    """

    quantity: Quantity | None
    share: Share | None
    unit: str
    part: str = "all"
    date: StatedDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificationClaim(Claim):
    """A certification; `date` bounds the first certification, absent where none is stated."""

    scheme: str  # slug of the certification scheme
    scheme_text: str
    certification_status: Literal["certified", "planned", "lost"] = "certified"
    holder: Literal["self", "umbrella", "members"] = "self"
    date: StatedDate | None = None
    share: Share | None = None
    certifier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PremiumUseClaim(Claim):
    """What premium money paid for; `purposes` are slugs of the purpose scheme, the best first."""

    purposes: tuple[str, ...]
    beneficiaries: tuple[str, ...] = ()
    use_status: Literal["done", "planned"] = "done"
    acquired: tuple[Quantity, ...] = ()
    amount: Money | None = None
    share: Share | None = None
    date: StatedDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedClaim(Claim):
    """A need that the source names; the same purpose scheme as premium uses."""

    purposes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeClaim(Claim):
    """What a source says came of something: reported, not proven.

    `use` is the passage of the premium use that it is said to come of, where the text ties them.
    """

    topics: tuple[str, ...] = ()
    use: Passage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TestimonyClaim(Claim):
    """Somebody's words, direct or reported."""

    speaker: str
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognitionClaim(Claim):
    """An award or a public recognition."""

    granted_by: str | None = None
    date: StatedDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingClaim(Claim):
    """Money or help from somebody else than buyers and the premium."""

    funder: str
    funding_kind: Literal["grant", "loan", "support"] = "support"
    amount: Money | None = None
    date: StatedDate | None = None
