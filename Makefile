# Spinewise: `make run` and `make test` do everything that a fresh machine needs; `make help` lists the rest.
# May be called from any folder: make -C <this folder>, or make -f <this folder>/Makefile.
ROOT := $(shell cd "$$(dirname "$$(printf '%s' '$(MAKEFILE_LIST)' | sed 's/^ *//')")" && pwd)
PY := .venv/bin/python
IN := @cd "$(ROOT)" &&
# A message is timed on one core; TensorFlow, where a baseline trains, keeps its own threads.
ONE_CORE := OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 3
export SQLALCHEMY_SILENCE_UBER_WARNING := 1
export PYTHONWARNINGS := ignore

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run shell train test check lint types imports fast validate flow slow setup clean

help: ## List these commands
	$(IN) grep -hE '^[a-z-]+:.*## ' Makefile | sort | awk -F ':.*## ' '{ printf "make %-15s %s\n", $$1, $$2 }'

run: train ## Start the chat server (http://127.0.0.1:5005 unless .env says otherwise)
	$(IN) exec $(PY) -m bot.serving run

shell: train ## Talk to it in the terminal
	$(IN) exec $(PY) -m bot.serving shell

train: setup ## Train if anything that training reads has changed
	$(IN) $(PY) tools/train.py

test: lint types imports train validate flow all ## Everything: lint, types, imports, data, conversations, tests

check: lint types imports fast ## The quick daily round: lint, types, imports, fast tests

lint: setup ## Style and likely mistakes
	$(IN) echo "== ruff" && $(PY) -m ruff check .
	$(IN) echo "== knowledge" && $(PY) -m bot.knowledge.check

types: setup
	$(IN) echo "== mypy" && $(PY) -m mypy

imports: setup
	$(IN) echo "== import-linter" && PYTHONPATH=. .venv/bin/lint-imports

fast: setup
	$(IN) echo "== pytest, without what starts a server" && $(PY) -m pytest -m "not slow"

validate: setup
	$(IN) echo "== rasa data validate" && $(PY) tools/quiet.py data validate --fail-on-warnings

flow: train
	$(IN) echo "== rasa test: flow of the stories" && $(PY) tools/quiet.py test core --stories tests --out var/results \
		--fail-on-prediction-errors

.PHONY: evaluate evaluate-sealed
evaluate: train ## Score the development part of the corpus, and the questions, and write docs/evaluation.md
	$(IN) $(ONE_CORE) $(PY) -m evaluation
	$(IN) $(ONE_CORE) $(PY) -m evaluation --questions

evaluate-sealed: train ## Score the sealed part, totals only: for the final figure
	$(IN) $(ONE_CORE) $(PY) -m evaluation --sealed

.PHONY: weights
weights: train ## Fit the ranking of facts to the development questions anew
	$(IN) $(ONE_CORE) $(PY) -m evaluation.questions.fit

.PHONY: simulate
simulate: train ## Let 1,000 simulated people talk to the server and write docs/simulation.md
	$(IN) $(ONE_CORE) $(PY) -m evaluation.simulation

.PHONY: benchmark
benchmark: setup ## Measure beside stock Rasa (trains for ten minutes the first time) and write docs/benchmark.md
	$(IN) $(PY) -m evaluation.benchmark

.PHONY: all
all: train
	$(IN) echo "== pytest" && $(PY) -m pytest

setup: ## Make .venv from requirements.lock
	$(IN) sh tools/setup.sh

clean: ## Remove what was built (not .env, not the stored conversations)
	$(IN) rm -rf .venv .uv models .rasa .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis var/results
	$(IN) find bot actions tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
