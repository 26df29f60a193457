"""A small document and one claim of every kind, by hand."""

from __future__ import annotations

import datetime as dt
import hashlib
from decimal import Decimal

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from acopio.claims import records as r
from acopio.documents.source_document import Metadata, SourceDocument

ACOPAGRO = NamedNode("https://w3id.org/acopio/id/acopagro")

TEXT = """---
organization: Cooperativa Acopagro Ltda. (ACOPAGRO)
---

ACOPAGRO grows cocoa in San Martín, Peru. It was formed in 1992 by 27 producers.
Over 1,800 members belong to it, 20 percent of them women. It has been organic since 2000 on 60 percent
of the products. Two computers were bought with premium funds for $1,500.50, so more is exported.
Clean water is missing. "We are proud," says Ana Ruiz, manager. It won the Cocoa Prize in 2010.
The United Nations paid the beginning.
"""


def document(text: str = TEXT, stem: str = "acopagro--x") -> SourceDocument:
    metadata = Metadata(
        title="ACOPAGRO",
        source="http://example.org/a b",
        publisher="Fair Trade USA",
        language="en",
        written=dt.date(2026, 11, 23),
        license="CC-BY-4.0",
    )
    return SourceDocument(stem, text, hashlib.sha256(text.encode()).hexdigest(), metadata)


def passage(words: str, text: str = TEXT) -> r.Passage:
    start = text.index(words)
    return r.Passage(start, start + len(words), words)


def year(number: int) -> r.StatedDate:
    return r.StatedDate(str(number), dt.date(number, 1, 1), dt.date(number, 12, 31))


def claims(text: str = TEXT) -> list[r.Claim]:
    def at(words: str) -> r.Passage:
        return passage(words, text)

    exactly_27 = r.Quantity(Decimal(27), "exactly", 27, 27, "27", "producer")
    computers = r.Quantity(Decimal(2), "exactly", 2, 2, "Two", what="computers")
    use = at("Two computers were bought with premium funds for $1,500.50")
    where = at("ACOPAGRO grows cocoa in San Martín, Peru")
    return [
        r.StatementClaim(passage=at("ACOPAGRO"), rule="name.front", property="name", value="ACOPAGRO"),
        r.StatementClaim(passage=where, rule="country.in", property="country", value="PE"),
        r.StatementClaim(passage=where, rule="region.in", property="region", value="PE-SAM"),
        r.StatementClaim(passage=where, rule="product.grows", property="product", value="cocoa"),
        r.FoundingClaim(
            passage=at("formed in 1992"),
            rule="founding.formed",
            kind="formed",
            date=year(1992),
            founders=exactly_27,
        ),
        r.CountClaim(
            passage=at("Over 1,800 members"),
            rule="count.members",
            quantity=r.Quantity(Decimal(1800), "more-than", 1801, None, "Over 1,800"),
            share=None,
            unit="member",
        ),
        r.CountClaim(
            passage=at("20 percent of them women"),
            rule="count.share",
            quantity=None,
            share=r.Share(Decimal("20"), Decimal("20"), Decimal("20"), "members"),
            unit="member",
            part="women",
            support=(at("Over 1,800 members"),),
        ),
        r.CertificationClaim(
            passage=at("organic since 2000"),
            rule="certification.since",
            scheme="organic",
            scheme_text="organic",
            date=year(2000),
            share=r.Share(Decimal("60"), Decimal("60"), Decimal("60"), "products"),
            assertion="normalised",
        ),
        r.PremiumUseClaim(
            passage=use,
            rule="use.bought",
            purposes=("equipment-and-vehicles", "staff-and-administration"),
            beneficiaries=("organization",),
            acquired=(computers,),
            amount=r.Money(Decimal("1500.50"), "USD", "$1,500.50"),
        ),
        r.OutcomeClaim(
            passage=at("so more is exported"), rule="outcome.so", topics=("market-access",), use=use
        ),
        r.NeedClaim(
            passage=at("Clean water is missing"), rule="need.missing", purposes=("water-and-sanitation",)
        ),
        r.TestimonyClaim(
            passage=at('"We are proud," says Ana Ruiz'),
            rule="testimony.says",
            speaker="Ana Ruiz",
            role="manager",
        ),
        r.RecognitionClaim(
            passage=at("won the Cocoa Prize in 2010"), rule="recognition.won", date=year(2010)
        ),
        r.FundingClaim(
            passage=at("The United Nations paid the beginning"), rule="funding.paid", funder="United Nations"
        ),
    ]


def triples(turtle: str) -> list[Triple]:
    return [quad.triple for quad in parse(turtle, RdfFormat.TURTLE)]
