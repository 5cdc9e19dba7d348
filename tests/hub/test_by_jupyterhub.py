"""By a real JupyterHub and its proxy: a facilitator, two teams, a stranger, and who logs out."""

from __future__ import annotations

from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any
from urllib.parse import urlparse

import pytest
from by_address import opens_every_page, read_code, takes_every_form
from hub_service import logs_in
from kept import kept_text
from playwright.sync_api import expect
from soon import soon

from cjm_widgets.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import ByHub

FEELINGS = "[data-path='steps/booking/experience/feelings'] textarea"
READY = "[data-ready] .cjm-page"


@pytest.fixture(scope="module")
def fay(by_hub: ByHub) -> Iterator[Any]:
    """Of the group that leads."""
    page = by_hub.comes("fay")
    yield page
    page.context.close()


@pytest.fixture(scope="module")
def ana(by_hub: ByHub) -> Iterator[Any]:
    """Of the group “airport”."""
    page = by_hub.comes("ana")
    yield page
    page.context.close()


def own_cookie(page: Any) -> dict[str, Any]:
    (found,) = (one for one in page.context.cookies() if one["name"] == "cjm")
    return dict(found)


def status(address: str, cookies: list[dict[str, Any]]) -> int:
    """What somebody who kept these cookies is answered."""
    there = urlparse(address)
    line = HTTPConnection(there.netloc, timeout=60)
    given = {"Cookie": "; ".join(f"{one['name']}={one['value']}" for one in cookies)}
    line.request("GET", f"{there.path}?{there.query}", headers={**given, "Sec-Fetch-Dest": "empty"})
    return line.getresponse().status


def test_a_facilitator_comes_to_all_teams_and_keeps_a_cookie_for_this_service_alone(by_hub: ByHub, fay: Any) -> None:
    expect(fay).to_have_url(by_hub.address("09_facilitator"))
    expect(fay.get_by_role("button", name="You are fay. Log out")).to_be_visible()
    kept = own_cookie(fay)
    assert (kept["path"], kept["httpOnly"], kept["sameSite"], kept["expires"]) == ("/services/cjm/", True, "Lax", -1)


def test_an_admin_of_the_hub_leads_as_well(by_hub: ByHub) -> None:
    root = by_hub.comes("root")
    expect(root).to_have_url(by_hub.address("09_facilitator"))
    root.context.close()


def test_what_a_team_types_is_seen_by_the_facilitator_and_bears_the_name_of_the_hub(
    by_hub: ByHub, fay: Any, ana: Any
) -> None:
    expect(ana).to_have_url(by_hub.address("01_diagnostic", "airport"))
    ana.evaluate("localStorage.setItem('cjm:name', 'Somebody else')")
    for page in (fay, ana):
        page.goto(by_hub.address("04_satisfaction", "airport"))
        page.wait_for_selector(READY)
    expect(ana.get_by_role("textbox", name="Your name")).to_have_count(0)
    ana.locator(FEELINGS).fill("Came by the Hub.")
    expect(fay.locator(FEELINGS)).to_have_value("Came by the Hub.")
    assert "Came by the Hub." in soon(lambda: kept_text(by_hub.folder, "airport"))
    assert {one.by for one in Store(by_hub.folder).since("airport", 0)} == {"ana"}


def test_every_page_opens_by_the_hub_and_every_form_of_a_map_can_be_taken_away(by_hub: ByHub, fay: Any) -> None:
    opens_every_page(by_hub, fay.context, "airport")
    takes_every_form(by_hub.base, fay, "airport")


def test_a_code_that_is_shown_leads_a_team_to_its_map_and_lets_nobody_else_in(
    by_hub: ByHub, fay: Any, ana: Any
) -> None:
    page = fay.context.new_page()
    page.goto(by_hub.address("09_facilitator"))
    page.get_by_role("button", name="Hand out links").click()
    codes = {}
    for title in ("Through the airport", "A day at the clinic"):
        card = page.locator("#cjm-panel-links li").filter(has_text=title)
        codes[title] = read_code(card.locator(".cjm-qr").screenshot())
    page.close()
    assert all(link.startswith(by_hub.base) for link in codes.values())
    page = ana.context.new_page()
    page.goto(codes["Through the airport"])
    expect(page).to_have_url(by_hub.address("01_diagnostic", "airport"))
    page.goto(codes["A day at the clinic"])
    expect(page.get_by_role("heading", name="This map is another team’s")).to_be_visible()
    page.close()


def test_the_map_of_another_team_is_refused_in_every_form(by_hub: ByHub, ana: Any) -> None:
    page = ana.context.new_page()
    assert page.goto(by_hub.address("04_satisfaction", "clinic")).status == 403
    expect(page.get_by_role("heading", name="This map is another team’s")).to_be_visible()
    page.close()
    kept = ana.context.cookies()
    assert status(f"{by_hub.base}cjm/export/json?journey=airport", kept) == 200
    assert status(f"{by_hub.base}cjm/export/json?journey=clinic", kept) == 403
    assert status(f"{by_hub.base}cjm/journeys.zip", kept) == 403


def test_somebody_in_no_team_reads_whom_to_ask_and_comes_in_as_soon_as_they_are_in_one(by_hub: ByHub) -> None:
    zoe = by_hub.comes("zoe")
    expect(zoe.get_by_role("heading", name="You are in no team yet")).to_be_visible()
    expect(zoe.get_by_text("You are logged in as zoe")).to_be_visible()
    assert status(f"{by_hub.base}cjm/export/json?journey=airport", zoe.context.cookies()) == 403
    by_hub.put_into("clinic", "zoe")
    zoe.reload()
    expect(zoe).to_have_url(by_hub.address("01_diagnostic", "clinic"))
    zoe.context.close()


def test_logging_out_at_the_hub_ends_access_and_an_open_page_says_so_and_keeps_the_words(
    by_hub: ByHub, ana: Any
) -> None:
    kept = ana.context.cookies()
    address = f"{by_hub.base}cjm/export/json?journey=airport"
    assert status(address, kept) == 200
    other = ana.context.new_page()
    other.goto(f"{by_hub.hub}logout")
    expect(other).to_have_url(f"{by_hub.hub}login")
    told = ana.get_by_role("alert").filter(has_text="You are logged out")
    expect(told).to_be_visible()
    assert status(address, kept) == 401
    ana.locator(FEELINGS).fill("Typed after that.")
    told.get_by_role("button", name="Log in").click()
    logs_in(ana, "ana")
    ana.wait_for_selector(READY)
    assert "Typed after that." in soon(lambda: kept_text(by_hub.folder, "airport"))


def test_the_workbook_that_is_started_by_itself_lets_in_whom_the_hub_knows(by_hub: ByHub, ana: Any) -> None:
    ana.goto(by_hub.apart)
    expect(ana).to_have_url(f"{by_hub.apart}voila/render/01_diagnostic.ipynb?journey=airport")


def test_logging_out_in_the_workbook_logs_out_at_the_hub(by_hub: ByHub, fay: Any) -> None:
    kept = fay.context.cookies()
    fay.get_by_role("button", name="You are fay. Log out").click()
    fay.get_by_role("link", name="Log out").click()
    expect(fay).to_have_url(f"{by_hub.hub}login")
    assert status(f"{by_hub.base}cjm/room", kept) == 401
    assert "cjm" not in {one["name"] for one in fay.context.cookies()}
