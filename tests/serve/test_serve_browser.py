from __future__ import annotations

import os
import signal
from urllib.parse import urlparse

import pytest
from playwright.sync_api import expect
from soon import soon
from workbook_server import kernels_of


@pytest.fixture
def visit(server, chromium):
    """Opens pages as a new person does, and keeps what their browser asked for."""
    context = chromium.new_context(viewport={"width": 1366, "height": 900})
    page = context.new_page()
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))

    def open_(file: str, query: str = "", *, ready: bool = True):
        token = urlparse(server.address).query
        page.goto(f"http://127.0.0.1:{server.port}/voila/render/{file}?{token}{query}", wait_until="commit")
        if ready:
            page.wait_for_selector("body[data-ready]")
        return page

    yield open_
    context.close()


def kernels(server) -> list[int]:
    return kernels_of(server.process.pid)


def test_a_page_comes_up_works_and_asks_nobody_but_the_server(server, visit) -> None:
    page = visit("00_start.ipynb", "&journey=airport")
    page.click("#tiny")
    page.wait_for_function("document.querySelector('[data-cjm-slot=status]').textContent === 'Python has 1'")
    expect(page.locator("[data-cjm-waiting]")).to_have_count(0)
    hosts = {urlparse(url).netloc for url in page.asked if not url.startswith(("data:", "blob:"))}
    assert hosts == {f"127.0.0.1:{server.port}"}
    assert len(page.asked) > 20


def test_the_address_bar_and_the_links_hold_the_journey_and_no_token(server, visit) -> None:
    page = visit("00_start.ipynb", "&journey=airport")
    assert page.url.endswith("/00_start.ipynb?journey=airport")
    links = page.eval_on_selector_all("a", "links => links.map(link => link.href)")
    assert server.token not in " ".join(links)
    workbooks = [link for link in links if ".ipynb" in link and "#main" not in link]
    assert len(workbooks) >= 5
    assert all(link.endswith("?journey=airport") for link in workbooks)
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<a id=late href=01_asking.ipynb>x</a>')"
    )
    page.wait_for_function("document.getElementById('late').href.endsWith('?journey=airport')")


def test_a_second_page_loads_no_part_of_the_front_end_again(visit) -> None:
    page = visit("00_start.ipynb")
    page.goto(f"{page.url}?journey=airport")
    page.wait_for_selector("body[data-ready]")
    sizes = page.evaluate("performance.getEntriesByType('resource').map(one => [one.name, one.transferSize])")
    assert len(sizes) > 20
    assert not [name for name, size in sizes if size and "/static/" in name]


def test_no_width_needs_sideways_scrolling(visit) -> None:
    page = visit("02_failing.ipynb")
    for width in (1366, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 700})
        assert soon(lambda: page.evaluate("innerWidth")) == width
        assert soon(lambda: page.evaluate("document.documentElement.scrollWidth")) <= width


def test_the_skip_link_is_first_and_leads_into_the_page(visit) -> None:
    page = visit("03_steps.ipynb")
    page.keyboard.press("Tab")
    assert soon(lambda: page.evaluate("document.activeElement.textContent")) == "Skip to the page"
    page.keyboard.press("Enter")
    assert soon(lambda: page.evaluate("document.activeElement.id")) == "main"


def test_dark_is_chosen_once_and_stays(visit) -> None:
    page = visit("03_steps.ipynb")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.select_option("[data-theme-choice]", "dark")
    dark = page.evaluate(ground)
    assert dark != light
    page.reload()
    assert soon(lambda: page.evaluate(ground)) == dark
    page.emulate_media(color_scheme="dark")
    page.select_option("[data-theme-choice]", "light")
    assert soon(lambda: page.evaluate(ground)) == light
    page.select_option("[data-theme-choice]", "system")
    assert soon(lambda: page.evaluate(ground)) == dark


def test_ids_are_there_once_with_the_front_end_beside_the_page(visit) -> None:
    page = visit("00_start.ipynb")
    page.wait_for_selector("body[data-connection=connected]")
    ids = page.eval_on_selector_all("[id]", "all => all.map(one => one.id)")
    assert sorted(ids) == sorted(set(ids))
    expect(page.locator("main")).to_have_count(1)


def test_a_page_whose_process_ended_says_so(server, visit) -> None:
    before = set(kernels(server))
    page = visit("00_start.ipynb")
    page.wait_for_selector("body[data-connection=connected]")
    page.evaluate("window.heard = []; addEventListener('cjm:connection', event => heard.push(event.detail.state))")
    for pid in set(kernels(server)) - before:
        os.kill(pid, signal.SIGKILL)
    page.wait_for_selector("[data-cjm-lost]:not([hidden])")
    assert "What you typed is kept" in soon(lambda: page.inner_text("[data-cjm-lost]"))
    assert soon(lambda: page.evaluate("heard.at(-1)")) == "lost"


def test_a_page_whose_process_failed_while_it_was_made_is_loaded_again_by_itself(server, visit) -> None:
    page = visit("03_steps.ipynb")
    failed = []

    def once(route) -> None:
        if failed:
            route.continue_()
        else:
            failed.append(route.request.url)
            route.continue_(url=route.request.url.replace("00_start", "02_failing"))

    page.route("**/00_start.ipynb*", once)
    page.goto(page.url.replace("03_steps", "00_start"))
    page.wait_for_selector("#tiny")
    assert len(failed) == 1


def test_a_page_that_fails_every_time_is_tried_no_more_than_twice_and_then_says_what_to_do(server, visit) -> None:
    page = visit("03_steps.ipynb")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "02_failing" in request.url else None)
    page.goto(page.url.replace("03_steps", "02_failing"))
    page.wait_for_selector("body[data-ready] [data-cjm-broken]")
    assert len(asked) == 3
    assert "Load the page again" in soon(lambda: page.inner_text("[data-cjm-broken]"))


def test_a_page_that_does_not_come_up_says_so_and_offers_to_try_again(visit, chromium) -> None:
    page = visit("00_start.ipynb")
    page.route("**/voila.js", lambda route: route.abort())
    page.clock.install()
    page.goto(f"{page.url}?journey=airport", wait_until="load")
    assert soon(lambda: page.inner_text("[data-cjm-waiting]").strip()) == "Getting your page ready…"
    for _ in range(2):  # it loads itself again
        with page.expect_navigation():
            page.clock.fast_forward(21_000)
    page.clock.fast_forward(21_000)
    page.wait_for_selector("[data-cjm-waiting-again]:not([hidden])")
    assert "takes longer than it should" in soon(lambda: page.inner_text("[data-cjm-waiting]"))
    page.unroute("**/voila.js")
    page.click("[data-cjm-waiting-again] button")
    page.wait_for_selector("#tiny")
    page.wait_for_selector("[data-cjm-waiting]", state="detached")
