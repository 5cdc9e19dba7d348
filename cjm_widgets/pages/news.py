"""What people on a page are told of others: what they did, where both changed one place, what they replaced. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.journey.apart import is_private
from cjm_widgets.journey.edits import value_at
from cjm_widgets.journey.origin import is_along
from cjm_widgets.journey.wording import isolated
from cjm_widgets.store import OUTSIDE
from cjm_widgets.tasks.words import SOMEBODY, did_nothing, in_words, item_name, where, within
from cjm_widgets.widgets.protocol import parts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from cjm_widgets.journey.edits import Edit
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.store import Clash

RECENT: Final = 120.0
"""For how many seconds a person is told that somebody else replaced what they wrote."""


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody put at a place on this page; None where they removed it.

    Args:
        value: as this page's browser may hold it; of a list of boxes those that they ticked.
        when: seconds on the page's clock.
    """

    value: Any
    when: float


Mine = dict[str, Written]
"""What was written on this page last, by its paths."""

Gone = dict[str, str]
"""The items that others removed and that have not come back, by their paths, with who did."""


@dataclass(frozen=True, slots=True)
class News:
    """What is told of others' edits.

    Args:
        others: those of which people are told in a sentence.
        replaced: the places where they replaced what had just been written here, or brought back what was removed.
        mine: what is still remembered of what was written here.
        back: the items among the others' edits that had been there before.
    """

    others: tuple[Edit, ...]
    replaced: tuple[parts.Clash, ...]
    mine: Mine
    back: frozenset[str] = frozenset()


def written(edits: Iterable[Edit], seen: Callable[[Any], Any], now: float) -> Mine:
    """What edits of this page have put where.

    Args:
        edits: as they were saved.
        seen: gives a plain value as this page's browser may hold it.
        now: seconds on the page's clock.
    """
    return {edit.path: Written(seen(_put(edit)), now) for edit in edits}


def _put(edit: Edit) -> Any:
    if isinstance(edit.new, list) and isinstance(edit.old, list):
        return [one for one in edit.new if one not in edit.old]
    return edit.new


def news(  # noqa: PLR0913  all that decides what a page is told
    journey: Journey,
    theirs: Iterable[Edit],
    mine: Mapping[str, Written],
    now: float,
    clashing: Collection[str] = (),
    *,
    gone: Collection[str] = (),
) -> News:
    """What is told of others' edits; what has a notice of its own is not told twice.

    Args:
        journey: the journey as it stands.
        theirs: the edits of others of which people are told.
        mine: what was written on this page.
        now: seconds on the page's clock.
        clashing: the paths of the clashes of which this page is told besides.
        gone: the paths of what others had removed before.
    """
    theirs = tuple(theirs)
    # a removal is remembered until what was removed comes back, however late another page hears of it
    kept = {path: one for path, one in mine.items() if now - one.when <= RECENT or one.value is None}
    replaced, back = [], []
    for edit in theirs:
        if isinstance(edit.new, dict) and _was_removed(kept, edit.path):
            back.append(_back(journey, edit))
        had = kept.pop(edit.path, None)
        if had is None or not had.value or had.value == edit.new or edit.path in clashing or _removes(edit):
            continue
        earlier = had.value
        if isinstance(earlier, list) and isinstance(edit.new, list):
            if all(one in edit.new for one in earlier):
                kept[edit.path] = had  # somebody ticked another box of the list
                continue
            earlier = [*edit.new, *(one for one in earlier if one not in edit.new)]
        replaced.append(_replaced(journey, edit, earlier))
    noticed = {*clashing, *(one.path for one in replaced)}
    brought = tuple(f"{one.path}/" for one in back)
    told = [edit for edit in theirs if edit.path not in noticed and not f"{edit.path}/".startswith(brought)]
    again = _again(theirs, gone)
    rest = (edit for edit in told if not did_nothing(edit) and not _is_told_with(edit, again))
    return News(tuple(rest), (*back, *replaced), kept, frozenset(again))


def _removes(edit: Edit) -> bool:
    return edit.new is None and edit.place.kind == "item"


def _again(theirs: Sequence[Edit], gone: Collection[str]) -> dict[str, Edit]:
    """The edits by which something came back, by the paths of it.

    Along with another edit only comes what is new and empty, or what had been there.
    """
    out, again = set(gone), {}
    for edit in theirs:
        if _removes(edit):
            out.add(edit.path)
        elif isinstance(edit.new, dict) and edit.old is None:
            if edit.path in out or (is_along(edit.id) and item_name(edit.new)):
                again[edit.path] = edit
            out.discard(edit.path)
    return again


