"""What the browser sends is checked, saved and shown; what others save is shown as well."""

from __future__ import annotations

import asyncio
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any

import pytest
from hand_clock import HandClock

from cjm_widgets.journey.edits import diff, new_edit, set_value
from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.pages import session as session_module
from cjm_widgets.pages import shown as shown_module
from cjm_widgets.pages.book import page
from cjm_widgets.pages.news import RECENT
from cjm_widgets.pages.session import Session
from cjm_widgets.pages.throttle import RUNNING_LOOP
from cjm_widgets.store import Store, StoreError
from cjm_widgets.tasks.forgetting.looking import look
from cjm_widgets.tasks.forgetting.taking import take_out
from cjm_widgets.tasks.history import history_lines
from cjm_widgets.tasks.words import in_words
from cjm_widgets.workshop.visitor import Visitor

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_widgets.pages.throttle import Clock


class Heard(list[dict[str, Any]]):
    """What a session has said to the browser."""

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [message for message in self if message["kind"] == kind]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path)
    store.create(Journey(id="trip", title="A trip", steps=(Step(id="a", name="Booking"), Step(id="b", name="Flight"))))
    return store


def opened(store: Store, name: str = "satisfaction", clock: Clock = RUNNING_LOOP) -> tuple[Session, Heard]:
    session = Session(store, store.open("trip"), page(name), clock=clock)
    heard = Heard()
    session.widget.send = heard.append  # type: ignore[method-assign]
    return session, heard


def sent(path: str, new: Any, old: Any = None, edit_id: str = "e1", by: str = "Ana") -> dict[str, Any]:
    return {"kind": "edits", "edits": [{"id": edit_id, "by": by, "path": path, "old": old, "new": new}]}


def test_an_edit_is_on_disk_before_it_is_acknowledged(store: Store) -> None:
    session, heard = opened(store)

    session.on_message(sent("steps/a/experience/feelings", "Calm"))

    assert heard.of("saved")[0]["ids"] == ["e1"]
    assert Store(store.folder).open("trip").steps[0].experience.feelings == "Calm"
    assert session.widget.journey["steps"][0]["experience"]["feelings"] == "Calm"


def test_what_comes_from_the_browser_of_somebody_who_was_forgotten_has_no_name(store: Store) -> None:
    first, second, title = "aaaaaaaaaa-pppppp-1", "aaaaaaaaaa-pppppp-2", "A way home"
    session, heard = opened(store)
    session.on_message(sent("care/owner", "Ana", edit_id=first))
    take_out(store, look(store, "Ana"))
    session.look()
    assert session.widget.journey["care"]["owner"] == ""

    session.on_message(sent("title", title, edit_id=second))  # kept in the browser until now
    session.on_message(sent("title", "Mine", edit_id="bbbbbbbbbb-pppppp-1", by="Ben"))

    assert [one for message in heard.of("saved") for one in message["ids"]][-2:] == [second, "bbbbbbbbbb-pppppp-1"]
    assert [(edit.by, edit.new) for edit in store.history("trip") if edit.path == "title"] == [
        ("", title),
        ("Ben", "Mine"),
    ]


def test_what_somebody_rated_for_themselves_without_a_name_is_forgotten_with_them(store: Store) -> None:
    person = "p-aaaaaaaa"
    visitor = Visitor(role="participant", person=person, journey="trip", in_room=True)
    session = Session(store, store.open("trip"), page("satisfaction"), visitor)
    session.widget.send = lambda _: None  # type: ignore[method-assign]
    session.on_message(sent(f"steps/a/ratings/{person}/value", 1, edit_id="aaaaaaaaaa-pppppp-1"))
    session.on_message(sent("steps/a/experience/feelings", "Calm", edit_id="aaaaaaaaaa-pppppp-2"))
    assert [(edit.by, edit.path) for edit in store.history("trip")][-2:] == [
        ("", f"steps/a/ratings/{person}/value"),
        ("Ana", "steps/a/experience/feelings"),
    ]
    take_out(store, look(store, "Ana"))
    assert person not in "".join(data.decode() for data in store.copied("trip").values())
    assert store.open("trip").steps[0].experience.feelings == "Calm"


