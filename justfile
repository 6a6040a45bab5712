# Each recipe is one plain command: nobody needs just to run it. On PyPI it is rust-just.

# everything that CI runs, but for the slow tests
check: test style types layers generated bank

# the tests a person runs
test:
    python -m pytest -n 2

# the tests that take longer
slow:
    python -m pytest -m slow

# every rule of ruff, and its formatting
style:
    ruff check && ruff format --check

# mypy --strict on source, tests and benchmarks
types:
    mypy

# who may import whom
layers:
    lint-imports

# whether generated pages are up to date
generated:
    cog --check -P -I docs README.md docs/commands.md docs/exit-codes.md docs/settings.md && python docs/make_schema.py --check && python docs/make_manual.py --check && python docs/make_pictures.py --check

# the linter of cards over the bundled bank
bank:
    aiquiz check

# mends what can be mended by itself
fix:
    ruff check --fix && ruff format

# renews everything that is generated from the code
docs:
    python docs/make_schema.py && python docs/make_manual.py && python docs/make_pictures.py && cog -r -P -I docs README.md docs/commands.md docs/exit-codes.md docs/settings.md

# coverage: 95 % over all, and of the core 100 % (the second line is the next recipe)
coverage:
    python -m pytest -n 2 --cov --cov-report=term-missing:skip-covered --cov-fail-under=95

# after `coverage`
coverage-core:
    coverage report --include='src/aiquiz/core/*' --fail-under=100

# the benchmarks; figures go to docs/performance.md
bench:
    for file in start append bank large prediction replay choosing forecasts merging deadline portable ticks; do python benchmarks/$file.py; done

# keeps the ids of a release, so that a renamed one is noticed
lock-ids:
    grep -h '^- id:' data/questions/*/*.yaml | cut -c7- | LC_ALL=C sort > data/questions/ids.lock
