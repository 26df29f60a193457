"""How well the reader reads: its claims against gold annotations, kind by kind.

usage: python benchmarks/reading_quality.py GOLD_FOLDER... [--errors [KIND]] [--only STEM-PART] [--json]

A gold folder holds <stem>.gold.json beside <stem>.md, .txt or .html. Founding, membership, certifications
and premium uses are counted by `shared/score/score.py` where it stands beside the repository; needs,
outcomes, testimonies, recognitions and funding by the overlap of their quotes (half of the shorter),
testimonies with the right speaker; country, region, type, products and names document by document.
"""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
import tempfile
import time
from bisect import bisect_right
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from acopio.claims import records
from acopio.documents import SourceDocument, read_document
from acopio.documents.blocks import find_blocks
from acopio.errors import AcopioError
from acopio.reading.places import region_table
from acopio.reading.read_claims import Reading, read_claims
from acopio.reading.tokens import normal_form, tokenize

SCORE = Path(__file__).resolve().parents[2] / "shared" / "score" / "score.py"
_GROUP_MARK: Final = re.compile(r"(?<=\d)[ \u00a0\u202f'’](?=\d{3}(?!\d))")
SUFFIXES = (".md", ".txt", ".html", ".htm")


class Case(NamedTuple):
    """One annotated document with what was read from it."""

    stem: str
    document: SourceDocument
    reading: Reading
    gold: dict[str, Any]

    def claims(self, kind: type[Any]) -> list[Any]:
        """Return the claims of one kind."""
        return [claim for claim in self.reading.claims if isinstance(claim, kind)]


class Count:
    """Found, missed and wrong claims of one kind, with the errors to show."""

    def __init__(self, name: str) -> None:
        self.name, self.found, self.missed, self.wrong = name, 0, 0, 0
        self.errors: list[tuple[str, str, str]] = []

    def line(self) -> str:
        """Return the figures in one line."""
        made, wanted = self.found + self.wrong, self.found + self.missed
        precision = self.found / made if made else 0.0
        recall = self.found / wanted if wanted else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return (
            f"{self.name:15} precision {precision:.3f}  recall {recall:.3f}  f1 {f1:.3f}  "
            f"found {self.found} missed {self.missed} wrong {self.wrong}"
        )


def main() -> None:
    arguments = sys.argv[1:]
    show = "--errors" in arguments
    kind_wanted = only = None
    folders: list[Path] = []
    position = 0
    while position < len(arguments):
        word = arguments[position]
        following = arguments[position + 1] if position + 1 < len(arguments) else ""
        if word == "--errors":
            if following and not following.startswith("--") and not Path(following).is_dir():
                kind_wanted, position = following, position + 1
        elif word == "--only":
            only, position = following, position + 1
        elif not word.startswith("--"):
            folders.append(Path(word))
        position += 1
    if not folders:
        sys.exit(__doc__)
    for folder in folders:
        cases, seconds = read_folder(folder, only)
        if not cases:
            print(f"{folder}: no gold annotations")
            continue
        per_document = 1000 * seconds / len(cases)
        print(f"== {folder}: {len(cases)} documents, {per_document:.2f} ms of CPU each")
        official(folder, cases, show, kind_wanted)
        for count in counted(cases):
            print(count.line())
            if show and kind_wanted in (None, count.name):
                for stem, what, words in count.errors:
                    print(f"    {stem}\t{what}\t{words[:170]!r}")


def read_folder(folder: Path, only: str | None) -> tuple[list[Case], float]:
    """Read every annotated document; return the cases and the CPU time that reading claims took."""
    loaded: list[tuple[str, SourceDocument, dict[str, Any]]] = []
    for path in sorted(folder.glob("*.gold.json")):
        stem = path.name[: -len(".gold.json")]
        if only and only not in stem:
            continue
        source = next((path.with_name(stem + s) for s in SUFFIXES if path.with_name(stem + s).exists()), None)
        if source is None:
            print(f"{path}: no document beside it", file=sys.stderr)
            continue
        try:
            loaded.append((stem, read_document(source), json.loads(path.read_text("utf-8"))))
        except AcopioError as error:
            print(error.message(), file=sys.stderr)
    for _, document, _ in loaded[:2]:
        read_claims(document)  # languages are loaded once, not for each document
    began = time.process_time()
    readings = [read_claims(document) for _, document, _ in loaded]
    seconds = time.process_time() - began
    return [Case(s, d, r, g) for (s, d, g), r in zip(loaded, readings, strict=True)], seconds


