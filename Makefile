# Every target sets up what it needs: on a fresh machine `make read` opens the seeds and `make test` passes the tests.
PYTHON  ?= python3
VENV    ?= .venv
FOLDER  ?= seeds/
TESTS   ?= tests
# More than there are cores: many tests wait for a program that they started.
WORKERS ?= 3
# Of a corpus that `make bench` makes.
CORPUS  ?= 100000
BIN     := $(VENV)/bin
PIP     := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# Where PYTHONDONTWRITEBYTECODE is set, each start would compile every module anew.
COMPILE := $(BIN)/python -m compileall -q src

.PHONY: read test test-only lint types format snapshots soak bench picture clean

read: $(VENV)/.reader
	$(BIN)/reader $(FOLDER)

test: lint types test-only

test-only: $(VENV)/.dev
	$(BIN)/pytest -n $(WORKERS) -m "not soak" $(TESTS)

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports

types: $(VENV)/.dev
	$(BIN)/mypy

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# After a wanted change of looks: look at snapshot_report.html first.
snapshots: $(VENV)/.dev
	$(BIN)/pytest tests/snapshots --snapshot-update

# Minutes: every case of the long tests.
soak: $(VENV)/.dev
	READER_SOAK=1 $(BIN)/pytest -m soak
	READER_SOAK=1 $(BIN)/pytest tests/hostile/test_fuzz.py

# Most of an hour: every figure of bench/README.md that needs nothing but this folder, in corpora of CORPUS articles.
bench: $(VENV)/.dev
	test -d build/bench/corpus || $(BIN)/python bench/corpus.py build/bench/corpus $(CORPUS)
	$(BIN)/python bench/store.py build/bench/store
	$(BIN)/python bench/building.py build/bench/corpus build/bench/catalogue
	$(BIN)/python bench/asking.py build/bench/corpus build/bench/catalogue
	$(BIN)/python bench/speed.py seeds build/bench/corpus
	$(BIN)/python bench/keys.py build/bench/corpus
	$(BIN)/python bench/notes.py build/bench/notes

# The README's picture.
picture: $(VENV)/.dev
	$(BIN)/python docs/picture.py docs/screen.svg

clean:
	rm -rf .venv .venv-* .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist

$(VENV)/.reader: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) -e . -c constraints.txt
	$(COMPILE)
	touch $@

$(VENV)/.dev: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) -e ".[dev]" -c constraints.txt
	$(COMPILE)
	touch $@ $(VENV)/.reader
