"""What a browser and a page's process say to each other: every kind of message, who may send it, and its fields.

A message is a JSON object with a `kind`; of the kind "action" there are several, told apart by their `action`. What a
browser sends is read by `received`: a message that does not fit its class here reaches no handler. The page of
documentation (docs/messages.md) and the types of the browser's code (browser/lib/messages.d.ts) are made from these
classes by docs/make_messages.py, and a test holds them together.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, WithJsonSchema

from cjm_widgets.journey.parts.rounds import RoundName, RoundState  # noqa: TC001 - pydantic reads them
from cjm_widgets.journey.rules import PAGE_NAMES, PageName

End = Literal["page", "start", "facilitator", "pictures", "monitor"]
"""Which widget talks: a page of the method, the start page, the facilitator's page, the figures, the monitor alone."""

Sender = Literal["anybody", "facilitator"]
"""Who may send a message: whoever may open the page, or only who leads the workshop."""


def _is_step(name: PageName) -> PageName:
    if name not in PAGE_NAMES[1:]:
        raise ValueError("the start page is no step")
    return name


StepName = Annotated[PageName, AfterValidator(_is_step)]
"""A step of the method; the start page is none."""


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


class Clash(Part):
    """Two people changed one place; what stood there before is one click away.

    `earlier` is the value to put back, `shown` the same in words, `kept` a removal that was not made.
    """

    path: str
    where: str
    by: str
    earlier: Any
    shown: str
    say: str
    kept: bool = False


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

    name: str
    state: Literal["empty", "started", "done"]
    say: str


class Round(Part):
    """What people rate apart, and how many have."""

    about: RoundName
    page: PageName
    title: str
    state: RoundState
    counted: int


class Team(Part):
    """One team at a glance; of a map that cannot be opened only id, title, problem, changed and link."""

    id: str
    title: str
    problem: str
    changed: float
    link: str
    steps: list[Progress] = []
    done: int = 0
    advice: int = 0
    pulse: dict[str, Any] | None = None
    rounds: list[Round] = []
    editions: int = 0
    edition: str = ""


class Agenda(Part):
    """Where the workshop is: the current step, the seconds left, and which steps are closed."""

    step: str
    left: int | None
    paused: bool
    closed: list[PageName]
    problem: str


class Step(Part):
    """A step of the method, and how long it usually takes."""

    name: str
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


class Message(BaseModel):
    """Base of all messages. Each has its `kind`, the widgets between which it goes, and an example."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str
    ends: ClassVar[tuple[End, ...]]
    example: ClassVar[dict[str, Any]] = {}

    def to_json(self) -> dict[str, Any]:
        """The message as it is sent."""
        return self.model_dump(mode="json")


# ---- from the browser


class FromBrowser(Message):
    """What a browser sends. Fields that are not known here are passed over, so that newer pages can say more."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    sender: ClassVar[Sender] = "anybody"


class Edits(FromBrowser):
    """Changes of one person, in order; those that cannot be understood are refused one by one."""

    ends = ("page",)
    example: ClassVar = {
        "edits": [{"id": "k3x9w2abcd-4fz81q-7", "by": "Ana", "path": "steps/a/goal", "old": "", "new": "Get there"}]
    }

    kind: Literal["edits"] = "edits"
    edits: list[Annotated[Any, WithJsonSchema(SentEdit.model_json_schema())]]


class Ping(FromBrowser):
    """Is anybody there?"""

    ends = ("page", "start", "facilitator")

    kind: Literal["ping"] = "ping"


class Here(FromBrowser):
    """Where the focus is and what its person is called; `gone` when the page is left."""

    ends = ("page",)
    example: ClassVar = {"name": "Ana", "field": "steps/a/goal"}

    kind: Literal["here"] = "here"
    name: str = ""
    field: str = ""
    gone: bool = False


class Action(FromBrowser):
    """Something to be done at once; the answer says what came of it. `by` is the person's name."""

    kind: Literal["action"] = "action"
    action: str
    by: str = ""


class KeepEdition(Action):
    """Keep the map as it stands under a name."""

    ends = ("page",)
    example: ClassVar = {"name": "After the first workshop", "note": "With two nurses", "by": "Ana"}

    action: Literal["keep-edition"] = "keep-edition"
    name: str = ""
    note: str = ""


class MakeMap(Action):
    """Make a map and go to it."""

    ends = ("start",)
    sender = "facilitator"
    example: ClassVar = {"title": "Joining the library", "starter": "blank", "by": "Fay"}

    action: Literal["make"] = "make"
    title: str = ""
    starter: str = "blank"


class Hello(FromBrowser):
    """Tell everything."""

    ends = ("facilitator",)
    sender = "facilitator"

    kind: Literal["hello"] = "hello"


class AskAdvice(FromBrowser):
    """Tell the advice that is outstanding for one team."""

    ends = ("facilitator",)
    sender = "facilitator"
    example: ClassVar = {"journey": "trip"}

    kind: Literal["advice"] = "advice"
    journey: str


class AskLinks(FromBrowser):
    """Tell the links of all teams, with their QR codes."""

    ends = ("facilitator",)
    sender = "facilitator"

    kind: Literal["links"] = "links"


class Led(Action):
    """An action of the facilitator."""

    ends = ("facilitator",)
    sender = "facilitator"


class MakeMaps(Led):
    """Make a map for each line; `begin` is “starter:NAME” or “copy:ID”."""

    example: ClassVar = {"titles": "Team A\nTeam B", "begin": "starter:blank", "by": "Fay"}

    action: Literal["make"] = "make"
    titles: str = ""
    begin: str = ""


