"""What a change bears on is validated: one case for each way in which a change reaches another file."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from changing_datasets import put, shapes_of, told, whole
from hypothesis import given, settings
from hypothesis import strategies as st

from acopio.dataset.folder import DatasetFolder
from acopio.validation.incremental import validate_dataset

ONE_P = "ex:A sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:maxCount 1 ] ."
HAS_P = "ex:A sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:minCount 1 ] ."
STEPS = (
    "ex:A sh:targetClass ex:C ; sh:property [ sh:path ( ex:p ex:q ex:r ) ; sh:hasValue ex:good ; "
    'sh:message "not good" ] .'
)
BACK = (
    "ex:A sh:targetClass ex:C ; sh:property [ sh:path ( [ sh:inversePath ex:p ] [ sh:inversePath ex:q ] ) ; "
    "sh:maxCount 1 ] ."
)
TEXTS = """ex:A sh:targetClass ex:C ; sh:sparql [ sh:select '''SELECT $this ?value WHERE {
    $this <http://e.org/p>/<https://schema.org/text> ?value . FILTER (STRLEN(?value) > 3) }''' ] ."""
JOIN = """ex:A sh:targetClass ex:C ; sh:sparql [ sh:message "{?other}" ; sh:select '''
    SELECT $this ?other WHERE { $this <http://e.org/p> ?value . ?other <http://e.org/q> ?value .
    FILTER NOT EXISTS { ?other <http://e.org/r> ?more } }''' ] ."""
BEHIND = (
    "ex:A sh:targetClass ex:C ; sh:property [ sh:path ( ex:s [ sh:inversePath ex:p ] [ sh:inversePath ex:q ] ) ; "
    "sh:maxCount 1 ] ."
)
FAR = STEPS.replace("ex:r )", "ex:r ex:s )")
LABELS = "ex:A sh:targetSubjectsOf ex:q ; sh:property [ sh:path rdfs:label ; sh:maxCount 0 ] ."
ANYWHERE = """ex:A sh:targetClass ex:C ; sh:sparql [ sh:select '''SELECT $this ?value WHERE {
    $this ?a ?x . ?x ?b ?y . ?y <http://e.org/q> ?value }''' ] ."""
CONFIG = """ex:A sh:targetClass ex:C ; sh:sparql [ sh:select '''SELECT $this ?value WHERE {
    $this <http://e.org/p> ?value . <http://e.org/limit> <http://e.org/q> ?most .
    FILTER (?value > ?most) }''' ] ."""
CLOSED = """ex:A sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:node ex:K ; sh:maxCount 2 ] .
ex:K sh:closed true ; sh:property [ sh:path ex:q ] ."""

Edit = dict[str, str | None]


@dataclass(frozen=True)
class Case:
    """Shapes, the files before, and edits one after the other, of which each but `quiet` ones changes the report.

    `whole` are the edits after which everything is validated.
    """

    shapes: str
    before: Edit
    edits: tuple[Edit, ...]
    quiet: frozenset[int] = frozenset()
    whole: frozenset[int] = frozenset()


N = "ex:n a ex:C ; "
CASES = {
    "a second file speaks of the node": Case(
        ONE_P, {"f1": N + "ex:p ex:x .", "f2": "ex:m ex:r ex:y ."}, ({"f2": "ex:n ex:p ex:y ."},)
    ),
    "a new file speaks of the node": Case(
        ONE_P, {"f1": N + "ex:p ex:x ."}, ({"f2": "ex:n ex:p ex:y ."}, {"f3": "ex:n ex:p ex:z ."}),
        quiet=frozenset({1}),
    ),
    "two steps away, between files of their own": Case(
        STEPS,
        {
            "f1": N + "ex:p ex:m .", "f2": "ex:n ex:other 1 .", "f3": "ex:m ex:q ex:k .",
            "f4": "ex:k ex:r ex:bad .",
        },
        ({"f4": "ex:k ex:r ex:good ."}, {"f3": "ex:m ex:q ex:l ."}, {"f5": "ex:l ex:r ex:good ."}),
    ),
    "two steps away, from a private node": Case(
        STEPS,
        {"f1": N + "ex:p ex:m .", "f3": "ex:m ex:q ex:k .", "f4": "ex:k ex:r ex:bad ."},
        ({"f4": "ex:k ex:r ex:good ."},),
    ),
    "private nodes behind a shared one, both files edited in turn": Case(
        STEPS,
        {"f1": "ex:m ex:q ex:k . ex:k ex:r ex:bad .", "f2": N + "ex:p ex:other ."},
        (
            {"f2": N + "ex:p ex:m ."}, {"f2": N + "ex:p ex:m ; ex:z 1 ."},
            {"f1": "ex:m ex:q ex:k . ex:k ex:r ex:good ."}, {"f2": N + "ex:p ex:m ; ex:z 2 ."},
            {"f1": "ex:m ex:q ex:k . ex:k ex:r ex:bad ."},
        ),
        quiet=frozenset({3}),
    ),
    "private nodes behind one that was shared from the first": Case(
        STEPS,
        {"f1": "ex:m ex:q ex:k . ex:k ex:r ex:good .", "f2": N + "ex:p ex:m .", "f3": "ex:m ex:other 1 ."},
        ({"f2": N + "ex:p ex:m, 1 ."}, {"f1": "ex:m ex:q ex:k . ex:k ex:r ex:bad ."}),
        quiet=frozenset({0}),
    ),
    "what a shared node newly leads to, the file behind which it stands edited": Case(
        STEPS,
        {"f1": N + "ex:p ex:m .", "f2": "ex:m ex:z 1 ."},
        ({"f2": "ex:m ex:q ex:k . ex:k ex:r ex:good ."}, {"f1": N + "ex:p ex:m ; ex:z 1 ."}),
        quiet=frozenset({1}),
    ),
    "what a node that has become shared leads to, the other file edited": Case(
        STEPS,
        {"f1": "ex:m ex:q ex:k . ex:k ex:r ex:good .", "f2": N + "ex:p ex:other ."},
        ({"f2": N + "ex:p ex:m ."}, {"f2": N + "ex:p ex:m ; ex:z 1 ."}),
        quiet=frozenset({1}),
    ),
    "many private nodes behind a shared one": Case(
        FAR,
        {"f1": "ex:m ex:q ex:k . ex:k ex:r ex:j . ex:j ex:s ex:good .", "f2": N + "ex:p ex:m ."},
        (
            {"f2": N + "ex:p ex:m .\nex:n ex:z 1 ."},
            {"f1": "ex:m ex:q ex:k . ex:k ex:r ex:j . ex:j ex:s ex:bad ."},
        ),
        quiet=frozenset({0}),
    ),
    "along any property": Case(
        ANYWHERE,
        {"f1": N + "ex:p ex:m .", "f2": "ex:m ex:r ex:k .", "f3": "ex:k ex:z 1 ."},
        ({"f3": "ex:k ex:q 1 ."}, {"f3": "ex:k ex:z 1 ."}),
    ),
    "backwards behind a shared node, seen from a private one": Case(
        BEHIND,
        {"f1": N + "ex:s ex:m .", "f2": "ex:x ex:p ex:m . ex:k ex:q ex:x . ex:l ex:q ex:x ."},
        (
            {"f1": N + "ex:s ex:m .\nex:n ex:z 1 ."}, {"f2": "ex:x ex:p ex:m . ex:k ex:q ex:x ."},
            {"f1": N + "ex:s ex:m ."},
        ),
        quiet=frozenset({0, 2}),
    ),
    "backwards behind a shared node, newly": Case(
        BEHIND,
        {"f1": N + "ex:s ex:m .", "f2": "ex:m ex:z 1 ."},
        (
            {"f2": "ex:x ex:p ex:m . ex:k ex:q ex:x . ex:l ex:q ex:x ."}, {"f1": N + "ex:s ex:m .\nex:n ex:z 1 ."},
            {"f2": "ex:x ex:p ex:m . ex:k ex:q ex:x ."},
        ),
        quiet=frozenset({1}),
    ),
    "a class in another file, of a value": Case(
        "ex:A sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:class ex:D ] .",
        {"f1": N + "ex:p ex:m .", "f2": "ex:m ex:r 1 .", "f3": "ex:n ex:r 1 ."},
        ({"f2": "ex:m a ex:D ."}, {"f2": "ex:m a ex:E ."}),
    ),
    "a class in another file, of the focus node": Case(
        HAS_P, {"f1": "ex:n ex:r 1 .", "f2": "ex:m ex:r 1 ."}, ({"f2": "ex:n a ex:C ."}, {"f2": "ex:m a ex:C ."})
    ),
    "a target by property in another file": Case(
        "ex:A sh:targetSubjectsOf ex:q ; sh:property [ sh:path ex:p ; sh:minCount 1 ] .",
        {"f1": "ex:n ex:r 1 .", "f2": "ex:m ex:r 1 ."},
        ({"f2": "ex:n ex:q 1 ."}, {"f3": "ex:n ex:p 1 ."}),
    ),
    "a removed file had a value": Case(HAS_P, {"f1": N + "ex:r 1 .", "f2": "ex:n ex:p 1 ."}, ({"f2": None},)),
    "a removed file had a value two steps away": Case(
        STEPS,
        {"f1": N + "ex:p ex:m .", "f2": "ex:n ex:z 1 .", "f3": "ex:m ex:q ex:k .", "f4": "ex:k ex:r ex:good ."},
        ({"f4": None}, {"f4": "ex:k ex:r ex:good ."}, {"f3": None}),
    ),
    "a removed file had the results": Case(HAS_P, {"f1": N + "ex:r 1 ."}, ({"f1": None},)),
    "a removed file shared what stays": Case(
        HAS_P, {"f1": N + "ex:r 1 .", "f2": N + "ex:r 1 .", "f3": "ex:n ex:r 2 ."}, ({"f1": None}, {"f2": None})
    ),
    "two files state the same": Case(
        HAS_P, {"f1": N + "ex:p 1 .", "f2": "ex:n ex:p 1 ."}, ({"f2": None}, {"f1": N + "ex:r 1 ."}),
        quiet=frozenset({0}),
    ),
    "backwards along a property": Case(
        "ex:A sh:targetClass ex:C ; sh:property [ sh:path [ sh:inversePath ex:p ] ; sh:maxCount 1 ] .",
        {"f1": N + "ex:r 1 .", "f2": "ex:x ex:p ex:n .", "f3": "ex:y ex:r 1 ."},
        ({"f3": "ex:y ex:p ex:n ."}, {"f2": None}),
    ),
    "backwards two steps": Case(
        BACK,
        {"f1": N + "ex:r 1 .", "f2": "ex:n ex:r 2 .", "f3": "ex:x ex:p ex:n .", "f4": "ex:k ex:q ex:x ."},
        ({"f5": "ex:l ex:q ex:x ."}, {"f4": None}),
    ),
    "backwards to nodes of one file, another being edited": Case(
        BACK,
        {"f1": N + "ex:r 1 .", "f2": "ex:x ex:p ex:n . ex:k ex:q ex:x . ex:l ex:q ex:x ."},
        ({"f1": N + "ex:r 2 ."}, {"f2": "ex:x ex:p ex:n . ex:k ex:q ex:x ."}),
    ),
    "a query joins files": Case(
        JOIN,
        {"f1": N + "ex:p ex:v .", "f2": "ex:n ex:z 1 .", "f3": "ex:o ex:q ex:v .", "f4": "ex:o ex:z 1 ."},
        ({"f4": "ex:o ex:r 1 ."}, {"f5": "ex:k ex:q ex:v ."}, {"f5": "ex:k ex:q ex:w ."}),
    ),
    "a query joins files by a literal": Case(
        JOIN, {"f1": N + 'ex:p "v" .', "f2": "ex:n ex:z 1 .", "f3": "ex:o ex:z 1 ."},
        ({"f3": 'ex:o ex:q "v" .'}, {"f4": "ex:o ex:r 1 ."}),
        whole=frozenset({0, 1}),
    ),
    "a query starts from a node of its own": Case(
        CONFIG, {"f1": N + "ex:p 5 .", "f2": "ex:limit ex:q 9 ."}, ({"f2": "ex:limit ex:q 4 ."},), whole=frozenset({0})
    ),
    "a query starts from a node of its own in a file of its own": Case(
        CONFIG, {"f1": N + "ex:p 5 .", "f2": "ex:limit ex:q 4 ."}, ({"f1": N + "ex:p 6 ."},)
    ),
    "the last other mention goes": Case(
        ONE_P,
        {"f1": N + "ex:p ex:x .", "f2": "ex:n ex:p ex:y ."},
        (
            {"f2": "ex:m ex:p ex:y ."}, {"f1": N + "ex:p ex:x, ex:z ."}, {"f1": N + "ex:p ex:x ."},
            {"f3": "ex:n ex:p ex:y ."}, {"f3": None},
        ),
    ),
    "a target that files mention or not": Case(
        "ex:A sh:targetNode ex:n ; sh:property [ sh:path ex:p ; sh:minCount 1 ] .",
        {"f1": "ex:m ex:r 1 ."},
        ({"f1": "ex:n ex:r 1 ."}, {"f1": "ex:n ex:p 1 ."}, {"f1": None}),
    ),
    "a place moves to another file": Case(
        HAS_P, {"f1": N + "ex:r 1 .", "f2": "ex:n ex:r 1 ."},
        ({"f1": "\n\n" + N + "ex:r 1 ."}, {"f1": "ex:m ex:r 1 .", "f2": N + "ex:r 1 ."}),
    ),
    "a place at evidence in another file": Case(
        HAS_P,
        {
            "f1": N + "acopio:quote ex:e .", "f2": "ex:n ex:r 1 .", "f3": "ex:e oa:hasSource doc:one .",
            "f4": "doc:one a acopio:SourceDocument .",
        },
        (
            {"f3": "ex:e oa:hasSource doc:one ; oa:hasSelector [ oa:start 2 ; oa:end 3 ] ."},
            {"f1": "\n" + N + "acopio:quote ex:e ."},
        ),
    ),
    "a text of a document that another file describes": Case(
        TEXTS,
        {"f1": N + "ex:p doc:one .", "f2": "doc:one a acopio:SourceDocument .", "f3": "ex:n ex:r 1 ."},
        ({"profiles/one.md": "ab"}, {"profiles/one.md": "abcd"}, {"profiles/one.md": None}),
    ),
    "a document that is described or not": Case(
        TEXTS,
        {"f1": N + "ex:p doc:two .", "f2": "doc:two ex:r 1 .", "f3": "ex:n ex:r 1 ."},
        (
            {"f2": "doc:two a acopio:SourceDocument ."}, {"f4": "doc:two a acopio:SourceDocument ."},
            {"f2": None}, {"f4": None},
        ),
        quiet=frozenset({1, 2}),
    ),
    "a class of one file below another": Case(
        HAS_P, {"f1": "ex:n a ex:E .", "f2": "ex:m ex:r 1 ."},
        ({"f2": "ex:E rdfs:subClassOf ex:C ."}, {"f2": "ex:m ex:r 2 ."}),
        whole=frozenset({0}),
    ),
    "a class of the ontology": Case(
        HAS_P.replace("ex:C", "acopio:Claim"),
        {"f1": "ex:n a acopio:CountClaim ; ex:p 1 .", "f2": "ex:m ex:r 1 ."},
        ({"f1": "ex:n a acopio:CountClaim ."}, {"f1": "ex:n a acopio:CountClaim ; ex:p 2 ."}),
    ),
    "a place in the ontology": Case(
        LABELS, {"f1": "acopio:Claim ex:q 1 .", "f2": "ex:m ex:r 1 ."},
        ({"f2": "ex:m ex:r acopio:Claim ."}, {"f1": "ex:n ex:q 1 ."}),
        quiet=frozenset({0}),
        whole=frozenset({1}),
    ),
    "through the ontology": Case(
        "ex:A sh:targetClass ex:C ; sh:property [ sh:path ( ex:p rdfs:subClassOf ex:q ) ; sh:minCount 1 ] .",
        {"f1": N + "ex:p acopio:CountClaim .", "f2": "ex:m ex:q 1 ."},
        ({"f2": "acopio:Claim ex:q 1 ."},),
        whole=frozenset({0}),
    ),
    "a prefix that messages are written with": Case(
        CLOSED, {"f1": N + "ex:p ex:k .", "f2": "ex:k <http://o.org/z> <http://o.org/v> ."},
        ({"f3": "@prefix o: <http://o.org/> . ex:m ex:r 1 ."},),
        whole=frozenset({0}),
    ),
    "what a blank node of another file holds": Case(
        CLOSED,
        {"f1": N + "ex:p ex:k, ex:m .", "f2": "ex:k ex:z [ ex:q ex:w ] .", "f3": "ex:m ex:q 1 ."},
        ({"f3": "ex:m ex:z 1 ."}, {"f2": "ex:k ex:z [ ex:q ex:v ] ."}),
    ),
}  # fmt: skip


# A generator whose graphs are chains across files, so that most edits bear on a node elsewhere.

KINDS = {
    "steps": STEPS.replace("ex:good", "ex:n5")
    + """
