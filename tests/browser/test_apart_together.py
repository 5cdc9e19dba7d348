"""Two people and a facilitator: nobody sees what another rated before the reveal; then all see how the room rated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from barriers import barriers
from playwright.sync_api import expect
from revealing import reveal
from soon import soon
from workbook_server import Served, serving

from cjm_widgets.journey.apart import switch, together
from cjm_widgets.journey.edits import set_value
from cjm_widgets.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_widgets.journey.model import Journey
    from cjm_widgets.journey.parts.rounds import RoundName, RoundState


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The workbook as it is served to a room, with its links."""
    with serving(tmp_path_factory.mktemp("room"), "--host", "0.0.0.0") as running:
        yield running


@pytest.fixture(scope="module")
def people(chromium: Any, room: Served) -> Iterator[Callable[..., list[Any]]]:
    """Opens a workbook for Ana, Ben and Fay, who facilitates, or for the first so many of them."""
    links = room.links()
    airport = links.teams[-1]
    contexts = []
    for name, way in (("Ana", airport), ("Ben", airport), ("Fay", links.leads)):
        context = chromium.new_context(viewport={"width": 1366, "height": 768})
        context.add_init_script(f"localStorage.setItem('cjm:name', '{name}')")
        page = context.new_page()
        page.goto(way)
        contexts.append(context)

    def opened(workbook: str, first: int = 3) -> list[Any]:
        pages = []
        for context in contexts[:first]:
            page = context.pages[0]
            page.goto(links.page(workbook, "airport"))
            page.wait_for_selector(".cjm-apart-card")
            pages.append(page)
        return pages

    yield opened
    for context in contexts:
        context.close()


def prepared(room: Served, about: RoundName, state: RoundState, *edits: tuple[str, Any]) -> None:
    """Puts a round into a state, and what others rated or voted beside it."""
    store = Store(room.folder)
    store.save("airport", [switch(store.open("airport"), about, "apart")])
    for path, new in edits:
        store.save("airport", [set_value(store.open("airport"), path, new)])
    store.save("airport", [switch(store.open("airport"), about, state)])


def three_voices(step: str, *values: Any) -> list[tuple[str, Any]]:
    return [(f"steps/{step}/ratings/p-voice{at:03}/value", value) for at, value in enumerate(values)]


def spoken(voice: str, *values: Any) -> list[tuple[str, Any]]:
    """People of one voice who rated the step “Bag drop”."""
    people = [(f"p-{voice}{at}", value) for at, value in enumerate(values)]
    said = [(f"voices/{person}/speaks_as", voice) for person, _ in people]
    return [*said, *((f"steps/bag-drop/ratings/{person}/value", value) for person, value in people)]


def counted(journey: Journey) -> int:
    """How many have rated “Dwell time”."""
    return next(spread.rated for spread in together(journey) if spread.step == "dwell")


def saved(page: Any) -> None:
    page.wait_for_function("document.querySelector('[data-cjm-slot=status]').textContent.startsWith('Saved')")


def rate(page: Any, words: str) -> None:
    page.get_by_role("group", name="Your own rating").or_(
        page.get_by_role("radiogroup", name="Your own rating")
    ).get_by_label(words, exact=False).first.check(force=True)
    saved(page)