class KeepEditions(Led):
    """Keep all maps as they stand under a name."""

    example: ClassVar = {"name": "After the first workshop", "note": "All teams", "by": "Fay"}

    action: Literal["keep-edition"] = "keep-edition"
    name: str = ""
    note: str = ""


class Reveal(Led):
    """Show what people rated for themselves; `journey` is one team, "" for all."""

    example: ClassVar = {"about": "satisfaction", "by": "Fay"}

    action: Literal["reveal"] = "reveal"
    about: RoundName
    journey: str = ""


class Hide(Led):
    """Let people rate apart again; as for `Reveal`."""

    example: ClassVar = {"about": "satisfaction", "journey": "trip", "by": "Fay"}

    action: Literal["hide"] = "hide"
    about: RoundName
    journey: str = ""


class Begin(Led):
    """Everybody is at this step from now on."""

    example: ClassVar = {"step": "steps"}

    action: Literal["begin"] = "begin"
    step: StepName


class Close(Led):
    """Participants cannot work on this step."""

    example: ClassVar = {"step": "steps"}

    action: Literal["close"] = "close"
    step: StepName


class Open(Led):
    """Participants can work on this step again."""

    example: ClassVar = {"step": "steps"}

    action: Literal["open"] = "open"
    step: StepName


class Longer(Led):
    """The current step takes so many minutes more, or fewer."""

    example: ClassVar = {"minutes": -5}

    action: Literal["longer"] = "longer"
    minutes: Annotated[int, Field(strict=True, ge=-60, le=60)]


class Pause(Led):
    """The clock stands still."""

    action: Literal["pause"] = "pause"


class Resume(Led):
    """The clock goes on."""

    action: Literal["resume"] = "resume"


class Finish(Led):
    """Everybody is at no step in particular."""

    action: Literal["end"] = "end"


class Draw(FromBrowser):
    """Draw the figures."""

    ends = ("pictures",)

    kind: Literal["draw"] = "draw"


class Rate(FromBrowser):
    """A rating in the monitor that stands alone in a notebook."""

    ends = ("monitor",)
    example: ClassVar = {"path": "steps/a/ratings/room/value", "next": 1}

    kind: Literal["edit"] = "edit"
    path: str
    next: Any


# ---- from the page's process


class FromKernel(Message):
    """What a page's process sends to every browser that shows the page."""


class Pong(FromKernel):
    """Yes, somebody is here."""

    ends = ("page", "start", "facilitator")

    kind: Literal["pong"] = "pong"


class EditsSaved(FromKernel):
    """These changes are on disk; `at` is when, in UTC."""

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
    }

    kind: Literal["saved"] = "saved"
    ids: list[str]
    at: str
    clashes: list[Clash] = []


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

    ends = ("page",)
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

    ends = ("page", "start", "facilitator")
    example: ClassVar = {"action": "keep-edition", "say": "Give the edition a name."}

    kind: Literal["action-refused"] = "action-refused"
    action: str
    say: str


class Went(FromKernel):
    """The map is made: go to this workbook of it."""

    ends = ("start",)
    example: ClassVar = {"file": "01_diagnostic.ipynb", "journey": "trip"}

    kind: Literal["went"] = "went"
    file: str
    journey: str


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


# ---- the table

FROM_BROWSER: Final[tuple[type[FromBrowser], ...]] = (
    Edits,
    Ping,
    Here,
    KeepEdition,
    MakeMap,
    Hello,
    AskAdvice,
    AskLinks,
    MakeMaps,
    KeepEditions,
    Reveal,
    Hide,
    Begin,
    Close,
    Open,
    Longer,
    Pause,
    Resume,
    Finish,
    Draw,
    Rate,
)
FROM_KERNEL: Final[tuple[type[FromKernel], ...]] = (
    Pong,
    EditsSaved,
    EditRefused,
    EditsUnsaved,
    Notice,
    People,
    Overwritten,
    ActionRefused,
    Went,
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

_LEADERS_ONLY: Final = "Whoever leads the workshop does this."
_NOT_UNDERSTOOD: Final = "This could not be understood and was not done. Load the page again, then try once more."


def name_of(kind: type[Message]) -> tuple[str, str]:
    """What tells a message from others between the same ends: its kind, and its action or ""."""
    fields = kind.model_fields
    return str(fields["kind"].default), str(fields["action"].default) if issubclass(kind, Action) else ""


_READ_AS: Final = {(end, *name_of(kind)): kind for kind in FROM_BROWSER for end in kind.ends}


def received(end: End, content: object, *, leads: bool = True) -> FromBrowser | ActionRefused | None:
    """What a browser has sent, as a message; None where it is none that this end takes.

    An action that cannot be understood, or that its sender may not ask for, comes back as the answer to it.

    Args:
        end: the widget that the browser shows.
        content: what it sent, whatever that is.
        leads: whether its person leads the workshop.
    """
    sent = content if isinstance(content, dict) else {}
    name, action = str(sent.get("kind")), str(sent.get("action", ""))[:80]
    kind = _READ_AS.get((end, name, action if name == "action" else ""))
    if kind is None:
        return None
    answers = issubclass(kind, Action)
    if kind.sender == "facilitator" and not leads:
        return ActionRefused(action=action, say=_LEADERS_ONLY) if answers else None
    try:
        return kind.model_validate(sent)
    except ValidationError:
        return ActionRefused(action=action, say=_NOT_UNDERSTOOD) if answers else None
