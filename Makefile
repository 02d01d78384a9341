# What everyone runs. Each target uses uv, which installs what the project file names.
RUN := python3 -m uv run

.PHONY: check test faults coverage mutation format lint types imports prompts bench play pictures

check: lint types imports prompts test

test:
	$(RUN) pytest

# All of the damage, deaths and power failures; `test` takes a sample. Many minutes.
faults:
	REGRET_FAULTS=full $(RUN) pytest tests/faults tests/unit/store/test_storage_machine.py \
		tests/journeys/test_canaries.py tests/journeys/test_memory.py

# Every line and branch of the vault and the store, by their own tests alone.
coverage:
	$(RUN) pytest tests/unit/vault tests/unit/store --cov=regret_tui.vault --cov=regret_tui.store \
		--cov-branch --cov-fail-under=100

# Change the vault and the store in thousands of ways and see which changes their tests do not
# notice (tests/faults/MUTATION.md). About an hour, in a copy of what is committed, which stays.
mutation:
	copy=$$(mktemp -d) && git archive HEAD | tar x -C $$copy && cd $$copy && \
		export PYTHONPATH=$$copy/src:$$copy && asked="$(MUTANTS)" && \
		run="nice -n 15 $(RUN) --with mutmut==3.8.1 python -m" && $$run tests.faults.changing && \
		$$run pytest -n 0 -s --assert=plain --tb=line -o timeout=0 -p no:cacheprovider \
			--hypothesis-seed=1 -p tests.faults.noticing --changes "$$asked" \
			tests/unit/vault tests/unit/store

format:
	$(RUN) ruff format
	$(RUN) ruff check --fix

lint:
	$(RUN) ruff format --check
	$(RUN) ruff check

types:
	$(RUN) mypy

imports:
	$(RUN) lint-imports

prompts:
	$(RUN) regret-tui prompts check

bench:
	$(RUN) python -m benchmarks

# A throwaway vault with some pages in it. Nobody opens their own from a checkout.
play:
	$(RUN) python -m tests.play

pictures:
	$(RUN) python -m tests.pictures
