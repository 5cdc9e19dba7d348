"""A new user makes a map of the employer sample by keyboard alone, and finds it again after everything was closed."""

from __future__ import annotations

import json
import os
import signal
from typing import TYPE_CHECKING, Any

from keyboard import Keyboard
from soon import soon

from cjm_widgets.shipped import shipped
from cjm_widgets.store import Store

if TYPE_CHECKING:
    from workbook_server import Served

EMPLOYER = json.loads((shipped("templates") / "journeys" / "employer.json").read_text(encoding="utf-8"))
LEFT_OUT = ("proposal", "follow-up")
"""Steps that are felt as others are: Tab is pressed a hundred times for each."""
SAMPLE = {
    **EMPLOYER,
    "steps": [one for one in EMPLOYER["steps"] if one["id"] not in LEFT_OUT],
    "solutions": [one for one in EMPLOYER["solutions"] if one["step"] not in LEFT_OUT][:3],
}
TITLE = "Our employers"
FELT = {-2: 0, -1: 1, 0: 2, 1: 3, 2: 4, "unknown": 5}


def saved(page: Any) -> None:
    page.wait_for_function("document.querySelector('[data-cjm-slot=status]').textContent.startsWith('Saved')")


def ready(page: Any, title: str) -> None:
    page.wait_for_url("**/voila/render/**")
    page.wait_for_function("title => document.title.startsWith(title)", arg=title)
    page.wait_for_selector(".cjm-page")


def test_from_an_empty_map_to_a_finished_one_and_back_again(chromium: Any, served: Served) -> None:
    page = chromium.new_page()
    page.goto(served.url)
    keys = Keyboard(page)

    ready(page, "Start")
    keys.write("What is the journey called?", TITLE)
    keys.press("Make the map and begin")

    ready(page, "Is it worth mapping?")
    keys.write("Which journey is this?", SAMPLE["scope"]["journey_type"])
    keys.write("Which customers make it?", SAMPLE["scope"]["segment"])
    for name in ("Changeable", "Challenged", "Complex", "Climactic", "Costly"):
        keys.rate("How far is this true?", SAMPLE["diagnostic"][name.lower()]["rating"])
        keys.write("What makes you say so?", SAMPLE["diagnostic"][name.lower()]["reason"])
    saved(page)
    keys.press("Next: Stakeholders and personas")

    ready(page, "Stakeholders and personas")
    for persona in SAMPLE["personas"]:
        keys.press("Add a persona")
        keys.type(persona["name"])
        keys.write("Job", persona["job"])
    saved(page)
    keys.press("Next: Journey steps")

    ready(page, "Journey steps")
    keys.write("Where does it start?", SAMPLE["scope"]["starts"])
    keys.write("Where does it end?", SAMPLE["scope"]["ends"])
    for step in SAMPLE["steps"]:
        keys.press("Add a step")
        keys.type(step["name"])
        keys.write("What does the customer want here?", step["goal"])
        keys.press("Add a touchpoint")
        keys.type(step["touchpoints"][0]["name"])
    saved(page)
    keys.press("Next: Satisfaction")

    ready(page, "Satisfaction")
    for number, step in enumerate(SAMPLE["steps"]):
        keys.rate("How satisfied is the customer here?", FELT[step["ratings"][0]["value"]])
        keys.write("Feelings", step["experience"]["feelings"] or "Nobody has asked them yet.")
        if number == 1:
            heights = page.locator(".cjm-part-monitor")
            assert "Employer engagement meeting" in soon(heights.inner_text), "it does not move as people rate"
        if number < len(SAMPLE["steps"]) - 1:
            keys.press(f"Next: {SAMPLE['steps'][number + 1]['name']}")
    saved(page)
    keys.press("Next: Moments of truth")

    ready(page, "Moments of truth")
    numbers = {step["id"]: number for number, step in enumerate(SAMPLE["steps"], 1)}
    for moment in SAMPLE["moments"]:
        keys.press("Add a moment of truth")
        keys.type(moment["name"] or moment["why"][:60])
        keys.choose("At which step?", f"Step {numbers[moment['step']]}")
        keys.reach("This is a hot spot")
        page.keyboard.press("Space")
    saved(page)
    keys.press("Next: Solutions")

    ready(page, "Solutions")
    for solution in SAMPLE["solutions"]:
        keys.press("Add a solution")
        keys.type(solution["title"])
        keys.choose("For which step?", f"Step {numbers[solution['step']]}")
    saved(page)
    page.close()

    for process in served.kernels():
        os.kill(process, signal.SIGKILL)
    page = chromium.new_page()
    page.goto(served.url)
    ready(page, "Start")
    Keyboard(page).press(f"See the map of {TITLE}")
    ready(page, "The map")
    assert SAMPLE["steps"][-1]["name"] in soon(page.locator(".cjm-part-map").inner_text)
    shown = page.locator(".cjm-part-map").inner_text()

    for step in SAMPLE["steps"]:
        assert step["name"] in shown
        assert step["touchpoints"][0]["name"] in shown
    for persona in SAMPLE["personas"]:
        assert persona["name"] in shown
    for solution in SAMPLE["solutions"]:
        assert solution["title"] in shown
    assert shown.lower().count("hot spot") >= len(SAMPLE["moments"])
    page.close()
    journey = Store(served.folder).open("our-employers").to_json()
    assert [step["name"] for step in journey["steps"]] == [step["name"] for step in SAMPLE["steps"]]
    assert [step["ratings"][0]["value"] for step in journey["steps"]] == [
        step["ratings"][0]["value"] for step in SAMPLE["steps"]
    ]
    for name in ("changeable", "challenged", "complex", "climactic", "costly"):
        assert journey["diagnostic"][name] == SAMPLE["diagnostic"][name]
