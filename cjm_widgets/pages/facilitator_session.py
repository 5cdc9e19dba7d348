"""The open facilitator's page: follows all teams of a folder, and does what the facilitator asks for."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, get_args

from cjm_widgets.journey.parts.rounds import RoundName
from cjm_widgets.pages import for_all, host
from cjm_widgets.pages.book import PAGES
from cjm_widgets.pages.facilitator import STEPS, advice_view, overview, people_view, team_view
from cjm_widgets.pages.handing_out import link_of, pattern
from cjm_widgets.pages.start_session import STARTERS
from cjm_widgets.store import Mark, Store, StoreError, Watch, watch_mark
from cjm_widgets.widgets.facilitator import FacilitatorWidget
from cjm_widgets.workshop import agenda
from cjm_widgets.workshop.agenda import MINUTES, Workshop, seconds_left
from cjm_widgets.workshop.state import WorkshopFile

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cjm_widgets.pages.facilitator import Person
    from cjm_widgets.pages.for_all import Outcome
    from cjm_widgets.widgets.page import Message
    from cjm_widgets.workshop.visitor import Visitor

EVERY: Final = 0.5
"""How often the marks of all journeys are looked at, in seconds."""

REST: Final = 0.9
"""For so many seconds after a team was worked out it is left alone, however much it types."""


class FacilitatorSession:
    """Binds the facilitator's page to a folder of journeys.

    Args:
        store: the folder.
        visitor: who looks at the page.
        environment: the variables of this page's process, for the links of the teams.
        here: gives who is connected: for everybody the journey's id and who they are.
    """

    def __init__(
        self,
        store: Store,
        visitor: Visitor,
        environment: Mapping[str, str],
        here: Callable[[], list[tuple[str, Person]]] = list,
    ) -> None:
        self._store = store
        self._visitor = visitor
        self._environment = environment
        self._here = here
        self._file = WorkshopFile(store.folder)
        self._marks: dict[str, tuple[Mark, float]] = {}
        self._teams: dict[str, dict[str, Any]] = {}
        self._people: dict[str, list[dict[str, str]]] = {}
        self._stamp = self._file.mark()
        self._watch: Watch | None = None
        self._look_at_teams()
        self._people = people_view(self._here())
        self.widget = FacilitatorWidget(
            view=self._whole(), summary=overview(store), page=host.PAGE, on_message=self.on_message
        )

    def follow(self) -> None:
        """Looks for changes from now on, where an event loop runs."""
        with suppress(RuntimeError):
            self._watch = watch_mark(time.monotonic, self.look, EVERY, "a change of a team")

    def on_message(self, message: Message) -> None:
        """Answers one message from the browser, whatever it holds."""
        answers: dict[str, Callable[[Message], None]] = {
            "hello": lambda _: self.widget.send({"kind": "all", **self._whole()}),
            "ping": lambda _: self.widget.send({"kind": "pong"}),
            "advice": self._advise,
            "links": self._hand_out,
            "action": self._act,
        }
        answer = answers.get(str(message.get("kind")))
        if answer is not None:
            answer(message)

    def look(self) -> None:
        """Tells the browser what has changed since it was last told, and nothing else."""
        changed, gone = self._look_at_teams()
        if changed or gone:
            self.widget.send({"kind": "teams", "teams": changed, "gone": gone})
        people = people_view(self._here())
        if people != self._people:
            self._people = people
            self.widget.send({"kind": "people", "people": people})
        stamp = self._file.mark()
        if stamp != self._stamp:
            self._stamp = stamp
            self.widget.send({"kind": "workshop", "workshop": self._agenda()})

    # ---- what is shown

    def _look_at_teams(self) -> tuple[list[dict[str, Any]], list[str]]:
        """The teams that look otherwise now, and the ids of those that are gone."""
        now = time.monotonic()
        try:
            ids = self._store.ids()
        except StoreError:
            return [], []
        gone = [one for one in self._teams if one not in ids]
        for one in gone:
            del self._teams[one], self._marks[one]
        changed = []
        for one in ids:
            mark, drawn = self._marks.get(one, (None, 0.0))
            found = self._store.mark(one)
            if found == mark or (mark is not None and now - drawn < REST):
                continue
            self._marks[one] = (found, now)
            team = self._team(one)
            if team != self._teams.get(one):
                self._teams[one] = team
                changed.append(team)
        return changed, gone

    def _team(self, journey_id: str) -> dict[str, Any]:
        today = datetime.now().astimezone().date()
        team = team_view(self._store.entry(journey_id), in_room=self._visitor.in_room, today=today)
        return {**team, "link": self._link(journey_id)}

    def _link(self, journey_id: str) -> str:
        """The link for others; "" where nobody else reaches this computer."""
        return link_of(self._environment, journey_id) if self._visitor.in_room else ""

    def _whole(self) -> dict[str, Any]:
        return {
            "teams": list(self._teams.values()),
            "people": self._people,
            "workshop": self._agenda(),
            "steps": [
                {"name": page.name, "title": page.title, "file": page.file, "minutes": MINUTES[page.name]}
                for page in PAGES
                if page.name in STEPS
            ],
            "starters": [{"name": name, "title": title} for name, title, _ in STARTERS],
            "reached": bool(self._link("any")),
        }

    def _agenda(self) -> dict[str, Any]:
        workshop, problem = self._file.read()
        return {
            "step": workshop.step,
            "left": seconds_left(workshop, datetime.now(UTC)),
            "paused": workshop.paused is not None,
            "closed": list(workshop.closed),
            "problem": problem,
        }

    def _advise(self, message: Message) -> None:
        journey_id = str(message.get("journey", ""))
        if journey_id not in self._teams:
            return
        try:
            journey = self._store.open(journey_id)
        except StoreError:
            return
        today = datetime.now().astimezone().date()
        self.widget.send({"kind": "advice", "journey": journey_id, "advice": advice_view(journey, today=today)})

    def _hand_out(self, _: Message) -> None:
        links = {one: self._link(one) for one in self._teams}
        codes = {one: {"link": link, "code": list(pattern(link))} for one, link in links.items() if link}
        self.widget.send({"kind": "links", "links": codes})

    # ---- what is done

    def _act(self, message: Message) -> None:
        name = str(message.get("action", ""))
        if not self._visitor.facilitates:
            return
        acts: dict[str, Callable[[Message], None]] = {
            "make": self._make,
            "keep-edition": self._keep,
            "reveal": self._reveal,
            "hide": self._hide,
        }
        try:
            if name in acts:
                acts[name](message)
            else:
                self._change_agenda(name, message)
        except StoreError as error:
            self.widget.send({"kind": "action-refused", "action": name, "say": str(error)})
        self.look()

    def _change_agenda(self, name: str, message: Message) -> None:
        now = datetime.now(UTC)
        step = next((one for one in STEPS if one == message.get("step")), None)
        minutes = message.get("minutes")
        changes: dict[str, Callable[[Workshop], Workshop]] = {
            "end": agenda.ended,
            "pause": lambda before: agenda.paused(before, now),
            "resume": lambda before: agenda.resumed(before, now),
        }
        if step is not None:
            changes |= {
                "begin": lambda before: agenda.begun(before, step, now),
                "close": lambda before: agenda.closed(before, step),
                "open": lambda before: agenda.opened(before, step),
            }
        if isinstance(minutes, int) and abs(minutes) <= 60:
            changes["longer"] = lambda before: agenda.longer(before, minutes, now)
        if name in changes:
            self._file.change(changes[name])

    def _make(self, message: Message) -> None:
        titles = str(message.get("titles", "")).splitlines()
        made = for_all.make_for_teams(self._store, titles, str(message.get("begin", "")), by=_by(message))
        self._report("make", made, "map", "made")

    def _keep(self, message: Message) -> None:
        name, note = str(message.get("name", "")), str(message.get("note", ""))
        kept = for_all.keep_for_all(self._store, name, note, by=_by(message))
        self._report("keep-edition", kept, "edition", "kept")

    def _reveal(self, message: Message) -> None:
        if about := _about(message):
            only, in_room = str(message.get("journey", "")), self._visitor.in_room
            shown = for_all.reveal_for_all(self._store, about, in_room=in_room, by=_by(message), only=only)
            self._report("reveal", shown, "team", "revealed")

    def _hide(self, message: Message) -> None:
        if about := _about(message):
            only, in_room = str(message.get("journey", "")), self._visitor.in_room
            hidden = for_all.hide_for_all(self._store, about, in_room=in_room, by=_by(message), only=only)
            self._report("hide", hidden, "team", "rating apart again")

    def _report(self, action: str, outcome: Outcome, noun: str, did: str) -> None:
        self._marks = {one: (mark, 0.0) for one, (mark, _) in self._marks.items()}  # shown at once, without a rest
        self.look()
        count = len(outcome.done)
        say = f"{count} {noun}{'' if count == 1 else 's'} {did}."
        if outcome.failed:
            say += f" {len(outcome.failed)} could not be: see why on the page."
        failed = [{"title": title, "say": why} for title, why in outcome.failed]
        self.widget.send({"kind": "done", "action": action, "say": say, "done": list(outcome.done), "failed": failed})


def _by(message: Message) -> str:
    return str(message.get("by", ""))[:80]


def _about(message: Message) -> RoundName | None:
    return next((one for one in get_args(RoundName) if one == message.get("about")), None)
