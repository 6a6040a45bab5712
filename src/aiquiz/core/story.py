"""A story of one's own, told when an interviewer asks for one: situation, task, action, result."""

from aiquiz.core.cards import Card, Headed, KeyPoint

CAREER = "career"
STAR = "star"

STAR_POINTS = (
    KeyPoint(
        "Situation: where and when it was, and what was at stake",
        (
            "situation|context|background|setting",
            "team|company|project|product|service|startup|department|client|customer was|had|were",
            "year|years|month|months|week|weeks ago|last|into",
            "model|system|pipeline|release|launch was|failed|broke|broken|slow|late",
        ),
    ),
    KeyPoint(
        "Task: what you answered for yourself, and the goal",
        (
            "task|responsibility|responsible|accountable|owned|owner",
            "goal|aim|target|objective|mission was|to|of",
            "job|role|part was|to|in|as",
            "asked|told|charged|assigned|supposed me|to",
            "had|needed|wanted to reduce|cut|raise|improve|deliver|ship|find|decide|fix|build|restore|convince",
        ),
    ),
    KeyPoint(
        "Action: what you did yourself, step by step",
        (
            "action|step|steps",
            "i built|wrote|changed|proposed|decided|ran|measured|asked|designed|introduced|stopped|rolled|fixed|set",
            "i told|called|split|trained|tested|organised|led|convinced|showed|added|removed|replaced|talked|started",
            "i suggested|compared|analysed|looked|interviewed|invited|wrote|scheduled|checked|found|agreed|explained",
        ),
    ),
    KeyPoint(
        "Result: what came of it, in numbers, and what you learned",
        (
            "result|results|outcome|effect|consequence",
            "fell|rose|dropped|cut|saved|improved|increased|reduced|grew|doubled|halved|gained from|to|by|percent|%",
            "learned|learnt|lesson|takeaway",
            "in-the-end|finally|eventually|since-then|afterwards|today|ever-since",
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
