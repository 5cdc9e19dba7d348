"""Sentences about edits: what was changed, by whom and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cjm_widgets.journey.apart import is_private
from cjm_widgets.journey.dates import shown
from cjm_widgets.journey.edits import referred, value_at
from cjm_widgets.journey.figures import figure
from cjm_widgets.journey.model import Item, Journey, Rating, TimeSpan
from cjm_widgets.journey.paths import Path, Stop, parse, shapes
from cjm_widgets.journey.scales import scale_of
from cjm_widgets.journey.wording import isolated, listed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from cjm_widgets.journey.edits import Edit

SOMEBODY = "Somebody"

_NEVER_COUNTED = ("overruled", "rounds")
"""Lists whose items no page numbers."""


def where(journey: Journey, path: str) -> str:
    """A place in words: the item and the question, such as “Security: Feelings”, or “step 5: Feelings”."""
    node: object = journey
    name = ""
    place = parse(path)
    for stop in place.stops:
        if not stop.item:
            break
        items = [item for item in getattr(node, stop.name, ()) if isinstance(item, Item)]
        at, node = next(((at, item) for at, item in enumerate(items, start=1) if item.id == stop.item), (0, None))
        own = isolated(str(getattr(node, "name", "") or getattr(node, "title", "")))
        called = _nameless(stop, at)
        if own or not name:
            name = own or called
        elif called and stop is place.stops[-1]:
            name = f"{called} of {name}"
    asked = _asked(place)
    return f"{name}: {asked}" if name and place.kind not in ("item", "move") else name or asked


def _nameless(stop: Stop, at: int) -> str:
    """What an item without a name is called, as its own buttons do: “step 5”; “a step” where it is gone."""
    noun = str(stop.extra.get("noun", ""))
    if stop.name in _NEVER_COUNTED or not noun:
        return ""
    return f"{noun} {at}" if at else f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _asked(place: Path) -> str:
    """What is asked at a place; with its group where the same is asked in several, as in the five Cs."""
    group = place.stops[-2] if len(place.stops) > 1 and place.stops[-2].shape.kind == "group" else None
    if group is None:
        return place.title
    if group.shape.model is TimeSpan:
        return group.title
    alike = [shape for shape in shapes(group.holder).values() if shape.model is group.shape.model]
    return f"{group.title}: {place.title}" if len(alike) > 1 else place.title


def within(place: str) -> str:
    """A place in the middle of a sentence: “Ana changed Who is it for at the same time”."""
    return place.removesuffix("?")


def in_words(journey: Journey, path: str, value: Any) -> str:
    """A value as people know it: the words of an answer, not its code; an item by its name; "" for nothing."""
    if value is None or value is False or value in ("", []):
        return ""
    if isinstance(value, dict):
        return item_name(value)
    if isinstance(value, list):
        return ", ".join(filter(None, (in_words(journey, path, one) for one in value)))
    return _answer(journey, parse(path), value)


def _answer(journey: Journey, place: Path, value: Any) -> str:
    extra = place.stops[-1].extra if place.stops else {}
    labels = {str(given): words for given, words in extra.get("choices", ())}
    if place.model is Rating and place.name == "value":
        rating = value_at(journey, place.items[-1]) or {}
        if isinstance(value, int | float):
            return scale_of(rating.get("scale", "felt")).say(value)
        labels = {"unknown": "I do not know"}
    if "to" in extra:
        return referred(journey, extra["to"], str(value))
    if extra.get("input") == "date":
        return shown(str(value)) or str(value)
    if value is True or isinstance(value, int | float):
        return str(labels.get(str(value), "Yes" if value is True else figure(value)))
    return str(labels.get(value, value))


def others_changed(journey: Journey, edits: Iterable[Edit], back: Collection[str] = ()) -> str:
    """What others did, in one sentence: “Ana changed Security: Feelings, and 2 other things”.

    Args:
        journey: as it stands.
        edits: of others, oldest first.
        back: the paths of the items among them that had been there before.
    """
    told = [edit for edit in edits if edit.path and not did_nothing(edit)]
    seen = list(dict.fromkeys((edit.by or SOMEBODY, done(journey, edit, back=edit.path in back)) for edit in told))
    if not seen:
        return ""
    people = list(dict.fromkeys(by for by, _ in seen))
    others = len(seen) - 1
    more = "" if others == 0 else f", and {others} other {'thing' if others == 1 else 'things'}"
    said = f"{listed(people)} {seen[0][1]}{more}"
    return said if said.endswith("?") else f"{said}."


def did_nothing(edit: Edit) -> bool:
    """Whether an edit only came too late: an item was moved or removed that was not there any more."""
    kind = edit.place.kind
    return (kind == "move" and edit.old == edit.new) or (kind == "item" and edit.old is None and edit.new is None)


def done(journey: Journey, edit: Edit, *, back: bool = False) -> str:
    """What an edit did, in words: “removed Ann”, “changed Security: Feelings”.

    What somebody rated for themselves is not told.

    Args:
        journey: as it stands.
        edit: the edit.
        back: whether what it adds had been there before.
    """
    if is_private(edit.path):
        return "rated for themselves"
    if edit.place.part == "rounds" and edit.place.items:
        return _led(edit)
    if edit.place.kind == "move":
        return f"moved {where(journey, edit.path)}"
    if edit.place.kind == "item":
        return _did_to_item(journey, edit, back=back)
    return f"changed {where(journey, edit.path)}"


def _did_to_item(journey: Journey, edit: Edit, *, back: bool) -> str:
    before, after = edit.old, edit.new
    name = isolated(item_name(after or before)) or where(journey, edit.path)
    if before is None:
        return f"brought {name} back" if back else f"added {name}"
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


def item_name(item: Any) -> str:
    """What an item is called, from its plain values; "" where it has no name."""
    return "" if not isinstance(item, dict) else str(item.get("name") or item.get("title") or "")
