"""A workbook that a team has extended with other widgets than ours is drawn by Voilà's own front end."""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from kept import kept_text
from playwright._impl._driver import compute_driver_executable
from playwright.sync_api import expect
from small_books import GUIDE, WIDGET, Answer, Server, notebook, started

from cjm_widgets.journey.model import Journey
from cjm_widgets.shipped import shipped
from cjm_widgets.store import Store

FORM = 'from cjm_widgets.pages import open_page\nopen_page("satisfaction", "airport")'
STOCK = """import ipywidgets as widgets
from IPython.display import display
one, other = widgets.IntSlider(value=3, description="Stock"), widgets.IntText(description="Linked")
link, said = widgets.link((one, "value"), (other, "value")), widgets.Output()
def say(change):
    with said:
        print("Python has", change["new"])
one.observe(say, "value")
display(one, other, said)"""
PLAIN = "from IPython.display import display\ndisplay({'text/plain': '<b>only words</b>'}, raw=True)"
HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    place = tmp_path_factory.mktemp("extended")
    (place / "books").mkdir()
    made = {
        "00_start": notebook("Start", ("markdown", GUIDE), ("code", FORM)),
        "01_extended": notebook("Extended", ("markdown", GUIDE), ("code", FORM), ("code", STOCK)),
        "02_tiny": notebook("Tiny", ("markdown", GUIDE), ("code", WIDGET)),
        "03_words": notebook("Words", ("markdown", GUIDE), ("code", PLAIN)),
        "04_picture": notebook("Picture", ("code", "from IPython.display import HTML\nHTML('<i>x</i>')")),
    }
    for name, text in made.items():
        (place / "books" / f"{name}.ipynb").write_text(text, encoding="utf-8")
    examples = shipped("templates") / "journeys"
    Store(place / "journeys").create(Journey.model_validate_json((examples / "airport.json").read_text("utf-8")))
    with started(place) as server:
        yield server


def asked(room: Server, name: str) -> Answer:
    return room.ask(f"/voila/render/{name}.ipynb?journey=airport")


def is_voilas(answer: Answer) -> bool:
    policy = answer.headers["content-security-policy"]
    looser, loads = "'unsafe-eval'" in policy, "/voila.js" in answer.body
    assert looser is loads is ("jupyter-config-data" in answer.body)
    assert ("script-src 'self';" in policy) is not looser
    return loads


@pytest.mark.parametrize("name", ["00_start", "03_words"])
def test_our_own_widgets_and_plain_words_stay_in_our_own_front_end(name: str, room: Server) -> None:
    assert [is_voilas(asked(room, name)) for _ in range(2)] == [False, False]
    assert "&lt;b&gt;only words&lt;/b&gt;" in asked(room, "03_words").body


@pytest.mark.parametrize("name", ["02_tiny", "04_picture"])
def test_anything_else_is_remembered_until_the_workbook_is_changed(name: str, room: Server) -> None:
    path = room.folder.parent / "books" / f"{name}.ipynb"
    for times in (1, 2):
        os.utime(path, (times, times))
        first, second = asked(room, name), asked(room, name)
        assert (is_voilas(first), is_voilas(second)) == (False, True)
        assert 'data-cjm-undrawn="foreign"' in first.body


def test_stock_widgets_work_beside_our_form_for_the_first_and_for_the_next(room: Server, chromium) -> None:
    for loads in (2, 1):
        context = chromium.new_context(viewport={"width": 1366, "height": 900})
        page = context.new_page()
        seen: list[str] = []
        page.on("domcontentloaded", lambda _, seen=seen: seen.append("load"))
        page.goto(f"http://127.0.0.1:{room.port}/join/{room.key('airport')}")
        page.wait_for_url("**/01_extended.ipynb*")
        page.wait_for_selector("[data-ready] .cjm-page")
        page.wait_for_selector("body[data-connection=connected]")

        page.get_by_label("Linked").fill("7")
        page.keyboard.press("Tab")
        expect(page.locator(".widget-slider .widget-readout")).to_have_text("7")
        expect(page.locator("main")).to_contain_text("Python has 7")

        page.locator("main textarea").locator("visible=true").first.fill(f"Beside a slider, {loads}")
        page.wait_for_function("document.querySelector('[data-cjm-slot=status]').textContent.startsWith('Saved')")
        assert f"Beside a slider, {loads}" in kept_text(room.folder, "airport")
        assert len(seen) == loads
        context.close()


def test_our_models_speak_with_the_real_anywidget_in_a_real_process(room: Server) -> None:
    asked(room, "02_tiny")
    page = asked(room, "02_tiny").body
    output = re.search(r'<script type="application/vnd\.voila\.cell-output\+json">(.*?)</script>', page)[1]
    kernel = re.search('data-kernel="([^"]+)"', page)[1]
    told = {
        "address": f"ws://127.0.0.1:{room.port}/api/kernels/{kernel}/channels",
        "cookie": room.cookie,
        "id": json.loads(output)["data"]["application/vnd.jupyter.widget-view+json"]["model_id"],
    }
    done = subprocess.run(
        [compute_driver_executable()[0], str(HERE / "front_with_process.mjs"), json.dumps(told)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "states": ["connecting", "connected"],
        "begins": [0, ""],
        "answer": "Python has 5",
        "bytes": base64.b64encode(bytes(range(255, -1, -1))).decode(),
        "custom": {"heard": {"kind": "hello", "words": "grüße"}, "buffers": [3, 2, 1]},
    }
