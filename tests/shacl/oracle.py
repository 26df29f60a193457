"""pySHACL as the oracle: its report and ours in one comparable form."""

from __future__ import annotations

import logging
import re
from typing import Any

import pyshacl
from rdflib import RDF, SH, Graph
from rdflib.term import Node

from acopio.shacl import Report, Result
from acopio.shacl.terms import from_rdflib, is_literal, to_rdflib

Row = tuple[Any, ...]


def rows_of(report: Report) -> list[Row]:
    """Return our results, comparable and sorted."""
    return sorted((_row(result) for result in report), key=repr)


def pyshacl_rows(data: Graph, shapes: Graph, advanced: bool = True) -> list[Row]:
    """Return the results of pySHACL, comparable and sorted; raises what pySHACL raises."""
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
    conforms, graph, text = pyshacl.validate(data, shacl_graph=shapes, advanced=advanced)
    if not isinstance(graph, Graph):
        raise ValueError(text)
    report = next(graph.subjects(RDF.type, SH.ValidationReport))
    rows = sorted((_graph_row(graph, node) for node in graph.objects(report, SH.result)), key=repr)
    assert conforms == (not rows)
    return rows


def _row(result: Result) -> Row:
    return (
        _plain(result.focus_node),
        _plain(result.path),
        _plain(result.value),
        result.source_shape,
        result.source_constraint,
        result.component,
        result.severity,
        tuple(sorted({_words(str(_plain(message))) for message in result.messages})),
        tuple(sorted((_row(inner) for inner in result.detail), key=repr)),
    )


def _words(message: str) -> str:
    """Return a message without the order of what it lists, which pySHACL takes from sets.

    Blank nodes in blank nodes are left out: how deep pySHACL writes them depends on what it wrote before.
    """
    message = re.sub(r"\[ .*\[ .*\]", "[ ]", message)
    return " ".join(sorted(re.findall(r"[^\s,'\[\]()]+", message.lower())))


def _plain(text: str | None) -> str | None:
    """Return a term as rdflib would have read it (it rewrites lexical forms)."""
    if text is None or not is_literal(text):
        return text
    return from_rdflib(to_rdflib(text))


def _graph_row(graph: Graph, node: Node) -> Row:
    def one(predicate: Node) -> str | None:
        value = graph.value(node, predicate)
        return None if value is None else from_rdflib(value)

    return (
        one(SH.focusNode),
        one(SH.resultPath),
        one(SH.value),
        one(SH.sourceShape),
        one(SH.sourceConstraint),
        one(SH.sourceConstraintComponent),
        one(SH.resultSeverity),
        tuple(sorted({_words(from_rdflib(message)) for message in graph.objects(node, SH.resultMessage)})),
        tuple(sorted((_graph_row(graph, inner) for inner in graph.objects(node, SH.detail)), key=repr)),
    )
