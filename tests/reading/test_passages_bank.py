"""Needs, outcomes, testimonies and recognitions in passages whose words are marked with what they tell.

In `bank/passages_*.txt` a passage begins with "=== name". `{n:…}` marks a need, `{o:…}` an outcome,
`{r:…}` a recognition, `{s:Speaker|…}` what somebody says. After the letter, "?" says that it may be read or
not, "!" that it is not read so far. "=== name ! o" says that the passage is taken for an outcome elsewhere
too, so far. Spanish passages mark premium uses, `{u:purpose/purpose|…}`, and help, `{f:giver|…}`, as well.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from reading_samples import NAME, document

from acopio.claims import records
from acopio.reading.read_claims import read_claims

BANK = sorted((Path(__file__).parent / "bank").glob("passages_*.txt"))
KINDS: dict[str, type[Any]] = {
    "n": records.NeedClaim,
    "o": records.OutcomeClaim,
    "s": records.TestimonyClaim,
    "r": records.RecognitionClaim,
    "u": records.PremiumUseClaim,
    "f": records.FundingClaim,
}
PAGES = {
    "en": "# Kilima\n\nKilima is a coffee co-operative in Tanzania.\n\n",
    "es": "# Valle Verde\n\nValle Verde es una cooperativa de café del norte del Perú.\n\n",
}
KINDS_OF = {"en": "nosr", "es": "nosruf"}
MARK = re.compile(r"\{([nosruf])([?!]?):(?:([^|{}]*)\|)?")


class Told(NamedTuple):
    """A marked stretch of a passage: offsets in the page; who speaks or gives, or purposes."""

    kind: str
    flag: str
    value: str
    start: int
    end: int


class Case(NamedTuple):
    """A passage without its marks, and what they say."""

    name: str
    wrong: str
    page: str
    told: tuple[Told, ...]
    language: str


def parsed(part: str, language: str) -> Case:
    head, marked = part.split("\n", 1)
    name, _, wrong = head.partition(" ! ")
    words: list[str] = []
    told: list[Told] = []
    begun: list[tuple[str, str, str, int]] = []
    position, count = 0, len(PAGES[language])
    marked = marked.strip()
    while position < len(marked):
        mark = MARK.match(marked, position)
        if mark:
            begun.append((mark[1], mark[2], mark[3] or "", count))
            position = mark.end()
            continue
        if marked[position] == "}":
            kind, flag, speaker, start = begun.pop()
            told.append(Told(kind, flag, speaker, start, count))
        else:
            words.append(marked[position])
            count += 1
        position += 1
    assert not begun, f"{name}: a mark is not closed"
    page = f"{PAGES[language]}{''.join(words)}\n"
    return Case(name.strip(), wrong, page, tuple(told), language)


def cases_of(path: Path) -> list[Case]:
    language = path.stem.split("_")[1]
    language = language if language in PAGES else "en"
    return [parsed(part, language) for part in path.read_text("utf-8").split("=== ")[1:]]


CASES = [case for path in BANK for case in cases_of(path)]


@lru_cache(maxsize=4)
def claims_of(page: str, language: str) -> list[Any]:
    names = {"es": "Valle Verde"}
    return list(read_claims(document(page, language=language, organization=names.get(language, NAME))).claims)


def is_told(claim: Any, told: Told) -> bool:
    """Right where half of the shorter of the two stretches is shared, and purpose and giver are told.

    Speakers are known by a word of their name.
    """
    if told.kind == "s":
        return bool(words(told.value) & words(claim.speaker))
    if told.kind == "u" and told.value and set(told.value.split("/")).isdisjoint(claim.purposes):
        return False
    if told.kind == "f" and not words(told.value) & words(claim.funder):
        return False
    shared = min(told.end, claim.passage.end) - max(told.start, claim.passage.start)
    return bool(
        shared > 0 and 2 * shared >= min(told.end - told.start, claim.passage.end - claim.passage.start)
    )


def words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.lower()))


def wanted() -> list[Any]:
    mark = pytest.mark.xfail(reason="not read so far", strict=True)
    return [
        pytest.param(case, told, id=f"{case.name}-{told.kind}{told.start}", marks=[mark] * (told.flag == "!"))
        for case in CASES
        for told in case.told
        if told.flag != "?"
    ]


def silent() -> list[Any]:
    mark = pytest.mark.xfail(reason="taken for one so far", strict=True)
    return [
        pytest.param(case, kind, id=f"{case.name}-{kind}", marks=[mark] * (kind in case.wrong))
        for case in CASES
        for kind in KINDS_OF[case.language]
    ]


@pytest.mark.parametrize(("case", "told"), wanted())
def test_what_is_told_is_read(case: Case, told: Told) -> None:
    found = [claim for claim in claims_of(case.page, case.language) if isinstance(claim, KINDS[told.kind])]
    assert any(is_told(claim, told) for claim in found)


@pytest.mark.parametrize(("case", "kind"), silent())
def test_nothing_else_is_claimed(case: Case, kind: str) -> None:
    found = [claim for claim in claims_of(case.page, case.language) if isinstance(claim, KINDS[kind])]
    marked = [told for told in case.told if told.kind == kind]
    assert [claim.passage.text for claim in found if not any(is_told(claim, told) for told in marked)] == []
