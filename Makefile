# chartcode: each target does all its own set-up.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared
STAMPS := $(VENV)/.stamps

.PHONY: help demo test check bench bench-peers accuracy accuracy-with-index errors parts fit clean

help:
	@echo "make demo             code the sample charts (NOTE=path for your own note)"
	@echo "make test             run every test"
	@echo "make check            format, lint, types, import contracts, house tests"
	@echo "make bench            measure speed and memory (not a test)"
	@echo "make bench-peers      measure other programs beside it, in .venv-peers (about ten minutes)"
	@echo "make accuracy         measure accuracy on the evaluation sets in $(SHARED)/eval"
	@echo "make parts            measure what each part brings"
	@echo "make fit              fit the scorer again from $(SHARED)/eval"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "chartcode needs Python 3.11 or newer; set PYTHON="; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(STAMPS)/run: pyproject.toml | $(BIN)/python
	@echo "installing chartcode into $(VENV) (once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/dev: pyproject.toml requirements-dev.lock | $(BIN)/python
	@echo "installing what tests and checks need into $(VENV) (once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements-dev.lock -e '.[dev,batch,learn]'
	@mkdir -p $(STAMPS) && touch $@ $(STAMPS)/run

demo: $(STAMPS)/run
	@$(BIN)/chartcode demo $(if $(NOTE),'$(NOTE)')

test: $(STAMPS)/dev
	@$(BIN)/python -m pytest

check: $(STAMPS)/dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest tests/house

bench: $(STAMPS)/dev
	@$(BIN)/python -m benchmarks.speed $(SHARED)/eval/codiesp_background
	@$(BIN)/python -m benchmarks.tables

bench-peers: $(STAMPS)/dev
	@CHARTCODE_DATA=$(VENV)/nothing-imported $(BIN)/python -m benchmarks.peers $(SHARED)/eval

accuracy: $(STAMPS)/dev
	@CHARTCODE_DATA=$(VENV)/nothing-imported $(BIN)/python -m benchmarks.accuracy $(SHARED)/eval
	@$(BIN)/python -m benchmarks.tables

accuracy-with-index: $(STAMPS)/dev
	@CHARTCODE_DATA=$(VENV)/with-index $(BIN)/chartcode codesets import $(SHARED)/codesets/icd10cm/icd10cm-index-2025.RECONSTRUCTED.xml
	@CHARTCODE_DATA=$(VENV)/with-index $(BIN)/python -m benchmarks.accuracy $(SHARED)/eval index.json
	@$(BIN)/python -m benchmarks.tables

errors: $(STAMPS)/dev
	@CHARTCODE_DATA=$(VENV)/nothing-imported $(BIN)/python -m benchmarks.errors $(SHARED)/eval
	@$(BIN)/python -m benchmarks.tables

parts: $(STAMPS)/dev
	@CHARTCODE_DATA=$(VENV)/nothing-imported $(BIN)/python -m benchmarks.parts $(SHARED)/eval
	@$(BIN)/python -m benchmarks.tables

fit: $(STAMPS)/dev
	@CHARTCODE_DATA=$(VENV)/nothing-imported $(BIN)/python -m chartcode.learning.fit $(SHARED)/eval

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
