"""What becomes of words when the line between a page and its process loses, delays and doubles what is said."""

from __future__ import annotations

import json
import os
import random
import signal
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from kept import kept
from soon import soon
from workbook_server import Served

from cjm_widgets.journey.edits import Edit, now
from cjm_widgets.store import Store

pytestmark = pytest.mark.browser

SAVED = "document.querySelector('[data-cjm-slot=status]')?.textContent.startsWith('Saved')"
STILL = "document.querySelector('[data-cjm-slot=status]')?.textContent.startsWith('Still saving: 1 change kept here')"
ONLY_HERE = STILL.replace("kept here", "on this page only")
CLOSED = """for (const storage of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, storage, { get() { throw new DOMException("", "SecurityError"); } })"""
UP, DOWN, CHANGED, PONG = (b'"kind":"%s"' % kind for kind in (b"edits", b"saved", b"changed", b"pong"))


@dataclass
class Line:
    """The line of one page. What is said of edits is passed on, lost, doubled or held until it is released."""

    up: str = "pass"
    down: str = "pass"
    down_kind: bytes = DOWN
    sent: list[bytes] = field(default_factory=list)
    came: list[bytes] = field(default_factory=list)
    held: list[tuple[Any, Any]] = field(default_factory=list)
    ends: Any = None

    def opened(self, page_end: Any) -> None:
        server_end = page_end.connect_to_server()
        self.ends = page_end, server_end
        page_end.on_message(lambda said: self._carry(said, server_end, self.up, UP))
        server_end.on_message(lambda said: self._carry(said, page_end, self.down, self.down_kind))

    def cut(self) -> None:
        """The line is gone with all that was held in it; the front end opens another."""
        self.held.clear()
        page_end, server_end = self.ends
        server_end.close()
        page_end.close(code=3001)

    def release(self, *, backwards: bool = False) -> None:
        self.up = self.down = "pass"
        held, self.held = self.held[::-1] if backwards else self.held, []
        for said, end in held:
            end.send(said)

    def _carry(self, said: Any, to: Any, how: str, kind: bytes) -> None:
        data = (said if isinstance(said, bytes) else said.encode()).replace(b'": ', b'":')
        if to is self.ends[0]:
            self.came.append(data)
        if kind not in data:
            to.send(said)
            return
        if kind == UP:
            self.sent.append(data)
        if how == "hold":
            self.held.append((said, to))
        elif how != "lose":
            for _ in range(2 if how == "double" else 1):
                to.send(said)


class Tab:
    """One tab with the satisfaction page, and its line."""

    def __init__(self, context: Any, served: Served, path: str) -> None:
        self.line = Line()
        self.path = path
        self.page = context.new_page()
        self.page.route_web_socket(lambda address: "/channels" in address, self.line.opened)
        self.page.goto(served.address("04_satisfaction", "airport"))
        self.page.wait_for_selector("[data-ready] .cjm-page")

    @property
    def field(self) -> Any:
        return self.page.locator(f"textarea[data-path='{self.path}'], [data-path='{self.path}'] textarea")

    def types(self, words: str) -> None:
        """Puts words in the place of what stands there, and waits until they have left the page."""
        before = len(self.line.sent)
        self.field.fill(words)
        self.page.wait_for_function("!document.querySelector('[data-cjm-slot=status]').textContent.startsWith('Saved')")
        if self.line.ends is not None:
            assert soon(lambda: self.asks() and len(self.line.sent) > before)

    def asks(self) -> bool:
        """Lets the browser's news come in."""
        return bool(self.page.evaluate("true"))

    def is_saved(self) -> None:
        self.page.wait_for_function(SAVED)


@pytest.fixture
def context(chromium: Any) -> Iterator[Any]:
    made = chromium.new_context()
    yield made
    made.close()


def stands(served: Served, path: str) -> str:
    node = kept(served.folder, "airport")
    for part in path.split("/"):
        node = next(one for one in node if one["id"] == part) if isinstance(node, list) else node[part]
    return str(node)


def at(name: str) -> str:
    return f"steps/booking/experience/{name}"


