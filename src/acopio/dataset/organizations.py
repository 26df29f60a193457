"""Who is who: which organisation a document is about, by the names in `organizations.ttl`.

Names are compared without case, accents, punctuation and legal form (`name_key`). The same key is
the same organisation; a name that only resembles another is told of and never merged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode

from acopio.dataset.similar_names import SimilarNames, related
from acopio.dataset.turtle_syntax import parse_with_prefixes
from acopio.errors import AcopioError
from acopio.graph.iris import organization_iri
from acopio.graph.names import OrganizationName, name_key, organization_slug, parse_organization_name, slug
from acopio.graph.terms import Description, term, text
from acopio.graph.turtle import TurtleWriter
from acopio.namespaces import ID, PREFIXES

_NAMES: Final = (term("schema:name"), term("schema:alternateName"))
# First parts of IRIs below id/ that are no organisations.
_RESERVED: Final = frozenset({"body", "dataset", "evidence", "organizations", "place", "publisher"})
_HEADING: Final = """Who is who: the organisations of this data set, with all the names they go by.
People keep this file; `acopio load` adds blocks at its end and never rewrites what stands here.
Two documents are about one organisation when a name of theirs stands here, whatever its case, accents or
legal form. To join two organisations, give one of them the other's names as schema:alternateName, take the
other's block out, and load the documents again."""


@dataclass(frozen=True, slots=True)
class DocumentNames:
    """The names that a document gives its organisation: the one in front, and others in its text."""

    stem: str
    name: str
    others: tuple[str, ...] = ()

    def spellings(self) -> dict[str, str]:
        """Return key -> name for the full name, the acronym, then the other names that resemble them."""
        parsed = parse_organization_name(self.name)
        names = [parsed.full, parsed.acronym or ""]
        for other in self.others:
            apart = parse_organization_name(other)
            names += [each for each in (apart.full, apart.acronym or "") if each and related(each, parsed)]
        found: dict[str, str] = {}
        for each in filter(None, names):
            found.setdefault(name_key(each), each)
        return found


