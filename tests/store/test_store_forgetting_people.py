"""When a person is forgotten, nothing of theirs is left anywhere, and all that is others' is there as before."""

from __future__ import annotations

import json
import os
import time
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_store_crash import Dying, ended, forked

from cjm_widgets.journey.edits import Edit, new_edit
from cjm_widgets.journey.model import Dot, Journey, Moment, Rating, Solution, Stakeholder, Step, Team, Voice
from cjm_widgets.journey.person import edits_without, raters_in
from cjm_widgets.store import JourneyStore, Store, StoreError, files, opened_store
from cjm_widgets.store.address import Database
from cjm_widgets.store.door import opened_bin
from cjm_widgets.store.postgres.prepare import prepare
from cjm_widgets.tasks.forgetting import under_way
from cjm_widgets.tasks.forgetting.looking import AROUND, Looked, OnMap, look
from cjm_widgets.tasks.forgetting.taking import finish, take_out
from cjm_widgets.tasks.forgetting.telling import done_lines, found_lines, remaining_lines
from cjm_widgets.workshop.nameless import Nameless

if TYPE_CHECKING:
    from pathlib import Path

    from postgres_server import Postgres

OVER_BOTH = True
WHO, OTHER = "Zoë Quist", "Ben"
HERS, HIS = "p-aaaaaaaa", "p-bbbbbbbb"
BROWSER, HIS_BROWSER = "zzzzzzzzzz", "bbbbbbbbbb"


def trip() -> Journey:
    return Journey(
        id="trip",
        title="Trip",
        steps=(Step(id="a", name="Pack"), Step(id="b", name="Fly")),
        moments=(Moment(id="m", name="Nobody tells me"),),
        solutions=(Solution(id="s", title="Say it"),),
        teams=(Team(id="t", name="The desk"),),
        stakeholders=(Stakeholder(id="k", name="The airline"),),
    )


DOES: dict[str, tuple[str, str, Any]] = {
    "rates": (WHO, f"steps/a/ratings/{HERS}", {"id": HERS, "value": 1}),
    "rates again": (WHO, f"steps/a/ratings/{HERS}/value", 2),
    "votes": (WHO, f"moments/m/dots/{HERS}", {"id": HERS, "n": 2}),
    "speaks": (WHO, f"voices/{HERS}", {"id": HERS, "speaks_as": "manager"}),
    "he rates": (OTHER, f"steps/b/ratings/{HIS}", {"id": HIS, "value": -1}),
    "paper": (WHO, "steps/a/ratings/p-paper-m2", {"id": "p-paper-m2", "n": 3}),
    "owner": (OTHER, "solutions/s/owner", WHO),
    "other owner": (WHO, "solutions/s/owner", OTHER),
    "lead": (OTHER, "teams/t/lead", WHO),
    "care": (WHO, "care/owner", WHO),
    "stakeholder": (OTHER, "stakeholders/z", {"id": "z", "name": WHO}),
    "goal": (WHO, "steps/a/goal", "To be gone"),
    "words": (OTHER, "steps/b/goal", f"Ask {WHO}, or ZOË quisty."),
    "no words": (OTHER, "steps/b/goal", ""),
    "title": (WHO, "title", "Another trip"),
    "step gone": (OTHER, "steps/a", None),
}


def type_on(store: JourneyStore, what: list[str]) -> None:
    for at, name in enumerate(what, start=1):
        if name == "edition":
            now = store.open("trip").revision
            edit = new_edit(f"editions/e{at}", {"name": f"No {at}", "by": WHO, "revision": now}, by=WHO)
        else:
            by, path, new = DOES[name]
            edit = new_edit(path, new, by=by)
        browser = BROWSER if edit.by == WHO else HIS_BROWSER
        by = "" if list(raters_in(edit)) else edit.by  # as pages save what people rate for themselves
        made = edit.model_copy(update={"id": f"{browser}-pppppp-{at}", "by": by})
        store.save("trip", [made], settled=at % 2 == 0)


EVERYTHING = [*list(DOES)[:-1], "edition", "owner", "rates", "words", "edition"]


@pytest.fixture
def trips(store: JourneyStore) -> JourneyStore:
    store.create(trip(), by=WHO)
    type_on(store, EVERYTHING)
    return store


