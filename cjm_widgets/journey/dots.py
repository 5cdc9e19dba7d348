"""Votes with dots: everybody has a few and puts them where they count most."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from math import ceil
from typing import TYPE_CHECKING, Any, Final, Literal

from cjm_widgets.journey.facts import moment_name, solution_name
from cjm_widgets.journey.on_paper import DOTS_ON_PAPER, dots_on_paper

if TYPE_CHECKING:
    from cjm_widgets.journey.model import Journey, Moment, Solution

Voted = Literal["moments", "solutions"]

DOTS: Final[dict[Voted, int]] = {"moments": 3, "solutions": 5}
"""How many dots each person has, the same for everybody however many items there are.

Three for the moments of truth, since the method asks for three or four of them (Oxford/HMRC notes, step 4); five for
the solutions, of which there are more. Few dots make people choose. All may go on one item: who
feels strongly can say so.
"""


@dataclass(frozen=True, slots=True)
class Tally:
    """What the room gave to one item.

    Args:
        id: the item's id.
        name: what it is called.
        dots: how many dots it has.
        on_paper: how many of them were given on paper; by how many people nobody knows.
        people: how many people put the others there.
        place: its place in the order, from 1; items with equal dots from equally many people share one.
        tied: whether it shares its place.
    """

    id: str
    name: str
    dots: int
    on_paper: int
    people: int
    place: int
    tied: bool

    @property
    def say(self) -> str:
        """The same in words: “4 dots from 3 people”."""
        if not self.dots:
            return "No dots"
        dots = "1 dot" if self.dots == 1 else f"{self.dots} dots"
        people = "1 person" if self.people == 1 else f"{self.people} people"
        if self.dots == self.on_paper:
            return f"{dots}, on paper"
        paper = f", {self.on_paper} on paper" if self.on_paper else ""
        return f"{dots}: {self.dots - self.on_paper} from {people}{paper}" if paper else f"{dots} from {people}"

    def to_json(self) -> dict[str, Any]:
        """The figures as plain JSON values."""
        return {**asdict(self), "say": self.say}


def items_of(journey: Journey, about: Voted) -> tuple[Moment, ...] | tuple[Solution, ...]:
    """What is voted on."""
    return journey.moments if about == "moments" else journey.solutions


def placed(journey: Journey, about: Voted, person: str) -> dict[str, int]:
    """How many dots one person has on each item.

    Never more than they have: what two windows of one person placed at the same moment counts in the order of the
    list until the dots are used up.
    """
    found: dict[str, int] = {}
    left = DOTS[about]
    for item in items_of(journey, about):
        n = sum(dot.n for dot in item.dots if dot.id == person)
        if given := min(n, left):
            found[item.id] = given
            left -= given
    return found


def left(journey: Journey, about: Voted, person: str) -> int:
    """How many dots one person still has to give."""
    return DOTS[about] - sum(placed(journey, about, person).values())


def voters(journey: Journey, about: Voted) -> tuple[str, ...]:
    """The ids of those who have placed a dot; who did so on paper has none."""
    given = {dot.id for item in items_of(journey, about) for dot in item.dots if dot.n}
    return tuple(sorted(given - {DOTS_ON_PAPER}))


def voters_on_paper(journey: Journey, about: Voted) -> int:
    """How many people voted on paper: as many as were counted, and never fewer than it takes for their dots."""
    told = next((one.on_paper for one in journey.rounds if one.id == about), 0)
    dots = sum(dots_on_paper(item) for item in items_of(journey, about))
    return max(told, ceil(dots / DOTS[about])) if dots else 0


def tally(journey: Journey, about: Voted) -> tuple[Tally, ...]:
    """The items in the order that the room gave them.

    By dots; with equal dots, the item that more people chose stands first; with these equal as well, they share a
    place and stand in the order of the list. Whether it may be seen yet says `apart.state_of`.
    """
    votes = [placed(journey, about, person) for person in voters(journey, about)]
    counts = {
        item.id: (
            sum(one.get(item.id, 0) for one in votes) + dots_on_paper(item),
            sum(item.id in one for one in votes),
        )
        for item in items_of(journey, about)
    }
    items: list[Moment | Solution] = list(items_of(journey, about))
    order = sorted(items, key=lambda item: (-counts[item.id][0], -counts[item.id][1]))
    all_counts = list(counts.values())
    return tuple(
        Tally(
            item.id,
            _called(journey, item),
            counts[item.id][0],
            dots_on_paper(item),
            counts[item.id][1],
            place=1 + sum(other > counts[item.id] for other in all_counts),
            tied=all_counts.count(counts[item.id]) > 1,
        )
        for item in order
    )


def _called(journey: Journey, item: Moment | Solution) -> str:
    """The item's words in full, as in the list that was voted on; what has none is named as elsewhere."""
    from cjm_widgets.journey.model import Moment

    if isinstance(item, Moment):
        return item.name.strip() or moment_name(journey, item)
    return item.title.strip() or solution_name(journey, item)
