"""Masking is not evaded by what nobody sees, and of an address no part is left."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cjm_widgets.evidence.masking import masked

UNSEEN = (
    "\u200b",
    "\u200c",
    "\u200d",
    "\u2060",
    "\ufeff",
    "\u00ad",
    "\u034f",
    "\u3164",
    "\ufe0f",
    "\u202e",
    "\x1f",
    "\r",
)


@pytest.mark.parametrize("unseen", UNSEEN)
@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Mrs|Smith was late", "Mrs|[name] was late"),
        ("Mr.|Jones was late", "Mr.|[name] was late"),
        ("I saw|Dr|Sm|ith today", "I saw|Dr|[name] today"),
        ("Mrs|Jane|Smith", "Mrs|[name]"),
        ("tel:|07700|900123", "tel:|[telephone number]"),
        ("at|07700 90|01|23", "at|[telephone number]"),
        ("jane.doe@|mail.com", "[e-mail address]"),
        ("jane|.doe@mail.com", "[e-mail address]"),
        ("a@x.org|jane@mail.com", "[e-mail address]"),
    ],
)
def test_what_nobody_sees_hides_nothing(unseen: str, text: str, left: str) -> None:
    assert masked(text.replace("|", unseen)).text == left.replace("|", unseen)


@pytest.mark.parametrize(
    "text",
    ["pro\u00adfit, dra\u00adma", "M\u200barie came", "👩\u200d⚕️ was kind ❤️", "می\u200cخواهم", "the\u200bnurse said"],
)
def test_what_hides_nothing_stays_as_it_was_written(text: str) -> None:
    assert masked(text).text == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("jane(dot)doe(at)mail(dot)com", "[e-mail address]"),
        ("to jane [dot] doe [at] mail [dot] com", "to [e-mail address]"),
        ("jane dot doe at mail dot co dot uk", "[e-mail address]"),
        ("o'brien@mail.com and ‘r&d@mail.com’", "[e-mail address] and ‘[e-mail address]’"),
        (f"{'a' * 70}@mail.com", "[e-mail address]"),
        ("Mrs\u2028Smith", "Mrs\u2028[name]"),
        ("Mr\r\nJones", "Mr\r\n[name]"),
    ],
)
def test_of_an_address_and_a_name_nothing_is_left(text: str, left: str) -> None:
    assert masked(text).text == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("tel 612345678.", "tel [telephone number]."),
        ("Tel. no.: 555-1234", "Tel. no.: [telephone number]"),
        ("my mobile is 7700 900 123", "my mobile is [telephone number]"),
        ("Handy 171/2345678, teléfono: 91 123 45 67", "Handy [telephone number], teléfono: [telephone number]"),
    ],
)
def test_after_a_word_for_a_telephone_a_number_is_one_however_it_is_written(text: str, left: str) -> None:
    assert masked(text).text == left


@pytest.mark.parametrize(
    "text",
    [
        "phone 2026-03-02 09:00",
        "by phone 12.05.2026",
        "phone 100,000 times",
        "hotel 6123456789",
        "phoned 3 times in 20 30 40",
        "phone call at 09:30 10:30 11:30",
    ],
)
def test_days_and_other_numbers_after_such_a_word_stay(text: str) -> None:
    assert masked(text).text == text


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab@.0( 1DrMs\n\u200b\u00ad7", max_size=60))
@example("tel 612345678 5551234")
def test_with_what_nobody_sees_nothing_is_left_to_mask(text: str) -> None:
    once = masked(text)
    assert masked(once.text).text == once.text


@pytest.mark.parametrize("piece", ["a(dot)", " dot a", "a'", "tel ", "tel 1", "a\u200b", "Mr\u200b", "\u200b"])
def test_long_words_of_an_attacker_take_no_longer_than_others_there_either(piece: str) -> None:
    assert masked("Dr " + piece * 10_000).text  # an expression that goes back and forth would take minutes for it
