# Each verb is one line that a person may type by hand. `make` alone lists them.
# Works with GNU make 3.81 (macOS) and newer; needs Python 3.11 or newer with venv, nothing else.

VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check
# What is installed: a stamp is as old as the last installation that followed pyproject.toml.
APP    := $(VENV)/.stamp-app
TOOLS  := $(VENV)/.stamp-test
# Settings of one run: `make lab LAB="--port 9000"`, `make verify SEEDS=5`, `make pytest PYTEST="-k build"`.
PYTHON ?=
LAB    ?=
SEEDS  ?= 2
VERIFY ?=
PYTEST ?=

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help lab setup build ui ui-check check lint pytest quick verify test clean FORCE

help: ## list the verbs
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

lab: $(APP) ## open the workbook in JupyterLab (the first run installs it into .venv)
	$(BIN)/certbook lab $(LAB)

setup: $(TOOLS) ## install what working on the repository needs

build: $(APP) ## make notebooks/, source/ and release/ from modules/
	$(BIN)/certbook build

ui: $(TOOLS) ## build the JupyterLab extension from ui/ (needs Node 18 or newer)
	cd ui && PATH="$(CURDIR)/$(BIN):$$PATH" && jlpm install && jlpm format && jlpm lint && jlpm test && jlpm build

ui-check: $(TOOLS) ## rebuild the extension apart and compare; write nothing
	$(BIN)/pytest tests/ui

check: $(APP) ## say which built files are stale; write nothing
	$(BIN)/certbook build --check

lint: $(TOOLS) ## ruff and mypy
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

pytest: $(TOOLS) ## the tests alone
	$(BIN)/pytest -n auto --dist loadfile $(PYTEST)

quick: lint check ## lint, check and the tests that start no kernel, browser, wheel or Node: seconds
	$(BIN)/pytest -m "not kernel and not browser and not wheel and not node" $(PYTEST)

verify: $(APP) ## prove every lab on SEEDS seeds (2)
	$(BIN)/certbook verify --seeds $(SEEDS) $(VERIFY)

test: $(TOOLS) lint check pytest verify ## everything that CI asks for

clean: ## remove .venv, caches and packages; never anybody's work or grades
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis && find certbook tests -name __pycache__ -prune -exec rm -rf {} +

# A .venv that is missing, half made or orphaned by an upgrade of Python is made anew.
ifneq ($(shell $(BIN)/python -c 'import pip' 2>/dev/null && echo works),works)
$(BIN)/python: FORCE
endif

$(BIN)/python:
	@python=$$(PYTHON='$(PYTHON)' sh tools/find-python) && echo "Making $(VENV) with $$python" && "$$python" -m venv --clear $(VENV)

$(APP): pyproject.toml $(BIN)/python
	@echo "Installing Certbook into $(VENV): a minute or two the first time"
	$(PIP) install --editable .
	@touch $@

# The tools come with the package itself, so this one installation is both.
$(TOOLS): pyproject.toml $(BIN)/python
	@echo "Installing Certbook and its test tools into $(VENV): a minute or two the first time"
	$(PIP) install --editable '.[test]'
	@touch $(APP) $@