# The four kinds of score.py


def official(folder: Path, cases: list[Case], show: bool, kind: str | None) -> None:
    if not SCORE.exists():
        print(
            f"{SCORE.name} does not stand beside the repository; four kinds are not counted", file=sys.stderr
        )
        return
    with tempfile.TemporaryDirectory() as temporary:
        done = _score(Path(temporary), cases, ["--errors"] if show else [])
    sys.stderr.write(done.stderr)
    for line in done.stdout.splitlines():
        fields = line.split("\t")
        if len(fields) < 3:
            print(line)
        elif kind in (None, fields[1]):
            print("    " + line)


def official_errors(temporary: Path, cases: list[Case]) -> list[str]:
    """Return the lines of errors that score.py prints: document, kind, what, words, tab-separated."""
    return [
        line for line in _score(temporary, cases, ["--errors"]).stdout.splitlines() if line.count("\t") >= 3
    ]


def _score(temporary: Path, cases: list[Case], options: list[str]) -> subprocess.CompletedProcess[str]:
    tables, gold = temporary / "csv", temporary / "gold"
    tables.mkdir()
    gold.mkdir()
    for case in cases:  # score.py wants Markdown beside each annotation: the text as it was read
        (gold / f"{case.stem}.md").write_text(case.document.text.removeprefix("\ufeff"), "utf-8")
        (gold / f"{case.stem}.gold.json").write_text(json.dumps(_with_plain_numbers(case.gold)), "utf-8")
    write_tables(tables, cases)
    command = [sys.executable, str(SCORE), str(gold), str(tables), *options]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _with_plain_numbers(gold: dict[str, Any]) -> dict[str, Any]:
    """Join the thousands of stated numbers: score.py reads "1,358" and "1.358", not "1 358" and "1'240"."""
    members = [
        {**told, "stated": _GROUP_MARK.sub("", told["stated"])}
        if isinstance(told.get("stated"), str)
        else told
        for told in gold.get("members", [])
    ]
    return {**gold, "members": members}


def write_tables(folder: Path, cases: list[Case]) -> None:
    """Write founding, membership, certifications and premium_uses.csv as the stored queries would."""
    tables: dict[str, tuple[tuple[str, ...], type[Any], Callable[[Any], tuple[Any, ...]]]] = {
        "founding": (("kind", "earliest", "latest"), records.FoundingClaim, _founding_row),
        "membership": (("value", "min", "max", "percent", "unit", "part"), records.CountClaim, _count_row),
        "certifications": (
            ("scheme", "earliest", "latest", "status"),
            records.CertificationClaim,
            _scheme_row,
        ),
        "premium_uses": (("purpose", "status"), records.PremiumUseClaim, _use_row),
    }
    for name, (columns, kind, row) in tables.items():
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(("document", *columns, "quote"))
            for case in cases:
                for claim in case.claims(kind):
                    writer.writerow((case.stem, *row(claim), claim.passage.text))


def _bounds(date: records.StatedDate | None) -> tuple[Any, Any]:
    return (date.earliest, date.latest) if date else ("", "")


def _founding_row(claim: records.FoundingClaim) -> tuple[Any, ...]:
    return (claim.kind, *_bounds(claim.date))


def _count_row(claim: records.CountClaim) -> tuple[Any, ...]:
    quantity, share = claim.quantity, claim.share
    number = (quantity.value, quantity.minimum, quantity.maximum) if quantity else ("", "", "")
    return (*number, share.percent if share and share.percent is not None else "", claim.unit, claim.part)


def _scheme_row(claim: records.CertificationClaim) -> tuple[Any, ...]:
    return (claim.scheme, *_bounds(claim.date), claim.certification_status)


def _use_row(claim: records.PremiumUseClaim) -> tuple[Any, ...]:
    return (" ".join(claim.purposes), claim.use_status)


# The other kinds


