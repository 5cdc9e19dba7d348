"""Making an edit on a journey that others may have changed since its sender looked.

Edits to different fields never clash, and neither do the boxes of one list of boxes to tick. At the same field the
later edit stands and the earlier value is kept.
What is logged holds the values that truly stood before and after, so that a history replays without judgement.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.journey.edits import AFTER, Edit, EditError, apply, diff, now, value_at
from cjm_widgets.journey.origin import along_with
from cjm_widgets.journey.paths import parse
from cjm_widgets.journey.pointing import chosen_by, in_use, pointed, pointed_by
from cjm_widgets.store.past import Past, Removed, same
from cjm_widgets.store.saved import OUTSIDE, Clash

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cjm_widgets.journey.model import Journey


_AFTER_ITEMS: Final = 20  # more than the items in which anything stands, so that no two lines get the same id


class InUseError(EditError):
    """An item that is to be removed and that something still points to."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A journey with edits made.

    Args:
        journey: the journey afterwards.
        logged: the lines for its history, in order.
        clashes: where others had changed the same place.
    """

    journey: Journey
    logged: tuple[Edit, ...] = ()
    clashes: tuple[Clash, ...] = ()


def merge_edit(journey: Journey, edit: Edit, past: Past) -> Merged:
    """Makes one edit; the last line logged is the edit itself, and `past` learns of each line.

    One that its own page has overtaken since is not made, and nothing is logged.

    Raises:
        EditError: if it does not fit a journey; `past` then has learnt nothing.
    """
    noted = past.noted()
    try:
        return _merge(journey, edit, past)
    except EditError:
        past.forget(noted)
        raise


def _merge(journey: Journey, edit: Edit, past: Past) -> Merged:
    kind = edit.place.checked().kind
    if past.superseded(edit):
        return Merged(journey)
    back = _brought_back(journey, edit, past)
    if edit.path == "":
        edit = edit.model_copy(update={"new": _as_this_journey(edit.new, journey)})
    if kind in ("leaf", "move"):
        done = _merge_field(back.journey, edit, past)
    elif kind == "item" and edit.new is None:
        done = _merge_removal(back.journey, edit, past)
    else:
        done = _merge_part(back.journey, edit, past)
    past.note(back.journey, done.logged[-1])
    return Merged(done.journey, back.logged + done.logged, done.clashes)


def _brought_back(journey: Journey, edit: Edit, past: Past) -> Merged:
    """An edit within an item that somebody removed brings the item back, as it was and where it was.

    Within an item that never was, it makes one.
    """
    logged: list[Edit] = []
    kind, items = edit.place.kind, edit.place.items
    if kind == "move" or (kind == "item" and edit.new is None):
        return Merged(journey)
    for at, path in enumerate(items[:-1] if kind == "item" else items):
        if value_at(journey, path) is not None:
            continue
        removed = past.removed(path) or Removed({})
        # before the item, so that at no moment of the history it points to nothing
        needed = _with_what_is_pointed_to(journey, edit, past, pointed(parse(path).model, removed.item), removed.then)
        journey = needed.journey
        logged += needed.logged
        lines = _along(edit, path, removed.item, 2 * at), _along(edit, f"{path}/{AFTER}", removed.after, 2 * at + 1)
        try:
            made = [_made(journey, lines[0])]
        except EditError:  # it was removed in the days of an earlier version
            made = [_made(journey, _along(edit, path, {}, 2 * at))]
        made.append(_made(made[0].journey, lines[1]))
        for before, done in zip((journey, made[0].journey), made, strict=True):
            past.note(before, done.logged[0])
        journey = made[1].journey
        logged += [line for done in made for line in done.logged if line.old != line.new]
    needed = _with_what_is_pointed_to(journey, edit, past, pointed_by(edit) | _chosen(edit, past))
    return Merged(needed.journey, (*logged, *needed.logged))


def _chosen(edit: Edit, past: Past) -> frozenset[tuple[str, str]]:
    """What somebody chose who had not seen that it was removed; not what an item chose that only comes back itself."""
    chosen = chosen_by(edit)
    return frozenset() if chosen and edit.place.kind == "item" and past.removed(edit.path) else chosen


def _with_what_is_pointed_to(
    journey: Journey, edit: Edit, past: Past, items: Iterable[tuple[str, str]], then: Journey | None = None
) -> Merged:
    """Brings back what somebody removed meanwhile, such as a source: nothing that points to it loses it.

    Args:
        journey: the journey so far.
        edit: the edit for whose sake.
        past: the history.
        items: the lists and ids of what is pointed to.
        then: a journey that may have them where no line says that they were removed.
    """
    logged: list[Edit] = []
    for path in (f"{to}/{item}" for to, item in sorted(set(items))):
        if parse(path).kind != "item" or value_at(journey, path) is not None:
            continue
        removed = past.removed(path)
        item = removed.item if removed else then and value_at(then, path)
        if item is None:
            continue
        rests_on = pointed(parse(path).model, item)
        needed = _with_what_is_pointed_to(journey, edit, past, rests_on, removed.then if removed else then)
        journey = needed.journey
        logged += needed.logged
        lines = {path: item, **({f"{path}/{AFTER}": removed.after} if removed else {})}
        for where, value in lines.items():
            done = _made(journey, _along(edit, where, value, _AFTER_ITEMS + past.noted()))
            if done.logged[0].old != done.logged[0].new:
                past.note(journey, done.logged[0])
                logged += done.logged
            journey = done.journey
    return Merged(journey, tuple(logged))


def _along(edit: Edit, path: str, new: Any, number: int) -> Edit:
    return Edit(id=along_with(edit.id, number), by=edit.by, path=path, new=new, t=now())


def _made(journey: Journey, edit: Edit) -> Merged:
    """The edit made as it is, with the values before and after as they truly are."""
    after = apply(journey, edit)
    true = {"old": value_at(journey, edit.path), "new": value_at(after, edit.path)}
    return Merged(after, (edit.model_copy(update=true),))


def ticked(saw: Any, stood: Any, new: Any) -> Any:
    """What is ticked in a list after somebody ticked and unticked boxes in it, where others did so meanwhile.

    All lists of plain values in a journey are such: each value is there once, and their order says nothing.

    Args:
        saw: the list as they saw it; None for an empty one.
        stood: the list as it stood.
        new: the list as they left it.

    Returns:
        None if these are no such lists.
    """
    lists = [[] if value is None else value for value in (saw, stood, new)]
    if not all(isinstance(value, list) and all(isinstance(one, str) for one in value) for value in lists):
        return None
    saw, stood, new = lists
    others = [one for one in stood if one not in saw and one not in new]
    unticked = {one for one in saw if one not in stood}
    return [one for one in new if one not in unticked] + others


def _merge_field(journey: Journey, edit: Edit, past: Past) -> Merged:
    stood = value_at(journey, edit.path)
    together = ticked(edit.old, stood, edit.new) if isinstance(stood, list) else None
    if together is not None:
        return _made(journey, edit.model_copy(update={"new": together}))
    made = _made(journey, edit)
    stood, stands = made.logged[0].old, made.logged[0].new
    if same(edit.old, stood) or same(stood, stands):
        return made
    other = past.other_writer(edit, edit.path)
    # an item stands elsewhere also when others are added or moved: only a move of its own that was not seen is a clash
    if other is None or other.new == edit.old:
        return made
    return Merged(made.journey, made.logged, (Clash(edit, stood, other.by),))


def _merge_removal(journey: Journey, edit: Edit, past: Past) -> Merged:
    stands = value_at(journey, edit.path)
    if len(edit.place.stops) == 1 and (say := in_use(journey, edit.place.part, edit.place.stops[0].item)):
        raise InUseError(say)
    if stands is not None:
        for change in diff(_as_seen(journey, edit), journey):
            other = past.other_writer(edit, change.path)
            if other is not None:
                kept = edit.model_copy(update={"old": stands, "new": stands})
                return Merged(journey, (kept,), (Clash(edit, stands, other.by),))
    return _made(journey, edit)


def _merge_part(journey: Journey, edit: Edit, past: Past) -> Merged:
    """Puts an item, a group, a list or the whole journey: what its sender changed in it, field by field."""
    made = _made(journey, edit)
    stood = made.logged[0].old
    if stood is None or same(edit.old, stood):
        return made
    changes = diff(_as_seen(journey, edit), made.journey)
    if any(change.path == edit.path for change in changes):
        return _merge_whole_item(journey, edit, past)
    merged = _each(
        journey, [change.model_copy(update={"id": edit.id, "by": edit.by, "t": edit.t}) for change in changes], past
    )
    line = edit.model_copy(update={"old": stood, "new": value_at(merged.journey, edit.path)})
    return Merged(merged.journey, (line,), merged.clashes)


def _merge_whole_item(journey: Journey, edit: Edit, past: Past) -> Merged:
    """Puts an item whose fields only change together, with what others changed in it as far as that still fits."""
    seen = _as_seen(journey, edit)
    stood, saw = value_at(journey, edit.path), value_at(seen, edit.path)
    changed = {name: value for name, value in edit.new.items() if not same(saw.get(name), value)}
    others = (past.other_writer(edit, change.path) for change in diff(seen, journey))
    other = next((writer for writer in others if writer is not None), None)
    clashes = () if other is None else (Clash(edit, stood, other.by),)
    try:
        made = _made(journey, edit.model_copy(update={"new": {**stood, **changed}}))
    except EditError:
        made = _made(journey, edit)
    return Merged(made.journey, made.logged, clashes)


def _each(journey: Journey, edits: list[Edit], past: Past) -> Merged:
    clashes: list[Clash] = []
    for edit in edits:
        done = merge_edit(journey, edit, past)
        journey = done.journey
        clashes += done.clashes
    return Merged(journey, (), tuple(clashes))


def _as_seen(journey: Journey, edit: Edit) -> Journey:
    """The journey with the part as the edit's sender saw it; a part that they saw empty is a new one."""
    blank: Any = [] if edit.place.kind == "items" else {}
    for seen in (edit.old, blank):
        try:
            value = _as_this_journey(seen, journey) if edit.path == "" else seen
            if value is not None:
                return apply(journey, edit.model_copy(update={"new": value}))
        except EditError:
            continue
    return journey


