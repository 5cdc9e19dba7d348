import random

import pytest

from cjm_widgets.evidence.comments import Word, found_in, words_of_steps

# ---- words of a step


def comments_on(**words):
    return {step: [f"it was {one} there" for one in list_] for step, list_ in words.items()}


def test_words_that_one_step_has_more_of_come_with_their_counts():
    comments = comments_on(
        Visit=["waiting"] * 12 + ["friendly"] * 8, Call=["friendly"] * 9 + ["Waiting"], Home=["quiet"] * 10
    )
    assert words_of_steps(comments) == {
        "Visit": (Word("waiting", 12, 1),),
        "Call": (Word("friendly", 9, 8),),
        "Home": (Word("quiet", 10, 0),),
    }


def test_a_person_who_repeats_a_word_counts_once_and_few_people_do_not_count():
    comments = {"Visit": ["queue " * 50, "queue", "fine"], "Call": ["good"] * 50}
    assert words_of_steps(comments)["Visit"] == ()
    assert words_of_steps(comments, least=2)["Visit"] == (Word("queue", 2, 0),)


def test_stop_words_figures_and_what_was_masked_are_no_words():
    comments = {"Visit": ["Mr [name] didn’t call me on the 24th"] * 20, "Call": ["good"] * 20}
    assert [one.word for one in words_of_steps(comments)["Visit"]] == ["call", "mr", "th"]


@pytest.mark.parametrize("comments", [{}, {"Visit": []}, {"Visit": ["bad"] * 9}, {"Visit": ["bad"] * 9, "Call": []}])
def test_where_there_is_nothing_to_compare_with_no_word_is_called(comments):
    assert words_of_steps(comments) == dict.fromkeys(comments, ())


def test_chance_alone_calls_a_word_in_at_most_five_of_a_hundred_collections():
    drawn = random.Random(12)  # noqa: S311  the same each time
    words = [f"word{chr(97 + at % 26)}{chr(97 + at // 26)}" for at in range(200)]
    weights = [1 / (at + 1) for at in range(200)]
    called = 0
    for _ in range(100):
        comments = {
            step: [" ".join(drawn.choices(words, weights, k=10)) for _ in range(n)]
            for step, n in (("A", 10), ("B", 30), ("C", 60))
        }
        called += any(words_of_steps(comments).values())
    assert called <= 5


# ---- finding


@pytest.mark.parametrize(
    ("sought", "places"),
    [
        ("wait", (0, 2)),
        ("WAITING room", (0,)),
        ("“waiting room”", (0,)),
        ("“room waiting”", ()),
        ("aiting", ()),
        ("prufung", (1,)),
        ("Prüfung tag", (1,)),
        ("don't", (2,)),
        ("don’t", (2,)),
        (".*", ()),
        ("", ()),
        ("““", ()),
    ],
)
def test_comments_are_found_by_the_beginnings_of_their_words(sought, places):
    comments = ["The Waiting\nroom was full", "Prüfung am Tag 1", "I don’t wait (ever)"]
    assert found_in(comments, sought) == places
