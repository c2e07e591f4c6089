# Compuertas. `make run` and `make test` bring a bare machine with Python, make and internet all the way.

PORT ?= 8501
VENV := .venv
PYTHON := $(VENV)/bin/python
# Playwright brings a node: nothing to install. The shell finds the folder of this Python.
NODE := $(VENV)/lib/python3*/site-packages/playwright/driver/node
# PyTorch's own wheels without CUDA: on Linux the default ones bring gigabytes of it.
TORCH_CPU := https://download.pytorch.org/whl/cpu
# Browser tests run one after the other: each waits for what a page paints.
PARALLEL := -n auto --dist worksteal
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# An environment is ready when the stamp named after its requirements' content exists; a fresh clone's dates say nothing.
checksum = $(shell cat $(1) | cksum | cut -d' ' -f1)
APP := $(VENV)/app-$(call checksum,requirements.txt)
DEV := $(VENV)/dev-$(call checksum,requirements.txt requirements-dev.txt)

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run dev test test-unit test-node test-app test-browser fast-test lint format shots pictures bench models cards node browser clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(APP) ## Run the app on http://localhost:8501 (PORT=… for another port)
	@exec $(PYTHON) -m streamlit run app.py --server.port $(PORT)

dev: $(DEV) ## Run it for development: follows file changes, shows full errors
	@exec $(PYTHON) -m streamlit run app.py --server.port $(PORT) --server.fileWatcherType auto \
	    --server.runOnSave true --client.showErrorDetails full --client.toolbarMode developer

test: test-unit test-node test-app test-browser ## Run every test, fast ones first

# The engine's workers are polite, and would starve beside tests on every core.
ENGINE := tests/unit/test_engine.py
test-unit: $(DEV) ## Tests of the model room
	$(PYTHON) -m pytest $(PARALLEL) tests/unit --ignore=$(ENGINE)
	$(PYTHON) -m pytest $(ENGINE)

test-node: node ## Tests of the player's JavaScript
	$(NODE) --test tests/node/*.test.*js

test-app: $(DEV) ## Tests of every page, without a browser
	$(PYTHON) -m pytest $(PARALLEL) tests/app

test-browser: browser ## Tests in a real Chromium against a real server
	$(PYTHON) -m pytest tests/browser

fast-test: node ## The quick half of the tests
	$(PYTHON) -m pytest -q $(PARALLEL) tests/unit -m "not slow"
	$(NODE) --test --test-reporter=dot tests/node/*.test.*js

lint: $(DEV) ## Check style, formatting and types
	$(PYTHON) -m ruff check
	$(PYTHON) -m ruff format --check
	$(PYTHON) -m mypy

format: $(DEV) ## Format the code and repair what ruff can repair
	$(PYTHON) -m ruff check --fix
	$(PYTHON) -m ruff format

shots: browser ## Picture every page into shots/ (PAGE=sentiment for one page)
	$(PYTHON) -m tests.shots $(PAGE)

pictures: shots ## Renew the README's pictures in docs/
	@mkdir -p docs
	cp shots/sentiment-verdict-es-light-1440.png docs/verdict.png
	cp shots/home-en-light-1440.png docs/home.png
	cp shots/home-es-dark-390.png docs/phone.png

bench: browser ## Measure what the README states: bench/results.json and the README's tables
	$(PYTHON) -m bench

# glibc hands each step's large tensors back to the system, and asks for them again: keeping them halves the time.
KEEP_MEMORY := MALLOC_MMAP_THRESHOLD_=4294967296 MALLOC_TRIM_THRESHOLD_=8589934592 MALLOC_TOP_PAD_=268435456
models: $(DEV) ## Train every model again from DATA=… (hours; call it again and it goes on), then renew the cards
	@test -d "$(DATA)" || { echo "Name the folder with the training data: make models DATA=…"; exit 2; }
	$(KEEP_MEMORY) $(PYTHON) -m model remake --data "$(DATA)"
	$(MAKE) cards

cards: $(DEV) ## Renew what is told of the models: cards, probes, behaviour, the README's tables, the landing page's reading
	$(PYTHON) -m bench.probes
	$(PYTHON) -m bench.behaviour $(if $(DATA),--data "$(DATA)")
	$(PYTHON) -m bench.ablations
	$(PYTHON) -m bench.together $(if $(DATA),--data "$(DATA)")
	$(PYTHON) -m bench.cards
	$(PYTHON) -m bench.readme
	$(PYTHON) -m ui.landing
	$(PYTHON) -m tests.logits

node: $(DEV) ## Make the node start that runs the tests of JavaScript
	@$(PYTHON) -m tests.node

browser: node ## Find a Chromium, or install one
	@$(PYTHON) -m tests.live

clean: ## Remove the environment, caches and screenshots
	rm -rf $(VENV) shots .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Debian and Ubuntu ship Python without the part that makes environments (python3-venv).
$(PYTHON):
	@for python in python3 python3.14 python3.13 python3.12 python3.11 none; do \
	    $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; \
	done; \
	if [ $$python = none ]; then \
	    echo "Compuertas needs Python 3.11 or newer, and found $$(python3 --version 2>/dev/null || echo none)."; exit 1; \
	fi; \
	if ! $$python -c 'import ensurepip, venv' 2>/dev/null; then \
	    package=$$($$python -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); \
	    if ! command -v apt-get >/dev/null; then \
	        echo "This Python has no ensurepip: install the part of it that makes virtual environments."; exit 1; \
	    elif [ "$$(id -u)" = 0 ]; then apt-get update -q && apt-get install -qy $$package; \
	    elif sudo -n true 2>/dev/null; then sudo apt-get update -q && sudo apt-get install -qy $$package; \
	    else echo "Python cannot make environments yet. Run: sudo apt-get install $$package"; exit 1; fi || exit 1; \
	fi; \
	$$python -m venv --clear $(VENV) || { rm -rf $(VENV); exit 1; }

$(APP): | $(PYTHON)
	@echo "Installing what the app needs. Once; it takes some minutes."
	@[ "$$(uname)" != Linux ] || \
	$(PYTHON) -m pip install --no-deps --timeout 10 --retries 1 --index-url $(TORCH_CPU) "$$(grep '^torch==' requirements.txt)" || \
	echo "PyTorch's index of CPU wheels does not answer: torch comes from where pip usually looks, maybe with gigabytes of CUDA."
	$(PYTHON) -m pip install -q -r requirements.txt
	@rm -f $(VENV)/app-* && touch $@

$(DEV): $(APP)
	@echo "Installing what development needs."
	$(PYTHON) -m pip install -q -r requirements-dev.txt
	@rm -f $(VENV)/dev-* && touch $@