@pytest.fixture
def on_files(folder: Path) -> Store:
    store = Store(folder)
    store.create(trip(), by=WHO)
    type_on(store, EVERYTHING)
    return store


def everything(store: JourneyStore) -> str:
    """All bytes that a place keeps."""
    from cjm_widgets.store.copying import read_folder

    if isinstance(store.place, Database):
        from cjm_widgets.store.postgres.moving import read_database

        found = read_database(store.place)
    else:
        found = read_folder(store.place)
    kept = [*found.histories.values(), *found.snapshots.values(), *found.beside.values()]
    return b"\n".join(one.data for one in kept).decode()


def forget(store: JourneyStore, name: str = WHO, **more: Any) -> None:
    take_out(store, look(store, name, **more))


def states(store: JourneyStore, edits: tuple[Edit, ...]) -> dict[str, dict[str, Any]]:
    """What the map said after each change, without what is hers."""
    person = look(store, WHO, words=True).person
    found = {edit.id: person.without(store.at("trip", edit.id).to_json()) for edit in edits}
    for one in found.values():
        one.pop("revision", None)
    return found


def own_in(journey: Journey) -> int:
    found = [one.id for step in journey.steps for one in step.ratings]
    found += [one.id for moment in journey.moments for one in moment.dots]
    return [*found, *(one.id for one in journey.voices)].count(HERS)


def assert_told_what_was_done(seen: Looked, was: Journey, store: JourneyStore, before: tuple[Edit, ...]) -> None:
    """The figures that are shown before somebody says yes are those of what then happens."""
    (told,) = seen.maps or (OnMap("trip", "Trip"),)
    after = {edit.id: edit for edit in store.history("trip")}
    rewritten = [
        edit for edit in before if edit.id not in after or _said(after[edit.id]) != (edit.path, edit.old, edit.new)
    ]
    assert told.past == len(rewritten)
    assert told.changes == sum(edit.by == WHO for edit in before)
    assert told.own == own_in(was) - own_in(store.open("trip")) == own_in(was)
    assert len(told.named) == len(where_named(was))
    assert where_named(store.open("trip")) == []


def _said(edit: Edit) -> tuple[str, Any, Any]:
    return edit.path, edit.old, edit.new


def where_named(was: Journey) -> list[str]:
    """Where on the map her name stands by itself."""
    found = {
        "care/owner": was.care.owner,
        **{f"solutions/{one.id}/owner": one.owner for one in was.solutions},
        **{f"teams/{one.id}/lead": one.lead for one in was.teams},
        **{f"stakeholders/{one.id}/name": one.name for one in was.stakeholders},
        **{f"editions/{one.id}/by": one.by for one in was.editions},
    }
    return [path for path, name in found.items() if name == WHO]