@dataclass(slots=True)
class OrganizationRegistry:
    """The organisations known, by the keys of their names, and what a load adds to them."""

    path: Path
    content: bytes = b""
    prefixes: Mapping[str, str] = field(default_factory=dict)
    names: dict[NamedNode, list[str]] = field(default_factory=dict)
    _by_key: dict[str, list[NamedNode]] = field(default_factory=dict)
    _similar: SimilarNames = field(default_factory=SimilarNames)
    _added: dict[NamedNode, Description] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> OrganizationRegistry:
        """Read the file, if there is one; raises AcopioError turtle-syntax with line and column."""
        registry = cls(path)
        if path.exists():
            registry.content = path.read_bytes()
            quads, registry.prefixes = parse_with_prefixes(path, registry.content)
            for quad in quads:
                subject, name = quad.subject, quad.object
                if quad.predicate in _NAMES and isinstance(subject, NamedNode) and isinstance(name, Literal):
                    registry._know(subject, name.value)
        return registry

    def identify_all(
        self, documents: Iterable[DocumentNames]
    ) -> tuple[dict[str, NamedNode], list[str], list[AcopioError]]:
        """Return the organisation of every document by its stem, what a person should know, and faults.

        The documents that tell most about their names come first, so that the result does not hang
        on the order of the files. A document whose name stands for several organisations has none.
        """
        ranked = sorted(documents, key=lambda d: (-len(d.spellings()), -len(d.name), d.stem))
        found: dict[str, NamedNode] = {}
        notes: list[str] = []
        faults: list[AcopioError] = []
        for document in ranked:
            try:
                found[document.stem], told = self.identify(document)
                notes += told
            except AcopioError as error:
                faults.append(error)
        return found, notes, faults

    def identify(self, document: DocumentNames) -> tuple[NamedNode, list[str]]:
        """Return the organisation that a document names, noting a new one or a new name of an old one.

        Raises AcopioError organization-ambiguous.
        """
        spellings = document.spellings()
        known = {key: self._by_key[key] for key in spellings if key in self._by_key}
        for key, organizations in known.items():
            if len(organizations) > 1:
                raise self._ambiguous(document.stem, spellings[key], organizations)
        if not known:
            return self._add(document, spellings)
        matched = next(iter(known))
        (organization,) = known[matched]
        notes = [
            f"{document.stem}: taken for {_short(organization)} by {spellings[matched]!r}, though "
            f"{spellings[key]!r} is {_short(others[0])}; if they are one, join them in {self.path}"
            for key, others in known.items()
            if others[0] != organization
        ]
        full = next(iter(spellings))
        if full not in known:
            notes.append(
                f"{document.stem}: {spellings[full]!r} is taken for {_short(organization)} "
                f"{self.names[organization][0]!r} by the name {spellings[matched]!r}, and noted as another "
                f"name of it; if it is not, give it a block of its own in {self.path}"
            )
            self._know(organization, spellings[full])
            added = self._added.setdefault(organization, Description(organization))
            added.add("schema:alternateName", text(spellings[full]))
        return organization, notes

    def extended(self) -> bytes | None:
        """Return the file with what was added at its end; None where nothing was."""
        if not self._added:
            return None
        added = sorted(self._added.values(), key=lambda each: each.subject.value)
        if self.content.strip():
            bound = {prefix: iri for prefix, iri in self.prefixes.items() if iri in PREFIXES.values()}
            writer = TurtleWriter(bound, base=None)
            blocks = "\n".join(writer.description(each) for each in added)
            return self.content.rstrip() + f"\n\n{blocks}".encode()
        prefixes = {"acopio": PREFIXES["acopio"], "id": ID, "schema": PREFIXES["schema"]}
        return TurtleWriter(prefixes, base=None).document(_HEADING, added).encode()

    def _add(self, document: DocumentNames, spellings: Mapping[str, str]) -> tuple[NamedNode, list[str]]:
        parsed = parse_organization_name(document.name)
        organization = self._free_iri(parsed)
        notes = []
        for other in self._similar.like(parsed.full):
            notes.append(
                f"{document.stem}: {parsed.full!r} is new as {_short(organization)}, and resembles "
                f"{_short(other)} {self.names[other][0]!r}; if they are one, take the block of "
                f"{_short(organization)} out of {self.path}, add there\n"
                f"    {_short(other)} schema:alternateName {TurtleWriter().term(Literal(parsed.full))} .\n"
                f"  and load again"
            )
        names = list(spellings.values())
        for name in names:
            self._know(organization, name)
        described = Description(organization).a("acopio:ProducerOrganization")
        described.add("schema:name", text(names[0]))
        self._added[organization] = described.add("schema:alternateName", *map(text, names[1:]))
        return organization, notes

    def _know(self, organization: NamedNode, name: str) -> None:
        known = self.names.setdefault(organization, [])
        if name not in known:
            known.append(name)
        holders = self._by_key.setdefault(name_key(name), [])
        if organization not in holders:
            holders.append(organization)
        self._similar.add(organization, name)

    def _free_iri(self, name: OrganizationName) -> NamedNode:
        first, full = organization_slug(name), slug(name.full)
        tries = [f"{first}-organization" if first in _RESERVED else first, full]
        for candidate in chain(tries, (f"{full}-{number}" for number in count(2))):
            iri = organization_iri(candidate)
            if iri not in self.names and candidate not in _RESERVED:
                return iri
        raise AssertionError("there is always another number")

    def _ambiguous(self, stem: str, name: str, organizations: Iterable[NamedNode]) -> AcopioError:
        holders = ", ".join(sorted(_short(each) for each in organizations))
        return AcopioError(
            "organization-ambiguous", f"{name!r}, named by {stem}, is a name of {holders}", path=self.path
        )


def _short(organization: NamedNode) -> str:
    """Return an organisation's IRI as people write it."""
    iri = organization.value
    return f"id:{iri[len(ID) :]}" if iri.startswith(ID) else f"<{iri}>"
