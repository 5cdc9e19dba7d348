"""What the tests of the form have in common: how it is opened, filled by hand and read."""

from __future__ import annotations

from typing import Any

PHONE = 390


class FormPages:
    """One page for all forms of a worker, in which each form is opened anew.

    Args:
        browser: Chromium.
        address: where the page is.
    """

    def __init__(self, browser: Any, address: str) -> None:
        self.browser, self.address = browser, address
        self.problems: list[str] = []
        self.kept: Any = None

    def fresh(self, query: str = "", *, touch: bool = False) -> Any:
        context = self.browser.new_context(viewport={"width": 1280, "height": 800}, has_touch=touch)
        page = context.new_page()
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.goto(f"{self.address}?{query}")
        page.wait_for_function("window.ready")
        return page

    def again(self, query: str) -> Any:
        self.kept = self.kept or self.fresh()
        self.kept.emulate_media(media="screen", color_scheme="light", reduced_motion="no-preference")
        self.kept.evaluate("query => window.openForm(query)", query)
        return self.kept


def at(page: Any, path: str) -> Any:
    """What the journey in the page holds at a path of names and positions."""
    return page.evaluate("path => path.split('/').reduce((node, part) => node?.[part], window.journey)", path)


def steps(page: Any) -> list[str]:
    return page.evaluate("window.journey.steps.map(step => step.name)")


def tab_to(page: Any, target: Any) -> None:
    """Move on with the Tab key until the target has focus."""
    for _ in range(120):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("The Tab key does not reach it.")


def focused(page: Any) -> str:
    return page.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.textContent")


def shape(page: Any, part: str) -> None:
    if part in ("steps", "all"):
        page.evaluate("window.form.focus('steps/s5/touchpoints/t1/name')")
        page.get_by_role("button", name="Remove Officer").click()
    if part == "satisfaction":
        page.evaluate("others('steps/s1/ratings/room/value', -2)")
    if part in ("meeting", "cards"):
        page.evaluate("others('steps/s5/touchpoints/t1/serves', ['n1', 'lost'])")
        page.evaluate("others('steps/s5/touchpoints/t1/grade', -1)")
        page.evaluate("window.form.focus('scope/support')")
        page.evaluate("window.form.focus('steps/s5/touchpoints/t1/grade')")
    if part == "pointing":
        page.get_by_role("button", name="Add a solution").click()
    if part == "personas":
        page.evaluate("others('ratings', {'as-ana': {value: -2}, 'as-ben': {value: 2}, 'as-emre': {value: 'unknown'}})")
    if part == "columns":
        page.evaluate("window.form.focus('scope/blueprint/front')")


def serves(page: Any) -> list[str]:
    return page.evaluate("window.journey.steps[4].touchpoints[0].serves")


TOUCHPOINT = {"id": "t1", "name": "Telephone", "kind": "human"}


def real(page: Any, name: str, **parts: Any) -> None:
    """Open the form of a real page over a journey of one step that has one touchpoint."""
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.pages.book import PAGES

    step = {"id": "s1", "name": "I ask", "touchpoints": [TOUCHPOINT, {"id": "t2", "name": ""}], **parts.pop("step", {})}
    stages = [{"id": "g1", "name": "Before", "needs": [{"id": "n1", "name": "Who helps me?"}]}]
    journey = Journey.model_validate({"id": "asking", "title": "Asking", "steps": [step], "stages": stages, **parts})
    spec = next(one for one in PAGES if one.name == name).form
    spec = spec(journey) if callable(spec) else spec
    page.evaluate("given => window.openForm('', given)", {"spec": spec, "journey": journey.to_json()})
