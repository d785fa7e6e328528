# The verbs of this repository; the work is done by the Python package in scripts/.
# A Python is found here and nowhere else: everything after it is written in Python.

SHELL := /bin/sh
run = python=$$(command -v "$${PYTHON:-python3}" || command -v python) \
	|| { echo "make: Python is missing: install 3.10 or newer (https://www.python.org/downloads/)" >&2; exit 1; }; \
	"$$python" scripts/make.py $@

.DEFAULT_GOAL := help
.PHONY: help lab test build lint types bench screenshots clean

help: ## list the verbs
	@sed -n 's/^\([a-z]*\): ## /\1: /p' Makefile | while IFS=: read -r verb text; do printf '  make %-12s%s\n' "$$verb" "$$text"; done

lab: ## make the demo project, run its notebook as a job and open JupyterLab on it
	@$(run)

test: ## run every check and every test, browsers included
	@$(run)

build: ## make the environment and the frontend
	@$(run)

lint: ## run the checks alone: style, types, import rules, generated files
	@$(run)

types: ## regenerate the schemas and the TypeScript types from the Python structs
	@$(run)

bench: ## measure against the peers and print the ratios
	@$(run)

screenshots: ## take the pictures in docs/images from the real thing
	@$(run)

clean: ## remove what was built; keeps .venv and node_modules
	@$(run)
