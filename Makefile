# From a bare Debian 12 with Python 3.11 and make: `make run` serves the dashboard, `make test` runs every check.
# Files under .venv stamp what is installed, so that a second run starts at once.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
export VIRTUAL_ENV := $(CURDIR)/.venv
export PATH := $(VIRTUAL_ENV)/bin:$(PATH)

VENDOR := assets/vendor/bootstrap.min.css assets/vendor/plotly-cartesian.min.js

# Installs one of Debian's packages, or says which one is missing.
apt = { [ "$$(id -u)" = 0 ] || { echo "$(1) is missing; as root: apt-get install $(1)" >&2; exit 1; }; \
	apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(1); }

.SILENT:
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help run test lint venv assets browser database office nginx strace pins clean

help: ## says what each target does
	awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

run: .venv/runtime assets ## a fresh machine to a served dashboard with sample data, http://127.0.0.1:8050
	deploy/demo.sh

test: venv assets browser database office nginx strace lint ## a fresh machine to the whole suite passing
	echo "[5/5] Tests"
	pytest -n 2 --dist loadfile

lint: venv ## format, lint, types and the arrows between packages
	echo "[4/5] Format, lint, types, import arrows"
	ruff format --check .
	ruff check .
	mypy
	lint-imports --no-logo

venv: .venv/dev ## .venv with the program's libraries and those of the tests

assets: $(VENDOR) ## the style sheet and the chart library, from npm into assets/vendor

browser: ## chromium for the tests, where it is missing
	command -v chromium >/dev/null || { echo "[3/5] Chromium"; $(call apt,chromium); }

database: ## PostgreSQL's server programs for the tests, where they are missing
	ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || { echo "[3/5] PostgreSQL"; $(call apt,postgresql); }

office: ## LibreOffice for the tests, where it is missing
	command -v soffice >/dev/null || { echo "[3/5] LibreOffice"; $(call apt,libreoffice-calc); }

nginx: ## nginx and openssl for the tests, where they are missing
	[ -x /usr/sbin/nginx ] && command -v openssl >/dev/null || { echo "[3/5] nginx"; $(call apt,nginx-light openssl); }

strace: ## strace for the tests, where it is missing
	command -v strace >/dev/null || { echo "[3/5] strace"; $(call apt,strace); }

pins: .venv/runtime ## requirements*.txt and package-lock.json from their short inputs
	for name in requirements requirements-dev; do \
		uv pip compile --quiet --generate-hashes --custom-compile-command "make pins" \
			--python-version 3.11 --python-platform x86_64-manylinux_2_28 $$name.in -o $$name.txt || exit; \
	done
	npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved --no-audit --no-fund

clean: ## removes what was installed, copied or cached; keeps var, where the data is
	rm -rf .venv node_modules assets/vendor test-results .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} +

.venv/bin/uv:
	echo "[1/5] Python environment"
	$(PYTHON) -c 'import ensurepip' 2>/dev/null || $(call apt,python3-venv)
	$(PYTHON) -m venv .venv
	sed -n '/^uv==/,/[^\\]$$/p' requirements-dev.txt > .venv/uv.txt # its pin and hashes alone
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .venv/uv.txt

# `install` keeps the tests' libraries where they are already; `sync` also removes what no file names.
.venv/runtime: requirements.txt | .venv/bin/uv
	echo "[1/5] The program's libraries"
	uv pip install --require-hashes --compile-bytecode -r requirements.txt
	touch $@

.venv/dev: requirements-dev.txt | .venv/bin/uv
	echo "[1/5] The libraries of the program and its tests"
	uv pip sync --require-hashes --compile-bytecode requirements-dev.txt
	touch .venv/runtime $@

node_modules/.package-lock.json: package-lock.json | .venv/runtime
	echo "[2/5] Style sheet and chart library"
	npm ci --ignore-scripts --no-audit --no-fund
	touch $@

assets/vendor/bootstrap.min.css: node_modules/.package-lock.json
	install -D -m 644 node_modules/bootstrap/dist/css/$(@F) $@

assets/vendor/plotly-cartesian.min.js: node_modules/.package-lock.json
	install -D -m 644 node_modules/plotly.js-cartesian-dist-min/$(@F) $@
