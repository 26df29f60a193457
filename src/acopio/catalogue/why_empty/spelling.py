"""How a term is written in a query, on which line, and how one that is not in it would be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Final

from acopio.catalogue.lexer import line_and_column, tokens
from acopio.namespaces import PREFIXES

if TYPE_CHECKING:
    from acopio.catalogue.result import Term

_LOCAL: Final = re.compile(r"\w(?:[\w.-]*[\w-])?")
_LONGEST: Final = 60  # characters of a text that are shown
_XSD_STRING: Final = f"{PREFIXES['xsd']}string"
_BARE: Final = {f"{PREFIXES['xsd']}{name}" for name in ("integer", "decimal", "boolean")}


class Spelling:
    """The names of one query: its prefixes, and the places of its terms."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(tokens(text))
        self._declarations = [
            (name, iri)
            for keyword, name, iri in zip(self.tokens, self.tokens[1:], self.tokens[2:], strict=False)
            if keyword.keyword == "PREFIX" and iri.kind == "iri"
        ]
        self.prefixes = {name.text[:-1]: iri.text[1:-1] for name, iri in self._declarations}

    def iri(self, iri: str) -> str:
        """Return an IRI as the query writes it, else with a prefix, else whole."""
        if iri in self._places:
            return self._places[iri][0]
        known = {**PREFIXES, **self.prefixes}
        for prefix, namespace in sorted(known.items(), key=lambda pair: (-len(pair[1]), pair[0])):
            local = iri.removeprefix(namespace)
            if local != iri and _LOCAL.fullmatch(local):
                return f"{prefix}:{local}"
        return f"<{iri}>"

    def term(self, term: Term) -> str:
        """Return a term in the shortest words that mean it."""
        from pyoxigraph import Literal, NamedNode

        if isinstance(term, NamedNode):
            return self.iri(term.value)
        if not isinstance(term, Literal):
            return str(term)
        if term.datatype.value in _BARE:
            return term.value
        words = str(Literal(_shortened(term.value)))
        if term.language:
            return f"{words}@{term.language}"
        return words if term.datatype.value == _XSD_STRING else f"{words}^^{self.iri(term.datatype.value)}"

    def at(self, *terms: str) -> str:
        """Return " (line n)" of the first of some IRIs or texts that the query has; empty where it has none."""
        offset = self.offset(*terms)
        return f" (line {line_and_column(self.text, offset)[0]})" if offset < len(self.text) else ""

    def placed(self, iri: str) -> str:
        """Return an IRI as the query writes it, with its line."""
        return f"{self.iri(iri)}{self.at(iri)}"

    def offset(self, *terms: str) -> int:
        """Return where the first of some IRIs or texts stands; the length of the query where it has none."""
        return min((self._places[term][1] for term in terms if term in self._places), default=len(self.text))

    def prefix_of(self, iri: str) -> str | None:
        """Return the prefix by which the query writes an IRI; None where it writes it whole or not at all."""
        written = self._places.get(iri, ("<", 0))[0]
        return None if written.startswith(("<", '"', "'")) else written.partition(":")[0]

    @cached_property
    def _places(self) -> dict[str, tuple[str, int]]:
        """The IRIs and texts of the query, as they are written and the offset of the first."""
        found: dict[str, tuple[str, int]] = {}
        prologue = {name for name, iri in self._declarations} | {iri for name, iri in self._declarations}
        for token in self.tokens:
            if token in prologue:
                continue
            match token.kind:
                case "iri":
                    found.setdefault(token.text[1:-1], (token.text, token.start))
                case "prefixed":
                    prefix, _, local = token.text.partition(":")
                    if prefix in self.prefixes:
                        iri = self.prefixes[prefix] + local.replace("\\", "")
                        found.setdefault(iri, (token.text, token.start))
                case "string":
                    found.setdefault(token.text.strip("\"'"), (token.text, token.start))
                case "number":
                    found.setdefault(token.text, (token.text, token.start))
        return found


def _shortened(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def split(iri: str) -> tuple[str, str]:
    """Return the namespace and the local name of an IRI, at its last `#` or `/`."""
    end = max(iri.rfind("#"), iri.rfind("/")) + 1
    return iri[:end], iri[end:]


def meant(words: Iterable[str]) -> str:
    """Return ": did you mean a or b?", or nothing where there are no words."""
    named = " or ".join(words)
    return f": did you mean {named}?" if named else ""
