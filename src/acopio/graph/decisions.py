"""Decisions of people, carried from the claims file as it stands to the graph read anew.

A decision belongs to what a claim says and the words it says it with, not to its place in the text
or to the rule that read it. So a claim read again that says the same keeps its status; a decided
claim that is read no more is kept as it is, and told of where even its words have gone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode

from acopio.claims.records import Passage
from acopio.graph.claim_graph import ClaimEntry, ClaimGraph, rename
from acopio.graph.iris import evidence_iri
from acopio.graph.passages import PassageIndex
from acopio.graph.stored_claims import REVIEW, StoredClaims
from acopio.graph.terms import RDF_TYPE, Description, Object, term

_STATUS: Final = term("acopio:status")
_ACCEPTED: Final = term("status:accepted")
_OUTCOME_OF: Final = term("acopio:outcomeOf")
# What a reader may word differently while the claim stays the same claim.
_NOT_THE_FACT: Final = REVIEW | frozenset(
    term(name)
    for name in (
        "acopio:status",
        "prov:wasRevisionOf",
        "acopio:rule",
        "acopio:assertionKind",
        "acopio:evidence",
        "acopio:outcomeOf",
        "schema:about",
    )
)
_FACT_NAMESPACES: Final = tuple(term(f"{prefix}:").value for prefix in ("acopio", "schema", "rdf"))

Fact = frozenset[tuple[str, str, Object]]


def keep_decisions(graph: ClaimGraph, stored: StoredClaims) -> list[str]:
    """Lay the decisions of a stored claims file over a graph read anew; return what a person should know."""
    stored.move(graph.organization)
    decided = stored.decided()
    if not decided:
        return []
    notes: list[str] = []
    read: dict[Fact, list[ClaimEntry]] = {}
    for entry in graph.entries:
        read.setdefault(_fact(entry), []).append(entry)
    names: dict[str, str] = {}
    kept: list[ClaimEntry] = []
    for old in decided:
        same = read.get(_fact(old))
        if same:
            entry = same.pop(0)
            names[entry.iri.value] = old.iri.value
            _carry(old.claim, entry.claim)
        else:
            kept.append(old)
            notes += _keep_passages(old, stored, graph.passages)
    _stand_aside(kept, graph, stored, names)
    _give_way({old.iri.value for old in decided}, graph, names)
    rename([node for entry in graph.entries for node in entry.nodes()], names)
    graph.entries += kept
    graph.sort()
    graph.named = stored.named() | graph.named
    return notes + _drop_dangling(graph)


def _fact(entry: ClaimEntry) -> Fact:
    """Return what a claim says and the words it says it with, whatever its IRI and organisation."""
    length = len(entry.iri.value)
    return frozenset(
        (node.subject.value[length:], predicate.value, _below(value, entry.iri.value))
        for node in entry.nodes()
        for predicate, value in node.properties
        if predicate not in _NOT_THE_FACT and predicate.value.startswith(_FACT_NAMESPACES)
    )


def _below(value: Object, claim: str) -> Object:
    if isinstance(value, NamedNode) and value.value.startswith(f"{claim}/"):
        return Literal(value.value[len(claim) :])
    return value


def _carry(old: Description, new: Description) -> None:
    """Give a claim read anew the status, review and remarks of the one that stands in the file."""
    known = {predicate for predicate, _ in new.properties} - {_STATUS}
    new.properties = [pair for pair in new.properties if pair[0] != _STATUS]
    new.properties += [pair for pair in old.properties if pair[0] not in known and pair[0] != RDF_TYPE]


def _stand_aside(
    kept: list[ClaimEntry], graph: ClaimGraph, stored: StoredClaims, names: Mapping[str, str]
) -> None:
    """Drop what the reader makes of words of which a person has accepted another reading.

    Only where one claim stood and one is read on these words: of several, nobody can tell which is which.
    """
    stood = Counter(unnumbered(entry.iri.value) for entry in stored.entries())
    read = Counter(unnumbered(entry.iri.value) for entry in graph.entries)
    settled = {
        iri
        for entry in kept
        if entry.claim.value("acopio:status") == _ACCEPTED
        and stood[iri := unnumbered(entry.iri.value)] == 1 == read[iri]
    }
    graph.entries = [entry for entry in graph.entries if entry.iri.value not in settled - names.keys()]


def _give_way(taken: set[str], graph: ClaimGraph, names: dict[str, str]) -> None:
    """Number anew the claims whose IRI a decided claim already has."""
    used = taken | {e.iri.value for e in graph.entries if e.iri.value not in names}
    for entry in graph.entries:
        iri = entry.iri.value
        if iri in names or iri not in taken:
            continue
        stem, number = unnumbered(iri), 1
        while (candidate := stem if number == 1 else f"{stem}-{number}") in used:
            number += 1
        used.add(candidate)
        names[iri] = candidate


def unnumbered(iri: str) -> str:
    """Return a claim's IRI without the number behind its hash; the kind before it may hold hyphens."""
    head, slash, digest = iri.rpartition("/")
    return head + slash + digest.partition("-")[0]


def _keep_passages(entry: ClaimEntry, stored: StoredClaims, passages: PassageIndex) -> list[str]:
    """Find the words of a kept claim in the document as it is now; tell of those that have gone."""
    notes = []
    for iri in dict.fromkeys([*entry.evidence(), *_quotes(entry.claim)]):
        passage = stored.passage(iri)
        if iri not in passages and passage:
            places = passages.places(passage.text)
            if not places:
                notes.append(f"{entry.iri.value} is kept, though its words are gone: {passage.text!r}")
            passages.keep(iri, _same_place(iri, passage, places, passages.stem))
        if iri in passages and iri in _quotes(entry.claim):
            entry.start, entry.end = passages[iri].start, passages[iri].end
    return notes


def _same_place(iri: NamedNode, passage: Passage, places: list[Passage], stem: str) -> Passage:
    """Choose among the places of the same words: the one the IRI counts, else the one nearest by."""
    for occurrence, place in enumerate(places, 1):
        if evidence_iri(stem, passage.text, occurrence) == iri:
            return place
    return min(places, key=lambda place: abs(place.start - passage.start), default=passage)


def _quotes(claim: Description) -> list[NamedNode]:
    return [iri for iri in claim.values("acopio:quote") if isinstance(iri, NamedNode)]


def _drop_dangling(graph: ClaimGraph) -> list[str]:
    """Take away links to premium uses that are read no more."""
    iris: Mapping[Object, ClaimEntry] = {entry.iri: entry for entry in graph.entries}
    notes = []
    for entry in graph.entries:
        gone = [value for value in entry.claim.values("acopio:outcomeOf") if value not in iris]
        if gone:
            entry.claim.properties = [
                pair for pair in entry.claim.properties if pair[0] != _OUTCOME_OF or pair[1] not in gone
            ]
            notes.append(
                f"{entry.iri.value} no longer says what it came of: that premium use is read no more"
            )
    return notes
