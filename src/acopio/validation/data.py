"""The data under validation: files of RDF, each with its triples, and the documents that claims quote."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse
from pyoxigraph import Triple as OxTriple

from acopio.dataset.faults import storage_fault
from acopio.dataset.turtle_syntax import raise_all
from acopio.errors import AcopioError
from acopio.namespaces import PREFIXES
from acopio.validation.line_index import LineIndex
from acopio.validation.report import Place
from acopio.validation.terms import Term, Triple, to_rdflib

if TYPE_CHECKING:
    import rdflib

FORMATS: Final[Mapping[str, RdfFormat]] = {
    ".ttl": RdfFormat.TURTLE,
    ".turtle": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".jsonld": RdfFormat.JSON_LD,
    ".json": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
}
TEXT: Final = NamedNode(PREFIXES["schema"] + "text")
LIMIT: Final = 1_000_000_000  # bytes of a file; about 17 million triples, which take 8 GB
_FAULTS: Final = 20  # faults of one file that are told
_ANONYMOUS: Final = re.compile(r"[0-9a-f]{16,}")
_PLACE: Final = re.compile(
    r"^Parser error at line (\d+) (?:(?:between columns|column) (\d+)[^:]*)?:? ?|^Parser error[^:]*: "
)


@dataclass(frozen=True)
class Source:
    """One file of RDF; `background` is what the data refers to and what is not itself under validation."""

    name: str
    content: bytes
    format: RdfFormat
    base: str | None = None
    background: bool = False

    @cached_property
    def text(self) -> str:
        """The content as text; only called where it was parsed, and so is UTF-8."""
        return self.content.decode("utf-8")

    def parse(self) -> None:
        """Parse the file now; raises AcopioError turtle-syntax with the place of the fault."""
        _ = self._parsed

    @property
    def triples(self) -> list[Triple]:
        """The triples, graphs merged; raises AcopioError as `parse` does."""
        return self._parsed[0]

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefixes that a Turtle or TriG file declares."""
        return self._parsed[1]

    @cached_property
    def _parsed(self) -> tuple[list[Triple], dict[str, str]]:
        faults: list[AcopioError] = []
        try:
            parser = parse(self.content, format=self.format, base_iri=self.base)
            triples = list(self._with_stable_nodes(_going_on(parser, faults, self.name)))
        except ValueError as error:
            raise AcopioError("turtle-syntax", str(error), path=self.name) from None
        except MemoryError:
            raise too_large(self.name, len(self.content)) from None
        raise_all(faults)
        return triples, dict(getattr(parser, "prefixes", {}))

    def _with_stable_nodes(self, quads: Iterable[Quad]) -> Iterator[Triple]:
        """Name blank nodes without a label by their order, where the parser names them at random.

        Equal terms are one object, so that a hundred triples take little more memory than their terms.
        """
        names: dict[str, BlankNode] = {}
        known: dict[Term, Term] = {}
        for quad in quads:
            subject, value = quad.subject, quad.object
            if isinstance(subject, OxTriple) or isinstance(value, OxTriple):
                raise AcopioError("turtle-syntax", "triple terms (RDF 1.2) are not read", path=self.name)
            if isinstance(subject, BlankNode):
                subject = self._stable(subject, names)
            if isinstance(value, BlankNode):
                value = self._stable(value, names)
            predicate = quad.predicate
            yield (
                known.setdefault(subject, subject),
                known.setdefault(predicate, predicate),  # type: ignore[misc]
                known.setdefault(value, value),
            )

    def _stable(self, node: BlankNode, names: dict[str, BlankNode]) -> BlankNode:
        if not _ANONYMOUS.fullmatch(node.value):
            return node
        if node.value not in names:
            labelled = b"_:" + node.value.encode() in self.content
            names[node.value] = node if labelled else BlankNode(f"node-{len(names) + 1}")
        return names[node.value]


@dataclass(frozen=True)
class DocumentText:
    """The stored text of a document, in whose code points the positions of evidence count."""

    iri: NamedNode
    name: str
    text: str

    @cached_property
    def _lines(self) -> LineIndex:
        return LineIndex(self.text)

    def place(self, offset: int) -> Place:
        """Return the place of an offset; past the end, the end."""
        return Place(self.name, *self._lines.place(min(max(offset, 0), len(self.text))))


@dataclass(frozen=True)
class Data:
    """All that an engine validates: the union of the sources, with the documents' texts as schema:text.

    Engines may read `sources` and `documents` themselves, or take the triples as they are read here.
    """

    sources: Sequence[Source]
    documents: Sequence[DocumentText] = ()
    notes: tuple[str, ...] = field(default=())

    def triples(self) -> Iterator[Triple]:
        """Yield the triples of all sources, graphs merged, and the texts of the documents."""
        for source in self.sources:
            yield from source.triples
        for document in self.documents:
            yield document.iri, TEXT, Literal(document.text)

    def rdflib_graph(self, graph: rdflib.Graph) -> rdflib.Graph:
        """Add the triples to an rdflib graph and return it; lexical forms stay as they are written."""
        known: dict[Term, rdflib.term.Node] = {}

        def node(term: Term) -> rdflib.term.Node:
            found = known.get(term)
            if found is None:
                found = known[term] = to_rdflib(term)
            return found

        for subject, predicate, value in self.triples():
            graph.add((node(subject), node(predicate), node(value)))
        return graph

    @cached_property
    def under_validation(self) -> frozenset[Term]:
        """The subjects of the sources that are not background."""
        return frozenset(
            subject for source in self.sources if not source.background for subject, _, _ in source.triples
        )