def test_ratings_are_seen_by_nobody_before_the_reveal_and_by_all_after_it(people: Callable[..., list[Any]]) -> None:
    ana, ben, fay = people("04_satisfaction")
    rate(ana, "−2 Very dissatisfied")
    rate(ben, "+2 Very satisfied")
    for page in (ana, ben, fay):
        page.get_by_text("2 of 3 people here have rated").wait_for()
        expect(page.locator(".cjm-spread").first).to_be_hidden()
        expect(page.locator(".cjm-spread-dot")).to_have_count(0)
        expect(page.get_by_text("How satisfied is the customer here?", exact=True).first).to_be_hidden()
    expect(ana.get_by_role("radio", name="+2 Very satisfied").first).not_to_be_checked()
    assert barriers(ana) == []
    assert barriers(fay) == []

    reveal(fay, "ratings", "2 of 2 people have not finished.")

    for page in (ana, ben, fay):
        page.get_by_text("Median 0 · from −2 to +2 · 2 rated").first.wait_for()
        expect(page.get_by_text("The room disagrees here: talk about this step first.")).to_be_visible()
        expect(page.get_by_role("button", name="1. Booking")).to_be_visible()
        expect(page.locator(".cjm-spread-dot")).to_have_count(2)
        expect(page.locator(".cjm-talk-rule")).to_contain_text("this rule is the workbook’s own")
        expect(page.locator(".cjm-monitor .steps li").first.get_by_text("The room disagrees")).to_have_count(1)
    assert "Fay revealed the ratings" in soon(lambda: ana.locator(".cjm-notices-short .cjm-notice").inner_text())
    assert barriers(ana) == []
    assert barriers(fay) == []


def test_a_device_says_once_as_whom_it_speaks_and_all_see_the_voices_and_nobody_whose_they_are(
    room: Served, people: Callable[..., list[Any]]
) -> None:
    others = [*spoken("customer", -1, -1, 0), *spoken("front-line", 1, 1, 2)]
    prepared(room, "satisfaction", "apart", *others)
    ana, ben, fay = people("04_satisfaction")
    asked = ana.get_by_role("group", name="As whom do you speak?")
    asked.get_by_role("radio", name="Customer or carer").focus()
    ana.keyboard.press("Space")
    ana.keyboard.press("ArrowDown")
    ana.get_by_role("status").get_by_text("You speak as: Front line. You can change it until the reveal.").wait_for()
    ana.get_by_role("tab", name="Bag drop").click()
    rate(ana, "+2 Very satisfied")
    expect(ben.get_by_role("group", name="As whom do you speak?").get_by_role("radio", checked=True)).to_have_count(0)
    ana.get_by_role("button", name="You are Ana").click()
    number = ana.locator(".cjm-who-number strong").inner_text()
    assert barriers(ana) == []
    kept = [edit for edit in Store(room.folder).history("airport") if edit.path.endswith("/speaks_as")][-1:]
    assert [(edit.path, edit.new, edit.by) for edit in kept] == [(f"voices/{number}/speaks_as", "front-line", "")]
    ana.reload()
    ana.get_by_text("You speak as: Front line").first.wait_for()

    reveal(fay, "ratings")

    for page in (ana, ben, fay):
        page.get_by_role("heading", name="Voices in the room").wait_for()
        gap = page.get_by_role(
            "button", name="Front line 2.5 higher than customers or carers at “Bag drop”; n 4 and 3."
        )
        expect(gap).to_be_visible()
        voices = page.locator(".cjm-voices-picture")
        expect(voices.locator(".dots[data-rater^=voice-] .spot")).to_have_count(2)
        expect(voices.locator(".further")).to_contain_text("Negative answers")
        expect(voices.get_by_text("So few people: a picture of this room")).to_be_visible()
        expect(page.get_by_role("radio", name="Front line")).to_have_count(0)
    assert barriers(ben) == []
    gap = ben.get_by_role("button", name="Front line 2.5 higher")
    gap.focus()
    ben.keyboard.press("Enter")
    expect(ben.get_by_role("tab", name="Bag drop")).to_have_attribute("aria-selected", "true")
    ben.set_viewport_size({"width": 320, "height": 640})
    assert soon(lambda: ben.evaluate("document.documentElement.scrollWidth")) <= 320
    ben.set_viewport_size({"width": 1366, "height": 768})


