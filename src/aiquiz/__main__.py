"""`python -m aiquiz`: the program without its launcher, as in a plain checkout."""

from aiquiz.cli.app import main

if __name__ == "__main__":
    main()