def counted(cases: list[Case]) -> Iterator[Count]:
    quoted: tuple[tuple[str, type[Any]], ...] = (
        ("needs", records.NeedClaim),
        ("outcomes", records.OutcomeClaim),
        ("testimonies", records.TestimonyClaim),
        ("recognitions", records.RecognitionClaim),
        ("funding", records.FundingClaim),
    )
    for name, kind in quoted:
        count = Count(name)
        for case in cases:
            _count_quotes(count, case, case.claims(kind))
        yield count
    purpose = Count("founding kind")
    for case in cases:
        _count_founding_kinds(purpose, case)
    yield purpose
    for name, judge in (
        ("name", _judge_name),
        ("alternates", _judge_alternates),
        ("country", _judge_country),
        ("region", _judge_region),
        ("type", _judge_type),
        ("products", _judge_products),
    ):
        count = Count(name)
        for case in cases:
            judge(count, case)
        yield count


def squeeze(words: str) -> str:
    """Return words with white space folded."""
    return re.sub(r"\s+", " ", words).strip()


def _overlap(body: str, one: str, other: str) -> bool:
    spans = []
    for words in (one, other):
        start = body.find(squeeze(words))
        if start < 0 or not words.strip():
            return False
        spans.append((start, start + len(squeeze(words))))
    (a, b), (c, d) = spans
    shared = min(b, d) - max(a, c)
    return shared > 0 and shared >= 0.5 * min(b - a, d - c)


def _count_quotes(count: Count, case: Case, claims: list[Any]) -> None:
    body = squeeze(case.document.text[case.document.body_start :])
    wanted = sorted(
        _sayings(case) if count.name == "testimonies" else case.gold.get(count.name, []), key=_neutral
    )
    open_gold = list(wanted)
    for claim in claims:
        hit = next((g for g in open_gold if _matches(body, claim, g)), None)
        if hit is not None:
            open_gold.remove(hit)
            count.found += not _neutral(hit)
        elif not any(_matches(body, claim, g) for g in wanted):
            count.wrong += 1
            count.errors.append((case.stem, "wrong", squeeze(claim.passage.text)))
    for gold in open_gold:
        if not _neutral(gold):
            count.missed += 1
            count.errors.append((case.stem, "missed", squeeze(gold["quote"])))


def _sayings(case: Case) -> list[dict[str, Any]]:
    """The gold testimonies; what one speaker goes on to say in the same paragraph counts as a repetition."""
    text, begin = case.document.text, case.document.body_start
    starts = [block.start for block in find_blocks(text, begin)]
    told: list[dict[str, Any]] = []
    seen: set[tuple[tuple[str, ...], int]] = set()
    for gold in case.gold.get("testimonies", []):
        found = re.search(r"\s+".join(re.escape(word) for word in gold["quote"].split()), text[begin:])
        place = (key(gold.get("speaker") or ""), bisect_right(starts, begin + found.start()) if found else -1)
        told.append({**gold, "repeat": True} if found and place in seen else gold)
        seen.add(place)
    return told


def _matches(body: str, claim: Any, gold: dict[str, Any]) -> bool:
    if not _overlap(body, claim.passage.text, gold["quote"]):
        return False
    if isinstance(claim, records.TestimonyClaim):
        said, meant = set(key(claim.speaker)), set(key(gold.get("speaker") or ""))
        return bool(said & meant) or "unnamed" in meant
    return True


def _neutral(gold: dict[str, Any]) -> bool:
    return any(gold.get(word) for word in ("optional", "borderline", "repeat"))


def _count_founding_kinds(count: Count, case: Case) -> None:
    """Kinds of the founding claims whose year is right."""
    for claim in case.claims(records.FoundingClaim):
        year = claim.date.earliest.year if claim.date and claim.date.earliest else None
        kinds = {gold["kind"] for gold in case.gold.get("founding", []) if gold.get("year") == year}
        if kinds:
            right = claim.kind in kinds
            count.found += right
            count.wrong += not right
            if not right:
                count.errors.append(
                    (case.stem, f"{claim.kind}, not {'/'.join(sorted(kinds))}", claim.passage.text)
                )


# Facts of the organisation


def _stated(case: Case, name: str) -> list[records.StatementClaim]:
    return [claim for claim in case.claims(records.StatementClaim) if claim.property == name]