def _is_told_with(edit: Edit, again: Mapping[str, Edit]) -> bool:
    """Whether an edit is told with another: what had to be made for it, and what came with something that is back."""
    if edit.path in again:
        return edit is not again[edit.path]  # its removal before is not told: it is back
    came = (one for path, one in again.items() if edit.path.startswith(f"{path}/"))
    return is_along(edit.id) or any(one.by == edit.by for one in came)


def still_untold(edits: Sequence[Edit], told: Collection[str]) -> tuple[Edit, ...]:
    """The edits that a sentence is still to tell, one for each field of each person.

    Not what is told of otherwise, nor what was in an item removed since.

    Args:
        edits: of others, oldest first.
        told: the paths of which people are told in words of their own.
    """
    kept: dict[tuple[str, str, str], Edit] = {}
    gone = [f"{path}/" for path in told]
    for edit in reversed(edits):
        inside = f"{edit.path}/"
        if inside.startswith(tuple(gone)) or any(f"{path}/".startswith(inside) for path in told):
            continue
        kind = edit.place.kind
        what = (edit.by, edit.path, "" if kind == "leaf" else edit.id)
        kept.pop(what, None)
        kept[what] = edit  # of the letters of one word the first: its place in the sentence is where it began
        if edit.new is None and kind == "item":
            gone.append(inside)
    return tuple(reversed(kept.values()))


def gone_now(gone: Mapping[str, str], theirs: Iterable[Edit]) -> Gone:
    """What others have removed after more of their edits, oldest first."""
    now = dict(gone)
    for edit in theirs:
        if edit.place.kind == "item":
            now.pop(edit.path, None)
            if edit.new is None:
                now[edit.path] = edit.by
    return now


def brought_back(journey: Journey, own: Iterable[Edit], gone: Mapping[str, str]) -> list[parts.Clash]:
    """Where this page's save brought back what another had removed.

    Args:
        journey: as it stands after the save.
        own: all edits that the save made.
        gone: what others had removed.
    """
    back = dict.fromkeys(edit.path for edit in own if isinstance(edit.new, dict) and edit.path in gone)
    return [_undone(journey, path, gone[path] or SOMEBODY) for path in back]


def _undone(journey: Journey, path: str, by: str) -> parts.Clash:
    place = where(journey, path)
    say = f"{isolated(by)} removed {within(place)} while you were working on it, so it is back. Remove it if you agree."
    return parts.Clash(path=path, where=place, by=by, earlier=None, shown="", say=say, gone=True)


def _was_removed(mine: Mapping[str, Written], path: str) -> bool:
    return path in mine and mine[path].value is None


def _back(journey: Journey, edit: Edit) -> parts.Clash:
    by, place = edit.by or SOMEBODY, where(journey, edit.path)
    say = f"{isolated(by)} was still working on {within(place)}, so it is back. Remove it again if you both agree."
    return parts.Clash(path=edit.path, where=place, by=by, earlier=None, shown="", say=say, kept=True)


def _replaced(journey: Journey, edit: Edit, earlier: Any) -> parts.Clash:
    by, place = edit.by or SOMEBODY, where(journey, edit.path)
    say = f"{isolated(by)} has just changed {within(place)}, where you had written this:"
    shown = in_words(journey, edit.path, earlier)
    return parts.Clash(path=edit.path, where=place, by=by, earlier=earlier, shown=shown, say=say)


def clashes(journey: Journey, found: Iterable[Clash], seen: Callable[[Any], Any]) -> list[parts.Clash]:
    """Where this page's save changed what another had changed meanwhile; a changed file and own ratings are no clash.

    Args:
        journey: as it stands after the save.
        found: the clashes of the save.
        seen: as for `written`.
    """
    told = (one for one in found if one.edit.by != OUTSIDE and not is_private(one.edit.path))
    return [_clash(journey, one, seen(one.earlier)) for one in told]


def _clash(journey: Journey, clash: Clash, earlier: Any) -> parts.Clash:
    path, by = clash.edit.path, clash.earlier_by or SOMEBODY
    place = where(journey, path)
    kept = clash.edit.new is None and value_at(journey, path) is not None
    if kept:
        say = f"{isolated(by)} was still working on {within(place)}, so it was kept. Remove it again if you both agree."
    else:
        say = f"{isolated(by)} changed {within(place)} at the same time. Yours stands now; the earlier is kept here."
    shown = in_words(journey, path, earlier)
    return parts.Clash(path=path, where=place, by=by, earlier=earlier, shown=shown, say=say, kept=kept)
