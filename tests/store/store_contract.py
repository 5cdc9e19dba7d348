"""What every store must do; a store's own tests inherit it and say how to reach what it keeps without the store."""

from __future__ import annotations

import threading
import time
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import pytest
from replaying import apply_all
from soon import PATIENCE
from store_samples import students

from cjm_widgets.journey.edits import new_edit, value_at
from cjm_widgets.journey.model import Journey
from cjm_widgets.store import Admitted, JourneyStore, StoreError, forget

if TYPE_CHECKING:
    from pathlib import Path

P = TypeVar("P")


class StoreContract(ABC, Generic[P]):
    """Inherited by a test class for each store."""

    @abstractmethod
    def connect(self, place: P) -> JourneyStore:
        """The store of a place; two calls give two that know nothing of each other."""

    @abstractmethod
    def raw_read(self, place: P, journey_id: str) -> dict[str, Any]:
        """The journey as it is kept, as plain JSON values, read past the store."""

    @abstractmethod
    def raw_write(self, place: P, journey_id: str, raw: bytes) -> None:
        """Puts something else in place of the journey as it is kept, past the store."""

    @pytest.fixture
    def store(self, place: P) -> JourneyStore:
        store = self.connect(place)
        store.create(students())
        return store

    def test_a_place_where_nothing_was_kept_is_empty(self, place: P):
        store = self.connect(place)
        assert (store.ids(), store.entries(), dict(store.births())) == ((), (), {})
        assert store.changed("students") == 0

    def test_what_is_acknowledged_is_kept_where_another_finds_it(self, store: JourneyStore, place: P):
        saved = store.save("students", [new_edit("title", "Joining", old="Enrolling", by="Ana")])
        other = self.connect(place)
        assert other.open("students") == saved.journey == store.open("students")
        assert self.raw_read(place, "students")["title"] == "Joining"
        assert other.ids() == ("students",)
        assert other.entry("students").title == "Joining"

    def test_a_journey_is_made_once(self, store: JourneyStore):
        with pytest.raises(StoreError, match="already"):
            store.create(Journey(id="students"))
        assert store.open("students").title == "Enrolling"

    @pytest.mark.parametrize("name", ["nowhere", "con", "../x", "UPPER", ""])
    def test_a_journey_that_is_not_there_is_said_in_a_sentence(self, store: JourneyStore, name: str):
        for use in (store.open, store.history, store.copied, lambda one: store.save(one, [])):
            with pytest.raises(StoreError) as told:
                use(name)
            assert " " in str(told.value)
        assert store.ids() == ("students",)

    def test_the_history_replays_to_the_journey_and_every_moment_can_be_seen(self, store: JourneyStore):
        for goal in ("a", "b", "c"):
            store.save("students", [new_edit("steps/ask/goal", goal)])
        first, *rest = store.history("students")
        replayed = apply_all(Journey.model_validate(first.new), rest)
        now = store.open("students")
        assert replayed.model_copy(update={"revision": now.revision}) == now
        assert [store.at("students", edit.id).steps[0].goal for edit in rest] == ["a", "b", "c"]
        assert [edit.id for edit in store.since("students", rest[0].id)] == [edit.id for edit in rest[1:]]
        assert [edit.id for edit in store.since("students", "")] == [edit.id for edit in rest]
        assert store.since("students", "unknown") == ()
        assert store.unreadable("students") == ()
        with pytest.raises(StoreError):
            store.at("students", "unknown")

    def test_stores_that_katnothing_of_each_other_merge_and_tell(self, store: JourneyStore, place: P):
        other = self.connect(place)
        seen = store.open("students")
        other.save("students", [new_edit("title", "Joining", old=seen.title, by="Ben")])
        other.save("students", [new_edit("steps/ask/goal", "To know", by="Ben")])
        saved = store.save("students", [new_edit("title", "Entering", old=seen.title, by="Ana")])
        (clash,) = saved.clashes
        assert (clash.earlier, clash.earlier_by) == ("Joining", "Ben")
        assert (saved.journey.title, saved.journey.steps[0].goal) == ("Entering", "To know")

    def test_an_edit_sent_again_changes_nothing_and_is_acknowledged(self, store: JourneyStore, place: P):
        edit = new_edit("title", "Joining", old="Enrolling")
        store.save("students", [edit])
        last = store.save("students", [new_edit("title", "Entering", old="Joining")]).journey
        again = self.connect(place).save("students", [edit])
        assert ([one.id for one in again.applied], again.journey) == ([edit.id], last)

    def test_what_fits_no_journey_is_refused_and_keeps_nothing_back(self, store: JourneyStore):
        good, bad = new_edit("title", "Joining"), new_edit("steps/ask/nothing", "x")
        saved = store.save("students", [bad, good])
        assert [refused.edit.id for refused in saved.refused] == [bad.id]
        assert saved.journey.title == "Joining"

    def test_what_may_be_saved_is_asked_where_nobody_else_can_change_it(self, store: JourneyStore, place: P):
        other = self.connect(place)
        begun, ended = threading.Event(), []

        def meanwhile() -> None:
            begun.wait(PATIENCE)
            other.save("students", [new_edit("title", "Meanwhile")])
            ended.append("other")

        def admit(journey, edits, _):
            begun.set()
            thread.join(0.2)
            ended.append(journey.title)
            return Admitted(tuple(edits))

        thread = threading.Thread(target=meanwhile)
        thread.start()
        store.save("students", [new_edit("steps/ask/goal", "To know")], admit=admit)
        thread.join(PATIENCE)
        assert ended == ["Enrolling", "other"]

    def test_a_mark_changes_with_every_change_and_with_nothing_else(self, store: JourneyStore, place: P):
        other = self.connect(place)
        marks = [store.mark("students")]
        store.open("students")
        assert other.mark("students") == marks[0]
        for goal in ("a", "b"):
            other.save("students", [new_edit("steps/ask/goal", goal)])
            marks.append(store.mark("students"))
        assert len(set(marks)) == 3
        assert store.changed("students") > 0

    def test_a_damaged_journey_says_so_and_can_be_brought_back(self, store: JourneyStore, place: P):
        saved = store.save("students", [new_edit("title", "Joining")]).journey
        self.raw_write(place, "students", b'{"id": "stu')
        other = self.connect(place)
        with pytest.raises(StoreError, match="cjm restore students"):
            other.open("students")
        assert other.entry("students").journey is None
        assert other.entry("students").problem
        assert other.restore("students") == saved == store.open("students")

    def test_an_earlier_state_comes_back_as_new_edits(self, store: JourneyStore):
        store.save("students", [new_edit("title", "Joining")])
        kept = store.open("students").revision
        store.save("students", [new_edit("title", "Entering"), new_edit("steps/ask", None)])
        count = len(store.history("students"))
        back = store.restore("students", at=kept, by="Ana")
        assert (back.title, value_at(back, "steps/ask/name")) == ("Joining", "I ask")
        assert len(store.history("students")) > count

    def test_a_copy_opens_elsewhere_with_its_history(self, store: JourneyStore, tmp_path: Path):
        store.save("students", [new_edit("title", "Joining")])
        from cjm_widgets.store import Store

        elsewhere = tmp_path / "elsewhere"
        elsewhere.mkdir()
        for name, data in store.copied("students").items():
            (elsewhere / name).write_bytes(data)
        assert Store(elsewhere).open("students") == store.open("students")
        assert Store(elsewhere).history("students") == store.history("students")

    def test_a_birth_stays_with_its_journey(self, store: JourneyStore, place: P):
        birth = store.birth("students")
        store.save("students", [new_edit("title", "Joining")])
        assert birth == self.connect(place).birth("students") != ""
        assert dict(store.births()) == {"students": birth}

    def test_a_deleted_journey_is_whole_when_it_is_brought_back_and_only_then(self, store: JourneyStore, place: P):
        at = int(time.time())
        store.beside().keep("answers/students/survey.csv", b"1,2")
        now, history, birth = store.open("students"), store.history("students"), store.birth("students")
        store.bin().put_in("students", title="Enrolling", by="Ana", at=at, beside=["answers/students"])
        other = self.connect(place)
        assert (other.ids(), other.beside().names("answers/students")) == ((), ())
        for use in (other.open, store.open, store.history, lambda one: store.save(one, [])):
            with pytest.raises(StoreError, match="was deleted"):
                use("students")
        deleted = other.bin().find("students")
        assert deleted is not None
        assert (deleted.title, deleted.by, deleted.at) == ("Enrolling", "Ana", at)
        store.create(Journey(id="students"))
        with pytest.raises(StoreError, match="again"):
            other.bin().take_out("students")
        store.bin().put_in("students", title="Second", by="Ben", at=at + 1)
        assert [one.title for one in other.bin().deleted()] == ["Second", "Enrolling"]
        assert other.bin().take_out("students").title == "Second"
        store.bin().put_in("students", title="Second", by="Ben", at=at - 1)
        assert other.bin().take_out("students").title == "Enrolling"
        assert (store.open("students"), store.history("students"), store.birth("students")) == (now, history, birth)
        assert other.beside().read("answers/students/survey.csv") == b"1,2"
        with pytest.raises(StoreError):
            store.bin().put_in("nowhere", title="", by="", at=0)

    def test_what_was_deleted_long_ago_is_gone(self, store: JourneyStore):
        store.bin().put_in("students", title="Enrolling", by="Ana", at=1_690_000_000)
        assert [one.id for one in store.bin().empty(1_790_000_000)] == ["students"]
        assert (store.bin().deleted(), store.bin().empty(1_790_000_000)) == ((), ())
        assert store.create(students()).title == "Enrolling"

    def test_what_lies_beside_is_kept_replaced_and_removed_by_its_name(self, store: JourneyStore, place: P):
        beside, other = store.beside(), self.connect(place).beside()
        assert (beside.names("plans"), beside.read("plans/a.json"), beside.remove("plans/a.json")) == ((), None, False)
        for name, data in (("plans/a.json", b"1"), ("plans/b_.json", b"2"), ("plans/.c", b"3"), ("plans/d/e", b"4")):
            beside.keep(name, data)
        beside.keep("plans/a.json", b"\x00\xff")
        assert (other.read("plans/a.json"), other.names("plans")) == (b"\x00\xff", ("plans/a.json", "plans/b_.json"))
        assert other.names("plan") == other.names("plans/d/e") == ()
        assert (other.remove("plans/a.json"), beside.read("plans/a.json")) == (True, None)

    def test_what_is_shared_is_changed_by_one_at_a_time_and_damage_counts_as_nothing(self, place: P):
        stores = [self.connect(place) for _ in range(4)]
        one = stores[0].shared("said.json")
        assert one.read() is None
        marks = {one.mark()}

        def add(store: JourneyStore) -> None:
            for _ in range(5):
                store.shared("said.json").change(lambda before: (before or b"") + b".", lambda _: True)

        threads = [threading.Thread(target=add, args=(store,)) for store in stores]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE)
        marks.add(one.mark())
        assert (one.read(), len(marks)) == (b"." * 20, 2)
        stores[1].shared("said.json").change(lambda before: b"anew" if before is None else before, lambda _: False)
        assert one.read() == b"anew"
        assert one.mark() not in marks

    def test_what_must_be_forgotten_is_in_no_line_and_all_else_is(self, store: JourneyStore, place: P):
        other = self.connect(place)
        store.save("students", [new_edit("sources/s", {"name": "Survey", "kind": "survey"}, by="Ana")])
        store.save("students", [new_edit("title", "Joining", by="Ana"), new_edit("sources/s", None, by="Ana")])
        now, birth = other.open("students"), other.birth("students")
        done = forget(store, "students", "s", lambda part, item: part == "sources" and item.get("id") == "s")
        assert done.lines == 2
        assert "Survey" not in str(other.history("students"))
        assert b"Survey" not in b"".join(other.copied("students").values())
        assert (other.open("students"), other.birth("students")) == (now, birth)
        assert other.save("students", [new_edit("title", "On", by="Ben")]).journey.title == "On"
        assert other.open("students") == store.open("students")

    def test_a_journey_that_was_made_anew_is_not_the_one_that_others_remember(self, store: JourneyStore, place: P):
        other = self.connect(place)
        other.save("students", [new_edit("title", "Joining", by="Ana")])
        store.bin().put_in("students", title="", by="", at=1_790_000_000)
        fresh = store.create(Journey(id="students", title="Anew"))
        assert other.open("students") == fresh
        assert [edit.id for edit in other.history("students")] == [fresh.revision]
        assert other.save("students", [new_edit("title", "On", by="Ben")]).journey.title == "On"
