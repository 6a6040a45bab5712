"""A mock interview at one moment: what was answered and judged, and what comes next; a fold over its events."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from aiquiz.core.cards import Card
from aiquiz.core.chance import draw_place
from aiquiz.core.events import Event, EventId
from aiquiz.core.headings import CardId
from aiquiz.core.interview.round_events import Concluded, Convened, Judged, Replied

RESUMED_WITHIN = timedelta(days=7)
RECENT_ROUNDS = 3

GOOD_SHARE = 0.6
"""What must be found in a typed answer for a follow-up question to be worth asking."""

_LEAST_TALK = 1 / 3


class Turn(NamedTuple):
    """A question of a round; each part is None until it happened."""

    card: CardId
    reply: Replied | None = None
    follow_up: Replied | None = None
    judged: Judged | None = None

    @property
    def is_passed(self) -> bool:
        """Whether the question was given up."""
        return self.reply is not None and self.reply.is_passed

    @property
    def has_follow_up(self) -> bool:
        """Whether there is an answer to a follow-up question that can be judged."""
        return self.follow_up is not None and not self.follow_up.is_passed

    @property
    def taken_ms(self) -> int:
        """How long the answer took, that to the follow-up question included."""
        return sum(reply.taken_ms for reply in (self.reply, self.follow_up) if reply)


class Asking(NamedTuple):
    """The question of this card is to be asked next."""

    card: CardId


class Judging(NamedTuple):
    """The answer to this card is to be held against its checklist next; one that was passed is only to be shown."""

    card: CardId


class Done(NamedTuple):
    """Nothing is left but to conclude the round, where it is not concluded yet."""


Stage = Asking | Judging | Done


class Round(NamedTuple):
    """A round with its questions in order."""

    convened: Convened
    turns: tuple[Turn, ...]
    concluded: Concluded | None = None

    def turn_of(self, card_id: CardId) -> Turn:
        """Gives the turn of a card that is in the round."""
        return next(turn for turn in self.turns if turn.card == card_id)

    @property
    def replied(self) -> tuple[Turn, ...]:
        """The questions that were answered or passed."""
        return tuple(turn for turn in self.turns if turn.reply)

    @property
    def taken_ms(self) -> int:
        """How long all answers took together."""
        return sum(turn.taken_ms for turn in self.turns)

    @property
    def is_in_review(self) -> bool:
        """Whether an answer was judged: no more questions are asked then."""
        return any(turn.judged for turn in self.turns)

    @property
    def is_whole(self) -> bool:
        """Whether every question was answered or passed and every answer judged, concluded or not.

        Concluded is a round too that was left half-way and gave way to another.
        """
        return all(turn.is_passed or (turn.reply and turn.judged) for turn in self.turns)

    @property
    def stage(self) -> Stage:
        """What comes next."""
        if self.concluded:
            return Done()
        if not self.is_in_review:
            for turn in self.turns:
                if turn.reply is None:
                    return Asking(turn.card)
        return self.review_stage

    @property
    def review_stage(self) -> Judging | Done:
        """What comes next in the review, whether all questions were asked or not."""
        return next((Judging(turn.card) for turn in self.replied if turn.judged is None), Done())


def open_round(convened: Convened) -> Round:
    """Gives a round of which nothing was asked yet."""
    return Round(convened, tuple(Turn(card) for card in dict.fromkeys(convened.cards)))


def evolve_round(before: Round, event: Event) -> Round:
    """Gives the round after an event; what is of another round, or of none, changes nothing.

    A question is answered once, so the first reply counts; a judgement may be corrected, so the last one does.
    """
    match event:
        case Concluded(round=before.convened.id):
            return before._replace(concluded=event)
        case Replied(round=before.convened.id) | Judged(round=before.convened.id):
            turns = tuple(_evolve_turn(turn, event) if turn.card == event.card else turn for turn in before.turns)
            return before._replace(turns=turns)
        case _:
            return before


def _evolve_turn(turn: Turn, event: Replied | Judged) -> Turn:
    if isinstance(event, Judged):
        return turn._replace(judged=event)
    if event.follow_up:
        return turn._replace(follow_up=turn.follow_up or event)
    return turn._replace(reply=turn.reply or event)


def rounds_of(events: Iterable[Event]) -> tuple[Round, ...]:
    """Gives all rounds among events in the order of time, the oldest first."""
    rounds: dict[EventId, Round] = {}
    for event in events:
        if isinstance(event, Convened):
            rounds.setdefault(event.id, open_round(event))
        elif isinstance(event, Replied | Judged | Concluded) and event.round in rounds:
            rounds[event.round] = evolve_round(rounds[event.round], event)
    return tuple(sorted(rounds.values(), key=lambda round_: (round_.convened.at, round_.convened.id)))


def unfinished(rounds: Sequence[Round], now: datetime) -> Round | None:
    """Gives the last round that was begun within seven days and not concluded, one with answers before one without."""
    found = [one for one in rounds if not one.concluded and now - one.convened.at <= RESUMED_WITHIN]
    return max(reversed(found), key=lambda one: bool(one.replied), default=None)


def recent_cards(rounds: Sequence[Round]) -> frozenset[CardId]:
    """Gives the questions of the last three rounds that were asked."""
    return frozenset(turn.card for one in rounds[-RECENT_ROUNDS:] for turn in one.replied)


def is_follow_up_due(reply: Replied, found: float | None, seconds: int) -> bool:
    """Says whether an answer was good enough for a follow-up question.

    Typed: `found` is the share of its points found in it. Said aloud, or with no points to find (None): it took a third
    of its `seconds` at least.
    """
    if reply.is_passed or reply.follow_up:
        return False
    if reply.text and found is not None:
        return found >= GOOD_SHARE
    return reply.taken_ms >= seconds * 1000 * _LEAST_TALK


def choose_follow_up(card: Card, seed: int) -> str:
    """Gives one of a card's follow-up questions by the seed of the round; empty where it has none."""
    return card.follow_ups[draw_place(seed, card.id, len(card.follow_ups))] if card.follow_ups else ""


def seed_of(played: Round, card_id: CardId) -> int:
    """Gives the seed of the numbers of a card: it stays, whatever becomes of the other cards of the round."""
    return played.convened.seed + played.convened.cards.index(card_id)
