"""What is to be validated: the files of a data set or those named, with what they refer to."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from pyoxigraph import NamedNode, RdfFormat

from acopio.assets import ontology_folder
from acopio.dataset.folder import DatasetFolder, find_dataset, turtle_files
from acopio.errors import AcopioError
from acopio.namespaces import DOC, PREFIXES
from acopio.validation.data import (
    FORMATS,
    Data,
    DocumentText,
    Source,
    keep_nodes_apart,
    parse_all,
    read_source,
)
from acopio.validation.terms import RDF_TYPE

_DOCUMENT: Final = NamedNode(PREFIXES["acopio"] + "SourceDocument")
STANDARD_INPUT: Final = "-"


def dataset_data(dataset: DatasetFolder) -> Data:
    """Return a whole data set as data: claims, organisations, its description; the ontology as background.

    Raises AcopioError no-data where no document has been loaded yet.
    """
    claims = turtle_files(dataset.claims)
    if not claims:
        raise AcopioError(
            "no-data",
            "the data set has no claims yet",
            path=dataset.root,
            remedy=f"Load documents first: acopio load PATH --dataset {dataset.root}",
        )
    beside = [path for path in (dataset.organizations, dataset.description) if path.exists()]
    sources = [read_source(path) for path in (*claims, *beside)]
    return _with_background(sources, dataset, ontology_files())


def files_data(paths: Sequence[Path | str], dataset: Path | str | None, *, alone: bool) -> Data:
    """Return files as data: those named, and in folders all that are RDF by their suffix.

    Unless they stand `alone` (other people's data and shapes), the ontology, the data set's
    organisations and the documents that the files quote are added as background. A claims file
    that lies in a data set belongs to that one where none is named. Raises AcopioError no-data
    where a file or a folder holds nothing.
    """
    files = list(_walk(paths))
    sources = [_standard_input() if path == STANDARD_INPUT else read_source(path) for path in files]
    parse_all(sources)
    for source in sources:
        if not source.triples:
            raise AcopioError("no-data", "the file holds no triples", path=source.name)
    if alone:
        keep_nodes_apart(sources)
        return Data(sources)
    folder = DatasetFolder(Path(files[0]).parent.parent)
    inside = dataset is None and files[0] != STANDARD_INPUT and Path(files[0]).parent == folder.claims
    folder = folder if inside else find_dataset(dataset)
    given = {Path(path).resolve() for path in files if path != STANDARD_INPUT}
    beside = [folder.organizations] if folder.organizations.exists() else []
    return _with_background(
        sources, folder, [path for path in (*beside, *ontology_files()) if path.resolve() not in given]
    )


def dataset_named(paths: Sequence[Path | str]) -> DatasetFolder | None:
    """Return the data set where one path is named and is the folder of one."""
    if len(paths) == 1 and str(paths[0]) != STANDARD_INPUT:
        folder = DatasetFolder(Path(paths[0]))
        if folder.claims.is_dir():
            return folder
    return None


def ontology_files() -> list[Path]:
    """Return the ontology and its concept schemes."""
    return [*turtle_files(ontology_folder()), *turtle_files(ontology_folder() / "concepts")]


def _with_background(sources: list[Source], dataset: DatasetFolder, background: Iterable[Path]) -> Data:
    behind = [read_source(path, background=True) for path in background]
    parse_all([*sources, *behind])
    keep_nodes_apart([*sources, *behind])
    documents, missing = _documents(sources, dataset)
    notes: tuple[str, ...] = ()
    if missing:
        names = ", ".join(missing[:5]) + (" …" if len(missing) > 5 else "")
        notes = (
            f"{len(missing)} documents are not in {dataset.profiles}; their words were not checked: {names}",
        )
    return Data([*sources, *behind], documents, notes)


def _documents(sources: Iterable[Source], dataset: DatasetFolder) -> tuple[list[DocumentText], list[str]]:
    """Return the texts of the documents that the sources describe, and the stems of those not there."""
    described = dict.fromkeys(
        subject
        for source in sources
        for subject, predicate, value in source.triples
        if predicate == RDF_TYPE and value == _DOCUMENT
    )
    found: list[DocumentText] = []
    missing: list[str] = []
    for iri in described:
        if not isinstance(iri, NamedNode) or not iri.value.startswith(DOC):
            continue
        stem = unquote(iri.value[len(DOC) :])
        path = dataset.profile(stem)
        try:
            # Not read_text: positions count in the text as it is stored, line ends and all.
            text = path.read_bytes().decode("utf-8")
        except FileNotFoundError:
            missing.append(stem)
        except PermissionError:
            raise AcopioError("path-permission", "the document may not be read", path=path) from None
        except UnicodeDecodeError as error:
            raise AcopioError("document-encoding", str(error), path=path) from None
        else:
            found.append(DocumentText(iri, str(path), text))
    return found, missing


def _walk(paths: Sequence[Path | str]) -> Iterable[Path | str]:
    seen: set[Path | str] = set()
    for given in paths:
        path = Path(given)
        if str(given) == STANDARD_INPUT or not path.is_dir():
            found: Iterable[Path | str] = [str(given) if str(given) == STANDARD_INPUT else path]
        else:
            inside = (each for each in path.rglob("*") if each.suffix.lower() in FORMATS)
            found = sorted(
                each for each in inside
                if not any(part.startswith(".") for part in each.relative_to(path).parts)
            )  # fmt: skip
            if not found:
                raise AcopioError(
                    "no-data", f"the folder holds no file of RDF ({' '.join(FORMATS)})", path=path
                )
        for each in found:
            if each not in seen:
                seen.add(each)
                yield each


def _standard_input() -> Source:
    return Source(STANDARD_INPUT, sys.stdin.buffer.read(), RdfFormat.TURTLE)
