"""What an engine is: something that says which focus nodes break which shapes, and nothing of places."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final, Protocol

from acopio.errors import AcopioError
from acopio.validation.data import Data
from acopio.validation.report import Result
from acopio.validation.shapes import Shapes


@dataclass(frozen=True, slots=True)
class Verdict:
    """The results of one run, in any order, without rule and places; notes are for people.

    Results may be made anew each time that they are iterated.
    """

    results: Collection[Result]
    notes: tuple[str, ...] = ()


class Engine(Protocol):
    """A SHACL validator. Results are those of SHACL, section 3.6, for the union of the data's sources."""

    @property
    def name(self) -> str:
        """The name that `--engine` and the report know it by."""

    def run(self, data: Data, shapes: Shapes) -> Verdict:
        """Validate; raises AcopioError shapes-invalid where the shapes cannot be used."""


def _compiled() -> Engine:
    from acopio.validation.compiled_engine import CompiledEngine

    return CompiledEngine()


def _pyshacl() -> Engine:
    from acopio.validation.pyshacl_engine import PyshaclEngine

    return PyshaclEngine()


# Imported only when asked for: an engine may be slow to import.
ENGINES: Final[dict[str, Callable[[], Engine]]] = {"compiled": _compiled, "pyshacl": _pyshacl}
DEFAULT_ENGINE: Final = "compiled"


def find_engine(name: str) -> Engine:
    """Return the engine of a name; raises AcopioError engine-unknown."""
    if name not in ENGINES:
        raise AcopioError(
            "engine-unknown",
            f"there is no engine {name!r}",
            remedy=f"Use one of: {', '.join(sorted(ENGINES))} (without the option: {DEFAULT_ENGINE})",
        )
    return ENGINES[name]()
