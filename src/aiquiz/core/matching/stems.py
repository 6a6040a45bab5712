"""The words of a text, each with the stem by which it counts as the same as another."""

import re
from functools import lru_cache
from typing import NamedTuple, Protocol
from unicodedata import combining, name, normalize

from aiquiz.core.matching.abbreviations import ABBREVIATIONS
from aiquiz.core.matching.lines import ITEM, join_lines
from aiquiz.core.matching.synonyms import SYNONYMS
from aiquiz.core.matching.word_forms import ARTICLES, EXCEPTIONS, FAMILIES, FUNCTION_WORDS, IRREGULAR

MOST_LETTERS_OF_A_TEXT = 20_000
_MOST_WORDS_OF_A_SENTENCE = 150
_LONGEST_STEMMED = 40

_TOKEN = re.compile(
    r"\bw/(?:o\b|(?=\s))|(?<![\w.])\.\d+|\bper\s+cent\b|\d+(?:[.,]\d+)+|[^\W_]+(?:['’][^\W_]+)*|[%√]", re.IGNORECASE
)
_PIECE = re.compile(r"[^\W\d]+(?:'[^\W\d]+)*|[\d.]+")
_END = re.compile(r"[.!?…][\"')\]]*\s|[;\n]")
_SIDE_BY_SIDE = re.compile(r"\s|$|-\w\w")
"""What stands behind an article: a blank, or the hyphen of `replaces-the-sum`; behind a variable other signs do."""

_NUMBER_AND_SIGN = 2
_LONGEST_GAP = 100
"""More blanks and signs than this part two sentences, whatever they are."""

_OPERATOR = re.compile(r"[-+*/=@<>−·×÷≤≥≈∝]")
_DOUBLED = re.compile(r"(?<=[aeiou])ll$")
_AMERICAN = re.compile(r"(?<=[iy])z(?=[aei])")
_OUR = re.compile(r"^(behavi|neighb|fav|lab|col|hon|flav|end?eav|rum|vig)our")
_BRITISH = {"catalogue": "catalog", "grey": "gray", "artefact": "artifact"}
_ABBREVIATED = frozenset({"g", "e", "vs", "cf", "eg", "ie", "approx", "etc", "al"})
_SIGNS = {"%": "percent", "√": "sqrt"}
_KEYS = str.maketrans("‐‑﹣－´`‘ʼ＇", "----'''''")
"""Signs that some keyboards and programs write for a hyphen or an apostrophe."""

_DIRECTIONS = {"up": "rise", "down": "fall"}
_MOVES = frozenset({"go", "come", "move", "drive", "push", "bring"})
_SAME_OPERATOR = {"−": "-", "·": "*", "×": "*", "÷": "/"}


class _Stemmer(Protocol):
    def stemWord(self, word: str, /) -> str:  # noqa: N802 - the name that the package gave it
        """Gives the stem of a word in small letters."""


class Word(NamedTuple):
    """A word of a text: its stem, its small letters, where it is written, and what stands between it and the last."""

    stem: str
    text: str
    start: int
    end: int
    gap: str

    @property
    def is_glued(self) -> bool:
        """Whether it is the rest of a word with a digit in it: the 1 of F1."""
        return not self.gap

    @property
    def operators(self) -> str:
        """The signs of a formula before it, without brackets and blanks; a power has none, for n² has none."""
        signs = "".join(_OPERATOR.findall(self.gap)).replace("**", "")
        return "".join(_SAME_OPERATOR.get(sign, sign) for sign in signs)


@lru_cache(8192)
def stem(word: str) -> str:
    """Gives what a word in small letters has in common with all its forms, spellings and nearest synonyms."""
    form = _form(word)
    return _synonyms().get(form, form)


@lru_cache(1)
def _synonyms() -> dict[str, str]:
    return {_form(word): _form(row[0]) for row in SYNONYMS for word in row}


