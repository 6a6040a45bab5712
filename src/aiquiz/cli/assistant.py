"""What a learner can ask for in the middle of a sitting: a note, the card's file in the editor, why the card comes."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from aiquiz.cli.wiring import Desk
from aiquiz.core.cards import Card
from aiquiz.core.headings import BUNDLED, CardId, Headed
from aiquiz.core.session import Note, Session
from aiquiz.store.bank import load_bank
from aiquiz.store.paths import find_bank
from aiquiz.terminal.keys import Keyboard

if TYPE_CHECKING:
    from aiquiz.store.whereabouts import Whereabouts

LONGEST_NOTE = 500


class DeskAssistant:
    """Does what was asked for with the terminal lent to it; what goes wrong is told and harms nothing."""

    def __init__(
        self, desk: Desk, keyboard: Keyboard, replace_cards: Callable[[Callable[[CardId], Card]], None]
    ) -> None:
        self._desk = desk
        self._keyboard = keyboard
        self._replace_cards = replace_cards

    def ask_note(self, session: Session) -> Note | None:
        """Asks for the note of the card that is shown, the old one ready to be changed; Ctrl-C leaves it as it is."""
        from aiquiz.terminal.prompt import ask_line

        with self._keyboard.lend():
            text = ask_line("Note: ", session.marked.note)
        if text is None or text.strip() == session.marked.note:
            return None
        return Note(text.strip()[:LONGEST_NOTE])

    def edit(self, session: Session) -> str:
        """Opens the card's file at its line, where the card is the learner's own."""
        from aiquiz.cli.editor import editor_command, open_editor

        if session.showing is None or not self._is_own(session.showing):
            return self._say_bundled(session)
        place = self._find(session.showing)
        command = editor_command(os.environ, place.path, place.line) if place else None
        if place is None or command is None:
            return "Set EDITOR to the editor that you use." if place else "The card's file is gone."
        with self._keyboard.lend():
            problem = open_editor(command)
        return problem or self._read_again(session.showing.id, place.path)

    def _is_own(self, card: Headed) -> bool:
        return card.deck != BUNDLED or self._desk.world.bank_folder != find_bank({})

    def _say_bundled(self, session: Session) -> str:
        keys, name = self._desk.world.loaded.settings, session.showing.id if session.showing else "ID"
        copy = f"`aiquiz add --override {name}` copies it into your deck, where {keys.key_edit} opens it"
        return f"This card comes with aiquiz and is not yours to edit. {copy}; {keys.key_note} writes a note on it."

    def _find(self, card: Headed) -> "Whereabouts | None":
        from aiquiz.store.deck_file import deck_path
        from aiquiz.store.whereabouts import Whereabouts, find_card_line, find_in_files

        if card.deck == BUNDLED:
            return find_card_line(self._desk.world.bank_folder, card.id)
        path = deck_path(self._desk.world.places.decks, card.deck)
        return find_in_files([path], card.id) or (Whereabouts(path, 1) if path.is_file() else None)

    def explain(self, session: Session) -> str:
        """Says why the card comes now."""
        from aiquiz.core.why import say_why, stand_here

        if session.showing is None:
            return ""
        card, desk, progress = session.showing, self._desk, self._desk.history.progress
        if session.standing is not None:  # it may have been answered in this sitting
            progress = progress._replace(standings={**progress.standings, card.id: session.standing})
        here = stand_here(card, desk.cards, progress, desk.world.today, desk.world.rules)
        sentence = say_why(card, here)
        return f"{sentence[0].upper()}{sentence[1:]}."

    def _read_again(self, card_id: CardId, path: Path) -> str:
        """Takes the cards from their files again; where this one is broken now it stays as it was."""
        places = self._desk.world.places
        bank = load_bank(self._desk.world.bank_folder, places.bank_cache, decks=places.decks)
        if card_id in bank.bodies:
            self._replace_cards(bank.whole if self._desk.is_typed else bank.find)
            return "Read again."
        wrong = next((problem for problem in bank.problems if problem.path == str(path)), "its id is gone")
        return f"The card cannot be read any more: {wrong}"
