"""What a learner can ask for in the middle of a sitting: a note, the card's file in the editor, why the card comes."""

import os
from collections.abc import Callable

from aiquiz.cli.wiring import Desk
from aiquiz.core.cards import Card, CardId
from aiquiz.core.session import Note, Session
from aiquiz.store.bank import load_bank
from aiquiz.store.paths import find_bank
from aiquiz.terminal.keys import Keyboard

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
        """Opens the card's file at its line, where the cards are the learner's own."""
        from aiquiz.cli.editor import editor_command, open_editor
        from aiquiz.store.whereabouts import find_card_line

        folder = self._desk.world.bank_folder
        if session.showing is None or folder == find_bank({}):
            note = self._desk.world.loaded.settings.key_note
            return f"This card comes with aiquiz and is not yours to edit; {note} writes a note on it."
        place = find_card_line(folder, session.showing.id)
        command = editor_command(os.environ, place.path, place.line) if place else None
        if place is None or command is None:
            return "Set EDITOR to the editor that you use." if place else "The card's file is gone."
        with self._keyboard.lend():
            problem = open_editor(command)
        return problem or self._read_again(session.showing.id)

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

    def _read_again(self, card_id: CardId) -> str:
        """Takes the cards from their files again; where this one is broken now it stays as it was."""
        bank = load_bank(self._desk.world.bank_folder, self._desk.world.places.bank_cache)
        if card_id in bank.bodies:
            self._replace_cards(bank.find)
            return "Read again."
        return f"The card cannot be read any more: {bank.problems[0] if bank.problems else 'its id is gone'}"