def test_the_median_is_a_start_for_the_groups_own_rating(room: Served, people: Callable[..., list[Any]]) -> None:
    prepared(room, "satisfaction", "together", *three_voices("check-in", -1, -1, 2))
    ana, ben = people("04_satisfaction", 2)
    for page in (ana, ben):
        page.get_by_role("tab", name="Check-in").click()

    ana.get_by_role("button", name="Take the median: −1").click()

    agreed = "[data-path='steps/check-in/ratings/room/value'] input:checked"
    ben.wait_for_function("where => document.querySelector(where) !== null", arg=agreed)
    expect(ana.get_by_role("button", name="Take the median: −1")).to_have_attribute("aria-pressed", "true")


def test_who_rates_again_finds_their_own_rating_and_nobody_elses(
    room: Served, people: Callable[..., list[Any]]
) -> None:
    prepared(room, "satisfaction", "apart")
    ana, ben, fay = people("04_satisfaction")
    for page, words in ((ana, "−2 Very dissatisfied"), (ben, "+2 Very satisfied")):
        page.get_by_role("tab", name="Security").click()
        rate(page, words)
    reveal(fay, "ratings")
    for page in (ana, ben):
        page.get_by_role("heading", name="How the room rated").first.wait_for()
    fay.get_by_role("button", name="Rate again apart").click()
    for page, own, other in ((ana, "−2", "+2"), (ben, "+2", "−2")):
        page.get_by_role("heading", name="Rate on your own first").wait_for()
        ratings = page.locator("[data-path^='steps/security/ratings/p-']")
        expect(ratings.get_by_role("radio", name=own)).to_be_checked()
        expect(ratings.get_by_role("radio", name=other)).not_to_be_checked()


def test_the_way_to_the_steps_that_need_talk_leads_there(room: Served, people: Callable[..., list[Any]]) -> None:
    prepared(room, "satisfaction", "together", *three_voices("boarding", -2, 2, 2))
    [ana] = people("04_satisfaction", 1)
    ana.get_by_role("button", name="8. Boarding").click()
    expect(ana.get_by_role("tab", name="Boarding")).to_have_attribute("aria-selected", "true")
    spread = ana.get_by_role("img", name="Median +2 · from −2 to +2 · 3 rated: 1 at −2 very dissatisfied, 2 at +2")
    expect(spread).to_be_visible()


@pytest.mark.parametrize(
    ("about", "state", "scheme"),
    [
        ("satisfaction", "apart", "light"),
        ("satisfaction", "together", "dark"),
        ("solutions", "apart", "dark"),
        ("solutions", "together", "light"),
    ],
)
def test_thirty_fit_on_a_phone_in_light_and_dark(
    room: Served, people: Callable[..., list[Any]], about: RoundName, state: RoundState, scheme: str
) -> None:
    workbook = "04_satisfaction" if about == "satisfaction" else "06_solutions"
    voices = three_voices("booking", *[2] * 26, "unknown", *[-2] * 3) if about == "satisfaction" else []
    prepared(room, about, state, *voices)
    [ana] = people(workbook, 1)
    try:
        ana.emulate_media(color_scheme=scheme)
        ana.set_viewport_size({"width": 320, "height": 640})
        assert soon(lambda: ana.evaluate("document.documentElement.scrollWidth")) <= 320
        buttons = ana.locator(".cjm-ballot-button, .cjm-apart-lead .button").all()
        assert soon(
            lambda: all(min(box["width"], box["height"]) >= 44 for one in buttons if (box := one.bounding_box()))
        )
        assert barriers(ana) == []
    finally:
        ana.emulate_media(color_scheme="light")
        ana.set_viewport_size({"width": 1366, "height": 768})