@settings(max_examples=30, deadline=None)
@given(what=st.lists(st.sampled_from([*DOES, "edition"]), max_size=20))
def test_nothing_of_hers_is_left_and_all_that_is_others_replays(tmp_path_factory, what):
    store = Store(tmp_path_factory.mktemp("journeys"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "_sync_data", lambda _: None)
        patch.setattr(os, "fsync", lambda _: None)
        store.create(trip())
        type_on(store, ["title", "rates", *what])
        before, other = store.history("trip"), Store(store.folder)
        other.open("trip")
        then = states(store, before)
        seen, was = look(store, WHO, words=True), store.open("trip")
        take_out(store, seen)
        assert_told_what_was_done(seen, was, store, before)
        left = everything(store)
        assert (WHO in left, HERS in left) == (False, False)
        for one in (store, other, Store(store.folder)):
            assert one.open("trip") == store.open("trip")
            assert one.unreadable("trip") == ()
        by = {edit.id: (edit.t, "" if edit.by == WHO else edit.by) for edit in before}
        after = [edit for edit in store.history("trip") if edit.by != "cjm forget"]
        assert by.items() >= {edit.id: (edit.t, edit.by) for edit in after}.items()
        assert {edit.id for edit in before if edit.path in {"title", "steps/b/goal"}} <= {edit.id for edit in after}
        for edit in (*after, *(one for one in store.open("trip").editions)):
            revision = edit.id if isinstance(edit, Edit) else edit.revision
            now = store.at("trip", revision).to_json()
            now.pop("revision")
            assert now == then[revision]
        assert look(store, WHO).is_empty
        typed = store.save("trip", [new_edit("title", "Later", by="Ben")]).journey
        assert Store(store.folder).open("trip") == typed == other.open("trip")


def test_what_is_not_hers_stays(trips: JourneyStore) -> None:
    forget(trips)
    now = trips.open("trip")
    assert [one.id for step in now.steps for one in step.ratings] == ["p-paper-m2", HIS]
    assert (now.solutions[0].owner, now.teams[0].lead, now.care.owner) == ("", "", "")
    assert [one.name for one in now.stakeholders] == ["The airline", ""]
    assert now.steps[0].goal == "To be gone"
    assert WHO in now.steps[1].goal  # it was not asked to take it out of other words
    assert [edit.by for edit in trips.history("trip") if edit.path == "steps/b/goal"][-1] == OTHER
    assert {edit.by for edit in trips.history("trip")} == {"", OTHER}


def test_deleted_maps_copies_and_notes_are_reached_and_come_back_without_her(trips: JourneyStore) -> None:
    trips.bin().put_in("trip", title=f"Trip of {WHO}", by=WHO, at=time.time() - 5)
    trips.create(trip(), by=WHO)
    trips.bin().put_in("trip", title="Old", by=WHO, at=time.time() - 99 * 86400)  # nobody can bring it back
    forget(trips, words=True)
    assert WHO not in everything(trips)
    assert len(opened_bin(trips)) == 2
    (found,) = trips.bin().deleted()
    assert (found.title, found.by) == ("Trip of …", "")
    trips.bin().take_out("trip")
    assert trips.open("trip").title == "Another trip"
    assert trips.unreadable("trip") == ()


def test_a_damaged_copy_that_names_her_goes_and_another_stays(trips: JourneyStore) -> None:
    trips.beside().keep("trip.broken-1.json", f'{{"owner": "{WHO}", "na'.encode())
    trips.beside().keep("trip.broken-2.json", b'{"id": "trip", "na')
    trips.beside().keep("trip.broken-3.json", f'{{"id": "{HERS}", "na'.encode())
    (seen,) = look(trips, WHO).maps
    assert seen.copies == ("trip.broken-1.json", "trip.broken-3.json")
    forget(trips)
    assert list(trips.aside("trip")) == ["trip.broken-2.json"]


def test_her_ratings_on_a_map_where_she_gave_no_name_are_hers(trips: JourneyStore) -> None:
    edit = new_edit(f"steps/wait/ratings/{HERS}", {"id": HERS, "value": 1})
    trips.save("students", [edit])
    forget(trips)
    assert [one.id for one in trips.open("students").steps[1].ratings] == ["room"]
    assert HERS not in everything(trips)


def test_a_browser_that_two_used_is_told_and_its_ratings_stay(trips: JourneyStore) -> None:
    by_another = new_edit("title", "Ours", by="Zoë").model_copy(update={"id": f"{BROWSER}-rrrrrr-1"})
    trips.save("trip", [by_another])
    seen = look(trips, WHO)
    assert (seen.shared, seen.browsers) == (("Zoë",), frozenset())
    assert any("rated in the same browser" in line for line in found_lines(seen))
    take_out(trips, seen)
    assert HERS in everything(trips)
    forget(trips, "Zoë")
    assert HERS not in everything(trips)  # nobody else wrote there by then


def test_ratings_made_before_she_gave_her_name_are_hers(store: JourneyStore) -> None:
    store.create(trip())
    first = new_edit(f"voices/{HERS}", {"id": HERS, "speaks_as": "manager"})
    then = new_edit("title", "Later", by=WHO)
    edits = [one.model_copy(update={"id": f"{BROWSER}-pppppp-{at}"}) for at, one in enumerate((first, then), start=1)]
    store.save("trip", edits)
    forget(store)
    assert HERS not in everything(store)


def test_what_somebody_rated_who_gave_no_name_is_nobody_elses(trips: JourneyStore) -> None:
    edit = new_edit(f"steps/wait/ratings/{HIS}", {"id": HIS, "value": 2})
    trips.save("students", [edit.model_copy(update={"id": "nnnnnnnnnn-pppppp-1"})])
    stranger = "p-cccccccc"
    rated = new_edit(f"steps/wait/ratings/{stranger}", {"id": stranger, "value": 1})
    trips.save("students", [rated.model_copy(update={"id": "mmmmmmmmmm-pppppp-1"})])
    now = trips.open("students").revision
    trips.save("students", [new_edit(f"steps/wait/ratings/{stranger}", None, by=WHO)])
    trips.restore("students", now, by=WHO)  # from Python, where no browser tells who it is
    seen = look(trips, WHO)
    assert stranger not in seen.person.own
    take_out(trips, seen)
    assert {one.id for one in trips.open("students").steps[1].ratings} == {"room", HIS, stranger}


def test_who_brings_back_an_earlier_map_is_not_who_rated(trips: JourneyStore) -> None:
    now = trips.open("trip").revision
    trips.save("trip", [new_edit(f"steps/a/ratings/{HERS}", None, by=OTHER)])
    trips.restore("trip", now, by=OTHER)
    assert look(trips, WHO).shared == ()
    forget(trips, OTHER)
    assert (HIS in everything(trips), HERS in everything(trips)) == (False, True)
    forget(trips)
    assert HERS not in everything(trips)


def test_a_damaged_line_that_names_her_goes_and_another_stays(on_files: Store, folder: Path) -> None:
    forget(on_files, words=True)
    log = folder / "trip.log.jsonl"
    lines = log.read_bytes().split(b"\n")
    escaped = json.dumps(WHO).encode()
    lines[1:1] = [f'{{"id":"x","by":"{WHO}","na'.encode(), b'{"id":"y","by":' + escaped, b'{"id":"z","new":']
    log.write_bytes(b"\n".join(lines))
    forget(on_files)
    left = log.read_bytes()
    assert (WHO.encode() in left, escaped in left, b'"z"' in left) == (False, False, True)
    assert len(on_files.unreadable("trip")) == 1


def test_what_comes_late_from_her_browser_has_no_name(trips: JourneyStore) -> None:
    forget(trips)
    late = [
        new_edit("title", one, by=by).model_copy(update={"id": f"{browser}-qqqqqq-{at}"})
        for at, (one, by, browser) in enumerate([("Late", WHO, BROWSER), ("Later", OTHER, HIS_BROWSER)], start=1)
    ]
    nameless = Nameless(trips)
    assert [edit.by for edit in nameless.of(late)] == ["", OTHER]
    assert [edit.new for edit in nameless.of([*late, new_edit("title", "x", by="Ana")])] == ["Late", "Later", "x"]
    kept = trips.shared("forgotten.json").read()
    assert kept is not None
    assert json.loads(kept) == [BROWSER]


def test_a_page_that_is_open_knows_at_once_whose_name_goes(trips: JourneyStore) -> None:
    nameless = Nameless(trips)
    edit = new_edit("title", "Late", by=WHO).model_copy(update={"id": f"{BROWSER}-qqqqqq-1"})
    assert nameless.of([edit])[0].by == WHO
    nameless.add([BROWSER])
    nameless.add(["cccccccccc", BROWSER])
    assert [one.by for one in (*nameless.of([edit]), *Nameless(trips).of([edit]))] == ["", ""]
    trips.shared("forgotten.json").change(lambda _: b"[[[", lambda _: True)
    assert Nameless(trips).of([edit])[0].by == WHO
    nameless.add([BROWSER])
    assert Nameless(trips).of([edit])[0].by == ""


def test_what_others_write_meanwhile_is_kept(trips: JourneyStore, without_waiting_for_the_disk) -> None:
    done, began, sent = Event(), Event(), []

    def write() -> None:
        other = opened_store(trips.place)
        while not done.is_set() or len(sent) < 3:
            edit = new_edit("title", f"Trip {len(sent)}", by=OTHER)
            sent.extend(one.id for one in other.save("trip", [edit], settled=len(sent) % 3 == 0).applied)
            began.set()

    writing = Thread(target=write)
    writing.start()
    began.wait()
    try:
        forget(trips, words=True)
    finally:
        done.set()
        writing.join()
    trips.save("trip", ())
    assert WHO not in everything(trips)
    assert set(sent) <= {edit.id for edit in trips.history("trip")}
    assert trips.open("trip").title == f"Trip {len(sent) - 1}"


def test_looking_changes_nothing_and_says_where_the_name_is(trips: JourneyStore) -> None:
    before = everything(trips)
    seen = look(trips, WHO)
    assert everything(trips) == before
    told = "\n".join(found_lines(seen))
    for words in (
        "“Zoë Quist” stands in 1 map:",
        "3 ratings, votes or voices of their own: removed.",
        "Say it: Who in that team takes it on?: “Zoë Quist”",
        "What does the customer want here?: “Ask Zoë Quist, or ZOË quisty.”",
        "Two people of the same name cannot be told apart",
    ):
        assert words in told.replace("\u2068", "").replace("\u2069", "")
    take_out(trips, seen)
    assert any("run this command again" in line for line in remaining_lines(trips.place, seen))
    assert len(list(done_lines(trips, seen))) == 1
    for edit in (new_edit("title", "x", by=WHO), new_edit("care/owner", WHO, by=OTHER)):
        trips.save("trip", [edit])
        assert ["Run this once more" in line for line in done_lines(trips, seen)] == [False, True]
        forget(trips)


def test_of_a_long_text_the_part_with_the_name_is_shown_and_that_it_was_cut(trips: JourneyStore) -> None:
    far = "x" * (AROUND - 1)
    texts = {f"Ask {WHO}": f"Ask {WHO}", f"{far} {WHO} {far}": f"{far} {WHO} {far}"}
    texts |= {f"a{far} {WHO} {far}": f"…{far} {WHO} {far}", f"{far} {WHO} {far}a": f"{far} {WHO} {far}…"}
    for text, shown in texts.items():
        trips.save("trip", [new_edit("steps/b/goal", text)])
        (found,) = look(trips, WHO).maps
        assert [at.text for at in found.words] == [shown]


def test_who_did_nothing_but_delete_a_map_is_found_and_forgotten(trips: JourneyStore) -> None:
    trips.bin().put_in("students", title="Enrolling", by="Cleo Byrne", at=time.time())
    seen = look(trips, "Cleo Byrne")
    assert [(one.id, one.deleted, one.changes) for one in seen.maps] == [("students", True, 1)]
    take_out(trips, seen)
    assert "Cleo Byrne" not in everything(trips)


def test_a_map_that_nobody_can_read_stops_it_before_anything_is_done(on_files: Store, folder: Path) -> None:
    trips = on_files
    trips.create(trip().model_copy(update={"id": "students"}))
    trips.bin().put_in("students", title="Enrolling", by="", at=time.time())
    (gone,) = (folder / ".workshop" / "deleted").glob("students.*/students.json")
    gone.write_text("{")
    trips.create(trip().model_copy(update={"id": "broken"}))
    (folder / "broken.json").write_text("{")
    before, seen = everything(trips), look(trips, WHO)
    assert [one.where for one in seen.unread] == ["broken", "students"]
    assert any("cannot be read, so nobody knows" in line for line in found_lines(seen))
    with pytest.raises(StoreError, match=r"Nothing was changed, since a map cannot be read.*cjm restore broken"):
        take_out(trips, seen)
    assert everything(trips) == before
    trips.restore("broken")
    forget(trips)  # a deleted one that nobody can open keeps nothing back


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this computer cannot fork a process")
def test_killed_at_any_step_it_is_finished_by_the_next_who_asks(tmp_path: Path) -> None:
    first, folder, step, done = Store(tmp_path / "first"), tmp_path / "journeys", 0, []
    for one in ("trip", "trip-2"):
        first.create(trip().model_copy(update={"id": one}), by=WHO)
        first.save(one, [new_edit("title", "Now", by=OTHER)])
    for name in ("rates", "owner", "words"):
        by, path, new = DOES[name]
        first.save("trip", [new_edit(path, new, by=by)])
    first.save("trip-2", [new_edit(f"voices/{HERS}", {"id": HERS, "speaks_as": "manager"})])  # without a name
    first.bin().put_in("trip-2", title="Two", by=WHO, at=time.time())
    first.create(trip().model_copy(update={"id": "trip-2"}))
    first.save("trip-2", [new_edit(f"voices/{HERS}", {"id": HERS, "speaks_as": "manager"})])
    while not done:
        import shutil

        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(first.folder, folder)

        def work(report: int, step: int = step) -> None:
            dying = Dying(step)
            files.FileIO = dying.file()
            files.move = dying.before(files.move)
            files.sync_folder = dying.before(files.sync_folder)
            take_out(Store(folder), look(Store(folder), WHO, words=True))
            os.write(report, b"done\n")

        done = ended(*forked(work))
        store = Store(folder)
        if not finish(store) and not done:
            assert WHO in everything(store)
            forget(store, words=True)
        left = everything(store)
        assert (WHO in left, HERS in left) == (False, False)
        assert under_way.begun(store) == ()
        assert not (folder / ".workshop" / "forgetting.json").exists()
        assert store.open("trip").title == "Now"
        assert store.unreadable("trip") == ()
        step += 3
    assert step > 20


@pytest.mark.parametrize("name", ["server.log", "server.log.1", "lab.log"])
def test_the_log_of_a_server_loses_the_lines_that_name_her(on_files: Store, folder: Path, name: str) -> None:
    log = folder / ".workshop" / name
    log.parent.mkdir(exist_ok=True)
    log.write_text(f"one\ntwo of {WHO}\nthree\n/ratings/{HERS} four\n", encoding="utf-8")
    with log.open("a") as server:
        seen = look(on_files, WHO)
        assert "2 lines of the server’s log go." in list(found_lines(seen))
        take_out(on_files, seen)
        server.write("five\n")
    assert log.read_text() == "one\nthree\nfive\n"


def test_in_a_database_it_takes_the_role_for_maintenance(postgres: Postgres) -> None:
    owned = postgres.fresh()
    for role in ("serving", "maintaining"):
        if not postgres.ask(owned, "select 1 from pg_roles where rolname = %s", role):
            postgres.ask(owned, f"create role {role} login")  # type: ignore[arg-type]
    with pytest.raises(StoreError, match="cannot be that for maintenance"):
        prepare(owned, "serving", "serving")
    prepare(owned, "serving", "maintaining")
    serving, maintaining = (postgres.address(owned.schema, user=one) for one in ("serving", "maintaining"))
    store = opened_store(serving)
    store.create(trip(), by=WHO)
    here = "insert into {schema}.here (server, session, journey, said) values ('s', %s, 'trip', %s)"
    for name in (WHO, OTHER):
        postgres.ask(owned, here, name[0], json.dumps({"name": name}))
    with pytest.raises(StoreError, match="role for maintenance"):
        forget(store)
    assert under_way.begun(store) == ()
    forget(opened_store(maintaining))
    assert WHO not in everything(store)
    assert postgres.ask(owned, "select session from {schema}.here") == [("B",)]
    store.save("trip", [new_edit("title", "Later")])
    with pytest.raises(StoreError, match="does not allow"):
        postgres.ask(maintaining, "drop table {schema}.edit")


def test_the_maps_of_earlier_versions_lose_her_too(folder: Path) -> None:
    whole = trip().to_json() | {"schema_version": 2, "revision": "first"}
    whole["steps"][0]["ratings"] = [{"id": "room", "scale": "felt", "value": 1, "source": f"{WHO} said so"}]
    whole["solutions"][0]["owner"] = WHO
    lines = [
        {"id": "first", "by": WHO, "path": "", "old": None, "new": whole, "t": "2024-01-01T00:00:00.000Z"},
        {"id": "second", "by": WHO, "path": "steps/a/ratings/room/source", "old": f"{WHO} said so", "new": WHO},
    ]
    folder.mkdir()
    text = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines)
    (folder / "trip.log.jsonl").write_text(text, encoding="utf-8")
    store = Store(folder)
    now = store.open("trip")
    assert now.solutions[0].owner == WHO
    forget(store, words=True)
    assert WHO not in everything(store)
    assert store.open("trip").solutions[0].owner == ""
    assert [edit.id for edit in store.history("trip")][:2] == ["first", "second"]


def test_what_edits_would_do_is_nothing_where_she_is_not(store: JourneyStore) -> None:
    person = look(store, WHO, words=True).person
    whole = trip().model_copy(update={"voices": (Voice(id=HIS),)})
    rated = whole.steps[0].model_copy(update={"ratings": (Rating(id=HIS),)})
    voted = whole.moments[0].model_copy(update={"dots": (Dot(id=HIS, n=1),)})
    whole = whole.model_copy(update={"steps": (rated,), "moments": (voted,)})
    assert list(edits_without(whole, person, "")) == []
    raw = whole.to_json()
    assert person.without(raw) is raw
