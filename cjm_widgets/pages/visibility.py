"""What a page may show of what others rated for themselves: nothing before the facilitator reveals it.

Everything that a page's process sends to its browser, and every edit that it takes, goes through here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.journey import apart
from cjm_widgets.journey.edits import Edit, EditError, apply, value_at
from cjm_widgets.journey.progress import summary
from cjm_widgets.journey.scales import FELT_WORDS
from cjm_widgets.journey.voices import voices
from cjm_widgets.pages import offers
from cjm_widgets.store import Admitted
from cjm_widgets.widgets.together_view import with_together, without_agreed
from cjm_widgets.widgets.voices_view import voices_view

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cjm_widgets.journey.first_seen import FirstSeen
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.journey.parts.rounds import RoundName
    from cjm_widgets.journey.rules import PageName
    from cjm_widgets.widgets.spec import Spec
    from cjm_widgets.workshop.visitor import Visitor

ROUND_OF: Final[dict[str, RoundName]] = {
    "satisfaction": "satisfaction",
    "moments_of_truth": "moments",
    "solutions": "solutions",
}
"""Which round belongs to which page."""

Removed = dict[str, Any] | None


def alike(one: Journey, other: Journey | None) -> bool:
    """Whether two states of a journey hold the same.

    Their revisions may differ: while a room rates apart, most changes are somebody else's own rating, and thirty pages
    need not draw themselves anew for each of them.
    """
    return other is not None and one.model_copy(update={"revision": other.revision}) == other


@dataclass(frozen=True, slots=True)
class Visibility:
    """What one visitor's page may show, and what it may change.

    Args:
        visitor: who looks at the page.
        seen_first: gives what the room has seen so far of a journey's ratings; None if that cannot be known.
    """

    visitor: Visitor
    seen_first: Callable[[Journey], FirstSeen | None]

    def seen(self, journey: Journey) -> Journey:
        """The journey as this page's browser may hold it.

        Without its revisions: an edit's id says whose it is, and who knows another's could write in their name. Of an
        edition it is told whether there is one, as only then it can be taken away.
        """
        editions = tuple(one.model_copy(update={"revision": one.revision and "kept"}) for one in journey.editions)
        nameless = journey.model_copy(update={"revision": "", "editions": editions})
        return apart.seen_by(nameless, self.visitor.person, leads=self.visitor.facilitates)

    def shared(self, journey: Journey) -> Journey:
        """The journey as everybody may see it, from which pictures, figures and advice are made."""
        return apart.seen_by(journey, "")

    def summary(self, journey: Journey, page: PageName) -> str:
        """A page's figures as plain text, with what the voices in the room said once it is revealed.

        Args:
            journey: the journey with everything.
            page: the page's name.
        """
        told = summary(self.shared(journey), page)
        if page != "satisfaction" or apart.state_of(journey, page, self.visitor.in_room) != "together":
            return told
        seen = self.seen_first(journey)
        return "\n".join((told, "Voices in the room:", *voices(journey, seen).say)) if seen else told

    def value(self, value: Any) -> Any:
        """A plain value of the journey, as this page's browser may hold it."""
        return apart.seen_value(value, self.visitor.person)

    def is_news(self, edit: Edit) -> bool:
        """Whether people are told of an edit: what somebody rated for themselves is told to nobody."""
        # that a round is there for the first time says nothing; what becomes of it does
        made = edit.place.part == "rounds" and isinstance(edit.new, dict)
        return not made and not apart.is_private(edit.path) and edit.place.segments[-1:] != ("on_paper",)

    def admitted(self, journey: Journey, edits: Iterable[Edit], removed: Callable[[str], Removed]) -> Admitted:
        """Lets through the edits that this visitor may make.

        What they rate for themselves is saved without their name, so that no history says who rated how.

        Args:
            journey: as it stands, with everything.
            edits: from the browser, in their order.
            removed: gives an item as it was when somebody removed it, or None.
        """
        let: list[Edit] = []
        refused: list[tuple[Edit, str]] = []
        here: dict[str, Removed] = {}
        for sent in edits:
            gone = _gone(journey, sent, lambda path: here.get(path) or removed(path))
            say = apart.refusal(
                journey,
                sent,
                person=self.visitor.person,
                leads=self.visitor.facilitates,
                in_room=self.visitor.in_room,
            )
            edit = sent if say else _whole(journey, sent, gone)
            say = say or offers.refusal(journey, edit, gone, in_room=self.visitor.in_room)
            if say:
                refused.append((sent, say))
                continue
            let.append(edit)
            try:
                if edit.place.kind == "item" and edit.new is None:
                    here[edit.path] = value_at(journey, edit.path)
                journey = apply(journey, edit)
            except EditError:
                continue  # the store refuses it with a sentence
        return Admitted(tuple(let), tuple(refused))

    def form(self, page: str, spec: Spec) -> Spec:
        """A page's form with the questions that each person answers for themselves."""
        if page != "satisfaction":
            return spec
        sections = [
            {
                **section,
                "fields": [
                    _rated_apart(field, self.visitor.person) if field["name"] == "steps" else field
                    for field in section["fields"]
                ],
            }
            for section in spec["sections"]
        ]
        return {**spec, "sections": sections}

    def view(self, page: str, view: dict[str, Any], journey: Journey) -> dict[str, Any]:
        """What a page shows, with what may be seen of the round that belongs to it.

        Args:
            page: the page's name.
            view: what it shows otherwise, made from `shared`.
            journey: the journey with everything.
        """
        in_room = self.visitor.in_room
        if "monitor" in view:
            view = {**view, "monitor": self._monitor(page, view["monitor"], journey)}
        about = ROUND_OF.get(page)
        if about is None:
            return view
        state = apart.state_of(journey, about, in_room)
        known: dict[str, Any] = {
            "about": about,
            "state": state,
            "leads": self.visitor.facilitates,
            "person": self.visitor.person,
            "counted": apart.counted(journey, about),
            "finished": apart.finished(journey, about),
            "in_room": in_room,
        }
        if about != "satisfaction":
            known["limit"] = apart.DOTS[about]
            if state == "together":
                known["tally"] = [one.to_json() for one in apart.tally(journey, about)]
        elif state == "together":
            spreads = apart.together(journey)
            known["spreads"] = [one.to_json() for one in spreads]
            known["talk"] = [one.step for one in apart.talk_first(spreads)]
            seen = self.seen_first(journey)
            known["voices"] = voices_view(voices(journey, seen), journey) if seen else None
        if state == "apart" and "ask" in view:
            view = {**view, "ask": None}  # it would give away what the group rated before
        return {**view, "apart": known}

    def _monitor(self, page: str, monitor: dict[str, Any], journey: Journey) -> dict[str, Any]:
        state = apart.state_of(journey, "satisfaction", self.visitor.in_room)
        if state == "together" and page != "map":
            return with_together(monitor, apart.together(journey))
        if state == "apart" and page == "satisfaction":
            return without_agreed(journey)
        return monitor


