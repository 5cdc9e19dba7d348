"""Whether others answered, and what is said of figures that another survey replaces."""

from __future__ import annotations

import pytest

from cjm_widgets.evidence.least import AnsweredBy, People
from cjm_widgets.evidence.replacing import REPLACED, is_of_others, replaced
from cjm_widgets.journey.model import Source


@pytest.mark.parametrize(
    ("people", "answered_by", "others"),
    [
        ("same", "others", False),
        ("others", "same", True),
        ("unknown", "others", True),
        ("unknown", "same", False),
        ("", "others", True),
        ("", "", False),
    ],
)
def test_rows_know_better_than_who_was_asked(people: People, answered_by: AnsweredBy, *, others: bool) -> None:
    assert is_of_others(people, answered_by) == others


def test_a_date_that_goes_with_the_figures_is_said_only_where_it_went() -> None:
    dated, undated = (Source(id="ward", name="Ward", when=when) for when in ("2026-05", ""))
    gone = f"{REPLACED} Nobody said when this one was asked: “May 2026” was the other’s."
    assert replaced(dated, "", anew=True) == gone
    assert replaced(dated, "2026-11", anew=True) == REPLACED
    assert replaced(dated, "", anew=False) == REPLACED
    assert replaced(undated, "", anew=True) == REPLACED
