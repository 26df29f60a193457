"""Three designs for a SHACL engine on the same six constraints: queries, patterns of a store, columns.

    python benchmarks/shacl_designs.py 10000

Each design loads the same Turtle and finds the focus nodes that break six constraints on evidence and
claims: sh:minCount, sh:class, sh:pattern, sh:datatype, sh:maxCount, sh:in. Seconds of CPU of one core.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import producers_generator
import pyoxigraph as ox

from acopio.shacl.load import load_table, no_collection
from acopio.shacl.terms import RDF_TYPE, XSD

NS, OA = "https://w3id.org/acopio/ns#", "http://www.w3.org/ns/oa#"
STATUS = "https://w3id.org/acopio/concept/status/"
PREFIXES = f"PREFIX a: <{NS}> PREFIX oa: <{OA}> PREFIX xsd: <{XSD}> PREFIX status: <{STATUS}> "
QUERIES = (
    "SELECT ?s { ?s a a:Evidence FILTER NOT EXISTS { ?s a:quoteDigest ?o } }",
    "SELECT ?s ?d { ?s a a:Evidence ; oa:hasSource ?d FILTER NOT EXISTS { ?d a a:SourceDocument } }",
    "SELECT ?s ?o { ?s a a:Evidence ; a:quoteDigest ?o FILTER (!REGEX(STR(?o), '^[0-9a-f]{64}$')) }",
    "SELECT ?s ?o { ?s a oa:TextPositionSelector ; oa:start ?o FILTER (DATATYPE(?o) != xsd:nonNegativeInteger) }",
    "SELECT ?s { ?s a a:CountClaim ; a:status ?o } GROUP BY ?s HAVING (COUNT(?o) > 1)",
    "SELECT ?s ?o { ?s a a:CountClaim ; a:status ?o FILTER (?o NOT IN (status:draft, status:accepted)) }",
)
DIGEST = re.compile("^[0-9a-f]{64}$")


def timed(name: str, work: Callable[[], object]) -> object:
    start = time.process_time()
    result = work()
    print(f"| {name} | {time.process_time() - start:.2f} |")
    return result


def load_store(path: str) -> ox.Store:
    store = ox.Store()
    store.bulk_load(path=path, format=ox.RdfFormat.TURTLE)
    return store


def by_queries(store: ox.Store) -> list[int]:
    return [len(list(store.query(PREFIXES + query))) for query in QUERIES]  # type: ignore[arg-type]


def by_patterns(store: ox.Store) -> list[int]:
    name = ox.NamedNode

    def instances(class_: str) -> set[object]:
        return {q.subject for q in store.quads_for_pattern(None, name(RDF_TYPE[1:-1]), name(class_))}

    def values(predicate: str) -> list[tuple[object, object]]:
        return [(q.subject, q.object) for q in store.quads_for_pattern(None, name(predicate), None)]

    evidence, documents = instances(f"{NS}Evidence"), instances(f"{NS}SourceDocument")
    claims, positions = instances(f"{NS}CountClaim"), instances(f"{OA}TextPositionSelector")
    digests, status = values(f"{NS}quoteDigest"), values(f"{NS}status")
    allowed = {name(f"{STATUS}draft"), name(f"{STATUS}accepted")}
    whole = name(f"{XSD}nonNegativeInteger")
    seen: dict[object, int] = {}
    for subject, _ in status:
        seen[subject] = seen.get(subject, 0) + 1
    return [
        len(evidence - {subject for subject, _ in digests}),
        sum(s in evidence and o not in documents for s, o in values(f"{OA}hasSource")),
        sum(s in evidence and not DIGEST.search(o.value) for s, o in digests),  # type: ignore[attr-defined]
        sum(s in positions and o.datatype != whole for s, o in values(f"{OA}start")),  # type: ignore[attr-defined]
        sum(s in claims and count > 1 for s, count in seen.items()),
        sum(s in claims and o not in allowed for s, o in status),
    ]


def by_columns(path: str) -> Callable[[], list[int]]:
    from acopio.shacl.compiler import compile_shapes
    from acopio.shacl.engine import evaluate

    table = load_table(path)
    shapes = f"""@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix a: <{NS}> . @prefix oa: <{OA}> .
    @prefix xsd: <{XSD}> . @prefix status: <{STATUS}> .
    a:1 a sh:NodeShape ; sh:targetClass a:Evidence ; sh:property [ sh:path a:quoteDigest ; sh:minCount 1 ;
      sh:pattern "^[0-9a-f]{{64}}$" ] , [ sh:path oa:hasSource ; sh:class a:SourceDocument ] .
    a:2 a sh:NodeShape ; sh:targetClass oa:TextPositionSelector ;
      sh:property [ sh:path oa:start ; sh:datatype xsd:nonNegativeInteger ] .
    a:3 a sh:NodeShape ; sh:targetClass a:CountClaim ;
      sh:property [ sh:path a:status ; sh:maxCount 1 ; sh:in ( status:draft status:accepted ) ] ."""
    compiled = compile_shapes(load_table(shapes.encode()))

    def validate() -> list[int]:
        return [len(evaluate(compiled, table))]

    return validate


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder, no_collection():
        path = str(Path(folder, "producers.ttl"))
        producers_generator.write(path, count)
        print(f"| {count:,} producers | seconds of CPU |\n| --- | ---: |")
        timed("iterate pyoxigraph's parser", lambda: sum(1 for _ in ox.parse(path=path)))
        store = timed("load a pyoxigraph store", lambda: load_store(path))
        assert isinstance(store, ox.Store)
        queries = timed("six queries", lambda: by_queries(store))
        patterns = timed("six constraints over quads_for_pattern", lambda: by_patterns(store))
        columns = timed("parse into columns of numbers", lambda: by_columns(path))
        assert callable(columns)
        results = timed("six constraints over columns", columns)
        timed("the same again, indexes made", columns)
        print(f"\nresults: queries {queries}, patterns {patterns}, columns {results}")


if __name__ == "__main__":
    main()
