"""One open page: edits from the browser go to the store, what the store holds goes to the browser."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from cjm_widgets.journey.apart import is_private
from cjm_widgets.journey.edits import AFTER, Edit, EditError, now, value_at
from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.progress import progress, summary
from cjm_widgets.journey.rules import advice_and_overruled
from cjm_widgets.pages.book import PAGES
from cjm_widgets.pages.closing import Steps
from cjm_widgets.pages.presence import Around
from cjm_widgets.pages.throttle import RUNNING_LOOP, Throttle
from cjm_widgets.pages.visibility import Visibility, alike
from cjm_widgets.store import OUTSIDE, Clash, JourneyStore, Saved, StoreError, Watch, watch
from cjm_widgets.tasks.editions import keep_edition
from cjm_widgets.tasks.words import SOMEBODY, in_words, others_changed, where, within
from cjm_widgets.widgets import protocol
from cjm_widgets.widgets.page import PageWidget
from cjm_widgets.widgets.spec import lists
from cjm_widgets.workshop.presence import presence_in
from cjm_widgets.workshop.visitor import Visitor, visitor_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.pages.page import Page, Past
    from cjm_widgets.pages.throttle import Clock

MOST_EDITS = 1000
"""How many edits of one message are taken; the others stay in the browser, which sends them again."""

RECENT = 120.0
"""For how many seconds a person is told that somebody else replaced what they wrote."""

DRAW_EVERY = 0.6
"""Seconds between two drawings of the figures and the advice while people type; the words are shown at once. Worked
out for every letter of thirty people they would keep the computer busier than it can be."""

_NOT_UNDERSTOOD = "This change could not be understood and was not saved. Load the page again, then make it once more."


class Session:
    """Binds one page widget to one journey in a store.

    Args:
        store: the folder of journeys.
        journey: the journey as it stands now.
        page: which page is open.
        visitor: who looks at it; without one, a person on their own computer.
        clock: when the figures are drawn again, and for how long people are told of what became of their words.
    """

    def __init__(
        self,
        store: JourneyStore,
        journey: Journey,
        page: Page,
        visitor: Visitor | None = None,
        clock: Clock = RUNNING_LOOP,
    ) -> None:
        self._store = store
        self._visibility = Visibility(visitor or Visitor())
        self._page = page
        self._journey = journey
        self._mine: dict[str, tuple[Any, float]] = {}
        self._clock = clock
        self._own_ids: set[str] = set()
        self._past: dict[str, Journey | None] = {}
        self._watch: Watch | None = None
        self._steps = Steps(store, visitor or Visitor(), page.name)
        self._seen = self._visibility.seen(journey)
        self._shared: Journey | None = None
        self._drawn: dict[str, Any] = {}
        self._told: tuple[dict[str, Any], str] = {}, ""
        self.widget = PageWidget(
            spec=self._visibility.form(page.name, page.asks(journey)),
            journey=self._seen.to_json(),
            view=self._view(),
            page=self._told[0],
            lists=lists(Journey),
            saved_at=_saved_at(store, journey.id),
            summary=self._told[1],
            workshop=self._steps.view(),
            on_message=self.on_message,
        )
        self._drawing = Throttle(self._draw, DRAW_EVERY, clock)
        self._around = Around(
            presence_in(os.environ),
            visitor or Visitor(),
            journey=journey.id,
            page=page.name,
            send=lambda message: self.widget.say(message),  # noqa: PLW0108  looked up when it is called
            words=self._place,
        )

    def follow(self) -> None:
        """Looks for others' changes from now on, where an event loop runs."""
        with suppress(RuntimeError):
            self._watch = watch(self._store, self._journey.id, self.look)
        self._steps.follow(self._look_at_steps)
        self._around.follow()

    def on_message(self, content: object) -> None:
        """Answers one message from the browser, whatever it holds."""
        self._around.sign_of_life()
        message = protocol.received("page", content, leads=self._visibility.visitor.facilitates)
        match message:
            case protocol.Edits():
                self._edits(message.edits)
            case protocol.Ping():
                self.widget.say(protocol.Pong())
            case protocol.Here():
                self._around.on_message(message)
            case protocol.KeepEdition():
                self._keep_edition(message)
            case protocol.ActionRefused():
                self.widget.say(message)

    def look(self) -> None:
        """Shows what others have changed since this page last looked."""
        try:
            journey = self._store.open(self._journey.id)
            edits = self._store.since(journey.id, self._journey.revision)
        except StoreError as error:
            self._notice(str(error))
            return
        before, self._journey = self._journey, journey
        self._show(hurry=not all(map(_is_typed, edits)))
        self._tell_of_others(edits, before)

    def _look_at_steps(self) -> None:
        self.widget.workshop = self._steps.view()

    def _keep_edition(self, asked: protocol.KeepEdition) -> None:
        say = self._steps.closed_to()
        try:
            saved = None if say else keep_edition(self._store, self._journey, asked.name, asked.note, asked.by)
        except StoreError as error:
            saved, say = None, str(error)
        if saved is None:
            self.widget.say(protocol.ActionRefused(action=asked.action, say=say))
            return
        self._took(saved)
        self._notice(f"The edition “{asked.name.strip()}” is kept.")

    def _notice(self, say: str) -> None:
        self.widget.say(protocol.Notice(say=say))

    def _at(self, revision: str) -> Journey | None:
        if revision not in self._past:
            try:
                self._past[revision] = self._store.at(self._journey.id, revision)
            except StoreError:
                self._past[revision] = None
        return self._past[revision]

    def _edits(self, sent: list[Any]) -> None:
        understood = [edit for edit in map(self._understood, sent[:MOST_EDITS]) if edit is not None]
        edits = self._open_now(understood)
        if not edits:
            return
        try:
            saved = self._store.save(self._journey.id, edits, admit=self._visibility.admitted)
        except StoreError as error:
            self.widget.say(protocol.EditsUnsaved(ids=[edit.id for edit in edits], say=str(error)))
            return
        self._took(saved)

    def _open_now(self, edits: list[Edit]) -> list[Edit]:
        """The edits whose step is open; the browser keeps the others, and sends them when it is opened again."""
        why = {edit.id: self._steps.closed_to(edit.path) for edit in edits}
        for say in dict.fromkeys(filter(None, why.values())):
            kept = [edit.id for edit in edits if why[edit.id] == say]
            self.widget.say(protocol.EditsUnsaved(ids=kept, say=say))
        return [edit for edit in edits if not why[edit.id]]

    def _understood(self, sent: object) -> Edit | None:
        known = sent if isinstance(sent, dict) else {}
        try:
            edit = Edit.model_validate({**known, "t": now()})
        except ValidationError:
            edit = None
        if edit is not None and edit.path:
            return edit
        sent_id, path = _sendable(known.get("id", "")), _sendable(known.get("path", ""))
        self.widget.say(protocol.EditRefused(id=sent_id, path=path, say=_NOT_UNDERSTOOD))
        return None

    def _took(self, saved: Saved) -> None:
        before, self._journey = self._journey, saved.journey
        self._own_ids.update(edit.id for edit in (*saved.applied, *saved.along))
        # others may have saved since this page last looked
        self._tell_of_others(self._store.since(before.id, before.revision), before)
        for edit in saved.applied:
            self._mine[edit.path] = (self._visibility.value(_written(edit)), self._clock.time())
        # a figure that was just given stands in its picture when the browser hears that it is saved; words can wait
        self._show(hurry=not all(map(_is_typed, saved.applied)))
        for refused in saved.refused:
            edit, say = refused.edit, refused.say
            self.widget.say(protocol.EditRefused(id=edit.id, path=edit.path, say=say, notice=refused.forbidden))
        told = [one for one in saved.clashes if one.edit.by != OUTSIDE and not is_private(one.edit.path)]
        done = (*saved.applied, *saved.overtaken)
        self.widget.say(
            protocol.EditsSaved(ids=[edit.id for edit in done], at=now(), clashes=[self._clash(one) for one in told])
        )

    def _clash(self, clash: Clash) -> protocol.Clash:
        place = where(self._journey, clash.edit.path)
        by = clash.earlier_by or SOMEBODY
        stands = value_at(self._journey, clash.edit.path)
        kept = clash.edit.new is None and stands is not None
        if kept:
            say = f"{by} was still working on {within(place)}, so it was kept. Remove it again if you both agree."
        else:
            say = f"{by} changed {within(place)} at the same time. Yours stands now; the earlier is kept here."
        earlier = self._visibility.value(clash.earlier)
        return protocol.Clash(
            path=clash.edit.path,
            where=place,
            by=by,
            earlier=earlier,
            shown=in_words(self._journey, clash.edit.path, earlier),
            say=say,
            kept=kept,
        )

    def _tell_of_others(self, edits: Sequence[Edit], before: Journey) -> None:
        theirs = [edit for edit in edits if edit.id not in self._own_ids and self._is_news(edit)]
        back = next((edit for edit in theirs if isinstance(edit.new, dict) and self._removed_here(edit.path)), None)
        if back is not None:
            place = where(self._journey, back.path)
            by = back.by or SOMEBODY
            said = f"{by} was still working on {within(place)}, so it is back. Remove it again if you both agree."
        else:
            said = others_changed(self._journey, theirs) or others_changed(before, theirs)
        if said:
            self._notice(said)
        if replaced := [clash for clash in map(self._replaced, theirs) if clash is not None]:
            self.widget.say(protocol.Overwritten(clashes=replaced))

    def _removed_here(self, path: str) -> bool:
        mine, when = self._mine.get(path, ("", None))
        return mine is None and when is not None and self._clock.time() - when < RECENT

    def _is_news(self, edit: Edit) -> bool:
        """Whether people on this page are told of somebody else's edit."""
        return self._visibility.is_news(edit)

    def _replaced(self, edit: Edit) -> protocol.Clash | None:
        """What somebody wrote here a moment ago and another has just replaced."""
        mine, when = self._mine.pop(edit.path, (None, None))
        if when is None or not mine or mine == edit.new or self._clock.time() - when > RECENT:
            return None
        if isinstance(mine, list) and isinstance(edit.new, list):
            if all(one in edit.new for one in mine):
                self._mine[edit.path] = (mine, when)  # somebody ticked another box of the list
                return None
            mine = [*edit.new, *(one for one in mine if one not in edit.new)]
        place, by = where(self._journey, edit.path), edit.by or SOMEBODY
        return protocol.Clash(
            path=edit.path,
            where=place,
            by=by,
            earlier=mine,
            shown=in_words(self._journey, edit.path, mine),
            say=f"{by} has just changed {within(place)}, where you had written this:",
        )

    def _place(self, path: str) -> str:
        try:
            value_at(self._journey, path)
        except EditError:
            return ""
        return where(self._journey, path)

    def _show(self, *, hurry: bool = True) -> None:
        """Shows the journey at once; the figures and the advice as well, or in a moment while people type."""
        with self.widget.hold_sync():  # one message, and one redrawing in the browser
            seen = self._visibility.seen(self._journey)
            if not alike(seen, self._seen):
                self._seen = seen
                self.widget.journey = seen.to_json()
            if hurry:
                self._drawing.now()
            else:
                self._drawing.soon()

    def _draw(self) -> None:
        with self.widget.hold_sync():
            self.widget.view = self._view()
            self.widget.page, self.widget.summary = self._told

    def _view(self) -> dict[str, Any]:
        """What the page shows; worked out anew only where something that is shared has changed."""
        shared = self._visibility.shared(self._journey)
        if not alike(shared, self._shared):
            self._shared = shared
            self._drawn = view_of(self._page, shared, self._at)
            self._told = page_of(self._page, shared), summary(shared, self._page.name)
        return self._visibility.view(self._page.name, self._drawn, self._journey)


