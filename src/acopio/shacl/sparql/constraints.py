"""sh:sparql, constraint components with SPARQL validators, and SPARQL targets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from acopio.shacl import regex_limit
from acopio.shacl.literals import boolean_value
from acopio.shacl.regex_limit import UndecidedError, stopped_after
from acopio.shacl.shape import Constraint, Hit, Run, Shape
from acopio.shacl.shapes_graph import invalid, sh, undecided_pattern
from acopio.shacl.sparql.algebra import Query
from acopio.shacl.sparql.query import NotCompiled, Parsed, mentions, parse, prefixes_of
from acopio.shacl.table import Table
from acopio.shacl.terms import RDF_TYPE, RDFS_SUBCLASS, SH, is_literal, literal, string_of
from acopio.shacl.values import Values

__all__ = ["NotCompiled", "SparqlReader"]

_SEARCHES: Final = re.compile(r"\b(?:regex|replace)\b", re.IGNORECASE)
_PATH: Final = re.compile(r"([\s{}()])[$?]PATH\b")


class SparqlConstraint(Constraint):
    """sh:sparql: each solution of a SELECT query is a result (SHACL, 5)."""

    component = f"<{SH}SPARQLConstraintComponent>"
    cost = 12.0

    def __init__(
        self, shape: Shape, source: str, query: Query, messages: tuple[str, ...], searches: bool
    ) -> None:
        super().__init__(shape)
        self._searches = searches
        self.source = source
        self.query = query
        self.own_messages = messages

    def failing(self, run: Run, values: Values) -> set[int]:
        this = self.query.slot("this")
        return {row[this] for row in self._solutions(run, values.nodes)}

    def _solutions(self, run: Run, nodes: set[int]) -> Iterator[tuple[int, ...]]:
        query = self.query
        known = {"currentShape": run.table.number(self.shape.node)}
        place = query.slot("this")
        start = query.row(known)
        before, after = start[:place], start[place + 1 :]
        shown = {"path", "value", "this", "failure"} & set(query.selected)
        places = [query.selected.index(name) for name in shown]
        starts = [(*before, node, *after) for node in nodes]
        rows = self._one_by_one(run, starts, place) if self._searches else query.rows(run.table, starts)
        for row in rows:
            values = query.shown(row)
            if any(values[each] >= 0 for each in places):
                yield row

    def _one_by_one(self, run: Run, starts: list[tuple[int, ...]], this: int) -> list[tuple[int, ...]]:
        """Ask for one focus node after the other, for a regular expression may take too long for one."""
        rows: list[tuple[int, ...]] = []
        try:
            with stopped_after(regex_limit.SECONDS) as current:
                for start in starts:
                    current[0] = start[this]
                    rows.extend(self.query.rows(run.table, [start]))
        except UndecidedError as undecided:
            text = run.table.texts[undecided.key]
            undecided_pattern(run.shapes, self.shape.node, "a regular expression in its query", text)
        return rows

    def hits(self, run: Run, values: Values) -> Iterator[Hit]:
        query, seen = self.query, set()
        this = query.slot("this")
        for row in self._solutions(run, values.nodes):
            shown = query.shown(row)
            focus = row[this]
            if (focus, shown) in seen:
                continue
            seen.add((focus, shown))
            named = dict(zip(query.selected, shown, strict=True))
            value = named.get("value", -1)
            if value < 0 and self.shape.path is None:
                value = focus
            named["value"] = value
            texts = run.table.texts
            known = {name: string_of(texts[number]) for name, number in named.items() if number >= 0}
            chosen = dict.fromkeys((*self.own_messages, *self.shape.messages))
            messages = [literal(fill(string_of(message), known)) for message in chosen]
            yield self.index, focus, value, named.get("path", -1), messages


class ComponentConstraint(Constraint):
    """A constraint of a component that the shapes graph declares (SHACL, 6)."""

    cost = 12.0

    def __init__(
        self,
        shape: Shape,
        component: str,
        query: Query,
        messages: tuple[str, ...],
        parameters: dict[str, str],
    ) -> None:
        super().__init__(shape)
        self.component = component
        self.query = query
        self.own_messages = messages
        self.parameters = parameters

    def failing(self, run: Run, values: Values) -> set[int]:
        return {hit[1] for hit in self.hits(run, values)}

    def hits(self, run: Run, values: Values) -> Iterator[Hit]:
        query, table = self.query, run.table
        known = {name: table.number(text) for name, text in self.parameters.items()}
        known["currentShape"] = table.number(self.shape.node)
        asks = not query.selected
        for node, value in values.pairs():
            start = query.row({**known, "this": node, "value": value})
            solutions = query.rows(table, [start])
            if asks:
                if next(iter(solutions), None) is None:
                    yield self._hit(run, node, value, value if self.shape.path is None else -1, -1)
                continue
            for shown in {query.shown(row) for row in solutions}:
                named = dict(zip(query.selected, shown, strict=True))
                found = named.get("value", -1)
                if found < 0 and self.shape.path is None:
                    found = value
                focus = named.get("this", -1)
                if focus >= 0 or named.get("value", -1) >= 0 or named.get("path", -1) >= 0:
                    yield self._hit(run, node if focus < 0 else focus, found, found, named.get("path", -1))

    def _hit(self, run: Run, focus: int, value: int, shown: int, path: int) -> Hit:
        texts = run.table.texts
        known = {name: string_of(text) for name, text in self.parameters.items()}
        known |= {"this": string_of(texts[focus])}
        if value >= 0:
            known["value"] = string_of(texts[value])
        if path >= 0 or self.shape.path_node is not None:
            known["path"] = string_of(texts[path] if path >= 0 else self.shape.path_node or "")
        messages = [_replace(message, known) for message in self.own_messages]
        messages += [message for message in self.shape.messages if message not in messages]
        return self.index, focus, shown, path, messages or [literal(_UNNAMED)]


_UNNAMED: Final = "Parameterised SHACL Query generated constraint validation reports."


class SparqlTarget:
    """sh:target with a SELECT query (SHACL Advanced Features, 3.1)."""

    def __init__(self, query: Query) -> None:
        self.query = query

    def nodes(self, run: Run) -> set[int]:
        """Return the values of ?this."""
        query = self.query
        place = query.selected.index("this")
        shown = (query.shown(row)[place] for row in query.rows(run.table, [query.row({})]))
        return {number for number in shown if number >= 0}


class SparqlReader:
    """Makes constraints and targets from what shapes say in SPARQL."""

    def __init__(self, shapes: Table, parsed: Parsed) -> None:
        self.shapes, self._parsed = shapes, parsed
        self._components = self._declared_components()

    def constraints(self, shape: Shape) -> Iterator[Constraint]:
        """Yield the constraints of one shape; raises NotCompiled, and AcopioError for ill-formed ones."""
        for source in self.shapes.objects(shape.node, sh("sparql")):
            if any(boolean_value(each) for each in self.shapes.objects(source, sh("deactivated"))):
                continue
            text = self._text(shape, source, "select")
            messages = tuple(self.shapes.objects(source, sh("message")))
            yield SparqlConstraint(
                shape,
                source,
                self._query(shape, source, text, {"this", "currentShape"}),
                messages,
                _SEARCHES.search(text) is not None,
            )
        for component in self._components:
            found = self._component(shape, component)
            if found is not None:
                yield found

    def targets(self, shape: Shape) -> Iterator[SparqlTarget]:
        """Yield the SPARQL targets of one shape."""
        for target in self.shapes.objects(shape.node, sh("target")):
            if not self.shapes.objects(target, sh("select")):
                raise NotCompiled("its target is no SPARQL query")
            text = self._text(shape, target, "select")
            prefixes = prefixes_of(self.shapes, target)
            query = Query(parse(self.shapes, shape.node, text, prefixes, set(), self._parsed), ())
            if "this" not in query.selected:
                invalid(self.shapes, shape.node, "the query of its target does not select ?this")
            yield SparqlTarget(query)

    def _text(self, shape: Shape, source: str, name: str) -> str:
        texts = self.shapes.objects(source, sh(name))
        if len(texts) != 1 or not is_literal(texts[0]):
            invalid(self.shapes, shape.node, f"its SPARQL constraint needs exactly one sh:{name}, a string")
        return string_of(texts[0])

    def _query(self, shape: Shape, source: str, text: str, bound: set[str]) -> Query:
        if mentions(text, "shapesGraph"):
            raise NotCompiled("its query uses $shapesGraph")
        if _PATH.search(text):
            if shape.path is None:
                invalid(self.shapes, shape.node, "its query has $PATH, and a node shape has no path")
            path = shape.path.text
            text = _PATH.sub(lambda match: match[1] + path, text)
        prefixes = prefixes_of(self.shapes, source)
        algebra = parse(self.shapes, shape.node, text, prefixes, bound, self._parsed)
        return Query(algebra, bound)

    def _declared_components(self) -> list[str]:
        shapes = self.shapes
        classes = [sh("ConstraintComponent"), *shapes.subjects(RDFS_SUBCLASS, sh("ConstraintComponent"))]
        found = {node for class_ in classes for node in shapes.subjects(RDF_TYPE, class_)}
        return sorted(node for node in found if not node.startswith(f"<{SH}"))

    def _component(self, shape: Shape, component: str) -> Constraint | None:
        """Return the constraint of a component, where the shape has all its parameters."""
        shapes = self.shapes
        parameters: dict[str, str] = {}
        declared = shapes.objects(component, sh("parameter"))
        required = 0
        for parameter in declared:
            paths = shapes.objects(parameter, sh("path"))
            if len(paths) != 1:
                invalid(shapes, component, "each sh:parameter has exactly one sh:path")
            optional = any(boolean_value(each) for each in shapes.objects(parameter, sh("optional")))
            required += not optional
            values = shapes.objects(shape.node, paths[0])
            if not values and not optional:
                return None
            if values:
                name = re.split(r"[#/]", string_of(paths[0]))[-1]
                if name in ("this", "shapesGraph", "currentShape", "path", "PATH", "value"):
                    invalid(shapes, component, f"a parameter cannot be named {name}")
                parameters[name] = values[0]
        if not required:
            invalid(shapes, component, "a component needs a sh:parameter that is not optional")
        special = sh("nodeValidator" if shape.path is None else "propertyValidator")
        validators = shapes.objects(component, special) or shapes.objects(component, sh("validator"))
        if not validators:
            invalid(shapes, component, "it has no validator that fits the shape " + shape.node)
        chosen = validators[0]
        name = "select" if shapes.objects(component, special) else "ask"
        if not shapes.objects(chosen, sh(name)):
            if shapes.objects(chosen, sh("jsFunctionName")):
                raise NotCompiled("a validator is written in JavaScript")
            invalid(shapes, component, f"its validator needs a sh:{name} here")
        text = self._text(shape, chosen, name)
        bound = {"this", "currentShape", *parameters} | ({"value"} if mentions(text, "value") else set())
        messages = tuple(shapes.objects(chosen, sh("message")))
        return ComponentConstraint(
            shape, component, self._query(shape, chosen, text, bound), messages, parameters
        )


def fill(message: str, known: dict[str, str]) -> str:
    """Put values in the place of `{?name}` and `{$name}` in a message (SHACL, 5.3.2)."""
    for name, value in known.items():
        message = message.replace(f"{{?{name}}}", value).replace(f"{{${name}}}", value)
    return message


def _replace(message: str, known: dict[str, str]) -> str:
    """Return a message literal with its places filled; its language stays."""
    end = message.rindex('"')
    return f'"{fill(message[1:end], known)}"{message[end + 1 :]}'
