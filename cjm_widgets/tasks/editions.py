"""Keeping an edition of a map: from the Evaluate page for one, from the facilitator's page for all."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from pydantic import ValidationError

from cjm_widgets.journey.editions import edition_of
from cjm_widgets.journey.edits import EditError, new_edit, sentence
from cjm_widgets.store import StoreError
from cjm_widgets.tasks.making import day_now

if TYPE_CHECKING:
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.store import JourneyStore, Saved

NO_NAME = "Give the edition a name, such as “After the first workshop”."


def keep_edition(store: JourneyStore, journey: Journey, name: str, note: str, by: str) -> Saved:
    """Keeps a map as it stands under a name.

    Args:
        store: the folder.
        journey: the map as it is now.
        name: what people will look for.
        note: what is worth knowing about it, or "".
        by: who keeps it.

    Raises:
        StoreError: if it has no name, does not fit, or cannot be saved; the text is a sentence.
    """
    name, note, by = name.strip(), note.strip(), by.strip()[:80]
    if not name:
        raise StoreError(NO_NAME)
    try:
        made = edition_of(
            journey,
            name=name,
            note=note,
            by=by,
            date=day_now().isoformat(),
            edition_id=f"e{uuid4().hex[:8]}",
        )
        return store.save(journey.id, [new_edit(f"editions/{made.id}", made.model_dump(mode="json"), by=by)])
    except ValidationError as error:
        raise StoreError(sentence(error)) from error
    except EditError as error:
        raise StoreError(str(error)) from error
