"""What the histories of all maps tell of names: who wrote, who rated under which id, who is called alike."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cjm_widgets.journey.name_in_text import found_in, longer_names, spelling, standing, written
from cjm_widgets.journey.person import NAMED, Person, own_items, place_of_edit, raters_in, texts_in
from cjm_widgets.store import history
from cjm_widgets.store.door import opened_bin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.journey.edits import Edit
    from cjm_widgets.store import JourneyStore

_LONGEST_NAME = 80
"""A name that others have beside this one is no longer; what is longer is a sentence."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One map, in use or deleted.

    Args:
        store: what holds it.
        id: its id.
        bin: the name of its folder in the bin; "" for one in use.
    """

    store: JourneyStore
    id: str
    bin: str = ""

    def edits(self) -> Iterator[Edit]:
        """The lines of its history that can be read, in the shape of the version that wrote them."""
        found = self.store.copied(self.id)
        for data in (data for name, data in found.items() if name.endswith(".jsonl")):
            yield from filter(None, map(history.edit_in, data.split(b"\n")))


def all_kept(store: JourneyStore) -> tuple[Kept, ...]:
    """All maps of a place, those that were deleted last.

    Args:
        store: the place.
    """
    used = [Kept(store, one) for one in store.ids()]
    return (*used, *(Kept(inside, name.partition(".")[0], name) for name, inside in opened_bin(store)))


@dataclass
class Heard:
    """What is told of a name in all histories.

    Args:
        name: the name, as `written` gives it.
        also: other names of the same person.
        spellings: how the name is written otherwise, and how often.
        others: longer names in which it is a part.
        parts: shorter names that are a part of it, such as a first name.
        raters: the ids of people who rated for themselves, with the browsers in which they did.
        elsewhere: the same with the names of who changed it otherwise, such as from Python.
        browsers: the numbers of browsers, with the names under which they wrote.
        standing: the ids of people who rated for themselves in what was brought in or taken away as a whole.
    """

    name: str
    also: frozenset[str] = frozenset()
    spellings: Counter[str] = field(default_factory=Counter)
    others: set[str] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)
    raters: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    elsewhere: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    browsers: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    standing: set[str] = field(default_factory=set)

    @property
    def names(self) -> frozenset[str]:
        """All names of the person."""
        return self.also | {self.name}

    def hear(self, edit: Edit) -> None:
        """Takes in a line of a history."""
        by = {written(edit.by)} - {""}
        for rater in raters_in(edit):
            if edit.origin:
                self.raters[rater].add(edit.origin.author)
            else:
                self.elsewhere[rater] |= by
        if edit.origin:
            self.browsers[edit.origin.author] |= by
        self._name(edit.by)
        place = place_of_edit(edit)
        for value in (edit.old, edit.new):
            self.standing.update(item for _, item in own_items(value, place[1]))
            for at, text in texts_in(value, place):
                self.text(text, is_name=at in NAMED)

    def text(self, text: str, *, is_name: bool = False) -> None:
        """Takes in what somebody wrote.

        Args:
            text: the words.
            is_name: whether they are a name and nothing else.
        """
        found = found_in(text, self.name)
        if is_name:
            self._name(text)
        else:
            self.spellings.update(one.words for one in found if written(one.words) not in self.names)
        self.others.update(written(one) for one in longer_names(text, self.name))

    def _name(self, text: str) -> None:
        if not written(text) or written(text) in self.names:
            return
        if spelling(text) != spelling(self.name) and found_in(self.name, text):
            self.parts.add(written(text))
        if not found_in(text, self.name):
            return
        if spelling(text) == spelling(self.name):
            self.spellings[written(text)] += 1
        elif len(text) <= _LONGEST_NAME:
            self.others.add(written(text))

    def person(self, numbers: frozenset[str], *, words: bool) -> Person:
        """The person, as far as it is known.

        Args:
            numbers: the ids under which they are known to have rated.
            words: whether the name is taken out of other words as well.
        """
        own = frozenset(one for one, names in self._rated() if names and names <= self.names)
        return Person(self.names, own | numbers, words=words, others=frozenset(self.others - self.names))

    def own_browsers(self) -> frozenset[str]:
        """The browsers in which nobody else wrote."""
        return frozenset(one for one, names in self.browsers.items() if names and names <= self.names)

    def shared(self) -> frozenset[str]:
        """The names of others under which a browser rated that rated under this name too."""
        mixed = (names for _, names in self._rated() if names & self.names)
        return frozenset(name for names in mixed for name in names - self.names)

    def numbers(self) -> frozenset[str]:
        """The ids under which somebody rated."""
        return frozenset({*self.raters, *self.elsewhere, *self.standing})

    def nameless(self) -> frozenset[str]:
        """Those of them of whom no name is known."""
        return self.numbers() - {one for one, names in self._rated() if names}

    def _rated(self) -> Iterator[tuple[str, set[str]]]:
        """Who rated for themselves, each with the names in use there.

        The browser tells, since only from there people rate for themselves; whoever brings back an earlier state of a
        map writes on what is others' too.
        """
        for rater in {*self.raters, *self.elsewhere}:
            there = {name for one in self.raters.get(rater, ()) for name in self.browsers.get(one, ())}
            yield rater, there or (set() if rater in self.raters else self.elsewhere[rater])


def stands_in(text: str, person: Person) -> bool:
    """Whether a person's name stands in a text."""
    return bool(standing(text, person.names, person.others))
