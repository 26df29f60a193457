"""`docs/shapes.md`: every rule of the shapes, what it asks, why, how grave it is, how to mend a fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from acopio.validation.shapes import Shapes
    from acopio.validation.terms import Term

INTRODUCTION: Final = """# Shapes

What data about producers must look like, in SHACL: the files in [`shapes/`](../shapes), one a class of
things. `acopio validate` names a rule as it stands here (`count-claim/unit`); its IRI is
`https://w3id.org/acopio/shape/` with that name, and its page shows what breaks it. Any SHACL validator can
use the files; no program of ours is needed.

How grave a result is depends on the profile: `draft` while reading and reviewing, `release` before
publishing ([`shapes/profiles/`](../shapes/profiles), laid over the shapes before they are used).
Violations stand against conformance, warnings and infos do not, unless `--strict` is given.
"""

_COUNTS: Final = {("1", "1"): "exactly one", (None, "1"): "at most one", ("1", None): "at least one"}
_LIMITS: Final = {
    "minInclusive": "{} or more",
    "minExclusive": "more than {}",
    "maxInclusive": "{} or less",
    "maxExclusive": "less than {}",
    "minLength": "at least {} character(s)",
    "lessThan": "less than {}",
    "lessThanOrEquals": "not more than {}",
    "pattern": "like {}",
}


@cache
def project_shapes() -> Shapes:
    """Return the shapes of `shapes/`, read once."""
    from acopio.validation.shapes import read_shapes

    return read_shapes()


def shapes_page() -> str:
    """Return the page: a section a file, a row a rule."""
    from acopio.validation.shapes import PROFILES

    shapes = project_shapes()
    parts = [INTRODUCTION]
    for source in shapes.sources:
        rows = list(_rows(shapes, [subject for subject, _, _ in source.triples]))
        if rows:
            heading = _heading(Path(source.name))
            parts += [heading, _comment(source.text), "", *_head(PROFILES), *rows, ""]
    return "\n".join(parts)


def _heading(path: Path) -> str:
    return f"## {path.stem.replace('-', ' ')}\n"


def _comment(text: str) -> str:
    """Return what the first line of a file says of it."""
    return text.splitlines()[0].lstrip("# ")


def _head(profiles: tuple[str, ...]) -> list[str]:
    columns = ["rule", "what is asked", "why", *profiles, "how to mend"]
    return [f"| {' | '.join(columns)} |", f"|{' --- |' * len(columns)}"]


def documented_rules(shapes: Shapes, subjects: Iterable[Term] | None = None) -> Iterator[tuple[str, Term]]:
    """Yield the rules that people meet, those of some subjects or all: the name and the shape of each."""
    from acopio.validation.terms import sh

    everything = (subject for source in shapes.sources for subject, _, _ in source.triples)
    for shape in dict.fromkeys(everything if subjects is None else subjects):
        if shapes.text(shape, sh("message")) is not None and shapes.objects(shape, sh("order")):
            yield shapes.rule(shape), shape


def severities(shape: Term) -> list[tuple[str, str]]:
    """Return how grave a result of a shape is, by profile."""
    from acopio.validation.shapes import PROFILES
    from acopio.validation.terms import sh

    return [(name, _name(_in_profile(name).objects(shape, sh("severity"))[0])) for name in PROFILES]


@cache
def _in_profile(name: str) -> Shapes:
    return project_shapes().with_profile(name)


def _rows(shapes: Shapes, subjects: list[Term]) -> Iterator[str]:
    from acopio.validation.terms import sh

    for rule, shape in documented_rules(shapes, subjects):
        cells = [
            f'<a id="{rule.replace("/", "-")}"></a>[`{rule}`](rules/{rule.replace(":", "-")}.md)',
            cell(asked(shapes, shape)),
            cell(shapes.text(shape, sh("description")) or ""),
            *(grade for _, grade in severities(shape)),
            cell(shapes.text(shape, sh("message")) or ""),
        ]
        yield f"| {' | '.join(cells)} |"


def asked(shapes: Shapes, shape: Term) -> str:
    """Say in words what a shape asks: its path and its constraints."""
    path = shapes.path(shape)
    constraints = "; ".join(_constraints(shapes, shape))
    return f"`{path.sparql()}`: {constraints}" if path else constraints


def _constraints(shapes: Shapes, shape: Term) -> Iterator[str]:
    """Say in words what the parameters of a shape ask."""
    from acopio.validation.terms import sh

    def one(name: str) -> Term | None:
        return next(iter(shapes.objects(shape, sh(name))), None)

    least, most = (_plain(one(name)) for name in ("minCount", "maxCount"))
    if least or most:
        yield _COUNTS.get((least, most)) or f"at most {most}"
    kinds = [
        *(f"`{_name(each)}`" for name in ("datatype", "class") for each in shapes.objects(shape, sh(name)))
    ]
    kinds += [f"an {_name(each)}" for each in shapes.objects(shape, sh("nodeKind"))]
    kinds += [shapes.text(each, sh("name")) or _name(each) for each in shapes.objects(shape, sh("node"))]
    yield from kinds
    for name, words in _LIMITS.items():
        value = one(name)
        if value is not None:
            yield words.format(f"`{_name(value)}`")
    for name, words in (("in", "one of "), ("or", "one of: ")):
        for head in shapes.objects(shape, sh(name)):
            yield words + ", ".join(_member(shapes, each) for each in _list(shapes, head))
    if one("hasValue") is not None:
        yield f"`{_name(one('hasValue'))}`"
    for value in shapes.objects(shape, sh("equals")):
        yield f"the same values as `{_name(value)}`"
    for value in shapes.objects(shape, sh("not")):
        yield f"not: {'; '.join(_constraints(shapes, value))}"
    for value in shapes.objects(shape, sh("qualifiedValueShape")):
        bounds = (_plain(one("qualifiedMinCount")), _plain(one("qualifiedMaxCount")))
        yield f"{_COUNTS.get(bounds, 'some')} of: {'; '.join(_constraints(shapes, value))}"
    for value in shapes.objects(shape, sh("property")):
        yield asked(shapes, value)
    if one("uniqueLang") is not None:
        yield "one a language"
    if one("closed") is not None:
        yield "no property that is not in the list"
    if one("sparql") is not None:
        yield "a query (see the file)"


def _member(shapes: Shapes, member: Term) -> str:
    """Say what a member of a list is: a value, or a shape with constraints of its own."""
    inner = "" if not any(True for _ in shapes.predicates(member)) else asked(shapes, member)
    return f"({inner})" if inner and " " in inner else inner or f"`{_name(member)}`"


def _list(shapes: Shapes, head: Term) -> list[Term]:
    from acopio.validation.property_path import read_list

    return read_list(head, shapes.objects)


def _plain(term: Term | None) -> str | None:
    return None if term is None else str(getattr(term, "value", term))


def _name(term: Term | None) -> str:
    from pyoxigraph import NamedNode

    from acopio.validation.terms import SH, short

    if isinstance(term, NamedNode):
        return term.value[len(SH) :] if term.value.startswith(SH) else short(term)
    return _plain(term) or ""


def cell(text: str) -> str:
    """Return a text for a table's cell: no line ends, no bars; angle brackets shown as they are."""
    out, code = [], False
    for character in " ".join(text.split()).replace("|", "\\|"):
        code ^= character == "`"
        out.append(character if code else {"<": "&lt;", ">": "&gt;"}.get(character, character))
    return "".join(out)
