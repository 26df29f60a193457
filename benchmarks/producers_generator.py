"""Realistic producers in the graph of acopio, as many as wanted: documents, claims and evidence in Turtle.

    python benchmarks/producers_generator.py 1000 producers.ttl
    python benchmarks/producers_generator.py 1000 claims/ --faults 20 --seed 7

A producer has one document, five claims with the words they rest on, and about 150 triples; with
`--every-kind` it has claims of every kind, 14, and about 390 triples. The same number, seed and faults
give the same bytes. A path that ends in '/' gets one file a producer.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

BASE = "https://w3id.org/acopio/id/"
CONCEPT = "https://w3id.org/acopio/concept/"
SCHEMES = (
    "assertion", "beneficiary", "certification", "certification-status", "comparator", "counted-part",
    "founding-kind", "funding-kind", "holder", "organization-type", "product", "purpose", "share-base", "status",
    "unit-of-count", "use-status",
)  # fmt: skip
PREFIXES = {
    "acopio": "https://w3id.org/acopio/ns#",
    **{scheme: f"{CONCEPT}{scheme}/" for scheme in SCHEMES},
    "doc": "https://w3id.org/acopio/doc/",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "schema": "https://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
HEADER = f"@base <{BASE}> .\n" + "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in sorted(PREFIXES.items()))

COUNTRIES = {
    "PE": "Peru", "GT": "Guatemala", "GH": "Ghana", "RW": "Rwanda", "DO": "Dominican Republic",
    "BO": "Bolivia",
}  # fmt: skip
PRODUCTS = {"cocoa": "cocoa", "coffee": "coffee", "sugar": "cane sugar", "banana": "bananas"}
PURPOSES = ("education", "health", "water-and-sanitation", "processing-and-storage", "environment", "housing")
ITEMS = ("computers", "driers", "trucks", "classrooms", "water tanks")
NAMES = ("Valle", "Sol", "Cumbre", "Unión", "Selva", "Amanecer", "Río", "Mañana", "Tierra", "Norte")

Fault = Callable[[str], str]
FAULTS: dict[str, Fault] = {
    "two-abouts": lambda t: t.replace("CountClaim ;\n", "CountClaim ;\n    schema:about <nobody> ;\n", 1),
    "no-quote": lambda t: t.replace("    acopio:quote ", "    acopio:evidence ", 1),
    "wrong-status": lambda t: t.replace("status:accepted", "status:finished", 1),
    "date-as-text": lambda t: t.replace("-01-01\"^^xsd:date", "-01-01\"", 1),
    "impossible-date": lambda t: t.replace("-12-31\"^^xsd:date", "-02-30\"^^xsd:date", 1),
    "dates-turned": lambda t: t.replace("-12-31\"", "-12-31\"^^xsd:date, \"1850-01-01\"", 1),
    "unknown-unit": lambda t: t.replace("unit-of-count:member", "unit-of-count:membr", 1),
    "share-above-all": lambda t: t.replace("acopio:percent 6", "acopio:percent 16", 1),
    "wrong-bounds": lambda t: t.replace("schema:minValue 1", "schema:minValue 2", 1),
    "empty-words": lambda t: t.replace("acopio:statedText \"Organic", "acopio:statedText \"\", \"Organic", 1),
    "wrong-digest": lambda t: t.replace("acopio:quoteDigest \"", "acopio:quoteDigest \"0", 1),
    "start-after-end": lambda t: t.replace("oa:start \"", "oa:start \"99", 1),
    "misspelt-property": lambda t: t.replace("acopio:rule ", "acopio:rulee ", 1),
    "fact-missing": lambda t: t.replace("    acopio:product ", "    acopio:purpose ", 1),
    "iri-as-text": lambda t: t.replace("schema:url <", "schema:url \"").replace("/page> ;", "/page\" ;", 1),
    "blank-language": lambda t: t.replace("dcterms:language \"en\"", "dcterms:language \"English\"", 1),
}  # fmt: skip


def producer(number: int, seed: int = 0, every_kind: bool = False) -> str:
    """Return the Turtle of one producer, without the header."""
    rng = random.Random(f"{seed}/{number}")
    slug = f"{rng.choice(NAMES).lower().replace('ó', 'o').replace('í', 'i').replace('ñ', 'n')}-{number:06d}"
    stem = f"{slug}--profile"
    name = f"Cooperativa {rng.choice(NAMES)} {rng.choice(NAMES)} {number}"
    country = rng.choice(sorted(COUNTRIES))
    product, product_words = rng.choice(sorted(PRODUCTS.items()))
    year, founders, members = rng.randrange(1950, 2005), rng.randrange(5, 200), rng.randrange(1000, 1999)
    certified, share = year + rng.randrange(1, 15), rng.randrange(60, 69)
    purpose = rng.choice(PURPOSES)
    item, items = rng.choice(ITEMS), rng.randrange(2, 9)
    claims: list[str] = []
    evidences: list[str] = []
    position = 200

    def claim(kind: str, class_name: str, words: str, body: str, rule: str) -> str:
        nonlocal position
        digest = sha256(words.encode()).hexdigest()
        iri = f"{slug}/{kind}/{digest[:8]}"
        evidence = f"evidence/{stem}/{digest[:8]}"
        claims.append(
            f"<{iri}> a acopio:{class_name} ;\n    schema:about <{slug}> ;\n{body.replace('@', iri)}"
            f'    acopio:assertionKind assertion:explicit ;\n    acopio:rule "{rule}" ;\n'
            f'    acopio:status status:accepted ;\n    acopio:reviewedBy "R. Reviewer" ;\n'
            f'    acopio:reviewedOn "2026-11-24"^^xsd:date ;\n    acopio:quote <{evidence}> ;\n'
            f"    acopio:evidence <{evidence}> .\n"
        )
        start, position = position, position + len(words) + rng.randrange(2, 90)
        evidences.append(
            f"<{evidence}> a acopio:Evidence ;\n    oa:hasSource doc:{stem} ;\n"
            f"    oa:hasSelector <{evidence}/words>, <{evidence}/position> ;\n"
            f'    acopio:quoteDigest "{digest}" .\n\n'
            f'<{evidence}/words> a oa:TextQuoteSelector ;\n    oa:exact "{words}" .\n\n'
            f"<{evidence}/position> a oa:TextPositionSelector ;\n"
            f'    oa:start "{start}"^^xsd:nonNegativeInteger ; '
            f'oa:end "{start + len(words)}"^^xsd:nonNegativeInteger .\n'
        )
        return iri

    founding = claim(
        "founding", "FoundingClaim", f"was formed in {year} by {founders} producers",
        f"    acopio:foundingKind founding-kind:formed ;\n{_dates(year)}    acopio:founders <@/founders> ;\n",
        "founding.formed",
    )  # fmt: skip
    claim(
        "count", "CountClaim", f"over {members:,} members belong to it",
        f"    schema:value {members} ;\n    acopio:comparator comparator:more-than ;\n"
        f'    schema:minValue {members + 1} ;\n    acopio:statedText "over {members:,}" ;\n'
        "    acopio:countedUnit unit-of-count:member ;\n    acopio:countedPart counted-part:all ;\n",
        "count.members",
    )  # fmt: skip
    claim(
        "certification", "CertificationClaim",
        f"Organic since {certified}, on {share} percent of its {product_words}",
        '    acopio:scheme certification:organic ;\n    acopio:statedText "Organic" ;\n'
        "    acopio:certificationStatus certification-status:certified ;\n    acopio:holder holder:self ;\n"
        f"{_dates(certified)}    acopio:percent {share}.0 ;\n    acopio:minPercent {share}.0 ;\n"
        f"    acopio:maxPercent {share}.0 ;\n    acopio:shareOf share-base:products ;\n",
        "certification.organic",
    )  # fmt: skip
    use = claim(
        "premium-use", "PremiumUseClaim", f"the premium paid for {items} {item} in {slug}",
        f"    acopio:purpose purpose:{purpose} ;\n    acopio:mainPurpose purpose:{purpose} ;\n"
        "    acopio:beneficiary beneficiary:community ;\n    acopio:useStatus use-status:done ;\n"
        "    acopio:acquired <@/item-1> ;\n",
        "premium.paid",
    )  # fmt: skip
    claim(
        "statement", "StatementClaim", f"{name} grows {product_words}",
        f"    rdf:subject <{slug}> ;\n    rdf:predicate acopio:product ;\n"
        f"    rdf:object product:{product} ;\n",
        "statement.product",
    )  # fmt: skip
    more = _every_kind(rng, slug, use, year, members, claim) if every_kind else ""
    document = (
        f'doc:{stem} a acopio:SourceDocument ;\n    dcterms:title "{name}" ;\n'
        f"    schema:url <https://example.org/producers/{slug}/page> ;\n"
        '    schema:publisher <publisher/example> ;\n    dcterms:language "en" ;\n'
        f'    schema:datePublished "{rng.randrange(2006, 2020)}-{rng.randrange(1, 13):02d}-03"^^xsd:date ;\n'
        '    acopio:retrievedOn "2026-11-23"^^xsd:date ;\n'
        "    schema:license <https://creativecommons.org/licenses/by/4.0/> ;\n"
        f'    schema:sha256 "{sha256(stem.encode()).hexdigest()}" ;\n    schema:about <{slug}> .\n'
    )
    organization = (
        f'<{slug}> a acopio:ProducerOrganization ;\n    schema:name "{name}" ;\n'
        f"    acopio:country <place/{country}> ;\n"
        "    acopio:organizationType organization-type:cooperative ;\n"
        f"    acopio:product product:{product} .\n"
    )
    shared = (
        '<publisher/example> a org:Organization ;\n    schema:name "Example publisher" .\n\n'
        f'<place/{country}> a schema:Country ;\n    schema:name "{COUNTRIES[country]}"@en ;\n'
        f'    schema:identifier "{country}" .\n'
    )
    quantities = _quantity(f"{founding}/founders", founders, "acopio:countedUnit unit-of-count:producer") + (
        "\n" + _quantity(f"{use}/item-1", items, f'schema:name "{item}"')
    )
    return "\n".join(
        part for part in [document, organization, shared, more, *claims, quantities, *evidences] if part
    )


def _every_kind(
    rng: random.Random,
    slug: str,
    use: str,
    year: int,
    members: int,
    claim: Callable[[str, str, str, str, str], str],
) -> str:
    """Make claims of the kinds that are not there yet; return the Turtle of what they speak of."""
    certified, used = year + rng.randrange(8, 20), year + rng.randrange(21, 30)
    scheme = rng.choice(("fairtrade", "fair-trade-usa", "spp"))
    need, other = rng.sample(PURPOSES, 2)
    women, amount, currency = rng.randrange(200, 900), rng.randrange(1, 90) * 1000, rng.choice(("USD", "EUR"))
    certification = (
        "    acopio:certificationStatus certification-status:certified ;\n    acopio:holder holder:self ;\n"
    )
    claim(
        "certification", "CertificationClaim", f"the {scheme} mark of {certified}",
        f"    acopio:scheme certification:{scheme} ;\n    acopio:statedText \"{scheme}\" ;\n{certification}"
        f"    schema:issuedBy <body/certifier> ;\n{_dates(certified)}",
        "certification.mark",
    )  # fmt: skip
    claim(
        "count", "CountClaim", f"{members + 300} members in {used}",
        f"    schema:value {members + 300} ;\n    acopio:comparator comparator:exactly ;\n"
        f"    schema:minValue {members + 300} ;\n    schema:maxValue {members + 300} ;\n"
        f'    acopio:statedText "{members + 300}" ;\n{_dates(used)}'
        "    acopio:countedUnit unit-of-count:member ;\n    acopio:countedPart counted-part:all ;\n",
        "count.members",
    )  # fmt: skip
    claim(
        "count", "CountClaim", f"{women} of them women",
        f"    schema:value {women} ;\n    acopio:comparator comparator:exactly ;\n"
        f"    schema:minValue {women} ;\n    schema:maxValue {women} ;\n"
        f'    acopio:statedText "{women}" ;\n'
        "    acopio:countedUnit unit-of-count:member ;\n    acopio:countedPart counted-part:women ;\n",
        "count.women",
    )  # fmt: skip
    claim(
        "premium-use", "PremiumUseClaim", f"in {used} the premium went into {other} with {amount} {currency}",
        f"    acopio:purpose purpose:{other} ;\n    acopio:mainPurpose purpose:{other} ;\n"
        f"    acopio:beneficiary beneficiary:members ;\n    acopio:useStatus use-status:done ;\n{_dates(used)}"
        f"    schema:amount <{slug}/premium-use/amount> ;\n",
        "premium.paid",
    )  # fmt: skip
    claim(
        "need", "NeedClaim", f"what {slug} still needs is {need}",
        f"    acopio:purpose purpose:{need} ;\n    acopio:mainPurpose purpose:{need} ;\n",
        "need.stated",
    )  # fmt: skip
    claim(
        "outcome", "OutcomeClaim", f"since then {other} is better at {slug}",
        f"    acopio:purpose purpose:{other} ;\n    acopio:outcomeOf <{use}> ;\n",
        "outcome.stated",
    )  # fmt: skip
    claim(
        "testimony", "TestimonyClaim", f"we are proud of {slug}, says Ana",
        f'    schema:spokenByCharacter <{slug}/person/ana> ;\n    acopio:speakerRole "member" ;\n',
        "testimony.stated",
    )  # fmt: skip
    claim(
        "recognition", "RecognitionClaim", f"a prize for {slug} in {used}",
        f'    acopio:grantedBy "The province" ;\n{_dates(used)}',
        "recognition.stated",
    )  # fmt: skip
    claim(
        "funding", "FundingClaim", f"the fund gave {slug} {amount} {currency}",
        "    schema:funder <body/fund> ;\n    acopio:fundingKind funding-kind:grant ;\n"
        f"    schema:amount <{slug}/funding/amount> ;\n",
        "funding.stated",
    )  # fmt: skip
    money = "".join(
        f"<{slug}/{kind}/amount> a schema:MonetaryAmount ;\n    schema:value {amount} ;\n"
        f'    schema:currency "{currency}" ;\n    acopio:statedText "{amount} {currency}" .\n'
        for kind in ("premium-use", "funding")
    )
    return (
        '<body/certifier> a org:Organization ;\n    schema:name "Example certifier" .\n'
        '<body/fund> a org:Organization ;\n    schema:name "Example fund" .\n'
        f'<{slug}/person/ana> a schema:Person ;\n    schema:name "Ana" .\n{money}'
    )


def producers(
    count: int, seed: int = 0, faults: int = 0, every_kind: bool = False
) -> Iterator[tuple[str, str]]:
    """Yield `count` pairs of a name and Turtle with its header; `faults` faults are spread over them."""
    kinds = sorted(FAULTS)
    faulty: dict[int, list[str]] = {}
    for turn in range(faults):
        faulty.setdefault(turn * count // faults, []).append(kinds[turn % len(kinds)])
    for number in range(count):
        text = producer(number, seed, every_kind)
        for kind in faulty.get(number, ()):
            text = FAULTS[kind](text)
        yield f"producer-{number:06d}", text


def write(target: str, count: int, seed: int = 0, faults: int = 0, every_kind: bool = False) -> None:
    """Write one Turtle file, or one a producer where `target` ends in '/'."""
    if target.endswith("/"):
        Path(target).mkdir(parents=True, exist_ok=True)
        for name, text in producers(count, seed, faults, every_kind):
            Path(target, f"{name}.ttl").write_text(f"{HEADER}\n{text}", encoding="utf-8")
        return
    with Path(target).open("w", encoding="utf-8") as file:
        file.write(HEADER)
        for _, text in producers(count, seed, faults, every_kind):
            file.write(f"\n{text}")


def _dates(year: int) -> str:
    return (
        f'    acopio:when "{year}"^^edtf:EDTF ;\n    acopio:earliest "{year}-01-01"^^xsd:date ;\n'
        f'    acopio:latest "{year}-12-31"^^xsd:date ;\n'
    )


def _quantity(iri: str, value: int, more: str) -> str:
    return (
        f"<{iri}> a acopio:Quantity ;\n    schema:value {value} ;\n"
        "    acopio:comparator comparator:exactly ;\n"
        f"    schema:minValue {value} ;\n    schema:maxValue {value} ;\n    {more} ;\n"
        f'    acopio:statedText "{value}" .\n'
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int)
    parser.add_argument("target")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--faults", type=int, default=0)
    parser.add_argument("--every-kind", action="store_true")
    arguments = parser.parse_args()
    write(arguments.target, arguments.count, arguments.seed, arguments.faults, arguments.every_kind)


if __name__ == "__main__":
    main()
