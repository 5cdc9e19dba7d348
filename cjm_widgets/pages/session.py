"""One open page: edits from the browser go to the store, what the store holds goes to the browser."""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import UTC, datetime
from time import perf_counter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from cjm_widgets.journey.edits import Edit, EditError, now, value_at
from cjm_widgets.journey.model import Journey
from cjm_widgets.pages.acting import Asked, act
from cjm_widgets.pages.closing import Steps
from cjm_widgets.pages.news import Gone, Mine, brought_back, clashes, gone_now, news, still_untold, written
from cjm_widgets.pages.past import past_of
from cjm_widgets.pages.presence import Around
from cjm_widgets.pages.seen_first import SeenFirst
from cjm_widgets.pages.shown import Shown, shown, still_shown, until_tomorrow
from cjm_widgets.pages.spared import spared
from cjm_widgets.pages.throttle import RUNNING_LOOP, Throttle
from cjm_widgets.pages.visibility import Visibility
from cjm_widgets.store import JourneyStore, Saved, StoreError, Watch, watch
from cjm_widgets.store.tally import UNSAVED, own_tally
from cjm_widgets.tasks.words import others_changed, where
from cjm_widgets.widgets.difference import differences
from cjm_widgets.widgets.page import PageWidget
from cjm_widgets.widgets.protocol import from_browser, from_kernel, parts
from cjm_widgets.widgets.protocol.received import received
from cjm_widgets.widgets.spec import lists
from cjm_widgets.workshop.nameless import Nameless
from cjm_widgets.workshop.presence import Presence
from cjm_widgets.workshop.visitor import Visitor

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from cjm_widgets.pages.kept import Kept
    from cjm_widgets.pages.page import Page
    from cjm_widgets.pages.throttle import Clock

_log = logging.getLogger(__name__)

MOST_EDITS = 1000
"""How many edits of one message are taken; the others stay in the browser, which sends them again."""

DRAW_EVERY = 8.0
"""Seconds between two drawings of the figures and the advice while people type on and on; the words are shown at once.
Worked out for every letter of thirty people they would keep the computer busier than it can be."""

DRAW_AFTER = 1.0
"""Seconds after the last letter in which the figures and the advice follow."""

SETTLE_EVERY = 1.0
"""Seconds until the journey's file follows its history while people type, at most twice as many where one of several
writes it for all. In the history each letter stands at once."""

TELL_EVERY = 1.0
"""Seconds between two sentences on what others do; one sentence tells all that was done meanwhile."""

_NOT_DRAWN = (
    "All changes are saved, but the pictures and the advice on this page could not follow and are as they were "
    "before. Please tell whoever looks after the workbook."
)

_NOT_UNDERSTOOD = "This change could not be understood and was not saved. Load the page again, then make it once more."