def _as_this_journey(value: object, journey: Journey) -> object:
    mine = {"id": journey.id, "revision": journey.revision}
    return {**value, **mine} if isinstance(value, dict) else value


def additions(journey: Journey, other: Journey, *, by: str = "") -> tuple[Edit, ...]:
    """What another version of a journey has more or otherwise, where nobody knows what was removed and when."""
    edits = diff(journey, other, by=by)
    new_items = {edit.path for edit in edits if edit.place.kind == "item"}
    return tuple(
        edit
        for edit in edits
        if (edit.place.items[-1] in new_items if edit.place.kind == "move" else not same(edit.new, None))
    )


def outside_edits(base: Journey | None, file: Journey, current: Journey) -> tuple[Edit, ...]:
    """What was changed in a journey's file by other means than this store.

    Args:
        base: the journey at the file's revision; None if the history does not know that revision.
        file: the journey in the file.
        current: the journey as the history gives it now.
    """
    return diff(base, file, by=OUTSIDE) if base is not None else additions(current, file, by=OUTSIDE)


def merge_outside(journey: Journey, edits: tuple[Edit, ...], file: Journey, past: Past) -> Merged:
    """Makes the changes of a file; where one no longer fits beside others' changes, the file's whole item stands."""
    logged: list[Edit] = []
    clashes: list[Clash] = []
    for edit in edits:
        try:
            done = merge_edit(journey, edit, past)
        except InUseError:
            continue
        except EditError:  # only the fields of an item have rules between them
            whole = _whole_item(journey, file, edit.place.items[-1])
            done = merge_edit(journey, edit.model_copy(update=whole), past)
        journey = done.journey
        logged += done.logged
        clashes += done.clashes
    return Merged(journey, tuple(logged), tuple(clashes))


def _whole_item(journey: Journey, file: Journey, path: str) -> dict[str, object]:
    return {"path": path, "old": value_at(journey, path), "new": value_at(file, path)}
