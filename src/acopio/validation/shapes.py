"""Shapes: the files, their triples, what each shape is called, and severity profiles laid over them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode

from acopio.assets import shapes_folder
from acopio.errors import AcopioError
from acopio.namespaces import PREFIXES
from acopio.validation.data import FORMATS, Source, keep_nodes_apart, parse_all, read_source
from acopio.validation.property_path import PropertyPath, read_path
from acopio.validation.terms import SHAPE, Term, Triple, sh, short_iri

PROFILES: Final = ("draft", "release")
# A switch is on where it is `true` and nothing else, not even `1` (SHACL, 4.4.4 and elsewhere).
_SWITCHES: Final = frozenset(map(sh, ("closed", "deactivated", "qualifiedValueShapesDisjoint", "uniqueLang")))
_FALSE: Final = Literal("false", datatype=NamedNode(PREFIXES["xsd"] + "boolean"))
# What a profile may say of a shape.
_OVERRIDES: Final = (sh("severity"), sh("deactivated"))
_PARENTS: Final = (sh("property"), sh("node"), sh("not"), sh("qualifiedValueShape"))
_TARGETS: Final = (
    sh("targetClass"),
    sh("targetNode"),
    sh("targetSubjectsOf"),
    sh("targetObjectsOf"),
    sh("target"),
)


@dataclass(frozen=True)
class Shapes:
    """A shapes graph: its files, and the overrides of a profile, which stand above what the files say."""

    sources: Sequence[Source]
    overrides: tuple[Triple, ...] = ()
    profile: str | None = None

    @cached_property
    def triples(self) -> list[Triple]:
        """The triples of the files, with those that the profile replaces replaced."""
        replaced = {(subject, predicate) for subject, predicate, _ in self.overrides}
        kept = [triple for triple in self._stated if (triple[0], triple[1]) not in replaced]
        return kept + list(self.overrides)

    def for_engine(self) -> Iterator[Triple]:
        """Yield the triples as engines are given them: a switch that is not `true` is `false`."""
        for subject, predicate, value in self.triples:
            if predicate in _SWITCHES and isinstance(value, Literal) and value.value != "true":
                value = _FALSE
            yield subject, predicate, value

    @cached_property
    def _stated(self) -> list[Triple]:
        return [triple for source in self.sources for triple in source.triples]

    @cached_property
    def _index(self) -> dict[Term, dict[NamedNode, list[Term]]]:
        index: dict[Term, dict[NamedNode, list[Term]]] = {}
        for subject, predicate, value in self.triples:
            index.setdefault(subject, {}).setdefault(predicate, []).append(value)
        return index

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """The prefixes of the files, the project's own ones first."""
        found = dict(PREFIXES)
        for source in self.sources:
            for name, space in source.prefixes.items():
                found.setdefault(name, space)
        return found

    def objects(self, subject: Term, predicate: NamedNode) -> list[Term]:
        """Return the objects of a subject and a predicate."""
        return self._index.get(subject, {}).get(predicate, [])

    def text(self, subject: Term, predicate: NamedNode) -> str | None:
        """Return a text of a subject, the English one where there are several."""
        found = [value for value in self.objects(subject, predicate) if isinstance(value, Literal)]
        english = [value for value in found if (value.language or "en").startswith("en")]
        return next((value.value for value in english or found), None)

    def predicates(self, subject: Term) -> Iterable[NamedNode]:
        """Return the predicates of a subject."""
        return self._index.get(subject, {}).keys()

    def subjects(self) -> Iterable[Term]:
        """Return all subjects, in the order of the files."""
        return self._index.keys()

    def shapes(self) -> Iterator[Term]:
        """Yield every node that is typed as a shape, has a target, or is named as a shape by another."""
        found: dict[Term, None] = {}
        types = (sh("NodeShape"), sh("PropertyShape"))
        for subject, predicate, value in self.triples:
            if value in types or predicate in _TARGETS:
                found[subject] = None
            elif predicate in _PARENTS:
                found[value] = None
        yield from found

    def has_targets(self) -> bool:
        """Tell whether any shape has a target; without one nothing is validated."""
        if any(predicate in _TARGETS for _, predicate, _ in self.triples):
            return True
        classes = {NamedNode(PREFIXES["rdfs"] + "Class"), NamedNode(PREFIXES["owl"] + "Class")}
        typed = {subject for subject, _, value in self.triples if value in classes}
        return any(shape in typed for shape in self.shapes())

    def path(self, shape: Term) -> PropertyPath | None:
        """Return the path of a property shape; None where there is none that can be read."""
        for node in self.objects(shape, sh("path")):
            try:
                return read_path(node, self.objects)
            except ValueError:
                return None
        return None

    def rule(self, shape: Term, constraint: Term | None = None) -> str:
        """Return a short name for a shape: `count-claim/unit`, `ex:PersonShape`, `ex:PersonShape/ex:name`.

        A shape without an IRI is named after the one that it is part of.
        """
        if isinstance(constraint, NamedNode):
            return self._short(constraint)
        if isinstance(shape, NamedNode):
            return self._short(shape)
        parent = self._parents.get(shape)
        above = self.rule(parent) if parent is not None else "shape"
        path = self.path(shape)
        return f"{above}/{path.sparql(self.prefixes)}" if path else above

    def _short(self, iri: NamedNode) -> str:
        if iri.value.startswith(SHAPE):
            return iri.value[len(SHAPE) :]
        return short_iri(iri.value, self.prefixes)

    @cached_property
    def _parents(self) -> dict[Term, Term]:
        """The subject that a blank node hangs from; where there are several, the first."""
        parents: dict[Term, Term] = {}
        for subject, _, value in self.triples:
            if isinstance(value, BlankNode) and value != subject:
                parents.setdefault(value, subject)
        safe: dict[Term, Term] = {}
        for node in parents:  # a ring of blank nodes has no name above it
            seen, above = {node}, parents[node]
            while isinstance(above, BlankNode) and above in parents and above not in seen:
                seen.add(above)
                above = parents[above]
            if above not in seen:
                safe[node] = parents[node]
        return safe

    def with_profile(self, name: Path | str) -> Shapes:
        """Return the shapes with the severities of a profile: `draft`, `release`, or a Turtle file.

        Raises AcopioError shapes-invalid where the profile names a shape that there is not.
        """
        known = str(name) in PROFILES
        source = read_source(shapes_folder() / "profiles" / f"{name}.ttl" if known else name)
        shapes = set(self.shapes())
        overrides: list[Triple] = []
        for triple in source.triples:
            subject, predicate, _ = triple
            if predicate not in _OVERRIDES:
                continue
            if subject not in shapes:
                raise AcopioError(
                    "shapes-invalid",
                    f"the profile speaks of {subject}, which is no shape here",
                    path=source.name,
                    remedy="Mend the IRI, or leave the line out.",
                )
            overrides.append(triple)
        return replace(self, overrides=tuple(overrides), profile=str(name))


def read_shapes(paths: Sequence[Path | str] = ()) -> Shapes:
    """Read shapes from files and folders, without any the shapes of acopio (`shapes/*.ttl`).

    Raises AcopioError as `read_source` does, and no-data where a folder holds none.
    """
    files: list[Path] = []
    for path in map(Path, paths or (shapes_folder(),)):
        if path.is_dir():
            found = sorted(each for each in path.iterdir() if each.suffix.lower() in FORMATS)
            if not found:
                raise AcopioError("no-data", "the folder holds no file of shapes", path=path)
            files += found
        else:
            files.append(path)
    sources = [read_source(path) for path in files]
    parse_all(sources)
    keep_nodes_apart(sources)
    shapes = Shapes(sources)
    if not shapes.triples:
        raise AcopioError("no-data", "no shapes are in it", path=", ".join(map(str, files)))
    return shapes
