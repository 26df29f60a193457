"""The Turtle files that make up a data set's graph, and the named graph that each becomes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from acopio.assets import ontology_folder
from acopio.dataset.built_by import BUILDER
from acopio.dataset.faults import storage_fault
from acopio.dataset.folder import DatasetFolder, turtle_files
from acopio.dataset.turtle_syntax import turtle_fault
from acopio.errors import AcopioError
from acopio.graph.iris import document_iri
from acopio.graph.terms import RDF_TYPE, term
from acopio.namespaces import ID, ONTOLOGY

_HEADERS: Final = (term("owl:Ontology"), term("skos:ConceptScheme"))


@dataclass(frozen=True, slots=True)
class GraphFile:
    """A Turtle file with its size and time of change; `graph` is None where the file itself names it."""

    key: str
    path: Path
    size: int
    changed: int
    graph: NamedNode | None

    @property
    def state(self) -> list[int]:
        """What tells one content of the file from another."""
        return [self.size, self.changed]


def graph_files(folder: DatasetFolder, *, ontology: bool = True) -> list[GraphFile]:
    """Return the files of a data set in a fixed order: claims, organisations, description, ontology.

    A document's claims are the graph `doc:<stem>`, the ontology's files those that they say they are.
    """
    found: list[tuple[str, Path, NamedNode | None]] = [
        (f"claims/{path.name}", path, document_iri(path.name.removesuffix(".ttl")))
        for path in turtle_files(folder.claims)
    ]
    found.append(("organizations", folder.organizations, NamedNode(f"{ID}organizations")))
    found.append(("dataset", folder.description, NamedNode(f"{ID}dataset")))
    if ontology:
        root = ontology_folder()
        for path in [*turtle_files(root), *turtle_files(root / "concepts")]:
            found.append((f"ontology/{path.relative_to(root).as_posix()}", path, None))
    return [file for key, path, graph in found if (file := _graph_file(key, path, graph))]


def fingerprint(files: Iterable[GraphFile]) -> str:
    """Return a hash of the files' names, sizes and times of change, and of the program's version."""
    states = [[file.key, *file.state] for file in files]
    return hashlib.sha256(json.dumps([BUILDER, states]).encode()).hexdigest()[:16]


class QuadSource:
    """The quads of graph files, in their graphs; faults are collected, so that all of them are told.

    `take` is given the triples of each file beside.
    """

    def __init__(self, take: Callable[[list[tuple[Any, Any, Any]]], None] | None = None) -> None:
        self._take = take
        self.faults: list[AcopioError] = []
        self.graphs: dict[str, NamedNode] = {}

    def read(self, files: Iterable[GraphFile]) -> Iterator[Quad]:
        """Yield the quads of every file that is well-formed; nothing more once a fault was met."""
        for file in files:
            try:
                quads = list(parse(path=file.path, format=RdfFormat.TURTLE))
            except SyntaxError as error:
                self.faults.append(turtle_fault(error, file.path))
                continue
            except OSError as error:
                self.faults.append(storage_fault(error, file.path))
                continue
            if self.faults:
                continue
            graph = self.graphs[file.key] = file.graph or _graph_named_in(quads, file.path)
            triples = [(quad.subject, quad.predicate, quad.object) for quad in quads]
            if self._take is not None:
                self._take(triples)
            for subject, predicate, value in triples:
                yield Quad(subject, predicate, value, graph)


def _graph_file(key: str, path: Path, graph: NamedNode | None) -> GraphFile | None:
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise storage_fault(error, path) from None
    return GraphFile(key, path, status.st_size, status.st_mtime_ns, graph)


def _graph_named_in(quads: list[Quad], path: Path) -> NamedNode:
    """Return the IRI of the ontology or the concept scheme that a file describes."""
    for header in _HEADERS:
        for quad in quads:
            if quad.predicate == RDF_TYPE and quad.object == header and isinstance(quad.subject, NamedNode):
                return quad.subject
    return NamedNode(f"{ONTOLOGY.rstrip('#')}/{path.stem}")
