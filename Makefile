# make run: the example conference, live. make test: all checks. Both set up what they need.
VENV := .venv
BIN := $(VENV)/bin
SITE ?= sitedata
WORKERS ?= auto

.PHONY: run test check build browser synapse clean help

help: ## this list
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/'

run: $(VENV)/.run ## the example conference, live at http://127.0.0.1:5000/ (PORT=... for another)
	$(BIN)/miniconf serve $(SITE) $(if $(PORT),--port $(PORT))

build: $(VENV)/.run ## the example conference as files in build/
	$(BIN)/miniconf build $(SITE)

test: $(VENV)/.test browser synapse ## style and all tests
	scripts/check --workers $(WORKERS)

check: $(VENV)/.test ## style and the tests that need no browser
	scripts/check --workers $(WORKERS) --fast

browser: # Chromium, for the tests that open pages
	@scripts/chromium

synapse: # a real Matrix server, for the tests of that engine
	@scripts/synapse

$(VENV)/.run: pyproject.toml
	scripts/venv $(VENV) -e '.[chat]'
	@touch $@

$(VENV)/.test: pyproject.toml
	scripts/venv $(VENV) -e '.[test]'
	@touch $@ $(VENV)/.run

clean: ## remove what building and testing made
	rm -rf build dist .miniconf .pytest_cache .ruff_cache .hypothesis
