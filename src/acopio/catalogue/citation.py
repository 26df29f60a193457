"""How to cite an answer: query, parameters, the data it was asked of, and hashes to check both by."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from acopio import __version__

if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions

    from acopio.catalogue.result import Result, Value
    from acopio.catalogue.stored_query import StoredQuery
    from acopio.dataset.folder import DatasetFolder

_TEX: Final = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "_": r"\_",
    "%": r"\%", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_DESCRIPTION: Final = """
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?title ?version ?issued ?license ?creator WHERE {
  ?dataset a dcat:Dataset .
  OPTIONAL { ?dataset dcterms:title ?title }
  BIND(LANG(?title) != "en" AS ?foreign)
  OPTIONAL { ?dataset dcat:version ?version }
  OPTIONAL { ?dataset dcterms:issued ?issued }
  OPTIONAL { ?dataset dcterms:license ?license }
  OPTIONAL { ?dataset dcterms:creator ?creator }
}
ORDER BY ?foreign ?title ?version ?issued ?license ?creator
LIMIT 1"""
_NAMES: Final = ("title", "version", "issued", "license", "creator")


@dataclass(frozen=True, slots=True)
class DataVersion:
    """What a data set says of itself in `dataset.ttl`, and the SHA-256 of its content.

    The hash is of the sorted N-Quads: `acopio export --format nquads | sha256sum` gives the same. An
    endpoint's content has none: in its place stand the endpoint's address and the day it was asked.
    """

    title: str
    version: str
    issued: str
    license: str
    creator: str
    sha256: str
    endpoint: str = ""
    accessed: str = ""

    def identity(self) -> str:
        """Return the hash, or where and when the data was asked."""
        return f"sha256:{self.sha256}" if self.sha256 else f"at {self.endpoint}, {self.accessed}"


@dataclass(frozen=True, slots=True)
class Citation:
    """An answer as it is cited; `query_sha256` is of the query's text.

    `result_sha256` is of the rows as TSV: `acopio query … --format tsv | sha256sum` gives the same.
    """

    query: str
    question: str
    parameters: tuple[tuple[str, str], ...]
    data: DataVersion
    query_sha256: str
    result_sha256: str

    def call(self) -> str:
        """Return the query with its parameters, as `certification_dates(product=cocoa)`."""
        given = ", ".join(f"{name}={value}" for name, value in self.parameters)
        return f"{self.query}({given})"

    def line(self) -> str:
        """Return the whole in one line."""
        version = f", version {self.data.version}" if self.data.version else ""
        return _one_line(
            f"{self.call()}, asked of {self.data.title or 'a data set'}{version} "
            f"({self.data.identity()}), result sha256:{self.result_sha256}, acopio {__version__}"
        )

    def parts(self) -> dict[str, str]:
        """Return what is cited by name, in words."""
        return {
            "query": self.query,
            "parameters": ", ".join(f"{name}={value}" for name, value in self.parameters),
            "data": self.data.title,
            "version": self.data.version,
            "issued": self.data.issued,
            "license": self.data.license,
            "query_sha256": self.query_sha256,
            "data_sha256": self.data.sha256,
            "endpoint": self.data.endpoint,
            "accessed": self.data.accessed,
            "result_sha256": self.result_sha256,
            "program": f"acopio {__version__}",
        }

    def bibtex(self) -> str:
        """Return a BibTeX entry; its key ends with the first digits of the result's hash."""
        asked = f"{self.question} ({self.call()})" if self.question else self.call()
        fields = {
            "title": f"{{{_tex(self.data.title or 'Data set')}: {_tex(asked)}}}",
            "author": f"{{{_tex(self.data.creator)}}}" if self.data.creator else "",
            "year": self.data.issued[:4],
            "version": _tex(self.data.version),
            "howpublished": f"Answer of acopio {__version__} to a stored query",
            "url": self.data.endpoint,
            "urldate": self.data.accessed,
            "note": (f"Data SHA-256 {self.data.sha256}; " if self.data.sha256 else "")
            + f"result SHA-256 {self.result_sha256}",
        }
        lines = [f"  {name} = {{{words}}},\n" for name, words in fields.items() if words]
        key = re.sub(r"[^A-Za-z0-9]+", "-", self.query).strip("-")
        return f"@misc{{acopio-{key}-{self.result_sha256[:8]},\n{''.join(lines)}}}\n"

    def text(self) -> str:
        """Return what is cited a line each, then the BibTeX entry: what `acopio cite` prints."""
        parts = self.parts()
        width = max(map(len, parts))
        lines = [f"{name:{width}}  {_one_line(words)}\n" for name, words in parts.items() if words]
        return f"{''.join(lines)}\n{self.bibtex()}"


