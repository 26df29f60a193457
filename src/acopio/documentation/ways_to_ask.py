"""What people want to know, and the command that asks it: a table of `docs/queries.md`."""

from __future__ import annotations

from typing import Final

WAYS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "Certification": (
        ("certified before a day, certainly or possibly", "certified_before --before 2004"),
        ("years from founding to certification", "years_to_certification"),
        ("organic before or after fair trade", "organic_and_fair_trade"),
        ("which schemes are held together", "scheme_overlap --scheme organic"),
        ("who certified, and where that is not stated", "certifiers --stated no"),
        ("only a share is certified", "partial_certifications"),
        ("planned and lost certifications", "certifications --status planned"),
        ("the state on a day", "certifications --as-of 2003"),
        ("counted by scheme, country, product or decade", "certification_counts --by decade"),
    ),
    "Membership": (
        ("numbers over time, with their bounds", "membership_over_time --organization alto-verde"),
        ("certainly more than a number", "more_members_than --number 1500 --certainty certainly"),
        ("growth between two counts", "membership_growth"),
        ("the latest count, or the latest on a day", "latest_membership --as-of 2012"),
        ("what is counted", "counted_units"),
        ("women's share, and where it is missing", "womens_share --stated no"),
        ("types of organisations", "organization_counts --by type"),
        ("places", "places"),
    ),
    "Products and places": (
        ("a product and those under it in AGROVOC", "products"),
        ("what else cocoa growers grow", "second_products --product cocoa"),
        ("what went before, forming, registration", "origins"),
        ("who founded it, in whose words", "founding --kind formed"),
    ),
    "Premium": (
        ("shares by purpose, country or product", "premium_shares --by country"),
        ("what was bought, and how many", "purchases"),
        ("whom it served", "premium_by_beneficiary"),
        ("outcomes reported of each use", "use_outcomes --reported yes"),
        ("needs that were met, are unmet, and uses nobody asked for", "needs_met_by_premium --answer unmet"),
        ("debts paid back", "premium_uses --purpose debt-repayment"),
        ("bonuses paid out", "premium_uses --purpose cash-payment"),
        ("years from certification to the first use", "years_to_first_use"),
        ("sums by currency", "sums_by_currency"),
    ),
    "Voices and support": (
        ("testimonies on a topic", "testimony_topics --topic health"),
        ("funders", "funders"),
        ("recognitions", "recognitions"),
    ),
    "Evidence": (
        ("passage, document, publisher, rule and reviewer", "evidence_of --organization alto-verde"),
        ("explicit against inferred", "assertions --assertion inferred"),
        ("where sources disagree", "disagreements"),
        ("what is missing, by shape", "missing"),
    ),
}


def ways_to_ask() -> str:
    """Return the section: a table of what can be wanted and the command for it."""
    rows = [
        f"| {topic} | {wanted} | `acopio query {command}` |"
        for topic, ways in WAYS.items()
        for wanted, command in ways
    ]
    head = ["## What is wanted, and how it is asked\n", "| | to know | ask |", "| --- | --- | --- |"]
    return "\n".join([*head, *rows, ""])
