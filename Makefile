# make site: set up and build the sample ward into output/.   make test: set up and pass the tests.
PYTHON ?= python3
VENV = .venv
BIN = $(VENV)/bin

.PHONY: site test test-all bench clean

site: $(VENV)/.site $(VENV)/.fonts
	$(BIN)/wardgen build

test: $(VENV)/.dev $(VENV)/.fonts
	$(BIN)/python -m pytest -n auto

test-all: $(VENV)/.dev $(VENV)/.fonts
	WARDGEN_TEST_ALL=1 $(BIN)/python -m pytest -n auto

bench: $(VENV)/.dev
	$(BIN)/python -m bench build --pages 1000

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.site: requirements.txt pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

# The font of card images and flyers: found on the machine, else fetched by its hash. Without it only those are lacking.
$(VENV)/.fonts: theme/fonts/package-lock.json | $(VENV)/.site
	$(BIN)/wardgen fonts --install || true
	touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.site
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	touch $@

clean:
	rm -rf output .output.wardgen .wardgen $(VENV)
