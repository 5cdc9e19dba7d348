"""Which steps of a map a name in a file may mean."""

from __future__ import annotations

import pytest

from cjm_widgets.evidence.names import sharing

STEPS = (
    "I wait for news",
    "I check in",
    "I wait to be called",
    "I get my results",
    "Booking online",
    "What comes then",
)


@pytest.mark.parametrize(
    ("name", "steps"),
    [
        ("Waiting", ("I wait for news", "I wait to be called")),
        ("Test result", ("I get my results",)),
        ("How we book", ("Booking online",)),
        ("Check-out", ("I check in",)),
        ("What you get from us", ()),  # words that every sentence has
        ("Bookkeepers", ()),  # another word
        ("Reception", ()),
        ("Nets", ()),  # it begins like “news” and is as short
    ],
)
def test_a_step_with_a_word_of_the_name_is_pointed_to_whatever_the_word_ends_in(name: str, steps: tuple[str, ...]):
    assert sharing(name, STEPS) == steps