def key(words: str) -> tuple[str, ...]:
    """Return the words of a name in the form that names are compared in."""
    return tuple(token.norm for token in tokenize(words) if token.kind != "mark")


def _judge(count: Count, case: Case, right: bool, said: object, meant: object) -> None:
    count.found += right
    if not right:
        count.missed += bool(meant)
        count.wrong += bool(said)
        count.errors.append((case.stem, "wrong", f"{said} instead of {meant}"))


def _judge_name(count: Count, case: Case) -> None:
    meant = case.gold["organization"]["name"]
    names = {key(meant), *(key(name) for name in case.gold["organization"].get("alt_names", []))}
    said = case.reading.organization_name or ""
    _judge(count, case, key(said) in names, said, meant)


def _judge_alternates(count: Count, case: Case) -> None:
    organization = case.gold["organization"]
    meant = {key(name): name for name in organization.get("alt_names", [])}
    own = {key(organization["name"]), key(case.reading.organization_name or "")}
    said = {key(name): name for name in case.reading.alternate_names if key(name) not in own}
    present = {
        words: name for words, name in meant.items() if name in case.document.text and words not in own
    }
    for words, name in said.items():
        count.found += words in meant
        if words not in meant:
            count.wrong += 1
            count.errors.append((case.stem, "wrong", name))
    for words, name in present.items():
        if words not in said:
            count.missed += 1
            count.errors.append((case.stem, "missed", name))


def _judge_country(count: Count, case: Case) -> None:
    said = ", ".join(claim.value for claim in _stated(case, "country"))
    meant = case.gold["organization"].get("country")
    _judge(count, case, said == (meant or ""), said, meant)


def _judge_region(count: Count, case: Case) -> None:
    """Right by code, where the gold's name has one, or by words; one without a code is not judged."""
    meant = case.gold["organization"].get("region")
    country = case.gold["organization"].get("country") or ""
    claims = _stated(case, "region")
    said = claims[0].value if claims else None
    if not meant and not said:
        count.found += 1
        return
    codes = region_codes(meant, country) if meant else set()
    words = normal_form(claims[0].passage.text) if claims else ""
    named = bool(meant and said and (words in normal_form(meant) or normal_form(meant) in words))
    if meant and not codes and not named:
        count.errors.append((case.stem, "not judged", f"{said} for {meant}, which has no code"))
        return
    _judge(count, case, said in codes or named, said, meant)


def region_codes(name: str, country: str) -> set[str]:
    """Return the ISO 3166-2 codes that a region's name can mean."""
    norms = [token.norm for token in tokenize(name)]
    table = region_table(country)
    return {found[0] for index in range(len(norms)) if (found := table.at(norms, index))}


def _judge_type(count: Count, case: Case) -> None:
    organization = case.gold["organization"]
    meant = {organization.get("type"), *organization.get("type_alt", [])}
    said = ", ".join(claim.value for claim in _stated(case, "type"))
    _judge(count, case, said in meant or (not said and not any(meant)), said, organization.get("type"))


def _judge_products(count: Count, case: Case) -> None:
    optional = {*case.gold.get("products_optional", []), "other"}
    meant = set(case.gold.get("products", [])) - optional
    said = {gold_product(claim.value) for claim in _stated(case, "product")} - optional
    _judge(count, case, said == meant, sorted(said), sorted(meant))


def gold_product(slug: str) -> str:
    """The word the annotations use for a product of our scheme: theirs has fewer."""
    broader = {
        "brazil-nuts": "nuts", "cashews": "nuts", "groundnuts": "nuts", "shea-nuts": "nuts",
        "ginger": "spices", "pepper": "spices", "cinnamon": "spices",
        "mango": "fruit", "pineapple": "fruit", "avocado": "fruit",
    }  # fmt: skip
    known = {
        "cocoa", "coffee", "tea", "banana", "sugar", "flowers", "cotton", "rice", "quinoa", "wine",
        "olive-oil", "honey", "rooibos", "raisins", "nuts", "vanilla", "spices", "vegetables", "fruit",
    }  # fmt: skip
    slug = broader.get(slug, slug)
    return slug if slug in known else "other"


if __name__ == "__main__":
    main()
