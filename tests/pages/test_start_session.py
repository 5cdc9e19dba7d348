"""The start page makes maps that people find again, and says in a sentence what it cannot do."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjm_widgets.pages.start_session import StartSession
from cjm_widgets.store import Store, StoreError
from cjm_widgets.tasks.making import id_from_title, make_demos, make_journey, starter
from cjm_widgets.workshop.visitor import Visitor


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "journeys")


@pytest.mark.parametrize(
    ("title", "made"),
    [
        ("Enrolling on a course", "enrolling-on-a-course"),
        ("Řidičák!! <b>x</b> / ../", "ridicak-b-x-b"),
        ("旅", "journey"),
        ("x" * 300, "x" * 48),
        ("Con", "con-map"),
    ],
)
def test_an_id_is_made_from_any_title(title: str, made: str) -> None:
    assert id_from_title(title, ()) == made


def test_an_id_that_is_taken_gets_a_number() -> None:
    assert id_from_title("Trip", ("trip", "trip-2")) == "trip-3"


def test_a_new_map_knows_which_journey_it_is_about(store: Store) -> None:
    made = make_journey(store, "  Parking permit ", "blank", by="Ana")

    assert (made.id, made.title, made.scope.journey_type) == ("parking-permit", "Parking permit", "Parking permit")
    assert store.open("parking-permit").title == "Parking permit"


def test_a_title_that_is_there_already_is_refused(store: Store) -> None:
    make_journey(store, "Parking permit", "blank")

    with pytest.raises(ValueError, match="already"):
        make_journey(store, "parking PERMIT", "blank")


@pytest.mark.parametrize("title", ["", "   ", "x" * 201])
def test_a_title_that_cannot_be_is_refused(store: Store, title: str) -> None:
    with pytest.raises(ValueError, match="name"):
        make_journey(store, title, "blank")


def test_a_starter_that_does_not_exist_is_refused_with_the_list() -> None:
    with pytest.raises(ValueError, match="employer"):
        starter("../../etc/passwd")


def test_examples_are_put_only_into_an_empty_folder(store: Store) -> None:
    assert make_demos(store)
    assert make_demos(store) == ()


def test_examples_that_another_server_makes_at_the_same_moment_are_made_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = iter([(), ("employer",), ("employer",)])
    make_demos(Store(store.folder))
    monkeypatch.setattr(store, "ids", lambda: next(seen))
    with pytest.raises(StoreError, match="airport"):  # its own fault stays one
        make_demos(store)
    monkeypatch.undo()
    assert len(store.ids()) == 2


def test_the_page_lists_a_damaged_map_with_its_problem_and_the_others_as_usual(store: Store) -> None:
    make_demos(store)
    (store.folder / "airport.json").write_text("{")

    journeys = {entry["id"]: entry for entry in StartSession(store).widget.view["journeys"]}

    assert journeys["airport"]["problem"]
    assert journeys["employer"]["title"] == "Employer engages a training provider"


def test_a_title_typed_on_another_computer_with_its_accents_apart_is_the_same(store: Store) -> None:
    made = make_journey(store, "Cafe\u0301", "blank")
    assert made.title == "Caf\u00e9"
    for title in ("Caf\u00e9", "cafe\u0301"):
        with pytest.raises(ValueError, match="already"):
            make_journey(store, title, "blank")


def told(session: StartSession, **asked: object) -> list[dict[str, object]]:
    """What a page says to something that is asked of it."""
    said: list[dict[str, object]] = []
    session.widget.send = lambda content, **_: said.append(content)  # type: ignore[method-assign]
    session.on_message({"kind": "action", "by": "Fay", **asked})
    return said


def test_maps_are_copied_archived_deleted_and_brought_back_from_the_page(store: Store) -> None:
    make_demos(store)
    make_journey(store, "Joining", "blank")
    session = StartSession(store)
    assert told(session, action="copy", journey="airport")[0]["kind"] == "notice"
    told(session, action="archive", journey="airport", archived=True)
    asked = {"action": "describe", "journey": "joining", "title": "Joiners", "owner": "Ana", "review": "May 2020"}
    told(session, **asked)
    told(session, action="delete", journey=store.ids()[1])
    view = session.widget.view
    shown = {one["id"]: one for one in view["journeys"]}
    assert (shown["airport"]["archived"], shown["airport"]["example"]) == (True, False)
    joiners = shown["joining"]
    assert (joiners["title"], joiners["owner"], joiners["review"]) == ("Joiners", "Ana", "May 2020")
    assert (joiners["overdue"], joiners["example"], shown["employer"]["example"]) == (True, False, True)
    (gone,) = view["deleted"]
    assert (gone["title"], gone["by"]) == ("Copy of Through the airport", "Fay")
    told(session, action="bring-back", journey=gone["id"])
    assert session.widget.view["deleted"] == []
    assert gone["id"] in store.ids()


def test_of_two_pages_that_delete_a_map_the_second_is_told_and_shown(store: Store) -> None:
    make_demos(store)
    first, second = StartSession(store), StartSession(store)
    told(first, action="delete", journey="airport")
    refused, changed = told(second, action="delete", journey="airport")
    assert "was deleted" in str(refused["say"])
    assert changed["kind"] == "changed"
    assert [one["id"] for one in second.widget.view["deleted"]] == ["airport"]


def test_a_participant_deletes_and_sees_nothing_here(store: Store) -> None:
    make_demos(store)
    session = StartSession(store, Visitor(role="participant", journey="airport", in_room=True))
    (refused,) = told(session, action="delete", journey="airport")
    assert refused["kind"] == "action-refused"
    assert session.widget.view["deleted"] == session.widget.view["journeys"] == []
    assert "airport" in store.ids()
