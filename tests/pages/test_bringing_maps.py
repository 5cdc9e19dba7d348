"""A map is brought to the start page: shown as it was read, and made or taken only when somebody says so."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from cjm_widgets.formats.registry import readable
from cjm_widgets.journey.edits import set_value, value_at
from cjm_widgets.journey.model import Journey
from cjm_widgets.pages import brought_map
from cjm_widgets.pages.brought_map import FAILED, NOT_WHOLE, TOO_LARGE, TOO_SLOW, ReadMap
from cjm_widgets.pages.start_session import StartSession
from cjm_widgets.store import Store
from cjm_widgets.tasks.maps import delete_map
from cjm_widgets.tasks.maps_files import ENDINGS, LARGEST
from cjm_widgets.tasks.reading import MOST, read
from cjm_widgets.workshop.visitor import Visitor

PIECE = 50
ACROSS = """| **Stage** | **Discover** | **Choose** |
|---|---|---|
| **Actions** | Sees a poster | Compares |
| **Feelings** | Curious | Unsure |
"""
WITH_MORE = """| **Stage** | **Discover** | **Ask around** | **Choose** |
|---|---|---|---|
| **Actions** | Sees a poster | Calls a friend | Compares twice |
| **Feelings** | Very curious | Glad | Unsure |
"""
CHANGED = ACROSS.replace("Curious", "Very curious").replace("Unsure", "Torn").replace("Compares", "Asks a friend")
RATED = "Step,Satisfaction (-2 to 2)\nDiscover,1\nChoose,-2\n"


class Direct(ReadMap):
    """Reads without a process of its own."""

    async def run(self) -> dict[str, Any]:
        await asyncio.sleep(0)
        return read(self._request, lambda _: None)


class Start:
    """An open start page, and what it has said.

    Args:
        store: the folder.
        look: reads what is brought.
    """

    def __init__(self, store: Store, look: type[ReadMap] = Direct) -> None:
        self.session = StartSession(store, look=look)
        self.said: list[dict[str, Any]] = []
        self.session.widget.send = self.said.append  # type: ignore[method-assign]

    @property
    def shown(self) -> dict[str, Any]:
        """What the page shows of what is brought."""
        return dict(self.session.widget.view["bringing"])

    def act(self, action: str, **content: Any) -> None:
        """Does what a button does."""
        self.session.on_message({"kind": "action", "by": "Fay", **content, "action": action})

    def piece(self, at: int, data: bytes, brought: str = "b1") -> None:
        """Sends some of the file."""
        sent = {"method": "custom", "content": {"kind": "piece", "id": brought, "at": at}}
        self.session.widget._handle_msg({"content": {"data": sent}, "buffers": [memoryview(data)]})

    def bring(self, text: str, name: str = "map.md", *, pasted: bool = False) -> None:
        """Brings a file, and waits until it was read."""
        asyncio.run(self._brings(text, name, pasted=pasted))

    async def _brings(self, text: str, name: str, *, pasted: bool) -> None:
        data = text.encode()
        self.act("bring-map", id="b1", name=name, size=len(data), pasted=pasted)
        for at in range(0, len(data), PIECE):
            assert {"kind": "taken", "id": "b1", "at": at} in self.said
            self.piece(at, data[at : at + PIECE])
        if (task := self.session._brought._task) is not None:
            await asyncio.wait([task])

    def refused(self) -> list[str]:
        """The sentences with which something was not done."""
        return [one["say"] for one in self.said if one["kind"] == "action-refused"]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def same(one: Journey, other: Journey) -> bool:
    return one.model_copy(update={"revision": other.revision}) == other


def steps_of(store: Store, journey: str) -> list[tuple[str, str, str]]:
    return [(one.name, one.experience.actions, one.experience.feelings) for one in store.open(journey).steps]


def test_the_page_names_the_endings_of_all_formats_that_come_back() -> None:
    assert tuple(one.ending for one in readable()) == ENDINGS


def test_what_was_read_is_shown_and_made_only_when_somebody_says_so(store: Store) -> None:
    start = Start(store)
    start.bring(ACROSS)
    read_map = start.shown["read"]
    assert read_map["title"] == "map"
    assert [(one["name"], one["steps"]) for one in read_map["stages"]] == [
        ("Discover", ["Discover"]),
        ("Choose", ["Choose"]),
    ]
    assert "each became a stage with one step" in read_map["changed"][0]["say"]
    assert store.ids() == ()

    start.act("make-brought", title="  ")
    assert "name" in start.refused()[0]
    start.act("make-brought", title="Joining")
    assert start.shown["done"] | {"undo": True} == start.shown["done"]
    assert (start.shown["done"]["say"], start.shown["done"]["journey"]) == ("“Joining” is brought in.", "joining")
    assert steps_of(store, "joining")[0] == ("Discover", "Sees a poster", "Curious")
    assert start.shown["read"] is None


def test_of_what_is_otherwise_only_what_is_ticked_is_taken_and_it_can_be_undone(store: Store) -> None:
    start = Start(store)
    start.bring(ACROSS)
    start.act("make-brought", title="Joining")
    start.bring(CHANGED)
    before = store.open("joining").revision
    start.act("propose-brought", journey="joining")
    offered = start.shown["offered"]
    assert [(one["here"], one["there"]) for one in offered] == [
        ("Curious", "Very curious"),
        ("Compares", "Asks a friend"),
        ("Unsure", "Torn"),
    ]
    assert store.open("joining").revision == before

    start.act("take-proposed", chosen=[0, 2, 99])
    done = {"say": "2 changes are on “Joining”.", "journey": "joining", "title": "Joining", "undo": True}
    assert start.shown["done"] == done
    assert [one[1:] for one in steps_of(store, "joining")] == [("Sees a poster", "Very curious"), ("Compares", "Torn")]
    edits = store.history("joining")[-2:]
    assert [(one.by, one.old, one.new) for one in edits] == [
        ("Fay", "Curious", "Very curious"),
        ("Fay", "Unsure", "Torn"),
    ]


def test_a_new_map_is_undone_into_the_bin_and_can_be_brought_back(store: Store) -> None:
    start = Start(store)
    start.act("undo-brought")
    assert start.refused() == ["There is nothing to undo."]
    start.bring(ACROSS)
    start.act("make-brought", title="Joining")
    start.act("undo-brought")
    assert store.ids() == ()
    assert (store.bin().deleted()[0].title, store.bin().deleted()[0].by) == ("Joining", "Fay")
    done = start.shown["done"]
    assert done["say"].startswith("Undone: “Joining” is deleted. It can be brought back until ")
    assert (done["journey"], done["undo"]) == ("", False)
    start.act("undo-brought")
    assert start.refused()[1:] == ["There is nothing to undo."]


def taken_into(store: Store, text: str) -> tuple[Start, Journey]:
    """A page that has just taken all that a text has otherwise than the map “Joining”, and the map before."""
    start = Start(store)
    start.bring(ACROSS)
    start.act("make-brought", title="Joining")
    before = store.open("joining")
    start.bring(text)
    start.act("propose-brought", journey="joining")
    start.act("take-proposed", chosen=list(range(len(start.shown["offered"]))))
    return start, before


def test_what_a_map_took_is_off_it_after_one_press_and_its_history_tells_both(store: Store) -> None:
    start, before = taken_into(store, WITH_MORE)
    assert [one.name for one in store.open("joining").steps] == ["Discover", "Ask around", "Choose"]
    told = len(store.history("joining"))
    start.act("undo-brought")
    assert same(store.open("joining"), before)
    assert [one.by for one in store.history("joining")[told:]] == ["Fay"] * (len(store.history("joining")) - told)
    assert start.shown["done"] == {
        "say": "Undone: “Joining” is as it was.",
        "journey": "joining",
        "title": "Joining",
        "undo": False,
    }


def test_what_a_colleague_wrote_since_stays(store: Store) -> None:
    start, before = taken_into(store, WITH_MORE)
    asked = next(one for one in store.open("joining").steps if one.name == "Ask around")
    wrote = [
        (f"steps/{before.steps[0].id}/experience/feelings", "Curious at last"),
        (f"steps/{before.steps[1].id}/goal", "A good choice"),
        (f"steps/{asked.id}/goal", "Advice"),
    ]
    for path, words in wrote:
        store.save("joining", [set_value(store.open("joining"), path, words, by="Ben")])
    start.act("undo-brought")
    now = store.open("joining")
    assert [value_at(now, path) for path, _ in wrote] == [words for _, words in wrote]
    assert now.steps[-1].experience == before.steps[1].experience, "what nobody has touched is as it was"
    assert start.shown["done"]["say"] == "Undone on “Joining”, but for 2 places that somebody has changed since."


def test_what_cannot_be_undone_is_said_and_nothing_is_changed(store: Store) -> None:
    start, _ = taken_into(store, CHANGED)
    delete_map(store, "joining")
    start.act("undo-brought")
    assert "was deleted" in start.refused()[0]


def test_another_groups_ratings_stand_apart_under_its_name(store: Store) -> None:
    start = Start(store)
    start.bring(RATED, "a.csv")
    start.act("make-brought", title="Joining")
    start.bring(RATED.replace(",1", ",-1"), "b.csv")
    start.act("propose-brought", journey="joining", whose="Night shift")
    start.act("take-proposed", chosen=list(range(len(start.shown["offered"]))))
    first = store.open("joining").steps[0]
    assert [(one.rater, one.value) for one in first.ratings][1:] == [("Night shift", -1)]
    assert first.ratings[0].value == 1


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        (ACROSS, ["Discover", "Choose"]),
        ("Step\tFeelings\nBooking\tGood\nWaiting\tBored\n", ["Booking", "Waiting"]),
        ("journey\n  title Joining\n  section Before\n    Read it: 4: Member\n", ["Read it"]),
        ("# Joining\n\n## Booking\n\n## Waiting\n", ["Booking", "Waiting"]),
    ],
)
def test_text_that_is_pasted_is_read_as_what_it_is(store: Store, text: str, steps: list[str]) -> None:
    start = Start(store)
    start.bring(text, "", pasted=True)
    assert [name for one in start.shown["read"]["stages"] for name in one["steps"]] == steps, start.shown


@pytest.mark.parametrize(
    ("name", "text", "say"),
    [
        ("plan.json", "{]", "“plan.json” is not a journey’s file"),
        ("plan.docx", "words", "“plan.docx” is not a kind of file"),
        ("plan.md", "   ", "“plan.md” is empty"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_nothing_is_made(store: Store, name: str, text: str, say: str) -> None:
    start = Start(store)
    start.bring(ACROSS)
    start.bring(text, name)
    assert start.shown["problem"].startswith(say)
    assert start.shown["read"] is None
    start.act("make-brought", title="Joining")
    start.act("propose-brought", journey="joining")
    start.act("take-proposed", chosen=[0])
    assert (len(start.refused()), store.ids()) == (3, ())


def test_nothing_larger_is_taken_and_nothing_that_does_not_fit(store: Store) -> None:
    start = Start(store)
    start.act("bring-map", id="b1", name="map.md", size=LARGEST + 1)
    assert start.shown["problem"] == TOO_LARGE
    start.act("bring-map", id="b1", name="map.md", size=10)
    start.piece(0, b"01234", "another")
    start.piece(3, b"34")
    assert start.said[-1] == {"kind": "taken", "id": "b1", "at": 0}
    start.piece(0, b"0123456789x")
    assert (start.shown["problem"], start.shown["doing"]) == (NOT_WHOLE, "")


def test_what_is_left_or_brought_anew_leaves_no_file(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[Path] = []

    class Kept(brought_map.BroughtFile):
        def __init__(self, name: str, size: int) -> None:
            super().__init__(name, size)
            kept.append(self.path)

    monkeypatch.setattr(brought_map, "BroughtFile", Kept)
    start = Start(store)
    for _ in range(2):
        start.act("bring-map", id="b1", name="map.md", size=10)
        start.piece(0, b"01234")
    start.act("stop-bringing")
    start.bring(ACROSS)
    assert [path.exists() for path in kept] == [False, False, False]
    start.act("stop-bringing")
    assert (start.shown["read"], start.shown["brought"]) == (None, None)


def test_reading_that_is_stopped_ends_and_shows_nothing(store: Store) -> None:
    ended: list[bool] = []

    class Slow(ReadMap):
        async def run(self) -> dict[str, Any]:
            try:
                await asyncio.sleep(60)
            finally:
                ended.append(True)
            return {}

    async def way() -> None:
        start = Start(store, Slow)
        start.act("bring-map", id="b1", name="map.md", size=1)
        start.piece(0, b"x")
        await asyncio.sleep(0)
        assert start.shown["doing"] == "reading"
        start.act("stop-bringing")
        await asyncio.sleep(0)
        assert (start.shown["doing"], ended) == ("", [True])

    asyncio.run(way())


def test_a_file_is_read_by_a_process_of_its_own_and_one_that_dies_is_a_sentence(store: Store) -> None:
    start = Start(store, ReadMap)
    start.bring(ACROSS)
    assert len(start.shown["read"]["stages"]) == 2

    class Dies(ReadMap):
        task = "cjm_widgets.no_such"

    dying = Start(store, Dies)
    dying.bring(ACROSS)
    assert (dying.shown["problem"], dying.shown["doing"]) == (FAILED, "")

    class Endless(ReadMap):
        within = 0.01

    endless = Start(store, Endless)
    endless.bring(ACROSS)
    assert (endless.shown["problem"], endless.shown["doing"]) == (TOO_SLOW, "")


def test_of_a_file_full_of_what_is_left_out_some_is_said_and_the_rest_counted(store: Store) -> None:
    start = Start(store)
    start.bring("Step,Satisfaction (-2 to 2)\n" + "".join(f"Step {at},bad\n" for at in range(MOST + 5)), "a.csv")
    shown = start.shown["read"]
    assert len(shown["left_out"]) + len(shown["changed"]) + shown["more"] >= MOST + 5
    assert len(shown["left_out"]) <= MOST


def test_who_does_not_lead_is_offered_nothing_and_brings_nothing(store: Store) -> None:
    session = StartSession(store, Visitor("participant", "p-aaaaaaaa", "trip", in_room=True), Direct)
    said: list[dict[str, Any]] = []
    session.widget.send = said.append  # type: ignore[method-assign]
    session.on_message({"kind": "action", "action": "bring-map", "id": "b1", "name": "map.md", "size": 4})
    assert said[-1]["kind"] == "action-refused"
    assert session.widget.view["bringing"] is None
