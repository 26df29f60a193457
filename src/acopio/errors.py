"""Faults that a user can meet: one kind a code (`acopio.error_kinds`), one message a fault.

A message says what is wrong, where it stands, why, and what to do next.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from acopio.error_kinds import ERROR_KINDS


class AcopioError(Exception):
    """A fault of the input or its surroundings, told in one message; the command line exits with 2.

    `code` is a key of `ERROR_KINDS`; `problem` names the offending value; `where` is a path, with
    line and column (both counted from 1) where they are known; `remedy` replaces the kind's own.
    """

    def __init__(
        self,
        code: str,
        problem: str,
        *,
        path: Path | str | None = None,
        line: int | None = None,
        column: int | None = None,
        remedy: str | None = None,
    ) -> None:
        self.kind = ERROR_KINDS[code]
        self.problem = problem
        self.path = path
        self.line = line
        self.column = column
        self.remedy = remedy or self.kind.remedy
        super().__init__(self.message())

    def __reduce__(self) -> tuple[object, ...]:
        """Let a fault travel from a worker process, whole."""
        place = (self.path, self.line, self.column, self.remedy)
        return (_fault, (self.kind.code, self.problem, *place))

    @property
    def where(self) -> str:
        """The place as `file:line:column`, as far as it is known."""
        parts = [str(self.path)] if self.path is not None else []
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        return ":".join(parts)

    def headline(self) -> str:
        """Say where and what."""
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.problem} [{self.kind.code}]"

    def _render_traceback_(self) -> list[str]:
        """Let a notebook show the message alone, not the way through the program."""
        return [f"acopio: {self.message()}"]

    def message(self) -> str:
        """Say what, where, why and what to do next, in one paragraph."""
        return f"{self.headline()}\n  {self.remedy}"


class SeveralFaultsError(AcopioError):
    """Several faults told at once, in the order given; the first one lends its code and place."""

    def __init__(self, faults: Sequence[AcopioError]) -> None:
        self.faults = tuple(faults)
        first = self.faults[0]
        super().__init__(
            first.kind.code,
            first.problem,
            path=first.path,
            line=first.line,
            column=first.column,
            remedy=first.remedy,
        )

    def __reduce__(self) -> tuple[object, ...]:
        """Let the faults travel from a worker process, whole."""
        return (SeveralFaultsError, (self.faults,))

    def message(self) -> str:
        """Tell every fault, and below those that one remedy mends, the remedy once."""
        told = []
        for fault, following in zip(self.faults, (*self.faults[1:], None), strict=True):
            told.append(fault.headline())
            if following is None or following.remedy != fault.remedy:
                told.append(f"  {fault.remedy}")
        return "\n".join(told)


def _fault(
    code: str, problem: str, path: Path | str | None, line: int | None, column: int | None, remedy: str
) -> AcopioError:
    return AcopioError(code, problem, path=path, line=line, column=column, remedy=remedy)
