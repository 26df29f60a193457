"""One document's claims file with the text it rests on, and decisions laid over it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from pyoxigraph import NamedNode

from acopio.dataset.faults import told_plainly
from acopio.dataset.folder import DatasetFolder
from acopio.dataset.turtle_syntax import parse_turtle
from acopio.errors import AcopioError
from acopio.graph.claim_graph import ClaimEntry, ClaimGraph, rename
from acopio.graph.decisions import unnumbered
from acopio.graph.iris import document_iri
from acopio.graph.passages import PassageIndex
from acopio.graph.stored_claims import REVIEW, StoredClaims
from acopio.graph.terms import Description, date, term, text
from acopio.review.fields import Correction, fields_of
from acopio.review.values import unfit

Verdict = Literal["accepted", "corrected", "rejected"]
_DRAFT: Final = term("status:draft")
_HEADING_LINES: Final = 3  # comment lines that `acopio load` begins a file with


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided, when and why; `changes` are the corrected fields with their new words."""

    verdict: Verdict
    reviewer: str
    on: dt.date
    note: str = ""
    changes: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class ClaimsFile:
    """The claims of one document as they stand in its file; `content` is the file's text."""

    folder: DatasetFolder
    stem: str
    content: bytes
    graph: ClaimGraph
    language: str

    @classmethod
    def read(cls, folder: DatasetFolder, stem: str) -> ClaimsFile:
        """Read the claims and the document's text; raises AcopioError where either is at fault."""
        path, profile = folder.claims_file(stem), folder.profile(stem)
        with told_plainly(path):
            content = path.read_bytes()
        quads = parse_turtle(path, content)
        document = document_iri(stem)
        stored = StoredClaims.from_triples((quad.triple for quad in quads), document)
        if stored.organization is None:
            raise AcopioError("review-file", "the file does not say what the document is about", path=path)
        if not profile.exists():
            raise AcopioError("review-file", f"the document's text is missing: {profile}", path=path)
        with told_plainly(profile):
            words = profile.read_bytes().decode("utf-8")
        passages = PassageIndex(stem, words)
        entries = stored.entries()
        for entry in entries:
            for iri in entry.evidence():
                if passage := stored.passage(iri):
                    passages.keep(iri, passage)
            quote = _quote(entry)
            if quote is not None and quote in passages:
                entry.start, entry.end = passages[quote].start, passages[quote].end
        graph = ClaimGraph(
            stored.descriptions[document], stored.organization, passages, entries, stored.named()
        )
        language = stored.descriptions[document].value("dcterms:language")
        made = cls(folder, stem, content, graph, language.value if language is not None else "en")
        made._must_lose_nothing()
        return made

    def drafts(self) -> list[ClaimEntry]:
        """Return the claims that nobody has decided, in the order of the text."""
        waiting = [entry for entry in self.graph.entries if is_draft(entry)]
        return sorted(waiting, key=lambda entry: (entry.start, entry.end, entry.iri.value))

    def entry(self, iri: str) -> ClaimEntry:
        """Return one claim; raises AcopioError review-claim where there is none."""
        for entry in self.graph.entries:
            if entry.iri.value == iri:
                return entry
        raise AcopioError(
            "review-claim", f"there is no claim <{iri}>", path=self.folder.claims_file(self.stem)
        )

    def decide(self, entry: ClaimEntry, decision: Decision) -> None:
        """Lay a decision over a claim; a correction adds the claim that stands in its place.

        Raises AcopioError review-claim for a claim decided before, review-value for a value that does not fit.
        """
        if not is_draft(entry):
            raise AcopioError("review-claim", f"<{entry.iri.value}> has been decided already")
        revision = self._corrected(entry, decision) if decision.verdict == "corrected" else None
        _say_verdict(entry.claim, decision.verdict, decision)
        if revision:
            self.graph.entries.append(revision)
        self.graph.sort()

    def turtle(self) -> bytes:
        """Return the file's new content."""
        return self.graph.turtle().encode()

    def _corrected(self, old: ClaimEntry, decision: Decision) -> ClaimEntry:
        """Return the claim that says what a person found; the words it rests on are the same."""
        nodes = [Description(node.subject, list(node.properties)) for node in old.nodes()]
        rename(nodes, {old.iri.value: self._free_iri(old.iri.value)})
        claim = nodes[0].without({term("acopio:rule"), term("acopio:outcomeOf"), *REVIEW})
        entry = ClaimEntry(old.kind, claim, nodes[1:], old.start, old.end)
        named: dict[NamedNode, Description] = {}
        correction = Correction(entry, self.graph.organization, self.language, named)
        known = {each.name: each for each in fields_of(old)}
        changed = False
        for name, words in decision.changes.items():
            if name not in known:
                raise unfit(f"a {old.kind} claim has no field {name!r}", choices=known)
            if words.strip() != known[name].read(old):
                known[name].write(correction, words.strip())
                changed = True
        if not changed:
            raise unfit("a correction must change something", choices=known)
        _say_verdict(claim, "accepted", decision)
        claim.add("prov:wasRevisionOf", old.iri)
        self.graph.named = named | self.graph.named
        return entry

    def _free_iri(self, iri: str) -> str:
        taken, stem, number = {entry.iri.value for entry in self.graph.entries}, unnumbered(iri), 2
        while f"{stem}-{number}" in taken:
            number += 1
        return f"{stem}-{number}"

    def _must_lose_nothing(self) -> None:
        """Raise where the file says what writing it anew would drop: remarks of somebody's, other triples."""
        path = self.folder.claims_file(self.stem)
        lines = self.content.decode("utf-8").splitlines()
        for number, line in enumerate(lines, 1):
            if number > _HEADING_LINES and line.lstrip().startswith("#"):
                raise AcopioError("review-file", "the file has a remark", path=path, line=number)
        written = {quad.triple for quad in parse_turtle(path, self.turtle())}
        lost = [quad.triple for quad in parse_turtle(path, self.content) if quad.triple not in written]
        if lost:
            raise AcopioError("review-file", f"the file says more than its claims: {lost[0]}", path=path)


def is_draft(entry: ClaimEntry) -> bool:
    """Tell whether nobody has decided about a claim."""
    return entry.claim.value("acopio:status") == _DRAFT


def _quote(entry: ClaimEntry) -> NamedNode | None:
    value = entry.claim.value("acopio:quote")
    return value if isinstance(value, NamedNode) else None


def _say_verdict(claim: Description, status: str, decision: Decision) -> None:
    properties = [pair for pair in claim.properties if pair[0] != term("acopio:status")]
    claim.properties = properties
    claim.add("acopio:status", term(f"status:{status}"))
    claim.add("acopio:reviewedBy", text(decision.reviewer))
    claim.add("acopio:reviewedOn", date(decision.on))
    claim.add("acopio:reviewNote", text(decision.note))
