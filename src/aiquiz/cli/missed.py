"""`aiquiz study --missed`: the questions that the last mock interview found wanting, whether they are due or not."""

from aiquiz.cli.past_rounds import cards_of, past_rounds
from aiquiz.cli.wiring import Desk
from aiquiz.core.headings import Headed
from aiquiz.core.interview.report import take_report
from aiquiz.core.selection import askable
from aiquiz.errors import UsageError


def choose_missed(desk: Desk, cards: tuple[Headed, ...]) -> tuple[Headed, ...]:
    """Gives those of these cards that the last round with a score missed, in its order.

    UsageError where there is no such round, where nothing was missed in it, and where the cards have none of it.
    """
    for played in reversed(past_rounds(desk)):
        report = take_report(played, cards_of(desk, played))
        if report.is_scored:
            break
    else:
        raise UsageError("No mock interview has a score yet", "`aiquiz interview` holds one.")
    if not report.missed:
        raise UsageError("Your last mock interview missed nothing", "`aiquiz interview` holds another.")
    found = {card.id: card for card in askable(cards, desk.history.progress, desk.world.today)}
    queue = tuple(found[card_id] for card_id in report.missed if card_id in found)
    if not queue:
        raise UsageError("No card that your last mock interview missed fits all of these filters", "Leave one out.")
    return queue
