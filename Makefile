# The two commands of the README do all the set-up: the environment is brought up to date when the lock changes.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: audit test coverage docs clean

audit: .venv/installed
	@# The pages to open; the example reports have mistakes on purpose. Its last line says where to look.
	$(BIN)/tieout audit reports --output dossier

test: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2

coverage: .venv/installed
	@# Apart from the tests: counting lines costs as much again before Python 3.12.
	$(BIN)/pytest -n 2 --cov

docs: .venv/installed
	@# A page for every rule, made of checks/ (a test fails if they are not those), and the site of all pages.
	$(BIN)/tieout rules --pages docs/rules --lang en
	$(BIN)/tieout rules --pages docs/zh/rules --lang zh
	$(BIN)/zensical build --strict

.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --no-deps --editable .
	$(BIN)/python -m compileall -q src
	touch $@

clean:
	rm -rf .venv
