"""What a numeric card is shown as where nobody is asked it: one drawing of its numbers, the same one every time."""

from aiquiz.core.cards import Card

EXAMPLE_SEED = 1


def example_of(card: Card) -> Card:
    """Gives a card as it reads: one with numbers to draw is filled in, any other is as it is.

    The example still has the `parameters` and the `expression` that it was drawn from.
    """
    if not card.parameters:
        return card
    from aiquiz.core.numeric.exercise import fill  # noqa: PLC0415 - few cards have numbers to draw, and every start is without

    return fill(card, EXAMPLE_SEED)
