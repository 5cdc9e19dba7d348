"""The agenda of a workshop: which step everybody is at, how long it still takes, and which steps are closed.

Every function is pure: it gives another `Workshop`, or a value that follows from one and the present time.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from math import ceil
from typing import Annotated, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from cjm_widgets.journey.rules import PAGE_NAMES, PageName

MINUTES: Final[dict[PageName, int]] = {
    "diagnostic": 15,
    "personas": 45,
    "steps": 50,
    "satisfaction": 50,
    "moments_of_truth": 20,
    "solutions": 40,
    "map": 20,
    "evaluate": 10,
}
"""How long each step takes, as the guidance in its workbook says; a test holds the two together."""

LONGEST: Final = 12 * 60 * 60
"""Seconds: no step of a workshop takes longer than half a day."""

_PAST: Final = datetime(2000, 1, 1, tzinfo=UTC)
_FAR: Final = datetime(9000, 1, 1, tzinfo=UTC)


class Workshop(BaseModel):
    """What the facilitator has said about the steps.

    Args:
        closed: the steps that participants cannot work on at present, in the order of the method.
        step: the step that everybody is at, or "".
        seconds: how long that step takes.
        began: when it began, the pauses taken off.
        paused: since when the clock stands still, or None.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    closed: tuple[PageName, ...] = ()
    step: PageName | Literal[""] = ""
    seconds: Annotated[int, Field(ge=0, le=LONGEST)] = 0
    began: Annotated[AwareDatetime, Field(ge=_PAST, le=_FAR)] | None = None
    paused: Annotated[AwareDatetime, Field(ge=_PAST, le=_FAR)] | None = None


def begun(workshop: Workshop, step: PageName, now: datetime) -> Workshop:
    """Everybody is at this step from now on; if it was closed it is open."""
    return opened(workshop, step).model_copy(
        update={"step": step, "seconds": MINUTES.get(step, 10) * 60, "began": now, "paused": None}
    )


def ended(workshop: Workshop) -> Workshop:
    """Everybody is at no step in particular."""
    return workshop.model_copy(update={"step": "", "seconds": 0, "began": None, "paused": None})


def longer(workshop: Workshop, minutes: int, now: datetime) -> Workshop:
    """The current step takes so many minutes more, or fewer if they are less than none.

    When time is up already, the minutes count from now.
    """
    left = seconds_left(workshop, now)
    if left is None:
        return workshop
    wanted = max(0, max(0, left) + minutes * 60)
    return workshop.model_copy(update={"seconds": min(LONGEST, max(0, workshop.seconds + wanted - left))})


def paused(workshop: Workshop, now: datetime) -> Workshop:
    """The clock stands still."""
    if not workshop.step or workshop.began is None or workshop.paused is not None:
        return workshop
    return workshop.model_copy(update={"paused": now})


def resumed(workshop: Workshop, now: datetime) -> Workshop:
    """The clock goes on from where it stood."""
    if workshop.paused is None or workshop.began is None:
        return workshop
    return workshop.model_copy(update={"began": workshop.began + (now - workshop.paused), "paused": None})


def closed(workshop: Workshop, step: PageName) -> Workshop:
    """Participants cannot work on this step until it is opened again."""
    shut = {*workshop.closed, step}
    return workshop.model_copy(update={"closed": tuple(page for page in PAGE_NAMES[1:] if page in shut)})


def opened(workshop: Workshop, step: PageName) -> Workshop:
    """Participants can work on this step."""
    return workshop.model_copy(update={"closed": tuple(page for page in workshop.closed if page != step)})


def seconds_left(workshop: Workshop, now: datetime) -> int | None:
    """How long the current step still takes; less than zero when time is up, None when there is no current step."""
    if not workshop.step or workshop.began is None:
        return None
    gone = (workshop.paused or now) - workshop.began
    return ceil((timedelta(seconds=workshop.seconds) - gone).total_seconds())
