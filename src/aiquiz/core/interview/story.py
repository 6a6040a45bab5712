"""A story of one's own, told when an interviewer asks for one: situation, task, action, result."""

from aiquiz.core.cards import Card, KeyPoint
from aiquiz.core.headings import Headed

CAREER = "career"
STAR = "star"

# What a story is about is not known: its parts are told by how people begin to tell them.
STAR_POINTS = (
    KeyPoint(
        "Situation: where and when it was, and what was at stake",
        (
            "situation|context|background|at-stake",
            "our-team|my-team|our-company|my-company|our-customers|our-users|our-service|our-model|our-product|our-client",
            "at-my|at-our|my-last|my-previous|worked-at|worked-on|working-on|working-at|i-joined|when-i-was|we-had-a",
            "ago|last year|years|quarter|month|months|week|weeks|summer|winter|spring|autumn",
        ),
    ),
    KeyPoint(
        "Task: what you answered for yourself, and the goal",
        (
            "my-task|task-was|my-job|my-role|my-part|my-goal|our-goal|goal-was|my-aim|target-was|my-responsibility",
            "i-was|asked-me|me|told-me responsible|accountable|asked|charged|assigned|told|supposed|expected|owner",
            "i-had-to|i-needed-to|i-wanted-to|we-had-to|we-needed-to|i-owned|up-to-me|fell-to-me|i-was-to|i-answered-for",
        ),
    ),
    KeyPoint(
        "Action: what you did yourself, and what you decided",
        (
            "so-i|then-i|first-i|next-i|i-then|i-first|i-also|instead-i|i-decided|i-chose|i-began|i-started",
            "i-built|i-wrote|i-changed|i-proposed|i-ran|i-measured|i-asked|i-designed|i-introduced|i-stopped|i-fixed|i-set",
            "i-told|i-called|i-split|i-trained|i-tested|i-organised|i-convinced|i-showed|i-added|i-removed|i-replaced",
            "i-suggested|i-compared|i-analysed|i-looked|i-interviewed|i-invited|i-checked|i-found|i-explained|i-rolled",
            "i-made|i-took|i-gave|i-put|i-went|i-met|i-talked|i-spoke|i-wrote|i-tried|i-moved|i-profiled|i-cut|i-shipped",
        ),
    ),
    KeyPoint(
        "Result: what came of it, in numbers, and what you learned",
        (
            "the-result|as-a-result|result-was|results-were|the-outcome|in-the-end|since-then|ever-since|paid-off",
            "fell|rose|dropped|cut|saved|improved|increased|reduced|grew|doubled|halved|went from|percent|half|points",
            "saved|gained|cut|took hours|minutes|days|weeks|months|euros|dollars|people",
            "i-learned|we-learned|taught-me|lesson|takeaway|do-differently|i-now|we-now|from-then-on",
        ),
    ),
)
"""The checklist of every story, whatever it is about."""


def is_story_prompt(card: Headed) -> bool:
    """Says whether a card asks for a story of one's own."""
    return card.topic == CAREER and STAR in card.tags


def points_of(card: Card) -> tuple[KeyPoint, ...]:
    """Gives what an interviewer listens for in the answer: the four parts of a story, else the card's own points."""
    return STAR_POINTS if is_story_prompt(card) else card.key_points
