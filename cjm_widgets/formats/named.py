"""How a cell names an item of another sheet, and which item it names: people read its name, and only if need be an id.

“Desk” is a name that one item has; “Desk [desk-2]” is one of several.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.journey.as_left import called, mark
from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.paths import shapes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cjm_widgets.journey.parts.base import Value

SEPARATOR: Final = "; "
_WITH_ID: Final = re.compile(r"(?:^|\s)\[([a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?)\]$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Named:
    """An item that can be named.

    Args:
        kind: its list: “steps/touchpoints”.
        within: the id of the item that it stands in; "" for none.
        item: its own.
        name: what it is called.
        was: the mark of what it was called when the file left; "" where that is not known.
    """

    kind: str
    within: str
    item: str
    name: str
    was: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """The items that cells can name.

    Args:
        all: these items.
        scope: in which item of the outer list those of an inner one are sought first; "" for all.
    """

    all: Mapping[str, tuple[Named, ...]]
    scope: str = ""
    _cached: dict[tuple[str, str], tuple[dict[str, str], Counter[str]]] = field(default_factory=dict)

    def within(self, scope: str) -> Names:
        """The same, where those of an inner list are sought in one item of the outer list; "" for all."""
        return replace(self, scope=scope)

    def word(self, kind: str, item: str) -> str:
        """How a cell names an item."""
        names, times = self._known(kind)
        name = names.get(item, "")
        plain = _plain(name)
        is_clear = times[plain] == 1 and ";" not in name and not _WITH_ID.search(name) and times[f"\0{item}"] == 1
        if plain and is_clear:
            return name
        return f"{plain_words(name)} [{item}]" if plain else f"[{item}]"

    def item(self, kind: str, word: str) -> str:
        """The id of the item that a cell names; "" if there is none."""
        word = word.strip()
        if found := _WITH_ID.search(word):
            return found[1]
        there = self._sought(kind)
        ways = (
            lambda one: one.was == mark(word),
            lambda one: _plain(one.name) == _plain(word),
            lambda one: one.item == word,
        )
        for way in ways:
            fitting = {one.item for one in there if way(one)}
            if len(fitting) == 1:
                return fitting.pop()
        return ""

    def _sought(self, kind: str) -> tuple[Named, ...]:
        there = self.all.get(kind, ())
        return tuple(one for one in there if one.within == self.scope) if self.scope else there

    def _known(self, kind: str) -> tuple[dict[str, str], Counter[str]]:
        """The names by their ids, and how often each name, and each id, is there."""
        key = (kind, self.scope)
        if key not in self._cached:
            there = self._sought(kind)
            times = Counter(_plain(one.name) for one in there) + Counter(f"\0{one.item}" for one in there)
            self._cached[key] = ({one.item: one.name for one in there}, times)
        return self._cached[key]


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def plain_words(name: str) -> str:
    """A name on one line that can stand among others in a cell."""
    return " ".join(name.replace(";", ",").split())


def names_of(raw: Mapping[str, Any]) -> Names:
    """The items of a map, from its plain values."""
    found: dict[str, tuple[Named, ...]] = {}
    for one in _named(Journey, raw, "", ""):
        found[one.kind] = (*found.get(one.kind, ()), one)
    return Names(found)


def _named(model: type[Value], node: Mapping[str, Any], above: str, within: str) -> Iterator[Named]:
    for name, shape in shapes(model).items():
        if shape.kind == "items":
            for item in node[name]:
                yield Named(f"{above}{name}", within, item["id"], called(item))
                yield from _named(shape.model, item, f"{above}{name}/", item["id"])
