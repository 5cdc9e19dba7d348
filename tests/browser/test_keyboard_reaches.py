"""The Tab key alone comes to everything that can be used, and what has the focus is seen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tabs import Tabs, unfold

from cjm_widgets.pages.book import PAGES
from cjm_widgets.pages.feedback import PAGE as FEEDBACK
from cjm_widgets.pages.host import FILE as FACILITATOR

if TYPE_CHECKING:
    from workbook_server import Served

TAB_STOPS = (Path(__file__).parent / "tab_stops.js").read_text(encoding="utf-8")
FILES = [*(page.file for page in PAGES), FEEDBACK.file, FACILITATOR]
LAPTOP = {"width": 1366, "height": 768}
PHONE = {"width": 320, "height": 640}  # or a laptop at 400 %
ON_A_PHONE = ("03_steps.ipynb", "07_map.ipynb", FACILITATOR)
ROUNDS = [*((file, "laptop") for file in FILES), *((file, "phone") for file in ON_A_PHONE)]
PRESSES_AT_A_TIME = 25


@dataclass(frozen=True)
class Round:
    """What Tab came to on one page.

    Args:
        closed: whether it came back to where it began.
        last: the last stops of the first round.
        stops: how many there were.
        missed: what can be used and was not reached.
        unseen: stops that are covered, cut off or out of sight, and why.
    """

    closed: bool
    last: list[str]
    stops: int
    missed: list[str]
    unseen: list[str]


def go_round(page: Any) -> Round:
    """Presses Tab until the focus is where it began, or long enough to say that it never gets there."""
    page.evaluate(TAB_STOPS)
    for _ in range(0, page.evaluate("tabStops.most()"), PRESSES_AT_A_TIME):
        for _ in range(PRESSES_AT_A_TIME):
            page.keyboard.press("Tab")
        if page.evaluate("tabStops.rounds()"):
            break
    return Round(**page.evaluate("tabStops.told()"))


@pytest.fixture(scope="module")
def rounds(chromium: Any, served: Served) -> dict[tuple[str, str], Round]:
    """Rounds on the pages of the employer journey, unfolded, nothing on them moving by itself."""
    made = {}
    for screen, size in (("laptop", LAPTOP), ("phone", PHONE)):
        context = chromium.new_context(viewport=size, reduced_motion="reduce")
        tabs = Tabs([context.new_page(), context.new_page()])
        for file, page in tabs.each(served, "employer", [file for file, on in ROUNDS if on == screen]):
            unfold(page)
            made[file, screen] = go_round(page)
        context.close()
    return made


@pytest.mark.parametrize("which", ROUNDS, ids=" on a ".join)
def test_the_focus_is_never_trapped(rounds: dict[tuple[str, str], Round], which: tuple[str, str]) -> None:
    assert rounds[which].closed, f"Tab does not get on from {rounds[which].last}"


@pytest.mark.parametrize("which", ROUNDS, ids=" on a ".join)
def test_tab_reaches_every_control(rounds: dict[tuple[str, str], Round], which: tuple[str, str]) -> None:
    assert rounds[which].stops > len(PAGES), "the list of pages alone has as many stops"
    assert rounds[which].missed == []


@pytest.mark.parametrize("which", ROUNDS, ids=" on a ".join)
def test_what_has_the_focus_is_seen_whole_and_uncovered(
    rounds: dict[tuple[str, str], Round], which: tuple[str, str]
) -> None:
    assert rounds[which].unseen == []
