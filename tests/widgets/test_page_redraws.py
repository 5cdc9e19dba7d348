"""A page draws again only the parts of which something has changed, and forgets none of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from random_room import ANA, VISITORS, sent_to

from cjm_widgets.pages.book import PAGES, page
from cjm_widgets.pages.session import Session
from cjm_widgets.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from part_page import PartPage

REST = ("spec", "lists", "labels", "problem", "saved_at", "workshop")
WAITS = ("satisfaction", "solutions", "map")
"""Pages that show the field of the edit that waits, or what is reckoned from it."""
ROUNDS = [*((one.name, False) for one in PAGES[1:]), *((name, True) for name in WAITS)]


@pytest.mark.parametrize(
    ("name", "waits"), ROUNDS, ids=[f"{name}{' with an edit that waits' * waits}" for name, waits in ROUNDS]
)
def test_what_is_drawn_after_a_change_is_what_a_page_that_is_drawn_anew_shows(
    part_pages: dict[str, PartPage], tmp_path: Path, name: str, *, waits: bool
) -> None:
    moments = list(sent_to(tmp_path, name, seed=11, steps=25))
    store = Store(tmp_path)
    widget = Session(store, store.at("trip", store.history("trip")[0].id), page(name), VISITORS[ANA]).widget
    given: dict[str, Any] = {"state": {one: getattr(widget, one) for one in REST}, "moments": moments}
    shown = part_pages["whole_page"].open(given, width=1280, height=900)
    if waits:
        edit = {"id": "e1", "by": "", "path": "steps/b/ratings/room/value", "old": None, "new": 2, "order": 1}
        shown.evaluate("text => localStorage.setItem('cjm:edit:trip:e1', text)", json.dumps(edit))
        shown.reload()
        shown.wait_for_selector("body[data-ready]")

    found = shown.evaluate("window.play()")
    assert found == [], "\n".join(found)

    part_pages["whole_page"].done()


def test_over_words_that_wait_no_older_ones_are_offered(part_pages: dict[str, PartPage], tmp_path: Path) -> None:
    first = next(iter(sent_to(tmp_path, "steps", seed=11, steps=1)))
    store = Store(tmp_path)
    widget = Session(store, store.at("trip", store.history("trip")[0].id), page("steps"), VISITORS[ANA]).widget
    clash = {"where": "", "by": "Ben", "earlier": "Older", "shown": "Older", "kept": False, "gone": False}
    clashes = [{**clash, "path": path, "say": path} for path in ("steps/b/goal", "steps/a/goal")]
    told = {"state": first["state"], "messages": [{"kind": "overwritten", "clashes": clashes}]}
    given = {"state": {one: getattr(widget, one) for one in REST}, "moments": [first, told]}
    shown = part_pages["whole_page"].open(given, width=1280, height=900)
    edit = {"id": "e1", "by": "", "path": "steps/b/goal", "old": "Older", "new": "Newer", "order": 1}
    shown.evaluate("text => localStorage.setItem('cjm:edit:trip:e1', text)", json.dumps(edit))
    shown.reload()
    shown.wait_for_selector("body[data-ready]")
    shown.evaluate("window.play()")
    expect(shown.locator(".cjm-notice-clash > p:first-child")).to_have_text(["steps/a/goal"])
    part_pages["whole_page"].done()
