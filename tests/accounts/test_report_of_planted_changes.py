"""The report of two starters that were asked again says what moved, came true and is due as somebody wrote it."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import planted_changes as planted
import pytest
from test_report import report_of

if TYPE_CHECKING:
    from cjm_widgets.journey.model import Journey

BETTER = "“Bag drop” is better than in “SITA 2015” by more than chance."
AIRPORT = (
    f"{BETTER} Negative answers, %: 21 % then (n = 5,871), 9 % now (n = 900);",
    "9 % now (n = 900); 12 percentage points apart, 9.7 to 14.0 (95 %).",
    "“Practise courtesy under pressure with the security staff”: Under way. Predicted 28 %, reached 15 %: came true,",
    "Predicted 14 %, reached 14 %: as predicted, but chance could have done it,",
    "as the true figure lies between 7.4 and 24.9 % (95 in 100).",
    # asked for by 31 January 2026: 334 days of that year and 182 of the next
    "“Practise courtesy under pressure with the security staff” (Security, Head of security, 516 days late)",
)
EMPLOYER = (
    "Nothing that was asked has changed by more than chance since “Calls, 2025”.",
    "Calls, 2026 (score, 1 to 5): stays at 3.6 at all six rated steps; one step without a figure.",
    # by 30 September 2025: 92 days of that year, 365 of the next, 182 of the last
    "Joanna, with staff development, 639 days late)",
)


def words_of(journey: Journey) -> str:
    """What the report shows; the map that it carries as data says everything anyway."""
    page = report_of(journey, today=planted.TODAY).partition('<script type="application/json"')[0]
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", page)).split())


@pytest.mark.parametrize(("two", "by_hand", "moved"), [(planted.airport, AIRPORT, 1), (planted.employer, EMPLOYER, 0)])
def test_it_says_what_was_planted_and_calls_nothing_else_a_change(two, by_hand, moved) -> None:
    _, after = two()
    said = words_of(after)
    assert [one for one in by_hand if one not in said] == []
    called = re.findall(r"“[^”]*” is (?:better|worse) than in “[^”]*” by more than chance", said)
    assert set(called) == {BETTER.rstrip(".")} if moved else not called
