"""A map in a folder, for people who write Python: read as it stands, and changed as its pages change it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from cjm_widgets.api.listing import Listing
from cjm_widgets.api.places import place_in, value_in
from cjm_widgets.charts.picture import template
from cjm_widgets.journey.edits import AFTER, EditError, apply, set_value
from cjm_widgets.journey.paths import parse
from cjm_widgets.journey.progress import progress
from cjm_widgets.journey.scales import AS_PERSONA, ROOM, WANTED
from cjm_widgets.pages.seen_first import SeenFirst
from cjm_widgets.pages.visibility import Visibility
from cjm_widgets.store import opened_store
from cjm_widgets.tasks.making import id_from_title
from cjm_widgets.workshop.visitor import Visitor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd

    from cjm_widgets.api.places import Place
    from cjm_widgets.journey.edits import Edit
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.journey.paths import Path as PlaceOf
    from cjm_widgets.store import Admitted, JourneyStore

_TEMPLATE: Final = Path(__file__).parent / "map.html.j2"


class Map:
    """A map of a folder. What it says is always what stands there now, whoever changed it meanwhile.

    Args:
        folder: of the maps.
        map_id: which.
    """

    def __init__(self, folder: Path, map_id: str) -> None:
        self.folder: Final = folder
        self.id: Final = map_id
        self._store: Final = opened_store(folder)
        self._visibility: Final = Visibility(Visitor(), SeenFirst(self._store))

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
            yield from (set_value(journey, path, new, by=by) for path, new in _leaves(at, value_in(journey, at, value)))

        self._save(wanted)

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
            put = set_value(journey, path, {**value_in(journey, parse(path), fields), "id": made[0]}, by=by)
            yield put
            if after is not None:
                yield _move(apply(journey, put), path, after, by)

        self._save(wanted)
        return made[0]

    def remove(self, item: Place, *, by: str = "") -> None:
        """Removes something from the map; the history keeps it.

        Args:
            item: such as “steps/Security” or “solutions/Open a second lane”.
            by: who does it.

        Raises:
            CjmError: if there is nothing of that name.
        """
        self._save(lambda journey: [set_value(journey, _item(journey, item).text, None, by=by)])

    def move(self, item: Place, *, after: str = "", by: str = "") -> None:
        """Moves something to another place in its list.

        Args:
            item: such as “steps/Security”.
            after: behind which, by its name or its id; “” for the front.
            by: who does it.

        Raises:
            CjmError: if there is nothing of that name.
        """
        self._save(lambda journey: [_move(journey, _item(journey, item).text, after, by)])

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
            yield set_value(journey, at.text, value_in(journey, at, value), by=by)

        self._save(edits)

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

        keep_edition(self._store, self._store.open(self.id), name, note, by)

    @property
    def history(self) -> Listing[str]:
        """Who changed what, and when, the latest first."""
        from cjm_widgets.tasks.history import history_lines

        return Listing(f"History of {self.title}", history_lines(self._store.history(self.id)), {"Change": str})

    def _save(self, wanted: Callable[[Journey], Any]) -> None:
        """Makes edits of the map as it stands while nobody else can change it: all of them or none."""

        def admitted(journey: Journey, _: object, removed: Callable[[str], dict[str, Any] | None]) -> Admitted:
            edits = tuple(wanted(journey))
            found = self._visibility.admitted(journey, edits, removed)
            for _edit, say in found.refused:
                raise EditError(say)
            for edit in found.edits:
                journey = apply(journey, edit)  # what does not fit is said before anything is made
            return found

        for refused in self._store.save(self.id, (), admit=admitted).refused:
            raise EditError(refused.say)

    def __repr__(self) -> str:
        journey = self.journey
        counts = (("step", journey.steps), ("moment of truth", journey.moments), ("solution", journey.solutions))
        told = ", ".join(f"{len(some)} {_several(noun, len(some))}" for noun, some in counts)
        return f"<Map {self.id}: “{self.title}”, {told}>"

    def _repr_html_(self) -> str:
        from cjm_widgets.api.drawn import as_picture, curve
        from cjm_widgets.formats.leaving import leaving
        from cjm_widgets.journey.describe import caption_satisfaction
        from cjm_widgets.pages.book import page

        journey, _ = leaving(self._store.open(self.id))
        lines = [(page(one.page).title, one.say) for one in progress(journey)[1:]]
        picture = as_picture(curve(journey).to_dict())["text/html"] if journey.steps else ""
        return template(_TEMPLATE).render(
            title=self.title, lines=lines, picture=picture, caption=caption_satisfaction(journey)
        )

    def _repr_markdown_(self) -> str:
        from cjm_widgets.formats.registry import format_of
        from cjm_widgets.tasks.exporting import Wish, export_map

        return export_map(self._store, self.id, format_of("markdown"), Wish()).data.decode()


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


def _move(journey: Journey, path: str, after: str, by: str) -> Edit:
    items = path.rpartition("/")[0].split("/")
    behind = place_in(journey, (*items, after)).segments[-1] if after else ""
    return set_value(journey, f"{path}/{AFTER}", behind, by=by)


def _leaves(at: PlaceOf, value: Any) -> Iterator[tuple[str, Any]]:
    """Each question of its own, so that what others change beside it stays."""
    if isinstance(value, dict) and at.kind in ("item", "group"):
        for name, one in value.items():
            yield from _leaves(parse(f"{at.text}/{name}"), one)
    else:
        yield at.text, value