def test_the_answer_to_the_earlier_words_is_lost_and_they_never_come_back(context: Any, served: Served) -> None:
    tab = Tab(context, served, at("feelings"))
    tab.line.down = "lose"
    tab.types("Hello")
    assert soon(lambda: tab.asks() and stands(served, tab.path) == "Hello")
    tab.line.down = "pass"
    tab.types("Hello world")
    tab.is_saved()
    assert stands(served, tab.path) == "Hello world"

    tab.page.reload()
    tab.page.wait_for_selector("[data-ready] .cjm-page")
    tab.is_saved()
    assert stands(served, tab.path) == "Hello world"


def test_words_that_are_lost_go_with_the_next_and_answers_that_come_twice_and_backwards_are_no_news(
    context: Any, served: Served
) -> None:
    tab = Tab(context, served, at("actions"))
    tab.line.up = "lose"
    tab.types("One")
    tab.line.up, tab.line.down = "double", "hold"
    tab.types("One two")
    tab.types("One two three")
    assert soon(lambda: tab.asks() and stands(served, tab.path) == "One two three")
    tab.line.release(backwards=True)
    tab.is_saved()
    assert stands(served, tab.path) == "One two three"
    assert b'"One"' in tab.line.sent[1], "the earlier words went along"


def test_a_line_that_flaps_loses_nothing(context: Any, served: Served) -> None:
    tab = Tab(context, served, at("language"))
    tab.line.up = "hold"
    tab.types("Hello")
    tab.line.cut()
    tab.line.up = "pass"
    tab.field.fill("Hello world")
    tab.is_saved()
    assert stands(served, tab.path) == "Hello world"


def test_who_stops_on_the_way_to_another_page_still_hears_of_the_line(context: Any, served: Served) -> None:
    page = context.new_page()
    lines: list[Any] = []

    def opened(page_end: Any) -> None:
        lines.append(page_end)
        if len(lines) == 1:
            page_end.connect_to_server()
        else:
            page_end.close()

    page.route_web_socket("**/channels*", opened)
    page.goto(served.address("04_satisfaction", "airport"))
    page.wait_for_selector("body[data-connection=connected]")
    # what a browser tells a page first when it is to go to another, and tells nothing more when one stops that
    page.evaluate("window.dispatchEvent(new Event('beforeunload', { cancelable: true }))")
    page.route("**/api/kernels/*", lambda asked: asked.abort())
    lines[0].close(code=1001)

    page.wait_for_selector("body[data-connection=connecting]")


def test_a_page_is_sent_what_it_does_not_have_and_nothing_else(context: Any, served: Served) -> None:
    tab = Tab(context, served, at("emotions"))
    assert soon(lambda: tab.asks() and any(PONG in data for data in tab.line.came))
    assert not [data for data in tab.line.came if b"Passport control" in data]  # the journey came with the page

    tab.line.down, tab.line.down_kind = "lose", CHANGED
    edit = {"id": "colleague0-000000-1", "path": at("emotions"), "old": stands(served, at("emotions")), "new": "Glad"}
    Store(served.folder).save("airport", [Edit.model_validate({**edit, "t": now(), "by": "Bo"})])
    assert soon(lambda: tab.asks() and any(CHANGED in data for data in tab.line.came))
    tab.line.down = "pass"
    tab.line.cut()
    assert soon(lambda: tab.field.input_value() == "Glad")
    assert [data for data in tab.line.came if b"Passport control" in data]


def test_in_two_tabs_of_one_person_the_words_typed_last_stand(context: Any, served: Served) -> None:
    first, second = (Tab(context, served, at("responses")) for _ in range(2))
    first.line.up = "hold"
    first.types("In the first tab")
    second.types("In the second tab")
    second.is_saved()
    first.line.release()
    first.is_saved()
    assert stands(served, first.path) == "In the second tab"


def test_a_tab_that_is_closed_leaves_its_words_to_the_other(context: Any, served: Served) -> None:
    first, second = (Tab(context, served, at("emotions")) for _ in range(2))
    first.line.up = "lose"
    first.types("Said into the void")
    first.page.close()
    second.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert soon(lambda: second.asks() and stands(served, first.path) == "Said into the void")
    second.is_saved()


