"""What is known about a document besides its text: front matter, sidecar files, options."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from acopio.documents.source_document import Metadata
from acopio.errors import AcopioError

MAX_YAML: Final = 64 * 1024
KEYS: Final = tuple(field.name for field in dataclasses.fields(Metadata))
DATE_KEYS: Final = frozenset({"written", "published", "retrieved"})
ORIGINAL_DIGEST_KEY: Final = "original_sha256"
_FENCE: Final = "---"
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})


def split_front_matter(text: str, *, path: Path | str | None = None) -> tuple[Metadata, int]:
    """Read the front matter of a text; return it with the offset at which the body begins.

    Front matter stands between a first line `---` and the next line `---` or `...`. A text without
    it has empty metadata and a body that begins at 0 (after a byte order mark, if there is one).
    Raises AcopioError document-front-matter with line and column.
    """
    begin = 1 if text.startswith("\ufeff") else 0
    first_end = text.find("\n", begin)
    if first_end < 0 or text[begin:first_end].rstrip() != _FENCE:
        return Metadata(), begin
    position = first_end + 1
    while 0 < position <= first_end + 1 + MAX_YAML and position < len(text):
        line_end = text.find("\n", position)
        line_end = len(text) if line_end < 0 else line_end
        if text[position:line_end].rstrip() in (_FENCE, "..."):
            found = parse_metadata(text[first_end + 1 : position], path=path, first_line=2)
            return found, min(line_end + 1, len(text))
        position = line_end + 1
    next_line = text[first_end + 1 : first_end + 200].partition("\n")[0]
    if next_line.partition(":")[0].strip() in KEYS:  # a thematic break may open a document as well
        raise AcopioError(
            "document-front-matter", "the front matter has no closing line '---'", path=path, line=1, column=1
        )
    return Metadata(), begin


def parse_metadata(yaml_text: str, *, path: Path | str | None = None, first_line: int = 1) -> Metadata:
    """Read a flat YAML mapping of the keys of `Metadata`; raises AcopioError document-front-matter."""
    return _metadata(_pairs(yaml_text, path, first_line), KEYS, path)[0]


def parse_sidecar(yaml_text: str, *, path: Path | str | None = None) -> tuple[Metadata, str | None]:
    """Read a sidecar file; return its metadata and the digest of the bytes that the text came from."""
    metadata, others = _metadata(_pairs(yaml_text, path, 1), (*KEYS, ORIGINAL_DIGEST_KEY), path)
    return metadata, others.get(ORIGINAL_DIGEST_KEY)


def write_sidecar(metadata: Metadata, original_sha256: str | None = None) -> str:
    """Return the text of a sidecar file, one key a line in the order of `Metadata`, or ""."""
    import yaml

    values: dict[str, object] = {key: value for key in KEYS if (value := getattr(metadata, key)) is not None}
    if original_sha256:
        values[ORIGINAL_DIGEST_KEY] = original_sha256
    if not values:
        return ""
    return str(yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=1000))


def merge_metadata(base: Metadata, over: Metadata | None) -> Metadata:
    """Return `base` with every value that `over` gives in its place."""
    if over is None:
        return base
    return dataclasses.replace(
        base, **{key: value for key in KEYS if (value := getattr(over, key)) is not None}
    )


def _pairs(text: str, path: Path | str | None, first_line: int) -> Iterator[tuple[str, str, int, int, int]]:
    """Yield key, value, line of both, column of the key and of the value, from a flat mapping.

    Events, not nodes: nothing is built, so that neither nesting nor aliases can cost anything.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    def fault(problem: str, place: tuple[int, int]) -> AcopioError:
        return AcopioError("document-front-matter", problem, path=path, line=place[0], column=place[1])

    def place_of(mark: Any) -> tuple[int, int]:
        return (first_line + mark.line, mark.column + 1) if mark else (first_line, 1)

    if len(text) > MAX_YAML:
        raise fault(f"the metadata is longer than {MAX_YAML} characters", (first_line, 1))
    key: tuple[str, int, int] | None = None
    depth = 0
    try:
        for event in yaml.parse(text, Loader=loader):
            line, column = place_of(event.start_mark)
            if isinstance(event, yaml.MappingStartEvent) and depth == 0:
                depth = 1
            elif isinstance(event, yaml.MappingEndEvent):
                depth = 2
            elif isinstance(event, yaml.ScalarEvent) and depth == 1:
                if key is None:
                    key = (event.value, line, column)
                else:
                    plain = event.style in (None, "") and event.value in _NULLS
                    yield key[0], "" if plain else event.value, key[1], key[2], column
                    key = None
            elif isinstance(event, yaml.ScalarEvent) and depth == 0 and not event.value:
                return
            elif isinstance(event, yaml.NodeEvent):
                wanted = (
                    f"the value of '{key[0]}' is no plain value" if key else "no mapping of keys to values"
                )
                raise fault(wanted, (line, column))
    except yaml.MarkedYAMLError as error:
        raise fault(f"not YAML: {error.problem or error.context}", place_of(error.problem_mark)) from None
    except yaml.YAMLError as error:
        raise fault(f"not YAML: {str(error).splitlines()[0]}", (first_line, 1)) from None


def _metadata(
    pairs: Iterator[tuple[str, str, int, int, int]], known: tuple[str, ...], path: Path | str | None
) -> tuple[Metadata, dict[str, str]]:
    values: dict[str, str | dt.date] = {}
    others: dict[str, str] = {}
    for key, value, line, key_column, value_column in pairs:
        if key not in known:
            raise AcopioError(
                "document-front-matter",
                f"unknown key '{key}'; known are {', '.join(known)}",
                path=path,
                line=line,
                column=key_column,
            )
        if key in values or key in others:
            raise AcopioError(
                "document-front-matter", f"'{key}' is given twice", path=path, line=line, column=key_column
            )
        if not value:
            continue
        if key in DATE_KEYS:
            try:
                values[key] = dt.date.fromisoformat(value)
            except ValueError:
                raise AcopioError(
                    "document-front-matter",
                    f"{value!r} is no date; '{key}' wants YYYY-MM-DD",
                    path=path,
                    line=line,
                    column=value_column,
                ) from None
        elif key in KEYS:
            values[key] = value.strip()
        else:
            others[key] = value.strip()
    return Metadata(**values), others  # type: ignore[arg-type]  # keys and types follow from the checks above
