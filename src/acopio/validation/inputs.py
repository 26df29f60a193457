"""What is to be validated: the files of a data set or those named, with what they refer to."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from pyoxigraph import NamedNode, RdfFormat

from acopio.assets import ontology_folder
from acopio.dataset.folder import DatasetFolder, find_dataset, is_stem, turtle_files
from acopio.errors import AcopioError
from acopio.namespaces import DOC, PREFIXES
from acopio.validation.data import (
    FORMATS,
    Data,
    DocumentText,
    Source,
    keep_nodes_apart,
    name_nodes_after_file,
    parse_all,
    read_limited,
    read_source,
)
from acopio.validation.terms import RDF_TYPE, Triple

_DOCUMENT: Final = NamedNode(PREFIXES["acopio"] + "SourceDocument")
STANDARD_INPUT: Final = "-"


def dataset_data(dataset: DatasetFolder, behind: list[Source] | None = None) -> Data:
    """Return a whole data set as data: claims, organisations, its description; the ontology as background.

    `behind` is the background where it has been read before. Raises AcopioError no-data where no
    document has been loaded yet.
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
    sources = [dataset_source(path) for path in (*claims, *beside)]
    behind = background() if behind is None else behind
    parse_all(sources)
    for source in sources:
        name_nodes_after_file(source, Path(source.name).relative_to(dataset.root).as_posix())
    documents, missing = documents_of((triple for source in sources for triple in source.triples), dataset)
    return Data([*sources, *behind], documents, missing_documents(missing, dataset))


def dataset_source(path: Path) -> Source:
    """Read a file of a data set; raises AcopioError as `read_source` does, and no-data where it is empty."""
    source = read_source(path)
    if not source.content.strip():
        raise AcopioError(
            "no-data",
            "the file is empty",
            path=path,
            remedy="Load the document again (acopio load), or take the file away.",
        )
    return source


def background() -> list[Source]:
    """Return the ontology and its concept schemes, which stand behind every data set."""
    sources = [read_source(path, background=True) for path in ontology_files()]
    parse_all(sources)
    keep_nodes_apart(sources)
    return sources


def missing_documents(stems: Sequence[str], dataset: DatasetFolder) -> tuple[str, ...]:
    """Return the note on documents whose texts are not there."""
    if not stems:
        return ()
    names = ", ".join(stems[:5]) + (" …" if len(stems) > 5 else "")
    return (f"{len(stems)} documents are not in {dataset.profiles}; their words were not checked: {names}",)


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
    documents, missing = documents_of((triple for source in sources for triple in source.triples), dataset)
    return Data([*sources, *behind], documents, missing_documents(missing, dataset))


def documents_of(triples: Iterable[Triple], dataset: DatasetFolder) -> tuple[list[DocumentText], list[str]]:
    """Return the texts of the documents that triples describe, and the stems of those not there."""
    found: list[DocumentText] = []
    missing: list[str] = []
    for iri, stem in described_documents(triples):
        path = dataset.profile(stem)
        if not is_stem(stem):  # the IRI comes from the data, and must not name any other file
            missing.append(stem)
            continue
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


def described_documents(triples: Iterable[Triple]) -> list[tuple[NamedNode, str]]:
    """Return the documents that triples describe, in their order, each with its stem."""
    described = dict.fromkeys(
        subject for subject, predicate, value in triples if predicate == RDF_TYPE and value == _DOCUMENT
    )
    return [
        (iri, unquote(iri.value[len(DOC) :]))
        for iri in described
        if isinstance(iri, NamedNode) and iri.value.startswith(DOC)
    ]


def _walk(paths: Sequence[Path | str]) -> Iterable[Path | str]:
    seen: set[Path | str] = set()
    for given in paths:
        path = Path(given)
        if str(given) == STANDARD_INPUT or not path.is_dir():
            found: Iterable[Path | str] = [str(given) if str(given) == STANDARD_INPUT else path]
        else:
            inside = (
                each for each in path.rglob("*") if each.suffix.lower() in FORMATS and not each.is_dir()
            )
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
    return Source(STANDARD_INPUT, read_limited(sys.stdin.buffer, STANDARD_INPUT), RdfFormat.TURTLE)