@pytest.mark.parametrize(("about", "dots"), [("moments", 3), ("solutions", 5)])
def test_dots_are_placed_apart_and_counted_together(
    room: Served, people: Callable[..., list[Any]], about: RoundName, dots: int
) -> None:
    prepared(room, about, "apart")
    ana, ben, fay = people("05_moments_of_truth" if about == "moments" else "06_solutions")
    for page, places in ((ana, (0, 0, 1)), (ben, (0,))):
        for place in places:
            page.locator(".cjm-ballot li").nth(place).get_by_role("button", name="One dot more").click()
    left = "All 3 of your dots are placed." if dots == 3 else "2 of your 5 dots left."
    assert soon(lambda: ana.locator(".cjm-ballot-left").inner_text()) == left
    assert soon(lambda: ben.locator(".cjm-ballot-left").inner_text()) == f"{dots - 1} of your {dots} dots left."
    assert soon(lambda: ben.get_by_text(f"That each has {dots} dots is the workbook’s own choice.").is_visible())
    for page in (ana, ben, fay):
        page.get_by_text("2 of 3 people here have voted").wait_for()
        expect(page.locator(".cjm-votes li")).to_have_count(0)
    assert soon(lambda: [fay.locator(".cjm-ballot-words").nth(at).inner_text() for at in (0, 1)]) == [
        "no dots",
        "no dots",
    ]
    assert barriers(ben) == []
    name = ana.locator(".cjm-ballot-name").first.inner_text()

    reveal(fay, "votes")

    for page in (ana, ben, fay):
        first = page.locator(".cjm-votes li").first
        first.wait_for()
        assert name in soon(first.inner_text)
        assert "3 dots from 2 people" in soon(first.inner_text)
        expect(page.locator(".cjm-votes li").nth(1).get_by_text("1 dot from 1 person")).to_be_visible()
    assert barriers(ana) == []


def test_dots_are_placed_by_keyboard_and_never_more_than_there_are(
    room: Served, people: Callable[..., list[Any]]
) -> None:
    prepared(room, "moments", "apart")
    [ana] = people("05_moments_of_truth", 1)
    more = ana.get_by_role("button", name="One dot more").first
    more.focus()
    for _ in range(4):
        ana.keyboard.press("Enter")
    assert soon(lambda: ana.locator(".cjm-ballot-left").inner_text()) == "All 3 of your dots are placed."
    assert "All your dots are placed" in soon(lambda: ana.locator(".cjm-notices-short .cjm-notice").inner_text())

    ana.get_by_role("button", name="One dot fewer").first.focus()
    assert soon(lambda: ana.locator(".cjm-ballot-words").first.inner_text() in ("2 dots", "3 dots"))
    ana.keyboard.press("Enter")

    assert soon(lambda: ana.locator(".cjm-ballot-left").inner_text()) == "1 of your 3 dots left."
    assert soon(lambda: ana.evaluate("document.activeElement.getAttribute('aria-label')").startswith("One dot fewer"))
    saved(ana)


def test_who_facilitates_counts_what_was_said_on_paper_and_corrects_it(
    room: Served, people: Callable[..., list[Any]]
) -> None:
    prepared(room, "satisfaction", "apart", *three_voices("on-board", 1))
    ana, _, fay = people("04_satisfaction")
    fay.get_by_text("People without a device").press("Enter")
    group = fay.get_by_role("group", name="On board", exact=True)
    group.get_by_role("spinbutton", name="−1 dissatisfied").fill("2")
    group.get_by_role("spinbutton", name="−1 dissatisfied").press("ArrowUp")
    group.get_by_role("spinbutton", name="?").fill("1")
    expect(fay.locator(".cjm-on-paper li", has=group)).to_contain_text("4 people")
    saved(fay)
    assert barriers(fay) == []
    group.get_by_role("spinbutton", name="0 neither").fill("1001")
    expect(fay.get_by_text("Write a whole number from 0 to 1000.").first).to_be_visible()
    group.get_by_role("spinbutton", name="0 neither").fill("0")
    expect(ana.get_by_text("People without a device")).to_have_count(0)
    expect(ana.locator("[data-path*='p-paper']")).to_have_count(0)

    reveal(fay, "ratings")

    ana.get_by_role("tab", name="On board").click()
    said = ana.locator(".cjm-spread-words:visible")
    expect(said).to_contain_text("3 of them on paper")
    fay.get_by_text("People without a device").click()
    group.get_by_role("spinbutton", name="−1 dissatisfied").fill("2")
    expect(said).to_contain_text("2 of them on paper")
    fay.set_viewport_size({"width": 390, "height": 844})
    assert soon(lambda: fay.evaluate("document.documentElement.scrollWidth - innerWidth")) <= 0
    assert barriers(fay) == []
    fay.set_viewport_size({"width": 1366, "height": 768})


