"""What people decided in a claims file, after another reading of the same or of an edited document."""

import dataclasses
from collections.abc import Sequence
from decimal import Decimal

from graph_samples import ACOPAGRO, TEXT, claims, document, passage, triples
from pyoxigraph import NamedNode

from acopio.claims import records as r
from acopio.graph.build import build_graph
from acopio.graph.decisions import keep_decisions
from acopio.graph.iris import document_iri
from acopio.graph.stored_claims import StoredClaims
from acopio.graph.terms import term

REVIEWED = 'acopio:status status:accepted ;\n    acopio:reviewedBy "Rosa" ; acopio:reviewNote "asked them" .'
MEMBERS = "Over 1,800 members"


def first_reading(text: str = TEXT, made: Sequence[r.Claim] | None = None) -> str:
    return build_graph(document(text), claims(text) if made is None else made, ACOPAGRO).turtle()


def decide(turtle: str, words: str, decision: str) -> str:
    """Put a decision in place of the draft status of the first claim that rests on the words."""
    blocks = turtle.split("\n\n")
    digest = next(b for b in blocks if f'oa:exact "{words}"' in b).split("/words")[0].lstrip("<")
    at = next(n for n, b in enumerate(blocks) if f"acopio:quote <{digest}>" in b)
    blocks[at] = blocks[at].replace("acopio:status status:draft .", decision)
    return "\n\n".join(blocks)


def read_again(
    stored: str,
    text: str = TEXT,
    made: Sequence[r.Claim] | None = None,
    organization: NamedNode = ACOPAGRO,
) -> tuple[str, list[str]]:
    graph = build_graph(document(text), claims(text) if made is None else made, organization)
    known = StoredClaims.from_triples(triples(stored), document_iri("acopagro--x"))
    notes = keep_decisions(graph, known)
    return graph.turtle(), notes


def without(words: str) -> list[r.Claim]:
    return [claim for claim in claims() if claim.passage.text != words]


def block(turtle: str, iri: str) -> str:
    return next(b for b in turtle.split("\n\n") if b.startswith(f"<{iri}> a"))


def test_without_decisions_the_file_is_as_if_read_for_the_first_time() -> None:
    assert read_again(first_reading()) == (first_reading(), [])


def test_a_decision_survives_and_the_second_loading_changes_nothing() -> None:
    stored = decide(first_reading(), MEMBERS, REVIEWED)
    again, notes = read_again(stored)
    assert 'acopio:reviewNote "asked them"' in again
    assert not notes
    assert set(map(str, triples(again))) == set(map(str, triples(stored)))
    assert read_again(again)[0] == again


def test_a_decided_claim_that_is_read_no_more_is_kept_where_its_words_stand_now() -> None:
    stored = decide(first_reading(), MEMBERS, REVIEWED)
    text = TEXT.replace("It was formed", "It was then formed")
    fewer = [c for c in claims(text) if c.passage.text != MEMBERS and not c.support]
    again, notes = read_again(stored, text, fewer)
    start = passage(MEMBERS, text).start
    assert not notes
    assert 'acopio:reviewedBy "Rosa"' in again
    assert f'oa:start "{start}"' in again


def test_a_decided_claim_whose_words_are_gone_is_kept_and_told_of() -> None:
    stored = decide(first_reading(), MEMBERS, REVIEWED)
    text = TEXT.replace("Over 1,800 members belong", "Some belong")
    made = [c for c in claims() if c.passage.text == "ACOPAGRO"]
    again, notes = read_again(stored, text, made)
    assert 'acopio:reviewedBy "Rosa"' in again
    (note,) = notes
    assert "its words are gone" in note
    assert MEMBERS in note


def test_a_draft_that_is_read_no_more_goes() -> None:
    again, _ = read_again(first_reading(), made=without("formed in 1992"))
    assert "FoundingClaim" not in again


def test_a_rejected_statement_keeps_its_status_and_loses_its_plain_triple() -> None:
    stored = decide(
        first_reading(), "ACOPAGRO grows cocoa in San Martín, Peru", "acopio:status status:rejected ."
    )
    again, _ = read_again(stored)
    organization = block(again, "acopagro")
    assert "acopio:country" not in organization
    assert "acopio:region" in organization
    assert again.count("status:rejected") == 1


