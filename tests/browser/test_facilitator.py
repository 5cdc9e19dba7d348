"""The facilitator's page follows two teams live, and what is done there reaches them."""

from __future__ import annotations

import io
import json
import re
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from barriers import barriers
from kept import kept_text
from playwright.sync_api import expect
from soon import soon
from workbook_server import Links, Served, serving

from cjm_widgets.store import Store
from cjm_widgets.tasks.making import make_journey
from cjm_widgets.tasks.maps import archive_map

ROW = "tr[data-team='{}']"


@dataclass
class Room:
    """Fay, who facilitates, and Ana and Ben, each in a team of their own."""

    served: Served
    links: Links
    fay: Any
    ana: Any
    ben: Any


@pytest.fixture(scope="module")
def room(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    with serving(tmp_path_factory.mktemp("room"), "--host", "0.0.0.0") as served:
        links = served.links()
        employer, airport = links.teams
        contexts, pages = [], []
        for name, way in (("Fay", links.leads), ("Ana", employer), ("Ben", airport)):
            context = chromium.new_context(viewport={"width": 1366, "height": 768})
            context.add_init_script(f"localStorage.setItem('cjm:name', '{name}')")
            page = context.new_page()
            page.goto(way)
            page.wait_for_selector(".cjm-page")
            contexts.append(context)
            pages.append(page)
        pages[0].goto(links.page("09_facilitator"))
        pages[0].wait_for_selector(ROW.format("airport"))
        yield Room(served, links, *pages)
        for context in contexts:
            context.close()


def at(room: Room, page: Any, workbook: str, journey: str) -> Any:
    page.goto(room.links.page(workbook, journey))
    page.wait_for_selector(".cjm-page")
    return page


def says(page: Any, where: str, what: str) -> None:
    page.wait_for_function(
        "([where, what]) => document.querySelector(where)?.innerText.includes(what)",
        arg=[where, what],
    )


def test_the_facilitators_link_leads_to_all_teams_and_so_does_the_list_of_pages_before_a_map_is_chosen(
    room: Room,
) -> None:
    page = room.fay.context.new_page()
    page.goto(room.links.leads)
    assert "09_facilitator" in page.url
    page.goto(room.links.page("00_start"))
    page.wait_for_selector(".cjm-page")
    page.get_by_role("link", name="All teams").click()
    page.wait_for_selector(ROW.format("airport"))
    page.close()


@pytest.mark.parametrize("width", [1366, 390, 320])
def test_the_links_stay_in_their_cards_on_every_screen(room: Room, width: int) -> None:
    page = room.fay.context.new_page()
    page.set_viewport_size({"width": width, "height": 768})
    page.goto(room.links.page("09_facilitator"))
    page.get_by_role("button", name="Hand out links").click()
    page.locator(".cjm-links .cjm-qr").first.wait_for()
    # the longest address that a computer in a room has
    page.locator(".cjm-links .cjm-address").evaluate_all(
        "all => all.forEach((one) => (one.firstChild.data = 'http://192.168.100.200:58931'))"
    )
    beyond = """all => all.map((one) => {
      const [inner, card] = [one, one.closest("li")].map((box) => box.getBoundingClientRect().right);
      return inner - card;
    })"""
    assert soon(lambda: max(page.locator(".cjm-links :is(.cjm-address, button, .cjm-qr)").evaluate_all(beyond)) < 0)
    page.close()


def test_the_key_names_every_sign_of_the_small_pictures(room: Room) -> None:
    key = room.fay.locator(".cjm-key")
    for words in (
        "hot spot",
        "moment of truth: can win them",
        "moment of truth: can lose them",
        "moment of truth",
        "the room disagrees",
    ):
        assert soon(lambda words=words: words in key.inner_text())
    shapes = key.locator("path.moment").evaluate_all("all => all.map(one => one.getAttribute('d'))")
    assert len(set(shapes)) == 4


def test_it_shows_who_is_in_each_team_and_where(room: Room) -> None:
    at(room, room.ben, "02_personas", "airport")
    says(room.fay, f"{ROW.format('employer')} .cjm-names", "Ana")
    says(room.fay, f"{ROW.format('airport')} .cjm-names", "Ben")
    room.fay.wait_for_selector(f"{ROW.format('airport')} [data-step=personas] .cjm-dot")


def test_a_participant_does_not_get_in_and_is_not_shown_the_way(room: Room) -> None:
    answer = room.ana.goto(room.links.page("09_facilitator"))
    assert answer.status == 403
    assert room.ana.goto(f"{room.links.base}/cjm/journeys.zip").status == 403
    at(room, room.ana, "01_diagnostic", "employer")
    expect(room.ana.locator("a[href*='09_facilitator']")).to_have_count(0)


def test_what_a_team_rates_moves_the_count_and_the_reveal_reaches_the_team(room: Room) -> None:
    at(room, room.ben, "04_satisfaction", "airport")
    before = room.fay.inner_text(f"{ROW.format('airport')} .cjm-round")
    own = room.ben.locator("[data-path^='steps/booking/ratings/p-']")
    own.get_by_role("radio", name="−2").check(force=True)
    says(room.fay, f"{ROW.format('airport')} .cjm-round-words", "1 rated")
    assert "1 rated" not in before

    row = room.fay.locator(f"{ROW.format('airport')} .cjm-round")
    paper = room.fay.context.new_page()
    paper.goto(
        room.links.base + "/voila/render/" + row.get_by_role("link", name="Add from paper").get_attribute("href")
    )
    expect(paper.get_by_role("group", name="Booking", exact=True).get_by_role("spinbutton").first).to_be_visible()
    expect(paper.locator(".cjm-paper-tally > summary")).to_be_focused()
    paper.close()
    expect(room.fay.locator(f"{ROW.format('airport')} .cjm-names")).to_have_text("Ben")
    row.get_by_role("button", name="Reveal").press("Enter")
    expect(row.get_by_role("group", name="1 of 1 person has not finished.")).to_be_visible()
    room.fay.keyboard.press("Enter")
    room.ben.wait_for_selector(".cjm-spread-dot")
    says(room.fay, f"{ROW.format('airport')} .cjm-round-words", "shown")


def test_a_change_of_the_map_moves_its_row_without_taking_the_focus(room: Room) -> None:
    at(room, room.ana, "03_steps", "employer")
    room.fay.get_by_role("button", name="Make maps").focus()
    room.ana.get_by_text("About this map").click()
    title = room.ana.locator("[data-path=title] input, input[data-path=title]").first
    title.fill("Employers and colleges")
    says(room.fay, f"{ROW.format('employer')} .cjm-team-link", "Employers and colleges")
    assert soon(lambda: room.fay.evaluate("document.activeElement.textContent")) == "Make maps"


def test_a_closed_step_keeps_what_is_typed_and_takes_it_when_it_is_opened_again(room: Room) -> None:
    at(room, room.ana, "01_diagnostic", "employer")
    step = "[data-step=diagnostic]"
    room.fay.locator(f".cjm-agenda-step{step} button", has_text="Close").click()
    room.fay.locator(f".cjm-agenda-step{step} button", has_text="Yes").click()
    room.ana.wait_for_function("document.body.innerText.toLowerCase().includes('closed')")

    # words that were on their way when the step was closed: the page's process refuses them, the browser keeps them
    room.ana.evaluate(
        """() => {
          const field = document.querySelector("textarea[data-path='scope/why'], [data-path='scope/why'] textarea");
          field.value = "Typed while it was closed";
          field.dispatchEvent(new Event("input", { bubbles: true }));
        }"""
    )
    room.ana.wait_for_function("document.querySelector('[data-cjm-slot=status]').textContent.startsWith('Not saved')")
    assert "Typed while it was closed" not in kept_text(room.served.folder, "employer")

    room.fay.locator(f".cjm-agenda-step{step} button", has_text="Open").click()
    room.ana.wait_for_function("document.querySelector('[data-cjm-slot=status]').textContent.startsWith('Saved')")
    assert "Typed while it was closed" in soon(lambda: kept_text(room.served.folder, "employer"))


def test_the_step_that_is_on_and_its_time_are_seen_by_all(room: Room) -> None:
    at(room, room.ben, "02_personas", "airport")
    room.fay.get_by_role("button", name="Start Satisfaction for everybody").click()
    room.ben.wait_for_function(
        "/Satisfaction: (49|50) minutes left/.test(document.body.innerText)",
    )
    says(room.ben, ".cjm-notices-short", "“Satisfaction” has begun: 50 minutes left.")
    room.fay.get_by_role("button", name="Finish").click()


def test_maps_are_made_for_teams_and_their_links_open_them(room: Room) -> None:
    room.fay.get_by_role("button", name="Make maps").click()
    room.fay.get_by_label("Names of the maps, one on each line").fill("Team Blue\nTeam Red\nTeam Blue")
    room.fay.get_by_role("button", name="Make the maps").click()
    room.fay.wait_for_selector(ROW.format("team-red"))
    made = room.fay.locator(".cjm-made")
    assert "2 maps made" in soon(made.inner_text)
    assert "There is a map called “Team Blue” already" in soon(made.inner_text)

    link = re.search(r"/join/\S+", made.inner_text())[0]
    page = room.ana.context.browser.new_context().new_page()
    page.goto(room.links.base + link)
    page.wait_for_selector(".cjm-page")
    assert "journey=team-" in page.url
    page.context.close()
    room.fay.get_by_role("button", name="Make maps").click()


def test_links_are_handed_out_with_codes(room: Room) -> None:
    room.fay.get_by_role("button", name="Hand out links").click()
    room.fay.wait_for_selector("#cjm-panel-links .cjm-qr path")
    codes = room.fay.locator("#cjm-panel-links .cjm-qr")
    assert soon(lambda: codes.count() == room.fay.locator("tr[data-team]").count())
    assert "/join/" in soon(lambda: room.fay.inner_text("#cjm-panel-links"))
    room.fay.get_by_role("button", name="Hand out links").click()


def test_a_form_without_its_one_answer_says_what_is_missing_and_leads_back_to_it(room: Room) -> None:
    room.fay.reload()  # what earlier tests typed is gone
    room.fay.wait_for_selector(ROW.format("airport"))
    for panel, submit, field in (
        ("Keep an edition of all", "Keep it for all teams", "edition"),
        ("Make maps", "Make the maps", "make"),
    ):
        room.fay.get_by_role("button", name=panel).click()
        room.fay.get_by_role("button", name=submit).click()
        expect(room.fay.locator(f"#cjm-{field}-error")).to_have_text(re.compile(r"\.$"))
        expect(room.fay.locator(":focus")).to_have_attribute("aria-describedby", f"cjm-{field}-error cjm-{field}-hint")
        room.fay.get_by_role("button", name=panel).click()


def test_an_edition_of_all_is_kept_and_all_are_taken_away_in_one_file(room: Room) -> None:
    room.fay.get_by_role("button", name="Keep an edition of all").click()
    room.fay.get_by_label("Name of the edition").fill("After the first workshop")
    room.fay.get_by_role("button", name="Keep it for all teams").click()
    room.fay.wait_for_function("document.body.innerText.includes('editions kept')")
    with room.fay.expect_download() as downloading:
        room.fay.get_by_role("link", name="Download all maps").click()
    archive = zipfile.ZipFile(io.BytesIO(downloading.value.path().read_bytes()))
    names = archive.namelist()
    assert {"airport.json", "airport.log.jsonl", "employer.json"} <= {name.rpartition("/")[2] for name in names}
    assert not [name for name in names if "workshop" in name or "keys" in name]
    inside = json.loads(archive.read(next(name for name in names if name.endswith("airport.json"))))
    assert inside["editions"][-1]["name"] == "After the first workshop"
    room.fay.get_by_role("button", name="Keep an edition of all").click()


@pytest.mark.parametrize(("width", "scheme"), [(1366, "light"), (1366, "dark"), (390, "light"), (320, "dark")])
def test_everybody_can_use_it(room: Room, width: int, scheme: str) -> None:
    room.fay.set_viewport_size({"width": width, "height": 800})
    room.fay.emulate_media(color_scheme=scheme)
    if room.fay.locator(".cjm-team-details:visible").count() == 0:
        room.fay.locator(f"{ROW.format('airport')} .cjm-toggle").click()
        room.fay.wait_for_selector(".cjm-team-details:visible")
    assert barriers(room.fay) == []
    assert soon(lambda: room.fay.evaluate("document.documentElement.scrollWidth")) <= width
    room.fay.set_viewport_size({"width": 1366, "height": 768})


def test_where_nobody_has_come_is_said_with_the_address_to_try(room: Room) -> None:
    store = Store(room.served.folder)
    page = room.fay.context.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(room.links.page("09_facilitator"))
    page.locator(ROW.format("airport")).wait_for()
    make_journey(store, "A team that waits", "blank")
    waiting = page.locator(".cjm-nobody")
    expect(waiting).to_contain_text("Nobody has come yet to")
    waiting.locator("summary").press("Enter")
    expect(waiting).to_contain_text("“A team that waits”")
    expect(waiting.locator(".cjm-address")).to_contain_text("/join/")
    assert barriers(page, within=".cjm-nobody") == []
    assert soon(lambda: page.evaluate("document.documentElement.scrollWidth")) <= 390
    store.bin().put_in("a-team-that-waits", title="A team that waits", by="", at=time.time())
    expect(waiting).not_to_contain_text("A team that waits")  # other maps may wait as well
    page.close()


def test_a_map_that_is_archived_stands_apart_below_the_others_and_comes_back(room: Room) -> None:
    fay = at(room, room.fay, "09_facilitator", "")
    rows = fay.locator("tr:is(.cjm-team, .cjm-away):visible")
    store = Store(room.served.folder)

    def order() -> list[str]:
        return rows.evaluate_all("all => all.map(row => row.dataset.team ?? row.innerText)")  # type: ignore[no-any-return]

    fay.wait_for_selector(ROW.format("airport"))
    before = order()
    archive_map(store, before[0])
    assert soon(lambda: order() == [*before[1:], "Archived maps", before[0]])
    expect(fay.get_by_text(re.compile(f"^{len(before) - 1} teams?, "))).to_be_visible()
    assert barriers(fay) == []
    archive_map(store, before[0], archived=False)
    assert soon(lambda: order() == before)
