"""The `#+` header of a stored query: YAML in comment lines, a contract that is held to.

The form follows grlc, without its silence: an unknown key, a missing description or a wrong type is
an error with file and line. The query stays valid SPARQL, header and all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, NoReturn, cast, get_args

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from acopio.catalogue.plot_spec import PLOT_KEYS, PLOT_KINDS, PlotKind, PlotSpec, plot_fault
from acopio.errors import AcopioError
from acopio.namespaces import CONCEPT_SCHEMES, PREFIXES

ValueType = Literal["iri", "concept", "text", "integer", "decimal", "date", "language"]
VALUE_TYPES: Final[tuple[str, ...]] = get_args(ValueType)

# Options of `acopio query` itself: a parameter of that name could not be given as `--name value`.
RESERVED_NAMES: Final = frozenset(
    (
        "allow-remote",
        "cite",
        "dataset",
        "format",
        "endpoint",
        "help",
        "list",
        "output",
        "param",
        "plot",
        "timeout",
        "wide",
    )
)
# The keys of a header with what they are for; docs/queries.md is made from them.
HEADER_KEYS: Final = {
    "title": "The query's name in words.",
    "question": "What it answers, as a person would ask.",
    "description": "What one row is, what is left out, how what is unclear is decided.",
    "parameters": "What it can be asked with, by name; may be left out.",
    "columns": "What it selects, by name, in the order of the SELECT clause.",
    "tags": "A list of words to find it by.",
    "plot": "The picture that --plot draws; may be left out.",
}
PARAMETER_KEYS: Final = {
    "type": "What kind of value it is.",
    "description": "What the parameter does to the rows.",
    "scheme": "Of a concept: the concept scheme that it is of.",
    "class": "Of an IRI: the class whose members can be named, by name, code or the end of their IRI.",
    "bound": "Of a date: which day 2004 means, the earliest (which it is unless said) or the latest.",
    "choices": "Of a text: the list of the words that it can be.",
    "default": "The words that stand in where none are given.",
    "required": "true where the query makes no sense without.",
}
COLUMN_KEYS: Final = {
    "type": "What kind of value it is.",
    "label": "The heading in tables.",
    "detail": "true where tables leave the column out unless asked for with --wide.",
}
_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query can be asked with: parameter `country` is the variable `?_country`.

    `scheme` is the concept scheme of a concept; `class_iri` the class whose members can be named by
    an IRI parameter; `bound` says which end of "2004" a date parameter means; `choices` are all the
    words that a text can be; `default` is words, as a user would give them.
    """

    name: str
    type: ValueType
    description: str
    scheme: str | None = None
    class_iri: str | None = None
    bound: Literal["earliest", "latest"] = "earliest"
    choices: tuple[str, ...] = ()
    default: str | None = None
    required: bool = False
    line: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the result; those of `detail` are left out of tables unless asked for."""

    name: str
    type: ValueType
    label: str
    detail: bool = False
    line: int = 1


@dataclass(frozen=True, slots=True)
class Header:
    """What a stored query says of itself."""

    title: str
    question: str
    description: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    tags: tuple[str, ...]
    plot: PlotSpec | None = None


def read_header(text: str, path: Path | str) -> Header | None:
    """Return the header of a query's text, or None where it has none; AcopioError on a broken one."""
    lines = text.splitlines()
    first = next((number for number, line in enumerate(lines) if line.startswith("#+")), None)
    if first is None:
        return None
    # One YAML line a line of the file, so that YAML's marks are the file's lines.
    yaml_text = "\n".join(line[2:] if line.startswith("#+") else "" for line in lines)
    return _Reader(path).header(yaml_text, first + 1)


