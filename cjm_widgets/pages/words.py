"""Sentences about edits: what was changed, by whom, where, and when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from cjm_widgets.journey.apart import is_private
from cjm_widgets.journey.edits import Edit, EditError, apply, value_at
from cjm_widgets.journey.model import Item, Journey, Rating
from cjm_widgets.journey.paths import Path, parse
from cjm_widgets.journey.scales import SCALES

if TYPE_CHECKING:
    from collections.abc import Iterable

SOMEBODY = "Somebody"


def where(journey: Journey, path: str) -> str:
    """A place in words: the item's name and the question, such as “Security: Feelings”."""
    node: object = journey
    name = ""
    place = parse(path)
    for stop in place.stops:
        if not stop.item:
            break
        items = getattr(node, stop.name, ())
        node = next((item for item in items if isinstance(item, Item) and item.id == stop.item), None)
        name = str(getattr(node, "name", "") or getattr(node, "title", "")) or name
    return f"{name}: {place.title}" if name and place.kind not in ("item", "move") else name or place.title


def within(place: str) -> str:
    """A place in the middle of a sentence: “Ana changed Who is it for at the same time”."""
    return place.removesuffix("?")


def in_words(journey: Journey, path: str, value: Any) -> str:
    """A value as people know it: the words of an answer, not its code; an item by its name; "" for nothing."""
    if value is None or value is False or value in ("", []):
        return ""
    if isinstance(value, dict):
        return _item_name(value)
    if isinstance(value, list):
        return ", ".join(filter(None, (in_words(journey, path, one) for one in value)))
    return _answer(journey, parse(path), value)


def _answer(journey: Journey, place: Path, value: Any) -> str:
    if place.model is Rating and place.name == "value":
        rating = value_at(journey, place.items[-1]) or {}
        return "I do not know" if value == "unknown" else SCALES[rating.get("scale", "felt")].say(value)
    extra = place.stops[-1].extra if place.stops else {}
    labels = {str(given): words for given, words in extra.get("choices", ())}
    if "to" in extra:
        return _referred(journey, extra["to"], str(value))
    if value is True or isinstance(value, int | float):
        return str(labels.get(str(value), "Yes" if value is True else f"{value:g}"))
    return str(labels.get(value, value))


def _referred(journey: Journey, to: str, item_id: str) -> str:
    """What an item is called that another refers to."""
    outer, _, inner = to.partition("/")
    found: list[Item] = list(getattr(journey, outer))
    if inner:
        found = [one for item in found for one in getattr(item, inner)]
    return next((str(getattr(one, "name", "") or getattr(one, "title", "")) for one in found if one.id == item_id), "")


def others_changed(journey: Journey, edits: Iterable[Edit]) -> str:
    """What others did, in one sentence: “Ana changed Security: Feelings, and 2 other things”."""
    seen = list(dict.fromkeys((edit.by or SOMEBODY, done(journey, edit)) for edit in edits if edit.path))
    if not seen:
        return ""
    people = list(dict.fromkeys(by for by, _ in seen))
    others = len(seen) - 1
    more = "" if others == 0 else f", and {others} other {'thing' if others == 1 else 'things'}"
    said = f"{_together(people)} {seen[0][1]}{more}"
    return said if said.endswith("?") else f"{said}."


def done(journey: Journey, edit: Edit) -> str:
    """What an edit did, in words: “removed Ann”, “changed Security: Feelings”.

    What somebody rated for themselves is not told.
    """
    if is_private(edit.path):
        return "rated for themselves"
    if edit.place.part == "rounds":
        return _led(edit)
    if edit.place.kind == "move":
        return f"moved {where(journey, edit.path)}"
    if isinstance(edit.new, dict) or isinstance(edit.old, dict):
        return _did_to_item(journey, edit)
    return f"changed {where(journey, edit.path)}"


def _did_to_item(journey: Journey, edit: Edit) -> str:
    before, after = edit.old, edit.new
    name = _item_name(after or before) or where(journey, edit.path)
    if before is None:
        return f"added {name}"
    if after is None:
        return f"removed {name}"
    return f"wanted to remove {name}, which was kept" if before == after else f"changed {name}"


_ABOUT = {
    "satisfaction": "the ratings",
    "moments": "the votes on the moments of truth",
    "solutions": "the votes on the solutions",
}


def _led(edit: Edit) -> str:
    about = _ABOUT.get(edit.place.stops[0].item, "a round")
    if edit.new == "together":
        return f"revealed {about}"
    return f"opened {about}: everybody by themselves" if edit.new == "apart" else f"closed {about}"


def _item_name(item: dict[str, Any]) -> str:
    return str(item.get("name") or item.get("title") or "")


def _together(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


TYPED_ON = timedelta(minutes=2)
"""Changes by one person to one text count as one while no more than this passes between them."""

_LONGEST = 60


def history_lines(edits: Iterable[Edit]) -> tuple[str, ...]:
    """A history in words, the latest change first; a text that was typed on is one line.

    Each line is when, who, where, what stood there and what stands now, and the change's id, which
    `cjm restore --at` takes.

    Args:
        edits: a history from its beginning.
    """
    lines: list[str] = []
    journey = Journey(id="journey")
    earlier: tuple[Edit, Any] | None = None
    removed: set[str] = set()
    for edit in edits:
        try:
            journey = apply(journey, edit)
        except EditError:
            continue
        typed_on = earlier is not None and _typed_on(earlier[0], edit)
        first_old = earlier[1] if typed_on and earlier else edit.old
        if typed_on:
            lines.pop()
        lines.append(_line(journey, edit, first_old, back=edit.path in removed and isinstance(edit.new, dict)))
        if isinstance(edit.old, dict) and edit.new is None:
            removed.add(edit.path)
        earlier = (edit, first_old)
    return tuple(reversed(lines))


def _typed_on(earlier: Edit, edit: Edit) -> bool:
    same_text = earlier.path == edit.path and earlier.by == edit.by and isinstance(edit.new, str)
    return same_text and _time(edit) - _time(earlier) <= TYPED_ON


def _line(journey: Journey, edit: Edit, old: Any, *, back: bool) -> str:
    when = _time(edit).astimezone().strftime("%Y-%m-%d %H:%M")
    by = edit.by or SOMEBODY
    if edit.path == "":
        return f"{when}  {by}  made the map  [{edit.id}]"
    if (
        edit.place.kind == "move"
        or isinstance(edit.new, dict)
        or isinstance(old, dict)
        or is_private(edit.path)
        or edit.place.part == "rounds"
    ):
        did = f"put {_item_name(edit.new) or where(journey, edit.path)} back" if back else done(journey, edit)
        return f"{when}  {by}  {did}  [{edit.id}]"
    return f"{when}  {by}  {where(journey, edit.path)}: {_short(old)} → {_short(edit.new)}  [{edit.id}]"


def _short(value: Any) -> str:
    if value in (None, "", []):
        return "nothing"
    text = ", ".join(map(str, value)) if isinstance(value, list) else " ".join(str(value).split())
    return f"“{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…'}”"


def _time(edit: Edit) -> datetime:
    try:
        return datetime.fromisoformat(edit.t)
    except ValueError:
        return datetime.fromtimestamp(0, UTC)


def sendable(sent: object) -> str:
    """What a browser sent in place of a name, so that it can go back in a message."""
    return str(sent)[:400].encode("utf-8", "replace").decode("utf-8")