def _written(edit: Edit) -> Any:
    """What somebody put at a place; of a list of boxes, those that they ticked."""
    if isinstance(edit.new, list) and isinstance(edit.old, list):
        return [one for one in edit.new if one not in edit.old]
    return edit.new


def _is_typed(edit: Edit) -> bool:
    """Whether this is text, which comes every few letters; what a rating or an item changes is shown at once."""
    return isinstance(edit.new, str) and not edit.path.endswith(AFTER) and not edit.path.startswith("rounds/")


def _saved_at(store: JourneyStore, journey_id: str) -> str:
    return datetime.fromtimestamp(store.changed(journey_id), UTC).isoformat()


_EMPTY = Journey(id="empty")


def view_of(page: Page, journey: Journey, past: Past) -> dict[str, Any]:
    """What the pictures and the advice of a page show."""
    given, left_out = advice_and_overruled(journey, page.name, today=datetime.now().astimezone().date())
    return {
        **page.view(journey),
        **page.view_of_past(journey, past),
        "advice": [one.to_json() for one in given],
        "overruled": [one.to_json() for one in left_out],
    }


def page_of(page: Page, journey: Journey | None) -> dict[str, Any]:
    """What the browser needs to know of a page and of the progress on all pages."""
    done = {state.page: state for state in progress(journey)} if journey else {}
    return {
        "name": page.name,
        "title": page.title,
        "journey_id": journey.id if journey else "",
        "in_room": visitor_in(os.environ).in_room,
        "homes": {
            field["name"]: one.file
            for one in PAGES
            for section in one.asks(_EMPTY).get("sections", ())
            for field in section["fields"]
            if field["kind"] == "items" and not field["fixed"]
        },
        "parts": {where: list(parts) for where, parts in page.parts.items()},
        "pages": [
            {
                "name": one.name,
                "file": one.file,
                "title": one.title,
                "done": done[one.name].state if one.name in done else "empty",
                "say": done[one.name].say if one.name in done else "",
            }
            for one in PAGES
        ],
    }


def _sendable(sent: object) -> str:
    """What a browser sent in place of a name, so that it can go back in a message."""
    return str(sent)[:400].encode("utf-8", "replace").decode("utf-8")
