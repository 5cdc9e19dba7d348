"""The stakeholder map in a real browser: by keyboard, by pointer and by buttons, in both themes, narrow and wide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from barriers import NONE, barriers_in_both
from method_harness import edits, focused, parts_of_the_method, said, scrolls_sideways
from playwright.sync_api import expect
from soon import soon

from cjm_widgets.journey.model import Journey, Relationship, Scope, Stakeholder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SISTER = Stakeholder(
    id="sister", name="Ward sister", influence="medium", angle=90, we_do="Train her", they_do="Welcomes everybody"
)
PORTER = Stakeholder(id="porter", name="Porter", influence="slight")
COUNCIL = Stakeholder(id="council", name="<b>Council</b>")


def journey(*stakeholders: Stakeholder) -> Journey:
    return Journey(
        id="visit",
        title="A visit",
        scope=Scope(segment="Patients"),
        stakeholders=stakeholders or (SISTER, PORTER, COUNCIL),
    )


@pytest.fixture
def part(part_pages: dict[str, Any]) -> Iterator[Callable[..., Any]]:
    with parts_of_the_method(part_pages) as open_part:
        yield lambda *given, **options: open_part("stakeholders", *(given or (journey(),)), **options)


def token(page: Any, stakeholder: str) -> Any:
    return page.locator(f"[role=slider][data-id={stakeholder}]")


def middle(box: Any) -> tuple[float, float]:
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Any, stakeholder: str, right: float, up: float) -> None:
    """Carries a token to a place given from the centre of the picture, in parts of the outer circle."""
    token(page, stakeholder).hover()
    page.mouse.down()
    plot = page.locator(".plot").bounding_box()
    x, y = middle(plot)
    radius = plot["height"] / 2
    page.mouse.move(x + right * radius, y - up * radius, steps=3)


def overlapping(page: Any) -> list[list[str]]:
    """Names that stand on each other or on the customer."""
    return page.evaluate(  # type: ignore[no-any-return]
        """() => {
          const boxes = [...document.querySelectorAll('.placed .token')]
            .map(element => [element.dataset.id, element.getBoundingClientRect(), element]);
          const found = [];
          for (const [at, [name, one]] of boxes.entries()) for (const [other, two] of boxes.slice(at + 1))
            if (one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom)
              found.push([name, other]);
          const disc = document.querySelector('.customer').getBoundingClientRect();
          const [x, y] = [disc.left + disc.width / 2, disc.top + disc.height / 2];
          for (const [name, box, element] of boxes) {
            const round = !element.querySelector('.number').hidden;
            const away = [box.left + box.width / 2 - x, box.top + box.height / 2 - y].map(Math.abs);
            const near = round ? away.map(one => one * (1 - box.width / 2 / Math.hypot(...away)))
              : [Math.max(0, away[0] - box.width / 2), Math.max(0, away[1] - box.height / 2)];
            if (Math.hypot(near[0] / disc.width * 2, near[1] / disc.height * 2) < 1) found.push(['customer', name]);
          }
          return found;
        }"""
    )


def test_a_token_says_who_it_is_and_where(part):
    page = part()
    expect(page.get_by_role("slider", name="Ward sister")).to_have_attribute(
        "aria-valuetext", "some influence, on the right"
    )
    expect(page.get_by_role("slider", name="Council")).to_have_attribute("aria-valuetext", "not placed yet")
    assert soon(lambda: page.locator(".centre").text_content()) == "Patients"
    expect(page.locator("b", has_text="Council")).to_have_count(0)


def test_arrow_keys_move_nearer_further_and_around(part):
    page = part()
    token(page, "sister").focus()
    for key in ("ArrowUp", "ArrowUp", "ArrowRight", "ArrowDown", "ArrowLeft"):
        page.keyboard.press(key)
    assert soon(lambda: edits(page)) == [
        ["stakeholders/sister/influence", "strong"],
        ["stakeholders/sister/angle", 105],
        ["stakeholders/sister/influence", "medium"],
        ["stakeholders/sister/angle", 90],
    ]
    assert soon(lambda: focused(page)) == "sister"
    assert soon(lambda: said(page)) == "Ward sister: some influence, on the right"


def test_a_map_is_built_by_keyboard_alone(part):
    page = part()
    token(page, "council").focus()
    for key in ("ArrowUp", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)
    assert soon(lambda: [value for path, value in edits(page) if path == "stakeholders/council/influence"]) == [
        "slight",
        "medium",
        "strong",
    ]
    assert soon(lambda: focused(page)) == "council"
    expect(page.locator(".tray")).to_be_hidden()

    page.keyboard.press("Delete")
    assert soon(lambda: edits(page)[-1]) == ["stakeholders/council/influence", None]
    assert soon(lambda: focused(page)) == "council"
    expect(page.locator(".tray")).to_be_visible()


def test_who_had_no_direction_keeps_the_given_one_when_moved(part):
    page = part()
    where = middle(token(page, "porter").bounding_box())
    token(page, "porter").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    assert soon(
        lambda: ["stakeholders/porter/angle", page.evaluate("window.journey.stakeholders[1].angle")] in edits(page)
    )
    assert soon(lambda: middle(token(page, "porter").bounding_box())) == pytest.approx(where, abs=1)


def test_a_drag_drops_into_the_nearest_circle_with_two_edits(part):
    page = part()
    drag(page, "council", 0.42, 0)
    assert soon(lambda: edits(page)) == []
    expect(page.locator(".landing")).to_be_visible()
    page.mouse.up()
    assert soon(lambda: edits(page)) == [
        ["stakeholders/council/influence", "strong"],
        ["stakeholders/council/angle", pytest.approx(90, abs=2)],
    ]
    expect(page.locator(".landing")).to_be_hidden()
    assert soon(lambda: said(page)) == "<b>Council</b>: strong influence, on the right"

    drag(page, "sister", 0, -0.88)
    page.mouse.up()
    assert soon(lambda: edits(page)[2:]) == [
        ["stakeholders/sister/influence", "slight"],
        ["stakeholders/sister/angle", pytest.approx(180, abs=2)],
    ]


def test_a_drag_is_given_up_with_escape_and_outside_the_picture(part):
    page = part()
    before = token(page, "sister").bounding_box()
    drag(page, "sister", -0.3, 0.1)
    page.keyboard.press("Escape")
    page.mouse.up()
    drag(page, "sister", 0, -1.3)
    page.mouse.up()
    assert soon(lambda: edits(page)) == []
    assert soon(lambda: token(page, "sister").bounding_box()) == before


def test_buttons_do_the_same_as_a_drag(part):
    page = part()
    token(page, "council").click()
    page.get_by_role("button", name="Place in the circles").click()
    page.get_by_role("button", name="Nearer").click()
    page.get_by_role("button", name="Further").click()
    page.get_by_role("button", name="Further").click(force=True)  # nothing is further
    assert soon(lambda: [value for path, value in edits(page) if path == "stakeholders/council/influence"]) == [
        "slight",
        "medium",
        "slight",
    ]
    angle = page.evaluate("window.journey.stakeholders[2].angle")
    page.get_by_role("button", name="Clockwise", exact=True).click()
    assert soon(lambda: edits(page)[-1]) == ["stakeholders/council/angle", (angle + 15) % 360]
    page.get_by_role("button", name="Take off").click()
    assert soon(lambda: edits(page)[-1]) == ["stakeholders/council/influence", None]


def test_the_chosen_one_shows_what_each_does_and_leads_to_the_card(part):
    page = part()
    token(page, "sister").focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("region", name="Ward sister")
    assert soon(lambda: panel.evaluate("element => element === document.activeElement"))
    assert "Train her" in soon(panel.inner_text)
    assert "Welcomes everybody" in soon(panel.inner_text)
    page.get_by_role("button", name="Open the card of Ward sister").click()
    assert soon(lambda: page.evaluate("window.went")) == ["stakeholders/sister"]
    page.keyboard.press("Escape")
    assert soon(lambda: focused(page)) == "sister"


@pytest.mark.parametrize("width", [704, 320])
def test_people_without_a_direction_do_not_stand_on_each_other(part, width):
    influences = ("strong",) * 4 + ("medium",) * 4 + ("slight",) * 4
    crowd = [Stakeholder(id=f"p{at}", name=f"Person number {at}", influence=one) for at, one in enumerate(influences)]
    page = part(journey(*crowd), width=width)
    expect(page.locator(".placed .token")).to_have_count(len(crowd))
    assert soon(lambda: overlapping(page)) == []


def outside_their_words(page: Any) -> list[str]:
    """Names that are cut, or wider or higher than what they stand on."""
    return page.evaluate(  # type: ignore[no-any-return]
        """() => [...document.querySelectorAll('.placed .token')]
          .filter(token => token.scrollWidth > token.clientWidth || token.scrollHeight > token.clientHeight
            || [...token.querySelectorAll('.name > span')].some(line => line.scrollWidth > token.clientWidth))
          .map(token => token.dataset.id)"""
    )


LONG = "The council of the county and all its neighbours, with everybody who works there"


@pytest.mark.parametrize("width", [704, 320])
@pytest.mark.parametrize("angle", [0, 45, 90, 250])
def test_no_name_is_cut_or_stands_on_the_customer(part, width, angle):
    near = Stakeholder(id="near", name="The council of the county", influence="strong", angle=angle)
    far = Stakeholder(id="far", name=LONG, influence="slight", angle=angle)
    page = part(journey(near, far), width=width)
    expect(page.locator(".placed .token")).to_have_count(2)
    assert soon(lambda: overlapping(page)) == []
    assert soon(lambda: outside_their_words(page)) == []
    # what does not fit has a number, and stands whole beside the picture
    expect(page.locator(".names li", has_text=LONG)).to_be_visible()
    expect(token(page, "far").locator(".number")).to_have_text("2")


def test_on_paper_the_picture_keeps_the_shape_in_which_names_were_placed(part):
    page = part()
    expect(token(page, "sister")).to_be_visible()
    page.evaluate("document.querySelector('.plot').style.height = '300px'")  # as a sheet of another width would have it
    page.emulate_media(media="print")
    off = """() => {
      const [plot, drawn] = [document.querySelector('.plot').getBoundingClientRect(),
        document.querySelector('.picture').viewBox.baseVal];
      return plot.width / plot.height - drawn.width / drawn.height;
    }"""
    assert soon(lambda: abs(page.evaluate(off)) < 0.02)
    page.emulate_media(media="screen")


TIES = (
    {
        "id": "one",
        "from_whom": "sister",
        "to_whom": "@customer",
        "kind": "helps",
        "state": "good",
        "name": "kind words",
    },
    {"id": "two", "from_whom": "porter", "to_whom": "sister", "state": "strained"},
    {"id": "three", "from_whom": "sister", "to_whom": "porter", "state": "neutral"},
    {"id": "four", "from_whom": "council", "to_whom": "sister", "state": "good"},
)


def tied() -> Journey:
    return journey().model_copy(update={"relationships": tuple(Relationship(**one) for one in TIES)})


@pytest.mark.parametrize("width", [704, 320])
def test_relationships_are_lines_that_differ_in_shape_and_are_said_in_words(part, width):
    page = part(tied(), width=width)
    ties = page.locator(".picture .tie")
    # whoever stands in no circle has no line yet, but stands in the words
    assert soon(lambda: ties.evaluate_all("all => all.map(one => one.dataset.id)")) == ["one", "two", "three"]
    looks = """all => new Set(all.map(one => [
      one.querySelectorAll('path').length,
      getComputedStyle(one.querySelector('.stroke')).strokeWidth,
    ].join())).size"""
    assert soon(lambda: ties.evaluate_all(looks)) == 3
    words = [
        "Ward sister → The customer: good. Help or a service: kind words.",
        "Porter → Ward sister: strained.",
        "Ward sister → Porter: neither good nor strained.",
        "<b>Council</b> → Ward sister: good.",
    ]
    assert soon(lambda: (page.locator("figcaption").text_content() or "").endswith(" ".join(words)))
    page.get_by_text("Show the relationships in words").click()
    assert soon(lambda: page.get_by_role("rowheader").all_inner_texts()[-4:]) == words
    expect(page.locator(".ties li")).to_have_text(["Good", "Neither good nor strained", "Strained"])
    token(page, "porter").focus()
    assert soon(page.locator(".panel .lines li").all_inner_texts) == words[1:3]
    expect(page.locator(".tie.mine")).to_have_count(2)


def test_those_who_wait_stand_above_the_picture_and_nothing_is_selected_by_a_drag(part):
    page = part()
    assert soon(lambda: page.locator(".tray").bounding_box()["y"] < page.locator(".plot").bounding_box()["y"])
    assert soon(lambda: page.locator(".plot").evaluate("one => getComputedStyle(one).userSelect")) == "none"


def test_the_same_is_said_in_words_and_in_a_table(part):
    page = part()
    assert soon(lambda: page.locator("figcaption").text_content()) == (
        "In the centre: Patients. Strong influence: nobody yet. Some influence: Ward sister. Little influence: Porter. "
        "Not placed yet: <b>Council</b>."
    )
    page.get_by_text("Show as a table").click()
    assert soon(lambda: page.get_by_role("row").nth(1).inner_text().split("\t")) == [
        "Ward sister",
        "Some influence",
        "",
        "Train her",
        "Welcomes everybody",
    ]


def test_one_that_somebody_else_removes_during_a_drag_leaves_no_trace(part):
    page = part()
    drag(page, "sister", -0.3, 0.1)
    page.evaluate("window.give({journey: {...window.journey, stakeholders: window.journey.stakeholders.slice(1)}})")
    page.mouse.up()
    assert soon(lambda: edits(page)) == []
    expect(page.locator(".landing")).to_be_hidden()


@pytest.mark.parametrize("width", [704, 320])
def test_nothing_keeps_people_out(part, width):
    page = part(tied(), width=width)
    token(page, "sister").focus()
    page.get_by_text("Show as a table").click()
    page.get_by_text("Show the relationships in words").click()
    assert barriers_in_both(page) == NONE
    assert soon(lambda: not scrolls_sideways(page))
