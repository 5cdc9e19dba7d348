"""The open page on which feedback is brought: a table comes in pieces, is looked through, and is put on the map."""

from __future__ import annotations

import asyncio
import logging
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final
from weakref import finalize

from cjm_widgets.evidence.attaching import figures_on, figures_on_steps
from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.pages.feedback import PAGE
from cjm_widgets.pages.feedback_comments import NONE, comments_shown
from cjm_widgets.pages.feedback_file import LARGEST, BroughtFile, PieceError
from cjm_widgets.pages.feedback_looks import Look, failed, key_of, looked, shared_by_pages
from cjm_widgets.pages.session import Session, saved_at
from cjm_widgets.store import StoreError
from cjm_widgets.store.address import spelt
from cjm_widgets.tasks.plans import plan_names, plan_texts
from cjm_widgets.widgets.protocol import from_browser, from_kernel
from cjm_widgets.widgets.protocol.received import received

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_widgets.journey.model import Journey
    from cjm_widgets.pages.feedback_looks import Answer, Request
    from cjm_widgets.pages.kept import Kept
    from cjm_widgets.store import JourneyStore
    from cjm_widgets.workshop.presence import Presence
    from cjm_widgets.workshop.visitor import Visitor

_log = logging.getLogger(__name__)
TOO_LARGE: Final = (
    f"This file is larger than {LARGEST // 1024 // 1024} MB. Save only the columns that are needed, and bring it again."
)
NOT_WHOLE: Final = "The table did not come across whole. Bring it again."
LEADS_ONLY: Final = "Only whoever leads the workshop takes a survey out of the history."
_PASTED: Final = {"pasted": "what was pasted", "typed": "what was typed"}


