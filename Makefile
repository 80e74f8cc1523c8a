# What the book can do. C is a chapter: make chapter C=history/jury_theorem
PYTHON ?= python3
RUN := .venv/bin/python
UV := .venv/bin/uv pip install --quiet --compile-bytecode
LOCK := .venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links

ifneq ($(wildcard ../shared/data),)
export BOOK_DATA ?= $(CURDIR)/../shared/data
endif

# An environment is ready when a file named after its requirements is there.
ENV := .venv/ready-$(shell (cat requirements.txt requirements/uv.txt pyproject.toml; pwd) | cksum | cut -d' ' -f1)
TEST := .venv/tests-$(shell cat requirements.txt requirements/test.txt | cksum | cut -d' ' -f1)

.PHONY: book test chapter serve new check bench pdf epub zip twice peers results lint clean lock help

book: $(ENV) ## build the site; the last line is the path of its index page
	@$(RUN) -m theme.build

test: book $(TEST) ## every test, the built pages in a browser included
	@$(RUN) -m theme.browser
	@$(RUN) -m pytest -n 2

chapter: $(TEST) ## one chapter's tests and its page alone
	@$(RUN) -m pytest -q "tests/$(dir $(C))test_$(notdir $(C)).py"
	@$(RUN) -m theme.build "chapters/$(C)"

check: book $(TEST) ## every page: light, dark, desktop, phone, axe, each slider, no script, paper
	@$(RUN) -m theme.browser
	@$(RUN) -m theme.check

bench: book $(TEST) ## weight of each page, time of each slider move, Lighthouse, time of a build
	@if command -v npm >/dev/null; then $(MAKE) --silent .venvs/lighthouse/installed || true; fi
	@$(RUN) -m theme.bench

pdf: book $(TEST) ## the whole book as one PDF, printed by the browser
	@$(RUN) -m theme.onepage

epub: $(ENV) .venvs/epub/ready ## the whole book as an EPUB, checked if Java is there
	@$(RUN) -m theme.epub
	@if command -v java >/dev/null; then .venvs/epub/bin/epubcheck _build/who-should-decide.epub; fi

zip: book ## the site as a zip that opens from a USB stick
	@$(RUN) -m theme.stick

twice: $(ENV) ## build twice from nothing: is every byte the same?
	@$(RUN) -m theme.twice

serve: book ## look at the book on this machine only
	@$(RUN) -m http.server --bind 127.0.0.1 --directory _build/html 8000

new: $(ENV) ## the skeleton of a new chapter
	@$(RUN) -m theme.new "$(C)"

results: $(ENV) ## compute again what is made from real data (folder BOOK_DATA)
	@for script in results/*/*.py; do echo "$$script"; $(RUN) "$$script" || exit 1; done

peers: $(ENV) .venvs/peers/ready ## beside other people's programs
	@.venvs/peers/bin/python -m tests.peers

lint: $(TEST) ## style of the code
	@$(RUN) -m ruff check . && $(RUN) -m ruff format --check .

clean: ## forget what was built; the environments stay
	rm -rf _build

lock: $(ENV) ## new versions of everything that requirements/*.in ask for
	@$(LOCK) requirements/book.in -o requirements.txt
	@for name in uv test peers epub; do $(LOCK) -c requirements.txt requirements/$$name.in -o requirements/$$name.txt; done
	@$(LOCK) --no-deps requirements/tables.in -o requirements/tables.txt

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1: /p' Makefile

$(ENV):
	@start=$$(date +%s); set -e; \
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "The book needs Python 3.11 or newer.")'; \
	$(RUN) -c "" 2>/dev/null || $(PYTHON) -m venv --clear .venv; \
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt; \
	$(UV) -p $(RUN) --require-hashes -r requirements.txt; \
	$(UV) -p $(RUN) --no-build-isolation --no-deps -e .; \
	touch $@; printf '%-44s%6.1f s\n' "environment installed" $$(($$(date +%s) - start))

$(TEST): $(ENV)
	@$(UV) -p $(RUN) --require-hashes -r requirements/test.txt; touch $@

.venvs/lighthouse/installed: requirements/lighthouse/package-lock.json
	@mkdir -p $(@D) && cp requirements/lighthouse/*.json $(@D)
	@cd $(@D) && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error && touch installed

.venvs/%/ready: requirements/%.txt
	@$(PYTHON) -m venv --clear .venvs/$* && $(UV) -p .venvs/$*/bin/python --require-hashes -r $< && touch $@
