# Each recipe is plain commands: nobody needs just to run them. On PyPI it is rust-just.

# everything that CI runs, but for the slow tests
check: test lint

# the tests a person runs
test:
    python -m pytest -n 2

# the tests that take longer
slow:
    python -m pytest -m slow

# style, types, layers, generated pages
lint:
    ruff check
    ruff format --check
    mypy
    lint-imports
    cog --check -P -I docs README.md docs/commands.md docs/exit-codes.md
    python docs/make_schema.py --check
    aiquiz check

# mends what can be mended by itself
fix:
    ruff check --fix
    ruff format

# renews everything that is generated from the code
docs:
    python docs/make_schema.py
    python docs/make_pictures.py
    cog -r -P -I docs README.md docs/commands.md docs/exit-codes.md

# coverage: 100 % of the core, 95 % over all
coverage:
    python -m pytest -n 2 --cov --cov-report=term-missing:skip-covered --cov-fail-under=95
    coverage report --include='src/aiquiz/core/*' --fail-under=100

# the benchmarks; figures go to docs/performance.md
bench:
    python benchmarks/start.py
    python benchmarks/append.py
    python benchmarks/bank.py
    python benchmarks/large.py

# keeps the ids of a release, so that a renamed one is noticed
lock-ids:
    grep -h '^- id:' data/questions/*/*.yaml | cut -c7- | LC_ALL=C sort > data/questions/ids.lock
