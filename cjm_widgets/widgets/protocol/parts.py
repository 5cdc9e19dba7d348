"""What messages carry."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from cjm_widgets.journey.fields import MOST_PEOPLE
from cjm_widgets.journey.parts.rounds import RoundName, RoundState  # noqa: TC001 - pydantic reads them
from cjm_widgets.journey.rules import PageName  # noqa: TC001 - pydantic reads it

Said = Annotated[str, Field(max_length=2000)]
Listed = Annotated[tuple[Said, ...], Field(max_length=2000)]


class Part(BaseModel):
    """Something that messages carry; nothing but its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SentEdit(Part):
    """A change as a browser sends it: `cjm_widgets.journey.edits.Edit` without its time."""

    id: str
    by: str = ""
    path: str
    old: Any = None
    new: Any = None


class TypedAnswers(Part):
    """How many gave each answer to a question on paper; `at` is the path of what it was about."""

    at: str
    counts: list[Annotated[int, Field(strict=True, ge=0, le=MOST_PEOPLE)]]


class Clash(Part):
    """Two people changed one place; what stood there before is one click away.

    `earlier` is the value to put back, `shown` the same in words, `kept` a removal that does not stand, `gone` an item
    that another had removed.
    """

    path: str
    where: str
    by: str
    earlier: Any
    shown: str
    say: str
    kept: bool = False
    gone: bool = False


class Person(Part):
    """Somebody else on the same map; `where` is the place in words, `tint` the number of their colour."""

    name: str
    page: str
    field: str
    where: str
    tint: int


class Connected(Part):
    """Somebody who has a page of a team open; `title` is what the page is called."""

    name: str
    page: str
    title: str


class Progress(Part):
    """How far one step of the method is."""

    name: PageName
    state: Literal["empty", "started", "done"]
    say: str


class Round(Part):
    """What people rate apart, how many have, and how many of them are through."""

    about: RoundName
    page: PageName
    title: str
    state: RoundState
    counted: int
    finished: int


class Team(Part):
    """One team at a glance; of a map that cannot be opened only id, title, problem, changed and link.

    `pulse` is its heart monitor in small.
    """

    id: str
    title: str
    problem: str
    changed: float
    link: str
    steps: list[Progress] = []
    done: int = 0
    advice: int = 0
    pulse: dict[str, Any] = {}
    rounds: list[Round] = []
    editions: int = 0
    edition: str = ""
    archived: bool = False


class Agenda(Part):
    """Where the workshop is: the current step, the seconds left, and which steps are closed."""

    step: str
    left: int | None
    paused: bool
    closed: list[PageName]
    problem: str


class Step(Part):
    """A step of the method, and how long it usually takes."""

    name: PageName
    title: str
    file: str
    minutes: int


class Starter(Part):
    """A map to begin with."""

    name: str
    title: str


class Advice(Part):
    """A piece of advice, and the page that it is about."""

    page: str
    say: str
    do: str


class Link(Part):
    """A team's link, and the rows of its QR code: 1 is dark."""

    link: str
    code: list[str]


class Failure(Part):
    """A team for which something could not be done, and why."""

    title: str
    say: str


class ToldOfFile(Part):
    """What somebody says of a file that they bring: `cjm_widgets.evidence.told.Told`, as it is sent."""

    step: Said = ""
    values: Listed = ()
    group: Said = ""
    n: Said = ""
    scale: Said = ""
    scales: dict[Said, Said] = {}
    missing: Listed = ()
    outcomes: Listed = ()
    target: Said = ""
    comments: Listed = ()
    unused: Listed = ()
    case: Said = ""
    time: Said = ""
    end: Said = ""
    channel: Said = ""
    steps: dict[Said, Said] = {}
    sheet: Said = ""
    encoding: Said = ""
    separator: Annotated[str, Field(max_length=1)] = ""
    decimal: Literal["", ".", ","] = ""
    counted: Literal["", "people", "shares"] = ""
    day_first: bool | None = None


class ChosenComment(Part):
    """A comment that somebody chose to stand on the map as a quote; `step` is what the map calls it."""

    words: Annotated[str, Field(max_length=1000)]
    step: Said
    lens: Literal["", "actions", "responses", "language", "feelings", "emotions", "thoughts"] = ""
    quotable: Literal["", "yes", "no"] = ""


class Put(Part):
    """A value stands at a path of what a page shows: keys of objects, ids of items, positions in other lists."""

    path: list[str | int]
    new: Any


class Keep(Part):
    """Of what stands at a path these keys are left; of a list the items of these ids, in this order."""

    path: list[str | int]
    keep: list[str]


class Typed(Part):
    """At a path stands what this edit of the receiver's own put there; they have the words already."""

    path: list[str | int]
    edit: str


class Change(Part):
    """What became of what a page shows: journey, view, page, workshop. Whoever is not at `since` asks for the whole."""

    since: int
    to: int
    changes: list[Put | Keep | Typed]
