"""A map that is brought to the start page: read by a process of its own, shown, and made or proposed when asked."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from pydantic import ValidationError

from cjm_widgets.journey.model import Journey
from cjm_widgets.pages.feedback_file import BroughtFile, PieceError
from cjm_widgets.pages.feedback_looks import Look
from cjm_widgets.store import StoreError
from cjm_widgets.tasks.making import make_begun
from cjm_widgets.tasks.maps import delete_map, until
from cjm_widgets.tasks.maps_files import ENDINGS, LARGEST
from cjm_widgets.tasks.proposing import proposed, take, take_back
from cjm_widgets.widgets.protocol.brought_maps import (
    BringMap,
    MakeBrought,
    ProposeBrought,
    TakeProposed,
    UndoBrought,
    WithBrought,
)
from cjm_widgets.widgets.protocol.from_browser import Piece, StopBringing
from cjm_widgets.widgets.protocol.from_kernel import ActionRefused, Notice, Taken
from cjm_widgets.widgets.protocol.received import received

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_widgets.pages.feedback_looks import Answer
    from cjm_widgets.store import JourneyStore
    from cjm_widgets.tasks.proposing import Proposal, Took
    from cjm_widgets.widgets.page import PageWidget

NOT_WHOLE: Final = "The file did not come across whole. Bring it again."
TOO_LARGE: Final = f"This file is larger than {LARGEST // 1024 // 1024} MB, and no map is. Is it the right one?"
FAILED: Final = (
    "This file could not be read, and nothing was made. Bring the map in another form, such as CSV or Markdown, and "
    "please tell whoever looks after the workbook."
)
TOO_SLOW: Final = (
    "Reading this file took too long and was stopped; nothing was made. Bring the map alone, without other tables, "
    "as CSV or Markdown."
)
FIRST: Final = "Bring a map first."
NOTHING: Final = "There is nothing to undo."
_log = logging.getLogger(__name__)


class ReadMap(Look):
    """Reads one map's file in a process of its own, which can be stopped."""

    task: ClassVar = "cjm_widgets.tasks.reading"
    within: ClassVar = 120.0
    """Seconds that it may take: the largest of real maps take a few, also on a slow computer."""

    async def run(self) -> Answer:
        """Asks a process of its own, and ends it where it takes too long."""
        try:
            return await asyncio.wait_for(super().run(), self.within)
        except TimeoutError:
            return {"problem": TOO_SLOW}

    def failed(self, *, died: bool) -> Answer:  # noqa: ARG002 - why makes no difference here
        """What is said where nothing was answered."""
        return {"problem": FAILED}


