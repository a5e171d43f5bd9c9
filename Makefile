# Everything happens in a virtual environment of its own; nothing is needed but Python 3.11+, git and make.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.installed

.PHONY: demo test lint types layers check bench docs clean

demo: $(READY)          ## the main job on the five companies' invented data
	$(BIN)/barlau demo

test: $(READY)          ## all tests
	$(BIN)/python -m pytest -n auto $(PYTEST_ARGS)

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

layers: $(READY)
	$(BIN)/lint-imports

check: lint types layers test

bench: $(READY)         ## speed figures of benchmarks/README.md (several minutes)
	$(BIN)/python benchmarks/speed.py

docs: $(READY)          ## pages written from the texts that `barlau explain` prints
	$(BIN)/python -m barlau.report.reference > docs/rules.md

clean:
	rm -rf $(VENV) barlau-demo dist .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable . --group dev
	@touch $@
