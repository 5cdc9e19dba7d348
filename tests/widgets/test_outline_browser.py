"""The map as headings and sentences: every fact that is drawn is read there, of the step of which it is said."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import hostile_journey
import pytest
from barriers import NONE, barriers_in_both
from drawn_journey import drawn
from hypothesis import HealthCheck, settings
from hypothesis import given as random_given
from mapped import counted, given, seen, starter
from playwright.sync_api import expect
from random_journey import journeys
from rated_journey import rated
from soon import soon
from sound_journey import sound

from cjm_widgets.journey.model import Journey
from cjm_widgets.views.method_views import METHOD_VIEWS
from cjm_widgets.widgets.monitor_view import monitor_view

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

VIEWS = [view.key for view in METHOD_VIEWS]
WORDS = re.compile(r"[+−]?[\w%→]+|\?")
ANYWHERE = ("", "stages")  # they stand over the steps, or beside them
NO_FACTS = ("", "nothing here yet", "no figure from customers yet")
TYPES = {
    "airport": lambda: starter("airport"),
    "counted": counted,
    "drawn": drawn,
    "employer": lambda: starter("employer"),
    "every text typed": lambda: hostile_journey.journey(unlike),
    "rated": lambda: rated(room=(1, None, -2, 0), shares=(9, 14, 36, None), moments=(1,), hot=(2,)),
    "seen": seen,
    "sound": sound,
}


def unlike(path: str, limit: int) -> str:
    """Words that stand nowhere else."""
    return re.sub(r"\W+", " ", path).strip()[-limit:]


@pytest.fixture
def read(part_pages: dict[str, Any]) -> Iterator[Callable[..., Any]]:
    """Opens the map of a journey to be read: `read(journey, width=390, theme="dark")` gives its page."""

    def open_map(journey: Journey, *, width: int = 1366, theme: str = "light") -> Any:
        page = part_pages["map_page"].open({"part": "map", **given(journey)}, width=width, height=768, theme=theme)
        page.get_by_role("button", name="Read as text").click()
        expect(page.get_by_role("heading", name="The journey as a whole")).to_be_visible()
        return page

    yield open_map
    part_pages["map_page"].done()


def bare(text: str) -> str:
    """A text without the signs between its words, which differ between a drawing and a sentence."""
    return f" {' '.join(WORDS.findall(text.lower()))} "


def untold(page: Any, without: str = "") -> list[list[str]]:
    """What is drawn and cannot be found under its layer and step of the outline, [layer, step, words]."""
    told = {place: bare(words) for place, words in page.evaluate("layer => outlined(layer)", without).items()}
    return [
        [layer, step, words]
        for layer, step, words in page.evaluate("drawnFacts()")
        if bare(words).strip() not in NO_FACTS
        and bare(words) not in told.get("" if layer in ANYWHERE else f"{layer} {step}", "")
    ]


def choices(page: Any) -> Iterator[str]:
    """Every view as everybody and as all personas, as things are and as they should be."""
    for persona in ("everyone", "all"):
        if page.get_by_role("combobox", name="As which persona").count():
            page.get_by_role("combobox", name="As which persona").select_option(persona)
        for view in VIEWS:
            page.get_by_role("combobox", name="View").select_option(view)
            for when in ("Current", "Ideal", "Both"):
                page.get_by_role("radio", name=when).check(force=True)
                yield f"{view}, {persona}, {when}"


@pytest.mark.parametrize("name", TYPES)
def test_every_fact_that_is_drawn_is_read_whatever_is_chosen(read, name):
    page = read(TYPES[name]())
    for choice in choices(page):
        assert soon(lambda: untold(page)) == [], choice


def test_every_fact_of_random_ratings_is_read(read):
    page = read(drawn())

    @settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @random_given(journeys)
    def same(journey: Journey) -> None:
        page.evaluate("next => give(next)", given(journey))
        page.get_by_role("combobox", name="As which persona").select_option("all")
        assert soon(lambda: untold(page)) == []
        words = page.evaluate("outlined()")
        for curve in monitor_view(journey, editable=False, everybody=True)["curves"]:
            for point in curve["points"]:
                known = point["value"] is not None
                for fact in (point["words"], *(point[part] for part in ("asked", "reach", "source") if known)):
                    assert not fact or bare(fact) in bare(words[f"satisfaction {point['step']}"]), (
                        curve["title"],
                        point,
                    )

    same()


@pytest.mark.parametrize("view", VIEWS)
def test_a_kind_of_fact_that_the_outline_left_out_would_be_missed(read, view):
    page = read(hostile_journey.journey(unlike))
    page.get_by_role("combobox", name="View").select_option(view)
    layers = {layer for layer, _, _ in page.evaluate("drawnFacts()")} - {*ANYWHERE, "steps"}
    assert len(layers) > 3
    for layer in layers:
        assert soon(lambda key=layer: {missed for missed, _, _ in untold(page, key)} & {key})


def test_a_figure_says_what_the_drawing_says_by_its_sign(read):
    """Filled, half filled or hollow, with whiskers, and a line beside it for what is aimed at."""
    values = json.loads(json.dumps(drawn().to_json()).replace('"survey", "rater"', '"passengers", "rater"'))
    passengers = next(one for one in values["sources"] if one["id"] == "passengers")
    target = {"id": "t", "kind": "target", "scale": "negative-share", "step": "s0", "value": 8}
    passengers["figures"] = [target]
    page = read(Journey.model_validate(values))
    here = page.locator('.outline [data-key="step s0"] > [data-key=satisfaction]')
    survey = here.locator("li", has_text="Passenger survey")
    expect(survey).to_contain_text("9 %; measured, n = 5,871, 8 to 10 %, Passenger survey; Target 8 %")
    expect(here.locator("li", has_text="Our group")).to_contain_text("+1 satisfied; assumed by us")
    nobody = page.locator('.outline [data-key="step s6"] > [data-key=satisfaction]')
    expect(nobody).to_contain_text("nobody knows")


def test_what_stands_in_brackets_belongs_to_the_sentence_before_it(read):
    values = drawn().to_json()
    values["steps"][0]["touchpoints"] = [
        {"id": "p0", "name": "Poster"},
        {"id": "p1", "name": "Taxi", "owner": "others"},
        {"id": "p2", "name": "Sign", "owner": "ours"},
    ]
    page = read(Journey.model_validate(values))
    page.get_by_role("combobox", name="View").select_option("ten-layers")
    text = page.get_by_role("region", name="The map as text")
    for said in ("Poster (nobody has said whose).", "Taxi (not ours).", "Sign."):
        expect(text.get_by_text(said, exact=True).first).to_be_visible()
    expect(text).not_to_contain_text(". (")


def test_on_paper_the_text_leaves_out_what_may_not_be_quoted(read):
    page = read(drawn())
    expect(page.locator(".outline")).to_contain_text("“Which tray?”")
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    paper = page.locator(".cjm-paper[data-paper=text]")
    expect(paper.get_by_role("heading", name="5 Security")).to_be_visible()
    expect(paper).to_contain_text("1 quote not settled yet whether to be quoted")
    expect(paper).not_to_contain_text("Which tray?")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")


def test_it_is_read_by_keyboard_follows_the_map_and_stays_chosen(read):
    page = read(seen())
    way = page.get_by_role("button", name="Read as text")
    expect(way).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("region", name="Journey map, scrolls")).to_be_hidden()
    page.get_by_role("link", name="At the airport").press("Enter")
    expect(page.get_by_role("heading", name="At the airport")).to_be_focused()
    expect(page).not_to_have_url(re.compile("#"))
    levels = page.locator(".outline :is(h2, h3, h4)").evaluate_all("all => all.map(({tagName}) => Number(tagName[1]))")
    assert all(after <= before + 1 for before, after in pairwise(levels))
    page.get_by_role("combobox", name="As which persona").select_option("ben")
    expect(page.locator('.outline [data-key="persona-strip"]')).to_contain_text("Today: Is late.")
    values = seen().to_json()
    values["steps"][0]["name"] = "Booking by telephone"
    page.evaluate("next => give(next)", given(Journey.model_validate(values)))
    expect(page.get_by_role("heading", name="1 Booking by telephone")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="The journey as a whole")).to_be_visible()
    way.press("Enter")
    expect(page.get_by_role("region", name="Journey map, scrolls")).to_be_visible()
    expect(page.get_by_role("region", name="The map as text")).to_be_hidden()


def test_a_hidden_layer_is_not_read(read):
    page = read(drawn())
    page.get_by_text("Layers", exact=True).click()
    page.get_by_role("checkbox", name="Feelings").uncheck()
    expect(page.locator(".outline [data-key=feelings]")).to_have_count(0)
    assert soon(lambda: untold(page)) == []


@pytest.mark.parametrize("width", [390, 1366])
def test_nothing_keeps_people_out_of_the_text(read, width):
    page = read(starter("employer"), width=width)
    assert soon(lambda: page.evaluate("document.documentElement.scrollWidth - innerWidth")) <= 0
    assert barriers_in_both(page) == NONE
