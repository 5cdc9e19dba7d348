"""What the method asks for beyond forms, tried as a person would."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import kept as on_disk
import pytest
from barriers import barriers
from keyboard import Keyboard
from playwright.sync_api import expect
from soon import soon
from workbook_server import Served


def opened(chromium: Any, served: Served, workbook: str, journey: str = "employer") -> Any:
    page = chromium.new_page(viewport={"width": 1366, "height": 900})
    page.goto(served.address(workbook, journey))
    page.wait_for_selector(".cjm-page")
    return page


def saved(page: Any) -> None:
    page.wait_for_function("document.querySelector('[data-cjm-slot=status]').textContent.startsWith('Saved')")


def kept(served: Served, journey: str = "employer") -> dict[str, Any]:
    return on_disk.kept(served.folder, journey)


def test_build_a_stakeholder_map_by_keyboard(chromium: Any, served: Served) -> None:
    page = opened(chromium, served, "02_personas")
    keys = Keyboard(page)

    keys.press("Add a stakeholder")
    page.keyboard.type("Ward sister")
    keys.write("What do we do for them?", "Send the list early.")
    saved(page)
    keys.reach("Sources")  # the last of the form; the picture follows
    keys.reach("Ward sister")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")

    def made() -> dict[str, Any]:
        return next(one for one in kept(served)["stakeholders"] if one["name"] == "Ward sister")

    assert soon(lambda: made()["we_do"]) == "Send the list early."
    assert soon(lambda: made()["influence"] and made()["angle"] is not None)
    page.close()


def test_a_touchpoint_that_meets_a_goal_makes_the_mismatch_disappear(chromium: Any, served: Served) -> None:
    page = opened(chromium, served, "03_steps")
    need = next(
        need
        for stage in kept(served)["stages"]
        for need in stage["needs"]
        if not any(
            need["id"] in touchpoint["serves"] for step in kept(served)["steps"] for touchpoint in step["touchpoints"]
        )
    )
    gaps = page.locator(".cjm-part-mismatches")
    assert need["name"] in soon(gaps.inner_text)

    page.get_by_role("button", name="Open all").last.click()
    more = page.locator("summary:visible", has_text="More about this touchpoint").first
    more.click()
    page.get_by_role("checkbox", name=need["name"]).locator("visible=true").first.check()

    page.wait_for_function(
        "name => !document.querySelector('.cjm-part-mismatches').innerText.includes(name)",
        arg=need["name"],
    )
    page.close()


def test_drag_a_solution_in_the_matrix_and_the_ranking_follows(chromium: Any, served: Served) -> None:
    page = opened(chromium, served, "06_solutions")
    matrix = page.locator(".cjm-part-matrix")
    matrix.scroll_into_view_if_needed()
    first = page.locator(".cjm-part-ranking li").first.inner_text()
    best = page.locator(".cjm-part-ranking li").first.get_attribute("data-id")
    disc = matrix.locator(f"[role=slider][data-id={best}]")
    name = disc.get_attribute("aria-label")
    box = disc.bounding_box()
    before = {one["id"]: (one["impact"], one["effort"]) for one in kept(served)["solutions"]}

    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 260, box["y"] + 180, steps=12)
    page.mouse.up()
    page.wait_for_function("was => document.querySelector('.cjm-part-ranking li').innerText !== was", arg=first)

    def moved() -> int:
        return sum((one["impact"], one["effort"]) != before[one["id"]] for one in kept(served)["solutions"])

    assert soon(moved) == 1, name
    page.close()


def test_switch_method_views(chromium: Any, served: Served) -> None:
    page = opened(chromium, served, "07_map")
    view = page.locator(".cjm-part-map label", has=page.get_by_text("View", exact=True)).locator("select")
    headings = "Array.from(document.querySelectorAll('.cjm-part-map table.map th[scope=row]'), (th) => th.innerText)"

    seen = {}
    for option in view.locator("option").all_inner_texts():
        view.select_option(label=option)
        assert soon(lambda: page.evaluate(headings) not in seen.values()), "two views show the same layers"
        seen[option] = page.evaluate(headings)

    assert len(seen) == 5
    qia = " | ".join(next(rows for option, rows in seen.items() if "QIA" in option))
    for words in ("Hot spots", "Journey steps", "Customer experience", "Priority activities"):
        assert words.lower() in qia.lower()
    page.close()


def test_print_the_map_as_pdf(chromium: Any, served: Served, tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler) is not installed, so the printed words cannot be read.")
    page = opened(chromium, served, "07_map")

    page.pdf(path=tmp_path / "map.pdf", prefer_css_page_size=True)

    told = subprocess.run(["pdfinfo", tmp_path / "map.pdf"], capture_output=True, text=True, check=True).stdout
    sheet = subprocess.run(
        ["pdftotext", "-f", "1", "-l", "1", tmp_path / "map.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "Employer engages a training provider" in sheet, "the first sheet does not say which journey it is"
    for step in kept(served)["steps"]:
        for word in step["name"].split():
            assert word in sheet, f"{step['name']} is not on the first sheet"
    assert "1190" in told or "A3" in told, told
    page.close()


def test_present_step_by_step_and_show_only_what_may_leave(chromium: Any, served: Served) -> None:
    shown = kept(served, "airport") | {"id": "presented"}
    step, named = shown["steps"][4], len(shown["steps"])
    step["quotes"][0] |= {"quotable": "yes", "words": "Free words"}
    stay = {"stays-no": "no", "stays-unasked": None}
    step["quotes"] += [
        step["quotes"][0] | {"id": one, "quotable": said, "words": "Words that stay"} for one, said in stay.items()
    ]
    step["ratings"].append({"id": "p-own", "rater": "One of us", "value": -2, "note": "Own note"})
    shown["voices"] = [{"id": "p-own", "speaks_as": "manager"}]
    (served.folder / "presented.json").write_text(json.dumps(shown), encoding="utf-8")
    page = opened(chromium, served, "07_map", "presented")
    screen = page.locator(".cjm-present .screen")
    number = "document.querySelector('.cjm-present [aria-current]').textContent"

    page.get_by_role("link", name="Present").click()
    assert shown["scope"]["segment"] in soon(screen.inner_text), "the first screen does not say what the map is"
    for at, one in enumerate(shown["steps"], 1):
        page.keyboard.press("ArrowRight")
        expect(screen).to_contain_text(one["name"])
        expect(page).to_have_url(re.compile(rf"#s{at}$"))
        for private in ("Words that stay", "One of us", "Own note", "Managers"):
            expect(screen).not_to_contain_text(private)
    page.keyboard.press("5")
    figure = next(rating for rating in step["ratings"] if rating["id"] == "sita-2015")
    for told in ("Free words", f"{figure['value']:g} %", "measured"):
        expect(screen).to_contain_text(told)

    for key, place in (("Home", "•"), ("3", "3"), ("End", str(named)), ("ArrowLeft", str(named - 1))):
        page.keyboard.press(key)
        assert soon(lambda: page.evaluate(number)) == place, key
    page.keyboard.press("b")
    expect(page.locator(".cjm-present .blank")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".cjm-present .blank")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.cjm-present")).to_be_hidden()
    expect(page).not_to_have_url(re.compile("#"))

    page.evaluate("location.hash = '#s5'")
    page.wait_for_function(f"{number} === '5'")
    fits = "(({ scrollHeight, clientHeight }) => scrollHeight <= clientHeight)(document.querySelector('.screen'))"
    page.set_viewport_size({"width": 1920, "height": 1080})
    assert soon(lambda: page.evaluate(fits)), "a screen of the projector has to be scrolled"
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert barriers(page, within=".cjm-present") == []
    page.close()
