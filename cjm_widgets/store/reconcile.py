"""What a journey is now, from its file and its history together, also when the file was changed by other means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from cjm_widgets.journey.edits import Edit, now
from cjm_widgets.journey.model import SCHEMA_VERSION, Journey
from cjm_widgets.journey.pointing import astray
from cjm_widgets.store.chosen_sources import FIRST_WITH_SOURCES, with_numbers_of_their_own
from cjm_widgets.store.errors import another, another_history
from cjm_widgets.store.history import Replayed, advanced, newest_first, replay, replayed, tail
from cjm_widgets.store.merge import Merged, merge_outside, outside_edits
from cjm_widgets.store.saved import OUTSIDE

if TYPE_CHECKING:
    from cjm_widgets.store.medium import Lines
    from cjm_widgets.store.past import Past
    from cjm_widgets.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a journey is read from.

    Args:
        journey_id: its id.
        snapshot: what its file says; None if there is no file.
        history: its history, open.
    """

    journey_id: str
    snapshot: Snapshot | None
    history: Lines


def opened(sources: Sources, past: Past) -> Merged | None:
    """The journey as it is now, with what its history lacks; nothing is written. None if neither gives a journey.

    Usually the file holds the history's last edit, and only the end of the history is read. The revision is the
    last that the history knows, also where the file was changed by other means since.
    """
    snapshot = sources.snapshot
    if snapshot is not None and tail(sources.history, snapshot.revision) == [] and not astray(snapshot.journey):
        return Merged(snapshot.journey, ())
    return reconciled(sources, replay(sources.journey_id, newest_first(sources.history)), past)


def reconciled(sources: Sources, current: Replayed | None, past: Past) -> Merged | None:
    """The journey as it is now, with the lines that its history lacks.

    Args:
        sources: file and history.
        current: the journey as the history gives it; None if the history is empty or has lost its beginning.
        past: the history, to look back in.

    Returns:
        None if neither file nor history gives a journey.

    Raises:
        BrokenError: if the file is another journey's.
        StoreError: if the history is.
    """
    snapshot = sources.snapshot
    if current is None:
        return None if snapshot is None else _begun(sources, snapshot)
    journey = current.journey
    logged = () if current.version == SCHEMA_VERSION else (beginning(journey),)
    if snapshot is None or alike(snapshot.journey, journey):
        return Merged(journey, logged)
    base: Journey | None = journey
    if snapshot.revision != journey.revision:
        then = replay(sources.journey_id, newest_first(sources.history), upto=snapshot.revision)
        base = then.journey if then else None
        if base is None and snapshot.named != sources.journey_id:
            raise another(sources.journey_id, snapshot.named)
        if base is None and snapshot.revision and current.named != sources.journey_id:
            raise another_history(sources.journey_id, current.named)
    file, stands = snapshot.journey, journey
    if snapshot.version < FIRST_WITH_SOURCES:
        file, stands = map(with_numbers_of_their_own, (file, stands))
        base = with_numbers_of_their_own(base) if base else None
    edits = outside_edits(base, file, stands)
    settled = merge_outside(journey, edits, file, past)
    return Merged(settled.journey, logged + settled.logged, settled.clashes)


def _begun(sources: Sources, snapshot: Snapshot) -> Merged:
    """A history for a file that has none, or whose beginning is lost."""
    later = tail(sources.history, snapshot.revision)
    journey = advanced(snapshot.journey, later or ())
    if later and snapshot.then is not None:  # what follows was written by the same version as the file
        whole = Edit(id=snapshot.revision, path="", new=snapshot.then)
        then = replayed(sources.journey_id, [whole, *later])
        journey = then.journey if then else journey
    # the file's revision stays known, so that whoever opened it can ask what came after
    first = beginning(journey, snapshot.revision if later is None else "", by=OUTSIDE if later is None else "")
    return Merged(journey, (first,))


def beginning(journey: Journey, edit_id: str = "", *, by: str = "") -> Edit:
    """The line that gives a whole journey."""
    edit_id = edit_id or uuid4().hex
    new = {**journey.to_json(), "revision": edit_id}
    return Edit(id=edit_id, by=by, path="", new=new, t=now())


def alike(one: Journey, other: Journey) -> bool:
    """Whether two journeys say the same, whatever their revisions."""
    return one == other or one.model_copy(update={"revision": other.revision}) == other
