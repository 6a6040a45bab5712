"""Answers a shell that asks what may come next: quickly, and with nothing in the answer that a shell would obey."""

import re
from collections.abc import Iterable, MutableMapping
from typing import Any

_AT_ONCE = 'if [[ ${funcstack[1]} == _%(prog_name)s ]]; then %(complete_func)s "$@"; fi\n'
_WHOLE_WORD = re.compile(r"[\w./+@%][\w./+@%-]*")
_NOT_IN_HELP = re.compile(r"[^\w ,.?!/%+-]+")


def prepare(environ: MutableMapping[str, str], modules: MutableMapping[str, Any]) -> None:
    """Makes the answer quick, and mends what bash takes apart.

    Typer renders each help text with Rich where that is found, which takes as long as all the rest; ours are plain.
    Bash makes three words of `--topic=mlops`.
    """
    modules.setdefault("rich", None)
    words = environ.get("COMP_WORDS", "").split("\n")
    at = int(environ.get("COMP_CWORD", "0"))
    signs = [i for i, word in enumerate(words) if word == "=" and words[i - 1].startswith("--")]
    if signs:
        environ["COMP_WORDS"] = "\n".join(word for i, word in enumerate(words) if i not in signs)
        environ["COMP_CWORD"] = str(at - sum(i < at for i in signs))


def mend_scripts() -> None:
    """Makes zsh complete at the first Tab: it runs a script of Typer's then, which defines a function and stops."""
    from typer import _completion_shared

    scripts = _completion_shared._completion_scripts  # noqa: SLF001 - Typer has no other place for it
    scripts["zsh"] = f"{_completion_shared.COMPLETION_SCRIPT_ZSH}{_AT_ONCE}"


def offer(names: Iterable[str], incomplete: str) -> list[str]:
    """Gives those that begin so, each once; names that a shell would take apart or run are left out."""
    return sorted({name for name in names if name.startswith(incomplete) and _WHOLE_WORD.fullmatch(name)})


def explain(text: str) -> str:
    """Gives a text without the characters that a shell would obey: zsh evaluates what it is told."""
    return " ".join(_NOT_IN_HELP.sub(" ", text).split())
