"""The page that tells what moved compares a map with its own past, and with another only if that is asked."""

from datetime import date
from pathlib import Path

from cjm_widgets.journey.model import Journey
from cjm_widgets.store import Store
from cjm_widgets.tasks.differing import NOTHING_KEPT, moved_page

TODAY = date(2026, 11, 30)


def test_another_map_is_offered_and_not_compared_unasked(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for name in ("here", "there"):
        store.create(Journey.model_validate({"id": name, "title": name, "steps": [{"id": name, "name": name}]}))
    unasked, asked = (
        moved_page(store, "here", earlier, TODAY, others=True, behind=("", "")).decode() for earlier in ("", "there")
    )
    assert NOTHING_KEPT in unasked
    assert "Another map: there" in unasked
    assert "<section" not in unasked
    assert NOTHING_KEPT not in asked
    assert "<section" in asked