def test_a_process_that_is_busy_is_waited_for_and_the_page_stays(context: Any, served: Served) -> None:
    before = set(served.kernels())
    tab = Tab(context, served, "steps/boarding/experience/feelings")
    tab.page.get_by_role("tab", name="Boarding").click()
    (process,) = set(served.kernels()) - before
    asked: list[str] = []
    tab.page.on("request", lambda request: asked.append(request.url) if "/api/kernels/" in request.url else None)
    tab.page.evaluate("window.isTheOldPage = true")

    os.kill(process, signal.SIGSTOP)  # as busy as can be
    tab.field.fill("Typed while it was busy")
    tab.page.wait_for_function(STILL)
    assert soon(lambda: tab.asks() and len(asked) > 1)
    os.kill(process, signal.SIGCONT)

    tab.is_saved()
    assert soon(lambda: tab.page.evaluate("window.isTheOldPage === true"))
    assert stands(served, tab.path) == "Typed while it was busy"


def test_what_was_typed_in_a_long_time_goes_in_several_messages_none_too_large(context: Any, served: Served) -> None:
    path = "steps/security/experience/feelings"
    edits = {}
    for number in range(1, 301):
        name = f"aaaaaaaaaa-bbbbbb-{number}"
        edit = {"id": name, "by": "Ana", "path": path, "old": "", "new": f"{number} {'x' * 3900}", "order": number}
        edits[f"cjm:edit:airport:{name}"] = json.dumps(edit)
    kept = json.dumps([["filled", "1"], *edits.items()])
    context.add_init_script(
        f"if (!localStorage.getItem('filled')) for (const [key, value] of {kept}) localStorage.setItem(key, value)"
    )
    tab = Tab(context, served, at("feelings"))
    tab.is_saved()
    assert stands(served, path).startswith("300 ")
    assert len(tab.line.sent) > 1
    assert max(map(len, tab.line.sent)) < 1_100_000
    assert soon(
        lambda: tab.page.evaluate("Object.keys(localStorage).some(key => key.startsWith('cjm:edit:'))") is False
    )


def test_where_the_browser_keeps_nothing_words_are_saved_and_who_leaves_too_early_is_warned(
    context: Any, served: Served
) -> None:
    context.add_init_script(CLOSED)
    tab = Tab(context, served, at("feelings"))
    tab.page.get_by_role("button", name="Your name").click()
    tab.page.get_by_label("Your name").last.fill("Ana")
    tab.page.get_by_role("button", name="Keep").last.click()
    tab.page.get_by_role("button", name="You are Ana").wait_for()
    tab.field.fill("Kept nowhere")
    tab.is_saved()
    assert stands(served, tab.path) == "Kept nowhere"

    tab.line.up = "lose"
    tab.types("Kept nowhere and lost")
    tab.page.wait_for_function(ONLY_HERE)
    with tab.page.expect_event("dialog") as asked:
        tab.page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()
    tab.line.up = "pass"
    tab.is_saved()
    assert stands(served, tab.path) == "Kept nowhere and lost"


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_the_line_does_the_words_typed_last_stand_in_the_end(seed: int, context: Any, served: Served) -> None:
    chance = random.Random(seed)  # noqa: S311  no secret
    tab = Tab(context, served, at("actions"))
    words = ""
    for number in range(25):
        tab.line.up = chance.choice(("pass", "pass", "lose", "hold", "double"))
        tab.line.down = chance.choice(("pass", "pass", "lose", "hold", "double"))
        words = f"{seed}: {number} words"
        tab.field.fill(words)
        if chance.random() < 0.4:
            tab.page.wait_for_timeout(
                chance.choice((50, 300, 800))
            )  # asking: what the line does in that time is the test
        if chance.random() < 0.2:
            tab.line.release(backwards=chance.random() < 0.5)
        if chance.random() < 0.08:
            tab.line.cut()
    tab.line.release()
    tab.is_saved()
    assert stands(served, tab.path) == words
