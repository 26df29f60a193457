# make demo: load, validate, ask.   make test: ruff, mypy, pytest.   Both install what they need into .venv.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test virtuoso lint format clean

demo: .venv/core
	$(BIN)/python -m acopio.cli.main demo

test: .venv/dev virtuoso
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

# The tests of endpoints ask a server that is not ours where it can be had; nothing fails where it cannot.
virtuoso:
	@tests/endpoint/install_virtuoso.sh

lint: .venv/dev
	$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy

format: .venv/dev
	$(BIN)/ruff format . && $(BIN)/ruff check --fix .

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "acopio needs Python 3.11 or newer; name one: make PYTHON=python3.12 demo" >&2; exit 2; }
	$(PYTHON) -m venv .venv

.venv/core: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/dev: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	@touch $@ .venv/core

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache build dist
