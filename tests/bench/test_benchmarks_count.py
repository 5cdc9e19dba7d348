"""What the benchmarks count can go wrong: a letter that is lost or twice, and a page that stays away, are told."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
import servers  # first: it shows the way to the modules of the tests
import stores
from arriving import Arrival, Crowd
from beyond import told_dying, told_ratio
from outbox import Acknowledged, Typed
from postgres_server import Postgres
from processes import Cpu
from teams import fields_of, kept_edits, make_teams
from typing_together import Typist, lost, typists_of

from cjm_widgets.journey.edits import Edit, new_edit
from cjm_widgets.store import Store

assert servers
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are counted as Linux counts them")


def who_typed(folder: Path, place: str, *texts: str) -> Typist:
    """One whose letters are acknowledged, and kept."""
    (one,) = typists_of(folder, 1, 1)
    edits = [new_edit(place, text, by="Person 1") for text in texts]
    Store(folder).save("team-1", edits)
    one.person._address = "http://127.0.0.1/?journey=team-1"
    one.texts[place] = texts[-1]
    for edit in edits:
        typed = Typed(edit.id, "Person 1", place, "", edit.new)
        one.person.outbox.acknowledged[edit.id] = Acknowledged(typed, "team-1", 0.01)
    return one


def test_an_edit_that_is_lost_or_twice_in_a_history_is_told_and_so_is_a_text_that_is_not_on_the_map(
    tmp_path: Path,
) -> None:
    make_teams(tmp_path / "seen", 1, 8)
    place = fields_of(tmp_path / "seen", "team-1")[0]
    one = who_typed(tmp_path / "journeys", place, "t", "th", "the")
    first, _, third = one.person.outbox.acknowledged
    assert lost(tmp_path / "journeys", [one]) == ([], [])
    log = tmp_path / "journeys" / "team-1.log.jsonl"
    lines = log.read_text(encoding="utf-8").splitlines(keepends=True)
    log.write_text("".join(line for line in lines if json.loads(line)["id"] != third), encoding="utf-8")
    assert lost(tmp_path / "journeys", [one]) == ([third], [])
    one.texts[place] = "then"
    assert lost(tmp_path / "journeys", [one]) == ([third], [f"team-1/{place}"])
    twice = next(line for line in lines if json.loads(line)["id"] == first)
    log.write_text("".join([*lines, twice]), encoding="utf-8")
    assert kept_edits(tmp_path / "journeys", "team-1")[first] == 2
    assert lost(tmp_path / "journeys", [one])[0] == [first]


class Forgetful(Store):
    """A store that loses the last of what it acknowledged, and has the first twice."""

    def history(self, journey_id: str) -> tuple[Edit, ...]:
        found = super().history(journey_id)
        return (*found[:1], *found[:-1])


def test_of_two_who_type_into_a_store_that_loses_one_letter_and_doubles_another_both_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = stores.measured(tmp_path / "whole", 2, 1, 0.5)
    assert (whole.lost, whole.double) == (0, 0)
    assert len(whole.waits) >= 2
    assert min(whole.waits) > 0
    monkeypatch.setattr(stores, "opened_store", Forgetful)
    made = stores.measured(tmp_path / "forgetful", 2, 1, 0.5)
    assert (made.lost, made.double) == (1, 1)
    assert made.told("files").endswith("lost 1, double 1")


def test_the_same_is_measured_in_a_database(postgres: Postgres) -> None:
    made = stores.measured(postgres.fresh(), 2, 2, 0.5)
    assert (made.lost, made.double) == (0, 0)
    assert made.cpu > 0


def test_a_page_that_never_comes_back_is_not_left_out() -> None:
    assert told_dying({"Ana": 2.0, "Ben": 4.0}, {"Ana", "Ben", "Cy"}) == (
        "pages that lost their server: 3; back at the other: 2, the last after 4.0 s, half after 3.0 s"
    )
    assert told_dying({}, {"Ana"}) == "pages that lost their server: 1; back at the other: 0"


def crowd_of(*works: float, problems: tuple[str, ...] = ()) -> Crowd:
    return Crowd(len(works) + len(problems), tuple(Arrival(0.1, one) for one in works), problems, Cpu(0.0, 0.0))


def test_a_crowd_of_which_some_did_not_arrive_is_compared_with_none() -> None:
    assert told_ratio([crowd_of(1, 2), crowd_of(1, 3), crowd_of(9, 1)], [crowd_of(1, 6)]).endswith("0.50 times as fast")
    assert told_ratio([crowd_of(2)], [crowd_of(1, problems=("nothing",))]) == "no ratio, as not all arrived"