ex:B sh:targetSubjectsOf ex:r ; sh:property [ sh:path ( ex:r [ sh:zeroOrMorePath ex:p ] ) ; sh:class ex:C ] .""",
    "back": BACK
    + """
ex:B sh:targetClass ex:D ; sh:property [ sh:path [ sh:oneOrMorePath [ sh:inversePath ex:p ] ] ; sh:maxCount 1 ] .""",
    "nodes": """ex:A sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:node ex:K ; sh:minCount 1 ] .
ex:K sh:class ex:D ; sh:property [ sh:path ex:q ; sh:node ex:L ; sh:maxCount 1 ] .
ex:L sh:closed true ; sh:property [ sh:path ex:r ; sh:minCount 1 ] .""",
    "joins": JOIN
    + """
ex:B sh:targetSubjectsOf ex:r ; sh:sparql [ sh:select '''SELECT $this ?value WHERE {
    ?x <http://e.org/p> $this . ?x <http://e.org/q>/<http://e.org/r> ?value .
    OPTIONAL { ?y <http://e.org/p> ?value } FILTER (!BOUND(?y)) }''' ] .""",
    "texts": TEXTS
    + """
ex:B sh:targetClass ex:D ; sh:property [ sh:path ( ex:q ex:p schema:text ) ; sh:minCount 1 ] .""",
    "any": ANYWHERE.replace("ex:A ", "ex:B ") + "\n" + BEHIND.replace("ex:s", "ex:r"),
    "far": FAR.replace("ex:good", "ex:n5").replace("ex:s", "ex:p")
    + """
