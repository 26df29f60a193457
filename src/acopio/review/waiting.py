"""The claims that wait for a decision: what they say, their words in context, how sure their rule is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, Literal

from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import RdfFormat, Store

from acopio.catalogue.claim_text import Node, says
from acopio.catalogue.lexer import line_and_column
from acopio.dataset.folder import DatasetFolder
from acopio.graph.claim_graph import ClaimEntry
from acopio.reading.rule_precision import RulePrecision, rule_precision
from acopio.review.claims_file import ClaimsFile

Order = Literal["text", "doubt"]
_CONTEXT: Final = 240  # code points shown before and after the words


@dataclass(frozen=True, slots=True)
class WaitingClaim:
    """A draft claim as it is shown to somebody who decides; offsets are those of the document's text."""

    iri: str
    stem: str
    kind: str
    says: str
    rule: str
    assertion: str
    start: int
    end: int
    line: int
    column: int
    before: str
    words: str
    after: str

    @property
    def precision(self) -> RulePrecision | None:
        """How often the claim's rule was right where it was measured."""
        return rule_precision(self.rule)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims are asked for: any where a part is empty. A rule is named whole or by its beginning."""

    documents: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()

    def fits(self, entry: ClaimEntry) -> bool:
        """Tell whether a claim is one of those asked for."""
        rule = _text(entry, "acopio:rule")
        named = not self.rules or any(rule == r or rule.startswith(f"{r}.") for r in self.rules)
        return named and (not self.kinds or entry.kind in self.kinds)


def waiting_claims(folder: DatasetFolder, wanted: Wanted, order: Order = "text") -> Iterator[WaitingClaim]:
    """Yield the claims that nobody has decided: document by document, or those of unsure rules first.

    Those that were skipped come last. Raises AcopioError for a claims file that cannot be reviewed.
    """
    skipped = read_skipped(folder)
    claims = _claims(folder, wanted)
    if order == "doubt":
        claims = iter(sorted(claims, key=lambda claim: _sureness(claim.rule)))
    later: list[WaitingClaim] = []
    for claim in claims:
        if claim.iri in skipped:
            later.append(claim)
        else:
            yield claim
    yield from later


def _claims(folder: DatasetFolder, wanted: Wanted) -> Iterator[WaitingClaim]:
    for stem in folder.stems():
        if wanted.documents and stem not in wanted.documents:
            continue
        file = ClaimsFile.read(folder, stem)
        drafts = [entry for entry in file.drafts() if wanted.fits(entry)]
        if not drafts:
            continue
        store = Store()
        store.load(file.content, format=RdfFormat.TURTLE)
        yield from (_waiting(file, entry, store) for entry in drafts)


def _waiting(file: ClaimsFile, entry: ClaimEntry, store: Store) -> WaitingClaim:
    document = file.graph.passages.text
    line, column = line_and_column(document, entry.start)
    before, after = _context(document, entry.start, entry.end)
    return WaitingClaim(
        iri=entry.iri.value,
        stem=file.stem,
        kind=entry.kind,
        says=says(entry.kind, Node.read(store, entry.iri.value)),
        rule=_text(entry, "acopio:rule"),
        assertion=entry.claim.values("acopio:assertionKind")[0].value.rpartition("/")[2],
        start=entry.start,
        end=entry.end,
        line=line,
        column=column,
        before=before,
        words=document[entry.start : entry.end],
        after=after,
    )


def _context(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and after the words in their paragraph, cut between words where it is long."""
    before = text[text.rfind("\n\n", 0, start) + 1 : start].lstrip()
    after = text[end:].partition("\n\n")[0].rstrip()
    if len(before) > _CONTEXT:
        before = f"… {before[-_CONTEXT:].partition(' ')[2]}"
    if len(after) > _CONTEXT:
        after = f"{after[:_CONTEXT].rpartition(' ')[0]} …"
    return before, after


def _sureness(rule: str) -> tuple[float, int]:
    measured = rule_precision(rule)
    return (measured.lower_bound, measured.judged) if measured else (0.0, 0)


def _text(entry: ClaimEntry, prefixed: str) -> str:
    value = entry.claim.value(prefixed)
    return value.value if isinstance(value, RdfLiteral) else ""


# What was skipped, so that the next run begins with the rest


def read_skipped(folder: DatasetFolder) -> set[str]:
    """Return the IRIs of the claims that were skipped in earlier runs."""
    with suppress(OSError, ValueError):
        return set(json.loads((folder.cache / "review-skipped.json").read_text("utf-8")))
    return set()


def write_skipped(folder: DatasetFolder, skipped: Sequence[str]) -> None:
    """Keep what was skipped beside the other things that may be deleted; a folder without room is left."""
    target = folder.cache / "review-skipped.json"
    with suppress(OSError):
        target.parent.mkdir(exist_ok=True)
        beside = target.with_suffix(".new")
        beside.write_text(json.dumps(sorted(skipped), indent=0), "utf-8")
        beside.replace(target)