def test_a_picture_that_cannot_be_drawn_keeps_no_change_from_being_acknowledged(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, heard = opened(store, clock=HandClock())

    def fail(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr(session_module, "shown", fail)
        session.on_message(sent("steps/a/ratings/room/value", 1))
        session.on_message(sent("steps/a/ratings/room/value", 2, 1, edit_id="e2"))
    assert [one["ids"] for one in heard.of("saved")] == [["e1"], ["e2"]]
    assert session.widget.journey["steps"][0]["ratings"][0]["value"] == 2, "what was saved is shown"
    assert len(heard.of("notice")) == 1, "told once, not at every letter"

    session.on_message(sent("steps/a/ratings/room/value", -2, 2, edit_id="e3"))
    assert heard.of("saved")[-1]["ids"] == ["e3"]
    assert "-2" in str(session.widget.view), "and the pictures follow again when they can"


def test_the_file_follows_when_the_time_is_up_or_the_page_is_left(store: Store) -> None:
    file = store.folder / "trip.json"
    clock = HandClock()
    session, _ = opened(store, clock=clock)
    session.on_message(sent("title", "A trip h"))
    session.on_message(sent("title", "A trip ho", edit_id="e2"))
    clock.pass_time(session_module.SETTLE_EVERY / 2)
    session.on_message(sent("title", "A trip home", edit_id="e3"))
    assert '"A trip"' in file.read_text(encoding="utf-8")
    clock.pass_time(session_module.SETTLE_EVERY / 2)
    assert '"A trip home"' in file.read_text(encoding="utf-8"), "counted from the first letter"

    session.on_message(sent("title", "A way home", edit_id="e4"))
    session.on_message({"kind": "here", "name": "Ana", "field": "", "gone": True})
    assert '"A way home"' in file.read_text(encoding="utf-8")


def test_the_file_follows_when_another_has_written_it_meanwhile(store: Store) -> None:
    file, other, clock = store.folder / "trip.json", Store(store.folder), HandClock()
    session, _ = opened(store, clock=clock)

    def another_writes(title: str) -> None:
        session.on_message(sent("title", f"{title}…", edit_id=f"{title}1"))
        other.save("trip", [new_edit("subtitle", title, by="Ben")])
        session.on_message(sent("title", title, edit_id=f"{title}2"))

    another_writes("Home")
    clock.pass_time(session_module.SETTLE_EVERY)
    assert '"Home…"' in file.read_text(encoding="utf-8"), "it is not so old yet"
    clock.pass_time(session_module.SETTLE_EVERY)
    assert '"Home"' in file.read_text(encoding="utf-8")

    another_writes("Away")
    session.on_message({"kind": "here", "name": "Ana", "field": "", "gone": True})
    assert '"Away"' in file.read_text(encoding="utf-8"), "who leaves waits for nobody"


def test_a_file_that_cannot_follow_is_no_error_of_whoever_types(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = HandClock()
    session, heard = opened(store, clock=clock)
    session.on_message(sent("title", "A trip home"))

    def refuse(_: str, *, in_turn: bool) -> bool:
        raise StoreError("The disk is full.")

    monkeypatch.setattr(store, "settle", refuse)
    clock.pass_time(session_module.SETTLE_EVERY)
    assert [message["kind"] for message in heard] == ["saved"]
    monkeypatch.undo()
    clock.pass_time(session_module.SETTLE_EVERY)
    assert '"A trip home"' in (store.folder / "trip.json").read_text(encoding="utf-8"), "tried again"


def test_a_page_that_has_just_shown_all_does_not_look_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene() -> None:
        session, heard = opened(store)
        session.follow()
        put_off: list[None] = []
        monkeypatch.setattr(session._watch, "put_off", lambda: put_off.append(None))
        session.on_message(sent("title", "A trip home"))
        assert len(put_off) == 1
        heard.clear()
        monkeypatch.setattr(store, "since", lambda *_: pytest.fail("there is nothing new"))
        session.look()
        assert heard == []

    asyncio.run(scene())


def test_what_is_due_is_worked_out_anew_when_the_next_day_begins(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.save("trip", [new_edit("solutions/s", {"title": "Ask at once", "due": "2026-11-28"})])

    class Today(datetime):
        said = datetime(2026, 11, 28, 23, 0).astimezone()

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return cls.said if tz is None else cls.said.astimezone(tz)

    monkeypatch.setattr(session_module, "datetime", Today)
    clock = HandClock()
    session, heard = opened(store, "evaluate", clock=clock)
    session.follow()
    assert [one["overdue"] for one in session.widget.view["due"]] == [False]

    for day, overdue in ((29, True), (30, True)):
        Today.said = datetime(2026, 11, day, 0, 0, 1).astimezone()
        clock.pass_time(86_401)
        assert [one["overdue"] for one in session.widget.view["due"]] == [overdue]
    assert len(heard.of("changed")) == 2


def test_a_rating_moves_the_heart_monitor(store: Store) -> None:
    session, _ = opened(store)

    session.on_message(sent("steps/b/ratings/room/value", -2))

    points = session.widget.view["monitor"]["curves"][0]["points"]
    assert [(point["value"], point["height"]) for point in points] == [(None, None), (-2, 0)]


def test_while_people_type_their_words_are_shown_at_once_and_the_figures_in_a_moment(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    clock = HandClock()
    monkeypatch.setattr(
        shown_module, "view_of", lambda _, journey, **__: drawn.append(journey.title) or {"title": journey.title}
    )
    session, heard = opened(store, clock=clock)
    drawn.clear()

    for number, title in enumerate(("A tr", "A tri", "A trip", "A trip h")):
        session.on_message(sent("title", title, edit_id=f"e{number}"))
        assert session.widget.journey["title"] == title
    assert len(heard.of("saved")) == 4
    assert drawn == ["A tr"]
    session.on_message(sent("steps/b/ratings/room/value", -2, edit_id="rating"))
    assert drawn == ["A tr", "A trip h"], "what a rating changes is shown at once"
    session.on_message(sent("title", "A trip home", edit_id="last"))
    assert drawn == ["A tr", "A trip h"]
    clock.pass_time(session_module.DRAW_AFTER)

    assert drawn == ["A tr", "A trip h", "A trip home"]
    assert session.widget.view["title"] == "A trip home"


def test_what_is_moved_and_a_round_that_begins_are_shown_at_once(store: Store) -> None:
    session, _ = opened(store, clock=HandClock())
    session.on_message(sent("steps/b/ratings/room/value", -2))
    session.on_message(sent("steps/b/@after", "", edit_id="e2"))
    points = session.widget.view["monitor"]["curves"][0]["points"]
    assert [point["value"] for point in points] == [-2, None]
    session.on_message(sent("rounds/satisfaction/state", "apart", edit_id="e3"))
    assert session.widget.view["apart"]["state"] == "apart"


def test_an_edit_that_comes_late_is_acknowledged_though_the_page_has_overtaken_it(store: Store) -> None:
    session, heard = opened(store)
    for seq, words in ((2, "Calm"), (1, "Cal")):
        session.on_message(sent("steps/a/experience/feelings", words, edit_id=f"aaaaaaaaaa-page01-{seq}"))
    assert [message["ids"] for message in heard.of("saved")] == [["aaaaaaaaaa-page01-2"], ["aaaaaaaaaa-page01-1"]]
    assert store.open("trip").steps[0].experience.feelings == "Calm"


@pytest.mark.parametrize(("later", "told"), [(RECENT - 1, True), (RECENT + 1, False)])
def test_only_what_somebody_has_just_written_is_worth_telling_them_when_it_is_replaced(
    store: Store, later: float, *, told: bool
) -> None:
    clock = HandClock()
    session, heard = opened(store, clock=clock)
    session.on_message(sent("steps/a/goal", "Mine", old=""))
    clock.pass_time(later)
    other = Store(store.folder)
    other.save("trip", [set_value(other.open("trip"), "steps/a/goal", "Theirs", by="Ben")])

    session.look()

    assert bool(heard.of("overwritten")) is told


def test_a_value_that_does_not_fit_is_refused_with_a_sentence_and_the_rest_is_saved(store: Store) -> None:
    session, heard = opened(store)
    message = sent("steps/a/ratings/room/value", 7)
    message["edits"] += sent("steps/a/goal", "Get there", edit_id="e2")["edits"]

    session.on_message(message)

    (refused,) = heard.of("refused")
    assert "-2 to 2" in refused["say"]
    assert not refused["notice"]
    assert heard.of("saved")[0]["ids"] == ["e2"]


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"kind": None},
        {"kind": "edits"},
        {"kind": "edits", "edits": "all"},
        {"kind": "edits", "edits": [None, 3, "x", []]},
        {"kind": "edits", "edits": [{"id": "e1"}]},
        {"kind": "edits", "edits": [{"id": "x" * 1000, "path": "title" * 1000, "new": "x"}]},
        {"kind": "edits", "edits": [{"id": "e1", "path": "../../etc/passwd", "new": "x"}]},
        {"kind": "edits", "edits": [{"id": "e1", "path": "__class__/x", "new": "x"}]},
        {"kind": "edits", "edits": [{"id": "e1", "path": "", "new": {"id": "trip"}}]},
        {"kind": "edits", "edits": [{"id": "e1", "path": "steps", "new": []}]},
        {"kind": "edits", "edits": [{"id": "e1", "path": "revision", "new": "x"}]},
        {"kind": "edits", "edits": [{"id": "e1", "path": "title", "new": {"a": 1}}]},
        {"kind": "edits", "edits": [{"id": "e1", "path": "title", "new": "x", "t": 3, "extra": 1}]},
        {"kind": "nonsense"},
    ],
    ids=lambda message: str(message)[:60],
)
def test_a_hostile_message_changes_nothing_and_raises_nothing(store: Store, message: dict[str, Any]) -> None:
    before = store.open("trip")
    session, heard = opened(store)

    session.on_message(message)

    assert diff(before, store.open("trip")) == ()
    assert all(len(message["id"] + message["path"]) < 1000 for message in heard.of("refused"))


def test_a_very_long_message_is_taken_in_part_and_answered(store: Store) -> None:
    session, heard = opened(store)

    session.on_message(
        {"kind": "edits", "edits": [{"id": f"e{n}", "path": "title", "new": f"x{n}"} for n in range(1001)]}
    )

    assert len(heard.of("saved")[0]["ids"]) == 1000
    assert store.open("trip").title == "x999"


def test_a_change_by_a_colleague_just_before_my_own_is_told_once(store: Store) -> None:
    session, heard = opened(store)
    session.on_message(sent("steps/a/goal", "Mine", old="", edit_id="m1"))
    other = Store(store.folder)
    other.save("trip", [set_value(other.open("trip"), "steps/a/goal", "Theirs", by="Ben")])

    session.on_message(sent("steps/a/goal", "Mine again", old="Mine", edit_id="m2"))
    session.look()

    (clash,) = heard.of("saved")[-1]["clashes"]
    assert (clash["by"], clash["earlier"]) == ("Ben", "Theirs")
    assert "Yours stands now" in clash["say"]
    assert (heard.of("overwritten"), heard.of("notice")) == ([], []), "older words of one's own are not offered back"


def test_signs_that_nothing_can_show_are_left_out(store: Store) -> None:
    session, _ = opened(store)

    session.on_message(sent("steps/a/name", "Book\x00ing\x1b[31m\ufffe", old="Booking"))

    assert store.open("trip").steps[0].name == "Booking[31m"


def test_a_change_by_a_colleague_is_shown_and_named(store: Store) -> None:
    session, heard = opened(store)
    other = Store(store.folder)
    other.save("trip", [set_value(other.open("trip"), "steps/b/experience/feelings", "Tired", by="Ben")])

    session.look()

    assert session.widget.journey["steps"][1]["experience"]["feelings"] == "Tired"
    assert heard.of("notice")[0]["say"] == "Ben changed Flight: Feelings."


def test_my_own_change_is_not_told_to_me(store: Store) -> None:
    session, heard = opened(store)

    session.on_message(sent("title", "Another trip", old="A trip"))
    session.look()

    assert heard.of("notice") == []


def test_while_others_type_one_sentence_tells_all_that_they_did_meanwhile(store: Store) -> None:
    clock = HandClock()
    session, heard = opened(store, clock=clock)
    for path, goal in (("steps/a/goal", "S"), ("steps/a/goal", "So"), ("steps/b/goal", "Then")):
        Store(store.folder).save("trip", [new_edit(path, goal, by="Ben")])
        session.look()
    assert [one["say"] for one in heard.of("notice")] == ["Ben changed Booking: What does the customer want here?"]
    clock.pass_time(session_module.TELL_EVERY)
    assert [one["say"] for one in heard.of("notice")][1:] == [
        "Ben changed Booking: What does the customer want here?, and 1 other thing."
    ]
    clock.pass_time(60)
    assert len(heard.of("notice")) == 2
    Store(store.folder).save("trip", [new_edit("title", "Away", by="Ben")])
    session.look()
    assert "other thing" not in heard.of("notice")[2]["say"], "what was told is told"


def test_what_became_a_clash_while_it_waited_to_be_told_is_told_once(store: Store) -> None:
    clock = HandClock()
    session, heard = opened(store, clock=clock)
    ben = Store(store.folder)
    for path in ("title", "steps/a/goal"):
        ben.save("trip", [new_edit(path, "Ben's", by="Ben")])
        session.look()
    session.on_message(sent("steps/a/goal", "Ana's", ""))
    assert heard.of("saved")[-1]["clashes"]
    clock.pass_time(session_module.TELL_EVERY)
    assert len(heard.of("notice")) == 1, "of the title"


def test_a_clash_is_told_to_both_and_the_earlier_words_are_kept(store: Store) -> None:
    mine, heard_by_me = opened(store)
    theirs, heard_by_them = opened(Store(store.folder))

    theirs.on_message(sent("steps/a/goal", "Theirs", old="", edit_id="t1", by="Ben"))
    mine.on_message(sent("steps/a/goal", "Mine", old="", edit_id="m1", by="Ana"))
    theirs.look()

    clash = heard_by_me.of("saved")[0]["clashes"][0]
    assert (clash["earlier"], clash["by"], clash["where"]) == (
        "Theirs",
        "Ben",
        "Booking: What does the customer want here?",
    )
    assert clash["say"].startswith("Ben changed Booking: What does the customer want here at the same time.")
    told = heard_by_them.of("overwritten")[0]["clashes"][0]
    assert (told["earlier"], told["by"]) == ("Theirs", "Ana")
    assert Store(store.folder).open("trip").steps[0].goal == "Mine"


@pytest.mark.parametrize(
    ("path", "earlier", "shown"),
    [
        ("sources/talks/kind", "survey", "A survey"),
        ("steps/a/ratings/room/value", 2, "+2 very satisfied"),
        ("steps/a/ratings/room/value", "unknown", "I do not know"),
        ("steps/a/touchpoints/t/grade", -2, "Very dissatisfied"),
        ("moments/m/risk", ["quit", "go-elsewhere"], "Give up, Go elsewhere"),
        ("moments/m/step", "b", "Flight"),
        ("moments/m/hot_spot", True, "Yes"),
        ("solutions/s/effort", 1, "Very little"),
        ("solutions/s/predicted", 0.5, "0.5"),
        ("stakeholders/s/influence", None, ""),
        ("steps/a/goal", "Get there", "Get there"),
        ("steps/a", {"id": "a", "name": "Booking"}, "Booking"),
        ("solutions/s", {"id": "s", "title": "Send the agenda"}, "Send the agenda"),
    ],
)
def test_what_stood_before_is_told_in_words_and_not_in_codes(
    store: Store, path: str, earlier: object, shown: str
) -> None:
    assert in_words(store.open("trip"), path, earlier) == shown


def test_all_places_of_one_save_that_were_replaced_are_told_in_one_message(store: Store) -> None:
    session, heard = opened(store)
    mine = {"steps/a/goal": "Mine", "steps/b/goal": "Mine too", "steps/a/ratings/room/value": 1}
    for number, (path, value) in enumerate(mine.items()):
        session.on_message(sent(path, value, edit_id=f"m{number}"))
    other = Store(store.folder)
    journey = other.open("trip")
    theirs = {"steps/a/goal": "Theirs", "steps/b/goal": "Theirs", "steps/a/ratings/room/value": -2}
    other.save("trip", [set_value(journey, path, value, by="Ben") for path, value in theirs.items()])

    session.look()

    (told,) = heard.of("overwritten")
    assert [(one["path"], one["shown"]) for one in told["clashes"]] == [
        ("steps/a/goal", "Mine"),
        ("steps/b/goal", "Mine too"),
        ("steps/a/ratings/room/value", "+1 satisfied"),
    ]


def test_when_the_disk_refuses_the_edits_stay_with_the_browser(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    session, heard = opened(store)
    (store.folder / "trip.json").write_text("no journey at all")

    session.on_message(sent("title", "Kept in the browser", old="A trip"))

    assert heard.of("unsaved")[0]["ids"] == ["e1"]
    assert "trip" in heard.of("unsaved")[0]["say"]
    assert heard.of("saved") == []


def test_a_ping_is_answered(store: Store) -> None:
    session, heard = opened(store)

    session.on_message({"kind": "ping"})

    assert heard == [{"kind": "pong", "revision": 0}]


def test_a_removal_by_a_colleague_is_called_a_removal(store: Store) -> None:
    session, heard = opened(store)
    other = Store(store.folder)
    other.save("trip", [set_value(other.open("trip"), "steps/b", None, by="Karel")])

    session.look()

    assert heard.of("notice")[0]["say"] == "Karel removed Flight."


def test_a_changed_file_is_no_clash_of_the_person_who_saves_next(store: Store) -> None:
    session, heard = opened(store)
    path = store.folder / "trip.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"Booking"', '"Booking it"'), encoding="utf-8")

    session.on_message(sent("title", "Another trip", old="A trip"))

    assert heard.of("saved")[0]["clashes"] == []
    assert store.open("trip").steps[0].name == "Booking it"


def test_an_edition_is_kept_with_its_place_in_the_history(store: Store) -> None:
    session, heard = opened(store, "evaluate")

    session.on_message(
        {"kind": "action", "action": "keep-edition", "name": "First", "note": "After the workshop", "by": "Ana"}
    )
    session.on_message(sent("steps/a/goal", "Get there", old=""))

    (edition,) = store.open("trip").editions
    assert (edition.name, edition.note, edition.by) == ("First", "After the workshop", "Ana")
    assert store.at("trip", edition.revision).title == "A trip"
    assert session.widget.view["editions"][0]["name"] == "First"
    assert any("Booking" in sentence for sentence in session.widget.view["since"])
    assert heard.of("notice")


def test_an_edition_without_a_name_is_refused_in_a_sentence(store: Store) -> None:
    session, heard = opened(store, "evaluate")

    session.on_message({"kind": "action", "action": "keep-edition", "name": " "})

    assert "name" in heard.of("action-refused")[0]["say"]
    assert store.open("trip").editions == ()


def test_two_people_ticking_boxes_of_one_list_keep_both_and_are_told_of_no_clash(store: Store) -> None:
    mine, heard_by_me = opened(store)
    theirs, heard_by_them = opened(Store(store.folder))

    theirs.on_message(sent("moments/m/risk", ["quit"], old=[], edit_id="t1", by="Ben"))
    mine.on_message(sent("moments/m/risk", ["go-elsewhere"], old=[], edit_id="m1", by="Ana"))
    theirs.look()

    assert set(store.open("trip").moments[0].risk) == {"quit", "go-elsewhere"}
    assert heard_by_me.of("saved")[0]["clashes"] == []
    assert heard_by_them.of("overwritten") == []
    assert set(theirs.widget.journey["moments"][0]["risk"]) == {"quit", "go-elsewhere"}


def test_who_ticked_a_box_is_told_when_somebody_unticks_it_and_putting_it_back_keeps_the_other_boxes(
    store: Store,
) -> None:
    mine, heard = opened(store)
    theirs, _ = opened(Store(store.folder))
    mine.on_message(sent("moments/m/risk", ["quit"], old=[], edit_id="m1", by="Ana"))
    theirs.look()

    theirs.on_message(sent("moments/m/risk", ["quit", "go-elsewhere"], old=["quit"], edit_id="t1", by="Ben"))
    mine.look()
    assert heard.of("overwritten") == []
    theirs.on_message(sent("moments/m/risk", ["go-elsewhere"], old=["quit", "go-elsewhere"], edit_id="t2", by="Ben"))
    mine.look()

    assert set(heard.of("overwritten")[0]["clashes"][0]["earlier"]) == {"quit", "go-elsewhere"}


def test_who_removed_something_is_told_that_another_was_still_working_on_it_and_brought_it_back(store: Store) -> None:
    mine, heard_by_me = opened(store, "steps")
    theirs, heard_by_them = opened(Store(store.folder), "steps")
    mine.on_message(sent("steps/a", None, old=store.open("trip").steps[0].model_dump(mode="json"), edit_id="m1"))

    theirs.on_message(sent("steps/a/goal", "Half a word", old="", edit_id="t1", by="Ben"))
    mine.look()

    assert [step.name for step in store.open("trip").steps] == ["Booking", "Flight"]
    (stands,) = heard_by_me.of("overwritten")[-1]["clashes"]
    assert stands["say"].startswith("Ben was still working on Booking, so it is back.")
    (undone,) = heard_by_them.of("saved")[-1]["clashes"]
    assert undone["say"].startswith("Ana removed Booking while you were working on it, so it is back.")
    assert (undone["path"], undone["gone"], undone["earlier"]) == ("steps/a", True, None), "one click removes it again"
    assert [one["say"] for one in heard_by_them.of("notice")] == [], "it is not told as removed, since it is back"
    theirs.on_message(sent("steps/a/goal", "Half a word, and more", old="Half a word", edit_id="t2", by="Ben"))
    assert heard_by_them.of("saved")[-1]["clashes"] == [], "once"


def test_who_types_on_in_what_another_removed_under_their_eyes_is_told_that_it_is_back(store: Store) -> None:
    mine, _ = opened(store, "steps")
    theirs, heard = opened(Store(store.folder), "steps")
    before = store.open("trip").steps[0].model_dump(mode="json")
    mine.on_message(sent("steps/a", None, old=before, edit_id="m1"))
    theirs.look()

    theirs.on_message(sent("steps/a", before, edit_id="t1", by="Ben"))

    (undone,) = heard.of("saved")[-1]["clashes"]
    assert undone["say"].startswith("Ana removed Booking while you were working on it, so it is back.")
    assert undone["gone"]


def test_a_third_person_is_told_of_what_came_back_and_of_nothing_that_nobody_did(store: Store) -> None:
    clock = HandClock()
    cara, heard = opened(Store(store.folder), "steps", clock=clock)
    ana, _ = opened(store, "steps", clock=clock)
    ben, _ = opened(Store(store.folder), "steps", clock=clock)
    ana.on_message(sent("steps/a", None, old=store.open("trip").steps[0].model_dump(mode="json")))
    cara.look()
    clock.pass_time(session_module.TELL_EVERY)

    ben.on_message(sent("steps/a/goal", "Half a word", old="", edit_id="bbbbbbbbbb-page01-7", by="Ben"))
    cara.look()
    clock.pass_time(session_module.TELL_EVERY)

    assert [one["say"] for one in heard.of("notice")] == ["Ana removed Booking.", "Ben brought Booking back."]


def test_what_comes_back_before_its_removal_was_told_is_told_once(store: Store) -> None:
    clock = HandClock()
    cara, heard = opened(Store(store.folder), "steps", clock=clock)
    other = Store(store.folder)
    other.save("trip", [new_edit("title", "A way", old="A trip", by="Ana")])
    cara.look()
    before = other.open("trip").steps[0].model_dump(mode="json")
    other.save("trip", [new_edit("steps/a", None, old=before, by="Ana")])
    cara.look()
    other.save("trip", [new_edit("steps/a/goal", "Half a word", by="Ben")])
    cara.look()
    clock.pass_time(session_module.TELL_EVERY)
    assert [one["say"] for one in heard.of("notice")][1:] == ["Ben brought Booking back."]


def test_what_was_moved_after_it_was_removed_is_saved_and_told_to_nobody(store: Store) -> None:
    ana, heard = opened(store, "steps")
    ana.on_message(sent("steps/b", None, old=store.open("trip").steps[1].model_dump(mode="json")))
    ben, heard_by_ben = opened(Store(store.folder), "steps")
    ben.on_message(sent("steps/b/@after", "", old="a", edit_id="t1", by="Ben"))
    ana.look()
    assert heard_by_ben.of("saved")[-1]["ids"] == ["t1"]
    assert heard.of("notice") == []
    assert not any(" moved " in line for line in history_lines(store.history("trip")))


def test_a_removal_that_did_not_know_of_the_others_words_keeps_them_and_says_so(store: Store) -> None:
    mine, heard = opened(store, "steps")
    theirs, _ = opened(Store(store.folder), "steps")
    before = store.open("trip").steps[0].model_dump(mode="json")
    theirs.on_message(sent("steps/a/goal", "Half a word", old="", edit_id="t1", by="Ben"))

    mine.on_message(sent("steps/a", None, old=before, edit_id="m1"))

    assert store.open("trip").steps[0].goal == "Half a word"
    (clash,) = heard.of("saved")[-1]["clashes"]
    assert clash["say"].startswith("Ben was still working on Booking, so it was kept.")
    assert clash["kept"]


def test_who_was_working_on_what_another_wanted_to_remove_is_told_of_it(store: Store) -> None:
    mine, _ = opened(store, "steps")
    theirs, heard = opened(Store(store.folder), "steps")
    before = store.open("trip").steps[0].model_dump(mode="json")
    theirs.on_message(sent("steps/a/goal", "Half a word", old="", edit_id="t1", by="Ben"))

    mine.on_message(sent("steps/a", None, old=before, edit_id="m1"))
    theirs.look()

    assert heard.of("notice")[-1]["say"] == "Ana wanted to remove Booking, which was kept."


TAB, OTHER_TAB, BENS = "anaanaana0-tabaaa", "anaanaana0-tabbbb", "benbenben0-tabccc"
"""What an edit's id begins with: its author, and the page in which it was made."""


def test_what_the_same_person_wrote_in_another_tab_is_no_news_of_somebody_else(store: Store) -> None:
    first, heard_by_first = opened(store)
    second, heard_by_second = opened(Store(store.folder))
    first.on_message(sent("steps/a/goal", "One", edit_id=f"{TAB}-1"))
    second.on_message(sent("steps/b/goal", "Else", edit_id=f"{OTHER_TAB}-1"))
    # a tab sends along what another has in the browser's storage
    second.on_message(sent("steps/a/goal", "One two", old="One", edit_id=f"{TAB}-2"))

    for tab in (first, second):
        tab.look()

    assert heard_by_first.of("overwritten") == heard_by_second.of("overwritten") == []
    assert heard_by_first.of("notice") == heard_by_second.of("notice") == []


def test_whose_words_are_replaced_is_offered_the_last_of_them_whichever_tab_they_were_typed_in(store: Store) -> None:
    first, heard = opened(store)
    second, _ = opened(Store(store.folder))
    theirs, _ = opened(Store(store.folder))
    first.on_message(sent("steps/a/goal", "One", edit_id=f"{TAB}-1"))
    second.on_message(sent("steps/a/goal", "One two", old="One", edit_id=f"{OTHER_TAB}-1"))
    first.look()
    theirs.look()

    theirs.on_message(sent("steps/a/goal", "Three", old="One two", edit_id=f"{BENS}-1", by="Ben"))
    first.look()

    (replaced,) = heard.of("overwritten")
    assert [clash["earlier"] for clash in replaced["clashes"]] == ["One two"]
