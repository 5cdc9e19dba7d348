"""Scripts typed into every field of a map, into names and titles: no page of the workbook carries one out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import pytest
from hostile_journey import SCRIPTS, anywhere, journey, plain, script
from soon import soon
from tabs import Tabs, unfold
from workbook_server import Served, serving

from cjm_widgets.journey.apart import switch
from cjm_widgets.journey.edits import set_value
from cjm_widgets.pages import feedback, host
from cjm_widgets.pages.book import PAGES
from cjm_widgets.store import Store
from cjm_widgets.tasks.editions import keep_edition

OPEN_ALL = (Path(__file__).parent / "open_all.js").read_text(encoding="utf-8")
FILES = [*(page.file for page in PAGES), feedback.PAGE.file, host.FILE]
NAMES = {who: f"<img src=x onerror=ran='{who}'><script>ran='{who}'</script>" for who in ("Ana", "Ben")}
MINE, THEIRS = (one.format("typed") for one in SCRIPTS[:2])
NAME = "[data-path='steps/steps-0/name'] input"


@dataclass
class Found:
    """What happened in a browser, whatever page it showed."""

    ran: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)

    def watch(self, context: Any, page: Any) -> None:
        """Hears of everything that a script from somebody's words would do."""
        context.expose_function("told", lambda what: self.ran.append(str(what)))
        context.add_init_script("Object.defineProperty(window, 'ran', { set: told })")
        self.hear(page)

    def hear(self, page: Any) -> None:
        """Hears of everything that a page asks for and complains of."""
        page.on("console", lambda one: self.said.append(one.text) if one.type == "error" else None)
        page.on("pageerror", lambda one: self.said.append(str(one)))
        page.on("dialog", lambda one: (self.dialogs.append(one.message), one.dismiss()))
        page.on("request", lambda one: self.asked.add(one.url))

    def nothing(self, served: Served) -> None:
        here = (served.url, served.url.replace("http", "ws", 1))
        assert (self.ran, self.dialogs, self.said) == ([], [], [])
        assert {url for url in self.asked if not url.startswith((*here, "data:", "blob:", "about:"))} == set()
        assert {url for url in self.asked if urlparse(url).path.endswith("/x")} == set(), "an image of the words"
        assert self.asked


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, str]]:
    """The hostile map in a room: the server, and the facilitator's link."""
    store = Store(tmp_path_factory.mktemp("room"))
    store.create(journey(anywhere))
    store.create(journey(script(), "other"))
    changed = ("steps/steps-1/name", THEIRS), ("steps/steps-2", None), ("personas/personas-0/name", MINE)
    for path, new in changed:
        keep_edition(store, store.open("hostile"), MINE, THEIRS, NAMES["Ana"])
        store.save("hostile", [set_value(store.open("hostile"), path, new, by=NAMES["Ana"])])
    store.save("hostile", [switch(store.open("hostile"), "satisfaction", "together")])
    (store.folder / "broken.json").write_text(f'{{"title": {json.dumps(MINE)}, {MINE}')
    with serving(store.folder, "--host", "0.0.0.0") as running:
        (way,) = re.findall(r"http://[^/\s]+(:\d+/\S*token=\S+)", "".join(running.said))
        yield replace(running, url=f"http://127.0.0.1{way.partition('/')[0]}"), f"http://127.0.0.1{way}"


@pytest.fixture
def person(chromium: Any) -> Iterator[Any]:
    """Gives the page of somebody with a name of their own, who has opened a link; and what happens in their browser."""
    contexts = []

    def comes(name: str, link: str) -> tuple[Any, Found]:
        context = chromium.new_context(viewport={"width": 1366, "height": 900}, reduced_motion="reduce")
        contexts.append(context)
        context.add_init_script(f"localStorage.setItem('cjm:name', {json.dumps(name)})")
        page, found = context.new_page(), Found()
        found.watch(context, page)
        page.goto(link, wait_until="commit")
        return page, found

    yield comes
    for context in contexts:
        context.close()


def test_no_page_carries_out_what_people_typed_whatever_is_opened_on_it(room: tuple[Served, str], person: Any) -> None:
    served, link = room
    first, found = person("Fay", link)
    other = first.context.new_page()
    found.hear(other)
    title = plain(Store(served.folder).open("hostile").title)
    seen = []
    for file, page in Tabs([first, other]).each(served, "hostile", FILES):
        for sheet in range(page.locator("details.panel").count()):
            unfold(page, sheet)
        unfold(page)
        if file == "07_map.ipynb":
            page.get_by_role("button", name="Draw the figures for a report").click()
            page.wait_for_selector(".cjm-drawn figure + figure")
        assert soon(lambda page=page: page.evaluate(OPEN_ALL)) == [], file
        assert title in soon(lambda page=page: plain(page.locator("body").inner_text())), file
        seen.append(file)
        found.nothing(served)
    assert seen == FILES


def test_names_and_words_that_arrive_while_somebody_looks_on_are_words(room: tuple[Served, str], person: Any) -> None:
    served, link = room
    (ana, by_ana), (ben, by_ben) = (person(name, link) for name in NAMES.values())
    for page in (ana, ben):
        page.wait_for_selector(".cjm-page")
    for page in (ana, ben):
        page.goto(served.address("03_steps", "hostile"), wait_until="commit")
    for page in (ana, ben):
        page.wait_for_selector("[data-ready] .cjm-page")

    ana.get_by_role("button", name="1 other here").click()
    assert NAMES["Ben"] in soon(lambda: plain(ana.locator("#cjm-here").inner_text()))
    for page in (ana, ben):
        unfold(page)
    ben.locator(NAME).focus()
    shows(ana, f"{NAMES['Ben']} is here")

    ana.locator(NAME).fill(MINE)
    shows(ben, f"{NAMES['Ana']} changed {MINE}: Step")
    ben.locator(NAME).fill(THEIRS)
    shows(ana, f"{NAMES['Ben']} has just changed {THEIRS}: Step, where you had written this:")
    assert soon(lambda: ana.locator(".cjm-notice blockquote").inner_text()) == MINE

    ana.goto(served.address("09_facilitator"), wait_until="commit")
    shows(ana, NAMES["Ben"])
    ben.goto(served.address("04_satisfaction", "hostile"), wait_until="commit")
    ana.wait_for_selector("tr[data-team=hostile] [data-step=satisfaction] .cjm-dot")
    for page, found in ((ana, by_ana), (ben, by_ben)):
        assert soon(lambda: page.evaluate(OPEN_ALL)) == []
        found.nothing(served)


def shows(page: Any, words: str) -> None:
    page.wait_for_function("words => document.body.innerText.includes(words)", arg=words)
