# For those who have make; the README's commands do without it.
PYTHON ?= .venv/bin/python

.venv: pyproject.toml requirements.lock
	python3 -m venv .venv
	$(PYTHON) -m pip install -q -c requirements.lock -e '.[dev]'
	touch .venv

check: .venv  ## everything that CI runs
	$(PYTHON) -m pytest -n auto

format: .venv  ## format and sort
	$(PYTHON) -m ruff check --fix asnroster tests
	$(PYTHON) -m ruff format asnroster tests

messages: .venv  ## collect texts into the catalogue and tell what lacks Indonesian
	$(PYTHON) -m tests.catalogue

coverage: .venv  ## branch coverage of the package, nothing left out
	$(PYTHON) -m coverage run -m pytest
	$(PYTHON) -m coverage combine
	$(PYTHON) -m coverage report

lock:  ## refresh requirements.lock (needs uv)
	uv pip compile --universal --python-version 3.11 --all-extras --no-emit-index-url --no-annotate --no-header --upgrade -o requirements.lock pyproject.toml

.PHONY: check format messages coverage lock