def test_a_correction_written_by_hand_is_kept_beside_the_claim_it_corrects() -> None:
    stored = decide(first_reading(), MEMBERS, "acopio:status status:corrected .")
    old = next(b for b in stored.split("\n\n") if "schema:value 1800" in b)
    corrected = (
        old.replace("schema:value 1800", "schema:value 2100")
        .replace("1801", "2101")
        .replace("status:corrected", f"status:accepted ;\n    prov:wasRevisionOf {old.split(' a ')[0]}")
        .replace(old.split(" a ")[0], "<acopagro/count/by-hand>")
    )
    stored = f"@prefix prov: <http://www.w3.org/ns/prov#> .\n{stored}\n\n{corrected}\n"
    again, notes = read_again(stored)
    assert not notes
    assert "prov:wasRevisionOf" in block(again, "acopagro/count/by-hand")
    assert again.count("schema:value 1800") == 1
    assert again.count("schema:value 2100") == 1
    # The reader learns to read it as the person did: no third claim comes of it.
    better = [
        dataclasses.replace(c, quantity=r.Quantity(Decimal(2100), "more-than", 2101, None, "Over 1,800"))
        if isinstance(c, r.CountClaim) and c.quantity
        else c
        for c in claims()
    ]
    once_more, _ = read_again(again, made=better)
    assert once_more.count("schema:value 2100") == 1
    assert once_more.count("schema:value 1800") == 1


def test_a_value_mended_in_place_and_accepted_stands_against_the_reader() -> None:
    stored = decide(first_reading(), MEMBERS, REVIEWED).replace("schema:value 1800", "schema:value 1850")
    again, _ = read_again(stored)
    assert "schema:value 1850" in again
    assert "schema:value 1800" not in again


def test_a_rejected_reading_gives_way_to_another_of_the_same_words() -> None:
    stored = decide(first_reading(), "formed in 1992", "acopio:status status:rejected .")
    better = [
        dataclasses.replace(c, kind="renamed") if isinstance(c, r.FoundingClaim) else c for c in claims()
    ]
    again, _ = read_again(stored, made=better)
    assert "status:rejected" in block(again, "acopagro/founding/f2ffe3af")
    assert "founding-kind:renamed" in block(again, "acopagro/founding/f2ffe3af-2")
    assert read_again(again, made=better)[0] == again


def test_numbered_claims_keep_their_decision_when_one_before_them_is_read_no_more() -> None:
    stored = first_reading().replace(
        'acopio:rule "region.in" ;\n    acopio:status status:draft',
        'acopio:rule "region.in" ;\n    ' + REVIEWED[:-2],
    )
    fewer = [c for c in claims() if c.rule != "country.in"]
    again, _ = read_again(stored, made=fewer)
    assert "acopio:region" in block(again, "acopagro/statement/28a5ea87-2")
    assert "status:accepted" in block(again, "acopagro/statement/28a5ea87-2")
    assert "acopio:product" in block(again, "acopagro/statement/28a5ea87")


def test_decisions_follow_when_the_document_is_of_another_organisation() -> None:
    other = NamedNode("https://w3id.org/acopio/id/acopagro-peru")
    stored = decide(first_reading(), '\\"We are proud,\\" says Ana Ruiz', REVIEWED)
    again, _ = read_again(stored, organization=other)
    assert "<acopagro/" not in again
    assert again.count("TestimonyClaim") == 1
    assert "<acopagro-peru/person/ana-ruiz> a schema:Person" in again
    assert "status:accepted" in next(b for b in again.split("\n\n") if "TestimonyClaim" in b)


def test_an_outcome_forgets_a_premium_use_that_is_read_no_more() -> None:
    stored = decide(first_reading(), "so more is exported", REVIEWED)
    fewer = [c for c in claims() if not isinstance(c, r.PremiumUseClaim | r.OutcomeClaim)]
    again, notes = read_again(stored, made=fewer)
    assert "OutcomeClaim" in again
    assert "outcomeOf" not in again
    assert len(notes) == 1


def test_persons_of_kept_claims_are_kept() -> None:
    stored = decide(first_reading(), '\\"We are proud,\\" says Ana Ruiz', REVIEWED)
    again, _ = read_again(stored, made=[c for c in claims() if not isinstance(c, r.TestimonyClaim)])
    assert 'schema:name "Ana Ruiz"' in again
    assert term("schema:Person") in {t.object for t in triples(again)}
