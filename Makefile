# Everything a newcomer runs: `make demo` and `make test`. Both start from `make setup`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := demo.ledger
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: setup demo test lint types lock clean

setup: $(VENV)/.installed

$(VENV)/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Dragoman needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Name another with: make PYTHON=python3.12 ...") if sys.version_info < (3, 11) else 0'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing into $(VENV), about a minute ..."
	@$(PIP) install --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup
	@rm -rf $(DEMO)
	@echo "Reading and coding the bundled sample into $(DEMO) ..."
	@$(BIN)/dragoman add sample/archive --ledger $(DEMO) --licence Apache-2.0 --collection sample
	@echo
	@$(BIN)/dragoman search Balkans --ledger $(DEMO) --limit 5
	@echo
	@$(BIN)/dragoman statements --ledger $(DEMO) --min-confidence 0.6 --limit 15
	@echo
	@echo "What to try next (or activate the environment: . $(VENV)/bin/activate):"
	@echo "  $(BIN)/dragoman search 'sankcije OR sanctions' --ledger $(DEMO)"
	@echo "  $(BIN)/dragoman search 'actor:SRB type:CONSULT' --ledger $(DEMO)"
	@echo "  $(BIN)/dragoman kwic 'энерг*' --ledger $(DEMO)"
	@echo "  $(BIN)/dragoman statements --kind relation --ledger $(DEMO)"
	@echo "  $(BIN)/dragoman add YOUR/ARCHIVE --ledger my.ledger"
	@echo "  $(BIN)/dragoman --help"

test: setup lint types
	$(BIN)/python -m pytest

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

# Needs uv on the PATH; only for whoever changes the dependencies.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--group test pyproject.toml --output-file requirements.lock

clean:
	rm -rf $(VENV) $(DEMO) .mypy_cache .ruff_cache .pytest_cache .hypothesis
