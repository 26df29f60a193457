"""The products' links to Wikidata are those of wikidata-links.tsv, which says where each was found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ontology_files import (
    CONCEPT_FILES,
    FOLDER,
    ONTOLOGY_FILE,
    TURTLE_FILES,
    WIKIDATA,
    WIKIDATA_LINKS,
    load,
    name,
    rows,
)
from rdflib import SKOS, Graph

from acopio.namespaces import PREFIXES

PRODUCTS = FOLDER / "concepts" / "product.ttl"
HEAD = ["concept", "match", "item", "label_in_source", "source", "second_source"]
MATCHES = ("skos:exactMatch", "skos:closeMatch")
SOURCE = r"[\w.-]+/[\w.-]+@[0-9a-f]{7} \S+"
Link = tuple[str, str, str]


def links_of_table() -> list[Link]:
    return [(row["concept"], row["match"], row["item"]) for row in rows(WIKIDATA_LINKS)]


def links_of(graph: Graph) -> set[Link]:
    """Return every triple that has an item of Wikidata as its object, as the table spells it."""
    return {
        (
            str(subject).replace(PREFIXES["product"], "product:"),
            str(predicate).replace(str(SKOS), "skos:"),
            str(item).replace(str(WIKIDATA), "wd:"),
        )
        for subject, predicate, item in graph
        if str(item).startswith(str(WIKIDATA))
    }


def disagreements(graph: Graph, table: set[Link]) -> Iterator[str]:
    for link in sorted(links_of(graph) - table):
        yield f"{' '.join(link)}: add to {name(WIKIDATA_LINKS)} where it was found, or remove the link"
    for link in sorted(table - links_of(graph)):
        yield f"{' '.join(link)}: add to {name(PRODUCTS)}, or remove the row"


def test_links_of_products_are_those_of_the_table() -> None:
    assert len(links_of(load(PRODUCTS))) > 30
    assert not list(disagreements(load(PRODUCTS), set(links_of_table())))


def test_no_other_file_links_to_wikidata() -> None:
    others = {name(path): links_of(load(path)) for path in TURTLE_FILES if path != PRODUCTS}
    assert len(others) == len(CONCEPT_FILES) + 1 and name(ONTOLOGY_FILE) in others
    assert not {path: links for path, links in others.items() if links}


def test_table_is_sorted_whole_and_without_repeats() -> None:
    lines = WIKIDATA_LINKS.read_text("utf-8").splitlines()
    assert lines[0].split("\t") == HEAD
    assert lines[1:] == sorted(lines[1:]), (
        f"{name(WIKIDATA_LINKS)}: sort the rows below the head (LC_ALL=C sort)"
    )
    pairs = Counter((concept, item) for concept, _, item in links_of_table())
    assert max(pairs.values()) == 1, f"{name(WIKIDATA_LINKS)}: {pairs.most_common(1)} stands twice"


def test_every_row_names_what_it_pairs_and_the_file_that_does() -> None:
    for row in rows(WIKIDATA_LINKS):
        told = f"{name(WIKIDATA_LINKS)}: {row}"
        assert re.fullmatch(r"product:[a-z-]+", row["concept"]), told
        assert row["match"] in MATCHES, told
        assert re.fullmatch(r"wd:Q[1-9][0-9]*", row["item"]), told
        assert row["label_in_source"].strip(), told
        assert re.fullmatch(SOURCE, row["source"]), told
        assert re.fullmatch(f"{SOURCE}|none", row["second_source"]), told


def test_a_second_source_is_another_repository() -> None:
    for row in rows(WIKIDATA_LINKS):
        repositories = [row[column].partition("@")[0] for column in ("source", "second_source")]
        assert repositories[0] != repositories[1], f"{name(WIKIDATA_LINKS)}: {row}: the same repository twice"


def test_a_product_is_one_item_and_an_item_one_product() -> None:
    exact = [(concept, item) for concept, match, item in links_of_table() if match == "skos:exactMatch"]
    for position in (0, 1):
        counted = Counter(pair[position] for pair in exact)
        assert max(counted.values()) == 1, f"{name(WIKIDATA_LINKS)}: several exact matches: {counted}"
    both = {item for _, item in exact} & {i for _, m, i in links_of_table() if m == "skos:closeMatch"}
    assert not both, f"{name(WIKIDATA_LINKS)}: exact for one product, close for another: {both}"


def test_a_link_without_a_row_and_a_row_without_a_link_are_found() -> None:
    graph = Graph().parse(
        data="@prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
        "@prefix wd: <http://www.wikidata.org/entity/> ."
        "<https://w3id.org/acopio/concept/product/mango> skos:exactMatch wd:Q1 ; skos:closeMatch wd:Q2 .",
        format="turtle",
    )
    table = {("product:mango", "skos:exactMatch", "wd:Q1"), ("product:mango", "skos:exactMatch", "wd:Q2")}
    assert [told.split(": ")[0] for told in disagreements(graph, table)] == [
        "product:mango skos:closeMatch wd:Q2",
        "product:mango skos:exactMatch wd:Q2",
    ]
