import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_widgets.evidence.comments import Masked, Word, found_in, masked, masked_in_words, words_of_steps

# ---- masking


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("They rang back on 07700 900123", "They rang back on [telephone number]"),
        ("call +49 (0) 171 / 234 56 78 now", "call [telephone number] now"),
        ("(555) 123-4567.", "[telephone number]."),
        ("01.23.45.67.89", "[telephone number]"),
        ("tel.:0171-2345678", "tel.:[telephone number]"),
        ("0044 7700 900123 or 07700 900124", "[telephone number] or [telephone number]"),
        ("on 2 May 07700 900123", "on 2 May [telephone number]"),
        ("02/03/2026 07700 900123", "02/03/2026 [telephone number]"),
        ("write to a.b+c@x-y.co.uk.", "write to [e-mail address]."),
        ("jürgen@müller.de schrieb", "[e-mail address] schrieb"),
        ("Dr. Miller. The room was cold", "Dr. [name]. The room was cold"),
        ("Mr J. Smith said", "Mr [name] said"),
        ("mrs smith was rude", "mrs [name] was rude"),
        ("Nurse Mary Jones-Lee was kind", "Nurse [name] was kind"),
        ("Frau Dr. Müller war nett", "Frau Dr. [name] war nett"),
        ("M. Dupont et Mme de La Tour", "M. [name] et Mme [name]"),
        ("Sister O’Brien and Prof. van der Berg", "Sister [name] and Prof. [name]"),
    ],
)
def test_what_tells_who_somebody_is_is_taken_out(text, without):
    assert masked(text).text == without


@pytest.mark.parametrize(
    "text",
    [
        "on 02/03/2026 09:30", "02.03.2026 – 04.03.2026", "02.03.2026 04.03.2026", "2026-03-02 09:00",
        "06/15/2026 12:00", "between 01/02/2026-05/02/2026", "from 09.00 - 17.00", "order 4711-0815-123456",
        "ORD-0123456789", "12-0123456789", "00123456789012345678", "0.123456789", "0.5 0.7 0.8 0.9 0.4", "1234567890",
        "room 0123", "we waited 100,000 times", "the nurse said", "Miss you", "Sister said no", "my dress. M was",
        "Dr I think not", "reply @home", "a@b", "M&S", "",
    ],
)  # fmt: skip
def test_dates_times_figures_and_other_words_stay(text):
    assert masked(text) == Masked(text)


def test_what_was_taken_out_is_counted_and_not_kept():
    one = masked("Mr Smith, Mr Jones: smith@x.org, 07700 900123")
    assert one == Masked(
        "Mr [name], Mr [name]: [e-mail address], [telephone number]",
        (("e-mail address", 1), ("name", 2), ("telephone number", 1)),
    )
    assert masked_in_words([one, one, masked("fine")]) == (
        "2 e-mail addresses, 4 names and 2 telephone numbers are left out of the comments; look for others."
    )
    assert masked_in_words([masked("Mr Smith")]) == "1 name is left out of the comments; look for others."
    assert masked_in_words([masked("fine")]) == ""


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab@.+0( 1-/DrMs\n\u00a0é7", max_size=60))
def test_what_was_masked_once_has_nothing_left_to_mask(text):
    once = masked(text)
    assert masked(once.text).text == once.text
    assert (once.kinds == ()) == (once.text == text)


@pytest.mark.parametrize("piece", ["a", "0 ", "(0", "a@", "Dr ", "mr ", "A. ", "A-", "0(", ".+", " "])
def test_long_words_of_an_attacker_take_no_longer_than_others(piece):
    text = "Dr " + piece * 50_000  # an expression that goes back and forth would take minutes for it
    assert len(masked(text).text) > 0


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