def cite(
    name: str,
    /,
    dataset: DatasetFolder | Path | str | None = None,
    *,
    endpoint: str | None = None,
    timeout: float | None = None,
    **parameters: Value,
) -> Citation:
    """Answer a stored query, or one in a file, over a data set or an endpoint; say how the answer is cited.

    Takes what `acopio.query` takes, and raises what it raises.

    >>> print(cite("certification_dates", product="cocoa").bibtex())
    """
    from acopio.catalogue.engines import stoppable
    from acopio.catalogue.query import answer, open_source
    from acopio.catalogue.stored_query import find_query

    stored = find_query(name)
    source = open_source(dataset, endpoint, timeout)
    result = stoppable(lambda: answer(stored, source, parameters), timeout, stored.path)
    return citation_of(stored, parameters, result, version_of(dataset, endpoint, timeout))


def citation_of(
    query: StoredQuery, parameters: Mapping[str, Value], result: Result, data: DataVersion
) -> Citation:
    """Return how to cite an answer to a query over some data; parameters as they were given."""
    from acopio.catalogue.formats import to_tsv

    given = {**{each.name: each.default for each in query.parameters if each.default}, **parameters}
    return Citation(
        query=query.name,
        question=query.header.question if query.header else "",
        parameters=tuple((name.replace("-", "_"), str(value)) for name, value in sorted(given.items())),
        data=data,
        query_sha256=_sha256(query.text),
        result_sha256=_sha256(to_tsv(result)),
    )


def version_of(
    dataset: DatasetFolder | Path | str | None, endpoint: str | None = None, timeout: float | None = None
) -> DataVersion:
    """Return what tells the data of a data set, or of an endpoint, from another."""
    from acopio.dataset.folder import DatasetFolder, find_dataset

    if endpoint is None:
        return data_version(dataset if isinstance(dataset, DatasetFolder) else find_dataset(dataset))
    from acopio.endpoint.client import Endpoint

    asked = Endpoint(endpoint, timeout=timeout)
    row = next(iter(asked.ask(_DESCRIPTION)), {})
    told = {name: str(row.get(name) or "") for name in _NAMES}
    today = dt.datetime.now(dt.UTC).date().isoformat()
    return DataVersion(
        **{**told, "creator": _name_of(told["creator"])}, sha256="", endpoint=asked.url, accessed=today
    )


def _name_of(creator: str) -> str:
    return re.sub(r"^https://w3id\.org/acopio/contributors$", "acopio contributors", creator)


def data_version(dataset: DatasetFolder) -> DataVersion:
    """Return a data set's description of itself and the hash of its content."""
    from pyoxigraph import RdfFormat, Store

    from acopio.catalogue.export import export

    store = Store()
    if dataset.description.is_file():
        store.load(path=dataset.description, format=RdfFormat.TURTLE)
    solutions = cast("QuerySolutions", store.query(_DESCRIPTION))
    found = next(({name: getattr(row[name], "value", "") for name in _NAMES} for row in solutions), {})
    return DataVersion(
        title=found.get("title", ""),
        version=found.get("version", ""),
        issued=found.get("issued", ""),
        license=found.get("license", ""),
        creator=_name_of(found.get("creator", "")),
        sha256=_sha256(export(dataset, "nquads")),
    )


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _one_line(words: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())


def _tex(words: str) -> str:
    return "".join(_TEX.get(character, character) for character in _one_line(words))
