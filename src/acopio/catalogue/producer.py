"""One producer with every claim about it, each with its words, where they stand, and its standing."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from acopio.catalogue.choices import member_choices
from acopio.catalogue.claim_text import Node, says
from acopio.catalogue.engines import asking
from acopio.catalogue.parameters import expanded
from acopio.catalogue.suggest import did_you_mean, listed
from acopio.dataset.folder import is_stem
from acopio.errors import AcopioError
from acopio.graph.claim_graph import CLAIM_CLASSES, CLAIM_KINDS
from acopio.namespaces import DOC, ONTOLOGY, PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import Store

    from acopio.catalogue.choices import Ask
    from acopio.dataset.folder import DatasetFolder
    from acopio.endpoint.client import Endpoint

_SCHEMA: Final = PREFIXES["schema"]
_OA: Final = PREFIXES["oa"]
_KIND_OF_CLASS: Final = {f"{ONTOLOGY}{name.partition(':')[2]}": kind for kind, name in CLAIM_CLASSES.items()}


@dataclass(frozen=True, slots=True)
class PlacedWords:
    """A passage: its words, its document, and the file, line and column that they begin at."""

    words: str
    document: str
    start: int
    end: int
    file: Path | None = None
    line: int | None = None
    column: int | None = None

    @property
    def place_in_folder(self) -> str:
        """The place as the file's own name and the line; the document where its file is not there."""
        return f"{self.file.name}:{self.line}" if self.file else self.document

    def as_json(self) -> dict[str, Any]:
        """Return the passage as plain values."""
        file = str(self.file) if self.file else None
        return {
            "words": self.words, "document": self.document, "start": self.start, "end": self.end,
            "file": file, "line": self.line, "column": self.column,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim as it is shown: what it says, the words it rests on, what people decided about it."""

    iri: str
    kind: str
    says: str
    quote: PlacedWords
    support: tuple[PlacedWords, ...]
    status: str
    assertion: str
    rule: str
    reviewer: str | None
    note: str | None

    def as_json(self) -> dict[str, Any]:
        """Return the claim as plain values."""
        return {
            "claim": self.iri, "kind": self.kind, "says": self.says, **self.quote.as_json(),
            "status": self.status, "assertion": self.assertion, "rule": self.rule,
            "reviewer": self.reviewer, "note": self.note,
            "support": [passage.as_json() for passage in self.support],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Producer:
    """An organisation with all claims about it, by kind, document and place."""

    iri: str
    name: str
    other_names: tuple[str, ...]
    facts: tuple[str, ...]
    claims: tuple[ClaimView, ...] = field(repr=False)

    def as_json(self) -> dict[str, Any]:
        """Return the producer as plain values."""
        return {
            "organization": self.iri,
            "name": self.name,
            "other_names": list(self.other_names),
            "facts": list(self.facts),
            "claims": [claim.as_json() for claim in self.claims],
        }


def find_producer(name: str, source: Store | Endpoint, folder: DatasetFolder | None = None) -> Producer:
    """Return the producer of a name, other name, slug or IRI, with every claim, decided or not.

    `folder` has the documents, where they are at hand. Raises AcopioError organization-unknown with the
    closest names, or with all that fit; of an endpoint, endpoint-… for what goes wrong with it.
    """
    from pyoxigraph import NamedNode, Store

    if isinstance(source, Store):
        iri, short = _named(name, asking(source))
        return _producer(iri, short, folder, source)
    from acopio.endpoint.graphs import producer_store

    iri, short = _named(name, source.ask)
    return _producer(iri, short, folder, producer_store(source, NamedNode(iri)))


def _named(name: str, ask: Ask) -> tuple[str, str]:
    """Return the IRI of the one organisation of a name, and its short name; AcopioError as `find_producer`."""
    choices = member_choices(f"{ONTOLOGY}ProducerOrganization", ask)
    found = choices.named(name, expanded(name))
    if not found and not choices.names:
        raise AcopioError("organization-unknown", f"there is no organisation '{name}', nor any other")
    if not found:
        guess = did_you_mean(name, choices.words())
        raise AcopioError(
            "organization-unknown",
            f"there is no organisation '{name}'",
            remedy=f"{guess}There are: {listed(choices.used())}. acopio query organizations lists them.",
        )
    if len(found) > 1:
        which = listed(choices.short(iri) for iri in found)
        raise AcopioError(
            "organization-unknown",
            f"'{name}' names several organisations: {which}",
            remedy="Give one of these instead.",
        )
    return found[0], choices.short(found[0])


def _producer(iri: str, short: str, folder: DatasetFolder | None, store: Store) -> Producer:
    organization = Node.read(store, iri)
    names = sorted(set(organization.texts(f"{_SCHEMA}name")))
    others = sorted({*names[1:], *organization.texts(f"{_SCHEMA}alternateName")} - set(names[:1]))
    return Producer(
        iri=iri,
        name=names[0] if names else short,
        other_names=tuple(others),
        facts=tuple(_facts(organization)),
        claims=tuple(_claims(iri, folder, store)),
    )


def _facts(organization: Node) -> list[str]:
    """Return country, region, type and products as words, as far as they are known."""
    places = [
        place.text(f"{_SCHEMA}name") or place.iri
        for name in ("region", "country")
        for place in organization.nodes(name)
    ]
    kinds = organization.texts("organizationType")
    products = organization.texts("product")
    return [", ".join(part) for part in (places, kinds, products) if part]


def _claims(organization: str, folder: DatasetFolder | None, store: Store) -> list[ClaimView]:
    from pyoxigraph import NamedNode

    about = store.quads_for_pattern(None, NamedNode(f"{_SCHEMA}about"), NamedNode(organization), None)
    subjects = {quad.subject.value for quad in about if isinstance(quad.subject, NamedNode)}
    places = _Places(folder, store)
    views = [view for iri in sorted(subjects) if (view := _view(Node.read(store, iri), places)) is not None]
    return sorted(
        views,
        key=lambda view: (CLAIM_KINDS.index(view.kind), view.quote.document, view.quote.start, view.iri),
    )


def _view(claim: Node, places: _Places) -> ClaimView | None:
    """Return a claim as it is shown; None for what is about the organisation but no claim (a document)."""
    classes = claim.texts(f"{PREFIXES['rdf']}type")
    kind = next((_KIND_OF_CLASS[name] for name in classes if name in _KIND_OF_CLASS), None)
    if kind is None:
        return None
    quoted = claim.texts("quote")
    passages = [places.words(Node.read(claim.store, iri)) for iri in quoted[:1]]
    support = [
        places.words(Node.read(claim.store, iri)) for iri in claim.texts("evidence") if iri not in quoted
    ]
    return ClaimView(
        iri=claim.iri,
        kind=kind,
        says=says(kind, claim),
        quote=passages[0] if passages else PlacedWords("", "", 0, 0),
        support=tuple(sorted(support, key=lambda passage: (passage.document, passage.start))),
        status=claim.text("status") or "",
        assertion=claim.text("assertionKind") or "",
        rule=claim.text("rule") or "",
        reviewer=claim.text("reviewedBy"),
        note=claim.text("reviewNote"),
    )


class _Places:
    """Finds the lines of passages in the files of the documents, each file being read once."""

    def __init__(self, folder: DatasetFolder | None, store: Store) -> None:
        self.folder = folder
        self.store = store
        self.texts: dict[str, str | None] = {}

    def words(self, evidence: Node) -> PlacedWords:
        document = evidence.text(f"{_OA}hasSource") or ""
        stem = unquote(document.removeprefix(DOC))
        selectors = evidence.nodes(f"{_OA}hasSelector")
        words = next((text for node in selectors if (text := node.text(f"{_OA}exact")) is not None), "")
        position = next((node for node in selectors if node.terms(f"{_OA}start")), None)
        start = int(position.text(f"{_OA}start") or 0) if position else 0
        end = int(position.text(f"{_OA}end") or 0) if position else 0
        text = self._text(stem)
        if text is None or position is None or self.folder is None:
            return PlacedWords(words, stem, start, end)
        before = text[:start]
        line, column = before.count("\n") + 1, start - (before.rfind("\n") + 1) + 1
        return PlacedWords(words, stem, start, end, self.folder.profile(stem), line, column)

    def _text(self, stem: str) -> str | None:
        if stem not in self.texts:
            self.texts[stem] = None  # published without its documents, or taken away
            if self.folder and is_stem(stem):  # the IRI comes from the data, and must not name any other file
                with suppress(OSError, ValueError):
                    self.texts[stem] = self.folder.profile(stem).read_bytes().decode("utf-8")
        return self.texts[stem]
