"""What everything is that a browser says to a page's process."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import ConfigDict

from cjm_widgets.widgets.protocol.message import Message

Sender = Literal["anybody", "facilitator"]
"""Who may send a message: whoever may open the page, or only who leads the workshop."""


class FromBrowser(Message):
    """What a browser sends. Fields that are not known here are passed over, so that newer pages can say more."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    sender: ClassVar[Sender] = "anybody"


class Action(FromBrowser):
    """Something to be done at once; the answer says what came of it. `by` is the person's name."""

    kind: Literal["action"] = "action"
    action: str
    by: str = ""
