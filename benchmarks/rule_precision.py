"""How often each rule of the reader is right, against gold annotations: makes loaders/prose/rules.csv.

usage: python benchmarks/rule_precision.py GOLD_FOLDER... [--write]

A claim is judged where the annotations say what is right: one that matches a gold claim is right, one that
matches none is wrong; borderline ones are left out. The folders are the documents that rules are tuned on and
those kept aside; `--write` replaces the table that `acopio read --explain` and `acopio review` show.
"""

from __future__ import annotations

import csv
import io
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import reading_quality as quality

from acopio.claims import records

TABLE = Path(__file__).resolve().parents[1] / "loaders/prose/rules.csv"
KINDS = {
    records.FoundingClaim: "founding",
    records.CountClaim: "membership",
    records.CertificationClaim: "certifications",
    records.PremiumUseClaim: "premium_uses",
    records.NeedClaim: "needs",
    records.OutcomeClaim: "outcomes",
    records.TestimonyClaim: "testimonies",
    records.RecognitionClaim: "recognitions",
    records.FundingClaim: "funding",
}


def main() -> None:
    folders = [Path(word) for word in sys.argv[1:] if not word.startswith("--")]
    if not folders:
        sys.exit(__doc__)
    right: dict[str, int] = defaultdict(int)
    judged: dict[str, int] = defaultdict(int)
    for folder in folders:
        cases, _ = quality.read_folder(folder, None)
        wrong = wrong_claims(folder, cases)
        for case in cases:
            for claim in case.reading.claims:
                if isinstance(claim, records.StatementClaim):
                    verdict = fact_is_right(case, claim)
                    judged[claim.rule] += verdict is not None
                    right[claim.rule] += verdict is True
                    continue
                kind = KINDS[type(claim)]
                words = quality.squeeze(claim.passage.text)
                judged[claim.rule] += 1
                right[claim.rule] += (case.stem, kind, words) not in wrong
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(("rule", "right", "judged"))
    writer.writerows((rule, right[rule], judged[rule]) for rule in sorted(judged))
    if "--write" in sys.argv:
        TABLE.write_text(made.getvalue(), "utf-8")
    else:
        sys.stdout.write(made.getvalue())


def fact_is_right(case: quality.Case, claim: records.StatementClaim) -> bool | None:
    """Judge a plain fact; None for a region whose name in the annotation has no code."""
    organization = case.gold["organization"]
    names = {quality.key(name) for name in (organization["name"], *organization.get("alt_names", []))}
    match claim.property:
        case "country":
            return claim.value == organization.get("country")
        case "region":
            codes = quality.region_codes(organization.get("region") or "", organization.get("country") or "")
            return claim.value in codes if codes else None
        case "type":
            return claim.value in {organization.get("type"), *organization.get("type_alt", [])}
        case "product":
            meant = {*case.gold.get("products", []), *case.gold.get("products_optional", [])}
            return quality.gold_product(claim.value) in meant
        case _:
            return quality.key(claim.value) in names


def wrong_claims(folder: Path, cases: list[quality.Case]) -> set[tuple[str, str, str]]:
    """Return document, kind and words of the claims that are right nowhere in the annotations."""
    found = {
        (stem, count.name, words)
        for count in quality.counted(cases)
        for stem, what, words in count.errors
        if what == "wrong" and count.name in KINDS.values()
    }
    with tempfile.TemporaryDirectory() as temporary:
        for line in quality.official_errors(Path(temporary), cases):
            stem, kind, what, words = line.split("\t", 3)
            if what in ("wrong", "trap"):
                found.add((stem, kind, words))
    # score.py shows the first 160 characters of the words.
    long = {(stem, kind, words) for stem, kind, words in found if len(words) >= 160}
    for case in cases:
        for claim in case.reading.claims:
            words = quality.squeeze(claim.passage.text)
            if any((case.stem, KINDS.get(type(claim))) == (s, k) and words.startswith(w) for s, k, w in long):
                found.add((case.stem, KINDS[type(claim)], words))
    return found


if __name__ == "__main__":
    main()
