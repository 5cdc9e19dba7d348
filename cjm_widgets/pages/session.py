"""One open page: edits from the browser go to the store, what the store holds goes to the browser."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from pydantic import ValidationError

from cjm_widgets.journey.editions import edition_of
from cjm_widgets.journey.edits import Edit, EditError, new_edit, now, sentence, value_at
from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.progress import progress, summary
from cjm_widgets.journey.rules import advice, overruled
from cjm_widgets.pages.book import PAGES
from cjm_widgets.pages.closing import Steps
from cjm_widgets.pages.words import SOMEBODY, others_changed, where
from cjm_widgets.store import OUTSIDE, Clash, Saved, Store, StoreError, Watch, watch
from cjm_widgets.widgets.page import Message, PageWidget
from cjm_widgets.widgets.spec import lists
from cjm_widgets.workshop.visitor import Visitor

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cjm_widgets.pages.page import Page, Past

MOST_EDITS = 1000
"""How many edits of one message are taken; the others stay in the browser, which sends them again."""

RECENT = 120.0
"""For how many seconds a person is told that somebody else replaced what they wrote."""

_NOT_UNDERSTOOD = "This change could not be understood and was not saved. Load the page again, then make it once more."


class Session:
    """Binds one page widget to one journey in a store.

    Args:
        store: the folder of journeys.
        journey: the journey as it stands now.
        page: which page is open.
        visitor: who looks at it.
    """

    def __init__(self, store: Store, journey: Journey, page: Page, visitor: Visitor | None = None) -> None:
        self._store = store
        self._page = page
        self._journey = journey
        self._mine: dict[str, tuple[Any, datetime]] = {}
        self._own_ids: set[str] = set()
        self._past: dict[str, Journey | None] = {}
        self._watch: Watch | None = None
        self._steps = Steps(store.folder, visitor or Visitor(), page.name)
        self.widget = PageWidget(
            spec=page.asks(journey),
            journey=journey.to_json(),
            view=view_of(page, journey, self._at),
            page=page_of(page, journey),
            lists=lists(Journey),
            saved_at=_saved_at(store, journey.id),
            summary=summary(journey, page.name),
            workshop=self._steps.view(),
            on_message=self.heard,
        )

    def follow(self) -> None:
        """Looks for others' changes from now on, where an event loop runs."""
        with suppress(RuntimeError):
            self._watch = watch(self._store, self._journey.id, self.look)
        self._steps.follow(self._look_at_steps)

    def heard(self, message: Message) -> None:
        """Answers one message from the browser, whatever it holds."""
        answers: dict[str, Callable[[Message], None]] = {
            "edits": self._edits,
            "ping": self._ping,
            "action": self._act,
        }
        answer = answers.get(str(message.get("kind")))
        if answer is not None:
            answer(message)

    def look(self) -> None:
        """Shows what others have changed since this page last looked."""
        try:
            journey = self._store.open(self._journey.id)
            edits = self._store.since(journey.id, self._journey.revision)
        except StoreError as error:
            self.widget.tell({"kind": "notice", "say": str(error)})
            return
        before, self._journey = self._journey, journey
        self._show()
        self._tell_of_others(edits, before)

    def _look_at_steps(self) -> None:
        self.widget.workshop = self._steps.view()

    def _act(self, message: Message) -> None:
        if closed := self._steps.closed_to():
            self._refuse(str(message.get("action")), closed)
        elif message.get("action") == "keep-edition":
            self._keep_edition(message)

    def _keep_edition(self, message: Message) -> None:
        name, note, by = (str(message.get(key, "")).strip() for key in ("name", "note", "by"))
        if not name:
            self._refuse("keep-edition", "Give the edition a name, such as “After the first workshop”.")
            return
        try:
            made = edition_of(
                self._journey,
                name=name,
                note=note,
                by=by[:80],
                date=f"{datetime.now().astimezone():%Y-%m-%d}",
                edition_id=f"e{uuid4().hex[:8]}",
            )
            saved = self._store.save(
                self._journey.id, [new_edit(f"editions/{made.id}", made.model_dump(mode="json"), by=by[:80])]
            )
        except (EditError, StoreError, ValidationError) as error:
            self._refuse("keep-edition", sentence(error) if isinstance(error, ValidationError) else str(error))
            return
        self._took(saved)
        self.widget.tell({"kind": "notice", "say": f"The edition “{name}” is kept."})

    def _refuse(self, action: str, say: str) -> None:
        self.widget.tell({"kind": "action-refused", "action": action, "say": say})

    def _at(self, revision: str) -> Journey | None:
        if revision not in self._past:
            try:
                self._past[revision] = self._store.at(self._journey.id, revision)
            except StoreError:
                self._past[revision] = None
        return self._past[revision]

    def _ping(self, _: Message) -> None:
        self.widget.tell({"kind": "pong"})

    def _edits(self, message: Message) -> None:
        sent = message.get("edits")
        if not isinstance(sent, list):
            return
        understood = [edit for edit in map(self._understood, sent[:MOST_EDITS]) if edit is not None]
        edits = self._open_now(understood)
        if not edits:
            return
        try:
            saved = self._store.save(self._journey.id, edits)
        except StoreError as error:
            self.widget.tell({"kind": "unsaved", "ids": [edit.id for edit in edits], "say": str(error)})
            return
        self._took(saved)

    def _open_now(self, edits: list[Edit]) -> list[Edit]:
        """The edits whose step is open; the browser keeps the others, and sends them when it is opened again."""
        why = {edit.id: self._steps.closed_to(edit.path) for edit in edits}
        for say in dict.fromkeys(filter(None, why.values())):
            kept = [edit.id for edit in edits if why[edit.id] == say]
            self.widget.tell({"kind": "unsaved", "ids": kept, "say": say})
        return [edit for edit in edits if not why[edit.id]]

    def _understood(self, sent: object) -> Edit | None:
        known = sent if isinstance(sent, dict) else {}
        try:
            edit = Edit.model_validate({**known, "t": now()})
        except ValidationError:
            edit = None
        if edit is not None and edit.path:
            return edit
        self.widget.tell(
            {
                "kind": "refused",
                "id": _shown(known.get("id", "")),
                "path": _shown(known.get("path", "")),
                "say": _NOT_UNDERSTOOD,
            }
        )
        return None

    def _took(self, saved: Saved) -> None:
        before, self._journey = self._journey, saved.journey
        self._own_ids.update(edit.id for edit in saved.applied)
        # others may have saved since this page last looked
        self._tell_of_others(self._store.since(before.id, before.revision), before)
        for edit in saved.applied:
            self._mine[edit.path] = (edit.new, datetime.now(UTC))
        self._show()
        for refused in saved.refused:
            self.widget.tell({"kind": "refused", "id": refused.edit.id, "path": refused.edit.path, "say": refused.say})
        self.widget.tell(
            {
                "kind": "saved",
                "ids": [edit.id for edit in saved.applied],
                "at": now(),
                "clashes": [self._clash(clash) for clash in saved.clashes if clash.edit.by != OUTSIDE],
            }
        )

    def _clash(self, clash: Clash) -> Message:
        place = where(self._journey, clash.edit.path)
        by = clash.earlier_by or SOMEBODY
        stands = value_at(self._journey, clash.edit.path)
        if clash.edit.new is None and stands is not None:
            say = f"{by} was still working on {place}, so it was kept. Remove it again if you both agree."
        else:
            say = f"{by} changed {place} at the same time. Yours stands now; the earlier is kept here."
        return {"path": clash.edit.path, "where": place, "by": by, "earlier": clash.earlier, "say": say}

    def _tell_of_others(self, edits: Sequence[Edit], before: Journey) -> None:
        theirs = [edit for edit in edits if edit.id not in self._own_ids]
        if said := others_changed(self._journey, theirs) or others_changed(before, theirs):
            self.widget.tell({"kind": "notice", "say": said})
        for edit in theirs:
            self._tell_if_replaced(edit)

    def _tell_if_replaced(self, edit: Edit) -> None:
        mine, when = self._mine.pop(edit.path, (None, None))
        if when is None or not mine or mine == edit.new or (datetime.now(UTC) - when).total_seconds() > RECENT:
            return
        place = where(self._journey, edit.path)
        self.widget.tell(
            {
                "kind": "overwritten",
                "path": edit.path,
                "where": place,
                "by": edit.by or SOMEBODY,
                "earlier": mine,
                "say": f"{edit.by or SOMEBODY} has just changed {place}, where you had written this:",
            }
        )

    def _show(self) -> None:
        self.widget.journey = self._journey.to_json()
        self.widget.view = view_of(self._page, self._journey, self._at)
        self.widget.page = page_of(self._page, self._journey)
        self.widget.summary = summary(self._journey, self._page.name)


def _saved_at(store: Store, journey_id: str) -> str:
    changed = store.mark(journey_id).history.changed or store.mark(journey_id).snapshot.changed
    return datetime.fromtimestamp(changed / 1e9, UTC).isoformat()


_EMPTY = Journey(id="empty")


def _shown(sent: object) -> str:
    """What a browser sent in place of a name, so that it can go back in a message."""
    return str(sent)[:400].encode("utf-8", "replace").decode("utf-8")


def view_of(page: Page, journey: Journey, past: Past) -> dict[str, Any]:
    """What the pictures and the advice of a page show."""
    today = datetime.now().astimezone().date()
    return {
        **page.view(journey),
        **page.view_of_past(journey, past),
        "advice": [one.to_json() for one in advice(journey, page.name, today=today)],
        "overruled": [one.to_json() for one in overruled(journey, page.name, today=today)],
    }


def page_of(page: Page, journey: Journey | None) -> dict[str, Any]:
    """What the browser needs to know of a page and of the progress on all pages."""
    done = {state.page: state for state in progress(journey)} if journey else {}
    return {
        "name": page.name,
        "title": page.title,
        "journey_id": journey.id if journey else "",
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
