"""The browser's outbox against the workbook's own session and store: random sequences, with what the line does to them.

`outbox.test.js` runs thousands against a store of a few lines; here some hundreds meet the merge, the history and the
order of edits as they are. CJM_OUTBOX_SEED and CJM_OUTBOX_RUNS repeat one or run more.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.pages import shown as shown_module
from cjm_widgets.pages.book import page
from cjm_widgets.pages.session import Session
from cjm_widgets.store import Store

RUNS = 200
WORLD = Path(__file__).with_name("outbox_with_python.js")


class OtherEnd:
    """Answers what the outboxes of a run send, as a page's process does; each run has a journey of its own."""

    def __init__(self, folder: Path) -> None:
        self._store = Store(folder)
        self._runs = 0
        self._session: Session | None = None
        self._said: list[dict[str, Any]] = []

    def take(self, edits: list[dict[str, Any]], *, is_new: bool) -> dict[str, Any]:
        if is_new or self._session is None:
            self._session = self._opened()
        self._said.clear()
        self._session.on_message({"kind": "edits", "edits": edits})
        answers = [one for one in self._said if one["kind"] in ("saved", "refused", "unsaved")]
        return {"answers": answers, "journey": self._store.open(f"trip-{self._runs}").to_json()}

    def _opened(self) -> Session:
        self._runs += 1
        name = f"trip-{self._runs}"
        self._store.create(Journey(id=name, steps=(Step(id="a"), Step(id="b"))))
        session = Session(self._store, self._store.open(name), page("satisfaction"))
        session.widget.say = lambda message: self._said.append(message.to_json())  # type: ignore[method-assign]
        return session


def test_words_typed_last_stand_whatever_the_line_does(
    node: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shown_module, "view_of", lambda *_, **__: {})  # nobody looks at the pictures
    first, count = (os.environ.get(name) for name in ("CJM_OUTBOX_SEED", "CJM_OUTBOX_RUNS"))
    other_end = OtherEnd(tmp_path)
    world = subprocess.Popen(
        [node, "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", str(WORLD), first or "1", count or str(RUNS)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert world.stdin is not None
    assert world.stdout is not None
    with world:
        for line in world.stdout:
            asked = json.loads(line)
            if "done" in asked:
                assert asked["done"], asked["say"]
                return
            world.stdin.write(json.dumps(other_end.take(asked["edits"], is_new=asked["isNew"])) + "\n")
            world.stdin.flush()
    pytest.fail("The outboxes ended before their runs.")
