"""What a page's process says to the browsers that show the page."""

from __future__ import annotations

from typing import Any, ClassVar, Final, Literal

from pydantic import Field

from cjm_widgets.widgets.protocol.message import Message
from cjm_widgets.widgets.protocol.parts import (  # noqa: TC001 - pydantic reads them
    Advice,
    Agenda,
    Change,
    Clash,
    Connected,
    Failure,
    Link,
    Person,
    Starter,
    Step,
    Team,
)


class FromKernel(Message):
    """What a page's process sends to every browser that shows the page."""


class Pong(FromKernel):
    """Yes, somebody is here; `revision` is the number of the last change that was sent."""

    ends = ("page", "start", "facilitator")

    kind: Literal["pong"] = "pong"
    revision: int = 0


class Changed(FromKernel):
    """What the page shows has changed."""

    ends = ("page", "start")
    example: ClassVar = {
        "change": {
            "since": 7,
            "to": 8,
            "changes": [
                {"path": ["journey", "steps", "a", "goal"], "new": "Get there"},
                {"path": ["journey", "moments"], "keep": ["queue", "gate"]},
            ],
        }
    }

    kind: Literal["changed"] = "changed"
    change: Change


class EditsSaved(FromKernel):
    """These changes are on disk; `at` is when, in UTC, and `change` what became of what the page shows."""

    ends = ("page",)
    example: ClassVar = {
        "ids": ["e1"],
        "at": "2026-11-28T19:00:00.000Z",
        "clashes": [
            {
                "path": "steps/a/ratings/room/basis",
                "where": "Booking: What it rests on",
                "by": "Ben",
                "earlier": "measured",
                "shown": "A survey or a count",
                "say": "Ben changed Booking: What it rests on at the same time.",
            }
        ],
        "change": {"since": 7, "to": 8, "changes": [{"path": ["journey", "steps", "a", "goal"], "edit": "e1"}]},
    }

    kind: Literal["saved"] = "saved"
    ids: list[str]
    at: str
    clashes: list[Clash] = Field(default_factory=list)
    change: Change | None = None


class EditRefused(FromKernel):
    """This change will never be saved; `notice` where it is no matter of what was typed."""

    ends = ("page",)
    example: ClassVar = {"id": "e1", "path": "steps/a/name", "say": "name: the text is too long.", "notice": False}

    kind: Literal["refused"] = "refused"
    id: str
    path: str
    say: str
    notice: bool = False


class EditsUnsaved(FromKernel):
    """These changes came across and could not be saved now; the browser keeps them and sends them again."""

    ends = ("page",)
    example: ClassVar = {"ids": ["e1"], "say": "The disk is full: trip.json could not be saved."}

    kind: Literal["unsaved"] = "unsaved"
    ids: list[str]
    say: str


class Notice(FromKernel):
    """A sentence to be shown for a moment."""

    ends = ("page", "start", "feedback")
    example: ClassVar = {"say": "Ben changed Booking: Feelings."}

    kind: Literal["notice"] = "notice"
    say: str


class People(FromKernel):
    """Who else is here, all of them."""

    ends = ("page",)
    example: ClassVar = {
        "people": [
            {"name": "Ben", "page": "steps", "field": "steps/a/goal", "where": "Booking: What do they want?", "tint": 2}
        ]
    }

    kind: Literal["people"] = "people"
    people: list[Person]


class Overwritten(FromKernel):
    """Somebody else has just replaced what was written here: all places of one save."""

    ends = ("page",)
    example: ClassVar = {
        "clashes": [
            {
                "path": "steps/a/goal",
                "where": "Booking: What does the customer want here?",
                "by": "Ben",
                "earlier": "Get there",
                "shown": "Get there",
                "say": "Ben has just changed Booking: What does the customer want here, where you had written this:",
            }
        ]
    }

    kind: Literal["overwritten"] = "overwritten"
    clashes: list[Clash]


class ActionRefused(FromKernel):
    """What was asked for was not done, and why."""

    ends = ("page", "start", "feedback", "facilitator")
    example: ClassVar = {"action": "keep-edition", "say": "Give the edition a name."}

    kind: Literal["action-refused"] = "action-refused"
    action: str
    say: str


class Feedback(FromKernel):
    """What the page on which feedback is brought shows: `cjm_widgets.pages.feedback_session`."""

    ends = ("feedback",)
    example: ClassVar = {"state": {"doing": "looking", "brought": {"name": "survey.csv"}}}

    kind: Literal["feedback"] = "feedback"
    state: dict[str, Any]


class Comments(FromKernel):
    """Some of the comments in the table that is brought: `cjm_widgets.pages.feedback_comments`."""

    ends = ("feedback",)
    example: ClassVar = {"state": {"total": 2, "found": 1, "comments": [{"number": 1, "words": "long queue"}]}}

    kind: Literal["comments"] = "comments"
    state: dict[str, Any]


