"""A survey's figures onto the steps of a map in a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.evidence import EvidenceError, Survey, attach, negative_shares
from cjm_widgets.store import Admitted
from cjm_widgets.tasks.making import id_from_title

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_widgets.journey.model import Journey
    from cjm_widgets.store import JourneyStore


def attach_survey(  # noqa: PLR0913  each is something that people say of a survey
    store: JourneyStore,
    journey_id: str,
    file: Path,
    *,
    name: str,
    source: str = "",
    people: int | None = None,
    date: str = "",
    by_number: bool = False,
    who: str = "",
) -> str:
    """Puts the figures of a survey's file on the steps of a map, and says in a sentence what came of it.

    Args:
        store: the folder.
        journey_id: which map.
        file: a CSV file, as for `negative_shares`.
        name: what people call the survey.
        source: where it can be found; the file's name if left out.
        people: how many answered for every step, or None.
        date: year, month or day, or "".
        by_number: go by the steps' numbers, not their names.
        who: who attaches them.

    Raises:
        EvidenceError: if the file or what is said of the survey cannot be used; the text is a sentence.
        StoreError: if the map cannot be opened or saved.
    """
    if not any(sign.isalnum() for sign in name):
        raise EvidenceError("Give the survey a name, such as “Passengers 2026”.")
    about = Survey(id_from_title(name, ()), name=name.strip(), where=source or file.name, n=people, date=date.strip())
    figures = negative_shares(file)
    said = []

    def found(journey: Journey, *_: object) -> Admitted:
        """What is attached goes by the map as it stands while nobody else can change it."""
        attached = attach(journey, figures, about, by="number" if by_number else "name", who=who)
        said.append(attached.say)
        return Admitted(attached.edits)

    store.save(journey_id, (), admit=found)
    return said[-1]
