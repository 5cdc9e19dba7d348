"""What becomes of a batch of edits on the journey as it stands: made, overtaken, refused, or known already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.journey.edits import Edit, EditError, now, value_at
from cjm_widgets.journey.paths import parse
from cjm_widgets.journey.pointing import astray, in_use, pointed, pointed_by
from cjm_widgets.store.merge import InUseError, Merged, merge_edit
from cjm_widgets.store.saved import Admitted, Refused, Saved

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.journey.model import Journey
    from cjm_widgets.store.past import Past
    from cjm_widgets.store.saved import Admit


def made(
    begun: Merged, edits: Sequence[Edit], known: set[str], past: Past, admit: Admit | None
) -> tuple[Saved, list[Edit]]:
    """Makes edits one after the other; also gives the lines for the history.

    Args:
        begun: the journey as it stands, and what had to be merged into it first.
        edits: the edits, in order.
        known: the ids of all edits that the history holds.
        past: who wrote what stands.
        admit: says which of the new ones may be made; all if None.
    """
    journey, logged, clashes = begun.journey, list(begun.logged), list(begun.clashes)
    fresh: dict[str, Edit] = {}
    for edit in edits:
        if edit.id not in known:
            fresh.setdefault(edit.id, edit)
    new = tuple(fresh.values())
    admitted = admit(journey, new, past.removed_item) if admit else Admitted(new)
    refused = [Refused(edit, say, forbidden=True) for edit, say in admitted.refused]
    let = {edit.id: edit for edit in admitted.edits}
    done = {edit.id: edit for edit in edits if edit.id in known}
    overtaken: list[Edit] = []
    along: list[Edit] = []
    for edit in let.values():
        noted = past.noted()
        try:
            merged = merge_edit(journey, edit if edit.t else edit.model_copy(update={"t": now()}), past)
        except EditError as error:
            refused.append(Refused(edit, str(error), forbidden=isinstance(error, InUseError)))
            continue
        is_plain = len(merged.logged) == 1 and _points_to_what_is_there(merged.journey, edit)
        if not is_plain and (say := _loses(journey, merged.journey, edit, past)):
            past.forget(noted)
            refused.append(Refused(edit, say, forbidden=True))
            continue
        if not merged.logged:
            overtaken.append(edit)
            continue
        journey = merged.journey
        logged += merged.logged
        done[edit.id] = merged.logged[-1]
        along += merged.logged[:-1]
        clashes += merged.clashes
    applied = tuple(done[edit.id] for edit in edits if edit.id in done)
    return Saved(journey, applied, tuple(clashes), tuple(refused), tuple(overtaken), tuple(along)), logged


def _points_to_what_is_there(after: Journey, edit: Edit) -> bool:
    """Whether an edit puts one item or value that points to nothing else: nothing is lost, without a look at all."""
    if edit.place.kind not in {"leaf", "item"} or edit.new is None:
        return False
    return all(any(one.id == item for one in getattr(after, to)) for to, item in pointed_by(edit))


def _loses(before: Journey, after: Journey, edit: Edit, past: Past) -> str:
    """Why an edit cannot be made by which something comes to point to nothing; "" where nothing does.

    What pointed to nothing already is let stand, as in a file that somebody wrote by hand.
    """
    leaf, items = edit.place.kind == "leaf", edit.place.items
    if edit.new is None or edit.place.kind == "move" or (leaf and not pointed_by(edit)):
        return ""
    lost = sorted(one for one in astray(after) - astray(before) if not leaf or one.path == edit.path)
    back = [path for path in items if value_at(before, path) is None] if lost else []
    stood = {to for path in back if (then := past.removed(path)) for to in pointed(parse(path).model, then.item)}
    gone = next((one for one in lost if (one.to, one.item) not in stood), None)
    if gone is None:
        return ""
    if any(one.id == gone.item for one in getattr(before, gone.to)):
        return in_use(before, gone.to, gone.item)
    return (
        f"“{gone.item}” is none of the {gone.to} of this map. "
        f"Choose one from the list, or add a {gone.to.removesuffix('s')} there."
    )
