"""Claim records to RDF: one function a kind of claim, each saying what only that kind says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from pyoxigraph import NamedNode

from acopio.claims import records
from acopio.graph.claim_graph import CLAIM_CLASSES, PLAIN_PROPERTIES, ClaimEntry
from acopio.graph.iris import body_iri, person_iri, place_iri
from acopio.graph.passages import PassageIndex
from acopio.graph.terms import Description, Object, concept, date, decimal, edtf, integer, number, term, text

KIND_OF: Final[dict[type[records.Claim], str]] = {
    records.FoundingClaim: "founding",
    records.CountClaim: "count",
    records.CertificationClaim: "certification",
    records.PremiumUseClaim: "premium-use",
    records.NeedClaim: "need",
    records.OutcomeClaim: "outcome",
    records.TestimonyClaim: "testimony",
    records.RecognitionClaim: "recognition",
    records.FundingClaim: "funding",
    records.StatementClaim: "statement",
}


class ClaimDescriber:
    """Turns the claims of one document into descriptions, collecting the passages and names they mention.

    `uses` gives the IRI of the premium use claim that rests on a passage.
    """

    def __init__(
        self,
        organization: NamedNode,
        passages: PassageIndex,
        uses: Mapping[records.Passage, NamedNode],
    ) -> None:
        self._organization = organization
        self._passages = passages
        self._uses = uses
        self.named: dict[NamedNode, Description] = {}

    def entry(self, iri: NamedNode, claim: records.Claim) -> ClaimEntry:
        """Describe one claim; raises ValueError where its words are not those of the document."""
        kind = KIND_OF[type(claim)]
        quote = self._passages.evidence(claim.passage)
        described = Description(iri).a(CLAIM_CLASSES[kind]).add("schema:about", self._organization)
        entry = ClaimEntry(kind, described, [], claim.passage.start, claim.passage.end)
        _SAY[type(claim)](self, entry, claim)
        described.add("acopio:quote", quote)
        support = dict.fromkeys(self._passages.evidence(passage) for passage in claim.support)
        described.add("acopio:evidence", quote, *(iri for iri in support if iri != quote))
        described.add("acopio:assertionKind", concept("assertion", claim.assertion))
        described.add("acopio:rule", text(claim.rule))
        described.add("acopio:status", concept("status", "draft"))
        return entry

    def founding(self, entry: ClaimEntry, claim: records.FoundingClaim) -> None:
        """Kind of founding, date, founders."""
        entry.claim.add("acopio:foundingKind", concept("founding-kind", claim.kind))
        say_date(entry.claim, claim.date)
        if claim.founders:
            entry.claim.add("acopio:founders", _part_quantity(entry, "founders", claim.founders))

    def count(self, entry: ClaimEntry, claim: records.CountClaim) -> None:
        """Number, unit, part, share, date."""
        if claim.quantity:
            say_quantity(entry.claim, claim.quantity)
        entry.claim.add("acopio:countedUnit", concept("unit-of-count", claim.unit))
        entry.claim.add("acopio:countedPart", concept("counted-part", claim.part))
        _say_share(entry.claim, claim.share)
        say_date(entry.claim, claim.date)

    def certification(self, entry: ClaimEntry, claim: records.CertificationClaim) -> None:
        """Scheme, status, holder, certifier, date of the first certification, share."""
        entry.claim.add("acopio:scheme", concept("certification", claim.scheme))
        entry.claim.add("acopio:statedText", text(claim.scheme_text))
        entry.claim.add(
            "acopio:certificationStatus", concept("certification-status", claim.certification_status)
        )
        entry.claim.add("acopio:holder", concept("holder", claim.holder))
        if claim.certifier:
            entry.claim.add("schema:issuedBy", self._body(claim.certifier))
        _say_share(entry.claim, claim.share)
        say_date(entry.claim, claim.date)

    def premium_use(self, entry: ClaimEntry, claim: records.PremiumUseClaim) -> None:
        """Purposes, beneficiaries, status, things acquired, amount, share of the premium, date."""
        _say_purposes(entry.claim, claim.purposes)
        beneficiaries = (concept("beneficiary", slug) for slug in claim.beneficiaries)
        entry.claim.add("acopio:beneficiary", *beneficiaries)
        entry.claim.add("acopio:useStatus", concept("use-status", claim.use_status))
        items = [_part_quantity(entry, f"item-{n}", item) for n, item in enumerate(claim.acquired, 1)]
        entry.claim.add("acopio:acquired", *items)
        _say_amount(entry, claim.amount)
        _say_share(entry.claim, claim.share)
        say_date(entry.claim, claim.date)

    def need(self, entry: ClaimEntry, claim: records.NeedClaim) -> None:
        """Purposes."""
        _say_purposes(entry.claim, claim.purposes)

    def outcome(self, entry: ClaimEntry, claim: records.OutcomeClaim) -> None:
        """Topics, and the premium use that it is said to come of."""
        entry.claim.add("acopio:purpose", *(concept("purpose", slug) for slug in claim.topics))
        if claim.use:
            entry.claim.add("acopio:outcomeOf", self._uses.get(claim.use))

    def testimony(self, entry: ClaimEntry, claim: records.TestimonyClaim) -> None:
        """Speaker and role."""
        speaker = person_iri(self._organization, claim.speaker)
        self._name(speaker, "schema:Person", claim.speaker)
        entry.claim.add("schema:spokenByCharacter", speaker).add("acopio:speakerRole", text(claim.role))

    def recognition(self, entry: ClaimEntry, claim: records.RecognitionClaim) -> None:
        """Who granted it, date."""
        entry.claim.add("acopio:grantedBy", text(claim.granted_by))
        say_date(entry.claim, claim.date)

    def funding(self, entry: ClaimEntry, claim: records.FundingClaim) -> None:
        """Funder, kind, amount, date."""
        entry.claim.add("schema:funder", self._body(claim.funder))
        entry.claim.add("acopio:fundingKind", concept("funding-kind", claim.funding_kind))
        _say_amount(entry, claim.amount)
        say_date(entry.claim, claim.date)

    def statement(self, entry: ClaimEntry, claim: records.StatementClaim) -> None:
        """Subject, predicate, object of a plain triple."""
        entry.claim.add("rdf:subject", self._organization)
        entry.claim.add("rdf:predicate", term(PLAIN_PROPERTIES[claim.property]))
        value: Object | None
        match claim.property:
            case "country" | "region":
                value = place_iri(claim.value)
            case "type":
                value = concept("organization-type", claim.value)
            case "product":
                value = concept("product", claim.value)
            case _:
                value = text(claim.value)
        entry.claim.add("rdf:object", value)

    def _body(self, name: str) -> NamedNode:
        return self._name(body_iri(name), "org:Organization", name)

    def _name(self, iri: NamedNode, kind: str, name: str) -> NamedNode:
        """Describe somebody once: the first spelling read is the name."""
        if iri not in self.named:
            self.named[iri] = Description(iri).a(kind).add("schema:name", text(name))
        return iri


_SAY: Final[dict[type[records.Claim], Callable[[ClaimDescriber, ClaimEntry, Any], None]]] = {
    kind: getattr(ClaimDescriber, name.replace("-", "_")) for kind, name in KIND_OF.items()
}


def say_date(described: Description, stated: records.StatedDate | None) -> None:
    """Say when: the date as stated, in EDTF, and its bounds."""
    if stated:
        described.add("acopio:when", edtf(stated.edtf))
        described.add("acopio:earliest", date(stated.earliest))
        described.add("acopio:latest", date(stated.latest))


def _say_purposes(described: Description, slugs: tuple[str, ...]) -> None:
    purposes = [concept("purpose", slug) for slug in slugs]
    described.add("acopio:mainPurpose", *purposes[:1]).add("acopio:purpose", *purposes)


def say_quantity(described: Description, quantity: records.Quantity) -> None:
    """Say how many: number, qualifier, certain bounds, the words."""
    described.add("schema:value", number(quantity.value))
    described.add("acopio:comparator", concept("comparator", quantity.comparator))
    described.add("schema:minValue", integer(quantity.minimum))
    described.add("schema:maxValue", integer(quantity.maximum))
    described.add("acopio:statedText", text(quantity.stated))


def _say_share(described: Description, share: records.Share | None) -> None:
    if share is None:
        return
    described.add("acopio:percent", decimal(share.percent))
    described.add("acopio:minPercent", decimal(share.minimum))
    described.add("acopio:maxPercent", decimal(share.maximum))
    described.add("acopio:shareOf", concept("share-base", share.base) if share.base else None)
    described.add("acopio:shareCount", integer(share.count))
    described.add("acopio:shareTotal", integer(share.total))


def _say_amount(entry: ClaimEntry, money: records.Money | None) -> None:
    if money is None:
        return
    amount = Description(NamedNode(f"{entry.iri.value}/amount")).a("schema:MonetaryAmount")
    amount.add("schema:value", number(money.value)).add("schema:currency", text(money.currency))
    amount.add("acopio:statedText", text(money.stated))
    entry.parts.append(amount)
    entry.claim.add("schema:amount", amount.subject)


def _part_quantity(entry: ClaimEntry, name: str, quantity: records.Quantity) -> NamedNode:
    part = Description(NamedNode(f"{entry.iri.value}/{name}")).a("acopio:Quantity")
    part.add("schema:name", text(quantity.what))
    say_quantity(part, quantity)
    part.add("acopio:countedUnit", concept("unit-of-count", quantity.unit) if quantity.unit else None)
    entry.parts.append(part)
    return part.subject
