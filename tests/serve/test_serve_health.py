"""Whether the server is well: said to anybody who asks by any name, in a word, and without load for the maps."""

from __future__ import annotations

import asyncio
import os
import re
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest
from soon import soon

from cjm_widgets.serve.monitored import health
from cjm_widgets.serve.monitored.health import NO_PAGES, NO_STORE, READY, Readiness, standing
from cjm_widgets.serve.monitored.watching import watched

NAMES = ("", "10.244.3.17:8866", "evil.example", "[fd00::7]:8866")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
def test_it_is_said_without_a_link_and_by_any_name(server, path: str, name: str) -> None:
    assert soon(lambda: server.ask(path, cookie="", host=name).status) == 200
    answer = server.ask(path, cookie="", host=name)
    assert answer.body in ("alive\n", "ready\n")
    assert "set-cookie" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


def test_nothing_can_be_sent_there(server) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
        sent = {"Content-Length": "0"}
        assert server.ask("/health/ready", method=method, cookie="", headers=sent).status in (403, 405), method


def test_only_these_two_are_for_anybody() -> None:
    routes = watched("/a.b/", SimpleNamespace(place=Path()), SimpleNamespace())
    open_ones = [route[0] for route in routes if getattr(route[1], "for_anybody", False)]
    assert open_ones == [r"/a\.b/health/live", r"/a\.b/health/ready"]


def test_a_folder_that_is_gone_is_said_while_the_server_lives(server, tmp_path: Path) -> None:
    away = server.folder.rename(tmp_path / "away")
    try:
        assert soon(lambda: server.ask("/health/ready", cookie="").status) == 503
        assert server.ask("/health/ready", cookie="").body == f"{NO_STORE}\n"
        assert server.ask("/health/live", cookie="").status == 200
    finally:
        away.rename(server.folder)
    assert soon(lambda: server.ask("/health/ready", cookie="").status) == 200


def test_what_pages_are_made_from_has_to_be_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "is_warm", lambda: False)
    assert standing(tmp_path) == NO_PAGES
    monkeypatch.setattr(health, "is_warm", lambda: True)
    assert standing(tmp_path) == READY
    assert standing(tmp_path / "nowhere") == NO_STORE
    for right in (os.R_OK, os.W_OK, os.X_OK):
        access = lambda _, mode, lacks=right: not mode & lacks  # noqa: E731  who runs the tests may do everything
        monkeypatch.setattr(health, "os", SimpleNamespace(**{**vars(os), "access": access}))
        assert standing(tmp_path) == NO_STORE


def test_however_many_ask_the_maps_are_asked_once_and_nobody_waits_long() -> None:
    asked: list[int] = []
    answers = threading.Event()

    def look() -> str:
        asked.append(1)
        answers.wait()
        return READY

    async def many() -> None:
        readiness = Readiness(look, within=0.01, holds=3600)
        assert await asyncio.gather(*(readiness.said() for _ in range(50))) == [NO_STORE] * 50
        answers.set()
        for _ in range(100_000):
            if await readiness.said() == READY:
                break
        assert {await readiness.said() for _ in range(50)} == {READY}

    asyncio.run(many())
    assert len(asked) == 1


def test_an_answer_does_not_hold_for_ever() -> None:
    stands = iter([NO_PAGES, READY])

    async def twice() -> list[str]:
        readiness = Readiness(lambda: next(stands), within=60, holds=-1)
        return [await readiness.said(), await readiness.said()]

    assert asyncio.run(twice()) == [NO_PAGES, READY]


def test_what_is_said_names_nobody_and_no_place(tmp_path: Path) -> None:
    assert not re.search(re.escape(str(tmp_path)), standing(tmp_path / "secret-place"))
