"""Every stored query gives the rows of its golden file.

Renew the files with ACOPIO_RENEW_GOLDEN=1 .venv/bin/python -m pytest tests/catalogue/test_golden.py,
and read the difference before it is committed.
"""

from __future__ import annotations

import os

import pytest
from catalogue_samples import GOLDEN, QUERIES, store, stored

from acopio.catalogue.formats import to_csv
from acopio.catalogue.query import answer


@pytest.mark.parametrize("name", QUERIES)
def test_rows_are_those_of_the_golden_file(name: str) -> None:
    found = to_csv(answer(stored(name), store())).replace("\r\n", "\n")
    path = GOLDEN / f"{name}.csv"
    if os.environ.get("ACOPIO_RENEW_GOLDEN"):
        path.write_text(found, encoding="utf-8")
    assert path.exists(), f"{path.name} is missing; {__doc__}"
    assert found == path.read_text("utf-8")


def test_every_golden_file_has_its_query() -> None:
    assert sorted(path.stem for path in GOLDEN.iterdir()) == sorted(QUERIES)