class Session:
    """Binds one page widget to one journey in a store.

    Args:
        store: the folder of journeys.
        journey: the journey as it stands now.
        page: which page is open.
        visitor: who looks at it; without one, a person on their own computer.
        clock: when the figures are drawn again, and for how long people are told of what became of their words.
        presence: where it is told who is here; nowhere outside a served page.
        drawn: what the pages of this server have drawn.
        closed: why nothing can be changed, as a sentence; "" where people work.
    """

    def __init__(  # noqa: PLR0913  each is one thing that a page is bound to
        self,
        store: JourneyStore,
        journey: Journey,
        page: Page,
        visitor: Visitor | None = None,
        *,
        clock: Clock = RUNNING_LOOP,
        presence: Presence | None = None,
        drawn: Kept | None = None,
        closed: str = "",
    ) -> None:
        visitor = visitor or Visitor()
        self._store = store
        self._nameless, self._visibility = Nameless(store), Visibility(visitor, SeenFirst(store))
        self._page, self._closed = page, closed
        self._journey = journey
        self._clock, self._drawn = clock, drawn
        self._mine: Mine = {}
        self._gone: Gone = {}
        self._untold: tuple[Edit, ...] = ()
        self._back: frozenset[str] = frozenset()
        self._own_ids: set[str] = set()
        self._authors: set[str] = set()
        self._past = past_of(store, journey.id)
        self._watch: Watch | None = None
        self._steps = Steps(store, visitor, page.name)
        self._seen = self._visibility.seen(journey)
        self._shown: Shown | None = None
        self._shown = first = self._show_now()
        self._view = self._visibility.view(page.name, first.view, journey)
        self._sent: dict[str, Any] = {"journey": self._seen, "view": self._view, "page": first.page}
        self._sends, self._undrawn = True, False
        self.widget = PageWidget(
            spec=self._visibility.form(page.name, page.asks(journey)),
            journey=self._seen.to_json(),
            view=self._view,
            page=first.page,
            lists=lists(Journey),
            saved_at=saved_at(store, journey.id),
            summary=lambda: self._visibility.summary(self._journey, page.name),
            workshop=self._steps.view(),
            on_message=self.on_message,
        )
        self._drawing = Throttle(self._draw, DRAW_EVERY, clock, pause=DRAW_AFTER)
        self._telling = Throttle(self._tell, TELL_EVERY, clock)
        self._settling = Throttle(self._settle, SETTLE_EVERY, clock)
        self._around = Around(
            presence or Presence(None),
            visitor,
            journey=journey.id,
            page=page.name,
            send=lambda message: self.widget.say(message),  # noqa: PLW0108  looked up when it is called
            words=self._place,
        )

    def follow(self) -> None:
        """Looks for others' changes and for the next day from now on, where an event loop runs."""
        with suppress(RuntimeError):
            self._clock.call_later(until_tomorrow(datetime.now().astimezone()), self._next_day)
            self._watch = watch(self._store, self._journey.id, self.look)
        self._steps.follow(self._look_at_steps)
        self._around.follow()

    def on_message(self, content: object) -> None:
        """Answers one message from the browser, whatever it holds."""
        self._around.sign_of_life()
        who = self._visibility.visitor
        message = received("page", content, leads=who.facilitates, name=who.name)
        match message:
            case from_browser.Edits():
                self._edits(message.edits)
            case from_browser.Ping():
                self.widget.say(from_kernel.Pong(revision=self.widget.revision))
            case from_browser.Whole():
                self.widget.send_whole(self._steps.view())
                self.widget.say(from_kernel.Pong(revision=self.widget.revision))
            case from_browser.Here():
                self._around.on_message(message)
                if message.gone:
                    self._settle(in_turn=False)
            case from_browser.KeepEdition() | from_browser.TypeBack():
                self._act(message)
            case from_kernel.ActionRefused():
                self.widget.say(message)

    def look(self) -> None:
        """Shows what others have changed since this page last looked."""
        try:
            journey = self._store.open(self._journey.id)
            if journey is self._journey:
                return  # what changed was saved by this page, which has shown it
            edits = self._store.since(journey.id, self._journey.revision)
        except StoreError as error:
            self._notice(str(error))
            return
        self._journey = journey
        self._say_change(self._show(hurry=not all(map(_is_typed, edits))))
        theirs = self._of_others(edits)
        self._gone, gone = gone_now(self._gone, theirs), self._gone
        self._tell_of_others(theirs, gone)

    def _next_day(self) -> None:
        self._drawing.now()
        self._clock.call_later(until_tomorrow(datetime.now().astimezone()), self._next_day)

    def _look_at_steps(self) -> None:
        # all of it, also where nothing differs: the time that is left counts from when it is told
        self._say_change(self.widget.change([parts.Put(path=["workshop"], new=self._steps.view())]))

    def _act(self, asked: Asked) -> None:
        say = self._closed or self._steps.closed_to()
        try:
            saved, done = (None, "") if say else act(asked, self._store, self._journey)
        except StoreError as error:
            saved, done, say = None, "", str(error)
        if saved is None:
            self.widget.say(from_kernel.ActionRefused(action=asked.action, say=say))
            return
        self._took(saved)
        self._notice(done)

    def _notice(self, say: str) -> None:
        self.widget.say(from_kernel.Notice(say=say))

    def _edits(self, sent: list[Any]) -> None:
        began = perf_counter()
        understood = filter(None, map(self._understood, sent[:MOST_EDITS]))
        edits = self._open_now(self._nameless.of(understood))
        if not edits:
            return
        try:
            saved = self._store.save(self._journey.id, edits, admit=self._visibility.admitted, settled=False)
        except StoreError as error:
            own_tally().add(UNSAVED, len(edits))
            self.widget.say(from_kernel.EditsUnsaved(ids=[edit.id for edit in edits], say=str(error)))
            return
        own_tally().saved(len(saved.applied), perf_counter() - began)
        known = (one for one in sent if isinstance(one, dict) and isinstance(one.get("id"), str))
        self._settling.later()
        self._took(saved, {one["id"]: one.get("new") for one in known})

    def _settle(self, *, in_turn: bool = True) -> None:
        try:
            if not self._store.settle(self._journey.id, in_turn=in_turn):
                self._settling.later()
        except StoreError:  # nothing is lost: the history holds it
            with suppress(RuntimeError):
                self._clock.call_later(SETTLE_EVERY, self._settle)

    def _open_now(self, edits: list[Edit]) -> list[Edit]:
        """The edits whose step is open; the browser keeps the others, and sends them when it is opened again."""
        why = {edit.id: self._closed or self._steps.closed_to(edit.path) for edit in edits}
        for say in dict.fromkeys(filter(None, why.values())):
            kept = [edit.id for edit in edits if why[edit.id] == say]
            self.widget.say(from_kernel.EditsUnsaved(ids=kept, say=say))
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
        self.widget.say(from_kernel.EditRefused(id=sent_id, path=path, say=_NOT_UNDERSTOOD))
        return None

    def _took(self, saved: Saved, typed: Mapping[str, Any] = MappingProxyType({})) -> None:
        """Tells what came of edits; `typed` has what the browser put, by the edits' ids."""
        before, self._journey = self._journey, saved.journey
        own = (*saved.applied, *saved.along)
        self._own_ids.update(edit.id for edit in own)
        self._authors.update(edit.origin.author for edit in own if edit.origin is not None)
        # others may have saved since this page last looked
        theirs = self._of_others(self._store.since(before.id, before.revision))
        self._gone, gone = gone_now(self._gone, theirs), self._gone
        back = brought_back(self._journey, own, self._gone)
        self._gone = {path: by for path, by in self._gone.items() if path not in {one.path for one in back}}
        told = [*clashes(self._journey, saved.clashes, self._visibility.value), *back]
        self._tell_of_others(theirs, gone, [one.path for one in told])
        self._mine |= written(saved.applied, self._visibility.value, self._clock.time())
        # a figure that was just given stands in its picture when the browser hears that it is saved; words can wait
        change = self._show(hurry=not all(map(_is_typed, saved.applied)))
        for refused in saved.refused:
            edit, say = refused.edit, refused.say
            self.widget.say(from_kernel.EditRefused(id=edit.id, path=edit.path, say=say, notice=refused.forbidden))
        done = [edit.id for edit in (*saved.applied, *saved.overtaken)]
        change = change and spared(change, saved.applied, typed)
        self.widget.say(from_kernel.EditsSaved(ids=done, at=now(), clashes=told, change=change))
        if self._watch is not None:
            self._watch.put_off()

    def _of_others(self, edits: Sequence[Edit]) -> list[Edit]:
        """Those of which this page is told, and what is remembered of them."""
        unseen = [edit for edit in edits if edit.id not in self._own_ids and self._visibility.is_news(edit)]
        # by this person in another tab, which may be what was typed in this one and only sent there
        last = {edit.path: at for at, edit in enumerate(unseen) if edit.origin and edit.origin.author in self._authors}
        self._mine |= written((unseen[at] for at in last.values()), self._visibility.value, self._clock.time())
        return [edit for at, edit in enumerate(unseen) if at > last.get(edit.path, -1)]

    def _tell_of_others(self, theirs: Sequence[Edit], gone: Gone, clashing: Collection[str] = ()) -> None:
        found = news(self._journey, theirs, self._mine, self._clock.time(), clashing, gone=gone)
        self._mine = found.mine
        self._back |= found.back
        told = [*clashing, *(one.path for one in found.replaced)]
        earlier = still_untold(self._untold, found.back)  # that it was removed is not told: it is back
        self._untold = still_untold((*earlier, *found.others), told)
        if found.others:
            self._telling.soon()
        if found.replaced:
            self.widget.say(from_kernel.Overwritten(clashes=list(found.replaced)))

    def _tell(self) -> None:
        say = others_changed(self._journey, self._untold, self._back)
        self._untold, self._back = (), frozenset()
        if say:
            self._notice(say)

    def _place(self, path: str) -> str:
        try:
            value_at(self._journey, path)
        except EditError:
            return ""
        return where(self._journey, path)

    def _show(self, *, hurry: bool = True) -> parts.Change | None:
        """Shows the journey at once; the figures and the advice as well, or in a moment while people type.

        Returns:
            What is to be sent: all of it at once, so that the browser draws once.
        """
        self._seen = self._visibility.seen(self._journey)
        self._sends = False
        try:
            if hurry:
                self._drawing.now()
            else:
                self._drawing.soon()
        finally:
            self._sends = True
        return self._change()

    def _draw(self) -> None:
        try:
            new = self._show_now()
            view = self._visibility.view(self._page.name, new.view, self._journey)
        except Exception:  # noqa: BLE001  whatever a picture fails at, what people write is acknowledged
            _log.exception("The pictures of a page could not be drawn.")
            if not self._undrawn:
                self._notice(_NOT_DRAWN)
            self._undrawn = True
        else:
            self._shown, self._view, self._undrawn = new, view, False
        if self._sends:
            self._say_change(self._change())

    def _change(self) -> parts.Change | None:
        """What has changed of what this page may show since it was last sent."""
        before, shown = self._sent, self._shown
        self._sent = {"journey": self._seen, "view": self._view, "page": shown.page if shown else {}}
        return self.widget.change(tuple(differences(before, self._sent)))

    def _say_change(self, change: parts.Change | None) -> None:
        if change is not None:
            self.widget.say(from_kernel.Changed(change=change))

    def _show_now(self) -> Shown:
        """What the page shows; worked out anew only where something that is shared has changed."""
        shared = self._visibility.shared(self._journey)
        today = datetime.now().astimezone().date()
        if self._shown is not None and still_shown(self._shown, shared, today):
            return self._shown
        in_room = self._visibility.visitor.in_room
        return shown(self._page, shared, self._past, in_room=in_room, today=today, drawn=self._drawn)


def _is_typed(edit: Edit) -> bool:
    """Whether this is text, which comes every few letters; what a rating or an item changes is shown at once."""
    return isinstance(edit.new, str) and edit.place.kind != "move" and edit.place.part != "rounds"


def saved_at(store: JourneyStore, journey_id: str) -> str:
    """When a map was last changed."""
    return datetime.fromtimestamp(store.changed(journey_id), UTC).isoformat()


def _sendable(sent: object) -> str:
    """What a browser sent in place of a name, so that it can go back in a message."""
    return str(sent)[:400].encode("utf-8", "replace").decode("utf-8")
