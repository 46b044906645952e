# Hemicycle. `make` prints what there is.
# Needs Python 3.11 or newer with its venv module; what else the tests need is found or installed by scripts/provision.py.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help run test trials bench check format messages lock clean

help: ## print this
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/installed-run ## set up, and serve the demo: one link per role is printed
	@$(BIN)/hemicycle serve --demo

test: $(VENV)/installed-dev ## set up, check, and run every test
	@$(PYTHON) scripts/provision.py browser postgres
	@$(MAKE) --no-print-directory check
	@$(BIN)/pytest -n 4 --dist loadfile --no-loadscope-reorder

trials: $(VENV)/installed-dev ## the long trials (drops, kills, crowds) at their full size
	@$(PYTHON) scripts/provision.py browser postgres
	@HEMICYCLE_TRIALS=full $(BIN)/pytest -m trial -s -o faulthandler_timeout=3600

bench: $(VENV)/installed-dev ## time, CPU and memory per watcher beside a bare C loop
	@$(PYTHON) scripts/provision.py compiler
	@$(BIN)/python bench/run.py

check: $(VENV)/installed-dev ## lint, format, types and the import contracts
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo

format: $(VENV)/installed-dev ## put the code in the house's format
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

messages: $(VENV)/installed-dev ## bring the French and Spanish catalogues up to date with what the pages say
	@$(BIN)/python scripts/messages.py

lock: ## resolve the dependencies afresh (uv.lock, constraints.txt)
	@scripts/lock.sh

clean: ## remove the environment and every cache; the folder data/ stays
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment. Each stamp is older than what it was made from exactly when it must be made again.

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Hemicycle needs Python 3.11 or newer: make PYTHON=python3.11 …")'
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo 'On Debian: apt-get install python3-venv' >&2; exit 1; }

$(VENV)/installed-run: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Setting up $(VENV) …" >&2
	@$(PIP) install --constraint constraints.txt --editable '.[postgres,fast,rotation]'
	@touch $@

# pip reads dependency groups from 25.1 on.
$(VENV)/installed-dev: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Setting up $(VENV) with the tools of development …" >&2
	@$(PIP) install 'pip>=25.1'
	@$(PIP) install --constraint constraints.txt --editable '.[postgres,fast,rotation]' --group dev
	@touch $(VENV)/installed-run $@
