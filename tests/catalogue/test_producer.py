"""One producer: every claim, with its words where they really stand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from catalogue_samples import DATASET, store
from pyoxigraph import NamedNode, Quad, Store

from acopio.catalogue.producer import ClaimView, Producer, find_producer
from acopio.dataset.folder import DatasetFolder
from acopio.errors import AcopioError
from acopio.namespaces import DOC


def found(name: str = "CAV", folder: DatasetFolder | None = None) -> Producer:
    return find_producer(name, store(), folder or DatasetFolder(DATASET))


def claim(words: str, kind: str, name: str = "CAV") -> ClaimView:
    views = [view for view in found(name).claims if view.quote.words.startswith(words) and view.kind == kind]
    assert len(views) == 1, words
    return views[0]


@pytest.mark.parametrize("name", ["alto-verde", "Alto Verde", "CAV", "https://w3id.org/acopio/id/alto-verde"])
def test_found_by_any_of_its_names(name: str) -> None:
    producer = found(name)
    assert producer.iri == "https://w3id.org/acopio/id/alto-verde"
    assert (producer.name, producer.other_names) == ("Alto Verde", ("CAV", "Cooperativa Agraria Alto Verde"))
    assert producer.facts == ("San Martín, Peru", "cooperative", "cocoa, coffee")


def test_unknown_name_is_answered_with_those_there_are() -> None:
    with pytest.raises(AcopioError) as caught:
        found("kilma")
    assert caught.value.kind.code == "organization-unknown"
    assert caught.value.remedy.startswith("Did you mean kilima? There are: Alto Verde, Beira Mar, Kilima")


def test_every_claim_is_there_in_its_kind_decided_or_not() -> None:
    kinds = Counter(view.kind for view in found().claims)
    assert kinds == {
        "founding": 6, "count": 7, "certification": 7, "premium-use": 7, "need": 3, "outcome": 1,
        "testimony": 1, "recognition": 1, "funding": 1, "statement": 11,
    }  # fmt: skip
    assert Counter(view.status for view in found().claims)["rejected"] == 4
    assert list(kinds) == sorted(kinds, key=list(kinds).index)


def test_words_stand_where_the_place_says() -> None:
    for view in found().claims:
        for passage in (view.quote, *view.support):
            assert passage.file is not None and passage.line is not None and passage.column is not None
            lines = passage.file.read_text("utf-8").split("\n")
            first = passage.words.split("\n")[0]
            assert lines[passage.line - 1][passage.column - 1 :].startswith(first)


def test_documents_without_their_file_are_named_instead(tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = DatasetFolder(tmp_path_factory.mktemp("empty"))
    view = found(folder=elsewhere).claims[0]
    assert view.quote.place_in_folder == "alto-verde--alpha-press"
    assert (view.quote.file, view.quote.line) == (None, None)


@pytest.mark.parametrize("stem", ["..%2Fsecret", "..%2F..%2Fsecret", ".secret"])
def test_an_iri_names_no_file_outside_the_documents(stem: str, tmp_path: Path) -> None:
    folder = DatasetFolder(tmp_path / "data")
    folder.profiles.mkdir(parents=True)
    for path in ("secret.md", "data/secret.md", "data/profiles/.secret.md"):
        (tmp_path / path).write_text("\n" * 40 + "not to be read")
    turned = Store()
    for quad in store():
        graph, value = quad.graph_name, quad.object
        if quad.predicate.value.endswith("#hasSource"):
            value = NamedNode(f"{DOC}{stem}")
        turned.add(Quad(quad.subject, quad.predicate, value, graph))
    for view in find_producer("CAV", turned, folder).claims:
        assert (view.quote.file, view.quote.line) == (None, None)


@pytest.mark.parametrize(
    ("kind", "words", "said"),
    [
        ("founding", "was registered", "legally-established; 1997; by 27 producer"),
        ("count", "over 1,800", "member; more than 1800 (at least 1801)"),
        ("count", "35 to 40", "member (women); 35 to 40 % of members; 2015"),
        ("certification", "Organic since", "organic; certified; 2000; 60 % of products"),
        ("certification", "the UTZ", "utz; lost; 2012"),
        (
            "premium-use",
            "Two computers",
            "education, equipment-and-vehicles; 2 computers; for children-and-youth, community",
        ),
        ("premium-use", "two or three", "technical-assistance; 2 to 3 technicians; for members"),
        ("premium-use", "A loan", "debt-repayment; 50000 USD; 40 % of premium; for organization"),
        ("premium-use", "A well", "water-and-sanitation, community-buildings; for community; planned"),
        ("need", "a clinic", "health"),
        ("outcome", "Children", "education"),
        ("testimony", '"We were', "Rosa Quispe; treasurer"),
        ("recognition", "The province", "by The province; 2006"),
        ("funding", "The United", "United Nations; grant; 100000 USD; 2003"),
        ("statement", "San Martín", "region: San Martín"),
        ("statement", "CAV", "other name: CAV"),
    ],
)  # fmt: skip
def test_claim_says_what_it_holds(kind: str, words: str, said: str) -> None:
    assert claim(words, kind).says == said


@pytest.mark.parametrize(
    ("kind", "words", "said"),
    [
        ("count", "About 400", "family; about 400"),
        ("count", "250 to 300", "worker; 250 to 300"),
        ("certification", "Its umbrella", "fairtrade; certified; 2005; held by umbrella; certifier FLOCERT"),
        ("testimony", '"My son', "Wanjiru"),
    ],
)
def test_claim_of_another_producer(kind: str, words: str, said: str) -> None:
    assert claim(words, kind, "kilima").says == said


def test_decisions_and_support_are_shown() -> None:
    accepted = claim("was registered", "founding")
    assert (accepted.status, accepted.reviewer) == ("accepted", "Ana Ruiz")
    later = claim("four years later", "certification").as_json()
    assert [passage["words"] for passage in later["support"]] == ["Organic since 2000"]
    assert (later["assertion"], later["line"], later["column"]) == ("normalised", 19, 48)


def test_producer_without_claims_is_shown_as_such() -> None:
    assert found("unheard-of").as_json() == {
        "organization": "https://w3id.org/acopio/id/unheard-of", "name": "Unheard-of Growers",
        "other_names": [], "facts": [], "claims": [],
    }  # fmt: skip
