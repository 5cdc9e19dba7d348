"""Comments are proposed for steps, searched and chosen; a chosen one becomes a quote that says nothing of who."""

from __future__ import annotations

from typing import get_args

import pytest

from cjm_widgets.evidence import EvidenceError
from cjm_widgets.evidence.comments import Word
from cjm_widgets.evidence.found import Comment
from cjm_widgets.evidence.offered import (
    LENSES,
    Chosen,
    Offered,
    is_from_file,
    offered,
    quotes,
    searched,
    words_more_used,
)
from cjm_widgets.journey.edits import apply
from cjm_widgets.journey.model import Journey, Quote, Source, Step

STEPS = ("Bag drop", "Bag", "Security", "On board")
TRIP = Journey(
    id="trip",
    sources=(Source(id="passengers", name="Passengers"),),
    steps=tuple(Step(id=name.lower().replace(" ", "-"), name=name) for name in STEPS),
)


def proposed(words: str = "fine", column: str = "Comments", step: str = "", **called: str) -> str:
    (one,) = offered([Comment(7, column, words, step)], STEPS, called)
    return one.step


@pytest.mark.parametrize(
    ("about", "step"),
    [
        ({"step": "bag_drop"}, "Bag drop"),
        ({"step": "Sec", "Sec": "Security"}, "Security"),
        ({"step": "Sec", "Sec": "", "words": "security was slow"}, "Security"),
        ({"column": "Why did you rate Bag drop so?", "words": "security was slow"}, "Bag drop"),
        ({"words": "The staff at SECURITY shouted"}, "Security"),
        ({"words": "bag drop took an hour"}, "Bag drop"),
        ({"words": "insecurity"}, ""),
        ({"words": "after security, on board, it was fine"}, ""),
        ({}, ""),
    ],
)
def test_a_comment_is_proposed_for_its_row_s_step_its_question_s_or_the_one_that_it_names(about, step):
    assert proposed(**about) == step


def test_comments_are_masked_on_the_way_in_unless_told_otherwise():
    said = Comment(2, "Comments", "Mr Smith, 07700 900123")
    (one,) = offered([said], STEPS, {})
    assert (one.number, one.words) == (1, "Mr [name], [telephone number]")
    assert one.masked.kinds == (("name", 1), ("telephone number", 1))
    (one,) = offered([said], STEPS, {}, as_written=True)
    assert (one.words, one.masked.kinds) == (said.words, ())


def listed(*said: tuple[str, str]) -> tuple[Offered, ...]:
    return offered([Comment(at, "Comments", words, step) for at, (step, words) in enumerate(said)], STEPS, {})


def test_comments_are_searched_by_words_and_by_step():
    every = listed(("Security", "long queue"), ("Bag drop", "no queue"), ("", "the Queue"), ("Security", "fine"))
    assert [one.number for one in searched(every, "queue")] == [1, 2, 3]
    assert [one.number for one in searched(every, "queue", "security")] == [1]
    assert [one.number for one in searched(every, " ", "Security")] == [1, 4]
    assert searched(every, "nowhere") == ()
    assert searched(every) == every


def test_words_are_told_of_steps_against_all_others_also_those_without_a_step():
    every = listed(*[("Security", "queue")] * 12, *[("", "nice")] * 20, ("", "queue"), *[("Bag drop", "ok")] * 2)
    assert words_more_used(every) == {"Security": (Word("queue", 12, 1),)}


def test_the_words_of_a_step_s_name_tell_nothing_of_it_as_its_comments_are_found_by_them():
    said = (
        [("", "Bag drop was a muddle")] * 9
        + [("", "the DROP was slow")]
        + [("", f"fine {one}") for one in "abcdefghij"]
    )
    assert words_more_used(listed(*said)) == {"Bag drop": (Word("muddle", 9, 0),)}


def test_a_chosen_comment_becomes_a_quote_with_source_and_lens_and_nothing_of_its_row():
    edits = quotes(TRIP, [Chosen(" long\n queue ", "security", "feelings", "customer", "no")], "passengers", who="Ana")
    (edit,) = edits
    assert (edit.by, edit.old) == ("Ana", None)
    journey = apply(TRIP, edit)
    (quote,) = journey.steps[2].quotes
    assert quote == Quote(
        id=quote.id,
        words="long queue",
        lens="feelings",
        voice="customer",
        quotable="no",
        source="passengers",
    )
    assert is_from_file(quote, "passengers")
    assert not is_from_file(quote, "other")
    assert not is_from_file(quote.model_copy(update={"id": "typed"}), "passengers")
    again = [Chosen("long queue", "Security", "feelings", "customer", "no")]
    assert quotes(journey, again, "passengers") == ()
    (changed,) = quotes(journey, [Chosen("long queue", "Security", "thoughts")], "passengers")
    assert changed.path == edit.path


def test_two_surveys_with_the_same_words_have_a_quote_each():
    one, other = (quotes(TRIP, [Chosen("ok", "Security")], source)[0].path for source in ("a", "b"))
    assert one != other


def test_a_long_comment_is_cut_at_a_word():
    (edit,) = quotes(TRIP, [Chosen("word " * 300, "Security")], "passengers")
    assert len(edit.new["words"]) <= 1000
    assert edit.new["words"].endswith("word…")


@pytest.mark.parametrize(
    ("chosen", "say"),
    [
        (Chosen("queue", "Lounge"), "There is no step “Lounge”. The map has: “Bag drop”, “Bag”, “Security”"),
        (Chosen("queue", ""), "Say for which step “queue” is"),
        (Chosen(" \n", "Security"), "A quote without words"),
        (Chosen("queue", "Security", "taste"), "lens"),
        (Chosen("queue", "Security", voice="boss"), "voice"),
        (Chosen("queue", "Security", quotable="perhaps"), "quotable"),
    ],
)
def test_what_cannot_be_put_on_the_map_is_refused_in_a_sentence(chosen, say):
    with pytest.raises(EvidenceError, match=say):
        quotes(TRIP, [Chosen("fine", "Security"), chosen], "passengers")


def test_the_lenses_are_those_of_the_model():
    assert get_args(get_args(Quote.model_fields["lens"].annotation)[0]) == LENSES