class Taken(FromKernel):
    """So many bytes of what is brought are here: the next piece may come."""

    ends = ("feedback", "start")
    example: ClassVar = {"id": "b1", "at": 262144}

    kind: Literal["taken"] = "taken"
    id: str
    at: int


class Went(FromKernel):
    """The map is made: go to this workbook of it."""

    ends = ("start",)
    example: ClassVar = {"file": "01_diagnostic.ipynb", "journey": "trip"}

    kind: Literal["went"] = "went"
    file: str
    journey: str


class Calendar(FromKernel):
    """A calendar of what is due, to be kept as a file; "" where nothing of it has a date."""

    ends = ("start",)
    example: ClassVar = {"name": "due.ics", "text": "BEGIN:VCALENDAR"}

    kind: Literal["calendar"] = "calendar"
    name: str
    text: str


_AGENDA: Final = {"step": "steps", "left": 720, "paused": False, "closed": ["map"], "problem": ""}
_TEAM: Final = {"id": "trip", "title": "A trip", "problem": "", "changed": 1.8e9, "link": ""}


class Everything(FromKernel):
    """All that the facilitator's page shows; `reached` is whether others reach this computer."""

    ends = ("facilitator",)
    example: ClassVar = {
        "teams": [_TEAM],
        "people": {"trip": [{"name": "Ana", "page": "steps", "title": "Journey steps"}]},
        "workshop": _AGENDA,
        "steps": [{"name": "steps", "title": "Journey steps", "file": "03_steps.ipynb", "minutes": 50}],
        "starters": [{"name": "blank", "title": "An empty map"}],
        "reached": True,
    }

    kind: Literal["all"] = "all"
    teams: list[Team]
    people: dict[str, list[Connected]]
    workshop: Agenda
    steps: list[Step]
    starters: list[Starter]
    reached: bool


class Teams(FromKernel):
    """The teams that look otherwise now, and the ids of those that are gone."""

    ends = ("facilitator",)
    example: ClassVar = {"teams": [_TEAM], "gone": ["old"]}

    kind: Literal["teams"] = "teams"
    teams: list[Team]
    gone: list[str]


class TeamPeople(FromKernel):
    """Who is connected, team by team."""

    ends = ("facilitator",)
    example: ClassVar = {"people": {"trip": [{"name": "Ana", "page": "steps", "title": "Journey steps"}]}}

    kind: Literal["people"] = "people"
    people: dict[str, list[Connected]]


class WorkshopAgenda(FromKernel):
    """What the agenda says now."""

    ends = ("facilitator",)
    example: ClassVar = {"workshop": _AGENDA}

    kind: Literal["workshop"] = "workshop"
    workshop: Agenda


class TeamAdvice(FromKernel):
    """The advice that is outstanding for one team."""

    ends = ("facilitator",)
    example: ClassVar = {"journey": "trip", "advice": [{"page": "Start", "say": "No step yet.", "do": "Add one."}]}

    kind: Literal["advice"] = "advice"
    journey: str
    advice: list[Advice]


class Links(FromKernel):
    """The links of the teams, by their journeys' ids."""

    ends = ("facilitator",)
    example: ClassVar = {"links": {"trip": {"link": "http://192.168.1.5:8866/join/K7Q2M-9XWPD", "code": ["101"]}}}

    kind: Literal["links"] = "links"
    links: dict[str, Link]


class Done(FromKernel):
    """What became of something that was to be done for several teams."""

    ends = ("facilitator",)
    example: ClassVar = {
        "action": "make",
        "say": "1 map made.",
        "done": ["team-a"],
        "failed": [{"title": "Team B", "say": "There is a map of that name already."}],
    }

    kind: Literal["done"] = "done"
    action: str
    say: str
    done: list[str]
    failed: list[Failure]


class Drawn(FromKernel):
    """The figures; all text of people in their markup is escaped."""

    ends = ("pictures",)
    example: ClassVar = {"markup": "<figure></figure>"}

    kind: Literal["drawn"] = "drawn"
    markup: str


class NotDrawn(FromKernel):
    """Why there are no figures."""

    ends = ("pictures",)
    example: ClassVar = {"say": "The pictures could not be drawn."}

    kind: Literal["failed"] = "failed"
    say: str


class Rated(FromKernel):
    """The rating is in the journey."""

    ends = ("monitor",)

    kind: Literal["done"] = "done"


class NotRated(FromKernel):
    """The rating is not in the journey, and why."""

    ends = ("monitor",)
    example: ClassVar = {"say": "Nothing can be changed here."}

    kind: Literal["refused"] = "refused"
    say: str


FROM_KERNEL: Final[tuple[type[FromKernel], ...]] = (
    Pong,
    Changed,
    EditsSaved,
    EditRefused,
    EditsUnsaved,
    Notice,
    People,
    Overwritten,
    ActionRefused,
    Feedback,
    Comments,
    Taken,
    Went,
    Calendar,
    Everything,
    Teams,
    TeamPeople,
    WorkshopAgenda,
    TeamAdvice,
    Links,
    Done,
    Drawn,
    NotDrawn,
    Rated,
    NotRated,
)
