"""How long a start takes: the first question, and three commands, each against what cannot be avoided.

The first question is measured on a pseudo-terminal with everything cached, from the launch to the moment at which the
question and the line of keys have come out of it; against it stands the bare import of the libraries. The commands
stand against a trivial Typer command with two options, a module with byte code like ours, begun in the same way.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from commands import environment, in_pipe, on_terminal
from learner import copy_bank, first_question, make_answers, warm_up, write_log
from pairs import Row, compare, show_comparisons

PAIRS = 31
BOUND = 1.25
ANSWERS, DAYS = 200, 40
IMPORTS = "import typer, rich.console, msgspec, platformdirs"
HINT = "q leave"
TRIVIAL = '''\
from typing import Annotated

import typer

app = typer.Typer()


@app.command()
def greet(
    name: Annotated[str, typer.Option(help="Whom to greet.")] = "you",
    loud: Annotated[bool, typer.Option(help="Say it loudly.")] = False,
) -> None:
    """Greet somebody."""
    print("HELLO" if loud else "Hello", name)


def main() -> None:
    app()


if __name__ == "__main__":
    main()
'''
SCRIPT = """\
import re
import sys
from trivial_command import main
if __name__ == '__main__':
    sys.argv[0] = re.sub(r'(-script\\.pyw|\\.exe)?$', '', sys.argv[0])
    sys.exit(main())
"""


def main() -> None:
    """Measures, prints the table, and ends with 1 where a bound is missed."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        bank = Path(folder) / "bank"
        environ = environment(home, PYTHONPATH=folder, AIQUIZ_BANK=str(bank))
        (Path(folder) / "trivial_command.py").write_text(TRIVIAL)
        (Path(folder) / "trivial").write_text(SCRIPT)
        write_log(environ, make_answers([card.id for card in copy_bank(bank)], ANSWERS, DAYS))
        warm_up(environ)
        rows = [
            *_first_question(environ),
            *_commands("as a module", ["-m", "aiquiz"], ["-m", "trivial_command"], environ),
        ]
        script = shutil.which("aiquiz", path=str(Path(sys.executable).parent))
        if script:
            rows += _commands("as a script", [script], [str(Path(folder) / "trivial")], environ)
    sys.exit(not show_comparisons(rows))


def _first_question(environ: dict[str, str]) -> list[Row]:
    """Compares with the import line up to its end, and, more strictly, up to the moment at which all is imported."""
    study = [sys.executable, "-m", "aiquiz", "study"]
    ours = on_terminal(study, environ, [first_question(environ), HINT], leave_with=b"q")
    whole = on_terminal([sys.executable, "-c", IMPORTS], environ)
    loaded = on_terminal([sys.executable, "-c", f"{IMPORTS}; print('loaded')"], environ, ["loaded"])
    return [
        Row(f"first question, against `{IMPORTS}`", compare(ours, whole, PAIRS), BOUND),
        Row("the same, against the imports without the interpreter's end", compare(ours, loaded, PAIRS)),
    ]


def _commands(how: str, ours: list[str], trivial: list[str], environ: dict[str, str]) -> list[Row]:
    theirs = in_pipe([sys.executable, *trivial], environ)
    return [
        Row(
            f"`aiquiz {' '.join(arguments)}` {how}, against a trivial command",
            compare(in_pipe([sys.executable, *ours, *arguments], environ), theirs, PAIRS),
            BOUND,
        )
        for arguments in (["--version"], ["due"], ["stats", "--json"])
    ]


if __name__ == "__main__":
    main()
