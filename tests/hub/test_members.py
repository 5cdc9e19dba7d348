"""Who is in stays in for as long as the Hub says so, and not for longer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest

from cjm_widgets.serve.hub.asking_hub import HubSilentError, Known
from cjm_widgets.serve.hub.members import Members
from cjm_widgets.serve.hub.seats import Seats

FIRST = "t1"
SEATS = Seats("secret", "leads")
ANA = Known("ana", frozenset({"airport"}))


@dataclass
class FakeHub:
    """A Hub that says what it is told to."""

    people: dict[str, Known] = field(default_factory=lambda: {"t1": ANA, "t2": ANA})
    silent: bool = False

    async def known(self, token: str) -> Known | None:
        if self.silent:
            raise HubSilentError
        return self.people.get(token)


@dataclass(eq=False)
class FakeLine:
    closed: int = 0

    def close(self) -> None:
        self.closed += 1


class World:
    def __init__(self) -> None:
        self.hub, self.now, self.maps = FakeHub(), 1000.0, {"airport"}
        self.members = Members(self.hub, lambda known: SEATS.of(known, self.maps), lambda: self.now)

    def enter(self, token: str = FIRST, mark: str = "m") -> str:
        return asyncio.run(self.members.enter(token, mark))

    def look(self, key: str, mark: str = "m") -> None:
        member = self.members.member([key], mark)
        assert member is not None
        asyncio.run(self.members.look_again(member))

    def is_in(self, key: str, mark: str = "m") -> bool:
        return self.members.member([key], mark) is not None


@pytest.fixture
def world() -> World:
    return World()


def test_whom_the_hub_does_not_know_is_not_let_in(world: World) -> None:
    assert world.enter("guessed") == ""
    assert not world.is_in("")


def test_each_browser_has_a_key_of_its_own_that_nothing_else_opens(world: World) -> None:
    first, second = world.enter("t1"), world.enter("t2")
    assert first != second
    assert len(first) >= 40
    assert not world.is_in(first[:-1])
    world.members.leave([first])
    assert not world.is_in(first)
    assert world.is_in(second)


def test_a_browser_whose_mark_of_the_hub_is_another_is_out_at_once(world: World) -> None:
    key = world.enter()
    assert world.is_in(key)
    assert not world.is_in(key, "")
    assert not world.is_in(key, "of another log-in")


def test_who_has_logged_out_at_the_hub_is_out_and_their_open_pages_are_told(world: World) -> None:
    key, line = world.enter(), FakeLine()
    world.members.member([key], "m").lines.add(line)
    world.look(key)
    assert (world.is_in(key), line.closed) == (True, 0)
    del world.hub.people["t1"]
    world.look(key)
    assert (world.is_in(key), line.closed) == (False, 1)


def test_another_group_counts_as_soon_as_the_hub_says_so_and_pages_are_looked_at_again(world: World) -> None:
    world.maps = {"airport", "clinic"}
    key, line = world.enter(), FakeLine()
    member = world.members.member([key], "m")
    member.lines.add(line)
    world.hub.people["t1"] = Known("ana", frozenset({"clinic"}))
    world.look(key)
    assert [one.journey for one in member.visitors] == ["clinic"]
    assert line.closed == 1
    world.hub.people["t1"] = Known("ana")
    world.look(key)
    assert (member.visitors, line.closed) == ((), 2)


def test_a_stranger_comes_in_when_their_map_is_made(world: World) -> None:
    world.maps = set()
    key = world.enter()
    world.look(key)
    assert world.members.member([key], "m").visitors == ()
    world.maps = {"airport"}
    world.look(key)
    assert [one.journey for one in world.members.member([key], "m").visitors] == ["airport"]


def test_a_hub_that_starts_anew_throws_nobody_out_within_five_minutes(world: World) -> None:
    key, line = world.enter(), FakeLine()
    world.members.member([key], "m").lines.add(line)
    world.hub.silent, world.now = True, world.now + 300
    world.look(key)
    assert (world.is_in(key), line.closed) == (True, 0)
    world.hub.silent = False
    world.look(key)
    world.hub.silent, world.now = True, world.now + 301
    world.look(key)
    assert (world.is_in(key), line.closed) == (False, 1)


def test_all_are_asked_about_in_turn_and_who_is_long_away_is_forgotten(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    away, there, open_page = world.enter("t1"), world.enter("t2"), world.enter("t2")
    world.members.member([open_page], "m").lines.add(FakeLine())
    world.now += 3601
    assert world.is_in(there)
    waited: list[float] = []

    async def rest(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 3:
            raise asyncio.CancelledError

    monkeypatch.setattr("cjm_widgets.serve.hub.members.asyncio.sleep", rest)
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(world.members.keep_looking())
    assert waited == [pytest.approx(5 / 3)] * 3
    assert [world.is_in(one) for one in (away, there, open_page)] == [False, True, True]
