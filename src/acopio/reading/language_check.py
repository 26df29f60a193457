"""The check of a language file: no key missing, none unknown, every value of its type."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from acopio.errors import AcopioError
from acopio.reading.language_schema import TABLES, WORD_KINDS


def check_language(data: dict[str, Any], path: Path) -> None:
    """Raise AcopioError language-file for a missing key, an unknown one, or a value of the wrong type."""

    def fault(problem: str) -> AcopioError:
        return AcopioError("language-file", problem, path=path)

    _check_keys(set(data), {"words", *TABLES}, "table", fault)
    _check_keys(set(data["words"]), set(WORD_KINDS), "word list", fault, prefix="words.")
    for kind, table in data["words"].items():
        for value, phrases in table.items():
            if not _phrases(phrases):
                raise fault(f"words.{kind}.{value} is no list of phrases")
    for name, keys in TABLES.items():
        table = data[name]
        if "*" not in keys:
            _check_keys(set(table), set(keys), "key", fault, prefix=f"{name}.")
        for key, value in table.items():
            wanted = keys.get(key) or keys["*"]
            if not isinstance(value, wanted) or (wanted is list and not _phrases(value)):
                raise fault(f"{name}.{key} is no {'list of phrases' if wanted is list else wanted.__name__}")


def _phrases(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(phrase, str) and phrase.strip() for phrase in value)


def _check_keys(found: set[str], wanted: set[str], what: str, fault: Any, prefix: str = "") -> None:
    for problem, keys in (("missing", wanted - found), ("unknown", found - wanted)):
        if keys:
            raise fault(f"{problem} {what}: {', '.join(prefix + key for key in sorted(keys))}")
