"""Whatever a map holds, its accounts tell it: each step, rating, moment, solution, promise, persona and vote."""

from __future__ import annotations

from datetime import date
from html import unescape
from typing import Any
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_journey import journeys
from whole_journey import whole

from cjm_widgets.accounts import shown, whole_map
from cjm_widgets.accounts.account import as_html
from cjm_widgets.accounts.blocks import Facts, Figure, Heading, Table, Words
from cjm_widgets.accounts.seen_on import seen_on
from cjm_widgets.formats.figures import FIGURES
from cjm_widgets.formats.leaving import leaving
from cjm_widgets.journey.apart import tally
from cjm_widgets.journey.figures import figure
from cjm_widgets.journey.first_seen import FirstSeen
from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.satisfaction import curves
from cjm_widgets.pages.book import PAGES
from cjm_widgets.pages.told import Telling
from cjm_widgets.pages.visibility import Visibility
from cjm_widgets.workshop.visitor import Visitor

TODAY = date(2026, 11, 30)
MOST = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def bare(words: str) -> str:
    """Words as any viewer shows them: white space is one space, or none."""
    return "".join(words.split())


def told(journey: Journey) -> dict[str, str]:
    """What the accounts say, by page; no picture is drawn."""
    telling = Telling(journey, Visibility(Visitor(), lambda _: FirstSeen()), lambda _: None, TODAY, {})
    out = telling.leaves()
    found = {}
    with patch.object(shown, "pictured", lambda *_: ()), patch.object(whole_map, "pictured", lambda *_: ()):
        for page in PAGES[1:]:
            blocks = tuple(telling.page(page, out))
            said = bare("\n".join(_words(blocks)))
            found[page.name] = said
            html = unescape(as_html(blocks))
            assert all(bare(one) in bare(html) for one in _words(blocks)), page.name
    return found


def _words(blocks: tuple[Any, ...]) -> list[str]:
    found: list[str] = []
    for one in blocks:
        match one:
            case Heading(_, text) | Words(text):
                found.append(text)
            case Facts(facts):
                found += [words for fact in facts for words in (fact.title, *fact.lines)]
            case Table(title, columns, rows):
                found += [title, *columns, *(cell for row in rows for cell in row)]
            case Figure():
                raise AssertionError("nothing is drawn here")
    return found


def wanted(journey: Journey) -> dict[str, list[str]]:
    """What has to be told on each page."""
    public = leaving(journey)[0]
    ratings = [
        curve.scale.say(point.value) for curve in curves(public) for point in curve.points if point.value is not None
    ]
    steps = [one.name for one in public.steps]
    moments, solutions = [one.name for one in public.moments], [one.title for one in public.solutions]
    promises = [figure(one.predicted) for one in public.solutions if one.predicted is not None]
    revealed = {one.id for one in journey.rounds if one.state == "together"}
    votes = {
        about: [one.say for one in tally(journey, about) if one.dots] if about in revealed else []
        for about in ("moments", "solutions")
    }
    return {
        "personas": [one.name for one in public.personas],
        "steps": [*steps, *(one.name for step in public.steps for one in step.touchpoints)],
        "satisfaction": [*steps, *ratings],
        "moments_of_truth": [*moments, *votes["moments"]],
        "solutions": [*solutions, *promises, *votes["solutions"]],
        "map": [*steps, *moments, *solutions, *(one.name for one in public.personas), *ratings],
        "evaluate": [
            *(one.name for one in (*public.indicators, *public.editions)),
            *(figure(each.value) for one in public.indicators for each in one.results if each.value is not None),
        ],
    }


def untold(journey: Journey) -> dict[str, list[str]]:
    """What is told nowhere on the page where it belongs."""
    found = told(journey)
    missing = {
        name: [one for one in all_of if bare(one) not in found[name]] for name, all_of in wanted(journey).items()
    }
    return {name: some for name, some in missing.items() if some}


@MOST
@given(whole())
def test_every_fact_of_a_map_is_told_on_its_page(journey: Journey) -> None:
    assert untold(journey) == {}


@MOST
@given(journeys)
def test_every_rating_is_told_on_each_page_that_draws_it(journey: Journey) -> None:
    assert untold(journey) == {}


@MOST
@given(journeys, st.sampled_from([one.name for one in FIGURES]))
def test_a_picture_names_its_curves_with_scale_and_number_of_people(journey: Journey, name: str) -> None:
    said = seen_on(name, journey)
    for curve in curves(journey) if name in ("map", "curve") else ():
        known = {one.ground.n for one in curve.points if one.value is not None and one.ground.n}
        if any(one.value is not None for one in curve.points):
            many = f", n = {min(known)}{f' to {max(known)}' if len(known) > 1 else ''}" if known else ""
            assert f"{curve.title} ({curve.scale.title}{many})" in said
