import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from acopio.assets import loaders_folder, ontology_folder
from acopio.errors import AcopioError
from acopio.reading.detect_language import detect_language
from acopio.reading.language import Language, language_codes, load_language
from acopio.reading.language_schema import WORD_KINDS
from acopio.reading.lexicon import NOT, Lexicon, PhraseTable, expand
from acopio.reading.places import region_table
from acopio.reading.tokens import tokenize


def parsed(code: str) -> dict[str, Any]:
    return tomllib.loads((loaders_folder() / "prose" / f"{code}.toml").read_text("utf-8"))


@pytest.mark.parametrize("code", language_codes())
def test_every_language_file_loads_and_its_concepts_exist(code: str) -> None:
    language = load_language(code)
    for kind, scheme in WORD_KINDS.items():
        if scheme is None:
            continue
        turtle = (ontology_folder() / "concepts" / f"{scheme}.ttl").read_text("utf-8")
        slugs = set(re.findall(rf"^{scheme}:([\w-]+) a skos:Concept", turtle, flags=re.MULTILINE))
        unknown = set(language.words[kind]) - slugs - {NOT}
        assert not unknown, (
            f"loaders/prose/{code}.toml: words.{kind} has values that are no {scheme}: {unknown}"
        )


@pytest.mark.parametrize("code", language_codes())
def test_every_language_has_the_values_that_the_rules_look_for(code: str) -> None:
    english, words = load_language("en").words, load_language(code).words
    named_by_proper_names = {"certifier", "scheme", "body"}
    missing = {
        f"words.{kind}.{value}"
        for kind in set(WORD_KINDS) - named_by_proper_names
        for value in set(english[kind]) - set(words[kind])
    }
    assert not missing, f"loaders/prose/{code}.toml lacks {sorted(missing)}; en.toml shows what they hold"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda data: data["words"].pop("need"), "missing word list: words.need"),
        (lambda data: data["words"].update(colour={}), "unknown word list: words.colour"),
        (lambda data: data["numbers"].pop("decimal"), "missing key: numbers.decimal"),
        (lambda data: data.update(weather={}), "unknown table: weather"),
        (lambda data: data["numbers"].update(percent="%"), "numbers.percent is no list"),
        (lambda data: data["words"]["need"].update(any=[""]), "words.need.any is no list"),
    ],
)
def test_a_faulty_language_file_is_told_plainly(change: Any, said: str) -> None:
    data = parsed("en")
    change(data)
    with pytest.raises(AcopioError) as caught:
        Language(data, Path("xx.toml"))
    assert caught.value.kind.code == "language-file"
    assert said in caught.value.problem


def test_an_unknown_language_is_an_error_that_names_the_known() -> None:
    with pytest.raises(AcopioError, match="no reader for language 'xx'; there are en, es, fr"):
        load_language("xx")


def test_languages_are_told_by_their_commonest_words() -> None:
    assert (
        detect_language("The farmers of the hills sell their coffee to a buyer that pays in advance.") == "en"
    )
    assert (
        detect_language("Los productores de la zona venden el café a una empresa que paga por adelantado.")
        == "es"
    )
    assert (
        detect_language("Les producteurs de la région vendent leur café à une entreprise qui les paie mieux.")
        == "fr"
    )
    assert (
        detect_language(
            "Die Bauern im Hochland verkaufen ihren Kaffee an eine Genossenschaft und leben davon."
        )
        is None
    )
    assert detect_language("1992 2004") is None


def test_phrases_expand_and_the_longest_wins() -> None:
    assert expand("the/_ small farmer/farmers") == [
        ("the", "small", "farmer"),
        ("the", "small", "farmers"),
        ("small", "farmer"),
        ("small", "farmers"),
    ]
    lexicon = Lexicon(
        {"scheme": {"a": ["fair trade"], "b": ["fair trade certified"]}, "word": {"c": ["trade"]}}
    )
    found = lexicon.find(tokenize("Fair Trade Certified trade"))
    assert [(m.value, m.first, m.last) for m in found["scheme"]] == [("b", 0, 2)]
    assert [m.first for m in found["word"]] == [1, 3]
    table = PhraseTable({"x": ["more than"], "y": ["not more than"]})
    assert table.before(["not", "more", "than", "3"], 3) == ("y", 0)
    assert table.at(["more", "than", "3"], 0) == ("x", 2)


def test_regions_are_found_by_iso_names_and_by_producing_areas() -> None:
    norms = [token.norm for token in tokenize("San Martín and the Alto Mayo")]
    table = region_table("PE")
    assert table.at(norms, 0) == ("PE-SAM", 2)
    assert table.at(norms, 4) == ("PE-SAM", 6)


def test_areas_lie_in_regions_that_exist() -> None:
    import json
    from importlib.util import find_spec

    spec = find_spec("pycountry")
    assert spec and spec.origin
    database = Path(spec.origin).parent / "databases" / "iso3166-2.json"
    codes = {entry["code"] for entry in json.loads(database.read_text("utf-8"))["3166-2"]}
    areas = tomllib.loads((loaders_folder() / "prose" / "places.toml").read_text("utf-8"))["regions"]
    assert set(areas) <= codes


def test_a_page_of_facts_has_a_language_with_fewer_of_them() -> None:
    facts = (
        "Founded by ninety women. Foundation of the co-operative. Registered as a union. Legal registration. "
        "Creation of the association with 45 members. Fairtrade certification. First certificate. Certified organic. "
        "First container exported. Membership passes 2,000. Women's group founded by 30 members."
    )
    german = (
        "Die Genossenschaft wurde 1998 in Kenia gegründet und zählt 640 Mitglieder, davon ein Drittel Frauen. Mit "
        "der Prämie wurde eine Schule gebaut, in der 200 Kinder lernen. Der Kaffee war von Anfang an biologisch, wird "
        "nach Europa exportiert. Am Anfang hatten die Bauern weder Wasser noch Strom, und so an die zwanzig Familien "
        "zogen in die Stadt. Seither ist vieles besser: In jedem Dorf steht eine Pumpe, in drei Orten ein Arzt."
    )
    assert detect_language(facts) == "en"
    assert detect_language(german) is None
