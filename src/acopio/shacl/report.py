"""What a validation gives back: a report that is read once, result by result, and its records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Result:
    """One sh:ValidationResult; every term is a text as in `acopio.shacl.terms`.

    `path` is the text of a predicate, or of the node that stands for the path in the shapes graph (a
    blank node for other paths than a predicate); `path_text` writes any path as SPARQL does. `messages`
    are literals. Fields that a result does not have are None.
    """

    focus_node: str
    source_shape: str
    component: str
    severity: str
    path: str | None = None
    path_text: str | None = None
    value: str | None = None
    source_constraint: str | None = None
    messages: tuple[str, ...] = ()
    detail: tuple[Result, ...] = ()

    def sort_key(self) -> tuple[str, ...]:
        """Return what results are put in order by: place first, then rule."""
        return (
            self.focus_node,
            self.path_text or "",
            self.value or "",
            self.source_shape,
            self.component,
            *self.messages,
        )


@dataclass(slots=True)
class Report:
    """The outcome of a validation.

    `conforms` follows SHACL 1.0: any result, of whatever severity, makes it False. `count` is the
    number of results; iterating makes them one at a time, as often as wanted. `notes` name what was
    handed to pySHACL and why, and anything else a reader of the verdict should know.
    """

    conforms: bool
    count: int
    notes: tuple[str, ...] = ()
    triples: int = 0
    _make: Callable[[], Iterator[Result]] = field(default=lambda: iter(()), repr=False)

    def __iter__(self) -> Iterator[Result]:
        """Yield the results, in no order that lasts."""
        return self._make()

    def sorted(self) -> list[Result]:
        """Return all results in a lasting order."""
        return sorted(self, key=Result.sort_key)