class _Reader:
    """Turns the YAML nodes into a `Header`, with the place of each fault."""

    def __init__(self, path: Path | str) -> None:
        self.path = path

    def header(self, yaml_text: str, line: int) -> Header:
        root = self._compose(yaml_text)
        if root is None:
            self._fail("the header is empty", line)
        keys = self._keys(root, "the header", HEADER_KEYS)
        for key in ("title", "question", "description", "columns", "tags"):
            if key not in keys:
                self._fail(f"the header has no '{key}'", line)
        columns = tuple(self._column(*item) for item in self._mapping(keys["columns"], "columns"))
        if not columns:
            self._fail("the header names no column", keys["columns"])
        parameters: tuple[Parameter, ...] = ()
        if "parameters" in keys:
            parameters = tuple(
                self._parameter(*item) for item in self._mapping(keys["parameters"], "parameters")
            )
        return Header(
            title=self._text(keys["title"], "title"),
            question=self._text(keys["question"], "question"),
            description=self._text(keys["description"], "description"),
            parameters=parameters,
            columns=columns,
            tags=self._words(keys["tags"], "tags"),
            plot=self._plot(keys["plot"], columns) if "plot" in keys else None,
        )

    def _compose(self, yaml_text: str) -> Node | None:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            return yaml.compose(yaml_text, Loader=loader)
        except yaml.MarkedYAMLError as error:
            mark = error.context_mark or error.problem_mark  # where what is not closed was opened
            raise AcopioError(
                "query-header",
                f"the header is not YAML: {error.problem}",
                path=self.path,
                line=mark.line + 1 if mark else None,
                column=mark.column + 3 if mark else None,  # the two characters of '#+' come before
            ) from None
        except yaml.YAMLError as error:
            raise AcopioError(
                "query-header", f"the header is not YAML: {error}", path=self.path, line=1
            ) from None

    def _parameter(self, name: str, place: Node, node: Node) -> Parameter:
        self._check_name(name, place)
        if name.replace("_", "-") in RESERVED_NAMES:
            self._fail(f"'{name}' is an option of acopio query, so no parameter can have the name", place)
        keys = self._keys(node, f"parameter '{name}'", PARAMETER_KEYS)
        kind = self._type(keys, f"parameter '{name}'", place)
        if "description" not in keys:
            self._fail(f"parameter '{name}' has no 'description'", place)
        scheme = self._text(keys["scheme"], "scheme") if "scheme" in keys else None
        if (scheme is not None) != (kind == "concept"):
            self._fail(f"parameter '{name}': 'scheme' goes with the type 'concept', and only with it", place)
        if scheme is not None and scheme not in CONCEPT_SCHEMES:
            self._fail(
                f"there is no concept scheme '{scheme}'; there are: {', '.join(CONCEPT_SCHEMES)}", place
            )
        if "class" in keys and kind != "iri":
            self._fail(f"parameter '{name}': 'class' goes with the type 'iri' only", place)
        bound = self._text(keys["bound"], "bound") if "bound" in keys else "earliest"
        if bound not in ("earliest", "latest") or ("bound" in keys and kind != "date"):
            self._fail(f"parameter '{name}': 'bound' is earliest or latest, of the type 'date'", place)
        choices = self._words(keys["choices"], "choices") if "choices" in keys else ()
        if choices and kind != "text":
            self._fail(f"parameter '{name}': 'choices' goes with the type 'text' only", place)
        return Parameter(
            name=name,
            type=kind,
            description=self._text(keys["description"], "description"),
            scheme=scheme,
            class_iri=self._class(keys["class"]) if "class" in keys else None,
            bound=cast("Literal['earliest', 'latest']", bound),
            choices=choices,
            default=self._text(keys["default"], "default") if "default" in keys else None,
            required=self._flag(keys, "required"),
            line=self._line(place),
        )

    def _column(self, name: str, place: Node, node: Node) -> Column:
        self._check_name(name, place)
        keys = self._keys(node, f"column '{name}'", COLUMN_KEYS)
        kind = self._type(keys, f"column '{name}'", place)
        if "label" not in keys:
            self._fail(f"column '{name}' has no 'label'", place)
        label = self._text(keys["label"], "label")
        return Column(name, kind, label, self._flag(keys, "detail"), self._line(place))

    def _plot(self, node: Node, columns: tuple[Column, ...]) -> PlotSpec:
        keys = self._keys(node, "'plot'", PLOT_KEYS)
        words = {key: self._text(value, key) for key, value in keys.items()}
        kind = words.pop("kind", None)
        if kind not in PLOT_KINDS:
            self._fail(f"the 'kind' of a plot is one of {', '.join(PLOT_KINDS)}", keys.get("kind", node))
        spec = PlotSpec(cast("PlotKind", kind), **words)
        if fault := plot_fault(spec, {column.name: column.type for column in columns}):
            self._fail(fault, node)
        return spec

    def _type(self, keys: Mapping[str, Node], what: str, place: Node) -> ValueType:
        if "type" not in keys:
            self._fail(f"{what} has no 'type'", place)
        kind = self._text(keys["type"], "type")
        if kind not in VALUE_TYPES:
            self._fail(f"{what} has the type '{kind}'; the types are {', '.join(VALUE_TYPES)}", keys["type"])
        return cast("ValueType", kind)

    def _class(self, node: Node) -> str:
        prefix, _, local = self._text(node, "class").partition(":")
        if prefix not in PREFIXES or not local:
            self._fail("'class' is a prefixed name, such as acopio:ProducerOrganization", node)
        return PREFIXES[prefix] + local

    def _keys(self, node: Node, what: str, known: Mapping[str, str]) -> dict[str, Node]:
        """Return a mapping's values by key; a key that is not known is a fault."""
        values: dict[str, Node] = {}
        for key, place, value in self._mapping(node, what):
            if key not in known:
                self._fail(f"{what} has an unknown key '{key}'; the keys are {', '.join(known)}", place)
            values[key] = value
        return values

    def _mapping(self, node: Node, what: str) -> Iterator[tuple[str, Node, Node]]:
        """Yield the keys of a mapping, each with the node of the key and of the value."""
        if not isinstance(node, MappingNode):
            self._fail(f"{what} must be a mapping of names to values", node)
        seen: set[str] = set()
        for place, value in node.value:
            key = str(place.value)
            if key in seen:
                self._fail(f"{what} names '{key}' twice", place)
            seen.add(key)
            yield key, place, value

    def _text(self, node: Node, what: str) -> str:
        if not isinstance(node, ScalarNode) or not node.value.strip():
            self._fail(f"'{what}' must be some words", node)
        return " ".join(node.value.split())

    def _words(self, node: Node, what: str) -> tuple[str, ...]:
        if not isinstance(node, SequenceNode) or not node.value:
            self._fail(f"'{what}' must be a list of words", node)
        return tuple(self._text(item, what) for item in node.value)

    def _flag(self, keys: Mapping[str, Node], key: str) -> bool:
        if key not in keys:
            return False
        word = self._text(keys[key], key)
        if word not in ("true", "false"):
            self._fail(f"'{key}' is true or false", keys[key])
        return word == "true"

    def _check_name(self, name: str, node: Node) -> None:
        if not _NAME.fullmatch(name):
            self._fail(f"'{name}' is no name: lower-case letters, digits and _ only", node)

    def _line(self, node: Node) -> int:
        return int(node.start_mark.line) + 1

    def _fail(self, problem: str, where: Node | int) -> NoReturn:
        line = where if isinstance(where, int) else self._line(where)
        raise AcopioError("query-header", problem, path=self.path, line=line)