class BroughtMap:
    """What is brought to one open start page.

    Args:
        store: the folder of maps.
        widget: the page, which is told.
        changed: called when what is shown here is another.
        look: reads a file.
    """

    def __init__(
        self, store: JourneyStore, widget: PageWidget, changed: Callable[[], None], look: type[ReadMap] = ReadMap
    ) -> None:
        self._store, self._widget, self._changed, self._make_look = store, widget, changed, look
        self._file: BroughtFile | None = None
        self._asked: BringMap | None = None
        self._task: asyncio.Task[None] | None = None
        self._journey: Journey | None = None
        self._forget()

    def close(self) -> None:
        """Removes the file, and ends what is done with it."""
        self._forget()

    # ---- coming across

    def on_message(self, asked: WithBrought | StopBringing | Piece) -> None:
        """Does what is asked."""
        match asked:
            case BringMap():
                self._bring(asked)
            case Piece():  # without its bytes: from where on they are wanted
                self._widget.say(Taken(id=asked.id, at=self._file.at if self._file else 0))
            case StopBringing():
                self._forget()
                self._widget.say(Notice(say="Nothing was made of it."))
            case MakeBrought() | ProposeBrought() | TakeProposed() | UndoBrought():
                try:
                    self._undo(asked) if isinstance(asked, UndoBrought) else self._with_map(asked)
                except (ValueError, StoreError, ValidationError) as error:
                    self._widget.say(ActionRefused(action=asked.action, say=str(error)))
        self._changed()

    def on_piece(self, content: object, piece: memoryview) -> None:
        """Takes some of the file."""
        sent = received("start", content)
        if not isinstance(sent, Piece) or self._file is None or self._asked is None or sent.id != self._asked.id:
            return
        try:
            if sent.at == self._file.at:  # else it was sent twice, or one before it never came
                self._file.take(sent.at, piece)
        except (PieceError, OSError) as error:
            self._fail(NOT_WHOLE if isinstance(error, PieceError) else _unkept(error))
        else:
            self._taken(self._file, self._asked)

    def _bring(self, asked: BringMap) -> None:
        self._forget()
        self._asked = asked
        if asked.size > LARGEST:
            self._fail(TOO_LARGE)
            return
        try:
            self._file = BroughtFile(asked.name, asked.size)
        except OSError as error:
            self._fail(_unkept(error))
            return
        self._doing = "receiving"
        self._taken(self._file, asked)

    def _taken(self, file: BroughtFile, asked: BringMap) -> None:
        self._widget.say(Taken(id=asked.id, at=file.at))
        if file.is_whole and self._doing == "receiving":
            self._doing = "reading"
            self._task = asyncio.get_running_loop().create_task(self._reads(file, asked))
            self._changed()

    async def _reads(self, file: BroughtFile, asked: BringMap) -> None:
        request = {"file": str(file.path), "name": file.name, "pasted": asked.pasted}
        try:
            answer = await self._make_look(request, lambda _: None).run()
            self._journey = Journey.model_validate(answer["journey"]) if "journey" in answer else None
        except Exception as error:  # noqa: BLE001  whatever it was, who waits is told that it has ended
            _log.error("A map that was brought could not be read.", exc_info=error)
            answer = {"problem": FAILED}
        self._answer, self._doing, self._task = answer, "", None
        file.forget()
        self._changed()

    def _fail(self, say: str) -> None:
        self._stop()
        self._answer = {"problem": say}
        self._changed()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
        if self._file is not None:
            self._file.forget()
        self._task, self._file, self._doing = None, None, ""

    def _forget(self) -> None:
        self._stop()
        self._asked, self._answer = None, {}
        self._journey = None
        self._into: ProposeBrought | None = None
        self._offered: tuple[Proposal, ...] = ()
        self._done: dict[str, Any] | None = None
        self._made: Took | None = None

    # ---- what becomes of it

    def _with_map(self, asked: MakeBrought | ProposeBrought | TakeProposed) -> None:
        if self._journey is None:
            raise ValueError(FIRST)
        match asked:
            case MakeBrought():
                made = make_begun(self._store, asked.title.strip(), self._journey, by=asked.by[:80])
                self._forget()
                self._tell(f"“{made.title}” is brought in.", made.id, made.title)
            case ProposeBrought():
                self._into = None
                here, whose = self._store.open(asked.journey), asked.whose.strip()
                by_id, left = self._answer["has_ids"], self._answer["left"]
                self._offered = proposed(here, self._journey, by_id=by_id, whose=whose, left=left)
                self._into = asked
            case TakeProposed():
                self._take(asked)

    def _take(self, asked: TakeProposed) -> None:
        chosen = [one for at, one in enumerate(self._offered) if at in asked.chosen]
        if self._into is None or not chosen:
            raise ValueError("Tick what is to be taken.")
        journey = self._into.journey
        took = take(self._store, journey, chosen, by=asked.by[:80])
        title, fitted = self._store.open(journey).title, len(took.edits)
        self._forget()
        self._made = took
        say = f"{fitted} of {len(chosen)} changes are on “{title}”."
        if fitted == len(chosen):
            say = f"{fitted} {'change is' if fitted == 1 else 'changes are'} on “{title}”."
        self._tell(say, journey, title, undo=fitted > 0)

    def _undo(self, asked: UndoBrought) -> None:
        done, took, by = self._done, self._made, asked.by[:80]
        if done is None or not done["undo"]:
            raise ValueError(NOTHING)
        journey, title = done["journey"], done["title"]
        if took is None:
            gone = delete_map(self._store, journey, by=by)
            say = f"Undone: “{title}” is deleted. It can be brought back until {until(gone)}."
            self._tell(say, "", title, undo=False)
            return
        left = take_back(self._store, took, by=by)
        say = f"Undone: “{title}” is as it was."
        if left:
            stay = "1 place that somebody has" if left == 1 else f"{left} places that somebody has"
            say = f"Undone on “{title}”, but for {stay} changed since."
        self._tell(say, journey, title, undo=False)

    def _tell(self, say: str, journey: str, title: str, *, undo: bool = True) -> None:
        self._done = {"say": say, "journey": journey, "title": title, "undo": undo}

    # ---- what is shown

    def view(self) -> dict[str, Any]:
        """All that is shown of it."""
        asked = self._asked
        return {
            "largest": LARGEST,
            "endings": list(ENDINGS),
            "brought": asked and {"id": asked.id, "name": "" if asked.pasted else asked.name, "size": asked.size},
            "doing": self._doing,
            "problem": self._answer.get("problem", ""),
            "read": self._read(),
            "into": self._into and {"journey": self._into.journey, "whose": self._into.whose},
            "offered": [
                {"where": one.where, "here": one.here, "there": one.there, "removes": one.removes}
                for one in self._offered
            ],
            "done": self._done,
        }

    def _read(self) -> dict[str, Any] | None:
        journey = self._journey
        if journey is None:
            return None
        ids = {one.id for one in journey.stages}
        groups = [("", [one for one in journey.steps if one.stage not in ids])]
        groups += [(stage.name, [one for one in journey.steps if one.stage == stage.id]) for stage in journey.stages]
        return {
            "title": journey.title or Path(self._asked.name if self._asked else "").stem,
            "stages": [
                {"name": name, "steps": [step.name for step in steps]} for name, steps in groups if name or steps
            ],
            "left_out": self._answer["left_out"],
            "changed": self._answer["changed"],
            "more": self._answer["more"],
        }


def _unkept(error: OSError) -> str:
    return f"The file cannot be kept while it is read ({error.strerror})."
