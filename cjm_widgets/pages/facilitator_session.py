"""The open facilitator's page: follows all teams of a folder, and does what the facilitator asks for."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.pages import host
from cjm_widgets.pages.book import PAGES
from cjm_widgets.pages.facilitator import STEPS, advice_view, overview, people_view, team_view
from cjm_widgets.store import JourneyStore, StoreError, Watch, watch_mark
from cjm_widgets.tasks import for_all
from cjm_widgets.tasks.making import STARTERS
from cjm_widgets.widgets.facilitator import FacilitatorWidget
from cjm_widgets.widgets.protocol import from_browser, from_kernel
from cjm_widgets.widgets.protocol.parts import Agenda, Failure, Link, Starter, Step
from cjm_widgets.widgets.protocol.received import received
from cjm_widgets.widgets.protocol.sent import Action
from cjm_widgets.workshop import agenda
from cjm_widgets.workshop.agenda import MINUTES, Workshop, seconds_left
from cjm_widgets.workshop.handing_out import link_of, pattern
from cjm_widgets.workshop.state import WorkshopState

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

    from cjm_widgets.pages.facilitator import Person
    from cjm_widgets.tasks.for_all import Outcome
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
        store: JourneyStore,
        visitor: Visitor,
        environment: Mapping[str, str],
        here: Callable[[], list[tuple[str, Person]]] = list,
    ) -> None:
        self._store = store
        self._visitor = visitor
        self._environment = environment
        self._here = here
        self._file = WorkshopState(store)
        self._marks: dict[str, tuple[Hashable, float]] = {}
        self._teams: dict[str, dict[str, Any]] = {}
        self._people: dict[str, list[dict[str, str]]] = {}
        self._stamp = self._file.mark()
        self._watch: Watch | None = None
        self._look_at_teams()
        self._people = people_view(self._here())
        self.widget = FacilitatorWidget(
            view=self._whole().to_json(), summary=overview(store), page=host.PAGE, on_message=self.on_message
        )

    def follow(self) -> None:
        """Looks for changes from now on, where an event loop runs."""
        with suppress(RuntimeError):
            self._watch = watch_mark(time.monotonic, self.look, EVERY, "a change of a team")

    def on_message(self, content: object) -> None:
        """Answers one message from the browser, whatever it holds."""
        message = received("facilitator", content, leads=self._visitor.facilitates, name=self._visitor.name)
        match message:
            case from_browser.Hello():
                self.widget.say(self._whole())
            case from_browser.Ping():
                self.widget.say(from_kernel.Pong())
            case from_browser.AskAdvice():
                self._advise(message.journey)
            case from_browser.AskLinks():
                self._hand_out()
            case from_kernel.ActionRefused():
                self.widget.say(message)
            case Action():
                self._act(message)

    def look(self) -> None:
        """Tells the browser what has changed since it was last told, and nothing else."""
        changed, gone = self._look_at_teams()
        if changed or gone:
            self.widget.say(from_kernel.Teams(teams=changed, gone=gone))
        people = people_view(self._here())
        if people != self._people:
            self._people = people
            self.widget.say(from_kernel.TeamPeople(people=people))
        stamp = self._file.mark()
        if stamp != self._stamp:
            self._stamp = stamp
            self.widget.say(from_kernel.WorkshopAgenda(workshop=self._agenda()))

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
        return link_of(self._environment, journey_id, self._store.birth(journey_id)) if self._visitor.in_room else ""

    def _whole(self) -> from_kernel.Everything:
        return from_kernel.Everything(
            teams=list(self._teams.values()),
            people=self._people,
            workshop=self._agenda(),
            steps=[
                Step(name=page.name, title=page.title, file=page.file, minutes=MINUTES[page.name])
                for page in PAGES
                if page.name in STEPS
            ],
            starters=[Starter(name=name, title=title) for name, title, _ in STARTERS],
            reached=bool(self._link("any")),
        )

    def _agenda(self) -> Agenda:
        workshop, problem = self._file.read()
        return Agenda(
            step=workshop.step,
            left=seconds_left(workshop, datetime.now(UTC)),
            paused=workshop.paused is not None,
            closed=list(workshop.closed),
            problem=problem,
        )

    def _advise(self, journey_id: str) -> None:
        if journey_id not in self._teams:
            return
        try:
            journey = self._store.open(journey_id)
        except StoreError:
            return
        advice = advice_view(journey, today=datetime.now().astimezone().date())
        self.widget.say(from_kernel.TeamAdvice(journey=journey_id, advice=advice))

    def _hand_out(self) -> None:
        links = {one: self._link(one) for one in self._teams}
        codes = {one: Link(link=link, code=list(pattern(link))) for one, link in links.items() if link}
        self.widget.say(from_kernel.Links(links=codes))

    # ---- what is done

    def _act(self, asked: Action) -> None:
        by, in_room = asked.by[:80], self._visitor.in_room
        try:
            match asked:
                case from_browser.MakeMaps():
                    made = for_all.make_for_teams(self._store, asked.titles.splitlines(), asked.begin, by=by)
                    self._report(asked, made, "map", "made")
                case from_browser.KeepEditions():
                    kept = for_all.keep_for_all(self._store, asked.name, asked.note, by=by)
                    self._report(asked, kept, "edition", "kept")
                case from_browser.Reveal(about=about, journey=only):
                    shown = for_all.reveal_for_all(self._store, about, in_room=in_room, by=by, only=only)
                    self._report(asked, shown, "team", "revealed")
                case from_browser.Hide(about=about, journey=only):
                    hidden = for_all.hide_for_all(self._store, about, in_room=in_room, by=by, only=only)
                    self._report(asked, hidden, "team", "rating apart again")
                case _:
                    now = datetime.now(UTC)
                    self._file.change(lambda before: _changed(before, asked, now))
        except StoreError as error:
            self.widget.say(from_kernel.ActionRefused(action=asked.action, say=str(error)))
        self.look()

    def _report(self, asked: Action, outcome: Outcome, noun: str, did: str) -> None:
        self._marks = {one: (mark, 0.0) for one, (mark, _) in self._marks.items()}  # shown at once, without a rest
        self.look()
        count = len(outcome.done)
        say = f"{count} {noun}{'' if count == 1 else 's'} {did}."
        if outcome.failed:
            say += f" {len(outcome.failed)} could not be: see why on the page."
        failed = [Failure(title=title, say=why) for title, why in outcome.failed]
        self.widget.say(from_kernel.Done(action=asked.action, say=say, done=list(outcome.done), failed=failed))


def _changed(workshop: Workshop, asked: Action, now: datetime) -> Workshop:
    """The agenda after what the facilitator asked for."""
    after = workshop
    match asked:
        case from_browser.Begin():
            after = agenda.begun(workshop, asked.step, now)
        case from_browser.Close():
            after = agenda.closed(workshop, asked.step)
        case from_browser.Open():
            after = agenda.opened(workshop, asked.step)
        case from_browser.Longer():
            after = agenda.longer(workshop, asked.minutes, now)
        case from_browser.Pause():
            after = agenda.paused(workshop, now)
        case from_browser.Resume():
            after = agenda.resumed(workshop, now)
        case from_browser.Finish():
            after = agenda.ended(workshop)
    return after