def _form(word: str) -> str:
    """Gives what a word in small letters has in common with all its forms and spellings."""
    if word in EXCEPTIONS or word in FUNCTION_WORDS or not word.isalpha() or len(word) > _LONGEST_STEMMED:
        return EXCEPTIONS.get(word, word)
    word = IRREGULAR.get(word, word)
    word = _BRITISH.get(word, _OUR.sub(r"\1or", _AMERICAN.sub("s", word)))
    found = _stemmer().stemWord(word)
    if len(found) > 4:  # noqa: PLR2004 - a shorter one is `cell`, not a doubled letter of `labelled`
        found = _DOUBLED.sub("l", found)
    return FAMILIES.get(found, found)


def joined(first: str, second: str) -> str:
    """Gives how two words that stand side by side are compared with one: `over-fitting` with `overfitting`."""
    return (first + second).rstrip("e")


def read_sentences(text: str) -> list[list[Word]]:
    """Gives the words of each sentence, without articles; of a very long text its beginning."""
    text = join_lines(text[:MOST_LETTERS_OF_A_TEXT].translate(_KEYS))
    sentences: list[list[Word]] = [[]]
    last_end, gap_start, last = 0, 0, ""
    for token in _TOKEN.finditer(text):
        is_full = len(sentences[-1]) >= _MOST_WORDS_OF_A_SENTENCE
        if is_full or (last and last_end < token.start() and _is_end(text, last_end, token.start(), last)):
            sentences.append([])
        last_end, last = token.end(), _small(token[0])
        if last in ARTICLES and _SIDE_BY_SIDE.match(text, token.end()):
            continue
        gap = text[gap_start : token.start()].replace(ITEM, ",\n") if sentences[-1] else "\n"
        words = _words(last, token.start(), token.end(), gap)
        if last in _DIRECTIONS and sentences[-1] and sentences[-1][-1].stem in _MOVES:
            words = [words[0]._replace(stem=_DIRECTIONS[last])]
        sentences[-1] += words
        gap_start = token.end()
    return [sentence for sentence in sentences if sentence]


def _is_end(text: str, start: int, end: int, last: str) -> bool:
    if end - start > _LONGEST_GAP:
        return True
    gap = text[start : end + 1]
    found = _END.search(gap)
    return found is not None and not (found[0] == ". " and last in _ABBREVIATED)


def _small(token: str) -> str:
    token = f"0{token}" if token[0] == "." else _SIGNS.get(token, token)
    if not token.isascii():
        token = "".join(_plain(letter) for letter in token)
    return "".join(token.split()).lower().removesuffix("'s")  # `per cent` is one


@lru_cache(1024)
def _plain(letter: str) -> str:
    """Gives a letter without accents or raised position; a Greek one is called by its name."""
    bare = "".join(part for part in normalize("NFKD", letter) if not combining(part)).replace("’", "'")
    called = name(bare, "") if len(bare) == 1 else ""
    is_greek = called.startswith("GREEK SMALL LETTER ")
    return called.rpartition(" ")[2].lower().replace("lamda", "lambda") if is_greek else bare


def _words(token: str, start: int, end: int, gap: str) -> list[Word]:
    """Gives the words of a token: an abbreviation in full, letters and digits apart, as F1 is written F-1 too."""
    long = ABBREVIATIONS.get(token)
    if long:
        return [Word(stem(word), word, start, end, " " if place else gap) for place, word in enumerate(long)]
    pieces = [token] if token.isalpha() else _PIECE.findall(token.replace(",", "")) or [token]
    if len(pieces) == _NUMBER_AND_SIGN and pieces[1] == "x":
        pieces[1] = "times"
    return [Word(stem(piece), piece, start, end, "" if place else gap) for place, piece in enumerate(pieces)]


@lru_cache(1)
def _stemmer() -> _Stemmer:
    # It brings thirty languages, and few commands need a stem; it has no types.
    from snowballstemmer import stemmer  # type: ignore[import-untyped]  # noqa: PLC0415

    found: _Stemmer = stemmer("english")
    return found