def read_source(path: Path | str, *, background: bool = False) -> Source:
    """Read a file; the suffix says which format it is in.

    Raises AcopioError path-missing, path-kind, path-permission, format-unknown.
    """
    path = Path(path)
    format_ = FORMATS.get(path.suffix.lower())
    if format_ is None and path.exists() and not path.is_dir():
        raise AcopioError(
            "format-unknown",
            f"the suffix {path.suffix!r} names no format of RDF",
            path=path,
            remedy=f"Name a file that ends in one of: {' '.join(FORMATS)}",
        )
    try:
        with path.open("rb") as file:
            content = read_limited(file, str(path))
    except FileNotFoundError:
        raise AcopioError("path-missing", "there is no such file", path=path) from None
    except IsADirectoryError:
        raise AcopioError("path-kind", "a folder stands where a file of RDF is wanted", path=path) from None
    except PermissionError:
        raise AcopioError("path-permission", "the file may not be read", path=path) from None
    except OSError as error:
        raise storage_fault(error, path) from None
    return Source(str(path), content, format_ or RdfFormat.TURTLE, path.resolve().as_uri(), background)


def read_limited(file: BinaryIO, name: str) -> bytes:
    """Read a file to its end; raises AcopioError data-too-large where it is longer than `LIMIT` bytes."""
    try:
        size = os.fstat(file.fileno()).st_size
    except (OSError, ValueError):  # a stream that is no file
        size = 0
    if size > LIMIT:
        raise too_large(name, size)
    content = file.read(LIMIT + 1)
    if len(content) > LIMIT:
        raise too_large(name, len(content))
    return content


def too_large(name: str, size: int) -> AcopioError:
    """Return the fault of a file that takes more memory than there should be need of."""
    return AcopioError(
        "data-too-large", f"the file has {size:,} bytes, and at most {LIMIT:,} are read", path=name
    )


def _going_on(parser: Iterator[Quad], faults: list[AcopioError], name: str) -> Iterator[Quad]:
    """Yield what a parser reads; where it meets a fault, keep that and go on behind it, as far as it can.

    What follows from a fault at once, on the same line, is not told beside it.
    """
    while True:
        try:
            yield from parser
            return
        except SyntaxError as error:
            fault = syntax_fault(error, name)
            if faults and (fault.line is None or fault.line == faults[-1].line):
                if fault.line is None:
                    return
                continue
            if len(faults) == _FAULTS:
                problem = f"there are more faults; the first {_FAULTS} are told"
                faults.append(AcopioError("turtle-syntax", problem, path=name, line=fault.line))
                return
            faults.append(fault)


def syntax_fault(error: SyntaxError, name: str) -> AcopioError:
    """Return a parser's complaint as a fault with its place."""
    message = str(error.msg)
    match = _PLACE.match(message)
    line, column = error.lineno, error.offset
    if match and line is None and match[1]:
        line, column = int(match[1]), int(match[2]) if match[2] else None
    reason = message[match.end() :] if match else message
    if reason.startswith("Invalid UTF-8"):
        problem = "the bytes here are not UTF-8"
        return AcopioError("document-encoding", problem, path=name, line=line, column=column)
    return AcopioError("turtle-syntax", reason or message, path=name, line=line, column=column)


def parse_all(sources: Iterable[Source]) -> None:
    """Parse the sources, so that all that are not well-formed are told at once."""
    faults = []
    for source in sources:
        try:
            source.parse()
        except AcopioError as error:
            faults.append(error)
    raise_all(faults)


def keep_nodes_apart(sources: Sequence[Source]) -> None:
    """Rename the blank nodes of a later file where an earlier one has a node of that name."""
    taken: set[str] = set()
    for number, source in enumerate(sources, 1):
        nodes = (node for subject, _, value in source.triples for node in (subject, value))
        own = {node.value for node in nodes if isinstance(node, BlankNode)}
        clashing = {name: BlankNode(f"{name}-of-{number}") for name in own & taken}
        if clashing:
            source.triples[:] = [_renamed(triple, clashing) for triple in source.triples]
        taken |= own | {node.value for node in clashing.values()}


def name_nodes_after_file(source: Source, name: str) -> None:
    """Rename the blank nodes of a file so that none of another file has their names, whatever files there are."""
    own = {
        node.value
        for subject, _, value in source.triples
        for node in (subject, value)
        if isinstance(node, BlankNode)
    }
    if own:
        file = hashlib.sha256(name.encode()).hexdigest()[:8]
        names = {label: BlankNode(f"{label}-of-{file}") for label in own}
        source.triples[:] = [_renamed(triple, names) for triple in source.triples]


def _renamed(triple: Triple, names: Mapping[str, BlankNode]) -> Triple:
    def new(node: Term) -> Term:
        return names.get(node.value, node) if isinstance(node, BlankNode) else node

    return new(triple[0]), triple[1], new(triple[2])