def _gone(journey: Journey, edit: Edit, removed: Callable[[str], Removed]) -> Removed:
    """The item as it was when somebody removed it, for an edit that puts it back."""
    comes_back = edit.place.kind == "item" and isinstance(edit.new, dict) and len(edit.new) > 1
    return removed(edit.path) if comes_back and value_at(journey, edit.path) is None else None


def _whole(journey: Journey, edit: Edit, gone: Removed) -> Edit:
    """An edit as it is saved: what somebody rates for themselves without their name."""
    if apart.is_private(edit.path):
        return edit.model_copy(update={"by": ""})
    return apart.completed(journey, edit, gone)


def _rated_apart(steps: Spec, person: str) -> Spec:
    """The steps' questions: first one's own rating; before the figure that the group agrees on, what the room said.

    The sources look first and plot last. That each person rates before anybody looks or speaks is the workbook's own.
    """
    own = {
        "name": f"ratings/{person}/value",
        "kind": "scale",
        "title": "Your own rating: how satisfied is the customer here?",
        "hint": "Rate it by yourself, before you talk or write: this order is the workbook’s own, as the first opinion "
        "that one hears pulls one’s own. The others do not see it, and your name is not kept with it.",
        "choices": [*([int(value), words] for value, words in FELT_WORDS), ["unknown", "I do not know"]],
        "when": ["apart"],
    }
    agreed = [
        {**field, "when": ["off", "together"]} if field["name"].startswith("ratings/room/") else field
        for field in steps["fields"]
    ]
    waits = {"name": "ratings/waits", "kind": "waits", "title": "", "when": ["apart"]}
    spread = {"name": "ratings/spread", "kind": "spread", "title": "How the room rated it", "when": ["together"]}
    at = next(at for at, field in enumerate(agreed) if field["name"].startswith("ratings/room/"))
    return {**steps, "fields": [*([own] if person else []), *agreed[:at], waits, spread, *agreed[at:]]}
