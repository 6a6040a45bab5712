from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.cards import AGAIN, EASY, RULES, TODAY, make_card, progress_of, replace, reviewed
from support.marks import marked

from aiquiz.core.cards import LEVELS, Card, CardId, Headed, Level
from aiquiz.core.events import Mark
from aiquiz.core.interview.interviewer import Wish, choose_round, seconds_for, weigh
from aiquiz.core.interview.story import is_story_prompt
from aiquiz.core.progress import NO_PROGRESS, Progress

TOPICS = ("maths", "art", "code", "career")
SEEDS = st.integers(0, 2**63)
OF_FOUR = Wish(0, 4)


def choose(cards: Sequence[Headed], wish: Wish, progress: Progress = NO_PROGRESS) -> tuple[Headed, ...]:
    return choose_round(cards, progress, TODAY, RULES, wish)


def asked(card: Card, number: int) -> Card:
    return replace(card, asked_by=number)


def make_bank(*, each: int = 6, topics: Sequence[str] = TOPICS) -> tuple[Card, ...]:
    """Gives so many cards of each level in each topic."""
    return tuple(
        make_card(f"{topic}-{level}-{number}", f"{topic}/{number % 2}", level=level, asked_by=2)
        for topic in topics
        for level in Level
        for number in range(each)
    )


@st.composite
def banks(draw: st.DrawFn) -> tuple[Card, ...]:
    rows = draw(st.lists(st.tuples(st.sampled_from(TOPICS), st.sampled_from(Level), st.booleans()), max_size=30))
    return tuple(
        make_card(f"c{turn}", f"{topic}/x", level=level, asked_by=turn % 5, tags=("star",) if is_tagged else ())
        for turn, (topic, level, is_tagged) in enumerate(rows)
    )


wishes = st.builds(Wish, SEEDS, st.integers(1, 20), is_scoped=st.booleans())


@given(banks(), wishes)
def test_a_round_is_as_long_as_wished_where_there_are_enough_cards(bank: tuple[Card, ...], wish: Wish) -> None:
    found = choose(bank, wish)
    prompts = sum(map(is_story_prompt, bank))
    is_career = all(card.topic == "career" for card in bank)
    usable = len(bank) if is_career else len(bank) - prompts + (prompts > 0 and wish.questions >= 5)
    assert len(found) == min(wish.questions, usable)
    assert len({card.id for card in found}) == len(found)
    assert set(found) <= set(bank)


@given(banks(), wishes)
def test_it_goes_from_easy_to_hard_and_ends_with_the_only_story(bank: tuple[Card, ...], wish: Wish) -> None:
    found = choose(bank, wish)
    has_prompt = any(map(is_story_prompt, bank)) and wish.questions >= 5
    levels = [LEVELS.index(card.level) for card in (found[:-1] if has_prompt else found)]
    assert levels == sorted(levels)
    assert not has_prompt or is_story_prompt(found[-1])
    if any(card.topic != "career" for card in bank):
        assert sum(map(is_story_prompt, found)) == has_prompt


@given(banks(), wishes)
def test_no_topic_has_more_than_its_part_unless_it_was_asked_for(bank: tuple[Card, ...], wish: Wish) -> None:
    found = choose(bank, wish._replace(is_scoped=False))
    is_career = all(card.topic == "career" for card in bank)
    usable = [card for card in bank if is_career or not is_story_prompt(card) or wish.questions >= 5]
    there = Counter(card.topic for card in usable if is_career or not is_story_prompt(card))
    there["career"] += any(map(is_story_prompt, usable)) and not is_career
    most = ceil(len(found) / max(1, len(+there))) + 1
    if sum(min(number, most) for number in there.values()) >= len(found):
        assert all(number <= most for number in Counter(card.topic for card in found).values())


@given(banks(), wishes)
def test_the_same_seed_gives_the_same_round_however_the_bank_is_sorted(bank: tuple[Card, ...], wish: Wish) -> None:
    assert choose(bank, wish) == choose(bank, wish) == choose(bank[::-1], wish)


@given(SEEDS, st.integers(1, 30))
def test_levels_have_their_share_of_the_cards_rounded_up_or_down(seed: int, questions: int) -> None:
    full = make_bank(topics=TOPICS[:3])
    bank = [card for card in full if not (card.level is Level.ADVANCED and card.id.endswith(("3", "4", "5")))]
    found = Counter(card.level for card in choose(bank, Wish(seed, questions)))
    for level in Level:
        share = questions * sum(card.level is level for card in bank) / len(bank)
        assert abs(found[level] - share) < 1


@given(st.builds(Wish, SEEDS, st.integers(1, 12), is_scoped=st.booleans()))
def test_in_a_bank_with_enough_of_everything_no_topic_comes_twice_in_a_row(wish: Wish) -> None:
    found = choose(make_bank(), wish)
    assert len(found) == wish.questions
    assert all(one.topic != two.topic for one, two in pairwise(found))


def test_rounds_of_other_seeds_are_others() -> None:
    bank = make_bank()
    assert len({tuple(card.id for card in choose(bank, Wish(seed, 8))) for seed in range(50)}) == 50


def counts(
    bank: Sequence[Card], progress: Progress = NO_PROGRESS, wish: Wish = OF_FOUR, seeds: int = 300
) -> Counter[str]:
    rounds = [choose(bank, wish._replace(seed=seed), progress) for seed in range(seeds)]
    return Counter(card.id for found in rounds for card in found)


