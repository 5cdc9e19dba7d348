"""By its address, through a real nginx with TLS, a path and a name: all that works without one works there too."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Any
from urllib.parse import urlparse

import pytest
from by_address import opens_every_page, read_code, takes_every_form
from kept import kept_text
from playwright.sync_api import expect
from soon import soon

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Behind

FEELINGS = "[data-path='steps/booking/experience/feelings'] textarea"
KERNEL = "00000000-0000-4000-8000-000000000000"


@pytest.fixture(scope="module")
def fay(behind: Behind) -> Iterator[Any]:
    """The facilitator, on the page where their link leads."""
    page = behind.visit(behind.leads)
    yield page
    page.context.close()


@pytest.fixture(scope="module")
def ana(behind: Behind) -> Iterator[Any]:
    """Somebody of the airport's team."""
    page = behind.visit(behind.team("Through the airport"))
    yield page
    page.context.close()


def test_the_link_leads_to_all_teams_and_the_cookie_is_for_the_path_and_for_tls_alone(fay: Any) -> None:
    assert urlparse(fay.url).path == "/cjm/voila/render/09_facilitator.ipynb"
    (kept,) = fay.context.cookies()
    assert {name: kept[name] for name in ("name", "path", "secure", "httpOnly", "sameSite")} == {
        "name": "cjm",
        "path": "/cjm/",
        "secure": True,
        "httpOnly": True,
        "sameSite": "Lax",
    }


def test_a_code_that_is_shown_opens_its_map(behind: Behind, fay: Any, ana: Any) -> None:
    fay.get_by_role("button", name="Hand out links").click()
    card = fay.locator("#cjm-panel-links li").filter(has_text=behind.team("Through the airport"))
    link = read_code(card.locator(".cjm-qr").screenshot())
    assert link == behind.team("Through the airport")
    assert urlparse(ana.url).query == "journey=airport"


def test_every_page_opens_and_asks_for_nothing_outside_the_path(behind: Behind, fay: Any) -> None:
    opens_every_page(behind, fay.context, "airport")


def test_what_one_types_is_saved_and_a_colleague_sees_it(behind: Behind, fay: Any, ana: Any) -> None:
    for page in (fay, ana):
        page.goto(behind.address("04_satisfaction", "airport"))
        page.wait_for_selector("[data-ready] .cjm-page")
    ana.locator(FEELINGS).fill("Waited behind a proxy.")
    expect(ana.locator("[data-cjm-slot=status]")).to_contain_text("Saved")
    expect(fay.locator(FEELINGS)).to_have_value("Waited behind a proxy.")
    assert "Waited behind a proxy." in soon(lambda: kept_text(behind.folder, "airport"))


def test_every_form_of_a_map_can_be_taken_away(behind: Behind, fay: Any) -> None:
    takes_every_form(behind.base, fay, "airport")


def test_a_code_on_paper_opens_its_map(behind: Behind, fay: Any, tmp_path: Path) -> None:
    fay.goto(behind.address("07_map", "airport"))
    fay.locator("summary", has_text="Download").click()
    with fay.expect_download() as taken:
        fay.get_by_role("button", name="Sheets to fill in by hand").click()
    paper = tmp_path / "sheets.pdf"
    taken.value.save_as(paper)
    picture = tmp_path / "first"
    subprocess.run(["pdftoppm", "-r", "100", "-l", "1", "-png", "-singlefile", paper, picture], check=True)
    link = read_code(picture.with_suffix(".png").read_bytes())
    assert link == behind.team("Through the airport")
    ben = behind.visit(link)
    assert urlparse(ben.url).query == "journey=airport"
    ben.context.close()


def test_another_name_and_another_site_are_refused_and_a_strangers_word_does_not_count(
    behind: Behind, ana: Any
) -> None:
    (kept,) = ana.context.cookies()
    cookie = f"cjm={kept['value']}"
    room, line = "/cjm/cjm/room", f"/cjm/api/kernels/{KERNEL}/channels"
    assert behind.status(room, Cookie=cookie) == 204
    assert behind.status(room, Cookie=cookie, Host="evil.example") == 403
    assert behind.status(room, Cookie=cookie, Host="evil.example", X_Forwarded_Host="maps.example.org") == 403
    assert behind.status(room, Cookie=cookie, X_Forwarded_Host="evil.example", X_Forwarded_Proto="http") == 204
    handshake = {"Upgrade": "websocket", "Sec_WebSocket_Version": "13", "Sec_WebSocket_Key": "AAAA"}
    assert behind.status(line, Cookie=cookie, Origin=behind.base.removesuffix("/cjm/"), **handshake) == 404
    assert behind.status(line, Cookie=cookie, Origin="https://evil.example", **handshake) == 403
    assert behind.status(room) == 403


def test_a_proxy_that_cuts_silent_lines_is_named_in_the_terminal(behind: Behind, ana: Any) -> None:
    behind.restart(lambda conf: conf.replace("proxy_read_timeout 75s", "proxy_read_timeout 2200ms"))
    ana.goto(behind.address("04_satisfaction", "airport"))
    assert "cut again and again after the same few seconds of silence" in soon(lambda: "".join(behind.served.said))


def test_a_proxy_that_does_not_pass_upgrade_is_named_on_the_page_and_in_the_terminal(behind: Behind, ana: Any) -> None:
    behind.restart(lambda conf: "\n".join(line for line in conf.splitlines() if "_header Upgrade" not in line))
    ana.goto(behind.address("04_satisfaction", "airport"))
    expect(ana.get_by_role("alert").filter(has_text="does not let this page’s line through")).to_be_visible()
    assert "A proxy does not pass on “Upgrade”" in soon(lambda: "".join(behind.served.said))
    behind.restart(lambda conf: conf)
    expect(ana.get_by_role("alert").filter(has_text="does not let this page’s line through")).to_have_count(0)
