"""The pictures in a real browser: by keyboard, by pointer, in both themes, narrow and wide, on paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from barriers import NONE, barriers_in_both
from drawn_journey import NAMES, PROFILE, drawn
from playwright.sync_api import expect
from soon import soon

from cjm_widgets.journey.model import Journey
from cjm_widgets.widgets.carried import module, sheet
from cjm_widgets.widgets.labels import labels
from cjm_widgets.widgets.monitor_view import monitor_view, with_touchpoints

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]


@pytest.fixture
def picture(part_pages: dict[str, Any]) -> Iterator[Any]:
    """Opens a picture: `picture("monitor", journey, width=320, theme="dark")` gives its page."""

    def open_picture(
        name: str, journey: Any = None, *, width: int = 1100, theme: str = "light", touch: bool = False, **given: Any
    ) -> Any:
        journey = journey or drawn()
        given = {
            "labels": labels(),
            "picture": name,
            "monitor": monitor_view(journey, editable=name == "monitor"),
            "journey": journey.to_json(),
            "profile": PROFILE,
            "verdict": {"verdict": "unsure", "say": "Unsure: talk it through."},
            **given,
        }
        return part_pages["picture_page"].open(given, width=width, height=900, theme=theme, touch=touch)

    yield open_picture
    part_pages["picture_page"].done()


def slider(page: Any, step: str) -> Any:
    return page.locator(f"[role=slider][data-step={step}]")


def edits(page: Any) -> list[Any]:
    return page.evaluate("window.edits")  # type: ignore[no-any-return]


def path(step: str) -> str:
    return f"steps/{step}/ratings/room/value"


def drag(page: Any, step: str, by: float) -> None:
    slider(page, step).hover()
    box = slider(page, step).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.down()
    page.mouse.move(x, y + by, steps=2)


def px_between_ratings(page: Any) -> float:
    return page.evaluate(  # type: ignore[no-any-return]
        "() => { const ys = [...document.querySelectorAll('.picture .grid, .picture .zero')]"
        ".map(line => Number(line.getAttribute('y1'))); return (Math.max(...ys) - Math.min(...ys)) / 4 }"
    )


def test_arrow_keys_change_a_rating_and_the_slider_says_it(picture):
    page = picture("monitor")
    slider(page, "s4").focus()
    expect(slider(page, "s4")).to_have_attribute("aria-valuetext", "Security: −2, very dissatisfied")
    page.keyboard.press("ArrowUp")
    expect(slider(page, "s4")).to_have_attribute("aria-valuetext", "Security: −1, dissatisfied")
    page.keyboard.press("End")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    assert soon(lambda: edits(page)) == [[path("s4"), -1], [path("s4"), 2], [path("s4"), -2]]
    assert soon(lambda: page.evaluate("document.activeElement.dataset.step")) == "s4"
    assert soon(lambda: page.locator("#said").inner_text()) == "Security: −2, very dissatisfied"


def test_an_unrated_step_takes_a_rating_from_the_keys_and_gives_it_back(picture):
    page = picture("monitor")
    expect(slider(page, "s5")).to_have_attribute("aria-valuetext", "Passport control: not rated yet")
    slider(page, "s5").focus()
    for key in ("ArrowUp", "?", "Delete"):
        page.keyboard.press(key)
    assert soon(lambda: edits(page)) == [[path("s5"), 1], [path("s5"), "unknown"], [path("s5"), None]]
    expect(slider(page, "s5")).to_have_attribute("aria-valuetext", "Passport control: not rated yet")


def test_other_keys_are_left_to_the_page(picture):
    page = picture("monitor")
    slider(page, "s4").focus()
    for key in ("a", "Enter", "Control+ArrowUp"):
        page.keyboard.press(key)
    assert soon(lambda: edits(page)) == []
    page.keyboard.press("Tab")
    assert soon(lambda: page.evaluate("document.activeElement.dataset.step")) == "s5"


def test_a_point_is_dragged_to_the_nearest_rating_and_saved_once_when_dropped(picture):
    page = picture("monitor")
    drag(page, "s4", -2.9 * px_between_ratings(page))
    assert soon(lambda: edits(page)) == []
    expect(slider(page, "s4")).to_have_attribute("aria-valuetext", "Security: +1, satisfied")
    page.mouse.up()
    assert soon(lambda: edits(page)) == [[path("s4"), 1]]


def test_a_drag_is_given_up_with_escape(picture):
    page = picture("monitor")
    drag(page, "s4", -2 * px_between_ratings(page))
    page.keyboard.press("Escape")
    page.mouse.up()
    assert soon(lambda: edits(page)) == []
    expect(slider(page, "s4")).to_have_attribute("aria-valuetext", "Security: −2, very dissatisfied")


def test_a_press_without_a_drag_changes_nothing(picture):
    page = picture("monitor")
    slider(page, "s4").click()
    assert soon(lambda: edits(page)) == []
    assert soon(lambda: page.locator(".readout .what").inner_text()) == "5 Security: −2, very dissatisfied"


def test_a_click_in_the_column_of_an_unrated_step_rates_it(picture):
    page = picture("monitor")
    box = slider(page, "s5").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, page.locator(".plot").bounding_box()["y"] + 24)
    assert soon(lambda: edits(page)) == [[path("s5"), 2]]


def test_a_touch_in_the_column_of_a_rated_step_first_only_turns_to_it(picture):
    page = picture("monitor", touch=True)
    box = slider(page, "s0").bounding_box()
    x, top = box["x"] + box["width"] / 2, page.locator(".plot").bounding_box()["y"] + 24
    page.touchscreen.tap(x, top)
    assert soon(lambda: edits(page)) == []
    assert soon(lambda: page.evaluate("window.turned")) == ["s0"]
    page.touchscreen.tap(x, top)
    assert soon(lambda: edits(page)) == [[path("s0"), 2]]


def test_a_rating_is_removed_or_said_to_be_unknown_by_button(picture):
    page = picture("monitor", current="s4")
    page.get_by_role("button", name="Nobody knows how Security feels").click()
    page.get_by_role("button", name="Remove the rating of Security").click()
    assert soon(lambda: edits(page)) == [[path("s4"), "unknown"], [path("s4"), None]]


def test_gaps_are_not_joined(picture):
    page = picture("monitor", drawn(shares=()))
    # booking to security is four lines; boarding stands alone behind two gaps
    expect(page.locator(".curve[data-rater=room] line")).to_have_count(4)
    expect(page.locator(".dots[data-rater=room] .spot")).to_have_count(6)
    slider(page, "s5").focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator(".curve[data-rater=room] line")).to_have_count(5)
    slider(page, "s6").focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator(".curve[data-rater=room] line")).to_have_count(7)


def test_the_table_has_the_same_figures_and_follows_them(picture):
    page = picture("monitor")
    page.get_by_text("Show as a table").click()
    rows = page.locator("details table tbody tr")
    expect(rows).to_have_count(len(NAMES))
    assert soon(lambda: rows.nth(4).locator("td").all_inner_texts()) == [
        "−2 very dissatisfied",
        "36 %\n35 to 37 %",
    ]
    assert soon(lambda: rows.nth(5).locator("td").all_inner_texts()) == ["not rated yet", "25 %\n24 to 26 %"]
    assert soon(lambda: rows.nth(6).locator("td").all_inner_texts()) == ["nobody knows", "not rated yet"]
    heads = page.locator("details table thead th").all_inner_texts()
    assert "Survey 2015" in heads[2]
    assert "Negative answers, %; fewer is better" in heads[2]
    assert "n = 5,871, Passenger survey" in heads[2]
    slider(page, "s4").focus()
    page.keyboard.press("ArrowUp")
    expect(rows.nth(4).locator("td").first).to_contain_text("−1 dissatisfied")
    assert soon(lambda: page.locator("details.cjm-table").get_attribute("open") is not None)


@pytest.mark.parametrize("step", ["s3", "s5"])
def test_new_figures_and_a_new_order_from_somebody_else_leave_the_focus_where_it_is(picture, step):
    page = picture("monitor")
    slider(page, step).focus()
    moved = monitor_view(drawn(room=(2, 2, 2, -1, 0, 1, 1, 1)))
    moved["steps"].insert(0, moved["steps"].pop(5))
    for curve in moved["curves"]:
        curve["points"].insert(0, curve["points"].pop(5))
    page.evaluate("next => window.give(next)", moved)
    assert soon(lambda: page.evaluate("document.activeElement.dataset.step")) == step
    order = "Array.from(document.querySelectorAll('[role=slider]'), (one) => one.dataset.step)"
    assert soon(lambda: page.evaluate(order)) == ["s5", "s0", "s1", "s2", "s3", "s4", "s6", "s7"]
    expect(slider(page, "s3")).to_have_attribute("aria-valuetext", "Bag drop: −1, dissatisfied")


def test_the_page_going_to_another_step_moves_the_readout_there(picture):
    page = picture("monitor", current="s4")
    slider(page, "s0").focus()
    assert soon(lambda: page.locator(".readout .what").inner_text()) == "1 Booking: +1, satisfied"
    page.evaluate("window.goTo('s5')")
    says = "6 Passport control: not rated yet by our group; Survey 2015: 25 %"
    assert soon(lambda: page.locator(".readout .what").inner_text()) == says


def test_a_survey_alone_has_its_own_axis_and_nothing_to_take_hold_of(picture):
    view = monitor_view(drawn(room=()), editable=False)
    page = picture("monitor", monitor=view)
    ticks = page.locator(".axis.left .tick b").all_inner_texts()
    assert ticks == ["100 %", "80 %", "60 %", "40 %", "20 %", "0 %"]
    expect(page.locator(".picture :is(.half, .zero)")).to_have_count(0)
    assert soon(lambda: page.locator(".scale-title").inner_text() == "Negative answers, %; fewer is better")
    expect(page.locator("[role=slider]")).to_have_count(0)
    assert soon(lambda: page.locator("figcaption").inner_text()) == view["narration"]


@pytest.mark.parametrize("width", [1100, 320])
def test_a_survey_beside_the_room_has_a_picture_and_an_axis_of_its_own(picture, width):
    page = picture("monitor", width=width)
    drawn_on = page.locator(".plot, .further .of-scale").evaluate_all(
        "all => all.map(one => Array.from(one.querySelectorAll('.curve'), curve => curve.dataset.rater))"
    )
    assert drawn_on == [["room"], ["survey"]]
    expect(page.locator(".further :is(.half, .zero)")).to_have_count(0)
    titles = page.locator(".scale-title").all_inner_texts()
    assert titles == ["Satisfaction, −2 to +2", "Negative answers, %; fewer is better"]
    # each figure of an axis stands at the height of its own line, in its own picture
    for axis, picture_of in ((".axis .felt", ".plot"), (".axis .own", ".further")):
        figures = page.locator(f"{axis} .tick:not(.lane) b").evaluate_all(
            "all => all.map(one => { const box = one.getBoundingClientRect(); return box.y + box.height / 2 })"
        )
        lines = page.locator(f"{picture_of} .picture").locator(".grid, .zero")
        heights = sorted(lines.evaluate_all("all => all.map(one => one.getBoundingClientRect().y)"), reverse=True)
        assert figures == pytest.approx(heights, abs=2)


def test_a_share_shows_its_interval_and_says_it_where_it_is_pointed_at(picture):
    page = picture("monitor")
    said = page.locator(".further .spot title").evaluate_all("all => all.map(one => one.textContent)")
    assert said[4] == "Security, Survey 2015: 36 %; n = 5,871, 35 to 37 %; measured; Passenger survey"
    expect(page.locator(".further line[y1].interval")).to_have_count(7)
    expect(page.locator(".legend .extent")).to_have_text("95 % interval: how far chance reaches")
    expect(page.locator(".legend .basis")).to_have_text(["Measured", "Assumed by us"])


def test_more_than_eight_curves_are_chosen_from_a_list(picture):
    values = drawn().to_json()
    for step in values["steps"]:
        step["ratings"] += [
            {"id": f"group-{at}", "rater": f"Group {at}", "scale": "positive-share", "value": 40 + 5 * at}
            for at in range(9)
        ]
    page = picture("monitor", Journey.model_validate(values))
    curves = page.locator(".further .curve, .plot .curve")
    expect(curves).to_have_count(8)
    looks = page.locator(".legend li:not(.basis, .trusted) .cjm-sign:has(.beat) path:not(.dot-half)").evaluate_all(
        "all => all.map(one => one.getAttribute('d'))"
    )
    assert len(set(looks)) == len(looks) == 8
    page.get_by_text("8 of 11 curves are drawn.").click()
    page.get_by_role("checkbox", name="Group 0").focus()
    page.keyboard.press("Space")
    expect(curves).to_have_count(7)
    expect(page.get_by_role("checkbox", name="Group 0")).to_be_focused()
    page.get_by_role("checkbox", name="Group 8").check()
    expect(page.locator(".curve[data-rater=group-8]")).to_have_count(1)
    expect(page.get_by_role("checkbox", name="Group 0")).to_be_disabled()
    page.get_by_text("Show as a table").click()
    expect(page.locator("details table thead th")).to_have_count(12)


def test_the_monitor_runs_through_the_touchpoints_where_that_is_chosen(picture):
    values = drawn().to_json()
    for at, step in enumerate(values["steps"]):
        step["touchpoints"][0]["grade"] = at % 5 - 2
    journey = Journey.model_validate(values)
    page = picture("monitor", journey, monitor=with_touchpoints(journey, monitor_view(journey, editable=False)))
    spots = page.locator(".plot .spot")
    expect(spots).to_have_count(6)
    page.get_by_role("radio", name="Touchpoints").check()
    expect(spots).to_have_count(8)
    expect(page.locator(".steps li")).to_have_count(16)
    expect(page.locator("figcaption")).to_contain_text("eight touchpoints not yet rated")
    page.get_by_text("Show as a table").click()
    expect(page.locator("details table tbody th").first).to_have_text("1.1 Desk")
    page.get_by_role("radio", name="Steps").check()
    expect(spots).to_have_count(6)


@pytest.mark.parametrize("width", [390, 1366])
def test_ten_feelings_in_words_stand_under_their_numbers_and_none_over_another(picture, width):
    told = [f"Feeling {at} of somebody who has waited for a long time" for at in range(10)]
    monitor = monitor_view(drawn(room=(), steps=10))
    for point, felt in zip(monitor["curves"][0]["points"], told, strict=True):
        point["felt"] = felt
    page = picture("monitor", drawn(room=(), steps=10), monitor=monitor, width=width)
    items = page.locator(".told li")
    expect(items).to_have_text([f"{at} “{felt}”" for at, felt in enumerate(told, 1)])
    words = page.locator(".told li, .plot .felt")
    boxes = words.evaluate_all("all => all.map(one => one.getBoundingClientRect().toJSON())")
    assert len(boxes) == 20
    for at, one in enumerate(boxes):
        assert one["width"] > 0
        assert all(_apart(one, other) for other in boxes[at + 1 :])
    clipped = items.evaluate_all("all => all.filter(one => one.scrollHeight > one.clientHeight + 1).length")
    assert clipped == 0
    expect(page.locator(".legend")).to_contain_text("In words, without a figure")


def _apart(one: dict[str, float], other: dict[str, float]) -> bool:
    return (
        one["right"] <= other["left"]
        or other["right"] <= one["left"]
        or one["bottom"] <= other["top"]
        or other["bottom"] <= one["top"]
    )


def test_a_hot_spot_of_a_whole_step_stays_when_the_monitor_runs_through_the_touchpoints(picture):
    values = drawn().to_json()
    for step in values["steps"]:
        step["touchpoints"][0]["grade"] = 0
    journey = Journey.model_validate(values)
    page = picture("monitor", journey, monitor=with_touchpoints(journey, monitor_view(journey, editable=False)))
    page.get_by_role("radio", name="Touchpoints").check()
    expect(page.locator(".plot .whole")).to_have_count(2)
    expect(page.locator(".legend")).to_contain_text("Hot spot")
    expect(page.locator("figcaption")).to_contain_text(
        "At the step as a whole, not at one touchpoint: Check-in (moment of truth: can win them), Security (hot spot)."
    )


def test_moments_of_truth_are_marked_beside_the_point_by_shape_and_in_words(picture):
    page = picture("monitor", drawn(shares=()))
    signs = page.locator(".picture .beside path").evaluate_all("all => all.map(one => one.getAttribute('d'))")
    assert len(set(signs)) == len(signs) == 2
    points = page.locator(".dots[data-rater=room] path").evaluate_all("all => all.map(one => one.getAttribute('d'))")
    assert len(set(points)) == 1
    assert soon(lambda: page.locator(".steps li").nth(4).inner_text().split()) == ["5", "Hot", "spot", "Security"]
    assert soon(
        lambda: page.locator(".steps li").nth(1).locator(".sign").inner_text() == "Moment of truth: can win them"
    )


def test_forty_steps_scroll_in_their_own_region_and_the_current_one_is_in_view(picture):
    page = picture("monitor", drawn(steps=40), current="s30", width=400)
    frame = page.locator(".frame")
    expect(frame).to_have_attribute("tabindex", "0")
    expect(frame).to_have_attribute("aria-label", "Heart monitor, scrolls sideways")
    assert soon(lambda: sideways(page)) <= 0
    box, point = frame.bounding_box(), slider(page, "s30").bounding_box()
    assert box["x"] < point["x"] < box["x"] + box["width"]
    widths = page.locator("[role=slider]").evaluate_all("all => all.map(one => one.getBoundingClientRect().width)")
    assert min(widths) >= 24


def sideways(page: Any) -> float:
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")  # type: ignore[no-any-return]


@pytest.mark.parametrize("name", ["monitor", "profile"])
@pytest.mark.parametrize("width", [320, 700, 1280])
def test_no_page_scrolls_sideways(picture, name, width):
    page = picture(name, width=width)
    if name != "profile":
        page.get_by_text("Show as a table").last.evaluate("summary => summary.click()")
    assert soon(lambda: sideways(page)) <= 0


@pytest.mark.parametrize("name", ["monitor", "profile"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_keeps_people_out(picture, name, width):
    page = picture(name, width=width, links=True)
    for summary in page.locator("summary").all():
        summary.evaluate("one => one.click()")
    assert barriers_in_both(page) == NONE


def test_a_c_without_a_rating_has_no_bar(picture):
    page = picture("profile")
    filled = page.locator(".bars .fill").evaluate_all("all => all.map(one => one.closest('li').dataset.key)")
    assert filled == ["changeable", "challenged", "complex"]
    assert soon(lambda: page.locator("[data-key=costly]").inner_text().split("\n")[-1]) == "Not known"
    assert soon(lambda: page.locator("figcaption").inner_text()) == "Unsure: talk it through."


STANDALONE = """async ([esm, css, monitor]) => {
  const module = await import(URL.createObjectURL(new Blob([esm], { type: "text/javascript" })));
  const told = {};
  const model = {
    get: () => monitor,
    on: (name, call) => (told[name] = call),
    off: () => {},
    send: (message) => (window.sent = [...(window.sent ?? []), message]),
  };
  window.answer = (message, next) => {
    monitor = next;
    told["change:monitor"]();
    told["msg:custom"](message);
  };
  const style = document.head.appendChild(document.createElement("style"));
  style.textContent = css;
  const el = document.createElement("div");
  document.querySelector("main").replaceChildren(el);
  module.default.render({ model, el });
}"""


def test_the_monitor_by_itself_shows_a_rating_at_once_and_takes_it_back_when_refused(picture):
    page = picture("profile")
    view = monitor_view(drawn())
    page.evaluate(STANDALONE, [module("monitor"), sheet("monitor"), view])
    slider(page, "s4").focus()
    page.keyboard.press("ArrowUp")
    assert soon(lambda: page.evaluate("window.sent")) == [{"kind": "edit", "path": path("s4"), "next": -1}]
    expect(slider(page, "s4")).to_have_attribute("aria-valuenow", "-1")
    page.evaluate("view => window.answer({ kind: 'refused', say: 'Not today.' }, view)", view)
    expect(slider(page, "s4")).to_have_attribute("aria-valuenow", "-2")
    assert soon(lambda: page.locator(".cjm-said").inner_text()) == "Not today."
