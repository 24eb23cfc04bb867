# Everything runs in .venv, which is made on first use. Needs Python 3.11 or later, make and git.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

# The first Python that is new enough; another one by `make PYTHON=/path/to/python …`.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
READY := .venv/.ready

.PHONY: help demo test check format bench lock clean

help:  ## what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 12

$(READY): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "make: no Python 3.11 or later was found; install one or name it: make PYTHON=…" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing into .venv (once) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

demo: $(READY)  ## the sample corpus as a graph, with answers, tables and a picture in demo/
	@$(BIN)/python scripts/demo.py

test: $(READY)  ## all tests
	@$(BIN)/python -m pytest -n auto --dist loadfile

check: $(READY)  ## style, types and the direction of imports
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(READY)  ## put the code in its one form
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: $(READY)  ## speed, against the parts that gongwen is made of
	@$(BIN)/python benchmarks/speed.py

lock: $(READY)  ## write constraints.txt from what is installed
	@{ grep '^#' constraints.txt; $(BIN)/python -m pip freeze --exclude-editable --exclude gongwen-kg | sed -E 's/ @ .*//' | grep '=='; } > constraints.tmp
	@mv constraints.tmp constraints.txt

clean:  ## what was made, but for .venv
	rm -rf demo build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
