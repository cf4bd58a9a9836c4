# The two commands of the README do all the set-up: the environment is rebuilt when the lock changes.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: audit test lint clean

audit: .venv/installed
	$(BIN)/tieout check reports

test: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --no-deps --editable .
	touch $@

clean:
	rm -rf .venv
