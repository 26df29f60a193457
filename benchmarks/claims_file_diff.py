"""How many lines of a claims file change when one sentence of its document does.

    python benchmarks/claims_file_diff.py [FOLDER]      (default: data/profiles)

For every document, every tenth sentence is edited in three ways (a word longer, taken out, said
twice); the claims file of before is compared with that of after, with evidence named by its words
and, for comparison, by its position as `evidence/<stem>/<start>-<end>`.
"""

from __future__ import annotations

import difflib
import re
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

from acopio.assets import bundled_dataset_folder
from acopio.documents.read_document import document_from_bytes
from acopio.graph.build import build_graph
from acopio.graph.claim_graph import ClaimGraph
from acopio.graph.iris import organization_iri
from acopio.reading.read_claims import read_claims

SENTENCE = re.compile(r"[A-ZÁÉÍÓÚÑ][^.!?\n]{30,}[.!?](?=\s)")


def edits(text: str, body_start: int) -> Iterator[str]:
    for number, sentence in enumerate(SENTENCE.finditer(text, body_start)):
        if number % 10 == 0:
            words = sentence[0]
            start, end = sentence.span()
            yield (
                text[:start]
                + words.replace(" the ", " the very ", 1).replace(" de ", " de la ", 1)
                + text[end:]
            )
            yield text[:start] + text[end + 1 :]
            yield text[:end] + " " + words + text[end:]


def by_position(turtle: str, graph: ClaimGraph) -> str:
    for iri in {iri for entry in graph.entries for iri in entry.evidence()}:
        passage = graph.passages[iri]
        short = iri.value.removeprefix("https://w3id.org/acopio/id/")
        place = f"{short.rpartition('/')[0]}/{passage.start}-{passage.end}"
        turtle = turtle.replace(f"{short}/", f"{place}/").replace(f"{short}>", f"{place}>")
    return turtle


def changed(before: str, after: str) -> tuple[int, int]:
    """Lines that are other or new in the later file, and the number of places with such lines."""
    blocks = difflib.SequenceMatcher(
        None, before.splitlines(), after.splitlines(), autojunk=False
    ).get_opcodes()
    places = [code for code in blocks if code[0] != "equal"]
    return sum(max(code[4] - code[3], code[2] - code[1]) for code in places), len(places)


def main(folder: Path) -> None:
    counts: dict[str, list[tuple[int, int]]] = {"words": [], "positions": []}
    sizes = []
    for path in sorted(folder.glob("*.md")):
        document = document_from_bytes(path.read_bytes(), path.name)

        def files(content: str, name: str = path.name) -> tuple[str, str]:
            read = document_from_bytes(content.encode(), name)
            graph = build_graph(read, read_claims(read).claims, organization_iri("x"))
            turtle = graph.turtle()
            return turtle, by_position(turtle, graph)

        before = files(document.text)
        sizes.append(len(before[0].splitlines()))
        for edited in edits(document.text, document.body_start):
            after = files(edited)
            for scheme, one, other in zip(counts, before, after, strict=True):
                counts[scheme].append(changed(one, other))
    lines_a_file = statistics.mean(sizes)
    print(f"{len(sizes)} documents, {lines_a_file:.0f} lines a claims file, {len(counts['words'])} edits")
    for scheme, found in counts.items():
        lines, places = [n for n, _ in found], [n for _, n in found]
        print(
            f"evidence named by its {scheme:9}: lines changed median {statistics.median(lines):5.0f}, "
            f"mean {statistics.mean(lines):6.1f}, most {max(lines):4}; places in the file median "
            f"{statistics.median(places):4.0f}"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else bundled_dataset_folder() / "profiles")
