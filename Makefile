# Two commands for newcomers: `make demo` and `make test`. Each makes its own virtual environment first.
# Needs Python 3.11 or later and nothing else. VENV=DIR puts the environment elsewhere.

PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
DEMO ?= onrecord-demo

.PHONY: demo test check format lint types imports docs test-browser bench quality clean

demo: $(VENV)/.installed
	@echo "== reading the bundled sample case (composed for demonstration)"
	@$(BIN)/onrecord demo $(DEMO)

test: $(VENV)/.installed-dev
	@echo "== running the tests"
	@$(BIN)/pytest -n auto --durations 5

check: $(VENV)/.installed-dev lint types imports test

format: $(VENV)/.installed-dev
	@$(BIN)/ruff format src tests benchmarks docs gold training
	@$(BIN)/ruff check --fix src tests benchmarks docs gold training

lint: $(VENV)/.installed-dev
	@$(BIN)/ruff format --check src tests benchmarks docs gold training
	@$(BIN)/ruff check src tests benchmarks docs gold training

types: $(VENV)/.installed-dev
	@$(BIN)/mypy

imports: $(VENV)/.installed-dev
	@$(BIN)/lint-imports --no-logo 2>/dev/null || $(BIN)/lint-imports

docs: $(VENV)/.installed-dev
	@$(BIN)/python docs/generate.py
	@$(BIN)/python docs/outputs.py

# Needs Node.js and a Chromium beside Python; .ci/run installs them.
test-browser: $(VENV)/.installed-dev
	@cd tests/browser && npm ci --silent --no-audit --no-fund
	@$(BIN)/pytest -m browser tests/browser

# Floors of the readers on the folder of benchmarks beside the repository; says so and passes where there is none.
# QUALITY=--sample takes a few documents of each set.
quality: $(VENV)/.installed-dev
	@$(BIN)/python benchmarks/quality.py $(QUALITY)

bench: $(VENV)/.installed-dev
	@$(BIN)/python benchmarks/cost.py

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("onrecord needs Python 3.11 or later; this is " + sys.version.split()[0] + ". Say which to use: make PYTHON=python3.12 demo") if sys.version_info < (3, 11) else None'
	@echo "== making a virtual environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml
	@echo "== installing onrecord and what it needs (a minute or two)"
	@$(BIN)/python -m pip install --disable-pip-version-check --progress-bar on --quiet --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@echo "== installing what the tests need"
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet --group dev
	@touch $@

clean:
	rm -rf $(VENV) $(DEMO) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