ex:B sh:targetSubjectsOf ex:q ; sh:closed true ; sh:property [ sh:path [ sh:oneOrMorePath ex:p ] ; sh:maxCount 2 ] .""",
}
_SUBJECTS = (*(f"ex:n{number}" for number in range(6)), "doc:one")
_FILES = tuple(f"f{number}" for number in range(5))
_NODES = st.sampled_from(_SUBJECTS)
_LINKS = st.sampled_from(["ex:p", "ex:q", "ex:r"])
_TRIPLES = st.one_of(
    st.builds(lambda s, p, o: f"{s} {p} {o} .", _NODES, _LINKS, _NODES),
    st.builds(lambda s, c: f"{s} a {c} .", _NODES, st.sampled_from(["ex:C", "ex:D"])),
    st.builds(lambda s, o: f"{s} {o} .", _NODES, st.sampled_from(["ex:q [ ex:r ex:n1 ]", "ex:z 1"])),
    st.just("doc:one a acopio:SourceDocument ."),
)
_PLACED = st.tuples(st.sampled_from(_FILES), _TRIPLES)


@st.composite
def chains(draw: st.DrawFn) -> list[tuple[str, str]]:
    """Draw a walk of three steps, each step in a file of its own more often than not, from a node of a class."""
    nodes = [draw(_NODES) for _ in range(4)]
    files = [draw(st.sampled_from(_FILES)) for _ in range(4)]
    found = [(files[0], f"{nodes[0]} a {draw(st.sampled_from(['ex:C', 'ex:D']))} .")]
    for (one, other), link, file in zip(pairwise(nodes), ("ex:p", "ex:q", "ex:r"), files[1:], strict=True):
        turned = draw(st.integers(0, 3)) == 0
        found.append((file, f"{other} {link} {one} ." if turned else f"{one} {link} {other} ."))
    return found


_EDITS = st.one_of(
    st.tuples(st.just("add"), _PLACED),
    st.tuples(st.just("drop"), st.integers(0, 40)),
    st.tuples(st.just("drop"), st.integers(0, 40)),
    st.tuples(st.just("move"), st.tuples(st.integers(0, 40), st.sampled_from(_FILES))),
    st.tuples(st.just("empty"), st.sampled_from(_FILES)),
    st.tuples(st.just("text"), st.sampled_from(["some", "so", None])),
)


def edited(triples: list[tuple[str, str]], kind: str, what: Any) -> None:
    """Change which file states what."""
    if kind == "add":
        triples.append(what)
    elif kind == "drop" and triples:
        del triples[what % len(triples)]
    elif kind == "move" and triples:
        number, file = what
        triples[number % len(triples)] = (file, triples[number % len(triples)][1])
    elif kind == "empty":
        triples[:] = [each for each in triples if each[0] != what]


def write(folder: Path, triples: list[tuple[str, str]], files: tuple[str, ...]) -> None:
    for file in files:
        lines = [text for name, text in triples if name == file]
        put(folder, file_of(file), "\n".join(lines) if lines else None)


@pytest.mark.parametrize("kind", sorted(KINDS))
@settings(max_examples=12, deadline=None)
@given(
    walks=st.lists(chains(), min_size=1, max_size=3),
    more=st.lists(_PLACED, max_size=4),
    edits=st.lists(_EDITS, min_size=1, max_size=6),
)
def test_edits_of_chains_across_files(
    kind: str, walks: list[list[tuple[str, str]]], more: list[tuple[str, str]], edits: list[tuple[str, Any]]
) -> None:
    triples = [each for walk in walks for each in walk] + more
    with tempfile.TemporaryDirectory() as name:
        folder = DatasetFolder(Path(name) / "data")
        put(folder.root, "shapes.ttl", KINDS[kind])
        shapes = shapes_of(folder)
        put(folder.root, "claims/z.ttl", "ex:z ex:z 1 .")
        put(folder.root, "profiles/one.md", "some")
        write(folder.root, triples, _FILES)
        validate_dataset(folder, shapes)
        for what, how in edits:
            before = list(triples)
            edited(triples, what, how)
            if what == "text":
                put(folder.root, "profiles/one.md", how)
            write(folder.root, triples, tuple({file for file, _ in set(before) ^ set(triples)}))
            outcome = validate_dataset(folder, shapes)
            assert told(outcome) == told(whole(folder, shapes))


def file_of(name: str) -> str:
    return name if "/" in name else f"claims/{name}.ttl"


@pytest.mark.parametrize("name", CASES)
def test_what_a_change_bears_on(name: str, tmp_path: Path) -> None:
    case, folder = CASES[name], DatasetFolder(tmp_path / "data")
    put(folder.root, "shapes.ttl", case.shapes)
    for number in range(12):  # so that there is something that need not be validated again
        put(folder.root, f"claims/z{number}.ttl", f"ex:z{number} ex:z ex:z{number} .")
    put(folder.root, "profiles/one.md", "some")
    put(folder.root, "profiles/two.md", "more")
    for file, text in case.before.items():
        put(folder.root, file_of(file), text)
    last = told(validate_dataset(folder, shapes_of(folder)))
    for number, edit in enumerate(case.edits):
        for file, text in edit.items():
            put(folder.root, file_of(file), text)
        outcome = validate_dataset(folder, shapes_of(folder))
        now = told(outcome)
        assert now == told(whole(folder, shapes_of(folder))), number
        assert (outcome.validated == outcome.files) is (number in case.whole), number
        assert (now[0] == last[0]) is (number in case.quiet), number
        last = now


@pytest.mark.parametrize(
    "stem", ["..%2F..%2Fsecret", "..%2fsecret", "..%5Csecret", ".secret", "a%2F..%2F..%2Fsecret"]
)
def test_an_iri_names_no_file_outside_the_documents(stem: str, tmp_path: Path) -> None:
    """A text that a query could give away in its results, were it read."""
    folder = DatasetFolder(tmp_path / "data")
    put(folder.root, "shapes.ttl", TEXTS)
    for path in ("secret.md", "data/secret.md", "data/profiles/.secret.md", "data/profiles/..\\secret.md"):
        put(tmp_path, path, "not to be told")
    iri = f"<https://w3id.org/acopio/doc/{stem}>"
    put(folder.root, "claims/f1.ttl", f"{N} ex:p {iri} . {iri} a acopio:SourceDocument .")
    for _ in range(2):
        outcome = validate_dataset(folder, shapes_of(folder))
        assert (len(outcome.results), len(outcome.missing)) == (0, 1)
