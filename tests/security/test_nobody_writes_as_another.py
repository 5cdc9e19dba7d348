"""An edit's id says whose it is and in which order it was made: no page tells anybody the ids of others' edits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cjm_widgets.journey.edits import Edit
from cjm_widgets.pages.book import PAGES, page
from cjm_widgets.pages.session import Session
from cjm_widgets.store import Store
from cjm_widgets.tasks.editions import keep_edition
from cjm_widgets.tasks.making import starter
from cjm_widgets.workshop.visitor import Visitor

ANA = "anaanaana0-pageaa"
BEN = Visitor("participant", "p-benbenbe", "airport", in_room=True)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path)
    store.create(starter("airport"))
    return store


def by_ana(seq: int, new: Any, path: str = "title") -> Edit:
    return Edit(id=f"{ANA}-{seq}", by="Ana", path=path, new=new)


@pytest.mark.parametrize("name", [one.name for one in PAGES[1:]])
def test_a_page_holds_no_id_of_an_edit(name: str, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.save("airport", [by_ana(1, "Ana's words")])
    keep_edition(store, store.open("airport"), "First", "", "Ana")
    store.save("airport", [by_ana(2, "Ana's later words"), by_ana(3, 1, "steps/booking/ratings/p-anaanaan/value")])
    session = Session(store, store.open("airport"), page(name), BEN)
    told: list[Any] = []
    monkeypatch.setattr(session.widget, "send", told.append)
    session.widget._received(
        {"kind": "edits", "edits": [{"id": "b1", "by": "Ben", "path": "title", "old": "Ben's", "new": "Ben's own"}]}
    )
    store.save("airport", [by_ana(4, "Ana's last words")])
    session.look()
    assert "Ana's last words" in json.dumps(session.widget.journey)
    held = json.dumps([session.widget.get_state(), told], default=repr)
    assert ANA not in held
    assert '"revision": ""' in held


def test_the_kept_editions_are_still_compared(store: Store) -> None:
    keep_edition(store, store.open("airport"), "First", "", "Ana")
    session = Session(store, store.open("airport"), page("evaluate"), BEN)
    assert session._journey.editions[-1].revision
    assert session.widget.journey["editions"][-1]["revision"] == "kept"
