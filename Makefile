# Nothing is assumed but Debian 12 with its Python, git and make.
# Only relative paths are used, so a folder with spaces in its name works.

PYTHON ?= python3
BIND ?= 127.0.0.1
PORT ?= 8000
SERVE ?= 1
UV ?= uv
AT_ONCE ?= 2
export PYTHON
# The tests begin hundreds of processes, which would compile every module anew where this is set.
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
CATALOGUES := $(wildcard src/corridor/locale/*/LC_MESSAGES/django.po)

.DEFAULT_GOAL := help
.PHONY: help demo test test-sqlite test-postgresql test-browser check lint messages access picture bench bench-pages bench-load bench-at-once bench-forecast bench-durations powercut kills lock

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1	\2/p' Makefile

demo: .venv/run.stamp ## a filled programme on http://127.0.0.1:8000 (BIND=, PORT=; SERVE=0 only fills it)
	$(BIN)/corridor demo --host $(BIND) --port $(PORT) $(if $(filter 0,$(SERVE)),--no-serve)

# One part alone leaves a processor idle wherever a test waits for a server, a lock or a page.
test: .venv/test.stamp ## everything: lint, types, contracts, tests on SQLite and PostgreSQL, browser (AT_ONCE=2 parts at a time)
	tools/needs
	@echo "Four parts, $(AT_ONCE) at a time; each says what it found when it is done. The longest takes minutes."
	$(MAKE) --no-print-directory --jobs=$(AT_ONCE) --output-sync=target test-sqlite lint test-postgresql test-browser

# On SQLite whatever the caller's environment says.
test-sqlite: .venv/test.stamp ## all tests but those in the browser, on SQLite
	env -u CORRIDOR_DATABASE_URL $(BIN)/pytest -n 2 --dist worksteal -m "not browser"

test-postgresql: .venv/test.stamp ## those that ask for a database, on PostgreSQL
	$(BIN)/python tools/with_postgres $(BIN)/pytest -n 2 --dist worksteal -m "not browser and not once" \
		tests --ignore=tests/house --ignore=tests/browser

# File by file: most of a file goes into its server and what is seen of every page, which its tests share.
test-browser: .venv/test.stamp ## the tests in the browser
	env -u CORRIDOR_DATABASE_URL $(BIN)/pytest -n 2 --dist loadscope tests/browser

check: lint ## the quick half of `make test`: format, lint, contracts, types, templates, house tests
	$(BIN)/pytest tests/house

lint: .venv/test.stamp
	$(BIN)/ruff format --check . tools/with_postgres
	$(BIN)/ruff check . tools/with_postgres
	$(BIN)/lint-imports --no-logo
	$(BIN)/mypy
	find src -path '*/templates/*.html' -exec $(BIN)/djade --check {} +

messages: .venv/test.stamp ## collect and compile the translations
	$(BIN)/python tools/messages.py
	$(BIN)/python tools/build_catalogues.py

access: .venv/test.stamp ## write docs/access.md anew from tests/access.csv
	$(BIN)/python tools/access.py

picture: .venv/test.stamp ## draw the README's picture anew
	tools/needs
	$(BIN)/python tools/picture.py

bench: .venv/test.stamp ## measure the ledger
	$(BIN)/python bench/ledger.py

bench-pages: .venv/test.stamp ## measure the pages and the API beside a bare Django list
	$(BIN)/python bench/pages.py

bench-at-once: .venv/test.stamp ## 10,000 times several verifiers accept the same thing at once, on both databases
	$(BIN)/python bench/at_once.py
	$(BIN)/python tools/with_postgres $(BIN)/python bench/at_once.py

bench-load: .venv/test.stamp ## mixed use at a fixed rate of arrival, beside a bare Django page
	$(BIN)/python bench/load.py

bench-forecast: .venv/test.stamp ## the forecast beside numpy, plain Python and the limit of its draws
	$(BIN)/python bench/forecast.py

bench-durations: .venv/test.stamp ## durations learned on New York's school construction, at earlier days (needs ../shared/data/external)
	$(BIN)/python bench/durations.py

powercut: .venv/test.stamp ## 3,000 power cuts of the embedded database, replayed: nothing acknowledged may be lost
	tools/needs
	$(BIN)/python harness/powercut.py --cuts 3000

kills: .venv/test.stamp ## 60 kills of the server while eight clients write, on SQLite and on PostgreSQL
	tools/needs
	$(BIN)/python harness/kill.py --kills 60
	CORRIDOR_TEST_FSYNC=on $(BIN)/python tools/with_postgres $(BIN)/python harness/kill.py --kills 60

# run.txt is the base of test.txt, so that one environment can hold both. UPGRADE=--upgrade takes newer versions.
COMPILE = $(UV) pip compile --quiet --no-config --default-index https://pypi.org/simple \
	--universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock" $(UPGRADE)
lock: ## write requirements/*.txt anew (needs uv; UPGRADE=--upgrade)
	@command -v $(UV) >/dev/null || { echo "make lock needs uv (https://docs.astral.sh/uv); if it is not in PATH: make lock UV=/path/to/uv" >&2; exit 1; }
	$(COMPILE) pyproject.toml --extra postgres --group build --output-file requirements/run.txt
	$(COMPILE) --group build --constraint requirements/run.txt --output-file requirements/build.txt
	$(COMPILE) pyproject.toml --extra postgres --extra dask --group build --group test \
		--constraint requirements/run.txt --output-file requirements/test.txt

.venv/run.stamp: requirements/run.txt pyproject.toml tools/environment tools/build_catalogues.py $(CATALOGUES)
	tools/environment requirements/run.txt
	@touch $@

.venv/test.stamp: .venv/run.stamp requirements/test.txt
	tools/environment requirements/test.txt
	@touch $@
