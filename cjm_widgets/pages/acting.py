"""What a page does at once when somebody asks for it, beside their edits."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

from cjm_widgets.tasks.editions import keep_edition
from cjm_widgets.widgets.protocol import from_browser

if TYPE_CHECKING:
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.store import JourneyStore, Saved

Asked: TypeAlias = from_browser.KeepEdition | from_browser.TypeBack


def act(asked: Asked, store: JourneyStore, journey: Journey) -> tuple[Saved, str]:
    """Does it, and says in a sentence what came of it.

    Args:
        asked: what.
        store: the folder.
        journey: the map as it is now.

    Raises:
        StoreError: if it cannot be done; the text is a sentence.
    """
    if isinstance(asked, from_browser.KeepEdition):
        saved = keep_edition(store, journey, asked.name, asked.note, asked.by)
        return saved, f"The edition “{asked.name.strip()}” is kept."
    from cjm_widgets.tasks.three_questions import Given, type_back  # evidence: few pages ever need it

    given = [Given(one.at, tuple(one.counts)) for one in asked.answers]
    today = datetime.now().astimezone().date()
    saved = type_back(store, journey.id, given, day=asked.day, today=today, by=asked.by.strip()[:80])
    return saved, "The answers are on the map."
