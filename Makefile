# Two commands do everything on a fresh machine with Python (3.11 or newer) and make:
#   make demo    install what is needed and do the sample municipality; prints the path of the map last
#   make test    install what the checks need and run them all

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help demo test fast lint types contracts pytest bounds mutations benchmark documents clean

help:  ## say what each command does
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 20

demo: $(VENV)/.installed  ## install, do the sample municipality, print the path of its map
	@$(BIN)/wozgeo demo

test: lint types contracts pytest  ## every check: style, types, contracts, tests

fast: lint contracts $(VENV)/.installed-dev  ## what takes a minute: no browsers, nothing slow
	$(BIN)/pytest -q -n auto -m "not slow and not browser and not kampen and not mutations"

lint: $(VENV)/.installed-dev  ## style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-dev  ## types
	$(BIN)/mypy

contracts: $(VENV)/.installed-dev  ## who may import whom
	$(BIN)/lint-imports

pytest: $(VENV)/.installed-dev  ## every test
	$(BIN)/pytest -n auto

BOUNDED := tests/config tests/domain tests/inputs tests/analysis tests/outputs tests/network/test_accesses.py \
	tests/network/test_build.py tests/network/test_chains.py tests/network/test_distances.py tests/network/test_interchange.py \
	tests/network/test_limited_search.py tests/network/test_routes.py tests/network/test_snapping.py tests/network/test_squares.py \
	tests/network/test_walkability.py tests/network/test_walksheds.py tests/test_run.py \
	tests/test_again_files.py tests/test_again_measured.py tests/test_doors_of_a_run.py \
	tests/test_seniors_of_a_run.py tests/test_siting.py tests/test_surface.py

bounds:  ## tests of every room and some whole runs, under the lowest versions of pyproject.toml
	$(PYTHON) -m venv $(VENV)-bounds
	$(VENV)-bounds/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.5'
	$(VENV)-bounds/bin/uv pip install --quiet --python $(VENV)-bounds/bin/python --resolution lowest-direct \
		-e '.[parquet]' 'hypothesis>=6.100' 'jsonschema>=4.10' 'pytest>=8.0' 'pytest-xdist>=3.5'
	$(VENV)-bounds/bin/python -m pytest -q -n auto -p no:cacheprovider -m "not slow and not browser and not kampen and not mutations" \
		-W "ignore:Conversion of an array with ndim:DeprecationWarning" $(BOUNDED)

mutations: $(VENV)/.installed-dev  ## try single changes: does a test fail for each? (a quarter of an hour)
	$(BIN)/python scripts/mutations.py

documents: $(VENV)/.installed-dev  ## write the documents that follow from the code
	$(BIN)/python scripts/document_run_file.py

benchmark: $(VENV)/.installed-dev  ## measure speed and memory beside peers
	$(BIN)/python scripts/benchmark.py

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[parquet]'
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[parquet,dev]'
	@touch $@

clean:  ## remove what was installed and cached
	rm -rf $(VENV) $(VENV)-bounds .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
