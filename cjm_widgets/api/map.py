"""A map in a folder, for people who write Python: read as it stands, and changed as its pages change it."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, Final, Literal, overload
from uuid import uuid4

from cjm_widgets.api.listing import Listing
from cjm_widgets.api.places import place_in, value_in
from cjm_widgets.journey.edits import AFTER, EditError, apply, set_value
from cjm_widgets.journey.fault import CjmWarning
from cjm_widgets.journey.paths import parse
from cjm_widgets.journey.progress import progress
from cjm_widgets.journey.scales import AS_PERSONA, ROOM, WANTED
from cjm_widgets.journey.wording import counted
from cjm_widgets.pages.seen_first import SeenFirst
from cjm_widgets.pages.visibility import Visibility
from cjm_widgets.store import opened_store
from cjm_widgets.tasks.making import id_from_title
from cjm_widgets.workshop.visitor import Visitor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import pandas as pd

    from cjm_widgets.accounts.blocks import Block
    from cjm_widgets.api.places import Place
    from cjm_widgets.api.room import Counted
    from cjm_widgets.journey.agreement import Spread
    from cjm_widgets.journey.dots import Tally, Voted
    from cjm_widgets.journey.edits import Edit
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.journey.parts.rounds import RoundName, RoundState
    from cjm_widgets.journey.paths import Path as PlaceOf
    from cjm_widgets.store import Admitted, JourneyStore, Saved
    from cjm_widgets.store.address import Place as PlaceOfMaps
    from cjm_widgets.tasks.proposing import Took

_LONGEST_NAME: Final = 80


class Map:
    """A map of a folder. What it says is always what stands there now, whoever changed it meanwhile.

    Args:
        folder: of the maps, or the database that they are in.
        map_id: which.
        by: who changes it, where a change does not say.
    """

    def __init__(self, folder: PlaceOfMaps, map_id: str, by: str = "") -> None:
        self.folder: Final = folder
        self.id: Final = map_id
        self.by: Final = author(by)
        self._store: Final = opened_store(folder)
        self._visibility: Final = Visibility(Visitor(), SeenFirst(self._store))
        self._done: list[Took] = []

    @property
    def journey(self) -> Journey:
        """All of it as an immutable value, without what single people rated or voted for themselves."""
        return self._visibility.shared(self._store.open(self.id))

    @property
    def title(self) -> str:
        """What it is called."""
        return self.journey.title or self.id

    @property
    def steps(self) -> pd.DataFrame:
        """The steps, a row each."""
        return self.frame("steps")

    @property
    def ratings(self) -> pd.DataFrame:
        """Every rating of every step: whose, on which scale, how many answered, its interval, what it rests on."""
        from cjm_widgets.api.frames import ratings

        return ratings(self.journey)

    @property
    def evidence(self) -> pd.DataFrame:
        """What surveys and logs said besides: outcomes, targets, what goes with what, groups, times, counts."""
        return self.frame("sources/figures")

    def frame(self, items: str) -> pd.DataFrame:
        """A list of the map as a data frame.

        Args:
            items: “steps”, “stages”, “personas”, “moments”, “solutions”, “sources”, “indicators” and so on; or
                “steps/quotes”, “steps/touchpoints”, “stages/needs” for those of all steps or stages.

        Raises:
            CjmError: if a map has no such list.
        """
        from cjm_widgets.api.frames import frame_of

        return frame_of(self.journey, items)

    def edit(self, place: Place, value: Any, *, by: str = "") -> None:
        """Puts something in a place of the map.

        Args:
            place: names or ids with “/” between them: “steps/Security/goal”, “scope/starts”, “title”.
            value: what is to stand there. A mapping changes several questions of one thing. Where another thing is
                meant, its name or its id says which.
            by: who does it, as the history tells.

        Raises:
            CjmError: if there is no such place or the value does not fit; then nothing is changed.
        """

        def wanted(journey: Journey) -> Iterator[Edit]:
            at = place_in(journey, place)
            yield from (set_value(journey, path, new) for path, new in _leaves(at, value_in(journey, at, value)))

        self._save(wanted, by)

    def add(self, items: Place, *, after: str | None = None, by: str = "", **fields: Any) -> str:
        """Adds something to a list of the map.

        Args:
            items: the list, such as “steps”, “moments”, “steps/Security/quotes”.
            after: behind which of the list, by its name or its id; “” for the front, None for the end.
            by: who does it.
            fields: what it is called and what else is known of it, as in `map.frame(items)`.

        Returns:
            Its id.

        Raises:
            CjmError: if there is no such list or something does not fit; then nothing is changed.
        """
        made: list[str] = []

        def wanted(journey: Journey) -> Iterator[Edit]:
            at = place_in(journey, items)
            if at.kind != "items":
                raise EditError(f"“{at.text}” is no list, so nothing can be added to it. To change it, use edit.")
            noun = str(at.stops[-1].extra.get("noun") or at.name)
            called = str(fields.get("name") or fields.get("title") or noun)
            made[:] = [f"{id_from_title(called[:40], ())}-{uuid4().hex[:6]}"]  # never that of one that is gone
            path = f"{at.text}/{made[0]}"
            put = set_value(journey, path, {**value_in(journey, parse(path), fields), "id": made[0]})
            yield put
            if after is not None:
                yield _move(apply(journey, put), path, after)

        self._save(wanted, by)
        return made[0]

    def remove(self, item: Place, *, by: str = "") -> None:
        """Removes something from the map; the history keeps it.

        Args:
            item: such as “steps/Security” or “solutions/Open a second lane”.
            by: who does it.

        Raises:
            CjmError: if there is nothing of that name.
        """
        self._save(lambda journey: [set_value(journey, _item(journey, item).text, None)], by)

    def move(self, item: Place, *, after: str = "", by: str = "") -> None:
        """Moves something to another place in its list.

        Args:
            item: such as “steps/Security”.
            after: behind which, by its name or its id; “” for the front.
            by: who does it.

        Raises:
            CjmError: if there is nothing of that name.
        """
        self._save(lambda journey: [_move(journey, _item(journey, item).text, after)], by)

    def rate(
        self, step: str, value: float | str | None, *, persona: str = "", wanted: bool = False, by: str = ""
    ) -> None:
        """Says how satisfied customers are at a step, as the group agreed.

        Args:
            step: its name or its id.
            value: −2 very dissatisfied to 2 very satisfied; “unknown” where nobody knows; None takes a rating off.
            persona: the persona for whom it is; the group's own if left out.
            wanted: whether it is the experience that is aimed at.
            by: who says so.

        Raises:
            CjmError: if there is no such step or persona, or the value does not fit.
        """

        def edits(journey: Journey) -> Iterator[Edit]:
            whose = WANTED if wanted else ROOM
            if persona:
                whose = f"{AS_PERSONA}{place_in(journey, ('personas', persona)).segments[-1]}"
            at = place_in(journey, ("steps", step, "ratings", whose, "value"))
            yield set_value(journey, at.text, value_in(journey, at, value))

        self._save(edits, by)

    def round(self, about: RoundName, state: RoundState, *, by: str = "") -> None:
        """Has everybody rate apart, or shows what they rated; never who rated what.

        Args:
            about: “satisfaction”, “moments” or “solutions”.
            state: “apart”, “together” to reveal it, or “off” where the group rates straight away.
            by: who does it.

        Raises:
            CjmError: if there is no such round, or nobody has rated yet.
        """
        from cjm_widgets.api.room import switched

        self._save(lambda journey: [switched(journey, about, state)], by)

    def tally(self, item: Place, found: Counted | int, *, by: str = "") -> None:
        """Counts what people without a device said on paper, in the place of what was counted there before.

        Args:
            item: a step, a moment of truth or a solution, such as “steps/Security”; or “moments” or “solutions”.
            found: of a step how many gave each answer, −2 to 2 or “unknown”; of a moment or a solution how many dots
                it got; of “moments” or “solutions” how many people voted.
            by: who counted.

        Raises:
            CjmError: if nobody rates apart there, or it cannot be counted so.
        """
        from cjm_widgets.api.room import counts

        self._save(lambda journey: counts(journey, item, found), by)

    @overload
    def room(self, about: Literal["satisfaction"] = "satisfaction") -> Listing[Spread]: ...
    @overload
    def room(self, about: Voted) -> Listing[Tally]: ...
    def room(self, about: RoundName = "satisfaction") -> Listing[Spread] | Listing[Tally]:
        """How the room rated or voted, once it is revealed.

        Args:
            about: as for `round`.

        Raises:
            CjmError: if it is not revealed.
        """
        from cjm_widgets.api.room import said_in_the_room

        return said_in_the_room(self._store.open(self.id), about)

    def undo(self, *, by: str = "") -> None:
        """Takes back what was changed last here by the map's own methods or `Proposals.take`; then the one before.

        What somebody has changed since stays as it is, which is told as a warning.

        Args:
            by: who takes it back.

        Raises:
            CjmError: if there is nothing to take back.
        """
        from cjm_widgets.tasks.proposing import take_back

        if not self._done:
            raise EditError("Nothing was changed here that could be taken back. See map.history and cjm.restore.")
        if left := take_back(self._store, self._done.pop(), author(by, self)):
            stays = f"{counted(left, 'place')} {'stays' if left == 1 else 'stay'}"
            warnings.warn(f"{stays} as somebody has changed it since.", CjmWarning, stacklevel=2)

    def keep_edition(self, name: str, *, note: str = "", by: str = "") -> None:
        """Keeps the map as it stands under a name, to compare with later.

        Args:
            name: what people will look for.
            note: what is worth knowing about it.
            by: who keeps it.

        Raises:
            CjmError: if it has no name.
        """
        from cjm_widgets.tasks.editions import keep_edition

        kept = keep_edition(self._store, self._store.open(self.id), name, note, author(by, self))
        self._did(kept.applied, kept)

    @property
    def history(self) -> Listing[str]:
        """Who changed what, and when, the latest first."""
        from cjm_widgets.tasks.history import history_lines

        return Listing(f"History of {self.title}", history_lines(self._store.history(self.id)), {"Change": str})

    def _save(self, wanted: Callable[[Journey], Iterable[Edit]], by: str) -> None:
        """Makes edits of the map as it stands while nobody else can change it: all of them or none."""

        def admitted(journey: Journey, _: object, removed: Callable[[str], dict[str, Any] | None]) -> Admitted:
            edits = tuple(one.model_copy(update={"by": who}) for one in wanted(journey))
            found = self._visibility.admitted(journey, edits, removed)
            for _edit, say in found.refused:
                raise EditError(say)
            for edit in found.edits:
                journey = apply(journey, edit)  # what does not fit is said before anything is made
            made[:] = found.edits
            return found

        made: list[Edit] = []
        who = author(by, self)
        saved = self._store.save(self.id, (), admit=admitted)
        for refused in saved.refused:
            raise EditError(refused.say)
        self._did(made, saved)

    def _did(self, edits: Iterable[Edit], saved: Saved) -> None:
        """Remembers what was done last, for `undo`."""
        from cjm_widgets.tasks.proposing import Took

        if made := tuple(one.id for one in edits if one.old != one.new):
            self._done.append(Took(self.id, made, saved.journey.revision, tuple(one.id for one in saved.along)))

    def __repr__(self) -> str:
        journey = self.journey
        counts = (("step", journey.steps), ("moment of truth", journey.moments), ("solution", journey.solutions))
        told = ", ".join(f"{len(some)} {_several(noun, len(some))}" for noun, some in counts)
        return f"<Map {self.id}: “{self.title}”, {told}>"

    def _account(self) -> tuple[Block, ...]:
        from cjm_widgets.accounts.blocks import Fact, Facts, Heading
        from cjm_widgets.accounts.shown import curve
        from cjm_widgets.pages.book import page
        from cjm_widgets.tasks.exporting import Wish, outgoing

        out = outgoing(self._store, self.id, Wish())
        reached = (Fact(page(one.page).title, (one.say,)) for one in progress(out.journey)[1:])
        return (Heading(2, self.title), Facts(tuple(reached)), *curve(out, {}))

    def _repr_html_(self) -> str:
        from cjm_widgets.accounts.account import as_html

        return as_html(self._account())

    def _repr_markdown_(self) -> str:
        from cjm_widgets.accounts.as_markdown import as_markdown

        return as_markdown(self._account())


def author(by: str, one: Map | None = None) -> str:
    """The name that a history tells: as it was said for a change, else where the map was opened."""
    named = str(by or (one.by if one else ""))
    return "".join(sign for sign in named if sign.isprintable()).strip()[:_LONGEST_NAME]


def took(one: Map, what: Took) -> None:
    """Has a map remember what was done with it last, for `undo`."""
    one._done.append(what)  # noqa: SLF001  for this room alone


def store_of(one: Map) -> JourneyStore:
    """The store in which a map is kept."""
    return one._store  # noqa: SLF001  for this room alone


def _several(noun: str, count: int) -> str:
    return noun if count == 1 else "moments of truth" if noun.startswith("moment") else f"{noun}s"


def _item(journey: Journey, said: Place) -> PlaceOf:
    at = place_in(journey, said)
    if at.kind != "item":
        raise EditError(f"“{at.text}” is no single thing of a list. Say which, such as “steps/Security”.")
    return at


def _move(journey: Journey, path: str, after: str) -> Edit:
    items = path.rpartition("/")[0].split("/")
    behind = place_in(journey, (*items, after)).segments[-1] if after else ""
    return set_value(journey, f"{path}/{AFTER}", behind)


def _leaves(at: PlaceOf, value: Any) -> Iterator[tuple[str, Any]]:
    """Each question of its own, so that what others change beside it stays."""
    if isinstance(value, dict) and at.kind in ("item", "group"):
        for name, one in value.items():
            yield from _leaves(parse(f"{at.text}/{name}"), one)
    else:
        yield at.text, value
