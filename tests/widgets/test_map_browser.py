"""The map, the blank sheet and the persona cards in a real browser: views, editing in place, both themes, paper."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from barriers import NONE, barriers, barriers_in_both
from drawn_journey import drawn
from mapped import counted, given, seen, starter
from playwright.sync_api import expect
from soon import soon

from cjm_widgets.journey.coverage import coverage
from cjm_widgets.journey.length import length_in_words
from cjm_widgets.journey.model import Journey
from cjm_widgets.views.method_views import METHOD_VIEWS
from cjm_widgets.views.qia import qia_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
VIEWS = [view.key for view in METHOD_VIEWS]
DIM = "steps/s4/experience/feelings"


@pytest.fixture
def opened(part_pages: dict[str, Any]) -> Iterator[Callable[..., Any]]:
    """Opens the map of a journey: `opened(journey, width=320, theme="dark")` gives its page."""

    def open_map(
        journey: Journey | None = None, *, width: int = 1500, theme: str = "light", part: str = "map", view: str = ""
    ) -> Any:
        page = part_pages["map_page"].open(
            {"part": part, **given(journey or drawn())}, width=width, height=768, theme=theme
        )
        if width <= 700 and part == "map":
            page.locator(".map-bar .more").click()  # what is shown is chosen behind one button
        if view:
            page.get_by_role("combobox", name="View").select_option(view)
        return page

    yield open_map
    part_pages["map_page"].done()


def edits(page: Any) -> list[Any]:
    return page.evaluate("window.edits")  # type: ignore[no-any-return]


def sideways(page: Any) -> float:
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")  # type: ignore[no-any-return]


def headings(page: Any) -> list[str]:
    heads = page.locator(".cjm-map > .apart section h2 > :last-child, table.map th[scope=row] > :is(a, span)")
    order = page.evaluate(
        "all => all.sort((one, other) => one.compareDocumentPosition(other) & 4 ? -1 : 1).map(one => one.textContent)",
        heads.element_handles(),
    )
    return list(order)


@pytest.mark.parametrize("view", VIEWS)
def test_a_method_view_shows_the_layers_of_its_source_under_its_headings_and_in_its_order(opened, view):
    page = opened(starter("employer"), view=view)
    layers = [layer for one in METHOD_VIEWS if one.key == view for layer in one.layers]
    wanted = [layer.title for layer in layers if layer.key not in ("happened", "channels-and-groups")]  # no log here
    assert soon(lambda: headings(page)) == wanted
    assert soon(lambda: page.get_by_role("combobox", name="View").input_value()) == view


def test_the_qia_view_shows_the_cells_of_the_qia_table(opened):
    journey = starter("employer")
    page = opened(journey, view="qia")
    for at, column in enumerate(qia_rows(journey).columns):
        for layer, items in (
            ("hot-spots", column.hot_spots),
            ("qia-experience", column.experience),
            ("qia-activities", column.activities),
        ):
            cell = page.locator(f"tr[data-layer={layer}] td").nth(at)
            text = cell.text_content()
            assert [line for item in items for line in item.text.splitlines() if line.strip() not in text] == []
            assert soon(lambda: cell.locator(".moment, .typed, ul").count()) >= len(items)


def test_what_is_done_is_told_as_done_in_the_qia_view_and_on_its_paper(opened):
    journey = starter("employer")
    assert journey.solutions[0].state == "done"
    page = opened(journey, view="qia")
    cells = page.locator("tr[data-layer=qia-activities] td")
    first = [["Done"], ["Verify first", "Verify first"]]
    assert soon(lambda: [cells.nth(at).locator(".kind").all_inner_texts() for at in (0, 1)]) == first
    page = opened(journey)
    chosen(page, "The QIA table, A4")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    leads = page.locator(".cjm-qia tr.activities b")
    assert soon(lambda: leads.all_text_contents()[:2]) == ["Done: ", "Verify: "]
    # its hot spots rest on our own judgement only, and the key says what the hollow star means
    hot = [column for column in qia_rows(journey).columns if column.hot]
    marks = ["☆ Hot spot, assumed" if column.assumed else "★ Hot spot" for column in hot]
    expect(page.locator(".cjm-qia tr.hot b")).to_have_text(marks)
    expect(page.locator(".cjm-qia .which").last).to_contain_text("☆ Assumed by us")


def test_on_a_phone_nothing_is_told_twice_at_a_step(opened):
    page = opened(starter("employer"), width=390)
    told = page.locator(".stacked .of-step").first.locator("[data-layer=actions], [data-layer=customer-actions]")
    expect(told).to_have_count(1)


def test_empty_layers_are_shown_only_when_asked_for(opened):
    page = opened()
    expect(page.locator("tr[data-layer=support]")).to_have_count(0)
    page.get_by_text("Layers", exact=True).click()
    expect(page.get_by_label("Support")).to_have_count(0)
    page.get_by_label("Show empty layers").check()
    expect(page.locator("tr[data-layer=support]")).to_be_visible()
    page.get_by_label("Show empty layers").uncheck()
    expect(page.locator("tr[data-layer=support]")).to_have_count(0)


def test_a_hidden_layer_stays_hidden_in_its_view_and_when_the_page_is_opened_again(opened):
    page = opened()
    page.get_by_text("Layers", exact=True).click()
    page.get_by_role("checkbox", name="Touchpoints", exact=True).uncheck()
    expect(page.locator("tr[data-layer=touchpoints]")).to_have_count(0)
    page.reload()
    page.wait_for_selector("body[data-ready]")
    page.get_by_text("Layers", exact=True).click()
    expect(page.get_by_role("checkbox", name="Touchpoints", exact=True)).not_to_be_checked()
    expect(page.locator("tr[data-layer=touchpoints]")).to_have_count(0)
    page.get_by_role("combobox", name="View").select_option("factsheet")
    expect(page.locator("tr[data-layer=touchpoints]")).to_be_visible()
    page.get_by_role("combobox", name="View").select_option("all")
    if not page.get_by_label("Show empty layers").is_visible():
        page.get_by_text("Layers", exact=True).click()
    page.get_by_role("checkbox", name="Touchpoints", exact=True).check()
    expect(page.locator("tr[data-layer=touchpoints]")).to_be_visible()


def test_the_factsheet_shows_as_customer_data_only_what_customers_said(opened):
    page = opened(seen(), view="factsheet")
    row = page.locator("tr[data-layer=customer-data]")
    security = soon(lambda: row.locator("td").nth(4).inner_text())
    assert "36 % negative answers" in security
    assert "measured, Passenger survey, n = 5,871" in security
    assert soon(lambda: "dissatisfied" not in row.inner_text())
    guessed = opened(drawn(shares=()), view="factsheet")
    assert soon(lambda: guessed.locator("tr[data-layer=customer-data] td").all_inner_texts()) == [
        "No figure from customers yet"
    ]


def test_a_touchpoints_time_says_where_it_comes_from_once_where_that_is_the_same(opened):
    values = drawn().to_json()
    values["sources"] = [{"id": "clock", "name": "Clock"}, {"id": "diary", "name": "Diary"}]
    point = {"time": {"amount": 5, "unit": "minutes"}, "owner": "ours"}
    for step, sources in zip(values["steps"], (("clock", "clock"), ("clock", "diary"), ("clock", None)), strict=False):
        step["touchpoints"] = [
            {**point, "id": f"p{at}", "name": f"Point {at}", "time_source": source} for at, source in enumerate(sources)
        ]
    page = opened(Journey.model_validate(values), view="ten-layers")
    cells = page.locator("tr", has=page.get_by_role("rowheader", name=re.compile("Contacts and time"))).locator("td")
    told = [
        ["Point 0", "5 minutes", "Point 1", "5 minutes", "Times: Clock"],
        ["Point 0", "5 minutes · Clock", "Point 1", "5 minutes · Diary"],
        ["Point 0", "5 minutes · Clock", "Point 1", "5 minutes"],
    ]
    assert soon(lambda: [re.split(r"\n+", one) for one in cells.all_inner_texts()][:3]) == told


def test_whose_a_touchpoint_is_looks_unknown_where_nobody_has_said(opened):
    values = drawn().to_json()
    owners = ("ours", "others", None)
    values["steps"][0]["touchpoints"] = [
        {"id": f"p{at}", "name": f"Point {at}", "owner": owner} for at, owner in enumerate(owners)
    ]
    page = opened(Journey.model_validate(values), view="ten-layers")
    row = page.locator("tr[data-layer=channels]")
    touches = row.locator(".touch", has_text="Point ")
    assert soon(touches.count) == 3
    looks = [touches.nth(at).evaluate("one => getComputedStyle(one).borderTopStyle") for at in range(3)]
    assert looks == ["solid", "dashed", "dotted"]
    expect(touches.nth(2)).to_contain_text("(nobody has said whose)")


def test_the_factsheet_lists_teams_and_effort_for_gaps_only(opened):
    values = drawn().to_json()
    values["stages"][1]["needs"] = [
        {"id": "tray", "name": "What goes into the tray?", "kind": "question"},
        {"id": "gate", "name": "Where is my gate?", "kind": "question"},
        {"id": "seat", "name": "Sit together", "kind": "goal"},
    ]
    values["steps"][7]["touchpoints"][0]["serves"] = ["gate"]
    values["teams"] = [{"id": "signs", "name": "Signs"}]
    values["solutions"][0] |= {"need": "tray", "team": "signs", "effort": 2}
    values["solutions"].append({"id": "c", "title": "Bigger screens", "need": "gate"})
    page = opened(Journey.model_validate(values), view="factsheet")
    expect(page.locator("tr[data-layer=gaps]")).to_contain_text("What goes into the tray?")
    row = page.locator("tr[data-layer=gaps]").inner_text()
    assert [
        words in row for words in ("What goes into the tray?", "Show a picture of the tray", "Signs", "little work")
    ] == [True] * 4
    assert "Sit together" in row
    assert "No solution yet" in row
    assert not any(words in row for words in ("Where is my gate?", "Bigger screens", "Ask for one format"))


def touchpoints(page: Any) -> None:
    """The curve runs through the touchpoints, as one chooses beside the layers."""
    page.get_by_text("Layers", exact=True).click()
    page.locator(".cjm-map .cjm-through").get_by_label("Touchpoints", exact=True).check()
    page.keyboard.press("Escape")


def at_step(page: Any, number: int) -> Any:
    """On a phone, the part of one step, gone to by the buttons."""
    head = page.locator(".stepper h2")
    for _ in range(number - int(head.inner_text().split()[0])):
        page.get_by_role("button", name="Next step").click()
    expect(head).to_have_text(re.compile(f"^{number} "))
    return page.get_by_role("region", name=head.inner_text())


def unfolded(page: Any, layer: str) -> Any:
    """What stands beside the table, unfolded."""
    place = page.locator(f".cjm-map > .apart .of-{layer}")
    place.locator("summary").click()
    return place


def raters(page: Any) -> list[str]:
    return page.locator("table.map .curve").evaluate_all("all => all.map(one => one.dataset.rater).sort()")  # type: ignore[no-any-return]


def test_personas_switch_and_are_overlaid(opened):
    page = opened(seen())
    expect(page.locator(".of-persona-strip .count")).to_have_text("2")
    unfolded(page, "persona-strip")
    assert soon(lambda: raters(page)) == ["room", "survey", "wanted"]
    page.get_by_role("combobox", name="Persona").select_option("Ana")
    assert soon(lambda: raters(page)) == ["as-ana", "wanted"]
    assert soon(lambda: page.locator(".of-persona-strip li").all_inner_texts()[0].startswith("Ana"))
    expect(page.locator(".of-persona-strip li")).to_have_count(1)
    page.get_by_role("combobox", name="Persona").select_option("Ben")
    assert soon(lambda: raters(page)) == ["wanted"]
    page.get_by_label("Current", exact=True).check()
    assert soon(
        lambda: page.locator("tr[data-layer=satisfaction]").inner_text().endswith("Nobody has rated as Ben yet.")
    )
    page.get_by_role("combobox", name="Persona").select_option("All together")
    assert soon(lambda: raters(page)) == ["as-ana", "room", "survey"]


def test_current_and_ideal_each_show_their_own(opened):
    page = opened(seen())
    unfolded(page, "persona-strip")
    page.get_by_label("Ideal", exact=True).check()
    assert soon(lambda: raters(page)) == ["wanted"]
    expect(page.locator("tr[data-layer=feelings]")).to_have_count(0)
    expect(page.locator("tr[data-layer=wanted]")).to_be_visible()
    page.get_by_role("combobox", name="Persona").select_option("Ben")
    assert "Has time." in soon(lambda: page.locator(".of-persona-strip").inner_text())
    assert soon(lambda: "Is late." not in page.locator(".of-persona-strip").inner_text())
    page.get_by_label("Current", exact=True).check()
    expect(page.locator("tr[data-layer=feelings]")).to_be_visible()
    expect(page.locator("tr[data-layer=wanted]")).to_have_count(0)
    assert "Is late." in soon(lambda: page.locator(".of-persona-strip").inner_text())


def test_what_people_said_stands_below_its_step_with_the_voice_and_the_source(opened):
    page = opened(seen())
    row = page.locator("tr[data-layer=quotes]")
    expect(row.locator("blockquote")).to_have_text(["Which tray?"])
    stays = "Stays in this group until somebody says that it may be quoted"
    expect(row.locator("figcaption")).to_have_text([f"A customer · Ten interviews, May 2026 · {stays}"])
    page.get_by_label("Ideal", exact=True).check()
    expect(row).to_have_count(0)


def test_the_story_of_the_curves_that_are_shown_is_told_in_words(opened):
    page = opened(seen())
    told = page.locator("table.map .narration")
    assert "falls to its lowest at Security" in soon(told.inner_text)
    assert "\nSurvey 2015: " in soon(told.inner_text)
    page.get_by_role("combobox", name="Persona").select_option("Ana")
    goal = "The double lines are what we want for customers, not what they say."
    assert soon(told.inner_text) == f"Stays dissatisfied at all eight rated steps; as our group assumes.\n{goal}"
    assert soon(lambda: told.inner_text() == page.locator("table.map svg.picture").get_attribute("aria-label"))


def test_a_persona_whom_nobody_rated_is_never_shown_as_satisfied(opened):
    page = opened(seen())
    page.get_by_role("combobox", name="Persona").select_option("Ben")
    told = page.locator("table.map .narration")
    goal = "The double lines are what we want for customers, not what they say."
    for mode in ("Both", "Ideal"):
        page.get_by_label(mode, exact=True).check()
        assert soon(told.inner_text) == f"Nobody has rated as Ben yet.\n{goal}"
        assert "The experience we want Wanted, not experienced" in soon(page.locator("table.map .legend").inner_text)
        expect(page.locator("table.map .picture :is(.beat, .dot, .area)")).to_have_count(0)
        expect(page.locator("table.map .picture .goal")).to_have_count(8)
    page.get_by_label("Current", exact=True).check()
    assert "Nobody has rated as Ben yet." in soon(page.locator("tr[data-layer=satisfaction]").inner_text)


@pytest.mark.parametrize("paper", [False, True])
def test_each_extent_of_the_map_has_a_picture_and_an_axis_on_screen_and_on_paper(opened, paper):
    page = opened(seen())
    if paper:
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    place = page.locator(".cjm-paper table.map" if paper else ".cjm-map:not(.cjm-paper) table.map")
    scales = place.locator(".of-scale").evaluate_all(
        "all => all.map(one => [one.dataset.scale, one.querySelector('.axis-title').textContent,"
        " one.querySelector('.ticks').textContent, one.querySelectorAll('.zero, .area').length])"
    )
    assert [scale[:2] for scale in scales] == [
        ["felt", "Satisfaction, −2 to +2"],
        ["negative-share", "Negative answers, %; fewer is better"],
    ]
    assert [scale[2] for scale in scales] == ["−2−10+1+2", "100 %80 %60 %40 %20 %0 %"]
    assert [scale[3] for scale in scales] == [3, 0]
    assert soon(lambda: "36 % (35 to 37 %)" in (place.locator(".figures").text_content() or ""))
    assert soon(
        lambda: "Negative answers, %; fewer is better; n = 5,871" in (place.locator(".legend").text_content() or "")
    )


@pytest.mark.parametrize("view", ["ten-layers", "all"])
def test_a_blueprint_has_its_rows_and_its_three_lines_in_the_conventional_order(opened, view):
    values = starter("employer").to_json()
    values["steps"][0]["blueprint"]["evidence"] = "The brochure."
    page = opened(Journey.model_validate(values), view=view)
    rows = page.locator("table.map tbody tr").evaluate_all(
        "all => all.map(row => row.dataset.layer ?? row.textContent)"
    )
    at = rows.index("evidence")
    assert rows[at : at + 8] == [
        "evidence",
        "customer-actions",
        "Line of interaction",
        "front_stage",
        "Line of visibility",
        "back_stage",
        "Line of internal interaction",
        "support",
    ]
    text = page.locator("tr[data-layer=customer-actions] td")
    expect(text.first).not_to_be_empty()
    expect(text).to_have_count(len(values["steps"]))


def test_without_a_blueprint_there_is_none_of_its_rows(opened):
    page = opened(drawn(), view="ten-layers")
    expect(page.locator("table.map tr.line, tr[data-layer=customer-actions]")).to_have_count(0)


def test_what_was_counted_stands_beside_what_was_felt(opened):
    values = drawn().to_json()
    desk, officer = values["steps"][0]["touchpoints"]
    desk.update(contacts=2, time={"amount": 5, "unit": "minutes"}, responsible="front", grade=-1)
    values["teams"] = [{"id": "front", "name": "Front desk"}]
    officer.update(grade="unknown")
    page = opened(Journey.model_validate(values))
    assert "at least 2 contacts, 1 day" in soon(page.locator(".figures li").first.inner_text)
    point = page.locator("tr[data-layer=touchpoints] td").first.locator("li").first
    told = [line.strip() for line in point.inner_text().split("\n")]
    assert told == [
        "Desk",
        "person · by Front desk",
        "2 contacts, 5 minutes",
        "−1 dissatisfied, as we judge it",
    ]
    assert "nobody knows how it feels" in soon(page.locator("tr[data-layer=touchpoints] td").first.inner_text)


def test_above_the_map_stands_how_long_all_of_it_takes(opened):
    values = drawn().to_json()
    values["steps"][0]["waiting"] = {"amount": 12, "unit": "hours"}
    journey = Journey.model_validate(values)
    page = opened(journey)
    expect(page.locator(".cjm-map > .length")).to_have_text(length_in_words(journey))
    assert "12 hours of it waiting" in soon(page.locator(".figures li").first.inner_text)
    nothing = opened(Journey.model_validate({"id": "empty", "steps": [{"id": "a", "name": "One"}]}))
    expect(nothing.locator(".cjm-map > .length")).to_be_hidden()


def test_what_a_log_says_stands_at_its_step_and_by_channel_in_a_table_on_paper_too(opened):
    page = opened(counted())
    cells = page.locator("table.map tr[data-layer=happened] td")
    said = [
        "At least 1,240 contacts of 900 customers.",
        "Waiting since the contact before it: median 3 days (middle half 1 to 6 days).",
    ]
    here = cells.nth([step.id for step in counted().steps].index("s4"))
    expect(here.locator("li")).to_have_text(said)
    expect(here.locator("small")).to_have_text("Visits, May 2026")
    expect(cells.filter(has_text="contacts")).to_have_count(1)
    unfolded(page, "channels-and-groups")
    rows = page.get_by_role("region", name="Visits, May 2026: by channel and group").locator("tbody tr")
    expect(rows).to_have_text(
        [re.compile("All.*at least 1,240.*900"), re.compile("phone.*1,240"), re.compile("in person.*1,240")]
    )
    few = "Steps, channels, groups and times of fewer than 5 customers are not shown, nor those from which they follow."
    expect(page.get_by_text(few)).to_be_visible()
    assert barriers_in_both(page) == NONE
    page.set_viewport_size({"width": 390, "height": 844})
    expect(at_step(page, 5).locator("[data-layer=happened] li")).to_have_text(said)
    page.set_viewport_size({"width": 1500, "height": 768})
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".on-paper tr[data-layer=happened] li")).to_have_text(said)
    expect(page.locator(".on-paper [data-layer=channels-and-groups] tbody tr")).to_have_count(3)
    page.emulate_media(media="screen")
    for view, layer in (("factsheet", "customer-data"), ("ten-layers", "effort")):
        page.get_by_role("combobox", name="View").select_option(view)
        expect(page.locator(f"table.map tr[data-layer={layer}] .happened li")).to_have_text(said)


def test_the_map_says_what_it_rests_on_as_a_line_and_step_by_step_on_paper_too(opened):
    page, found = opened(drawn()), coverage(drawn(), date(2026, 11, 29))
    assert {one.basis for one in found.steps} >= {"measured", "nothing"}
    wanted = [
        " ".join(filter(None, (str(one.number), one.name, one.words, ", ".join(filter(None, (one.people, one.age))))))
        for one in found.steps
    ]

    def told(strip: str) -> list[str]:
        return [" ".join(text.split()) for text in page.locator(f"{strip} .cjm-coverage li").all_inner_texts()]

    expect(page.locator(".cjm-map > .rests")).to_have_text(found.say)
    assert soon(lambda: told(".cjm-map > .strip")) == wanted
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.locator(".cjm-paper > .length").last).to_have_text(found.say)
    assert soon(lambda: told(".cjm-paper")) == wanted


@pytest.mark.parametrize("key", ["Control+Enter", "Escape"])
def test_a_cell_is_changed_where_it_stands_letter_by_letter_and_escape_puts_it_back(opened, key):
    page = opened()
    cell = page.locator(f"table.map [data-path='{DIM}']")
    cell.click()
    box = page.get_by_label("Feelings, 5 Security", exact=True)
    expect(box).to_have_value("Afraid of holding others up.")
    page.keyboard.press("End")
    page.keyboard.type(" No")
    assert soon(lambda: edits(page)) == [[DIM, "Afraid of holding others up." + more] for more in (" ", " N", " No")]
    page.keyboard.press(key)
    expect(box).to_have_count(0)
    expect(cell).to_have_text("Afraid of holding others up." + (" No" if key == "Control+Enter" else ""))
    assert soon(lambda: page.evaluate("document.activeElement.className")) == "pencil"


@pytest.mark.parametrize("way", ["Done", "Control+Enter", "Done by keyboard"])
def test_an_editor_is_left_by_button_or_by_control_and_enter(opened, way):
    page = opened()
    page.locator(f"table.map [data-path='{DIM}']").click()
    page.keyboard.type("A")
    if way == "Done":
        page.get_by_role("button", name="Done").click()
    elif way == "Control+Enter":
        page.keyboard.press("Control+Enter")
    else:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    expect(page.locator(".editor")).to_have_count(0)
    assert soon(lambda: len(edits(page))) == 1
    assert soon(lambda: page.evaluate("document.activeElement.className")) == "pencil"


def test_a_step_is_renamed_by_keyboard_alone(opened):
    page = opened()
    pencil = page.get_by_role("button", name="Change: Name of step 5")
    pencil.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Control+a")
    page.keyboard.type("X")
    page.keyboard.press("Enter")
    assert soon(lambda: edits(page)) == [["steps/s4/name", "X"]]
    assert soon(lambda: page.locator("th.step").nth(4).inner_text().startswith("5 X"))
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Name of step 4", exact=True)).to_have_value("Bag drop")


def test_an_update_by_others_leaves_what_is_being_typed_alone(opened):
    page = opened()
    page.locator(f"table.map [data-path='{DIM}']").click()
    page.keyboard.press("End")
    page.keyboard.type("!")
    values = drawn().to_json()
    values["steps"][4]["experience"]["feelings"] = "Theirs"
    values["steps"][4]["wanted"] = "Also theirs"
    values["steps"].insert(0, values["steps"].pop(5))
    page.evaluate("next => window.give(next)", given(Journey.model_validate(values)))
    assert soon(lambda: page.locator("th.step").first.inner_text().startswith("1 Passport control"))
    assert soon(lambda: page.locator("tr[data-layer=wanted] td").nth(5).inner_text()) == "Also theirs"
    assert soon(lambda: page.evaluate("document.activeElement.value")) == "Afraid of holding others up.!"
    page.keyboard.type("?")
    assert soon(lambda: edits(page)[-1]) == [DIM, "Afraid of holding others up.!?"]


def test_an_empty_cell_can_be_filled_where_it_stands(opened):
    page = opened()
    page.get_by_text("Layers", exact=True).click()
    page.get_by_label("Show empty layers").check()
    page.get_by_role("button", name="Change: Back stage, 1 Booking").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("A")
    assert soon(lambda: edits(page)) == [["steps/s0/blueprint/back_stage", "A"]]


@pytest.mark.parametrize("width", [320, 700, 1366])
def test_the_page_never_scrolls_sideways(opened, width):
    page = opened(starter("airport"), width=width)
    assert soon(lambda: sideways(page)) <= 0
    for view in VIEWS:
        page.get_by_role("combobox", name="View").select_option(view)
        assert soon(lambda: sideways(page)) <= 0
    for panel in ("Layers", "Print"):
        page.get_by_text(panel, exact=True).click()
        assert soon(lambda: sideways(page)) <= 0


def test_steps_and_headings_of_rows_stay_in_sight_while_the_map_scrolls_and_nothing_of_it_is_cut(opened):
    page = opened(starter("airport"), width=1366)
    region = page.get_by_role("region", name="Journey map, scrolls")
    expect(page.locator(".wide[data-more]")).to_have_count(1)
    high = page.locator("tr[data-layer=steps] th").first.bounding_box()["height"]
    region.evaluate("one => one.scrollTo(5000, 500)")
    page.wait_for_function("!document.querySelector('.wide[data-more]')")
    page.wait_for_selector(".wide[data-scrolled]")
    frame = region.bounding_box()
    stages, steps = (page.locator(f"tr[data-layer={layer}] th").last.bounding_box() for layer in ("stages", "steps"))
    assert stages["y"] == pytest.approx(frame["y"], abs=2)
    assert steps["y"] == pytest.approx(stages["y"] + stages["height"], abs=2)
    assert steps["height"] < high
    head = page.locator("tr[data-layer=satisfaction] th[scope=row]").bounding_box()
    assert head["x"] == pytest.approx(frame["x"], abs=2)
    region.evaluate("one => one.scrollTo(0, 90000)")
    last = page.locator("table.map tr").last
    end = "one => one.getBoundingClientRect().bottom - one.closest('.scroll').getBoundingClientRect().bottom"
    assert soon(lambda: last.evaluate(end) <= 1)


def test_the_map_is_fitted_to_the_width_and_made_larger_and_that_is_remembered(opened):
    page = opened(starter("airport"), width=1366)
    region = page.get_by_role("region", name="Journey map, scrolls")
    beyond = "one => one.scrollWidth - one.clientWidth"
    assert soon(lambda: region.evaluate(beyond)) > 0
    page.get_by_role("button", name="Fit to the width").click()
    assert soon(lambda: region.evaluate(beyond)) <= 1
    page.reload()
    page.wait_for_selector("body[data-ready]")
    assert soon(lambda: region.evaluate(beyond)) <= 1
    fitted = page.locator("th.step").first.bounding_box()["width"]
    page.get_by_role("button", name="Larger").click()
    assert soon(lambda: page.locator("th.step").first.bounding_box()["width"] > fitted)
    expect(page.locator(".zoom [role=status]")).to_have_text(re.compile(r"^\d+ %$"))
    larger = page.get_by_role("button", name="Larger")
    for _ in range(9):
        larger.press("Enter")
    expect(larger).to_be_disabled()
    expect(larger, "who presses once too often is still there").to_be_focused()
    expect(page.locator(".zoom [role=status]")).to_have_text("150 %")
    page.get_by_role("button", name="Full screen").click()
    box = page.locator(".cjm-map").bounding_box()
    assert soon(lambda: page.locator(".cjm-map").bounding_box()["x"]) == 0
    assert box["width"] >= 1366
    expect(page.get_by_role("heading", name="The map", level=1)).to_be_hidden()
    page.get_by_role("button", name="Full screen").click()
    expect(page.get_by_role("heading", name="The map", level=1)).to_be_visible()
    page.get_by_role("button", name="Fit to the width").click()
    page.get_by_role("button", name="Fit to the width").click()


def test_a_folded_layer_says_how_many_steps_it_holds_stays_folded_and_is_whole_on_paper(opened):
    page = opened(starter("airport"), width=1366)
    row = page.locator(".scroll tr[data-layer=touchpoints]")
    page.get_by_role("button", name="Fold Touchpoints").focus()
    page.keyboard.press("Enter")
    expect(row.locator("td")).to_have_text("10 of 10 steps")
    expect(page.get_by_role("button", name="Unfold Touchpoints")).to_be_focused()
    assert barriers(page) == []
    page.reload()
    page.wait_for_selector("body[data-ready]")
    expect(row.locator("td")).to_have_text("10 of 10 steps")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".cjm-paper tr[data-layer=touchpoints] td")).to_have_count(10)
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.get_by_role("button", name="Unfold Touchpoints").click()
    expect(row.locator("td")).to_have_count(10)


def test_six_steps_stand_side_by_side_in_the_room_of_a_laptop(opened):
    page = opened(drawn(steps=6), width=1072)  # 1040 px beside the list of workbooks
    region = page.get_by_role("region", name="Journey map, scrolls")
    assert soon(lambda: region.evaluate("one => one.scrollWidth - one.clientWidth")) == 0
    expect(page.locator(".wide[data-more]")).to_have_count(0)


@pytest.mark.parametrize("width", [390, 1366])
def test_no_words_stand_under_the_button_that_changes_them(opened, width):
    page = opened(starter("airport"), width=width)
    covered = page.evaluate(
        """() => [...document.querySelectorAll('.pencil')].filter(button => button.offsetParent).flatMap(button => {
          const over = button.getBoundingClientRect();
          const words = document.createTreeWalker(button.parentElement, NodeFilter.SHOW_TEXT);
          const found = [];
          while (words.nextNode()) {
            const range = document.createRange();
            range.selectNodeContents(words.currentNode);
            for (const one of range.getClientRects())
              if (one.right > over.left + 1 && one.left < over.right
                  && one.bottom > over.top + 1 && one.top < over.bottom - 4)
                found.push(words.currentNode.textContent);
          }
          return found;
        })"""
    )
    assert soon(lambda: page.locator(".pencil:visible").count()) > 0
    assert covered == []


def test_a_stage_without_steps_is_shown_with_its_goals_and_questions(opened):
    values = drawn().to_json()
    needs = [{"id": "late", "name": "Can I come late?", "kind": "question"}]
    values["stages"] += [{"id": "look", "name": "Research", "needs": needs}, {"id": "end", "name": "Afterwards"}]
    page = opened(Journey.model_validate(values))
    loose = page.get_by_role("region", name="Not placed at a step")
    lines = loose.inner_text().split("\n")
    assert "Stage Research: question Can I come late?" in lines
    assert "Stage Afterwards" in lines
    assert soon(lambda: "Before leaving" not in loose.inner_text())


def test_the_curve_stands_in_the_middle_of_its_columns(opened):
    page = opened(drawn(shares=()))
    heads = page.locator("th.step").all()
    for at, spot in enumerate(page.locator("table.map .dots .spot path").all()):
        step = [0, 1, 2, 3, 4, 7][at]
        head, dot = heads[step].bounding_box(), spot.bounding_box()
        assert dot["x"] + dot["width"] / 2 == pytest.approx(head["x"] + head["width"] / 2, abs=1)


def test_the_map_shows_every_layer_of_a_step(opened):
    page = opened()
    text = page.locator("table.map").inner_text()
    for words in ("Before leaving", "Security", "1 day", "Officer", "Afraid of holding others up.", "First promise."):
        assert words in text
    assert "They may give up or go elsewhere." in text
    column = page.locator("tr[data-layer=solutions] td").nth(4)
    assert soon(lambda: column.inner_text().startswith("Show a picture of the tray"))
    assert "Ask for one format" in soon(lambda: page.locator(".loose").inner_text())
    assert soon(lambda: page.locator(".touch.others").first.text_content().startswith("Officer (not ours)"))


def test_on_a_phone_a_step_fills_the_screen_with_the_same_words(opened):
    page = opened(width=390)
    expect(page.locator("table.map")).to_be_hidden()
    text = at_step(page, 5).inner_text()
    for words in ("Officer", "−2 very dissatisfied", "36 %", "Afraid of holding others up.", "Show a picture"):
        assert words in text
    page.get_by_role("combobox", name="View").select_option("qia")
    assert "Show a picture" in soon(lambda: page.get_by_role("region", name="5 Security").inner_text())
    page.locator(".stacked").get_by_role("button", name="Change: The experience we want, Security").click()
    page.keyboard.type("A")
    assert soon(lambda: edits(page)[-1][0]) == "steps/s4/wanted"


def test_what_people_type_stays_text_on_the_map(opened):
    mean = "<img src=x onerror=window.hurt=1>"
    values = json.loads(json.dumps(drawn().to_json()).replace("Security", mean).replace("Desk", mean))
    page = opened(Journey.model_validate(values))
    assert mean in soon(lambda: page.locator("table.map").inner_text())
    expect(page.locator("main img")).to_have_count(0)
    assert soon(lambda: page.evaluate("window.hurt") is None)


@pytest.mark.parametrize("width", [390, 1366])
@pytest.mark.parametrize("view", ["all", "ten-layers"])
def test_nothing_keeps_people_out_of_a_view(opened, width, view):
    page = opened(starter("employer"), width=width, view=view)
    if view == "all":
        page.get_by_text("Layers", exact=True).click()
    assert barriers_in_both(page) == NONE


def test_nothing_keeps_people_out_while_a_cell_is_changed(opened):
    page = opened(starter("employer"), view="qia")
    page.get_by_role("button", name="Change: Name of step 3").press("Enter")
    assert barriers_in_both(page) == NONE


class Paper:
    """What came out of the printer."""

    def __init__(self, page: Any, folder: Path) -> None:
        self.file = folder / "paper.pdf"
        self.file.write_bytes(page.pdf(prefer_css_page_size=True))

    @property
    def sheets(self) -> list[tuple[int, int]]:
        """Width and height of each sheet in mm."""
        boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", self.file.read_bytes())
        return [tuple(round(float(side) / 72 * 25.4) for side in box) for box in boxes]  # type: ignore[misc]

    def words(self) -> str:
        if shutil.which("pdftotext") is None:
            pytest.skip("pdftotext (poppler-utils) is not installed.")
        told = subprocess.run(["pdftotext", "-layout", self.file, "-"], capture_output=True, text=True, check=True)
        return re.sub(r"\s+", " ", told.stdout)


def chosen(page: Any, paper: str) -> None:
    page.get_by_text("Print", exact=True).click()
    page.get_by_role("button", name=paper).click()
    assert soon(lambda: page.evaluate("window.printed")) == 1


@pytest.mark.parametrize("name", ["employer", "airport"])
@pytest.mark.parametrize("view", VIEWS)
def test_the_map_prints_on_one_sheet_of_a3_with_every_step(opened, tmp_path, name, view):
    page = opened(starter(name), width=1100, view=view)
    paper = Paper(page, tmp_path)
    assert paper.sheets == [(420, 297)]
    words = paper.words()
    for step in starter(name).steps:
        assert all(word in words for word in step.name.split())
    expect(page.locator(".cjm-paper")).to_have_count(0)


def test_a_map_with_much_text_still_prints_on_one_sheet_of_a3(opened, tmp_path):
    values = json.loads(
        json.dumps(drawn(steps=12).to_json()).replace("Afraid of", "Afraid, tired and ashamed of " * 30)
    )
    assert Paper(opened(Journey.model_validate(values)), tmp_path).sheets == [(420, 297)]


def test_the_map_on_sheets_of_a3_has_letters_of_six_points_and_more(opened, tmp_path):
    page = opened(starter("airport"), width=1100)
    chosen(page, "A3 pages")
    paper = Paper(page, tmp_path)
    assert set(paper.sheets) == {(420, 297)}
    words = paper.words()
    assert "Steps 1 to 5 of 10" in words
    assert [one.title for one in starter("airport").solutions if one.title.split()[0] not in words] == []
    page = opened(starter("airport"), width=1100)
    chosen(page, "A3 pages")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    smallest = """() => Math.min(...[...document.querySelectorAll('.cjm-paper .map :is(p, li, small, th, span)')]
        .filter(one => one.textContent.trim() && one.getClientRects().length)
        .map(one => parseFloat(getComputedStyle(one).fontSize))) * 0.8 * 72 / 96"""
    assert soon(lambda: page.evaluate(smallest) >= 6)
    assert soon(lambda: re.search(r"Printed \d+ [A-Z][a-z]+ \d{4}", page.locator(".paper-head").first.inner_text()))


def test_the_map_flows_over_sheets_of_a4_with_nothing_cut(opened, tmp_path):
    page = opened(starter("airport"), width=1100)
    chosen(page, "A4 pages")
    paper = Paper(page, tmp_path)
    assert len(paper.sheets) > 2
    assert set(paper.sheets) == {(297, 210)}
    journey, words = starter("airport"), paper.words()
    assert "Steps 1 to 5 of 10" in words
    assert "Steps 6 to 10 of 10" in words
    told = [step.name for step in journey.steps] + [step.wanted for step in journey.steps]
    told += [step.blueprint.organisation for step in journey.steps] + [one.title for one in journey.solutions]
    missing = [word for text in told for word in text.split() if word not in words]
    assert missing == []


@pytest.mark.parametrize(("paper", "size"), [("A4", (297, 210)), ("A3", (420, 297))])
def test_a_blank_sheet_has_the_sources_seven_columns_names_and_date_and_fills_the_page(opened, tmp_path, paper, size):
    page = opened(starter("employer"))
    chosen(page, f"A blank sheet, {paper}")
    printed = Paper(page, tmp_path)
    assert printed.sheets == [size]
    words = printed.words()
    for row in ("Specific", "Hot spots", "Journey", "Customer", "Priority", "Employer engages a training provider"):
        assert row in words
    for line in ("Names:", "Date:", "if anything"):
        assert line in words
    assert "Telephone" not in words
    assert starter("employer").steps[0].name not in words
    page = opened(starter("employer"))
    chosen(page, f"A blank sheet, {paper}")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".cjm-blank tr.hot td")).to_have_count(7)
    page.emulate_media(media="print")
    high = "one => one.getBoundingClientRect().height * 25.4 / 96"
    assert soon(lambda: size[1] - 22 < page.locator(".cjm-blank section").evaluate(high) <= size[1] - 20)
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".cjm-paper.cjm-map")).to_have_count(1)  # the next print is the map again


def test_the_groups_steps_are_written_on_the_blank_sheet_where_that_is_asked_for(opened, tmp_path):
    journey = starter("airport")
    page = opened(journey)
    page.get_by_text("Print", exact=True).click()
    page.get_by_role("checkbox", name="Write our steps on the blank sheet").check()
    page.get_by_role("button", name="A blank sheet, A4").click()
    printed = Paper(page, tmp_path)
    assert printed.sheets == [(297, 210)] * 2
    words = printed.words()
    assert [step.name for step in journey.steps if step.name.split()[0] not in words] == []
    assert "Sheet 2 of 2" in words
    page.reload()
    page.wait_for_selector("body[data-ready]")
    page.get_by_text("Print", exact=True).click()
    expect(page.get_by_role("checkbox", name="Write our steps on the blank sheet")).to_be_checked()


@pytest.mark.parametrize(("paper", "size", "sheets"), [("A4", (297, 210), 2), ("A3", (420, 297), 1)])
def test_the_qia_table_is_printed_ruled_and_filled_in(opened, tmp_path, paper, size, sheets):
    journey = starter("outpatient")
    page = opened(journey)
    chosen(page, f"The QIA table, {paper}")
    printed = Paper(page, tmp_path)
    assert printed.sheets == [size] * sheets
    words = printed.words()
    table = qia_rows(journey)
    items = [item for column in table.columns for item in (*column.hot_spots, *column.experience, *column.activities)]
    texts = [*(item.text for item in items), *(column.name for column in table.columns)]
    assert [word for text in texts for word in re.split(r"[\s-]+", text) if word not in words] == []
    page = opened(journey)
    chosen(page, f"The QIA table, {paper}")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".cjm-qia tr.steps td")).to_have_count(9 if sheets == 1 else 10)
    experience = page.locator(".cjm-qia tr.experience td").first
    expect(experience).to_contain_text(f"Wanted: {journey.steps[0].wanted.strip()}")
    ruled = page.locator(".cjm-qia tr.hot td").first.evaluate("one => getComputedStyle(one).borderTopStyle")
    assert ruled == "solid"


@pytest.mark.parametrize("options", [{"prefer_css_page_size": True}, {"format": "A4", "landscape": True}])
def test_a_blank_sheet_of_a4_is_one_page_even_with_a_long_title_and_large_letters(opened, tmp_path, options):
    journey = starter("employer").model_copy(update={"title": "A customer of ours " * 10})
    page = opened(journey)
    page.add_style_tag(content=":root { font-size: 20px }")
    chosen(page, "A blank sheet, A4")
    printed = page.pdf(**options)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1


def test_persona_cards_show_every_field_and_print_two_on_a_sheet(opened, tmp_path):
    journey = starter("employer")
    page = opened(journey, part="cards")
    page.get_by_text("Show the cards").click()
    card = page.locator(".persona-card").first.inner_text()
    first = journey.personas[0]
    for name in ("name", "job", "demographics", "goals", "values", "message", "pitch", "current", "ideal"):
        assert getattr(first, name) in card
    page.get_by_role("button", name="Print the cards").click()
    paper = Paper(page, tmp_path)
    assert paper.sheets == [(210, 297)] * ((len(journey.personas) + 1) // 2)
    assert all(persona.name in paper.words() for persona in journey.personas)


def test_without_a_persona_two_empty_cards_are_printed(opened, tmp_path):
    page = opened(starter("blank"), part="cards")
    page.get_by_role("button", name="Print the cards").click()
    paper = Paper(page, tmp_path)
    assert paper.sheets == [(210, 297)]
    assert paper.words().count("Our elevator pitch") == 2


def test_the_page_with_the_cards_prints_as_it_stands_unless_the_cards_are_asked_for(opened, tmp_path):
    page = opened(starter("employer"), part="cards")
    page.get_by_text("Show the cards").click()
    words = Paper(page, tmp_path).words()
    assert "Persona cards" in words
    assert "Print the cards" not in words


def test_nothing_keeps_people_out_of_the_cards(opened):
    page = opened(starter("employer"), part="cards", width=390)
    page.get_by_text("Show the cards").click()
    assert barriers_in_both(page) == NONE
    page.evaluate("document.documentElement.removeAttribute('lang')")
    assert [one.partition(":")[0] for one in barriers(page)] == ["html-has-lang"], "what there is would be found"
    page.evaluate("document.documentElement.lang = 'en-GB'")


def test_an_empty_journey_says_what_comes_first(opened):
    page = opened(starter("blank"))
    assert (
        soon(lambda: page.locator(".nothing p").inner_text())
        == "The map is empty: name the steps of the journey first."
    )
    expect(page.locator("table.map")).to_be_hidden()


def test_the_curve_runs_through_the_touchpoints_where_that_is_chosen_and_stays_so(opened):
    page = opened(starter("employer"))
    cell = page.locator("td.curve-cell")
    expect(cell.locator(".spot")).not_to_have_count(15)
    touchpoints(page)
    expect(cell.locator(".spot")).to_have_count(15)
    expect(cell.locator(".narration")).to_contain_text("nobody counted how many customers say so")
    expect(cell.locator(".legend")).to_have_text("Assumed by us")
    expect(cell.locator(".ticks span")).to_have_text(["−2", "−1", "0", "+1", "+2"])
    page.reload()
    page.wait_for_selector("body[data-ready]")
    expect(cell.locator(".spot")).to_have_count(15)
    page.get_by_text("Layers", exact=True).click()
    expect(page.locator(".cjm-map .cjm-through")).to_be_visible()
    page.get_by_role("radio", name="Ideal").check()
    page.get_by_text("Layers", exact=True).click()
    expect(page.get_by_label("Show empty layers")).to_be_visible()
    expect(page.locator(".cjm-map .cjm-through")).to_be_hidden()


def test_the_ten_layers_draw_the_grades_of_touchpoints_as_a_curve(opened):
    page = opened(starter("employer"), view="ten-layers")
    grades = page.locator("tr[data-layer=grades]")
    expect(grades.locator(".spot")).to_have_count(15)
    expect(page.locator("tr[data-layer=satisfaction] .spot")).to_have_count(11)
    values = starter("employer").to_json()
    for touchpoint in [point for step in values["steps"] for point in step["touchpoints"]][2:]:
        touchpoint["grade"] = None
    page = opened(Journey.model_validate(values), view="ten-layers")
    expect(page.locator("tr[data-layer=grades] .grade")).to_have_count(2)
    expect(page.locator("tr[data-layer=grades] .curve-cell")).to_have_count(0)


@pytest.mark.parametrize("width", [390, 1366])
def test_what_was_felt_in_words_stands_in_its_column_of_the_map_and_on_paper(opened, width):
    journey = drawn(room=(), shares=(), steps=10)
    told = given(journey)
    for point in told["monitor"]["curves"][0]["points"]:
        point["felt"] = "Afraid of holding all the others up"
    page = opened(journey, width=width)
    page.evaluate("next => window.give(next)", {key: told[key] for key in ("journey", "monitor", "view")})
    words = page.locator(".figure .told").filter(visible=True)
    expect(words).to_have_text(["In words: “Afraid of holding all the others up”"] * (10 if width > 700 else 1))
    fits = "all => all.every(one => one.getBoundingClientRect().width <= one.closest('li, section').clientWidth)"
    assert soon(lambda: words.evaluate_all(fits))
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".cjm-paper .figure .told")).to_have_count(10)


def test_no_figure_of_the_axis_lies_over_a_point(opened):
    page = opened(starter("airport"), width=1366)
    touchpoints(page)
    cell = page.locator("td.curve-cell")
    expect(cell.locator(".ticks span").first).to_be_visible()
    edge = cell.locator(".spot").evaluate_all("all => Math.min(...all.map(one => one.getBoundingClientRect().x))")
    ends = cell.locator(".ticks span").evaluate_all("all => all.map(one => one.getBoundingClientRect().right)")
    assert max(ends) <= edge


def test_too_few_grades_are_told_beside_the_curve(opened):
    values = starter("employer").to_json()
    for touchpoint in [point for step in values["steps"] for point in step["touchpoints"]][2:]:
        touchpoint["grade"] = None
    page = opened(Journey.model_validate(values))
    expect(page.locator(".cjm-map .cjm-through p")).to_have_text(
        "2 of 18 touchpoints have a grade: too few for a curve. It takes 3, and half of all."
    )


@pytest.mark.parametrize("kind", ["One A3 page", "A4 pages"])
def test_a_quote_that_may_not_be_quoted_is_on_the_page_and_not_on_paper(opened, kind):
    values = drawn().to_json()
    values["steps"][4]["quotes"] = [
        {"id": f"q{at}", "words": words, "quotable": may, "voice": "customer", "source": "visits"}
        for at, (words, may) in enumerate((("Walnut", "yes"), ("Xylophone", "no"), ("Zeppelin", None)))
    ]
    values["sources"].append({"id": "visits", "name": "Visits", "kind": "interviews"})
    page = opened(Journey.model_validate(values))
    expect(page.locator("tr[data-layer=quotes] .quote")).to_have_count(3)
    expect(page.locator("tr[data-layer=moments] .said")).to_have_text("At the same step, 3 quotes: a customer (3)")
    expect(page.locator("tr[data-layer=solutions] .said")).to_have_text("At the same step, 3 quotes: a customer (3)")
    page.get_by_text("Print", exact=True).click()
    page.get_by_role("button", name=re.compile(f"^{kind}")).click()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    paper = page.locator(".cjm-paper")
    expect(paper.locator(".quote")).to_have_count(1)
    expect(paper).to_contain_text("1 quote not to be quoted, 1 quote not settled yet whether to be quoted")
    expect(paper).to_contain_text("Walnut")
    expect(paper).not_to_contain_text("Xylophone")
    expect(paper).not_to_contain_text("Zeppelin")


@pytest.mark.parametrize("view", ["all", "qia"])
def test_that_nothing_is_needed_stands_on_the_map_and_on_paper(opened, view):
    values = drawn().to_json()
    values["steps"][0]["nothing_needed"] = True
    page = opened(Journey.model_validate(values), view=view)
    layer = "qia-activities" if view == "qia" else "solutions"
    expect(page.locator(f"tr[data-layer={layer}] td p").first).to_have_text("Nothing needed here")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(f".cjm-paper tr[data-layer={layer}] td").first).to_have_text("Nothing needed here")


@pytest.mark.parametrize(("name", "sheets"), [("airport", 2), ("employer", 1), ("outpatient", 2)])
def test_a_walk_along_sheet_has_a_row_for_each_step_and_one_more(opened, tmp_path, name, sheets):
    journey = starter(name)
    page = opened(journey)
    chosen(page, "A walk-along sheet")
    paper = Paper(page, tmp_path)
    assert paper.sheets == [(297, 210)] * sheets
    words = paper.words()
    assert [step.name for step in journey.steps if step.name.split()[-1] not in words] == []
    for asked in ("Who goes along:", "Date:", "How they seem", "write no name"):
        assert asked in words


def test_the_words_of_a_touchpoint_break_nowhere_inside(opened):
    page = opened(starter("outpatient"), width=1366)
    expect(page.locator("table.map .touch").last).to_be_attached()
    broken = """() => [...document.querySelectorAll("table.map .touch")].flatMap((touch) => {
      const walk = document.createTreeWalker(touch, NodeFilter.SHOW_TEXT), found = [];
      while (walk.nextNode()) for (const { index, 0: word } of walk.currentNode.data.matchAll(/\\p{L}+/gu)) {
        const range = document.createRange();
        range.setStart(walk.currentNode, index);
        range.setEnd(walk.currentNode, index + word.length);
        if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) found.push(word);
      }
      return found;
    })"""
    assert soon(lambda: page.evaluate(broken)) == []
