"""How well the reader reads must not fall: floors of precision and recall, a little below what was reached."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCORE = ROOT.parent / "shared/score/score.py"
GOLD = {
    "profiles": ROOT.parent / "shared/profiles",
    "varied": ROOT / "tests/gold/tuning/varied",
    "web": ROOT / "tests/gold/tuning/web",
    "varied-2": ROOT / "tests/gold/tuning/varied-2",
    "web-2": ROOT / "tests/gold/tuning/web-2",
    "varied-4": ROOT / "tests/gold/tuning/varied-4",
    "web-4": ROOT / "tests/gold/tuning/web-4",
    "varied-5": ROOT / "tests/gold/tuning/varied-5",
    "web-5": ROOT / "tests/gold/tuning/web-5",
    "varied-7": ROOT / "tests/gold/tuning/varied-7",
    "web-7": ROOT / "tests/gold/tuning/web-7",
    "es-5": ROOT / "tests/gold/tuning/es-5",
    "es-6": ROOT / "tests/gold/tuning/es-6",
    "varied-9": ROOT / "tests/gold/tuning/varied-9",
    "varied-10": ROOT / "tests/gold/tuning/varied-10",
    "varied-11": ROOT / "tests/gold/tuning/varied-11",
    "web-9": ROOT / "tests/gold/tuning/web-9",
    "web-10": ROOT / "tests/gold/tuning/web-10",
    "es-9": ROOT / "tests/gold/tuning/es-9",
    "fr-4": ROOT / "tests/gold/tuning/fr-4",
}
FLOORS = {
    "profiles": {"founding": (0.97, 0.93), "membership": (0.97, 0.88), "certifications": (0.95, 0.86)},
    "varied": {"founding": (0.97, 0.76), "membership": (0.97, 0.78), "premium_uses": (0.94, 0.88)},
    "web": {"founding": (0.97, 0.86), "membership": (0.94, 0.88), "certifications": (0.97, 0.83)},
    "varied-2": {"founding": (0.97, 0.85), "membership": (0.97, 0.79), "certifications": (0.93, 0.88)},
    "web-2": {"founding": (0.97, 0.92), "membership": (0.97, 0.71), "certifications": (0.97, 0.89)},
    "varied-4": {"founding": (0.93, 0.93), "membership": (0.94, 0.8), "premium_uses": (0.88, 0.83)},
    "web-4": {"founding": (0.84, 0.89), "certifications": (0.97, 0.92), "membership": (0.9, 0.93)},
    "varied-5": {"membership": (0.85, 0.79), "certifications": (0.96, 0.89), "premium_uses": (0.92, 0.87)},
    "web-5": {"membership": (0.9, 0.78), "certifications": (0.92, 0.95), "premium_uses": (0.96, 0.95)},
    "varied-7": {"founding": (0.97, 0.86), "membership": (0.94, 0.92), "certifications": (0.97, 0.94)},
    "web-7": {"founding": (0.97, 0.93), "membership": (0.95, 0.86), "premium_uses": (0.91, 0.94)},
    "es-6": {"founding": (0.93, 0.71), "membership": (0.94, 0.64), "certifications": (0.92, 0.87)},
    "es-5": {"founding": (0.86, 0.86), "certifications": (0.89, 0.95), "premium_uses": (0.94, 0.95)},
    "varied-9": {"founding": (0.95, 0.78), "membership": (0.87, 0.78), "certifications": (0.92, 0.83)},
    "varied-10": {"founding": (0.95, 0.8), "certifications": (0.95, 0.86), "premium_uses": (0.92, 0.9)},
    "varied-11": {"founding": (0.95, 0.9), "membership": (0.88, 0.8), "premium_uses": (0.93, 0.94)},
    "web-9": {"founding": (0.92, 0.78), "membership": (0.85, 0.8), "premium_uses": (0.88, 0.8)},
    "web-10": {"founding": (0.95, 0.87), "certifications": (0.93, 0.93), "membership": (0.87, 0.79)},
    "es-9": {"founding": (0.95, 0.78), "certifications": (0.95, 0.9), "premium_uses": (0.83, 0.8)},
    "fr-4": {"founding": (0.95, 0.79), "membership": (0.95, 0.95), "premium_uses": (0.95, 0.95)},
}


@pytest.mark.parametrize("folder", sorted(FLOORS))
def test_precision_and_recall_stay_above_their_floors(folder: str) -> None:
    if not SCORE.exists() or not GOLD[folder].exists():
        pytest.skip("the scoring program or the annotations do not stand beside the repository")
    command = [sys.executable, str(ROOT / "benchmarks/reading_quality.py"), str(GOLD[folder])]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "0 claims whose words are not in their document" in printed
    reached = {
        kind: (float(precision), float(recall))
        for kind, precision, recall in re.findall(
            r"^(\w+) +precision ([\d.]+) +recall ([\d.]+)", printed, re.M
        )
    }
    for kind, (precision, recall) in FLOORS[folder].items():
        assert reached[kind][0] >= precision, f"{kind}: precision {reached[kind][0]} is below {precision}"
        assert reached[kind][1] >= recall, f"{kind}: recall {reached[kind][1]} is below {recall}"
