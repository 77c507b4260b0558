# Alles, was man mit der Plattform tun kann. `make` allein zeigt die Liste; die Hilfetexte sind die Kommentare hinter `##`.
# Zusätzliche Angaben reicht ARGS durch: make test ARGS="-k hoerde", make chaos ARGS="--seed 7".

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory --no-builtin-rules
PYTHON := .venv/bin/python
LOCK := $(PYTHON) -m uv pip compile --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --quiet
PYTEST := $(PYTHON) -m pytest

.PHONY: help run test check bench chaos e2e compose-smoke docs environment assets lock check-static

help:  ## zeigt diese Liste
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

run: environment assets  ## startet die ganze Plattform auf diesem Rechner, mit den Daten Dortmunds
	@.venv/bin/infamilie up $(ARGS)

test: environment assets  ## führt alle Tests aus, auf echtem PostgreSQL und echtem Valkey
	@$(PYTEST) $(ARGS)

# Wer die Tests auf demselben Stand eben gesehen hat (.ci/run), spart ihren zweiten Lauf mit TESTS_PASSED=1.
check: check-static $(if $(TESTS_PASSED),,test)  ## prüft Stil, Typen und Importregeln und führt die Tests aus

bench: environment assets  ## misst die Plattform gegen von Hand geschriebene Schleifen (Ergebnis: build/bench.json)
	@$(PYTHON) -m tests.bench $(ARGS)

chaos: environment assets  ## beendet, leert und verstellt im Betrieb alles und prüft, dass nichts verloren geht
	@$(PYTHON) -m tests.chaos $(ARGS)

e2e: environment assets  ## prüft die Seiten in einem echten Chromium
	@deploy/ensure_chromium.sh
	@$(PYTEST) tests/e2e $(ARGS)

compose-smoke:  ## baut die Container, startet sie und schickt ein Angebot bis zur E-Mail hindurch
	@deploy/compose_smoke.sh $(ARGS)

docs: environment  ## schreibt docs/settings.md und build/asyncapi.json neu aus Einstellungen und Ereignissen
	@$(PYTHON) -m deploy.document_settings
	@$(PYTHON) -m deploy.export_async_api

# Übersetzt wie bei einem installierten Paket: auch wo PYTHONDONTWRITEBYTECODE gesetzt ist, startet alles eine Sekunde früher.
environment:  ## (intern) richtet .venv ein, genau nach requirements.lock
	@deploy/make_environment.sh
	@$(PYTHON) -m compileall -q services shared deploy

assets: environment  ## (intern) baut Stile, Schriften, Skripte und Übersetzungen für die Seiten
	@$(PYTHON) -m deploy.build_assets

check-static: environment  ## (intern) prüft Stil, Typen und Importregeln, ohne Tests
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy
	@.venv/bin/lint-imports

# Nur Versionen und Prüfsummen, keine Adressen: die Sperrdatei gilt für jedes Paketverzeichnis.
lock: environment  ## (intern) schreibt requirements.lock neu aus pyproject.toml, und die der Vergleichsprogramme
	@$(LOCK) --all-extras --output-file requirements.lock pyproject.toml $(ARGS)
	@$(LOCK) --output-file tests/bench/peers/requirements.lock tests/bench/peers/requirements.in $(ARGS)
