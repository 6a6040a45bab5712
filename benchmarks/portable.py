"""What 10,000 notes cost to import from an Anki package and to export into one, beside the `anki` package doing so.

Both sides are whole programs, from their launch to their end, each import into an empty home. The notes are the
bundled cards over and over, 1.1 kB of HTML each. Ours turns each into Markdown, writes YAML and reads it back; Anki
copies rows from one database into another, in Rust.
"""

import shutil
import subprocess
import sys
import tempfile
from itertools import count, cycle, islice
from pathlib import Path

from commands import environment
from learner import read_cards
from pairs import Figure, Measure, Row, compare, show_comparisons, show_figures, timed

from aiquiz.interchange.markdown_html import to_html
from aiquiz.store.paths import find_bank

NOTES, PAIRS = 10_000, 5
BOUND_S = 5.0
PROGRAM = [sys.executable, "-m", "aiquiz"]

_MAKE = """
import json, sys
from anki.collection import AddNoteRequest, Collection, ExportAnkiPackageOptions
opened = Collection(sys.argv[1])
kind, deck = opened.models.by_name("Basic"), opened.decks.id("Large")
requests = []
for fields in json.load(open(sys.argv[2], encoding="utf-8")):
    note = opened.new_note(kind)
    note.fields = fields
    requests.append(AddNoteRequest(note, deck))
opened.add_notes(requests)
"""
_EXPORT = """
import sys
from anki.collection import Collection, ExportAnkiPackageOptions
opened = Collection(sys.argv[1])
options = ExportAnkiPackageOptions(with_scheduling=True, with_media=True, legacy=sys.argv[3] == "legacy")
opened.export_anki_package(out_path=sys.argv[2], options=options, limit=None)
"""
_IMPORT = """
import sys
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
opened = Collection(sys.argv[1])
options = ImportAnkiPackageOptions(with_scheduling=True)
opened.import_anki_package(ImportAnkiPackageRequest(package_path=sys.argv[2], options=options))
"""


def main() -> None:
    """Measures, prints the tables, and ends with 1 where a bound is missed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        package = _make_package(folder)
        ours = environment(folder / "home")
        _run([*PROGRAM, "import", str(package), "--deck", "large"], ours)
        rows = []
        for what, mine, theirs in (
            ("importing", _import(folder, package), _anki_import(folder, package)),
            ("exporting", _export(folder, ours), _anki_export(folder)),
        ):
            rows.append(Row(f"{what} {NOTES:,} notes, against the anki package", compare(mine, theirs, PAIRS)))
        figures = [
            Figure(
                f"{row.name.partition(', against')[0]}, the quickest of {PAIRS}",
                min(row.comparison.ours_s),
                "s",
                BOUND_S,
            )
            for row in rows
        ]
    are_met = [show_comparisons(rows), show_figures(figures)]
    sys.exit(not all(are_met))


def _make_package(folder: Path) -> Path:
    import json  # noqa: PLC0415 - to hand the notes over

    cards = islice(cycle(read_cards(find_bank({}))), NOTES)
    notes = [[f"{card.question} ({place})", to_html(card.answer)] for place, card in enumerate(cards)]
    (folder / "notes.json").write_text(json.dumps(notes), encoding="utf-8")
    _anki(_MAKE, folder / "theirs" / "collection.anki2", folder / "notes.json")
    _anki(_EXPORT, folder / "theirs" / "collection.anki2", folder / "large.apkg", "latest")
    return folder / "large.apkg"


def _import(folder: Path, package: Path) -> Measure:
    homes = (folder / f"home-{number}" for number in count())
    bank = environment(folder / "warm")
    _run([*PROGRAM, "due"], bank)

    def prepared() -> dict[str, str]:
        home = next(homes)
        shutil.copytree(folder / "warm", home)
        return environment(home)

    def measure() -> float:
        environ = prepared()
        return timed(lambda: _run([*PROGRAM, "import", str(package), "--deck", "large"], environ))()

    return measure


def _anki_import(folder: Path, package: Path) -> Measure:
    places = (folder / f"anki-{number}" / "collection.anki2" for number in count())
    return timed(lambda: _anki(_IMPORT, next(places), package))


def _export(folder: Path, environ: dict[str, str]) -> Measure:
    target = folder / "ours.apkg"
    command = [*PROGRAM, "export", str(target), "--force"]
    return timed(lambda: _run(command, environ))


def _anki_export(folder: Path) -> Measure:
    collection, target = folder / "theirs" / "collection.anki2", folder / "again.apkg"
    return timed(lambda: _anki(_EXPORT, collection, target, "legacy"))


def _anki(program: str, collection: Path, *arguments: Path | str) -> None:
    collection.parent.mkdir(exist_ok=True)
    _run([sys.executable, "-c", program, str(collection), *map(str, arguments)], environment(collection.parent))


def _run(command: list[str], environ: dict[str, str]) -> None:
    subprocess.run(command, env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)


if __name__ == "__main__":
    main()