@pytest.mark.parametrize("typed", ["2000", "2.5", "1e2", "-1"])
def test_a_tally_that_is_no_count_changes_nothing_and_says_why(
    room: Served, people: Callable[..., list[Any]], typed: str
) -> None:
    step = "on-board"
    prepared(room, "satisfaction", "apart", (f"steps/{step}/ratings/p-paper-1/n", 3))
    fay = people("04_satisfaction")[2]
    fay.get_by_text("People without a device").press("Enter")
    group = fay.get_by_role("group", name="On board", exact=True)
    line = fay.locator(".cjm-on-paper li", has=group)
    box = group.get_by_role("spinbutton", name="+1 satisfied")
    expect(box).to_have_value("3")
    people_before = line.locator("small").inner_text()
    box.press("ControlOrMeta+a")
    box.press_sequentially(typed)
    for _ in ("while it is typed", "after it is left"):
        expect(box).to_have_attribute("aria-invalid", "true")
        expect(box).to_have_accessible_description("Write a whole number from 0 to 1000. 3 is kept.")
        expect(line.get_by_text("3 is kept.")).to_be_visible()
        expect(line.locator("small")).to_have_text(people_before)
        group.get_by_role("spinbutton", name="+2").focus()
    saved(fay)
    journey = Store(room.folder).open("airport")
    [kept] = [one.n for each in journey.steps if each.id == step for one in each.ratings if one.id == "p-paper-1"]
    assert kept == 3

    box.fill("4")
    expect(box).to_have_attribute("aria-invalid", "false")
    expect(line.get_by_text("is kept.")).to_have_count(0)
    box.fill(typed)
    expect(line.get_by_text("4 is kept.")).to_be_visible()


def test_dots_on_paper_are_counted_with_the_others_and_too_many_are_said(
    room: Served, people: Callable[..., list[Any]]
) -> None:
    prepared(room, "solutions", "apart")
    ana, _, fay = people("06_solutions")
    fay.get_by_text("People without a device").click()
    fay.get_by_role("spinbutton", name="People who voted on paper").fill("1")
    dots = fay.get_by_role("spinbutton", name="Dots on paper").nth(1)
    dots.fill("6")
    expect(fay.get_by_text("6 dots on paper are more than 1 person has: 5 each.")).to_be_visible()
    dots.fill("5")
    expect(fay.get_by_text("are more than")).to_have_count(0)
    saved(fay)

    reveal(fay, "votes")

    expect(ana.locator(".cjm-vote-words", has_text="on paper")).to_have_text(re.compile("5 dots|5 on paper"))


def test_a_rating_that_comes_after_the_reveal_is_refused_in_words_and_what_was_seen_stays(
    room: Served, people: Callable[..., list[Any]]
) -> None:
    prepared(room, "satisfaction", "apart", *three_voices("dwell", 1, 1))
    [ana] = people("04_satisfaction", 1)
    ana.get_by_role("tab", name="Dwell time").click()
    rate(ana, "+1 Satisfied")
    assert soon(lambda: counted(Store(room.folder).open("airport"))) == 3
    ana.evaluate("window.kept = WebSocket.prototype.send; WebSocket.prototype.send = () => {}; 0")
    ana.locator("[data-path^='steps/dwell/ratings/p-']").get_by_role("radio", name="−2").check(force=True)
    prepared(room, "satisfaction", "together")

    ana.evaluate("WebSocket.prototype.send = window.kept; 0")

    ana.get_by_text("the room has seen the ratings").first.wait_for()
    ana.get_by_text("Median +1 · all +1 · 3 rated").first.wait_for()
    expect(ana.locator("[aria-invalid=true]")).to_have_count(0)
