"""A deterministic Turtle writer (RDF 1.1 Turtle): grouped by subject, one property a line, no blank nodes.

Written by hand because no serialiser keeps an order of ours: rdflib sorts by IRI and costs 35 µs a
triple, pyoxigraph repeats prefixes that nobody uses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode

from acopio.graph.terms import RDF_TYPE, XSD_STRING, Description, Object
from acopio.namespaces import ID, PREFIXES

_LOCAL: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")  # a safe part of PN_LOCAL
_INTEGER: Final = re.compile(r"[+-]?[0-9]+")
_DECIMAL: Final = re.compile(r"[+-]?[0-9]*\.[0-9]+")
_XSD: Final = PREFIXES["xsd"]
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_TO_ESCAPE: Final = re.compile(r'[\\"\x00-\x1f\x7f-\x9f\u2028\u2029]')


class TurtleWriter:
    """Writes terms and descriptions, and remembers which prefixes it has used.

    `base` is written as @base; IRIs below it are relative (`<acopagro/count/1a2b3c4d>`), because a
    slash cannot stand in a prefixed name without a backslash.
    """

    def __init__(self, prefixes: Mapping[str, str] = PREFIXES, base: str | None = ID) -> None:
        self._base = base
        self._namespaces = {iri: prefix for prefix, iri in prefixes.items() if iri != base}
        self._used: set[str] = set()
        self._prefixes = prefixes
        self._cache: dict[str, str] = {}

    def document(
        self, heading: str, descriptions: Iterable[Description], lines: Iterable[Description] = ()
    ) -> str:
        """Return a whole file: the heading as a comment, the prefixes used, the descriptions.

        `lines` come last, each on one line.
        """
        body = "\n".join(self.description(each) for each in descriptions if each.properties)
        if one_line := "".join(self.description(each, " ; ") for each in lines):
            body += "\n" + one_line
        head = [f"# {line}" for line in heading.splitlines()]
        if self._base:
            head.append(f"@base <{self._base}> .")
        head += [f"@prefix {prefix}: <{self._prefixes[prefix]}> ." for prefix in sorted(self._used)]
        return "\n".join(head) + "\n\n" + body

    def description(self, described: Description, between: str = " ;\n    ") -> str:
        """Return one subject with its properties, ended by a full stop and a newline."""
        out = [self._iri(described.subject.value)]
        separator, before = " ", None
        for predicate, value in described.properties:
            if predicate == before:
                out.append(", ")
            else:
                out += (separator, "a" if predicate == RDF_TYPE else self._iri(predicate.value), " ")
                separator, before = between, predicate
            out.append(self.term(value))
        out.append(" .\n")
        return "".join(out)

    def term(self, node: Object) -> str:
        """Return one IRI or literal as Turtle writes it."""
        return self._iri(node.value) if isinstance(node, NamedNode) else self._literal(node)

    def _iri(self, iri: str) -> str:
        written = self._cache.get(iri)
        if written is None:
            written = self._cache[iri] = self._write_iri(iri)
        return written

    def _write_iri(self, iri: str) -> str:
        if self._base and iri.startswith(self._base) and _relative(iri[len(self._base) :]):
            return f"<{iri[len(self._base) :]}>"
        end = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._namespaces.get(iri[:end])
        if prefix is not None and _LOCAL.fullmatch(iri, end):
            self._used.add(prefix)
            return f"{prefix}:{iri[end:]}"
        return f"<{iri}>"

    def _literal(self, literal: Literal) -> str:
        value, datatype = literal.value, literal.datatype.value
        if literal.language:
            return f'"{escape(value)}"@{literal.language}'
        if datatype == XSD_STRING:
            return f'"{escape(value)}"'
        if datatype == f"{_XSD}integer" and _INTEGER.fullmatch(value):
            return value
        if datatype == f"{_XSD}decimal" and _DECIMAL.fullmatch(value):
            return value
        return f'"{escape(value)}"^^{self._iri(datatype)}'


def escape(value: str) -> str:
    """Return a string's characters as they stand between quotation marks (Turtle, section 6.4)."""
    return _TO_ESCAPE.sub(lambda match: _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04X}", value)


def _relative(path: str) -> bool:
    """Tell whether a path may stand alone in angle brackets (RFC 3986, 4.2: no colon in segment one)."""
    first = path.partition("/")[0]
    return bool(first) and ":" not in first and not {".", ".."} & set(path.split("/")) and path[0] not in "#?"
