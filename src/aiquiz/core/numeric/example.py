"""What a numeric card is shown as: with the numbers of a seed, or where nobody is asked it with those of an example."""

from aiquiz.core.cards import Card

EXAMPLE_SEED = 1


def filled(card: Card, seed: int) -> Card:
    """Gives a card as it is asked with this seed: one with numbers to draw is filled in, any other is as it is.

    It still has the `parameters` and the `expression` that it was drawn from. Raises DataError where its numbers
    cannot be worked out.
    """
    if not card.parameters:
        return card
    from aiquiz.core.numeric.exercise import fill  # noqa: PLC0415 - few cards have numbers to draw, and every start is without

    return fill(card, seed)


def example_of(card: Card) -> Card:
    """Gives a card as it reads, with the same numbers every time; raises DataError as `filled` does."""
    return filled(card, EXAMPLE_SEED)
