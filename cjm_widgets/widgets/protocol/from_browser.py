"""What a browser says to a page's process."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Final, Literal

from pydantic import AfterValidator, Field, WithJsonSchema

from cjm_widgets.journey.parts.rounds import RoundName  # noqa: TC001 - pydantic reads it
from cjm_widgets.journey.rules import PAGE_NAMES, PageName
from cjm_widgets.widgets.protocol.about_due import AskCalendar, SettleDue, UndoDue
from cjm_widgets.widgets.protocol.about_maps import ArchiveMap, BringBackMap, CopyMap, DeleteMap, DescribeMap
from cjm_widgets.widgets.protocol.brought_maps import ABOUT_BROUGHT
from cjm_widgets.widgets.protocol.parts import ChosenComment, SentEdit, ToldOfFile, TypedAnswers
from cjm_widgets.widgets.protocol.sent import Action, FromBrowser


def _is_step(name: PageName) -> PageName:
    if name not in PAGE_NAMES[1:]:
        raise ValueError("the start page is no step")
    return name


StepName = Annotated[PageName, AfterValidator(_is_step)]
"""A step of the method; the start page is none."""


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


class Whole(FromBrowser):
    """What the page shows is not what a change begins with, or is late: all of it is sent, as the widget's state."""

    ends = ("page", "start")

    kind: Literal["whole"] = "whole"


class Here(FromBrowser):
    """Where the focus is and what its person is called; `gone` when the page is left."""

    ends = ("page",)
    example: ClassVar = {"name": "Ana", "field": "steps/a/goal"}

    kind: Literal["here"] = "here"
    name: str = ""
    field: str = ""
    gone: bool = False


class KeepEdition(Action):
    """Keep the map as it stands under a name."""

    ends = ("page",)
    example: ClassVar = {"name": "After the first workshop", "note": "With two nurses", "by": "Ana"}

    action: Literal["keep-edition"] = "keep-edition"
    name: str = ""
    note: str = ""


class AskFeedback(FromBrowser):
    """Tell what the page on which feedback is brought shows."""

    ends = ("feedback",)

    kind: Literal["feedback"] = "feedback"


class Bring(Action):
    """A table is brought: its bytes follow in pieces. `told` is said of figures that were typed."""

    ends = ("feedback",)
    example: ClassVar = {"id": "b1", "name": "survey.csv", "size": 2048, "how": "file"}

    action: Literal["bring"] = "bring"
    id: Annotated[str, Field(max_length=40)]
    name: Annotated[str, Field(max_length=400)] = ""
    size: Annotated[int, Field(ge=0)]
    how: Literal["file", "pasted", "typed"] = "file"
    told: ToldOfFile | None = None


class Piece(FromBrowser):
    """A piece of what is brought, as the bytes that come with the message; `at` is where it begins."""

    ends = ("feedback", "start")
    example: ClassVar = {"id": "b1", "at": 0}

    kind: Literal["piece"] = "piece"
    id: str
    at: int


class TellOfFile(Action):
    """What somebody says of the table that they brought; None leaves it to the plan that is kept.

    `least`: from how many people a group is shown, None for as many as before; `as_written`: comments stay unmasked.
    """

    ends = ("feedback",)
    example: ClassVar = {"told": {"scale": "positive-share", "steps": {"Waiting": "I wait to be called"}}}

    action: Literal["tell"] = "tell"
    told: ToldOfFile | None = None
    planned: bool = True
    least: Annotated[int | None, Field(ge=2, le=1000)] = None
    as_written: bool = False


class StopBringing(Action):
    """Stop what is going on with the table or the map that is brought, and forget it."""

    ends = ("feedback", "start")

    action: Literal["stop-bringing"] = "stop-bringing"


class AskComments(FromBrowser):
    """Tell some of the comments in the table: the first `most` that hold the words and are about the step."""

    ends = ("feedback",)
    example: ClassVar = {"sought": "queue", "step": "Security", "most": 20}

    kind: Literal["comments"] = "comments"
    sought: Annotated[str, Field(max_length=200)] = ""
    step: Annotated[str, Field(max_length=400)] = ""
    most: Annotated[int, Field(ge=1, le=500)] = 20


class PutOnMap(Action):
    """Put what was understood on the map, as a survey of this name.

    `remember`: how it was read, for the next file; `answers`: bare, beside the map; `quotes`: chosen comments;
    `answered_by`: who has answered, and `replaces`: whether another survey's figures go, where the page was asked.
    """

    ends = ("feedback",)
    example: ClassVar = {"name": "Ward survey", "remember": True, "date": "2026-05", "by": "Ana"}

    action: Literal["put-on-map"] = "put-on-map"
    name: Annotated[str, Field(max_length=200)] = ""
    remember: bool = True
    answers: bool = True
    quotes: Annotated[tuple[ChosenComment, ...], Field(max_length=500)] = ()
    date: Annotated[str, Field(max_length=40)] = ""
    answered_by: Literal["", "same", "others"] = ""
    replaces: bool = False


class TakeOff(Action):
    """Take a survey off the map; `survey` is the id of its source. `history`: out of the history and editions too."""

    ends = ("feedback",)
    example: ClassVar = {"survey": "ward-survey", "by": "Ana"}

    action: Literal["take-off"] = "take-off"
    survey: str
    history: bool = False


class TypeBack(Action):
    """Put the answers to the three questions of a day on the map, in the place of those of that day before."""

    ends = ("page",)
    example: ClassVar = {"day": "2026-05-03", "answers": [{"at": "steps/a", "counts": [2, 3, 5, 6, 4]}], "by": "Ana"}

    action: Literal["type-back"] = "type-back"
    day: str = ""
    answers: list[TypedAnswers] = Field(default=[], max_length=20)


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


FROM_BROWSER: Final[tuple[type[FromBrowser], ...]] = (
    Edits,
    Ping,
    Whole,
    Here,
    KeepEdition,
    AskFeedback,
    AskComments,
    Bring,
    Piece,
    TellOfFile,
    StopBringing,
    PutOnMap,
    TakeOff,
    TypeBack,
    MakeMap,
    CopyMap,
    DescribeMap,
    ArchiveMap,
    DeleteMap,
    BringBackMap,
    SettleDue,
    UndoDue,
    AskCalendar,
    *ABOUT_BROUGHT,
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
