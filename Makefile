# Two commands do all: `make lab` to learn, `make test` to be sure.
# Needs git, make and Python >= 3.11; everything else is installed into .venv.

VENV ?= .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
LESSON_LANG ?= en
KIT_LAB_ARGS ?=
BENCH_ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help lab test check unit notebooks browser package fuzz reliability figures gallery outputs bench clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# Stamps, as .venv/bin/python is a link to a file that is older than anything here.
$(VENV)/.made: scripts/make-venv.sh
	@sh scripts/make-venv.sh $(VENV)
	@touch $@

$(VENV)/.lab: pyproject.toml $(VENV)/.made
	$(PY) -m pip install --quiet --editable '.[lab]'
	@touch $@

$(VENV)/.dev: pyproject.toml $(VENV)/.made
	$(PY) -m pip install --quiet --editable '.[dev]'
	@touch $@ $(VENV)/.lab

$(VENV)/.browser: scripts/install-browser.sh $(VENV)/.dev
	@sh scripts/install-browser.sh $(PY)
	@touch $@

$(VENV)/.postgres: scripts/install-postgres.sh $(VENV)/.dev
	@sh scripts/install-postgres.sh
	@touch $@

$(VENV)/.consumers: scripts/fetch_consumers.py $(VENV)/.dev
	$(PY) scripts/fetch_consumers.py
	@touch $@

lab: $(VENV)/.lab ## open JupyterLab at the first lesson (LESSON_LANG=ar, KIT_LAB_ARGS=--no-browser)
	$(BIN)/kit lab --lang $(LESSON_LANG) $(KIT_LAB_ARGS)

test: check unit notebooks browser ## run all that a change can break in the project itself

check: $(VENV)/.dev ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

unit: $(VENV)/.dev $(VENV)/.postgres $(VENV)/.consumers ## tests without a browser
	$(PY) -m pytest tests --ignore=tests/browser --ignore=tests/package -n 2

notebooks: $(VENV)/.dev ## run every notebook and compare its stored outputs
	$(PY) scripts/check_notebooks.py

browser: $(VENV)/.browser $(VENV)/.consumers ## act in a real browser, on a bare page or on a real kernel
	$(PY) -m pytest tests/browser -n 2 --dist loadgroup

package: $(VENV)/.dev ## build the wheel, install it into clean environments, and what Binder would
	$(PY) -m pytest tests/package

fuzz: $(VENV)/.dev ## paste in thousands of odd texts
	HYPOTHESIS_PROFILE=deep $(PY) -m pytest tests --ignore=tests/browser --ignore=tests/package -k any_text -n 2

reliability: $(VENV)/.browser $(VENV)/.consumers ## count what may go wrong and does not (docs/reliability.md)
	$(PY) scripts/reliability.py

figures: $(VENV)/.dev ## write the figures of docs/item-bank.md anew
	$(PY) scripts/bank_page.py

gallery: $(VENV)/.lab ## write every lesson and exercise as a page, to try (build/gallery/index.html)
	$(BIN)/kit lesson export --all --to build/gallery

outputs: $(VENV)/.dev ## run every notebook and store its outputs anew
	$(PY) scripts/store_outputs.py

$(VENV)/.bench: pyproject.toml $(VENV)/.lab
	$(PY) -m pip install --quiet --editable '.[bench]'
	@touch $@

bench: $(VENV)/.bench ## measure, beside textacy and spaCy (BENCH_ARGS='--quick', '--labelled FILE')
	$(PY) -m benchmarks $(BENCH_ARGS)

clean: ## remove what was installed and built
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
