# Every target sets up what it needs: `make read` on a fresh machine opens the seeds.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
FOLDER ?= seeds/

.PHONY: read test lint format check-types snapshots soak bench picture clean

read: $(VENV)/.reader
	$(BIN)/reader $(FOLDER)

test: lint check-types
	$(BIN)/pytest -n auto -m "not soak"

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports

check-types: $(VENV)/.dev
	$(BIN)/mypy

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

snapshots: $(VENV)/.dev
	$(BIN)/pytest tests/snapshots --snapshot-update

soak: $(VENV)/.dev
	$(BIN)/pytest -m soak

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist

$(VENV)/.reader: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $@

$(VENV)/.dev: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]" -c constraints.txt
	touch $@ $(VENV)/.reader