class FeedbackSession(Session):
    """Binds the page to one journey, and holds the table that somebody brings.

    Args:
        store: the folder of journeys.
        journey: the journey as it stands now.
        visitor: who looks at the page.
        presence: where it is told who is here.
        kept: what was looked at before.
        look: makes a look.
    """

    def __init__(  # noqa: PLR0913  each is one thing that the page is bound to
        self,
        store: JourneyStore,
        journey: Journey,
        visitor: Visitor | None = None,
        *,
        presence: Presence | None = None,
        kept: Kept | None = None,
        look: Callable[[Request, Callable[[str], None]], Look] = Look,
    ) -> None:
        super().__init__(store, journey, PAGE, visitor, presence=presence)
        self.widget.on_piece = self._piece
        self._kept, self._make_look = kept or shared_by_pages(), look
        self._keys: set[str] = set()  # under which others find what this page looked at, as long as it does
        finalize(self, self._kept.forget, self._keys)
        self._brought: BroughtFile | None = None
        self._id = self._how = ""
        self._told: dict[str, Any] | None = None
        self._planned, self._plan = True, ""
        self._least: int | None = None
        self._as_written = False
        self._answer: Answer = {}
        self._done: dict[str, Any] | None = None
        self._asking: dict[str, Any] | None = None  # who has answered: what is put on the map waits for it
        self._doing = self._stage = ""
        self._task: asyncio.Task[None] | None = None
        self._look: Look | None = None
        self._looked_at: tuple[Any, ...] = ()

    def on_message(self, content: object) -> None:
        """Answers one message from the browser, whatever it holds."""
        who = self._visibility.visitor
        message = received("feedback", content, leads=who.facilitates, name=who.name)
        match message:
            case None:
                super().on_message(content)
            case from_browser.AskComments():
                said = comments_shown(self._answer.get("said", NONE), message)
                self.widget.say(from_kernel.Comments(state=said))
            case from_browser.AskFeedback() | from_browser.Piece():
                self._show_feedback()
            case from_browser.Bring():
                self._bring(message)
            case from_browser.TellOfFile():
                self._told = message.told.model_dump(mode="json") if message.told else None
                self._planned = message.planned
                self._least, self._as_written = message.least, message.as_written
                self._plan = self._plan if message.planned else ""
                self._look_again()
                self._show_feedback()
            case from_browser.StopBringing():
                self._forget()
                self._show_feedback()
            case from_browser.PutOnMap():
                self._put(message)
            case from_browser.TakeOff():
                self._take_off(message)
            case from_kernel.ActionRefused():
                self.widget.say(message)

    def look(self) -> None:
        """Shows what others have changed; a file is looked through again where the steps are others now."""
        if self._doing == "putting":
            return  # what is being written is no news; `_puts` looks when it is done
        super().look()
        if self._looked_at and self._looked_at != self._steps_of_map():
            self._look_again()
        self._show_feedback()

    def close(self) -> None:
        """Removes the table, and ends what is done with it."""
        self._forget()

    # ---- bringing

    def _bring(self, asked: from_browser.Bring) -> None:
        self._forget()
        if asked.size > LARGEST:
            self.widget.say(from_kernel.ActionRefused(action=asked.action, say=TOO_LARGE))
            return
        self._id, self._how = asked.id, asked.how
        self._told = asked.told.model_dump(mode="json") if asked.told else None
        self._planned = asked.how != "typed"
        try:
            self._brought = BroughtFile(_PASTED.get(asked.how, asked.name), asked.size)
        except OSError as error:
            self._fail(f"The table cannot be kept while it is looked at ({error.strerror}).")
            return
        self._doing = "receiving"
        self._show_feedback()
        self._taken()

    def _piece(self, content: object, piece: memoryview) -> None:
        self._around.sign_of_life()
        sent = received("feedback", content)
        if not isinstance(sent, from_browser.Piece) or self._brought is None or sent.id != self._id:
            return
        if sent.at != self._brought.at:  # sent twice, or after one that never came: from there on
            self._taken()
            return
        try:
            self._brought.take(sent.at, piece)
        except PieceError:
            self._fail(NOT_WHOLE)
        except OSError as error:
            self._fail(f"The table cannot be kept while it is looked at ({error.strerror}).")
        else:
            self._taken()

    def _taken(self) -> None:
        if self._brought is None:
            return
        self.widget.say(from_kernel.Taken(id=self._id, at=self._brought.at))
        if self._brought.is_whole and self._doing == "receiving":
            self._look_again()
            self._show_feedback()

    def _fail(self, say: str) -> None:
        self._forget()
        self._answer = {"problems": [{"row": None, "column": "", "say": say}]}
        self._show_feedback()

    def _forget(self) -> None:
        self._stop()
        self._kept.forget(self._keys)
        self._keys.clear()
        if self._brought is not None:
            self._brought.forget()
        self._brought, self._id, self._how, self._told, self._planned = None, "", "", None, True
        self._plan, self._least, self._as_written = "", None, False
        self._answer, self._done, self._asking, self._looked_at = {}, None, None, ()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._task, self._look, self._doing, self._stage = None, None, "", ""

    # ---- looking

    def _look_again(self) -> None:
        if self._brought is None or not self._brought.is_whole or self._doing == "putting":
            return
        self._stop()
        self._done = self._asking = None
        self._looked_at = self._steps_of_map()
        self._begin("looking", self._looks(self._brought))

    def _begin(self, doing: str, work: Any) -> None:
        self._doing = doing
        self._task = asyncio.get_running_loop().create_task(work)

    async def _looks(self, brought: BroughtFile) -> None:
        request = self._request(brought)
        self._look = self._make_look(request, self._at_stage)
        try:
            key = key_of(brought.content, request, plan_texts(self._store))
            self._keys.add(key)
            answer = await looked(key, self._kept, self._look)
        except Exception as error:  # noqa: BLE001  whatever it was, who waits is told that it has ended
            answer = _failed(request, error)
        self._answer, self._doing, self._stage, self._look = answer, "", "", None
        self._plan = self._plan or answer.get("looked", {}).get("planned", "")
        self._show_feedback()

    def _request(self, brought: BroughtFile) -> Request:
        return {
            "file": str(brought.path),
            "told": self._told,
            "planned": self._planned,
            "plan": self._plan,
            "typed": self._how == "typed",
            "least": self._least,
            "leasts": {one.name: one.least for one in self._journey.sources if one.least},
            "as_written": self._as_written,
            "steps": [list(one) for one in self._steps_of_map()],
            "place": spelt(self._store.place),
        }

    def _at_stage(self, stage: str) -> None:
        self._stage = stage
        self._show_feedback()

    # ---- the map

    def _put(self, asked: from_browser.PutOnMap) -> None:
        say = self._steps.closed_to()
        if not say and (self._brought is None or not self._brought.is_whole or self._doing):
            say = "Bring a table first."
        if say or self._brought is None:
            self.widget.say(from_kernel.ActionRefused(action=asked.action, say=say))
            return
        self._asking = None
        self._begin("putting", self._puts(self._brought, asked))
        self._show_feedback()

    async def _puts(self, brought: BroughtFile, asked: from_browser.PutOnMap) -> None:
        put = {
            "journey": self._journey.id,
            "name": asked.name,
            "source": brought.name,
            "date": asked.date,
            "by": asked.by[:80],
            "page": "" if self._visibility.visitor.facilitates else PAGE.name,
            "remember": asked.remember,
            "answers": asked.answers,
            "answered_by": asked.answered_by,
            "replaces": asked.replaces,
            "quotes": [one.model_dump(mode="json") for one in asked.quotes],
        }
        request = {**self._request(brought), "put": put}
        self._look = self._make_look(request, self._at_stage)
        try:
            answer = await self._look.run()
        except Exception as error:  # noqa: BLE001  as above
            answer = _failed(request, error)
        self._doing, self._stage, self._look, self._task = "", "", None, None
        self._asking = answer.get("asked")
        if "problems" in answer:
            say = self._steps.closed_to() or " ".join(one["say"] for one in answer["problems"])
            self.widget.say(from_kernel.ActionRefused(action=asked.action, say=say))
        elif "say" in answer:
            self._forget()
            self._is_ours()
            self._done = {"say": answer["say"], "name": asked.name.strip(), "was_there": answer["was_there"]}
        self.look()  # also where it stopped half way

    def _take_off(self, asked: from_browser.TakeOff) -> None:
        from cjm_widgets.tasks.detaching import detach_survey, forget_survey

        leads, who = self._visibility.visitor.facilitates, asked.by[:80]
        say = self._steps.closed_to() or (LEADS_ONLY if asked.history and not leads else "")
        if say:
            self.widget.say(from_kernel.ActionRefused(action=asked.action, say=say))
            return
        take_off = forget_survey if asked.history else detach_survey
        try:
            said = take_off(self._store, self._journey.id, asked.survey, who=who)
            told: from_kernel.Notice | from_kernel.ActionRefused = from_kernel.Notice(say=said)
            self._done = None
        except (EvidenceError, StoreError, OSError) as error:
            told = from_kernel.ActionRefused(action=asked.action, say=str(error))
        self._is_ours(
            rewritten=asked.history and isinstance(told, from_kernel.Notice)
        )  # also of what stopped half way, as where the source stays with its history
        self.look()
        self.widget.say(told)

    def _is_ours(self, *, rewritten: bool = False) -> None:
        """What was just put on the map or taken off is no news to whoever did it; it is saved, also `rewritten`."""
        since = self._store.since(self._journey.id, self._journey.revision)
        ours = [edit.id for edit in since if edit.origin is None]  # no page wrote them
        self._own_ids.update(ours)
        if ours or rewritten:
            at = since[-1].t if ours else saved_at(self._store, self._journey.id)
            self.widget.say(from_kernel.EditsSaved(ids=[], at=at))

    # ---- what is shown

    def _steps_of_map(self) -> tuple[tuple[str, str], ...]:
        return tuple((step.id, step.name) for step in self._journey.steps)

    def _show_feedback(self) -> None:
        self.widget.say(from_kernel.Feedback(state=self._state()))

    def _state(self) -> dict[str, Any]:
        brought = self._brought
        return {
            "largest": LARGEST,
            "brought": brought and {"id": self._id, "name": brought.name, "how": self._how, "size": brought.size},
            "doing": self._doing,
            "stage": self._stage,
            "told": self._told,
            "planned": self._planned,
            "least": self._least,
            "as_written": self._as_written,
            "leads": self._visibility.visitor.facilitates,
            "looked": self._answer.get("looked"),
            "problems": self._answer.get("problems", []),
            "columns": self._answer.get("columns", []),
            "done": self._done,
            "asking": self._asking,
            "surveys": surveys_on(self._visibility.shared(self._journey)),
            "plans": sorted(PurePosixPath(name).stem for name in plan_names(self._store)),
        }


def _failed(request: Request, error: Exception) -> Answer:
    _log.error("What was asked of a table that was brought has failed.", exc_info=error)
    return failed(request)


def surveys_on(journey: Journey) -> list[dict[str, Any]]:
    """The surveys and logs whose figures are on a map, as the page lists them."""
    found = []
    for source in journey.sources:
        figures = figures_on(journey, source)
        if figures or source.figures:
            told = {"id": source.id, "name": source.name or source.id, "figures": figures, "when": source.when}
            found.append({**told, "curve": figures_on_steps(journey, source) > 0})
    return found
