"""What a page costs who opens it, counted: the map is read once, drawn by one of all, told in words to nobody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cjm_widgets.journey.edits import new_edit
from cjm_widgets.pages import open_page, shown, visibility
from cjm_widgets.pages.opening import forget_pages
from cjm_widgets.store import Store, snapshot
from cjm_widgets.store.tally import LIVE_VARIABLE
from cjm_widgets.tasks.making import starter
from cjm_widgets.widgets.carried import FILES_VARIABLE, OWN
from cjm_widgets.widgets.page import PageWidget


class Counted:
    """How often some functions were called."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._calls: list[str] = []
        for module, name in ((snapshot, "parsed"), (shown, "view_of"), (visibility, "summary")):
            self._count(patch, module, name)

    def _count(self, patch: pytest.MonkeyPatch, module: object, name: str) -> None:
        own = getattr(module, name)
        patch.setattr(module, name, lambda *values, **named: (self._calls.append(name), own(*values, **named))[1])

    def since(self) -> dict[str, int]:
        """Of each, since this was asked last."""
        found = {name: self._calls.count(name) for name in self._calls}
        self._calls.clear()
        return found


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Of the maps, where `cjm serve` serves them."""
    monkeypatch.setenv("CJM_FOLDER", str(tmp_path / "journeys"))
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/0")
    monkeypatch.setenv(LIVE_VARIABLE, str(tmp_path / "live"))
    monkeypatch.setenv(FILES_VARIABLE, "/widgets/")
    Store(tmp_path / "journeys").create(starter("airport"))
    yield tmp_path / "journeys"
    forget_pages()


def test_of_all_who_open_a_page_one_draws_it_until_the_map_is_changed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def opened() -> PageWidget:
        widget = open_page("satisfaction", "airport")
        assert isinstance(widget, PageWidget)
        assert widget._repr_mimebundle_()[0][OWN] == {"id": widget.model_id, "widget": "page"}
        return widget

    counted = Counted(monkeypatch)
    first = opened()
    assert counted.since() == {"parsed": 1, "view_of": 1}
    assert opened().view == first.view
    assert counted.since() == {"parsed": 1}

    step = first.journey["steps"][0]["id"]
    Store(folder).save("airport", [new_edit(f"steps/{step}/ratings/room/value", -2.0)])
    counted.since()
    assert opened().view["monitor"] != first.view["monitor"]
    assert counted.since() == {"parsed": 1, "view_of": 1}


def test_where_nobody_serves_it_each_draws_for_itself(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(LIVE_VARIABLE)
    counted = Counted(monkeypatch)
    for _ in range(2):
        open_page("satisfaction", "airport")
        assert counted.since() == {"parsed": 1, "view_of": 1}
    assert not (folder.parent / "live").exists()