def test_the_most_asked_come_most_often_and_what_nobody_asks_now_and_then() -> None:
    plain = make_bank(each=2, topics=TOPICS[:3])
    bank = [asked(card, 20 if "0" in card.id else 0) for card in plain]
    bank[-1] = asked(bank[-1], 5)
    found = counts(bank)
    most, least = ([found[card.id] for card in bank if card.asked_by == number] for number in (20, 0))
    assert min(most) > 5 * max(least)
    assert sum(least) > 0
    assert max(least) < found[bank[-1].id] < min(most)


def test_the_first_question_of_a_level_is_not_always_the_same() -> None:
    assert len({choose(make_bank(), Wish(seed, 8))[0].topic for seed in range(50)}) == len(TOPICS)


def test_what_the_learner_is_weak_in_comes_more_often() -> None:
    bank = make_bank(topics=("weak", "strong", "one", "two"))
    weak = [reviewed(f"weak-{level}-0", AGAIN) for level in Level]
    strong = [reviewed(f"strong-{level}-0", EASY) for level in Level]
    found = counts(bank, progress_of(*weak, *strong))
    plain = counts(bank)
    of_weak, of_strong = (sum(found[card.id] for card in bank if card.topic == name) for name in ("weak", "strong"))
    assert of_weak > 1.3 * of_strong
    assert sum(found[event.card] for event in weak) > 1.25 * sum(plain[event.card] for event in weak)
    new_weak, new_strong = (sum(found[f"{topic}-{level}-1"] for level in Level) for topic in ("weak", "strong"))
    assert new_weak > new_strong, "a card never seen of a weak topic comes up too"


def test_cards_of_the_last_rounds_come_seldom_but_fill_up() -> None:
    bank = make_bank(each=2, topics=TOPICS[:3])
    recent = frozenset(card.id for card in bank if card.id.endswith("0"))
    found = counts(bank, wish=Wish(0, 4, recent=recent))
    assert sum(found[name] for name in recent) < 0.25 * found.total()
    assert len(choose(bank, Wish(1, 18, recent=recent))) == 18


def test_a_suspended_card_and_one_buried_for_today_are_not_asked() -> None:
    bank = make_bank(each=1, topics=TOPICS[:3])
    progress = progress_of(marked(bank[0].id, Mark.SUSPENDED), marked(bank[1].id, Mark.BURIED))
    assert set(choose(bank, Wish(3, 20), progress)) == set(bank[2:])


def test_weights_are_by_lists_weakness_and_recency() -> None:
    cards = [make_card("a", asked_by=1), make_card("b", asked_by=3), make_card("c", "other/x", asked_by=1)]
    plain = weigh(cards, NO_PROGRESS, TODAY, RULES)
    assert plain[1] == pytest.approx(2 * plain[0])
    assert weigh(cards, NO_PROGRESS, TODAY, RULES, frozenset({CardId("a")}))[0] == pytest.approx(plain[0] / 20)
    missed = weigh(cards, progress_of(reviewed("a", AGAIN)), TODAY, RULES)
    assert missed[0] / plain[0] > missed[1] / plain[1] > missed[2] / plain[2] > 1


def test_any_story_of_several_may_end_a_round() -> None:
    prompts = [make_card(f"story-{number}", "career/stories", tags=("star",)) for number in range(3)]
    found = [choose([*make_bank(), *prompts], Wish(seed, 8)) for seed in range(60)]
    assert {round_[-1].id for round_ in found} == {prompt.id for prompt in prompts}
    assert not any(map(is_story_prompt, choose([*make_bank(), *prompts], Wish(1, 4))))


def test_a_round_about_the_career_may_be_made_of_stories() -> None:
    prompts = [make_card(f"story-{number}", "career/stories", tags=("star",)) for number in range(6)]
    assert len(choose(prompts, Wish(1, 6, is_scoped=True))) == 6
    assert len(choose(prompts, Wish(1, 3, is_scoped=True))) == 3
    assert len(choose([*prompts, make_card("other")], Wish(1, 6))) == 2


def test_topics_that_were_named_may_fill_a_round() -> None:
    big = [asked(card, 50) for card in make_bank(topics=("big",))]
    bank = [*big, *make_bank(each=1, topics=("one", "two", "three", "four"))]
    wide, named = (counts(bank, wish=Wish(0, 9, is_scoped=is_scoped), seeds=40) for is_scoped in (False, True))
    of_big = [sum(number for name, number in found.items() if name.startswith("big")) for found in (wide, named)]
    assert of_big[0] <= 40 * 3
    assert of_big[1] > 40 * 4


def test_without_cards_there_is_no_round() -> None:
    assert choose([], Wish(1, 8)) == ()


def test_a_harder_question_has_more_of_the_minutes() -> None:
    cards = [make_card(level.value, level=level) for level in Level]
    assert [seconds_for(card, cards, 39) for card in cards] == [600, 780, 960]


@given(st.lists(st.sampled_from(Level), min_size=1, max_size=20), st.integers(1, 120))
def test_the_shares_fill_the_round_and_no_more(levels: list[Level], minutes: int) -> None:
    cards = [make_card(f"c{turn}", level=level) for turn, level in enumerate(levels)]
    total = sum(seconds_for(card, cards, minutes) for card in cards)
    assert minutes * 60 - len(cards) <= total <= minutes * 60
